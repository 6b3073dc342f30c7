"""Publication facts from the kept lines: publisher, headline, byline, credit, dateline, time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.cleaning.metadata import make_published
from dateline.cleaning.published import find_moments
from dateline.cleaning.shapes import BRACKETED, OWN
from dateline.cleaning.table import Furniture
from dateline.model import Block, BlockKind, Fact, Published, Span

PLACE: Final = (
    r"(?:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’.\-]+|[A-ZÀ-Þ]\.)(?:[ /](?:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’.\-]*|de|al|el|of"
    r"|da|do|du|am))*"
)
MORE: Final = r"(?:,\s[A-ZÀ-Þ][\w.’'\- ]{1,30}?)?"
DAY: Final = (
    r"(?:[,\s]+(?:\w+day,? )?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}(?:st|nd|rd"
    r"|th)?\s[A-Z][a-z]{2,8}\.?)(?:[,\s]+\d{4})?)"
)
AGENCY: Final = r"(?:\s?[(\[](?P<agency>[^()\[\]]{2,40})[)\]])"
AGENCY2: Final = AGENCY.replace("agency", "agency_after")
DASH: Final = r"\s*(?:[–—:]|--?)\s*"
DATELINES: Final = (
    re.compile(rf"(?P<place>{PLACE}){MORE}{DAY}?,?{AGENCY}?(?:{DASH})(?=\S)"),
    re.compile(rf"(?P<place>{PLACE}){MORE}{DAY}?{AGENCY}\s+(?=[A-ZÀ-Þ“\"])"),
    re.compile(rf"(?P<place>{PLACE})(?:,? \d{{1,2}} [A-Z][a-z]+)?\.\s+(?=[A-ZÀ-Þ“\"])"),
    re.compile(
        rf"(?P<place>[A-ZÀ-Þ][\w’'\-]+(?:[ /][A-ZÀ-Þ][\w’'\-]+){{0,3}}){MORE}(?={DAY}"
        rf"|{AGENCY}){DAY}?{AGENCY2}?,?(?:{DASH})(?=\S)"
    ),
    re.compile(rf"(?P<place>[A-ZÀ-Þ][\w’'\-]+(?:[ /][A-ZÀ-Þ][\w’'\-]+){{0,2}}){MORE}\s[–—]\s(?=[A-ZÀ-Þ“\"])"),
    re.compile(rf"{AGENCY}\s?(?:{DASH})(?P<place>)(?=\S)"),
)
BY: Final = re.compile(
    r"(?:(?:written|reported|posted|published)\s+)?by:?\s+|author:\s*|(?:words|text|story by):?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a wire report: its words, the place, and the agency in brackets where one is named."""

    span: Span | None
    place: Fact | None
    agency: Fact | None


def block_fact(kind: BlockKind, blocks: Sequence[Block], text: str) -> Fact | None:
    """The fact that the first block of a kind states, as it stands."""
    for block in blocks:
        if block.kind == kind:
            words = block.span.of(text)
            return Fact(words, words, block.span, None, f"{kind}.line")
    return None


def byline_fact(blocks: Sequence[Block], text: str) -> Fact | None:
    """Who wrote it, without "By"."""
    fact = block_fact("byline", blocks, text)
    if fact is None:
        return None
    value = BY.sub("", fact.text, count=1) if BY.match(fact.text) else fact.text
    return Fact(value.strip(" ,"), fact.text, fact.span, None, fact.rule)


def publisher_fact(blocks: Sequence[Block], text: str) -> Fact | None:
    """The name above the headline; one in capitals alone is written as a name."""
    fact = block_fact("publisher", blocks, text)
    if fact is None:
        return None
    words = fact.text.split()
    shouted = len(words) > 1 and fact.text.isupper()
    value = (
        " ".join(word.title() if len(word) > 3 else word.capitalize() for word in words)
        if shouted
        else fact.text
    )
    return Fact(value, fact.text, fact.span, None, fact.rule)


def published_blocks(blocks: Sequence[Block], text: str, furniture: Furniture) -> Iterator[Published]:
    """The times that the kept lines of the head state, the first first."""
    for block in blocks:
        if block.kind == "published":
            words = block.span.of(text)
            for moment in find_moments(words, furniture.knowledge):
                start, end = _date_words(words, moment.start, moment.end)
                span = Span(block.span.start + start, block.span.start + end)
                yield make_published(moment, span.of(text), span, None, "published.line")


WEEKDAY: Final = re.compile(
    r"\b[A-Za-z]{3,9}day,?\s*\Z|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s*\Z", re.IGNORECASE
)


def _date_words(words: str, start: int, end: int) -> tuple[int, int]:
    weekday = WEEKDAY.search(words[:start])
    return (weekday.start() if weekday else start, end)


def dateline_of(blocks: Sequence[Block], text: str, furniture: Furniture) -> Dateline:
    """Read the dateline at the start of the first paragraphs."""
    bodies = [block for block in blocks if block.kind == "body"][:3]
    for block in bodies:
        words = block.span.of(text)
        for number, pattern in enumerate(DATELINES, 1):
            match = pattern.match(words)
            if match and (found := _dateline(match, block.span.start, number, furniture)):
                return found
    return Dateline(None, None, None)


def _dateline(match: re.Match[str], start: int, number: int, furniture: Furniture) -> Dateline | None:
    groups = match.groupdict()
    agency = None
    shown = "agency_after" if groups.get("agency_after") else "agency"
    if groups.get(shown) and (name := furniture.outlet(groups[shown])):
        span = Span(start + match.start(shown), start + match.end(shown))
        agency = Fact(name, groups[shown], span, None, "credit.dateline")
    place = groups["place"].strip()
    opening = Span(start, start + len(match[0].rstrip()))
    parts = re.split(r"[/ ]", place)
    if not place:
        return Dateline(opening, None, agency) if agency else None
    if any(part.casefold().strip(".") in furniture.not_places for part in parts) or furniture.outlet(place):
        return None
    if number == 3 and (len(place) < 3 or place.endswith(".")):
        return None
    named = "/".join(" ".join(_as_name(word) for word in part.split(" ")) for part in place.split("/"))
    span = Span(start + match.start("place"), start + match.start("place") + len(place))
    return Dateline(opening, Fact(named, place, span, None, f"dateline.shape-{number}"), agency)


def set_apart(dateline: Dateline, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the dateline a block of its own before the paragraph that it opens: it is no part of what is told."""
    parted: list[Block] = []
    for block in blocks:
        opening = dateline.span
        if opening is None or not block.span.covers(opening) or opening.end + 1 >= block.span.end:
            parted.append(block)
            continue
        parted.append(Block("dateline", opening, "the place and day a report opens with"))
        parted.append(Block(block.kind, Span(opening.end + 1, block.span.end), block.reason))
    return tuple(parted)


def published_in(dateline: Dateline, text: str, furniture: Furniture) -> Published | None:
    """The day that a dateline gives, where it gives one with its year."""
    if dateline.span is None:
        return None
    for moment in find_moments(dateline.span.of(text), furniture.knowledge):
        span = Span(dateline.span.start + moment.start, dateline.span.start + moment.end)
        return make_published(moment, span.of(text), span, None, "published.dateline")
    return None


def _as_name(word: str) -> str:
    """A place in capitals, written as a name.

    >>> [_as_name(word) for word in ("BÜRGENSTOCK", "UNITED", "AL-FASHER", "de")]
    ['Bürgenstock', 'United', 'Al-Fasher', 'de']
    """
    return (
        "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 1 else word
    )


def credit_fact(blocks: Sequence[Block], text: str, dateline: Dateline, furniture: Furniture) -> Fact | None:
    """The credit: a line in the head first, then one at the foot, then the agency of the dateline."""
    fact = block_fact("credit", blocks, text)
    if fact is None:
        return dateline.agency
    match = BRACKETED.fullmatch(fact.text)
    inside = match[1].strip() if match else fact.text
    name = furniture.outlet(inside)
    sole = name is not None or (
        match is not None and not re.search(r"[,;]| and |reporting|editing|writing", inside, re.IGNORECASE)
    )
    return Fact(inside if sole else fact.text, fact.text, fact.span, None, fact.rule)


def credited_outlets(
    credit: Fact | None, publisher: Fact | None, dateline: Dateline, furniture: Furniture
) -> tuple[str, ...]:
    """The outlets whose text this is, where it is not the publisher's own.

    "with agencies", "own information" and an agency named beside the paper are no sole credit.
    """
    if credit is not None and credit.rule != "credit.dateline":
        named = _sole_outlets(credit.value, furniture)
        if named is None:
            return ()
    else:
        named = ()
    if not named and dateline.agency is not None:
        named = (dateline.agency.value,)
    own = furniture.outlet(publisher.value) or publisher.value if publisher else ""
    if any(name.casefold() == own.casefold() for name in named):
        return ()
    return named


def _sole_outlets(credit: str, furniture: Furniture) -> tuple[str, ...] | None:
    """The outlets of a credit; None where the paper itself has a part in it."""
    inside = re.sub(r"^[(\[]|[)\]]\.?$", "", credit.strip())
    parts = [part.strip() for part in re.split(r"[,;/]| and | & |\bwith\b", inside) if part.strip()]
    outlets = [furniture.outlet(part) for part in parts]
    if any(OWN.fullmatch(part) for part in parts) or re.search(r"\b(?:with|own)\b", inside, re.IGNORECASE):
        return None
    if all(outlets):
        return tuple(dict.fromkeys(name for name in outlets if name))
    if len(parts) == 1 and re.fullmatch(r"(?:[\w\-]+\.)+[A-Za-z]{2,6}", parts[0]):
        return (parts[0],)
    return ()

"""What the markup of a page says against its visible lines: language, headline, byline, publisher, day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.beside import MARKUP, PAGE, Beside, differ, other_day
from dateline.cleaning.facts import published_blocks, publisher_fact
from dateline.cleaning.metadata import CHANGED, PageFacts
from dateline.cleaning.table import Furniture
from dateline.model import Block, Document, Published

PERSON: Final = re.compile(
    r"[^\W\d_a-z][\w.'’\-]+(?: (?:[^\W\d_a-z][\w.'’\-]*|al|bin|da|de|di|van|von)){1,3}"
)
DESK: Final = re.compile(
    r"\b(?:admin|agenc(?:y|ies)|associated|bureau|correspondents?|desk|editor\w*|news\w*|office|online|post|press"
    r"|reporters?|service|staff|team|times|tv|web|wires?|writers?)\b",
    re.IGNORECASE,
)


def told_by_markup(document: Document, facts: PageFacts, furniture: Furniture) -> Iterator[Beside]:
    """The values of a page's markup that its lines may contradict.

    Where the document's own value is that of the markup, the value of the lines is the one beside it. A day that
    the page calls one of change is no day of publication; an author who is a desk or the paper is no person.
    """
    if facts.language:
        yield Beside("language", facts.language, MARKUP)
    yield from _headline(document, facts)
    if (
        document.byline
        and facts.byline
        and _is_person(document.byline.value)
        and _is_person(facts.byline.value)
    ):
        yield Beside("byline", facts.byline.value, MARKUP)
    named = publisher_fact(document.blocks, document.text)
    if facts.publisher and named:
        yield Beside("publisher", named.value, PAGE)
    shown = shown_otherwise(facts, document.blocks, document.text, furniture)
    if shown and facts.published and document.published:
        taken = document.published.span is not None
        yield Beside("published", *((facts.published.written, MARKUP) if taken else (shown.written, PAGE)))


def _headline(document: Document, facts: PageFacts) -> Iterator[Beside]:
    """The first headline of the markup, where none of them is the visible one."""
    if document.headline is None or document.headline.span is None or not facts.headlines:
        return
    if all(differ(document.headline.value, fact.value) for fact in facts.headlines):
        yield Beside("headline", facts.headlines[0].value, MARKUP)


def _is_person(names: str) -> bool:
    """Tell whether a byline names one or more persons, and no desk or site."""
    parts = [part.strip() for part in re.split(r",|&|\band\b", names) if part.strip()]
    return bool(parts) and all(PERSON.fullmatch(part) and not DESK.search(part) for part in parts)


def shown_otherwise(
    facts: PageFacts, blocks: Sequence[Block], text: str, furniture: Furniture
) -> Published | None:
    """The first time of the lines, where none of them is the markup's, of publication or of a change."""
    if facts.published is None:
        return None
    told = (facts.published.written, *facts.changed)
    shown = []
    for one in published_blocks(blocks, text, furniture):
        line = next(b.span.of(text) for b in blocks if one.span and b.span.covers(one.span))
        if not CHANGED.search(line):
            shown.append(one)
    apart = all(other_day(one.written, time) for one in shown for time in told)
    return shown[0] if shown and apart else None

"""The lines above the first paragraph: publisher, time, headline, byline, credit, crumbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.cleaning.lines import Line, Verdict, aside, keep
from dateline.cleaning.published import find_moments
from dateline.cleaning.shapes import (
    BYLINE,
    CREDIT,
    DESK,
    END,
    content_stems,
    credit_of,
    is_name,
    is_prose,
)
from dateline.cleaning.table import Furniture, plain

WITH_AGENCY: Final = re.compile(
    r"(?P<own>[^,.]{2,50}?)(?:,| and| with|/| -| –| \|){1,2}\s*(?:with )?(?P<agency>[\w .\-/]{2,40})",
    re.IGNORECASE,
)
LABEL: Final = re.compile(
    r"(?:first |originally |last |date )*(?:published|posted|updated|modified|issued|released"
    r"|created|date|publication date|edited|changed)"
    r"(?: (?:on|at))?(?: date)?\s*:?\s*(?:(?:on|at)\s*)?(?=\W*(?:\w+day,? *)?\Z)",
    re.IGNORECASE,
)
MODIFIED: Final = re.compile(r"updated|modified|edited|changed|last", re.IGNORECASE)
WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?[,\s]*\Z", re.IGNORECASE
)
SPLIT: Final = re.compile(r"\s*(?:[|·•›»]|\s[–—\-/]\s|\s{3,})\s*")
CROWDED: Final = 5  # bare lines above the first paragraph that only a page read as text has
EDGE: Final = re.compile(r"^[\s|·•,;–—\-/:.()]+|[\s|·•,;–—\-/:(]+$")


def read_head(lines: Sequence[Line], furniture: Furniture, about: frozenset[str]) -> list[Verdict]:
    """Read the lines above the first paragraph; `about` holds the stems of the report below them."""
    verdicts: list[Verdict] = []
    names: list[Line] = []
    for line in lines:
        titled = any(len(name.words()) >= 4 for name in names)
        pieces = (
            dated_pieces(line, furniture)
            or _named_pieces(line, furniture)
            or _signed_pieces(line, titled=titled)
        )
        if pieces:
            verdicts.extend(pieces)
        elif (cue := furniture.cue(line.text)) is not None and not _could_be_headline(line, cue.where):
            verdicts.append(aside(line, cue.kind, f"reads as {cue.row} says"))
        else:
            names.append(line)
            verdicts.append(keep(line, "body", "a line above the first paragraph"))
    return _name_head(verdicts, names, furniture, about)


def read_head_line(line: Line, furniture: Furniture, *, main: bool) -> list[Verdict]:
    """Read one line between a page's title and its first paragraph."""
    pieces = (
        dated_pieces(line, furniture) or _named_pieces(line, furniture) or _signed_pieces(line, titled=True)
    )
    if pieces:
        return pieces
    cue = furniture.cue(line.text)
    if cue is not None:
        return [aside(line, cue.kind, f"reads as {cue.row} says")]
    if main:
        return [keep(line, "body", "a line above the first paragraph")]
    return [aside(line, "page", "between the title and the main text")]


def _could_be_headline(line: Line, where: str) -> bool:
    return where in ("any", "end") and len(line.words()) >= 6 and line.tag in ("", "h1")


def first_paragraph(lines: Sequence[Line], furniture: Furniture, start: int) -> int:
    """The number of the first line, from `start` on, that is a paragraph of the report; one where there is none."""
    for number in range(start, min(len(lines), start + 40)):
        line = lines[number]
        words = len(line.words())
        ends = END.search(line.text) is not None and not line.text.rstrip().endswith(":")
        sentence = (words >= 8 and ends) or words >= 30
        if (
            not sentence
            or furniture.cue(line.text)
            or DESK.fullmatch(line.text)
            or CREDIT.fullmatch(line.text)
        ):
            continue
        # A headline may end in "?" or "!" or a full stop; it stands before a longer paragraph.
        following = lines[number + 1] if number + 1 < len(lines) else None
        is_top = not any(len(one.words()) >= 6 and not dated_pieces(one, furniture) for one in lines[:number])
        if (
            is_top
            and words <= 16
            and following
            and len(following.words()) > words
            and "." not in line.text[:-2]
        ):
            continue
        return number
    return min(start + 1, len(lines))


def dated_pieces(line: Line, furniture: Furniture) -> list[Verdict]:
    """Split a line that holds the publication time, and perhaps a byline or counts beside it."""
    if len(line.words()) > 24:
        return []
    moments = list(find_moments(line.text, furniture.knowledge))
    if not moments:
        return []
    moment = moments[0]
    before, after = line.text[: moment.start], line.text[moment.end :]
    if not _frames_date(before, furniture) or not _follows_date(after, furniture):
        return []
    label = LABEL.search(plain(before))
    weekday = WEEKDAY.search(before)
    start = label.start() if label else weekday.start() if weekday else moment.start
    block = "published"
    verdicts = []
    lead = line.part(0, start)
    verdicts.extend(_beside_date(lead, furniture))
    shown = line.part(start, moment.end)
    if shown is not None:
        if label and MODIFIED.search(label[0]):
            verdicts.append(aside(shown, "date bar", "tells when it was changed"))
        else:
            verdicts.append(keep(shown, block, "a full date stands alone in the head"))  # type: ignore[arg-type]
    verdicts.extend(_beside_date(line.part(moment.end, len(line.text)), furniture))
    return verdicts


def is_bare_date(line: Line, furniture: Furniture) -> bool:
    """Tell whether a line holds nothing but a full date, its label and counts."""
    kept = [verdict.line.words() for verdict in dated_pieces(line, furniture)]
    return bool(kept) and len(line.words()) <= 10 and sum(map(len, kept[1:])) <= 1


def _frames_date(before: str, furniture: Furniture) -> bool:
    rest = WEEKDAY.sub("", LABEL.sub("", plain(before))).strip(" |·•,;–—-/:()[]")
    return not rest or (
        len(rest.split()) <= 10 and not re.search(r"[.!?]\s", rest) and _is_small(rest, furniture)
    )


def _follows_date(after: str, furniture: Furniture) -> bool:
    rest = after.strip(" |·•,;–—-/:()[].")
    return not rest or all(_is_small(one, furniture) for one in SPLIT.split(rest) if one)


def _is_small(text: str, furniture: Furniture) -> bool:
    """Tell whether words beside a date are a byline, an outlet, a section or a count: no sentence."""
    return (
        len(text.split()) <= 5
        or BYLINE.fullmatch(text) is not None
        or DESK.fullmatch(text) is not None
        or furniture.cue(text) is not None
        or LABEL.match(text) is not None
    )


def _beside_date(line: Line | None, furniture: Furniture) -> list[Verdict]:
    """What stands in one line with the date: byline, credit, or small furniture."""
    verdicts = []
    for piece in _pieces(line):
        if furniture.outlet(piece.text) and piece.tag != "h1":
            verdicts.append(keep(piece, "credit", "an outlet named beside the publication time"))
        elif BYLINE.fullmatch(piece.text) or DESK.fullmatch(piece.text):
            verdicts.append(keep(piece, "byline", "names who wrote it, beside the publication time"))
        else:
            verdicts.append(aside(piece, "head", "stands beside the publication time"))
    return verdicts


def _pieces(line: Line | None) -> list[Line]:
    if line is None:
        return []
    found, at = [], 0
    for match in [*SPLIT.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        piece = line.part(at, end)
        at = match.end() if match else end
        if piece is None:
            continue
        lead = EDGE.match(piece.text)
        tail = re.search(r"[\s|·•,;–—\-/:(]+\Z", piece.text)
        piece = piece.part(lead.end() if lead else 0, tail.start() if tail else len(piece.text))
        if piece is not None:
            found.append(piece)
    return found


def _named_pieces(line: Line, furniture: Furniture) -> list[Verdict]:
    """A head line that gives credit: "(Reuters)", "Budjak Daily with AFP"."""
    credit = credit_of(line.text, furniture)
    if credit and not BYLINE.fullmatch(line.text):
        return [keep(line, "credit", credit)]
    match = WITH_AGENCY.fullmatch(line.text)
    if (
        match
        and len(line.words()) <= 9
        and furniture.outlet(match["agency"])
        and not furniture.outlet(match["own"])
    ):
        return [keep(line, "credit", "names an agency beside the paper")]
    return []


def _signed_pieces(line: Line, *, titled: bool) -> list[Verdict]:
    """A head line that names who wrote it; a desk only below the title ("Envoy meets reporters" may be one)."""
    if len(line.words()) > 16 or line.tag == "h1":
        return []
    if BYLINE.fullmatch(line.text) or (titled and DESK.fullmatch(line.text)):
        return [keep(line, "byline", "names who wrote it")]
    return []


def _name_head(
    verdicts: list[Verdict], names: list[Line], furniture: Furniture, about: frozenset[str]
) -> list[Verdict]:
    """Tell publisher, headline and subtitle apart among the bare lines of the head."""
    headline = _headline(names, furniture, about)
    crowded = len(names) > CROWDED
    named: dict[int, Verdict] = {}
    for number, line in enumerate(names):
        if number == headline:
            named[id(line)] = keep(line, "headline", "the title line above the first paragraph")
        elif number < headline and number == 0 and not crowded and is_name(line, furniture):
            named[id(line)] = keep(line, "publisher", "a name alone above the headline")
        elif number < headline:
            named[id(line)] = aside(line, "head", "a line above the headline")
        elif crowded and not is_prose(line):
            named[id(line)] = aside(line, "head", "one of many short lines below the headline")
    return [named.get(id(verdict.line), verdict) for verdict in verdicts]


def _headline(names: list[Line], furniture: Furniture, about: frozenset[str]) -> int:
    """The number of the headline among the bare lines: of many, the last that shares most with the report."""
    if len(names) > CROWDED:
        shared = [len(content_stems(line) & about) if len(line.words()) >= 4 else 0 for line in names]
        if max(shared) >= 2:
            return max(number for number, count in enumerate(shared) if count == max(shared))
    if len(names) > 1 and is_name(names[0], furniture) and len(names[0].words()) < len(names[1].words()):
        later = [number for number, line in enumerate(names) if number and len(line.words()) >= 4]
        return later[0] if later else 1
    return 0

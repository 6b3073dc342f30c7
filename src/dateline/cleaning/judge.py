"""What each line of a document is: headline, byline, body …, or furniture, and why.

The head is read from the top, the tail from the last paragraph. Between them a line is body unless
its own words, the heading it stands under, or the headlines around it show it to be furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.cleaning.lines import Line
from dateline.cleaning.published import find_moments
from dateline.cleaning.table import Furniture, plain
from dateline.model import BlockKind

END: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*\Z|[.!?][”\"'’]?\s*\[\d+\]\Z")
TEASER_END: Final = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\Z")
BULLET: Final = re.compile(r"[*•·▪►–—\-‣■●]\s+|\(?\d{1,2}[.)]\s+")
CORRECTION: Final = re.compile(
    r"\W*(?:correction|clarification|corrected|erratum|amendment|editor'?s'? note|this (?:article|story|report|text|piece|post|headline)"
    r" (?:was|has been|is) (?:amended|corrected|updated to correct|edited to correct|changed))\b\s*(?:\(?[\w ,.]{0,20}\)?)\s*(?:[:.–—\-]|\b(?:on|to|after|because|in)\b)",
    re.IGNORECASE,
)
CORRECTING: Final = re.compile(
    r"earlier version|previous version|an? (?:earlier|previous) (?:report|article|story)|incorrect|misstated|wrong|mistaken|correct|amended|misspelled|regret|should have",
    re.IGNORECASE,
)
CREDIT: Final = re.compile(
    r"\((?:additional |with )?(?:reporting|report|writing|editing|with reporting|story|text|compiled)\b[^()]{2,300}\)\.?"
    r"|(?:additional |with )?(?:reporting|writing|editing|compiled) (?:by|from) [^.]{3,250}(?:; ?(?:writing|editing|additional)[^.]{3,200})*\.?"
    r"|.{3,60}? (?:contributed|contributing) (?:to this (?:report|story|article)|reporting|from [\w, ]+)\.?"
    r"|(?:with (?:input|inputs|reporting|material|files|information) from|source:|sources:|via|from our partners?:) ?[^.]{2,100}\.?",
    re.IGNORECASE | re.DOTALL,
)
BRACKETED: Final = re.compile(r"[(\[]\s*([^()\[\]]{2,120}?)\s*[)\]]\.?")
BYLINE: Final = re.compile(
    r"(?:(?:written |reported |posted |published )?by:?|from|words|text|author:?|story by|reporting by|report by)\s+(?=\S)"
    r"(?:our\b|the\b|[A-ZÀ-Þ]|staff|a\b|\w+ (?:staff|desk|correspondents?|reporters?))[^.!?]{1,110}",
)
DESK: Final = re.compile(
    r"(?:[\w'’\-]+ ){0,4}(?:desk|staff|staff (?:writer|reporter)s?|newsroom|bureau|correspondents?|reporters?|editors?|editorial (?:team|board|staff)"
    r"|news team|agencies|newsdesk|web desk)(?:,? (?:with|and|in|of|from) [\w ,]{2,50})?",
    re.IGNORECASE,
)
WITH_AGENCY: Final = re.compile(r"(?P<own>[^,.]{2,50}?)(?:,| and| with|/| -| –| \|){1,2}\s*(?:with )?(?P<agency>[\w .\-/]{2,40})", re.IGNORECASE)
STOP: Final = frozenset(
    "the and for that with from have has had was were are this will would could been said says their they them its his"
    " her about after before into over more than also which when who what where while there other some under against"
    " between during because people year years week day days time first last new news report state states minister"
    " president government country officials official monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is: a kind of block, or "furniture" with the kind of furniture, and the reason."""

    line: Line
    block: BlockKind | None
    furniture: str
    reason: str

    @property
    def kept(self) -> bool:
        """Tell whether the line stays in the document."""
        return self.block is not None


def keep(line: Line, block: BlockKind, reason: str) -> Verdict:
    """A line that stays, as this kind of block."""
    return Verdict(line, block, "", reason)


def aside(line: Line, kind: str, reason: str) -> Verdict:
    """A line that is set aside, as this kind of furniture."""
    return Verdict(line, None, kind, reason)


def judge(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge the lines of a plain text, in order; a head line that holds two things becomes two."""
    head, first = read_head(lines, furniture)
    return (*head, *read_rest(lines[first:], furniture, head))


def is_prose(line: Line) -> bool:
    """Tell whether a line reads as a paragraph: it ends as a sentence does, or is far too long for a headline.

    >>> from dateline.cleaning.lines import text_lines
    >>> [is_prose(line) for line in text_lines("The army left on Monday.\\nArmy leaves the city\\nThe army left...")]
    [True, False, False]
    """
    words = len(line.words())
    if TEASER_END.search(line.text) and words < 40:
        return False
    return words >= 30 or (words >= 4 and END.search(line.text) is not None)


def read_head(lines: Sequence[Line], furniture: Furniture) -> tuple[list[Verdict], int]:
    """Read the lines above the first paragraph: publisher, time, headline, byline, credit, crumbs.

    Gives their verdicts and the number of lines they take.
    """
    first = _first_paragraph(lines, furniture)
    verdicts: list[Verdict] = []
    names: list[Line] = []
    for line in lines[:first]:
        pieces = _dated_pieces(line, furniture) or _named_pieces(line, furniture) or _signed_pieces(line, furniture)
        if pieces:
            verdicts.extend(pieces)
        elif (cue := furniture.cue(line.text)) is not None and not _could_be_headline(line, cue.where):
            verdicts.append(aside(line, cue.kind, f"reads “{_shown(cue.words)}”"))
        else:
            names.append(line)
            verdicts.append(keep(line, "body", "a line above the first paragraph"))
    return _name_head(verdicts, names, furniture), first


def read_head_line(line: Line, furniture: Furniture, *, main: bool) -> list[Verdict]:
    """Read one line between a page's title and its first paragraph."""
    pieces = _dated_pieces(line, furniture) or _named_pieces(line, furniture) or _signed_pieces(line, furniture)
    if pieces:
        return pieces
    cue = furniture.cue(line.text)
    if cue is not None:
        return [aside(line, cue.kind, f"reads “{line.text[:60]}”")]
    if main:
        return [keep(line, "body", "a line above the first paragraph")]
    return [aside(line, "page", "between the title and the main text")]


def _shown(words: str) -> str:
    return words if len(words) <= 40 else words[:37] + "…"


def _could_be_headline(line: Line, where: str) -> bool:
    return where in ("any", "end") and len(line.words()) >= 6 and line.tag in ("", "h1")


def _first_paragraph(lines: Sequence[Line], furniture: Furniture) -> int:
    for number, line in enumerate(lines[:40]):
        words = len(line.words())
        if line.tag == "h1":
            continue
        ends = END.search(line.text) is not None and not line.text.rstrip().endswith(":")
        sentence = (words >= 8 and ends) or words >= 30
        if not sentence or furniture.cue(line.text) or DESK.fullmatch(line.text) or CREDIT.fullmatch(line.text):
            continue
        # A headline may end in "?" or "!" or a full stop; it stands before a longer paragraph.
        following = lines[number + 1] if number + 1 < len(lines) else None
        is_top = not any(len(one.words()) >= 6 and not _dated_pieces(one, furniture) for one in lines[:number])
        if is_top and words <= 16 and following and len(following.words()) > words and "." not in line.text[:-2]:
            continue
        return number
    return min(1, len(lines))


def _dated_pieces(line: Line, furniture: Furniture) -> list[Verdict]:
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


LABEL: Final = re.compile(
    r"(?:first |originally |last |date )*(?:published|posted|updated|modified|issued|released|created|date|publication date|edited|changed)"
    r"(?: (?:on|at))?(?: date)?\s*:?\s*(?:(?:on|at)\s*)?(?=\W*(?:\w+day,? *)?\Z)",
    re.IGNORECASE,
)
MODIFIED: Final = re.compile(r"updated|modified|edited|changed|last", re.IGNORECASE)
WEEKDAY: Final = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?[,\s]*\Z", re.IGNORECASE)
SPLIT: Final = re.compile(r"\s*(?:[|·•›»]|\s[–—\-/]\s|\s{3,})\s*")
EDGE: Final = re.compile(r"^[\s|·•,;–—\-/:.()]+|[\s|·•,;–—\-/:(]+$")


def _frames_date(before: str, furniture: Furniture) -> bool:
    rest = WEEKDAY.sub("", LABEL.sub("", plain(before))).strip(" |·•,;–—-/:()[]")
    return not rest or (len(rest.split()) <= 10 and not re.search(r"[.!?]\s", rest) and _is_small(rest, furniture))


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
        if furniture.outlet(piece.text) and not piece.tag == "h1":
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
    if match and len(line.words()) <= 9 and furniture.outlet(match["agency"]) and not furniture.outlet(match["own"]):
        return [keep(line, "credit", "names an agency beside the paper")]
    return []


def credit_of(text: str, furniture: Furniture) -> str:
    """Say why a whole line is a credit line; empty where it is none.

    A line in brackets counts where it holds nothing but outlets and words for "own".
    """
    text = text.strip()
    if len(text.split()) <= 45 and CREDIT.fullmatch(plain(text)):
        return "says who reported it"
    match = BRACKETED.fullmatch(text)
    if match and all(_is_source(one, furniture) for one in re.split(r"[,;/]| and | & ", match[1])):
        return "nothing but the outlet, in brackets"
    return ""


OWN: Final = re.compile(r"\W*(?:own (?:information|reporting|sources?)|(?:other |news |with )*agenc(?:y|ies)|ed\.?|editors?|staff|correspondent|wires?|news services?)\W*", re.IGNORECASE)
SITE: Final = re.compile(r"(?:www\.)?[\w\-]{2,30}(?:\.[\w\-]{2,20})?\.(?:com|org|net|info|news|tv|co\.\w\w|ru|ua|lv|lt|ee|pl|de|uk|eu|fr|in|cn|jp|kr|au|ca|za|ng|ke|sd|il|ir|tr|by|ge|am|az|md|ro|bg|rs)", re.IGNORECASE)


def _is_source(name: str, furniture: Furniture) -> bool:
    name = name.strip()
    return not name or bool(furniture.outlet(name) or OWN.fullmatch(name) or SITE.fullmatch(name))


def _signed_pieces(line: Line, furniture: Furniture) -> list[Verdict]:
    """A head line that names who wrote it."""
    if len(line.words()) <= 16 and line.tag != "h1" and (BYLINE.fullmatch(line.text) or DESK.fullmatch(line.text)):
        return [keep(line, "byline", "names who wrote it")]
    return []


def _name_head(verdicts: list[Verdict], names: list[Line], furniture: Furniture) -> list[Verdict]:
    """Tell publisher, headline and subtitle apart among the bare lines of the head."""
    headline = _headline(names, furniture)
    named: dict[int, Verdict] = {}
    for number, line in enumerate(names):
        if number == headline:
            named[id(line)] = keep(line, "headline", "the title line above the first paragraph")
        elif headline is not None and number < headline and number == 0 and is_name(line, furniture):
            named[id(line)] = keep(line, "publisher", "a name alone above the headline")
        elif headline is not None and number < headline:
            named[id(line)] = aside(line, "head", "a line above the headline")
    return [named.get(id(verdict.line), verdict) for verdict in verdicts]


def is_name(line: Line, furniture: Furniture) -> bool:
    """Tell whether a line can be the name of a paper: short, each word of weight with a capital, no full stop.

    >>> from dateline.cleaning.lines import text_lines
    >>> furniture = Furniture.load()
    >>> [is_name(line, furniture) for line in text_lines("The Harbour Post\\nArmy leaves the city")]
    [True, False]
    """
    if furniture.outlet(line.text) or SITE.fullmatch(line.text):
        return True
    words = [word for word in line.text.split() if word.casefold() not in ("the", "of", "and", "de", "la", "el", "&")]
    if not 1 <= len(words) <= 5 or END.search(line.text):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def _headline(names: list[Line], furniture: Furniture) -> int | None:
    if not names:
        return None
    marked = next((number for number, line in enumerate(names) if line.tag == "h1"), None)
    if marked is not None:
        return marked
    if len(names) > 1 and is_name(names[0], furniture) and len(names[0].words()) < len(names[1].words()):
        later = [number for number, line in enumerate(names) if number and len(line.words()) >= 4]
        return later[0] if later else 1
    return 0


def subject(lines: Sequence[Line]) -> Counter[str]:
    """Count the words of weight in the paragraphs: what the document is about."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update({_stem(word) for word in line.words() if len(word) > 2} - STOP)
    return counts


def _stem(word: str) -> str:
    folded = word.casefold().split("'")[0].split("’")[0]
    for ending in ("ians", "ian", "ing", "ers", "ies", "ed", "es", "s", "n"):
        if len(folded) - len(ending) >= 4 and folded.endswith(ending):
            return folded[: -len(ending)]
    return folded


def belongs(line: Line, about: Counter[str]) -> bool:
    """Tell whether a line speaks of the document's own subject: two of its words, or one in four."""
    own = {_stem(word) for word in line.words() if len(word) > 2} - STOP
    shared = [word for word in own if word in about]
    return len(shared) >= 3 or (len(shared) >= 2 and len(shared) * 5 >= len(own))


def read_rest(lines: Sequence[Line], furniture: Furniture, head: Sequence[Verdict]) -> list[Verdict]:
    """Judge everything from the first paragraph on."""
    titled = [verdict.line for verdict in head if verdict.block == "headline"]
    verdicts: list[Verdict] = []
    section = ""
    credited = False
    for number, line in enumerate(lines):
        about = subject([*titled, *(one.line for one in verdicts if one.block == "body")])
        verdict = _judge_line(lines, number, section, credited, about, furniture)
        verdicts.append(verdict)
        if verdict.block == "credit":
            credited = True
        if verdict.block == "body":
            section = ""
        elif verdict.block is None and verdict.reason.startswith("opens"):
            section = verdict.furniture
    return _trim_tail(verdicts)


def _judge_line(
    lines: Sequence[Line], number: int, section: str, credited: bool, about: Counter[str], furniture: Furniture
) -> Verdict:
    line = lines[number]
    if is_correction(line):
        return keep(line, "correction", "a correction notice")
    credit = credit_of(line.text, furniture)
    if credit and section != "comments":
        return keep(line, "credit", credit)
    cue = furniture.cue(line.text)
    if cue is not None and not _outweighs(line, cue.where):
        how = "opens a run of furniture" if cue.where == "heading" else "reads"
        return aside(line, cue.kind, f"{how}: “{line.text[:60]}”")
    if section == "comments":
        return aside(line, section, "stands under a heading for comments")
    if section and not (is_prose(line) and belongs(line, about)):
        return aside(line, section, f"stands under a heading of {section}")
    if credited and not (is_prose(line) and belongs(line, about)):
        return aside(line, "after credit", "stands after the credit line and tells of something else")
    if TEASER_END.search(line.text) and _stands_with_teasers(lines, number) and not belongs(line, about):
        return aside(line, "related", "one of several cut-off teasers")
    return keep(line, "body", "a paragraph" if is_prose(line) else "a line among paragraphs")


def is_correction(line: Line) -> bool:
    """Tell whether a line is a correction notice.

    >>> from dateline.cleaning.lines import text_lines
    >>> [is_correction(line) for line in text_lines("Correction: An earlier version gave the wrong port.\\nHe was wrong.")]
    [True, False]
    """
    text = plain(line.text)
    return CORRECTION.match(text) is not None and (CORRECTING.search(text) is not None)


def _outweighs(line: Line, where: str) -> bool:
    """Tell whether a line is too much of a paragraph for a cue somewhere inside it to count."""
    words = len(line.words())
    return (where == "any" and words > 40) or (where == "end" and words > 45)


def _stands_with_teasers(lines: Sequence[Line], number: int) -> bool:
    near = [*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3]]
    return any(TEASER_END.search(line.text) for line in near)


def _trim_tail(verdicts: list[Verdict]) -> list[Verdict]:
    """Set aside the bare headlines that stand after the last paragraph; points of a list stay."""
    last = max((n for n, one in enumerate(verdicts) if one.block in ("body", "correction") and is_prose(one.line)), default=-1)
    if last < 0:
        return verdicts
    listed = verdicts[last].line.text.rstrip().endswith(":")
    trimmed = list(verdicts)
    for number in range(last + 1, len(verdicts)):
        one = verdicts[number]
        if one.block != "body":
            listed = False
        elif not (listed or _is_point(verdicts, number)):
            trimmed[number] = aside(one.line, "related", "a bare headline after the last paragraph")
    return trimmed


def _is_point(verdicts: Sequence[Verdict], number: int) -> bool:
    """Tell whether a line goes on with a list that began inside the body."""
    while number >= 0 and BULLET.match(verdicts[number].line.text):
        number -= 1
    return number >= 0 and verdicts[number].block == "body" and verdicts[number].line.text.rstrip().endswith(":")

"""What each line of a document is: headline, byline, body …, or furniture, and why.

The head is read from the top, the tail from the last paragraph. Between them a line is body unless
its own words, the heading it stands under, or the headlines around it show it to be furniture.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.cleaning.head import first_paragraph, is_bare_date, read_head
from dateline.cleaning.likely import look_again
from dateline.cleaning.lines import Line, Verdict, aside, keep
from dateline.cleaning.shapes import (
    BULLET,
    DAY_FIRST,
    TEASER_END,
    belongs,
    content_stems,
    credit_of,
    is_correction,
    is_prose,
)
from dateline.cleaning.stretch import find_report, outweighs
from dateline.cleaning.table import Furniture

HEAD_LINES: Final = 12  # lines above the first paragraph that a headline is looked for in


def judge(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge the lines of a plain text, in order: by the rules, then by the trained model where those leave doubt."""
    return look_again(judge_by_rules(lines, furniture), furniture)


def judge_by_rules(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge the lines of a plain text, in order; a head line that holds two things becomes two.

    The report is the stretch with most prose and least furniture; its head stands right above it.
    """
    if not lines:
        return ()
    lines, again = part_repeated(lines)
    verdicts = _judge_all(lines, furniture) if lines else []
    return tuple(sorted((*verdicts, *again), key=lambda one: one.line.item_start))


def _judge_all(lines: Sequence[Line], furniture: Furniture) -> list[Verdict]:
    start, end = find_report(lines, furniture)
    top = max(0, start - HEAD_LINES)
    first = top + first_paragraph(lines[top:], furniture, start - top if top else 0)
    about = frozenset().union(
        *(content_stems(line) for line in lines[first : max(end, first + 1)] if is_prose(line))
    )
    above = [aside(line, "page", "stands far above the report") for line in lines[:top]]
    head = read_head(lines[top:first], furniture, about)
    return [*above, *head, *read_rest(lines[first:], furniture, head, ends=end - first)]


REPEATED: Final = 3  # times
LISTED: Final = re.compile(rf"\||\W*\Z|(?:{BULLET.pattern})")  # a row of a table, a rule, a point of a list
TABLED: Final = 8  # different lines that repeat; more make a table, as a diet plan or a price list has


def part_repeated(lines: Sequence[Line]) -> tuple[list[Line], list[Verdict]]:
    """Part the bare lines that stand three times or more from the others: they are the page's, not the report's."""
    counts = Counter(line.text.casefold() for line in lines)
    often = {text for text, count in counts.items() if count >= REPEATED}
    if sum(text.count(" ") > 1 for text in often) > TABLED:
        often = set()
    rest, again = [], []
    for line in lines:
        if line.text.casefold() in often and not is_prose(line) and not LISTED.match(line.text):
            again.append(aside(line, "repeated", "a bare line that stands three times or more"))
        else:
            rest.append(line)
    return rest, again


def read_rest(
    lines: Sequence[Line], furniture: Furniture, head: Sequence[Verdict], *, ends: int | None = None
) -> list[Verdict]:
    """Judge everything from the first paragraph on; after line `ends` only what belongs to the report stays."""
    about: set[str] = set()
    for verdict in head:
        if verdict.block in ("headline", "body"):
            about |= content_stems(verdict.line)
    verdicts: list[Verdict] = []
    section = ""
    credited = False
    last = len(lines) if ends is None else ends
    for number, line in enumerate(lines):
        follows = bool(verdicts) and verdicts[-1].block == "body"
        goes_on = follows and (number <= last + 1 or not is_prose(line))
        cut_off = number >= last and not goes_on
        here = _Here(section, credited or cut_off, number >= last - FOOT_LINES)
        verdict = _judge_line(lines, number, here, about, furniture)
        verdicts.append(verdict)
        if verdict.block == "credit":
            credited = True
        if verdict.block == "body":
            section = ""
            about |= content_stems(line)
        elif verdict.block is None and verdict.reason.startswith("opens"):
            section = verdict.furniture
            if section == "comments" and _told(verdicts) < TOLD_WORDS:
                section = "related"  # a button above the report: no reader has read it yet
    return _trim_tail(verdicts)


TOLD_WORDS: Final = 60  # of paragraphs; readers comment on no less


def _told(verdicts: Sequence[Verdict]) -> int:
    """The words of the paragraphs kept so far."""
    return sum(len(one.line.words()) for one in verdicts if one.block == "body" and is_prose(one.line))


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a line stands: under which heading of furniture, past the report's end, near its foot."""

    section: str
    ended: bool
    at_foot: bool


def _judge_line(
    lines: Sequence[Line], number: int, here: _Here, about: set[str], furniture: Furniture
) -> Verdict:
    line = lines[number]
    if is_correction(line):
        return keep(line, "correction", "a correction notice")
    credit = credit_of(line.text, furniture)
    if credit and here.section != "comments":
        return keep(line, "credit", credit)
    cue = furniture.cue(line.text, at_foot=here.at_foot)
    if cue is not None and not outweighs(line, cue.where):
        how = "opens a run of furniture," if cue.where == "heading" else "reads"
        return aside(line, cue.kind, f"{how} as {cue.row} says")
    if is_bare_date(line, furniture):
        return aside(line, "date bar", "nothing but a date, below the head")
    if here.section and not _resumes(lines, number, here.section, about, furniture):
        return aside(line, here.section, f"stands under a heading of {here.section}")
    if here.ended and not (is_prose(line) and belongs(line, about)):
        return aside(
            line,
            "after the report",
            "stands after the credit line or the last paragraph and tells of something else",
        )
    if TEASER_END.search(line.text) and _stands_with_teasers(lines, number) and not belongs(line, about):
        return aside(line, "related", "one of several cut-off teasers")
    if line.linked >= LINKED and not is_prose(line) and len(line.words()) >= HEADLINE_WORDS:
        return aside(line, "related", "nothing but a link, worded as a headline")
    if is_shouted(line) and not is_prose(line) and not any(is_shouted(one) for one in lines[:3]):
        return aside(line, "related", "a headline in capitals among paragraphs")
    return keep(line, "body", "a paragraph" if is_prose(line) else "a line among paragraphs")


def is_shouted(line: Line) -> bool:
    """Tell whether a line is a whole headline in capitals. Some wires print everything so."""
    return line.text.isupper() and len(line.words()) >= SHOUTED_WORDS


FOOT_LINES: Final = 3
LINKED: Final = 0.8  # of a line's characters
HEADLINE_WORDS: Final = 4
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")
SHOUTED_WORDS: Final = 6
REPORT_WORDS: Final = 12  # a paragraph that takes a report up again has at least so many


def _resumes(lines: Sequence[Line], number: int, section: str, about: set[str], furniture: Furniture) -> bool:
    """Tell whether the report goes on here after a run of furniture.

    One paragraph on its subject takes it up after a list of headlines, or three paragraphs in a row on any;
    readers' comments are on the subject too, so after those it takes three on it.
    """
    run = []
    for line in lines[number : number + 3]:
        if not (is_prose(line) and len(line.words()) >= REPORT_WORDS) or furniture.cue(line.text):
            break
        run.append(belongs(line, about))
    if section == "comments":
        return len(run) == 3 and all(run)
    if not run:
        return is_prose(lines[number]) and belongs(lines[number], about)
    return run[0] or len(run) == 3


def _stands_with_teasers(lines: Sequence[Line], number: int) -> bool:
    near = [*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3]]
    return any(TEASER_END.search(line.text) for line in near)


def _trim_tail(verdicts: list[Verdict]) -> list[Verdict]:
    """Set aside the bare headlines that stand after the last paragraph; points of a list stay."""
    last = max(
        (n for n, one in enumerate(verdicts) if one.block in ("body", "correction") and is_prose(one.line)),
        default=-1,
    )
    if last < 0:
        return verdicts
    listed = verdicts[last].line.text.rstrip().endswith(":")
    trimmed = list(verdicts)
    for number in range(last + 1, len(verdicts)):
        one = verdicts[number]
        if one.block != "body":
            listed = False
        elif (
            number == len(verdicts) - 1
            and number == last + 1
            and belongs(one.line, _about(verdicts[:number]))
        ):
            trimmed[number] = keep(one.line, "body", "a last line on the subject, cut off")
        elif one.line.tag and one.line.linked < LINKED and one.line.tag not in HEADINGS:
            continue  # of a page, the library has judged where its text ends
        elif not (listed or _is_point(verdicts, number) or _is_listed(verdicts, number, last)):
            trimmed[number] = aside(one.line, "related", "a bare headline after the last paragraph")
    return trimmed


def _about(verdicts: Sequence[Verdict]) -> set[str]:
    return set().union(*(content_stems(one.line) for one in verdicts if one.block == "body"))


def _is_listed(verdicts: Sequence[Verdict], number: int, last: int) -> bool:
    """Tell whether a line stands in a list that follows the last paragraph: of days, or of points on its subject."""
    if any(one.block != "body" for one in verdicts[last : number + 1]):
        return False
    after = [one.line for one in verdicts[last + 1 :]]
    titled = int(not DAY_FIRST.match(after[0].text))
    days = sum(1 for _ in itertools.takewhile(lambda line: DAY_FIRST.match(line.text), after[titled:]))
    if days > 2:
        return number <= last + titled + days
    points = list(itertools.takewhile(lambda line: BULLET.match(line.text), after))
    about = _about(verdicts[: last + 1])
    shared = sum(bool(content_stems(line) & about) for line in points)
    return 1 < len(points) <= 2 * shared and number <= last + len(points)


def _is_point(verdicts: Sequence[Verdict], number: int) -> bool:
    """Tell whether a line goes on with a list that began inside the body."""
    while number >= 0 and BULLET.match(verdicts[number].line.text):
        number -= 1
    return (
        number >= 0 and verdicts[number].block == "body" and verdicts[number].line.text.rstrip().endswith(":")
    )

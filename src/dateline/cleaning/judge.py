"""What each line of a document is: headline, byline, body …, or furniture, and why.

The head is read from the top, the tail from the last paragraph. Between them a line is body unless
its own words, the heading it stands under, or the headlines around it show it to be furniture.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.cleaning.head import read_head
from dateline.cleaning.lines import Line, Verdict, aside, keep
from dateline.cleaning.shapes import (
    BULLET,
    TEASER_END,
    belongs,
    content_stems,
    credit_of,
    is_correction,
    is_prose,
)
from dateline.cleaning.table import Furniture


def judge(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge the lines of a plain text, in order; a head line that holds two things becomes two."""
    head, first = read_head(lines, furniture)
    return (*head, *read_rest(lines[first:], furniture, head))


def read_rest(lines: Sequence[Line], furniture: Furniture, head: Sequence[Verdict]) -> list[Verdict]:
    """Judge everything from the first paragraph on."""
    about: set[str] = set()
    for verdict in head:
        if verdict.block in ("headline", "body"):
            about |= content_stems(verdict.line)
    verdicts: list[Verdict] = []
    section = ""
    credited = False
    for number, line in enumerate(lines):
        verdict = _judge_line(lines, number, section, credited, about, furniture)
        verdicts.append(verdict)
        if verdict.block == "credit":
            credited = True
        if verdict.block == "body":
            section = ""
            about |= content_stems(line)
        elif verdict.block is None and verdict.reason.startswith("opens"):
            section = verdict.furniture
    return _trim_tail(verdicts)


def _judge_line(
    lines: Sequence[Line], number: int, section: str, credited: bool, about: set[str], furniture: Furniture
) -> Verdict:
    line = lines[number]
    if is_correction(line):
        return keep(line, "correction", "a correction notice")
    credit = credit_of(line.text, furniture)
    if credit and section != "comments":
        return keep(line, "credit", credit)
    cue = furniture.cue(line.text)
    if cue is not None and not _outweighs(line, cue.where):
        how = "opens a run of furniture," if cue.where == "heading" else "reads"
        return aside(line, cue.kind, f"{how} as {cue.row} says")
    if section == "comments":
        return aside(line, section, "stands under a heading for comments")
    if section and not (is_prose(line) and belongs(line, about)):
        return aside(line, section, f"stands under a heading of {section}")
    if credited and not (is_prose(line) and belongs(line, about)):
        return aside(line, "after credit", "stands after the credit line and tells of something else")
    if TEASER_END.search(line.text) and _stands_with_teasers(lines, number) and not belongs(line, about):
        return aside(line, "related", "one of several cut-off teasers")
    return keep(line, "body", "a paragraph" if is_prose(line) else "a line among paragraphs")


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

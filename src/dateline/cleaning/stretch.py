"""Where the report stands: the stretch of lines with most prose and least furniture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.cleaning.lines import Line
from dateline.cleaning.shapes import BULLET, belongs, content_stems, is_prose
from dateline.cleaning.table import Furniture

MOST_WORDS: Final = {"any": 40, "start": 45, "end": 45, "foot": 45}  # of a line that a cue may outweigh
NEAR_LINES: Final = 6  # below the stretch
CUED: Final = -12.0  # the toll on a line that a cue takes


def find_report(lines: Sequence[Line], furniture: Furniture) -> tuple[int, int]:
    """The stretch of lines with most words of prose, less a toll on every bare line and cue: a half-open range.

    Paragraphs on its subject that stand a few lines below it belong to it: short ones, or those after a list.
    """
    weights = [weigh(line, furniture) for line in lines]
    start, end = find_stretch(weights)
    about: set[str] = set().union(*(content_stems(line) for line in lines[start:end]))
    near = end
    while near < min(len(lines), end + NEAR_LINES) and weights[near] > CUED:
        if weights[near] > 0 and belongs(lines[near], about):
            end = near + 1
        near += 1
    return start, end


def weigh(line: Line, furniture: Furniture) -> float:
    """What a line adds to the stretch it stands in."""
    if not is_prose(line):
        return -1.0 if BULLET.match(line.text) else -4.0
    cue = furniture.cue(line.text)
    return CUED if cue is not None and not outweighs(line, cue.where) else min(40.0, len(line.words()))


def find_stretch(weights: Sequence[float]) -> tuple[int, int]:
    """The stretch with the greatest sum of weights, as a half-open range.

    >>> find_stretch([-1, 3, -1, 4, -9, 2])
    (1, 4)
    """
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for number, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if total > best:
            best, where = total, (start, number + 1)
    return where


def outweighs(line: Line, where: str) -> bool:
    """Tell whether a line is too much of a paragraph for a cue somewhere inside it to count."""
    words = len(line.words())
    return words > MOST_WORDS.get(where, words)

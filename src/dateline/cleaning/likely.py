"""The second look at a plain text: what the trained line model says against the rules.

It never touches what the rules are certain of: headline, byline, times, credits, correction notices, and
furniture that a cue shows. Long paragraphs stay, since losing one costs most and they are seldom furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.cleaning.lines import Verdict, aside, keep
from dateline.cleaning.measure import CORE_WORDS, measure
from dateline.cleaning.shapes import DAY_FIRST, is_prose
from dateline.cleaning.table import Furniture
from dateline.cleaning.trees import MEASURES

SURE: Final = 0.65  # of furniture; tuned on the development pages, where it costs little of the body
ON_SUBJECT: Final = 0.9  # the same, for a sentence that shares words with the report
SHARED_WORDS: Final = 2
UNLIKELY: Final = 0.1  # of furniture
LONGEST: Final = 45  # words; a longer line stays what the rules made of it
LEAST_LINES: Final = 20  # of a text; a shorter one shows too little of what stands around it
BY_PLACE: Final = frozenset(
    ("after the report", "head", "page", "related")
)  # kinds that go by place, not by words
SHARED: Final = MEASURES.index("shared")


def look_again(verdicts: Sequence[Verdict], furniture: Furniture) -> tuple[Verdict, ...]:
    """Set aside body lines that are most likely furniture; take back paragraphs set aside for their place alone."""
    if furniture.trees is None or len(verdicts) < LEAST_LINES:
        return tuple(verdicts)
    table = measure(verdicts, furniture)
    parts = furniture.trees.likelihood(table)
    return tuple(
        _decide(one, float(likely), int(shared))
        for one, likely, shared in zip(verdicts, parts, table[:, SHARED], strict=True)
    )


def _decide(verdict: Verdict, likely: float, shared: int) -> Verdict:
    line = verdict.line
    words = len(line.words())
    if verdict.block == "body" and words <= LONGEST and not DAY_FIRST.match(line.text):
        told = is_prose(line) and shared >= SHARED_WORDS
        if likely >= (ON_SUBJECT if told else SURE):
            return aside(line, "likely", "its shape and the lines around it are those of furniture")
    by_place = verdict.furniture in BY_PLACE and not verdict.reason.startswith("reads as")
    if by_place and likely <= UNLIKELY and words >= CORE_WORDS and is_prose(line):
        return keep(line, "body", "a paragraph, by its shape and the lines around it")
    return verdict

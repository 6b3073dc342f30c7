"""The second look at a plain text: what the trained line model says against the rules.

It never touches what the rules are certain of: headline, byline, times, credits, correction notices, and
furniture that a cue shows. Long paragraphs stay, since losing one costs most and they are seldom furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from dateline.cleaning.lines import Verdict, aside, keep
from dateline.cleaning.measure import CORE_WORDS, measure
from dateline.cleaning.shapes import is_prose
from dateline.cleaning.table import Furniture

SURE: Final = 0.8  # of furniture; tuned on the development pages, where it costs least of the body
UNLIKELY: Final = 0.1  # of furniture
LONGEST: Final = 45  # words; a longer line stays what the rules made of it
LEAST_LINES: Final = 12  # of a text; in a shorter one there is no furniture to tell from
BY_PLACE: Final = frozenset(
    ("after the report", "head", "page", "related")
)  # kinds that go by place, not by words


def look_again(verdicts: Sequence[Verdict], furniture: Furniture) -> tuple[Verdict, ...]:
    """Set aside body lines that are most likely furniture; take back paragraphs set aside for their place alone."""
    if furniture.trees is None or len(verdicts) < LEAST_LINES:
        return tuple(verdicts)
    likely = furniture.trees.likelihood(measure(verdicts, furniture))
    return tuple(_decide(one, float(part)) for one, part in zip(verdicts, np.nan_to_num(likely), strict=True))


def _decide(verdict: Verdict, likely: float) -> Verdict:
    words = len(verdict.line.words())
    if verdict.block == "body" and likely >= SURE and words <= LONGEST:
        return aside(verdict.line, "likely", "its shape and the lines around it are those of furniture")
    by_place = verdict.furniture in BY_PLACE and not verdict.reason.startswith("reads as")
    if by_place and likely <= UNLIKELY and words >= CORE_WORDS and is_prose(verdict.line):
        return keep(verdict.line, "body", "a paragraph, by its shape and the lines around it")
    return verdict

"""The rules of the tagger, in the order in which they are tried: at one place the first that reads its words wins.

A rule gets the match and the scene and gives a `Meaning`, or None where the words are no time after all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.rules import (
    bare_years,
    dates,
    days,
    distances,
    lengths,
    moments,
    months,
    periods,
    years,
)
from dateline.normalising.time.rules.rule import UNREAD, Rule, read_rule

__all__ = ["RULES", "UNREAD", "Rule", "match_at", "read_rule", "scanner"]

RULES: Final = (
    *dates.RULES,
    *months.RULES,
    *years.RULES,
    *days.RULES,
    *periods.RULES,
    *distances.RULES,
    *lengths.RULES,
    *moments.RULES,
    *bare_years.RULES,  # last: most numbers of four digits stand in one of the above
)


@lru_cache(maxsize=1)
def scanner() -> re.Pattern[str]:
    """All patterns as one alternation, to find where an expression may begin."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern).replace("(?P=sep)", "[./]") for rule in RULES)
    return re.compile(r"(?<![\w$€£])(?:" + "|".join(f"({part})" for part in bare) + ")", re.IGNORECASE)


def match_at(scene: Scene, position: int) -> tuple[Meaning, int] | None:
    """Read the expression that begins at a place inside another: its meaning and its end."""
    kept = scene.start, scene.end
    try:
        for rule in RULES:
            m = rule.pattern.match(scene.text, position)
            if m is None:
                continue
            scene.start, scene.end = m.span()
            meaning = read_rule(rule, m, scene)
            if meaning is not None:
                return meaning, scene.end
    finally:
        scene.start, scene.end = kept
    return None

"""What a rule of the tagger is: a pattern, and the function that reads its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dateline.normalising.time.expression import Kind, Meaning, Scene, UndatedError

Match = re.Match[str]
Handler = Callable[[Match, Scene], Meaning | None]
UNREAD: Final = "XXXX-XX-XX"  # TIMEX3's value of a day that is not known


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of time and its reading.

    `kind` is the TIMEX3 type that an undated document leaves to words that only a clock could read.
    """

    name: str
    pattern: re.Pattern[str]
    kind: Kind
    read: Handler


def add_to(rules: list[Rule]) -> Callable[..., Callable[[Handler], Handler]]:
    """Make the decorator that adds a function to a list of rules with its name, pattern and kind."""

    def named(name: str, pattern: str, kind: Kind = "DATE") -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            rules.append(Rule("time." + name, re.compile(pattern, re.IGNORECASE), kind, handler))
            return handler

        return add

    return named


def read_rule(rule: Rule, m: Match, scene: Scene) -> Meaning | None:
    """Read a match; in an undated document relative words keep their kind and stay unread."""
    try:
        return rule.read(m, scene)
    except UndatedError:
        return Meaning(rule.kind, UNREAD, relative=True)

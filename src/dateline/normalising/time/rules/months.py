"""Months: "June 2021", "last October", "at the end of October", "in December"."""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    MOD,
    MONTH,
    SPOKEN,
    YEAR,
    month_number,
    year_number,
)
from dateline.normalising.time.rules.meanings import (
    dated,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add("date.month-year", rf"{MOD}?(?P<m>{MONTH})(?:\s*,\s*|\s+of\s+|[\s-]+)(?P<y>{YEAR})(?!\w)")
def _month_year(m: Match, scene: Scene) -> Meaning | None:
    return dated(calendar.month(year_number(m["y"]), month_number(m["m"])), m, scene)


@_add(
    "date.month-spoken-year",
    rf"{MOD}?(?P<m>{MONTH})(?:\s+of)?\s+(?P<rel>this|last|next|the\s+(?:previous|following|same))\s+year(?!\w)",
)
def _month_spoken(m: Match, scene: Scene) -> Meaning | None:
    rel = m["rel"].lower()
    if rel.startswith("the"):
        base = scene.told.start.year + {"previous": -1, "following": 1, "same": 0}[rel.split()[-1]]
    else:
        base = scene.today.year + SPOKEN[rel]
    return dated(calendar.month(base, month_number(m["m"])), m, scene, relative=True)


@_add(
    "date.spoken-month",
    rf"{MOD}?(?P<rel>(?:this|the)\s+(?:past|coming)|this|last|past|next|previous|following|coming)\s+(?P<m>{MONTH})",
)
def _spoken_month(m: Match, scene: Scene) -> Meaning | None:
    today, number = scene.today, month_number(m["m"])
    rel = " ".join(m["rel"].lower().split()).replace("the ", "this ")
    if rel == "this":
        year = today.year
    elif SPOKEN[rel] > 0:
        year = today.year if number > today.month else today.year + 1
    else:
        year = today.year if number < today.month else today.year - 1
    return dated(calendar.month(year, number), m, scene, relative=True)


@_add("date.month", rf"{MOD}?(?P<m>{MONTH})(?!\w|[-\s]\d)")
def _month(m: Match, scene: Scene) -> Meaning | None:
    if not _is_month_name(m, scene):
        return None
    number = month_number(m["m"])
    if scene.clock is None:
        if scene.story is not None and scene.story.grain in ("day", "month"):
            return dated(calendar.month(scene.story.start.year, number), m, scene)
        scene.today  # noqa: B018 -- raises: an undated document gives the month no year
    today = scene.today
    ahead = today.year if number >= today.month else today.year + 1
    back = today.year if number <= today.month else today.year - 1
    year = ahead if _looks_ahead(m, scene, (number - today.month) % 12) else back
    return dated(calendar.month(year, number), m, scene, relative=True)


def _looks_ahead(m: Match, scene: Scene, months: int) -> bool:
    """Whether a month without a year is to come; as a mere adjective ("the June summit") it is the nearer one."""
    adjective = not m.groupdict().get("mod") and re.search(
        r"\b(?:a|an|the|its|their|his|her|this)\s+$", scene.before(), re.IGNORECASE
    )
    if adjective and re.match(r"\s+[a-z]", scene.after()):
        return 0 < months < 6 and scene.future
    return scene.future


_MONTH_LEADS: Final = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|through|during|after|before|for|every|each|and|between|or"
    r"|into|late|early|mid|on|this|last|next|around|as|than|between)|[,(–-])\s*$",
    re.IGNORECASE,
)


def _is_month_name(m: Match, scene: Scene) -> bool:
    """Keep May, March, Jan and August from being verbs and people."""
    name = m["m"].rstrip(".")
    if re.match(r"\s+(?-i:[A-Z])[a-z]+(?:\s+said|,|\b)", scene.after()) and name in (
        "Jan",
        "April",
        "June",
        "May",
        "August",
    ):
        return bool(_MONTH_LEADS.search(scene.before())) and name not in ("Jan", "April", "June", "May")
    if name in ("May", "March", "MAY", "MARCH") or (len(name) <= 4 and name not in ("June", "July")):
        return (
            bool(m.groupdict().get("mod"))
            or bool(_MONTH_LEADS.search(scene.before()))
            or scene.after(2) == "'s"
        )
    # a name before it is a name with it: "Augusto April", "Black September"
    named = re.search(r"(?-i:[A-Z])[a-z]+\s$", scene.before())
    return not named or bool(_LEADS_WITH_CAPITAL.search(scene.before()))


_LEADS_WITH_CAPITAL: Final = re.compile(
    r"\b(?:In|Since|By|From|Until|During|Last|Next|After|Before|On|This|For|Of|Between|And|Through)\s$"
)

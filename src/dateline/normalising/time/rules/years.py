"""Years and what is measured by them: ranges, decades, centuries, quarters, seasons, fiscal years."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from dateline.normalising.numbers import read_ordinal
from dateline.normalising.time import calendar
from dateline.normalising.time.calendar import SEASONS, Grain, Period
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    MOD,
    ORDINAL,
    SEASON,
    SPOKEN,
    YEAR,
    year_number,
)
from dateline.normalising.time.rules.meanings import (
    aside,
    dated,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add(
    "date.year-range",
    rf"(?P<lead>from|between)\s+(?P<a>{YEAR})\s+(?:to|and|until|till|through)\s+(?P<b>{YEAR})(?!\w)",
    "DURATION",
)
def _year_range(m: Match, scene: Scene) -> Meaning | None:
    first, last = year_number(m["a"]), year_number(m["b"])
    if last < first:
        return None
    return Meaning(
        "DURATION",
        f"P{last - first}Y",
        date(first, 1, 1),
        date(last, 12, 31),
        "year",
        period=calendar.year(last),
    )


@_add("date.year-pair", r"(?P<a>(?:19|20)\d\d)\s?[-–/]\s?(?P<b>(?:19|20)?\d\d)(?![\w,.]\d|\w|[-–/])")
def _year_pair(m: Match, scene: Scene) -> Meaning | None:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    if not first < last <= first + 60:
        return None
    return Meaning(
        "DATE", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "year", period=calendar.year(last)
    )


@_add(
    "date.decade",
    rf"(?:the\s+)?{MOD}?(?:(?P<y>(?:1[5-9]|20)\d0)['’]?s|['’]?(?P<s>[2-9]0)['’]?s|(?P<w>twenties|thirties"
    rf"|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)",
)
def _decade(m: Match, scene: Scene) -> Meaning | None:
    if (m["w"] and not re.match(r"the\s", m[0], re.IGNORECASE)) or re.search(
        r"\b(?:his|her|their|in\s+its|my)\s+(?:\w+\s+)?$", scene.before()
    ):
        return None
    if m["w"]:
        names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
        number = 1920 + 10 * names.index(m["w"].lower())
    else:
        number = int(m["y"]) if m["y"] else 1900 + int(m["s"])
    return dated(calendar.decade(number), m, scene)


@_add("date.century", rf"(?:the\s+)?{MOD}?(?:the\s+)?(?P<o>{ORDINAL})[-\s]century(?!\w)")
def _century(m: Match, scene: Scene) -> Meaning | None:
    ordinal = read_ordinal(m["o"])
    return dated(calendar.century(ordinal), m, scene) if ordinal and ordinal <= 21 else None


@_add(
    "date.quarter",
    rf"(?:the\s+)?{MOD}?(?:(?:the|its|this\s+year['’]s|last\s+year['’]s|next\s+year['’]s"
    rf"|(?P<yb>{YEAR})(?:['’]s)?)\s+)?(?:fiscal[-\s])?(?P<o>first|second|third|fourth|final|1st|2nd|3rd"
    rf"|4th)[-\s](?P<g>quarter|half)(?!\w|\s+of\s+the\s+game"
    rf"|[-\s]final)(?:(?:\s+of)?(?:\s+fiscal)?\s+(?P<y>{YEAR})|(?:\s+of)?\s+(?P<rel>this|last|next"
    rf"|the)\s+year(?!['’]))?",
)
def _quarter(m: Match, scene: Scene) -> Meaning | None:
    word = m["o"].lower()
    number = 4 if word == "final" else read_ordinal(word) or 0
    make: Callable[[int, int], Period] = calendar.quarter if m["g"].lower() == "quarter" else calendar.half
    if make is calendar.half and not (m["y"] or m["rel"] or m["yb"] or "year" in m[0].lower()):
        return None
    if stated := m["y"] or m["yb"]:
        return dated(make(year_number(stated), number), m, scene)
    spoken = re.search(r"\b(this|last|next)\s+year", m[0], re.IGNORECASE)
    if spoken:
        return dated(make(scene.today.year + SPOKEN[spoken[1].lower()], number), m, scene, relative=True)
    if re.search(r"\byear-(?:ago|earlier)\s*$|\byear\s+earlier\s*$", scene.before()):
        return None
    today = scene.today
    period = make(today.year, number)
    if not scene.future and period.start > today:
        period = make(today.year - 1, number)
    return dated(period, m, scene, relative=True)


@_add(
    "date.year-ago-period",
    r"(?:the\s+)?year[-\s](?P<w>ago|earlier)(?:\s+(?P<o>first|second|third|fourth))?(?:[-\s]+(?P<g>quarter"
    r"|period|month|half))?(?!\w)",
)
def _year_ago_period(m: Match, scene: Scene) -> Meaning | None:
    told = scene.told
    if m["o"]:
        return aside(dated(calendar.quarter(scene.today.year - 1, read_ordinal(m["o"]) or 1), relative=True))
    grain: Grain = {"quarter": "quarter", "month": "month", "half": "half"}.get(
        (m["g"] or "").lower(), told.grain
    )  # type: ignore[assignment]
    if grain not in ("quarter", "month", "half", "year"):
        grain = "year"
    return aside(dated(calendar.around(grain, calendar.move(told.start, -1, "year")), relative=True))


@_add(
    "date.season",
    rf"(?:(?:the\s+)?{MOD})?(?:(?P<det>the|this|last|next|past|previous|following|coming|this\s+past"
    rf"|this\s+coming)\s+)?(?P<s>{SEASON})(?:(?:\s+of|\s+in|,)?\s+(?P<y>{YEAR})|\s+of\s+(?P<rel>this|last"
    rf"|next)\s+year)?(?!\w|[-\s](?:down|apart|short|through|back|into|from|to|of|in|out|off|on|victim|under"
    rf"|asleep|ill|quarters|camp))",
)
def _season(m: Match, scene: Scene) -> Meaning | None:
    name, det = m["s"].lower(), (m["det"] or "").lower()
    code = SEASONS[name][0]
    if m["y"]:
        year = year_number(m["y"])
        return dated(calendar.season(year, code), m, scene)
    if not det and not (
        m["mod"]
        or re.search(r"\b(?:in|by|since|until|before|after|during|of|from|every|each)\s+$", scene.before())
    ):
        return None
    if name == "fall" and det in ("", "the") and not m["mod"]:
        return None
    if m["s"] != name and det == "":
        return None  # a name: Prague Spring
    today = scene.today
    if m["rel"]:
        return dated(calendar.season(today.year + SPOKEN[m["rel"].lower()], code), m, scene, relative=True)
    current = calendar.season(today.year, code)
    step = SPOKEN.get(det, 0)
    if name == "winter" and today.month <= 2:
        current = calendar.season(today.year - 1, code)
    if step < 0 and current.end >= today:
        current = calendar.season(current.start.year - 1, code)
    elif step > 0 and current.start <= today:
        current = calendar.season(current.start.year + 1, code)
    elif step == 0 and det != "this":
        if scene.future and current.end < today:
            current = calendar.season(current.start.year + 1, code)
        elif not scene.future and current.start > today:
            current = calendar.season(current.start.year - 1, code)
    return dated(current, m, scene, relative=True)


@_add(
    "date.fiscal-year",
    rf"{MOD}?(?:the\s+)?(?:(?P<rel>current|next|last|this|previous)\s+)?(?:fiscal"
    rf"|financial)(?:[-\s]year)?(?:\s+(?P<y>{YEAR}))?(?!\w|-)",
)
def _fiscal(m: Match, scene: Scene) -> Meaning | None:
    if not (m["y"] or "year" in m[0].lower()):
        return None
    number = year_number(m["y"]) if m["y"] else scene.today.year + SPOKEN.get((m["rel"] or "this").lower(), 0)
    return dated(calendar.year(number), m, scene, relative=not m["y"])

"""Days named from the clock, nights, and weekdays."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    DAYS,
    MOD,
    PART,
    PARTS_OF_DAY,
    SPOKEN,
    WEEKDAY,
    WEEKDAYS,
    weekday_number,
)
from dateline.normalising.time.rules.meanings import (
    at_part,
    on,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


_TODAY: Final = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


@_add("date.year-end", r"(?:the\s+)?(?:calendar\s+)?year[-\s]end(?!\w|-)")
def _year_end(m: Match, scene: Scene) -> Meaning | None:
    return on(date(scene.today.year if scene.future else scene.today.year - 1, 12, 31), relative=True)


@_add(
    "date.today",
    r"(?:(?P<p0>mid-afternoon|mid-morning)\s+)?(?:(?P<mod>early|earlier|late"
    r"|later)\s+)?(?P<w>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday"
    r"|tomorrow)(?:\s+(?P<p>morning|afternoon|evening|night|noon))?(?!\w|\.com)",
)
def _today(m: Match, scene: Scene) -> Meaning | None:
    if re.search(r"\b(?:USA|Russia|India|Podlasie|[A-Z][a-z]+)\s$", scene.before()) and m["w"][0] == "T":
        return None  # "Russia Today", "USA Today"
    words = " ".join(m["w"].lower().split())
    meaning = on(scene.today + timedelta(_TODAY[words]), m, scene, relative=True)
    part = m["p"] or (m["p0"] or "").rpartition("-")[2]
    return at_part(meaning, part) if meaning and part else meaning


@_add(
    "date.tonight",
    r"(?P<w>tonight|(?:early\s+|late\s+|earlier\s+|later\s+)?this\s+(?:morning|afternoon|evening)"
    r"|(?:late\s+)?last\s+(?:night|evening))(?!\w)",
    "TIME",
)
def _tonight(m: Match, scene: Scene) -> Meaning | None:
    words = m["w"].lower()
    meaning = on(scene.today - timedelta("last" in words), relative=True)
    assert meaning is not None
    return at_part(meaning, "night" if words == "tonight" else words.split()[-1])


@_add(
    "date.overnight",
    r"overnight(?:\s+(?:from\s+(?P<a>\w+day)\s+)?(?:(?:in)?to\s+"
    r"|(?P<on>(?:on\s+)?))(?P<b>(?-i:[A-Z])\w+day))?(?!\w|\s+(?:stay|flight|train|bag|success|rate|lows?"
    r"|highs?)\b)",
    "TIME",
)
def _overnight(m: Match, scene: Scene) -> Meaning | None:
    name = (m["b"] or "").lower()
    if m["b"] and not m["b"][0].isupper():
        return None
    if name in DAYS and m["on"]:
        evening = calendar.weekday(scene.today, weekday_number(name), scene.future)
        return _night_to(evening + timedelta(1 if scene.future or evening < scene.today else 0))
    if name in DAYS:
        return _night_to(calendar.weekday(scene.today, weekday_number(name), scene.future))
    return _night_to(scene.today + timedelta(1 if scene.future else 0))


def _night_to(morning: date) -> Meaning:
    evening = morning - timedelta(1)
    return Meaning("TIME", f"{evening.isoformat()}TNI", evening, morning, "day", True, calendar.day(morning))


@_add(
    "date.night-to",
    rf"(?P<det>the|this|last)\s+night\s+(?:(?:in)?to|on|before|of)\s+(?P<d>{WEEKDAY}|yesterday|today)",
    "TIME",
)
def _night_before(m: Match, scene: Scene) -> Meaning | None:
    inner = scene.inner(m.start("d"))
    if inner is None or inner[0].start is None:
        return None
    step = 1 if re.search(r"\bof\s+\S+$", m[0], re.IGNORECASE) else 0
    return _night_to(inner[0].start + timedelta(step))


@_add(
    "set.weekday",
    rf"(?:every|each)\s+(?:other\s+|second\s+)?(?P<d>{WEEKDAY})(?:\s+(?P<p>{PART}))?|(?P<s>{WEEKDAYS})"
    rf"|{WEEKDAY}\s+(?P<ns>mornings|evenings|nights|afternoons)(?!\w)",
    "SET",
)
def _weekday_set(m: Match, scene: Scene) -> Meaning | None:
    name = m["d"] or (m["s"] or m[0].split()[0])
    value = f"XXXX-WXX-{weekday_number(name) + 1}"
    part = m["p"] or (m["ns"] or "").rstrip("s")
    return Meaning("SET", value + (f"T{PARTS_OF_DAY[part.lower()]}" if part else ""))


@_add(
    "date.weekday",
    rf"(?:the\s+)?(?:{MOD})?(?:(?P<rel>this\s+coming|this\s+past|this|last|past|next|previous|following"
    rf"|coming)\s+)?(?P<d>{WEEKDAY})(?:,?\s+(?P<of>last|this|next)\s+week)?(?:\s+(?P<p>{PART}))?(?!\w)",
)
def _weekday(m: Match, scene: Scene) -> Meaning | None:
    if _is_day_in_name(m, scene):
        return None
    day = _weekday_date(m, scene)
    meaning = on(day, m, scene, relative=True)
    assert meaning is not None
    if m["p"] and m["p"].lower() in PARTS_OF_DAY:
        meaning = at_part(meaning, m["p"])
        if m["p"].lower() == "night" and meaning.start:
            return replace(meaning, end=meaning.start)
    return meaning


def _weekday_date(m: Match, scene: Scene) -> date:
    number, today = weekday_number(m["d"]), scene.today
    rel = " ".join((m["rel"] or "").lower().split())
    if m["of"]:
        monday = today - timedelta(today.weekday()) + timedelta(7 * SPOKEN[m["of"].lower()])
        return monday + timedelta(number)
    if rel in ("following", "previous") and scene.story and scene.story.grain == "day":
        step = 1 if rel == "following" else -1
        return calendar.weekday(scene.story.start + timedelta(step), number, step > 0)
    if rel == "this":
        return calendar.weekday(today, number, scene.future)
    if rel:
        step = SPOKEN[rel]
        return calendar.weekday(today + timedelta(step), number, step > 0)
    return calendar.weekday(today, number, scene.future)


_DAY_NAMES_BEFORE: Final = re.compile(
    r"\b(?:Black|Bloody|Super|Cyber|Ash|Good|Palm|Holy|Man|Girl|Ruby|Blue|Freaky|Giving|Thank God It['’]s"
    r"|Fat|Shrove|Maundy|Whit|Easter|Casual|Solomon|on|Mail on)\s+$"
)
_DAY_NAMES_AFTER: Final = re.compile(
    r"\s+(?:Night\s+(?:Live|Football|Raw)|Times\b|Mirror\b|Telegraph\b|Mail\b|Herald\b|Post\b|Express\b"
    r"|Independent\b|Tribune\b|Star\b|Group\b|Movement\b|Agreement\b|Accords?\b|Club\b|Island\b|Bloody)"
)


def _is_day_in_name(m: Match, scene: Scene) -> bool:
    """Names that a weekday is part of: Black Friday, Saturday Night Live, the Sunday Times."""
    before = _DAY_NAMES_BEFORE.search(scene.before())
    if before and before[0].strip() not in ("on", "Mail on"):
        return True
    if before and before[0].strip() == "Mail on":
        return True
    return bool(_DAY_NAMES_AFTER.match(scene.text, m.end("d")))

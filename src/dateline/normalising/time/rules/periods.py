"""Periods pointed at: "this week", "the previous year", "the past three weeks"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.normalising.numbers import read_ordinal
from dateline.normalising.time import calendar
from dateline.normalising.time.calendar import Grain, Period
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    FUZZY,
    MOD,
    NUMBER,
    POINTER,
    SPOKEN,
    UNIT,
    amount,
)
from dateline.normalising.time.rules.meanings import (
    aside,
    dated,
    duration,
    reference,
    stretch,
)
from dateline.normalising.time.rules.rule import UNREAD, Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add(
    "date.this-period",
    rf"(?:(?:the\s+)?{MOD}|just\s+)?(?P<det>this|the\s+current|that|the\s+same|the\s+very\s+same|the\s+entire"
    rf"|the\s+whole|the\s+full|the\s+latest|the\s+year['’]s|the)\s+(?P<g>day|weekend|week|month|quarter"
    rf"|season|year|decade|century|period)(?:\s+(?P<anchor>a\s+year\s+(?:ago|earlier)|last\s+year"
    rf"|the\s+year\s+before))?(?!\w|-|\s+(?:ago|earlier|later|to\s+date|old)\b"
    rf"|(?<!this\sday)(?<!this\sweek)(?<!this\smonth)(?<!this\syear)\s+(?:of|in\s+which|that\s+(?!day|week"
    rf"|year)|when|after|before)\b)",
)
def _this_period(m: Match, scene: Scene) -> Meaning | None:
    det = " ".join(m["det"].lower().split())
    word = m["g"].lower()
    if m["anchor"]:
        told = scene.told
        grain: Grain = told.grain if word == "period" else word  # type: ignore[assignment]
        if grain not in ("day", "week", "month", "quarter", "year", "half"):
            grain = "quarter"
        return aside(dated(calendar.around(grain, calendar.move(told.start, -1, "year")), relative=True))
    if word == "period" and det != "the latest":
        return None
    if (
        word in ("period", "quarter")
        and det in ("the latest", "the")
        and (scene.story is None or scene.story.grain != "quarter" or det == "the latest")
    ):
        if det == "the" and not re.search(
            r"\b(?:in|of|during|for|over|on|later|earlier|end|ended)\s+$", scene.before(), re.IGNORECASE
        ):
            return None
        return dated(
            calendar.around("quarter", scene.today).shift(-1), m, scene, relative=True
        )  # the last that is over
    grain = word  # type: ignore[assignment]
    if det in ("this", "the current"):
        if grain == "day":
            return dated(calendar.day(scene.today), relative=True)
        base = scene.today
        if grain == "weekend":
            return dated(_weekend(scene), m, scene, relative=True)
        meaning = dated(calendar.around(grain, base), m, scene, relative=True)
        return _so_far(meaning, m, scene)
    if det == "the" and grain == "weekend":
        return dated(_weekend(scene), m, scene, relative=True)
    if det == "the" and not (
        m["mod"]
        or re.search(
            r"\b(?:in|of|during|for|over|on|later|earlier|end|ended|since|until|through|throughout)\s+$",
            scene.before(),
            re.IGNORECASE,
        )
    ):
        return None
    if det == "the" and grain in ("century", "decade", "season"):
        return None
    if det == "the" and grain == "day" and re.search(r"\b(?:of|for|on)\s+$", scene.before()):
        return None
    if grain == "day" and scene.told.grain not in ("day", "weekend"):
        if det == "the":
            return dated(calendar.day(scene.today), relative=True)
        if scene.told.grain == "year" and scene.past is not None:
            return dated(
                scene.past, relative=True
            )  # a year in passing, as of a law or a drill, moves no story
        return Meaning("DATE", UNREAD, relative=True)  # "three months ago … the same day": nobody says which
    return dated(calendar.around(grain, scene.told.start), m, scene, relative=True)


def _so_far(meaning: Meaning, m: Match, scene: Scene) -> Meaning:
    """What is told as done this week, month or year goes to the day of publication, what is to come goes from it."""
    if (
        m.groupdict().get("mod")
        or meaning.start is None
        or meaning.end is None
        or meaning.precision == "year"
    ):
        return meaning
    if meaning.start <= scene.elapsed <= meaning.end:
        return meaning if scene.future else replace(meaning, end=scene.elapsed)
    return meaning


def _weekend(scene: Scene) -> Period:
    """The weekend nearest in the direction of the tense; the one under way counts both ways."""
    today = scene.today
    if scene.future or today.weekday() >= 5:
        return calendar.weekend(today)
    return calendar.weekend(today - timedelta(7))


@_add(
    "date.spoken-period",
    rf"(?:(?:the\s+)?{MOD}|just\s+)?{POINTER}\s+(?P<g>day|weekend|week|fortnight|month|quarter|season|year"
    rf"|decade|century)(?:['’]s\s+(?P<o>first|second|third|fourth)\s+quarter)?(?!\w|-|\s+(?:or\s+so"
    rf"|or\s+two)\b)",
)
def _spoken_period(m: Match, scene: Scene) -> Meaning | None:
    det, pointer = (m["det"] or "").lower(), m["pointer"].lower()
    grain: Grain = m["g"].lower() if m["g"].lower() != "fortnight" else "week"  # type: ignore[assignment]
    if (
        pointer in ("last", "past", "coming", "next")
        and det in ("the", "this", "its", "our", "their", "his", "her")
        and pointer in ("last", "past")
        and det == "the"
    ):
        if grain in ("decade", "year", "century", "month", "week", "quarter") and pointer == "past":
            return stretch(1, grain, -1, scene)
        if grain not in ("quarter", "weekend", "month"):
            return stretch(1, grain, -1, scene)
    if pointer in ("same", "current"):
        if not det and pointer == "same":
            return None
        base = scene.told.start if pointer == "same" else scene.today
        return dated(calendar.around(grain, base), m, scene, relative=True)
    if pointer in ("previous", "preceding", "prior", "following") or (
        det == "the" and pointer == "next" and grain == "day"
    ):
        base = scene.told.start if pointer not in ("following", "next") else scene.told.end
    else:
        base = scene.today
    step = SPOKEN[pointer]
    if m["o"]:
        return dated(calendar.quarter(base.year + step, read_ordinal(m["o"]) or 1), relative=True)
    if grain == "weekend":
        return dated(_pointed_weekend(base, step), m, scene, relative=True)
    return dated(calendar.around(grain, base).shift(step), m, scene, relative=True)


def _pointed_weekend(base: date, step: int) -> Period:
    """Last weekend is over, next weekend not begun; both leave out the one under way."""
    this = calendar.weekend(base)
    if step < 0:
        return this.shift(-1) if base.weekday() < 7 and base <= this.end else this
    return this.shift(1) if base.weekday() >= 5 else this.shift(1 if base.weekday() >= 4 else 0)


@_add(
    "duration.stretch",
    rf"(?:(?P<det>the|these|those|its|his|their|our)\s+)?(?P<pointer>last|past|previous|preceding|next|coming"
    rf"|following|recent)\s+(?P<n>{NUMBER}|{FUZZY})?(?:\s+(?:full|consecutive|trading"
    rf"|fiscal))?\s*(?P<u>{UNIT})(?:\s+or\s+(?:so|two))?(?!\w|-)",
    "DURATION",
)
def _pointed_stretch(m: Match, scene: Scene) -> Meaning | None:
    pointer, unit = m["pointer"].lower(), m["u"].lower()
    plural = unit.endswith("s") or unit == "centuries"
    if not plural and not m["n"]:
        return None
    if pointer == "recent":
        if m["n"]:
            return None
        return Meaning("DURATION", "PXM") if unit == "months" else reference("PAST_REF")
    if pointer == "coming" and not m["n"] and not m["det"]:
        return (
            replace(stretch(None, unit, 1, scene), kind="DATE", value="FUTURE_REF")
            if scene.clock
            else reference("FUTURE_REF")
        )
    step = -1 if pointer in ("last", "past", "previous", "preceding") else 1
    return stretch(amount(m["n"]), unit, step, scene)


@_add(
    "duration.first",
    rf"(?:the\s+)?(?P<o>first|opening|final)\s+(?P<n>{NUMBER}|{FUZZY})?\s*(?P<u>(?:minute|hour|day|week|month"
    rf"|year|decade)s)(?!\w|-)",
    "DURATION",
)
def _first_stretch(m: Match, scene: Scene) -> Meaning | None:
    return Meaning("DURATION", duration(amount(m["n"]), m["u"]))

"""Distances: "two weeks ago", "a day earlier", "within hours"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    FUZZY,
    NEAR,
    NUMBER,
    UNIT,
    amount,
    grain_of,
)
from dateline.normalising.time.rules.meanings import (
    aside,
    dated,
    duration,
    moved,
    on,
    reference,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add(
    "date.ago",
    rf"{NEAR}?(?P<n>{NUMBER}|{FUZZY}|half\s+an?)?\s*(?P<u>{UNIT})(?:\s+or\s+(?:so|two))?\s+ago(?!\w)",
)
def _ago(m: Match, scene: Scene) -> Meaning | None:
    count, grain = amount(m["n"]), grain_of(m["u"])
    if m["n"] and re.fullmatch(r"a\s+half|half", m["n"].lower()):
        count = 0.5
    if count is None:
        return reference("PAST_REF")
    if grain in ("second", "minute", "hour"):
        back = timedelta(hours=count) if grain == "hour" and count >= 24 else timedelta(0)
        return on(scene.today - back, relative=True)
    if grain == "year" and count == 1 and scene.story and scene.story.grain in ("quarter", "month"):
        return aside(
            dated(
                calendar.around(scene.story.grain, calendar.move(scene.story.start, -1, "year")),
                relative=True,
            )
        )
    meaning = moved(scene.today, -count, grain)
    return aside(meaning) if grain == "year" and count == 1 else meaning


@_add(
    "date.distance",
    rf"(?:(?P<n>{NUMBER}|{FUZZY})\s+(?P<u>{UNIT})\s+|the\s+(?P<the>day|night|week|month"
    rf"|year)\s+)(?P<side>earlier|before|beforehand|previously|prior|previous|later|after|afterwards?"
    rf"|thereafter|hence|from\s+now|on)(?!\w)(?P<tail>\s+(?:that\b|today|yesterday|[A-Z]\w+day\b))?",
)
def _distance(m: Match, scene: Scene) -> Meaning | None:
    side = " ".join(m["side"].lower().split())
    if side == "on" and (m["tail"] or not re.match(r"[,;.]", scene.after(1) or ".")):
        return None
    count, grain = (1.0, grain_of(m["the"])) if m["the"] else (amount(m["n"]), grain_of(m["u"]))
    if side in ("after", "before") and re.match(r"\s+\w", scene.after(3)) and not m["tail"]:
        scene.end = m.start("side") - 1
        value = duration(count, m["u"] or m["the"])
        return Meaning("DURATION", value, relative=True)  # measured from the deed that follows
    past = side in ("earlier", "before", "beforehand", "previously", "prior", "previous")
    base_period = scene.told
    if side in ("hence", "from now"):
        base_period = calendar.day(scene.today)
    inner = None
    if m["tail"] and m["tail"].split()[0].lower() != "that":
        inner = scene.inner(m.end() - len(m["tail"].lstrip()))
    if inner and inner[0].period:
        base_period = inner[0].period
        scene.end = inner[1]
    elif m["tail"]:
        scene.end = m.end("side")
    if count is None:
        return Meaning("DATE", "PAST_REF" if past else "FUTURE_REF", relative=True)
    if grain in ("second", "minute", "hour"):
        return on(
            base_period.start + timedelta((-1 if past else 1) * (int(count // 24) if grain == "hour" else 0)),
            relative=True,
        )
    if grain == "year" and base_period.grain in ("quarter", "month", "half"):
        there = calendar.move(base_period.start, -round(count) if past else round(count), "year")
        return aside(dated(calendar.around(base_period.grain, there), relative=True))
    return moved(base_period.start if past else base_period.end, -count if past else count, grain)


@_add(
    "date.within",
    rf"(?P<p>within|in)\s+(?P<the>the\s+)?(?P<near>{NEAR})?(?P<n>{NUMBER}|{FUZZY}|(?=hours\b|days\b|weeks\b"
    rf"|minutes\b|months\b|years\b))(?:\s*(?:to|-"
    rf"|or)\s*(?:{NUMBER}))?\s*(?P<u>{UNIT})(?P<time>['’]\s+time)?(?!\w|-|\s+(?:ago|earlier|later|before"
    rf"|after|of)\b)",
    "DURATION",
)
def _within(m: Match, scene: Scene) -> Meaning | None:
    """ "Within hours" counts from the story, "in 24 hours" looks back in the past and ahead in the future."""
    count, grain, lead = amount(m["n"] or None), grain_of(m["u"]), m["p"].lower()
    value = duration(count, m["u"])
    scene.start = m.start("near") if m["near"] else m.start("n") if m["n"] else m.start("u")
    if m["the"]:
        scene.start = m.start("the")
    if (lead == "in" and not m["n"]) or (
        lead == "in"
        and re.search(
            r"\bonce\s+$|\btimes?\s+$|\bfirst\s+time\s+$|\b(?:highest|lowest|worst|best|deadliest|biggest"
            r"|first|largest)\b[\w\s]*$",
            scene.text[max(0, m.start() - 30) : m.start()],
        )
    ):
        return Meaning("DURATION", value)
    if scene.clock is None and (scene.story is None or lead == "in" or scene.story.grain != "day"):
        return Meaning("DURATION", value, relative=True)
    days = {"second": 0, "minute": 0, "hour": max(1, -(-int(count or 24) // 24))}.get(grain)
    if lead == "within":
        base = scene.told.start if not scene.future else scene.today
        if days is None and count is None:
            return Meaning("DURATION", value, base, None, "open", True)
        end = (
            base + timedelta(days)
            if days is not None
            else calendar.move(base, max(1, round(count or 1)), grain)
        )
        return Meaning("DURATION", value, base, end, "day", True)
    today = scene.today
    if scene.future or m["time"]:
        if count is None:
            return Meaning("DURATION", value, today, None, "open", True)
        target = (
            today + timedelta(days) if days is not None else calendar.move(today, max(1, round(count)), grain)
        )
        return Meaning("DURATION", value, today, target, "day", True)
    if count is None or grain not in ("hour", "day", "week") or count > 99:
        return Meaning("DURATION", value)
    first = (
        today - timedelta(days)
        if days is not None
        else calendar.move(today, -round(count), grain) + timedelta(1)
    )
    return Meaning("DURATION", value, min(first, today), today, "day", True)

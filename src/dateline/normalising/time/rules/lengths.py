"""Sets and lengths of time: "every Monday", "40 shells a day", "for six months"."""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.time.calendar import SEASONS
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    FUZZY,
    MONTH,
    NEAR,
    NUMBER,
    PART,
    PARTS_OF_DAY,
    SEASON,
    UNIT,
    amount,
    month_number,
)
from dateline.normalising.time.rules.meanings import (
    duration,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


_FREQUENCIES: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "annual": "P1Y", "annually": "P1Y",
    "yearly": "P1Y", "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip


@_add("set.frequency", r"(?P<w>" + "|".join(_FREQUENCIES) + r")(?!\w)", "SET")
def _frequency(m: Match, scene: Scene) -> Meaning | None:
    if m["w"][0].isupper() and re.match(r"\s+(?-i:[A-Z])", scene.after()):
        return None  # a title: the Daily Telegraph
    if re.search(r"(?-i:[A-Z])\w+\s+$", scene.before()) and m["w"][0].isupper():
        return None
    return Meaning("SET", _FREQUENCIES[m["w"].lower()])


@_add(
    "set.every",
    rf"(?:every|each)\s+(?:other\s+|single\s+|(?P<n>{NUMBER}|few)\s+)?(?P<u>{UNIT}|{MONTH}|{SEASON}|{PART})(?!\w)",
    "SET",
)
def _every(m: Match, scene: Scene) -> Meaning | None:
    word = m["u"].lower().rstrip(".")
    if re.match(MONTH, m["u"]):
        return Meaning("SET", f"XXXX-{month_number(m['u']):02}")
    if word in SEASONS:
        return Meaning("SET", f"XXXX-{SEASONS[word][0]}")
    if word in PARTS_OF_DAY and word != "night":
        return Meaning("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[word]}")
    return Meaning("SET", duration(amount(m["n"]) if m["n"] else 1, word))


@_add(
    "set.per",
    r"(?:a|an|per)\s+(?P<u>second|minute|hour|day|week|month|quarter|year)(?!\w|-|\s+(?:ago|earlier|later"
    r"|before|after|or|of|from|on|and)\b)",
    "SET",
)
def _per(m: Match, scene: Scene) -> Meaning | None:
    """ "15 a year", "twice a week": a rate where a count or price stands before it."""
    rated = m[0].lower().startswith("per") or _RATED.search(scene.before(48))
    lasting = re.search(r"\b(?:for|within|in|after|over|than|about|nearly|almost)\s+$", scene.before())
    return Meaning("SET", duration(1, m["u"])) if rated and not lasting else None


_RATED: Final = re.compile(
    r"(?:\d|\b(?:once|twice|times?|dollars?|euros?|pounds?|cents?|rate|barrels|tons|tonnes|people|percent|cars|visits"
    r"|shells|rounds|drones|rate of \w+|million|billion|thousand|hundred|one|two|three|four|five|six|seven|eight|nine"
    r"|ten))(?:\s+\w+){0,2}\s+$"
)


@_add(
    "duration.hyphen",
    rf"(?:(?:an?|the)\s+(?=\d))?(?P<n>\d{{1,3}}(?:\.\d+)?|{NUMBER}|several|multi|half"
    rf"|single)[-\s]?(?P<u>second|minute|hour|day|week|month|quarter|year|decade|century)(?P<long>-long|-old"
    rf"|-olds)?(?!\w|s\b|['’])(?:\s+(?:period|term|history|era|stretch|span))?",
    "DURATION",
)
def _hyphened(m: Match, scene: Scene) -> Meaning | None:
    if (m["long"] or "").startswith("-old") or re.match(r"[-\s]olds?\b", scene.after()):
        return Meaning("DURATION", duration(amount(m["n"]), m["u"]))
    if (
        "-" not in m[0]
        and not re.match(r"\s+[a-z]", scene.after())
        and m["n"].lower() not in ("one", "a", "single")
    ):
        return None
    count = 0.5 if m["n"].lower() == "half" else 1 if m["n"].lower() == "single" else amount(m["n"])
    return Meaning("DURATION", duration(count, m["u"]))


@_add(
    "duration.count",
    rf"{NEAR}?(?:the\s+)?(?P<n>{NUMBER}|{FUZZY}|half\s+an?)(?:\s*(?:to|-|–"
    rf"|or)\s*(?P<n2>{NUMBER}))?\s+(?:(?:full|whole|straight|consecutive|more|additional|further|long|short"
    rf"|solid|calendar|working|business|trading|successive|of\s+the\s+past)\s+)*(?P<u>{UNIT})(?!\w|-old"
    rf"|\s+old\b)(?:\s+and\s+a\s+half|\s+or\s+so)?",
    "DURATION",
)
def _counted(m: Match, scene: Scene) -> Meaning | None:
    text = m["n"].lower()
    if text in ("a", "an") and not (
        re.match(r"(?!an?\s)", m[0], re.IGNORECASE)
        or re.search(
            r"\b(?:for|in|within|over|after|lasting|lasts?|lasted|takes?|took|spent|spend|of|than|him|them"
            r"|her|by|half|about)\s+$",
            scene.before(),
            re.IGNORECASE,
        )
    ):
        return None
    if text in ("second", "the second") or (m["u"].lower() == "second" and text in ("a", "one")):
        return None
    count = 0.5 if text.startswith("half") else amount(m["n"])
    if count is not None and m[0].lower().endswith("and a half"):
        count += 0.5
    return Meaning("DURATION", duration(count, m["u"]))


@_add(
    "duration.vague",
    rf"(?:{NEAR})?(?:(?:for|over|after|in|of|through|within|take|takes|took|spent|last|lasted"
    rf"|lasting)\s+)(?P<x>(?:the\s+)?(?P<u>seconds|minutes|hours|days|weeks|months|years|decades"
    rf"|centuries))(?!\w|\s+(?:ago|earlier|later|before|after|of)\b)",
    "DURATION",
)
def _vague(m: Match, scene: Scene) -> Meaning | None:
    scene.start = m.start("x")
    return Meaning("DURATION", duration(None, m["u"]))

"""Times of day, and words that name no day: "at 10:30 GMT", "now", "soon"."""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    CLOCK_TIME,
    NEAR,
    ZONE,
)
from dateline.normalising.time.rules.meanings import (
    at_part,
    clock_time,
    reference,
    zoned,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add("time.clock", rf"{NEAR}?(?P<t>{CLOCK_TIME})(?P<z>{ZONE})?", "TIME")
def _clock(m: Match, scene: Scene) -> Meaning | None:
    minute = clock_time(m["t"])
    told = scene.told if scene.story and scene.story.grain == "day" else calendar.day(scene.today)
    return Meaning(
        "TIME", f"{told.value}T{zoned(minute, m['z'])}", told.start, told.end, "minute", True, None, minute
    )


@_add(
    "time.part",
    r"(?:(?:the|early|late|mid|that)[-\s])(?P<p>morning|afternoon|evening)(?!\w)|(?<=at\s)(?P<q>dawn|dusk"
    r"|night|daybreak)(?!\w)",
    "TIME",
)
def _part(m: Match, scene: Scene) -> Meaning | None:
    told = scene.told if scene.story and scene.story.grain == "day" else calendar.day(scene.today)
    return at_part(Meaning("DATE", told.value, told.start, told.end, "day", True), m["p"] or m["q"])


_REFERENCES: Final = {
    "PRESENT_REF": r"now|currently|(?:at\s+)?(?:the\s+)?present(?=[,.;)]|\s+(?:in|at|the)\b)|nowadays"
    r"|at\s+the\s+moment|the\s+time\s+being|right\s+now|these\s+days",
    "PAST_REF": r"(?:more\s+|most\s+|just\s+)?recently|lately|recent|the\s+past(?=[,.;]|\s+(?:and|that|but|when|has"
    r"|have|had|to|as|by|with|is|was)\b)",
    "FUTURE_REF": r"(?:very\s+)?(?:soon|shortly)(?!\s+(?:after|before|as|thereafter|enough))|the\s+(?:near\s+"
    r"|foreseeable\s+)?future(?!\s+of)|the\s+(?:long|short|near|medium)\s+term|in\s+future",
    "PRESENT_REF.current": r"current(?=\s+[a-z])",
}


@_add(
    "reference",
    "|".join(f"(?P<r{n}>{pattern})" for n, pattern in enumerate(_REFERENCES.values())).join(
        ("(?:", r")(?!\w|-)")
    ),
)
def _references(m: Match, scene: Scene) -> Meaning | None:
    value = next(name for n, name in enumerate(_REFERENCES) if m[f"r{n}"])
    word = m[0].lower()
    if word == "now" and (
        re.match(r"\s+that\b", scene.after())
        or re.search(r"\b(?:days|weeks|months|years|until|by|till|than)\s+$", scene.before())
    ):
        return None
    if value == "FUTURE_REF" and word.endswith(("soon", "shortly")):
        if not scene.clock:
            return Meaning("DATE", value, relative=True)
        return Meaning("DATE", value, scene.today, None, "open", True)
    if value == "PRESENT_REF" and not scene.clock:
        return Meaning("DATE", value, relative=True)
    if value == "PRESENT_REF" and not re.search(r"\b(?:until|by|till|up to|before)\s+$", scene.before()):
        return Meaning("DATE", value, scene.today, scene.today, "day", True)
    return reference(value.partition(".")[0])

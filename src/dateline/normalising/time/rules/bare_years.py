"""Years that stand alone: a number of four digits that is neither a count nor a name."""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    MOD,
    YEAR,
    year_number,
)
from dateline.normalising.time.rules.meanings import (
    dated,
)
from dateline.normalising.time.rules.rule import Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


_NOT_A_YEAR_BEFORE: Final = re.compile(
    r"(?:[$€£#№]\s?|\b(?:No|Nos|Resolution|resolution|about|around|some|nearly|almost|than|over|least"
    r"|[Ff]light|Route|Highway|Unit|Boeing|Airbus|page|Article|Section|Law|number|total of|[Uu]p to"
    r"|approximately|[Rr]oughly|article|building|room)\.?\s)$|[\d.,/:-]$|(?-i:[A-Z])-$"
)
_NOT_A_YEAR_AFTER: Final = re.compile(
    r"\s*(?:%|per\s?cent|[°º]|km\b|kg\b|mm\b|m\b|hrs\b|hours?\b|GMT|UTC|miles|meters|metres|feet|tons|tonnes"
    r"|dollars|euros|people|troops|soldiers|men|women|points|rpm|votes|rounds|shells|tanks|vehicles"
    r"|servicemen|personnel|prisoners|civilians|refugees|migrants|dead|killed|wounded|others)\b|-(?:strong"
    r"|foot|meter|metre|mile|kilometre|kilometer|page|seat|pound)"
)


@_add(
    "date.year",
    rf"(?:(?:the\s+)?{MOD}|the\s+(?=\d))?(?P<y>{YEAR}|['’]\d\d(?=[,.;\s]))(?:\s+period)?(?!\w|['’]\w{{2}}"
    rf"|-\w+\s+(?:missile|rifle))",
)
def _year(m: Match, scene: Scene) -> Meaning | None:
    text = m["y"]
    if text[0] in "'’":
        if not re.search(r"\b(?:in|of|since|until|October|by)\s+$", scene.before()):
            return None
        return dated(calendar.year(1900 + int(text[1:])), m, scene)
    if text.isdigit():
        if _NOT_A_YEAR_BEFORE.search(scene.before()) or _NOT_A_YEAR_AFTER.match(scene.after()):
            return None
        if (
            m[0].lower().startswith("the ")
            and not m["mod"]
            and not m[0].endswith("period")
            and not re.match(r"\s+[a-z]", scene.after())
        ):
            return None
        if re.search(r"\bfrom\s+$", scene.before()) and re.match(r"\s+to\s+\d{3,6}\s+[a-z]", scene.after()):
            return None  # "from 1000 to 5000 men"
    return dated(calendar.year(year_number(text)), m, scene)

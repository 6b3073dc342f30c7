"""Tell whether a gold place and a recorded place are the same, by name or by country."""

from __future__ import annotations

import re
from typing import Final

from dateline.score.names import country_code, fold, is_spelling_of
from dateline.score.recorded import Row

# Regions that gold names without saying whose they are.
_REGIONS: Final[dict[str, frozenset[str]]] = {
    "baltic states": frozenset({"EST", "LVA", "LTU"}),
    "crimea": frozenset({"UKR"}),
    "crimean bridge": frozenset({"UKR"}),
    "donbas": frozenset({"UKR"}),
    "romanian coast": frozenset({"ROU"}),
}
_PART: Final = re.compile(
    r"\b(east|west|north|south)(?:ern(?: part| flank| edge)?|ward)?\b(?: (?:part|flank|edge|half|members?))?"
    r"|\b(borders?|frontiers?|territory|land border)\b|\b(coast|shores?)\b"
)
_SPELLINGS: Final = {"kiev": "kyiv", "lvov": "lviv", "nikolaev": "mykolaiv"}
_ALLIANCE: Final = {"alliance": "nato", "bloc": "nato", "north atlantic alliance": "nato"}


def is_same_place(gold: str, recorded: Row) -> bool:
    """Tell whether the places are one: the same name, or one inside the other by their countries.

    >>> is_same_place("LVA", {"name": "Ādaži", "kind": "base", "countries": ["LVA"]})
    True
    >>> is_same_place("border of UKR", {"name": "border of Ukraine", "kind": "border", "countries": ["UKR"]})
    True
    """
    names = [str(recorded.get(key) or "") for key in ("name", "text")]
    if any(_is_same_name(gold, name) for name in names if name):
        return True
    inside, around = countries_of(gold), frozenset(recorded.get("countries") or ())
    if not inside or not around:
        return False
    return around <= inside or (len(around) == 1 and around <= inside) or inside == around


def countries_of(gold: str) -> frozenset[str]:
    """The countries a gold place names by itself; empty where it does not say.

    >>> sorted(countries_of("eastern POL"))
    ['POL']
    """
    codes = frozenset(re.findall(r"\b[A-Z]{3}\b", gold)) - {"NATO"}
    if codes:
        return codes
    return _REGIONS.get(fold(gold), frozenset())


def _is_same_name(gold: str, name: str) -> bool:
    one, other = place_key(gold), place_key(name)
    if one == other:
        return True
    words = one[1].split(), other[1].split()
    return one[0] == other[0] and len(words[0]) == len(words[1]) and all(map(is_spelling_of, *words))


def place_key(name: str) -> tuple[str, str]:
    """Split a name into its part and its whole: `NATO's eastern flank` and `eastern part of NATO` are one.

    >>> place_key("eastern part of NATO") == place_key("NATO's eastern flank")
    True
    """
    plain = fold(name)
    part = _PART.search(plain)
    rest = " ".join(w for w in _PART.sub(" ", plain).split() if w not in ("of", "in", "along", "near", "with", "its"))
    rest = _ALLIANCE.get(rest, _SPELLINGS.get(rest, rest))
    which = next((g for g in part.groups() if g), "") if part else ""
    if rest.endswith("ern europe") or (which and rest in ("europe", "baltic", "black sea")):
        return ("", plain)
    return (re.sub(r"s$", "", which), _country(name, rest))


def _country(name: str, rest: str) -> str:
    code = re.search(r"\b[A-Z]{3}\b", name)
    known = code[0] if code else country_code(rest)
    return known.lower() if known else rest

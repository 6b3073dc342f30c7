"""Which place of a name is meant: by size, by what else the document names, by the words behind a comma.

One name has one sense in a document. The weights were set on the development halves of GeoVirus and LGL
(`python -m benchmarks.quality.place`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.normalising.place.gazetteer import Entry, Gazetteer, key_of
from dateline.parsing.names import fold

COUNTRY = 13.0  # what a country's name weighs: more than any town without a comma behind it
WHOLE = 13.0  # our own regions: "England", "Crimea"
OWN = 5.0  # our own bases, towns and areas, whose people are not counted
IN_COUNTRY = 1.0  # for a place in a country the document names, times the logarithm of how often
IN_REGION = 1.5  # the same for first-level regions
NEARBY = 1.5  # for every other name that may be a place within CLOSE, shared among the places of that name
CLOSE = 150.0  # kilometres
QUALIFIED = 20.0  # "Springfield, Illinois"
BYNAME = -1.0  # for a place that only also bears the name, where another is called so
NAMESAKE = 8.0  # for a region that shares a country's name, where the document is about the region's country
MANY = 60  # places of one name looked at when nearness is weighed

LARGER = re.compile(
    r"(?:\s*[,(]\s*|\s+(?:[a-z]+\s+)?(?:region|province|state|department|district|governorate|county)s?\s+(?:of|in)\s+)"
    r"((?:[A-Z][\w.'’-]*)(?:\s+(?:of\s+|and\s+|the\s+)?[A-Z][\w.'’-]*){0,3})"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in a document and every place it may be; `first` and `last` are tokens of the sentence."""

    sentence: int
    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    qualifier: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the document names beside a name."""

    countries: Counter[str]
    regions: Counter[str]
    points: Mapping[str, tuple[Entry, ...]]  # the places with a point each name may be
    namesakes: Mapping[str, str]  # names of countries that are also names of regions elsewhere
    named: Mapping[str, int]  # how often each name stands


def qualifier(text: str, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The larger place in "Springfield, Illinois", "Springfield (Ill.)" or "the North-West region of Cameroon"."""
    found = LARGER.match(text, end)
    if found is None:
        return ()
    words = found[1].split()
    for length in range(len(words), 0, -1):
        larger = tuple(
            entry
            for entry in gazetteer.look_up(" ".join(words[:length]))
            if (entry.kind == "country" or entry.level) and not entry.adjective
        )
        if larger:
            return larger
    return ()


def settle(candidates: Sequence[Candidate]) -> tuple[Entry | None, ...]:
    """Choose one entry for each candidate; the same name gets the same entry."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[fold(candidate.text)].append(candidate)
    around = _surroundings(by_name)
    chosen: dict[str, Entry | None] = {}
    for name, group in by_name.items():
        qualifiers = [entry for candidate in group for entry in candidate.qualifier]
        entries = list(dict.fromkeys(entry for candidate in group for entry in candidate.entries))
        if len(entries) < 2:
            chosen[name] = entries[0] if entries else None
            continue
        best = max(
            entries, key=lambda entry: (_score(name, entry, qualifiers, around), entry.population, entry.id)
        )
        chosen[name] = _ours(best, entries)
    return tuple(chosen[fold(candidate.text)] for candidate in candidates)


def _ours(best: Entry, entries: Sequence[Entry]) -> Entry:
    """Our own row for the same place, where there is one: it has the name news uses and the kind."""
    if best.level or not best.id.startswith("geonames:"):
        return best
    own = (e for e in entries if e.id.startswith("place:") and set(best.countries) <= set(e.countries))
    return next((entry for entry in own if _are_close(best, entry)), best)


def _surroundings(by_name: Mapping[str, Sequence[Candidate]]) -> _Surroundings:
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    points: dict[str, tuple[Entry, ...]] = {}
    namesakes: dict[str, str] = {}
    for name, group in by_name.items():
        entries = group[0].entries
        if entries:
            best = max(entries, key=_size)
            if len(best.countries) == 1 and (
                best.kind == "country" or len({e.countries for e in entries}) == 1
            ):
                countries[best.countries[0]] += len(group)
            if best.level == 1:
                regions[best.admin] += len(group)
                countries[best.countries[0]] += len(group)
            if best.kind == "country" and any(e.level == 1 for e in entries):
                namesakes[name] = best.countries[0]
            points[name] = tuple(e for e in entries if e.lat is not None and e.level != 1)[:MANY]
        for candidate in group:
            for entry in candidate.qualifier[:1]:
                if entry.level == 1:
                    regions[entry.admin] += 1
                countries[entry.countries[0]] += 1
    named = {name: len(group) for name, group in by_name.items()}
    return _Surroundings(countries, regions, points, namesakes, named)


def _size(entry: Entry) -> float:
    """How likely a name means a place when nothing else is known."""
    if entry.kind == "country":
        return COUNTRY
    if not entry.id.startswith("geonames:"):
        return WHOLE if entry.kind in ("region", "sea") else OWN
    size = math.log10(max(entry.population, 100))
    if entry.level == 1:
        return size + 0.5
    return size - 1.0 if entry.level == 2 else size


def _score(name: str, entry: Entry, qualifiers: Sequence[Entry], around: _Surroundings) -> float:
    score = _size(entry)
    if entry.kind != "country" and key_of(entry.name) != key_of(name):
        score += BYNAME
    if entry.level == 1 and _is_namesake(name, entry, around):
        score += NAMESAKE
    if entry.kind != "country" and entry.countries:
        score += IN_COUNTRY * math.log1p(max(around.countries[code] for code in entry.countries))
    if entry.admin and entry.level != 1:
        score += IN_REGION * math.log1p(around.regions[entry.admin])
    if any(_inside(entry, larger) for larger in qualifiers):
        score += QUALIFIED
    if entry.lat is not None and entry.level != 1:
        score += NEARBY * math.log1p(_company(name, entry, around))
    return score


def _is_namesake(name: str, entry: Entry, around: _Surroundings) -> bool:
    """ "Georgia" in a document about Alabama and Florida that names nothing in the Caucasus."""
    country = around.namesakes.get(name)
    if country is None:
        return False
    others = sum(
        n for admin, n in around.regions.items() if admin[:3] == entry.admin[:3] and admin != entry.admin
    )
    return others > around.countries[country] - around.named[name]


def _company(name: str, entry: Entry, around: _Surroundings) -> float:
    """How many other names of the document may lie close by; a name of many places counts little."""
    company = 0.0
    for other, places in around.points.items():
        if other != name and any(_are_close(entry, place) for place in places):
            company += 1 / len(places)
    return company


def _are_close(one: Entry, other: Entry) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    north = abs(one.lat - other.lat) * 111.2
    if north > CLOSE:
        return False
    east = abs(one.lon - other.lon)
    east = min(east, 360 - east) * 111.2 * math.cos(math.radians(one.lat))
    return math.hypot(north, east) <= CLOSE


def _inside(entry: Entry, larger: Entry) -> bool:
    if larger.kind == "country":
        return entry.kind != "country" and larger.countries[0] in entry.countries
    return larger.level == 1 and entry.admin == larger.admin and entry.level != 1

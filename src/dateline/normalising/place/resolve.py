"""Which place of a name is meant: by size, by the countries the document names, by the words behind a comma.

One name has one sense in a document. Weights were set on GeoVirus and LGL (development data).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.normalising.place.gazetteer import Entry
from dateline.parsing.names import fold

IN_COUNTRY = 1.5  # a place in a country the document names
IN_REGION = 2.5  # a place in a region the document names
QUALIFIED = 20.0  # "Springfield, Illinois"
NEARBY = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in a sentence and every place it may be."""

    sentence: int
    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    qualifier: tuple[Entry, ...] = ()


def settle(candidates: Sequence[Candidate]) -> tuple[Entry | None, ...]:
    """Choose one entry for each candidate; the same name gets the same entry."""
    countries, regions = _surroundings(candidates)
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[fold(candidate.text)].append(candidate)
    chosen: dict[str, Entry | None] = {}
    for name, group in by_name.items():
        qualifiers = [q for c in group for q in c.qualifier]
        entries = list(dict.fromkeys(e for c in group for e in c.entries))
        chosen[name] = max(
            entries, key=lambda e: (_score(e, qualifiers, countries, regions), e.population, e.id), default=None
        )
    return tuple(chosen[fold(c.text)] for c in candidates)


def _surroundings(candidates: Sequence[Candidate]) -> tuple[Counter[str], Counter[str]]:
    """How often the document names each country and region, by names that mean one thing only or mainly that."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for candidate in candidates:
        best = max(candidate.entries, key=_size)
        if best.kind == "country":
            countries[best.countries[0]] += 1
        elif len(best.countries) == 1:
            countries[best.countries[0]] += 1
            if best.level == 1:
                regions[best.admin] += 1
        for qualifier in candidate.qualifier:
            if qualifier.level == 1:
                regions[qualifier.admin] += 1
    return countries, regions


def _size(entry: Entry) -> float:
    if entry.kind == "country":
        return 12.0
    if not entry.id.startswith("geonames:"):
        return 9.0
    size = math.log10(max(entry.population, 100))
    if entry.level == 1:
        return size + 0.5
    return size - 1.0 if entry.level == 2 else size


def _score(entry: Entry, qualifiers: Sequence[Entry], countries: Counter[str], regions: Counter[str]) -> float:
    score = _size(entry)
    if entry.countries:
        score += IN_COUNTRY * math.log1p(countries[entry.countries[0]])
    if entry.admin and not entry.level:
        score += IN_REGION * math.log1p(regions[entry.admin])
    if any(_inside(entry, qualifier) for qualifier in qualifiers):
        score += QUALIFIED
    return score


def _inside(entry: Entry, larger: Entry) -> bool:
    if larger.kind == "country":
        return entry.kind != "country" and larger.countries[0] in entry.countries
    if larger.level == 1:
        return entry.admin == larger.admin and entry.level != 1
    return False

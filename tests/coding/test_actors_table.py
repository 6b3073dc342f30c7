"""The actor tables themselves: every row loads, nothing ends before it begins, no name means two actors at once."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from dateline.coding.actors import ActorTable, load_actors
from dateline.coding.actors.table import SECTORS
from dateline.errors import TableError
from dateline.parsing.names import words_of

TABLES = Path(__file__).parents[2] / "src" / "dateline" / "tables"
HEAD = "code,name,aliases,countries,sector,context,since,until\n"


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    return load_actors()


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    "name",
    [
        "countries.csv",
        "bodies.csv",
        "organisations.csv",
        "units.csv",
        "armed_groups.csv",
        "groups.csv",
        "outlets.csv",
    ],
)
def test_sorted_and_without_twins(name: str) -> None:
    keys = [(*list(row.values())[:3], row.get("since", "")) for row in rows(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_codes_are_iso_or_known(actors: ActorTable) -> None:
    organisations = {row["code"] for row in rows("organisations.csv")} | {
        row["code"] for row in rows("units.csv")
    }
    groups = {row["code"] for row in rows("armed_groups.csv")} | {row["stays"] for row in rows("groups.csv")}
    for known in actors.rows:
        for code in known.codes:
            place, _, sector = code.partition("/")
            assert place in actors.countries or place in organisations | groups, known
            assert not sector or sector in SECTORS, known


def test_no_name_means_two_actors_on_one_day(actors: ActorTable) -> None:
    """Names of several meanings need a context, or another kind of meaning that goes first."""
    by_name: dict[tuple[str, ...], list[object]] = defaultdict(list)
    for table in ("organisations.csv", "units.csv", "armed_groups.csv"):
        for row in rows(table):
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                if not row.get("context"):
                    by_name[words_of(name)].append(
                        (row["code"], row.get("since", ""), row.get("until") or "9")
                    )
    for name, meanings in by_name.items():
        for (one, since, until), (other, start, end) in combinations(set(meanings), 2):  # type: ignore[misc]
            assert one == other or until < start or end < since, (name, one, other)


def test_leaders_end_after_they_begin() -> None:
    for row in rows("leaders.csv"):
        assert not row["until"] or row["since"] <= row["until"], row
        assert row["source"], row


def test_a_users_own_table(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(HEAD + "FREEWOLF,Free Wolf Brigade,FWB|Wolf Brigade,SYR,REB,,2012,\n", "utf-8")
    (known,) = load_actors(own).names.exact("Wolf Brigade")
    assert known.codes == ("SYR/REB",)
    assert known.rule == "mine.csv:2"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("X,Name,,SYR,XXX,,,\n", "unknown sector"),
        ("X,Name,,QQQ,REB,,,\n", "unknown country"),
        ("X,Name,,SYR,REB,,2015,2001\n", "before it begins"),
        ("X,Name,,SYR,REB\n", "too few columns"),
    ],
)
def test_a_bad_row_says_where_and_why(row: str, why: str, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(HEAD + row, "utf-8")
    with pytest.raises(TableError, match=rf"mine\.csv:2: .*{why}"):
        load_actors(own)

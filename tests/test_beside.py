"""What came beside an item against what its text says."""

from __future__ import annotations

import pytest

from dateline.beside import Beside, beside, conflicts
from tests.makers import document


@pytest.mark.parametrize(
    ("written", "told", "differs"),
    [
        ("2019-03-04T00:30:00+02:00", "2019-03-03T22:30:00Z", False),
        ("2019-03-04T00:30:00+02:00", "Sun, 03 Mar 2019 22:30:00 +0000", False),
        ("2019-03-04T00:30:00+02:00", "2019-03-04", False),
        ("2019-03-04T12:30:00+02:00", "2019-03-05", True),
        ("2019-03-04T12:30:00+02:00", "Wed, 06 Mar 2019 14:20:00 +0000", True),
        ("2019-03-04T12:30:00+02:00", "last week", False),
    ],
)
def test_days_conflict_where_no_zone_makes_them_one(written: str, told: str, differs: bool) -> None:
    report = document("Troops moved.", published_at=written)
    (one,) = beside((("published", told),), "feed")
    assert one == Beside("published", told, "the entry of the feed")
    assert [each.beside for each in conflicts(report, (one,))] == ([one] if differs else [])


def test_the_day_of_an_address_is_compared() -> None:
    report = document("Troops moved.", published_at="2019-03-04T12:30:00+02:00")
    (found,) = conflicts(report, beside((("url", "https://post.example/2018/01/16/story"),), "warc"))
    assert (found.value[:10], found.beside.value, found.beside.origin) == (
        "2019-03-04",
        "2018-01-16",
        "the address",
    )


def test_a_sidecar_and_the_format_are_told_apart() -> None:
    metadata = (("publisher", "Post"), ("sidecar", "a.csv.json"), ("publisher", "Courier"))
    assert [one.origin for one in beside(metadata, "csv")] == [
        "the sidecar a.csv.json",
        "a column of the table",
    ]


def test_a_person_is_named() -> None:
    assert beside((("stated.published", "2019-03-04"),), "txt") == (
        Beside("published", "2019-03-04", "a person"),
    )


@pytest.mark.parametrize(
    ("told", "differs"), [("en", False), ("en-GB", False), ("fr, en", False), ("fr", True), ("de-AT", True)]
)
def test_a_language_that_the_text_is_not_in_is_a_conflict(told: str, differs: bool) -> None:
    report = document(
        "The troops moved to the border on Monday, and the army said that they would stay there."
    )
    found = conflicts(report, beside((("language", told),), "csv"))
    assert [(one.field, one.value) for one in found] == ([("language", "en")] if differs else [])

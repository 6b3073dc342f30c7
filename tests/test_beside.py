"""What came beside an item against what its text says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.beside import Beside, beside, conflicts
from tests.makers import document, fact


@pytest.mark.parametrize(
    ("written", "told", "differs"),
    [
        ("2019-03-04T00:30:00+02:00", "2019-03-03T22:30:00Z", False),
        ("2019-03-04T00:30:00+02:00", "Sun, 03 Mar 2019 22:30:00 +0000", False),
        ("2019-03-04T00:30:00+02:00", "2019-03-04", False),
        ("2019-03-04T12:30:00+02:00", "2019-03-05", True),
        ("2019-03-04T12:30:00+02:00", "Wed, 06 Mar 2019 14:20:00 +0000", True),
        ("2019-03-04T12:30:00+02:00", "last week", False),
        ("2019-03-04T23:30:00+00:00", "2019-03-05T01:10:00+00:00", False),
        ("2019-03-04T23:30:00", "2019-03-05", True),
        ("2019-04-03", "2019-03-04", False),
        ("2019-04-03", "2018-03-04", True),
    ],
)
def test_days_conflict_where_no_zone_makes_them_one(written: str, told: str, differs: bool) -> None:
    report = document("Troops moved.", published_at=written)
    (one,) = beside((("published", told),), "feed")
    assert one == Beside("published", told, "the entry of the feed")
    assert [each.beside for each in conflicts(report, (one,), "en")] == ([told] if differs else [])


def test_the_day_of_an_address_is_compared() -> None:
    report = document("Troops moved.", published_at="2019-03-04T12:30:00+02:00")
    (found,) = conflicts(report, beside((("url", "https://post.example/2018/01/16/story"),), "warc"), "en")
    assert (found.value[:10], found.beside, found.origin) == (
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
    ("text", "told", "differs"),
    [
        ("en", "en", False),
        ("en", "en-GB", False),
        ("en", "fr, en", False),
        ("en", "fr", True),
        ("en", "de-AT", True),
        ("en", "{{ lang }}", False),
        ("nb", "no", False),
        ("hr", "sr-Latn", False),
        ("sw", "en-US", True),
    ],
)
@pytest.mark.parametrize("field", ["language", "content-language"])
def test_a_language_that_the_text_is_not_in_is_a_conflict(
    field: str, text: str, told: str, differs: bool
) -> None:
    found = conflicts(document("The troops moved."), beside(((field, told),), "csv"), text)
    assert [(one.field, one.value, one.beside) for one in found] == (
        [("language", text, told)] if differs else []
    )


@pytest.mark.parametrize(
    ("field", "shown", "told", "differs"),
    [
        ("headline", "Rebels leave the port", "Rebels leave the port | The Gulf Post", False),
        ("headline", "Rebels leave the port", "Port left by rebel force", False),
        ("headline", "Rebels leave the port", "Bridge opens after the floods", False),
        ("headline", "Rebels leave the port", "Football: cup final is tonight", True),
        ("publisher", "British Wire Service", "BWS", False),
        ("publisher", "The Gulf Post", "Gulf Post", False),
        ("publisher", "The Gulf Post", "The Courier", True),
        ("byline", "Amina Bello and Jon Ekman", "J. Ekman", False),
        ("byline", "Amina Bello", "Jon Ekman", True),
    ],
)
def test_only_names_that_cannot_be_the_same_are_a_conflict(
    field: str, shown: str, told: str, differs: bool
) -> None:
    text = "The fighters left the port on Monday after the floods, and a bridge opens this week."
    report = replace(document(text), **{field: fact(shown)})  # type: ignore[arg-type]
    found = conflicts(report, beside(((field, told),), "csv"), "en")
    assert [(one.value, one.beside, one.origin) for one in found] == (
        [(shown, told, "a column of the table")] if differs else []
    )

"""Expressions of time and what they mean. All sentences are made up for these tests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.normalising.time import Clock, NamedDays, find_times
from dateline.normalising.time.calendar import easter, edtf
from tests.makers import document

NAMES = NamedDays.load()
FRIDAY = Clock.at("2024-03-15T12:00:00+00:00")  # a Friday


def days(text: str, clock: Clock | None = FRIDAY) -> list[str]:
    """Every expression as "words start..end"."""
    return [
        f"{text[t.words.start : t.words.end]} {t.start or ''}..{t.end or ''}"
        for t in find_times(text, clock, names=NAMES)
        if t.dates
    ]


def values(text: str, clock: Clock | None = FRIDAY) -> list[str]:
    return [f"{t.type} {t.value}" for t in find_times(text, clock, names=NAMES)]


DAYS = [
    # weekdays, by tense
    ("Troops entered Goma on Monday.", ["on Monday 2024-03-11..2024-03-11"]),
    ("Envoys will meet on Monday.", ["on Monday 2024-03-18..2024-03-18"]),
    ("They are to meet in Cairo on Tuesday.", ["on Tuesday 2024-03-19..2024-03-19"]),
    ("The army said on Friday that it had left.", ["on Friday 2024-03-15..2024-03-15"]),
    ("On Thursday the council will vote.", ["On Thursday 2024-03-21..2024-03-21"]),
    ("Talks set for Sunday were called off.", ["for Sunday 2024-03-17..2024-03-17"]),
    ("Rebels tried to enter Sake on Wednesday.", ["on Wednesday 2024-03-13..2024-03-13"]),
    ("The frigate left Toulon on Tuesday to join the fleet.", ["on Tuesday 2024-03-12..2024-03-12"]),
    ("Last Tuesday a drone fell near Eilat.", ["Last Tuesday 2024-03-12..2024-03-12"]),
    ("Next Tuesday is the deadline.", ["Next Tuesday 2024-03-19..2024-03-19"]),
    ("Tuesday's raid killed two.", ["Tuesday 2024-03-12..2024-03-12"]),
    ("It fired rockets late on Tuesday.", ["late on Tuesday 2024-03-12..2024-03-12"]),
    ("On Tuesday night shells hit Sloviansk.", ["On Tuesday night 2024-03-12..2024-03-12"]),
    ("Seoul reported on Monday last week that it fired.", ["on Monday last week 2024-03-04..2024-03-04"]),
    # days named from the clock
    ("The base was hit yesterday.", ["yesterday 2024-03-14..2024-03-14"]),
    ("Voting begins tomorrow.", ["tomorrow 2024-03-16..2024-03-16"]),
    ("The convoy left earlier today.", ["earlier today 2024-03-15..2024-03-15"]),
    ("Drones struck overnight.", ["overnight 2024-03-14..2024-03-15"]),
    ("It was shelled in the night to Thursday.", ["in the night to Thursday 2024-03-13..2024-03-14"]),
    ("Jets bombed the port last night.", ["last night 2024-03-14..2024-03-14"]),
    # weeks, weekends, months, years
    ("They met earlier this week.", ["earlier this week 2024-03-11..2024-03-15"]),
    ("They signed it last week.", ["last week 2024-03-04..2024-03-10"]),
    ("Sanctions will be extended next week.", ["next week 2024-03-18..2024-03-24"]),
    ("Clashes broke out at the weekend.", ["at the weekend 2024-03-09..2024-03-10"]),
    ("They clashed this week.", ["this week 2024-03-11..2024-03-15"]),
    ("The drills will resume this month.", ["this month 2024-03-01..2024-03-31"]),
    ("The pact was suspended last month.", ["last month 2024-02-01..2024-02-29"]),
    ("Last October the junta closed the base.", ["Last October 2023-10-01..2023-10-31"]),
    ("The mission ended in December.", ["in December 2023-12-01..2023-12-31"]),
    ("The mission will end in December.", ["in December 2024-12-01..2024-12-31"]),
    ("It was signed at the end of October.", ["at the end of October 2023-10-21..2023-10-31"]),
    ("It was signed in early June 2021.", ["in early June 2021 2021-06-01..2021-06-10"]),
    ("War began in mid-April 2023.", ["in mid-April 2023 2023-04-11..2023-04-20"]),
    ("The bases closed last year.", ["last year 2023-01-01..2023-12-31"]),
    ("They fought in the summer of 2008.", ["in the summer of 2008 2008-06-01..2008-08-31"]),
    ("It grew in the third quarter of 2019.", ["in the third quarter of 2019 2019-07-01..2019-09-30"]),
    ("They fought in the 1990s.", ["in the 1990s 1990-01-01..1999-12-31"]),
    # full dates
    ("It was signed on 27 July 1953.", ["on 27 July 1953 1953-07-27..1953-07-27"]),
    ("It was signed on July 27, 1953.", ["on July 27, 1953 1953-07-27..1953-07-27"]),
    ("Argentina landed on the 2nd of April 1982.", ["on the 2nd of April 1982 1982-04-02..1982-04-02"]),
    ("They met on Feb. 10.", ["on Feb. 10 2024-02-10..2024-02-10"]),
    ("They met on Dec. 7.", ["on Dec. 7 2023-12-07..2023-12-07"]),
    ("They will meet on 7 April.", ["on 7 April 2024-04-07..2024-04-07"]),
    ("The ceasefire of 2022-11-02 held.", ["2022-11-02 2022-11-02..2022-11-02"]),
    ("It happened on 24.02.2022.", ["on 24.02.2022 2022-02-24..2022-02-24"]),
    ("Drills ran from 5 to 7 March 2021.", ["from 5 to 7 March 2021 2021-03-05..2021-03-07"]),
    # open ranges
    ("France has had troops there since 2014.", ["since 2014 2014-01-01.."]),
    ("They have been there since Tuesday.", ["since Tuesday 2024-03-12.."]),
    ("All must leave by 2026.", ["by 2026 ..2026-12-31"]),
    ("They want to be ready by the end of 2027.", ["by the end of 2027 ..2027-12-31"]),
    ("They will withdraw after 20 April.", ["after 20 April 2024-04-21.."]),
    ("Two jets will be based there from May.", ["from May 2024-05-01.."]),
    ("The curfew holds until Sunday.", ["until Sunday ..2024-03-17"]),
    ("Chad has threatened new tolls from May.", ["from May 2024-05-01.."]),
    ("He is to call Ankara shortly.", ["shortly 2024-03-15.."]),
    ("The pact will be signed in the coming days.", ["in the coming days 2024-03-16.."]),
    # ranges of two expressions
    (
        "Fighting went on from Monday to Wednesday.",
        ["from Monday to Wednesday 2024-03-11..2024-03-13",
        "Wednesday 2024-03-13..2024-03-13"],
    ),
    ("It held from 1991 to 2003.", ["from 1991 to 2003 1991-01-01..2003-12-31"]),
    # lengths that touch the clock
    ("Nine people were killed in 24 hours.", ["in 24 hours 2024-03-14..2024-03-15"]),
    ("The past three weeks were quiet.", ["The past three weeks 2024-02-23..2024-03-15"]),
    ("They will leave within two weeks.", ["within two weeks 2024-03-15..2024-03-29"]),
    ("Two weeks ago he offered talks.", ["Two weeks ago 2024-02-26..2024-03-03"]),
    ("Three days ago the bridge fell.", ["Three days ago 2024-03-12..2024-03-12"]),
    ("Ten years ago the war began.", ["Ten years ago 2014-01-01..2014-12-31"]),
    # back to the story
    (
        "They agreed on Tuesday. On the same day a convoy left. A day earlier it had been fired at.",
        [
            "on Tuesday 2024-03-12..2024-03-12",
            "On the same day 2024-03-12..2024-03-12",
            "A day earlier 2024-03-11..2024-03-11",
        ],
    ),
    (
        "Kabul fell on 15 August 2021. Two weeks later the last plane left.",
        ["on 15 August 2021 2021-08-15..2021-08-15",
        "Two weeks later 2021-08-23..2021-08-29"],
    ),
    (
        "It quit the deal on Monday and, within hours, struck Odesa.",
        ["on Monday 2024-03-11..2024-03-11",
        "within hours 2024-03-11..2024-03-12"],
    ),
    # named days
    ("The raid came on Christmas Day 2023.", ["on Christmas Day 2023 2023-12-25..2023-12-25"]),
    ("Fighting stopped for Easter.", ["for Easter 2023-04-09..2023-04-09"]),
]  # fmt: skip

NO_TIMES = [
    "Saturday Night Live mocked him.",
    "Black Friday came early for the makers of drones.",
    "Bloody Sunday is not forgotten.",
    "The Sunday Times printed it.",
    "The marchers may march on.",
    "April Smith leads the mission.",
    "The Prague Spring ended.",
    "USA Today printed it.",
    "They sent 2000 soldiers.",
    "Resolution 1970 was adopted.",
    "Flight 2014 landed.",
    "Rebels of Black September took hostages.",
    "The government may fall.",
    "He put it second.",
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_words_become_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_names_and_verbs_are_no_times(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guard changes every Monday.", ["SET XXXX-WXX-1"]),
        ("Sundays are quiet.", ["SET XXXX-WXX-7"]),
        ("They meet every year.", ["SET P1Y"]),
        ("They fire 40 shells a day.", ["SET P1D"]),
        ("The annual drill began.", ["SET P1Y"]),
        ("He served for six months.", ["DURATION P6M"]),
        ("A two-week truce was agreed.", ["DURATION P2W"]),
        ("It took two and a half years.", ["DURATION P2.5Y"]),
        ("It lasted for several years.", ["DURATION PXY"]),
        ("They talked for 90 minutes.", ["DURATION PT90M"]),
    ],
)
def test_sets_and_lengths_are_not_dates(text: str, expected: list[str]) -> None:
    assert values(text) == expected
    assert all(t.start is None and t.anchor == "none" for t in find_times(text, FRIDAY))


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday.",
        "It was shelled overnight.",
        "They signed it last week.",
        "The mission ended in December.",
        "They met on Dec. 7.",
        "They are there at present.",
        "Two weeks ago he offered talks.",
        "They will leave within a few weeks.",
        "It happened at 9:30 p.m. on Sunday.",
    ],
)
def test_relative_words_of_an_undated_document_are_kept_and_not_resolved(text: str) -> None:
    (found,) = find_times(text, None)
    assert (found.start, found.end, found.edtf, found.anchor) == (None, None, None, "none")
    assert found.dates
    assert "undated" in found.reason or "no day" in found.reason


def test_stated_dates_of_an_undated_document_are_resolved() -> None:
    assert days("It was annexed in 2014 and shelled on 5 May 2015.", None) == [
        "in 2014 2014-01-01..2014-12-31",
        "on 5 May 2015 2015-05-05..2015-05-05",
    ]


def test_the_story_of_an_undated_document_goes_on_from_stated_days() -> None:
    found = find_times("The bridge fell on 5 May 2021. Two days later it was rebuilt.", None)
    assert [(t.start, t.anchor) for t in found] == [("2021-05-05", "stated"), ("2021-05-07", "stated")]


def test_a_vague_distance_is_kept_as_words() -> None:
    found = find_times("It fell on Monday. A few days later it rose again.", FRIDAY)[1]
    assert (found.start, found.anchor, found.dates) == (None, "none", True)


def test_the_same_day_is_unknown_where_only_a_month_was_told() -> None:
    found = find_times("It fell three months ago. On the same day rebels fled.", FRIDAY)[1]
    assert (found.start, found.anchor, found.dates) == (None, "none", True)


def test_an_undated_document_does_not_date_one_weekday_by_another_year() -> None:
    assert days("It was annexed in 2014. They met that day.", None)[1] == "that day .."


def test_the_week_so_far_ends_where_the_day_has_begun_everywhere() -> None:
    brisbane = Clock.at("2022-01-14T01:42:00+10:00", "2022-01-13T15:42:00+00:00")
    assert days("They met earlier this week.", brisbane) == ["earlier this week 2022-01-10..2022-01-13"]
    assert days("They met on Wednesday.", brisbane) == ["on Wednesday 2022-01-12..2022-01-12"]


def test_the_clock_is_the_published_day_in_its_own_zone() -> None:
    assert Clock.of(document(published_at="2022-01-13T00:40:00+02:00")) == Clock(
        date(2022, 1, 13), date(2022, 1, 12)
    )
    assert Clock.of(document(published_at=None)) is None
    assert Clock.at("2022-01-13").today == date(2022, 1, 13)


def test_a_time_of_day_keeps_its_minute() -> None:
    (found,) = find_times("The truce began at 10:30 p.m. on 5 May 2021.", FRIDAY)
    assert (found.value, found.edtf, found.precision) == ("2021-05-05T22:30", "2021-05-05T22:30:00", "minute")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 3, 4), date(2024, 3, 10), "2024-03-04/2024-03-10"),
        (date(2024, 3, 4), date(2024, 3, 4), "2024-03-04"),
        (date(2014, 1, 1), None, "2014-01-01/.."),
        (None, date(2026, 12, 31), "../2026-12-31"),
        (None, None, None),
    ],
)
def test_edtf_says_the_same_days(start: date | None, end: date | None, expected: str | None) -> None:
    assert edtf(start, end) == expected


def test_easter_of_both_churches() -> None:
    assert (easter(2024), easter(2024, orthodox=True)) == (date(2024, 3, 31), date(2024, 5, 5))


@given(st.text(alphabet="0123456789 /-.:,aAnMondyJuleMarchTodyi'’\n", max_size=80), st.booleans())
def test_any_text_is_read_and_every_span_slices(text: str, dated: bool) -> None:
    found = find_times(text, FRIDAY if dated else None)
    for one in found:
        assert one.words.covers(one.span)
        assert one.span.of(text).strip()
        if one.start and one.end:
            assert one.start <= one.end
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)

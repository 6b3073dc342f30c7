"""Lines of a site: which are repeated among its pages, and which of those a report keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cleaning import Furniture, clean
from dateline.cleaning.lines import text_lines
from dateline.cleaning.repeats import Outline, outline, repeated_among, repeats_in, written
from dateline.model import SourceItem
from dateline.readers.base import REPEATED, make_item

BARE, PARAGRAPH = 256, 256 + 40  # marks of a line without words counted, and of a paragraph of 40


def item(text: str, **beside: str) -> SourceItem:
    made = make_item("a.txt", text.encode(), format="txt", metadata=tuple(beside.items()))
    assert isinstance(made, SourceItem)
    return made


def pages(*told: list[int]) -> list[tuple[int, ...]]:
    """Pages of marks: 1, 2 … are bare lines, 10, 20 … paragraphs."""
    return [tuple(BARE * one if one < 10 else BARE * one + 40 for one in marks) for marks in told]


@pytest.mark.parametrize(
    ("told", "repeated"),
    [
        ([[1, 10], [1, 20]], [(0,), (0,)]),  # two reports under one menu
        ([[1, 10]], [()]),  # one page tells nothing
        ([[1, 10, 20], [1, 10, 30]], [(), ()]),  # half of the report is the same: a reprint, or an update
        ([[1, 10, 20, 30], [1, 10, 40, 50]], [(0, 1), (0, 1)]),  # a paragraph of two reports
        ([[1, 10], [1, 10], [1, 20]], [(0,), (0,), (0,)]),  # a reprint counts once, another report beside it
        ([[10, 1, 1], [20, 1]], [(1, 2), (1,)]),  # wherever it stands
        ([[1], [1]], [(), ()]),  # pages without a paragraph cannot be told apart
    ],
)
def test_what_stands_in_different_reports_is_repeated(told, repeated):
    assert list(repeated_among(pages(*told))) == repeated


@given(st.lists(st.lists(st.sampled_from([1, 2, 3, 10, 20, 30, 40, 50, 60]), max_size=8), max_size=6))
def test_a_repeated_line_stands_on_two_pages(told):
    found = repeated_among(pages(*told))
    for marks, numbers in zip(told, found, strict=True):
        assert all(sum(marks[number] in other for other in told) > 1 for number in numbers)


@given(st.sets(st.integers(0, 30)))
def test_numbers_come_back_from_what_is_written(numbers):
    text = "\n".join(f"Line {number}" for number in range(31))
    value = written("the harbour post", sorted(numbers))
    known = item(text, **({REPEATED: value} if value else {}))
    lines = text_lines(text)
    repeats = repeats_in(known, lines)
    assert {number for number, line in enumerate(lines) if repeats.has(line)} == numbers
    assert repeats.site == ("the harbour post" if numbers else "")


@pytest.mark.parametrize(
    ("beside", "site"),
    [
        ({"url": "https://www.post.example/2022/a"}, "post.example"),
        ({"url": "no address", "publisher": "The  Harbour Post"}, "the harbour post"),
        ({}, "the harbour post"),  # as its first line says
    ],
)
def test_a_site_is_told_by_address_column_or_text(beside, site, furniture: Furniture):
    text = (
        "The Harbour Post\nManila sends patrol boats\n\nThe Philippines sent four patrol boats to the shoal on Monday,"
        " the coast guard said.\n"
    )
    found = outline(item(text, **beside), furniture)
    assert isinstance(found, Outline)
    assert found.site == site


def test_without_a_site_nothing_is_compared(furniture: Furniture):
    assert (
        outline(item("The Philippines sent four patrol boats to the shoal on Monday.\n"), furniture) is None
    )


HEADLINE = "Manila sends patrol boats to the shoal"
FIRST = "The Philippines sent four patrol boats to the shoal on Monday, the coast guard in Manila said."
HISTORY = "Chinese coast guard ships have driven Philippine fishing boats away from the shoal since 2012."
SECOND = "A coast guard spokesman said that the boats will stay until Chinese ships leave the shoal."
NOTICE = "Members can read all stories in our app and save them for later on any phone."
TEASER = "Singer cancels summer tour"


def kept(lines: list[str], repeated: list[int], furniture: Furniture) -> list[str]:
    text = "\n\n".join(lines)
    document = clean(item(text, **{REPEATED: written("post.example", repeated)}), furniture)
    return document.text.split("\n")


@pytest.mark.parametrize(
    ("lines", "repeated", "left"),
    [
        ([HEADLINE, FIRST, SECOND, NOTICE], [3], [HEADLINE, FIRST, SECOND]),
        ([HEADLINE, FIRST, TEASER, SECOND], [2], [HEADLINE, FIRST, SECOND]),
        # its headline stands elsewhere as a teaser
        ([HEADLINE, FIRST, SECOND], [0], [HEADLINE, FIRST, SECOND]),
        # background that other reports print too
        ([HEADLINE, FIRST, HISTORY, SECOND], [2], [HEADLINE, FIRST, HISTORY, SECOND]),
        ([HEADLINE, FIRST, SECOND, HISTORY], [3], [HEADLINE, FIRST, SECOND, HISTORY]),
        # a report of which everything is repeated stays whole, less what is bare
        ([TEASER, HEADLINE, FIRST, SECOND], [0], [HEADLINE, FIRST, SECOND]),
    ],
)
def test_a_report_keeps_what_is_its_own(lines, repeated, left, furniture: Furniture):
    assert kept(lines, repeated, furniture) == left


def test_numbers_beyond_the_lines_are_passed_over(furniture: Furniture):
    assert kept([HEADLINE, FIRST, SECOND], [40, 41], furniture) == [HEADLINE, FIRST, SECOND]

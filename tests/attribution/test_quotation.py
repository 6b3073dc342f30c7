from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.attribution.quotation import find_quotations
from tests.makers import document


def quoted(text: str, *, speech_only: bool = False) -> list[str]:
    report = document(text)
    found = find_quotations(report)
    return [q.span.of(report.text) for q in found if q.speech or not speech_only]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” he said.", ["“We stay,”"]),
        ('"We stay," he said. "We fight."', ['"We stay,"', '"We fight."']),
        ("''We stay,'' he said.", ["''We stay,''"]),
        ("``We stay,'' he said.", ["``We stay,''"]),
        ("„We stay“, he said, «we go».", ["„We stay“", "«we go»"]),
        ('The 5" gun fired.', []),
        ("“We stay.", ["“We stay."]),
        ("Nothing is quoted here.", []),
        ("“”", ["“”"]),
        ("", []),
    ],
)
def test_pairs_the_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ("They called it a “purge” again.", False),
        ("The exercise “Iron Wolf” began.", False),
        ("“No,” he said.", True),
        ("He spoke of a “war that nobody can win” there.", True),
    ],
)
def test_tells_speech_from_names_and_scare_quotes(text: str, is_speech: bool) -> None:
    assert bool(quoted(text, speech_only=True)) is is_speech


def test_a_quotation_left_open_carries_on_in_the_next_paragraph() -> None:
    report = document("“We stay here.\n“We do not go,” she said.")
    first, second = find_quotations(report)
    assert (first.carries_on, second.carries_on) == (False, True)


def test_an_apostrophe_opens_nothing() -> None:
    assert quoted("Chad’s army said it wasn't there.") == []


@given(st.text(alphabet="ab .,!“”\"'\n«»", max_size=60))
def test_every_quotation_begins_with_a_mark_and_stays_in_its_block(text: str) -> None:
    report = document(text or "a")
    for quotation in find_quotations(report):
        assert report.blocks[quotation.block].span.covers(quotation.span)
        assert report.text[quotation.span.start] in "“\"'«"

"""The exact comparison: batches change nothing, forms filled in twice are no copies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copies.align import compare, compare_all
from dateline.copies.sketch import Sketch, sketch_text
from dateline.model import Span

LONG = [f"word{n}" for n in range(120)]


def made(name: str, words: list[str]) -> Sketch:
    text = " ".join(words)
    return sketch_text(name, text, [Span(0, len(text))])


FORM = (
    "The garrison at {} reported {} alarms in the week to {} March, {} of them false. Patrols covered {} km"
    " of fence on {} days. The station used {} litres of fuel against {} the week before, the duty officer said."
)


def test_a_form_filled_in_twice_is_no_copy() -> None:
    one, two = FORM.format("A", 12, 7, 4, 310, 6, 2250, 1980), FORM.format("B", 31, 14, 19, 275, 5, 1740, 2250)
    first, second = (sketch_text(name, text, [Span(0, len(text))]) for name, text in (("a", one), ("b", two)))
    assert compare(first, second) is None


def test_one_corrected_figure_leaves_a_copy() -> None:
    one = FORM.format("A", 12, 7, 4, 310, 6, 2250, 1980)
    first, second = made("a", one.split()), made("b", one.replace("310", "130").split())
    pair = compare(first, second)
    assert pair is not None and pair.share_first > 0.9


def test_a_moved_paragraph_is_a_passage_of_its_own() -> None:
    pair = compare(made("a", LONG), made("b", LONG[60:] + LONG[:60]))
    assert pair is not None
    assert [(p.first.start < p.second.start) for p in pair.passages] == [True, False]
    assert pair.share_first == pair.share_second == 1.0


TEXTS = st.lists(
    st.lists(st.sampled_from([*LONG[:12], "7", "1,500"]), max_size=60).map(" ".join), min_size=2, max_size=6
)


@given(TEXTS)
def test_pairs_do_not_depend_on_what_is_compared_with_them(texts: list[str]) -> None:
    sketches = [sketch_text(str(n), text, [Span(0, len(text))]) for n, text in enumerate(texts)]
    first, second = np.triu_indices(len(sketches), 1)
    together = list(compare_all(sketches, first, second))
    alone = [compare(sketches[a], sketches[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    assert together == [pair for pair in alone if pair is not None]
    for pair in together:
        assert 0 < pair.share_first <= 1 and 0 < pair.share_second <= 1
        for passage in pair.passages:
            assert passage.first.end <= len(texts[int(pair.first)])
            assert passage.second.end <= len(texts[int(pair.second)])


def test_small_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sketches = [made(str(n), LONG[n * 5 : n * 5 + 60]) for n in range(8)]
    first, second = np.triu_indices(len(sketches), 1)
    whole = list(compare_all(sketches, first, second))
    monkeypatch.setattr("dateline.copies.align.BATCH", 1)
    assert whole and list(compare_all(sketches, first, second)) == whole


def test_a_passage_does_not_reach_into_the_next_pair() -> None:
    """Found by pairing a million: the longest text ended in a passage that the next pair seemed to go on with."""
    sketches = [
        made("a", LONG[:60]),
        made("b", LONG[40:60]),
        made("c", LONG[60:90]),
        made("d", [*(f"other{n}" for n in range(21)), *LONG[60:80]]),
    ]
    found = list(compare_all(sketches, np.array([0, 2]), np.array([1, 3])))
    assert found == [compare(sketches[0], sketches[1]), compare(sketches[2], sketches[3])]

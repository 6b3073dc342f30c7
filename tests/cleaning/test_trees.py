"""The trained line model: its table, its measures, what it may touch."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.cleaning import Furniture
from dateline.cleaning.judge import judge_by_rules
from dateline.cleaning.likely import LEAST_LINES, look_again
from dateline.cleaning.lines import text_lines
from dateline.cleaning.measure import measure
from dateline.cleaning.trees import COLUMNS, DEPTH, MEASURES, read_trees
from dateline.errors import TableError

PAGE = "\n".join(
    [
        "Floods close the port of Beira",
        *(
            f"The port of Beira stayed closed on day {day} of the floods, the harbour master said."
            for day in range(20)
        ),
        "Correction: An earlier version gave a wrong day.",
        "Bridge opens in Quelimane",
        "Two ministers resign",
    ]
)


def a_row(**changes: str) -> dict[str, str]:
    row = {name: "words" if name.startswith("measure") else "1" for name in COLUMNS}
    return row | {"leaves": " ".join(["0.5"] * 2**DEPTH)} | changes


def test_every_line_has_a_number_for_every_measure(furniture):
    verdicts = judge_by_rules(text_lines(PAGE), furniture)
    table = measure(verdicts, furniture)
    assert table.shape == (len(verdicts), len(MEASURES))
    assert np.isfinite(table).all()


def test_the_packaged_trees_know_their_measures(furniture):
    assert furniture.trees is not None
    assert len(furniture.trees.leaves) > 0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"measure0": "smell"}, "unknown measure"),
        ({"least2": "many"}, "could not convert"),
        ({"leaves": "1 2"}, "2 leaves"),
    ],
)
def test_a_row_that_is_no_tree_is_an_error(changes, why):
    with pytest.raises(TableError, match=why):
        read_trees([(2, a_row(**changes))], "line_trees.csv")


def sure_of(furniture: Furniture, leaf: float) -> Furniture:
    """The furniture with a model that says the same of every line."""
    trees = read_trees([(2, a_row(leaves=" ".join([str(leaf)] * 2**DEPTH)))], "line_trees.csv")
    return Furniture(
        furniture.cues,
        furniture.knowledge,
        furniture.outlets,
        furniture.not_places,
        furniture.opening,
        trees=trees,
    )


def test_facts_and_corrections_are_out_of_its_reach(furniture):
    lines = text_lines(PAGE)
    ruled = judge_by_rules(lines, furniture)
    again = look_again(ruled, sure_of(furniture, 9.0))
    kept = [one.block for one in ruled if one.block not in (None, "body")]
    assert [one.block for one in again if one.block] == kept == ["headline", "correction"]


def test_a_headline_after_the_report_is_not_taken_back(furniture):
    again = look_again(judge_by_rules(text_lines(PAGE), furniture), sure_of(furniture, -9.0))
    assert [one.block for one in again] == ["headline", *["body"] * 20, "correction", None, None]


def test_a_text_of_few_lines_is_left_to_the_rules(furniture):
    lines = text_lines("\n".join(PAGE.split("\n")[: LEAST_LINES - 1]))
    ruled = judge_by_rules(lines, furniture)
    assert look_again(ruled, sure_of(furniture, 9.0)) == ruled

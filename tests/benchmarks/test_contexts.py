"""The labelled sentences: known contexts only, each sentence once, and most contexts found."""

from __future__ import annotations

from benchmarks.quality.contexts import SETS, cases, counts
from dateline.coding.contexts import CONTEXTS
from dateline.kit import Kit


def test_the_sentences_and_how_many_contexts_are_found(kit: Kit) -> None:
    told = [case for name in SETS for case in cases(kit, name)]
    assert len(told) == len({case.sentence for case in told}) >= 150
    gold, given, both = counts(told)
    assert set(gold) == set(CONTEXTS)
    assert both.total() / given.total() > 0.9
    assert both.total() / gold.total() > 0.8

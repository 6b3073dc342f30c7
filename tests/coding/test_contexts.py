"""Contexts: the table, and the words that give them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.coding.contexts import CONTEXTS, load_contexts
from dateline.model import Mention

Coder = Callable[[str], tuple[Mention, ...]]


def test_plover_has_37_contexts_and_each_has_words() -> None:
    table = load_contexts()
    assert len(CONTEXTS) == len(set(CONTEXTS)) == 37
    assert {context for pairs in table.weights.values() for context, _ in pairs} == set(CONTEXTS)


@pytest.mark.parametrize(
    ("sentence", "context"),
    [
        ("Togolese troops shelled a village in Benin.", "military"),
        ("Iranian police arrested three journalists.", "media"),
        ("Kenya closed its border with Somalia.", "territory"),
        ("North Korea tested a nuclear weapon near the uranium plant.", "weapons_of_mass_destruction"),
        ("Chad signed a free trade agreement with Egypt on exports.", "trade"),
    ],
)
def test_words_give_contexts(sentence: str, context: str, coded: Coder) -> None:
    assert any(context in mention.contexts for mention in coded(sentence))

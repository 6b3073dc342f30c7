"""Contexts: the table, and the words that give them, on sentences of our own about many crises."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.coding.contexts import CONTEXTS, contexts_of, load_contexts
from dateline.kit import Kit
from dateline.model import Mention, Sentence
from dateline.parsing.base import parse
from tests.makers import document

Coder = Callable[[str], tuple[Mention, ...]]
ROWS = list(csv.DictReader((Path(__file__).parent / "contexts.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def read(kit: Kit) -> Callable[[str], Sentence]:
    """A sentence, parsed."""

    def one(text: str) -> Sentence:
        return parse(document(text, published_at=None, publisher=None), kit.parser)[0]

    return one


def test_plover_has_37_contexts_and_each_has_words() -> None:
    table = load_contexts()
    assert len(CONTEXTS) == len(set(CONTEXTS)) == 37
    assert {context for pairs in table.weights.values() for context, _ in pairs} == set(CONTEXTS)


def test_each_context_has_two_examples_and_a_counterexample() -> None:
    for context in CONTEXTS:
        given = [row["given"] for row in ROWS if row["context"] == context]
        assert given.count("yes") >= 2, context
        assert given.count("no") >= 1, context


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['context']}: {row['sentence'][:40]}")
def test_words_of_a_sentence_give_contexts(row: dict[str, str], read: Callable[[str], Sentence]) -> None:
    sentence = read(row["sentence"])
    given = contexts_of(sentence, sentence.span, load_contexts())
    assert (row["context"] in given) == (row["given"] == "yes"), given


def test_a_deed_has_several_contexts(coded: Coder) -> None:
    (mention,) = coded("Chadian soldiers shelled a hospital in Adre.")
    assert mention.contexts == ("military", "health")


def test_capitals_count_where_the_table_has_them(read: Callable[[str], Sentence]) -> None:
    table = load_contexts()
    body, pronoun = read("The WHO praised Chad."), read("The man who praised Chad fled.")
    assert "health" in contexts_of(body, body.span, table)
    assert "health" not in contexts_of(pronoun, pronoun.span, table)


def test_words_outside_the_deed_count_half(read: Callable[[str], Sentence]) -> None:
    sentence = read("Peru bought wheat while the court in Lima heard the case of a senator.")
    assert contexts_of(sentence, sentence.span, load_contexts()) != contexts_of(
        sentence, type(sentence.span)(sentence.start, sentence.start + 17), load_contexts()
    )

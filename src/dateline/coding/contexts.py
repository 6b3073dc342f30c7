"""Contexts: what field of politics a deed belongs to, by weighted words around it.

A context is given where the words of the deed's clause and its sentence weigh enough together.
Words of the clause count whole, words of the rest of the sentence half. Tags, any number, in table order.

The names are PLOVER's 37, of its second release, as its data set POLECAT uses them; both hyphens of that list are
written as underscores ("pro_democracy"). An older list of the manual (0.8 and before) has some of them under other
names: "resource" is `territory` and `natural_resources`, "disease" `health`, "enviro_disaster" `environment` and
`disasters`, "humanitarian" `human_security`. PLOVER's four special contexts (historical, future, hypothetical,
negation) are the status and `background` of a mention.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from dateline.errors import TableError
from dateline.model import Sentence, Span, Token

CONTEXTS: Final = (
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resources",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
)
ENOUGH: Final = 0.75
ELSEWHERE: Final = 0.5  # what a word of the sentence outside the deed's clause counts
HYPHENS: Final = frozenset("-‐‑–")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextTable:
    """Runs of words and their weights: run → ((context, weight), …); `longest` is the length of the longest run."""

    weights: Mapping[Words, tuple[tuple[str, float], ...]]
    longest: int


def load_contexts() -> ContextTable:
    """Read `tables/contexts.csv`; raises TableError."""
    table = files("dateline") / "tables" / "contexts.csv"
    weights: dict[Words, list[tuple[str, float]]] = {}
    for number, row in enumerate(csv.DictReader(table.read_text("utf-8").splitlines()), 2):
        if row["context"] not in CONTEXTS:
            raise TableError("contexts.csv", number, f"unknown context {row['context']!r}")
        try:
            weight = float(row["weight"])
        except ValueError as error:
            raise TableError("contexts.csv", number, f"not a weight: {row['weight']!r}") from error
        words = tuple(row["word"].replace("-", " ").split())
        weights.setdefault(words, []).append((row["context"], weight))
    longest = max(len(words) for words in weights)
    return ContextTable({words: tuple(pairs) for words, pairs in weights.items()}, longest)


def contexts_of(sentence: Sentence, span: Span, table: ContextTable) -> tuple[str, ...]:
    """Return the contexts of a deed, in the order of `CONTEXTS`."""
    best: dict[tuple[str, Words], float] = {}  # a word told twice counts once
    for words, start in _runs(sentence, table):
        share = 1.0 if span.start <= start < span.end else ELSEWHERE
        for context, weight in table.weights[words]:
            key = (context, words)
            best[key] = max(best.get(key, 0.0), weight * share)
    scores: dict[str, float] = {}
    for (context, _), weight in best.items():
        scores[context] = scores.get(context, 0.0) + weight
    return tuple(context for context in CONTEXTS if scores.get(context, 0.0) >= ENOUGH)


def _runs(sentence: Sentence, table: ContextTable) -> list[tuple[Words, int]]:
    """The runs of the table that stand in a sentence, by lemma or as written; longer ones hide those inside them."""
    tokens = [token for token in sentence.tokens if token.text not in HYPHENS]
    found: list[tuple[Words, int]] = []
    taken: set[int] = set()
    for length in range(table.longest, 0, -1):
        for first in range(len(tokens) - length + 1):
            run = tokens[first : first + length]
            if any(token.index in taken for token in run):
                continue
            words = _known(run, table)
            if words is not None:
                found.append((words, run[0].start))
                taken.update(token.index for token in run)
    return found


def _known(run: Sequence[Token], table: ContextTable) -> Words | None:
    """The run as the table has it: as it stands (where capitals matter: "WHO"), in small letters, or by lemma."""
    written = tuple(token.text for token in run)
    small = tuple(token.text.lower() for token in run)
    lemmas = tuple(token.lemma.lower() for token in run)
    forms = (written, small, (*small[:-1], lemmas[-1]), lemmas)
    return next((words for words in forms if words in table.weights), None)

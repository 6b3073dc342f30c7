"""Contexts: what field of politics a deed belongs to, by weighted words around it.

A context is given where the words of the deed's clause and its sentence weigh enough together.
Words of the clause count whole, words of the rest of the sentence half. Tags, any number, in table order.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from dateline.errors import TableError
from dateline.model import Sentence, Span

CONTEXTS: Final = (
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "legal",
    "diplomatic",
    "territory",
    "natural_resources",
    "economic",
    "trade",
    "labor",
    "corruption",
    "crime",
    "drugs",
    "terrorism",
    "peacekeeping",
    "human_rights",
    "human_rights_abuse",
    "pro_democracy",
    "pro_autocracy",
    "inequality",
    "ethnic",
    "religion",
    "gender",
    "education",
    "media",
    "misinformation",
    "cyber",
    "technology",
    "weapons_of_mass_destruction",
    "migration",
    "refugee",
    "health",
    "disaster",
    "environment",
)
ENOUGH: Final = 0.75


@dataclass(frozen=True, slots=True)
class ContextTable:
    """Words and their weights: word → ((context, weight), …)."""

    weights: Mapping[str, tuple[tuple[str, float], ...]]


def load_contexts() -> ContextTable:
    """Read `tables/contexts.csv`; raises TableError."""
    table = files("dateline") / "tables" / "contexts.csv"
    weights: dict[str, list[tuple[str, float]]] = {}
    for number, row in enumerate(csv.DictReader(table.read_text("utf-8").splitlines()), 2):
        if row["context"] not in CONTEXTS:
            raise TableError("contexts.csv", number, f"unknown context {row['context']!r}")
        try:
            weight = float(row["weight"])
        except ValueError as error:
            raise TableError("contexts.csv", number, f"not a weight: {row['weight']!r}") from error
        weights.setdefault(row["word"], []).append((row["context"], weight))
    return ContextTable({word: tuple(pairs) for word, pairs in weights.items()})


def contexts_of(sentence: Sentence, span: Span, table: ContextTable) -> tuple[str, ...]:
    """Return the contexts of a deed, in the order of `CONTEXTS`."""
    scores: dict[str, float] = {}
    counted: set[str] = set()
    for token in sentence.tokens:
        for form in dict.fromkeys((token.lemma.lower(), token.text.lower())):
            if form in counted:
                continue
            counted.add(form)
            inside = span.start <= token.start < span.end
            for context, weight in table.weights.get(form, ()):
                scores[context] = scores.get(context, 0.0) + weight * (1.0 if inside else 0.5)
    return tuple(context for context in CONTEXTS if scores.get(context, 0.0) >= ENOUGH)

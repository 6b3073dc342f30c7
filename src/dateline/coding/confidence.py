"""Confidence: how sure it is that the words tell of such a deed, between these parties.

A mention has traits that can be said in words: no party is known, a party stands in another sentence, the trigger
is a bare noun, little else in the document is such news. Each trait has a weight; their sum is the log-odds that a
person calls the mention right (logistic regression; `benchmarks.quality.confidence` fits the weights on mentions
that were judged one by one, and shows what a threshold does to precision and recall).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

from dateline.coding.placed import RULE as PLACED
from dateline.errors import TableError
from dateline.model import Actor, Document, Mention, Reason, Sentence

TABLE: Final = "confidence.csv"
RULE: Final = "coding.confidence"
BASE: Final = "every mention"
DECIMALS: Final = 3
TOLD: Final = 0.25  # log-odds from which a trait is worth a word among the reasons
FEW: Final = 0.1  # mentions a sentence
MANY: Final = 0.35
SHORT: Final = 3  # sentences; in so few nothing is rare


@dataclass(frozen=True, slots=True)
class Doubts:
    """Traits of mentions and their weights, as log-odds."""

    weights: Mapping[str, float]


def load_doubts() -> Doubts:
    """Read `tables/confidence.csv`; raises TableError."""
    table = files("dateline") / "tables" / TABLE
    weights: dict[str, float] = {}
    for number, row in enumerate(csv.DictReader(table.read_text("utf-8").splitlines()), 2):
        try:
            weights[row["trait"]] = float(row["weight"])
        except ValueError as error:
            raise TableError(TABLE, number, f"not a weight: {row['weight']!r}") from error
    if BASE not in weights:
        raise TableError(TABLE, 1, f"the row {BASE!r} is missing")
    return Doubts(weights)


def weigh(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], doubts: Doubts
) -> tuple[Mention, ...]:
    """Give each mention of a document its confidence, with the traits that make or mar it as the reason."""
    density = len(mentions) / len(sentences) if sentences else 0.0
    return tuple(_weighed(one, traits(one, document, sentences, density), doubts) for one in mentions)


def _weighed(mention: Mention, found: Sequence[str], doubts: Doubts) -> Mention:
    weighed = [(doubts.weights.get(trait, 0.0), trait) for trait in found]
    odds = doubts.weights[BASE] + sum(weight for weight, _ in weighed)
    confidence = round(1 / (1 + math.exp(-odds)), DECIMALS)
    against = [trait for weight, trait in sorted(weighed) if weight <= -TOLD]
    speaking = [trait for weight, trait in sorted(weighed, reverse=True) if weight >= TOLD]
    words = [f"against it: {', '.join(against)}"] if against else []
    words += [f"for it: {', '.join(speaking)}"] if speaking else []
    reason = Reason(
        "confidence", mention.trigger, RULE, "; ".join(words) or "nothing speaks for or against it"
    )
    return replace(mention, confidence=confidence, reasons=(*mention.reasons, reason))


def traits(
    mention: Mention, document: Document, sentences: Sequence[Sentence], density: float
) -> tuple[str, ...]:
    """What can be said of a mention that bears on whether it is right, in words; `density` is mentions a sentence."""
    sentence = sentences[mention.sentence]
    return (
        *_of_words(mention, sentence),
        *_of_parties(mention, sentence),
        *_of_document(document, sentence, len(sentences), density),
    )


def _of_words(mention: Mention, sentence: Sentence) -> Iterator[str]:
    """The trigger, the type and what else the words tell."""
    triggers = [t for t in sentence.tokens if mention.trigger.start <= t.start < mention.trigger.end]
    yield f"rule {mention.rule}"
    yield f"type {mention.type}"
    if triggers and all(t.pos != "VERB" for t in triggers):
        yield "no verb tells it"
    if mention.status not in ("actual", "attempted"):
        yield "not told as done"
    for told, trait in (
        (mention.places, "a place is told"),
        (mention.when, "a time is told"),
        (mention.quantity, "a number is told"),
        (mention.contexts, "words of politics stand around it"),
    ):
        if told:
            yield trait


def _of_parties(mention: Mention, sentence: Sentence) -> Iterator[str]:
    """Who is known, and whether the sentence itself says so."""
    if not mention.actors and not mention.recipients:
        yield "no party is known"
    elif not mention.actors:
        yield "no actor is known"
    elif not mention.recipients:
        yield "no recipient is known"
    for article, role, parties in (("an", "actor", mention.actors), ("a", "recipient", mention.recipients)):
        if any(not _stands_in(sentence, party) for party in parties):
            yield f"{article} {role} stands in another sentence"
        if any(party.rule == PLACED for party in parties):
            yield f"the {role} is told from a place"
    if mention.actors and not any(_is_state(party) for party in (*mention.actors, *mention.recipients)):
        yield "no party is a state or an organisation of states"


def _stands_in(sentence: Sentence, party: Actor) -> bool:
    return sentence.start <= party.span.start < sentence.end


def _is_state(party: Actor) -> bool:
    return party.country is not None or "/" not in party.id


def _of_document(document: Document, sentence: Sentence, size: int, density: float) -> Iterator[str]:
    """What stands around it: a headline, and how much of the document is such news."""
    if document.blocks[sentence.block].kind == "headline":
        yield "it stands in a headline"
    if size > SHORT and density < FEW:
        yield "little else in the document is such news"
    elif density > MANY:
        yield "much of the document is such news"

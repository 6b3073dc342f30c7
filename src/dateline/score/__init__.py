"""Lay recorded mentions beside mentions that a person read, and count what is right.

    gold = load_gold([Path("demo/gold/first"), Path("demo/gold/second")])
    card = score(gold, documents, mentions)     # rows as the JSONL export writes them
    print(card.figures()["found"])

Rows and not nouns go in, so a record, an export and somebody else's export are scored alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.score.card import FIELDS, Card, Pair
from dateline.score.gold import GoldMention, GoldReport, load_gold
from dateline.score.match import lay_side_by_side
from dateline.score.recorded import Row, read_rows

__all__ = ["FIELDS", "Card", "GoldMention", "GoldReport", "Pair", "load_gold", "score"]


def score(gold: Iterable[GoldReport], documents: Iterable[Row], mentions: Iterable[Row]) -> Card:
    """Score the recorded mentions of the documents that have gold; other documents are not looked at.

    A document and a gold report belong together when the file name of the document's address,
    without its ending, is the report's id. Gold of a report that is not among the documents is missed.
    """
    return Card(tuple(lay_side_by_side(report, *found) for report, found in read_rows(gold, documents, mentions)))

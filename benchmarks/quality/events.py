"""Merging alone: the gold mentions go in, the events that come out are laid beside the gold events.

    python -m benchmarks.quality.events [--errors]

Reports pairwise and B-cubed precision, recall and F1 (Bagga & Baldwin 1998) over the gold mentions
with a status, once within each report and once across all of them.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.quality.corpora import read_rows
from dateline.merging import merge
from dateline.model import (
    Actor,
    Block,
    Document,
    Mention,
    Place,
    Published,
    Quantity,
    Span,
    When,
)

GOLD = Path(__file__).parents[2] / "demo" / "gold"
REGIONS = {"Baltic states": ("EST", "LTU", "LVA"), "Crimea": ("UKR",)}

Row = dict[str, Any]
Groups = Mapping[str, str]  # mention id → name of its group


def gold_mentions(
    statements: Iterable[Row], documents: Iterable[Row]
) -> tuple[list[Document], list[Mention]]:
    """Make documents and mentions of gold rows; each quote becomes a block of a text made of quotes."""
    published = {row["id"]: row.get("published") for row in documents}
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in statements:
        if row["status"] is not None:
            by_report[row["report"]].append(row)
    made_documents, made_mentions = [], []
    for report, rows in by_report.items():
        text, blocks = "", []
        for number, row in enumerate(rows):
            span = Span(len(text), len(text) + len(row["quote"]))
            blocks.append(Block("body", span, "gold quote"))
            text += row["quote"] + "\n"
            made_mentions.append(_mention(row, span, number))
        made_documents.append(_document(report, text, tuple(blocks), published.get(report)))
    return made_documents, made_mentions


def _document(report: str, text: str, blocks: tuple[Block, ...], published: str | None) -> Document:
    clock = Published(published, published, "minute", published, None, None, "gold") if published else None
    return Document(
        report, report, report, text, blocks, (), (), None, None, None, None, None, clock, None, "en"
    )


def _mention(row: Row, span: Span, number: int) -> Mention:
    when, count = row["when"], row["quantity"]
    return Mention(
        id=row["id"],
        document_id=row["report"],
        statement_id="",
        type=row["event"],
        mode=row.get("mode"),
        contexts=(),
        status=row["status"],
        background=bool(row.get("background")),
        span=span,
        trigger=span,
        sentence=number,
        actors=tuple(Actor(code, code[:3], None, code, code, span, None, "gold") for code in row["actors"]),
        recipients=tuple(
            Actor(code, code[:3], None, code, code, span, None, "gold") for code in row["recipients"]
        ),
        places=tuple(
            Place(name, "", _countries(name), None, None, 6, None, name, span, "gold")
            for name in row["places"]
        ),
        when=When(None, when["start"], when["end"], None, "stated", when["text"], span, "", "gold")
        if when
        else None,
        quantity=Quantity(
            count["text"],
            count["low"],
            count.get("best"),
            count["high"],
            count["unit"],
            count.get("change", "total"),
            False,
            span,
            "gold",
        )
        if count
        else None,
        chain=(),
        rule=f"{row['event']}/{row.get('mode')}",
        reasons=(),
    )


def _countries(name: str) -> tuple[str, ...]:
    return REGIONS.get(name) or tuple(re.findall(r"\b[A-Z]{3}\b", name))


def scores(gold: Groups, found: Groups) -> dict[str, float]:
    """Pairwise and B-cubed figures of two groupings of the same mentions."""
    pairs_gold, pairs_found = _pairs(gold), _pairs(found)
    shared = len(pairs_gold & pairs_found)
    pair_precision = shared / len(pairs_found) if pairs_found else 1.0
    pair_recall = shared / len(pairs_gold) if pairs_gold else 1.0
    precision, recall = _b_cubed(gold, found), _b_cubed(found, gold)
    return {
        "pair_precision": pair_precision,
        "pair_recall": pair_recall,
        "pair_f1": _f1(pair_precision, pair_recall),
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": _f1(precision, recall),
    }


def _pairs(groups: Groups) -> set[tuple[str, str]]:
    by_group: dict[str, list[str]] = defaultdict(list)
    for mention, name in sorted(groups.items()):
        by_group[name].append(mention)
    return {pair for members in by_group.values() for pair in combinations(members, 2)}


def _b_cubed(gold: Groups, found: Groups) -> float:
    """The mean share of each mention's found group that belongs with it in the gold."""
    by_found: dict[str, list[str]] = defaultdict(list)
    for mention, name in found.items():
        by_found[name].append(mention)
    shares = [
        sum(gold[other] == gold[mention] for other in by_found[name]) / len(by_found[name])
        for mention, name in found.items()
    ]
    return sum(shares) / len(shares) if shares else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def gold_groups(rows: Iterable[Row], known: Iterable[str]) -> dict[str, str]:
    """Name the gold event of each known mention; a mention in none is an event of its own."""
    groups = {mention: f"alone {mention}" for mention in known}
    for row in rows:
        for mention in row["statements"]:
            if mention in groups:
                groups[mention] = row["event"]
    return groups


def load() -> tuple[list[Document], list[Mention], dict[str, str]]:
    """Load the demo corpus's gold: documents, mentions, and the event of each mention."""
    statements, documents, events = (
        [row for part in ("first", "second") for row in read_rows(GOLD / part / f"{name}.jsonl")]
        for name in ("statements", "documents", "events")
    )
    made_documents, mentions = gold_mentions(statements, documents)
    return made_documents, mentions, gold_groups(events, [mention.id for mention in mentions])


def figures() -> dict[str, float]:
    """The figures that the gate keeps."""
    documents, mentions, gold = load()
    found = {m: event.id for event in merge(documents, mentions) for m in event.mentions}
    return {f"events.{name}": value for name, value in scores(gold, found).items()}


def _show_errors(
    mentions: Sequence[Mention], documents: Sequence[Document], gold: Groups, found: Groups
) -> None:
    texts = {document.id: document.text for document in documents}
    quotes = {m.id: f"{m.id} {m.status:11} {m.span.of(texts[m.document_id])[:80]}" for m in mentions}
    wrong, right = _pairs(found) - _pairs(gold), _pairs(gold) - _pairs(found)
    for title, pairs in (("joined, and should not be", wrong), ("apart, and should be one", right)):
        print(f"\n{title}: {len(pairs)}")
        for one, other in sorted(pairs):
            print(f"  {quotes[one]}\n  {quotes[other]}\n")


def main() -> None:
    """Print the figures, and with --errors the pairs that are wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    documents, mentions, gold = load()
    found = {m: event.id for event in merge(documents, mentions) for m in event.mentions}
    for name, value in scores(gold, found).items():
        print(f"{name:15} {value:.3f}")
    if options.errors:
        _show_errors(mentions, documents, gold, found)


if __name__ == "__main__":
    main()

"""Mentions: the pipeline reads the reports, and its mentions are laid beside the gold.

    python -m benchmarks.quality.mentions [--seeds | --reports | --heldout | --development]
        [--errors] [--type MOBILIZE] [--only b01 …]

Prints for each corpus how many gold mentions are found (type and one actor right), how many recorded ones
have gold (precision), and how often each field of the found ones is right; "told" counts only the mentions
where the gold or the record has a value. With --errors every missed, spurious and wrong case follows, but
for the held-out reports: those are never looked into.
Scoring: `dateline.score`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from benchmarks.quality.corpora import ALL_NAMES, Corpus, corpora
from dateline.config import THRESHOLD
from dateline.export.rows import document_row, mention_row
from dateline.kit import Kit, load_kit
from dateline.model import Mention, Reading, Skipped
from dateline.pipeline import read
from dateline.readers import find_items
from dateline.score import Card, GoldMention, Pair, load_gold, score
from dateline.score.card import ReportCard
from dateline.score.recorded import Recorded
from dateline.store import Recorded as Stored

Row = dict[str, Any]


@cache
def kit() -> Kit:
    """The default kit; the parser in it takes seconds to load."""
    return load_kit()


def readings(corpus: Corpus) -> Iterator[Reading]:
    """Read every report of a corpus through the pipeline."""
    for item in find_items([corpus.reports]):
        if isinstance(item, Skipped):
            print(f"  not read: {item.address}: {item.reason}")
        else:
            yield read(item, kit())


def certain(found: Sequence[Mention], threshold: float = THRESHOLD) -> tuple[Mention, ...]:
    """The mentions that count: a record keeps the others apart."""
    return tuple(one for one in found if one.confidence >= threshold)


def rows(found: Iterable[Reading], threshold: float = THRESHOLD) -> tuple[list[Row], list[Row]]:
    """Turn readings into rows of documents and of the mentions that count, as the export writes them."""
    documents, mentions = [], []
    for reading in found:
        documents.append(document_row(reading.document))
        for mention in certain(reading.mentions, threshold):
            sentence = reading.sentences[mention.sentence]
            mentions.append(mention_row(Stored(mention, reading.document, sentence, None)))
    return documents, mentions


@cache
def card_of(corpus: Corpus, only: tuple[str, ...] = ()) -> Card:
    """Score the pipeline on a corpus, or on some of its reports."""
    gold = [report for report in load_gold(corpus.gold) if not only or report.id in only]
    return score(gold, *rows(readings(corpus)))


def figures() -> dict[str, float] | None:
    """The headline figures of every corpus that is here, by `corpus.figure`.

    `traps out` is the share of the strings planted in the furniture that stayed out of the text.
    """
    found = {}
    for corpus in corpora():
        card = card_of(corpus)
        for name, value in card.figures().items():
            found[f"{corpus.name}.{name}"] = value
        traps = sum(len(report.report.traps) for report in card.reports)
        if traps:
            found[f"{corpus.name}.traps out"] = 1 - len(card.leaked()) / traps
    return found


def cases() -> dict[str, dict[str, float]]:
    """Every case of every corpus that is here: gold mentions by id, spurious ones by report, type and digest of words.

    The words themselves stay out: the state that is kept in the project holds no text of the seeds.
    """
    found: dict[str, dict[str, float]] = {}
    for corpus in corpora():
        card = card_of(corpus)
        found |= card.cases
        found |= {name: {"absent": 0.0} for name in spurious(card)}
    return found


def spurious(card: Card) -> dict[str, Recorded]:
    """Recorded mentions without gold, each by a name that stays from run to run."""
    named: dict[str, Recorded] = {}
    for report in card.reports:
        for one in report.spurious:
            words = hashlib.sha256(str(one.row["text"]).encode()).hexdigest()[:8]
            name = f"spurious {report.report.id} {one.type} {one.status} {words}"
            while name in named:
                name += "+"
            named[name] = one
    return named


def table(name: str, card: Card) -> str:
    """The figures of a corpus as lines of text."""
    return "\n  ".join([f"{name}:", *str(card).splitlines()])


def errors(card: Card, type_: str | None = None) -> Iterator[str]:
    """Every missed, spurious and wrong case, report by report."""
    for report in card.reports:
        lines = [*_misses(report, type_), *_spurious(report, type_), *_wrong_fields(report, type_)]
        if lines:
            yield f"\n{report.report.id}"
            yield from lines


def _misses(report: ReportCard, type_: str | None) -> Iterator[str]:
    for pair in report.pairs:
        gold = pair.gold
        if gold.required and not pair.found and type_ in (None, gold.type):
            yield f"  MISSED {gold.id} {gold.type} {gold.statuses[0]} {_codes(gold.actors)} “{gold.quote}”"
            if pair.recorded:
                yield f"      matched but no actor right: {_told(pair.recorded)}"


def _spurious(report: ReportCard, type_: str | None) -> Iterator[str]:
    for one in report.spurious:
        if type_ in (None, one.type):
            yield f"  SPURIOUS {_told(one)}"
            if report.document:
                yield f"      in: {one.sentence.of(report.document.text)}"


def _wrong_fields(report: ReportCard, type_: str | None) -> Iterator[str]:
    for pair in report.pairs:
        if pair.recorded and pair.found and pair.gold.required and type_ in (None, pair.gold.type):
            wrong = [k for k, v in report.agreements(pair).items() if v is not None and v < 1 and k != "last"]
            if wrong:
                yield f"  WRONG {pair.gold.id} {pair.gold.type} “{pair.gold.quote}” [{pair.recorded.row['rule']}]"
                yield from (f"      {name}: {_laid(pair, name)}" for name in wrong)


def _laid(pair: Pair, name: str) -> str:
    gold, row = pair.gold, pair.recorded.row if pair.recorded else {}
    return f"gold {_gold_value(gold, name)} · got {_row_value(row, name)}"


def _gold_value(gold: GoldMention, name: str) -> str:
    values: dict[str, Any] = {
        "status": gold.statuses,
        "chain": " | ".join(" < ".join(f"{s.name}" for s in chain) or "–" for chain in gold.chains),
        "when": gold.when,
        "quantity": gold.quantity,
        "place": gold.places,
        "actors": _codes(gold.actors),
        "recipients": _codes(gold.recipients),
        "mode": gold.mode,
        "background": gold.background,
    }
    return str(values[name])


def _row_value(row: Any, name: str) -> str:
    if name == "chain":
        return " < ".join(f"{s['name']} ({s['kind']})" for s in row["sources"]) or "–"
    if name in ("actors", "recipients"):
        return _codes([a["id"] for a in row[name]])
    if name == "place":
        return str([(p["name"], p["countries"]) for p in row["places"]])
    value = row[name]
    if isinstance(value, dict):
        return str(
            {k: v for k, v in value.items() if v is not None and k not in ("rule", "item_start", "item_end")}
        )
    return str(value)


def _told(one: Recorded) -> str:
    actors = _codes([a["id"] for a in one.row["actors"]])
    return f"{one.type} {one.status} {actors} “{one.row['text']}” [{one.row['rule']}]"


def _codes(codes: Iterable[str]) -> str:
    return ",".join(codes) or "–"


def main() -> None:
    """Print the figures, and the cases behind them where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    for name in ALL_NAMES:
        which.add_argument(
            f"--{name}", action="store_const", const=(name,), dest="names", help=f"only the {name}"
        )
    parser.add_argument("--errors", action="store_true", help="list every missed, spurious and wrong case")
    parser.add_argument("--type", help="list only the cases of this type")
    parser.add_argument("--only", nargs="+", default=(), metavar="REPORT", help="score only these reports")
    options = parser.parse_args()
    for corpus in corpora(options.names or ALL_NAMES):
        card = card_of(corpus, tuple(options.only))
        print(table(corpus.name, card))
        if (options.errors or options.type) and corpus.name != "heldout":
            print("\n".join(errors(card, options.type)))


if __name__ == "__main__":
    main()

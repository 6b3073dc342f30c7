"""Train the line model of plain text, and write `src/dateline/tables/line_trees.csv`.

    python -m tools.train_lines [--cache FILE]

It reads the English pages of `shared/data/cleaning/wcxb_articles.dev.jsonl.gz` (WCXB, CC BY 4.0, a set that may be
trained on): all visible lines of each page, and what trafilatura takes for its text, once plain and once with
comments and all it is not sure of. A line is body where seven in ten of its runs of four words stand in the gold
body, furniture where at most one in seven does; others are left out. The rules judge each text, `measure` counts,
and trees are boosted on the labels. The pages that `benchmarks.quality.cleaning lines` scores are of other sets and
never seen here. The same data give the same table.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import trafilatura
from numpy.typing import NDArray

from benchmarks.quality.cleaning import Row, is_english
from benchmarks.quality.corpora import read_rows, shared
from dateline.cleaning import Furniture
from dateline.cleaning.judge import judge_by_rules
from dateline.cleaning.lines import text_lines, words_of
from dateline.cleaning.markup import read_page
from dateline.cleaning.measure import measure
from dateline.cleaning.trees import COLUMNS, DEPTH, MEASURES, Table

TABLE: Final = Path("src/dateline/tables/line_trees.csv")
LEAST_WORDS: Final = 80  # of a gold body
RUN: Final = 4  # words
SHORT: Final = 6  # words; a shorter line of furniture does little harm
SPARED: Final = 10  # one in so many short lines of furniture is trained on, and weighs for all
TREES: Final = 90
PACE: Final = 0.2  # the part of each tree's advice that is taken
CALM: Final = 4.0  # drawn towards 0: leaves with few lines say little
BINS: Final = 16  # values of a measure that a question may ask for


@dataclass(frozen=True, slots=True)
class Sample:
    """Measured lines with what they are (1 furniture, 0 body) and what each weighs."""

    table: Table
    labels: Table
    weights: Table


def page_texts(row: Row) -> Iterator[list[str]]:
    """What extractors emit of a page, as lines: everything, a good guess, and a generous one."""
    yield [line.text for line in read_page(row["html"]).lines]
    for generous in (False, True):
        found = trafilatura.extract(row["html"], include_comments=generous, favor_recall=generous) or ""
        yield found.split("\n")


def runs_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The runs of `RUN` words."""
    return [words[at : at + RUN] for at in range(len(words) - RUN + 1)]


def label(line: str, lines: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> float | None:
    """1 for furniture, 0 for body, None where neither is certain."""
    words = words_of(line.casefold())
    if words in lines:
        return 0.0
    own = runs_of(words)
    if not own:
        return 1.0 if words else None
    part = sum(run in runs for run in own) / len(own)
    return 0.0 if part >= 0.7 else 1.0 if part <= 0.15 else None


def sample_of(rows: list[Row], furniture: Furniture) -> Sample:
    """Judge and measure the lines of all pages."""
    tables, labels, weights = [], [], []
    for row in rows:
        gold = {words_of(line.casefold()) for line in row["body"].split("\n")}
        runs = set(runs_of(words_of(row["body"].casefold())))
        for number, lines in enumerate(page_texts(row)):
            text = "\n".join(line.replace("\n", " ") for line in lines)
            verdicts = judge_by_rules(text_lines(text), furniture)
            if not verdicts:
                continue
            told = [label(one.line.text, gold, runs) for one in verdicts]
            words = [len(one.line.text.split()) for one in verdicts]
            kept = [
                at
                for at, one in enumerate(told)
                if one is not None and (one == 0 or words[at] >= SHORT or at % SPARED == 0)
            ]
            tables.append(measure(verdicts, furniture)[kept])
            labels.extend(told[at] for at in kept)
            weights.extend(_weight(told[at], words[at], whole=number == 0) for at in kept)
    return Sample(np.concatenate(tables), np.array(labels, dtype=np.float64), np.array(weights))


def _weight(label: float | None, words: int, *, whole: bool) -> float:
    """Long lines of body weigh more: losing them is worse. Lines that an extractor let through weigh more too."""
    line = min(4.0, max(0.4, words / 12)) if not label else 1.5 if words >= SHORT else 0.3 * SPARED
    return line * (0.7 if whole else 1.2)


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: which measures it asks for, from which value on, and what its leaves add."""

    asked: list[int]
    least: list[float]
    leaves: Table


def boost(sample: Sample) -> Iterator[Tree]:
    """Grow trees one after the other, each on what those before got wrong (Friedman 2001, with Newton steps)."""
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in sample.table.T]
    binned = [
        np.searchsorted(edge, column, side="right")
        for edge, column in zip(edges, sample.table.T, strict=True)
    ]
    total = np.zeros(len(sample.labels))
    for _ in range(TREES):
        likely = 1.0 / (1.0 + np.exp(-total))
        slope = sample.weights * (sample.labels - likely)
        bend = sample.weights * likely * (1.0 - likely)
        asked, least = [], []
        leaf = np.zeros(len(total), dtype=np.int64)
        for level in range(DEPTH):
            column, edge = best_question(binned, edges, leaf, (slope, bend), 1 << level)
            asked.append(column)
            least.append(float(edges[column][edge]))
            leaf |= (binned[column] > edge).astype(np.int64) << level
        size = 1 << DEPTH
        leaves = PACE * np.bincount(leaf, slope, size) / (np.bincount(leaf, bend, size) + CALM)
        total += leaves[leaf]
        yield Tree(asked, least, leaves)


def best_question(
    binned: list[NDArray[np.intp]],
    edges: list[Table],
    leaf: NDArray[np.int64],
    push: tuple[Table, Table],
    leaves: int,
) -> tuple[int, int]:
    """The measure and the number of its edge that part the lines best, asked in all leaves at once."""
    best, found = -1.0, (0, 0)
    width = BINS + 1
    for column, edge in enumerate(edges):
        if not len(edge):
            continue
        cells = leaf * width + binned[column]
        slope, bend = (np.bincount(cells, one, leaves * width).reshape(leaves, width) for one in push)
        below, bent = slope.cumsum(1)[:, : len(edge)], bend.cumsum(1)[:, : len(edge)]
        above, rest = slope.sum(1)[:, None] - below, bend.sum(1)[:, None] - bent
        gain = (below**2 / (bent + CALM) + above**2 / (rest + CALM)).sum(0)
        if gain.max() > best:
            best, found = float(gain.max()), (column, int(gain.argmax()))
    return found


def write(trees: Sequence[Tree]) -> None:
    """Write the table, one tree a row."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for tree in trees:
            pairs = zip(tree.asked, tree.least, strict=True)
            cells = [cell for column, least in pairs for cell in (MEASURES[column], f"{least:.6g}")]
            table.writerow([*cells, " ".join(f"{leaf:.4f}" for leaf in tree.leaves)])


def main() -> None:
    """Train and write."""
    asked = argparse.ArgumentParser(description="Train the line model.")
    asked.add_argument("--cache", type=Path, help="keep the measured lines here, for another training")
    cache = asked.parse_args().cache
    if cache and cache.exists():
        kept = np.load(cache)
        sample = Sample(kept["table"].astype(np.float64), kept["labels"], kept["weights"])
    else:
        path = shared("data", "cleaning", "wcxb_articles.dev.jsonl.gz")
        if path is None:
            raise SystemExit("shared/data/cleaning is absent: nothing to train on")
        rows = [
            row
            for row in read_rows(path)
            if len((row["body"] or "").split()) >= LEAST_WORDS and is_english(row["body"])
        ]
        sample = sample_of(rows, Furniture.load(trained=False))
        if cache:
            np.savez(
                cache, table=sample.table.astype(np.float32), labels=sample.labels, weights=sample.weights
            )
    sys.stdout.write(f"{len(sample.labels)} lines, {int(sample.labels.sum())} of them furniture\n")
    write(tuple(boost(sample)))


if __name__ == "__main__":
    main()

"""Copy pairs and families on perturbed Reuters texts.

    python -m benchmarks.quality.copies

Every text is cut off from its family's name, sketched, paired and grouped. Reported: precision,
recall and F1 of pairs, recall of the pairs of each kind with its original, adjusted Rand index of
the families (Hubert & Arabie 1985), and documents a second on one core.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter, defaultdict
from itertools import combinations
from math import comb
from typing import Any

from benchmarks.quality.corpora import shared
from dateline.copies import copy_pairs
from dateline.copies.group import group
from dateline.copies.sketch import sketch_text
from dateline.model import CopyPair, Span

Row = dict[str, Any]


def load() -> list[Row] | None:
    """Load the perturbed texts; None where the shared data is absent."""
    path = shared("data", "copies", "perturbed10k.dev.jsonl.gz")
    if path is None:
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def adjusted_rand(gold: dict[str, str], found: dict[str, str]) -> float:
    """The adjusted Rand index of two groupings of the same names."""
    both = Counter((gold[name], found[name]) for name in gold)
    together = sum(comb(n, 2) for n in both.values())
    rows = sum(comb(n, 2) for n in Counter(gold.values()).values())
    columns = sum(comb(n, 2) for n in Counter(found.values()).values())
    expected = rows * columns / comb(len(gold), 2)
    return (together - expected) / ((rows + columns) / 2 - expected)


def measure(rows: list[Row]) -> dict[str, float]:
    """Run the copy stage over the rows and score it."""
    family = {str(row["id"]): str(row["fam"]) for row in rows}
    kind = {str(row["id"]): str(row["type"]) for row in rows}
    started = time.process_time()
    sketches = [sketch_text(str(row["id"]), row["text"], [Span(0, len(row["text"]))]) for row in rows]
    pairs = copy_pairs(sketches)
    families = group(pairs)
    seconds = time.process_time() - started
    figures = _pair_figures(pairs, family, kind)
    found = {name: name for name in family}
    for members in families:
        found.update(dict.fromkeys(members, members[0]))
    figures["ari"] = adjusted_rand(family, found)
    figures["documents_per_second"] = len(rows) / seconds
    return figures


def _pair_figures(
    pairs: tuple[CopyPair, ...], family: dict[str, str], kind: dict[str, str]
) -> dict[str, float]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, label in family.items():
        members[label].append(name)
    gold = {frozenset(pair) for names in members.values() for pair in combinations(names, 2)}
    found = {frozenset((pair.first, pair.second)) for pair in pairs}
    right = len(gold & found)
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    figures = {
        "pair_precision": precision,
        "pair_recall": recall,
        "pair_f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for pair in gold:
        kinds = sorted(kind[name] for name in pair)
        if kinds.count("orig") == 1:
            other = next(k for k in kinds if k != "orig")
            total[other] += 1
            hit[other] += pair in found
    figures.update({f"recall_{name}": hit[name] / total[name] for name in sorted(total)})
    return figures


def figures() -> dict[str, float] | None:
    """The figures that the gate keeps; speed is left out, it is not a floor."""
    rows = load()
    if rows is None:
        return None
    return {f"copies.{k}": v for k, v in measure(rows).items() if k != "documents_per_second"}


def main() -> None:
    """Print the figures."""
    rows = load()
    if rows is not None:
        for name, value in measure(rows).items():
            print(f"{name:22} {value:,.3f}")


if __name__ == "__main__":
    main()

"""Copy pairs and families on perturbed Reuters texts.

    python -m benchmarks.quality.copies

Every text is cut off from its family's name, sketched, paired and grouped. Reported: precision,
recall and F1 of pairs, recall of the pairs of each kind with its original, adjusted Rand index of
the families (Hubert & Arabie 1985), documents a second on one core; and for the demo corpus, where many
reports tell of the same events, the copies found and the independent texts taken for copies. rensa and
datasketch run on the same texts where they are installed.
"""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import comb
from typing import Any, Final

from benchmarks.quality.corpora import read_rows, shared
from benchmarks.quality.families import load as load_gold
from dateline.copies import copy_pairs
from dateline.copies.group import group
from dateline.copies.sketch import COPIED_KINDS, sketch_text
from dateline.model import Document, Span

Row = dict[str, Any]


def load() -> list[Row] | None:
    """Load the perturbed texts; None where the shared data is absent."""
    path = shared("data", "copies", "perturbed10k.dev.jsonl.gz")
    if path is None:
        return None
    return read_rows(path)


def adjusted_rand(gold: dict[str, str], found: dict[str, str]) -> float:
    """The adjusted Rand index of two groupings of the same names."""
    both = Counter((gold[name], found[name]) for name in gold)
    together = sum(comb(n, 2) for n in both.values())
    rows = sum(comb(n, 2) for n in Counter(gold.values()).values())
    columns = sum(comb(n, 2) for n in Counter(found.values()).values())
    expected = rows * columns / comb(len(gold), 2)
    return (together - expected) / ((rows + columns) / 2 - expected)


@dataclass(frozen=True, slots=True)
class Found:
    """What a method made of a set of texts: pairs, groups, and the seconds of one core it took."""

    pairs: frozenset[frozenset[str]]
    groups: tuple[tuple[str, ...], ...]
    seconds: float


Texts = Mapping[str, str]
Method = Callable[[Texts], Found]


def dateline(texts: Texts) -> Found:
    """Our copy stage."""
    started = time.process_time()
    sketches = [sketch_text(name, text, [Span(0, len(text))]) for name, text in texts.items()]
    pairs = copy_pairs(sketches)
    groups = group(pairs)
    seconds = time.process_time() - started
    return Found(frozenset(frozenset((pair.first, pair.second)) for pair in pairs), groups, seconds)


def rensa(texts: Texts, run: int = 3, threshold: float = 0.3) -> Found:
    """MinHash and LSH of rensa; every candidate counts, which is better for it than its estimates."""
    from rensa import RMinHash, RMinHashLSH

    started = time.process_time()
    index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    names = list(texts)
    pairs: set[frozenset[str]] = set()
    for number, (name, text) in enumerate(texts.items()):
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(_shingles(text, run))
        pairs.update(frozenset((name, names[other])) for other in index.query(minhash))
        index.insert(number, minhash)
    return _joined(pairs, started)


def datasketch(texts: Texts, run: int = 3, threshold: float = 0.3) -> Found:
    """MinHash and LSH of datasketch; every candidate counts."""
    from datasketch import MinHash, MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=threshold, num_perm=128)
    pairs: set[frozenset[str]] = set()
    for name, text in texts.items():
        minhash = MinHash(num_perm=128)
        minhash.update_batch([shingle.encode() for shingle in _shingles(text, run)])
        pairs.update(frozenset((name, other)) for other in index.query(minhash))
        index.insert(name, minhash)
    return _joined(pairs, started)


def _shingles(text: str, run: int) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return [" ".join(words[at : at + run]) for at in range(max(len(words) - run + 1, 1))]


def _joined(pairs: set[frozenset[str]], started: float) -> Found:
    """Group by joining every pair, as users of these libraries do."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for one, other in map(sorted, sorted(pairs, key=sorted)):
        root[find(other)] = find(one)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(root):
        groups[find(name)].append(name)
    seconds = time.process_time() - started
    return Found(frozenset(pairs), tuple(tuple(names) for names in groups.values()), seconds)


METHODS: Final[Mapping[str, Method]] = {
    "dateline": dateline,
    "rensa 3 .3": rensa,
    "datasketch 3 .3": datasketch,
    "datasketch 5 .5": partial(datasketch, run=5, threshold=0.5),
}


def measure(rows: list[Row], method: Method = dateline) -> dict[str, float]:
    """Run a method over the rows and score it."""
    family = {str(row["id"]): str(row["fam"]) for row in rows}
    kind = {str(row["id"]): str(row["type"]) for row in rows}
    found = method({str(row["id"]): str(row["text"]) for row in rows})
    figures = _pair_figures(found.pairs, family, kind)
    grouped = {name: name for name in family}
    for members in found.groups:
        grouped.update(dict.fromkeys(members, members[0]))
    figures["ari"] = adjusted_rand(family, grouped)
    figures["documents_per_second"] = len(rows) / found.seconds
    return figures


def same_event(method: Method = dateline) -> dict[str, float]:
    """Reports of one crisis, most of them independent: copies found, and independent texts taken for copies.

    The demo corpus, where the same events are told in other words, corrected, retold and translated.
    """
    gold = load_gold()
    texts = {name: _body(document) for name, document in gold.documents.items()}
    family = {name: gold.relations.get(name, ("", name))[1] for name in texts}
    wanted = {
        frozenset(pair) for pair in combinations(sorted(texts), 2) if family[pair[0]] == family[pair[1]]
    }
    found = method(texts).pairs
    return {"copies": len(found & wanted), "of": len(wanted), "independent taken for copies": len(found - wanted)}


def _body(document: Document) -> str:
    return "\n".join(b.span.of(document.text) for b in document.blocks if b.kind in COPIED_KINDS)


def _pair_figures(
    found: frozenset[frozenset[str]], family: dict[str, str], kind: dict[str, str]
) -> dict[str, float]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, label in family.items():
        members[label].append(name)
    gold = {frozenset(pair) for names in members.values() for pair in combinations(names, 2)}
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
    figures.update(_kind_precision(found, family, kind))
    return figures


def _kind_precision(
    found: frozenset[frozenset[str]], family: dict[str, str], kind: dict[str, str]
) -> dict[str, float]:
    """For trimmed texts and for those with furniture put around them: the part of their pairs that is right."""
    figures = {}
    for name in ("truncated", "syndicated"):
        own = [pair for pair in found if name in {kind[one] for one in pair}]
        right = sum(len({family[one] for one in pair}) == 1 for pair in own)
        figures[f"precision_{name}"] = right / max(1, len(own))
    return figures


def figures() -> dict[str, float] | None:
    """The figures that the gate keeps; speed is left out, it is not a floor."""
    rows = load()
    found = {} if rows is None else measure(rows)
    demo = same_event()
    kept = {f"copies.{k}": v for k, v in found.items() if k != "documents_per_second"}
    kept["copies.demo_precision"] = demo["copies"] / (demo["copies"] + demo["independent taken for copies"])
    kept["copies.demo_recall"] = demo["copies"] / demo["of"]
    return kept


def main() -> None:
    """Print the figures of every method in one table."""
    rows = load()
    columns: dict[str, dict[str, float]] = {}
    for name, method in METHODS.items():
        try:
            columns[name] = {**(measure(rows, method) if rows else {}), **same_event(method)}
        except ImportError as error:
            print(f"{name}: not measured, {error.name} is not installed")
    print(" " * 30 + "".join(f"{name:>17}" for name in columns))
    for figure in columns["dateline"]:
        print(f"{figure:30}" + "".join(f"{column[figure]:>17,.3f}" for column in columns.values()))


if __name__ == "__main__":
    main()

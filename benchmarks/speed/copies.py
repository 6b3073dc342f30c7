"""Copy families at scale, beside the fastest library for MinHash, in one run.

    python -m benchmarks.speed.copies [10000 100000 1000000]

Documents are made from the reports of the demo corpus: six in ten are fresh (every rarer word of a
report replaced by another, the same way throughout that document), four in ten are copies of an
earlier one (verbatim, trimmed to 60 %, or extended by a paragraph of another). Reported for each
size: documents a second and peak memory of our stage, recall of the known copies, and documents a
second and recall of rensa (3-word runs, 128 permutations, 32 bands) on the same texts.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from dateline.copies.align import compare_all
from dateline.copies.pairs import candidate_pairs
from dateline.copies.sketch import WORD, sketch_text
from dateline.model import Span

REPORTS = Path(__file__).parents[2] / "demo" / "reports"
KEPT_WORDS = 150  # the commonest words, which hold a text together, stay
COPIES = 0.4


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts, and for each copy the number of the text it was made from."""

    texts: Sequence[str]
    copies: Sequence[tuple[int, int]]


def make(count: int, seed: int = 7) -> Corpus:
    """Make `count` texts, the same for the same count and seed."""
    chance = random.Random(seed)
    reports = [WORD.findall(path.read_text("utf-8")) for path in sorted(REPORTS.glob("*.txt"))]
    frequency = Counter(word.casefold() for report in reports for word in report)
    ranked = [word for word, _ in sorted(frequency.items(), key=lambda pair: (-pair[1], pair[0]))]
    kept, pool = frozenset(ranked[:KEPT_WORDS]), ranked[KEPT_WORDS:]
    texts: list[str] = []
    copies: list[tuple[int, int]] = []
    for number in range(count):
        if number > 10 and chance.random() < COPIES:
            origin = chance.randrange(number)
            texts.append(_copy(texts, origin, chance))
            copies.append((origin, number))
        else:
            texts.append(_fresh(chance.choice(reports), kept, pool, chance))
    return Corpus(texts, copies)


def _fresh(report: list[str], kept: frozenset[str], pool: list[str], chance: random.Random) -> str:
    start = chance.randrange(max(len(report) - 220, 1))
    other: dict[str, str] = {}
    return " ".join(
        word if word.casefold() in kept else other.setdefault(word, chance.choice(pool))
        for word in report[start : start + 220]
    )


def _copy(texts: list[str], origin: int, chance: random.Random) -> str:
    words = texts[origin].split()
    kind = chance.randrange(3)
    if kind == 1:
        return " ".join(words[: max(len(words) * 6 // 10, 20)])
    if kind == 2:
        return texts[origin] + "\n" + " ".join(texts[chance.randrange(len(texts))].split()[:40])
    return texts[origin]


def _ours(corpus: Corpus) -> tuple[float, set[tuple[int, int]]]:
    started = time.process_time()
    sketches = [sketch_text(str(n), text, [Span(0, len(text))]) for n, text in enumerate(corpus.texts)]
    pairs = compare_all(sketches, *candidate_pairs(sketches))
    found = {(int(pair.first), int(pair.second)) for pair in pairs}
    return time.process_time() - started, found


def _rensa(corpus: Corpus) -> tuple[float, set[tuple[int, int]]] | None:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError:
        return None
    started = time.process_time()
    index = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32)
    found: set[tuple[int, int]] = set()
    for number, text in enumerate(corpus.texts):
        words = text.casefold().split()
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update([" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))])
        found.update((other, number) for other in index.query(minhash))
        index.insert(number, minhash)
    return time.process_time() - started, found


METHODS = {"dateline": _ours, "rensa": _rensa}


def _measure(method: str, corpus: Corpus, answer: Connection) -> None:
    """Run a method in this process, which does nothing else, and send what it found and took."""
    result = METHODS[method](corpus)
    if result is not None:
        seconds, found = result
        recall = len(found.intersection(corpus.copies)) / len(corpus.copies)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer.send((seconds, recall, len(found), peak))
    answer.close()


def _apart(method: str, corpus: Corpus) -> tuple[float, float, int, float] | None:
    """Measure a method in a process of its own, so that its peak of memory is its own."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(method, corpus, theirs))
    process.start()
    theirs.close()
    try:
        result: tuple[float, float, int, float] | None = ours.recv()
    except EOFError:
        result = None
    process.join()
    return result


def main() -> None:
    """Print a line for each size and method."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    arguments.add_argument("--only", choices=tuple(METHODS), help="run one method alone")
    options = arguments.parse_args()
    for size in options.sizes:
        corpus = make(size)
        for method in [options.only] if options.only else METHODS:
            result = _apart(method, corpus)
            if result is None:
                print(f"{size:>9,} {method:9} not installed, or died")
                continue
            seconds, recall, pairs, peak = result
            print(
                f"{size:>9,} {method:9} {size / seconds:>7,.0f} documents/s"
                f"  recall of known copies {recall:.3f}  pairs {pairs:>9,}  peak {peak:>7,.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()

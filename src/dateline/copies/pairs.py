"""Likely pairs from shared runs of words, and the exact comparison of a pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from typing import Final

import numpy as np

from dateline.copies.sketch import RUN, Sketch
from dateline.model import CopyPair, Passage

# A run found in more documents than this is a phrase of the trade, not a mark of a copy. A family
# larger than the cap is still found whole: each new member meets the first CAP holders of its runs.
CAP: Final = 20
# Sampled runs that two documents must share before they are aligned.
SHARED: Final = 3
# Words that may be left out, put in or changed between two shared runs of one passage …
GAP: Final = 15
# … and by how many words the two documents may slip against each other there.
SLIP: Final = 8
# A passage of fewer shared runs than this may be chance.
PASSAGE: Final = 4
# share of the shorter document × ln(1 + shared runs of the longest passage). At 0.75 pair precision is
# 0.95 and recall of whole copies 1.00 on perturbed Reuters texts (`python -m benchmarks.quality.copies`).
ENOUGH: Final = 0.75


class Index:
    """Sampled runs of the documents seen so far. Adding is all it takes for a new document to join."""

    def __init__(self) -> None:
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._sketches: list[Sketch] = []

    def add(self, one: Sketch) -> None:
        """Take a document in."""
        number = len(self._sketches)
        self._sketches.append(one)
        for run in one.sampled.tolist():
            holders = self._holders[run]
            if len(holders) < CAP:
                holders.append(number)

    def candidates(self, one: Sketch) -> Iterator[Sketch]:
        """Yield the documents that share enough sampled runs, in the order they were added."""
        shared: Counter[int] = Counter()
        for run in one.sampled.tolist():
            shared.update(self._holders.get(run, ()))
        for number in sorted(shared):
            if shared[number] >= SHARED:
                yield self._sketches[number]


def compare(first: Sketch, second: Sketch) -> CopyPair | None:
    """Align two documents; None where they share no more than phrases.

    Shared runs of three words are chained into passages along both texts, small edits allowed. The
    score asks for both a long passage and a good part of the shorter document.
    """
    chains = [chain for chain in _chains(first, second) if len(chain) >= PASSAGE]
    if not chains:
        return None
    longest = max(len(chain) for chain in chains)
    share_first = _covered([hit[0] for chain in chains for hit in chain]) / first.length
    share_second = _covered([hit[1] for chain in chains for hit in chain]) / second.length
    score = max(share_first, share_second) * log(1 + longest)
    if score < ENOUGH:
        return None
    passages = tuple(
        Passage(
            first.span(chain[0][0], chain[-1][0] + RUN - 1), second.span(chain[0][1], chain[-1][1] + RUN - 1)
        )
        for chain in sorted(chains)
    )
    return CopyPair(first.document_id, second.document_id, passages, share_first, share_second, score)


Hit = tuple[int, int]


def _chains(first: Sketch, second: Sketch) -> list[list[Hit]]:
    """Chain shared runs (word number in each) whose distance in both texts is nearly the same."""
    shared = np.intersect1d(first.runs, second.runs)
    if not len(shared):
        return []
    places: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(np.isin(second.runs, shared)).tolist():
        places[int(second.runs[number])].append(number)
    chains: list[list[Hit]] = []
    for number in np.flatnonzero(np.isin(first.runs, shared)).tolist():
        for other in places[int(first.runs[number])][:3]:
            chain = next((c for c in reversed(chains[-30:]) if _continues(c[-1], number, other)), None)
            if chain is None:
                chains.append([(number, other)])
            else:
                chain.append((number, other))
    return chains


def _continues(last: Hit, number: int, other: int) -> bool:
    ahead, beside = number - last[0], other - last[1]
    return 0 < ahead <= GAP and 0 < beside <= GAP and abs(ahead - beside) <= SLIP


def _covered(runs: list[int]) -> int:
    """How many words lie in the given runs."""
    return len({word for run in runs for word in range(run, run + RUN)})

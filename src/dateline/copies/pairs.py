"""Likely pairs from shared runs of words, and the exact comparison of a pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.copies.sketch import BOUND, RUN, Hashes, ShortHashes, Sketch
from dateline.model import CopyPair, Passage

# A run found in more documents than this is a phrase of the trade, not a mark of a copy. A family
# larger than the cap is still found whole: each new member meets the first CAP holders of its runs.
CAP: Final = 20
# Sampled runs that two documents must share before they are aligned.
SHARED: Final = 3
# How often one run may stand in the second document before the rest of its places are ignored.
REPEATS: Final = 3
# Words that may be left out, put in or changed between two shared runs of one passage …
GAP: Final = 15
# … and by how many words the two documents may slip against each other there.
SLIP: Final = 8
# A text of fewer words says too little to be called a copy of its like.
WORDS: Final = 20
# A passage of fewer shared runs than this may be chance.
PASSAGE: Final = 4
# share of the shorter document × ln(1 + shared runs of the longest passage). At 0.75 pair precision is
# 0.95 and recall of whole copies 1.00 on perturbed Reuters texts (`python -m benchmarks.quality.copies`).
ENOUGH: Final = 0.75


# Earlier documents that one is aligned with, those that share most first.
CLOSEST: Final = 8
# Looked-up runs sorted at a time: bounds the memory of pairing a million documents.
PARTITION: Final = 8_000_000


def candidate_pairs(sketches: Sequence[Sketch], known: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the pairs of documents that share enough sampled runs, as numbers in order.

    The first `known` documents were paired before: only pairs with a newer one are yielded, so a new
    document joins without the others being compared again.
    """
    keys = [_shared_runs(part, len(sketches), known) for part in _partitions(sketches)]
    if keys:
        found, times = np.unique(np.concatenate(keys), return_counts=True)
        enough = times >= SHARED
        yield from _closest(*np.divmod(found[enough], len(sketches)), times[enough])


def _closest(
    first: NDArray[np.int64], second: NDArray[np.int64], times: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Keep for each document the CLOSEST earlier ones: the members of a large family need not all be compared."""
    order = np.lexsort((first, -times, second))
    first, second = first[order], second[order]
    starts = np.flatnonzero(np.r_[True, second[1:] != second[:-1]])
    rank = np.arange(len(second)) - np.repeat(starts, np.diff(np.r_[starts, len(second)]))
    kept = rank < CLOSEST
    yield from sorted(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def _partitions(sketches: Sequence[Sketch]) -> Iterator[tuple[Hashes, NDArray[np.int64]]]:
    """Yield (runs, document numbers), cut by the value of the run so that equal runs come together."""
    total = sum(len(one.sampled) for one in sketches)
    parts = total // PARTITION + 1 if total else 0
    for part in range(parts):
        low, high = BOUND * part // parts, BOUND * (part + 1) // parts
        cuts = [
            one.sampled[slice(*np.searchsorted(one.sampled, (np.uint64(low), np.uint64(high))))]
            for one in sketches
        ]
        yield np.concatenate(cuts), np.repeat(np.arange(len(sketches)), [len(cut) for cut in cuts])


def _shared_runs(part: tuple[Hashes, NDArray[np.int64]], count: int, known: int) -> NDArray[np.int64]:
    """Pair every holder of a run with the first CAP holders before it; a pair is coded first × count + second."""
    runs, numbers = part
    order = np.argsort(runs, kind="stable")
    runs, numbers = runs[order], numbers[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(runs)])
    start, rank = np.repeat(starts, sizes), np.arange(len(runs)) - np.repeat(starts, sizes)
    keys = []
    for earlier in range(CAP):
        later = np.flatnonzero((rank > earlier) & (numbers >= known))
        keys.append(numbers[start[later] + earlier] * count + numbers[later])
    return np.concatenate(keys)


def compare(first: Sketch, second: Sketch) -> CopyPair | None:
    """Align two documents; None where they share no more than phrases.

    Shared runs of three words are chained into passages along both texts, small edits allowed. The
    score asks for both a long passage and a good part of the shorter document.
    """
    if first.length >= WORDS and np.array_equal(first.runs, second.runs):
        whole = Passage(first.span(0, first.length - 1), second.span(0, second.length - 1))
        return CopyPair(first.document_id, second.document_id, (whole,), 1.0, 1.0, log(1 + len(first.runs)))
    shared = np.intersect1d(first.runs, second.runs)
    if RUN * len(shared) / max(min(first.length, second.length), 1) * log(1 + len(shared)) < ENOUGH:
        return None
    chains = [chain for chain in _chains(first, second, shared) if len(chain) >= PASSAGE]
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


def _chains(first: Sketch, second: Sketch, shared: ShortHashes) -> list[list[Hit]]:
    """Chain shared runs (word number in each) whose distance in both texts is nearly the same.

    The last hit of each chain is kept under its diagonal, so that a hit meets only the chains within
    SLIP of its own.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for other in np.flatnonzero(np.isin(second.runs, shared)).tolist():
        places[int(second.runs[other])].append(other)
    chains: list[list[Hit]] = []
    nearby: dict[int, list[Hit]] = {}
    for number in np.flatnonzero(np.isin(first.runs, shared)).tolist():
        for other in places[int(first.runs[number])][:REPEATS]:
            bucket = (number - other) // (SLIP + 1)
            chain = next(
                (
                    nearby[near]
                    for near in (bucket, bucket - 1, bucket + 1)
                    if near in nearby and _continues(nearby[near][-1], number, other)
                ),
                None,
            )
            if chain is None:
                chain = []
                chains.append(chain)
            chain.append((number, other))
            nearby[bucket] = chain
    return chains


def _continues(last: Hit, number: int, other: int) -> bool:
    ahead, beside = number - last[0], other - last[1]
    return 0 < ahead <= GAP and 0 < beside <= GAP and abs(ahead - beside) <= SLIP


def _covered(runs: list[int]) -> int:
    """How many words lie in the given runs."""
    return len({word for run in runs for word in range(run, run + RUN)})

"""Likely pairs, from sampled runs of words that two documents share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.copies.sketch import BOUND, Hashes, Sketch

Numbers = NDArray[np.int64]

# A run found in more documents than this is a phrase of the trade, not a mark of a copy. A family
# larger than the cap is still found whole: each new member meets the first CAP holders of its runs.
CAP: Final = 20
# Sampled runs that two documents must share before they are aligned.
SHARED: Final = 3
# Earlier documents that one is aligned with, those that share most first.
CLOSEST: Final = 8
# Looked-up runs sorted at a time: bounds the memory of pairing a million documents.
PARTITION: Final = 8_000_000


def candidate_pairs(sketches: Sequence[Sketch], known: int = 0) -> tuple[Numbers, Numbers]:
    """The pairs of documents that share enough sampled runs, as two columns of numbers, the earlier first.

    The first `known` documents were paired before: only pairs with a newer one are given, so a new
    document joins without the others being compared again.
    """
    counted = [_counted(_shared_runs(part, len(sketches), known)) for part in _partitions(sketches)]
    if not counted:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    keys, times = _summed(counted)
    enough = times >= SHARED
    first, second = np.divmod(keys[enough], len(sketches))
    return _closest(first, second, times[enough])


def _counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    found, times = np.unique(keys, return_counts=True)
    return found, times


def _summed(counted: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Add up what each partition counted."""
    if len(counted) == 1:
        return counted[0]
    keys, times = (np.concatenate(column) for column in zip(*counted, strict=True))
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], times[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.intp)
    return keys[begins], np.add.reduceat(times, begins) if len(keys) else times


def _closest(first: Numbers, second: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """Keep for each document the CLOSEST earlier ones: the members of a large family need not all be compared."""
    order = np.lexsort((first, -times, second))
    first, second = first[order], second[order]
    starts = np.flatnonzero(np.r_[True, second[1:] != second[:-1]]) if len(second) else np.empty(0, np.intp)
    rank = np.arange(len(second)) - np.repeat(starts, np.diff(np.r_[starts, len(second)]))
    kept = rank < CLOSEST
    return first[kept], second[kept]


def _partitions(sketches: Sequence[Sketch]) -> Iterator[tuple[Hashes, Numbers]]:
    """Yield (runs, document numbers), cut by the value of the run so that equal runs come together."""
    sizes = [len(one.sampled) for one in sketches]
    if not sum(sizes):
        return
    runs = np.concatenate([one.sampled for one in sketches])
    numbers = np.repeat(np.arange(len(sketches), dtype=np.int32), sizes)
    parts = len(runs) // PARTITION + 1
    for part in range(parts):
        low, high = np.uint64(BOUND * part // parts), np.uint64(BOUND * (part + 1) // parts)
        chosen = (runs >= low) & (runs < high)
        yield runs[chosen], numbers[chosen].astype(np.int64)


def _shared_runs(part: tuple[Hashes, Numbers], count: int, known: int) -> Numbers:
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

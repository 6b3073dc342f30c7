"""Likely pairs, from sampled runs of words that two documents share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.copies.sketch import Sketch

Numbers = NDArray[np.int64]
Counts = NDArray[np.int32]

# A run found in more documents than this is a phrase of the trade, not a mark of a copy. A family
# larger than the cap is still found whole: each new member meets the first CAP holders of its runs.
CAP: Final = 20
# Sampled runs that two documents must share before they are aligned.
SHARED: Final = 3
# Earlier documents that one is aligned with, those that share most first.
CLOSEST: Final = 8
# Sampled runs of new documents paired at a time: bounds the memory of pairing a million documents.
PARTITION: Final = 2_000_000


def candidate_pairs(sketches: Sequence[Sketch], known: int = 0) -> tuple[Numbers, Numbers]:
    """The pairs of documents that share enough sampled runs, as two columns of numbers, the earlier first.

    The first `known` documents were paired before: only pairs with a newer one are given, so a new
    document joins without the others being compared again.
    """
    held = _holders(sketches)
    found = [_closest(*_shared(held, numbers, len(sketches))) for numbers in _partitions(sketches, known)]
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    first, second = (np.concatenate(column) for column in zip(*found, strict=True))
    return first, second


@dataclass(frozen=True, slots=True)
class Holders:
    """Every sampled run beside the number of the document that holds it, equal runs together in order of number.

    `start` is where the holders of the same run begin, `rank` how many come before this one.
    """

    numbers: Counts
    start: Counts
    rank: Counts


def _holders(sketches: Sequence[Sketch]) -> Holders:
    sizes = [len(one.sampled) for one in sketches]
    runs = np.concatenate([np.empty(0, np.uint64), *(one.sampled for one in sketches)])
    numbers = np.repeat(np.arange(len(sketches), dtype=np.int32), sizes)
    order = np.argsort(runs, kind="stable")
    runs, numbers = runs[order], numbers[order]
    begins = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.empty(0, np.intp)
    start = np.repeat(begins, np.diff(np.r_[begins, len(runs)])).astype(np.int32)
    return Holders(numbers, start, np.arange(len(runs), dtype=np.int32) - start)


def _partitions(sketches: Sequence[Sketch], known: int) -> Iterator[tuple[int, int]]:
    """Cut the new documents into ranges that hold about PARTITION sampled runs each."""
    begin, runs = known, 0
    for number in range(known, len(sketches)):
        runs += len(sketches[number].sampled)
        if runs >= PARTITION or number == len(sketches) - 1:
            yield begin, number + 1
            begin, runs = number + 1, 0


def _shared(held: Holders, numbers: tuple[int, int], count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Pair each new holder of a run with its first CAP holders; give the pairs that share SHARED runs or more.

    A pair is coded first × count + second.
    """
    own = np.flatnonzero((held.numbers >= numbers[0]) & (held.numbers < numbers[1]))
    keys = [np.empty(0, np.int64)]
    for earlier in range(CAP):
        own = own[held.rank[own] > earlier]
        firsts = held.numbers[held.start[own] + earlier].astype(np.int64)
        keys.append(firsts * count + held.numbers[own])
    found, times = np.unique(np.concatenate(keys), return_counts=True)
    enough = times >= SHARED
    first, second = np.divmod(found[enough], count)
    return first, second, times[enough]


def _closest(first: Numbers, second: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """Keep for each document the CLOSEST earlier ones: the members of a large family need not all be compared."""
    order = np.lexsort((first, -times, second))
    first, second = first[order], second[order]
    starts = np.flatnonzero(np.r_[True, second[1:] != second[:-1]]) if len(second) else np.empty(0, np.intp)
    rank = np.arange(len(second)) - np.repeat(starts, np.diff(np.r_[starts, len(second)]))
    kept = rank < CLOSEST
    return first[kept], second[kept]

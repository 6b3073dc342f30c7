"""The exact comparison of likely pairs: runs of three words shared by two documents, chained into passages.

Many pairs are compared at once, as arrays: a loop over single runs took nine tenths of the time of the
stage. A pair's result does not depend on what it is compared with at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.copies.sketch import RUN, Sketch
from dateline.model import CopyPair, Passage

Numbers = NDArray[np.int64]

# How often one run may stand in the second document before the rest of its places are ignored.
REPEATS: Final = 3
# Words that may be left out, put in or changed between two shared runs of one passage …
GAP: Final = 15
# … and by how many words the two documents may slip against each other there.
SLIP: Final = 8
# Stretches that end in the GAP before another one, of which it may be the continuation.
LOOK: Final = 12
# A text of fewer words says too little to be called a copy of its like.
WORDS: Final = 20
# A passage of fewer shared runs than this may be chance.
PASSAGE: Final = 4
# share of the shorter document × ln(1 + shared runs of the longest passage) × how well the figures agree. At 0.8
# pair precision is 0.98 and recall of whole copies 1.00 on perturbed texts (`python -m benchmarks.quality.copies`).
ENOUGH: Final = 0.8
# Figures of a pair taken to agree before any is looked at: one corrected figure does not part two reports.
FIGURES: Final = 4
# Words compared at a time: bounds the memory, and is enough for the arrays to pay.
BATCH: Final = 400_000


def compare(first: Sketch, second: Sketch) -> CopyPair | None:
    """Align two documents; None where they share no more than phrases.

    Shared runs of three words are chained into passages along both texts, small edits allowed. The
    score asks for both a long passage and a good part of the shorter document.
    """
    return next(compare_all([first, second], np.array([0]), np.array([1])), None)


def compare_all(sketches: Sequence[Sketch], firsts: Numbers, seconds: Numbers) -> Iterator[CopyPair]:
    """Compare each pair of numbered documents and yield those that share text, in the order given."""
    lengths = np.array([sketch.length for sketch in sketches], np.int64)
    work = np.cumsum(lengths[firsts] + lengths[seconds])
    start = 0
    while start < len(firsts):
        done = work[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(work, done + BATCH, side="right")))
        yield from _compare_batch(sketches, firsts[start:end].tolist(), seconds[start:end].tolist())
        start = end


def _compare_batch(sketches: Sequence[Sketch], firsts: list[int], seconds: list[int]) -> Iterator[CopyPair]:
    """Tell equal texts at a glance and align the others together."""
    found: dict[int, CopyPair] = {}
    others = []
    for number, (one, other) in enumerate(zip(firsts, seconds, strict=True)):
        whole = _whole(sketches[one], sketches[other])
        if whole:
            found[number] = whole
        elif len(sketches[one].runs) and len(sketches[other].runs):
            others.append(number)
    if others:
        pairs = [(sketches[firsts[number]], sketches[seconds[number]]) for number in others]
        found.update((others[at], pair) for at, pair in _align(pairs))
    yield from (pair for _, pair in sorted(found.items(), key=lambda entry: entry[0]))


def _whole(first: Sketch, second: Sketch) -> CopyPair | None:
    if first.length < WORDS or first.length != second.length or not np.array_equal(first.runs, second.runs):
        return None
    passage = Passage(first.span(0, first.length - 1), second.span(0, second.length - 1))
    return CopyPair(first.document_id, second.document_id, (passage,), 1.0, 1.0, log(1 + len(first.runs)))


@dataclass(frozen=True, slots=True)
class Stretches:
    """Shared words without a break: `length` runs from word `first` of one document and `second` of the other.

    Ordered by pair and by where they end in the first document.
    """

    pair: Numbers
    first: Numbers
    second: Numbers
    length: Numbers

    def __len__(self) -> int:
        return len(self.pair)

    def take(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> Stretches:
        """Those chosen, in the order chosen."""
        return Stretches(self.pair[chosen], self.first[chosen], self.second[chosen], self.length[chosen])


def _align(pairs: Sequence[tuple[Sketch, Sketch]]) -> Iterator[tuple[int, CopyPair]]:
    """Yield the pairs that share text, each with its number among those given."""
    # Pairs lie end to end, farther apart than any passage reaches.
    width = GAP + RUN + max(max(one.length, other.length) for one, other in pairs)
    stretches = _stretches(pairs, width)
    if not len(stretches):
        return
    chain = _chains(stretches, width)
    runs = np.bincount(chain, stretches.length, len(stretches)).astype(np.int64)
    kept = runs[chain] >= PASSAGE
    chain, stretches = chain[kept], stretches.take(kept)
    longest = np.zeros(len(pairs), np.int64)
    np.maximum.at(longest, stretches.pair, runs[chain])
    passages = _passages(stretches, chain)
    sides = [Side.of([pair[side] for pair in pairs]) for side in (0, 1)]
    starts, words = (stretches.first, stretches.second), stretches.length + RUN - 1
    shared = [side.within(stretches.pair, at, words) for side, at in zip(sides, starts, strict=True)]
    spread = [
        sides[0].within(passages.pair, passages.first, passages.last - passages.first + 1),
        sides[1].within(passages.pair, passages.second, passages.second_last - passages.second + 1),
    ]
    shares = [covered.words / side.lengths for covered, side in zip(shared, sides, strict=True)]
    score = np.maximum(*shares) * np.log1p(longest) * _same_figures(shared, spread)
    by_pair = passages.by_pair()
    for number in np.flatnonzero((score >= ENOUGH) & (longest > 0)).tolist():
        one, other = pairs[number]
        told = tuple(Passage(one.span(a, b), other.span(c, d)) for a, b, c, d in sorted(by_pair[number]))
        own, theirs = float(shares[0][number]), float(shares[1][number])
        yield number, CopyPair(one.document_id, other.document_id, told, own, theirs, float(score[number]))


@dataclass(frozen=True, slots=True)
class Words:
    """How many words of each pair's document were counted, and how many of them hold a digit."""

    words: Numbers
    figures: Numbers


@dataclass(frozen=True, slots=True)
class Side:
    """The first or the second document of every pair, end to end, with the figures counted up to each word."""

    lengths: Numbers
    begins: Numbers
    figures: Numbers

    @classmethod
    def of(cls, sketches: Sequence[Sketch]) -> Side:
        """Lay the documents end to end."""
        lengths = np.array([one.length for one in sketches], np.int64)
        figures = np.concatenate([one.figures for one in sketches])
        return cls(lengths, np.cumsum(lengths) - lengths, np.r_[0, np.cumsum(figures)])

    def within(self, pair: Numbers, first: Numbers, length: Numbers) -> Words:
        """Count the words inside any of the stretches, each once."""
        starts = self.begins[pair] + first
        order = np.argsort(starts, kind="stable")
        starts, pair = starts[order], pair[order]
        ends = np.maximum.accumulate(starts + length[order])
        new = np.minimum(np.maximum(starts, np.r_[0, ends[:-1]]), ends)
        count = len(self.lengths)
        return Words(
            np.bincount(pair, ends - new, count).astype(np.int64),
            np.bincount(pair, self.figures[ends] - self.figures[new], count).astype(np.int64),
        )


def _same_figures(shared: Sequence[Words], spread: Sequence[Words]) -> NDArray[np.float64]:
    """How well the figures of the passages agree, beside their words: 1 where as well, squared below.

    Two market reports filled into one form share their words and differ in their figures; an edited
    copy differs in both alike. FIGURES figures that agree are taken for granted.
    """
    words, figures = (sum(getattr(one, kind) for one in shared) for kind in ("words", "figures"))
    all_words, all_figures = (sum(getattr(one, kind) for one in spread) for kind in ("words", "figures"))
    share = words / np.maximum(all_words, 1)
    agreed = (figures + FIGURES * share) / (all_figures + FIGURES) / np.maximum(share, 1e-9)
    same: NDArray[np.float64] = np.minimum(agreed, 1.0) ** 2
    return same


def _stretches(pairs: Sequence[tuple[Sketch, Sketch]], width: int) -> Stretches:
    """Every unbroken stretch of shared runs; pairs that share too few runs to matter are left out."""
    pair, first, second = _hits(pairs)
    keys = np.sort((pair * (2 * width) + first - second + width) * width + first)
    begins = np.flatnonzero(np.r_[True, np.diff(keys) != 1]) if len(keys) else np.empty(0, np.intp)
    length = np.diff(np.r_[begins, len(keys)])
    row, first = np.divmod(keys[begins], width)
    pair, slip = np.divmod(row, 2 * width)
    found = Stretches(pair, first, first - (slip - width), length)
    return found.take(np.argsort(pair * width + first + length, kind="stable"))


def _hits(pairs: Sequence[tuple[Sketch, Sketch]]) -> tuple[Numbers, Numbers, Numbers]:
    """Every shared run as (pair, word number in the first document, word number in the second)."""
    hosts = list({other.document_id: other for _, other in pairs}.values())
    numbered = {host.document_id: number for number, host in enumerate(hosts)}
    keys = np.concatenate(
        [host.runs.astype(np.int64) | (number << 32) for number, host in enumerate(hosts)]
    )
    places = np.concatenate([np.arange(len(host.runs)) for host in hosts])
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    times = np.minimum(np.diff(np.r_[begins, len(keys)]), REPEATS)
    distinct = keys[begins]

    asked = np.concatenate(
        [one.runs.astype(np.int64) | (numbered[other.document_id] << 32) for one, other in pairs]
    )
    sizes = [len(one.runs) for one, _ in pairs]
    pair = np.repeat(np.arange(len(pairs)), sizes)
    first = np.arange(len(asked)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.searchsorted(distinct, asked)
    at[at == len(distinct)] = 0
    shared = distinct[at] == asked
    shared &= _may_be_copies(pairs, np.bincount(pair[shared], minlength=len(pairs)))[pair]
    pair, first, at = pair[shared], first[shared], at[shared]
    often = times[at]
    nth = np.arange(int(often.sum())) - np.repeat(np.cumsum(often) - often, often)
    return np.repeat(pair, often), np.repeat(first, often), places[np.repeat(begins[at], often) + nth]


def _may_be_copies(pairs: Sequence[tuple[Sketch, Sketch]], shared: Numbers) -> NDArray[np.bool_]:
    """Whether so many shared runs could reach ENOUGH if all stood in one passage."""
    shorter = np.array([min(one.length, other.length) for one, other in pairs])
    possible: NDArray[np.bool_] = RUN * shared / shorter * np.log1p(shared) >= ENOUGH
    return possible


def _chains(stretches: Stretches, width: int) -> Numbers:
    """For each stretch the number of the one its passage begins with.

    A stretch continues the nearest earlier one that ends within GAP words before it in both documents,
    the two distances differing by no more than SLIP.
    """
    ends = stretches.pair * width + stretches.first + stretches.length - 1
    ends_second = stretches.second + stretches.length - 1
    starts = stretches.pair * width + stretches.first
    nearest = np.searchsorted(ends, starts)
    own = np.arange(len(stretches))
    before = own.copy()
    for back in range(1, LOOK + 1):
        at = np.maximum(nearest - back, 0)
        ahead, beside = starts - ends[at], stretches.second - ends_second[at]
        near = (ahead > 0) & (ahead <= GAP) & (beside > 0) & (beside <= GAP) & (abs(ahead - beside) <= SLIP)
        before = np.where((before == own) & near & (nearest >= back), at, before)
    while True:
        further = before[before]
        if np.array_equal(further, before):
            return before
        before = further


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of the pairs: the first and last word in both documents."""

    pair: Numbers
    first: Numbers
    last: Numbers
    second: Numbers
    second_last: Numbers

    def by_pair(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """The bounds of the passages of each pair."""
        found: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        columns = (self.pair, self.first, self.last, self.second, self.second_last)
        for pair, *bounds in zip(*(column.tolist() for column in columns), strict=True):
            found[pair].append((bounds[0], bounds[1], bounds[2], bounds[3]))
        return found


def _passages(stretches: Stretches, chain: Numbers) -> Passages:
    """The bounds of each chain."""
    order = np.argsort(chain, kind="stable")
    chain, stretches = chain[order], stretches.take(order)
    begins = np.flatnonzero(np.r_[True, chain[1:] != chain[:-1]]) if len(chain) else np.empty(0, np.intp)
    last = stretches.length + RUN - 2
    if not len(begins):
        return Passages(*(np.empty(0, np.int64) for _ in range(5)))
    return Passages(
        stretches.pair[begins],
        np.minimum.reduceat(stretches.first, begins),
        np.maximum.reduceat(stretches.first + last, begins),
        np.minimum.reduceat(stretches.second, begins),
        np.maximum.reduceat(stretches.second + last, begins),
    )

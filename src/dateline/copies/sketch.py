"""A document as numbers: hashes of its words, of every run of three and of a sample of the runs of four.

Sampling keeps the hashes below a fixed bound ("FracMinHash": Irber et al. 2022, after Broder 1997),
so containment can be estimated whatever the two lengths, where MinHash only estimates resemblance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.model import Document, Span

Hashes = NDArray[np.uint64]
ShortHashes = NDArray[np.uint32]  # enough inside one pair of documents, half the memory
Offsets = NDArray[np.int32]

RUN: Final = 3  # words in a run that is aligned exactly
SAMPLED_RUN: Final = RUN + 1  # words in a run that is looked up
SAMPLE: Final = 4  # one run in so many is looked up …
BOUND: Final = 2**64 // SAMPLE  # … those whose hash lies below this

REMEMBERED: Final = 1 << 20  # words whose hashes are kept
COPIED_KINDS: Final = ("headline", "body")
WORD = re.compile(r"[^\W_]+")

_MIX = np.uint64(0x9E3779B97F4A7C15)
_END = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(slots=True, eq=False)
class Sketch:
    """One document's words as hashes. Where a word stands in the text is looked up when a passage is told."""

    document_id: str
    text: str = field(repr=False)
    spans: tuple[Span, ...]
    runs: ShortHashes
    sampled: Hashes
    figures: NDArray[np.bool_]  # which words hold a digit
    _bounds: Offsets | None = field(default=None, repr=False)

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.figures)

    def span(self, first: int, last: int) -> Span:
        """The document span from one word to another, both inside."""
        if self._bounds is None:
            found = [m.span() for s in self.spans for m in WORD.finditer(self.text, s.start, s.end)]
            self._bounds = np.array(found, np.int32)
        return Span(int(self._bounds[first, 0]), int(self._bounds[last, 1]))


def sketch(document: Document) -> Sketch:
    """Sketch the headline and body of a document; case and punctuation do not count."""
    spans = [block.span for block in document.blocks if block.kind in COPIED_KINDS]
    return sketch_text(document.id, document.text, spans)


def sketch_text(name: str, text: str, spans: Sequence[Span]) -> Sketch:
    """Sketch the given spans of a text."""
    found = [word for span in spans for word in WORD.findall(text, span.start, span.end)]
    words = np.fromiter(map(_WORDS.__getitem__, found), np.uint64, len(found))
    runs, longer = _runs(words)
    return Sketch(
        document_id=name,
        text=text,
        spans=tuple(spans),
        runs=(runs >> np.uint64(32)).astype(np.uint32),
        sampled=np.unique(longer[longer < np.uint64(BOUND)]),
        figures=(words & np.uint64(1)).astype(np.bool_),
    )


class _WordHashes(dict[str, int]):
    """The 64-bit hash of each word met lately, the same on every machine; its lowest bit tells a digit."""

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        value = int.from_bytes(blake2b(word.casefold().encode(), digest_size=8).digest(), "little")
        value = value & ~1 | any(letter.isdigit() for letter in word)
        self[word] = value
        return value


_WORDS: Final = _WordHashes()


def _runs(words: Hashes) -> tuple[Hashes, Hashes]:
    """Hash every run of RUN words and every run of SAMPLED_RUN, one longer."""
    if len(words) < RUN:
        return words[:0], words[:0]
    hashes = _mixed(np.zeros(len(words) - RUN + 1, np.uint64), words[: len(words) - RUN + 1])
    for offset in range(1, RUN):
        hashes = _mixed(hashes, words[offset : offset + len(hashes)])
    return _ended(hashes), _ended(_mixed(hashes[:-1], words[RUN:]))


def _mixed(hashes: Hashes, words: Hashes) -> Hashes:
    mixed = (hashes * _MIX) ^ words
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _ended(hashes: Hashes) -> Hashes:
    ended = hashes * _END
    ended ^= ended >> np.uint64(32)
    return ended

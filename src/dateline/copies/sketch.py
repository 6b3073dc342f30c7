"""A document as numbers: hashes of its words, of every run of three and of a sample of the runs of four.

Sampling keeps the hashes below a fixed bound ("FracMinHash": Irber et al. 2022, after Broder 1997),
so containment can be estimated whatever the two lengths, where MinHash only estimates resemblance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.model import Document, Span

Hashes = NDArray[np.uint64]
ShortHashes = NDArray[np.uint32]  # enough inside one pair of documents, half the memory
Offsets = NDArray[np.int32]

RUN: Final = 3  # words in a run that is aligned exactly
SAMPLED_RUN: Final = 4  # words in a run that is looked up
SAMPLE: Final = 4  # one run in so many is looked up …
BOUND: Final = 2**64 // SAMPLE  # … those whose hash lies below this

COPIED_KINDS: Final = ("headline", "body")
WORD = re.compile(r"[^\W_]+")

_MIX = np.uint64(0x9E3779B97F4A7C15)
_END = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One document's words as hashes: `starts` and `ends` lead each word back to the document text."""

    document_id: str
    starts: Offsets
    ends: Offsets
    runs: ShortHashes
    sampled: Hashes
    figures: NDArray[np.bool_]  # which words hold a digit

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """The document span from one word to another, both inside."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def sketch(document: Document) -> Sketch:
    """Sketch the headline and body of a document; case and punctuation do not count."""
    spans = [block.span for block in document.blocks if block.kind in COPIED_KINDS]
    return sketch_text(document.id, document.text, spans)


def sketch_text(name: str, text: str, spans: list[Span]) -> Sketch:
    """Sketch the given spans of a text."""
    found = [match for span in spans for match in WORD.finditer(text, span.start, span.end)]
    words = np.fromiter((_word_hash(match[0].casefold()) for match in found), np.uint64, len(found))
    looked_up = _runs(words, SAMPLED_RUN)
    return Sketch(
        document_id=name,
        starts=np.fromiter((match.start() for match in found), np.int32, len(found)),
        ends=np.fromiter((match.end() for match in found), np.int32, len(found)),
        runs=(_runs(words, RUN) >> np.uint64(32)).astype(np.uint32),
        sampled=np.unique(looked_up[looked_up < np.uint64(BOUND)]),
        figures=(words & np.uint64(1)).astype(np.bool_),
    )


@lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    """Hash a word to 64 bits, the same on every machine; the lowest tells whether it holds a digit."""
    value = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
    return value & ~1 | any(letter.isdigit() for letter in word)


def _runs(words: Hashes, length: int) -> Hashes:
    """Hash every run of `length` words."""
    count = len(words) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for offset in range(length):
        hashes = (hashes * _MIX) ^ words[offset : offset + count]
        hashes ^= hashes >> np.uint64(29)
    hashes *= _END
    return hashes ^ (hashes >> np.uint64(32))

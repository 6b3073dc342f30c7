"""Which documents carry the same text: sketch each, compare the likely pairs exactly, group them, find the origin.

The pair test looks at two documents alone, so a family does not change with what else is in the
record, and a new document joins without the others being read again.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.copies.direction import make_family
from dateline.copies.group import group
from dateline.copies.pairs import Index, compare
from dateline.copies.sketch import Sketch, sketch
from dateline.model import CopyFamily, CopyPair, Document

__all__ = ["Index", "Sketch", "compare", "copy_pairs", "find_copies", "sketch"]


def find_copies(documents: Sequence[Document]) -> tuple[CopyFamily, ...]:
    """Find the copy families of two or more documents, each with its origin where that can be told."""
    ordered = sorted(documents, key=lambda document: document.id)
    pairs = copy_pairs([sketch(document) for document in ordered])
    by_id = {document.id: document for document in ordered}
    families = (make_family([by_id[name] for name in members], pairs) for members in group(pairs))
    return tuple(sorted(families, key=lambda family: family.id))


def copy_pairs(sketches: Sequence[Sketch]) -> tuple[CopyPair, ...]:
    """Find every pair that shares text, each candidate verified by aligning the two, in order of ids."""
    index = Index()
    found = []
    for one in sketches:
        for other in index.candidates(one):
            pair = compare(other, one)
            if pair is not None:
                found.append(pair)
        index.add(one)
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))

"""Which documents carry the same text: sketch each, compare the likely pairs exactly, group them, find the origin.

The pair test looks at two documents alone, so a family does not change with what else is in the
record, and a new document joins without the others being read again.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.copies.align import compare, compare_all
from dateline.copies.direction import make_family
from dateline.copies.group import group
from dateline.copies.pairs import candidate_pairs
from dateline.copies.sketch import Sketch, sketch
from dateline.model import CopyFamily, CopyPair, Document

__all__ = ["Sketch", "compare", "copy_pairs", "find_copies", "sketch"]


def find_copies(documents: Sequence[Document]) -> tuple[CopyFamily, ...]:
    """Find the copy families of two or more documents, each with its origin where that can be told."""
    ordered = sorted(documents, key=lambda document: document.id)
    pairs = copy_pairs([sketch(document) for document in ordered])
    by_id = {document.id: document for document in ordered}
    families = (make_family([by_id[name] for name in members]) for members in group(pairs))
    return tuple(sorted(families, key=lambda family: family.id))


def copy_pairs(sketches: Sequence[Sketch], known: int = 0) -> tuple[CopyPair, ...]:
    """Find every pair that shares text, each candidate verified by aligning the two, in order.

    The first `known` sketches were paired with each other before; pairs among them are left out.
    """
    return tuple(compare_all(sketches, *candidate_pairs(sketches, known)))

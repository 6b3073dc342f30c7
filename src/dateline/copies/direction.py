"""Who printed it first, and what each member is to the text it was taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.model import CopyFamily, CopyMember, CopyPair, Document, stable_id

SAME: Final = 0.95  # share from which a text counts as carried whole
EDITED: Final = 0.85  # share below which the carried part was reworded


def make_family(documents: Sequence[Document], pairs: Sequence[CopyPair]) -> CopyFamily:
    """Make a family of its documents: the origin with the reasons, and what every other member is to it."""
    names = [document.id for document in documents]
    inside = {(p.first, p.second): p for p in pairs if p.first in names and p.second in names}
    origin, reasons = _origin(documents, inside)
    members = tuple(_member(document, origin, documents, inside) for document in documents)
    return CopyFamily(stable_id("family", *names), origin.id if origin else None, members, reasons)


def _origin(
    documents: Sequence[Document], pairs: dict[tuple[str, str], CopyPair]
) -> tuple[Document | None, tuple[str, ...]]:
    """Tell the origin from credits first, then from corrections, then from times; None where they do not say."""
    credited = sorted({outlet for document in documents for outlet in document.credited})
    own = [d for d in documents if d.publisher and any(_same(d.publisher.value, c) for c in credited)]
    if own:
        first = min(own, key=_told)
        outlet = first.publisher.value if first.publisher else ""
        return first, (f"the others credit {outlet}, which published this one",)
    uncredited = [d for d in documents if not d.credited]
    if credited and not uncredited:
        return None, (f"all credit {', '.join(credited)}, whose own text is not in the record",)
    plain = [d for d in uncredited if not _corrects(d)]
    if len(plain) == 1 and len(documents) > 1:
        return plain[0], ("the only member that neither credits another outlet nor corrects itself",)
    dated = [d for d in plain if d.published]
    if plain and len(dated) == len(plain):
        first = min(dated, key=_told)
        return first, (f"published first: {_told(first)}",)
    return None, ("no credit, and not every member is dated",)


def _corrects(document: Document) -> bool:
    return any(block.kind == "correction" for block in document.blocks)


def _told(document: Document) -> str:
    published = document.published
    return (published.utc or published.written) if published else "9999"


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")


def _member(
    document: Document,
    origin: Document | None,
    documents: Sequence[Document],
    pairs: dict[tuple[str, str], CopyPair],
) -> CopyMember:
    if origin is None:
        return CopyMember(document.id, "copy", None, ("the origin is not known",))
    if document.id == origin.id:
        return CopyMember(document.id, "original", None, ())
    pair = pairs.get((document.id, origin.id)) or pairs.get((origin.id, document.id))
    if pair is None:
        near = [d for d in documents if (d.id, document.id) in pairs or (document.id, d.id) in pairs]
        return CopyMember(
            document.id, "copy", near[0].id if near else None, ("shares no passage with the origin itself",)
        )
    own, theirs = pair.share_first, pair.share_second
    if pair.first != document.id:
        own, theirs = theirs, own
    relation = _relation(document, origin, own, theirs)
    why = f"{own:.0%} of its words stand in the origin, {theirs:.0%} of the origin's words in it"
    return CopyMember(document.id, relation, origin.id, (why,))


def _relation(document: Document, origin: Document, own: float, theirs: float) -> str:
    """Name what a member is from the shares: `own` of its words, `theirs` of the origin's words."""
    if _corrects(document) and _one_outlet(document, origin):
        return "correction"
    if _one_outlet(document, origin):
        return "update"
    if own >= SAME and theirs >= SAME:
        return "reprint"
    if theirs < EDITED and own > theirs:
        return "trimmed"
    if own < 0.5 and theirs < 0.5:
        return "excerpt"
    if own < EDITED and theirs >= SAME:
        return "extended"
    return "edited"


def _one_outlet(document: Document, origin: Document) -> bool:
    return bool(
        document.publisher and origin.publisher and _same(document.publisher.value, origin.publisher.value)
    )

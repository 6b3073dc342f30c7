"""Who printed it first, and what each member is to the text it was taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dateline.copies.align import compare
from dateline.copies.sketch import WORD, Sketch, sketch_text
from dateline.model import CopyFamily, CopyMember, CopyPair, Document, Passage, Span, stable_id

# Share of a text that may be left out, added or reworded in a reprint: a dateline, a line of thanks.
SMALL: Final = 0.05
# A copy that holds less than this of the other text, and consists of it by no more, quotes it.
HALF: Final = 0.5
# Words that stand outside the shared passages and say something: fewer are a dateline or a stray edit.
SAYS: Final = 4


def make_family(documents: Sequence[Document]) -> CopyFamily:
    """Make a family of its documents: the origin with the reasons, and what every other member is to it."""
    texts = _Texts(documents)
    versions = _versions(documents)
    origin, reasons = _origin(documents, texts)
    newest = {document.id: chain[-1].id for chain in versions for document in chain[:-1]}
    before = {later.id: earlier for chain in versions for earlier, later in pairwise(chain)}
    members = tuple(
        replace(
            _member(document, origin, before.get(document.id), texts), superseded_by=newest.get(document.id)
        )
        for document in documents
    )
    names = [document.id for document in documents]
    return CopyFamily(stable_id("family", *names), origin.id if origin else None, members, reasons)


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two names are one outlet's.

    >>> same_outlet("The Harbour Post", "Harbour Post")
    True
    """
    return plain_outlet(one) == plain_outlet(other)


def plain_outlet(name: str) -> str:
    """An outlet's name without article and case."""
    return name.casefold().removeprefix("the ").strip()


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two bodies share: exact shares, and shares with the small edits inside shared passages."""

    pair: CopyPair
    own: float
    theirs: float
    own_wide: float
    theirs_wide: float


class _Texts:
    """The bodies of a family, sketched when first asked for and compared with each other."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self._bodies: dict[str, Sketch] = {}

    def overlap(self, document: Document, other: Document) -> Overlap | None:
        """Compare two bodies; headlines are left aside, for a retitled text is a copy."""
        pair = compare(self._body(document), self._body(other))
        if pair is None:
            return None
        return Overlap(
            pair,
            pair.share_first,
            pair.share_second,
            _words(document, [p.first for p in pair.passages]) / self._body(document).length,
            _words(other, [p.second for p in pair.passages]) / self._body(other).length,
        )

    def _body(self, document: Document) -> Sketch:
        if document.id not in self._bodies:
            spans = [block.span for block in document.blocks if block.kind == "body"]
            self._bodies[document.id] = sketch_text(document.id, document.text, spans)
        return self._bodies[document.id]


def _words(document: Document, spans: Sequence[Span]) -> int:
    """How many words of the body lie in the spans, each counted once."""
    body = [block.span for block in document.blocks if block.kind == "body"]
    starts = {
        match.start()
        for span in spans
        for block in body
        if block.overlaps(span)
        for match in WORD.finditer(
            document.text, max(span.start, block.start), min(span.end, block.end)
        )
    }
    return len(starts)


def _versions(documents: Sequence[Document]) -> list[list[Document]]:
    """The versions of each outlet's own report, oldest first; those whose order nothing tells are left out."""
    by_outlet: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.publisher:
            by_outlet[plain_outlet(document.publisher.value)].append(document)
    chains = []
    for _, versions in sorted(by_outlet.items()):
        versions.sort(key=lambda document: (_corrects(document), _told(document), document.id))
        known = [(_corrects(d), _told(d)) for d in versions]
        if len(versions) > 1 and len(set(known)) == len(known):
            chains.append(versions)
    return chains


def _origin(documents: Sequence[Document], texts: _Texts) -> tuple[Document | None, tuple[str, ...]]:
    """Tell the origin, trying in turn: credits, notices of correction, times, completeness.

    None where they do not say.
    """
    credited = sorted({outlet for document in documents for outlet in document.credited})
    own = [d for d in documents if d.publisher and any(same_outlet(d.publisher.value, c) for c in credited)]
    if own:
        first = min(own, key=lambda document: (_corrects(document), _told(document)))
        outlet = first.publisher.value if first.publisher else ""
        return first, (f"the others credit {outlet}, which published this one",)
    uncredited = [d for d in documents if not d.credited]
    if credited and not uncredited:
        return None, (f"all credit {', '.join(credited)}, whose own text is not in the record",)
    plain = [d for d in uncredited if not _corrects(d)]
    if len(plain) == 1:
        return plain[0], ("the only member that neither credits another outlet nor corrects itself",)
    dated = [d for d in plain if d.published]
    if plain and len(dated) == len(plain):
        first, second = sorted(dated, key=_told)[:2]
        if _told(first) < _told(second):
            return first, (f"published first: {_told(first)}",)
    whole = [d for d in plain if all(_is_part(other, d, texts) for other in documents if other is not d)]
    if len(whole) == 1:
        return whole[0], ("the most complete: every other member is a part of it and adds nothing",)
    return None, ("no credit, no order in time, and no member that holds all the others",)


def _is_part(document: Document, whole: Document, texts: _Texts) -> bool:
    overlap = texts.overlap(document, whole)
    return overlap is not None and overlap.own >= 1 - SMALL and overlap.theirs_wide < 1 - SMALL


def _corrects(document: Document) -> bool:
    return any(block.kind == "correction" for block in document.blocks)


def _told(document: Document) -> str:
    published = document.published
    return (published.utc or published.written) if published else "9999"


def _member(
    document: Document, origin: Document | None, before: Document | None, texts: _Texts
) -> CopyMember:
    if before is None and origin is None:
        return CopyMember(document.id, "copy", None, ("the origin is not known",))
    if before is None and document is origin:
        return CopyMember(document.id, "original", None, ())
    of = before or origin
    assert of is not None
    overlap = texts.overlap(document, of)
    if overlap is None and before is None:
        of, overlap = _nearest(document, texts)
    if of is None or overlap is None:
        return CopyMember(document.id, "copy", of.id if of else None, ("shares its passages with no single member",))
    relation, why = _relation(document, of, overlap)
    reasons = [why, f"{overlap.theirs:.0%} of that text, which makes {overlap.own:.0%} of this one"]
    if _headline(document) != _headline(of):
        reasons.append("another headline")
    return CopyMember(
        document.id,
        relation,
        of.id,
        tuple(reasons),
        round(overlap.theirs, 4),
        overlap.pair.passages,
        _adds(document, of, overlap.pair.passages),
    )


def _nearest(document: Document, texts: _Texts) -> tuple[Document | None, Overlap | None]:
    """The member it shares most with, where it shares nothing with the origin itself."""
    others = [other for other in texts.documents.values() if other is not document]
    found = [(other, overlap) for other in others if (overlap := texts.overlap(document, other))]
    return max(found, key=lambda pair: pair[1].own, default=(None, None))


def _relation(document: Document, of: Document, overlap: Overlap) -> tuple[str, str]:
    """Name what a member is to the text it was taken from, and why."""
    one_outlet = document.publisher and of.publisher and same_outlet(document.publisher.value, of.publisher.value)
    left_out, added = 1 - overlap.theirs_wide, 1 - overlap.own_wide
    reworded = overlap.theirs_wide - overlap.theirs
    if one_outlet and _corrects(document):
        return "correction", "the same outlet's text with a notice of correction"
    if one_outlet and max(left_out, added, reworded) > 0:
        return "update", "the same outlet's text, published later"
    if overlap.own_wide < HALF and overlap.theirs_wide < HALF:
        return "excerpt", "a part of it stands inside another text"
    if reworded > max(left_out, SMALL):
        return "edited", f"{reworded:.0%} of the words were changed inside the passages kept"
    if left_out > SMALL:
        return "trimmed", f"{left_out:.0%} was left out"
    if added > SMALL:
        return "extended", f"{added:.0%} of it was added"
    return "reprint", "the same words"


def _headline(document: Document) -> str:
    return document.headline.value.casefold() if document.headline else ""


def _adds(document: Document, of: Document, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """What a member has besides: its own headline, and the stretches of its body outside the passages."""
    found = []
    shared = sorted(passage.first for passage in passages)
    for block in document.blocks:
        if block.kind == "headline" and _headline(document) != _headline(of):
            found.append(block.span)
        elif block.kind == "body":
            found += _outside(document.text, block.span, shared)
    return tuple(found)


def _outside(text: str, block: Span, shared: Sequence[Span]) -> list[Span]:
    """The stretches of a block outside the spans that hold enough words to say something."""
    found = []
    at = block.start
    for span in [*(span for span in shared if span.overlaps(block)), Span(block.end, block.end)]:
        words = [match.span() for match in WORD.finditer(text, at, max(at, span.start))]
        if len(words) >= SAYS:
            end = block.end if span.start == block.end else words[-1][1]
            found.append(Span(words[0][0], end))
        at = max(at, span.end)
    return found


def origins(families: Sequence[CopyFamily]) -> Mapping[str, str]:
    """Lead each copy to the document whose text it is: the origin, or else the first member."""
    return {
        member.document_id: family.origin or family.members[0].document_id
        for family in families
        for member in family.members
    }

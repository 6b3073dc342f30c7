"""Which documents tell in their own words what they credit to another, and to which document of the record.

Unlike a copy, a retelling shares no text with what it tells; it is known by the outlet in its chains
("Reuters reported", "told The Daugava Post") and by the events that both tell of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from dateline.copies.direction import origins, plain_outlet
from dateline.model import CopyFamily, Document, Mention, Retelling, Source, Span
from dateline.parsing.names import fold

# Likeness (Ratcliff & Obershelp) of two spellings of one surname: Rjabkov and Ryabkov have 0.86.
ALIKE: Final = 0.75

Chains = Iterable[tuple[str, Sequence[Source]]]  # document id, chain


def find_retellings(
    documents: Sequence[Document],
    chains: Chains,
    groups: Iterable[Sequence[Mention]],
    copied: Mapping[str, str],
) -> tuple[Retelling, ...]:
    """Find every outlet that a document retells, with the outlet's own document where the record holds it.

    `groups` are the mentions of each event, `copied` leads a copy to the text it is a copy of. What a
    copy says is no retelling of the outlet whose text it is.
    """
    by_id = {document.id: document for document in documents}
    told_by = _by_outlet(documents)
    shared = _shared_events(groups, by_id)
    named = _named(by_id, told_by, chains)
    return tuple(
        _retelling(by_id[document], link, told_by.get(outlet, ()), shared.get((document, outlet), {}), copied)
        for (document, outlet), link in sorted(named.items(), key=lambda entry: entry[0])
    )


def retellings_among(
    documents: Sequence[Document],
    chains: Chains,
    groups: Iterable[Sequence[Mention]],
    families: Sequence[CopyFamily],
) -> tuple[Retelling, ...]:
    """Find the retellings beside copy families."""
    return find_retellings(documents, chains, groups, origins(families))


def _by_outlet(documents: Sequence[Document]) -> dict[str, tuple[Document, ...]]:
    """The documents that hold an outlet's text: its own before those that credit it."""
    found: dict[str, list[tuple[int, str, Document]]] = defaultdict(list)
    for document in documents:
        if document.publisher:
            found[plain_outlet(document.publisher.value)].append((0, document.id, document))
        for outlet in document.credited:
            found[plain_outlet(outlet)].append((1, document.id, document))
    return {
        outlet: tuple(document for *_, document in sorted(held, key=lambda one: one[:2]))
        for outlet, held in found.items()
    }


def _named(
    documents: Mapping[str, Document], told_by: Mapping[str, Sequence[Document]], chains: Chains
) -> dict[tuple[str, str], Source]:
    """Where each document first names each outlet that it retells."""
    named: dict[tuple[str, str], Source] = {}
    for document_id, chain in chains:
        document = documents[document_id]
        own = {plain_outlet(name) for name in document.credited}
        if document.publisher:
            own.add(plain_outlet(document.publisher.value))
        for link in chain:
            outlet = plain_outlet(link.name)
            if outlet not in own and (link.kind == "media" or outlet in told_by):
                known = named.setdefault((document_id, outlet), link)
                if _start(link.span) < _start(known.span):
                    named[document_id, outlet] = link
    return named


def _start(span: Span | None) -> float:
    return span.start if span else float("inf")


def _shared_events(
    groups: Iterable[Sequence[Mention]], documents: Mapping[str, Document]
) -> dict[tuple[str, str], dict[str, int]]:
    """For each document and outlet in its chains: how many events it tells after it, and with whom.

    Where a speaker is named behind the outlet, the other document must name him too.
    """
    shared: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mentions in groups:
        tellers = sorted({mention.document_id for mention in mentions})
        if len(tellers) > 1:
            for document, outlet, speakers in sorted({key for one in mentions for key in _passed_on(one)}):
                for other in tellers:
                    if other != document and all(_names(documents[other].text, one) for one in speakers):
                        shared[document, outlet][other] += 1
    return shared


def _passed_on(mention: Mention) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each outlet of the chain with the named speakers behind it."""
    for place, link in enumerate(mention.chain):
        if link.kind in ("media", "organisation"):
            behind = [one.name for one in mention.chain[place + 1 :] if one.kind not in ("media", "unnamed")]
            yield mention.document_id, plain_outlet(link.name), tuple(behind)


def _names(text: str, speaker: str) -> bool:
    """Tell whether a text names a speaker, in whatever spelling.

    >>> _names("Sergei Ryabkov said so.", "Sergej Rjabkov")
    True
    """
    surname = fold(speaker).split()[-1:]
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()}
    return any(
        word == name or SequenceMatcher(None, word, name).ratio() >= ALIKE for name in surname for word in words
    )


def _retelling(
    document: Document,
    link: Source,
    held: Sequence[Document],
    shared: Mapping[str, int],
    copied: Mapping[str, str],
) -> Retelling:
    """Choose the outlet's document that tells of most of the same events, its own before a copy of it."""
    family = copied.get(document.id, document.id)
    fit = [
        (rank, other)
        for rank, other in enumerate(held)
        if shared.get(other.id) and copied.get(other.id, other.id) != family and not _later(other, document)
    ]
    why = f"credits {link.name}" + (f" (“{link.cue}”)" if link.cue.strip(" :") else "")
    if not fit:
        reason = "no text of it in the record tells of the same" if held else "the record holds no text of it"
        return Retelling(document.id, link.name, None, link.span, (why, reason))
    own = [(rank, other) for rank, other in fit if other.publisher and _is(other.publisher.value, link.name)]
    _, best = min(own or fit, key=lambda one: (-shared[one[1].id], one[0]))
    count = shared[best.id]
    same = f"both tell of {count} event{'' if count == 1 else 's'}"
    whose = "published by it" if own else "a copy of its text"
    return Retelling(document.id, link.name, best.id, link.span, (why, f"{whose}; {same}"))


def _is(one: str, other: str) -> bool:
    return plain_outlet(one) == plain_outlet(other)


def _later(other: Document, document: Document) -> bool:
    """Tell whether the other came out after the document, which then cannot retell it."""
    first, second = other.published, document.published
    return bool(first and second and first.utc and second.utc and first.utc > second.utc)

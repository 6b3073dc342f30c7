"""Mentions → events: block, compare, group. The order of the input does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.copies.direction import origins, plain_outlet
from dateline.copies.retellings import find_retellings
from dateline.merging.block import candidate_pairs
from dateline.merging.compare import Comparison, compare
from dateline.merging.event import make_event
from dateline.merging.governments import load_governments
from dateline.merging.group import group
from dateline.merging.tellings import Origins, tellings
from dateline.merging.traits import Traits, traits_of
from dateline.model import CopyFamily, Document, Event, Mention

__all__ = ["Comparison", "Traits", "compare", "merge", "traits_of"]


def merge(
    documents: Sequence[Document], mentions: Sequence[Mention], families: Sequence[CopyFamily] = ()
) -> tuple[Event, ...]:
    """Put the mentions that tell of the same thing into one event each, with the reasons.

    Every mention lands in exactly one event. Two mentions share an event where nothing about them
    conflicts (type, mode, parties, place, time, count, course of status) and enough agrees. Copy
    families say which tellings are one.
    """
    by_id = {document.id: document for document in documents}
    ordered = sorted(mentions, key=lambda mention: mention.id)
    traits = [traits_of(mention, by_id[mention.document_id]) for mention in ordered]
    compared = {pair: compare(traits[pair[0]], traits[pair[1]]) for pair in candidate_pairs(traits)}
    joined = group(traits, compared)
    groups = [[ordered[index] for index in members] for members in joined]
    copied = origins(families)
    chains = [(mention.document_id, mention.chain) for mention in ordered]
    retold = {
        (one.document_id, plain_outlet(one.outlet)): one.of
        for one in find_retellings(documents, chains, groups, copied)
        if one.of
    }
    whence, names = Origins(copied, retold), load_governments()
    events = [
        replace(make_event(members, traits, compared), tellings=tellings(told, by_id, whence, names))
        for members, told in zip(joined, groups, strict=True)
    ]
    return tuple(sorted(events, key=lambda event: event.id))

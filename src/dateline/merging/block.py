"""Which pairs of mentions are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.merging.traits import Traits


def candidate_pairs(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield each pair of one type that shares an actor, a recipient or a place, once, in order."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, trait in enumerate(traits):
        kind = trait.mention.type
        for field, values in (
            ("actor", trait.actors),
            ("recipient", trait.recipients),
            ("place", trait.place_names),
        ):
            for value in sorted(values):
                blocks[kind, field, value].append(index)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for pair in combinations(blocks[key], 2):
            if pair not in seen:
                seen.add(pair)
                yield pair

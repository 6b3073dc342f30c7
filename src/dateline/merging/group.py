"""From compared pairs to groups: the surest pairs first, and never two members that conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.merging.compare import Comparison, compare
from dateline.merging.traits import Traits

Pair = tuple[int, int]


def group(traits: Sequence[Traits], compared: Mapping[Pair, Comparison]) -> tuple[tuple[int, ...], ...]:
    """Join the indexes of mentions into groups.

    Pairs are taken from the highest score down, ties in order of mention id; two groups join only
    where no member of one conflicts with a member of the other, so chains of half-alike mentions
    cannot grow into one giant event.
    """
    belongs = list(range(len(traits)))
    members: dict[int, list[int]] = {index: [index] for index in belongs}
    same = sorted(
        (pair for pair, comparison in compared.items() if comparison.is_same),
        key=lambda pair: (-compared[pair].score, pair),
    )
    for one, other in same:
        left, right = sorted((belongs[one], belongs[other]))
        if left == right or _conflicting(members[left], members[right], traits, compared):
            continue
        for index in members.pop(right):
            belongs[index] = left
            members[left].append(index)
    return tuple(tuple(sorted(indexes)) for _, indexes in sorted(members.items()))


def _conflicting(
    left: Sequence[int],
    right: Sequence[int],
    traits: Sequence[Traits],
    compared: Mapping[Pair, Comparison],
) -> bool:
    for one in left:
        for other in right:
            pair = (one, other) if one < other else (other, one)
            comparison = compared.get(pair) or compare(traits[pair[0]], traits[pair[1]])
            if comparison.conflict:
                return True
    return False

"""From copied pairs to families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from dateline.model import CopyPair

# From this share of the shorter document on, the two are one text; below it, one quotes the other.
WHOLE: Final = 0.5


def group(pairs: Sequence[CopyPair]) -> tuple[tuple[str, ...], ...]:
    """Put documents into families.

    Pairs that share most of the shorter text join freely. In the others one is the host, a smaller
    part of which is shared; it joins the family of its best partner only, for a page that quotes two
    reports must not make them one.
    """
    family: dict[str, str] = {}

    def root(name: str) -> str:
        while family.setdefault(name, name) != name:
            name = family[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        family[second] = first

    whole = [pair for pair in pairs if _is_whole(pair)]
    for pair in whole:
        join(pair.first, pair.second)
    settled = {name for pair in whole for name in (pair.first, pair.second)}
    best: dict[str, CopyPair] = {}
    for pair in pairs:
        host = pair.second if pair.share_second <= pair.share_first else pair.first
        if host not in settled and (host not in best or pair.score > best[host].score):
            best[host] = pair
    for _, pair in sorted(best.items()):
        join(pair.first, pair.second)
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(family):
        members[root(name)].append(name)
    return tuple(tuple(names) for _, names in sorted(members.items()) if len(names) > 1)


def _is_whole(pair: CopyPair) -> bool:
    return max(pair.share_first, pair.share_second) >= WHOLE

"""The event that a group of mentions makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.merging.compare import Comparison
from dateline.merging.traits import Traits
from dateline.model import Event, StatusChange, stable_id


def make_event(
    members: Sequence[int], traits: Sequence[Traits], compared: Mapping[tuple[int, int], Comparison]
) -> Event:
    """Sum up a group: parties and places of all its mentions, the days they agree on, the history of its status.

    Nothing is added up and no status replaces another: the history keeps each with its telling.
    """
    group = [traits[index] for index in members]
    mentions = [trait.mention for trait in group]
    modes = Counter(mention.mode for mention in mentions if mention.mode)
    start, end = _days(group)
    return Event(
        id=stable_id("event", *(mention.id for mention in mentions)),
        type=mentions[0].type,
        mode=min(modes, key=lambda mode: (-modes[mode], mode)) if modes else None,
        mentions=tuple(mention.id for mention in mentions),
        documents=tuple(sorted({mention.document_id for mention in mentions})),
        actors=tuple(sorted({actor for trait in group for actor in trait.actors})),
        recipients=tuple(sorted({recipient for trait in group for recipient in trait.recipients})),
        places=tuple(sorted({name for trait in group for name in trait.place_names})),
        start=start,
        end=end,
        history=_history(group),
        reasons=_reasons(members, traits, compared),
    )


def _days(group: Sequence[Traits]) -> tuple[str | None, str | None]:
    """The narrowest days that every dated mention allows."""
    dated = [trait for trait in group if trait.dated]
    starts = [trait.first_day for trait in dated if trait.first_day]
    ends = [trait.last_day for trait in dated if trait.last_day]
    return (max(starts).isoformat() if starts else None), (min(ends).isoformat() if ends else None)


def _history(group: Sequence[Traits]) -> tuple[StatusChange, ...]:
    """Every status with its telling: dated tellings in order of time, then the undated ones."""
    ordered = sorted(
        group, key=lambda t: (t.told is None, t.told or "", t.mention.document_id, t.mention.span.start)
    )
    return tuple(StatusChange(t.mention.status, t.mention.id, t.told) for t in ordered)


def _reasons(
    members: Sequence[int], traits: Sequence[Traits], compared: Mapping[tuple[int, int], Comparison]
) -> tuple[str, ...]:
    """For each mention after the first, what tied it to an earlier one."""
    reasons = []
    for position, index in enumerate(members[1:], 1):
        pairs = [(compared[m, index], m) for m in members[:position] if (m, index) in compared]
        if pairs:
            best, other = max(pairs, key=lambda pair: (pair[0].score, -pair[1]))
            why = "; ".join(best.reasons)
            reasons.append(f"{traits[index].mention.id} with {traits[other].mention.id}: {why}")
    return tuple(reasons)

"""Denials that name no deed of their own: "Moscow has no such plans", "the ministry rejected the charge".

Rules of type ECHO take type, mode and parties from the deed told just before, where the one who denies is its
actor, or where nobody else has been named. Without such a deed there is nothing to record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.coding.roles import Roles
from dateline.model import Mention, Reason

SENTENCES_BACK: Final = 3
DENIABLE: Final = ("ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "AGREE")


def echoed(roles: Roles, sentence: int, earlier: Sequence[Mention]) -> Mention | None:
    """The deed that a denial answers: the nearest of the denier's own, else the nearest with no actor."""
    near = [
        mention
        for mention in reversed(earlier)
        if sentence - mention.sentence <= SENTENCES_BACK and mention.type in DENIABLE
    ]
    deniers = {actor.id for actor in roles.actors}
    if not deniers:  # "more such attacks"
        return near[0] if near else None
    for mention in near:
        if deniers & {actor.id for actor in mention.actors}:
            return mention
    return next((m for m in near if not m.actors and deniers), None)


def as_told(roles: Roles, source: Mention, rule: str) -> Roles:
    """The parties of the deed that is denied."""
    actors = source.actors or roles.actors
    span = actors[0].span if actors else source.trigger
    reason = Reason("type", span, rule, f"the denial answers the {source.type} told before")
    known = {actor.id for actor in actors}
    recipients = tuple(actor for actor in source.recipients if actor.id not in known)
    return Roles(actors, recipients, (*roles.reasons, reason))

"""Recipients read from places: an attack on the port of Odesa is one on Ukraine.

Roles are read before places are found. Where the words that bear a deed name no party ("the port of Odesa"), the
mention keeps a reason that says so, with their span; a place found inside that span, in one country only, then
gives the party. Run after `normalising`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.model import Actor, Mention, Place, Reason, Span

BORNE_BY_PLACES: Final = frozenset({"ASSAULT", "COERCE"})
RULE: Final = "roles.place"


def recipients_from_places(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Fill the empty recipients of attacks and seizures from the place that bears them."""
    return tuple(_placed(mention) for mention in mentions)


def _placed(mention: Mention) -> Mention:
    if mention.recipients or mention.type not in BORNE_BY_PLACES:
        return mention
    borne = next((r.span for r in mention.reasons if r.field == "recipients" and r.span is not None), None)
    place = _inside(mention.places, borne) if borne is not None else None
    if place is None or place.countries[0] in {actor.country for actor in mention.actors}:
        return mention
    code = place.countries[0]
    party = Actor(code, code, "GOV", place.name, place.text, place.span, None, RULE)
    reason = Reason("recipients", place.span, RULE, f"{place.text!r}, which bears the deed, lies in {code}")
    return replace(mention, recipients=(party,), reasons=(*mention.reasons, reason))


def _inside(places: Sequence[Place], span: Span) -> Place | None:
    """The one place inside a span that lies in one country."""
    found = [place for place in places if span.covers(place.span) and len(place.countries) == 1]
    return found[0] if len({place.countries for place in found}) == 1 else None

"""Who did it and to whom: the parties of a match, read from the slots its rule names.

A slot that names nobody gives nobody; the next slot of the rule is tried, and where none is left the role is empty.
Speakers, reporters and victims are parties only where a rule says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.coding.actors.table import STATE_SECTORS
from dateline.coding.frames import base
from dateline.coding.homes import RULE as OF_STORY
from dateline.coding.implied import implied
from dateline.coding.parties import OTHERS, Scene, lookup_of, parties_of, speaking_parties
from dateline.coding.sites import Match, Site
from dateline.coding.slots import Lookup, fill
from dateline.coding.wording import HYPHENS
from dateline.model import Actor, Reason, Sentence, Token
from dateline.parsing.tree import child, span_of, subtree


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one deed and the reasons for them."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    reasons: tuple[Reason, ...]


def read_roles(match: Match, scene: Scene) -> Roles:
    """Fill the roles of a match from its rule's slots."""
    lookup = lookup_of(scene)
    actors, actor_reasons = _first(match, match.rule.actor, scene, lookup, "actors", ())
    if match.rule.joint:
        return _joint(match, scene, lookup, actors, actor_reasons)
    recipients, recipient_reasons = _first(match, match.rule.recipient, scene, lookup, "recipients", actors)
    if not recipients:
        recipients, recipient_reasons = implied(match, scene, actors) or (recipients, recipient_reasons)
    return Roles(actors, recipients, actor_reasons + recipient_reasons)


def _joint(
    match: Match, scene: Scene, lookup: Lookup, actors: tuple[Actor, ...], reasons: tuple[Reason, ...]
) -> Roles:
    """Talks and agreements: one side and the other, or, where one phrase names both, both in both roles."""
    slots = [s for s in match.rule.recipient if len(actors) == 1 or s.rsplit(".", maxsplit=1)[-1] not in WHERE]
    others, more = _first(match, slots, scene, lookup, "recipients", actors)
    told_apart = len({actor.span for actor in actors}) > 1  # a group told as one deals with others
    two = len(actors) > 1 and all(actor.rule == OF_STORY for actor in actors)  # "the two countries"
    if not others and (told_apart or two):
        span = actors[0].span
        both = Reason(
            "recipients", span, match.rule.id, "they do it with each other, so each is in both roles"
        )
        return Roles(actors, actors, (*reasons, both))
    return Roles(actors, others, reasons + more)


def _first(
    match: Match, slots: Iterable[str], scene: Scene, lookup: Lookup, role: str, without: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Reason, ...]]:
    """The parties of the first slot that names any, the deed's own trigger before the sites merged into it."""
    known = {actor.id for actor in without}
    abroad = frozenset(a.country for a in without if a.country and a.sector in STATE_SECTORS)
    nameless: list[Reason] = []
    for site in (match.site, *match.merged):
        for slot in slots:
            named = _named(match, site, slot, scene, lookup, role, abroad)
            fresh = tuple(a for a in named if a.id not in known or _is_other_organ(a, without, match))
            if fresh:
                words = ", ".join(dict.fromkeys(actor.text for actor in fresh))
                reason = Reason(
                    role, fresh[0].span, match.rule.id, f"{words}: the {slot} of {site.trigger.text!r}"
                )
                return fresh, (reason,)
            nameless.extend(_nameless(match, site, slot, lookup, role))
    return (), tuple(nameless[:1])


def _nameless(match: Match, site: Site, slot: str, lookup: Lookup, role: str) -> tuple[Reason, ...]:
    """Say which words stand in the role where no party is known: "the port of Odesa" may yet be placed."""
    if slot == "speaker":
        return ()
    for token in fill(site, slot, lookup):
        span = span_of(subtree(site.sentence, token))
        why = f"{token.text!r}, the {slot} of {site.trigger.text!r}, names no party"
        return (Reason(role, span, match.rule.id, why),)
    return ()


# Deeds of one state's organs towards another: "The court ordered the government to pay", "troops toppled the king".
BETWEEN_ORGANS: Final = frozenset(
    {"ACCUSE", "ASSAULT", "COERCE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
)


def _is_other_organ(actor: Actor, doers: tuple[Actor, ...], match: Match) -> bool:
    """Tell whether a party of the doer's own country is another organ of it, as its words and sector say."""
    if match.rule.type not in BETWEEN_ORGANS or match.rule.joint:
        return False
    return all(a.sector != actor.sector and not a.span.overlaps(actor.span) for a in doers if a.id == actor.id)


def _named(
    match: Match,
    site: Site,
    slot: str,
    scene: Scene,
    lookup: Lookup,
    role: str,
    abroad: frozenset[str] = frozenset(),
) -> tuple[Actor, ...]:
    if slot == "speaker":
        return speaking_parties(scene, site.trigger)
    if match.doer is not None and role == "actors":
        return parties_of(scene, site.sentence, match.doer, places=True)
    tokens: tuple[Token, ...] = fill(site, slot, lookup)
    if match.item is not None and slot == "object":
        tokens = (match.item, *tokens)
    wide = role == "recipients" or slot.rsplit(".", maxsplit=1)[-1] in WIDE_SLOTS
    wide = wide or (slot == "from" and match.rule.type == "SANCTION")  # "were expelled from Chad"
    apart = frozenset(t.index for t in match.apart)
    found: dict[str, Actor] = {}
    for token in tokens:
        if token.index == site.trigger.index and "." in slot:
            continue  # "the arrest angered Chad": no deed is the subject of its own
        if token.index in apart or (role == "recipients" and _is_ones_own(scene, site, token, match)):
            continue
        if slot == "poss" and _only_places(scene, site, token):
            continue
        if _stands_near(match, slot) and _is_seat(scene, site.sentence, token):
            continue
        named = parties_of(
            scene, site.sentence, token, places=wide, owners=wide, without=apart, abroad=abroad
        )
        for actor in named:
            found.setdefault(actor.id, actor)
    return tuple(found.values())


# Slots whose fillers are parties even where a name there would be a place by its grammar, and owners of means.
WIDE_SLOTS = frozenset({"poss", "between", "by", "of", "subject", "object"})
# Where two sides meet is no third side: "Iran and Saudi Arabia restored ties in Beijing".
WHERE: Final = frozenset({"at", "in"})
# Nouns before which a country only says where: "the Kosovo fighting" is not Kosovo's.
SHARED_DEEDS: Final = frozenset(
    "battle ceasefire clash conflict crisis fighting hostility peace talk truce unrest violence war".split()
)
# A country that forces stand near is the one they stand against; a city they stand near only says where.
NEAR_SLOTS = frozenset({"near", "around", "along", "on", "toward", "towards"})


def _only_places(scene: Scene, site: Site, token: Token) -> bool:
    name = scene.actors.name_at(site.sentence, token)
    after = site.sentence.tokens[token.index + 1 : token.index + 2]
    return (
        base(site.trigger) in SHARED_DEEDS
        and token.dep == "compound"
        and name is not None
        and name.known.sense in ("country", "capital")
        and not (after and after[0].text in HYPHENS)
    )


def _stands_near(match: Match, slot: str) -> bool:
    return match.rule.type == "MOBILIZE" and slot.rsplit(".", maxsplit=1)[-1] in NEAR_SLOTS


def _is_seat(scene: Scene, sentence: Sentence, token: Token) -> bool:
    name = scene.actors.name_at(sentence, token)
    return name is not None and name.known.sense == "capital"


def _is_ones_own(scene: Scene, site: Site, token: Token, match: Match) -> bool:
    """Tell whether a thing is the doer's own by its pronoun: "wants *its* bank readmitted"."""
    owner = child(site.sentence, token, "poss")
    if owner is None or owner.pos != "PRON" or token.pos == "PROPN" or base(token) in OTHERS:
        return False
    owned = {actor.id for actor in parties_of(scene, site.sentence, owner, places=True)}
    doers = {
        actor.id
        for slot in match.rule.actor
        if slot != "speaker"
        for doer in fill(site, slot, lookup_of(scene))
        for actor in parties_of(scene, site.sentence, doer, places=True, owners=True)
    }
    return bool(owned & doers)

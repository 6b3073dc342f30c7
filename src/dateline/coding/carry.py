"""Parties that the sentence before gives, as in "The army put 900 on alert. None has left yet".

Only rules that say so (`carries`) look back, only to mentions of the types they name, and not far. The reason
names the earlier words, so that a reader can see that the deed's own words name nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.coding.frames import base, word
from dateline.coding.roles import Roles
from dateline.coding.sites import Match
from dateline.coding.slots import Lookup, fill
from dateline.model import Actor, Mention, Reason, Sentence, Token
from dateline.parsing.tree import children

SENTENCES_BACK: Final = 2
UNSIGNED: Final = ("COERCE", "ASSAULT")  # deeds that are told of, and told of again, without their doer


def carry(
    roles: Roles, types: tuple[str, ...], sentence: int, earlier: Sequence[Mention], rule: str
) -> Roles:
    """Fill empty roles from the nearest earlier mention of one of the types that has actors."""
    if roles.actors or not types:
        return roles
    source = _nearest(types, sentence, earlier)
    if source is None:
        return roles
    recipients = roles.recipients or (
        source.recipients if source.type != "MOBILIZE" or "ASSAULT" in types else ()
    )
    known = {actor.id for actor in recipients} if roles.recipients else set()
    actors = tuple(actor for actor in source.actors if actor.id not in known)
    shown = (*actors, *recipients)
    if not shown:
        return roles
    names = ", ".join(dict.fromkeys(actor.text for actor in shown))
    role = "actors" if actors else "recipients"
    reason = Reason(role, shown[0].span, rule, f"{names}: carried over from the {source.type} told before")
    return Roles(actors, recipients, (*roles.reasons, reason))


def _nearest(types: tuple[str, ...], sentence: int, earlier: Sequence[Mention]) -> Mention | None:
    """The nearest mention that tells of the deed itself before one that stands under an "if"."""
    near = [
        mention
        for mention in reversed(earlier)
        if sentence - mention.sentence <= SENTENCES_BACK
        and mention.type in types
        and (mention.actors or (mention.recipients and mention.type in UNSIGNED))
    ]
    told = (
        [m for m in near if m.actors and m.status != "conditional"] or [m for m in near if m.actors] or near
    )
    return told[0] if told else None


BOTH: Final = frozenset({"both", "two"})
SIDES: Final = frozenset(
    """ally army capital country enemy force general government leader man minister nation neighbor neighbour party
    premier president rival side state""".split()
)


def from_subject(
    match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup
) -> Roles:
    """Give a deed the doer that its subject points back to: "it", or "both sides" of what was told before."""
    if roles.actors or (match.site.kind == "noun" and match.site.support is None):
        return roles
    subjects = fill(match.site, "subject", lookup)
    source: Mention | None = None
    if any(t.pos == "PRON" and word(t) in ("it", "they", "he", "she") for t in subjects):
        near = [m for m in reversed(earlier) if 0 < sentence - m.sentence <= 1 and m.actors]
        source = near[-1] if near else None  # the first of the sentence before: its main deed
        found = source.actors if source is not None else ()
    elif any(_are_both(match.site.sentence, t) for t in subjects):
        near = [m for m in reversed(earlier) if sentence - m.sentence <= SENTENCES_BACK]
        source = next((m for m in near if len(_parties(m)) == len(BOTH)), None)
        found = _parties(source) if source is not None else ()
    else:
        return roles
    if source is None or not found:
        return roles
    names = ", ".join(dict.fromkeys(actor.text for actor in found))
    why = f"{names}: meant by {subjects[0].text!r}, from the {source.type} told before"
    reason = Reason("actors", found[0].span, match.rule.id, why)
    known = {actor.id for actor in found}
    recipients = tuple(a for a in roles.recipients if a.id not in known)
    if match.rule.joint and len(found) > 1:
        recipients = found
    return Roles(found, recipients, (*roles.reasons, reason))


def _are_both(sentence: Sentence, token: Token) -> bool:
    """Tell whether a phrase is "both armies", "the two presidents", "the sides"."""
    if base(token) not in SIDES:
        return False
    before = children(sentence, token, "det", "nummod", "predet", "cc", "preconj")
    return word(token) == "sides" or any(word(t) in BOTH for t in before)


def _parties(mention: Mention) -> tuple[Actor, ...]:
    found = {actor.id: actor for actor in (*mention.actors, *mention.recipients)}
    return tuple(found.values())


def told_before(sentence: int, earlier: Sequence[Mention]) -> frozenset[str]:
    """The types of the deeds told not far before a sentence."""
    return frozenset(m.type for m in earlier if sentence - m.sentence <= SENTENCES_BACK)


# What answers what: to turn down, grant or return it is to do so to whoever asked, threatened or acted.
ANSWERS: Final = {
    "REJECT": ("REQUEST", "AGREE", "THREATEN"),
    "AGREE": ("REQUEST",),
    "CONCEDE": ("REQUEST", "THREATEN", "PROTEST"),
    "ACCUSE": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
    "THREATEN": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
    "SANCTION": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
}
TOWARDS: Final = frozenset(
    {"AID", "ASSAULT", "SANCTION", "THREATEN", "REQUEST", "REJECT", "AGREE", "ACCUSE", "CONCEDE"}
)
# Deeds that have the same other side: troops massed at a border and the attack that is feared.
LIKE: Final = {"ASSAULT": ("ASSAULT", "MOBILIZE", "COERCE")}
# Deeds that several do to the same one: the second donor, the next capital that imposes sanctions.
SHARED: Final = frozenset({"AID", "SANCTION"})
OTHER_SIDE_BACK: Final = 4


def counterpart(roles: Roles, type_: str, sentence: int, earlier: Sequence[Mention], rule: str) -> Roles:
    """Fill an empty recipient with the side that the actor has just been said to deal with, where there is one.

    First what the actor did to somebody by a deed of the same type, then who turned to the actor before.
    """
    told = any(actor.country or actor.sector == "IGO" for actor in roles.recipients)
    if told or not roles.actors or type_ not in TOWARDS:
        return roles
    own = {actor.id for actor in roles.actors}
    for mention in reversed(earlier):
        if sentence - mention.sentence > OTHER_SIDE_BACK:
            break
        found = tuple(a for a in _other_side(mention, type_, own) if a.id not in own)
        if found:
            names = ", ".join(dict.fromkeys(actor.text for actor in found))
            why = f"{names}: the other side of the {mention.type} told before"
            reason = Reason("recipients", found[0].span, rule, why)
            return Roles(roles.actors, found, (*roles.reasons, reason))
    return roles


def _other_side(mention: Mention, type_: str, own: set[str]) -> tuple[Actor, ...]:
    """Whom an earlier mention leaves as the other side of a deed, if any."""
    doers = {actor.id for actor in mention.actors}
    if mention.type in LIKE.get(type_, (type_,)) and (
        own & doers or (type_ in SHARED and mention.type == type_)
    ):
        return mention.recipients
    if (
        mention.type in ANSWERS.get(type_, ())
        and own & {a.id for a in mention.recipients}
        and not own & doers
    ):
        return mention.actors
    return ()

"""Recipients that the words imply: who must act under a threat, who died when, who rules where.

Tried only where the slots of the rule name nobody.
"""

from __future__ import annotations

from typing import Final

from dateline.coding.actors.table import STATE_SECTORS
from dateline.coding.frames import BEARING, after_preposition, base, object_of, subject, word
from dateline.coding.homes import country_of_story, two_of_story
from dateline.coding.parties import Scene, lookup_of, parties_of
from dateline.coding.sites import Match
from dateline.coding.slots import fill
from dateline.model import Actor, Reason
from dateline.parsing.tree import ancestors, child, children, head, span_of, subtree

Filled = tuple[tuple[Actor, ...], tuple[Reason, ...]]
HARMED: Final = BEARING | {"kill", "wound", "injure", "hurt", "maim"}
WHEN: Final = frozenset({"when", "as", "after"})
# What rulers do: to condemn it is to condemn them.
OF_RULERS: Final = frozenset(
    """abuse arrest conviction coup crackdown detention election execution law persecution referendum repression
    takeover""".split()
)


def implied(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """Whom a deed is done to where no slot of its rule names a party; None where no words imply one."""
    return next((filled for way in WAYS if (filled := way(match, scene, actors)) is not None), None)


def _conditioned(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """Whom a threat is held out to: "would strike *unless Tirana* yields" is one to Albania."""
    sentence, known = match.site.sentence, {actor.id for actor in actors}
    for verb in sentence.tokens if match.rule.type == "THREATEN" else ():
        mark = child(sentence, verb, "mark")
        if verb.dep != "advcl" or mark is None or word(mark) not in ("if", "unless", "until"):
            continue
        doer = subject(sentence, verb)
        named = parties_of(scene, sentence, doer, places=True, owners=True) if doer is not None else ()
        found = tuple(actor for actor in named if actor.id not in known)
        if found and any(above.index == match.site.clause.index for above in ancestors(sentence, verb)):
            names = ", ".join(dict.fromkeys(actor.text for actor in found))
            why = f"{names}: who must act, after {mark.text!r}"
            return found, (Reason("recipients", found[0].span, match.rule.id, why),)
    return None


def _killed_when(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """Who died by a deed told in a clause of time: "Four monks died *when a bomb went off*"."""
    sentence, verb = match.site.sentence, match.site.clause
    above = head(sentence, verb)
    if match.rule.type != "ASSAULT" or verb.dep != "advcl" or base(above) not in HARMED:
        return None
    if not {word(t) for t in children(sentence, verb)} & WHEN:
        return None
    victim = object_of(sentence, above)
    if victim is None:
        return None
    named = parties_of(scene, sentence, victim, owners=True)
    if named:
        names = ", ".join(dict.fromkeys(actor.text for actor in named))
        return named, (Reason("recipients", named[0].span, match.rule.id, f"{names}: {above.text} by it"),)
    span = span_of(subtree(sentence, victim, frozenset((verb.index,))))
    return (), (Reason("recipients", span, match.rule.id, f"{victim.text!r}, {above.text} by it, names no party"),)


def _ruled(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """ "Demanded an end to violence in Chad", "condemned the coup in Chad": it is for those who rule there."""
    if match.rule.type not in ("ACCUSE", "REQUEST"):
        return None
    sentence, known = match.site.sentence, {actor.id for actor in actors}
    things = fill(match.site, "object|for|to|object.to|object.of", lookup_of(scene))
    for thing in things:
        if match.rule.type == "ACCUSE" and base(thing) not in OF_RULERS:
            continue
        for place in after_preposition(sentence, thing, frozenset(("in",))):
            name = scene.actors.name_at(sentence, place)
            if name is None or name.known.sense != "country":
                continue
            found = tuple(actor for actor in scene.actors.named(sentence, place) if actor.id not in known)
            if found:
                why = f"{found[0].text}: where {thing.text!r} is, so whoever rules there"
                return found, (Reason("recipients", found[0].span, match.rule.id, why),)
    return None


def _each_other(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """ "Expelled each other's envoys": each is in both roles."""
    both = next(
        (
            token
            for token in subtree(match.site.sentence, match.site.clause)
            if word(token) in ("other", "another")
            and token.index
            and word(match.site.sentence.tokens[token.index - 1]) in ("each", "one")
        ),
        None,
    )
    if both is None or len({actor.id for actor in actors}) == 1:
        return None
    return actors, (Reason("recipients", span_of((both,)), match.rule.id, "each does it to the other"),)


WAYS: Final = (_conditioned, _killed_when, _ruled, _each_other)

STORY: Final = "roles.story"
# What outsiders ask of whoever the report is about.
ASKED_OF_ALL: Final = frozenset(
    """calm ceasefire cessation de-escalation dialogue end halt inquiry investigation moderation negotiation pause peace
    release restraint talk truce withdrawal""".split()
)


def left_by_story(match: Match, scene: Scene, actors: tuple[Actor, ...]) -> Filled | None:
    """Whom the report leaves, where no words say it: who else in a quarrel of two, or the one it is about.

    An outsider appeals for calm to both or to the one country of the report, and punishes that one country; of two
    that quarrel, each threatens and punishes the other.
    """
    sentence, type_ = match.site.sentence, match.rule.type
    if not actors or any(a.sector not in STATE_SECTORS | {"IGO"} for a in actors):
        return None
    own = frozenset(a.country or a.id for a in actors)
    two = two_of_story(scene.actors)
    codes: tuple[str, ...] = ()
    if own & frozenset(two):
        codes = tuple(c for c in two if c not in own) if type_ in ("SANCTION", "THREATEN") else ()
    elif type_ == "SANCTION" or (type_ == "REQUEST" and _asks_of_all(match, scene)):
        one = country_of_story(scene.actors, sentence, own)
        told = scene.actors.countries_told()
        leads = one is not None and told[one] == max(told.values())
        codes = (one,) if one is not None and leads and not two else two if type_ == "REQUEST" else ()
    found = tuple(actor for code in codes for actor in _first_told(scene, code))
    if not found:
        return None
    why = f"{', '.join(a.text for a in found)}: no word says towards whom, and the report is about them"
    return found, (Reason("recipients", found[0].span, STORY, why),)


def _asks_of_all(match: Match, scene: Scene) -> bool:
    things = fill(match.site, "object|for|to|on", lookup_of(scene))
    return any(base(thing) in ASKED_OF_ALL for thing in things)


def _first_told(scene: Scene, code: str) -> tuple[Actor, ...]:
    """A country as the report names it first."""
    for sentence in scene.sentences:
        for name in scene.actors.names[sentence.index]:
            if name.known.country == code and name.known.sense in ("country", "capital", "people"):
                named = scene.actors.named(sentence, sentence.tokens[name.last])
                found = tuple(actor for actor in named if actor.id == code)
                if found:
                    return found
    return ()

"""Recipients that the words imply: who must act under a threat, who died when, who rules where.

Tried only where the slots of the rule name nobody.
"""

from __future__ import annotations

from typing import Final

from dateline.coding.frames import BEARING, after_preposition, base, object_of, subject, word
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

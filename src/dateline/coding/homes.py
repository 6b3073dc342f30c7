"""Whose army "the army" is: the country of the story, where the words around name one and no other.

A report on Sudan soon says "the army", "the government", "the rebels" and no longer whose. They are of the country
that the document names most, or of the only one that its sentence names; where two countries weigh alike
("Russia" and "Ukraine"), nobody is meant for certain and nobody is recorded.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dateline.coding.actors.table import STATE_SECTORS
from dateline.coding.frames import base
from dateline.model import Actor, Sentence, Span, Token
from dateline.parsing.tree import child, children

if TYPE_CHECKING:
    from dateline.coding.actors import ActorIndex
    from dateline.coding.actors.table import Agent

RULE: Final = "roles.home"
NEAR: Final = 2
# A country is the story's own from this share of the document's namings on; two that fight stay below it.
SHARE: Final = 0.6
# Or from a smaller share, where it is named so many times as often as any other.
LEAST: Final = 0.35
AHEAD: Final = 2.5
ORGANS: Final = frozenset({"body", "force"})
# Bodies and forces that may be anybody's.
VAGUE: Final = frozenset(
    """agency assembly battery bureau command commission commissioner consulate contingent corps council delegation
    department detachment division embassy executive fleet force mission office party patrol regulator republic
    reserve secretariat side state team tribunal unit""".split()
)
OFFICES: Final = frozenset({"president", "premier", "monarch", "king", "emir", "sultan"})
PAIR: Final = 2
OFTEN: Final = 2  # namings of a country before "the president" is its own and no guest in it
RANKS: Final = frozenset({"soldier", "troop", "policeman", "prosecutor", "lawmaker"})
REBELS: Final = frozenset({"rebel", "insurgent", "separatist", "guerrilla", "guerilla", "secessionist"})
GANGS: Final = frozenset({"gang", "cartel"})
OPPOSITION: Final = frozenset({"OPP"})
OWN: Final = frozenset(
    """armed army central federal government interim main military national opposition regular riot ruling
    security transitional""".split()
)


def home_of(
    actors: ActorIndex, sentence: Sentence, token: Token, without: frozenset[str] = frozenset()
) -> tuple[Actor, ...]:
    """The party that an organ of state, the opposition or the rebels are, told without their country."""
    agent = actors.agent_at(sentence, token)
    if agent is None or not _is_organ(token, agent) or not _stands_alone(actors, sentence, token):
        return ()
    country = country_of_story(actors, sentence, without if agent.sector in STATE_SECTORS else frozenset())
    if country is None or (base(token) in OFFICES and actors.countries_told()[country] < OFTEN):
        return ()
    code = country if agent.sector in STATE_SECTORS else f"{country}/{agent.sector}"
    span = Span(token.start, token.end)
    return (Actor(code, country, agent.sector, actors.table.countries[country], token.text, span, None, RULE),)


def _is_organ(token: Token, agent: Agent) -> bool:
    word = base(token)
    if agent.sector in ("CRM", "REB"):
        return word in REBELS | GANGS
    if agent.sense in ORGANS:
        return word not in VAGUE
    return word in OFFICES | RANKS or agent.sector in OPPOSITION or agent.noun == "ruling party"


def _stands_alone(actors: ActorIndex, sentence: Sentence, token: Token) -> bool:
    """Tell whether "the", a number or nothing stands before: not "a government", "Kachin army", "its army"."""
    if token.dep in ("compound", "nmod", "appos", "attr") or child(sentence, token, "poss", "appos") is not None:
        return False
    if any(t.text.lower() != "the" for t in children(sentence, token, "det")):
        return False
    for modifier in children(sentence, token, "amod", "compound", "nmod"):
        own = modifier.text.lower() in OWN or base(token) in REBELS  # "Tuareg rebels" are the story's
        if not own or actors.name_at(sentence, modifier) is not None:
            return False
    for preposition in children(sentence, token, "prep"):
        below = child(sentence, preposition, "pobj")
        if below is not None and (below.pos == "PROPN" or actors.name_at(sentence, below) is not None):
            return False
    following = sentence.tokens[token.index + 1 : token.index + 2]
    return not (following and following[0].pos == "PROPN" and token.text[0].isupper())


def country_of_story(
    actors: ActorIndex, sentence: Sentence, without: frozenset[str] = frozenset()
) -> str | None:
    """The country that the document names most by far, or that its sentence and those before name alone."""
    whole = Counter({c: n for c, n in actors.countries_told().items() if c not in without})
    if not whole:
        return None
    (top, times), second = whole.most_common(1)[0], sum(n for _, n in whole.most_common(2)[1:])
    here = {c for c in actors.countries_in(sentence.index) if c not in without}
    leads = times >= LEAST * whole.total() and times >= AHEAD * max(second, 1)
    if (times >= SHARE * whole.total() or leads) and (not here or top in here):
        return top
    first = max(0, sentence.index - NEAR)
    near = here.union(*(actors.countries_in(i) for i in range(first, sentence.index))) - without
    return next(iter(here)) if len(here) == 1 and len(near) == 1 else None


def two_of_story(actors: ActorIndex) -> tuple[str, ...]:
    """The two countries that a document is about: named alike, together most often, and far before any third."""
    told = actors.countries_told()
    ranked = [*told.most_common(3), ("", 0)]
    if len(ranked) <= PAIR:
        return ()
    (first, most), (second, times), (_, third) = ranked[:3]
    alike = PAIR * times >= most and times >= PAIR * third
    return (first, second) if alike and times >= OFTEN and most + times >= SHARE * told.total() else ()

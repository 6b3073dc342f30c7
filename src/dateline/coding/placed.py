"""Parties read from places: an attack on the port of Odesa is one on Ukraine, police in Mombasa are Kenya's.

Roles are read before places are found. Where the words in a role name no party ("the port of Odesa", "15
villagers"), the mention keeps a reason that says so, with their span. A place inside that span, in one country
only, gives the party; so does the place of the deed to villagers, soldiers or a hospital that bear it there.
Whom a state's police arrest at home are its people. Demonstrators get no country by where they march.
Run after `normalising`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.coding.actors import ActorIndex
from dateline.coding.actors.table import STATE_SECTORS, Agent
from dateline.coding.frames import base, kernels
from dateline.coding.homes import RULE as OF_STORY
from dateline.coding.homes import country_of_story
from dateline.model import Actor, Mention, Place, Reason, Sentence, Span, Token
from dateline.parsing.tree import top_of

RULE: Final = "roles.place"
OWN_PEOPLE: Final = "roles.own-people"
BORNE_BY_PLACES: Final = frozenset({"ASSAULT", "COERCE"})
GRANTED: Final = frozenset({"CONCEDE"})  # what a state allows, it allows its own
COLLECTIVE: Final = frozenset({"body", "force", "group"})
# States that are gone, with the countries of today on their soil.
PARTS: Final = {
    "CSK": ("CZE", "SVK"),
    "DDR": ("DEU",),
    "SCG": ("MNE", "SRB"),
    "SUN": tuple("ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB".split()),
    "YMD": ("YEM",),
    "YUG": ("MNE", "SRB"),
}
AT_HOME: Final = frozenset({"COP", "JUD", "SPY"})
# People and forces that a place may give a country: those who come from elsewhere are of other sectors.
RESIDENT: Final = frozenset(
    {"BUS", "COP", "CVL", "EDU", "GOV", "HLH", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PTY", "REB", "REL", "SPY"}
)  # fmt: skip
MARCHING: Final = frozenset({"crowd", "demonstrator", "marcher", "mob", "protester", "protestor", "rioter"})
FROM_ELSEWHERE: Final = frozenset(
    """crew expatriate foreigner hostage mercenary observer passenger peacekeeper pilgrim sailor seaman tourist
    traveller visitor volunteer""".split()
)
# What moves may be another country's wherever it is hit.
MOVING: Final = frozenset(
    """aircraft airline airliner boat bomber bus car carrier convoy destroyer drone ferry fighter freighter frigate
    helicopter jet missile patrol plane rocket ship submarine tanker train trawler truck vehicle vessel
    warplane warship yacht""".split()
)


def parties_from_places(
    sentences: Sequence[Sentence], actors: ActorIndex, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Fill roles that the words leave without a known party from the places of their deeds."""
    invaders = _invaders(mentions)
    found = []
    for mention in mentions:
        sentence = sentences[mention.sentence]
        placed = _doer_placed(mention, sentence, actors)
        found.append(_bearer_placed(placed, sentence, actors, invaders))
    return tuple(found)


def _invaders(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """Who is told to fight on whose soil: there, what a state attacks at home is not its own."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.type in ("ASSAULT", "MOBILIZE"):
            for bearer in mention.recipients:
                doers = {a.country for a in mention.actors if a.country and a.country != bearer.country}
                if bearer.country and doers:
                    found.setdefault(bearer.country, set()).update(doers)
    return {country: frozenset(doers) for country, doers in found.items()}


def _doer_placed(mention: Mention, sentence: Sentence, actors: ActorIndex) -> Mention:
    """ "Police in Mombasa", "rebels in eastern Congo": forces of the place that stands in their own phrase."""
    nameless = _nameless(mention, "actors", sentence) if not mention.actors else None
    if nameless is None:
        return mention
    span, token = nameless
    agent = actors.agent_at(sentence, token)
    place = _inside(mention.places, span)
    if agent is None or place is None or not (agent.sense in COLLECTIVE or agent.sector in ("COP", "MIL")):
        return mention
    return _with(mention, "actors", _party(place.countries[0], agent.sector, place), RULE, place)


def _bearer_placed(
    mention: Mention, sentence: Sentence, actors: ActorIndex, invaders: dict[str, frozenset[str]]
) -> Mention:
    if any(a.country or a.id not in ("BUS", "CVL") for a in mention.recipients):
        return mention
    bearer = _nameless(mention, "recipients", sentence)
    if bearer is None or not (mention.type in BORNE_BY_PLACES | GRANTED or mention.mode == "convict"):
        return mention
    span, token = bearer
    agent = actors.agent_at(sentence, token)
    if mention.type in GRANTED:
        return _own_people(mention, sentence, actors, bearer)
    place = _inside(mention.places, span)
    if place is None and _stays(token, agent) and (agent is not None or mention.type == "ASSAULT"):
        place = _sole(mention.places)
    if place is not None:
        return _borne_in(mention, place, agent, invaders)
    own = _own_people(mention, sentence, actors, bearer)
    if own.recipients or mention.places or mention.type != "ASSAULT" or not _stays(token, agent):
        return own
    return _of_story(own, sentence, actors, bearer, invaders)


def _of_story(
    mention: Mention,
    sentence: Sentence,
    actors: ActorIndex,
    bearer: tuple[Span, Token],
    invaders: dict[str, frozenset[str]],
) -> Mention:
    """ "Two police officers were wounded": in a report on one country, without a place, its own."""
    span, token = bearer
    agent = actors.agent_at(sentence, token)
    rebels = {a.country for a in mention.actors if a.sector == "REB"}
    states = {a.country for a in mention.actors if a.sector in STATE_SECTORS}
    country = country_of_story(actors, sentence) if agent is not None or states else None
    if country is None and len(rebels) == 1 and len(mention.actors) == 1:
        country = next(iter(rebels))  # who fights at home, where no word tells of elsewhere
    at_war = country in invaders or any(country in doers for doers in invaders.values())
    if country is None or (states and (country not in states or at_war)):
        return mention
    sector = agent.sector if agent is not None else "GOV"
    if states and sector in STATE_SECTORS:
        sector = "CVL"
    code = country if sector in STATE_SECTORS else f"{country}/{sector}"
    party = Actor(code, country, sector, token.text, token.text, span, None, OF_STORY)
    why = f"{token.text!r}, without a place, is taken to be of {country}, where the report or the doer is at home"
    return replace(
        mention, recipients=(party,), reasons=(*mention.reasons, Reason("recipients", span, OF_STORY, why))
    )


def _borne_in(
    mention: Mention, place: Place, agent: Agent | None, invaders: dict[str, frozenset[str]]
) -> Mention:
    """The country of the place bears the deed; at home its people do, or the one who invaded it."""
    code = _then(place.countries[0], mention)
    sector = agent.sector if agent is not None else "GOV"
    at_home = [a for a in mention.actors if a.country == code]
    if at_home:
        others = invaders.get(code, frozenset())
        if len(others) > 1 or (agent is None and mention.type == "COERCE"):
            return mention
        if others:
            code = next(iter(others))
        elif sector in STATE_SECTORS and any(a.sector in STATE_SECTORS for a in at_home):
            sector = "CVL"
    return _with(mention, "recipients", _party(code, sector, place), RULE, place)


def _then(code: str, mention: Mention) -> str:
    """The state that a place of today belonged to, where it is itself a party: Novi Sad to Yugoslavia."""
    return next((a.country for a in mention.actors if a.country and code in PARTS.get(a.country, ())), code)


def _own_people(
    mention: Mention, sentence: Sentence, actors: ActorIndex, bearer: tuple[Span, Token]
) -> Mention:
    """ "Egyptian police arrested 40 bloggers": of Egypt, where no other country is told."""
    span, token = bearer
    agent = actors.agent_at(sentence, token)
    homes = {a.country for a in mention.actors if a.country and a.sector in STATE_SECTORS}
    abroad = {country for place in mention.places for country in place.countries} - homes
    abroad |= set(actors.countries_in(sentence.index)) - homes
    officers = any(a.sector in AT_HOME for a in mention.actors)
    known = officers if agent is None else officers or mention.type != "ASSAULT"
    if len(homes) != 1 or abroad or not known or not _is_person(token, agent) or not _stays(token, agent):
        return mention
    home = homes.pop()
    sector = "CVL" if agent is None or agent.sector in STATE_SECTORS else agent.sector
    party = Actor(f"{home}/{sector}", home, sector, token.text, token.text, span, None, OWN_PEOPLE)
    why = f"{token.text!r}, on whom {mention.actors[0].text!r} acts at home, are taken for people of {home}"
    return replace(
        mention,
        recipients=(party,),
        reasons=(*mention.reasons, Reason("recipients", span, OWN_PEOPLE, why)),
    )


def _nameless(mention: Mention, role: str, sentence: Sentence) -> tuple[Span, Token] | None:
    """The words in a role that name no party, and the word they are about."""
    reason = next((r for r in mention.reasons if r.field == role and r.span is not None), None)
    if reason is None or reason.span is None:
        return None
    top = top_of(sentence, reason.span)
    return (reason.span, kernels(sentence, top)[-1]) if top is not None else None


def _is_person(token: Token, agent: Agent | None) -> bool:
    return token.entity == "PERSON" or agent is not None


def _stays(token: Token, agent: Agent | None) -> bool:
    """Tell whether what bears a deed belongs where it is: villagers, soldiers, a hospital, no ship and no tourist."""
    if base(token) in MARCHING | FROM_ELSEWHERE | MOVING:
        return False
    if agent is None:
        return token.pos == "NOUN" or token.entity == "PERSON"
    return agent.sector in RESIDENT and agent.sense != "thing"


def _party(code: str, sector: str, place: Place) -> Actor:
    full = code if sector in STATE_SECTORS else f"{code}/{sector}"
    return Actor(full, code, sector, place.name, place.text, place.span, None, RULE)


def _with(mention: Mention, role: str, party: Actor, rule: str, place: Place) -> Mention:
    verb = "does" if role == "actors" else "bears"
    why = f"{place.text!r}, where who {verb} the deed is, lies in {place.countries[0]}"
    reason = Reason(role, place.span, rule, why)
    reasons = (*mention.reasons, reason)
    if role == "actors":
        return replace(mention, actors=(party,), reasons=reasons)
    return replace(mention, recipients=(party,), reasons=reasons)


def _inside(places: Sequence[Place], span: Span) -> Place | None:
    """The one place inside a span that lies in one country."""
    return _sole([place for place in places if span.covers(place.span)])


def _sole(places: Sequence[Place]) -> Place | None:
    """The first of places that all lie in one country."""
    within = [place for place in places if place.kind not in ("border", "sea")]  # near a border is not beyond it
    countries = {place.countries for place in within}
    return within[0] if len(countries) == 1 and len(within[0].countries) == 1 else None

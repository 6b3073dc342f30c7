"""The actor index of a document: ask it about any word, it answers with the actors the words stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.coding.actors.context import Context, Named, read_names
from dateline.coding.actors.owning import does_not_own, owning_modifiers
from dateline.coding.actors.people import Person, find_people
from dateline.coding.actors.table import STATE_SECTORS, ActorTable, Agent, Known
from dateline.coding.frames import PARTITIVE, is_warplane
from dateline.model import Actor, Document, Sentence, Span, Token
from dateline.parsing.metonymy import Use, is_locative, use_of
from dateline.parsing.names import POSSESSIVE, fold
from dateline.parsing.tree import child, children, conjuncts, head

DEPTH = 6
UNTOLD = frozenset({"hackers", "thing", "force", "body", "person"})  # without an owner these name nobody
# Nouns that only say which of those behind "of": "members of the Canadian forces".
GROUPING = frozenset(
    "member unit dozens remnant element citizen resident contingent force side people".split()
)
ARMIES = frozenset("army gendarmerie military navy police".split())
LOCAL = frozenset({"COP", "GOV", "JUD", "LAB", "LEG", "OPP", "PTY"})
# Officers who are often somewhere else than whom they serve.
POSTED = frozenset(
    """adviser advisor ambassador attache commissioner consul counterpart delegate diplomat emissary envoy leader
    minister negotiator observer premier president representative secretary""".split()
)
CROWD = frozenset("demonstrator protester protestor civilian marcher rioter".split())
AT_HOME = frozenset({"COP", "JUD"})  # bare "police" act in the country their clause names
PEOPLE = "actors.people"  # people of no state
ALLIED = frozenset({"allies", "allied"})
UNKNOWN = frozenset("assailant attacker bandit bomber extremist gunman hijacker kidnapper terrorist".split())
COMMON_GROUPS = frozenset({"REB", "UAF"})
LOYAL = frozenset({"loyal", "allied", "faithful"})
HIRED = frozenset({"fighter", "mercenary"})  # may fight far from the country they are named by
PROTESTING = frozenset(
    """protest demonstrate rally march riot gather chant vote flee strike celebrate mourn queue pray
    starve suffer starve emigrate""".split()
)
HARMING = frozenset(
    """detain arrest kill wound injure rape torture massacre slaughter displace evacuate starve execute behead
    deport expel imprison jail abduct kidnap rescue feed shelter""".split()
)


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """Whom each word of a document stands for.

    `people` are the persons of the document with all their spellings. `names` are the table's names
    found in each sentence.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    table: ActorTable
    context: Context
    names: tuple[tuple[Named, ...], ...]
    people: tuple[Person, ...]
    _person_at: dict[tuple[int, int], Person] = field(default_factory=dict, repr=False)
    _homes: list[tuple[str, ...]] = field(default_factory=list, repr=False, compare=False)
    _told: list[tuple[tuple[str, ...], ...]] = field(default_factory=list, repr=False, compare=False)
    _answers: dict[tuple[int, int, bool], tuple[Actor, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def at(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """The actors that the phrase around a token stands for by its own words; empty where none.

        The head of a coordination answers for all its members ("Estonia, Latvia and Lithuania"), a later
        member for itself and what follows. A name used as a place ("in Moscow") is no actor.
        """
        return self._answer(sentence, token, place_too=False)

    def named(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Like `at`, but names used as places count too: "around Ukraine" gives Ukraine."""
        return self._answer(sentence, token, place_too=True)

    def is_actor_use(self, sentence: Sentence, token: Token) -> bool:
        """Tell whether a country, city or seat is used as an actor here and not as a place."""
        name = self.name_at(sentence, token)
        first, last = (name.first, name.last) if name else (token.index, token.index)
        return use_of(sentence, first, last) is Use.ACTOR

    def name_at(self, sentence: Sentence, token: Token) -> Named | None:
        """The name of the table that a token belongs to."""
        return next((n for n in self.names[sentence.index] if n.covers(token.index)), None)

    def person_at(self, sentence: Sentence, token: Token) -> Person | None:
        """The person whose name a token belongs to."""
        return self._person_at.get((sentence.index, token.index))

    def countries_in(self, index: int) -> tuple[str, ...]:
        """The countries that a sentence names: by name, nationality, capital, office or person, each as often."""
        if not self._told:
            told: list[list[str]] = [[] for _ in self.sentences]
            for sentence, names in zip(self.sentences, self.names, strict=True):
                for name in names:
                    if name.known.country and not does_not_own(sentence, sentence.tokens[name.last]):
                        told[sentence.index].append(name.known.country)
            for person in self.people:
                for sight in person.mentions if person.country else ():
                    told[sight.sentence].append(person.country or "")
            self._told.append(tuple(tuple(countries) for countries in told))
        return self._told[0][index]

    def countries_told(self) -> Counter[str]:
        """How often the document names each country."""
        return Counter(c for sentence in self.sentences for c in self.countries_in(sentence.index))

    def _answer(self, sentence: Sentence, token: Token, *, place_too: bool) -> tuple[Actor, ...]:
        key = (sentence.index, token.index, place_too)
        if key not in self._answers:
            found: dict[tuple[str, str], Actor] = {}
            for member in _members(sentence, token):
                for actor in self._of(sentence, member, place_too, 0):
                    found.setdefault((actor.id, actor.entity or ""), actor)
            self._answers[key] = tuple(found.values())
        return self._answers[key]

    # One phrase

    def _of(self, sentence: Sentence, token: Token, place_too: bool, depth: int) -> tuple[Actor, ...]:
        if depth > DEPTH:
            return ()
        person = self.person_at(sentence, token)
        if person is not None:
            return self._of_person(sentence, token, person)
        if fold(token.text) in ALLIED:
            return self._of_allies(sentence, token)
        name = self.name_at(sentence, token)
        if name is not None:
            return self._of_name(sentence, token, name, place_too)
        agent = self.agent_at(sentence, token)
        if agent is not None:
            found = self._of_agent(sentence, token, agent, place_too, depth)
            if found:
                return found
        if token.lemma.lower() in PARTITIVE or token.pos in ("NUM", "PRON", "DET") or _groups(token):
            return self._below_of(sentence, token, place_too, depth)
        return ()

    def _of_person(self, sentence: Sentence, token: Token, person: Person) -> tuple[Actor, ...]:
        sight = next(
            m for m in person.mentions if m.sentence == sentence.index and m.first <= token.index <= m.last
        )
        return tuple(
            Actor(
                code, person.country, person.sector or "GOV", person.name,
                sight.span.of(self.document.text), sight.span, person.entity, person.rule,
            )
            for code in person.codes
        )  # fmt: skip

    def _of_name(self, sentence: Sentence, token: Token, name: Named, place_too: bool) -> tuple[Actor, ...]:
        known = name.known
        if known.sense == "outlet":
            return ()
        if not place_too and known.sense in ("country", "capital", "group"):
            if is_locative(sentence, name.first, name.last):
                return ()
        if known.sense == "capital":
            known = self._capital(known)
        tokens = sentence.tokens[name.first : name.last + 1]
        span = Span(tokens[0].start, tokens[-1].end)
        if known.sense in ("body", "force", "seat"):
            others = self._other_owners(sentence, name)
            if others:
                return tuple(self._body_of(other, known, span) for other in others)
        people = name.as_("people")
        if people is not None and (
            _is_ethnic(sentence, name.first) or self._are_minority(sentence, tokens[-1], known)
        ):
            return (self._ethnic(sentence, tokens[-1], span),)
        if people is not None and _are_private(sentence, sentence.tokens[name.last]):
            return (self._actor(known, f"{known.codes[0]}/CVL", "CVL", span),)
        return tuple(self._actor(known, code, known.sector, span) for code in known.codes)

    def _are_minority(self, sentence: Sentence, token: Token, known: Known) -> bool:
        """ "The Albanians of southern Serbia" are Serbia's; "Americans in Serbia" stay American."""
        inner = (
            place
            for preposition in children(sentence, token, "prep")
            if fold(preposition.text) == "of" and token.tag in ("NNS", "NNPS")
            for place in children(sentence, preposition, "pobj")
        )
        homes = (home for place in inner if (home := self.name_at(sentence, place)) is not None)
        return any(home.known.sense == "country" and home.known.country != known.country for home in homes)

    def _ethnic(self, sentence: Sentence, token: Token, span: Span) -> Actor:
        """ "Ethnic Serbs in Kosovo" are Kosovo's; elsewhere they are people of no state."""
        for preposition in children(sentence, token, "prep"):
            if fold(preposition.text) in ("in", "of", "from"):
                for place in children(sentence, preposition, "pobj"):
                    home = self.name_at(sentence, place)
                    if home is not None and home.known.sense == "country":
                        code = home.known.country or ""
                        text = span.of(self.document.text)
                        return Actor(f"{code}/CVL", code, "CVL", text, text, span, None, "actors.ethnic")
        text = span.of(self.document.text)
        return Actor("CVL", None, "CVL", text, text, span, None, "actors.ethnic")

    def _other_owners(self, sentence: Sentence, name: Named) -> tuple[str, ...]:
        """The country a body is said to be of: "South Korea's Joint Chiefs of Staff"."""
        found: dict[str, None] = {}
        for token in sentence.tokens[name.first : name.last + 1]:
            for modifier in children(sentence, token, "poss", "amod", "compound", "nmod"):
                outer = None if name.covers(modifier.index) else self.name_at(sentence, modifier)
                if outer is not None and outer.known.sense in ("country", "adjective", "capital"):
                    if outer.known.country and outer.known.country != name.known.country:
                        found.setdefault(outer.known.country)
        return tuple(found)

    def _body_of(self, country: str, known: Known, span: Span) -> Actor:
        text = span.of(self.document.text)
        return Actor(
            country, country, known.sector, self.table.countries[country], text, span, None, "actors.body-of"
        )

    def _capital(self, known: Known) -> Known:
        """Brussels speaks for the EU, or for NATO where the document is about NATO alone; else for Belgium."""
        if known.codes != ("BEL",):
            return known
        union, alliance = self.context.organisations["EU"], self.context.organisations["NATO"]
        belgium = self.context.countries["BEL"] - sum(
            n.known.sense == "capital" and n.known.codes == ("BEL",) for names in self.names for n in names
        )
        if belgium > max(union, alliance):
            return known
        code = "NATO" if alliance and not union else "EU"
        return Known(code, "organisation", (code,), None, "IGO", code, known.rule)

    def _actor(self, known: Known, code: str, sector: str, span: Span) -> Actor:
        country = (
            code.split("/", maxsplit=1)[0] if code.split("/", maxsplit=1)[0] in self.table.countries else None
        )
        if sector == "GOV" and country is None:
            sector = "IGO"
        return Actor(
            code, country, sector, known.name, span.of(self.document.text), span, known.entity, known.rule
        )

    # Nouns of agents

    def agent_at(self, sentence: Sentence, token: Token) -> Agent | None:
        """The agent noun that a phrase ends in: "border guards", "separatists", "foreign minister"."""
        if token.pos not in ("NOUN", "PROPN", "ADJ") and token.tag not in ("VBG", "NN"):
            return None
        if token.pos == "PROPN" and token.entity in ("GPE", "LOC"):
            return None  # "the West Bank" is no bank
        if is_warplane(sentence, token):
            return self.table.agents.get("fighter jet")
        before = sentence.tokens[max(0, token.index - 3) : token.index]
        for form in (token.text, token.lemma):
            words = (*(fold(t.text) for t in before), fold(form))
            for start in range(len(words)):
                agent = self.table.agents.get(" ".join(words[start:]))
                if agent is not None:
                    return agent
        return None

    def _of_agent(
        self, sentence: Sentence, token: Token, agent: Agent, place_too: bool, depth: int
    ) -> tuple[Actor, ...]:
        owners = self._owners(sentence, token, agent, depth)
        if owners:
            return tuple(self._acting(sentence, token, owner, agent) for owner in owners)
        if agent.sector in AT_HOME and agent.sense in ("body", "force", "person"):
            home = self._home_of_scene(sentence, token)
            if home is not None:
                return (self._plain(sentence, token, home, home, agent, "actors.at-home"),)
        if agent.sense in UNTOLD:
            return ()
        if agent.sector in COMMON_GROUPS and token.lemma.lower() not in UNKNOWN:
            if not self._homes:
                self._homes.append(())  # while they are sought, no rebels have a home
                self._homes[0] = self._homes_of_rebels()
            homes = self._homes[0]
            if len(homes) == 1:
                code = f"{homes[0]}/{agent.sector}"
                rebels = self._plain(sentence, token, code, homes[0], agent, "actors.one-war")
                return (replace(rebels, entity=self._only_group(homes[0])),)
            return ()
        if agent.sector in ("REF", "CRM", "BUS") or (agent.sector == "CVL" and _is_crowd(token)):
            return (self._plain(sentence, token, agent.sector, None, agent, PEOPLE),)
        return ()

    def _plain(
        self, sentence: Sentence, token: Token, code: str, country: str | None, agent: Agent, rule: str
    ) -> Actor:
        span = Span(token.start, token.end)
        return Actor(code, country, agent.sector, token.text, token.text, span, None, rule)

    def _acting(self, sentence: Sentence, token: Token, owner: Actor, agent: Agent) -> Actor:
        """The owner's actor for this noun: "Russian troops" Russia, MIL; "Syrian rebels" SYR/REB."""
        span = _from_to(owner.span, Span(token.start, token.end))
        country, sector = owner.country, agent.sector
        if country is None or owner.sector not in STATE_SECTORS:
            return Actor(
                owner.id,
                country,
                owner.sector,
                owner.name,
                span.of(self.document.text),
                span,
                owner.entity,
                owner.rule,
            )
        code = country if sector in STATE_SECTORS else f"{country}/{sector}"
        return Actor(
            code, country, sector, owner.name, span.of(self.document.text), span, owner.entity, owner.rule
        )

    def _owners(self, sentence: Sentence, token: Token, agent: Agent, depth: int) -> tuple[Actor, ...]:
        """Whose people these are: names before the noun, possessors, "of" and "from", a seat after "in"."""
        found: dict[tuple[str, str], Actor] = {}
        for modifier in owning_modifiers(sentence, token):
            for actor in self._of(sentence, modifier, True, depth + 1):
                if actor.rule != PEOPLE:  # "civilian advisers" are nobody's
                    found.setdefault((actor.id, actor.entity or ""), actor)
        if found:
            return tuple(found.values())
        for preposition in self._owning_prepositions(sentence, token):
            word = fold(preposition.text)
            if word in ("of", "from", "to") or (word == "in" and _is_of_its_place(token, agent)):
                for inner in children(sentence, preposition, "pobj"):
                    for member in conjuncts(sentence, inner):
                        if word == "in" and not self._is_place(sentence, member):
                            continue
                        for actor in self._of(sentence, member, True, depth + 1):
                            found.setdefault((actor.id, actor.entity or ""), actor)
        return tuple(found.values())

    def _owning_prepositions(self, sentence: Sentence, token: Token) -> Iterator[Token]:
        """The prepositions whose noun may own this one; "to" only in "forces loyal to the president"."""
        yield from (t for t in children(sentence, token, "prep") if fold(t.text) != "to")
        for adjective in children(sentence, token, "amod", "acl", "relcl"):
            if fold(adjective.text) in LOYAL:
                yield from (t for t in children(sentence, adjective, "prep") if fold(t.text) == "to")

    def _home_of_scene(self, sentence: Sentence, token: Token) -> str | None:
        """The country that bare "police" or "authorities" act in: said in their own clause ("in Khartoum")."""
        if child(sentence, token, "det", "poss", "prep") is not None or token.dep not in (
            "nsubj",
            "nsubjpass",
            "pobj",
        ):
            return None
        verb = head(sentence, token)
        if token.dep == "pobj":
            verb = head(sentence, verb)
        homes = dict.fromkeys(
            name.known.country
            for name in self.names[sentence.index]
            if name.known.sense in ("country", "capital")
            and name.known.country
            and is_locative(sentence, name.first, name.last)
            and _below_verb(sentence, name.last, verb)
        )
        return next(iter(homes)) if len(homes) == 1 else None

    def _is_place(self, sentence: Sentence, token: Token) -> bool:
        name = self.name_at(sentence, token)
        return name is not None and name.known.sense in ("country", "capital")

    def _of_allies(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """ "Allied troops", "allies": NATO's, in a document that names NATO and says no other's."""
        if child(sentence, token, "poss") is not None or any(
            self.name_at(sentence, t) is not None
            for t in children(sentence, token, "amod", "compound", "nmod")
        ):
            return ()
        following = sentence.tokens[token.index + 1 : token.index + 2]
        if not self.context.organisations["NATO"] or (
            token.dep == "amod" and following and following[0].pos == "PROPN"
        ):
            return ()
        span = Span(token.start, token.end)
        return (Actor("NATO", None, "IGO", "NATO", token.text, span, "NATO", "actors.allies"),)

    def _homes_of_rebels(self) -> tuple[str, ...]:
        """The countries whose rebels the document names with their country."""
        homes: dict[str, None] = {}
        for names in self.names:
            for name in names:
                if name.known.sense == "armed-group" and name.known.sector == "REB" and name.known.country:
                    homes.setdefault(name.known.country)
        for sentence in self.sentences:
            for token in sentence.tokens:
                agent = self.agent_at(sentence, token)
                if agent is not None and agent.sector == "REB" and token.lemma.lower() not in HIRED:
                    for actor in self._owners(sentence, token, agent, DEPTH - 2):
                        if actor.country:
                            homes.setdefault(actor.country)
        return tuple(homes)

    def _only_group(self, country: str) -> str | None:
        """The rebels of a country where the document names one group of them alone: "the rebels" are M23."""
        groups = {
            name.known.entity
            for names in self.names
            for name in names
            if name.known.sense == "armed-group" and name.known.country == country and name.known.sector == "REB"
        }
        return groups.pop() if len(groups) == 1 else None

    def _below_of(self, sentence: Sentence, token: Token, place_too: bool, depth: int) -> tuple[Actor, ...]:
        """ "Hundreds of US soldiers", "members of the Canadian forces": what stands behind "of"."""
        for preposition in children(sentence, token, "prep"):
            if fold(preposition.text) in ("of", "from"):
                inner = child(sentence, preposition, "pobj")
                if inner is not None:
                    found: dict[str, Actor] = {}
                    for member in conjuncts(sentence, inner):
                        for actor in self._of(sentence, member, place_too, depth + 1):
                            found.setdefault(actor.id, actor)
                    return tuple(found.values())
        return ()


def _members(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    return conjuncts(sentence, token)


def _groups(token: Token) -> bool:
    return token.lemma.lower() in GROUPING


def _is_of_its_place(token: Token, agent: Agent) -> bool:
    """ "The army in Mali", "prosecutors in Lusaka" are of there; "forces in Syria", "diplomats in Moscow" not."""
    word = token.lemma.lower()
    if agent.sense in ("body", "group"):
        return True
    return word in ARMIES if agent.sense == "force" else agent.sector in LOCAL and word not in POSTED


def _is_crowd(token: Token) -> bool:
    return token.lemma.lower() in CROWD


def _below_verb(sentence: Sentence, index: int, verb: Token) -> bool:
    """Tell whether a token hangs on a verb with no other verb between."""
    token = sentence.tokens[index]
    for _ in range(8):
        governor = head(sentence, token)
        if governor.index == verb.index:
            return True
        if governor.index == token.index or governor.pos in ("VERB", "AUX"):
            return False
        token = governor
    return False


def _is_ethnic(sentence: Sentence, first: int) -> bool:
    return first > 0 and fold(sentence.tokens[first - 1].text) == "ethnic"


def _are_private(sentence: Sentence, token: Token) -> bool:
    """ "Iraqis were detained", "Georgians protested": people of a nationality, not their state."""
    if token.tag not in ("NNS", "NNPS", "JJ") or token.dep in ("amod", "compound", "poss"):
        return False
    governor = head(sentence, token)
    if token.dep == "nsubj":
        return governor.lemma in PROTESTING
    return token.dep in ("dobj", "nsubjpass", "conj", "appos") and governor.lemma in HARMING


def _from_to(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def find_actors(document: Document, sentences: Sequence[Sentence], table: ActorTable) -> ActorIndex:
    """Read the names and the people of a document, once."""
    context, named = read_names(document, sentences, table)
    people = find_people(document, sentences, named, table, context)
    person_at = {
        (sight.sentence, index): person
        for person in people
        for sight in person.mentions
        for index in range(sight.first, sight.last + 1)
        if sentences[sight.sentence].tokens[index].text not in POSSESSIVE
    }
    return ActorIndex(document, tuple(sentences), table, context, named, people, person_at)

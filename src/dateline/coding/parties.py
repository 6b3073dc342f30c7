"""Whom a phrase means: countries, organisations, forces, groups and people, by name, office, pronoun or possession."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.coding.frames import are_both, base, kernels, possessors, word
from dateline.coding.homes import RULE as OF_STORY
from dateline.coding.homes import country_of_story, home_of, two_of_story
from dateline.coding.slots import Lookup, Stand
from dateline.model import Actor, Document, Sentence, Span, Statement, Token
from dateline.parsing.tree import ancestors, child, children, head

if TYPE_CHECKING:
    from dateline.attribution.coreference import References
    from dateline.coding.actors import ActorIndex

PERSONAL: Final = frozenset({"he", "she", "his", "her", "we", "our", "i", "my", "us", "him"})
FAR: Final = 3
# "Its neighbour" is somebody else: whose neighbour it is says nothing of who it is.
OTHERS: Final = frozenset(
    """adversary ally antagonist border competitor counterpart critic enemy foe friend neighbor neighbour opponent
    partner patron protector rival supporter backer""".split()
)
# Of these a country has few enough for the report to mean one.
OTHER_STATES: Final = frozenset({"adversary", "ally", "foe", "neighbor", "neighbour", "opponent", "rival"})
# Two of these are two countries, and not the sides of a civil war.
STATES: Final = frozenset({"capital", "country", "government", "nation", "neighbor", "neighbour", "state"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One document with all that tells who is who in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    actors: ActorIndex
    references: References


def lookup_of(scene: Scene) -> Lookup:
    """What matching needs to know of a scene."""
    return Lookup(
        parties=lambda sentence, token, place_too: frozenset(
            actor.id for actor in parties_of(scene, sentence, token, places=place_too, owners=False)
        ),
        stands_for=lambda sentence, token: stands_for(scene, sentence, token),
        speaker=lambda sentence, token: token if speaking_parties(scene, token) else None,
    )


def innermost(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The statement with the smallest content that holds a span; of equals, the one with the longer chain."""
    holding = [
        (sum(s.end - s.start for s in statement.content), -len(statement.chain), number)
        for number, statement in enumerate(statements)
        if any(piece.covers(span) for piece in statement.content)
    ]
    return statements[min(holding)[2]] if holding else None


def stands_for(scene: Scene, sentence: Sentence, token: Token) -> Stand | None:
    """The fuller mention that a pronoun, short name or description stands for."""
    antecedent = scene.references.at(sentence, token)
    if antecedent is None:
        return None
    named = scene.sentences[antecedent.sentence]
    return named, named.tokens[antecedent.token]


def parties_of(
    scene: Scene,
    sentence: Sentence,
    token: Token,
    *,
    places: bool = False,
    owners: bool = False,
    without: frozenset[int] = frozenset(),
    abroad: frozenset[str] = frozenset(),
) -> tuple[Actor, ...]:
    """The parties a phrase names: by its own words, else by what it stands for, else by whose people it is.

    `places` also takes names used as places ("advanced on Chad"), `owners` those of things ("Chad's airfields").
    "The army" is of the country of the story; not of those in `abroad`, who do the deed.
    """
    found: dict[str, Actor] = {}
    for kernel in kernels(sentence, token):
        if kernel.index in without:
            continue
        named = _parties_of_one(scene, sentence, kernel, places, owners)
        for actor in named or _of_story(scene, sentence, kernel, abroad):
            if not any(sentence.tokens[i].start == actor.span.start for i in without):
                found.setdefault(actor.id, actor)
    return tuple(found.values())


def _of_story(scene: Scene, sentence: Sentence, token: Token, abroad: frozenset[str]) -> tuple[Actor, ...]:
    """Whom the story leaves for "the army", for "the two countries", and for "its neighbour" besides itself."""
    home = home_of(scene.actors, sentence, token, abroad)
    if home:
        return home
    codes: tuple[str, ...] = ()
    if base(token) in STATES and are_both(sentence, token):
        codes = tuple(c for c in two_of_story(scene.actors) if c not in abroad)
    elif token.tag == "NN" and base(token) in OTHER_STATES:
        owner = child(sentence, token, "poss")
        own = parties_of(scene, sentence, owner, places=True) if owner and owner.pos == "PRON" else ()
        besides = frozenset(actor.country for actor in own if actor.country) | (abroad if own else frozenset())
        other = country_of_story(scene.actors, sentence, besides) if besides else None
        codes = (other,) if other is not None else ()
    span, names = Span(token.start, token.end), scene.actors.table.countries
    return tuple(Actor(c, c, "GOV", names[c], token.text, span, None, OF_STORY) for c in codes)


def _parties_of_one(
    scene: Scene, sentence: Sentence, token: Token, places: bool, owners: bool, deep: int = 0
) -> tuple[Actor, ...]:
    named = _named_at(scene, sentence, token, places)
    if named:
        return named
    if base(token) in OTHERS:
        for nation in children(sentence, token, "amod", "compound"):  # "his Greek counterpart"
            named = scene.actors.named(sentence, nation)
            if named:
                return named
        return _alliance(scene, sentence, token)
    where = _in_capital(scene, sentence, token)
    if where:
        return where
    for owner in _owners(sentence, token, owners):
        named = _named_at(scene, sentence, owner, places or owner.dep == "poss")
        if not named and deep < 2 and owner.dep == "pobj":  # "the families of its embassy staff"
            named = _parties_of_one(scene, sentence, owner, places, owners, deep + 1)
        if named:
            return named
    return _alliance(scene, sentence, token)


def _in_capital(scene: Scene, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
    """ "Police in the Chadian capital" are Chad's; its demonstrators may be anybody."""
    agent = scene.actors.agent_at(sentence, token)
    if agent is None or agent.sector not in ("COP", "MIL"):
        return ()
    for preposition in children(sentence, token, "prep"):
        below = child(sentence, preposition, "pobj") if word(preposition) == "in" else None
        if below is not None and base(below) == "capital":
            for nation in children(sentence, below, "amod", "poss", "compound"):
                return scene.actors.named(sentence, nation)
    return ()


def _alliance(scene: Scene, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
    """ "Allied troops" and "the allies" are NATO's in a document that names NATO."""
    modified = any(word(t) == "allied" for t in children(sentence, token, "amod", "compound"))
    if not modified and word(token) != "allies":
        return ()
    for near in scene.sentences:
        for name in near.tokens:
            if name.text.upper() == "NATO":
                return scene.actors.named(near, name)
    return ()


def _named_at(scene: Scene, sentence: Sentence, token: Token, places: bool) -> tuple[Actor, ...]:
    """What a token names by its own words, else by what it stands for."""
    at = scene.actors.named if places else scene.actors.at
    own = at(sentence, token)
    if own:
        return own
    if base(token) in ("army", "force", "side") and are_both(sentence, token):
        return ()  # who they are depends on who fights whom, not on who was named last
    stand = stands_for(scene, sentence, token)
    found = _stood_for(scene, sentence, token, stand) if stand is not None else ()
    if found and stand is not None and sentence.index - stand[0].index >= FAR:
        found = home_of(scene.actors, sentence, token) or found  # the story's police, not some told of long ago
    if not found and word(token) in PERSONAL:
        speaking = _subject_of_saying(sentence, token)
        return at(sentence, speaking) if speaking is not None else ()
    return found


def _stood_for(scene: Scene, sentence: Sentence, token: Token, stand: Stand) -> tuple[Actor, ...]:
    """The parties of the antecedent alone, not of what is coordinated with it."""
    antecedent = scene.references.at(sentence, token)
    named = scene.actors.named(*stand)
    if antecedent is None:
        return named
    inside = tuple(actor for actor in named if actor.span.overlaps(antecedent.span))
    return inside or named


def _subject_of_saying(sentence: Sentence, token: Token) -> Token | None:
    """The subject of the verb over a reported clause: "the minister said *his* country would help"."""
    for above in ancestors(sentence, token):
        if above.dep == "ccomp":
            teller = head(sentence, above)
            said_by = child(sentence, teller, "nsubj")
            if said_by is not None and said_by.index != token.index and said_by.pos != "PRON":
                return said_by
    return None


def _owners(sentence: Sentence, token: Token, things: bool) -> Iterator[Token]:
    """Whose people or things these are: "its troops", "a column of the Sudanese army", "fighters from Mali"."""
    yield from children(sentence, token, "poss", "appos")
    if things:
        yield from possessors(sentence, token)
    for preposition in children(sentence, token, "prep"):
        if word(preposition) in ("of", "from"):
            yield from children(sentence, preposition, "pobj")
    relative = child(sentence, token, "acl", "relcl")
    if relative is not None and relative.tag == "VBN":
        for preposition in children(sentence, relative, "agent"):
            yield from children(sentence, preposition, "pobj")


def speaking_parties(scene: Scene, token: Token) -> tuple[Actor, ...]:
    """The parties the last source of the innermost statement speaks for."""
    statement = innermost(scene.statements, Span(token.start, token.end))
    if statement is None or not statement.chain:
        return ()
    source = statement.chain[-1]
    for span in (source.span, source.shown_by):
        for actor in _parties_in(scene, span):
            return (actor,)
    return ()


def _parties_in(scene: Scene, span: Span | None) -> tuple[Actor, ...]:
    if span is None:
        return ()
    sentence = next((s for s in scene.sentences if s.start <= span.start < s.end), None)
    if sentence is None:
        return ()
    inside = {t.index for t in sentence.tokens if span.start <= t.start < span.end}
    tops = [t for t in sentence.tokens if t.index in inside and (t.head not in inside or t.head == t.index)]
    for token in tops:
        found = parties_of(scene, sentence, token)
        if found:
            return found
    return ()

"""Who did it and to whom: the parties of a match, read from the slots its rule names.

A slot that names nobody gives nobody; the next slot of the rule is tried, and where none is left the role is empty.
Speakers, reporters and victims are parties only where a rule says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.coding.frames import kernels, possessors, word
from dateline.coding.match import Lookup, Match, Site, Stand, fill
from dateline.model import Actor, Document, Reason, Sentence, Span, Statement, Token
from dateline.parsing.tree import ancestors, child, children, head

if TYPE_CHECKING:
    from dateline.attribution.coreference import References
    from dateline.coding.actors import ActorIndex


@dataclass(frozen=True, slots=True)
class Scene:
    """One document with all that tells who is who in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    actors: ActorIndex
    references: References


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one deed and the reasons for them."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    reasons: tuple[Reason, ...]


def lookup_of(scene: Scene) -> Lookup:
    """What matching needs to know of a scene."""
    return Lookup(
        parties=lambda sentence, token, place_too: len(
            parties_of(scene, sentence, token, places=place_too, owners=False)
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
    scene: Scene, sentence: Sentence, token: Token, *, places: bool = False, owners: bool = False
) -> tuple[Actor, ...]:
    """The parties a phrase names: by its own words, else by what it stands for, else by whose people it is.

    `places` also takes names used as places ("advanced on Chad"), `owners` those of things ("Chad's airfields").
    """
    found: dict[str, Actor] = {}
    for kernel in kernels(sentence, token):
        for actor in _parties_of_one(scene, sentence, kernel, places, owners):
            found.setdefault(actor.id, actor)
    return tuple(found.values())


def _parties_of_one(
    scene: Scene, sentence: Sentence, token: Token, places: bool, owners: bool, deep: int = 0
) -> tuple[Actor, ...]:
    named = _named_at(scene, sentence, token, places)
    if named:
        return named
    for owner in _owners(sentence, token, owners):
        named = _named_at(scene, sentence, owner, places or owner.dep == "poss")
        if not named and deep < 2 and owner.dep == "pobj":  # "the families of its embassy staff"
            named = _parties_of_one(scene, sentence, owner, places, owners, deep + 1)
        if named:
            return named
    return _alliance(scene, sentence, token)


def _alliance(scene: Scene, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
    """ "Allied troops" and "the allies" are NATO's in a document that names NATO."""
    modified = any(t.lemma.lower() == "allied" for t in children(sentence, token, "amod", "compound"))
    if not modified and (word(token) != "allies" or child(sentence, token, "poss") is not None):
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
    stand = stands_for(scene, sentence, token)
    if stand is None and word(token) in PERSONAL:
        speaking = _subject_of_saying(sentence, token)
        return at(sentence, speaking) if speaking is not None else ()
    return scene.actors.named(*stand) if stand is not None else ()


PERSONAL = frozenset({"he", "she", "his", "her", "we", "our", "i", "my", "us", "him"})


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


def read_roles(match: Match, scene: Scene) -> Roles:
    """Fill the roles of a match from its rule's slots."""
    lookup = lookup_of(scene)
    actors, actor_reasons = _first(match, match.rule.actor, scene, lookup, "actors", ())
    if match.rule.joint:
        return _joint(match, scene, lookup, actors, actor_reasons)
    recipients, recipient_reasons = _first(match, match.rule.recipient, scene, lookup, "recipients", actors)
    return Roles(actors, recipients, actor_reasons + recipient_reasons)


def _joint(
    match: Match, scene: Scene, lookup: Lookup, actors: tuple[Actor, ...], reasons: tuple[Reason, ...]
) -> Roles:
    """Talks and agreements: one side and the other, or, where one phrase names both, both in both roles."""
    others, more = _first(match, match.rule.recipient, scene, lookup, "recipients", actors)
    if not others and len(actors) > 1:
        span = actors[0].span
        both = Reason("recipients", span, match.rule.id, "they do it with each other, so each is in both roles")
        return Roles(actors, actors, (*reasons, both))
    return Roles(actors, others, reasons + more)


def _first(
    match: Match, slots: Iterable[str], scene: Scene, lookup: Lookup, role: str, without: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Reason, ...]]:
    """The parties of the first slot that names any, the deed's own trigger before the sites merged into it."""
    known = {actor.id for actor in without}
    for site in (match.site, *match.merged):
        for slot in slots:
            named = _named(match, site, slot, scene, lookup, role)
            fresh = tuple(actor for actor in named if actor.id not in known)
            if fresh:
                words = ", ".join(dict.fromkeys(actor.text for actor in fresh))
                reason = Reason(
                    role, fresh[0].span, match.rule.id, f"{words}: the {slot} of {site.trigger.text!r}"
                )
                return fresh, (reason,)
    return (), ()


def _named(
    match: Match, site: Site, slot: str, scene: Scene, lookup: Lookup, role: str
) -> tuple[Actor, ...]:
    if slot == "speaker":
        return speaking_parties(scene, site.trigger)
    if match.doer is not None and role == "actors":
        return parties_of(scene, site.sentence, match.doer, places=True)
    tokens: tuple[Token, ...] = fill(site, slot, lookup)
    if match.item is not None and slot == "object":
        tokens = (match.item, *tokens)
    if match.doer is not None:  # the second clause's doer is no patient of the first
        tokens = tuple(t for t in tokens if t.index != match.doer.index)
    wide = role == "recipients" or slot.split(".")[-1] in WIDE_SLOTS
    found: dict[str, Actor] = {}
    for token in tokens:
        for actor in parties_of(scene, site.sentence, token, places=wide, owners=wide):
            found.setdefault(actor.id, actor)
    return tuple(found.values())


# Slots whose fillers are parties even where a name there would be a place by its grammar, and owners of means.
WIDE_SLOTS = frozenset({"poss", "between", "by", "of", "subject", "object"})

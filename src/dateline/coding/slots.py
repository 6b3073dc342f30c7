"""What fills the slots around a trigger: subject, object, prepositions, possessors, clauses and governors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.coding.dictionary import Words
from dateline.coding.frames import (
    after_preposition,
    base,
    clause_head,
    indirect_object,
    is_verbal,
    object_of,
    possessors,
    subject,
    word,
)
from dateline.coding.sites import Site
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head, subtree

Stand = tuple[Sentence, Token]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What matching must know of a token beyond its words: its parties and the noun a pronoun stands for."""

    parties: Callable[[Sentence, Token, bool], frozenset[str]]  # ids; the last: names used as places too
    stands_for: Callable[[Sentence, Token], Stand | None]
    speaker: Callable[[Sentence, Token], Token | None]


NAMES = frozenset({"GPE", "ORG", "NORP"})
_FUTURE = frozenset(
    {"will", "would", "'ll", "’ll", "'d", "shall", "may", "might", "can", "could", "wo", "ca"}
)


_INTENT = frozenset(
    """ability bid campaign capability chance continuation decision design effort intent intention option order
    phase plan planning possibility preparation proposal readiness resumption right risk round
    series start threat use wave""".split()
)


def fill(site: Site, path: str, lookup: Lookup) -> tuple[Token, ...]:
    """Return the heads that fill a slot: "object", "to", "object.poss", "on|against"."""
    return tuple(dict.fromkeys(t for way in path.split("|") for t in fill_way(site, way, lookup)))


def fill_way(site: Site, way: str, lookup: Lookup) -> list[Token]:
    """Return the heads that fill one path without alternatives: "object.poss"."""
    first, *rest = way.split(".")
    found = list(_fill_one(site, first, lookup))
    for step in rest:
        found = [t for token in found for t in _below(site.sentence, token, step)]
    return found


def _fill_one(site: Site, name: str, lookup: Lookup) -> Iterator[Token]:
    sentence = site.sentence
    if name == "trigger":
        yield site.trigger
    elif name == "speaker":
        speaker = lookup.speaker(sentence, site.trigger)
        if speaker is not None:
            yield speaker
    elif name == "above":
        if site.clause.dep != "ROOT":
            yield head(sentence, site.clause)
    elif name == "governor":
        yield from governors(sentence, site.trigger)
    elif name == "sentence":
        yield from (t for t in sentence.tokens if t.pos != "PUNCT")
    elif name == "negated":
        yield from _negations(sentence, site.clause)
    elif name == "will":
        yield from (t for t in children(sentence, site.clause, "aux") if base(t) in _FUTURE)
    elif name == "blamed":
        yield from _blamed(sentence, site.trigger)
    elif name == "past":
        yield from (t for t in children(sentence, site.clause, "prep") if word(t) == "past")
    elif site.kind == "verb":
        yield from _fill_verb(sentence, site.trigger, name)
    elif site.kind == "adjective":
        yield from _fill_adjective(sentence, site.trigger, name)
    else:
        yield from _fill_noun(site, name)


def _blamed(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Whom a deed is held against: "cut ties with Riyadh over the killing", "condemned Israel for the raid"."""
    above = head(sentence, token)
    if word(above) not in ("over", "for", "after", "following"):
        return
    verb = head(sentence, above)
    if verb.pos in ("NOUN", "PROPN"):
        verb = clause_head(sentence, verb)
    if not is_verbal(verb):
        return
    for name in ("with", "on", "against"):
        yield from after_preposition(sentence, verb, frozenset((name,)))
    harmed = object_of(sentence, verb)
    if harmed is not None:
        yield harmed


def _negations(sentence: Sentence, verb: Token) -> Iterator[Token]:
    yield from children(sentence, verb, "neg")
    yield from (t for t in children(sentence, verb, "advmod", "aux") if word(t) in ("never", "no", "cannot"))


def _fill_verb(sentence: Sentence, verb: Token, name: str) -> Iterator[Token]:
    if name == "subject":
        found = subject(sentence, verb)
        if found is not None:
            yield found
            yield from _beside(sentence, verb, found)
    elif name == "object":
        found = object_of(sentence, verb)
        if found is not None:
            yield found
    elif name == "indirect":
        found = indirect_object(sentence, verb) or _receiver(sentence, verb)
        if found is not None:
            yield found
    elif name == "clause":
        yield from children(sentence, verb, "xcomp", "ccomp", "pcomp")
        for preposition in children(sentence, verb, "prep"):
            yield from children(sentence, preposition, "pcomp")
        for thing in children(sentence, verb, "dobj"):
            yield from children(sentence, thing, "acl")
    elif name == "span":
        yield from children(sentence, verb, "npadvmod")
    elif name == "complement":
        yield from children(sentence, verb, "acomp", "attr", "oprd")
    elif name == "purpose":
        yield from (t for t in children(sentence, verb, "advcl", "xcomp") if t.tag == "VB")
        for thing in children(sentence, verb, "dobj"):
            yield from (t for t in children(sentence, thing, "acl", "relcl") if t.tag == "VB")
    elif name == "compound":
        yield from children(sentence, verb, "compound", "amod", "advmod", "npadvmod")
    elif name == "poss":
        yield from possessors(sentence, verb)
    else:
        yield from after_preposition(sentence, verb, frozenset((name,)))


GIVING = frozenset("give grant hand lend offer promise sell send supply".split())


def _receiver(sentence: Sentence, verb: Token) -> Token | None:
    """The receiver that a parser took into the gift: "would give *Chad* Mirage jets"."""
    gift = child(sentence, verb, "dobj")
    if gift is None or base(verb) not in GIVING:
        return None
    first = subtree(sentence, gift)[0]
    named = first.pos == "PROPN" and first.entity in NAMES and not first.text.isupper()
    behind = first.dep == "compound" and first.index > verb.index
    return first if named and behind else None


def _beside(sentence: Sentence, verb: Token, found: Token) -> Iterator[Token]:
    """Subjects that the parser did not join: two of one verb, and the first of a headline's "US, UK hit"."""
    if found.dep != "nsubj":
        return
    yield from (t for t in children(sentence, verb, "nsubj") if t.index > found.index)
    start = subtree(sentence, found)[0].index
    if start > 1 and sentence.tokens[start - 1].text == "," and sentence.tokens[start - 2].entity in NAMES:
        first = sentence.tokens[start - 2]
        if first.head == verb.index and first.dep in ("npadvmod", "advcl", "dep", "nmod"):
            yield first


def _fill_adjective(sentence: Sentence, token: Token, name: str) -> Iterator[Token]:
    above = head(sentence, token)
    if name == "subject":
        if token.dep in ("amod", "acl"):
            yield above
        else:
            found = subject(sentence, above) if is_verbal(above) else child(sentence, token, "nsubj")
            if found is None:
                found = child(sentence, token, "nsubj")
            if found is not None:
                yield found
    elif name == "clause":
        yield from children(sentence, token, "xcomp", "ccomp", "advcl")
    elif name == "compound":
        yield from (t for t in subtree(sentence, token) if t.index < token.index)
    elif name not in ("object", "indirect", "poss"):
        yield from after_preposition(sentence, token, frozenset((name,)))


def _fill_noun(site: Site, name: str) -> Iterator[Token]:
    sentence, noun = site.sentence, site.trigger
    if name == "subject":
        yield from _doer_above(site)
    elif name == "poss":
        for token in site.words:
            yield from possessors(sentence, token)
    elif name == "compound":
        inside = {t.index for t in site.words}
        for token in site.words:
            below = children(sentence, token, "compound", "amod", "nmod", "nummod")
            yield from (t for t in below if t.index not in inside)
    elif name == "object":
        return
    elif name == "clause":
        yield from children(sentence, noun, "acl", "relcl", "ccomp")
    elif name == "indirect":
        if site.support is not None:
            found = indirect_object(sentence, site.support)
            if found is not None:
                yield found
    else:
        wanted = frozenset((name,))
        yield from after_preposition(sentence, noun, wanted)
        if name == "by":
            yield from _by_above(sentence, noun)
        if site.support is not None:
            behind = after_preposition(sentence, site.support, wanted)
            yield from (t for t in behind if t.index != noun.index)


def _by_above(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """The "by" that a parser hung on the phrase above: "allegations of a raid on Kassala by its troops"."""
    above = head(sentence, noun)
    if above.pos == "ADP" and head(sentence, above).pos == "NOUN":
        for preposition in children(sentence, head(sentence, above), "prep"):
            if word(preposition) == "by" and preposition.index > noun.index:
                yield from children(sentence, preposition, "pobj")


def _doer_above(site: Site) -> Iterator[Token]:
    """Who does the deed a noun names: the subject of its light verb, or whose plan or campaign it is."""
    sentence, noun = site.sentence, site.trigger
    if site.support is not None:
        if object_of(sentence, site.support) is not None or noun.dep in ("pobj", "attr", "conj"):
            found = subject(sentence, site.support)
            if found is not None and found.index != noun.index:
                yield found
                yield from _beside(sentence, site.support, found)
        return
    above = head(sentence, noun)
    if noun.dep == "pobj" and head(sentence, above).pos in ("NOUN", "PROPN"):
        carrier = head(sentence, above)
        if base(carrier) in _INTENT:
            yield from possessors(sentence, carrier)
            for preposition in children(sentence, carrier, "prep"):
                if word(preposition) in ("by", "of") and preposition.index != above.index:
                    yield from children(sentence, preposition, "pobj")
            governor = head(sentence, carrier)
            if carrier.dep in ("dobj", "pobj") and is_verbal(governor):
                found = subject(sentence, governor)
                if found is not None:
                    yield found
    if noun.dep == "compound":
        yield from possessors(sentence, above)


def _below(sentence: Sentence, token: Token, name: str) -> Iterator[Token]:
    """One step of a dotted path, from a filler down: its possessor, object, subject, clause or preposition."""
    if name == "poss":
        yield from possessors(sentence, token)
    elif name == "subject" and is_verbal(token):
        found = subject(sentence, token)
        if found is not None:
            yield found
    elif name == "doer":
        yield from children(sentence, token, "nsubj", "nsubjpass")
    elif name == "object" and is_verbal(token):
        found = object_of(sentence, token)
        if found is not None:
            yield found
    elif name == "indirect" and is_verbal(token):
        found = indirect_object(sentence, token)
        if found is not None:
            yield found
    elif name == "clause":
        yield from children(sentence, token, "xcomp", "ccomp", "acl", "relcl")
    elif name == "compound":
        yield from children(sentence, token, "compound", "amod", "nmod", "nummod")
    elif name == "above":
        if token.head != token.index:
            yield head(sentence, token)
    elif name == "negated":
        yield from _negations(sentence, token)
    elif name == "complement":
        yield from children(sentence, token, "acomp", "attr", "oprd")
    elif name == "will":
        yield from (t for t in children(sentence, token, "aux") if base(t) in _FUTURE)
    elif name == "purpose":
        yield from (t for t in children(sentence, token, "advcl", "xcomp", "acl") if t.tag == "VB")
    else:
        yield from after_preposition(sentence, token, frozenset((name,)))


def governors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the word that governs a noun, past prepositions: "ask" of "asked for troops"."""
    top = token
    while top.dep == "conj" or (
        top.dep == "pobj"
        and word(head(sentence, top)) == "of"
        and head(sentence, head(sentence, top)).pos in ("NOUN", "NUM", "ADJ")
    ):
        top = head(sentence, top) if top.dep == "conj" else head(sentence, head(sentence, top))
    above = head(sentence, top)
    if above.pos in ("ADP", "SCONJ") and above.index != top.index:
        verb = head(sentence, above)
        yield head(sentence, verb) if verb.pos in ("ADP", "ADV") else verb
    elif above.index != top.index:
        yield above


def governor_wordings(sentence: Sentence, token: Token) -> Iterator[Words]:
    """The governor as rules write it: ("ask",) and, with its preposition, ("ask", "for")."""
    top = token
    while top.dep == "conj":
        top = head(sentence, top)
    above = head(sentence, top)
    if above.index == top.index:
        return
    if above.pos in ("ADP", "SCONJ"):
        verb = head(sentence, above)
        if verb.pos in ("ADP", "ADV") and verb.index != above.index:  # "along with"
            verb = head(sentence, verb)
        yield (base(verb), word(above))
        if top.dep == "pobj" and word(above) == "of" and verb.pos in ("NOUN", "NUM"):
            yield from governor_wordings(sentence, verb)  # "ended two days of talks"
    else:
        yield (base(above),)
        particle = child(sentence, above, "prt")
        if particle is not None:
            yield (base(above), word(particle))

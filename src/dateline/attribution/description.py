"""Definite descriptions and short names: "the newspaper", "the minister", "the Post", "both sides"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.attribution.mention import Reader, Referent, is_definite, modifiers
from dateline.attribution.persons import Person, fold
from dateline.attribution.speaker import is_outlet, own_name
from dateline.model import Sentence, Token
from dateline.parsing.tree import children, conjuncts, subtree

Found = tuple[int, int, str, str]  # sentence and token of the full mention, rule, reason

FAR: Final = 12  # sentences a description looks back
NEAR: Final = 4

# Nouns that fit any holder of a high office.
ANY_OFFICE: Final = frozenset(
    ("chief", "diplomat", "leader", "official", "politician", "premier", "ruler", "strongman")
)
# What a noun for a body stands for: a country, an alliance of countries, any organisation.
BODIES: Final = {
    "alliance": "alliance", "bloc": "alliance", "union": "alliance", "country": "country", "nation": "country",
    "state": "country", "republic": "country", "kingdom": "country", "agency": "organisation",
    "company": "organisation", "group": "organisation", "movement": "organisation", "militia": "organisation",
    "organisation": "organisation", "organization": "organisation",
}  # fmt: skip
ALLIANCES: Final = frozenset(
    ("african", "asean", "csto", "ecowas", "eu", "european", "league", "nato", "treaty", "un", "union")
)


def describe(reader: Reader, sentence: Sentence, token: Token, mentioned: Sequence[Referent]) -> Found | None:
    """Find what a description or a short name stands for among what was mentioned before."""
    if token.dep in ("compound", "nmod", "amod"):
        return None
    if token.pos == "PROPN":
        return _short_outlet(reader, sentence, token, mentioned)
    noun = reader.table.noun(token)
    if token.pos != "NOUN" or noun is None or not is_definite(sentence, token):
        return None
    if token.lemma.lower() == "side" and token.tag == "NNS":
        return _both_sides(reader, sentence, mentioned)
    if noun.names == "outlet":
        return None if own_name(sentence, token) else _last_outlet(mentioned, reader, sentence)
    same = _same_noun(reader, sentence, token, mentioned)
    if same is not None:
        return same
    if noun.names == "person" and token.tag == "NN":
        return _titled(reader, sentence, token, mentioned)
    if noun.names == "body" and token.tag == "NN":
        return _body(reader, sentence, token, mentioned)
    return None


def _back(
    reader: Reader, sentence: Sentence, mentioned: Sequence[Referent], reach: int
) -> Iterator[tuple[Referent, Sentence, Token]]:
    """What was mentioned, nearest first; the headline is left aside for the body."""
    for referent in reversed(mentioned):
        where = reader.sentences[referent.sentence]
        if sentence.index - referent.told_in > reach:
            return
        if reader.is_headline(where) and not reader.is_headline(sentence):
            continue
        yield referent, where, where.tokens[referent.token]


def _short_outlet(
    reader: Reader, sentence: Sentence, token: Token, mentioned: Sequence[Referent]
) -> Found | None:
    """ "the Post" after "The Hill Country Post"."""
    if not is_outlet(sentence, token, reader.table):
        return None
    mine = _proper_words(sentence, token)
    for referent in mentioned:
        if referent.kind != "outlet":
            continue
        where = reader.sentences[referent.sentence]
        other = where.tokens[referent.token]
        if fold(other.text) == fold(token.text) and mine < _proper_words(where, other):
            return (
                referent.sentence,
                referent.token,
                "name/short-outlet",
                f"{token.text} is short for a name told in full",
            )
    return None


def _proper_words(sentence: Sentence, token: Token) -> set[str]:
    return {fold(t.text) for t in subtree(sentence, token) if t.pos == "PROPN"}


def _both_sides(reader: Reader, sentence: Sentence, mentioned: Sequence[Referent]) -> Found | None:
    for referent, where, at in _back(reader, sentence, mentioned, NEAR):
        members = conjuncts(where, at)
        if not referent.plural or referent.kind != "body" or len(members) != 2:
            continue
        if all(reader.actors.at(where, member) for member in members):
            return (
                referent.sentence,
                referent.token,
                "description/both-sides",
                "the two named side by side before",
            )
    return None


def _same_noun(
    reader: Reader, sentence: Sentence, token: Token, mentioned: Sequence[Referent]
) -> Found | None:
    """ "the officials" after "two administration officials": the same noun, told with more words before."""
    mine = {t.lemma.lower() for t in modifiers(sentence, token)}
    several = token.tag in ("NNS", "NNPS")
    for referent, where, other in _back(reader, sentence, mentioned, FAR):
        if other.lemma.lower() != token.lemma.lower() or (other.tag in ("NNS", "NNPS")) != several:
            continue
        theirs = {t.lemma.lower() for t in modifiers(where, other)}
        if mine < theirs and (referent.sentence, referent.token) != (sentence.index, token.index):
            reason = f"the {token.text} told of before with more words"
            return referent.sentence, referent.token, "description/same-noun", reason
    return None


def _last_outlet(mentioned: Sequence[Referent], reader: Reader, sentence: Sentence) -> Found | None:
    for referent, where, at in _back(reader, sentence, mentioned, FAR):
        if referent.kind == "outlet" and (at.pos == "PROPN" or own_name(where, at)):
            return referent.sentence, referent.token, "description/outlet", "the last outlet named before"
    return None


def _titled(reader: Reader, sentence: Sentence, token: Token, mentioned: Sequence[Referent]) -> Found | None:
    """ "the minister", "the Belarusian leader": the last person of that office, or of that country."""
    word = token.lemma.lower()
    mine = reader.countries(sentence, token)
    for referent, _, _ in _back(reader, sentence, mentioned, FAR):
        person = reader.person_at.get((referent.sentence, referent.token))
        if person is None or (mine and person.country and person.country not in mine):
            continue
        if word in _titles(reader, person):
            return (
                person.sentence,
                person.token,
                "description/title",
                f"{person.name} was told of as {token.text}",
            )
        if word in ANY_OFFICE and mine and person.country in mine:
            return (
                person.sentence,
                person.token,
                "description/country",
                f"{person.name} acts for that country",
            )
    if any(t.text.lower() == "of" for t in children(sentence, token, "prep")):
        return None  # "the leader of the miners" is told in full
    if word not in ANY_OFFICE or (mine and _no_person_unplaced(reader, mentioned)):
        return None
    for referent, _, _ in _back(reader, sentence, mentioned, NEAR):
        person = reader.person_at.get((referent.sentence, referent.token))
        if person is not None and (not mine or person.country is None):
            return (
                person.sentence,
                person.token,
                "description/person",
                "the last person named who can be called so",
            )
    return None


def _no_person_unplaced(reader: Reader, mentioned: Sequence[Referent]) -> bool:
    people = [reader.person_at.get((r.sentence, r.token)) for r in mentioned]
    return all(person is None or person.country for person in people)


def _titles(reader: Reader, person: Person) -> set[str]:
    """The words of a person's offices, as told in the text."""
    words = {w.strip(",.").lower() for w in person.office.split()}
    for sentence, _, _, token in person.mentions:
        where = reader.sentences[sentence]
        words |= {
            t.lemma.lower()
            for near in children(where, where.tokens[token], "compound", "appos", "nmod")
            for t in subtree(where, near)
        }
    return words


def _body(reader: Reader, sentence: Sentence, token: Token, mentioned: Sequence[Referent]) -> Found | None:
    wanted = BODIES.get(token.lemma.lower())
    if wanted is None or modifiers(sentence, token):
        return None
    for referent, where, at in _back(reader, sentence, mentioned, FAR):
        if referent.kind != "body" or at.pos != "PROPN" or referent.plural:
            continue
        if _is_such(reader, where, at, wanted):
            return (
                referent.sentence,
                referent.token,
                f"description/{wanted}",
                f"the last {wanted} named before",
            )
    return None


def _is_such(reader: Reader, sentence: Sentence, token: Token, wanted: str) -> bool:
    actors = reader.actors.at(sentence, token)
    if wanted == "country":
        return token.entity == "GPE" or any(a.id == a.country for a in actors)
    if wanted == "alliance":
        return any(a.sector == "IGO" or a.country is None for a in actors) or fold(token.text) in ALLIANCES
    states = any(a.id == a.country or a.sector in ("GOV", "MIL", "IGO") for a in actors)
    return (token.entity == "ORG" and not states) or any(
        a.sector in ("REB", "UAF", "NGO", "BUS") for a in actors
    )

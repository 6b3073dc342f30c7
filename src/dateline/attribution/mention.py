"""What a noun phrase can be for a later word: a person, a body, an outlet, several of them, a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.attribution.bounds import text_start
from dateline.attribution.cues import CueTable
from dateline.attribution.persons import FEMALE, MALE, Actors, Person
from dateline.attribution.speaker import is_outlet
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import children, conjuncts, head, subtree

NAMES: Final = ("GPE", "ORG", "NORP", "FAC")


@dataclass(frozen=True, slots=True)
class Referent:
    """Something a later word can stand for.

    `sentence` and `token` lead to the mention that names it in full, `told_in` to the sentence of this one.
    """

    sentence: int
    token: int
    kind: str  # person, body, outlet, thing
    plural: bool
    gender: str
    subject: bool
    told_in: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Tells what the phrases of one document are."""

    document: Document
    sentences: Sequence[Sentence]
    actors: Actors
    table: CueTable
    person_at: dict[tuple[int, int], Person]

    def referent(self, sentence: Sentence, token: Token, full: tuple[int, int] | None) -> Referent | None:
        """Make a referent of the head of a phrase, or of what it is known to stand for (`full`)."""
        where = full or (sentence.index, token.index)
        at = self.sentences[where[0]]
        kind = self.kind(at, at.tokens[where[1]])
        if kind is None:
            return None
        subject = token.dep in ("nsubj", "nsubjpass")
        plural = self.is_plural(at, at.tokens[where[1]])
        return Referent(*where, kind, plural, self.gender(at, at.tokens[where[1]]), subject, sentence.index)

    def person(self, sentence: Sentence, token: Token) -> Person | None:
        """The person a phrase names: at its head, beside it, or at its end ("the chief of the staff Anna Berg")."""
        for near in (token, *children(sentence, token, "appos", "compound", "nmod")):
            person = self.person_at.get((sentence.index, near.index))
            if person is not None and (near is token or near.dep == "appos" or token.pos == "NOUN"):
                return person
        if token.pos not in ("NOUN", "PROPN") or not any(True for _ in children(sentence, token, "prep")):
            return None
        return self._person_at_end(sentence, token)

    def _person_at_end(self, sentence: Sentence, token: Token) -> Person | None:
        """A name right behind "of the staff" is the head's; one behind a title ("of President Berg") is not."""
        for other in subtree(sentence, token):
            person = self.person_at.get((sentence.index, other.index))
            if person is None or other.index <= token.index:
                continue
            first = next(
                m[1] for m in person.mentions if m[0] == sentence.index and m[1] <= other.index <= m[2]
            )
            before = sentence.tokens[first - 1]
            noun = self.table.noun(before)
            titled = noun is not None and noun.names == "person"
            return (
                person
                if before.pos in ("NOUN", "PROPN") and not titled and before.index > token.index
                else None
            )
        return None

    def kind(self, sentence: Sentence, token: Token) -> str | None:
        """Tell the kind of a phrase by its head; None for a word that heads none."""
        if token.dep in ("compound", "nmod", "amod") or token.pos not in ("NOUN", "PROPN"):
            return None
        if token.dep == "appos" and head(sentence, token).pos == "PROPN":
            return None  # another name of what stands before it
        if (sentence.index, token.index) in self.person_at:
            return "person"
        if is_outlet(sentence, token, self.table):
            return "outlet"
        if token.entity in NAMES and token.pos == "PROPN":
            return "body"
        noun = self.table.noun(token)
        if noun is not None:
            return noun.names if noun.names != "document" else "thing"
        if self.actors.at(sentence, token):
            return "body"
        # A proper name that nothing knows and that speaks is most often a person's.
        verb = head(sentence, token)
        speaks = bool(self.table.starting(verb.lemma.lower(), "verb")) and token.dep == "nsubj"
        return "person" if speaks and token.pos == "PROPN" and not token.entity else "thing"

    def is_plural(self, sentence: Sentence, token: Token) -> bool:
        """Several: a plural noun that is no name of one body, or a coordination."""
        if len(conjuncts(sentence, token)) > 1 and token.dep != "conj":
            return True
        return token.tag in ("NNS", "NNPS") and token.entity not in ("GPE", "ORG")

    def gender(self, sentence: Sentence, token: Token) -> str:
        """By person, else by noun: "spokeswoman", "king"."""
        person = self.person_at.get((sentence.index, token.index))
        if person is not None:
            return person.gender
        word = token.text.lower()
        return "m" if word in MALE | {"man"} else "f" if word in FEMALE | {"woman"} else ""

    def countries(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """The countries a phrase belongs to."""
        return frozenset(a.country for a in self.actors.at(sentence, token) if a.country)

    def is_headline(self, sentence: Sentence) -> bool:
        """Tell headlines from body text."""
        return self.document.blocks[sentence.block].kind == "headline"

    def named(self, sentence: Sentence, token: Token) -> tuple[str, Span]:
        """The name of a phrase and its words: a person's full name, else the phrase."""
        person = self.person_at.get((sentence.index, token.index))
        if person is not None:
            return person.name, person.span
        span = self.phrase(sentence, token)
        members = conjuncts(sentence, token)
        if len(members) > 1 and token.dep != "conj":
            span = Span(span.start, self.phrase(sentence, members[-1]).end)
        return " ".join(span.of(self.document.text).split()), span

    def phrase(self, sentence: Sentence, token: Token) -> Span:
        """The phrase of a noun without relative clauses, and without a dateline before it."""
        span = phrase_span(sentence, token)
        return Span(max(span.start, min(token.start, text_start(self.document, sentence))), span.end)


def phrase_span(sentence: Sentence, token: Token) -> Span:
    """The phrase of a noun up to its last word, without relative clauses: "two administration officials"."""
    first = last = token.index
    for t in children(sentence, token, "det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"):
        below = [w.index for w in subtree(sentence, t) if w.index < token.index]
        first = min([first, *below])
    for t in children(sentence, token, "amod"):
        if t.index == token.index + 1:  # "people familiar with the matter"
            last = subtree(sentence, t)[-1].index
    for t in children(sentence, token, "prep"):
        if t.text.lower() in ("of", "in", "from") and t.index == token.index + 1:
            last = max(last, _end_of_name(sentence, t))
    for entity in sentence.entities:  # "Institute for the Study of War"
        inside = sentence.tokens[entity.first : entity.last + 1]
        whole = entity.type in ("ORG", "FAC") and not any(t.text == "," for t in inside)
        if whole and entity.first <= token.index <= entity.last:
            last = max(last, entity.last)
    commas = [t.index for t in sentence.tokens[first : token.index] if t.text == ","]
    first = commas[-1] + 1 if commas and not _is_list(sentence, token) else first
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _is_list(sentence: Sentence, token: Token) -> bool:
    """Adjectives in a row are parted by commas too: "a long, bitter war"."""
    return any(True for _ in children(sentence, token, "amod"))


def _end_of_name(sentence: Sentence, preposition: Token) -> int:
    """ "the Ministry of Defence of Chad", "the ministry in Lima": up to the end of the names, not of clauses."""
    last = preposition.index - 1
    for thing in children(sentence, preposition, "pobj"):
        last = max(t.index for t in (thing, *children(sentence, thing, "compound", "amod", "conj", "cc")))
        for further in children(sentence, thing, "prep"):
            if further.text.lower() == "of" and further.index == last + 1:
                last = max(last, _end_of_name(sentence, further))
    return last


def modifiers(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The words that narrow a noun down."""
    return tuple(children(sentence, token, "amod", "compound", "nummod", "nmod", "poss", "appos", "prep"))


def is_definite(sentence: Sentence, token: Token) -> bool:
    """Tell "the", "this", "both" … before a noun."""
    return any(
        t.text.lower() in ("the", "this", "that", "these", "those", "both")
        for t in children(sentence, token, "det", "predet")
    )

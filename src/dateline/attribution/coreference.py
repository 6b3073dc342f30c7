"""Who is meant: pronouns, short names and definite descriptions led back to the mention told in full.

Rules with reasons, no model. Whatever the rules do not settle stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.attribution.cues import ATTITUDE, CueTable, load_cues
from dateline.attribution.description import Found, describe
from dateline.attribution.floating import find_sayings
from dateline.attribution.mention import Reader, Referent
from dateline.attribution.persons import Actors, Person, persons_of
from dateline.attribution.saying import Saying, size_of
from dateline.attribution.speaker import Link
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import BESIDE, children, head

HE: Final = frozenset(("he", "him", "his", "himself"))
SHE: Final = frozenset(("she", "her", "hers", "herself"))
IT: Final = frozenset(("it", "its", "itself"))
THEY: Final = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST: Final = frozenset(("we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"))

REACH: Final = 3  # sentences a pronoun looks back
SPEAKING: Final = ("saying", "citing", "acting", "asking", "declining", "thinking")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The mention that a word stands for: sentence and head token, name, words, rule, and the reason in words."""

    sentence: int
    token: int
    name: str
    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class References:
    """Every word of a document that stands for another mention; its persons; its sayings, names unresolved."""

    antecedents: dict[tuple[int, int], Antecedent] = field(default_factory=dict)
    persons: dict[tuple[int, int], Person] = field(default_factory=dict)
    sayings: tuple[Saying, ...] = ()

    def at(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """The mention a pronoun, short name or description stands for; None where unresolved, or full itself."""
        return self.antecedents.get((sentence.index, token.index))

    def person(self, sentence: Sentence, token: Token) -> Person | None:
        """The person whose name a word belongs to."""
        return self.persons.get((sentence.index, token.index))


def refer(
    document: Document, sentences: Sequence[Sentence], actors: Actors, *, cues: CueTable | None = None
) -> References:
    """Resolve what can be resolved, sentence after sentence, each word by what stands before it.

    `cues` is the table to find speakers by; left out, it is the package's own.
    """
    table = cues or load_cues()
    sayings = find_sayings(document, sentences, table)
    persons = persons_of(actors, sentences, table.given_names)
    words = {(m[0], i): p for p in persons for m in p.mentions for i in range(m[1], m[2] + 1)}
    words |= {(m[0], m[3]): person for person in persons for m in person.mentions}
    antecedents = _Resolver(Reader(document, sentences, actors, table, words), sayings).resolve()
    return References(antecedents, words, sayings)


class _Resolver:
    """One pass over a document; keeps what was mentioned and what was resolved so far."""

    def __init__(self, reader: Reader, sayings: Sequence[Saying]) -> None:
        self.reader, self.sayings = reader, sayings
        self.found: dict[tuple[int, int], Antecedent] = {}
        self.mentioned: list[Referent] = []

    def resolve(self) -> dict[tuple[int, int], Antecedent]:
        """Lead every word that can be led back."""
        for sentence in self.reader.sentences:
            for token in sentence.tokens:
                self._read(sentence, token)
        self._look_ahead()
        return self.found

    def _read(self, sentence: Sentence, token: Token) -> None:
        found = self._find(sentence, token)
        if found is not None and found[:2] != (sentence.index, token.index):
            self.found[sentence.index, token.index] = self._antecedent(found)
        full = self._full(sentence.index, token.index)
        if token.pos == "PRON" and full is None:
            return
        referent = self.reader.referent(sentence, token, full)
        if referent is not None:
            self.mentioned.append(referent)

    def _full(self, sentence: int, token: int) -> tuple[int, int] | None:
        known = self.found.get((sentence, token))
        return (known.sentence, known.token) if known is not None else None

    def _antecedent(self, found: Found) -> Antecedent:
        """Point at a mention, through what that mention itself stands for."""
        sentence, token, rule, reason = found
        sentence, token = self._full(sentence, token) or (sentence, token)
        where = self.reader.sentences[sentence]
        name, span = self.reader.named(where, where.tokens[token])
        return Antecedent(sentence, token, name, span, rule, reason)

    def _find(self, sentence: Sentence, token: Token) -> Found | None:
        if token.tag in ("PRP", "PRP$"):
            return self._pronoun(sentence, token)
        person = (
            self.reader.person(sentence, token) if token.dep not in ("compound", "nmod", "amod") else None
        )
        if person is not None:
            if person.span.covers(Span(token.start, token.end)):
                return None  # a word of the full name itself
            return person.sentence, person.token, "name/short", f"{token.text} is short for {person.name}"
        return describe(self.reader, sentence, token, self.mentioned)

    # pronouns

    def _pronoun(self, sentence: Sentence, token: Token) -> Found | None:
        """In somebody's words, the speaker; as a speaker, the last one; else the nearest that fits."""
        word = token.text.lower()
        if word in IT and _is_empty_it(sentence, token):
            return None
        speaker = self._speaker(sentence, token)
        if word in FIRST:
            reason = f"{token.text} in somebody's words is the speaker or the speaker's side"
            return (speaker.sentence, speaker.token, "pronoun/first-person", reason) if speaker else None
        if speaker is not None and fits(word, speaker):
            reason = f"{token.text} in somebody's reported words is the speaker"
            return speaker.sentence, speaker.token, "pronoun/reported-clause", reason
        saying = self._spoken_by(sentence, token)
        if saying is not None:
            last = self._subject_before(sentence, token, word, saying) or self._last_speaker(
                sentence, token, word
            )
            if last is not None:
                return (
                    last.sentence,
                    last.token,
                    "pronoun/last-speaker",
                    f"{token.text} speaks on: the last speaker",
                )
        nearest = self._nearest(sentence, token, word)
        if nearest is None:
            return None
        reason = f"{token.text} is the nearest that fits, subjects first"
        return nearest.sentence, nearest.token, "pronoun/nearest", reason

    def _speaker(self, sentence: Sentence, token: Token) -> Referent | None:
        """The speaker of the smallest saying that holds a word."""
        span = Span(token.start, token.end)
        silent = {"showing", ATTITUDE}
        if token.dep in ("dobj", "dative", "pobj") and token.text.lower() not in FIRST:
            silent.add("acting")  # "accused the emirate of arming it": hardly the accuser
        holding = [s for s in self.sayings if s.kind not in silent and s.covers(span)]
        for saying in sorted(holding, key=size_of):
            for link in reversed(saying.links):
                if link.role != "speaker" or link.head is None:
                    continue
                if (link.sentence, link.head.index) != (sentence.index, token.index):
                    return self._of_link(link)
        return None

    def _of_link(self, link: Link) -> Referent | None:
        if link.head is None:
            return None
        sentence = self.reader.sentences[link.sentence]
        full = self._full(link.sentence, link.head.index)
        if link.head.pos == "PRON" and full is None:
            return None
        return self.reader.referent(sentence, link.head, full)

    def _spoken_by(self, sentence: Sentence, token: Token) -> Saying | None:
        """The saying that a pronoun is the source of."""
        for saying in self.sayings:
            for link in saying.links:
                if (
                    link.sentence == sentence.index
                    and link.head is not None
                    and link.head.index == token.index
                ):
                    return saying if saying.kind in SPEAKING else None
        return None

    def _subject_before(self, sentence: Sentence, token: Token, word: str, saying: Saying) -> Referent | None:
        """The subject of the same sentence, outside what the pronoun says."""
        for referent in reversed(self.mentioned):
            if referent.told_in != sentence.index:
                return None
            at = sentence.tokens[referent.token] if referent.sentence == sentence.index else None
            if at is None or not referent.subject or not fits(word, referent):
                continue
            if not saying.covers(Span(at.start, at.end)):
                return referent
        return None

    def _last_speaker(self, sentence: Sentence, token: Token, word: str) -> Referent | None:
        """The speaker of the nearest earlier saying that fits, in this sentence or the one before."""
        for saying in sorted(self.sayings, key=lambda s: -s.place):
            told = self.reader.sentences[saying.sentence]
            if saying.place >= token.start or saying.kind not in SPEAKING:
                continue
            if told.index < sentence.index - 1 or (
                told.block != sentence.block and self.reader.is_headline(told)
            ):
                continue
            for link in reversed(saying.links):
                if link.role != "speaker" or link.span.start >= token.start:
                    continue
                referent = self._of_link(link)
                if referent is not None and fits(word, referent):
                    return referent
        return None

    def _nearest(self, sentence: Sentence, token: Token, word: str) -> Referent | None:
        """Weigh what was mentioned: nearness, and subjects before the rest."""
        beside = _clause_arguments(sentence, token)
        best: tuple[float, Referent] | None = None
        for referent in self.mentioned:
            told = self.reader.sentences[referent.told_in]
            distance = sentence.index - told.index + (told.block != sentence.block)
            things = word in THEY and referent.plural
            if distance > REACH or not (things or fits(word, referent)):
                continue
            if distance == 0 and referent.sentence == sentence.index and referent.token in beside:
                continue
            if self.reader.is_headline(
                self.reader.sentences[referent.told_in]
            ) and not self.reader.is_headline(sentence):
                distance += 2
            score = -1.5 * distance + (2 if referent.subject else 0)
            if best is None or score >= best[0]:
                best = (score, referent)
        return best[1] if best is not None and fits(word, best[1]) else None

    # ahead

    def _look_ahead(self) -> None:
        """ "The head of government said A. Anna Berg disclosed it in May": an office named a sentence later."""
        for saying, following in _pairs(self.sayings):
            link = _unnamed_office(self.reader, saying)
            name = next((n for n in following.links if n.role == "speaker" and n.head is not None), None)
            if link is None or link.head is None or name is None or name.head is None:
                continue
            if (link.sentence, link.head.index) in self.found or name.sentence != link.sentence + 1:
                continue
            if not self._is_in_lead(link.sentence):
                continue
            person = self.reader.person_at.get((name.sentence, name.head.index))
            if person is None or not person.is_first(name.sentence, name.head.index):
                continue
            reason = f"the {link.head.text} is named in the next sentence"
            found = (person.sentence, person.token, "description/named-next", reason)
            self.found[link.sentence, link.head.index] = self._antecedent(found)
        for link in _outlets_of_headlines(self.reader, self.sayings):
            outlet = next(
                (r for r in self.mentioned if r.kind == "outlet" and r.told_in > link.sentence), None
            )
            if (
                outlet is not None
                and link.head is not None
                and self._full(link.sentence, link.head.index) is None
            ):
                found = (
                    outlet.sentence,
                    outlet.token,
                    "description/headline",
                    "the first outlet the report names",
                )
                self.found[link.sentence, link.head.index] = self._antecedent(found)

    def _is_in_lead(self, sentence: int) -> bool:
        """One of the first two sentences of the body."""
        before = self.reader.sentences[:sentence]
        return sum(not self.reader.is_headline(s) for s in before) < 2


def _pairs(sayings: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Each saying with those of the next sentence."""
    for saying in sayings:
        for following in sayings:
            if following.sentence == saying.sentence + 1:
                yield saying, following


def _outlets_of_headlines(reader: Reader, sayings: Sequence[Saying]) -> Iterator[Link]:
    """Speakers of headlines that are a bare "newspaper" or "agency"."""
    for saying in sayings:
        for link in saying.links:
            noun = reader.table.noun(link.head) if link.head is not None and link.head.pos == "NOUN" else None
            if (
                noun is not None
                and noun.names == "outlet"
                and reader.is_headline(reader.sentences[link.sentence])
            ):
                yield link


def _unnamed_office(reader: Reader, saying: Saying) -> Link | None:
    """The speaker of a saying where an office is told but no name: "the prime minister of Chad"."""
    for link in saying.links:
        if link.role != "speaker" or link.head is None or link.head.pos not in ("NOUN", "PROPN"):
            continue
        noun = reader.table.noun(link.head)
        sentence = reader.sentences[link.sentence]
        if noun is None or noun.names != "person" or reader.is_plural(sentence, link.head):
            continue
        named = any(
            (link.sentence, t.index) in reader.person_at
            for t in (link.head, *children(sentence, link.head, "appos", "compound", "nmod"))
        )
        if not named and any(t.text.lower() == "the" for t in children(sentence, link.head, "det")):
            return link
    return None


def fits(word: str, referent: Referent) -> bool:
    """Tell whether a pronoun can stand for something by number, kind and gender."""
    if word in HE:
        return referent.kind == "person" and not referent.plural and referent.gender != "f"
    if word in SHE:
        return referent.kind == "person" and not referent.plural and referent.gender != "m"
    if word in IT:
        return referent.kind in ("body", "outlet") and not referent.plural
    return referent.plural and referent.kind in ("person", "body", "outlet")


def _is_empty_it(sentence: Sentence, token: Token) -> bool:
    """ "it is clear that", "it was reported that": nothing is meant."""
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = head(sentence, token)
    if verb.lemma == "be" and any(_ranks(sentence, t) for t in children(sentence, verb, "attr")):
        return True  # "it was the worst attack since May"
    clausal = any(True for _ in children(sentence, verb, "ccomp", "csubj"))
    return clausal and (token.dep == "nsubjpass" or verb.lemma in ("be", "seem", "appear"))


def _ranks(sentence: Sentence, noun: Token) -> bool:
    return any(
        t.tag == "JJS" or t.text.lower() in ("first", "second", "third", "last", "latest")
        for t in children(sentence, noun, "amod")
    )


def _clause_arguments(sentence: Sentence, token: Token) -> frozenset[int]:
    """The subject and objects beside a pronoun, which it cannot stand for; none for a possessive."""
    if token.tag == "PRP$":
        return frozenset()
    verb = head(sentence, token)
    beside = children(sentence, verb, "nsubj", "nsubjpass", "dobj", "dative")
    return frozenset(t.index for t in (*beside, *_understood_doers(sentence, verb)))


def _understood_doers(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Who does "after accusing it": the subject of the clause above, which "it" cannot stand for."""
    if verb.dep != "pcomp" or head(sentence, verb).text.lower() not in BESIDE:
        return ()
    above = head(sentence, head(sentence, verb))
    while above.dep == "xcomp" and not children(sentence, above, "nsubj", "nsubjpass"):
        above = head(sentence, above)
    return tuple(children(sentence, above, "nsubj", "nsubjpass"))

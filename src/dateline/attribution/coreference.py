"""Who is meant: pronouns, short names and definite descriptions led back to the mention that names them in full.

Rules with reasons, no model. Whatever the rules do not settle stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from dateline.attribution.cues import CueTable, load_cues
from dateline.attribution.floating import find_sayings
from dateline.attribution.persons import FEMALE, MALE, Person, find_persons, fold
from dateline.attribution.saying import Saying
from dateline.attribution.speaker import Link, is_outlet
from dateline.model import Actor, Document, Sentence, Span, Token
from dateline.parsing.tree import children, conjuncts, head, subtree

HE: Final = frozenset({"he", "him", "his", "himself"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})
IT: Final = frozenset({"it", "its", "itself"})
THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
WE: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
ME: Final = frozenset({"i", "me", "my", "mine", "myself"})

REACH: Final = 3  # sentences a pronoun looks back


class Actors(Protocol):
    """What coreference asks of the actor index: the parties a noun phrase stands for by its own words."""

    def at(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """The actors of the phrase that holds a token; empty where it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The mention that a word stands for: sentence and head token, its name, the rule and the reason in words."""

    sentence: int
    token: int
    name: str
    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Referent:
    """Something a later word can stand for."""

    sentence: int
    token: int
    kind: str  # person, body, outlet, plural, thing
    plural: bool
    gender: str
    subject: bool
    mentioned_in: int  # the sentence of this mention, which may be a later, shorter one


@dataclass(frozen=True, slots=True)
class References:
    """Every word of a document that stands for another mention, and the persons it names."""

    antecedents: dict[tuple[int, int], Antecedent] = field(default_factory=dict)
    persons: tuple[Person, ...] = ()
    sayings: tuple[Saying, ...] = ()

    def at(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """The mention a pronoun, short name or description stands for; None where it is unresolved or full."""
        return self.antecedents.get((sentence.index, token.index))

    def person(self, sentence: int, token: int) -> Person | None:
        """The person that a mention names, by sentence and token number."""
        return next((p for p in self.persons if (sentence, token) in p.mentions), None)


def refer(
    document: Document, sentences: Sequence[Sentence], actors: Actors, *, cues: CueTable | None = None
) -> References:
    """Resolve what can be resolved, sentence after sentence, each word by what stands before it."""
    table = cues or load_cues()
    sayings = find_sayings(document, sentences, table)
    persons = find_persons(document, sentences)
    resolver = _Resolver(document, sentences, actors, table, sayings, persons)
    return References(resolver.resolve(), persons, sayings)


# --- resolving -----------------------------------------------------------------------------------


class _Resolver:
    """One pass over a document; keeps what was mentioned and what was resolved so far."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        actors: Actors,
        table: CueTable,
        sayings: tuple[Saying, ...],
        persons: tuple[Person, ...],
    ) -> None:
        self.document, self.sentences, self.actors, self.table = document, sentences, actors, table
        self.sayings = sayings
        self.person_at = {mention: person for person in persons for mention in person.mentions}
        self.gender: dict[Person, str] = {}
        self.found: dict[tuple[int, int], Antecedent] = {}
        self.mentioned: list[Referent] = []

    def resolve(self) -> dict[tuple[int, int], Antecedent]:
        for sentence in self.sentences:
            for token in sentence.tokens:
                antecedent = self._antecedent(sentence, token)
                if antecedent is not None:
                    self.found[sentence.index, token.index] = antecedent
                referent = self._referent(sentence, token)
                if referent is not None:
                    self.mentioned.append(referent)
        return self.found

    # what a word is

    def _referent(self, sentence: Sentence, token: Token) -> Referent | None:
        """Make a referent of the head of a noun phrase; None for what nothing later stands for."""
        if token.pos not in ("NOUN", "PROPN", "PRON") or token.dep in ("compound", "nmod", "amod"):
            return None
        subject = token.dep in ("nsubj", "nsubjpass")
        earlier = self.found.get((sentence.index, token.index))
        if token.pos == "PRON":
            if earlier is None or earlier.token < 0:
                return None
            source = next(
                (r for r in self.mentioned if (r.sentence, r.token) == (earlier.sentence, earlier.token)),
                None,
            )
            return (
                None
                if source is None
                else Referent(
                    source.sentence,
                    source.token,
                    source.kind,
                    source.plural,
                    source.gender,
                    subject,
                    sentence.index,
                )
            )
        where = (earlier.sentence, earlier.token) if earlier else (sentence.index, token.index)
        kind = self._kind(sentence, token)
        if kind is None:
            return None
        plural = (token.tag in ("NNS", "NNPS") and token.entity not in ("GPE", "ORG")) or len(
            conjuncts(sentence, token)
        ) > 1
        return Referent(*where, kind, plural, self._gender_at(sentence, token), subject, sentence.index)

    def _kind(self, sentence: Sentence, token: Token) -> str | None:
        if (sentence.index, token.index) in self.person_at:
            return "person"
        if is_outlet(sentence, token, self.table):
            return "outlet"
        if token.entity in ("GPE", "ORG", "NORP") and token.pos == "PROPN":
            return "body"
        noun = self.table.noun(token)
        if noun is not None and token.pos == "NOUN":
            return noun.names if noun.names != "document" else "thing"
        if self.actors.at(sentence, token):
            return "body"
        if token.pos == "PROPN" and token.entity == "" and token.dep in ("nsubj", "nsubjpass"):
            return "person" if len(token.text) > 2 else None
        return "thing" if token.pos == "NOUN" else None

    def _gender_at(self, sentence: Sentence, token: Token) -> str:
        person = self.person_at.get((sentence.index, token.index))
        if person is not None:
            return self.gender.get(person, person.gender)
        word = token.text.lower()
        return "m" if word in MALE | {"man"} else "f" if word in FEMALE | {"woman"} else ""

    # what it stands for

    def _antecedent(self, sentence: Sentence, token: Token) -> Antecedent | None:
        word = token.text.lower()
        if token.tag in ("PRP", "PRP$"):
            return self._pronoun(sentence, token, word)
        person = self.person_at.get((sentence.index, token.index))
        if person is not None:
            if (person.sentence, person.token) == (sentence.index, token.index):
                return None
            return self._to(
                person.sentence, person.token, "name/short", f"{token.text} is short for {person.name}"
            )
        if token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "nmod"):
            return self._description(sentence, token)
        return None

    def _to(self, sentence: int, token: int, rule: str, reason: str) -> Antecedent:
        """Point at a mention, through what that mention itself stands for."""
        further = self.found.get((sentence, token))
        if further is not None:
            sentence, token = further.sentence, further.token
        where = self.sentences[sentence]
        name, span = self._named(where, where.tokens[token])
        return Antecedent(sentence, token, name, span, rule, reason)

    def _named(self, sentence: Sentence, token: Token) -> tuple[str, Span]:
        person = self.person_at.get((sentence.index, token.index))
        if person is not None:
            return person.name, person.span
        span = phrase_span(sentence, token)
        return span.of(self.document.text).replace("\u00a0", " "), span

    def _pronoun(self, sentence: Sentence, token: Token, word: str) -> Antecedent | None:
        if word in WE | ME:
            return self._first_person(sentence, token, word)
        if word in IT and _is_empty_it(sentence, token):
            return None
        speaker = self._speaker(sentence, token)
        if speaker is not None and self._fits(word, speaker):
            return self._to(
                speaker.sentence,
                speaker.token,
                "pronoun/reported-clause",
                f"{token.text} in somebody's reported words is the speaker",
            )
        if self._is_speaking(sentence, token):
            last = self._last_speaker(sentence, token, word)
            if last is not None:
                return self._to(
                    last.sentence,
                    last.token,
                    "pronoun/last-speaker",
                    f"{token.text} speaks on: the last speaker",
                )
        best = self._nearest(sentence, token, word)
        if best is None:
            return None
        if word in HE | SHE:
            self._learn_gender(best, "m" if word in HE else "f")
        return self._to(
            best.sentence,
            best.token,
            "pronoun/nearest",
            f"{token.text} is the nearest that fits, subjects first",
        )

    def _learn_gender(self, referent: Referent, gender: str) -> None:
        person = self.person_at.get((referent.sentence, referent.token))
        if person is not None:
            self.gender.setdefault(person, gender)

    def _first_person(self, sentence: Sentence, token: Token, word: str) -> Antecedent | None:
        speaker = self._speaker(sentence, token)
        if speaker is None:
            return None
        return self._to(
            speaker.sentence,
            speaker.token,
            "pronoun/first-person",
            f"{token.text} in somebody's words is the speaker or the speaker's side",
        )

    def _speaker(self, sentence: Sentence, token: Token) -> Referent | None:
        """The speaker of the smallest saying that holds a word."""
        span = Span(token.start, token.end)
        holding = [s for s in self.sayings if s.covers(span) and s.kind != "showing"]
        holding.sort(key=lambda s: sum(p.end - p.start for p in s.content))
        for saying in holding:
            speaker = next(
                (l for l in reversed(saying.links) if l.role == "speaker" and l.head is not None), None
            )
            if speaker is None or speaker.head is None:
                continue
            if (speaker.sentence, speaker.head.index) == (sentence.index, token.index):
                continue
            return self._as_referent(speaker)
        return None

    def _as_referent(self, link: Link) -> Referent | None:
        if link.head is None:
            return None
        further = self.found.get((link.sentence, link.head.index))
        if link.head.tag in ("PRP", "PRP$") and further is None:
            return None
        where = (further.sentence, further.token) if further else (link.sentence, link.head.index)
        at = self.sentences[where[0]].tokens[where[1]]
        kind = self._kind(self.sentences[where[0]], at) or "thing"
        plural = (at.tag in ("NNS", "NNPS") and at.entity not in ("GPE", "ORG")) or len(
            conjuncts(self.sentences[where[0]], at)
        ) > 1
        return Referent(
            *where, kind, plural, self._gender_at(self.sentences[where[0]], at), True, link.sentence
        )

    def _fits(self, word: str, referent: Referent) -> bool:
        if word in HE:
            return referent.kind == "person" and not referent.plural and referent.gender != "f"
        if word in SHE:
            return referent.kind == "person" and not referent.plural and referent.gender != "m"
        if word in IT:
            return referent.kind in ("body", "outlet") and not referent.plural
        return referent.plural and referent.kind in ("person", "body", "outlet")

    def _is_speaking(self, sentence: Sentence, token: Token) -> bool:
        return any(
            link.sentence == sentence.index and link.head is not None and link.head.index == token.index
            for saying in self.sayings
            for link in saying.links
            if saying.kind in ("saying", "acting", "declining", "citing", "asking")
        )

    def _last_speaker(self, sentence: Sentence, token: Token, word: str) -> Referent | None:
        """The speaker of the nearest earlier saying, if it fits; no further back than the paragraph before."""
        before = [
            s
            for s in self.sayings
            if s.cue is not None
            and s.cue.start < token.start
            and self.sentences[s.sentence].block >= sentence.block - 1
            and s.kind in ("saying", "acting", "declining", "asking", "citing", "thinking")
            and s.hit is not None
            and s.hit.cue.pos != "noun"
        ]
        for saying in sorted(before, key=lambda s: -s.cue.start if s.cue else 0):
            for link in reversed(saying.links):
                if link.role != "speaker" or link.head is None or link.span.start >= token.start:
                    continue
                if self.sentences[saying.sentence].block != sentence.block and _headline(
                    self.document, self.sentences[saying.sentence]
                ):
                    continue
                referent = self._as_referent(link)
                if referent is not None and self._fits(word, referent):
                    return referent
        return None

    def _nearest(self, sentence: Sentence, token: Token, word: str) -> Referent | None:
        """Weigh what was mentioned: nearness, and subjects before the rest."""
        best: tuple[float, int, Referent] | None = None
        clause = _clause_arguments(sentence, token)
        for order, referent in enumerate(self.mentioned):
            if not self._fits(word, referent):
                continue
            last = referent.mentioned_in
            distance = sentence.index - last
            if distance > REACH or (
                distance == 0 and referent.token in clause and referent.sentence == sentence.index
            ):
                continue
            if _headline(self.document, self.sentences[last]) and not _headline(self.document, sentence):
                distance += 2
            score = -1.5 * distance + (2 if referent.subject else 0)
            if best is None or score >= best[0]:
                best = (score, order, referent)
        return best[2] if best is not None else None

    def _description(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """ "the newspaper", "the minister", "the Post": a definite phrase for something named before."""
        if token.pos == "PROPN":
            return self._short_outlet(sentence, token)
        if not _is_definite(sentence, token):
            return None
        noun = self.table.noun(token)
        if noun is None:
            return None
        same = self._same_head(sentence, token)
        if same is not None:
            return same
        if noun.names == "outlet":
            return self._last_of(sentence, token, "outlet", "description/outlet")
        if noun.names == "person" and token.tag == "NN":
            return self._titled(sentence, token)
        if noun.names == "body" and token.tag == "NN":
            return self._body(sentence, token)
        return None

    def _same_head(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """ "the officials" after "two administration officials": the same noun, told with more words before."""
        mine = {t.lemma.lower() for t in _modifiers(sentence, token)}
        for referent in reversed(self.mentioned):
            where = self.sentences[referent.sentence]
            other = where.tokens[referent.token]
            if other.lemma.lower() != token.lemma.lower() or (
                other.tag[:3] != token.tag[:3] and other.pos == token.pos
            ):
                continue
            if (other.tag in ("NNS", "NNPS")) != (token.tag in ("NNS", "NNPS")):
                continue
            theirs = {t.lemma.lower() for t in _modifiers(where, other)}
            if (
                sentence.index - referent.sentence > 2 * REACH
                or not mine <= theirs
                or (mine == theirs and not theirs)
            ):
                continue
            if _headline(self.document, where) and not _headline(self.document, sentence):
                continue
            return self._to(
                referent.sentence,
                referent.token,
                "description/same-noun",
                f"the {token.text} told of before with more words",
            )
        return None

    def _last_of(self, sentence: Sentence, token: Token, kind: str, rule: str) -> Antecedent | None:
        for referent in reversed(self.mentioned):
            at = self.sentences[referent.sentence].tokens[referent.token]
            if referent.kind == kind and at.pos == "PROPN":
                return self._to(referent.sentence, referent.token, rule, f"the last {kind} named before")
        return None

    def _short_outlet(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """ "the Post" after "The Daugava Post"."""
        if not is_outlet(sentence, token, self.table):
            return None
        mine = {
            fold(t.text)
            for t in sentence.tokens[: token.index + 1]
            if t.pos == "PROPN" and (t.head == token.index or t is token)
        }
        for referent in self.mentioned:
            if referent.kind != "outlet":
                continue
            where = self.sentences[referent.sentence]
            other = where.tokens[referent.token]
            theirs = {fold(t.text) for t in subtree(where, other) if t.pos == "PROPN"}
            if fold(other.text) == fold(token.text) and mine < theirs:
                return self._to(
                    referent.sentence,
                    referent.token,
                    "name/short-outlet",
                    f"{token.text} is short for a name told in full",
                )
        return None

    def _titled(self, sentence: Sentence, token: Token) -> Antecedent | None:
        """ "the minister": the last person told with that title, else the one just spoken of."""
        for referent in reversed(self.mentioned):
            person = self.person_at.get((referent.sentence, referent.token))
            if person is None:
                continue
            for place in person.mentions:
                where = self.sentences[place[0]]
                if place > (sentence.index, token.index):
                    continue
                titles = {t.lemma.lower() for t in subtree(where, where.tokens[place[1]])}
                if token.lemma.lower() in titles:
                    return self._to(
                        person.sentence,
                        person.token,
                        "description/title",
                        f"{person.name} was told of as {token.text}",
                    )
        if token.lemma.lower() not in GENERAL_PERSON:
            return None
        for referent in reversed(self.mentioned):
            if referent.kind != "person" or sentence.index - referent.sentence > REACH or referent.plural:
                continue
            if (referent.sentence, referent.token) not in self.person_at:
                continue
            if not self._country_agrees(sentence, token, referent):
                continue
            return self._to(
                referent.sentence,
                referent.token,
                "description/person",
                "the last person named who can be called so",
            )
        return None

    def _country_agrees(self, sentence: Sentence, token: Token, referent: Referent) -> bool:
        """ "the Belarusian leader": the person must not be known for another country."""
        mine = {a.country for a in self.actors.at(sentence, token) if a.country}
        where = self.sentences[referent.sentence]
        theirs = {a.country for a in self.actors.at(where, where.tokens[referent.token]) if a.country}
        return not mine or not theirs or bool(mine & theirs)

    def _body(self, sentence: Sentence, token: Token) -> Antecedent | None:
        word = token.lemma.lower()
        wanted = BODIES.get(word)
        if wanted is None:
            return None
        for referent in reversed(self.mentioned):
            where = self.sentences[referent.sentence]
            at = where.tokens[referent.token]
            if referent.kind != "body" or at.pos != "PROPN" or sentence.index - referent.sentence > 2 * REACH:
                continue
            if (wanted == "country") == (at.entity == "GPE") and (
                wanted != "alliance" or self._is_alliance(where, at)
            ):
                return self._to(
                    referent.sentence,
                    referent.token,
                    f"description/{wanted}",
                    f"the last {wanted} named before",
                )
        return None

    def _is_alliance(self, sentence: Sentence, token: Token) -> bool:
        known = [a for a in self.actors.at(sentence, token)]
        if known:
            return any(a.country is None for a in known)
        return fold(token.text) in ALLIANCES


GENERAL_PERSON: Final = frozenset(
    [
        "leader",
        "diplomat",
        "official",
        "politician",
        "premier",
        "chief",
        "minister",
        "president",
        "commander",
        "general",
        "envoy",
    ]
)
BODIES: Final = {
    "alliance": "alliance",
    "bloc": "alliance",
    "union": "alliance",
    "organisation": "organisation",
    "organization": "organisation",
    "country": "country",
    "nation": "country",
    "state": "country",
    "agency": "organisation",
    "group": "organisation",
    "company": "organisation",
}
ALLIANCES: Final = frozenset(
    ["nato", "eu", "union", "un", "asean", "au", "ecowas", "csto", "opec", "nations", "league"]
)


def phrase_span(sentence: Sentence, token: Token) -> Span:
    """The phrase of a noun up to its last word, without relative clauses: "two administration officials"."""
    first = last = token.index
    for t in children(sentence, token, "det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"):
        first = min(first, subtree(sentence, t)[0].index)
    for t in children(sentence, token, "prep"):
        if t.text.lower() == "of" and t.index == token.index + 1:
            last = max(last, subtree(sentence, t)[-1].index)
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _headline(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind == "headline"


def _is_definite(sentence: Sentence, token: Token) -> bool:
    return any(
        t.text.lower() in ("the", "this", "that", "these", "those", "both")
        for t in children(sentence, token, "det", "predet")
    )


def _modifiers(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    return tuple(children(sentence, token, "amod", "compound", "nummod", "nmod", "poss", "appos", "prep"))


def _is_empty_it(sentence: Sentence, token: Token) -> bool:
    """ "it is clear that", "it was reported that": nothing is meant."""
    if token.dep == "expl":
        return True
    verb = head(sentence, token)
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    clausal = any(True for _ in children(sentence, verb, "ccomp", "csubj"))
    return clausal and (token.dep == "nsubjpass" or verb.lemma in ("be", "seem", "appear"))


def _clause_arguments(sentence: Sentence, token: Token) -> frozenset[int]:
    """The subject and objects beside a pronoun, which it cannot stand for; none for a possessive."""
    if token.tag == "PRP$":
        return frozenset()
    verb = head(sentence, token)
    return frozenset(t.index for t in children(sentence, verb, "nsubj", "nsubjpass", "dobj", "dative"))

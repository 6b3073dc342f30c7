"""Names and kinds of the links of a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.attribution.coreference import References
from dateline.attribution.cues import CueTable, outlet_key
from dateline.attribution.mention import Reader
from dateline.attribution.persons import Actors, Person, fold
from dateline.attribution.speaker import Link, is_outlet, name_words, own_name
from dateline.model import Document, Sentence, Source, Token
from dateline.parsing.tree import children


class Namer:
    """Names the links of one document."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        actors: Actors,
        references: References,
        table: CueTable,
    ) -> None:
        self.document, self.sentences, self.actors = document, sentences, actors
        self.references, self.table = references, table
        self.reader = Reader(document, sentences, actors, table, references.persons)
        self.own_blocks = self._own_blocks()

    def credited(self, block: int) -> tuple[Source, ...]:
        """The credited outlets, as first links of what the copied text says."""
        if self.document.blocks[block].kind != "body" or block in self.own_blocks:
            return ()
        credit = self.document.credit
        return tuple(
            Source(
                self._outlet_name(name),
                "media",
                "credit",
                credit.text if credit else name,
                credit.span if credit else None,
                None,
                "credit/outlet",
            )
            for name in self.document.credited
            if not self._is_publisher(name)
        )

    def _own_blocks(self) -> frozenset[int]:
        """Body blocks a copying paper added itself: somebody there speaks to the paper."""
        if not self.document.credited:
            return frozenset()
        own = set()
        for saying in self.references.sayings:
            for link in saying.links:
                if link.role == "outlet" and self._is_publisher(link.span.of(self.document.text)):
                    own.add(self.sentences[saying.sentence].block)
        return frozenset(own)

    def _is_publisher(self, name: str) -> bool:
        """Tell whether a name is the publisher's: "the Gazette" in the Valmiera Gazette."""
        if self.document.publisher is None:
            return False
        mine = [fold(w) for w in self.document.publisher.value.split() if fold(w) != "the"]
        words = [fold(w) for w in name.split() if fold(w) not in ("the", "")]
        return bool(words) and words[-1] == mine[-1] and set(words) <= set(mine)

    def _outlet_name(self, name: str) -> str:
        return self.table.outlets.get(outlet_key(name), name)

    def source(self, link: Link) -> Source | None:
        """Name a link; None for the publisher itself and for words that name no source."""
        text = link.span.of(self.document.text)
        if link.head is None:
            return Source("unnamed", "unnamed", link.cue, text, link.span, None, "source/unnamed")
        sentence = self.sentences[link.sentence]
        antecedent = self.references.at(sentence, link.head)
        where, token, shown_by, rule = sentence, link.head, None, "source/phrase"
        if antecedent is not None:
            where = self.sentences[antecedent.sentence]
            token, shown_by, rule = where.tokens[antecedent.token], antecedent.span, antecedent.rule
        name, kind = self._name_and_kind(where, token)
        if kind == "media" and self._is_publisher(name):
            return None
        if link.role == "shown" and kind == "unnamed":
            kind = "document"
        return Source(name, kind, link.cue, text, link.span, shown_by, rule)

    def _name_and_kind(self, sentence: Sentence, token: Token) -> tuple[str, str]:
        person = self.reader.person(sentence, token)
        if person is not None:
            return person.name, self._kind_of_person(sentence, token, person)
        if is_outlet(sentence, token, self.table):
            return self._outlet(sentence, token), "media"
        following = own_name(sentence, token)
        if following and not self.reader.is_plural(sentence, token):
            return following, self._kind(sentence, token)
        words = self._with_owner(sentence, token, self.reader.named(sentence, token)[0])
        return _without_article(words), self._kind(sentence, token)

    def _with_owner(self, sentence: Sentence, token: Token, words: str) -> str:
        """ "their ministers" becomes "ministers of" those whom "their" stands for."""
        for owner in children(sentence, token, "poss"):
            whose = self.references.at(sentence, owner)
            if owner.tag == "PRP$" and whose is not None and words.lower().startswith(owner.text.lower()):
                return f"{words[len(owner.text) :].strip()} of {_with_small_article(whose.name)}"
        return words

    def _kind_of_person(self, sentence: Sentence, token: Token, person: Person) -> str:
        """By the noun beside the name ("analyst", "witness") or the office.

        Who is told without either is taken for an official, as most are who are quoted on states and forces.
        """
        beside = (token, *children(sentence, token, "compound", "appos", "nmod"))
        nouns = [self.table.noun(t) for t in beside if t.pos in ("NOUN", "PROPN")]
        nouns += [self.table.nouns.get(w.strip(",.").lower()) for w in person.office.split()]
        kinds = [n.kind for n in nouns if n is not None and n.names == "person"]
        for kind in ("expert", "witness", "media"):
            if kind in kinds:
                return kind
        if person.sector in STATE_SECTORS or "official" in kinds:
            return "official"
        if person.sector is not None:
            return {"MED": "media", "EDU": "expert"}.get(person.sector, "organisation")
        return "official"

    def _outlet(self, sentence: Sentence, token: Token) -> str:
        """The name to write for an outlet; "The" stays where it belongs to an unlisted name."""
        name = name_words(sentence, token)
        known = self._outlet_name(name)
        first = token.index - len(name.split())
        if known == name and first >= 0 and sentence.tokens[first].text == "The":
            return f"The {name}"
        return known

    def _kind(self, sentence: Sentence, token: Token) -> str:
        """The kind of a source that is no named person and no outlet."""
        noun = self.table.noun(token)
        if noun is not None and token.pos != "NOUN" and token.entity and noun.names != "body":
            noun = None
        if noun is not None and noun.names == "person":
            owned = any(True for _ in children(sentence, token, "poss")) and noun.kind == "official"
            return noun.kind if owned or noun.kind in ("expert", "witness", "media") else "unnamed"
        if noun is not None and noun.names == "document":
            return "document"
        if noun is not None and token.tag in ("NNS", "NNPS"):
            return "unnamed"
        known = self.actors.at(sentence, token)
        if any(a.sector in STATE_SECTORS or a.id == a.country for a in known):
            return "official"
        if noun is not None:
            return noun.kind
        if token.pos == "PROPN":
            person = self.reader.kind(sentence, token) == "person"
            return "official" if person or token.entity in ("GPE", "NORP") else "organisation"
        return "unnamed"


# Sectors of the PLOVER manual that speak for a state.
STATE_SECTORS: Final = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "SPY"))


def _with_small_article(words: str) -> str:
    return f"the {words[4:]}" if words.startswith("The ") else words


def _without_article(words: str) -> str:
    """ "the Pentagon" is the Pentagon; "a source" and "two officials" keep their words."""
    return words[4:] if words[:4].lower() == "the " else words

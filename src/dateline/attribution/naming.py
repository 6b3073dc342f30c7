"""Names and kinds of the links of a chain."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.coreference import Actors, References, phrase_span
from dateline.attribution.cues import CueTable, outlet_key
from dateline.attribution.persons import fold
from dateline.attribution.speaker import Link, is_outlet, name_words
from dateline.model import Document, Sentence, Source, Token
from dateline.parsing.tree import children, conjuncts, subtree


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
        return Source(name, kind, link.cue, text, link.span, shown_by, rule)

    def _name_and_kind(self, sentence: Sentence, token: Token) -> tuple[str, str]:
        person = self._person(sentence, token)
        if person is not None:
            return person, self._kind_of_person(sentence, token)
        if is_outlet(sentence, token, self.table):
            return self._outlet(sentence, token), "media"
        words = phrase_span(sentence, token).of(self.document.text).replace("\u00a0", " ")
        if len(conjuncts(sentence, token)) > 1:
            words = _joined(self.document, sentence, token)
        return _without_article(words), self._kind(sentence, token)

    def _person(self, sentence: Sentence, token: Token) -> str | None:
        """The name of a person a phrase names: its head, or an apposition to its head."""
        for candidate in (token, *children(sentence, token, "appos", "compound", "nmod")):
            person = self.references.person(sentence.index, candidate.index)
            if person is not None and (candidate is token or candidate.dep == "appos" or token.pos == "NOUN"):
                return person.name
        return None

    def _kind_of_person(self, sentence: Sentence, token: Token) -> str:
        """Experts and reporters are told by a noun beside the name; other named persons speak for an office."""
        for near in subtree(sentence, token):
            noun = self.table.noun(near)
            if (
                noun is not None
                and near.pos in ("NOUN", "PROPN")
                and noun.kind in ("expert", "witness", "media")
                and noun.names == "person"
            ):
                return noun.kind
        return "official"

    def _outlet(self, sentence: Sentence, token: Token) -> str:
        name = name_words(sentence, token)
        known = self._outlet_name(name)
        first = sentence.tokens[token.index - len(name.split())] if token.index >= len(name.split()) else None
        if known == name and first is not None and first.text == "The":
            return f"The {name}"
        return known

    def _kind(self, sentence: Sentence, token: Token) -> str:
        noun = self.table.noun(token) if token.pos == "NOUN" or token.entity == "" else None
        if noun is not None:
            if noun.names == "person":
                return noun.kind if noun.kind in ("expert", "witness", "media") else "unnamed"
            if noun.names == "body" and token.tag in ("NNS", "NNPS"):
                return "unnamed"
            return noun.kind
        if token.pos == "PROPN":
            known = self.actors.at(sentence, token)
            if any(a.sector in ("GOV", "MIL") or a.country for a in known):
                return "official"
            if token.entity in ("GPE", "NORP"):
                return "official"
            return "organisation" if known or token.entity == "ORG" else "official"
        return "unnamed"


def _joined(document: Document, sentence: Sentence, token: Token) -> str:
    members = conjuncts(sentence, token)
    start = phrase_span(sentence, members[0]).start
    end = phrase_span(sentence, members[-1]).end
    return document.text[start:end].replace("\u00a0", " ")


def _without_article(words: str) -> str:
    """ "the Pentagon" is the Pentagon; "a source" and "the officials" keep their words."""
    if words[:4].lower() == "the ":
        return words[4:]
    return words

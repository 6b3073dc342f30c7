"""Chains: sayings nested in one another, outermost source first, each link with its name and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dateline.attribution.coreference import Actors, References, fold, phrase_span
from dateline.attribution.cues import CueTable, outlet_key
from dateline.attribution.speaker import Link, Saying, find_sayings, is_outlet, name_words
from dateline.model import Document, Sentence, Source, Span, Statement, Token, stable_id
from dateline.parsing.tree import children, conjuncts, subtree

HANDS_NOTHING_ON: Final = ("declining",)


def attribute(
    document: Document,
    sentences: Sequence[Sentence],
    actors: Actors,
    references: References,
    cues: CueTable,
    *,
    attitudes: bool = False,
) -> tuple[Statement, ...]:
    """Find who says what in a document.

    One statement for each saying, and one of the publisher's for each headline and body block, which covers
    what nobody else says. The innermost statement that holds a span is the one with the smallest content.
    """
    sayings = references.sayings or find_sayings(document, sentences, cues)
    sayings = tuple(s for s in sayings if attitudes or s.kind != "attitude")
    sayings = tuple(sorted((*sayings, *_carried_over(document, sentences, sayings)), key=_order))
    namer = _Namer(document, sentences, actors, references, cues)
    statements = [_publisher_statement(document, namer, number) for number in _blocks(document)]
    statements += [_statement(document, namer, sayings, saying) for saying in sayings]
    return tuple(sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end, s.id)))


def _order(saying: Saying) -> tuple[int, int, int]:
    return (saying.content[0].start, -saying.content[-1].end, saying.sentence)


def _blocks(document: Document) -> Iterator[int]:
    for number, block in enumerate(document.blocks):
        if block.kind in ("headline", "body"):
            yield number


def _publisher_statement(document: Document, namer: _Namer, number: int) -> Statement:
    block = document.blocks[number]
    chain = namer.credited(number)
    key = stable_id("st", document.id, "publisher", block.span.start, block.span.end)
    return Statement(key, document.id, chain, (block.span,), None, "", "publisher", "publisher/block")


def _statement(document: Document, namer: _Namer, sayings: Sequence[Saying], saying: Saying) -> Statement:
    chain = _chain(namer, sayings, saying)
    pieces = ";".join(f"{span.start}-{span.end}" for span in saying.content)
    names = ";".join(source.name for source in chain)
    key = stable_id("st", document.id, saying.rule, pieces, saying.cue.start if saying.cue else None, names)
    return Statement(
        key, document.id, chain, saying.content, saying.cue, saying.force, saying.manner, saying.rule
    )


def _chain(namer: _Namer, sayings: Sequence[Saying], saying: Saying) -> tuple[Source, ...]:
    """The links of the saying that holds this one, then its own; a source that cites itself stands once."""
    outer = _holder(sayings, saying)
    block = namer.sentences[saying.sentence].block
    chain = list(_chain(namer, sayings, outer) if outer is not None else namer.credited(block))
    for link in saying.links:
        source = namer.source(link, saying)
        if source is None:
            continue
        if any(_same_name(source.name, other.name) for other in chain):
            continue
        chain.append(source)
    return tuple(chain)


def _holder(sayings: Sequence[Saying], saying: Saying) -> Saying | None:
    """The smallest other saying whose content holds this one's cue, or its content where it has none."""
    own = saying.cue or saying.content[0]
    size = _size(saying)
    best: Saying | None = None
    for other in sayings:
        if (
            other is saying
            or other.kind in HANDS_NOTHING_ON
            or other.force == "none"
            or (not other.links
            and not other.force)
        ):
            continue
        if other.covers(own) and _size(other) > size and (best is None or _size(other) < _size(best)):
            best = other
    return best


def _size(saying: Saying) -> int:
    return sum(span.end - span.start for span in saying.content)


def _same_name(one: str, other: str) -> bool:
    return outlet_key(one) == outlet_key(other)


# --- names and kinds ------------------------------------------------------------------------------


class _Namer:
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

    def source(self, link: Link, saying: Saying) -> Source | None:
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
        return _without_article(words, token), self._kind(sentence, token)

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


def _without_article(words: str, token: Token) -> str:
    """ "the Pentagon" is the Pentagon; "a source" and "the officials" keep their words."""
    if words[:4].lower() == "the ":
        return words[4:]
    return words


# --- carried over ---------------------------------------------------------------------------------


def _carried_over(
    document: Document, sentences: Sequence[Sentence], sayings: Sequence[Saying]
) -> Iterator[Saying]:
    """Sentences without a cue that go on with the account of the speaker before them.

    Only plain continuation counts: the sentence takes up a thing first told in the speaker's words ("The
    options start at …" after "a list of options, officials said"), or goes on in the reported mood ("Ships could go with them").
    """
    speaking: Saying | None = None
    for sentence in sentences:
        inside = [
            s
            for s in sayings
            if s.sentence == sentence.index or any(p.overlaps(sentence.span) for p in s.content)
        ]
        own = [s for s in inside if s.hit is None or s.hit.cue.pos != "noun"]
        if own:
            last = max(own, key=lambda s: s.cue.start if s.cue else s.content[0].start)
            speaking = (
                last if last.links and last.kind in ("saying", "acting") and last.force != "none" else None
            )
            outer = _holder(sayings, last)
            speaking = outer if outer is not None and speaking is not None else speaking
            continue
        if (
            speaking is None
            or sentences[speaking.sentence].block != sentence.block
            or sentence.index != _last_sentence(sentences, speaking) + 1
        ):
            speaking = None
            continue
        if not _goes_on(document, sentences, sentence, speaking):
            speaking = None
            continue
        carried = Saying(
            sentence.index,
            None,
            speaking.links,
            (sentence.span,),
            None,
            "",
            "saying",
            "indirect",
            "carried-over/continuation",
        )
        yield carried
        speaking = replace(carried)


def _last_sentence(sentences: Sequence[Sentence], saying: Saying) -> int:
    return max(
        [saying.sentence, *(s.index for s in sentences if any(p.overlaps(s.span) for p in saying.content))]
    )


def _goes_on(document: Document, sentences: Sequence[Sentence], sentence: Sentence, saying: Saying) -> bool:
    told = {
        t.lemma.lower()
        for s in sentences
        for t in s.tokens
        if t.pos == "NOUN" and saying.covers(Span(t.start, t.end))
    }
    root = next(t for t in sentence.tokens if t.dep == "ROOT" or t.head == t.index)
    subject = next((t for t in children(sentence, root, "nsubj", "nsubjpass")), None)
    if subject is not None and subject.lemma.lower() in told:
        if any(
            t.text.lower() in ("the", "these", "this", "those", "such")
            for t in children(sentence, subject, "det", "amod")
        ):
            return True
    return any(t.text.lower() in ("would", "could", "might") for t in children(sentence, root, "aux"))

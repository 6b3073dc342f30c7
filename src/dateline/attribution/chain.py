"""Chains: sayings nested in one another, outermost source first, and the statements made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.attribution.coreference import References
from dateline.attribution.cues import ATTITUDE, CueTable, outlet_key
from dateline.attribution.floating import carried_over, find_sayings
from dateline.attribution.naming import Namer
from dateline.attribution.persons import Actors
from dateline.attribution.saying import Saying, size_of
from dateline.model import Document, Sentence, Source, Span, Statement, stable_id

NEAR: Final = 1  # paragraphs over which the way a speaker's words came is remembered


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

    One statement for each saying, and the publisher's own, which covers what nobody else says: one for the
    headline, one for the text, in a copy one more for what the copying paper added. The innermost statement
    that holds a span is the one with the smallest content.
    `attitudes` adds what is praised, mocked, discussed …: acts towards a thing rather than words about the
    world, counted as attributions by PolNeAR but presupposed, not said, by whoever does them.
    """
    sayings = references.sayings or find_sayings(document, sentences, cues)
    sayings = tuple(s for s in sayings if attitudes or s.kind != ATTITUDE)
    sayings = tuple(sorted((*sayings, *carried_over(sentences, sayings)), key=_place))
    chains = _Chains(Namer(document, sentences, actors, references, cues), sayings)
    statements = list(_publisher_statements(document, chains.namer))
    statements += [_statement(document, saying, chains.of(saying)) for saying in sayings]
    return tuple(sorted(statements, key=_order))


def _order(statement: Statement) -> tuple[int, int, bool, str]:
    """In text order, the wider first; of two alike, the publisher's last, so that the first smallest is the inner."""
    pieces = statement.content
    return (pieces[0].start, -pieces[-1].end, statement.manner == "publisher", statement.id)


def _place(saying: Saying) -> tuple[int, int, int]:
    """Where a saying stands in the text: by its cue, else by what is said."""
    at = saying.cue.start if saying.cue is not None else saying.content[0].start
    return (saying.sentence, at, saying.content[0].start)


def _publisher_statements(document: Document, namer: Namer) -> Iterator[Statement]:
    """One statement for all blocks that share their first links: headline, copied text, what the paper added."""
    groups: dict[tuple[bool, tuple[Source, ...]], list[Span]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind in ("headline", "body"):
            groups.setdefault((block.kind == "headline", namer.credited(number)), []).append(block.span)
    for (_, chain), spans in groups.items():
        key = stable_id("st", document.id, "publisher", *(f"{span.start}-{span.end}" for span in spans))
        yield Statement(key, document.id, chain, tuple(spans), None, "", "publisher", "publisher/block")


def _statement(document: Document, saying: Saying, chain: tuple[Source, ...]) -> Statement:
    pieces = ";".join(f"{span.start}-{span.end}" for span in saying.content)
    names = ";".join(source.name for source in chain)
    key = stable_id("st", document.id, saying.rule, pieces, saying.cue.start if saying.cue else None, names)
    return Statement(
        key, document.id, chain, saying.content, saying.cue, saying.force, saying.manner, saying.rule
    )


class _Chains:
    """The chains of one document, worked out once each, in text order.

    The outlets over which somebody's words came ("told Reuters", "the agency quotes him") are remembered: in
    the same and the next paragraph his words come over them still, unless the text names another way.
    """

    def __init__(self, namer: Namer, sayings: Sequence[Saying]) -> None:
        self.namer, self._sayings = namer, sayings
        self._known: dict[int, tuple[Source, ...]] = {}
        self._ways: dict[str, tuple[tuple[Source, ...], int]] = {}
        for saying in sayings:
            self.of(saying)

    def of(self, saying: Saying) -> tuple[Source, ...]:
        """The links of the saying that holds this one, then its own; a source that cites itself stands once."""
        key = id(saying)
        if key not in self._known:
            self._known[key] = ()  # cut a circle, should two sayings hold each other
            self._known[key] = self._work_out(saying)
        return self._known[key]

    def _work_out(self, saying: Saying) -> tuple[Source, ...]:
        outer = holder_of(self._sayings, saying)
        block = self.namer.sentences[saying.sentence].block
        first = self.namer.credited(block)
        chain = list(self.of(outer) if outer is not None else first)
        own: list[Source] = []
        for link in saying.links:
            source = self.namer.source(link)
            if source is not None and not any(_same_name(source.name, s.name) for s in (*chain, *own)):
                own.append(source)
        links = tuple(s for s in chain if s not in first) + tuple(own)
        return first + (self._with_way(links, block) if own else links)

    def _with_way(self, links: tuple[Source, ...], block: int) -> tuple[Source, ...]:
        *before, speaker = links
        key = speaker.name.casefold()
        way, last = self._ways.get(key, ((), -9))
        names = {outlet_key(s.name) for s in way}
        if way and block - last <= NEAR and all(outlet_key(s.name) in names for s in before):
            before = list(way)
        if before and speaker.kind != "media" and all(s.kind == "media" for s in before):
            self._ways[key] = (tuple(before), block)
        return (*before, speaker)


def holder_of(sayings: Sequence[Saying], saying: Saying) -> Saying | None:
    """The smallest other saying whose content holds this one's cue, or its content where it has none.

    Refusals to comment hold nothing: what was not commented on is somebody else's.
    """
    own = saying.cue or saying.content[0]
    best: Saying | None = None
    for other in sayings:
        if other is saying or other.force == "none" or not other.covers(own) or _holds(saying, other):
            continue
        if best is None or size_of(other) < size_of(best):
            best = other
    return best


def _holds(saying: Saying, other: Saying) -> bool:
    """Tell whether a saying holds another's cue, or as much as it: then it is not inside it."""
    if other.cue is not None and saying.cue is not None:
        return saying.covers(other.cue)
    return size_of(saying) >= size_of(other)


def _same_name(one: str, other: str) -> bool:
    return outlet_key(one) == outlet_key(other)

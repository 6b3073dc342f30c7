"""The verbs, in order: all that happens to one source item stands on this screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.attribution import attribute, refer
from dateline.attribution.coreference import References
from dateline.cleaning import clean
from dateline.coding import code, find_actors
from dateline.coding.actors import ActorIndex
from dateline.coding.confidence import weigh
from dateline.coding.placed import parties_from_places
from dateline.kit import Kit
from dateline.model import Document, Mention, Reading, Sentence, SourceItem, Statement
from dateline.normalising import normalise
from dateline.parsing import parse

# Characters of one paragraph. The parser's memory grows with it; a long report set as one line has 50,000.
LONGEST: Final = 100_000


def read(item: SourceItem, kit: Kit) -> Reading:
    """Read one item. Pure: the same item and kit give the same reading.

    Raises UnreadableItem where no document can be made of the item.
    """
    document = clean(item, kit.furniture)
    if unparsed(document, kit):
        return Reading(item, document, (), (), ())
    told = interpret(document, kit)
    return Reading(item, document, told.sentences, told.statements, told.mentions)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the words of a document are taken to say, and what was found out on the way."""

    sentences: tuple[Sentence, ...]
    actors: ActorIndex
    references: References
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]


def interpret(document: Document, kit: Kit) -> Interpretation:
    """Lead a clean document through all stages after cleaning."""
    sentences = parse(document, kit.parser)
    actors = find_actors(document, sentences, kit.actors)
    references = refer(document, sentences, actors, cues=kit.cues)
    statements = attribute(document, sentences, actors, references, kit.cues)
    mentions = code(document, sentences, statements, actors, references, kit.rules)
    mentions = normalise(document, sentences, mentions, references, kit.measures, kit.gazetteer)
    mentions = parties_from_places(sentences, actors, mentions)
    mentions = weigh(document, sentences, mentions, kit.doubts)
    return Interpretation(sentences, actors, references, statements, mentions)


def unparsed(document: Document, kit: Kit) -> str | None:
    """Say why a document is kept but not parsed: its language is not the parser's, or a paragraph is no paragraph."""
    longest = max((block.span.end - block.span.start for block in document.blocks), default=0)
    if longest > LONGEST:
        return f"a paragraph of {longest:,} characters; the longest that is parsed has {LONGEST:,}"
    if document.language not in kit.languages:
        return f"the language is {document.language}; read are {', '.join(kit.languages)}"
    return None

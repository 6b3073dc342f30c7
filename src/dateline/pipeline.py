"""The verbs, in order: all that happens to one source item stands on this screen."""

from __future__ import annotations

from dateline.attribution import attribute, refer
from dateline.cleaning import clean
from dateline.coding import code, find_actors
from dateline.kit import Kit
from dateline.model import Document, Reading, SourceItem
from dateline.normalising import normalise
from dateline.parsing import parse


def read(item: SourceItem, kit: Kit) -> Reading:
    """Read one item. Pure: the same item and kit give the same reading.

    Raises UnreadableItem where no document can be made of the item.
    """
    document = clean(item, kit.furniture)
    if unparsed(document, kit):
        return Reading(item, document, (), (), ())
    sentences = parse(document, kit.parser)
    actors = find_actors(document, sentences, kit.actors)
    references = refer(document, sentences, actors)
    statements = attribute(document, sentences, actors, references, kit.cues)
    mentions = code(document, sentences, statements, actors, references, kit.rules)
    mentions = normalise(document, sentences, mentions, references, kit.measures, kit.gazetteer)
    return Reading(item, document, sentences, statements, mentions)


def unparsed(document: Document, kit: Kit) -> str | None:
    """Say why a document is kept but not parsed: it is in a language that the parser is not for."""
    if document.language in kit.languages:
        return None
    return f"the language is {document.language}; read are {', '.join(kit.languages)}"

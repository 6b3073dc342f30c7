"""Finding places: names of the gazetteer, and the phrases around them that make a place of their own."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Document, Sentence
from dateline.normalising.place.gazetteer import Gazetteer
from dateline.normalising.place.names import PlaceHit, read_names
from dateline.normalising.place.phrases import with_phrases


def find_places(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> tuple[PlaceHit, ...]:
    """Find the places of one sentence by what the sentence alone tells."""
    return read_places(document, (sentence,), gazetteer)[0]


def read_places(
    document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[tuple[PlaceHit, ...], ...]:
    """Find the places of every sentence; the document decides which place of a name is meant."""
    named = read_names(document, sentences, gazetteer)
    return tuple(
        tuple(with_phrases(document, sentence, hits, gazetteer))
        for sentence, hits in zip(sentences, named, strict=True)
    )

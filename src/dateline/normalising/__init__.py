"""Normalising: where, when and how many, for every mention whose words say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.model import Document, Mention, Sentence
from dateline.normalising import place, quantity, time
from dateline.normalising.measures import Measures, load_measures

if TYPE_CHECKING:
    from dateline.attribution.coreference import References
    from dateline.normalising.place import Gazetteer

__all__ = ["Measures", "load_measures", "normalise"]


def normalise(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    references: References,
    measures: Measures,
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """Fill places, `when` and `quantity` of mentions; what the words do not say stays empty."""
    times = time.times_of(document, sentences, measures.days)
    mentions = place.attach(document, sentences, mentions, references, gazetteer)
    mentions = time.attach_time(document, sentences, mentions, times)
    return quantity.attach(document, sentences, mentions, times, measures)

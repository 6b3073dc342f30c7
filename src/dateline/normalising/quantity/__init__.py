"""Quantity: the counts of a sentence, read with their bounds, and the mentions they belong to."""

from collections.abc import Sequence

from dateline.model import Document, Mention, Sentence
from dateline.normalising.measures import Measures
from dateline.normalising.quantity.attach import attach_quantity
from dateline.normalising.quantity.count import Count
from dateline.normalising.quantity.find import find_quantities
from dateline.normalising.time import TimeExpression

__all__ = ["Count", "attach", "attach_quantity", "find_quantities"]


def attach(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    measures: Measures,
) -> tuple[Mention, ...]:
    """Find the counts of each sentence and give each mention the one it tells of."""
    counts = [
        find_quantities(sentence, measures, [t for t in times if sentence.span.covers(t.span)])
        for sentence in sentences
    ]
    return attach_quantity(document, sentences, mentions, counts, measures)

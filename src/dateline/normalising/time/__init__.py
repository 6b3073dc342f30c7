"""Time: expressions found and read against the document's clock, and the mentions they date."""

from collections.abc import Sequence

from dateline.model import Document, Mention, Sentence
from dateline.normalising.time.attach import attach_time
from dateline.normalising.time.calendar import Clock
from dateline.normalising.time.expression import TimeExpression
from dateline.normalising.time.find import find_times

__all__ = ["Clock", "TimeExpression", "attach", "attach_time", "find_times"]


def times_of(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in the parsed blocks of a document, one story from first to last."""
    blocks = sorted({sentence.block for sentence in sentences})
    return find_times(document.text, Clock.of(document), [document.blocks[n].span for n in blocks])


def attach(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Find the expressions of time of a document and give each mention the one that dates it."""
    return attach_time(document, sentences, mentions, times_of(document, sentences))

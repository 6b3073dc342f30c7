"""Time: expressions found and read against the document's clock, and the mentions they date."""

from collections.abc import Sequence

from dateline.model import Document, Sentence
from dateline.normalising.time.attach import attach_time
from dateline.normalising.time.calendar import Clock
from dateline.normalising.time.expression import TimeExpression
from dateline.normalising.time.find import find_times
from dateline.normalising.time.named import NO_NAMES, NamedDays

__all__ = ["NO_NAMES", "Clock", "NamedDays", "TimeExpression", "attach_time", "find_times", "times_of"]


def times_of(
    document: Document, sentences: Sequence[Sentence], names: NamedDays = NO_NAMES
) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in the parsed blocks of a document, one story from first to last."""
    blocks = sorted({sentence.block for sentence in sentences})
    return find_times(document.text, Clock.of(document), [document.blocks[n].span for n in blocks], names)

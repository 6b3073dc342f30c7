"""Where what is said begins and ends: token indexes made pieces of text.

Boundaries follow the conventions of PolNeAR (Newell et al. 2018): quotation marks and the punctuation inside
them belong to the content, "that" does too; the comma or full stop outside does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dateline.attribution.quotation import CLOSING, OPENING, Quotation
from dateline.model import Document, Sentence, Span

_TRIM: Final = " \t\u00a0,;:.-\u2013\u2014"

# "PORT SUDAN, May 3 (Reuters) - ": the place and day of writing belong to nobody's words.
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z\u00c0-\u00de'\u2019./ -]{2,}(?:,[^-\u2013\u2014]{1,30})?"
    r"(?:\s*\([^)]{2,30}\))?\s*[-\u2013\u2014]{1,2}\s+"
)


def text_start(document: Document, sentence: Sentence) -> int:
    """Where the words of a sentence begin, a dateline before them left out."""
    block = document.blocks[sentence.block]
    if sentence.start != block.span.start or block.kind != "body":
        return sentence.start
    found = _DATELINE.match(document.text, sentence.start, sentence.end)
    return found.end() if found is not None else sentence.start


def spans_of(document: Document, sentence: Sentence, words: frozenset[int]) -> tuple[Span, ...]:
    """Turn token indexes into trimmed pieces of text; pieces parted by punctuation alone become one."""
    start = text_start(document, sentence)
    words = frozenset(i for i in words if sentence.tokens[i].start >= start)
    runs: list[list[int]] = []
    for index in sorted(words):
        between = sentence.tokens[runs[-1][-1] + 1 : index] if runs else ()
        if runs and all(t.pos == "PUNCT" or not t.text.strip() for t in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    for run in runs:
        while len(run) > 1 and sentence.tokens[run[-1]].pos in ("CCONJ", "PUNCT"):
            run.pop()  # an "and" whose clause is not said
        span = trim(document, Span(sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end))
        if span is not None and re.search(r"\w", span.of(document.text)):
            spans.append(span)
    return tuple(spans)


def trim(document: Document, span: Span) -> Span | None:
    """Cut blanks and outer punctuation; keep what stands inside quotation marks."""
    start, end = span.start, span.end
    text = document.text
    while start < end and text[start] in _TRIM + CLOSING:
        start += 1
    while start < end and (
        _opens_at(text, end - 1) or (text[end - 1] in _TRIM and not _abbreviates(text, start, end))
    ):
        end -= 1
    return Span(start, end) if start < end else None


def _opens_at(text: str, place: int) -> bool:
    """A mark that opens what follows: the piece before it does not hold it."""
    return text[place] in OPENING or (text[place] == '"' and text[place - 1 : place] in (" ", "\u00a0"))


def _abbreviates(text: str, start: int, end: int) -> bool:
    """A full stop that belongs to its word: "U.S.", "Inc."."""
    if text[end - 1] != ".":
        return False
    word = text[start:end].rsplit(maxsplit=1)[-1]
    return word.count(".") > 1


def with_marks(document: Document, span: Span, quotations: Iterable[Quotation]) -> Span:
    """Widen a piece to whole quotations: a mark is never cut from its words."""
    start, end = span.start, span.end
    for quotation in quotations:
        whole = quotation.span
        if not whole.overlaps(Span(start, end)):
            continue
        inside = Span(whole.start + 1, max(whole.start + 1, whole.end - 1))
        core = document.text[max(start, inside.start) : min(end, inside.end)].strip(_TRIM)
        runs_into = quotation.speech and start <= whole.start < end < whole.end
        whole_inside = core == inside.of(document.text).strip(_TRIM)
        if whole_inside or runs_into or not (start < whole.start or whole.end < end):
            start, end = min(start, whole.start), max(end, whole.end)
    return Span(start, end)

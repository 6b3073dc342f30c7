"""Recorded mentions as the JSONL export writes them, read for scoring.

Where a row does not say which sentence it stands in, marks and line ends of the text tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from dateline.model import Span
from dateline.score.gold import GoldReport

Row = Mapping[str, Any]

# Full stops that end no sentence: initials, titles, months, "U.S.".
_NO_END: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Pres|Prof|No|vs|etc|approx)"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_END: Final = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class RecordedDocument:
    """What scoring needs of a document: its text, its sentences, the outlets that lead chains."""

    address: str
    text: str
    sentences: tuple[Span, ...]
    outlets: str

    def sentence_of(self, span: Span) -> Span:
        """The words from the start of the sentence where the span begins to the end of the one where it ends."""
        inside = [s for s in self.sentences if s.overlaps(span)] or [span]
        return Span(inside[0].start, inside[-1].end)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded mention: its row, its span and its sentence."""

    row: Row
    span: Span
    sentence: Span

    @property
    def type(self) -> str:
        """Its PLOVER type."""
        return str(self.row["type"])

    @property
    def status(self) -> str:
        """Its status."""
        return str(self.row["status"])


Found = tuple[RecordedDocument | None, tuple[Recorded, ...]]


def read_rows(
    gold: Iterable[GoldReport], documents: Iterable[Row], mentions: Iterable[Row]
) -> Iterator[tuple[GoldReport, Found]]:
    """Pair every gold report with its document and mentions; None and nothing where it was not read."""
    by_name: dict[str, Row] = {}
    for row in documents:
        by_name.setdefault(report_name(_address(row)), row)
    by_document: dict[str, list[Row]] = {}
    for row in mentions:
        by_document.setdefault(str(row["document_id"]), []).append(row)
    for report in gold:
        row_ = by_name.get(report.id)
        if row_ is None:
            yield report, (None, ())
        else:
            document = _document(row_)
            yield report, (document, tuple(_mention(document, m) for m in by_document.get(str(row_["id"]), ())))


def report_name(address: str) -> str:
    """The file name of an address without its ending: the id of its gold report.

    >>> report_name("demo/reports/b01.txt")
    'b01'
    """
    return PurePosixPath(address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]).stem


def split_sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences at line ends and closing marks; good enough to say which words stand together.

    >>> [span.of("U.S. troops left. He stayed.") for span in split_sentences("U.S. troops left. He stayed.")]
    ['U.S. troops left.', 'He stayed.']
    """
    found, start = [], 0
    for mark in _END.finditer(text):
        if not _NO_END.search(text[start : mark.start() + 1]):
            found.append(_trimmed(text, start, mark.end()))
            start = mark.end()
    found.append(_trimmed(text, start, len(text)))
    return tuple(span for span in found if span.end > span.start)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, max(start + left, start + len(words.rstrip())))


def _address(row: Row) -> str:
    return str(row.get("address") or row.get("item") or "")


def _document(row: Row) -> RecordedDocument:
    text = str(row["text"])
    outlets = [_words(row.get(key)) for key in ("publisher", "credit")] + [str(c) for c in row.get("credited") or ()]
    return RecordedDocument(_address(row), text, split_sentences(text), " · ".join(o for o in outlets if o))


def _words(value: Any) -> str:
    return str((value.get("value") if isinstance(value, Mapping) else value) or "")


def _mention(document: RecordedDocument, row: Row) -> Recorded:
    span = Span(int(row["start"]), int(row["end"]))
    start, end = row.get("sentence_start"), row.get("sentence_end")
    if start is None or end is None:
        return Recorded(row, span, document.sentence_of(span))
    return Recorded(row, span, Span(int(start), int(end)))

"""Quotations of a document: marks paired, speech told from scare quotes, quotations that run on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.model import Document, Span

OPENING: Final = "\u201c\u201e\u00ab"
CLOSING: Final = "\u201d\u00bb"
STRAIGHT: Final = '"\u2033'
MARKS: Final = OPENING + CLOSING + STRAIGHT


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, the marks included.

    `speech` is false for scare quotes and names of operations; `carries_on` is true where the mark that
    opens it repeats one left open at the end of the paragraph before.
    """

    span: Span
    block: int
    speech: bool
    carries_on: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Pair the quotation marks of each headline and body block, in text order.

    A mark left open at a block's end runs to it; the next block then carries on where it opens with a mark.
    """
    found: list[Quotation] = []
    open_before = False
    for number, block in enumerate(document.blocks):
        if block.kind not in ("headline", "body"):
            continue
        text = block.span.of(document.text)
        pairs, left_open = _pairs(text)
        for start, end in pairs:
            span = Span(block.span.start + start, block.span.start + end)
            carries_on = open_before and not text[:start].strip()
            found.append(Quotation(span, number, _is_speech(text[start:end]), carries_on))
        open_before = left_open
    return tuple(found)


# Old typewriter habits stand for double marks: ``so'' and ''so''.
_MARK: Final = re.compile(rf"[{MARKS}]|``|''")


def _pairs(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Pair the marks of one block; tell whether the last stayed open."""
    pairs: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        straight = mark[0] in STRAIGHT or mark[0] == "''"
        if opened is None:
            if mark[0] in OPENING or mark[0] == "``" or (straight and _opens(text, mark.start())):
                opened = mark
        elif opened[0] == "\u201e" and mark[0] == "\u201c":  # „so“ in the German way
            pairs.append((opened.start(), mark.end()))
            opened = None
        elif mark[0] in OPENING:
            opened = opened if opened[0] in OPENING else mark  # nested, or a stray straight mark before
        elif not (straight and _is_inch(text, mark.start())):
            pairs.append((opened.start(), mark.end()))
            opened = None
    if opened is not None and len(text) - opened.start() > 1:
        pairs.append((opened.start(), len(text)))
        return pairs, True
    return pairs, False


def _opens(text: str, place: int) -> bool:
    return place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,?!")


def _is_inch(text: str, place: int) -> bool:
    return text[place - 1].isdigit() and text[place + 1 : place + 2].isalnum()


def _is_title(inner: str) -> bool:
    """ "Face the Nation," is a name: every word of weight begins with a capital."""
    words = inner.strip(",.").split()
    weighty = [w for w in words if len(w) > 3]
    capitals = sum(w[:1].isupper() for w in words)
    return capitals > 1 and bool(weighty) and inner[-1] not in "?!" and all(w[:1].isupper() for w in weighty)


def _is_speech(text: str) -> bool:
    """Tell speech from a name or a scare quote: it ends like a sentence, or is long enough to say something."""
    inner = text.strip(MARKS + "'` \u00a0")
    if not inner or _is_title(inner):
        return False
    return len(inner.split()) >= 5 or (inner[-1] in ".,?!\u2026" and inner[:1].isupper())

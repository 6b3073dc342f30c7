"""What a later version of a text changed, word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from dateline.copies.sketch import COPIED_KINDS
from dateline.model import Document, Span

# Numbers and names with their inner marks are one word here: 1,500, F-16, Nord's.
TOKEN: Final = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the earlier version (`was`) in whose place others stand in the later one (`now`); None where none do."""

    was: Span | None
    now: Span | None


def changes(earlier: Document, later: Document) -> tuple[Change, ...]:
    """Find what the later text changed in headline and body; case and punctuation do not count."""
    before, after = _words(earlier), _words(later)
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after])
    return tuple(
        Change(_span([at for _, at in before[a:b]]), _span([at for _, at in after[c:d]]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _words(document: Document) -> list[tuple[str, Span]]:
    return [
        (match[0].casefold().replace("’", "'"), Span(*match.span()))
        for block in document.blocks
        if block.kind in COPIED_KINDS
        for match in TOKEN.finditer(document.text, block.span.start, block.span.end)
    ]


def _span(words: list[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None

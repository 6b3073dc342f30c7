"""The line: what a page or a text file shows as one line, with the way back to the item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dateline.model import BlockKind

WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; a line is asked for them many times."""
    return tuple(WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that stands word for word in the item."""

    start: int
    end: int
    item_start: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it. Markup fills `tag`, `zone` and `linked`; plain text leaves them empty.

    `zone` names the part of a page that the line stands in by its markup (`nav`, `related`, …),
    `linked` is the part of its characters that are links, `gap` tells of a blank line before it.
    """

    text: str
    runs: tuple[Run, ...]
    gap: bool = False
    tag: str = ""
    zone: str = ""
    linked: float = 0.0

    @property
    def item_start(self) -> int:
        """Where the line begins in the item."""
        return self.runs[0].item_start

    @property
    def item_end(self) -> int:
        """Where the line ends in the item."""
        last = self.runs[-1]
        return last.item_start + last.end - last.start

    def words(self) -> tuple[str, ...]:
        """The words of the line, as they stand."""
        return words_of(self.text)

    def part(self, start: int, end: int) -> Line | None:
        """Cut a piece out of the line, without blanks at its ends; None where nothing is left."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        runs = []
        for run in self.runs:
            first, last = max(run.start, start), min(run.end, end)
            if first < last:
                runs.append(Run(first - start, last - start, run.item_start + first - run.start))
        return replace(self, text=self.text[start:end], runs=tuple(runs)) if start < end and runs else None


BLANKS: Final = "\ufeff \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\xa0\u2028\u2029\u200b"
WIDEST: Final = 90  # columns; text wrapped by a program is narrower
FULL: Final = 0.7  # of the widest line: a wrapped line is at least so long unless it ends its paragraph


def text_lines(text: str) -> tuple[Line, ...]:
    r"""Split plain text into its lines, without blanks at their ends; each maps exactly to the text.

    Where a program wrapped the text at a column, the lines of one paragraph are one line again.

    >>> [(line.text, line.item_start, line.gap) for line in text_lines("One\n\n  Two ")]
    [('One', 0, False), ('Two', 7, True)]
    """
    lines, at, gap = [], 0, False
    for raw in text.splitlines(keepends=True):
        shown = raw.strip(BLANKS)
        if shown:
            start = at + raw.index(shown)
            lines.append(Line(shown, (Run(0, len(shown), start),), gap))
            gap = False
        else:
            gap = True
        at += len(raw)
    return unwrap(lines) if is_wrapped(lines) else tuple(lines)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether a program broke the lines: all are narrow, most inside a paragraph full, few end a sentence."""
    widest = max((len(line.text) for line in lines), default=0)
    inner = [line for line, after in itertools.pairwise(lines) if not after.gap]
    if widest > WIDEST or widest < 40 or len(inner) < 4:
        return False
    full = sum(len(line.text) >= FULL * widest for line in inner)
    ended = sum(line.text[-1] in ".!?" for line in inner)
    return full >= 0.7 * len(inner) and ended <= 0.4 * len(inner)


def unwrap(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join each line that is full to the next of its paragraph; the break between becomes a blank."""
    widest = max(len(line.text) for line in lines)
    joined: list[Line] = []
    open_ended = False
    for line in lines:
        if joined and open_ended and not line.gap:
            last = joined.pop()
            shift = len(last.text) + 1
            runs = tuple(Run(run.start + shift, run.end + shift, run.item_start) for run in line.runs)
            joined.append(replace(last, text=f"{last.text} {line.text}", runs=(*last.runs, *runs)))
        else:
            joined.append(line)
        open_ended = len(line.text) >= FULL * widest or line.text[-1] not in '.!?"”'
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is: a kind of block, or "furniture" with the kind of furniture, and the reason."""

    line: Line
    block: BlockKind | None
    furniture: str
    reason: str

    @property
    def kept(self) -> bool:
        """Tell whether the line stays in the document."""
        return self.block is not None


def keep(line: Line, block: BlockKind, reason: str) -> Verdict:
    """A line that stays, as this kind of block."""
    return Verdict(line, block, "", reason)


def aside(line: Line, kind: str, reason: str) -> Verdict:
    """A line that is set aside, as this kind of furniture."""
    return Verdict(line, None, kind, reason)

"""The main text that the library finds, as the visible lines of the page that it is made of."""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import trafilatura

from dateline.cleaning.lines import Line
from dateline.cleaning.shapes import is_prose

# trafilatura tells its log of every page it finds odd; what matters is told by our own reasons.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

KEY: Final = re.compile(r"[\W_]+")
NO_LETTER: Final = re.compile(r"[^\w\n]+|_+")
SURE: Final = 24  # letters that do not stand in two places of a page by chance
COVERED: Final = 0.5  # of a line's letters: so much of it must be main text
# Of the words of a page's paragraphs. Where the library's own rules find less, its second opinions are asked; tuned
# on scrapinghub, fundus and WCXB pages, where they change nothing on nine pages in ten and cost as much again.
ENOUGH: Final = 0.5
PARAGRAPH: Final = 8  # words


def key(text: str) -> str:
    """The letters and digits of a text alone, without accents, for comparing it across extractors.

    >>> key("“One–two”, three")
    'onetwothree'
    """
    return KEY.sub("", unicodedata.normalize("NFKD", text)).casefold()


def line_keys(lines: Sequence[str]) -> list[str]:
    """The keys of many lines, made at once; none may hold a line break.

    >>> line_keys(["One–two", "", "Drei!"])
    ['onetwo', '', 'drei']
    """
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", "\n".join(lines))).casefold().split("\n")


def extract(source: str, *, fast: bool = False) -> str:
    """The library's main text of a page; empty where it finds none or gives up."""
    try:
        return trafilatura.extract(source, include_comments=False, fast=fast) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""  # malformed markup that the library's parser gives up on; the visible lines remain


def main_lines(lines: Sequence[Line], source: str) -> frozenset[int]:
    """The lines of the main text: by the library's rules, or by all its extractors where those find little."""
    main = find_main(lines, extract(source, fast=True))
    paragraphs = {
        n: len(line.words()) for n, line in enumerate(lines) if line.linked < 0.5 and is_prose(line)
    }
    words = {n: count for n, count in paragraphs.items() if count >= PARAGRAPH}
    if sum(words[n] for n in words.keys() & main) >= ENOUGH * max(1, sum(words.values())):
        return main
    return find_main(lines, extract(source))


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a page in one string, and where each line of it begins."""

    keys: list[str]
    whole: str
    starts: list[int]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Letters:
        keys = line_keys([line.text for line in lines])
        return cls(keys, "".join(keys), [0, *accumulate(map(len, keys))])

    def covered(self, found: Sequence[tuple[int, int]]) -> frozenset[int]:
        """The lines whose letters are found, most of them."""
        chars = [0] * len(self.keys)
        for start, end in merged(found):
            number = bisect_right(self.starts, start) - 1
            while number < len(self.keys) and self.starts[number] < end:
                chars[number] += min(end, self.starts[number + 1]) - max(start, self.starts[number])
                number += 1
        return frozenset(n for n, count in enumerate(chars) if count and count >= COVERED * len(self.keys[n]))


def merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join ranges that overlap.

    >>> list(merged([(4, 6), (0, 3), (2, 4)]))
    [(0, 6)]
    """
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last


def find_main(lines: Sequence[Line], extracted: str) -> frozenset[int]:
    """Find the visible lines that the library's text is made of, by their letters.

    What stands once on the page is found first; the rest is looked for between its neighbours, so that
    a word repeated in a menu is not taken for the heading of a section. The library joins cells and
    pieces around a break and may leave words out of the middle of a paragraph: a line of its text may
    cover several lines of the page, and be found in pieces.
    """
    letters = _Letters.of(lines)
    wanted = [one for one in line_keys(extracted.split("\n")) if one]
    placed: list[list[tuple[int, int]]] = [_once(one, letters.whole) for one in wanted]
    after = _next_starts(placed, len(letters.whole))
    at = 0
    for number, one in enumerate(wanted):
        if not placed[number]:
            placed[number] = _between(one, letters, at, after[number])
        if placed[number]:
            at = placed[number][-1][1]
    return letters.covered([span for spans in placed for span in spans])


def _once(wanted: str, whole: str) -> list[tuple[int, int]]:
    """Where a text stands, if it stands once and is long enough to tell."""
    if len(wanted) < SURE:
        return []
    at = whole.find(wanted)
    return [(at, at + len(wanted))] if at >= 0 and whole.find(wanted, at + 1) < 0 else []


def _next_starts(placed: Sequence[Sequence[tuple[int, int]]], size: int) -> list[int]:
    """For each text, where the next one that is placed begins."""
    after, bound = [], size
    for spans in reversed(placed):
        after.append(bound)
        bound = spans[0][0] if spans else bound
    return after[::-1]


def _between(wanted: str, letters: _Letters, at: int, end: int) -> list[tuple[int, int]]:
    """Where a text stands between its neighbours; one long enough to tell, else anywhere, or in pieces."""
    if len(wanted) < SURE:
        return _line_between(wanted, letters, at, end)
    for start, stop in ((at, end), (at, len(letters.whole)), (0, len(letters.whole))):
        found = letters.whole.find(wanted, start, stop)
        if found >= 0:
            return [(found, found + len(wanted))]
    return list(_pieces(wanted, letters.whole, at))


def _line_between(wanted: str, letters: _Letters, at: int, end: int) -> list[tuple[int, int]]:
    """A short text is found only where lines of the page begin and end with it."""
    found = letters.whole.find(wanted, at, end)
    while found >= 0:
        stop = found + len(wanted)
        if _is_edge(letters.starts, found) and _is_edge(letters.starts, stop):
            return [(found, stop)]
        found = letters.whole.find(wanted, found + 1, end)
    return []


def _is_edge(starts: Sequence[int], at: int) -> bool:
    return starts[bisect_right(starts, at) - 1] == at


def _pieces(wanted: str, whole: str, at: int) -> Iterator[tuple[int, int]]:
    """The longest pieces of a text that stand on the page, each after the one before."""
    while len(wanted) >= SURE:
        size = _longest_start(wanted, whole, at)
        if size < SURE:
            wanted = wanted[SURE // 2 :]
            continue
        at = whole.find(wanted[:size], at)
        yield at, at + size
        at += size
        wanted = wanted[size:]


def _longest_start(wanted: str, whole: str, at: int) -> int:
    """How many letters of a text, from its first, stand together on the page from a place on."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if whole.find(wanted[:middle], at) >= 0:
            low = middle
        else:
            high = middle - 1
    return low

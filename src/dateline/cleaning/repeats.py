"""Lines that stand on several pages of one site: what a site prints around its reports, whatever they tell.

`outline` takes down the site of an item and a mark of each line it shows. `repeated_among` compares the outlines
of one site: a line that stands in two reports that are not the same report is repeated. Reprints, updates and
shortened versions of a report share most of their paragraphs and count as one, so what they share is no furniture.
Which lines of an item are repeated goes along with it as metadata, and cleaning sets aside what it would have kept
of them: no headline, no line about publication, no paragraph on the report's own subject.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from dateline.cleaning.bounds import is_page, too_much
from dateline.cleaning.extraction import key
from dateline.cleaning.judge import judge
from dateline.cleaning.lines import Line, Verdict, aside, text_lines
from dateline.cleaning.markup import read_page
from dateline.cleaning.metadata import read_metadata
from dateline.cleaning.shapes import content_stems, is_prose
from dateline.cleaning.table import Furniture
from dateline.model import SourceItem
from dateline.readers.base import REPEATED

KIND: Final = "site"  # of furniture: what a site prints around its reports
REPORTS: Final = 2  # different reports of a site that a repeated line stands in
SAME: Final = 0.5  # of the words in paragraphs of the shorter: two pages that share so many tell one report
TRIED: Final = 50  # pages with a line that are compared until REPORTS different ones are found
WORDS: Final = 0xFF  # the bits of a mark that count the words of a paragraph
THEME: Final = 2  # paragraphs of a report that its subject's words stand in
SHARED: Final = 2  # of those words, in a line on the subject
BARE, OWN, AGAIN = "bare", "own", "again"
RANGE: Final = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Outline:
    """The site of an item and its lines, each as a mark: the same letters give the same mark, on any machine.

    The lowest byte counts the words of a paragraph, and is 0 for a bare line; a mark of 0 is a line without letters.
    """

    site: str
    marks: tuple[int, ...]


def outline(item: SourceItem, furniture: Furniture) -> Outline | None:
    """Take down an item's lines; None where nothing tells which site it is from, or they are too many."""
    if too_much(item):
        return None
    if is_page(item):
        page = read_page(item.text)
        facts = read_metadata(page, item.text, furniture)
        named = facts.publisher.value if facts.publisher else ""
        site, lines = _site(item, facts.url, lambda: named), page.lines
    else:
        found = text_lines(item.text)
        site, lines = _site(item, "", lambda: _publisher(found, furniture)), list(found)
    return Outline(site, tuple(_mark(line) for line in lines)) if site else None


def _site(item: SourceItem, url: str, publisher: Callable[[], str]) -> str:
    """The host of an item's address, else its publisher: as a column names it, else as its own text does."""
    beside = dict(item.metadata)
    for address in (beside.get("url", ""), url):
        if host := _host(address):
            return host
    named = beside.get("publisher", "") or publisher()
    return " ".join(named.casefold().split())


def _host(address: str) -> str:
    """The host of a web address, without "www.".

    >>> _host("https://www.post.example:8080/2022/01/story")
    'post.example'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _publisher(lines: Sequence[Line], furniture: Furniture) -> str:
    return next((one.line.text for one in judge(lines, furniture) if one.block == "publisher"), "")


def _mark(line: Line) -> int:
    letters = key(line.text)
    if not letters:
        return 0
    digest = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()
    words = min(WORDS, len(line.words())) if is_prose(line) else 0
    return int.from_bytes(digest) & ~WORDS | words


def repeated_among(pages: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """For each page of a site, given as marks: the numbers of its lines that stand in different reports.

    >>> nav, first, second = 256, 1024 + 30, 2048 + 30
    >>> repeated_among([(nav, first), (nav, second), (first,)])
    ((0,), (0,), ())
    """
    where: dict[int, list[int]] = defaultdict(list)
    for number, marks in enumerate(pages):
        for mark in set(marks):
            where[mark].append(number)
    reports = _Reports(pages)
    repeated = {mark for mark, numbers in where.items() if mark and reports.differ(numbers)}
    return tuple(tuple(n for n, mark in enumerate(marks) if mark in repeated) for marks in pages)


class _Reports:
    """Tells which pages carry different reports; each pair is compared once."""

    def __init__(self, pages: Sequence[Sequence[int]]) -> None:
        self._pages = pages
        self._paragraphs: dict[int, frozenset[int]] = {}
        self._same: dict[tuple[int, int], bool] = {}

    def differ(self, numbers: Sequence[int]) -> bool:
        """Tell whether there are REPORTS different reports among these pages."""
        found: list[int] = []
        for number in numbers[:TRIED]:
            if not any(self._are_same(other, number) for other in found):
                found.append(number)
                if len(found) == REPORTS:
                    return True
        return False

    def _are_same(self, first: int, second: int) -> bool:
        pair = (first, second)
        if pair not in self._same:
            one, other = self._of(first), self._of(second)
            shorter = min(_words(one), _words(other))
            self._same[pair] = _words(one & other) >= SAME * shorter
        return self._same[pair]

    def _of(self, number: int) -> frozenset[int]:
        if number not in self._paragraphs:
            self._paragraphs[number] = frozenset(mark for mark in self._pages[number] if mark & WORDS)
        return self._paragraphs[number]


def _words(marks: frozenset[int]) -> int:
    return sum(mark & WORDS for mark in marks)


def written(site: str, numbers: Sequence[int]) -> str:
    """The site and the numbers of an item's repeated lines as its metadata has them; empty where there are none.

    >>> written("post.example", (0, 1, 2, 17))
    'post.example 0-2,17'
    """
    return f"{site} {','.join(_ranges(numbers))}" if numbers else ""


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield str(number) if start == at else f"{numbers[start]}-{number}"
            start = at + 1


@dataclass(frozen=True, slots=True)
class Repeats:
    """What is known of an item's repeated lines: their site, and where they begin in the item."""

    site: str
    starts: frozenset[int]

    def has(self, line: Line) -> bool:
        """Tell whether a line is one of them."""
        return line.item_start in self.starts


def repeats_in(item: SourceItem, lines: Sequence[Line]) -> Repeats:
    """Read what goes along with an item; `lines` are those of its outline."""
    site, _, ranges = dict(item.metadata).get(REPEATED, "").rpartition(" ")
    numbers = (
        number
        for first, last in RANGE.findall(ranges)
        for number in range(int(first), min(int(last or first) + 1, len(lines)))
    )
    return Repeats(site, frozenset(lines[number].item_start for number in numbers if number < len(lines)))


def judge_text(lines: Sequence[Line], repeats: Repeats, furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge a plain text, and again without the repeated lines that the first look kept among its paragraphs."""
    first = set_repeats_aside(judge(lines, furniture), repeats)
    gone = {one.line.item_start: one for one in first if one.furniture == KIND}
    if not gone:
        return first
    rest = judge([line for line in lines if line.item_start not in gone], furniture)
    again = (*gone.values(), *set_repeats_aside(rest, repeats))
    return tuple(sorted(again, key=lambda one: one.line.item_start))


def set_repeats_aside(verdicts: Sequence[Verdict], repeats: Repeats) -> tuple[Verdict, ...]:
    """Set aside the repeated lines among those kept as headline or body.

    Papers print the same paragraphs of background in report after report, and a report's headline on other pages as
    a teaser: a repeated paragraph stays where it stands between the report's own, or beside one and on its subject;
    a headline stays where it is on the subject.
    """
    if not repeats.starts:
        return tuple(verdicts)
    subject = _subject(verdicts, repeats)
    stays = set(_among_own(verdicts, repeats, subject))
    why = f"stands on other pages of {repeats.site} too"
    return tuple(
        aside(one.line, KIND, why)
        if repeats.has(one.line) and number not in stays and _may_go(one, subject)
        else one
        for number, one in enumerate(verdicts)
    )


def _may_go(verdict: Verdict, subject: frozenset[str]) -> bool:
    """Tell whether a repeated line can be furniture: the title of a page is told by its markup, and never is."""
    if verdict.block == "headline":
        return not verdict.line.tag and not _is_on(verdict.line, subject)
    return verdict.block == "body"


def _subject(verdicts: Sequence[Verdict], repeats: Repeats) -> frozenset[str]:
    """The stems of a report's subject: those in several paragraphs of this page alone, or in its headline."""
    told: Counter[str] = Counter()
    for one in verdicts:
        if one.kept and not repeats.has(one.line) and (one.block == "headline" or is_prose(one.line)):
            told.update(dict.fromkeys(content_stems(one.line), THEME if one.block == "headline" else 1))
    return frozenset(stem for stem, count in told.items() if count >= THEME)


def _is_on(line: Line, subject: frozenset[str]) -> bool:
    return len(content_stems(line) & subject) >= SHARED


def _among_own(verdicts: Sequence[Verdict], repeats: Repeats, subject: frozenset[str]) -> Iterator[int]:
    """The numbers of the repeated paragraphs that belong to the report; runs of them belong as one."""
    body = [number for number, one in enumerate(verdicts) if one.block == "body"]
    shapes = [_shape(verdicts[number].line, repeats) for number in body]
    at = 0
    for shape, run in groupby(shapes):
        numbers = body[at : at + len(list(run))]
        before = shapes[at - 1 : at] == [OWN]
        at += len(numbers)
        after = shapes[at : at + 1] == [OWN]
        on_subject = any(_is_on(verdicts[number].line, subject) for number in numbers)
        if shape == AGAIN and ((before and after) or ((before or after) and on_subject)):
            yield from numbers


def _shape(line: Line, repeats: Repeats) -> str:
    """What a kept line is beside the others: a bare line, a paragraph of this page alone, or a repeated one."""
    if not is_prose(line):
        return BARE
    return AGAIN if repeats.has(line) else OWN

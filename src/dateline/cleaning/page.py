"""A web page's lines, judged: the library says where the main text is, the furniture pass looks again.

Cascade: trafilatura's main text is found again among the visible lines · elements that by their tag
or class are furniture are taken out of it · head lines (time, byline, credit) between the title and the
first paragraph are read like those of plain text · the furniture cues judge what is left · credit lines and
correction notices that the library dropped are put back.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import trafilatura

from dateline.cleaning.head import dated_pieces, read_head_line
from dateline.cleaning.judge import judge, read_rest
from dateline.cleaning.lines import Line, Verdict, aside, keep
from dateline.cleaning.markup import Page
from dateline.cleaning.shapes import credit_of, is_correction
from dateline.cleaning.table import Furniture

# trafilatura tells its log of every page it finds odd; what matters is told by our own reasons.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

ZONE_TAGS: Final = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "button": "form",
    "label": "form",
    "select": "form",
    "option": "form",
    "figcaption": "photo",
    "menu": "navigation",
    "dialog": "cookies",
}
ZONE_WORDS: Final = {
    "navigation": "nav navbar navigation breadcrumb breadcrumbs crumbs menu submenu toolbar pagination pager skip"
    " masthead topbar",
    "related": "related relatedposts readmore read-more readalso more-news recommended recommendations trending"
    " popular most-read mostread"
    " teaser teasers promo latest-news also-read inline-related box-related",
    "share": "share sharing social socials social-share sharebar addthis share-buttons",
    "newsletter": "newsletter subscribe subscription signup sign-up nl",
    "comments": "comments comment-list respond disqus comment-form discussion",
    "cookies": "cookie cookies consent gdpr cookie-banner privacy-banner",
    "advertising": "ad ads advert advertisement advertising box--ad sponsored sponsor banner-ad ad-slot",
    "photo": "caption photo-caption image-caption wp-caption-text photo figure-caption",
    "tags": "tags taglist tag-list post-tags topics keywords",
    "poll": "poll survey quiz",
    "footer": "footer site-footer colophon",
    "aside": "sidebar side-bar widget widgets ticker breaking-news alert-bar",
}
ZONES: Final = {word: zone for zone, words in ZONE_WORDS.items() for word in words.split()}
KEY: Final = re.compile(r"[\W_]+")
HOLDS_MAIN: Final = 0.4
SURE: Final = 40  # letters that do not stand in two places of a page by chance


def judge_page(
    page: Page, source: str, furniture: Furniture, headlines: Sequence[str]
) -> tuple[Verdict, ...]:
    """Judge every visible line of a page, in page order. `headlines` are the titles the metadata gives."""
    main = find_main(page, source)
    lines = zone_lines(page, main)
    if not main:
        return _judge_bare(lines, furniture)
    title = _find_title(lines, headlines)
    first = _first_main(lines, main, title, furniture)
    verdicts: dict[int, list[Verdict]] = {}
    inside: list[int] = []
    for number, line in enumerate(lines):
        if number == title:
            verdicts[number] = [keep(line, "headline", "the title of the page")]
        elif line.zone:
            verdicts[number] = [aside(line, line.zone, "stands in an element for " + line.zone)]
        elif title is not None and title < number < first:
            verdicts[number] = read_head_line(line, furniture, main=number in main)
        elif (number in main and number >= first) or (
            number > first and (is_correction(line) or credit_of(line.text, furniture))
        ):
            inside.append(number)
        else:
            verdicts[number] = [aside(line, "page", "outside the main text of the page")]
    head = [one for number in sorted(verdicts) for one in verdicts[number] if number < first]
    judged = read_rest([lines[number] for number in inside], furniture, head)
    verdicts.update({number: [one] for number, one in zip(inside, judged, strict=True)})
    return tuple(one for number in sorted(verdicts) for one in verdicts[number])


def _judge_bare(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge a page or a piece of one that the library finds no main text in: like plain text, less its zones."""
    zoned = [aside(line, line.zone, "stands in an element for " + line.zone) for line in lines if line.zone]
    judged = judge([line for line in lines if not line.zone], furniture)
    return tuple(sorted((*zoned, *judged), key=lambda one: one.line.item_start))


def find_main(page: Page, source: str) -> frozenset[int]:
    """Find the visible lines that the library takes for main text, by their letters and in its order."""
    extracted = _extract(source)
    if not extracted:
        return frozenset()
    keys = [key(line.text) for line in page.lines]
    where: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(keys):
        where[one].append(number)
    found: set[int] = set()
    at = 0
    for written in extracted.split("\n"):
        wanted = key(written)
        if not wanted:
            continue
        numbers = _find_line(wanted, keys, where, at, found)
        found.update(numbers)
        if numbers:
            at = numbers[-1] + 1
    # Cells of a table and pieces around a break come joined into one line: what is long enough is found inside.
    whole = "\n".join(key(written) for written in extracted.split("\n"))
    found.update(number for number, one in enumerate(keys) if len(one) >= SURE and one in whole)
    return frozenset(found)


def _find_line(
    wanted: str, keys: Sequence[str], where: dict[str, list[int]], at: int, found: set[int]
) -> list[int]:
    """The lines that make up one line of the library: the same letters, or several that together give them."""
    same = [number for number in where.get(wanted, ()) if number not in found]
    if same:
        return [next((number for number in same if number >= at), same[0])]
    for start in (*range(at, len(keys)), *range(at)):
        if len(keys[start]) >= 4 and wanted.startswith(keys[start]) and start not in found:
            numbers, length = [start], len(keys[start])
            while length < len(wanted) and numbers[-1] + 1 < len(keys):
                following = keys[numbers[-1] + 1]
                if not wanted.startswith(following, length):
                    break
                numbers.append(numbers[-1] + 1)
                length += len(following)
            if length * 2 >= len(wanted):
                return numbers
    if len(wanted) >= 30:
        inside = [number for number, one in enumerate(keys) if number not in found and wanted in one]
        if inside:
            return [next((number for number in inside if number >= at), inside[0])]
    return []


def key(text: str) -> str:
    """The letters and digits of a text alone, without accents, for comparing it across extractors.

    >>> key("“One–two”, three")
    'onetwothree'
    """
    return KEY.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _extract(source: str) -> str:
    try:
        extracted = trafilatura.extract(
            source, include_comments=False, include_tables=True, deduplicate=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""  # malformed markup that the library's parser gives up on; the visible lines remain
    return extracted or ""


def zone_lines(page: Page, main: frozenset[int]) -> list[Line]:
    """Give each line the zone of its elements; an element that holds much of the main text is no furniture."""
    total = sum(len(page.lines[number].text) for number in main) or 1
    share: dict[int, int] = defaultdict(int)
    for number in main:
        for element in page.places[number]:
            share[id(element)] += len(page.lines[number].text)
    lines = []
    for line, elements in zip(page.lines, page.places, strict=True):
        zone = ""
        for element in elements:
            if share[id(element)] < HOLDS_MAIN * total:
                zone = zone or _zone(element.tag, element.attributes)
        lines.append(replace(line, zone=zone))
    return lines


def _zone(tag: str, attributes: dict[str, str]) -> str:
    if tag in ZONE_TAGS:
        return ZONE_TAGS[tag]
    if tag in ("html", "body", "main", "article"):
        return ""
    for name in (*attributes.get("class", "").lower().split(), attributes.get("id", "").lower()):
        zone = ZONES.get(name) or ZONES.get(re.split(r"__|--|\d", name)[0])
        if zone:
            return zone
    return ""


def _find_title(lines: Sequence[Line], headlines: Sequence[str]) -> int | None:
    """The visible title: the line whose letters a headline of the metadata has, an `<h1>` first."""
    wanted = [key(one) for one in headlines if key(one)]
    ranked = sorted(
        (line.tag != "h1", wanted.index(key(line.text)), number)
        for number, line in enumerate(lines)
        if key(line.text) in wanted and (line.tag == "h1" or not line.zone)
    )
    if ranked:
        return ranked[0][2]
    titles = [number for number, line in enumerate(lines) if line.tag == "h1" and not line.zone]
    starting = [n for n in titles if any(one.startswith(key(lines[n].text)) for one in wanted)]
    return next(iter(starting or titles), None)


def _first_main(lines: Sequence[Line], main: frozenset[int], title: int | None, furniture: Furniture) -> int:
    """The first line of the main text after the title that is a paragraph and no line of time and names."""
    after = [n for n in sorted(main) if (title is None or n > title) and not lines[n].zone]
    long = [n for n in after if len(lines[n].words()) >= 8 and not dated_pieces(lines[n], furniture)]
    return next(iter(long or after), len(lines))

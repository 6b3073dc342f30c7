"""A web page's lines, judged: the library says where the main text is, the furniture pass looks again.

Cascade: trafilatura's main text is found again among the visible lines · elements that by their tag
or class are furniture are taken out of it · head lines (time, byline, credit) between the title and the
first paragraph are read like those of plain text · the furniture cues judge what is left · what only the lines
around it spoke against is put back where it stands in the element of the report's own paragraphs · credit lines
and correction notices that the library dropped are put back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.cleaning.extraction import key, line_keys, main_lines
from dateline.cleaning.head import dated_pieces, is_bare_date, read_head_line
from dateline.cleaning.judge import judge, read_rest
from dateline.cleaning.lines import Line, Verdict, aside, keep
from dateline.cleaning.markup import Element, Page
from dateline.cleaning.shapes import credit_of, is_correction, is_prose
from dateline.cleaning.table import Furniture

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
    "newsletter": "newsletter subscribe subscription signup sign-up",
    "comments": "comments comment-list respond disqus comment-form discussion",
    "cookies": "cookie cookies consent gdpr cookie-banner privacy-banner",
    "advertising": "ad ads advert advertisement advertising box--ad sponsored sponsor banner-ad ad-slot",
    "photo": "caption photo-caption image-caption wp-caption-text photo figure-caption",
    "tags": "tags taglist tag-list post-tags topics keywords",
    "poll": "poll survey quiz",
    "footer": "footer site-footer colophon",
    "aside": "sidebar side-bar ticker breaking-news alert-bar",
    "widget": "widget widgets",
}
HOLDERS: Final = frozenset("article blockquote body center dd div main section td".split())
ZONES: Final = {word: zone for zone, words in ZONE_WORDS.items() for word in words.split()}
HOLDS_MAIN: Final = 0.4  # of the main text's letters: an element that holds so many is no furniture
HOLDS_PARAGRAPHS: Final = 8  # of the main text: neither is one that holds so many
HOME: Final = 3  # paragraphs that an element holds directly, to be the report's own
UNLINKED: Final = 0.5  # of a line's letters at most are links, in a paragraph
ABOVE_TITLE: Final = 0.25  # of the main text at most stands above the title
ABOVE: Final = 3  # lines between a date and the title below it
BELOW: Final = 6  # lines between the title and a date below its subtitle
SECTION_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
# What the furniture pass says of a line for the lines around it, not for its own words.
AFTER_REPORT: Final = "stands after the credit line"
UNDER_COMMENTS: Final = "stands under a heading of comments"
BY_NEIGHBOURS: Final = ("stands under", "stands after", "nothing but a link", "one of several")


def judge_page(
    page: Page, source: str, furniture: Furniture, headlines: Sequence[str]
) -> tuple[Verdict, ...]:
    """Judge every visible line of a page, in page order. `headlines` are the titles the metadata gives."""
    main = main_lines(page.lines, source)
    lines = zone_lines(page, main)
    if not main:
        return _judge_bare(lines, furniture)
    title = _find_title(lines, headlines, main)
    first = _first_main(lines, main, title, furniture)
    verdicts: dict[int, list[Verdict]] = {}
    inside: list[int] = []
    for number, line in enumerate(lines):
        if number == title:
            verdicts[number] = [keep(line, "headline", "the title of the page")]
        elif line.zone:
            verdicts[number] = [aside(line, line.zone, "stands in an element for " + line.zone)]
        elif title is not None and (
            title < number < first or _is_date_beside(lines, number, title, furniture)
        ):
            verdicts[number] = read_head_line(line, furniture, main=number in main)
        elif (number in main and number >= first) or (
            number > first and (is_correction(line) or credit_of(line.text, furniture))
        ):
            inside.append(number)
        else:
            verdicts[number] = [aside(line, "page", "outside the main text of the page")]
    head = [one for number in sorted(verdicts) for one in verdicts[number] if number < first]
    judged = read_rest([lines[number] for number in inside], furniture, head)
    judged = put_back(judged, [_holder(page.places[number]) for number in inside])
    verdicts.update({number: [one] for number, one in zip(inside, judged, strict=True)})
    return tuple(one for number in sorted(verdicts) for one in verdicts[number])


def _judge_bare(lines: Sequence[Line], furniture: Furniture) -> tuple[Verdict, ...]:
    """Judge a page or a piece of one that the library finds no main text in: like plain text, less its zones."""
    zoned = [aside(line, line.zone, "stands in an element for " + line.zone) for line in lines if line.zone]
    judged = judge([line for line in lines if not line.zone], furniture)
    return tuple(sorted((*zoned, *judged), key=lambda one: one.line.item_start))


def _is_date_beside(lines: Sequence[Line], number: int, title: int, furniture: Furniture) -> bool:
    """Tell whether a line is nothing but a date, a few lines above the title or below it and its subtitle."""
    if not -ABOVE <= number - title <= BELOW or not is_bare_date(lines[number], furniture):
        return False
    return sum(map(_is_paragraph, lines[title + 1 : number])) <= 1


def put_back(verdicts: Sequence[Verdict], holders: Sequence[int]) -> list[Verdict]:
    """Put back what was set aside for the lines around it and stands directly among the report's paragraphs.

    A list of headlines has an element of its own. Of what stands in one element with three paragraphs of
    the report only links that are no headings of its sections are furniture; numbers alone are cells.
    """
    paragraphs: dict[int, int] = defaultdict(int)
    for one, holder in zip(verdicts, holders, strict=True):
        paragraphs[holder] += one.block == "body" and _is_paragraph(one.line)
    cut_off = [one for one in verdicts if one.reason.startswith(AFTER_REPORT) and _is_paragraph(one.line)]
    judged = []
    for number, (one, holder) in enumerate(zip(verdicts, holders, strict=True)):
        at_home = paragraphs[holder] >= HOME and _is_own(verdicts, number, holders)
        if one.block is None and not any(map(str.isalpha, one.line.text)):
            judged.append(keep(one.line, "body", "a number in the main text"))
        elif one.block is None and one.reason == UNDER_COMMENTS:
            judged.append(keep(one.line, "body", "main text that the library, which drops comments, keeps"))
        elif one.reason.startswith(AFTER_REPORT) and len(cut_off) >= HOME and one.line.linked < UNLINKED:
            judged.append(keep(one.line, "body", "the main text goes on for paragraphs after a credit"))
        elif one.block is None and one.reason.startswith(BY_NEIGHBOURS) and at_home:
            judged.append(keep(one.line, "body", "stands in the element of the report's paragraphs"))
        else:
            judged.append(one)
    return judged


def _is_own(verdicts: Sequence[Verdict], number: int, holders: Sequence[int]) -> bool:
    """Tell whether a line among the report's paragraphs is one of them, or the heading of those below it."""
    line = verdicts[number].line
    if line.tag not in SECTION_HEADINGS:
        return _is_paragraph(line)
    after = number + 1
    return after < len(verdicts) and holders[after] == holders[number] and _is_paragraph(verdicts[after].line)


def _is_paragraph(line: Line) -> bool:
    return line.linked < UNLINKED and is_prose(line)


def _holder(place: Element | None) -> int:
    """The element that a line's own block stands in, by its identity."""
    return id(next((one for one in place.chain() if one.tag in HOLDERS), None)) if place else 0


def zone_lines(page: Page, main: frozenset[int]) -> list[Line]:
    """Give each line the zone of its elements; an element that holds much of the main text is no furniture."""
    zones = _Zones(page, main)
    found = []
    for line, place in zip(page.lines, page.places, strict=True):
        zone = zones.of(place)
        found.append(replace(line, zone=zone) if zone else line)
    return found


class _Zones:
    """The zones of a page's elements, each found once; the outermost counts."""

    def __init__(self, page: Page, main: frozenset[int]) -> None:
        self.total = sum(len(page.lines[number].text) for number in main) or 1
        self.share: dict[int, int] = defaultdict(int)
        self.paragraphs: dict[int, int] = defaultdict(int)
        self.known: dict[int, str] = {}
        for number in main:
            line, place = page.lines[number], page.places[number]
            is_paragraph = _is_paragraph(line)
            for element in place.chain() if place else ():
                self.share[id(element)] += len(line.text)
                self.paragraphs[id(element)] += is_paragraph

    def of(self, place: Element | None) -> str:
        """The zone that an element and those around it make; empty where they make none."""
        unknown = []
        zone = ""
        for element in place.chain() if place else ():
            if id(element) in self.known:
                zone = self.known[id(element)]
                break
            unknown.append(element)
        for element in reversed(unknown):
            zone = zone or self._own(element)
            self.known[id(element)] = zone
        return zone

    def _own(self, element: Element) -> str:
        at = id(element)
        if self.share[at] >= HOLDS_MAIN * self.total or self.paragraphs[at] >= HOLDS_PARAGRAPHS:
            return ""
        zone = _zone(element.tag, element.attributes)
        # Page builders make widgets of the report's own sections.
        return "" if zone == "widget" and self.paragraphs[at] else zone


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


def _find_title(lines: Sequence[Line], headlines: Sequence[str], main: frozenset[int]) -> int | None:
    """The visible title: the line whose letters a headline of the metadata has, an `<h1>` first.

    It stands above the main text: a box below may link to the page by its own title.
    """
    wanted = [one for one in map(key, headlines) if one]
    last = _last_title(lines, main)
    keys = line_keys([line.text for line in lines[:last]])
    ranked = sorted(
        (lines[number].tag != "h1", wanted.index(one), number)
        for number, one in enumerate(keys)
        if one in wanted and (lines[number].tag == "h1" or not lines[number].zone)
    )
    if ranked:
        return ranked[0][2]
    titles = [number for number in range(last) if lines[number].tag == "h1" and not lines[number].zone]
    starting = [n for n in titles if any(one.startswith(keys[n]) for one in wanted)]
    return next(iter(starting or titles), None)


def _last_title(lines: Sequence[Line], main: frozenset[int]) -> int:
    """Where so much of the main text has passed that no title follows any more."""
    left = ABOVE_TITLE * sum(len(lines[number].text) for number in main)
    for number in sorted(main):
        left -= len(lines[number].text)
        if left < 0:
            return number + 1
    return len(lines)


def _first_main(lines: Sequence[Line], main: frozenset[int], title: int | None, furniture: Furniture) -> int:
    """The first line of the main text after the title that is a paragraph and no line of time and names."""
    after = [n for n in sorted(main) if (title is None or n > title) and not lines[n].zone]
    long = (n for n in after if len(lines[n].words()) >= 8 and not dated_pieces(lines[n], furniture))
    return next(long, next(iter(after), len(lines)))

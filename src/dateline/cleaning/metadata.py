"""What a page says of itself: JSON-LD, meta elements, `<time>`, title. In this order each fact is looked for.

published   JSON-LD datePublished of an article; of a mere WebPage, which any page of a shop may be, only where the
            page shows the day · meta (article:published_time and its kin) · element marked as publication
            · visible line in the head · `<time>` beside the headline, or the only one of the page · what came
            beside the bytes (a column, a header) · date in the address (day only)
            An earlier day in a line of the head, where no line shows the markup's, goes before all: a page
            that was moved to another system carries the day of the move.
headline    visible title that agrees with the metadata · JSON-LD headline · og:title · `<title>`
publisher   JSON-LD publisher · og:site_name · application-name · ending of `<title>` that the page shows again
            · picture of the masthead · holder of the copyright line
byline      visible byline · JSON-LD author · meta author

File times and days shown on every page ("today") are never read; `dateModified` only to know the day of a change
from that of publication, where the page shows another than its markup.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.cleaning.markup import Element, Page
from dateline.cleaning.published import Moment, find_moments, read_moment
from dateline.cleaning.table import Furniture
from dateline.model import Fact, Published, Span

ARTICLES: Final = re.compile(r"article|posting|report|newsitem|webpage|liveblog", re.IGNORECASE)
PUBLISHED_METAS: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article.published",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "pub_date",
    "published",
    "published_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date.published",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "article:post_date",
    "release_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "bt:pubdate",
    "displaydate",
    "date",
)
PAGES: Final = re.compile(r"webpage|website|collectionpage|faqpage", re.IGNORECASE)
URL_DATE: Final = re.compile(
    r"/((?:19|20)\d\d)[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|\Z)"
)
TITLE_SPLIT: Final = re.compile(r"\s+[|–—·»:•-]\s+|\s*[|»]\s*")
SHOWN: Final = 120  # characters; a longer line is a paragraph
BESIDE_TITLE: Final = 3000  # characters of markup that part a headline from its `<time>`
BEFORE_TIME: Final = 100  # characters of markup that a label stands before its `<time>`
MARKUP: Final = re.compile(r"<[^<>]*>|^[^<>]*>")
CHANGED: Final = re.compile(r"modif|updat|review", re.IGNORECASE)
COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–—]\s*\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[A-ZÀ-Þ][^.,|·•©\d]{2,50}?)(?=\s*(?:[.,|·•\d]|all rights|\Z))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of a page's metadata, before the visible lines are looked at."""

    headlines: tuple[Fact, ...]
    publisher: Fact | None
    byline: Fact | None
    published: Published | None
    url: str
    language: str
    changed: tuple[str, ...]  # days and times that the page says it was changed at


def read_metadata(page: Page, text: str, furniture: Furniture) -> PageFacts:
    """Read the facts that stand in the markup of a page."""
    objects = list(_linked_objects(page, text))
    articles = [one for one, _ in objects if _is_article(one)]
    metas = _metas(page)
    return PageFacts(
        headlines=tuple(_headlines(articles, metas, page, text)),
        publisher=_publisher(articles, metas, page, text),
        byline=_byline(articles, metas, text),
        published=_published(articles, metas, page, text, furniture),
        url=_url(page, metas, text),
        language=page.language,
        changed=tuple(_changed(articles, metas, furniture)),
    )


def _linked_objects(page: Page, text: str) -> Iterator[tuple[dict[str, Any], Element]]:
    """The objects of every JSON-LD script; one that is not JSON is passed over."""
    for script in page.scripts:
        if "ld+json" not in script.attributes.get("type", ""):
            continue
        try:
            loaded = json.loads(text[script.inner : script.end].strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _walk(loaded, 0):
            yield one, script


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(value.get(name), depth + 1)


def _is_article(one: dict[str, Any]) -> bool:
    types = one.get("@type", "")
    return any(ARTICLES.search(str(type)) for type in (types if isinstance(types, list) else [types]))


def _is_page(one: dict[str, Any]) -> bool:
    types = one.get("@type", "")
    return all(PAGES.fullmatch(str(type)) for type in (types if isinstance(types, list) else [types]))


def _shows(page: Page, moment: Moment, furniture: Furniture) -> bool:
    """Tell whether the page shows the day to its readers, in a line of few words or a `<time>`."""
    day = moment.written[:10]
    days = (time.attributes.get("datetime", "")[:10] for time in page.times)
    shown = (line.text for line in page.lines if len(line.text) <= SHOWN and day[:4] in line.text)
    return day in days or any(
        day == found.written[:10] for text in shown for found in find_moments(text, furniture.knowledge)
    )


def _metas(page: Page) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for meta in page.metas:
        for attribute in ("property", "name", "itemprop"):
            name = meta.attributes.get(attribute, "").strip().lower()
            if name and meta.attributes.get("content", "").strip():
                found.setdefault(name, meta)
    return found


def _span_in(text: str, words: str, start: int = 0, end: int | None = None) -> Span | None:
    at = text.find(words, start, len(text) if end is None else end) if words else -1
    return Span(at, at + len(words)) if at >= 0 else None


def _meta_fact(metas: dict[str, Element], names: Sequence[str], text: str, field: str) -> Fact | None:
    for name in names:
        if name in metas:
            meta = metas[name]
            value = " ".join(meta.attributes["content"].split())
            return Fact(
                value, value, None, _span_in(text, value, meta.start, meta.inner), f"{field}.meta.{name}"
            )
    return None


def _headlines(
    articles: Sequence[dict[str, Any]], metas: dict[str, Element], page: Page, text: str
) -> Iterator[Fact]:
    for one in articles:
        value = one.get("headline")
        if isinstance(value, str) and value.strip():
            value = " ".join(html.unescape(value).split())
            yield Fact(value, value, None, _span_in(text, value), "headline.json-ld")
    fact = _meta_fact(metas, ("og:title", "twitter:title"), text, "headline")
    if fact:
        yield fact
    if page.title is not None:
        title = _title(page, text)
        parts = TITLE_SPLIT.split(title)
        yield Fact(title, title, None, _span_in(text, title), "headline.title")
        if len(parts) > 1:
            shorter = title[: title.rfind(parts[-1])]
            value = re.sub(r"[\s|–—·»:•-]+\Z", "", shorter)
            yield Fact(value, value, None, _span_in(text, value), "headline.title-without-name")


def _title(page: Page, text: str) -> str:
    if page.title is None:
        return ""
    return " ".join(html.unescape(text[page.title.inner : page.title.end]).split())


def _publisher(
    articles: Sequence[dict[str, Any]], metas: dict[str, Element], page: Page, text: str
) -> Fact | None:
    for one in articles:
        value = _name_of(one.get("publisher"))
        if value:
            return Fact(value, value, None, _span_in(text, value), "publisher.json-ld")
    return (
        _meta_fact(metas, ("og:site_name", "application-name"), text, "publisher")
        or _title_publisher(page, text)
        or _masthead(page, text)
    )


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        return _name_of(value[0]) if value else ""
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            value = value[0] if value else ""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _title_publisher(page: Page, text: str) -> Fact | None:
    """The end of the title, where the page shows the same words alone on a line or in its copyright line."""
    parts = TITLE_SPLIT.split(_title(page, text))
    if len(parts) < 2:
        return None
    for name in (parts[-1], parts[0]):
        shown = any(
            line.text == name or re.search(rf"©.*{re.escape(name)}|^{re.escape(name)}\b", line.text)
            for line in page.lines
        )
        if 1 <= len(name.split()) <= 6 and shown:
            return Fact(name, name, None, _span_in(text, name), "publisher.title")
    return None


def _masthead(page: Page, text: str) -> Fact | None:
    """The holder of the copyright, or the name on the masthead's picture where the page shows it elsewhere too."""
    holders = [
        (match["name"].strip(), match, line) for line in page.lines if (match := COPYRIGHT.search(line.text))
    ]
    for name, _, _ in holders:
        if len(name.split()) <= 6:
            return Fact(name, name, None, _span_in(text, name), "publisher.copyright")
    return None


def _byline(articles: Sequence[dict[str, Any]], metas: dict[str, Element], text: str) -> Fact | None:
    for one in articles:
        authors = one.get("author")
        names = [_name_of(author) for author in (authors if isinstance(authors, list) else [authors])]
        value = ", ".join(dict.fromkeys(name for name in names if name))
        if value:
            return Fact(value, value, None, _span_in(text, value), "byline.json-ld")
    return _meta_fact(
        metas, ("author", "article:author", "parsely-author", "dc.creator", "byl"), text, "byline"
    )


def _published(
    articles: Sequence[dict[str, Any]], metas: dict[str, Element], page: Page, text: str, furniture: Furniture
) -> Published | None:
    article = any(not _is_page(one) for one in articles)
    for one in articles:
        value = one.get("datePublished")
        if not isinstance(value, str) or (moment := read_moment(value, furniture.knowledge)) is None:
            continue
        if article or _shows(page, moment, furniture):
            return make_published(moment, value, None, _span_in(text, value), "published.json-ld")
    for name in PUBLISHED_METAS:
        if name in metas:
            value = metas[name].attributes["content"].strip()
            moment = read_moment(value, furniture.knowledge)
            if moment:
                meta = metas[name]
                return make_published(
                    moment,
                    value,
                    None,
                    _span_in(text, value, meta.start, meta.inner),
                    f"published.meta.{name}",
                )
    for time in (*page.times, *page.dated):
        marks = " ".join(time.attributes.get(name, "") for name in ("itemprop", "class", "pubdate")).lower()
        if "publish" in marks or "pubdate" in marks or "pubdate" in time.attributes:
            published = read_time(time, text, furniture)
            if published:
                return published
    return None


def _changed(
    articles: Sequence[dict[str, Any]], metas: dict[str, Element], furniture: Furniture
) -> Iterator[str]:
    told = [one.get("dateModified") for one in articles]
    told += [meta.attributes["content"] for name, meta in metas.items() if CHANGED.search(name)]
    for value in told:
        if isinstance(value, str) and (moment := read_moment(value.strip(), furniture.knowledge)):
            yield moment.written


def read_time(time: Element, text: str, furniture: Furniture) -> Published | None:
    """Read a `<time>` element's machine value."""
    value = next(
        (time.attributes[n].strip() for n in ("datetime", "content", "title") if n in time.attributes), ""
    )
    moment = read_moment(value, furniture.knowledge)
    if moment is None:
        return None
    return make_published(
        moment, value, None, _span_in(text, value, time.start, time.inner), "published.time"
    )


def time_beside(page: Page, title: int | None, text: str, furniture: Furniture) -> Published | None:
    """The `<time>` that stands next to the headline, or the only one of the page; none that tells of a change."""
    times = [one for one in page.times if not _tells_change(one, text)]
    if len(page.times) > 1:
        times = [one for one in times if title is not None and abs(one.start - title) <= BESIDE_TITLE]
        times.sort(key=lambda one: (one.start < (title or 0), one.start))
    return next((found for one in times if (found := read_time(one, text, furniture))), None)


def _tells_change(time: Element, text: str) -> bool:
    """Tell whether a `<time>`, or the words right before it, tell of a change: "Last reviewed:"."""
    before = text[max(0, time.start - BEFORE_TIME) : time.start]
    return bool(CHANGED.search(time.written) or CHANGED.search(MARKUP.sub(" ", before)))


def make_published(
    moment: Moment, text: str, span: Span | None, item_span: Span | None, rule: str
) -> Published:
    """The publication time of a moment and the words it was read from."""
    return Published(moment.written, moment.utc, moment.precision, text, span, item_span, rule)


def _url(page: Page, metas: dict[str, Element], text: str) -> str:
    match = re.search(r"""<link[^>]{0,300}rel=["']?canonical[^>]{0,800}>""", text[:200_000], re.IGNORECASE)
    if match:
        link = re.search(r"""href=["']?([^"'\s>]+)""", match[0], re.IGNORECASE)
        if link:
            return html.unescape(link[1])
    return metas["og:url"].attributes["content"] if "og:url" in metas else ""


def url_published(url: str, text: str, furniture: Furniture) -> Published | None:
    """The day that an address names; last of all, and to the day only.

    >>> url_published("https://post.example/2022/01/16/story", "", Furniture.load()).written
    '2022-01-16'
    """
    match = URL_DATE.search(url)
    moment = read_moment("-".join(match.groups()), furniture.knowledge) if match else None
    if match is None or moment is None:
        return None
    return make_published(moment, match[0], None, _span_in(text, match[0]), "published.url")

"""Feeds: each entry of RSS, Atom or RDF is one item, with as much of its text as the feed carries.

Entities are not expanded, nothing is fetched, and a broken feed gives the entries before the break.
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

from lxml import etree

from dateline.model import Skipped
from dateline.readers.base import (
    HTML_TYPE,
    Found,
    Metadata,
    Nested,
    Opened,
    Reader,
    make_row,
    read_all,
    skipped,
)

MARKS: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
ENTRIES: Final = ("item", "entry")
TEXTS: Final = ("encoded", "content", "description", "summary")


def read_feed(opened: Opened, _nested: Nested) -> Found:
    """Give every entry as an item."""
    content = read_all(opened)
    if isinstance(content, Skipped):
        yield content
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or not MARKS.search(content[:4096]):
        yield skipped(
            opened.address, "empty" if not content.strip() else "no feed: neither RSS nor Atom in it"
        )
        return
    publisher = _feed_title(root)
    number = 0
    for element in root.iter():
        if _name(element) in ENTRIES:
            number += 1
            yield from _entry(opened, element, number, publisher)
    if number == 0:
        yield skipped(opened.address, "a feed without entries")


def _name(element: Any) -> str:
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if _name(child) == name]


def _words(element: Any) -> str:
    """The text of an element: its markup where it holds elements of a page."""
    if len(element) and element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join(element.itertext()).strip()


def _first(element: Any, *names: str) -> str:
    return next(
        (found for name in names for child in _children(element, name) if (found := _words(child))), ""
    )


def _feed_title(root: Any) -> str:
    channel = next(iter(_children(root, "channel")), root)
    return _first(channel, "title")


def _link(entry: Any) -> str:
    for link in _children(entry, "link"):
        target = link.get("href") or _words(link)
        if target and link.get("rel", "alternate") == "alternate":
            return str(target)
    return ""


def _author(entry: Any) -> str:
    author = next(iter(_children(entry, "author")), None)
    named = _first(author, "name") if author is not None else ""
    return (
        named
        or _first(entry, "creator")
        or (_words(author) if author is not None and not len(author) else "")
    )


def _entry(opened: Opened, entry: Any, number: int, publisher: str) -> Found:
    title = " ".join(html.unescape(_first(entry, "title")).split())
    body = max((_first(entry, name) for name in TEXTS), key=len)
    link = _link(entry)
    told: dict[str, str] = {
        "url": link,
        "headline": title,
        "published": _first(entry, "pubDate", "published", "date", "issued"),
        "publisher": _first(entry, "source") or publisher,
        "byline": _author(entry),
    }
    metadata: Metadata = tuple((name, value) for name, value in told.items() if value)
    text = f"<h1>{html.escape(title)}</h1>\n{body if '<' in body else f'<p>{body}</p>'}"
    address = f"{opened.address}#{number}"
    if not title and not body:
        yield skipped(address, "an entry without title and text")
        return
    content = etree.tostring(entry, encoding="utf-8", with_tail=False)
    yield make_row(address, content, text, format="feed", metadata=(*opened.metadata, *metadata, HTML_TYPE))


FEED: Final = Reader(
    "feed", (".rss", ".atom", ".xml"), lambda head: MARKS.search(head) is not None, read_feed
)

"""Saved web pages: one file is one item."""

from __future__ import annotations

import re
from typing import Final

from dateline.model import Skipped
from dateline.readers.base import Found, Nested, Opened, Reader, make_item, read_all

MARKS: Final = re.compile(rb"(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]")


def read_html(opened: Opened, _nested: Nested) -> Found:
    """Give the page as one item."""
    content = read_all(opened)
    if isinstance(content, Skipped):
        yield content
    else:
        yield make_item(opened.address, content, format="html", metadata=opened.metadata)


def looks_like_html(head: bytes) -> bool:
    """Tell whether the first bytes open a page; UTF-16 pages show their letters between NULs.

    >>> looks_like_html(b"<!DOCTYPE html><html>"), looks_like_html(b"a < b")
    (True, False)
    """
    return MARKS.search(head.replace(b"\x00", b"")) is not None


HTML = Reader("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html)

"""Rows of tables: JSON lines, CSV and TSV. Each row is one item; its text column is the text.

Columns are found by their common names, or as a person states them. What the other columns say of the
report (publisher, time, byline, address) goes along as metadata.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dateline.errors import ConfigError
from dateline.readers.base import (
    HTML_TYPE,
    LARGEST,
    Found,
    Metadata,
    Nested,
    Opened,
    Reader,
    make_row,
    prefixed,
    skipped,
)
from dateline.readers.decode import decode
from dateline.readers.html import looks_like_html

# Our name → names of columns in common sets (GDELT, Common Crawl news, mediacloud, scrapy and newspaper exports).
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "maintext",
        "article",
        "article_text",
        "full_text",
        "fulltext",
        "story",
        "plain_text",
        "raw_text",
        "articlebody",
        "html",
    ),
    "headline": ("headline", "title", "heading", "article_title"),
    "published": (
        "published",
        "published_at",
        "publish_date",
        "date_publish",
        "datepublished",
        "publication_date",
        "pubdate",
        "pub_date",
        "publishedat",
        "date",
        "datetime",
        "published_date",
        "timestamp",
    ),
    "publisher": (
        "publisher",
        "source",
        "outlet",
        "source_name",
        "site",
        "site_name",
        "media",
        "media_name",
        "newspaper",
        "publication",
        "source_domain",
        "domain",
    ),
    "byline": ("byline", "author", "authors", "creator"),
    "url": ("url", "link", "uri", "source_url", "canonical_url", "permalink"),
    "synthetic": ("synthetic",),
}
SNIFFED: Final = 64_000
FIRST_ROWS: Final = 20  # rows of JSON whose names are looked at together: a row may lack what others have


def taken_columns(address: str, names: Sequence[str], stated: Metadata) -> dict[str, str]:
    """Which column of a table holds which of our values: the stated one, else the first common name.

    >>> taken_columns("feed.csv", ["body", "date", "n"], ())
    {'text': 'body', 'published': 'date'}

    Raises ConfigError where a stated column is not there.
    """
    for ours, column in stated:
        if column not in names:
            there = ", ".join(names)[:300]
            raise ConfigError(
                f"{address} has no column {column}, which --map names for {ours}; its columns: {there}"
            )
    found = {ours: _column(names, ours, stated) for ours in NAMES}
    return {ours: column for ours, column in found.items() if column is not None}


def take_columns(opened: Opened, names: Sequence[str]) -> dict[str, str]:
    """Check the stated columns of a table, and tell once which were taken."""
    taken = taken_columns(opened.address, names, opened.columns)
    if "text" in taken:
        name = opened.address.replace("\\", "/").rsplit("/", 1)[-1]
        opened.tell(f"{name}: {', '.join(f'{ours}={column}' for ours, column in taken.items())}")
    return taken


def read_jsonl(opened: Opened, _nested: Nested) -> Found:
    """Give every line that is a JSON object with a text as an item; a line that is none is skipped by its number."""
    lines = _lines(opened)
    first = list(itertools.islice(lines, FIRST_ROWS))
    if names := _names_of(first):
        take_columns(opened, names)
    for number, line in enumerate(itertools.chain(first, lines), 1):
        address = f"{opened.address}#{number}"
        if line is None:
            yield skipped(address, f"a line of more than {LARGEST // 1024 // 1024} MB")
        elif line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield skipped(address, "not a line of JSON")
                continue
            if isinstance(row, dict):
                yield from give_row(opened, address, row, line.strip(), "jsonl")
            else:
                yield skipped(address, "a line of JSON, but no object with columns")


def _names_of(lines: Iterable[bytes | None]) -> list[str]:
    """The names that objects of JSON have, in the order they come."""
    names: dict[str, None] = {}
    for line in lines:
        try:
            row = json.loads(line or b"")
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            names.update(dict.fromkeys(row))
    return list(names)


def _lines(opened: Opened) -> Iterator[bytes | None]:
    """The lines of a stream, None for one that is too long; memory stays bounded."""
    while line := opened.stream.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = opened.stream.readline(LARGEST)
        yield None


def read_csv(opened: Opened, _nested: Nested) -> Found:
    """Give every row of a table with a header as an item."""
    yield from _separated(opened, ",", "csv")


def read_tsv(opened: Opened, _nested: Nested) -> Found:
    """Give every row of a tab-separated table with a header as an item."""
    yield from _separated(opened, "\t", "tsv")


def _separated(opened: Opened, separator: str, format: str) -> Found:
    head = opened.stream.read(SNIFFED)
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    if decoded is None:
        yield skipped(
            opened.address, "empty" if not head.strip() else "no table: no encoding makes text of its bytes"
        )
        return
    if format == "csv" and decoded.text.split("\n", 1)[0].count(";") > decoded.text.split("\n", 1)[0].count(
        ","
    ):
        separator = ";"
    lines = io.TextIOWrapper(prefixed(head, opened.stream), decoded.encoding, errors="replace", newline="")
    csv.field_size_limit(LARGEST)
    table = csv.reader(lines, delimiter=separator)
    number = 1
    try:
        header = next(table, [])
        names = [name.strip() for name in header]
        take_columns(opened, names)
        if _column(names, "text", opened.columns) is None:
            yield skipped(opened.address, f"no column with a text; columns: {', '.join(header)[:200]}")
            return
        for number, values in enumerate(table, 2):
            if values:
                row = dict(zip((name.strip() for name in header), values, strict=False))
                content = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
                yield from give_row(opened, f"{opened.address}#{number}", row, content, format)
    except csv.Error as error:
        yield skipped(f"{opened.address}#{number}", f"a table that cannot be read on from here: {error}")


def _column(names: Sequence[str], ours: str, stated: Metadata) -> str | None:
    """The column that holds one of our values: the stated one, else the first common name."""
    for name, column in stated:
        if name == ours:
            return column if column in names else None
    folded = {name.casefold().replace("-", "_").replace(" ", "_"): name for name in reversed(names)}
    return next((folded[name] for name in NAMES[ours] if name in folded), None)


def give_row(opened: Opened, address: str, row: Mapping[str, Any], content: bytes, format: str) -> Found:
    """Give one row as an item: the text of its text column, and the other columns that are ours as metadata."""
    names = [str(name) for name in row]
    values = {ours: _written(row, _column(names, ours, opened.columns)) for ours in NAMES}
    text = values.pop("text")
    if not text:
        yield skipped(address, f"no text in it; columns: {', '.join(names)[:200]}")
        return
    markup = looks_like_html(text[:4096].encode("utf-8", "replace")) or text.count("</p>") > 1
    title = values["headline"]
    if title and not text.lstrip().startswith(title):
        text = f"<h1>{title}</h1>\n{text}" if markup else f"{title}\n\n{text}"
    told = tuple((name, value) for name, value in values.items() if value)
    kind = (HTML_TYPE,) if markup else ()
    yield make_row(address, content, text, format=format, metadata=(*opened.metadata, *told, *kind))


def _written(row: Mapping[str, Any], column: str | None) -> str:
    value = row.get(column) if column is not None else None
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if isinstance(one, str))
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or "")
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()


def _looks_like_rows(head: bytes) -> bool:
    line = head.lstrip().split(b"\n", 1)[0]
    return line.startswith(b"{") and (b'"' in line[:40])


JSONL: Final = Reader("jsonl", (".jsonl", ".ndjson", ".jl"), _looks_like_rows, read_jsonl)
CSV: Final = Reader("csv", (".csv",), lambda _head: False, read_csv)
TSV: Final = Reader("tsv", (".tsv", ".tab"), lambda _head: False, read_tsv)

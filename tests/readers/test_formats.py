"""Every format of the registry: its items, its metadata, and any mangled input a row and never a crash."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.quality.mutations import (
    FIRST,
    HEADLINE,
    PAGE,
    ROW,
    RSS,
    SAMPLES,
    SECOND,
    TEXT,
    http,
    packed,
    record,
)
from dateline.cleaning import Furniture, clean
from dateline.errors import ConfigError
from dateline.model import Skipped, SourceItem
from dateline.readers import READERS, find_items


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def items(found: object) -> list[SourceItem]:
    return [one for one in found if isinstance(one, SourceItem)]  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return Furniture.load()


def test_every_format_has_a_sample():
    assert set(READERS) - {"parquet"} <= set(SAMPLES)  # which needs an extra


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_report_is_read(sample, tmp_path, furniture):
    name, content = SAMPLES[sample]
    found = items(find_items([put(tmp_path, name, content)]))
    assert found
    for item in found:
        document = clean(item, furniture)
        assert document.headline is not None
        assert document.headline.value == HEADLINE
        assert FIRST in document.text
        assert SECOND in document.text
        assert item.format in READERS


@pytest.mark.parametrize("sample", ["jsonl", "csv", "tsv", "feed", "atom", "eml", "mbox"])
def test_what_came_beside_the_text_gives_its_facts(sample, tmp_path, furniture):
    (item,) = items(find_items([put(tmp_path, *SAMPLES[sample])]))
    document = clean(item, furniture)
    assert document.publisher is not None
    assert document.publisher.value == "The Sahel Courier"
    assert document.published is not None
    assert document.published.utc == "2019-03-03T13:20:00Z"
    assert document.published.rule == "published.beside"


@pytest.mark.parametrize("sample", ["txt", "html", "jsonl", "feed", "eml", "mhtml", "warc", "zip", "mbox"])
def test_a_file_without_ending_is_known_by_its_content(sample, tmp_path):
    (path,) = [put(tmp_path, "unnamed", SAMPLES[sample][1])]
    assert {item.format for item in items(find_items([path]))} & {sample, "txt"}


def test_addresses_tell_the_way_in(tmp_path):
    path = put(tmp_path, "a.zip", packed({"in/b.zip": packed({"c.txt": TEXT})}))
    assert [item.address for item in items(find_items([path]))] == [f"{path}!/in/b.zip!/c.txt"]


def test_archives_in_archives_have_a_bottom(tmp_path):
    content = TEXT
    for depth in range(6):
        content = packed({f"{depth}.zip" if depth else "a.txt": content})
    (found,) = find_items([put(tmp_path, "a.zip", content)])
    assert isinstance(found, Skipped)
    assert "archives around it" in found.reason


def test_a_bomb_is_skipped(tmp_path):
    path = put(tmp_path, "a.zip", packed({"a.txt": b"a" * (33 * 1024 * 1024)}))
    (found,) = find_items([path])
    assert isinstance(found, Skipped)
    assert "larger than" in found.reason


def test_entities_are_not_expanded(tmp_path):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    path = put(tmp_path, "a.rss", bomb + RSS.split(b"?>", 1)[1].replace(b"short", b"&b;&c;"))
    assert all("root:" not in item.text for item in items(find_items([path])))


def test_nothing_is_written(tmp_path):
    put(tmp_path, "a.zip", packed({"../evil.txt": TEXT, "/abs.txt": TEXT, "C:\\x.txt": TEXT}))
    before = sorted(tmp_path.parent.iterdir())
    assert len(items(find_items([tmp_path]))) == 3
    assert sorted(tmp_path.parent.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_warc_cut_short_is_told(tmp_path):
    whole = record(http(PAGE)) + record(http(PAGE), uri="https://c.example/b")
    found = list(find_items([put(tmp_path, "a.warc", whole[:-60])]))
    assert len(items(found)) == 1
    assert any(isinstance(one, Skipped) and "cut short" in one.reason for one in found)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"),
        (b"Content-Encoding: gzip\r\n", PAGE),
        (b"Transfer-Encoding: chunked\r\n", PAGE),
    ],
)
def test_bodies_of_a_warc_are_unpacked(headers, body, tmp_path):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body
    (item,) = items(find_items([put(tmp_path, "a.warc", record(block))]))
    assert FIRST in item.text
    assert dict(item.metadata)["url"] == "https://c.example/a"


def test_the_language_of_a_header_is_passed_on(tmp_path):
    header = b"Content-Type: text/html\r\nContent-Language: fr-FR\r\n\r\n"
    page = put(tmp_path, "a.warc", record(b"HTTP/1.1 200 OK\r\n" + header + PAGE))
    message = put(tmp_path, "a.eml", b"From: Post <a@b.example>\r\nSubject: Aid\r\n" + header + PAGE)
    found = items(find_items([page, message]))
    assert [dict(one.metadata)["content-language"] for one in found] == ["fr-FR", "fr-FR"]


def test_columns_can_be_stated(tmp_path):
    path = put(tmp_path, "a.csv", b'x,y\nnone,"%s"\n' % FIRST.encode())
    assert not items(find_items([path]))
    (item,) = items(find_items([path], columns=(("text", "y"),)))
    assert item.text == FIRST


def test_broken_rows_are_skipped_by_number(tmp_path):
    content = b"\n".join(
        [json.dumps(ROW).encode(), b"{broken", b"[1]", b"{}", json.dumps(ROW | {"url": "b"}).encode()]
    )
    found = list(find_items([put(tmp_path, "a.jsonl", content)]))
    assert [type(one).__name__ for one in found] == [
        "SourceItem",
        "Skipped",
        "Skipped",
        "Skipped",
        "SourceItem",
    ]
    assert [one.address.rsplit("#", 1)[1] for one in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl"])
def test_the_columns_taken_are_told_once_a_table(name: str, tmp_path: Path) -> None:
    told: list[str] = []
    file, content = SAMPLES[name]
    header, _, rest = content.partition(b"\n")
    twice = content * 2 if name == "jsonl" else header + b"\n" + rest * 2
    found = list(find_items([put(tmp_path, file, twice)], tell=told.append))
    assert len(found) == 2
    url = ", url=url" if name == "jsonl" else ""
    assert told == [f"{file}: text=body, headline=title, published=date, publisher=source{url}"]


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl"])
def test_a_stated_column_that_is_not_there_is_an_error(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, *SAMPLES[name])
    with pytest.raises(
        ConfigError, match=r"has no column words, which --map names for text; its columns: title"
    ):
        list(find_items([path], columns=(("text", "words"),)))


def test_stated_columns_are_taken_before_common_names(tmp_path: Path) -> None:
    content = f'text,body,date\nAn abstract.,"{FIRST}",2019-03-03\n'.encode()
    (one,) = find_items([put(tmp_path, "a.csv", content)], columns=(("text", "body"),))
    assert isinstance(one, SourceItem)
    assert one.text == FIRST

"""Every format of the registry: its items, its metadata, and any mangled input a row and never a crash."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline.cleaning import Furniture, clean
from dateline.errors import ConfigError, UnreadableItem
from dateline.model import Skipped, SourceItem
from dateline.readers import READERS, find_items

FIRST = (
    "Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said."
)
SECOND = "Army spokesman Moussa Keita told reporters that his soldiers hold the bridge and both roads to Gao."
HEADLINE = "Army retakes border town of Ansongo"
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n".encode()
PAGE = (
    f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>"
    f"<p>{FIRST}</p><p>{SECOND}</p></body></html>"
).encode()
WHEN = "Sun, 03 Mar 2019 14:20:00 +0100"


def http(body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body


def record(block: bytes, kind: str = "response", uri: str = "https://c.example/a") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2019-03-04T00:00:00Z\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rolled(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


ROW = {
    "title": HEADLINE,
    "body": f"{FIRST}\n\n{SECOND}",
    "date": "2019-03-03T14:20:00+01:00",
    "source": "The Sahel Courier",
    "url": "https://c.example/a",
}
RSS = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Sahel Courier</title>
<item><title>{HEADLINE}</title><link>https://c.example/a</link><pubDate>{WHEN}</pubDate><description>short</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item></channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Sahel Courier</title><entry><title>{HEADLINE}</title>
<link href="https://c.example/a"/><published>2019-03-03T14:20:00+01:00</published>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>""".encode()
EML = (
    f"From: The Sahel Courier <news@c.example>\r\nSubject: {HEADLINE}\r\nDate: {WHEN}\r\nMIME-Version: 1.0\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n"
).encode()
MHTML = (
    b"From: <Saved>\r\nSnapshot-Content-Location: https://c.example/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PAGE + b"\r\n--B--\r\n"
)
CSV = (
    "title,body,date,source\r\n"
    f'{HEADLINE},"{FIRST}\n\n{SECOND}",2019-03-03T14:20:00+01:00,The Sahel Courier\r\n'
)

SAMPLES: dict[str, tuple[str, bytes]] = {
    "txt": ("a.txt", TEXT),
    "html": ("a.html", PAGE),
    "jsonl": ("a.jsonl", json.dumps(ROW).encode() + b"\n"),
    "csv": ("a.csv", CSV.encode()),
    "tsv": (
        "a.tsv",
        (
            f"title\tbody\tdate\tsource\n{HEADLINE}\t{FIRST} {SECOND}\t"
            f"2019-03-03T14:20:00+01:00\tThe Sahel Courier\n"
        ).encode(),
    ),
    "feed": ("a.rss", RSS),
    "atom": ("a.atom", ATOM),
    "eml": ("a.eml", EML),
    "mbox": ("a.mbox", b"From news@c.example Sun Mar  3 14:20:00 2019\n" + EML.replace(b"\r\n", b"\n")),
    "mhtml": ("a.mhtml", MHTML),
    "warc": ("a.warc", record(b"", "warcinfo") + record(http(PAGE)) + record(http(b"\x89PNG", "image/png"))),
    "warc.gz": ("a.warc.gz", gzip.compress(record(b"", "warcinfo")) + gzip.compress(record(http(PAGE)))),
    "zip": ("a.zip", packed({"in/a.txt": TEXT, "../../b.html": PAGE})),
    "wacz": ("a.wacz", packed({"archive/a.warc": record(http(PAGE)), "indexes/a.cdx": b"x"})),
    "tar": ("a.tar", rolled({"in/a.txt": TEXT}, "w")),
    "tar.gz": ("a.tgz", rolled({"in/a.txt": TEXT})),
    "gzip": ("a.txt.gz", gzip.compress(TEXT)),
}


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
    assert set(READERS) - {"parquet"} <= set(SAMPLES)  # which has a test of its own: it needs an extra


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


def mangle(content: bytes, chance: random.Random) -> bytes:
    """Cut, repeat, flip, or fill a file with odd bytes."""
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(content) + 1), chance.randrange(1, 60)
        way = chance.randrange(6)
        if way == 0:
            content = content[:at]
        elif way == 1:
            content = content[:at] + chance.randbytes(size) + content[at:]
        elif way == 2:
            content = content[:at] + content[at + size :]
        elif way == 3:
            content = content[:at] + content[at : at + size] * chance.randint(2, 30) + content[at:]
        elif way == 4:
            content = (
                content[:at] + bytes(255 - one for one in content[at : at + size]) + content[at + size :]
            )
        else:
            content = (
                content[:at]
                + chance.choice([b"\x00", b"<", b"\xff\xfe", b"&#x110000;", b"\r", b'"', b"=?utf-8?b?x?="])
                + content[at:]
            )
    return content


MANGLED = int(
    os.environ.get("DATELINE_MANGLED", "25")
)  # 500 in the long run: DATELINE_MANGLED=500 pytest tests/readers


@pytest.mark.parametrize("sample", SAMPLES)
def test_mangled_input_gives_a_row_or_a_document(sample, tmp_path, furniture):
    name, content = SAMPLES[sample]
    chance = random.Random(sample)
    for _ in range(MANGLED):
        path = put(tmp_path, name, mangle(content, chance))
        for found in find_items([path]):
            if isinstance(found, Skipped):
                assert found.reason
                continue
            found.text.encode()
            try:
                document = clean(found, furniture)
            except UnreadableItem:
                continue
            else:
                assert all(block.span.of(document.text) for block in document.blocks)


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

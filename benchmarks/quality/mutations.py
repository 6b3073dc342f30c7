"""Damaged and hostile inputs: small valid files of every format, and what can become of them, the same for a seed.

    from benchmarks.quality.mutations import SAMPLES, mutated

`mutated(name, chance)` damages the sample of a format in one or more ways: cut, flipped, repeated, filled with NULs or
long lines, told in another charset, wrapped in archives, with lying lengths, entity bombs, or with names that lead out
of an archive. `HOSTILE` are whole files made to do harm: zip bombs, links, devices, cycles, lines of 100 MB.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

FIRST: Final = (
    "Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said."
)
SECOND: Final = (
    "Army spokesman Moussa Keita told reporters that his soldiers hold the bridge and both roads to Gao."
)
HEADLINE: Final = "Army retakes border town of Ansongo"
TEXT: Final = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n".encode()
PAGE: Final = (
    f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>"
    f"<p>{FIRST}</p><p>{SECOND}</p></body></html>"
).encode()
WHEN: Final = "Sun, 03 Mar 2019 14:20:00 +0100"


def http(body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    """An answer of a server."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body


def record(block: bytes, kind: str = "response", uri: str = "https://c.example/a") -> bytes:
    """A record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2019-03-04T00:00:00Z\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def rolled(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    """A tar of these files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


ROW: Final = {
    "title": HEADLINE,
    "body": f"{FIRST}\n\n{SECOND}",
    "date": "2019-03-03T14:20:00+01:00",
    "source": "The Sahel Courier",
    "url": "https://c.example/a",
}
RSS: Final = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Sahel Courier</title>
<item><title>{HEADLINE}</title><link>https://c.example/a</link><pubDate>{WHEN}</pubDate><description>short</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item></channel></rss>""".encode()
ATOM: Final = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Sahel Courier</title><entry>
<title>{HEADLINE}</title><link href="https://c.example/a"/><published>2019-03-03T14:20:00+01:00</published>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>""".encode()
EML: Final = (
    f"From: The Sahel Courier <news@c.example>\r\nSubject: {HEADLINE}\r\nDate: {WHEN}\r\nMIME-Version: 1.0\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n"
).encode()
MHTML: Final = (
    b"From: <Saved>\r\nSnapshot-Content-Location: https://c.example/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PAGE + b"\r\n--B--\r\n"
)
CSV: Final = (
    "title,body,date,source\r\n"
    f'{HEADLINE},"{FIRST}\n\n{SECOND}",2019-03-03T14:20:00+01:00,The Sahel Courier\r\n'
).encode()
TSV: Final = (
    f"title\tbody\tdate\tsource\n{HEADLINE}\t{FIRST} {SECOND}\t2019-03-03T14:20:00+01:00\tThe Sahel Courier\n"
).encode()
PLAIN_ZIP: Final = packed({"in/a.txt": TEXT, "../../b.html": PAGE})


def parquet() -> bytes | None:
    """A Parquet table of two rows; None where pyarrow is not installed."""
    try:
        arrow: Any = import_module("pyarrow")
        files: Any = import_module("pyarrow.parquet")
    except ImportError:
        return None
    stream = io.BytesIO()
    files.write_table(arrow.Table.from_pylist([ROW, ROW | {"url": "https://c.example/b"}]), stream)
    return stream.getvalue()


SAMPLES: Final[dict[str, tuple[str, bytes]]] = {
    "txt": ("a.txt", TEXT),
    "html": ("a.html", PAGE),
    "jsonl": ("a.jsonl", json.dumps(ROW).encode() + b"\n"),
    "csv": ("a.csv", CSV),
    "tsv": ("a.tsv", TSV),
    "feed": ("a.rss", RSS),
    "atom": ("a.atom", ATOM),
    "eml": ("a.eml", EML),
    "mbox": ("a.mbox", b"From news@c.example Sun Mar  3 14:20:00 2019\n" + EML.replace(b"\r\n", b"\n")),
    "mhtml": ("a.mhtml", MHTML),
    "warc": ("a.warc", record(b"", "warcinfo") + record(http(PAGE)) + record(http(b"\x89PNG", "image/png"))),
    "warc.gz": ("a.warc.gz", gzip.compress(record(b"", "warcinfo")) + gzip.compress(record(http(PAGE)))),
    "zip": ("a.zip", PLAIN_ZIP),
    "wacz": ("a.wacz", packed({"archive/a.warc": record(http(PAGE)), "indexes/a.cdx": b"x"})),
    "tar": ("a.tar", rolled({"in/a.txt": TEXT}, "w")),
    "tar.gz": ("a.tgz", rolled({"in/a.txt": TEXT})),
    "gzip": ("a.txt.gz", gzip.compress(TEXT)),
}
if (_table := parquet()) is not None:
    SAMPLES["parquet"] = ("a.parquet", _table)

Mutation = Callable[[bytes, random.Random], bytes]
ODD: Final = (
    b"\x00", b"<", b"\xff\xfe", b"&#x110000;", b"\r", b'"', b"=?utf-8?b?x?=", b"\x1f\x8b", b"PK\x03\x04", b"<!--",
    b"]]>", b"<![CDATA[", b"\xed\xa0\x80", b"\x1b$B", b"\xe2\x80\xae", b"{", b"[" * 3000, b'{"a":' * 3000,
    b"<div>" * 3000, b"(" * 3000, b"&" * 3000, b"<table><tr><td>" * 500,
)  # fmt: skip
CHARSETS: Final = (
    "utf-16",
    "utf-16-be",
    "utf-32",
    "cp1251",
    "cp037",
    "shift_jis",
    "iso2022_jp",
    "utf-7",
    "latin-1",
)
MEGABYTE: Final = 1024 * 1024


def _spot(content: bytes, chance: random.Random) -> tuple[int, int]:
    return chance.randrange(len(content) + 1), chance.randrange(1, 60)


def cut(content: bytes, chance: random.Random) -> bytes:
    """Cut the end off, or the start."""
    at, _ = _spot(content, chance)
    return content[:at] if chance.random() < 0.8 else content[at:]


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change bytes somewhere."""
    at, size = _spot(content, chance)
    return (
        content[:at]
        + bytes(one ^ chance.randrange(256) for one in content[at : at + size])
        + content[at + size :]
    )


def bits(content: bytes, chance: random.Random) -> bytes:
    """Change single bits everywhere."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def insert(content: bytes, chance: random.Random) -> bytes:
    """Put odd or random bytes somewhere."""
    at, size = _spot(content, chance)
    return content[:at] + chance.choice((*ODD, chance.randbytes(size))) + content[at:]


def leave_out(content: bytes, chance: random.Random) -> bytes:
    """Leave bytes out."""
    at, size = _spot(content, chance)
    return content[:at] + content[at + size :]


def repeat(content: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch, or the whole."""
    at, size = _spot(content, chance)
    if chance.random() < 0.2:
        return content * chance.randint(2, 6)
    return content[:at] + content[at : at + size] * chance.randint(2, 400) + content[at:]


def nuls(content: bytes, chance: random.Random) -> bytes:
    """Fill with NULs."""
    at, size = _spot(content, chance)
    return content[:at] + b"\x00" * size * chance.choice((1, 50)) + content[at:]


def recode(content: bytes, chance: random.Random) -> bytes:
    """Write it in a charset that nothing or a wrong word tells."""
    charset = chance.choice(CHARSETS)
    said = re.sub(rb"charset=[\w-]+", b"charset=" + chance.choice(CHARSETS).encode(), content)
    return said.decode("utf-8", "replace").encode(charset, "replace")


def lie(content: bytes, chance: random.Random) -> bytes:
    """Change a number, as a length."""
    found = list(re.finditer(rb"\d+", content))
    if not found:
        return flip(content, chance)
    match = chance.choice(found)
    number = chance.choice(
        (b"0", b"-1", b"99999999999999999999", b"4294967295", b"7", b"1e9", b"0x10", b"9" * 5000)
    )
    return content[: match.start()] + number + content[match.end() :]


def trail(content: bytes, chance: random.Random) -> bytes:
    """Put garbage after the end."""
    return content + chance.choice(
        (chance.randbytes(200), b"\x00" * 4000, b"\x1f\x8b\x08", content[: len(content) // 2])
    )


def bomb(content: bytes, chance: random.Random) -> bytes:
    """Declare entities that grow without end, or that name files."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "haha"}">' for n in range(12))
    outside = '<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY % more SYSTEM "http://c.example/x"> %more;'
    declared = f"<!DOCTYPE x [{lines}{outside}]>".encode()
    start = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    body = re.sub(rb"short|fighting", b"&e11;&out;", content[start:])
    return content[:start] + declared + body


def stretch(content: bytes, chance: random.Random) -> bytes:
    """Put a very long line somewhere."""
    at, _ = _spot(content, chance)
    piece = chance.choice(
        (b"a", b"a ", b"<", b"&", b"(", b'"', b"1", b"A. ", b"<a>", b"http://", b"\xc3\xa9", b"\t", b"|")
    )
    return content[:at] + piece * (chance.choice((20_000, 200_000)) // len(piece)) + content[at:]


def wrap(content: bytes, chance: random.Random) -> bytes:
    """Put it into archives in archives; the name stays, so the outermost is not what it says."""
    for _ in range(chance.randint(1, 6)):
        kind = chance.randrange(3)
        content = (
            gzip.compress(content)
            if kind == 0
            else packed({"b.zip": content})
            if kind == 1
            else rolled({"b.tar": content})
        )
    return content


def damage_header(content: bytes, chance: random.Random) -> bytes:
    """Change bytes among the first or the last sixty, where formats keep their lengths and names."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        if changed:
            size = min(60, len(changed))
            at = chance.randrange(size)
            changed[at if chance.random() < 0.5 else len(changed) - 1 - at] = chance.randrange(256)
    return bytes(changed)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    cut, flip, bits, insert, leave_out, repeat, nuls, recode, lie, trail, bomb, stretch, wrap, damage_header,
)  # fmt: skip


def mutated(name: str, chance: random.Random) -> tuple[str, bytes]:
    """The sample of a format, damaged: how, and the bytes. A third of what is packed is damaged inside its packing."""
    content = SAMPLES[name][1]
    ways = [chance.choice(MUTATIONS) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    inside = chance.random() < 0.34
    if inside and name in ("gzip", "warc.gz", "tar.gz"):
        content = gzip.decompress(content)
    for way in ways:
        content = way(content, chance)
    if inside and name in ("gzip", "warc.gz", "tar.gz"):
        content = gzip.compress(content)
    if inside and name in ("zip", "wacz"):
        inner = mutated("warc" if name == "wacz" else "html", chance)
        content = packed({"archive/a.warc" if name == "wacz" else "a.html": inner[1]})
        ways = ways[:0]
    return "+".join(way.__name__ for way in ways) or "inside", content


def _tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def _special(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member, b""


def _file(name: str, content: bytes = TEXT) -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), content


def _patched_zip(field: int, value: int) -> bytes:
    """A zip whose directory lies: the four bytes at a place of its first entry."""
    content = bytearray(PLAIN_ZIP)
    at = content.index(b"PK\x01\x02") + field
    content[at : at + 4] = struct.pack("<I", value)
    return bytes(content)


def _nested(depth: int) -> bytes:
    content = TEXT
    for level in range(depth):
        content = packed({f"{level}.zip" if level else "a.txt": content})
    return content


def _twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(3):
            info = zipfile.ZipInfo("a.txt")
            archive.filelist = []
            archive.NameToInfo = {}
            archive.writestr(info, TEXT + str(number).encode())
    return stream.getvalue()


def tricky() -> dict[str, bytes]:
    """Small files made to do harm, by name."""
    many = {f"{number}/a.txt": b"" for number in range(200)}
    return {
        "nested.zip": _nested(12),
        "many.zip": packed(many | {"z.txt": TEXT}),
        "names.zip": packed(
            {
                "../../evil.txt": TEXT,
                "/var/evil.txt": TEXT,
                "C:\\evil.txt": TEXT,
                "a" * 60_000 + ".txt": TEXT,
                "..\\..\\evil.txt": TEXT,
                "\x1b[31m\x00.txt": TEXT,
                "con.txt": TEXT,
                "~/evil.txt": TEXT,
                ".txt": TEXT,
            }
        ),
        "twice.zip": _twice(),
        "lying-size.zip": _patched_zip(24, 0xFFFFFFF0),
        "lying-packed.zip": _patched_zip(20, 0xFFFFFFF0),
        "lying-offset.zip": _patched_zip(42, 0x7FFFFFFF),
        "encrypted.zip": _patched_zip(8, 1),
        "method.zip": _patched_zip(10, 99),
        "links.tar": _tar_of(
            _file("good.txt"),
            _special("passwd.txt", tarfile.SYMTYPE, "/etc/passwd"),
            _special("up.txt", tarfile.SYMTYPE, "../../../../etc/passwd"),
            _special("a.txt", tarfile.SYMTYPE, "b.txt"),
            _special("b.txt", tarfile.SYMTYPE, "a.txt"),
            _special("hard.txt", tarfile.LNKTYPE, "good.txt"),
            _special("self.txt", tarfile.LNKTYPE, "self.txt"),
            _special("null.txt", tarfile.CHRTYPE),
            _special("pipe.txt", tarfile.FIFOTYPE),
            _file("../../evil.txt"),
            _file("/var/evil.txt"),
            _file("good.txt"),
            _file("n" * 5000 + ".txt"),
        ),
        "trailing.txt.gz": gzip.compress(TEXT) + b"garbage" * 1000,
        "empty.csv": b"text,date\n",
        "empty.zip": packed({}),
        "empty.tar": rolled({}, "w"),
        "empty.jsonl": b"\n\n",
        "entities.rss": bomb(RSS, random.Random(0)),
        "entities.atom": bomb(ATOM, random.Random(0)),
        "entities.html": bomb(PAGE, random.Random(0)),
    }


def huge() -> dict[str, bytes]:
    """Large files made to do harm, or small ones that grow, by name."""
    line = b"a" * (100 * MEGABYTE)
    return {
        "bomb.zip": packed(
            {"a.txt": bytes(200 * MEGABYTE), "b.html": b"<p>" * (20 * MEGABYTE), "c.txt": TEXT}
        ),
        "bombs.zip": packed({f"{n}.zip": packed({"a.txt": bytes(40 * MEGABYTE)}) for n in range(8)}),
        "bomb.txt.gz": gzip.compress(bytes(300 * MEGABYTE), 1),
        "bomb.tar.gz": rolled({"a.txt": bytes(200 * MEGABYTE), "b.txt": TEXT}),
        "bomb.warc.gz": gzip.compress(record(http(bytes(100 * MEGABYTE))), 1)
        + gzip.compress(record(http(PAGE))),
        "bomb-inside.warc": record(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
            + gzip.compress(bytes(200 * MEGABYTE), 1)
        ),
        "line.txt": line,
        "line.html": b"<p>" + line,
        "line.jsonl": b'{"text": "' + line + b'"}\n' + json.dumps(ROW).encode() + b"\n",
        "line.csv": b"text,date\n" + line + b",x\n" + TEXT.replace(b"\n", b" ") + b",x\n",
        "line.tsv": b"text\tdate\n" + line,
        "line.mbox": b"From x\nSubject: a\n\n" + line + b"\n\nFrom y\nFrom: b\nSubject: a\n\n" + TEXT,
        "line.eml": b"From: x\nSubject: a\n\n" + line,
        "line.rss": RSS.replace(b"short", line),
        "line.warc": b"WARC/1.0\r\nX: " + line,
        "line.mhtml": MHTML.replace(b"x\r\n", line[: 40 * MEGABYTE] + b"\r\n"),
        "words.txt": b"Kofi said that he " * (1024 * 1024),
        "tags.html": b"<div>" * 99_000 + PAGE,
        "links.html": b"<a href='x'>Army leaves</a> " * 49_000,
        "lines.txt": b"a\n" * (15 * MEGABYTE),
        "paragraphs.html": b"<p>a" * (7 * MEGABYTE),
        "long.html": b"<p>a b c d" * 99_000,
        "long.txt": b"Kofi said so.\n" * 49_000,
    }

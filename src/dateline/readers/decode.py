"""Bytes to text: a byte order mark, the page's own declaration, UTF-8, and last a guess.

Cascade, each step only where the last gave nothing: byte order mark · UTF-8 read strictly (other
encodings hardly ever look like it, whatever the page declares) · what the server declared · `<meta charset>`
or an XML declaration (HTML only) · charset-normalizer over the first part. Seven-bit encodings with escapes
(ISO-2022-JP) pass for UTF-8, so their declaration comes first.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
GUESSED_BYTES: Final = 64_000
CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What a page that says Latin-1 means: WHATWG Encoding Standard, 4.2.
MEANT: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding that gave it."""

    text: str
    encoding: str


def decode(content: bytes, *, markup: bool = False, declared: str | None = None) -> Decoded | None:
    """Decode the bytes, or give None where no encoding makes text of them.

    `declared` is the encoding named beside the bytes, as by an HTTP header.

    >>> decode("Kariņš".encode()).text
    'Kariņš'
    >>> decode(bytes(range(256))) is None
    True
    """
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _strictly(content, encoding)
    if b"\x00" in content:
        return None
    said = [declared] if declared else []
    if markup and (found := DECLARED.search(content[:4096])):
        said.append(found[1].decode("ascii"))
    escaped = [name for name in said if b"\x1b" in content and name.lower().startswith("iso-2022")]
    for name in (*escaped, "utf-8", *said):
        decoded = _strictly(content, MEANT.get(name.lower(), name.lower()))
        if decoded is not None:
            return decoded
    return _guess(content)


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return Decoded(text, encoding) if isinstance(text, str) and is_text(text) else None


def _guess(content: bytes) -> Decoded | None:
    best = from_bytes(content[:GUESSED_BYTES]).best()
    if best is None:
        return None
    text = content.decode(best.encoding, errors="replace")
    if text.count("\ufffd") > len(text) // 200 or not is_text(text):
        return None
    return Decoded(text, best.encoding)


def is_text(text: str) -> bool:
    r"""Tell whether the characters can be a person's text: hardly any control characters.

    >>> is_text("Two lines\nof text"), is_text("\x01\x02\x03 PK")
    (True, False)
    """
    sample = text[:GUESSED_BYTES]
    return len(CONTROL.findall(sample)) <= len(sample) // 200

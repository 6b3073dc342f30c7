"""Messages: newsletters as .eml, mailboxes as .mbox, and pages saved as .mhtml (which are messages too)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import Final

from dateline.model import Skipped
from dateline.readers.base import (
    HTML_TYPE,
    LARGEST,
    Found,
    Nested,
    Opened,
    Reader,
    make_row,
    read_all,
    skipped,
)
from dateline.readers.decode import decode

HEADER: Final = re.compile(
    rb"(?im)^(?:from|subject|date|mime-version|received|return-path|message-id):[ \t]?.*\r?\n"
)
MALFORMED: Final = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
SENT_BY: Final = {"published": "date", "publisher": "from", "headline": "subject"}


def read_message(opened: Opened, _nested: Nested) -> Found:
    """Give one message as an item."""
    yield from _whole(opened, "eml")


def read_archived_page(opened: Opened, _nested: Nested) -> Found:
    """Give a page saved with its pictures as an item: its first page of markup."""
    yield from _whole(opened, "mhtml")


def _whole(opened: Opened, format: str) -> Found:
    content = read_all(opened)
    if isinstance(content, Skipped):
        yield content
    elif not content.strip():
        yield skipped(opened.address, "empty")
    else:
        yield from _message(opened, opened.address, content, format)


def read_mailbox(opened: Opened, _nested: Nested) -> Found:
    """Give every message of a mailbox as an item; one over the limit is skipped."""
    number = 0
    for number, content in enumerate(_messages(opened), 1):
        address = f"{opened.address}#{number}"
        if content is None:
            yield skipped(address, f"a message of more than {LARGEST // 1024 // 1024} MB")
        else:
            yield from _message(opened, address, content, "mbox")
    if number == 0:
        yield skipped(opened.address, "no mailbox: no line that begins a message")


def _messages(opened: Opened) -> Iterator[bytes | None]:
    """Cut a mailbox at its "From " lines."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := opened.stream.readline(LARGEST):
        if line.startswith(b"From ") and blank:
            if lines is not None:
                yield b"".join(lines) if size <= LARGEST else None
            lines, size = [], 0
        elif lines is not None:
            size += len(line)
            if size <= LARGEST:
                lines.append(line)
        blank = not line.strip()
    if lines is not None:
        yield b"".join(lines) if size <= LARGEST else None


def _message(opened: Opened, address: str, content: bytes, format: str) -> Found:
    try:
        message = message_from_bytes(content)
        part = _best_part(message)
        payload = part.get_payload(decode=True) if part is not None else None
        markup = part is not None and part.get_content_type() != "text/plain"
        charset = part.get_content_charset() if part is not None else None
    except MALFORMED as error:
        yield skipped(address, f"a message that cannot be taken apart: {type(error).__name__}")
        return
    if not isinstance(payload, bytes) or not HEADER.search(content[:4096]):
        yield skipped(address, "no message with a text")
        return
    decoded = decode(payload, markup=markup, declared=charset)
    if decoded is None:
        yield skipped(address, "no encoding makes text of its bytes")
        return
    told = {ours: _header(message, name) for ours, name in SENT_BY.items() if format != "mhtml"}
    if format == "mhtml":
        told["url"] = _header(message, "snapshot-content-location") or _header(message, "content-location")
    told["content-language"] = _header(message, "content-language")
    text = decoded.text if markup or not told.get("headline") else f"{told['headline']}\n\n{decoded.text}"
    metadata = (*opened.metadata, *((name, value) for name, value in told.items() if value))
    kind = (HTML_TYPE,) if markup else ()
    yield make_row(address, content, text, format=format, metadata=(*metadata, *kind))


def _best_part(message: Message) -> Message | None:
    """The page of a message, else its plain text."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                return part
    return None


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        shown = str(make_header(decode_header(str(value))))
    except MALFORMED:
        shown = str(value)
    shown = re.sub(r"\s*<[^<>]*@[^<>]*>\s*$", "", shown) if name == "from" else shown
    return " ".join(shown.split()).strip('" ')


def _looks_like_message(head: bytes) -> bool:
    return len(HEADER.findall(head)) >= 2


EML: Final = Reader("eml", (".eml",), _looks_like_message, read_message)
MBOX: Final = Reader(
    "mbox", (".mbox",), lambda head: head.startswith(b"From ") and _looks_like_message(head), read_mailbox
)
MHTML: Final = Reader(
    "mhtml",
    (".mhtml", ".mht"),
    lambda head: b"multipart/related" in head and _looks_like_message(head),
    read_archived_page,
)

"""What came beside an item (address, feed date, header, column, sidecar), kept apart from what its text says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.cleaning.language import tell_language
from dateline.model import Document, Fact, Published
from dateline.readers.base import HTML_TYPE, REPEATED, STATED, Metadata

# Where the metadata of a format comes from, in words.
ORIGINS: Final = {
    "csv": "a column of the table",
    "eml": "a header of the message",
    "feed": "the entry of the feed",
    "jsonl": "a column of the table",
    "mbox": "a header of the message",
    "mhtml": "a header of the message",
    "parquet": "a column of the table",
    "tsv": "a column of the table",
    "warc": "a header of the record",
}
COMPARED: Final = ("headline", "byline", "publisher")
LANGUAGES: Final = ("language", "content-language")
URL_DAY: Final = re.compile(r"/(19\d\d|20\d\d)[/\-](\d\d?)[/\-](\d\d?)(?=/|-|\Z)")


@dataclass(frozen=True, slots=True)
class Beside:
    """One value that came beside the bytes, and where it stood."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value of the document that what came beside it contradicts."""

    field: str
    value: str
    beside: Beside


def beside(metadata: Metadata, format: str) -> tuple[Beside, ...]:
    """What came beside the bytes, in its order; the day that an address names is one more value.

    >>> beside((("url", "https://post.example/2022/01/16/story"),), "warc")[1]
    Beside(field='published', value='2022-01-16', origin='the address')
    """
    names = [name for name, _ in metadata]
    sidecar = names.index("sidecar") if "sidecar" in names else -1
    found = []
    for number, (name, value) in enumerate(metadata):
        if name in ("sidecar", REPEATED) or (name, value) == HTML_TYPE:
            continue
        origin = (
            f"the sidecar {metadata[sidecar][1]}" if number < sidecar else ORIGINS.get(format, "the file")
        )
        if (name, value) == ("synthetic", "true") and number > sidecar and format in ("txt", "html"):
            origin = "the folder"
        if name == STATED:
            found.append(Beside("published", value, "a person"))
        else:
            found.append(Beside(name, value, origin))
        if name == "url" and (day := _url_day(value)):
            found.append(Beside("published", day, "the address"))
    return tuple(found)


def conflicts(document: Document, besides: tuple[Beside, ...]) -> tuple[Conflict, ...]:
    """Where the document's facts are not what came beside it: other days, other names, a text in another language."""
    found = []
    for one in besides:
        if one.field == "published" and document.published and _other_day(document.published, one.value):
            found.append(Conflict(one.field, document.published.written, one))
        if one.field in LANGUAGES and (told := tell_language(document.text)) not in _languages(one.value):
            found.append(Conflict("language", told, one))
        fact: Fact | None = getattr(document, one.field) if one.field in COMPARED else None
        if fact is not None and _letters(one.value) not in (_letters(fact.value), _letters(fact.text)):
            found.append(Conflict(one.field, fact.value, one))
    return tuple(found)


def _languages(value: str) -> set[str]:
    """The languages of a header or column, without countries: "en-GB, fr" names English and French.

    >>> sorted(_languages("en-GB, fr"))
    ['en', 'fr']
    """
    return {re.split(r"[-_]", one.strip().casefold())[0] for one in re.split(r"[,;]", value)}


def _other_day(published: Published, value: str) -> bool:
    """Tell whether two times lie on different days, in either's zone; a value that is no time tells nothing."""
    days = _days(value)
    return bool(days) and not days & _days(published.written)


def _days(value: str) -> set[date]:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return set()
    try:
        return {moment.date(), moment.astimezone(UTC).date()} if moment.tzinfo else {moment.date()}
    except OverflowError:
        return {moment.date()}


def _url_day(url: str) -> str | None:
    match = URL_DAY.search(url)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _letters(text: str) -> str:
    letters = re.sub(r"\W", "", text).casefold()
    return letters.removeprefix("the").removeprefix("by")

"""What came beside an item (address, feed date, header, column, sidecar), kept apart from what its text says.

Only what cannot both be true is a conflict. Days are compared in every zone that a time may be told in; a headline
with the name of its site, a name written in full or by its first letters, and a language that is written almost
like another are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.model import Conflict, Document, Fact
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
NAMED: Final = ("headline", "byline", "publisher")
LANGUAGES: Final = ("language", "content-language")
MARKUP: Final = "the page's markup"
PAGE: Final = "the page's visible text"
CODE: Final = re.compile(r"[a-z]{2,3}")
# Codes of one written language, or of languages that a few words do not tell apart.
ALIKE: Final = (
    frozenset(("bs", "hr", "me", "sh", "sr")),
    frozenset(("da", "nb", "nn", "no")),
    frozenset(("fil", "tl")),
    frozenset(("he", "iw")),
    frozenset(("id", "in", "ms")),
    frozenset(("en", "eng", "pcm")),
)
ZONES: Final = range(-11, 14)  # hours from Greenwich that a day may be told in
STEM: Final = 5  # letters of a word that its endings leave alone
TOLD: Final = 0.5  # of a headline's words that the report holds, where it is its own
WORD: Final = re.compile(r"[^\W_]{3,}")
EMPTY: Final = frozenset("and are but for from has his its not the this was who why will with you".split())
URL_DAY: Final = re.compile(r"/(19\d\d|20\d\d)[/\-](\d\d?)[/\-](\d\d?)(?=/|-|\Z)")


@dataclass(frozen=True, slots=True)
class Beside:
    """One value that came beside the bytes, and where it stood."""

    field: str
    value: str
    origin: str


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


def conflicts(document: Document, besides: tuple[Beside, ...], told: str) -> tuple[Conflict, ...]:
    """Where a document is not what came beside it: other days, other names; `told` is the language of its text."""
    found = ((one, _contradicted(document, one, told)) for one in besides)
    return tuple(
        Conflict("language" if one.field in LANGUAGES else one.field, value, one.value, one.origin)
        for one, value in found
        if value is not None
    )


def _contradicted(document: Document, one: Beside, told: str) -> str | None:
    """The document's value that the other contradicts; None where both may be true."""
    if one.field == "published" and document.published:
        written = document.published.written
        return written if other_day(written, one.value) else None
    if one.field in LANGUAGES:
        return told if _other_language(told, one.value) else None
    fact: Fact | None = getattr(document, one.field) if one.field in NAMED else None
    if fact is None or not (differ(fact.value, one.value) and differ(fact.text, one.value)):
        return None
    if one.field == "headline" and _tells(document.text, one.value):
        return None
    return fact.value


def differ(first: str, second: str) -> bool:
    """Tell whether two names or headlines have no word in common, nor the one the first letters of the other.

    >>> differ("BBC", "British Broadcasting Corporation"), differ("Aid reaches town | Post", "Aid reaches town")
    (False, False)
    """
    one, other = _letters(first), _letters(second)
    if not one or not other or one in other or other in one:
        return False
    if _initials(first) == other or _initials(second) == one:
        return False
    return not _words(first) & _words(second)


def _tells(text: str, headline: str) -> bool:
    """Tell whether a report holds the most words of a headline: then it is its own, in other words."""
    words = _words(headline)
    return len(words & _words(text)) >= TOLD * len(words)


def _words(text: str) -> frozenset[str]:
    """The beginnings of the words, which endings leave alone."""
    words = (word[:STEM] for word in WORD.findall(text.casefold()) if word not in EMPTY)
    return frozenset(words)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()).casefold()


def _other_language(told: str, value: str) -> bool:
    """Tell whether a header or column names languages, and none that the text may be in."""
    named = _languages(value)
    alike = {told}.union(*(group for group in ALIKE if told in group))
    return bool(named) and not named & alike


def _languages(value: str) -> set[str]:
    """The languages of a header or column, without countries: "en-GB, fr" names English and French.

    >>> sorted(_languages("en-GB, fr"))
    ['en', 'fr']
    """
    codes = (re.split(r"[-_]", one.strip().casefold())[0] for one in re.split(r"[,;]", value))
    return {code for code in codes if CODE.fullmatch(code)}


def other_day(first: str, second: str) -> bool:
    """Tell whether two times lie on different days in every zone; a value that is no time tells nothing.

    Days that are each other with day and month changed over were read from numbers that tell not which is which.
    """
    one, other = _moment(first), _moment(second)
    if one is None or other is None:
        return False
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return False
    return not any(_day_in(zone, one) == _day_in(zone, other) for zone in ZONES)


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        try:
            return parsedate_to_datetime(value)
        except (OverflowError, ValueError):
            return None


def _day_in(zone: int, moment: datetime) -> date:
    """The day of a moment in a zone; a time without zone keeps its own."""
    if moment.tzinfo is None:
        return moment.date()
    try:
        return (moment.astimezone(UTC) + timedelta(hours=zone)).date()
    except OverflowError:
        return moment.date()


def _url_day(url: str) -> str | None:
    match = URL_DAY.search(url)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _letters(text: str) -> str:
    letters = re.sub(r"\W", "", text).casefold()
    return letters.removeprefix("the").removeprefix("by")

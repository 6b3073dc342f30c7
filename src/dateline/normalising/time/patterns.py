"""The pieces that patterns of time are put together from."""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.numbers import ONES, ORDINALS, TENS, WORDS, read_digits, read_words

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS_OF_DAY: Final = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "evening": "EV",
    "dusk": "EV", "sunset": "EV", "night": "NI", "noon": "12:00", "midday": "12:00", "midnight": "24:00",
}  # fmt: skip
GRAINS: Final = {
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "hour": "hour", "day": "day",
    "night": "day", "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month",
    "quarter": "quarter", "season": "season", "semester": "half", "year": "year", "yr": "year",
    "decade": "decade", "century": "century", "centurie": "century", "generation": "year",
}  # fmt: skip


def _cased(words: tuple[str, ...], short: dict[str, str]) -> str:
    """Names with a capital, in capitals, and short with or without a point; never in small letters."""
    forms = [w for name in words for w in (name.capitalize(), name.upper())]
    forms += [rf"{form}\.?" for s in short for form in (s, s.upper())]
    return "(?-i:(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")(?!\w))"


MONTH_SHORT: Final = {
    "Jan": "january", "Feb": "february", "Mar": "march", "Apr": "april", "Jun": "june", "Jul": "july",
    "Aug": "august", "Sep": "september", "Sept": "september", "Oct": "october", "Nov": "november",
    "Dec": "december",
}  # fmt: skip
MONTH: Final = _cased(MONTHS, MONTH_SHORT)
WEEKDAY: Final = _cased(DAYS, {})
WEEKDAY_SHORT: Final = r"(?-i:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?(?!\w))"
WEEKDAYS: Final = "(?-i:(?:" + "|".join(d.capitalize() for d in DAYS) + r")s(?!\w))"

_ORDINAL_WORD: Final = "|".join(sorted(ORDINALS, key=len, reverse=True))
ORDINAL: Final = rf"(?:\d+(?:st|nd|rd|th)|(?:twenty|thirty)[-\s](?:{_ORDINAL_WORD})|{_ORDINAL_WORD})"
DAY_NUMBER: Final = (
    rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d{{3}}|\.\d|\s*(?:percent|per\s?cent|million"
    rf"|billion))"
    rf"|(?:twenty|thirty)[-\s](?:{_ORDINAL_WORD})|{_ORDINAL_WORD})"
)
_CENTURY_WORDS: Final = (
    r"(?:nineteen|eighteen|seventeen)[-\s](?:(?:"
    + "|".join(TENS)
    + r")(?:[-\s](?:"
    + "|".join(list(ONES)[1:10])
    + r"))?"
    r"|(?:" + "|".join(list(ONES)[10:]) + r"))"
)
YEAR: Final = (
    rf"(?:(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)|{_CENTURY_WORDS}"
    rf"|(?:the\s+year\s+)?two\s+thousand(?:\s+(?:and\s+)?(?:{'|'.join(list(ONES)[1:20])}))?)"
)
NUMBER: Final = rf"(?:(?:\d+(?:[.,]\d+)*(?:\s1/2|[½¼¾])?|{WORDS}|an?(?=\s))(?:\s+and\s+a\s+half)?)"
FUZZY: Final = (
    r"(?:(?:a|the|these|those)\s+)?(?:few|couple(?:\s+of)?|several|many|some|number\s+of|handful\s+of"
    r"|dozens?\s+of|scores\s+of"
    r"|hundreds\s+of|thousands\s+of|various|numerous|countless|additional|more)"
)
UNIT: Final = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|seasons?"
    r"|years?|yrs?|decades?|century|centuries)(?!\w)"
)
PART: Final = r"(?:" + "|".join(PARTS_OF_DAY) + r")(?!\w)"
SEASON: Final = r"(?:spring|summer|autumn|(?<!the\s)fall|winter)(?!\w)"
ZONE: Final = (
    r"(?:\s*\(?(?-i:UTC|GMT|[ECMP][SD]T|CEST|CET|EEST|EET|WEST|WET|BST|MSK|IST|JST|KST|AEST|AEDT|SAST|Z)(?!\w)"
    r"(?:\s*[+-]\d{1,2}(?::?\d\d)?)?\)?|\s+(?:local|[A-Z]\w+)\s+time)"
)
CLOCK_TIME: Final = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:a\.m\.?|p\.m\.?|am|pm)(?!\w)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?(?:a\.m\.?|p\.m\.?|am|pm|hrs|hours)(?!\w))?"
    r"|(?:[01]\d|2[0-3])\.[0-5]\d(?=\s*(?-i:UTC|GMT|CET|EET|MSK|local\s+time))"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?-i:UTC|GMT|EST|CET|EET|local\s+time)|\s?(?:hrs|hours)\b)"
    r"|(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+o['’]clock(?!\w)"
    r"|(?:noon|midnight|midday)(?!\w))"
)
MOD: Final = (
    r"(?:(?:the\s+)?(?:very\s+)?(?P<mod>early|late|earlier|later|mid|(?:middle|beginning|start|end|close|turn"
    r"|first\s+half|second\s+half|first\s+days|last\s+days|final\s+days|opening|closing\s+days)(?=\s+of\b))"
    r"(?:[-\s]+(?:part|days|months|weeks|hours))?(?:[-\s]+(?:of|in|on))?[-\s]+)"
)
SPOKEN: Final = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1,
    "following": 1, "upcoming": 1, "forthcoming": 1, "this": 0, "current": 0, "same": 0, "this past": -1,
    "this coming": 1, "this last": -1, "this next": 1,
}  # fmt: skip
POINTER: Final = (
    r"(?:(?P<det>the|this|that|its|their|his|her|our)\s+)?(?P<pointer>last|past|previous|preceding|prior|next|coming"
    r"|following|upcoming|forthcoming|current|same)"
)
NEAR: Final = (
    r"(?:(?:about|around|almost|nearly|over|approximately|roughly|some|more\s+than|less\s+than|fewer\s+than"
    r"|at\s+least|at\s+most|no\s+more\s+than|no\s+less\s+than|up\s+to|just\s+over|just\s+under|under"
    r"|well\s+over|only|just"
    r"|exactly|barely|close\s+to)\s+)"
)


def month_number(text: str) -> int:
    """Read a month name, whole or short.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    name = text.strip(". ")
    return MONTHS.index(MONTH_SHORT.get(name.capitalize(), name.lower())) + 1


def weekday_number(text: str) -> int:
    """Read a weekday name, whole or short; Monday is 0."""
    return next(n for n, name in enumerate(DAYS) if name.startswith(text.strip(". ").lower()[:3]))


def year_number(text: str) -> int:
    """Read a year in digits or words.

    >>> year_number("1994"), year_number("nineteen ninety-four"), year_number("the year two thousand")
    (1994, 1994, 2000)
    """
    if text.isdigit():
        return int(text)
    words = re.sub(r"^the\s+year\s+", "", text.lower())
    if words.startswith("two"):
        return int(read_words(words) or 2000)
    first, rest = re.split(r"[-\s]", words, maxsplit=1)
    return ONES[first] * 100 + int(read_words(rest) or 0)


def short_year(text: str, pivot: int = 40) -> int:
    """Read a year of two or four digits; two digits below the pivot belong to the 2000s."""
    number = int(text)
    return number if number > 99 else number + (2000 if number < pivot else 1900)


def amount(text: str | None) -> float | None:
    """Read a count of units; None for a vague one.

    >>> amount("two and a half"), amount("a"), amount("several"), amount("2 1/2")
    (2.5, 1.0, None, 2.5)
    """
    if text is None:
        return None
    words = " ".join(text.lower().split())
    extra = 0.0
    for tail, value in ((" and a half", 0.5), (" 1/2", 0.5), ("½", 0.5), ("¼", 0.25), ("¾", 0.75)):
        if words.endswith(tail):
            words, extra = words.removesuffix(tail), value
    if words in ("a", "an", "the", "a single", "one"):
        return 1 + extra
    if words in ("couple", "a couple", "couple of", "a couple of"):
        return 2.0
    if words in ("half", "half a", "half an", "a half"):
        return 0.5
    if words and words[0].isdigit():
        return read_digits(words.rstrip(".,")) + extra
    number = read_words(words)
    return None if number is None else number + extra


def grain_of(text: str) -> str:
    """Read a unit of time: "years" → "year"."""
    word = text.lower().rstrip("s")
    return GRAINS.get(word, GRAINS.get(text.lower(), word))

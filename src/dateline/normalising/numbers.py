"""Numbers in digits and words: "2,000", "1.5m", "forty-two", "a hundred and ten thousand"."""

from __future__ import annotations

import re
from typing import Final

ONES: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}  # fmt: skip
SUFFIXES: Final = {
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "mio": 1_000_000, "b": 1_000_000_000,
    "bn": 1_000_000_000, "bln": 1_000_000_000, "tn": 1_000_000_000_000, "trn": 1_000_000_000_000,
}  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

_SMALL: Final = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_ONES_BELOW_TEN: Final = "|".join(word for word, number in ONES.items() if 0 < number < 10)
_BELOW_HUNDRED: Final = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{_ONES_BELOW_TEN}))?|{_SMALL})"
_BELOW_THOUSAND: Final = (
    rf"(?:(?:{_BELOW_HUNDRED}|an?)[-\s]hundred(?!\w)(?:\s(?:and\s)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
)
_LARGE: Final = r"(?:thousand|million|billion|trillion)(?!\w)"
WORDS: Final = (
    rf"(?:(?:an?|half\sa)\s{_LARGE}|{_BELOW_THOUSAND}(?:[-\s](?:hundred(?!\w)|{_LARGE}))*(?:,?\s(?:and\s)?{_BELOW_THOUSAND}(?:[-\s]{_LARGE})+)*"
    rf"(?:(?:(?<=thousand)|(?<=million)|(?<=billion))\s(?:and\s)?{_BELOW_THOUSAND})?)"
)
DIGITS: Final = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?)"

_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")


def read_digits(text: str) -> float:
    """Read a number in digits, grouped by commas, points or narrow blanks.

    >>> read_digits("1,200"), read_digits("2.5"), read_digits("1.200.000")
    (1200.0, 2.5, 1200000.0)
    """
    if _GROUPED_BY_POINTS.fullmatch(text):
        return float(text.replace(".", ""))
    return float(re.sub(r"[,\u00a0\u202f]", "", text))


def read_words(text: str) -> float | None:
    """Read a number in words; None where a word is none of ours.

    >>> read_words("forty-two"), read_words("a hundred and ten thousand"), read_words("two million")
    (42.0, 110000.0, 2000000.0)
    """
    total = group = 0
    found = False
    for word in re.split(r"[-\s]+", text.lower()):
        if word in ("and", "of", ""):
            continue
        if word in ("a", "an") and not found:
            group += 1
        elif word in ONES or word in TENS:
            group += ONES.get(word, TENS.get(word, 0))
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in SCALES:
            total += max(group, 1) * SCALES[word]
            group = 0
        else:
            return None
        found = True
    return float(total + group) if found else None


def read_ordinal(text: str) -> int | None:
    """Read an ordinal: "third", "21st", "twenty-first".

    >>> read_ordinal("third"), read_ordinal("21st"), read_ordinal("twenty-first")
    (3, 21, 21)
    """
    text = text.lower()
    if digits := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text):
        return int(digits[1])
    tens, _, ones = text.replace(" ", "-").rpartition("-")
    if tens:
        return TENS[tens] + ORDINALS[ones] if tens in TENS and ones in ORDINALS else None
    return ORDINALS.get(text)

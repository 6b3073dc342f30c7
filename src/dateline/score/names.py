"""Tell whether two names are one: spelling variants, last names, outlets and governments under other names."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

_ARTICLES: Final = {"the", "a", "an"}
_SMALL: Final = _ARTICLES | {"of", "and", "in", "for", "s", "to", "at", "by", "on"}
# A name that ends in one of these is told apart by its other words, not by its last one.
_INSTITUTIONS: Final = frozenset(
    (
        "administration agency army bank border bureau cabinet command commission committee council court defence "
        "department division embassy estimates force forces foreign government governments guard intelligence "
        "leaders military ministers ministry navy office officials organisation organization parliament police "
        "protection senate senators service spokesman state union"
    ).split()
)
_PAPERS: Final = frozenset(("herald", "journal", "media", "news", "newspaper", "post", "press", "times"))
_NOT_DECOMPOSED: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"}
)


def fold(name: str) -> str:
    """Take case, accents, articles and possessives off a name.

    >>> fold("The Błaszczak's")
    'blaszczak'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_NOT_DECOMPOSED)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", re.sub(r"'s?\b", "", plain.lower()))
    return " ".join(w.replace(".", "") for w in words if w not in _ARTICLES)


def is_spelling_of(one: str, other: str) -> bool:
    """Tell whether two folded words are one name in two transliterations: one letter apart, five letters or more.

    >>> is_spelling_of("pyeskov", "peskov"), is_spelling_of("mali", "bali")
    (True, False)
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1:
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names name one source: same words, same last name, or a known alias.

    >>> is_same_name("Krišjānis Kariņš", "Karins"), is_same_name("AFP", "Agence France-Presse")
    (True, True)
    """
    first, second = fold(one), fold(other)
    if not first or not second:
        return False
    if first == second or _canonical(first) == _canonical(second):
        return True
    words = content_words(one), content_words(other)
    if (_INSTITUTIONS | _PAPERS).intersection(w[-1] for w in words if w):
        short, long = sorted(words, key=len)
        if len(short) < len(long) and _PAPERS.intersection(long):
            return False  # The Times is not The New York Times
        return bool(short) and all(any(_is_one_root(a, b) for b in long) for a in short)
    return is_spelling_of(first.split()[-1], second.split()[-1])


def _is_one_root(one: str, other: str) -> bool:
    """`Ukraine` and `Ukrainian`, `defence` and `defense`, `Polish` and `Poland`."""
    return is_spelling_of(one, other) or (min(len(one), len(other)) > 4 and one[:3] == other[:3])


def names_of(name: str) -> tuple[str, ...]:
    """Every folded name of the one that goes by this name, its own first."""
    folded = fold(name)
    stands_for = _canonical(folded)
    others = sorted(other for other, named in _tables()[0].items() if named == stands_for)
    return tuple(dict.fromkeys((folded, stands_for, *others)))


def shares_a_word(one: str, other: str) -> bool:
    """Tell whether two phrases have a content word in common."""
    return bool(set(content_words(one)) & set(content_words(other)))


def content_words(text: str) -> list[str]:
    """The words of a text that carry content, folded."""
    return [word for word in fold(text).split() if word not in _SMALL]


def country_code(name: str) -> str | None:
    """The code of the country of that very name; a capital is none.

    >>> country_code("the United States"), country_code("Washington")
    ('USA', None)
    """
    return _tables()[1].get(fold(name))


def _canonical(folded: str) -> str:
    return _tables()[0].get(folded, folded)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Two maps of folded names: to what they stand for, and to codes of countries by their very names."""
    aliases: dict[str, str] = {}
    countries: dict[str, str] = {}
    for row in _rows("outlets.csv"):
        aliases |= {fold(name): fold(row["name"]) for name in (row["name"], *row["aliases"].split("|"))}
    for row in _rows("organisations.csv"):
        aliases |= {fold(name): row["code"] for name in (row["name"], *row["aliases"].split("|"))}
    for row in _rows("bodies.csv"):
        stands_for = row["country"] if row["sense"] == "seat" and row["sector"] == "GOV" else fold(row["name"])
        aliases |= {fold(name): stands_for for name in (row["name"], *row["aliases"].split("|"))}
    for row in _rows("countries.csv"):
        countries |= {fold(name): row["code"] for name in (row["name"], *row["aliases"].split("|"))}
        seats = {fold(name): row["code"] for name in (row["capital"], *row["seats"].split("|"))}
        aliases = seats | aliases
    for empty in (aliases, countries):
        empty.pop("", None)
    return aliases | countries, countries


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("dateline.tables").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))

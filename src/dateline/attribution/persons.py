"""The persons of a document: every name of one person in one group, spelling variants joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Document, Sentence, Span


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a document: the fullest name and every place that names them."""

    name: str
    sentence: int
    token: int
    span: Span
    gender: str  # "m", "f" or "" where nothing tells
    mentions: tuple[tuple[int, int], ...]  # sentence and head token


def find_persons(document: Document, sentences: Sequence[Sentence]) -> tuple[Person, ...]:
    """Group the personal names of a document; spelling variants of one surname are one person.

    Two full names must agree in the given name too: "Lech Kaczyński" and "Jarosław Kaczyński" stay apart.
    """
    named = list(_personal_names(sentences))
    named.sort(key=lambda n: (-len(n.words), n.sentence, n.token))
    groups: list[list[_Name]] = []
    for name in named:
        group = next((g for g in groups if same_person(g[0].words, name.words)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    persons = [_person(document, sentences, group) for group in groups]
    return tuple(sorted(persons, key=lambda p: (p.sentence, p.token)))


@dataclass(frozen=True, slots=True)
class _Name:
    sentence: int
    token: int
    words: tuple[str, ...]
    span: Span


TITLES: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "sen",
        "rep",
        "gov",
        "gen",
        "president",
        "minister",
    ]
)


def _personal_names(sentences: Sequence[Sentence]) -> Iterator[_Name]:
    for sentence in sentences:
        for entity in sentence.entities:
            if entity.type != "PERSON":
                continue
            words = [
                t
                for t in sentence.tokens[entity.first : entity.last + 1]
                if t.tag != "POS" and t.pos != "PUNCT"
            ]
            while len(words) > 1 and words[0].text.lower().strip(".") in TITLES:
                words.pop(0)
            if not words or not words[0].text[:1].isupper():
                continue
            top = next(
                (t for t in words if t.head == t.index or not words[0].index <= t.head <= words[-1].index),
                words[-1],
            )
            yield _Name(
                sentence.index, top.index, tuple(t.text for t in words), Span(words[0].start, words[-1].end)
            )


def fold(word: str) -> str:
    """Fold a name for comparison: no accents, no case.

    >>> fold("Kariņš")
    'karins'
    """
    plain = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in plain if c.isalnum()).casefold()


def similar(one: str, other: str) -> bool:
    """Tell whether two names may be spellings of one: Galkin and Galkins, Biden and Baiden, Rjabkov and Ryabkov.

    >>> similar("Peskov", "Pyeskov"), similar("Putin", "Pukin"), similar("Kirbi", "Kirby")
    (True, False, True)
    """
    a, b = sorted((fold(one), fold(other)), key=len)
    if a == b:
        return True
    if len(a) < 4 or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    if len(a) != len(b):
        return any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
    changed = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(changed) == 1 and all(c in "aeiouyj" for c in changed[0])


def same_person(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a shorter name can be the longer one's."""
    if not similar(full[-1], other[-1]):
        return len(other) == 1 and len(full) > 2 and any(fold(other[0]) == fold(w) for w in full[1:])
    if len(full) == 1 or len(other) == 1:
        return True
    return similar(full[0], other[0]) or fold(full[0])[:1] == fold(other[0])[:1]


def _person(document: Document, sentences: Sequence[Sentence], group: list[_Name]) -> Person:
    longest = max(len(n.words) for n in group)
    body = [n for n in group if len(n.words) == longest]
    best = min(body, key=lambda n: (n.sentence, n.token))
    mentions = tuple(sorted((n.sentence, n.token) for n in group))
    return Person(
        best.span.of(document.text).replace("\u00a0", " "),
        best.sentence,
        best.token,
        best.span,
        _gender(sentences, group),
        mentions,
    )


MALE: Final = frozenset(
    [
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "chairman",
        "spokesman",
        "father",
        "mr.",
        "brother",
        "son",
        "husband",
        "emperor",
    ]
)
FEMALE: Final = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "lady",
        "queen",
        "princess",
        "chairwoman",
        "spokeswoman",
        "mother",
        "mrs.",
        "ms.",
        "sister",
        "daughter",
        "wife",
        "empress",
        "baroness",
    ]
)


def _gender(sentences: Sequence[Sentence], group: list[_Name]) -> str:
    for name in group:
        sentence = sentences[name.sentence]
        near = sentence.tokens[max(0, name.token - 5) : name.token + 1]
        words = {t.text.lower() for t in near}
        if words & MALE:
            return "m"
        if words & FEMALE:
            return "f"
    return ""

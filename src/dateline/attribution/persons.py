"""The persons of a document as coreference and naming need them: full name, gender, every mention."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dateline.model import Actor, Sentence, Span, Token

MALE: Final = frozenset(
    (
        "brother", "chairman", "emperor", "father", "husband", "king", "lord", "mr", "mr.", "pope", "prince",
        "sir", "son", "spokesman", "uncle",
    )
)  # fmt: skip
FEMALE: Final = frozenset(
    (
        "baroness", "chairwoman", "daughter", "empress", "lady", "miss", "mother", "mrs", "mrs.", "ms", "ms.",
        "princess", "queen", "sister", "spokeswoman", "wife",
    )
)  # fmt: skip


class Sight(Protocol):
    """Where a person is named: sentence, tokens of the name, its head, its span."""

    @property
    def sentence(self) -> int:
        """Number of the sentence."""
        ...

    @property
    def first(self) -> int:
        """Number of the first token of the name."""
        ...

    @property
    def last(self) -> int:
        """Number of the last token of the name."""
        ...

    @property
    def head(self) -> int:
        """Number of the head token."""
        ...

    @property
    def span(self) -> Span:
        """The name as a span of the document."""
        ...


class Personage(Protocol):
    """What is asked of a person of the actor index."""

    @property
    def name(self) -> str:
        """The fullest name."""
        ...

    @property
    def office(self) -> str:
        """The words of the titles."""
        ...

    @property
    def country(self) -> str | None:
        """ISO code of the country acted for."""
        ...

    @property
    def sector(self) -> str | None:
        """PLOVER sector."""
        ...

    @property
    def mentions(self) -> Sequence[Sight]:
        """Every place that names the person."""
        ...


class Actors(Protocol):
    """What attribution asks of the actor index."""

    @property
    def people(self) -> Sequence[Personage]:
        """The persons of the document."""
        ...

    def at(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """The parties of the phrase that holds a token; empty where it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a document: the fullest name, where it stands, and every place that names them.

    `gender` is "m", "f" or empty where nothing tells; `office` the words of the titles.
    """

    name: str
    sentence: int
    token: int
    span: Span
    gender: str
    office: str
    country: str | None
    sector: str | None
    mentions: tuple[tuple[int, int, int, int], ...]  # sentence, first token, last token, head token

    def is_first(self, sentence: int, token: int) -> bool:
        """Tell whether a mention is the one that names the person in full."""
        return (self.sentence, self.token) == (sentence, token)


def persons_of(
    actors: Actors, sentences: Sequence[Sentence], given_names: Mapping[str, str]
) -> tuple[Person, ...]:
    """Take the persons of the actor index; the longest name told, and of those the first, is the full one."""
    persons = []
    for personage in actors.people:
        full = min(personage.mentions, key=lambda m: (-(m.last - m.first), m.sentence, m.first))
        mentions = tuple((m.sentence, m.first, m.last, m.head) for m in personage.mentions)
        persons.append(
            Person(
                name=personage.name,
                sentence=full.sentence,
                token=full.head,
                span=full.span,
                gender=_gender(personage, sentences, given_names),
                office=personage.office,
                country=personage.country,
                sector=personage.sector,
                mentions=mentions,
            )
        )
    return tuple(persons)


def _gender(personage: Personage, sentences: Sequence[Sentence], given_names: Mapping[str, str]) -> str:
    """By title ("Ms", "King", "spokeswoman"), else by given name."""
    for sight in personage.mentions:
        tokens = sentences[sight.sentence].tokens
        near = {t.text.lower() for t in tokens[max(0, sight.first - 3) : sight.first]}
        if near & MALE:
            return "m"
        if near & FEMALE:
            return "f"
    return given_names.get(fold(personage.name.split()[0]), "") if personage.name else ""


def fold(word: str) -> str:
    """Fold a name for comparison: no accents, no case.

    >>> fold("Kariņš")
    'karins'
    """
    plain = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in plain if c.isalnum()).casefold()

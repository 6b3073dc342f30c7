"""What the document as a whole tells: its day, the countries it names, which meaning of a name it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.actors.table import ActorTable, Known
from dateline.model import Document, Sentence
from dateline.parsing.names import Found, fold

ADDRESSES: Final = frozenset({"dr", "lady", "lord", "miss", "mr", "mrs", "ms", "prince", "princess", "sir"})
# Which meaning goes first where a name has several.
ORDER = (
    "armed-group", "unit", "organisation", "seat", "body", "force", "party", "group",
    "country", "adjective", "people", "capital", "outlet", "leader",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence with the meaning it has here."""

    first: int
    last: int
    known: Known
    others: tuple[Known, ...]  # further meanings of the same words: adjective and people, several terms

    def covers(self, index: int) -> bool:
        """Tell whether a token belongs to the name."""
        return self.first <= index <= self.last

    def as_(self, *senses: str) -> Known | None:
        """The meaning of one of the given senses."""
        return next((k for k in (self.known, *self.others) if k.sense in senses), None)


@dataclass(frozen=True, slots=True)
class Context:
    """The day of a document and how often it names each country."""

    day: str | None
    text: str
    countries: Counter[str]
    organisations: Counter[str]

    def holds(self, words: Sequence[str]) -> int:
        """How often the document holds some countries, by their codes, and other words."""
        return sum(self.countries[word] if word.isupper() else word in self.text for word in words)


def day_of(document: Document) -> str | None:
    """The day of publication; None where the document has none."""
    return document.published.written[:10] if document.published else None


def read_names(
    document: Document, sentences: Sequence[Sentence], table: ActorTable
) -> tuple[Context, tuple[tuple[Named, ...], ...]]:
    """Find the names of every sentence and settle what each means in this document."""
    found = [table.names.find(sentence) for sentence in sentences]
    context = _context(document, found)
    return context, tuple(
        tuple(named for hit in hits if (named := _settle(hit, sentence, context)) is not None)
        for sentence, hits in zip(sentences, found, strict=True)
    )


def _context(document: Document, found: Sequence[Sequence[Found[Known]]]) -> Context:
    countries: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    for hits in found:
        for hit in hits:
            codes = {
                known.codes[0] for known in hit.meanings if known.sense in ("country", "adjective", "capital")
            }
            if len(codes) == 1:
                countries[codes.pop()] += 1
            for known in hit.meanings:
                if known.sense == "organisation":
                    organisations[known.codes[0]] += 1
    return Context(day_of(document), document.text, countries, organisations)


def _settle(hit: Found[Known], sentence: Sentence, context: Context) -> Named | None:
    """Choose the meaning: those whose row holds on the day and whose countries the document names."""
    tokens = sentence.tokens[hit.first : hit.last + 1]
    spelled_out = len(tokens) > 2  # "Moro Islamic Liberation Front" needs no context, "MILF" does
    meanings = [
        k
        for k in hit.meanings
        if not k.context or (spelled_out and k.sense == "armed-group") or context.holds(k.context)
    ]
    if any(k.context for k in meanings):
        meanings.sort(key=lambda k: -context.holds(k.context))
    if context.day is None:  # which of two states a seat speaks for, only a day tells
        meanings = [k for k in meanings if not (k.sense == "capital" and k.until)] or meanings
    dated = [k for k in meanings if k.holds_on(context.day)]
    if not dated and meanings and all(k.sense == "leader" for k in meanings):
        dated = _nearest_term(meanings, context.day)
    meanings = dated or [k for k in meanings if k.sense != "leader"]
    if context.day is None:
        meanings.sort(key=lambda k: (k.sense in ("leader", "armed-group"), k.since), reverse=True)
    meanings.sort(key=lambda k: ORDER.index(k.sense))
    if not meanings and hit.meanings[0].sense == "body":  # whose it is, its possessor must say
        meanings = [replace(hit.meanings[0], codes=(), country=None, context=())]
    if not meanings or _is_part_of_a_name(hit, sentence, meanings):
        return None
    if tokens[-1].text == "West" and not _is_the_west(sentence, hit.last):
        return None
    return Named(hit.first, hit.last, meanings[0], tuple(meanings[1:]))


def _nearest_term(meanings: list[Known], day: str | None) -> list[Known]:
    """A leader out of office keeps the colours of the last term begun before the day, or of the first one."""
    begun = [k for k in meanings if day is None or k.since <= day]
    return [max(begun, key=lambda k: k.since)] if begun else [min(meanings, key=lambda k: k.since)]


def _is_part_of_a_name(hit: Found[Known], sentence: Sentence, meanings: Sequence[Known]) -> bool:
    """A place inside a person's name ("Michael Jordan") is no place."""
    if meanings[0].sense not in ("country", "capital", "people", "adjective") or hit.first != hit.last:
        return False
    if hit.first and fold(sentence.tokens[hit.first - 1].text).rstrip(".") in ADDRESSES:
        return True  # "Ms Holland"
    for entity in sentence.entities:
        if (
            entity.type == "PERSON"
            and entity.first <= hit.first <= entity.last
            and entity.first != entity.last
        ):
            before = sentence.tokens[entity.first : hit.first]
            after = sentence.tokens[hit.last + 1 : entity.last + 1]
            return (bool(before) and not after) or (
                not before and meanings[0].sense in ("country", "capital")
            )
    return False


def _is_the_west(sentence: Sentence, index: int) -> bool:
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    return following is None or following.pos != "PROPN"

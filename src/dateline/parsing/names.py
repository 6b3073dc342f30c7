"""Names in running text: how a name of a table is found among the tokens of a sentence.

Names are compared word by word without accents, dots and hyphens, and with regard to capitals:
"US" never matches "us", "Cote d'Ivoire" matches "Côte d’Ivoire", "Guinea-Bissau" is found before "Guinea".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from dateline.model import Sentence, Token

WORD: Final = re.compile(r"[^\W_ʹʺʻʼ]+")
OWNING: Final = re.compile(r"(?<=\w)['’`]s\b", re.IGNORECASE)
POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’", "`s", "'S", "’S"})
# Letters that no decomposition turns into plain ones.
PLAIN: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th"}
    | {
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ı": "i",
        "ə": "a",
        "Ə": "A",
        "ħ": "h",
        "Ħ": "H",
        "Ð": "D",
    }
)
# Acronyms that are ordinary words once a whole line stands in capitals.
ALSO_WORDS: Final = frozenset(
    """IS US WHO CAR LET MEND AA PA IT AU ETA SAVE EC AES PLAN FIS GAM JEM JI UPC DIA HUR QUAD FAR AN FACT PIF
    NAM""".split()
)

T = TypeVar("T")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Take accents and dots away and keep the capitals.

    >>> plain("Kuźnica"), plain("Erdoğan"), plain("U.S.")
    ('Kuznica', 'Erdogan', 'US')
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", "")


def fold(text: str) -> str:
    """Fold a word for comparison: no accents, no dots, no capitals.

    >>> fold("Błaszczak")
    'blaszczak'
    """
    return plain(text).casefold()


def words_of(name: str) -> tuple[str, ...]:
    """Split a name as sentences are split, possessive endings left out.

    >>> words_of("Côte d'Ivoire"), words_of("U.S.-led"), words_of("Lord's Resistance Army")
    (('Cote', 'd', 'Ivoire'), ('US', 'led'), ('Lord', 'Resistance', 'Army'))
    """
    return tuple(WORD.findall(plain(OWNING.sub("", name))))


def edits(one: str, other: str, most: int) -> int:
    """Edits between two words (Levenshtein); `most + 1` where there are more than `most`.

    >>> edits("baiden", "biden", 2)
    1
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) > most:
            return most + 1
    return row[-1]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence and the token it stands in."""

    text: str
    key: str
    token: int


def words_in(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence; possessive endings are left out."""
    found: list[Word] = []
    for token in sentence.tokens:
        if token.text in POSSESSIVE:
            continue
        found.extend(Word(text, text.casefold(), token.index) for text in WORD.findall(plain(token.text)))
    return tuple(found)


def is_shouted(sentence: Sentence) -> bool:
    """Tell whether a line stands wholly in capitals, where capitals tell nothing."""
    letters = [c for token in sentence.tokens for c in token.text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A name found in a sentence: its tokens and everything it may stand for."""

    first: int
    last: int
    meanings: tuple[T, ...]

    def covers(self, index: int) -> bool:
        """Tell whether a token belongs to the name."""
        return self.first <= index <= self.last


class NameIndex(Generic[T]):
    """Names by their first word; the longest name wins."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        gathered: dict[str, dict[tuple[str, ...], list[T]]] = {}
        for name, meaning in names:
            words = words_of(name)
            if words:
                meanings = gathered.setdefault(words[0].casefold(), {}).setdefault(words, [])
                if meaning not in meanings:
                    meanings.append(meaning)
        self._by_first: Mapping[str, tuple[tuple[tuple[str, ...], tuple[T, ...]], ...]] = {
            first: tuple(
                (words, tuple(meanings))
                for words, meanings in sorted(entries.items(), key=lambda e: (-len(e[0]), e[0]))
            )
            for first, entries in gathered.items()
        }

    def exact(self, name: str) -> tuple[T, ...]:
        """Everything a whole name may stand for, capitals aside."""
        wanted = tuple(word.casefold() for word in words_of(name))
        if not wanted:
            return ()
        found: list[T] = []
        for words, meanings in self._by_first.get(wanted[0], ()):
            if tuple(word.casefold() for word in words) == wanted:
                found.extend(meaning for meaning in meanings if meaning not in found)
        return tuple(found)

    def find(self, sentence: Sentence) -> tuple[Found[T], ...]:
        """Find the names of a sentence, in text order, none inside another."""
        words = words_in(sentence)
        shouted = is_shouted(sentence)
        found: list[Found[T]] = []
        at = 0
        while at < len(words):
            hit = self._longest(words, at, shouted, sentence.tokens)
            if hit is None:
                at += 1
                continue
            length, meanings = hit
            found.append(Found(words[at].token, words[at + length - 1].token, meanings))
            at += length
        return tuple(found)

    def _longest(
        self, words: tuple[Word, ...], at: int, shouted: bool, tokens: tuple[Token, ...]
    ) -> tuple[int, tuple[T, ...]] | None:
        best = 0
        meanings: list[T] = []
        for name, here in self._by_first.get(words[at].key, ()):
            if len(name) < best:
                break
            if at + len(name) > len(words):
                continue
            if all(_same(name[n], words[at + n], shouted, tokens) for n in range(len(name))):
                best = len(name)
                meanings.extend(meaning for meaning in here if meaning not in meanings)
        return (best, tuple(meanings)) if best else None


def _same(name: str, word: Word, shouted: bool, tokens: tuple[Token, ...]) -> bool:
    if name.casefold() != word.key:
        return False
    if shouted:
        return not (name.isupper() and name in ALSO_WORDS) or tokens[word.token].pos == "PROPN"
    if len(name) > 1 and name.isupper():
        return word.text == name
    return word.text[0].isupper() or not name[0].isupper()

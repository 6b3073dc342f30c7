"""Whether two spellings are one name: endings, doubled letters, transliterations."""

from __future__ import annotations

import re

from dateline.parsing.names import edits, fold

MIN_FUZZY = 5
_SOUNDS = (
    ("dzh", "j"),
    ("kh", "h"),
    ("zh", "z"),
    ("ts", "c"),
    ("sch", "sh"),
    ("ph", "f"),
    ("w", "v"),
    ("x", "ks"),
    ("ck", "k"),
)
_VOWELS = re.compile(r"[aeiouyj]+")


def _sound(word: str) -> str:
    """A rough key of how a name sounds, for transliterations: "Dzho" and "Joe", "Rjabkov" and "Ryabkov"."""
    key = fold(word)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return (key[:1] if key[:1] not in "aeiouy" else "a") + _VOWELS.sub("", key[1:])


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two names sound alike once transliterations are levelled."""
    return _sound(one) == _sound(other)


def alike(one: str, other: str) -> bool:
    """Tell whether two surnames are one up to spelling: an ending, a doubled or a transliterated letter."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    if min(len(one), len(other)) < MIN_FUZZY or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) == 1 and (one.startswith(other) or other.startswith(one)):
        return True
    return edits(one, other, 1) <= 1 and sounds_alike(one, other)

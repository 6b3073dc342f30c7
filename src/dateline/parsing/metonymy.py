"""Place or party: whether a country, city or seat acts here ("Moscow says") or is where something is ("in Moscow")."""

from __future__ import annotations

from enum import Enum

from dateline.model import Sentence, Token
from dateline.parsing.tree import head


class Use(Enum):
    """How a name is used."""

    ACTOR = "actor"
    PLACE = "place"


LOCATING = frozenset(
    """in at near around inside outside within throughout across over into onto to toward towards from through via
    along above below beyond off on under up down behind beside between past out of amid aboard upon""".split()
)
# Verbs that go with a place even as subject.
LYING = frozenset("lie locate situate border have be become remain cover extend stretch".split())
# Prepositions whose object acts or is acted upon.
RELATING = frozenset("by with against for of about toward towards between to from on".split())


def use_of(sentence: Sentence, first: int, last: int) -> Use:
    """Decide from the dependency and the word that governs the name."""
    token = _head_of(sentence, first, last)
    governor = head(sentence, token)
    while token.dep in ("conj", "appos") and governor.index != token.index:
        token, governor = governor, head(sentence, governor)
    if token.dep in ("pobj", "pcomp"):
        return (
            Use.PLACE
            if governor.text.lower() in LOCATING and governor.text.lower() not in ("of",)
            else Use.ACTOR
        )
    if token.dep in ("npadvmod", "advmod") and governor.pos in ("VERB", "AUX"):
        return Use.PLACE
    return Use.ACTOR


def _head_of(sentence: Sentence, first: int, last: int) -> Token:
    for token in sentence.tokens[first : last + 1]:
        if not first <= token.head <= last or token.head == token.index:
            return token
    return sentence.tokens[last]

"""Where an expression of time stands in the tree of its sentence: the verb or noun that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Document, Sentence, Token
from dateline.normalising.clause import LIGHT, VERBAL
from dateline.normalising.time.expression import TimeExpression
from dateline.parsing.tree import head

_DATELINE: Final = re.compile(
    r"[^\W\d_][\w./' ]{1,40},\s*(?P<when>.{3,24}?)\s*(?:\([^)]{2,40}\)\s*)?[-–—]+\s"
)
_CLIMBED: Final = frozenset(
    "prep pobj advmod npadvmod nmod compound amod nummod appos pcomp det quantmod conj dep".split()
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression in its sentence: its head token and the verb or noun it belongs to."""

    expression: TimeExpression
    token: Token
    governor: Token
    possessive: bool


def places_of(
    document: Document, sentence: Sentence, expressions: Sequence[TimeExpression]
) -> Iterator[Placed]:
    """The expressions of a sentence that name a time, with what they belong to."""
    opening = document.blocks[sentence.block].span.start
    dateline = _DATELINE.match(document.text, opening) if sentence.start == opening else None
    for one in expressions:
        if not sentence.span.covers(one.span) or not one.dates:
            continue
        if dateline and one.span.end <= dateline.end("when") + 1:
            continue  # the day the report was filed
        inside = [t for t in sentence.tokens if t.start < one.span.end and one.span.start < t.end]
        if not inside:
            continue
        token = next(
            (
                t
                for t in inside
                if not one.span.start <= head(sentence, t).start < one.span.end or t.head == t.index
            ),
            inside[-1],
        )
        governor, possessive = _governor(sentence, token)
        yield Placed(one, token, governor, possessive)


def _governor(sentence: Sentence, token: Token) -> tuple[Token, bool]:
    """Climb from an expression to the verb or noun it modifies."""
    possessive = token.dep == "poss" or (
        token.dep in ("compound", "amod", "nmod") and head(sentence, token).index > token.index
    )
    if possessive:
        return head(sentence, token), True
    climbing, seen = token, {token.index}
    while climbing.head not in seen:
        label = climbing.dep
        if label == "mark" and (verb := _verb_before(sentence, climbing)) is not None:
            return whole_verb(
                sentence, verb
            ), False  # the tree took "after 20 May" for the opening of a clause
        climbing = head(sentence, climbing)
        seen.add(climbing.index)
        if climbing.pos in VERBAL:
            return whole_verb(sentence, climbing), False
        if climbing.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") and label in (
            "prep",
            "npadvmod",
            "acl",
            "amod",
            "nmod",
            "appos",
            "advmod",
            "nummod",
        ):
            if climbing.entity in ("DATE", "TIME") and climbing.dep in _CLIMBED:
                continue
            return climbing, False
    return climbing, False


def _verb_before(sentence: Sentence, preposition: Token) -> Token | None:
    """The nearest verb before a preposition, no comma between."""
    for token in reversed(sentence.tokens[: preposition.index]):
        if token.text in (",", ";", ":"):
            return None
        if token.pos == "VERB":
            return token
    return None


def whole_verb(sentence: Sentence, verb: Token) -> Token:
    """Climb from a complement to the verb that only frames it: "tried to bring down" is one deed."""
    while verb.dep == "xcomp" and head(sentence, verb).lemma.lower() in LIGHT:
        verb = head(sentence, verb)
    return verb

"""Walking the dependency tree of a sentence: small questions every later stage asks."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Sentence, Span, Token

# Prepositions of a clause beside another, both done by one subject: "left after accusing it".
BESIDE = frozenset("after before by despite since until upon when while without".split())

# The dependants of the sentences asked about last, keyed by the identity of their tokens: hashing the
# tokens themselves costs more than the walk. The tokens are kept beside, so that no identity is reused.
_Below = tuple[tuple[int, ...], ...]
_REMEMBERED = 256
_below_of: dict[int, tuple[tuple[Token, ...], _Below]] = {}


def _children(tokens: tuple[Token, ...]) -> _Below:
    known = _below_of.get(id(tokens))
    if known is not None and known[0] is tokens:
        return known[1]
    lists: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            lists[token.head].append(token.index)
    below = tuple(tuple(indexes) for indexes in lists)
    if len(_below_of) >= _REMEMBERED:
        _below_of.clear()
    _below_of[id(tokens)] = (tokens, below)
    return below


def children(sentence: Sentence, token: Token, *deps: str) -> Iterator[Token]:
    """Yield the direct dependants, in text order; only those with one of the labels where labels are given."""
    for index in _children(sentence.tokens)[token.index]:
        child = sentence.tokens[index]
        if not deps or child.dep in deps:
            yield child


def child(sentence: Sentence, token: Token, *deps: str) -> Token | None:
    """Return the first dependant with one of the labels."""
    return next(children(sentence, token, *deps), None)


def head(sentence: Sentence, token: Token) -> Token:
    """Return the governor; the root governs itself."""
    return sentence.tokens[token.head]


def ancestors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the governors from the nearest to the root, the token itself left out."""
    seen = {token.index}
    while token.head not in seen:
        token = sentence.tokens[token.head]
        seen.add(token.index)
        yield token


def subtree(sentence: Sentence, token: Token, without: frozenset[int] = frozenset()) -> tuple[Token, ...]:
    """Return the token and all below it in text order, leaving out the subtrees whose heads are in `without`."""
    found: list[int] = []
    waiting = [token.index]
    while waiting:
        index = waiting.pop()
        if index in without and index != token.index:
            continue
        found.append(index)
        waiting.extend(_children(sentence.tokens)[index])
    return tuple(sentence.tokens[index] for index in sorted(found))


def conjuncts(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Return the token and what is coordinated below it: "Estonia" → Estonia, Latvia, Lithuania."""
    found = [token]
    for other in found:
        found.extend(t for t in children(sentence, other, "conj") if t not in found)
    return tuple(sorted(found, key=lambda t: t.index))


def first_conjunct(sentence: Sentence, token: Token) -> Token:
    """Climb `conj` arcs to the first member of a coordination."""
    while token.dep == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    return token


def span_of(tokens: tuple[Token, ...]) -> Span:
    """The span from the first to the last token."""
    return Span(min(t.start for t in tokens), max(t.end for t in tokens))


def token_at(sentence: Sentence, offset: int) -> Token | None:
    """Return the token that holds a code point of the document text."""
    return next((t for t in sentence.tokens if t.start <= offset < t.end), None)


def top_of(sentence: Sentence, span: Span) -> Token | None:
    """Return the first token in a span whose governor stands outside of it."""
    inside = {t.index for t in sentence.tokens if span.start <= t.start < span.end}
    tops = (sentence.tokens[i] for i in sorted(inside))
    return next((t for t in tops if t.head not in inside or t.head == t.index), None)

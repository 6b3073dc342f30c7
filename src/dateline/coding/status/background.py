"""Background: a deed that ended before the news began, told to explain it."""

from __future__ import annotations

import re
from typing import Final

from dateline.coding.status.clause import Scope, auxiliaries, is_verb
from dateline.model import Reason, Sentence, Token
from dateline.parsing.tree import ancestors, span_of, subtree

YEAR: Final = re.compile(r"(1[89]|20)\d\d")
MONTHS: Final = frozenset(
    """january february march april may june july august september october november december""".split()
)
STATES: Final = frozenset(
    """be have host hold station base serve guard stay remain keep lead maintain belong occupy control stand
    participate patrol house""".split()
)
LONG_AGO: Final = frozenset("decade century generation year".split())


def background_reason(scope: Scope, year: int | None = None) -> Reason | None:
    """Say why the deed is history: its clause is past and names a year, a month or years ago."""
    sentence = scope.sentence
    named = _old_time(_before(sentence, scope.trigger), year)
    if named:
        return Reason(
            "background", span_of(named), "status.background", f"{_text(named)!r} dates it before the news"
        )
    verb = _clause(sentence, scope.trigger)
    if verb is None or not _is_past(sentence, verb):
        return None
    words = _own_words(sentence, verb)
    dated = _old_time(words, year)
    if not dated:
        return None
    if _is_since(words, dated) and (verb.lemma in STATES or verb.tag == "VBG"):
        return None  # a present state is never background
    return Reason(
        "background", span_of(dated), "status.background", f"{_text(dated)!r} dates it before the news"
    )


def _before(sentence: Sentence, trigger: Token) -> tuple[Token, ...]:
    """The words of the deed's own noun phrase: "the 1999 *bombing*", "the *siege* of 1994"."""
    if is_verb(trigger):
        return ()
    below = [
        t
        for t in sentence.tokens
        if t.head == trigger.index and t.dep in ("nummod", "compound", "nmod", "amod", "poss")
    ]
    of = [t for t in sentence.tokens if t.head == trigger.index and t.text.lower() in ("of", "in")]
    dates = [t for p in of for t in sentence.tokens if t.head == p.index and YEAR.fullmatch(t.text)]
    return tuple(sorted([*below, *dates], key=lambda t: t.index))


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(t.text for t in tokens)


def _clause(sentence: Sentence, trigger: Token) -> Token | None:
    return next((t for t in (trigger, *ancestors(sentence, trigger)) if is_verb(t)), None)


def _is_past(sentence: Sentence, verb: Token) -> bool:
    tags = {t.tag for t in auxiliaries(sentence, verb)}
    if "MD" in tags:
        return False
    return (
        verb.tag in ("VBD", "VBN")
        or bool(tags & {"VBD"})
        or any(t.lemma == "have" for t in auxiliaries(sentence, verb))
    )


def _own_words(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The words of the clause without the clauses below it that tell of something else."""
    apart = frozenset(
        t.index
        for t in sentence.tokens
        if t.head == verb.index and t.dep in ("ccomp", "conj", "parataxis", "advcl")
    )
    return subtree(sentence, verb, apart)


def _old_time(words: tuple[Token, ...], year: int | None) -> tuple[Token, ...]:
    for n, token in enumerate(words):
        lower = token.text.lower()
        if YEAR.fullmatch(token.text) and token.entity == "DATE" and (year is None or int(token.text) < year):
            return (token,)
        before = words[n - 1].text.lower() if n else ""
        if lower in MONTHS and before in ("last", "in", "since") and not _has_day(words, n):
            return (words[n - 1], token)
        if lower == "ago" and n and words[n - 1].lemma.lower() in LONG_AGO:
            return (words[n - 1], token)
        if lower in ("year", "decade", "century") and before == "last":
            return (words[n - 1], token)
        if re.fullmatch(r"(19|20)\d0s", lower):
            return (token,)
    return ()


def _has_day(words: tuple[Token, ...], n: int) -> bool:
    return n + 1 < len(words) and words[n + 1].text.rstrip(",").isdigit() and len(words[n + 1].text) <= 2


def _is_since(words: tuple[Token, ...], dated: tuple[Token, ...]) -> bool:
    first = dated[0].index
    return any(t.text.lower() == "since" and t.index <= first for t in words)

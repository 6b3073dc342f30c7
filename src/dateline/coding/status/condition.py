"""Conditions: if-clauses, inversion, and times that have not come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.scope import (
    SUBJECTS,
    Scope,
    auxiliaries,
    is_open,
    negation,
    shares_auxiliary,
)
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, conjuncts, head, subtree

OPEN_TIMES: Final = ("when", "until", "once", "till")
WOULD: Final = ("would", "'d", "’d")


def condition_of(scope: Scope, verb: Token, embeds: Token | None) -> Iterator[Operator]:
    """The if-clause below a verb, where the verb is not told as a past fact.

    An if-clause after an open complement belongs to that, wherever the tree hangs it: "urged them to answer if …".
    """
    after = -1
    if not is_open(scope, verb):
        if embeds is None or not is_open(scope, embeds):
            return
        if embeds.index > verb.index:  # before it, all that stands left of the verb is what is said
            after = scope.trigger.index
    for holder in (verb, *_beside(scope.sentence, verb)):
        for clause in _clauses_below(scope.sentence, holder):
            if clause.index == scope.trigger.index or clause.index <= after:
                continue
            if embeds is not None and clause.index == embeds.index:
                continue
            words = condition_words(scope, clause)
            if words:
                yield operator("conditional", words, "status.condition")
                return
        for preposition in children(scope.sentence, holder, "prep"):
            words = condition_at(scope, preposition)
            if len(words) > 1 and words[0].index > after:
                yield operator("conditional", words, "status.condition")
                return
            wording = scope.table.at("preposition", scope.sentence, preposition)
            below = subtree(scope.sentence, preposition)
            if wording is not None and wording.status == "conditional" and scope.trigger not in below:
                yield operator("conditional", (preposition,), wording.rule)
                return


def _clauses_below(sentence: Sentence, verb: Token) -> Iterator[Token]:
    yield from children(sentence, verb, "advcl", "ccomp")
    for below in children(sentence, verb, "xcomp"):  # "would do all to gain access if talks fail"
        yield from children(sentence, below, "advcl")
    for token in children(sentence, verb, "advmod", "prep"):  # "as soon" → "as conditions are met"
        yield from children(sentence, token, "advcl", "ccomp", "pcomp", "acl")


def _beside(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The verbs coordinated with this one under one auxiliary: they share an if-clause."""
    if verb.dep == "conj" and shares_auxiliary(sentence, verb):
        first = head(sentence, verb)
        return tuple(t for t in conjuncts(sentence, first) if t.index != verb.index)
    return tuple(
        t for t in conjuncts(sentence, verb) if t.index != verb.index and shares_auxiliary(sentence, t)
    )


def condition_words(scope: Scope, clause: Token) -> tuple[Token, ...]:
    """The words that make a clause an if-clause.

    A mark ("if", "as soon as"), inversion ("should it attack") or, after "would", a time to come ("when all agreed").
    """
    sentence = scope.sentence
    governor = head(sentence, clause)
    if clause.dep in ("ccomp", "advcl") and asks_if(scope, clause, governor):
        return ()
    for token in children(sentence, clause, "mark", "advmod", "prep", "aux", "det"):
        found = condition_at(scope, token)
        if found and found[-1].index <= clause.index and _waits(scope, found, governor):
            return found
    own = condition_at(scope, clause)  # "provided that", parsed as the verb of its clause
    if own and any(t.dep == "ccomp" for t in children(sentence, clause)):
        return own
    if (
        governor.pos in ("VERB", "SCONJ", "ADP")
        and clause.dep in ("ccomp", "pcomp")
        and governor.dep != "ROOT"
    ):
        found = condition_at(scope, governor)
        if found:
            return found
    inverted = inversion(sentence, clause)
    return (inverted,) if inverted is not None else tuple(_time_to_come(scope, clause))


def _waits(scope: Scope, words: tuple[Token, ...], governor: Token) -> bool:
    """Tell whether the main clause is still open after a word of time: not in "once he was elected, he left"."""
    first = words[0].text.lower()
    while (
        governor.pos in ("ADV", "ADP", "SCONJ", "NOUN")
        and head(scope.sentence, governor).index != governor.index
    ):
        governor = head(scope.sentence, governor)
    return first in ("if", "unless", "provided", "providing", "assuming", "only") or is_open(scope, governor)


def condition_at(scope: Scope, token: Token) -> tuple[Token, ...]:
    """A condition's words in the text, of which the token is one: "as soon as" around its second "as"."""
    tokens = scope.sentence.tokens
    if token.text.lower() not in scope.table.words["condition"]:
        return ()
    for wording in scope.table.of_kind("condition"):
        length = len(wording.words)
        for start in range(max(0, token.index - length + 1), token.index + 1):
            run = tokens[start : start + length]
            if len(run) == length and all(
                w == t.text.lower() for w, t in zip(wording.words, run, strict=True)
            ):
                return tuple(run)
    return ()


def asks_if(scope: Scope, clause: Token, governor: Token) -> bool:
    """Tell whether "if" means "whether": it follows a word that takes an open question, "asked if", "not clear if"."""
    opening = subtree(scope.sentence, clause)[0]
    if opening.text.lower() != "if" or opening.index < governor.index:
        return False
    if clause.dep == "advcl" and opening.index > 0 and scope.sentence.tokens[opening.index - 1].text == ",":
        return False
    askers = (governor, *children(scope.sentence, governor, "acomp"))
    frames = ("whether", "wh")
    return any(scope.table.at("predicate", scope.sentence, t, f) is not None for t in askers for f in frames)


def inversion(sentence: Sentence, clause: Token) -> Token | None:
    """Return the verb that opens an if-clause without an if: "*should* it attack", "*had* they left"."""
    subject = child(sentence, clause, *SUBJECTS)
    if subject is None or child(sentence, clause, "mark") is not None:
        return None
    if any(t.text == "?" for t in sentence.tokens[-2:]):
        return None
    for token in children(sentence, clause, "aux"):
        if token.index < subject.index and token.text.lower() in ("should", "had", "were"):
            fits = clause.tag in (("VBN", "VBD") if token.text.lower() == "had" else ("VB", "VBN"))
            if fits and not any(t.text.lower() in ("nor", "neither") for t in children(sentence, clause)):
                return token
    return None


def _time_to_come(scope: Scope, clause: Token) -> Iterator[Token]:
    """ "When all agreed" after "would" has not come: it is a condition."""
    governor = head(scope.sentence, clause)
    would = any(t.text.lower() in WOULD for t in auxiliaries(scope.sentence, governor))
    if (
        clause.dep != "advcl"
        or not would
        or negation(scope, governor)
        or clause.tag not in ("VBD", "VBZ", "VBP", "VBN")
    ):
        return
    for token in children(scope.sentence, clause, "mark", "advmod"):
        if token.text.lower() in OPEN_TIMES:
            yield token
            return


def mark_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    """A deed inside an if-clause is conditional itself."""
    words = condition_words(scope, verb)
    if words:
        yield operator("conditional", words, "status.condition")


def holds_if(sentence: Sentence) -> bool:
    """Tell whether a sentence has an if-clause: "If it attacked, we would strike back."."""
    return any(
        token.text.lower() in ("if", "unless")
        and token.dep == "mark"
        and head(sentence, token).dep == "advcl"
        for token in sentence.tokens
    )

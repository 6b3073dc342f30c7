"""What a clause says of itself: condition, modal and tense, adverb, negation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.coding.status.condition import WOULD, condition_of, inversion, mark_of
from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.scope import (
    SUBJECTS,
    Scope,
    auxiliaries,
    negation,
)
from dateline.coding.status.table import forms
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head, subtree

FIRST_PERSON: Final = ("i", "we")
FUTURE_WORDS: Final = ("tomorrow", "soon", "shortly")
PERIODS: Final = ("week", "month", "year", "spring", "summer", "autumn", "fall", "winter", "day", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "decade", "quarter")  # fmt: skip


def own_operators(scope: Scope, verb: Token, *, embeds: Token | None = None) -> list[Operator]:
    """The operators of a clause, outermost first: its if-clause, if-mark, modal or tense, adverbs, negation.

    `embeds` is the complement that holds the deed and bears a status of its own.
    """
    negative = negation(scope, verb)
    found = [*condition_of(scope, verb, embeds), *mark_of(scope, verb)]
    found.extend(_modal_of(scope, verb, embeds=embeds is not None, negated=bool(negative)))
    found.extend(_adverbs_of(scope, verb))
    if negative:
        found.append(operator("denied", negative, "status.negation"))
    return found


def _modal_of(scope: Scope, verb: Token, *, embeds: bool, negated: bool) -> Iterator[Operator]:
    sentence = scope.sentence
    if inversion(sentence, verb) is not None:
        return
    supposed = _supposed_object(scope, verb)
    if supposed is not None:
        yield operator("conditional", (supposed,), "status.supposed")
    for token in auxiliaries(sentence, verb):
        if token.index == scope.trigger.index:
            return
        if token.tag == "MD" and not _is_had(sentence, token, verb):
            status = _modal_status(scope, token, verb, embeds=embeds, negated=negated)
            if status:
                yield operator(status, (token,), f"status.modal.{forms(token)[0]}")
            return
    yield from _infinitive_of(scope, verb)
    if not embeds:
        yield from _future_of(scope, verb)


def _is_had(sentence: Sentence, token: Token, verb: Token) -> bool:
    """ "They'd left" is "had left", whatever the tag says."""
    short = token.text.lower() in ("'d", "’d")
    return (
        short and verb.tag in ("VBN", "VBD") and not any(t.lemma == "be" for t in auxiliaries(sentence, verb))
    )


def _supposed_object(scope: Scope, verb: Token) -> Token | None:
    """ "Should punish any attack": the deed waits for another that has not come."""
    if not any(t.tag == "MD" for t in auxiliaries(scope.sentence, verb)):
        return None
    for noun in children(scope.sentence, verb, "dobj"):
        if scope.table.has("hostile", noun):
            return next((t for t in children(scope.sentence, noun, "det") if t.text.lower() == "any"), None)
    return None


def _modal_status(scope: Scope, modal: Token, verb: Token, *, embeds: bool, negated: bool) -> str:
    """What a modal makes of the deed; empty where the verb or the "not" below it says more."""
    wording = scope.table.at("modal", scope.sentence, modal)
    if wording is None:
        return ""
    name = modal.text.lower()
    perfect = any(t.lemma == "have" and t.tag == "VB" for t in auxiliaries(scope.sentence, verb))
    if perfect and name in ("must", "should", "ought"):
        return "" if negated else "expected" if name == "must" else "denied"
    if name in WOULD and verb.dep == "relcl":
        embeds = (
            embeds or scope.table.at("noun", scope.sentence, head(scope.sentence, verb), "relcl") is not None
        )
    if name in WOULD:
        return "" if embeds or negated else "planned" if scope.reported else "conditional"
    if name in ("could", "can", "ca") and (embeds or negated):
        return ""
    return resolve(scope, wording.status, verb)


def resolve(scope: Scope, status: str, verb: Token | None = None) -> str:
    """Turn a status that depends on the deed into the one it means for this deed."""
    if status == "ability":
        past = verb is not None and (
            verb.tag == "VBD" or any(t.tag == "VBD" for t in auxiliaries(scope.sentence, verb))
        )
        status = "actual" if past else "possible"
    if status == "possible":
        return "feared" if scope.hostile else "considered"
    if status == "expectable":
        subject = child(scope.sentence, verb, *SUBJECTS) if verb is not None else None
        own = subject is None or subject.text.lower() in FIRST_PERSON
        return "expected" if scope.hostile and not own else "planned"
    if status == "reviewed":
        return "considered"
    if status == "announced":
        return "actual" if scope.enacted else "planned"
    return "actual" if status == "known" else status


def _infinitive_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    """A plan told by an infinitive: "is to visit", "are to be 2,000", headline "Canada to double"."""
    sentence = scope.sentence
    to = next((t for t in children(sentence, verb, "aux") if t.text.lower() == "to"), None)
    governor = head(sentence, verb)
    whether = next((t for t in children(sentence, verb, "mark") if t.text.lower() == "whether"), None)
    if to is not None and verb.dep == "ROOT":
        status = "planned" if whether is None else "considered"
        yield operator(status, (whether or to,), "status.infinitive")
    elif to is not None and verb.dep == "xcomp" and governor.lemma == "be":
        undone = governor.tag == "VBD" and any(t.lemma == "have" for t in children(sentence, verb, "aux"))
        yield operator(
            "denied" if undone else "planned", (governor, to), "status.is-to"
        )  # "was to have left"
    elif verb.lemma == "be":
        for below in children(sentence, verb, "xcomp"):
            to = next((t for t in children(sentence, below, "aux") if t.text.lower() == "to"), None)
            if below.lemma == "be" and to is not None:
                yield operator("planned", (verb, to), "status.is-to")


def _future_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    """A present tense with a time to come: "is sending troops next week"."""
    present = verb.tag in ("VBZ", "VBP") or any(
        t.tag in ("VBZ", "VBP") for t in auxiliaries(scope.sentence, verb)
    )
    if not present or any(t.lemma == "have" for t in auxiliaries(scope.sentence, verb)):
        return
    apart = frozenset(t.index for t in children(scope.sentence, verb, "ccomp", "advcl", "conj", "xcomp"))
    words = subtree(scope.sentence, verb, apart)
    if any(t.text.lower() in ("already", "now", "currently") for t in words):
        return
    for n, token in enumerate(words):
        lower = token.text.lower()
        following = words[n + 1].lemma.lower() if n + 1 < len(words) else ""
        if lower in FUTURE_WORDS or (lower in ("next", "coming") and following in PERIODS):
            yield operator("planned", (token,), "status.future-time")
            return


def _adverbs_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    for token in children(scope.sentence, verb, "advmod", "npadvmod", "neg", "dep"):
        wording = scope.table.at("adverb", scope.sentence, token)
        if wording is not None:
            yield operator(resolve(scope, wording.status), (token,), wording.rule)

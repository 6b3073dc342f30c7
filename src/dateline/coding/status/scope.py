"""The deed under judgement, and what its clauses say by their verbs: auxiliaries and negation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateline.coding.status.table import StatusTable
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head, subtree

SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE: Final = ("VBD", "VBZ", "VBP", "MD")
NEGATIVE_PRONOUNS: Final = ("none", "nobody", "nothing", "neither", "no-one")
NOT_NEGATING: Final = ("only", "just", "merely", "simply", "solely", "surprisingly")  # "not only"


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence with the words that judge it, and whether somebody's past words are being reported."""

    sentence: Sentence
    table: StatusTable
    trigger: Token
    hostile: bool
    enacted: bool
    reported: bool


def is_verb(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    return token.pos in ("VERB", "AUX") or token.tag in ("VBD", "VBG", "VBN", "VBZ", "VBP", "VB")


def auxiliaries(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The auxiliaries of a verb, shared ones of a coordination included."""
    own = tuple(children(sentence, verb, "aux", "auxpass"))
    if own or not shares_auxiliary(sentence, verb):
        return own
    return auxiliaries(sentence, head(sentence, verb))


def shares_auxiliary(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a coordinated verb leans on the auxiliary of the verb before it: "will go and *see*"."""
    if verb.dep != "conj" or verb.head == verb.index:
        return False
    first = head(sentence, verb)
    if not is_verb(first) or child(sentence, verb, "aux", "auxpass") is not None:
        return False
    if verb.tag in FINITE and verb.tag != "VBP":
        return False
    if child(sentence, verb, *SUBJECTS) is not None:
        return verb.tag == "VBN"  # "two were killed and twelve wounded"
    return first.tag == verb.tag or (verb.tag in ("VB", "VBP") and first.tag == "VB") or verb.tag == "VBN"


def is_open(scope: Scope, verb: Token) -> bool:
    """Tell whether a verb tells of no settled past: it has a modal, is no finite form, or stands in the present."""
    helping = auxiliaries(scope.sentence, verb)
    tags = {t.tag for t in helping}
    if "MD" in tags or verb.tag in ("VB", "VBG", "MD"):
        return "VBD" not in tags
    if verb.tag in ("VBZ", "VBP"):
        return True
    return verb.tag == "VBN" and "VBD" not in tags and not any(t.lemma == "have" for t in helping)


def negation(scope: Scope, verb: Token) -> tuple[Token, ...]:
    """The words that negate a verb: "not", "never", "none of them", "no troops"."""
    sentence = scope.sentence
    for token in (*children(sentence, verb), *_of_auxiliaries(sentence, verb)):
        if token.dep != "cc" and scope.table.has("negation", token) and not _is_undone(sentence, verb, token):
            return (token,)
    nor = _opening_nor(sentence, verb)
    if nor is not None:
        return (nor,)
    for argument in children(sentence, verb, "nsubj", "nsubjpass", "csubj", "dobj", "attr"):
        if argument.index == scope.trigger.index:
            continue
        found = negative_phrase(sentence, argument)
        if found is not None and not _bears_no(scope, argument):
            return (found,)
    if shares_auxiliary(sentence, verb) or _is_alternative(sentence, verb):
        return negation(scope, head(sentence, verb))
    return ()


def _is_alternative(sentence: Sentence, verb: Token) -> bool:
    """ "Never shelled the town or *burned* a house": what is joined by "or" and has no subject shares the "not"."""
    if verb.dep != "conj" or child(sentence, verb, *SUBJECTS) is not None:
        return False
    first = head(sentence, verb)
    return is_verb(first) and any(t.text.lower() in ("or", "nor") for t in children(sentence, first, "cc"))


def _bears_no(scope: Scope, noun: Token) -> bool:
    """Tell whether a noun above the deed bears the "no" itself: "has no plans to *attack*", "nothing to do with"."""
    listed = scope.table.at("noun", scope.sentence, noun) is not None
    if not listed and noun.text.lower() not in NEGATIVE_PRONOUNS:
        return False
    return scope.trigger in subtree(scope.sentence, noun)


def _of_auxiliaries(sentence: Sentence, verb: Token) -> Iterator[Token]:
    for auxiliary in children(sentence, verb, "aux", "auxpass"):
        yield from children(sentence, auxiliary, "neg")


def _opening_nor(sentence: Sentence, verb: Token) -> Token | None:
    """ "…, nor did it withdraw": the word that opens a coordinated clause negates it."""
    if verb.dep not in ("conj", "ROOT"):
        return None
    start = min(t.index for t in subtree(sentence, verb))
    for index in (start - 1, start):
        if index >= 0 and sentence.tokens[index].text.lower() in ("nor", "neither"):
            return sentence.tokens[index]
    return None


def _is_undone(sentence: Sentence, verb: Token, token: Token) -> bool:
    """Tell whether what follows undoes the "not": "not only", "did not leave until Monday"."""
    following = sentence.tokens[token.index + 1 : token.index + 2]
    if any(t.text.lower() in (*NOT_NEGATING, "until") for t in following):
        return True
    past = verb.tag == "VBD" or any(t.tag == "VBD" for t in auxiliaries(sentence, verb))
    return past and any(t.text.lower() == "until" for t in subtree(sentence, verb) if t.index > verb.index)


def negative_phrase(sentence: Sentence, noun: Token) -> Token | None:
    """The word that makes a noun phrase negative: "none", "nobody", "no" of "no troops"."""
    if noun.text.lower() in NEGATIVE_PRONOUNS:
        return noun
    first, *following = subtree(sentence, noun)[:2]
    if first.text.lower() == "not" and following and following[0].text.lower() in ("a", "an", "one"):
        return first
    for token in children(sentence, noun, "det", "neg", "preconj", "nmod"):
        if token.text.lower() in ("no", "neither", "nor") and not _is_number_sign(sentence, token):
            return token
    return None


def _is_number_sign(sentence: Sentence, token: Token) -> bool:
    """ "No. 1" is no negation."""
    following = [t.text for t in sentence.tokens[token.index + 1 : token.index + 3]]
    return following[:1] == ["."] or any(text.isdigit() for text in following[:1])

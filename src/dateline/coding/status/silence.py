"""Words that tell of nothing: a refusal to comment, a missing detail, no evidence."""

from __future__ import annotations

from dateline.coding.status.condition import inversion
from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.scope import Scope, is_verb, negation, negative_phrase
from dateline.model import Token
from dateline.parsing.tree import ancestors, children, head

TELLING = frozenset(
    "name give provide disclose reveal specify state put release offer mention set publish share".split()
)


def silence(scope: Scope) -> Operator | None:
    """Return the words that leave a detail unsaid in the clause of the trigger: "put no number on the appeal"."""
    sentence, trigger = scope.sentence, scope.trigger
    verb = next((t for t in (trigger, *ancestors(sentence, trigger)) if is_verb(t)), None)
    if trigger.dep == "aux" and inversion(sentence, head(sentence, trigger)) is not None:
        return operator("none", (trigger,), "status.inversion")  # "should it attack" demands nothing
    if verb is None:
        return None
    return _missing_detail(scope, verb) or _unanswered(scope, verb) or _undecided(scope, verb)


def _undecided(scope: Scope, verb: Token) -> Operator | None:
    """Tell of "neither confirmed nor denied": the second verb says as little as the first."""
    first = head(scope.sentence, verb)
    if verb.dep != "conj" or scope.table.at("silence", scope.sentence, first) is None:
        return None
    words = negation(scope, first)
    return operator("none", (*words, first, verb), "status.silence") if words else None


def _unanswered(scope: Scope, verb: Token) -> Operator | None:
    """A verb of saying that is negated itself: "did not comment", "would not say when"."""
    if scope.table.at("silence", scope.sentence, verb) is None:
        return None
    words = negation(scope, verb)
    if not words:
        words = _refusing(scope, verb)
    return operator("none", (*words, verb), "status.silence") if words else None


def _refusing(scope: Scope, verb: Token) -> tuple[Token, ...]:
    """ "Declined to comment", "refused to say": the word of refusing above the verb of saying."""
    above = head(scope.sentence, verb)
    if verb.dep != "xcomp":
        return ()
    wording = scope.table.at("predicate", scope.sentence, above, "to")
    return (above,) if wording is not None and wording.status == "denied" else ()


def _missing_detail(scope: Scope, verb: Token) -> Operator | None:
    sentence = scope.sentence
    if verb.lemma not in TELLING and verb.lemma != "be":
        return None
    for noun in children(sentence, verb, "dobj", "nsubjpass", "attr", "nsubj"):
        if not scope.table.has("detail", noun):
            continue
        no = negative_phrase(sentence, noun)
        if no is not None:
            return operator("none", (verb, no, noun), "status.missing-detail")
        words = negation(scope, verb)
        if words and verb.lemma in TELLING:
            return operator("none", (verb, *words, noun), "status.missing-detail")
    return None

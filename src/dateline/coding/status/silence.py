"""Words that tell of nothing: a refusal to comment, a missing detail, no evidence."""

from __future__ import annotations

from dateline.coding.status.clause import Scope, is_verb, negation, negative_phrase
from dateline.coding.status.operators import Operator, operator
from dateline.model import Token
from dateline.parsing.tree import ancestors, children

TELLING = frozenset(
    "name give provide disclose reveal specify state put release offer mention set publish share".split()
)


def silence(scope: Scope) -> Operator | None:
    """Return the words that leave a detail unsaid in the clause of the trigger: "put no number on the appeal"."""
    sentence, trigger = scope.sentence, scope.trigger
    for verb in (trigger, *ancestors(sentence, trigger)):
        if is_verb(verb):
            return _missing_detail(scope, verb)
    return None


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

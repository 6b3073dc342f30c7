"""The way up from a deed: at each step, what the word above makes of what hangs below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.status.clause import (
    SUBJECTS,
    Scope,
    auxiliaries,
    condition_words,
    is_verb,
    negation,
    negative_phrase,
    own_operators,
    resolve,
    shares_auxiliary,
)
from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.table import Wording, words_below
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head

COMPLEMENTS: Final = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl", "dep", "oprd", "acomp")
OBJECTS: Final = ("dobj", "nsubjpass", "attr", "oprd", "dative")
PRESUPPOSING: Final = frozenset(
    """after because before despite during following given amid amidst since due as over owing in at on with
    by from under through""".split()
)
DEFINITE: Final = frozenset("the this that these those its his her their our my your".split())


@dataclass(frozen=True, slots=True)
class Step:
    """What one step up found: operators (outermost first), and where to go on, None at the end of the way."""

    found: tuple[Operator, ...]
    next: Token | None


STOP: Final = Step((), None)


def climb(scope: Scope) -> tuple[list[Operator], bool]:
    """Gather the operators above the trigger, outermost first; and tell whether the way led to the main clause."""
    ops: list[Operator] = list(_at_trigger(scope))
    node: Token | None = scope.trigger
    top = scope.trigger
    while node is not None:
        top = node
        if head(scope.sentence, node).index == node.index:
            return ops, True
        step = _step(scope, node)
        ops = [*step.found, *ops]
        node = step.next
    return ops, _is_main(scope.sentence, top)


def _is_main(sentence: Sentence, token: Token) -> bool:
    return head(sentence, token).index == token.index


def _at_trigger(scope: Scope) -> list[Operator]:
    trigger = scope.trigger
    if trigger.dep in ("aux", "auxpass"):  # "must" as a demand: its verb's negation and conditions count
        return []
    if is_verb(trigger) and trigger.dep not in ("amod", "compound"):
        return own_operators(scope, trigger)
    return _noun_operators(scope, trigger)


def _noun_operators(scope: Scope, noun: Token) -> list[Operator]:
    """What stands before a noun: "no", "any", "the planned", "a possible"."""
    sentence = scope.sentence
    found: list[Operator] = []
    for token in children(sentence, noun, "amod", "compound", "nmod", "advmod", "acl"):
        wording = scope.table.at("adjective", sentence, token)
        if wording is not None and token.index < noun.index:
            found.append(operator(resolve(scope, wording.status), (token,), wording.rule))
    no = negative_phrase(sentence, noun)
    if no is not None and no.index != noun.index:
        found.append(operator("denied", (no,), "status.negation"))
    return found


def _step(scope: Scope, node: Token) -> Step:
    above = head(scope.sentence, node)
    if node.dep == "conj":
        return _from_conjunct(scope, node, above)
    if node.dep in ("pobj", "pcomp"):
        return _from_preposition(scope, node, above)
    if node.dep in ("prep", "agent", "dative") and node.pos in ("ADP", "SCONJ"):
        return Step((), above)
    if node.dep in ("aux", "auxpass"):
        return Step(tuple(own_operators(replace(scope, trigger=node), above)), above)
    if node.dep in ("compound", "nmod", "amod", "poss", "npadvmod", "nummod", "quantmod"):
        return _from_modifier(scope, node, above)
    if node.dep == "appos":
        return Step((), above)
    if is_verb(above):
        return _under_verb(scope, node, above)
    if above.pos in ("ADJ", "ADV"):
        return _under_adjective(scope, node, above)
    return _under_noun(scope, node, above)


def _from_conjunct(scope: Scope, node: Token, first: Token) -> Step:
    if is_verb(node) and is_verb(first):
        if shares_auxiliary(scope.sentence, node) or child(scope.sentence, node, *SUBJECTS) is None:
            return Step((), first)
        return Step((), first if first.dep in ("ccomp", "xcomp") else None)
    if not is_verb(node) and not is_verb(first):
        no = negative_phrase(scope.sentence, first)
        found = (operator("denied", (no,), "status.negation"),) if no is not None else ()
        return Step(found, first)
    return Step((), first)


def frame_of(sentence: Sentence, node: Token) -> str:
    """Say where a deed stands to the verb above it."""
    if node.dep in ("nsubj", "csubj", "csubjpass", "expl"):
        return "subject"
    if node.dep in OBJECTS and not is_verb(node):
        return "object"
    marks = [t.text.lower() for t in children(sentence, node, "mark", "aux", "advmod")]
    if "whether" in marks or (node.dep == "ccomp" and "if" in marks):
        return "whether"
    if node.tag == "VBG":
        return "ing"
    if node.tag == "VB" and (child(sentence, node, "aux") is None or "to" in marks):
        return "to"
    if node.dep in OBJECTS:
        return "object"
    return "that"


def _under_verb(scope: Scope, node: Token, verb: Token) -> Step:
    sentence = scope.sentence
    frame = frame_of(sentence, node)
    wording = scope.table.at("predicate", sentence, verb, frame)
    if wording is not None and not (node.dep == "advcl" and frame == "that"):
        return _embedded(scope, verb, wording)
    if node.dep == "advcl":
        return _adverbial(scope, node, verb)
    if node.dep == "relcl":
        return STOP
    if frame == "subject":
        return _as_subject(scope, node, verb)
    if frame == "object":
        return _as_object(scope, node, verb)
    if node.dep in ("parataxis", "intj", "meta"):
        return STOP
    adjective = _predicative(scope, verb, frame)
    if adjective is not None:
        return adjective
    return Step(tuple(own_operators(scope, verb, embeds=True)), verb)


def _embedded(scope: Scope, governor: Token, wording: Wording) -> Step:
    """The deed is the complement of a listed word: its signature decides, affirmed or negated."""
    sentence = scope.sentence
    words = words_below(sentence, governor, wording.words) or (governor,)
    bearer = governor if is_verb(governor) else head(sentence, governor)
    negative = negation(scope, bearer) if is_verb(bearer) else ()
    negative = tuple(t for t in negative if t not in words)
    status = wording.status
    if negative:
        status = wording.negated or "denied"
    if status == "known":
        return STOP
    deciding = operator(resolve(scope, status, governor), (*words, *negative), wording.rule)
    outer = own_operators(scope, bearer, negated=False, embeds=True) if is_verb(bearer) else []
    return Step((*outer, deciding), bearer)


def _adverbial(scope: Scope, node: Token, verb: Token) -> Step:
    """A clause of time, reason, purpose or manner beside the main clause."""
    if condition_words(scope, node, open_clause=True):
        return Step((), None)  # the clause's own operators have said so
    marks = tuple(children(scope.sentence, node, "mark", "advmod"))
    for mark in marks:
        wording = scope.table.at("preposition", scope.sentence, mark)
        if wording is not None:
            return Step((operator(resolve(scope, wording.status), (mark,), wording.rule),), None)
    if node.tag == "VB" and any(t.text.lower() == "to" for t in children(scope.sentence, node, "aux")):
        to = next(t for t in children(scope.sentence, node, "aux") if t.text.lower() == "to")
        purpose = operator("planned", (to,), "status.purpose")
        return Step((*own_operators(scope, verb, embeds=True), purpose), verb)
    if node.tag == "VBG" and not marks:
        return Step(tuple(own_operators(scope, verb)), verb)
    return STOP


def _as_subject(scope: Scope, node: Token, verb: Token) -> Step:
    """The deed as subject: "an attack could begin", "the talks were called off", "a strike is possible"."""
    adjective = _predicative(scope, verb, "subject")
    if adjective is not None:
        return adjective
    if verb.lemma == "be" or scope.table.at("occurrence", scope.sentence, verb) is not None:
        return Step(tuple(own_operators(scope, verb)), verb)
    if is_verb(node):
        return Step(tuple(own_operators(scope, verb)), verb)
    if not is_definite(scope.sentence, node) and _is_modal(scope, verb):
        return Step((operator("conditional", (node,), "status.supposed"),), None)
    return STOP


def _is_modal(scope: Scope, verb: Token) -> bool:
    return any(t.tag == "MD" for t in auxiliaries(scope.sentence, verb))


def _predicative(scope: Scope, verb: Token, frame: str) -> Step | None:
    """The adjective or noun said of the deed: "is likely", "it is possible that"."""
    for token in children(scope.sentence, verb, "acomp", "attr", "oprd", "ccomp"):
        if token.index == scope.trigger.index:
            continue
        for kind in ("predicate", "noun"):
            wording = scope.table.at(kind, scope.sentence, token, frame)
            if wording is not None:
                step = _embedded(scope, token, wording)
                return Step(step.found, verb) if step.next is not None else step
        wording = scope.table.at("adjective", scope.sentence, token)
        if wording is not None and frame in ("subject", "that", "to"):
            negative = negation(scope, verb)
            status = (wording.negated or "denied") if negative else resolve(scope, wording.status)
            found = operator(resolve(scope, status), (token, *negative), wording.rule)
            return Step((*own_operators(scope, verb, negated=False, embeds=True), found), verb)
    return None


def _as_object(scope: Scope, node: Token, verb: Token) -> Step:
    """A deed as the object of a verb that is not listed: carried by a light verb, else taken as known if definite."""
    light = scope.table.at("light", scope.sentence, verb) is not None or verb.lemma == "be"
    if light or not is_definite(scope.sentence, node):
        return Step(tuple(own_operators(scope, verb)), verb)
    return STOP


def is_definite(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun phrase speaks of something already known: "the attack", "Monday's raid"."""
    if any(t.text.lower() in DEFINITE for t in children(sentence, noun, "det", "poss")):
        return True
    return child(sentence, noun, "poss") is not None or noun.pos in ("PRON", "PROPN")


def _from_preposition(scope: Scope, node: Token, preposition: Token) -> Step:
    sentence = scope.sentence
    wording = scope.table.at("preposition", sentence, preposition)
    holder = head(sentence, preposition)
    if wording is not None and (is_verb(holder) or wording.status in ("denied", "conditional")):
        deciding = operator(resolve(scope, wording.status), (preposition,), wording.rule)
        return Step((deciding,), None)
    name = preposition.text.lower()
    while holder.pos in ("ADP", "SCONJ") and head(sentence, holder).index != holder.index:
        holder = head(sentence, holder)
    frame = name if name != "to" else "to-prep"
    kind = "predicate" if is_verb(holder) or holder.pos in ("ADJ", "ADV") else "noun"
    listed = scope.table.at(kind, sentence, holder, frame)
    if listed is not None:
        return _embedded_below(scope, holder, listed)
    if is_verb(holder):
        return _adjunct(scope, node, name, holder)
    if holder.pos in ("ADJ", "ADV"):
        return Step((), holder)
    return _under_noun(scope, preposition, holder)


def _embedded_below(scope: Scope, holder: Token, wording: Wording) -> Step:
    if is_verb(holder):
        return _embedded(scope, holder, wording)
    if holder.pos in ("ADJ", "ADV"):
        return _embedded(scope, holder, wording)
    return _noun_embeds(scope, holder, wording)


def _adjunct(scope: Scope, node: Token, name: str, verb: Token) -> Step:
    if scope.table.at("light", scope.sentence, verb) is not None and name not in ("after", "before", "since"):
        return Step(tuple(own_operators(scope, verb)), verb)
    if is_verb(node) and name == "by":
        return Step(tuple(own_operators(scope, verb)), verb)
    if name in PRESUPPOSING or is_definite(scope.sentence, node):
        return STOP
    return Step(tuple(own_operators(scope, verb)), verb)


def _from_modifier(scope: Scope, node: Token, noun: Token) -> Step:
    """A deed before the noun that embeds it: "invasion fears", "ceasefire proposal"."""
    if node.dep == "poss":
        return STOP
    wording = scope.table.at("noun", scope.sentence, noun, "compound")
    if wording is not None:
        return _noun_embeds(scope, noun, wording)
    if is_verb(node) and node.dep == "amod":
        return STOP
    return Step(tuple(_noun_operators(scope, noun)), noun)


def _under_noun(scope: Scope, node: Token, noun: Token) -> Step:
    """A deed below a noun: "plans to send", "fears of an attack", "troops who attacked"."""
    sentence = scope.sentence
    frame = _noun_frame(sentence, node)
    if frame:
        wording = scope.table.at("noun", sentence, noun, frame)
        if wording is not None:
            return _noun_embeds(scope, noun, wording)
    negative = negative_phrase(sentence, noun)
    if negative is not None and negative.index == noun.index:  # "none of them", "nothing to do with"
        return Step((operator("denied", (negative,), "status.negation"),), noun)
    if node.dep == "relcl" or (node.dep == "acl" and node.tag in ("VBG", "VBN")):
        return STOP
    if node.dep == "acl" and node.tag == "VB":
        return Step((operator("planned", (node,), "status.infinitive"),), noun)
    if node.dep == "prep" and node.text.lower() in ("of", "for"):
        return Step(tuple(_noun_operators(scope, noun)), noun)
    return STOP


def _noun_frame(sentence: Sentence, node: Token) -> str:
    if node.dep == "prep":
        name = node.text.lower()
        return "to-prep" if name == "to" else name
    if node.dep in ("acl", "relcl", "ccomp", "xcomp", "appos", "advcl"):
        if node.dep == "relcl":
            marks = [t.text.lower() for t in children(sentence, node, "mark")]
            return "that" if "that" in marks else "relcl"
        return frame_of(sentence, node)
    return ""


def _noun_embeds(scope: Scope, noun: Token, wording: Wording) -> Step:
    """The signature of a noun above the deed, with the adjectives and the "no" before that noun."""
    sentence = scope.sentence
    words = words_below(sentence, noun, wording.words) or (noun,)
    negative = negative_phrase(sentence, noun)
    status = wording.status
    deciding = [noun, *(t for t in words if t.index != noun.index)]
    if negative is not None and negative.index != noun.index:
        status = wording.negated or "denied"
        deciding.append(negative)
    if status == "known":
        return STOP
    found = operator(resolve(scope, status), deciding, wording.rule)
    return Step((found,), noun)


def _under_adjective(scope: Scope, node: Token, adjective: Token) -> Step:
    frame = frame_of(scope.sentence, node)
    wording = scope.table.at("predicate", scope.sentence, adjective, frame)
    if wording is not None:
        return _embedded(scope, adjective, wording)
    return Step((), adjective)

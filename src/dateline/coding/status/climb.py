"""The way up from a deed: at each step, what the word above makes of what hangs below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.status.clause import own_operators, resolve
from dateline.coding.status.condition import asks_if, condition_words, mark_of
from dateline.coding.status.frames import (
    PARTITIVE,
    counted,
    frame_of,
    frames_of,
    has_whether,
    is_apart,
    is_definite,
    is_finite,
    is_open_modifier,
    is_particle,
    is_ranked,
    noun_frame,
)
from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.scope import (
    SUBJECTS,
    Scope,
    auxiliaries,
    is_open,
    is_verb,
    negative_phrase,
    shares_auxiliary,
)
from dateline.coding.status.table import Wording, words_below
from dateline.model import Sentence, Token
from dateline.parsing.tree import ancestors, child, children, head, subtree

# What a clause beside another says is taken as known after these: "after the attack", "killed in a raid".
PRESUPPOSING: Final = frozenset(
    """after because before despite during following given amid amidst since due as over owing in at on
    from under through""".split()
)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step up found: operators (outermost first), and where to go on, None at the end of the way."""

    found: tuple[Operator, ...]
    next: Token | None


STOP: Final = Step((), None)


def climb(scope: Scope, *, own: bool = True) -> tuple[list[Operator], bool]:
    """Gather the operators above the trigger, outermost first; and tell whether the way led to the main clause.

    Those of the trigger's own clause are left aside where `own` is false, but for an "if" that opens it.
    """
    found: list[Operator] = _at_trigger(scope) if own else list(mark_of(scope, scope.trigger))
    node = scope.trigger
    held = _held(scope)
    if held is not None:
        found.insert(0, held)
    for _ in scope.sentence.tokens:
        if head(scope.sentence, node).index == node.index:
            return found, True
        step = _step(scope, node)
        found = [*step.found, *found]
        if step.next is None:
            return found, False
        node = step.next
    return found, False


def _at_trigger(scope: Scope) -> list[Operator]:
    trigger = scope.trigger
    if trigger.dep in ("aux", "auxpass"):  # "must" as a demand: its verb's negation and conditions count
        return []
    if is_verb(trigger) and trigger.dep not in ("amod", "compound"):
        return own_operators(scope, trigger)
    return _noun_operators(scope, trigger)


def _held(scope: Scope) -> Operator | None:
    """What a plan or proposal holds: "the options include sending tanks", "the plan foresees a withdrawal"."""
    sentence = scope.sentence
    verb = _holding(scope)
    subject = child(sentence, verb, "nsubj") if verb is not None else None
    if subject is None or scope.trigger in subtree(sentence, subject):
        return None
    wording = scope.table.at("noun", sentence, subject)
    if wording is None or wording.status not in ("considered", "planned", "wanted", "feared"):
        return None
    return operator(wording.status, (subject,), wording.rule)


def _holding(scope: Scope) -> Token | None:
    """The verb that unfolds a plan, the trigger or just above it: "*include* sending tanks"."""
    sentence = scope.sentence
    node = scope.trigger
    for _ in range(4):
        if is_verb(node) and scope.table.at("holding", sentence, node) is not None:
            return node
        if is_verb(node) and node.dep not in ("pcomp", "xcomp", "dobj", "attr", "ccomp"):
            return None
        node = head(sentence, node)
    return None


def _noun_operators(scope: Scope, noun: Token) -> list[Operator]:
    """What stands before a noun: "no", "the planned", "a possible"."""
    sentence = scope.sentence
    found: list[Operator] = []
    for token in children(sentence, noun, "amod", "compound", "nmod", "advmod", "acl"):
        wording = scope.table.at("adjective", sentence, token)
        if wording is not None and token.index < noun.index:
            found.append(
                operator(resolve(scope, wording.status), (token,), wording.rule, wording.negated or "denied")
            )
    no = negative_phrase(sentence, noun)
    if no is not None and no.index != noun.index:
        found.insert(0, operator("denied", (no,), "status.negation"))
    return [*_headline_verb(scope, noun), *found]


def _headline_verb(scope: Scope, noun: Token) -> tuple[Operator, ...]:
    """The verb of a headline read as a noun before the deed: "Court *fears* raid", "Lagos *scraps* visit"."""
    if noun.dep != "ROOT":
        return ()
    for token in children(scope.sentence, noun, "compound", "nmod"):
        wording = scope.table.at("predicate", scope.sentence, token, "object", any_tag=True)
        if token.tag == "NNS" and wording is not None and wording.status != "known":
            status = resolve(scope, wording.status)
            return (operator(status, (token,), wording.rule, _when_denied(scope, wording)),)
    return ()


def _step(scope: Scope, node: Token) -> Step:
    above = head(scope.sentence, node)
    instead = _opened_by(scope, node)
    if instead is not None:
        return Step((instead,), None)
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


def _opened_by(scope: Scope, node: Token) -> Operator | None:
    """Words before a phrase that set it aside, whatever the tree makes of them: "rather than sending troops"."""
    tokens = scope.sentence.tokens
    start = min(t.index for t in subtree(scope.sentence, node))
    around = tokens[max(start - 1, 0) : start + 1]
    if not any(t.text.lower() in scope.table.words["preposition"] for t in around):
        return None
    for wording in scope.table.of_kind("preposition"):
        length = len(wording.words)
        if length < 2:
            continue
        for first in (start - length, start):
            run = tokens[max(first, 0) : first + length] if first + length <= node.index else ()
            if first >= 0 and [t.text.lower() for t in run] == list(wording.words):
                return operator(resolve(scope, wording.status), run, wording.rule)
    return None


def _from_conjunct(scope: Scope, node: Token, first: Token) -> Step:
    if is_verb(node) and is_verb(first):
        if _joins_main(scope, node, first):
            return Step((), head(scope.sentence, first))
        if is_finite(scope.sentence, node) and first.tag == "VB" and first.dep in ("xcomp", "acl", "advcl"):
            above = next((t for t in ancestors(scope.sentence, first) if is_finite(scope.sentence, t)), None)
            return _from_conjunct(scope, node, above) if above is not None else STOP
        if child(scope.sentence, node, *SUBJECTS) is None or shares_auxiliary(scope.sentence, node):
            return Step(tuple(mark_of(scope, first)), first)
        return Step((), first if first.dep in ("ccomp", "xcomp", "advcl") else None)
    if not is_verb(node) and not is_verb(first):
        no = negative_phrase(scope.sentence, first)
        negates = no is not None and any(
            t.text.lower() in ("or", "nor") for t in children(scope.sentence, first, "cc")
        )
        return Step(
            (operator("denied", (no,), "status.negation"),) if no is not None and negates else (), first
        )
    return Step((), first)


def _joins_main(scope: Scope, node: Token, first: Token) -> bool:
    """ "Warned them … if they attacked and *urged* them to leave": an act of speech joins that of the main clause."""
    above = head(scope.sentence, first)
    if first.dep != "advcl" or node.tag != above.tag:
        return False
    speaks = [scope.table.at("predicate", scope.sentence, t) is not None for t in (node, first, above)]
    return speaks == [True, False, True]


def _under_verb(scope: Scope, node: Token, verb: Token) -> Step:
    sentence = scope.sentence
    if is_apart(sentence, node, verb):
        return STOP
    frames = frames_of(scope, node)
    any_ = next((t for t in children(sentence, node, "det") if t.text.lower() == "any"), None)
    if (
        node.dep in ("dobj", "nsubjpass")
        and any_ is not None
        and any(t.tag == "MD" for t in auxiliaries(sentence, verb))
    ):
        return Step((operator("conditional", (any_,), "status.supposed"),), None)
    if frames[0] == "to" and node.index < verb.index:
        return Step((operator("planned", (node,), "status.infinitive"),), None)
    asked = (
        frames[0] != "whether"
        or node.dep == "ccomp"
        or asks_if(scope, node, verb)
        or has_whether(sentence, node)
    )
    if asked and not (node.dep == "advcl" and frames[0] not in ("to", "ing", "whether", "wh")):
        for frame in frames:
            wording = scope.table.at("predicate", sentence, verb, frame)
            if wording is not None:
                return _embedded(scope, node, verb, wording)
    if frames[0] == "whether" and asked:
        return Step((_whether(sentence, node, verb),), None)
    if node.dep == "advcl":
        return _adverbial(scope, node, verb)
    if node.dep in ("relcl", "parataxis", "intj", "meta"):
        return STOP
    if frames[0] == "subject":
        return _as_subject(scope, node, verb)
    if frames[0] == "object":
        return _as_object(scope, node, verb)
    said = _predicative(scope, node, verb, frames[0])
    return said or Step(tuple(own_operators(scope, verb, embeds=node)), verb)


def _whether(sentence: Sentence, node: Token, above: Token) -> Operator:
    """ "Whether to leave" is weighed; "whether they left" is a question, and no event."""
    to = any(t.text.lower() == "to" for t in children(sentence, node, "aux"))
    return operator("considered" if to else "none", (above,), "status.whether")


def _embedded(scope: Scope, node: Token, governor: Token, wording: Wording) -> Step:
    """The deed is the complement of a listed word, whose signature decides."""
    sentence = scope.sentence
    if wording.status == "known" or (wording.status == "reviewed" and is_definite(sentence, node)):
        return STOP
    words = words_below(sentence, governor, wording.words) or (governor,)
    bearer = governor if is_verb(governor) else head(sentence, governor)
    outer = own_operators(scope, bearer, embeds=node) if is_verb(bearer) else []
    taken = {t.start for t in words}
    outer = [one for one in outer if one.span.start not in taken]
    if not is_verb(governor):  # "pleaded not guilty to"
        outer.extend(operator("denied", (t,), "status.negation") for t in children(sentence, governor, "neg"))
    status = resolve(scope, wording.status, bearer if is_verb(bearer) else None)
    if status == "believed":
        status = "feared" if scope.hostile and is_verb(node) and is_open(scope, node) else "actual"
    if status == "prevented" and (
        bearer.tag == "VB" or (bearer.tag == "VBG" and not auxiliaries(sentence, bearer))
    ):
        status = "preventing"
    deciding = operator(status, words, wording.rule, _when_denied(scope, wording))
    return Step((*outer, deciding), bearer)


def _when_denied(scope: Scope, wording: Wording) -> str:
    return resolve(scope, wording.negated) if wording.negated else "denied"


def _adverbial(scope: Scope, node: Token, verb: Token) -> Step:
    """A clause of time, reason, purpose or manner beside the main clause."""
    if condition_words(scope, node):
        return STOP  # the clause's own operators have said so
    marks = tuple(children(scope.sentence, node, "mark", "advmod"))
    for mark in marks:
        wording = scope.table.at("preposition", scope.sentence, mark)
        if wording is not None:
            return Step((operator(resolve(scope, wording.status), (mark,), wording.rule),), None)
    to = next((t for t in children(scope.sentence, node, "aux") if t.text.lower() == "to"), None)
    if to is not None and node.tag == "VB":
        purpose = operator("planned", (to,), "status.purpose", "planned")
        return Step((*own_operators(scope, verb, embeds=node), purpose), verb)
    if node.tag == "VBG" and not marks:
        return Step(tuple(own_operators(scope, verb)), verb)
    return STOP


def _as_subject(scope: Scope, node: Token, verb: Token) -> Step:
    """The deed as subject: "an attack could begin", "the talks were called off", "a strike is possible"."""
    said = _predicative(scope, node, verb, "subject")
    if said is not None:
        return said
    takes_place = verb.lemma == "be" or scope.table.at("occurrence", scope.sentence, verb) is not None
    if takes_place or is_verb(node):
        return Step(tuple(own_operators(scope, verb)), verb)
    if is_definite(scope.sentence, node):
        return STOP
    if any(t.tag == "MD" for t in auxiliaries(scope.sentence, verb)):
        return Step((operator("conditional", (node,), "status.supposed"),), None)
    return Step(tuple(mark_of(scope, verb)), None)


def _predicative(scope: Scope, node: Token, verb: Token, frame: str) -> Step | None:
    """The adjective or noun said of the deed: "is likely", "it is possible that", "is an option"."""
    sentence = scope.sentence
    for token in children(sentence, verb, "acomp", "attr", "oprd", "ccomp", "advmod"):
        if token.index in (scope.trigger.index, node.index):
            continue
        for kind in ("predicate", "noun"):
            wording = scope.table.at(kind, sentence, token, frame)
            if wording is not None:
                step = _embedded(scope, node, token, wording)
                return Step(step.found, verb) if step.next is not None else step
        wording = scope.table.at("adjective", sentence, token)
        if wording is not None and frame in ("subject", "that", "to", "subjunctive"):
            found = operator(
                resolve(scope, wording.status), (token,), wording.rule, _when_denied(scope, wording)
            )
            return Step((*own_operators(scope, verb, embeds=node), found), verb)
    return None


def _as_object(scope: Scope, node: Token, verb: Token) -> Step:
    """A deed as object of a verb not listed: carried by a light verb, else known if definite."""
    sentence = scope.sentence
    said = _predicative(scope, node, verb, "object")
    if said is not None:
        return said
    light = scope.table.at("light", sentence, verb) is not None or verb.lemma == "be"
    if light or not is_definite(sentence, node):
        return Step(tuple(own_operators(scope, verb)), verb)
    return STOP


def _from_preposition(scope: Scope, node: Token, preposition: Token) -> Step:
    sentence = scope.sentence
    holder = head(sentence, preposition)
    wording = scope.table.at("preposition", sentence, preposition)
    if wording is not None and len(wording.words) == 1:
        return Step((operator(resolve(scope, wording.status), (preposition,), wording.rule),), None)
    name = preposition.text.lower()
    while is_particle(holder) and head(sentence, holder).index != holder.index:
        holder = head(sentence, holder)
    listed = _listed_with(scope, node, holder, "to-prep" if name == "to" else name)
    if listed is not None:
        return listed
    if is_verb(holder):
        return _adjunct(scope, node, name, holder)
    if holder.pos in ("ADJ", "ADV"):
        return Step((), holder)
    return _of_noun(scope, node, name, holder)


def _listed_with(scope: Scope, node: Token, holder: Token, frame: str) -> Step | None:
    kinds = ("predicate",) if is_verb(holder) or holder.pos in ("ADJ", "ADV") else ("noun", "predicate")
    for kind in kinds:
        wording = scope.table.at(kind, scope.sentence, holder, frame)
        if wording is not None:
            return (
                _embedded(scope, node, holder, wording)
                if kind == "predicate"
                else _by_noun(scope, holder, wording)
            )
    return None


def _adjunct(scope: Scope, node: Token, name: str, verb: Token) -> Step:
    carried = scope.table.at("light", scope.sentence, verb) is not None and name in (
        "in",
        "out",
        "with",
        "on",
        "to",
        "into",
    )
    if carried or (is_verb(node) and name in ("by", "in")):
        return Step(tuple(own_operators(scope, verb)), verb)
    if name in PRESUPPOSING or (name != "with" and is_definite(scope.sentence, node)):
        return STOP
    return Step(tuple(own_operators(scope, verb)), verb)


def _of_noun(scope: Scope, node: Token, name: str, noun: Token) -> Step:
    """ "None of them", "waves of attacks", "the victims of the attack" below a noun that is not listed."""
    negative = negative_phrase(scope.sentence, noun)
    if negative is not None and negative.index == noun.index:
        return Step((operator("denied", (negative,), "status.negation"),), noun)
    counted = noun.lemma.lower() in PARTITIVE or noun.pos in ("NUM", "PRON", "DET")
    if name in ("including", "like") or (name == "of" and (counted or not is_definite(scope.sentence, node))):
        return Step(tuple(_noun_operators(scope, noun)), noun)
    return STOP


def _from_modifier(scope: Scope, node: Token, noun: Token) -> Step:
    """A deed before the noun that embeds it: "invasion fears", "ceasefire proposal"."""
    if node.dep == "poss" or (is_verb(node) and node.dep == "amod"):
        return STOP
    wording = scope.table.at("noun", scope.sentence, noun, "compound")
    if wording is not None and node.pos in ("NOUN", "PROPN"):
        return _by_noun(scope, noun, wording)
    return Step(tuple(_noun_operators(scope, noun)), noun)


def _under_noun(scope: Scope, node: Token, noun: Token) -> Step:
    """A clause below a noun: "plans to send", "fears that it will attack", "troops who attacked"."""
    sentence = scope.sentence
    frame = noun_frame(sentence, node)
    for holder in (noun, *counted(sentence, noun)):
        wording = scope.table.at("noun", sentence, holder, frame) if frame else None
        if wording is not None:
            return _by_noun(scope, holder, wording)
    negative = negative_phrase(sentence, noun)
    if negative is not None and negative.index == noun.index:
        return Step((operator("denied", (negative,), "status.negation"),), noun)
    if frame == "whether":
        return Step((_whether(sentence, node, noun),), None)
    if node.dep == "acl" and is_open_modifier(sentence, node, noun):
        return Step((), noun)
    if frame == "to" and is_ranked(sentence, noun):
        return Step(tuple(_noun_operators(scope, noun)), noun)
    if frame == "to":
        return Step((*_noun_operators(scope, noun), operator("planned", (node,), "status.infinitive")), noun)
    return STOP


def _by_noun(scope: Scope, noun: Token, wording: Wording) -> Step:
    """The signature of a noun above the deed, with the adjectives and the "no" before that noun."""
    if wording.status == "known":
        return Step((), noun) if _is_refuted(scope, noun) else STOP
    words = words_below(scope.sentence, noun, wording.words) or (noun,)
    deciding = operator(resolve(scope, wording.status), words, wording.rule, _when_denied(scope, wording))
    return Step((*_noun_operators(scope, noun), deciding), noun)


def _is_refuted(scope: Scope, noun: Token) -> bool:
    """Tell of "denied responsibility for the attack": his part in it is denied, and with it his deed."""
    verb = head(scope.sentence, noun)
    return (
        noun.dep in ("dobj", "nsubjpass")
        and scope.table.has("claim", noun)
        and scope.table.at("predicate", scope.sentence, verb, "claim") is not None
    )


def _under_adjective(scope: Scope, node: Token, adjective: Token) -> Step:
    if node.index < adjective.index and frame_of(scope.sentence, node) == "to":
        return Step((operator("planned", (node,), "status.infinitive"),), None)
    for frame in frames_of(scope, node):
        wording = scope.table.at("predicate", scope.sentence, adjective, frame)
        if wording is not None:
            return _embedded(scope, node, adjective, wording)
    said = scope.table.at("adjective", scope.sentence, adjective)
    if said is not None and node.dep in SUBJECTS:  # "considers an attack possible"
        return Step(
            (operator(resolve(scope, said.status), (adjective,), said.rule, _when_denied(scope, said)),),
            adjective,
        )
    return Step((), adjective)

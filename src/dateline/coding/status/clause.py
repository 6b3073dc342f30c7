"""What a clause says of itself: modals and tense, negation, conditions, adverbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.table import StatusTable, forms
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, conjuncts, head

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP", "MD")
NEGATIVE_PRONOUNS = ("none", "nobody", "nothing", "neither", "no-one", "no one")
NOT_NEGATING = ("only", "just", "merely", "simply", "solely")  # "not only"
FIRST_PERSON = ("i", "we")
OPEN_CONDITIONS = ("when", "until", "after", "before", "once", "by the time")


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence with the words that judge it, and whether somebody's past words are being reported."""

    sentence: Sentence
    table: StatusTable
    trigger: Token
    hostile: bool
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
    if verb.dep != "conj":
        return False
    first = head(sentence, verb)
    if not is_verb(first) or child(sentence, verb, "aux", "auxpass") is not None:
        return False
    if verb.tag in FINITE and verb.tag != "VBP":
        return False
    if child(sentence, verb, *SUBJECTS) is not None:
        return verb.tag == "VBN"  # "two were killed and twelve wounded"
    return first.tag == verb.tag or (verb.tag in ("VB", "VBP") and first.tag == "VB") or verb.tag == "VBN"


def negation(scope: Scope, verb: Token) -> tuple[Token, ...]:
    """The words that negate a verb: "not", "never", "none of them", "no troops"."""
    sentence = scope.sentence
    for token in children(sentence, verb):
        if scope.table.has("negation", token) and not _is_not_only(sentence, token):
            return (token,)
    for auxiliary in auxiliaries(sentence, verb):
        found = next((t for t in children(sentence, auxiliary, "neg")), None)
        if found is not None:
            return (found,)
    for argument in children(sentence, verb, "nsubj", "nsubjpass", "csubj", "dobj", "attr"):
        if argument.index == scope.trigger.index:
            continue
        found = negative_phrase(sentence, argument)
        if found is not None and not _is_embedder(scope, argument):
            return (found,)
    if shares_auxiliary(sentence, verb):
        return negation(scope, head(sentence, verb))
    return ()


def _is_embedder(scope: Scope, noun: Token) -> bool:
    return scope.table.at("noun", scope.sentence, noun) is not None


def _is_not_only(sentence: Sentence, token: Token) -> bool:
    index = token.index + 1
    return index < len(sentence.tokens) and sentence.tokens[index].text.lower() in NOT_NEGATING


def negative_phrase(sentence: Sentence, noun: Token) -> Token | None:
    """The word that makes a noun phrase negative: "none", "nobody", "no" of "no troops"."""
    if noun.text.lower() in NEGATIVE_PRONOUNS:
        return noun
    for token in children(sentence, noun, "det", "neg", "preconj", "nmod"):
        if token.text.lower() in ("no", "neither", "nor"):
            return token
    return None


def own_operators(scope: Scope, verb: Token, *, negated: bool = True, embeds: bool = False) -> list[Operator]:
    """The operators of a clause, outermost first: condition, question of fact, modal, adverb, negation.

    `negated` False leaves negation out, where it has already chosen the status of an embedding verb;
    `embeds` True says that the verb holds the deed in its complement, which bears its own status.
    """
    found = [*_condition_of(scope, verb), *_mark_of(scope, verb), *_modal_of(scope, verb, embeds)]
    found.extend(_adverbs_of(scope, verb))
    words = negation(scope, verb) if negated else ()
    if words:
        found.append(operator("denied", words, "status.negation"))
    return found


def _condition_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    """The if-clause below a verb, where the verb is not told as a past or present fact."""
    if not is_open(scope, verb):
        return
    for holder in (verb, *(_shared_head(scope, verb))):
        for clause in children(scope.sentence, holder, "advcl", "ccomp", "prep", "advmod"):
            words = condition_words(scope, clause, open_clause=True)
            if words:
                yield operator("conditional", words, "status.condition")
                return


def _shared_head(scope: Scope, verb: Token) -> tuple[Token, ...]:
    if verb.dep == "conj" and is_verb(head(scope.sentence, verb)):
        return conjuncts(scope.sentence, head(scope.sentence, verb))
    return tuple(t for t in conjuncts(scope.sentence, verb) if t.index != verb.index and is_verb(t))


def is_open(scope: Scope, verb: Token) -> bool:
    """Tell whether a verb tells of no settled fact: it has a modal, is a bare infinitive, a gerund, or present."""
    tags = {t.tag for t in auxiliaries(scope.sentence, verb)}
    if "MD" in tags or verb.tag in ("VB", "VBG", "MD"):
        return "VBD" not in tags
    if verb.tag in ("VBZ", "VBP"):
        return True
    return (
        bool(tags & {"VBZ", "VBP"})
        and verb.tag == "VBN"
        and not any(t.lemma == "have" for t in auxiliaries(scope.sentence, verb))
    )


def condition_words(scope: Scope, clause: Token, *, open_clause: bool) -> tuple[Token, ...]:
    """The words that make a clause an if-clause: a mark ("if", "as soon as"), or inversion ("should it attack")."""
    sentence = scope.sentence
    for token in (*children(sentence, clause, "mark", "advmod", "prep", "aux"), clause):
        wording = scope.table.at("condition", sentence, token)
        if wording is not None and _opens(sentence, token, clause):
            return (token,)
    inverted = _inversion(sentence, clause)
    if inverted is not None:
        return (inverted,)
    if open_clause:
        return tuple(_open_time(scope, clause))
    return ()


def _opens(sentence: Sentence, token: Token, clause: Token) -> bool:
    """A condition word stands at its clause, not behind a verb of asking ("asked if")."""
    return not (clause.dep == "ccomp" and token.text.lower() == "if" and _asks(head(sentence, clause)))


def _asks(verb: Token) -> bool:
    return verb.lemma in (
        "ask",
        "wonder",
        "know",
        "see",
        "decide",
        "say",
        "check",
        "doubt",
        "question",
        "tell",
    )


def _inversion(sentence: Sentence, clause: Token) -> Token | None:
    if clause.dep not in ("advcl", "ccomp", "conj", "parataxis", "dep"):
        return None
    subject = child(sentence, clause, *SUBJECTS)
    if subject is None or child(sentence, clause, "mark") is not None:
        return None
    for token in children(sentence, clause, "aux"):
        if token.text.lower() == "should" and token.index < subject.index:
            return token
        if token.text.lower() == "had" and token.index < subject.index and clause.tag == "VBN":
            return token
    return None


def _open_time(scope: Scope, clause: Token) -> Iterator[Token]:
    """A time that has not come is a condition: "when all agreed" after "would"."""
    governor = head(scope.sentence, clause)
    would = any(t.text.lower() in ("would", "'d") for t in auxiliaries(scope.sentence, governor))
    if clause.dep != "advcl" or not would or clause.tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    for token in children(scope.sentence, clause, "mark", "advmod"):
        if token.text.lower() in OPEN_CONDITIONS:
            yield token
            return


def _mark_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    """A deed inside an if-clause is conditional itself."""
    if verb.dep in ("advcl", "ccomp", "pcomp", "relcl", "dep", "parataxis", "ROOT"):
        words = condition_words(scope, verb, open_clause=True)
        if words:
            yield operator("conditional", words, "status.condition")


def _modal_of(scope: Scope, verb: Token, embeds: bool) -> Iterator[Operator]:
    sentence = scope.sentence
    for token in auxiliaries(sentence, verb):
        if token.index == scope.trigger.index:
            return
        if token.tag == "MD":
            status = _modal_status(scope, token, verb, embeds)
            if status:
                yield operator(status, (token,), f"status.modal.{forms(token)[0]}")
            return
    yield from _periphrastic(scope, verb)


def _modal_status(scope: Scope, modal: Token, verb: Token, embeds: bool) -> str:
    wording = scope.table.at("modal", scope.sentence, modal)
    if wording is None:
        return ""
    name = modal.text.lower()
    if name in ("would", "'d", "’d"):
        if embeds:
            return ""
        return "planned" if scope.reported else "conditional"
    if name in ("could", "can") and embeds:
        return ""
    return resolve(scope, wording.status, verb)


def resolve(scope: Scope, status: str, verb: Token | None = None) -> str:
    """Turn `possible` and `expectable` into the status they mean for this deed."""
    if status == "possible":
        return "feared" if scope.hostile else "considered"
    if status == "expectable":
        subject = child(scope.sentence, verb, *SUBJECTS) if verb is not None else None
        own = subject is None or subject.text.lower() in FIRST_PERSON
        return "expected" if scope.hostile and not own else "planned"
    return "actual" if status == "known" else status


def _periphrastic(scope: Scope, verb: Token) -> Iterator[Operator]:
    """A plan told by an infinitive: "is to visit", "were to leave", headline "Canada to double"."""
    sentence = scope.sentence
    to = next((t for t in children(sentence, verb, "aux") if t.text.lower() == "to"), None)
    if to is None or verb.tag != "VB":
        return
    governor = head(sentence, verb)
    if verb.dep == "ROOT" and (child(sentence, verb, *SUBJECTS) is not None or verb.index > to.index):
        yield operator("planned", (to,), "status.infinitive")
    elif verb.dep == "xcomp" and governor.lemma == "be" and governor.pos in ("AUX", "VERB"):
        yield operator("planned", (governor, to), "status.is-to")


def _adverbs_of(scope: Scope, verb: Token) -> Iterator[Operator]:
    for token in children(scope.sentence, verb, "advmod", "npadvmod", "neg", "dep"):
        wording = scope.table.at("adverb", scope.sentence, token)
        if wording is not None:
            yield operator(resolve(scope, wording.status), (token,), wording.rule)

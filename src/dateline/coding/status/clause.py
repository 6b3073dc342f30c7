"""What a clause says of itself: modals and tense, negation, conditions, adverbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateline.coding.status.operators import Operator, operator
from dateline.coding.status.table import StatusTable, forms
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, conjuncts, head, subtree

SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE: Final = ("VBD", "VBZ", "VBP", "MD")
NEGATIVE_PRONOUNS: Final = ("none", "nobody", "nothing", "neither", "no-one")
NOT_NEGATING: Final = ("only", "just", "merely", "simply", "solely", "surprisingly")  # "not only"
FIRST_PERSON: Final = ("i", "we")
OPEN_TIMES: Final = ("when", "until", "once", "till")
WOULD: Final = ("would", "'d", "’d")
FUTURE_WORDS: Final = ("tomorrow", "soon", "shortly")
PERIODS: Final = ("week", "month", "year", "spring", "summer", "autumn", "fall", "winter", "day", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "decade", "quarter")  # fmt: skip


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
    if shares_auxiliary(sentence, verb):
        return negation(scope, head(sentence, verb))
    return ()


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


def own_operators(scope: Scope, verb: Token, *, embeds: Token | None = None) -> list[Operator]:
    """The operators of a clause, outermost first: its if-clause, if-mark, modal or tense, adverbs, negation.

    `embeds` is the complement that holds the deed and bears a status of its own.
    """
    negative = negation(scope, verb)
    found = [*_condition_of(scope, verb, embeds), *mark_of(scope, verb)]
    found.extend(_modal_of(scope, verb, embeds=embeds is not None, negated=bool(negative)))
    found.extend(_adverbs_of(scope, verb))
    if negative:
        found.append(operator("denied", negative, "status.negation"))
    return found


# Conditions


def _condition_of(scope: Scope, verb: Token, embeds: Token | None) -> Iterator[Operator]:
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
            words = _condition_at(scope, preposition)
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


def is_open(scope: Scope, verb: Token) -> bool:
    """Tell whether a verb tells of no settled past: it has a modal, is no finite form, or stands in the present."""
    helping = auxiliaries(scope.sentence, verb)
    tags = {t.tag for t in helping}
    if "MD" in tags or verb.tag in ("VB", "VBG", "MD"):
        return "VBD" not in tags
    if verb.tag in ("VBZ", "VBP"):
        return True
    return verb.tag == "VBN" and "VBD" not in tags and not any(t.lemma == "have" for t in helping)


def condition_words(scope: Scope, clause: Token) -> tuple[Token, ...]:
    """The words that make a clause an if-clause.

    A mark ("if", "as soon as"), inversion ("should it attack") or, after "would", a time to come ("when all agreed").
    """
    sentence = scope.sentence
    governor = head(sentence, clause)
    if clause.dep in ("ccomp", "advcl") and asks_if(scope, clause, governor):
        return ()
    for token in children(sentence, clause, "mark", "advmod", "prep", "aux", "det"):
        found = _condition_at(scope, token)
        if found and found[-1].index <= clause.index and _waits(scope, found, governor):
            return found
    own = _condition_at(scope, clause)  # "provided that", parsed as the verb of its clause
    if own and any(t.dep == "ccomp" for t in children(sentence, clause)):
        return own
    if (
        governor.pos in ("VERB", "SCONJ", "ADP")
        and clause.dep in ("ccomp", "pcomp")
        and governor.dep != "ROOT"
    ):
        found = _condition_at(scope, governor)
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


def _condition_at(scope: Scope, token: Token) -> tuple[Token, ...]:
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


# Modals and tense


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

"""Which count belongs to which mention, and the counts that must be worked out from another.

A count belongs to the deed whose clause tells of what is counted, if the deed can be counted by that unit: troops
and ships are mobilised, people killed, wounded, arrested or expelled, money given. Ratios ("tenfold"), parts ("most
of them") and pronouns ("send them back") take the count that stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.model import Document, Mention, Quantity, Sentence, Token
from dateline.normalising.clause import VERBAL, clause_verb, coordinated, steps_within, trigger_token
from dateline.normalising.measures import Measures
from dateline.normalising.quantity.count import Count
from dateline.normalising.quantity.fit import KINDS, TOLLS, Told, unit_for
from dateline.normalising.quantity.unsaid import as_quantity, carried, derived, increase, single
from dateline.parsing.tree import ancestors, child, conjuncts, first_conjunct, head

# verbs whose object is who is there already: "sixty more will join about 200"
_JOINING: Final = frozenset("join reinforce replace relieve follow support accompany supplement back".split())
_UNCOUNTED_MODES: Final = frozenset(("martial-law", "curfew", "censor", "misinformation"))
_COUNTABLE: Final = ("count", "money", "measure")
_TIMES: Final = frozenset("after before since following despite amid over until during because ahead".split())


def attach_quantity(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    counts: Sequence[Sequence[Count]],
    measures: Measures,
) -> tuple[Mention, ...]:
    """Give each mention the count of what it tells of; `counts` stand beside the sentences."""
    told = [Told(s, c) for s, found in zip(sentences, counts, strict=True) for c in found]
    by_sentence = {s.index: s for s in sentences}
    done = []
    for mention in mentions:
        sentence = by_sentence.get(mention.sentence)
        quantity = _quantity(document, sentence, mention, told, measures) if sentence else None
        done.append(replace(mention, quantity=quantity) if quantity else mention)
    return tuple(done)


def _quantity(
    document: Document, sentence: Sentence, mention: Mention, told: Sequence[Told], measures: Measures
) -> Quantity | None:
    trigger = trigger_token(sentence, mention)
    if trigger is None or not KINDS[mention.type] or mention.mode in _UNCOUNTED_MODES:
        return None
    here = [t for t in told if t.sentence.index == sentence.index]
    best: tuple[float, int, Count, str] | None = None
    for one in here:
        unit = unit_for(mention, trigger, one, told, measures)
        strength = _strength(sentence, mention, trigger, one.count) if unit else None
        if strength is not None and unit:
            rank = (strength, -abs(one.count.token - trigger.index))
            if best is None or rank > best[:2]:
                best = (*rank, one.count, unit)
    one_thing = single(document, sentence, mention, trigger, measures)
    if best is not None and not (one_thing and _is_first(document, one_thing, best[2], best[0], measures)):
        return as_quantity(best[2], best[3])
    return one_thing or (
        derived(document, sentence, mention, trigger, here, told, measures)
        or carried(document, sentence, mention, trigger, told, measures)
        or increase(document, sentence, mention, trigger, measures)
    )


def _is_first(document: Document, one: Quantity, count: Count, strength: float, measures: Measures) -> bool:
    """Whether a single ship or gun is what the deed is told of, and a count only comes with it.

    "A frigate with 100 sailors", "a frigate and four jets": the jets are told by a mention of their own.
    """
    between = document.text[one.span.end : max(one.span.end, count.span.start)]
    joined = re.fullmatch(r"\s+[\w-]+(?:\s+[\w-]+)?\s+and\s+", between)
    return one.unit in measures.weapons and (strength < 4.7 or (strength < 6.0 and bool(joined)))


def _strength(sentence: Sentence, mention: Mention, trigger: Token, count: Count) -> float | None:
    """How firmly a count belongs to a mention; None where its clause is another."""
    if count.kind not in _COUNTABLE:
        return None
    token = sentence.tokens[count.noun if count.noun is not None else count.token]
    number = sentence.tokens[count.token]
    inside = 0.2 if mention.span.covers(count.span) else 0.0
    if token.index == trigger.index or (
        head(sentence, number).index == trigger.index and number.dep in ("nummod", "quantmod")
    ):
        return 6.0
    if _at_a_time(sentence, token, trigger):
        return None
    if (steps := _nearest_steps(sentence, token, number, trigger)) is not None:
        later = 1.0 if token.dep == "conj" and trigger.index != head(sentence, token).index else 0.0
        joined = 0.5 if token.dep == "nsubj" and trigger.lemma.lower() in _JOINING else 0.0
        return 5.0 - 0.2 * steps + inside + joined - later
    if count.unit in TOLLS and mention.type == "ASSAULT":
        return _of_toll(sentence, trigger, token)
    return _beside(sentence, mention, trigger, token, inside)


def _nearest_steps(sentence: Sentence, token: Token, number: Token, trigger: Token) -> int | None:
    steps = [s for t in (token, number) if (s := steps_within(sentence, t, trigger)) is not None]
    return min(steps, default=None)


def _of_toll(sentence: Sentence, trigger: Token, token: Token) -> float | None:
    """Killed and wounded belong to the attack of their sentence: "an explosion, which killed two"."""
    verb = clause_verb(sentence, token)
    above = head(sentence, verb)
    mark = child(sentence, verb, "mark")
    if verb.dep == "advcl" and mark is not None and mark.lemma.lower() in _TIMES:
        return None  # "bombed the camp after a bomber killed 40": another deed's toll
    if trigger.dep in ("acl", "relcl") and trigger.head == token.index:
        return 4.0
    if verb.dep in ("relcl", "advcl", "acl", "conj", "ccomp") and (
        trigger.index in (above.index, clause_verb(sentence, above).index)
        or (verb.dep == "relcl" and (steps_within(sentence, above, trigger) or 9) <= 2)
    ):
        return 2.0
    if steps_within(sentence, trigger, verb) is not None:
        return 2.0
    return None


def _beside(
    sentence: Sentence, mention: Mention, trigger: Token, token: Token, inside: float
) -> float | None:
    """A noun of deed in the clause that tells the count: "put 8,500 soldiers on alert for a possible *move*"."""
    verb = clause_verb(sentence, token)
    if trigger.pos in VERBAL:
        own = clause_verb(sentence, trigger)
        if (
            mention.type in ("AGREE", "CONCEDE")
            and verb.dep in ("xcomp", "ccomp")
            and head(sentence, verb).index == trigger.index
        ):
            return 1.0
        if (
            own.index != verb.index
            and coordinated(sentence, own, verb)
            and own.dep == "conj"
            and child(sentence, own, "dobj", "nsubj", "nsubjpass") is None
        ):
            return 1.0
        if (
            token.dep in ("nsubj", "nsubjpass")
            and trigger.dep == "xcomp"
            and head(sentence, trigger).index == verb.index
        ):
            return 2.0
        if trigger.dep in ("relcl", "acl") and head(sentence, trigger).index == token.index:
            return 4.0 + inside
        return None
    if token.pos in ("NOUN", "PROPN") and token in conjuncts(sentence, first_conjunct(sentence, trigger)):
        return None  # "two destroyers and a squadron": each its own
    if verb.dep in ("acl", "relcl") and head(sentence, verb).index == trigger.index:
        return 3.0 + inside
    if (
        verb.pos in VERBAL
        and steps_within(sentence, trigger, verb) is not None
        and not _at_a_time(sentence, trigger, verb)
    ):
        return 1.5 + inside
    return None


def _at_a_time(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """Whether a noun only dates or explains its clause: "after the withdrawal", "despite the strikes"."""
    for token in (noun, *ancestors(sentence, noun)):
        if token.index == verb.index:
            return False
        if token.dep == "prep" and token.lemma.lower() in _TIMES:
            return True
    return False

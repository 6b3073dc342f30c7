"""Is it so? The status of a deed, read from the words above it in the tree of its sentence.

`judge` gathers the operators from the trigger up to the main clause: modals and tense, negation, conditions,
embedding verbs and nouns, adjectives, prepositions, questions. Each comes from a row of `tables/status.csv`
or a rule of grammar and bears a status; two that nest combine to the weaker one (`operators.combine`).
What stands in a clause told as known ("after the attack", "condemned the attack") is not touched by what is
above that clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.status.background import background_reason
from dateline.coding.status.climb import climb
from dateline.coding.status.condition import holds_if, mark_of
from dateline.coding.status.operators import Operator, fold, operator
from dateline.coding.status.scope import Scope, is_verb, negation
from dateline.coding.status.silence import silence
from dateline.coding.status.table import StatusTable, Wording, load_status
from dateline.model import Reason, Sentence, Span, Statement, Token
from dateline.parsing.tree import ancestors, child, children

__all__ = ["StatusTable", "Verdict", "Wording", "judge", "load_status"]


# Rules of grammar that say when or what for: they make a deed open, but not a threat or a refusal.
OPENING: Final = frozenset({"status.condition", "status.infinitive", "status.purpose"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a deed, None where its words are no event; whether it is history; and why."""

    status: str | None
    background: bool
    reasons: tuple[Reason, ...]


def judge(
    sentence: Sentence,
    trigger: Token,
    statement: Statement | None,
    *,
    default: str = "actual",
    fixed: Sequence[Token] | None = None,
    knowledge: StatusTable,
    year: int | None = None,
    before: Sentence | None = None,
) -> Verdict:
    """Judge the deed that the trigger names, in the words of its innermost speaker.

    `default` is the status that the event rule's own words give ("plans to"), `year` the year of publication
    where it is known: a year before it makes history. `before` is the sentence before of the same paragraph: what
    "would" be after its if-clause waits for that too. A rule whose own words deny ("no such plan") has read the
    "no" already: it is not counted twice. Where the status is `fixed`, the rule has read all words of its own
    clause, the words given here and the cue of whoever says it: "will *not* hesitate to strike" threatens.
    """
    scope = Scope(
        sentence,
        knowledge,
        trigger,
        hostile=_is_hostile(sentence, trigger, knowledge),
        enacted=knowledge.has("enacted", trigger),
        reported=_is_reported(sentence, trigger, statement) and not (before and holds_if(before)),
    )
    quiet = silence(scope) or (_not_denied(scope) if default == "denied" else None)
    if quiet is not None:
        return Verdict(None, False, (_reason(None, quiet),))
    found, to_the_top = climb(scope, own=fixed is None)
    found = [one for one in found if not (one.status == default == "denied")]
    if fixed is None:
        operators = [*_of_statement(sentence, trigger, statement), *found]
    else:
        operators = _not_read(scope, found, fixed, statement)
    if to_the_top and _is_question(sentence):
        operators.insert(0, Operator("none", _last(sentence), "status.question", "?"))
    if default == "actual" and _is_attempt(scope):
        operators.append(operator("attempted", (trigger,), "status.attempt"))
    status, decided = fold(operators, default, hostile=scope.hostile)
    history = background_reason(scope, year) if status == "actual" else None
    reasons = (_reason(status, decided), *((history,) if history else ()))
    return Verdict(None if status == "none" else status, history is not None, reasons)


def _not_read(
    scope: Scope, found: list[Operator], words: Sequence[Token], statement: Statement | None
) -> list[Operator]:
    """What is above a deed of fixed status, without what its rule has read, what it waits for and what it is for."""
    read = [Span(t.start, t.end) for t in words]
    if statement is not None and statement.cue is not None:
        read.append(statement.cue)
    opening = tuple(mark_of(scope, scope.trigger))
    return [
        one
        for one in found
        if not any(one.span.overlaps(span) for span in read) and (one.rule not in OPENING or one in opening)
    ]


def _reason(status: str | None, decided: Operator | None) -> Reason:
    if decided is None:
        return Reason("status", None, "status.told", f"told as {status}: no word makes it anything else")
    meaning = "no event" if status in (None, "none") else str(status)
    return Reason("status", decided.span, decided.rule, f"{decided.text!r} makes it {meaning}")


def _is_hostile(sentence: Sentence, trigger: Token, knowledge: StatusTable) -> bool:
    """Tell whether the deed would do harm, by its word or its object: "*launch* a raid", "*prepare* for war"."""
    carried = list(children(sentence, trigger, "dobj", "nsubjpass"))
    for preposition in children(sentence, trigger, "prep"):
        if preposition.text.lower() == "for":
            carried.extend(children(sentence, preposition, "pobj"))
    return any(knowledge.has("hostile", token) for token in (trigger, *carried))


def _not_denied(scope: Scope) -> Operator | None:
    """Tell of "did not deny it": a denial that is denied itself confirms nothing."""
    words = negation(scope, scope.trigger) if is_verb(scope.trigger) else ()
    return operator("none", (*words, scope.trigger), "status.silence") if words else None


def _is_attempt(scope: Scope) -> bool:
    """Tell whether the trigger is the word for trying, with the deed before it: "an assassination *attempt*"."""
    if child(scope.sentence, scope.trigger, "compound", "amod") is None:
        return False
    wording = scope.table.at("noun", scope.sentence, scope.trigger, "compound")
    return wording is not None and wording.status == "attempted"


def _is_question(sentence: Sentence) -> bool:
    return any(t.text == "?" for t in sentence.tokens[-2:])


def _last(sentence: Sentence) -> Span:
    last = sentence.tokens[-1]
    return Span(last.start, last.end)


def _of_statement(sentence: Sentence, trigger: Token, statement: Statement | None) -> list[Operator]:
    """The force of the cue, where the cue is not itself met on the way up."""
    if statement is None or not statement.force or statement.cue is None:
        return []
    cue = statement.cue
    if any(cue.start <= t.start < cue.end for t in (trigger, *ancestors(sentence, trigger))):
        return []
    return [Operator(statement.force, cue, "status.cue", f"the cue of force {statement.force}")]


def _is_reported(sentence: Sentence, trigger: Token, statement: Statement | None) -> bool:
    """Tell whether "would" is the future of somebody's past words."""
    if statement is not None and statement.chain and statement.manner != "publisher":
        return True
    past_saying = ("VBD", "VBN")
    return any(
        t.tag in past_saying
        and t.index != trigger.index
        and sentence.tokens[t.index].pos == "VERB"
        and any(c.head == t.index and c.dep == "ccomp" for c in sentence.tokens)
        for t in ancestors(sentence, trigger)
    )

"""Why a rule fires in a sentence or not: for people who write rules, and for `dateline code "SENTENCE"`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.coding.dictionary import Constraint, Rule, Rules
from dateline.coding.match import find_matches
from dateline.coding.needs import meets
from dateline.coding.sites import Site, find_sites
from dateline.coding.slots import Lookup, fill
from dateline.model import Sentence, Span
from dateline.parsing.tree import span_of

SHOWN: Final = 4  # values of a slot that a reason names; the rule has them all


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule tried at one trigger: whether its frame is met, whether it was chosen, and why not."""

    rule: Rule
    trigger: Span
    met: bool
    chosen: bool
    why: str


def trials(sentence: Sentence, rules: Rules, lookup: Lookup) -> tuple[Trial, ...]:
    """Try every rule whose trigger stands in a sentence, in text order.

    A rule that is met is not chosen where another of higher rank has the same words, or where a deed of the
    same type is told twice.
    """
    chosen = {(m.rule.id, m.site.trigger.index) for m in find_matches(sentence, rules, lookup)}
    found = []
    for trigger, site in find_sites(sentence, rules):
        rule = trigger.rule
        why = _why_not(rule, site, rules, lookup)
        taken = (rule.id, site.trigger.index) in chosen
        if why is None:
            why = "chosen" if taken else "met, but another rule has these words"
            found.append(Trial(rule, span_of(site.words), True, taken, why))
        else:
            found.append(Trial(rule, span_of(site.words), False, False, why))
    return tuple(found)


def _why_not(rule: Rule, site: Site, rules: Rules, lookup: Lookup) -> str | None:
    for constraint in rule.needs:
        if meets(site, constraint, rules, lookup) is None:
            return f"needs {_shown(constraint)}; has {_filled(site, constraint, lookup)}"
    for constraint in rule.bars:
        if meets(site, constraint, rules, lookup) is not None:
            return f"barred by {_shown(constraint)}; has {_filled(site, constraint, lookup)}"
    return None


def _shown(constraint: Constraint) -> str:
    slot, values = constraint
    more = ", …" if len(values) > SHOWN else ""
    return f"{slot} = {', '.join(values[:SHOWN])}{more}"


def _filled(site: Site, constraint: Constraint, lookup: Lookup) -> str:
    words = ", ".join(token.text for token in fill(site, constraint[0], lookup))
    return words or "nothing there"

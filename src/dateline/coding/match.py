"""Matching the event rules against a sentence: one match per deed.

A *site* is one trigger in its sentence (`sites`), its *slots* are filled from the tree (`slots`), a rule matches
where its needs are met and none of its bars is (`needs`). Where several rules want the same words, priority,
then the more exacting rule wins; then deeds told twice are joined and counted things split (`joining`).
"""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.dictionary import Constraint, Rule, Rules
from dateline.coding.frames import kernels, object_of, subject
from dateline.coding.joining import merge_deeds, split
from dateline.coding.needs import meets
from dateline.coding.sites import Match, Site, find_sites
from dateline.coding.slots import Lookup
from dateline.model import Sentence, Token

# Slots whose fillers belong to the deed: an event noun there is no deed of its own.
OWN_SLOTS = frozenset(
    {"object", "subject", "complement", "clause", "purpose", "of", "poss", "indirect", "to", "by"}
)
# Slots whose fillers bear on the status of the deed.
STATUS_SLOTS = frozenset({"above", "governor", "negated", "will", "past"})


def find_matches(
    sentence: Sentence, rules: Rules, lookup: Lookup, told: frozenset[str] = frozenset()
) -> tuple[Match, ...]:
    """Return one match per deed the sentence tells of, in text order.

    `told` are the event types of the sentences just before; rules that only go on from one need it.
    """
    candidates: list[Match] = []
    for trigger, site in find_sites(sentence, rules):
        match = try_rule(trigger.rule, site, rules, lookup)
        if match is not None:
            candidates.append(match)
    chosen = _one_per_trigger([match for match in candidates if _goes_on(match, candidates, told)])
    chosen = _without_taken(chosen)
    chosen = merge_deeds(chosen)
    matches = [part for match in chosen for part in split(match, rules, lookup)]
    return tuple(sorted(matches, key=lambda m: ((m.item or m.trigger).start, m.rule.id)))


def _goes_on(match: Match, candidates: list[Match], told: frozenset[str]) -> bool:
    """Tell whether a rule that needs a deed told before has it, in a sentence before or earlier in this one."""
    if not match.rule.after:
        return True
    here = {m.rule.type for m in candidates if m.trigger.index < match.trigger.index and not m.rule.after}
    return bool((told | here) & set(match.rule.after))


def try_rule(rule: Rule, site: Site, rules: Rules, lookup: Lookup) -> Match | None:
    """Return the match of one rule at one site, or None where a need is not met or a bar is."""
    taken: list[Token] = []
    read: list[Token] = []
    for constraint in rule.needs:
        met = meets(site, constraint, rules, lookup)
        if met is None:
            return None
        if _is_taken(constraint):
            taken.extend(met)
        if constraint[0] in STATUS_SLOTS:
            read.extend(met)
    for constraint in rule.bars:
        if meets(site, constraint, rules, lookup) is not None:
            return None
    return Match(rule, site, tuple(taken), read=tuple(read))


def _is_taken(constraint: Constraint) -> bool:
    path, wanted = constraint
    own = all(step in OWN_SLOTS for way in path.split("|") for step in way.split(".")[:1])
    return own and not all(value.isupper() for value in wanted)


def _rank(match: Match) -> tuple[int, int, int]:
    return (match.rule.priority, len(match.site.words), len(match.rule.needs))


def _one_per_trigger(candidates: list[Match]) -> list[Match]:
    best: dict[int, Match] = {}
    for match in candidates:
        known = best.get(match.trigger.index)
        if known is None or _rank(match) > _rank(known):
            best[match.trigger.index] = match
    return [replace(best[index], otherwise=_otherwise(best[index], candidates)) for index in sorted(best)]


def _otherwise(best: Match, candidates: list[Match]) -> tuple[Match, ...]:
    """Rules of the same type at the same words that may stand without a party: "troops patrolled the streets"."""
    if best.rule.alone:
        return ()
    others = (m for m in candidates if m.trigger.index == best.trigger.index and m.rule.alone)
    return tuple(sorted((m for m in others if m.rule.type == best.rule.type), key=_rank, reverse=True))[:1]


def _arguments(site: Site) -> frozenset[int]:
    """Subject and object of a deed's verb: the jets that bomb a town are not also told of as standing near it."""
    if site.kind != "verb":
        return frozenset()
    found = (subject(site.sentence, site.trigger), object_of(site.sentence, site.trigger))
    return frozenset(k.index for t in found if t is not None for k in kernels(site.sentence, t))


def _without_taken(matches: list[Match]) -> list[Match]:
    """Drop the event noun that a verb's rule has already taken in: "lifted *sanctions*"."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.site.kind != "verb", m.trigger.index)):
        taken = {
            t.index
            for other in kept
            if not other.rule.leaves
            for token in other.taken
            for t in kernels(match.site.sentence, token)
        }
        taken |= {t.index for other in kept for t in other.site.words}
        if match.site.kind == "noun" and match.rule.priority < 0:
            taken |= {index for other in kept if not other.rule.leaves for index in _arguments(other.site)}
        if match.trigger.index not in taken:
            kept.append(match)
    return sorted(kept, key=lambda m: m.trigger.index)

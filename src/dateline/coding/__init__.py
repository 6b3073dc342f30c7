"""Coding: which events the statements of a document tell of, who does them to whom, and whether they are so.

For each sentence: matches of the event rules (`match`), their parties (`roles`), their status (`status`),
their contexts (`contexts`). A match without any known party is left out unless its rule may stand alone.
Place, time and quantity are left to `normalising`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.attribution.coreference import References
from dateline.coding.actors import ActorIndex, find_actors
from dateline.coding.carry import carry, counterpart, from_subject, to_both, told_before
from dateline.coding.clauses import clause_tokens
from dateline.coding.contexts import contexts_of
from dateline.coding.dictionary import ECHO, Rule, Rules, load_rules
from dateline.coding.echo import as_told, echoed
from dateline.coding.frames import are_both, base, kernels
from dateline.coding.grounds import is_told
from dateline.coding.implied import left_by_story
from dateline.coding.match import find_matches
from dateline.coding.parties import Scene, innermost, lookup_of
from dateline.coding.relations import relate
from dateline.coding.roles import read_roles
from dateline.coding.sites import Match
from dateline.coding.slots import Lookup, fill
from dateline.coding.status import judge
from dateline.coding.topics import off_topic, stands
from dateline.coding.wording import in_class
from dateline.model import Document, Mention, Reason, Sentence, Span, Statement, Token, stable_id
from dateline.parsing.tree import children, span_of, subtree

__all__ = ["Rules", "code", "find_actors", "load_rules"]


def code(
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    actors: ActorIndex,
    references: References,
    rules: Rules,
) -> tuple[Mention, ...]:
    """Return the event mentions of a document, in text order."""
    aside = off_topic(sentences, rules.classes)
    scene = Scene(document, tuple(sentences), tuple(statements), actors, references)
    lookup = lookup_of(scene)
    found: dict[str, Mention] = {}
    for sentence in sentences:
        field = aside.get(sentence.index)
        told = told_before(sentence.index, tuple(found.values()))
        for match in find_matches(sentence, rules, lookup, told):
            earlier = tuple(found.values())
            tries = (_mention(m, scene, rules, lookup, earlier) for m in (match, *match.otherwise))
            mention = next((m for m in tries if m is not None), None)
            if mention is None or (field and not stands(mention, sentence, field, rules.classes)):
                continue
            found.setdefault(mention.id, mention)
    return relate(sentences, statements, tuple(found.values()), rules.status)


def _mention(
    match: Match, scene: Scene, rules: Rules, lookup: Lookup, earlier: Sequence[Mention]
) -> Mention | None:
    """Make the mention of a match; None where its words are no event or nobody is a party to it."""
    rule, sentence = match.rule, match.site.sentence
    trigger = _trigger_span(match)
    statement = innermost(scene.statements, trigger)
    if statement is None:
        return None
    verdict = judge(
        sentence,
        match.trigger,
        statement,
        default=rule.status,
        fixed=match.read if rule.fixed else None,
        knowledge=rules.status,
        year=_year(scene.document),
        before=_before(sentence, scene),
    )
    if verdict.status is None and rule.type == ECHO:  # "had nothing to do with it" is a denial, not silence
        verdict = replace(verdict, status=rule.status)
    if verdict.status is None:
        return None
    type_, mode, roles = rule.type, rule.mode, read_roles(match, scene)
    mode_reasons: tuple[Reason, ...] = ()
    if type_ == ECHO:
        source = echoed(roles, sentence.index, earlier)
        if source is None:
            return None
        type_, mode, roles = source.type, source.mode, as_told(roles, source, rule.id)
    else:
        roles = from_subject(match, roles, sentence.index, earlier, lookup)
        if not _names_another(match, lookup):
            roles = carry(match, roles, sentence.index, earlier, lookup)
        mode, mode_reasons = _mode(match, rules, lookup)
        if not is_told(match, roles, rules, lookup):
            return None
        roles = to_both(match, roles, sentence.index, earlier, lookup)
        if not rule.joint and not _has_other_side(match, lookup):
            roles = counterpart(match, roles, sentence.index, earlier, lookup)
            if not roles.recipients and (left := left_by_story(match, scene, roles.actors)):
                roles = replace(roles, recipients=left[0], reasons=(*roles.reasons, *left[1]))
    span = span_of(clause_tokens(match))
    return Mention(
        id=stable_id("mention", scene.document.id, type_, trigger.start, trigger.end),
        document_id=scene.document.id,
        statement_id=statement.id,
        type=type_,
        mode=mode,
        contexts=contexts_of(sentence, span, rules.contexts),
        status=verdict.status,
        background=verdict.background,
        span=span,
        trigger=trigger,
        sentence=sentence.index,
        actors=roles.actors,
        recipients=roles.recipients,
        places=(),
        when=None,
        quantity=None,
        chain=statement.chain,
        rule=rule.id,
        reasons=(_type_reason(match, trigger, type_), *mode_reasons, *roles.reasons, *verdict.reasons),
    )


def _names_another(match: Match, lookup: Lookup) -> bool:
    """Tell whether the doer's own words hold a proper name: then it is not the doer told before."""
    sentence = match.site.sentence
    tokens = (
        t
        for slot in ("subject", "object")
        for t in fill(match.site, slot, lookup)
        if slot in match.rule.actor
    )
    return any(
        t.pos == "PROPN" and t.entity in ("ORG", "PERSON", "GPE", "NORP")
        for token in tokens
        for t in subtree(sentence, token)
    )


def _has_other_side(match: Match, lookup: Lookup) -> bool:
    """Tell whether the words towards whom the deed goes hold a name, known or not: then no other is taken."""
    sentence = match.site.sentence
    doers = {
        i for slot in match.rule.actor for t in _fillers(match, slot, lookup) for i in _indexes(sentence, t)
    }
    towards = {
        i
        for slot in match.rule.recipient
        for t in _fillers(match, slot, lookup)
        if t.pos != "VERB" and not are_both(sentence, t)
        for i in _indexes(sentence, t)
    }
    return any(
        sentence.tokens[i].entity in ("ORG", "PERSON", "NORP") or base(sentence.tokens[i]) == "counterpart"
        for i in sorted(towards - doers)
    )


def _fillers(match: Match, slot: str, lookup: Lookup) -> tuple[Token, ...]:
    return () if slot == "speaker" else fill(match.site, slot, lookup)


def _indexes(sentence: Sentence, token: Token) -> tuple[int, ...]:
    """The words that may name whom a phrase means: its heads, what stands before them, and one preposition on."""
    found: list[Token] = []
    for kernel in kernels(sentence, token):
        found.extend((kernel, *children(sentence, kernel, "compound", "amod", "nmod", "poss", "appos")))
        for preposition in children(sentence, kernel, "prep"):
            for inner in children(sentence, preposition, "pobj"):
                found.extend(kernels(sentence, inner))
                found.extend(children(sentence, inner, "compound", "amod", "nmod", "poss"))
    return tuple(t.index for t in found)


def _before(sentence: Sentence, scene: Scene) -> Sentence | None:
    """The sentence before, where it stands in the same paragraph."""
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    return before if before is not None and before.block == sentence.block else None


def _year(document: Document) -> int | None:
    return int(document.published.written[:4]) if document.published is not None else None


def _trigger_span(match: Match) -> Span:
    if match.item is not None:
        return Span(match.item.start, match.item.end)
    words = match.site.words
    run = [t for t in words if abs(t.index - match.trigger.index) <= len(words)]
    return span_of(tuple(run))


def _type_reason(match: Match, trigger: Span, type_: str) -> Reason:
    words = " ".join(t.text for t in match.site.words)
    support = f", carried by {match.site.support.text!r}" if match.site.support else ""
    taken = ", ".join(dict.fromkeys(t.text for t in match.taken))
    around = f", with {taken!r}" if taken else ""
    return Reason("type", trigger, match.rule.id, f"{words!r} tells of {type_}{support}{around}")


def _mode(match: Match, rules: Rules, lookup: Lookup) -> tuple[str | None, tuple[Reason, ...]]:
    """The rule's own mode, else the first mode whose words stand around the trigger."""
    rule: Rule = match.rule
    if rule.mode is not None:
        return rule.mode, ()
    refinements = [refinement for refinement in rules.refinements if refinement.type == rule.type]
    for around in (*_talked_of(match, lookup), _around(match, lookup)):
        for refinement in refinements:
            word = next((t for t in around if in_class(match.site.sentence, t, refinement.words)), None)
            if word is not None:
                reason = Reason(
                    "mode", Span(word.start, word.end), rule.id, f"{word.text!r} makes it {refinement.mode}"
                )
                return refinement.mode, (reason,)
    return None, ()


def _talked_of(match: Match, lookup: Lookup) -> tuple[tuple[Token, ...], ...]:
    """What is asked for, refused or threatened, nearest first: the deed, then what it is done to or with.

    "Threatened to *suspend* military aid" is of the mode that "suspend" gives, whatever else stands around.
    """
    if not match.rule.leaves:
        return ()
    sentence = match.site.sentence
    ways = (
        "for",
        "clause|purpose",
        "object",
        "of|to|with|over|on|against",
        "clause.object|purpose.object|clause.to|clause.clause",
    )
    return tuple(
        tuple(k for token in fill(match.site, way, lookup) for k in kernels(sentence, token)) for way in ways
    )


def _around(match: Match, lookup: Lookup) -> tuple[Token, ...]:
    """The words that can give a mode: the counted thing, the trigger, its arguments and their modifiers."""
    sentence = match.site.sentence
    if match.item is not None:
        return kernels(sentence, match.item)
    tokens: list[Token] = list(match.site.words)
    for site in (match.site, *match.merged):
        tokens.extend(site.words)
        for slot in ("object", "subject", "with|by|in|from|of", "compound"):
            for filler in fill(site, slot, lookup):
                tokens.extend(kernels(sentence, filler))
    for token in tuple(tokens):
        tokens.extend(children(sentence, token, "compound", "amod"))
    return tuple(dict.fromkeys(tokens))

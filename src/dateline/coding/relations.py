"""How the mentions of a document bear on each other: acts of speech on their content, conditions, denials.

Three ties, each with the words that make it:

- *content*: a demand, threat, promise, offer, concession, refusal or charge is tied to the mention that its own
  words hold ("demanded that Niger *withdraw*"), by the tree, else by the statement whose cue it is;
- *condition*: a mention that waits for an if-clause is tied to the mention inside it;
- *denial*: a denied mention is tied to the nearest mention of the same deed, of the same type and parties, that
  another voice tells or fears. A voice denies nothing that it tells itself.

What stands beside the deed (relative clauses, "after the raid", the if-clause of a threat) is not its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.clauses import ADJUNCT
from dateline.coding.frames import base, word
from dateline.coding.status import StatusTable
from dateline.coding.status.condition import condition_at, condition_words
from dateline.coding.status.scope import Scope
from dateline.model import Mention, Reason, Relation, Sentence, Span, Statement, Token
from dateline.parsing.tree import ancestors, child, head, span_of, subtree

# What an act of speech does to its content, and which statuses that content can have; none: any status.
CONTENTS: Final = {
    "ACCUSE": ("accuses-of", ()),
    "AGREE": ("promises", ("planned", "expected", "conditional", "considered", "wanted")),
    "CONCEDE": ("concedes", ("actual", "planned", "expected", "conditional", "considered")),
    "PROTEST": ("asks-for", ("wanted",)),
    "REJECT": ("rejects", ()),
    "REQUEST": ("asks-for", ("wanted", "planned", "conditional", "considered", "denied")),
    "THREATEN": ("threatens", ("conditional", "planned", "expected", "considered", "feared")),
}
VERBS: Final = {
    "accuses-of": "accuses of",
    "asks-for": "asks for",
    "concedes": "concedes",
    "offers": "offers",
    "promises": "promises",
    "rejects": "rejects",
    "threatens": "threatens",
}
OFFERING: Final = frozenset({"offer", "propose", "proposal"})
ARCS: Final = (
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "prep",
    "nsubjpass",
    "oprd",
    "attr",
    "dative",
)
BESIDE: Final = ("relcl", "appos", "parataxis")
# Deeds that wait: told as open, so that an if-clause of the same clause is theirs.
WAITING: Final = ("conditional", "considered", "expected", "feared", "planned", "wanted")
DENYING: Final = frozenset(
    "contradict denial deny disavow disclaim dismiss rebut refute reject repudiate".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with its sentence and the token it hangs on."""

    mention: Mention
    sentence: Sentence
    token: Token


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation on its way: from which mention, to which, and why."""

    holder: Mention
    kind: str
    other: Mention
    rule: str
    span: Span
    why: str


def relate(
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    table: StatusTable,
) -> tuple[Mention, ...]:
    """Return the mentions of a document with their relations and the reasons for them."""
    told = tuple(_told(sentences, mention) for mention in mentions)
    ties = [*_contents(told, statements, table), *_conditions(told, table)]
    charged = frozenset(tie.other.id for tie in ties if tie.kind == "accuses-of")
    ties += _denials(told, charged)
    return tuple(_with(mention, ties) for mention in mentions)


def _told(sentences: Sequence[Sentence], mention: Mention) -> Told:
    sentence = sentences[mention.sentence]
    words = [t for t in sentence.tokens if mention.trigger.start <= t.start < mention.trigger.end]
    inside = {t.index for t in words}
    top = next((t for t in words if t.head not in inside or t.head == t.index), words[0])
    return Told(mention, sentence, top)


def _with(mention: Mention, ties: Sequence[Tie]) -> Mention:
    own = [tie for tie in ties if tie.holder is mention]
    if not own:
        return mention
    reasons = tuple(Reason("relation", tie.span, tie.rule, tie.why) for tie in own)
    relations = tuple(Relation(tie.kind, tie.other.id, tie.rule) for tie in own)
    return replace(mention, relations=relations, reasons=(*mention.reasons, *reasons))


# Acts of speech and their content


def _contents(told: Sequence[Told], statements: Sequence[Statement], table: StatusTable) -> Iterator[Tie]:
    for act in told:
        if act.mention.type not in CONTENTS:
            continue
        found = [(one, "relation.content") for one in told if _is_content(act, one, told, table)]
        found = found or [(one, "relation.quoted") for one in _quoted(act, told, statements, table)]
        for one, rule in found:
            kind = _kind(act)
            why = f"{act.token.text!r} {VERBS[kind]} {one.token.text!r}"
            yield Tie(act.mention, kind, one.mention, rule, act.mention.trigger, why)


def _kind(act: Told) -> str:
    """What the act does; who agrees to an offer promises, who makes one offers."""
    words = {act.token.index} | {t.index for t in act.sentence.tokens if _within(t, act.mention.trigger)}
    if act.mention.type == "AGREE" and any(base(act.sentence.tokens[n]) in OFFERING for n in words):
        return "offers"
    return CONTENTS[act.mention.type][0]


def _fits(act: Told, one: Told) -> bool:
    statuses = CONTENTS[act.mention.type][1]
    return one.mention is not act.mention and (not statuses or one.mention.status in statuses)


def _is_content(act: Told, one: Told, told: Sequence[Told], table: StatusTable) -> bool:
    """Tell whether a mention hangs below the act by complements alone, with no other deed between."""
    if one.sentence is not act.sentence or not _fits(act, one) or one.token.index == act.token.index:
        return False
    others = {t.token.index for t in told if t.sentence is act.sentence} - {act.token.index}
    top = _climbed(act, one.token, others, table)
    if top is None:
        return False
    above = head(act.sentence, top)
    if above.index == act.token.index:
        return top.dep in ARCS or _is_bare_purpose(act.sentence, top)
    carrier = head(act.sentence, act.token)
    if above.index != carrier.index or act.token.dep != "dobj" or carrier.index in others:
        return False
    return top.dep in ("xcomp", "ccomp") and top.index > act.token.index  # "issued a warning that …"


def _climbed(act: Told, token: Token, others: set[int], table: StatusTable) -> Token | None:
    """The highest word below the act, or below the verb that carries it; None where the way up leaves its content."""
    sentence = act.sentence
    ends = {act.token.index}
    if act.token.dep == "dobj":
        ends.add(act.token.head)
    while token.head not in ends:
        above = head(sentence, token)
        if above.index == token.index or not _leads_up(sentence, token, table):
            return None
        if above.index in others and token.dep != "conj":
            return None
        token = above
    return token if token.dep != "conj" and _leads_up(sentence, token, table) else None


def _leads_up(sentence: Sentence, token: Token, table: StatusTable) -> bool:
    """Tell whether what stands below a word is still part of what the words above say."""
    if token.dep in BESIDE:
        return False
    if token.dep == "advcl":
        return _is_bare_purpose(sentence, token)
    if token.dep in ("ccomp", "pcomp") and condition_words(_scope(sentence, token, table), token):
        return False
    return not (token.dep == "prep" and word(token) in ADJUNCT and word(token) not in ("on", "in"))


def _is_bare_purpose(sentence: Sentence, token: Token) -> bool:
    """Tell whether an adverbial clause is an infinitive that the parser hung too high: "called on Mali *to go*"."""
    return token.dep == "advcl" and token.tag == "VB" and child(sentence, token, "mark") is None


def _quoted(
    act: Told, told: Sequence[Told], statements: Sequence[Statement], table: StatusTable
) -> Iterator[Told]:
    """What the statement says whose cue the act is: "“We will strike back,” he *threatened*"."""
    if not CONTENTS[act.mention.type][1]:
        return
    own = {s.id for s in statements if s.cue is not None and s.cue.overlaps(act.mention.trigger)}
    for one in told:
        inside = one.mention.statement_id in own and _fits(act, one)
        if inside and one.mention.type not in CONTENTS and not _if_clause(one, table):
            yield one


# Conditions


def _conditions(told: Sequence[Told], table: StatusTable) -> Iterator[Tie]:
    for one in told:
        found = _if_clause(one, table)
        if found is None:
            continue
        clause, words = found
        beside = [t for t in told if t.sentence is one.sentence and t is not one]
        for other in _waiting(one, clause, beside):
            mark = " ".join(t.text for t in words)
            why = f"{mark!r} makes {one.token.text!r} the condition of {other.token.text!r}"
            yield Tie(other.mention, "condition", one.mention, "relation.condition", span_of(words), why)


def _if_clause(one: Told, table: StatusTable) -> tuple[Token, tuple[Token, ...]] | None:
    """The clause or phrase of condition that a mention stands in, and the words that make it one."""
    scope = _scope(one.sentence, one.token, table)
    for token in (one.token, *ancestors(one.sentence, one.token)):
        if token.dep in BESIDE and token is not one.token:
            return None
        if token.dep == "prep":
            words = condition_at(scope, token)
            wording = table.at("preposition", one.sentence, token)
            if len(words) > 1 or (wording is not None and wording.status == "conditional"):
                return token, words if len(words) > 1 else (token,)
        elif token.dep in ("advcl", "ccomp", "pcomp") and (words := condition_words(scope, token)):
            return token, words
    return None


def _waiting(one: Told, clause: Token, beside: Sequence[Told]) -> list[Told]:
    """The open deeds of the nearest clause above the condition that has any."""
    inside = {t.index for t in subtree(one.sentence, clause)}
    for above in ancestors(one.sentence, clause):
        below = {t.index for t in subtree(one.sentence, above)} - inside
        found = [t for t in beside if t.token.index in below and t.mention.status in WAITING]
        if found:
            first = next((t for t in found if t.token.index == above.index), None)
            return [first] if first is not None and first.mention.type not in CONTENTS else found
    return []


def _scope(sentence: Sentence, token: Token, table: StatusTable) -> Scope:
    return Scope(sentence, table, token, hostile=False, enacted=False, reported=False)


# Denials


def _denials(told: Sequence[Told], charged: frozenset[str]) -> Iterator[Tie]:
    for denial in told:
        if denial.mention.status != "denied":
            continue
        claims = [one for one in told if _is_denied_in(one.mention, denial)]
        if not claims:
            continue
        claim = min(claims, key=lambda one: _distance(one.mention, denial.mention, charged))
        sides = ", ".join(dict.fromkeys(a.id for a in (*claim.mention.actors, *claim.mention.recipients)))
        voice = claim.mention.chain[-1].name if claim.mention.chain else "the document"
        charge = ", as charged" if claim.mention.id in charged else ""
        why = f"the same {claim.mention.type} of {sides} that {voice} tells as {claim.mention.status}{charge}"
        yield Tie(denial.mention, "denies", claim.mention, "relation.denial", denial.mention.trigger, why)


def _is_denied_in(claim: Mention, denial: Told) -> bool:
    """Tell whether a claim is the deed that a denial speaks of: type, mode and parties agree, the voices do not."""
    own = denial.mention
    if claim.type != own.type or claim.status == "denied" or claim.background:
        return False
    if claim.mode and own.mode and claim.mode != own.mode:
        return False
    outright = _says_no(denial)
    if not outright and claim.status not in ("actual", "attempted", "feared", "planned"):
        return False
    voices = [m.chain[-1].name if m.chain else "" for m in (claim, own)]
    if voices[0] == voices[1] and (voices[0] or not outright):
        return False
    return _same_parties(claim, own)


def _says_no(denial: Told) -> bool:
    """Tell whether the denial is made in so many words ("denied", "rejected the charge"), not by a mere "not"."""
    if denial.mention.rule.startswith("echo."):
        return True
    spans = [r.span for r in denial.mention.reasons if r.field == "status" and r.span is not None]
    return any(base(t) in DENYING for t in denial.sentence.tokens for span in spans if _within(t, span))


def _same_parties(claim: Mention, denial: Mention) -> bool:
    """Tell whether one party at least is the same and none is another."""
    shared = 0
    for mine, theirs in ((claim.actors, denial.actors), (claim.recipients, denial.recipients)):
        if mine and theirs:
            if {a.id for a in mine}.isdisjoint(a.id for a in theirs):
                return False
            shared += 1
    return shared > 0


def _distance(claim: Mention, denial: Mention, charged: frozenset[str]) -> tuple[bool, bool, int]:
    """What was charged comes first, then what was told before the denial, then what stands nearest."""
    later = claim.trigger.start > denial.trigger.start
    return claim.id not in charged, later, abs(denial.trigger.start - claim.trigger.start)


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.start < span.end

"""Which clause a word belongs to: the ground on which dates and counts are given to deeds."""

from __future__ import annotations

from typing import Final

from dateline.model import Mention, Sentence, Token
from dateline.parsing.tree import child, children, head

WITHIN: Final = frozenset(
    "nsubj nsubjpass dobj obj pobj prep attr compound amod nmod poss agent dative oprd appos nummod advmod acomp prt"
    " quantmod npadvmod csubj det predet nounmod".split()
)
# verbs whose complement is the same deed at the same time: "tried to seize", "began to withdraw"
LIGHT: Final = frozenset(
    "try attempt begin start continue resume finish stop cease manage fail seek help proceed go come keep"
    " use get dare rush"
    " have be do make take see let serve need".split()
)
TELLING: Final = frozenset(
    "say tell report announce reveal add write note state explain disclose confirm claim insist stress cite"
    " argue believe"
    " think estimate speak comment remark declare affirm assert maintain suggest observe acknowledge admit"
    " recall reply"
    " answer inform brief publish post tweet mention describe indicate predict expect hope fear warn"
    " promise vow pledge"
    " order instruct decide plan agree ask demand urge propose offer call request want threaten".split()
)
VERBAL: Final = ("VERB", "AUX")


def trigger_token(sentence: Sentence, mention: Mention) -> Token | None:
    """The token a mention hangs on: the highest in the tree among those of its trigger."""
    inside = [t for t in sentence.tokens if mention.trigger.start <= t.start < mention.trigger.end]
    for token in inside:
        if (
            not mention.trigger.start <= head(sentence, token).start < mention.trigger.end
            or token.head == token.index
        ):
            return token
    return inside[0] if inside else None


def clause_verb(sentence: Sentence, token: Token) -> Token:
    """Climb from a word to the verb of its own clause; a word of no clause gives the root it hangs on."""
    seen = {token.index}
    while token.pos not in VERBAL or token.dep in ("aux", "auxpass", "amod", "compound"):
        if token.head in seen:
            break
        joined = token.dep in ("conj", "pcomp") and token.pos not in VERBAL
        if token.dep not in WITHIN and token.dep not in ("aux", "auxpass") and not joined:
            break
        token = head(sentence, token)
        seen.add(token.index)
    return token


def steps_within(sentence: Sentence, token: Token, top: Token) -> int | None:
    """How many steps lead from a word up to another without leaving the clause; None where the clause ends between."""
    steps = 0
    while token.index != top.index:
        governor = head(sentence, token)
        if governor.index == token.index or not _stays(sentence, token, governor):
            return None
        token = governor
        steps += 1
    return steps


def _stays(sentence: Sentence, token: Token, governor: Token) -> bool:
    if token.dep in WITHIN:
        return True
    if token.dep == "conj":
        return token.pos not in VERBAL and governor.pos not in VERBAL
    if token.dep == "xcomp" or (
        token.dep == "ccomp" and governor.lemma.lower() in ("help", "see", "let", "make")
    ):
        return governor.lemma.lower() in LIGHT
    if token.dep == "pcomp":
        return governor.lemma.lower() in ("by", "in")
    if token.dep == "acl":
        return governor.lemma.lower() in ("attempt", "effort", "bid")
    return False


def own_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The subject that stands at a verb itself."""
    return child(sentence, verb, "nsubj", "nsubjpass", "csubj")


def coordinated(sentence: Sentence, token: Token, other: Token) -> bool:
    """Whether one verb is joined to the other by "and": "telephoned … and asked"."""
    for low, high in ((token, other), (other, token)):
        climbing = low
        while climbing.dep == "conj" and climbing.pos in VERBAL:
            climbing = head(sentence, climbing)
            if climbing.index == high.index:
                return True
    return False


def bare_participle(sentence: Sentence, verb: Token) -> bool:
    """A participle that runs beside its main verb: "spoke on Monday, *accusing* the West"."""
    return (
        verb.dep == "advcl"
        and verb.tag == "VBG"
        and child(sentence, verb, "mark", "advmod") is None
        and not any(True for _ in children(sentence, verb, "nsubj"))
    )

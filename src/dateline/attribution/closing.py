"""What closes a sentence behind what somebody said: citations, further words, comments of the reporter's."""

from __future__ import annotations

from typing import Final

from dateline.attribution.cues import Hit
from dateline.model import Sentence, Token
from dateline.parsing.tree import children, head, subtree

# Participles that carry a speaker's words on: "…, adding that B".
GOING_ON: Final = frozenset(
    ("add", "argue", "claim", "explain", "insist", "note", "say", "state", "stress", "suggest", "warn")
)

# What can be denied or rejected as untrue; whatever else is rejected is a wish or an offer.
CLAIMS: Final = frozenset(
    (
        "accusation", "allegation", "assertion", "charge", "claim", "criticism", "idea", "notion", "report",
        "rumor", "rumour", "story", "suggestion",
    )
)  # fmt: skip


def comments_on(sentence: Sentence, clause: Token) -> frozenset[int]:
    """A closing ", a claim the rebels denied": the reporter's, on what was said."""
    return frozenset(
        t.index
        for t in subtree(sentence, clause)
        if t.dep in ("appos", "dobj", "npadvmod", "attr")
        and t.lemma.lower() in CLAIMS
        and sentence.tokens[subtree(sentence, t)[0].index - 1].text == ","
        and any(True for _ in children(sentence, t, "relcl"))
    )


def is_of_the_reporter(sentence: Sentence, verb: Token) -> bool:
    """A verb the parser joined to what is said although its form fits the cue alone.

    "warned that the truce could fail, and appealed for calm": after "could" it would be "appeal".
    """
    other = head(sentence, verb)
    if verb.dep != "conj" or other.dep != "ccomp" or other.head >= other.index:
        return False
    if any(True for _ in children(sentence, verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark")):
        return False
    helped = any(True for _ in children(sentence, other, "aux", "auxpass"))
    fits_cue = verb.tag == head(sentence, other).tag and verb.tag in ("VBD", "VBZ", "VBP")
    return fits_cue and helped and other.tag in ("VB", "VBN", "VBG")


def citation(sentence: Sentence, hit: Hit, *, inserted: bool) -> Token | None:
    """A closing ", citing officials" of the outermost cue of a sentence, wherever the parser hung it.

    `inserted`: commas set the cue off from what it is inserted in.
    """
    if hit.head.dep not in ("ROOT", "parataxis", "ccomp", "conj") or hit.cue.kind != "saying":
        return None
    if hit.head.dep == "ccomp" and head(sentence, hit.head).index < hit.head.index and not inserted:
        return None  # a saying inside another's words
    token = closing_citation(sentence)
    if token is None or token.index < hit.head.index:
        return None
    return token if any(t.index == token.index for t in subtree(sentence, hit.head)) else None


def closing_citation(sentence: Sentence) -> Token | None:
    """The "citing" or "quoting" that a comma sets off behind the last saying of a sentence."""
    for token in reversed(sentence.tokens[1:]):
        cites = token.lemma.lower() in ("cite", "quote") and token.tag == "VBG"
        if cites and sentence.tokens[token.index - 1].text == ",":
            return token
    return None


def closing_sayings(sentence: Sentence) -> tuple[Token, ...]:
    """The ", adding that B" and ", saying B" behind what somebody said: the same speaker's next words."""
    return tuple(
        t
        for t in sentence.tokens[1:]
        if t.tag == "VBG"
        and t.lemma.lower() in GOING_ON
        and t.dep in ("advcl", "acl", "ccomp", "xcomp")
        and sentence.tokens[t.index - 1].text == ","
        and any(True for _ in children(sentence, t, "ccomp"))
    )


def without_time_of_telling(sentence: Sentence, hit: Hit, words: frozenset[int]) -> frozenset[int]:
    """ "said on Tuesday it had": the day right behind the cue dates the saying."""
    first = min(words)
    if first != hit.head.index + 1:
        return words
    last = first
    while last in words and (
        sentence.tokens[last].entity in ("DATE", "TIME")
        or (last == first and sentence.tokens[last].tag == "IN")
    ):
        last += 1
    dated = last > first and sentence.tokens[last - 1].entity in ("DATE", "TIME")
    if not dated or last not in words or sentence.tokens[last].pos == "PUNCT":
        return words
    opens = sentence.tokens[last].pos in ("PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ")
    return frozenset(i for i in words if i >= last) if opens else words

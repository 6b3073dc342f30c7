"""The words of a deed's own clause, and nouns that only date or place another deed."""

from __future__ import annotations

from dateline.coding.frames import clause_head, is_passive, is_verbal, object_of, subject, word
from dateline.coding.sites import Match, Site
from dateline.model import Sentence, Token
from dateline.parsing.tree import children, head, subtree

# Prepositions behind which an event noun only dates or places another deed: "at a summit", "after talks".
ADJUNCT = frozenset(
    """after ahead amid around at before between despite during following in inside on outside pending prior
    since under until""".split()
)


def clause_tokens(match: Match) -> tuple[Token, ...]:
    """The words of the deed's own clause: subject, verb, objects, adverbials; not clauses that tell of others."""
    site = match.site
    sentence = site.sentence
    if match.item is not None:
        return subtree(sentence, match.item, _foreign(sentence, match.item))
    top = clause_head(sentence, site.clause) if site.kind == "adjective" else site.clause
    inside = {t.index for t in subtree(sentence, top, _foreign(sentence, top))}
    inside |= {t.index for t in site.words}
    if is_verbal(top):
        own = None if is_passive(sentence, top) else subject(sentence, top)
        own = own or object_of(sentence, top)
        if own is not None and own.index < top.index and top.index - own.index < 12:
            inside |= {t.index for t in subtree(sentence, own, _foreign(sentence, own))}
    first, last = min(inside), max(inside)
    tokens = list(sentence.tokens[first : last + 1])
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT" and tokens[-1].text not in ("”", '"', ")"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0].text not in ("“", '"', "("):
        tokens.pop(0)
    return tuple(tokens)


def _foreign(sentence: Sentence, top: Token) -> frozenset[int]:
    """Heads below a token whose words belong to another clause."""
    return frozenset(
        t.index
        for t in children(sentence, top, "advcl", "ccomp", "conj", "parataxis", "relcl", "cc", "appos")
        if t.dep == "cc" or (is_verbal(t) and t.dep != "xcomp")
    )


def is_adjunct(site: Site) -> bool:
    """Tell whether a noun only dates or places another deed and no verb carries it out."""
    if site.kind != "noun" or site.support is not None:
        return False
    top = site.trigger
    while top.dep == "conj":
        top = head(site.sentence, top)
    above = head(site.sentence, top)
    return above.pos in ("ADP", "SCONJ") and word(above) in ADJUNCT

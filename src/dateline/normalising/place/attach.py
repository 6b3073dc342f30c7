"""Which mention a place belongs to: the one whose trigger, or whose argument, governs the locative phrase.

The city a report was sent from, the seat somebody speaks in and cities that stand for governments are left
aside: a place belongs to a mention only where the tree says that the deed is there, or goes there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.parsing.metonymy import Use
from dateline.model import Document, Mention, Place, Reason, Sentence, Token
from dateline.normalising.place.find import PlaceHit, read_places
from dateline.normalising.place.gazetteer import Gazetteer
from dateline.parsing.names import fold
from dateline.parsing.tree import ancestors, conjuncts, head, subtree, token_at

if TYPE_CHECKING:
    from dateline.attribution.coreference import References

# Types whose object is where it happens: what is attacked, seized, entered or left.
TARGETS = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"})
# Types that are told with a goal ("sent to Ukraine") which is a receiver and no place.
GIVING = frozenset({"AID", "SUPPORT", "AGREE", "REQUEST", "THREATEN", "SANCTION", "ACCUSE", "REJECT", "CONCEDE", "COOPERATE"})
AWAY = frozenset({"from", "out"})
TOWARDS = frozenset({"to", "into", "towards", "toward", "onto"})
TELLING = frozenset(
    """say tell announce report add explain note claim insist state declare write argue speak reveal confirm
    comment quote reply answer stress""".split()
)


def attach(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    references: References,
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """Fill the places of every mention; what the words do not place stays without."""
    hits = read_places(document, sentences, gazetteer)
    triggers: dict[int, dict[int, list[Mention]]] = {}
    for mention in mentions:
        token = _trigger(sentences[mention.sentence], mention)
        triggers.setdefault(mention.sentence, {}).setdefault(token.index, []).append(mention)
    placed = []
    for mention in mentions:
        sentence = sentences[mention.sentence]
        found = _places(sentence, mention, hits[mention.sentence], frozenset(triggers[mention.sentence]))
        placed.append(_with(mention, found))
    return tuple(placed)


def _trigger(sentence: Sentence, mention: Mention) -> Token:
    inside = [t for t in sentence.tokens if mention.trigger.start <= t.start < mention.trigger.end]
    if not inside:
        return token_at(sentence, mention.span.start) or sentence.tokens[0]
    return next((t for t in inside if not any(o.index == t.head for o in inside if o is not t)), inside[0])


def _with(mention: Mention, hits: Sequence[PlaceHit]) -> Mention:
    if not hits:
        return mention
    places = tuple(dict.fromkeys(hit.place for hit in hits))
    reasons = tuple(Reason("places", p.span, p.rule, f"{p.text!r} is governed by the deed") for p in places)
    return replace(mention, places=places, reasons=(*mention.reasons, *reasons))


def _places(
    sentence: Sentence, mention: Mention, hits: Sequence[PlaceHit], triggers: frozenset[int]
) -> tuple[PlaceHit, ...]:
    trigger = _trigger(sentence, mention)
    ranked: list[tuple[int, PlaceHit]] = []
    for hit in hits:
        rank = _rank(sentence, mention, trigger, hit, triggers)
        if rank is not None:
            ranked.append((rank, hit))
    if not ranked:
        return ()
    best = min(rank for rank, _ in ranked)
    return tuple(hit for rank, hit in ranked if rank == best)


def _rank(
    sentence: Sentence, mention: Mention, trigger: Token, hit: PlaceHit, triggers: frozenset[int]
) -> int | None:
    """How well a place fits a mention: lower is better; None where it does not belong."""
    token = sentence.tokens[hit.head]
    path = _path(sentence, token, trigger)
    if path is None:
        return None
    if any(step.index in triggers and step.index != trigger.index for step in path):
        return None
    link = _link(sentence, token)
    if link is None:
        return _rank_of_object(mention, token, path, hit)
    if link in TOWARDS and mention.type in GIVING or link in AWAY and mention.type not in ("RETREAT", "ASSAULT"):
        return None
    if link not in LOCATING:
        return _rank_of_object(mention, token, path, hit) if link in ("of", "on", "against") else None
    if mention.type == "RETREAT":
        return 0 if link in AWAY else 1
    return 0 if link in TOWARDS else 1


LOCATING = frozenset(
    "in at near around inside outside within throughout across over into onto to toward towards from out on off along"
    " above between through aboard".split()
)


def _rank_of_object(mention: Mention, token: Token, path: Sequence[Token], hit: PlaceHit) -> int | None:
    """ "Invaded Ukraine", "the port of Odesa", "left Latvia": the object itself is the place."""
    if mention.type not in TARGETS or hit.use is Use.PLACE and token.dep == "npadvmod":
        return None
    if token.dep in ("dobj", "nsubjpass", "pobj", "conj", "attr", "poss") and mention.type in TARGETS:
        if token.dep in ("poss",) or hit.place.kind == "country" and mention.type in ("MOBILIZE", "COERCE", "PROTEST"):
            return None
        return 2
    return None


def _link(sentence: Sentence, token: Token) -> str | None:
    """The preposition a place stands behind."""
    while token.dep in ("conj", "appos", "compound", "nmod", "amod", "poss") and token.head != token.index:
        token = head(sentence, token)
    if token.dep in ("pobj", "pcomp"):
        preposition = head(sentence, token)
        return fold(preposition.text)
    return None


def _path(sentence: Sentence, token: Token, trigger: Token) -> list[Token] | None:
    """The governors between a place and the trigger; None where the trigger does not govern it."""
    steps: list[Token] = []
    for step in ancestors(sentence, token):
        if step.index == trigger.index:
            return steps
        steps.append(step)
    return None


def _members(sentence: Sentence, token: Token) -> Iterator[Token]:
    yield from conjuncts(sentence, token)


def _below(sentence: Sentence, token: Token) -> frozenset[int]:
    return frozenset(t.index for t in subtree(sentence, token))

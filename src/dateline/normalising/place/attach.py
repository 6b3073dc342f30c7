"""Which mention a place belongs to: the one whose trigger, or whose argument, governs the locative phrase.

The city a report was sent from, the seat somebody speaks in and cities that stand for governments are left
aside: a place belongs to a mention only where the tree says that the deed is there, or goes there.

The cascade, each step only where the last found nothing: places below the trigger; what is attacked, entered
or left; a place on the verb that the trigger belongs to; a place that a word stands for ("its territory",
"there", "the border"); the country that is threatened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.model import Document, Mention, Reason, Sentence, Token
from dateline.normalising.place.gazetteer import Gazetteer
from dateline.normalising.place.names import PlaceHit, read_names
from dateline.normalising.place.phrases import with_phrases
from dateline.normalising.place.standing import Standing, stands_at
from dateline.parsing.names import fold
from dateline.parsing.tree import ancestors, child, first_conjunct, head, token_at

if TYPE_CHECKING:
    from dateline.attribution.coreference import References

# Types of deeds done somewhere; the others are words, and are somewhere only where the words are said to be.
DEEDS = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "COOPERATE", "AID"})
# Types whose object is where it happens: what is attacked, seized, entered or left.
TARGETED = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"})
AT = frozenset(
    "in at near around inside outside within throughout across along off aboard between above below".split()
)
OVER = frozenset({"on", "over", "through", "across", "along"})
TOWARDS = frozenset({"to", "into", "towards", "toward", "onto"})
AWAY = frozenset({"from", "out"})
BOUND_FOR = frozenset({"head", "leave", "depart", "sail", "bind", "bound", "set"})
TELLING = frozenset(
    """say tell announce report add explain note claim insist state declare write argue speak reveal confirm comment
    quote reply answer stress warn promise pledge accuse urge ask demand deny reject call vow threaten""".split()
)
CLAUSES = frozenset({"relcl", "ccomp", "advcl", "csubj", "parataxis"})
HOSTING = frozenset({"host"})
FORESEEN = frozenset({"feared", "denied", "conditional", "expected", "considered", "wanted", "planned"})
MOVING = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
LEAVING = frozenset({"leave", "quit", "exit", "evacuate", "vacate"})
STEPS_UP = 3


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the places of a document are read from."""

    document: Document
    sentences: tuple[Sentence, ...]
    hits: tuple[tuple[PlaceHit, ...], ...]
    triggers: tuple[frozenset[int], ...]  # by sentence
    standing: Standing


def attach(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    references: References,
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """Fill the places of every mention; what the words do not place stays without."""
    if not mentions:
        return ()
    named = read_names(document, sentences, gazetteer)
    hits = tuple(
        tuple(h for h in with_phrases(document, s, found, gazetteer) if not _is_dateline(document, h))
        for s, found in zip(sentences, named, strict=True)
    )
    at: list[set[int]] = [set() for _ in sentences]
    for mention in mentions:
        at[mention.sentence].add(trigger_of(sentences[mention.sentence], mention).index)
    standing = Standing(document, tuple(sentences), named, hits, references, gazetteer)
    scene = _Scene(document, tuple(sentences), hits, tuple(frozenset(one) for one in at), standing)
    return tuple(_with(mention, _places(scene, mention)) for mention in mentions)


def _is_dateline(document: Document, hit: PlaceHit) -> bool:
    dateline = document.dateline_place
    return dateline is not None and dateline.span is not None and dateline.span.overlaps(hit.place.span)


def trigger_of(sentence: Sentence, mention: Mention) -> Token:
    """The token that carries a mention: the head of its trigger's words."""
    inside = [t for t in sentence.tokens if mention.trigger.start <= t.start < mention.trigger.end]
    if not inside:
        return token_at(sentence, mention.span.start) or sentence.tokens[0]
    return next((t for t in inside if not any(o.index == t.head for o in inside if o is not t)), inside[0])


def _with(mention: Mention, found: tuple[tuple[PlaceHit, ...], str]) -> Mention:
    hits, why = found
    if not hits:
        return mention
    places = tuple(dict.fromkeys(hit.place for hit in hits))
    reasons = tuple(Reason("places", p.span, p.rule, f"“{p.text}” {why}") for p in places)
    return replace(mention, places=places, reasons=(*mention.reasons, *reasons))


def _places(scene: _Scene, mention: Mention) -> tuple[tuple[PlaceHit, ...], str]:
    sentence = scene.sentences[mention.sentence]
    trigger = trigger_of(sentence, mention)
    triggers = scene.triggers[mention.sentence]
    if fold(trigger.lemma) in HOSTING:
        hosts = _hosts(scene, sentence, trigger)
        if hosts:
            return hosts, "is the host"
    if mention.type in DEEDS:
        border = stands_at(scene.standing, mention, sentence, trigger, triggers, owned_borders_only=True)
        if border is not None:
            return (border,), "is governed by the deed"
    below = _best(scene, mention, sentence, trigger)
    if below:
        return tuple(scene.standing.own_border(sentence, hit) for hit in below), "is governed by the deed"
    if mention.type in DEEDS:
        beside = _beside(scene, mention, sentence, trigger)
        if beside:
            return tuple(
                scene.standing.own_border(sentence, hit) for hit in beside
            ), "stands on the same verb"
    if mention.type in DEEDS - {"AID"} or mention.type in ("REQUEST", "CONSULT"):
        meant = stands_at(scene.standing, mention, sentence, trigger, triggers)
        if meant is not None:
            return (meant,), "is what the words stand for"
    if mention.type == "ASSAULT" and mention.status in FORESEEN:
        target = scene.standing.threatened(mention)
        if target is not None:
            return (target,), "is the country to be attacked"
    return (), ""


def _best(scene: _Scene, mention: Mention, sentence: Sentence, trigger: Token) -> tuple[PlaceHit, ...]:
    ranked = [
        (rank, hit)
        for hit in scene.hits[mention.sentence]
        if (rank := _rank(scene, mention, sentence, trigger, hit)) is not None
    ]
    best = min((rank for rank, _ in ranked), default=0)
    return _narrowest(sentence, [hit for rank, hit in ranked if rank == best])


def _narrowest(sentence: Sentence, hits: Sequence[PlaceHit]) -> tuple[PlaceHit, ...]:
    """ "Nyala, in South Darfur", "Arauca, near the border": the larger place only says where the smaller one is."""
    narrow = [hit for hit in hits if hit.place.precision <= 3 and hit.place.kind in ("city", "base", "area")]
    return tuple(
        hit
        for hit in hits
        if hit in narrow
        or not any(
            set(one.place.countries) <= set(hit.place.countries) and not _are_joined(sentence, one, hit)
            for one in narrow
        )
    )


def _are_joined(sentence: Sentence, one: PlaceHit, other: PlaceHit) -> bool:
    """Tell whether two places are members of one coordination."""
    first, second = sentence.tokens[one.head], sentence.tokens[other.head]
    return first_conjunct(sentence, first).index == first_conjunct(sentence, second).index


def _rank(scene: _Scene, mention: Mention, sentence: Sentence, trigger: Token, hit: PlaceHit) -> int | None:
    """How well a place below the trigger fits: lower is better; None where it does not belong."""
    token = sentence.tokens[hit.head]
    path = path_to(sentence, token, trigger)
    if path is None or any(step.index in scene.triggers[mention.sentence] for step in path):
        return None
    if any(_is_apart(sentence, step, mention) for step in (token, *path)):
        return None
    link = link_of(sentence, token)
    if link is None or link in ("of", "against", "by"):
        return _rank_as_object(mention, sentence, token, trigger, hit)
    return _rank_behind(mention, link, trigger, hit)


def _is_apart(sentence: Sentence, step: Token, mention: Mention) -> bool:
    """Tell whether a governor begins another clause, whose places are not the deed's."""
    if fold(step.text) == "according":
        return True
    if (
        step.dep == "advcl" and step.tag == "VB" and mention.type == "MOBILIZE"
    ):  # "sailed to join a group in …"
        return False
    if step.dep == "acl":
        return mention.type not in MOVING
    return step.dep in CLAUSES or (
        step.pos == "VERB" and child(sentence, step, "nsubj", "nsubjpass") is not None
    )


def _rank_behind(mention: Mention, link: str, trigger: Token, hit: PlaceHit) -> int | None:
    is_country = hit.place.kind == "country" and hit.place.rule == "place.name"
    if link in AT:
        return 1
    if mention.type not in DEEDS:
        return None
    if link in OVER:
        if not is_country:
            return 1
        return 2 if mention.type == "ASSAULT" else None
    bound = link == "for" and (
        fold(trigger.lemma) in BOUND_FOR or hit.place.rule in ("place.flank", "place.border")
    )
    if link in TOWARDS or bound:
        if mention.type == "RETREAT":
            return 2
        return None if mention.type in ("AID", "COOPERATE") and is_country else 0
    if link in AWAY:
        return 0 if mention.type == "RETREAT" else None
    return None


def _rank_as_object(
    mention: Mention, sentence: Sentence, token: Token, trigger: Token, hit: PlaceHit
) -> int | None:
    """ "Invaded Ukraine", "the port of Odesa", "patrolled Belarusian airspace": the object is the place."""
    if mention.type == "SANCTION":
        return 3 if token.dep == "dobj" and fold(head(sentence, token).lemma) in LEAVING else None
    if mention.type not in TARGETED or token.dep not in (
        "dobj",
        "nsubjpass",
        "pobj",
        "conj",
        "attr",
        "appos",
    ):
        return None
    named_country = hit.place.kind == "country" and hit.place.rule == "place.name"
    if named_country and mention.type in ("MOBILIZE", "COERCE", "PROTEST"):
        return None
    if token.dep == "nsubjpass" and head(sentence, token).index != trigger.index:
        return None
    return 1 if hit.place.precision <= 3 and mention.type in ("ASSAULT", "RETREAT") else 3


def link_of(sentence: Sentence, token: Token) -> str | None:
    """The preposition a place stands behind; None where it is a subject, object, possessor or modifier."""
    while token.dep in ("conj", "appos") and token.head != token.index:
        token = head(sentence, token)
    if token.dep in ("pobj", "pcomp"):
        preposition = head(sentence, token)
        above = head(sentence, preposition)
        if above.pos == "ADP" and fold(above.text) in AWAY:  # "out of Ukraine"
            return fold(above.text)
        return fold(preposition.text)
    if token.dep == "advmod":
        return "at"
    return None


def path_to(sentence: Sentence, token: Token, trigger: Token) -> list[Token] | None:
    """The governors between a place and the trigger; None where the trigger does not govern it."""
    steps: list[Token] = []
    for step in ancestors(sentence, token):
        if step.index == trigger.index:
            return steps
        steps.append(step)
    return None


def _beside(scene: _Scene, mention: Mention, sentence: Sentence, trigger: Token) -> tuple[PlaceHit, ...]:
    """A place on the verb the trigger is an argument of: "the bodies were found around Kyiv".

    A place before the subject sets the scene for every deed of its clause: "In Russia, police broke up rallies".
    """
    token = trigger
    for _ in range(STEPS_UP):
        above = head(sentence, token)
        if (
            above.index == token.index
            or token.dep in ("ccomp", "relcl", "parataxis")
            or fold(above.lemma) in TELLING
        ):
            return ()
        told = above.index in scene.triggers[mention.sentence]
        if above.pos in ("VERB", "AUX"):
            found = tuple(
                hit
                for hit in scene.hits[mention.sentence]
                if _hangs_on(sentence, hit, above) and (not told or _is_fronted(sentence, hit, above))
            )
            if found:
                return found
        if told:
            return ()
        token = above
    return ()


def _hangs_on(sentence: Sentence, hit: PlaceHit, verb: Token) -> bool:
    token = sentence.tokens[hit.head]
    while token.dep in ("conj", "appos") and token.head != token.index:
        token = head(sentence, token)
    if token.dep != "pobj":
        return False
    preposition = head(sentence, token)
    word = fold(preposition.text)
    return preposition.head == verb.index and (
        word in AT or (word in ("for", "to") and hit.place.rule == "place.flank")
    )


def _is_fronted(sentence: Sentence, hit: PlaceHit, verb: Token) -> bool:
    subject = child(sentence, verb, "nsubj", "nsubjpass")
    return subject is not None and hit.last < subject.index


def _hosts(scene: _Scene, sentence: Sentence, trigger: Token) -> tuple[PlaceHit, ...]:
    """Whoever hosts is the place: "Poland has hosted a battlegroup", "Latvia, host of a battlegroup"."""
    subject = child(sentence, trigger, "nsubj") if trigger.pos == "VERB" else None
    if trigger.pos != "VERB" and trigger.dep == "appos":
        subject = head(sentence, trigger)
    if subject is None:
        return ()
    members = {subject.index}
    for token in sentence.tokens[subject.index :]:
        if token.dep == "conj" and token.head in members:
            members.add(token.index)
    return tuple(hit for hit in scene.hits[sentence.index] if hit.head in members)

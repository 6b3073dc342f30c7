"""Which count belongs to which mention, and the counts that must be worked out from another.

A count belongs to the deed whose clause tells of what is counted, if the deed can be counted by that unit: troops
and ships are mobilised, people killed, wounded, arrested or expelled, money given. Ratios ("tenfold"), parts ("most
of them") and pronouns ("send them back") take the count that stands before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Document, Mention, Quantity, Sentence, Span, Token
from dateline.normalising.clause import VERBAL, clause_verb, coordinated, steps_within, trigger_token
from dateline.normalising.measures import Measures
from dateline.normalising.quantity.count import Count, Range
from dateline.normalising.quantity.unit import befallen, thing_of
from dateline.parsing.tree import ancestors, child, children, head, subtree

# what a deed of each type can be counted by: kinds of things, or units; types left out are not counted
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "MOBILIZE": ("person", "weapon", "formation", "object"),
    "RETREAT": ("person", "weapon", "formation", "object"),
    "COOPERATE": ("person", "weapon", "formation", "object", "mass"),
    "AID": ("person", "weapon", "formation", "object", "money", "mass"),
    "ASSAULT": ("toll", "person", "weapon", "object"),
    "COERCE": ("toll", "person", "object", "formation", "money"),
    "PROTEST": ("person", "object"),
    "SANCTION": ("person", "object", "money", "toll"),
    "AGREE": ("money",),
    "CONCEDE": ("money", "person"),
    "THREATEN": (),
    "REQUEST": (),
    "ACCUSE": (),
    "REJECT": (),
    "CONSULT": (),
    "SUPPORT": (),
}
# verbs whose object is who is there already: "sixty more will join about 200"
_JOINING: Final = frozenset("join reinforce replace relieve follow support accompany supplement back".split())
_UNCOUNTED_MODES: Final = frozenset(("martial-law", "curfew", "censor", "misinformation"))
_TOLLS: Final = frozenset(("killed", "wounded", "arrested", "captured", "casualties"))
_MORE: Final = frozenset(("more", "additional", "extra", "further", "larger", "bigger", "greater", "fresh"))
_RAISING: Final = frozenset(
    "increase boost reinforce expand strengthen raise beef augment bolster enlarge".split()
)
_FORCES: Final = frozenset(
    "presence force forces troop troops number contingent strength deployment garrison footprint".split()
)
_EXERCISE: Final = frozenset(
    "exercise drill manoeuvre maneuver train training practise practice wargame".split()
)
_COUNTABLE: Final = ("count", "money", "measure")


@dataclass(frozen=True, slots=True)
class Told:
    """A count with the sentence it stands in."""

    sentence: Sentence
    count: Count


def attach_quantity(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    counts: Sequence[Sequence[Count]],
    measures: Measures,
) -> tuple[Mention, ...]:
    """Give each mention the count of what it tells of; `counts` stand beside the sentences."""
    told = [Told(s, c) for s, found in zip(sentences, counts, strict=True) for c in found]
    by_sentence = {s.index: s for s in sentences}
    done = []
    for mention in mentions:
        sentence = by_sentence.get(mention.sentence)
        quantity = _quantity(document, sentence, mention, told, measures) if sentence else None
        done.append(replace(mention, quantity=quantity) if quantity else mention)
    return tuple(done)


def _quantity(
    document: Document, sentence: Sentence, mention: Mention, told: Sequence[Told], measures: Measures
) -> Quantity | None:
    trigger = trigger_token(sentence, mention)
    if trigger is None or not _KINDS[mention.type] or mention.mode in _UNCOUNTED_MODES:
        return None
    here = [t for t in told if t.sentence.index == sentence.index]
    best: tuple[float, int, Count, str] | None = None
    for one in here:
        unit = _unit_for(mention, trigger, one, told, measures)
        strength = _strength(sentence, mention, trigger, one.count) if unit else None
        if strength is not None and unit:
            rank = (strength, -abs(one.count.token - trigger.index))
            if best is None or rank > best[:2]:
                best = (*rank, one.count, unit)
    single = _single(document, sentence, mention, trigger, measures)
    if best is not None and not (single and best[0] < 4.7 and single.unit in measures.weapons):
        return _write(best[2], best[3])
    return single or (
        _derived(document, sentence, mention, trigger, here, told, measures)
        or _pronoun(document, sentence, mention, trigger, told, measures)
        or _increase(document, sentence, mention, trigger, measures)
    )


def _strength(sentence: Sentence, mention: Mention, trigger: Token, count: Count) -> float | None:
    """How firmly a count belongs to a mention; None where its clause is another."""
    if count.kind not in _COUNTABLE:
        return None
    token = sentence.tokens[count.noun if count.noun is not None else count.token]
    number = sentence.tokens[count.token]
    inside = 0.2 if mention.span.covers(count.span) else 0.0
    if token.index == trigger.index or (
        head(sentence, number).index == trigger.index and number.dep in ("nummod", "quantmod")
    ):
        return 6.0
    if _at_a_time(sentence, token, trigger):
        return None
    if (steps := _nearest_steps(sentence, token, number, trigger)) is not None:
        later = 1.0 if token.dep == "conj" and trigger.index != head(sentence, token).index else 0.0
        joined = 0.5 if token.dep == "nsubj" and trigger.lemma.lower() in _JOINING else 0.0
        return 5.0 - 0.2 * steps + inside + joined - later
    if count.unit in _TOLLS and mention.type == "ASSAULT":
        return _of_toll(sentence, trigger, token)
    return _beside(sentence, mention, trigger, token, inside)


def _nearest_steps(sentence: Sentence, token: Token, number: Token, trigger: Token) -> int | None:
    steps = [s for t in (token, number) if (s := steps_within(sentence, t, trigger)) is not None]
    return min(steps, default=None)


def _of_toll(sentence: Sentence, trigger: Token, token: Token) -> float | None:
    """Killed and wounded belong to the attack of their sentence: "an explosion, which killed two"."""
    verb = clause_verb(sentence, token)
    above = head(sentence, verb)
    if verb.dep in ("relcl", "advcl", "acl", "conj", "ccomp") and (
        trigger.index in (above.index, clause_verb(sentence, above).index)
        or (verb.dep == "relcl" and (steps_within(sentence, above, trigger) or 9) <= 2)
    ):
        return 2.0
    if steps_within(sentence, trigger, verb) is not None:
        return 2.0
    return None


def _beside(
    sentence: Sentence, mention: Mention, trigger: Token, token: Token, inside: float
) -> float | None:
    """A noun of deed in the clause that tells the count: "put 8,500 soldiers on alert for a possible *move*"."""
    verb = clause_verb(sentence, token)
    if trigger.pos in VERBAL:
        own = clause_verb(sentence, trigger)
        if (
            mention.type in ("AGREE", "CONCEDE")
            and verb.dep in ("xcomp", "ccomp")
            and head(sentence, verb).index == trigger.index
        ):
            return 1.0
        if (
            own.index != verb.index
            and coordinated(sentence, own, verb)
            and own.dep == "conj"
            and child(sentence, own, "dobj", "nsubj", "nsubjpass") is None
        ):
            return 1.0
        if (
            token.dep in ("nsubj", "nsubjpass")
            and trigger.dep == "xcomp"
            and head(sentence, trigger).index == verb.index
        ):
            return 2.0
        if trigger.dep in ("relcl", "acl") and head(sentence, trigger).index == token.index:
            return 4.0 + inside
        return None
    if verb.dep in ("acl", "relcl") and head(sentence, verb).index == trigger.index:
        return 3.0 + inside
    if (
        verb.pos in VERBAL
        and steps_within(sentence, trigger, verb) is not None
        and not _at_a_time(sentence, trigger, verb)
    ):
        return 1.5 + inside
    return None


def _at_a_time(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """Whether a noun only dates or explains its clause: "after the withdrawal", "despite the strikes"."""
    for token in (noun, *ancestors(sentence, noun)):
        if token.index == verb.index:
            return False
        if token.dep == "prep" and token.lemma.lower() in _TIMES:
            return True
    return False


_TIMES: Final = frozenset("after before since following despite amid over until during because ahead".split())


# --- units ------------------------------------------------------------------------------------------------------


def _unit_for(
    mention: Mention, trigger: Token, one: Told, told: Sequence[Told], measures: Measures
) -> str | None:
    """The unit a count has for a mention; None where such a deed is not counted by it."""
    count, sentence = one.count, one.sentence
    allowed = _KINDS[mention.type]
    if count.kind == "money":
        return "money" if "money" in allowed else None
    if count.kind == "measure":
        noun = sentence.tokens[count.noun] if count.noun is not None else None
        kind = measures.kinds.get(noun.lemma.lower()) if noun else None
        return count.unit if kind in ("mass", "volume") and "mass" in allowed else None
    if count.kind != "count":
        return None
    unit, kind = count.unit or _elliptic(mention, one, told), _kind_of(count, sentence, measures)
    if unit is None:
        return None
    if unit in _TOLLS:
        return _toll_unit(mention, unit, sentence, count)
    if kind == "person" and allowed == ("money",):
        return None
    if kind == "unknown":
        # a thing no table knows is what is sanctioned, seized or given, but no force that moves
        return (
            unit
            if mention.type in ("SANCTION", "COERCE", "AID", "ASSAULT") or mention.mode == "weapons"
            else None
        )
    return _person_unit(mention, trigger, sentence, count, unit) if _fits(kind, allowed) else None


def _fits(kind: str, allowed: tuple[str, ...]) -> bool:
    return kind in allowed


def _kind_of(count: Count, sentence: Sentence, measures: Measures) -> str:
    if count.noun is None:
        return "person"
    noun = sentence.tokens[count.noun]
    thing = thing_of(sentence, noun, measures)
    if thing is not None:
        return thing.kind
    if count.unit == "people":
        return "person"
    if noun.lemma.lower() == "member":
        around = {t.text.lower() for t in subtree(sentence, noun)}
        return "never" if around & _ALLIANCES else "person"
    if noun.lemma.lower() in _NEVER or noun.entity in ("DATE", "TIME", "GPE"):
        return "never"
    return "unknown"


# nouns whose number says nothing of a deed's size
_NEVER: Final = frozenset(
    "country state nation ally government party side capital region province city town village front way reason"
    " time phase stage point percent step option condition demand goal hour day week month year aim issue question term"
    " direction leader minister president agency kind type sort part thing area zone sector round-trip".split()
)


_ALLIANCES: Final = frozenset(
    ("nato", "eu", "alliance", "union", "bloc", "g7", "council", "states", "countries", "nations")
)


def _toll_unit(mention: Mention, unit: str, sentence: Sentence, count: Count) -> str | None:
    if mention.type == "ASSAULT":
        return unit if unit in ("killed", "wounded", "casualties") else None
    if unit == "arrested":
        return unit if mention.type == "COERCE" else None
    return None


def _person_unit(mention: Mention, trigger: Token, sentence: Sentence, count: Count, unit: str) -> str:
    """People are troops where armed forces move or exercise and the noun is but a nationality or "members"."""
    noun = sentence.tokens[count.noun] if count.noun is not None else None
    lemma = noun.lemma.lower() if noun else ""
    exercise = mention.type == "COOPERATE" and trigger.lemma.lower() in _EXERCISE
    if unit == "people" and (mention.type == "MOBILIZE" or exercise):
        if noun is None or noun.pos == "PROPN" or noun.entity == "NORP" or noun.text[:1].isupper():
            return "troops"
    if noun is not None and lemma in ("member", "man", "woman") and mention.type in ("MOBILIZE", "RETREAT"):
        words = {t.text.lower() for t in subtree(sentence, noun)}
        if lemma == "man" or words & {"forces", "army", "navy", "guard", "corps", "military"}:
            return "troops"
    return unit


def _elliptic(mention: Mention, one: Told, told: Sequence[Told]) -> str | None:
    """The unit of a number without a noun: by the deed's mode, else that of the count before it."""
    by_mode = {
        ("MOBILIZE", "troops"): "troops",
        ("SANCTION", "expel"): "people",
        ("COERCE", "arrest"): "arrested",
        ("COERCE", "deport"): "people",
    }
    if unit := by_mode.get((mention.type, mention.mode or "")):
        return unit
    before = [
        t.count
        for t in told
        if t.count.unit
        and t.count.kind == "count"
        and t.count.span.end <= one.count.span.start
        and one.sentence.index - t.sentence.index <= 2
    ]
    return before[-1].unit if before else {"MOBILIZE": "troops", "PROTEST": "people"}.get(mention.type)


# --- worked out -------------------------------------------------------------------------------------------------


def _counts_forces(sentence: Sentence, token: Token, measures: Measures) -> bool:
    """Whether what is doubled can be counted: "doubled its force", not "doubled its border"."""
    target = child(sentence, token, "dobj", "nsubjpass")
    return (
        target is None
        or target.lemma.lower() in _FORCES
        or target.pos == "PRON"
        or thing_of(sentence, target, measures) is not None
    )


def _base(
    told: Sequence[Told], span: Span, sentence: Sentence, mention: Mention, units: frozenset[str] | None
) -> Count | None:
    """The count that a ratio or part stands on: the nearest before it, else the first after it of the same party."""
    fit = [
        t
        for t in told
        if t.count.kind == "count"
        and not t.count.span.overlaps(span)
        and (t.count.low is not None or t.count.high is not None)
        and (units is None or t.count.unit in units or t.count.unit == "")
    ]
    before = [t for t in fit if t.count.span.end <= span.start and sentence.index - t.sentence.index <= 4]
    if before:
        return _exact_first(before).count
    return next((t.count for t in fit if t.count.span.start >= span.end and _of_party(t, mention)), None)


def _exact_first(before: Sequence[Told]) -> Told:
    """The nearest count of a sentence, a total before a mere addition."""
    totals = [t for t in before if t.count.change == "total"]
    return (totals or before)[-1]


def _of_party(one: Told, mention: Mention) -> bool:
    """Whether the noun phrase of a count names a party of the mention: "800 Canadians" and Canada."""
    words = one.count.noun_words.lower().split()
    names = [
        word
        for actor in mention.actors
        for word in f"{actor.name} {actor.text}".lower().split()
        if len(word) >= 4
    ]
    return any(word[:5] == name[:5] for word in words for name in names)


_PEOPLE: Final = frozenset(("troops", "people", "police", "prisoners", "hostages"))


def _derived(
    document: Document,
    sentence: Sentence,
    mention: Mention,
    trigger: Token,
    here: Sequence[Told],
    told: Sequence[Told],
    measures: Measures,
) -> Quantity | None:
    """Work out "tenfold" and "most of them" from their base."""
    for one in here:
        count = one.count
        if count.kind not in ("ratio", "part"):
            continue
        token = sentence.tokens[count.token]
        if count.kind == "ratio" and not _counts_forces(sentence, token, measures):
            continue
        near = (
            token.index == trigger.index
            or steps_within(sentence, token, trigger) is not None
            or steps_within(sentence, trigger, token) is not None
        )
        verb = clause_verb(sentence, token)
        if (
            not near
            and clause_verb(sentence, trigger).index != verb.index
            and not mention.span.covers(count.span)
        ):
            continue
        base = _base(told, count.span, sentence, mention, _PEOPLE if mention.type == "MOBILIZE" else None)
        if base is None:
            return None
        unit = base.unit or "troops"
        if mention.type == "MOBILIZE" and unit == "people":
            unit = "troops"
        scope = Range(base.low, base.best, base.high)
        if count.kind == "ratio" or count.figures:
            scope = scope.scaled(count.figures[0])
        else:
            scope = Range(None, None, base.high)
        return Quantity(
            count.text,
            _plain(scope.low),
            _plain(scope.best),
            _plain(scope.high),
            unit,
            count.change,
            True,
            count.span,
            "quantity.derived",
        )
    return None


def _plain(number: float | None) -> float | None:
    return None if number is None else int(number) if number == int(number) else round(number, 2)


def _pronoun(
    document: Document,
    sentence: Sentence,
    mention: Mention,
    trigger: Token,
    told: Sequence[Told],
    measures: Measures,
) -> Quantity | None:
    """ "… and should send *them* back": the count of the same sentence that the pronoun stands for."""
    if mention.type not in ("MOBILIZE", "RETREAT", "ASSAULT", "COERCE"):
        return None
    if not any(
        t.lemma.lower() in ("they", "them", "these", "those")
        for t in children(sentence, trigger, "dobj", "nsubj", "nsubjpass")
    ):
        return None
    before = [
        t.count
        for t in told
        if t.sentence.index == sentence.index
        and t.count.kind == "count"
        and t.count.unit in _PEOPLE | measures.units
        and t.count.span.end <= sentence.tokens[trigger.index].start
    ]
    if not before or before[-1].unit in _TOLLS:
        return None
    return replace(_write(before[-1], before[-1].unit), rule="quantity.pronoun")


def _write(count: Count, unit: str) -> Quantity:
    return Quantity(
        text=count.text, low=_plain(count.low), best=_plain(count.best), high=_plain(count.high), unit=unit,
        change=count.change, derived=count.derived, span=count.span, rule=count.rule, currency=count.currency, per=count.per,
    )  # fmt: skip


def _arguments(sentence: Sentence, trigger: Token) -> Iterator[Token]:
    """The nouns a deed is told of: the trigger itself, its subject of the passive, its objects, its subject."""
    if trigger.pos not in VERBAL:
        yield trigger
    for label in ("dobj", "nsubjpass", "nsubj", "attr", "oprd"):
        yield from children(sentence, trigger, label)
    for preposition in children(sentence, trigger, "prep", "agent"):
        if preposition.lemma.lower() in ("of", "with", "by") and (
            noun := child(sentence, preposition, "pobj")
        ):
            yield noun


def _single(
    document: Document, sentence: Sentence, mention: Mention, trigger: Token, measures: Measures
) -> Quantity | None:
    """ "A frigate" is one ship, "Spain's frigate" too, "a soldier was stabbed" one killed."""
    for noun in _arguments(sentence, trigger):
        if noun.tag == "NNS" and (first := _first_of_two(sentence, noun, measures)) is not None:
            noun = first
        if noun.tag not in ("NN", "NNP"):
            continue
        thing = thing_of(sentence, noun, measures)
        article = child(sentence, noun, "det") or next(
            (
                t
                for t in sentence.tokens[max(0, noun.index - 1) : noun.index]
                if t.lemma.lower() in ("a", "an")
            ),
            None,
        )
        if thing is None or thing.noun in _COLLECTIVE:
            continue
        one = article is not None and article.lemma.lower() in ("a", "an")
        owned = child(sentence, noun, "poss") is not None and thing.kind == "weapon"
        the = (
            article is not None
            and article.lemma.lower() == "the"
            and mention.mode == "expel"
            and thing.kind == "person"
        )
        if not (one or owned or the) or not _fits(thing.kind, _KINDS[mention.type]):
            continue
        if mention.type in ("MOBILIZE", "RETREAT", "AID") and thing.kind not in ("weapon", "formation"):
            continue
        if mention.type not in ("MOBILIZE", "RETREAT", "AID", "SANCTION") and thing.kind != "person":
            continue
        unit = thing.unit
        if mention.type == "ASSAULT":
            unit = befallen(sentence, noun) or ""
            if not unit:
                continue
        if mention.type == "COERCE":
            if mention.mode != "arrest":
                continue
            unit = "arrested"
        if mention.type in ("COOPERATE", "PROTEST"):
            continue
        first = article if article is not None else noun
        span = (
            Span(first.start, noun.end) if the or thing.kind == "formation" else Span(first.start, first.end)
        )
        return Quantity(span.of(document.text), 1, 1, 1, unit, "total", False, span, "quantity.single")
    return None


def _first_of_two(sentence: Sentence, noun: Token, measures: Measures) -> Token | None:
    """The ship of "a ship and land units", which the tree hangs below the units."""
    for token in subtree(sentence, noun):
        if (
            token.index
            and sentence.tokens[token.index - 1].lemma.lower() in ("a", "an")
            and token.index + 1 < noun.index
            and sentence.tokens[token.index + 1].text == "and"
        ):
            thing = thing_of(sentence, token, measures)
            if thing is not None and thing.kind == "weapon":
                return token
    return None


_COLLECTIVE: Final = frozenset(
    (
        "staff",
        "personnel",
        "artillery",
        "people",
        "army",
        "unit",
        "population",
        "convoy",
        "company",
        "family",
        "guard",
    )
)


def _increase(
    document: Document, sentence: Sentence, mention: Mention, trigger: Token, measures: Measures
) -> Quantity | None:
    """More troops without a number: "additional troops", "a larger presence", "boosted its presence"."""
    if mention.type not in ("MOBILIZE", "SANCTION"):
        return None
    for noun in _arguments(sentence, trigger):
        thing = thing_of(sentence, noun, measures)
        force = noun.lemma.lower() in _FORCES
        if not force and (thing is None or thing.kind != "person"):
            continue
        if mention.type == "SANCTION" and (thing is None or mention.mode != "expel"):
            continue
        unit = (
            "people"
            if mention.type == "SANCTION"
            else "troops"
            if force or thing is None or thing.unit == "people"
            else thing.unit
        )
        if word := next(
            (t for t in children(sentence, noun, "amod", "advmod", "det") if t.text.lower() in _MORE), None
        ):
            span = Span(word.start, word.end)
            return Quantity(
                span.of(document.text), None, None, None, unit, "increase", False, span, "quantity.more"
            )
    if trigger.lemma.lower() in _RAISING and mention.type == "MOBILIZE":
        target = child(sentence, trigger, "dobj", "nsubjpass") if trigger.pos in VERBAL else None
        if (
            target is None
            or target.lemma.lower() in _FORCES
            or ((thing := thing_of(sentence, target, measures)) is not None and thing.kind == "person")
        ):
            span = Span(trigger.start, trigger.end)
            return Quantity(
                span.of(document.text), None, None, None, "troops", "increase", False, span, "quantity.raised"
            )
    return None

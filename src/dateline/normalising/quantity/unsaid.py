"""Counts that are not written as numbers: ratios and parts of a base, pronouns, "a frigate", "more soldiers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dateline.model import Document, Mention, Quantity, Sentence, Span, Token
from dateline.normalising.clause import VERBAL, clause_verb, steps_within
from dateline.normalising.measures import Measures, Thing
from dateline.normalising.quantity.count import Count, Range
from dateline.normalising.quantity.fit import TOLLS, Told, fits
from dateline.normalising.quantity.unit import befallen, thing_of
from dateline.parsing.tree import child, children, subtree

_MORE: Final = frozenset(("more", "additional", "extra", "further", "larger", "bigger", "greater", "fresh"))
_RAISING: Final = frozenset(
    "increase boost reinforce expand strengthen raise beef augment bolster enlarge".split()
)
FORCES: Final = frozenset(
    "presence force forces troop troops number contingent strength deployment garrison footprint".split()
)
PEOPLE: Final = frozenset(("troops", "people", "police", "prisoners", "hostages"))


def derived(
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
        base = _base(told, count.span, sentence, mention, PEOPLE if mention.type == "MOBILIZE" else None)
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
            plain(scope.low),
            plain(scope.best),
            plain(scope.high),
            unit,
            count.change,
            True,
            count.span,
            "quantity.derived",
        )
    return None


def _counts_forces(sentence: Sentence, token: Token, measures: Measures) -> bool:
    """Whether what is doubled can be counted: "doubled its force", not "doubled its border"."""
    target = child(sentence, token, "dobj", "nsubjpass")
    return (
        target is None
        or target.lemma.lower() in FORCES
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


def carried(
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
        and t.count.unit in PEOPLE | measures.units
        and t.count.span.end <= sentence.tokens[trigger.index].start
    ]
    if not before or before[-1].unit in TOLLS:
        return None
    return replace(as_quantity(before[-1], before[-1].unit), rule="quantity.pronoun")


def plain(number: float | None) -> float | None:
    """A whole number without its point."""
    return None if number is None else int(number) if number == int(number) else round(number, 2)


def as_quantity(count: Count, unit: str) -> Quantity:
    """A count as the quantity of a mention, in the unit it has there."""
    return Quantity(
        text=count.text,
        low=plain(count.low),
        best=plain(count.best),
        high=plain(count.high),
        unit=unit,
        change=count.change,
        derived=count.derived,
        span=count.span,
        rule=count.rule,
        currency=count.currency,
        per=count.per,
    )


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


def single(
    document: Document, sentence: Sentence, mention: Mention, trigger: Token, measures: Measures
) -> Quantity | None:
    """ "A frigate" is one ship, "Spain's frigate" too, "a soldier was stabbed" one killed."""
    for argument in _arguments(sentence, trigger):
        noun = _first_of_two(sentence, argument, measures) or argument
        thing = thing_of(sentence, noun, measures) if noun.tag in ("NN", "NNP") else None
        if thing is None or thing.noun in _COLLECTIVE or not fits(thing.kind, mention.type):
            continue
        article = _article(sentence, noun)
        word = article.lemma.lower() if article else ""
        owned = thing.kind == "weapon" and child(sentence, noun, "poss") is not None
        expelled = word == "the" and mention.mode == "expel" and thing.kind == "person"
        unit = _single_unit(sentence, mention, noun, thing)
        if unit and (word in ("a", "an") or owned or expelled):
            first, whole = article or noun, expelled or thing.kind == "formation"
            span = Span(first.start, noun.end if whole else first.end)
            return Quantity(span.of(document.text), 1, 1, 1, unit, "total", False, span, "quantity.single")
    return None


def _article(sentence: Sentence, noun: Token) -> Token | None:
    """The article of a noun, by the tree or right before it."""
    before = sentence.tokens[noun.index - 1] if noun.index else None
    hung = child(sentence, noun, "det")
    return hung or (before if before is not None and before.lemma.lower() in ("a", "an") else None)


def _single_unit(sentence: Sentence, mention: Mention, noun: Token, thing: Thing) -> str | None:
    """The unit of a single thing or person, where a deed of this type is counted by it."""
    if mention.type in ("MOBILIZE", "RETREAT", "AID"):
        return thing.unit if thing.kind in ("weapon", "formation") else None
    if thing.kind != "person":
        return thing.unit if mention.type == "SANCTION" else None
    if mention.type == "ASSAULT":
        return befallen(sentence, noun)
    if mention.type == "COERCE":
        return "arrested" if mention.mode == "arrest" else None
    return thing.unit if mention.type == "SANCTION" else None


def _first_of_two(sentence: Sentence, noun: Token, measures: Measures) -> Token | None:
    """The ship of "a ship and land units", which the tree hangs below the units."""
    if noun.tag != "NNS":
        return None
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


def increase(
    document: Document, sentence: Sentence, mention: Mention, trigger: Token, measures: Measures
) -> Quantity | None:
    """More troops without a number: "additional troops", "a larger presence", "boosted its presence"."""
    if mention.type not in ("MOBILIZE", "SANCTION"):
        return None
    for noun in _arguments(sentence, trigger):
        thing = thing_of(sentence, noun, measures)
        force = noun.lemma.lower() in FORCES
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
            or target.lemma.lower() in FORCES
            or ((thing := thing_of(sentence, target, measures)) is not None and thing.kind == "person")
        ):
            span = Span(trigger.start, trigger.end)
            return Quantity(
                span.of(document.text), None, None, None, "troops", "increase", False, span, "quantity.raised"
            )
    return None

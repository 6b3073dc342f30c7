"""What a deed can be counted by, and the unit a count has for it: nationals who march are troops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Mention, Sentence, Token
from dateline.normalising.measures import Measures
from dateline.normalising.quantity.count import Count
from dateline.normalising.quantity.unit import thing_of
from dateline.parsing.tree import subtree

# what a deed of each type can be counted by: kinds of things, money, mass
KINDS: Final[dict[str, tuple[str, ...]]] = {
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
TOLLS: Final = frozenset(("killed", "wounded", "arrested", "captured", "casualties"))
_EXERCISE: Final = frozenset(
    "exercise drill manoeuvre maneuver train training practise practice wargame".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A count with the sentence it stands in."""

    sentence: Sentence
    count: Count


def unit_for(
    mention: Mention, trigger: Token, one: Told, told: Sequence[Told], measures: Measures
) -> str | None:
    """The unit a count has for a mention; None where such a deed is not counted by it."""
    count, sentence = one.count, one.sentence
    allowed = KINDS[mention.type]
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
    if unit in TOLLS and mention.type in ("MOBILIZE", "RETREAT"):
        thing = thing_of(sentence, sentence.tokens[count.noun], measures) if count.noun is not None else None
        return thing.unit if thing is not None and thing.kind == "person" else None
    if unit in TOLLS:
        return _toll_unit(mention, unit, sentence, count)
    if unit == "sites" and mention.mode == "cyber":
        return "websites"
    if kind == "person" and allowed == ("money",):
        return None
    if kind == "unknown":
        # a thing no table knows is what is sanctioned, seized or given, but no force that moves
        return (
            unit
            if mention.type in ("SANCTION", "COERCE", "AID", "ASSAULT") or mention.mode == "weapons"
            else None
        )
    return _person_unit(mention, trigger, sentence, count, unit) if fits(kind, mention.type) else None


def fits(kind: str, type: str) -> bool:
    """Whether deeds of a type are counted by a kind of thing."""
    return kind in KINDS[type]


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
    " time phase stage point percent step option condition demand goal hour day week month year aim issue"
    " question term"
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
    nameless = noun is None or noun.pos == "PROPN" or noun.entity == "NORP" or noun.text[:1].isupper()
    if unit == "people" and nameless and (mention.type == "MOBILIZE" or exercise):
        return "troops"
    if (
        noun is not None
        and lemma in ("member", "man", "woman")
        and mention.type in ("MOBILIZE", "RETREAT", "COOPERATE")
    ):
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

"""Phrases around a name that make a place of their own.

"Eastern Ukraine", "Ukraine's borders", "near Ukraine", "the Romanian coast", "Belarusian airspace", "the port of
Odesa", "NATO's eastern flank".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model import Document, Place, Sentence, Span, Token
from dateline.normalising.place.gazetteer import Gazetteer
from dateline.normalising.place.names import DIRECTIONS, SITES, PlaceHit
from dateline.parsing.metonymy import Use, use_of
from dateline.parsing.names import fold
from dateline.parsing.tree import child, children, head

BORDERS = frozenset({"border", "borders", "frontier", "frontiers", "borderland", "borderlands", "boundary"})
NEAR = frozenset({"near", "around", "outside", "beside", "surrounding", "encircling", "close"})
EDGES = frozenset({"coast", "coasts", "coastline", "shore", "shores"})
AIRSPACE = frozenset({"airspace", "skies", "waters", "territory", "soil", "ground", "territories"})
FLANKS = frozenset(
    {"flank", "part", "edge", "wing", "members", "allies", "states", "front", "side", "end", "east"}
)
ALLIANCE = frozenset({"nato", "alliance", "bloc"})
ADJECTIVE_OF_PLACE = frozenset({"amod", "compound", "nmod", "poss"})


def with_phrases(
    document: Document, sentence: Sentence, hits: Sequence[PlaceHit], gazetteer: Gazetteer
) -> Iterator[PlaceHit]:
    """Widen names to the phrases they stand in, and add the phrases that name no place themselves."""
    for hit in hits:
        wide = _widened(document, sentence, hit)
        if wide is not hit or hit.entry is None or not hit.entry.adjective:
            yield wide
    yield from _flanks(document, sentence, gazetteer)


def _widened(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit:
    """The border, coast, airspace or part of a country that the name stands in; the name itself where none."""
    for widen in (_border, _coast, _airspace, _part, _near, _site):
        wide = widen(document, sentence, hit)
        if wide is not None:
            return wide
    return hit


def _flanks(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[PlaceHit]:
    """ "NATO's eastern flank", "the alliance's east", "the eastern part of the alliance"."""
    for token in sentence.tokens:
        side = fold(token.text)
        if side not in DIRECTIONS:
            continue
        noun = head(sentence, token) if token.dep in ("amod", "compound") else token
        if (noun is not token and fold(noun.text) not in FLANKS) or (
            noun is token and token.pos not in ("NOUN", "PROPN")
        ):
            continue
        if not _is_of_the_alliance(document, sentence, noun, bare=noun is token):
            continue
        first = min(t.index for t in (token, noun, *children(sentence, noun, "poss")))
        last = max(t.index for t in (token, noun))
        span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
        name = f"{_adjective(side)} flank of NATO"
        entry = next(iter(gazetteer.look_up(name)), None)
        countries = entry.countries if entry else ()
        place = Place(
            name, "region", countries, None, None, 7, entry.id if entry else None,
            span.of(document.text), span, "place.flank",
        )  # fmt: skip
        yield PlaceHit(
            sentence.index, first, last, noun.index, place, entry, use_of(sentence, noun.index, noun.index)
        )


def _is_of_the_alliance(document: Document, sentence: Sentence, noun: Token, *, bare: bool) -> bool:
    """Tell whose flank it is: NATO's by its owner, or by the sentence where none is named."""
    owners = [*children(sentence, noun, "poss", "compound", "nmod")]
    for preposition in children(sentence, noun, "prep"):
        if fold(preposition.text) == "of":
            owners.extend(children(sentence, preposition, "pobj"))
    named = {fold(t.text) for t in owners}
    if named & ALLIANCE:
        return True
    if named - {"its", "their"} or "NATO" not in document.text:
        return False
    if bare:
        words = {fold(t.text) for t in sentence.tokens}
        return bool(words & (ALLIANCE | {"allies", "allied"})) and not owners
    return fold(noun.text) == "flank"


def _site(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    """ "The port of Odesa", "the Ādaži base", "the outskirts of Goma": the noun stands for the place in the tree."""
    token = sentence.tokens[hit.head]
    governor = head(sentence, token)
    if (
        token.dep in ("compound", "amod", "nmod", "poss")
        and fold(governor.lemma) in SITES
        and hit.place.kind != "country"
    ):
        noun = governor
    elif (
        token.dep == "pobj" and fold(governor.text) == "of" and fold(head(sentence, governor).lemma) in SITES
    ):
        noun = head(sentence, governor)
    else:
        return None
    return replace(hit, head=noun.index, use=use_of(sentence, noun.index, noun.index))


def _border(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    """ "Ukraine's borders", "the border with Belarus", "the Polish border"."""
    noun = _noun_above(sentence, hit, BORDERS)
    if noun is None or hit.place.kind not in ("country", "region"):
        return None
    owner = child(sentence, noun, "poss")
    side = _direction_before(sentence, noun)
    name = f"{side + ' ' if side else ''}border of {hit.place.name}"
    if owner is not None and not hit.first <= owner.index <= hit.last and owner.pos != "PRON":
        return None
    return _wide(document, sentence, hit, noun, name, "border", 5, "place.border")


def _coast(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    noun = _noun_above(sentence, hit, EDGES)
    if noun is None or hit.place.kind not in ("country", "region"):
        return None
    side = _direction_before(sentence, noun)
    name = f"{side + ' ' if side else ''}coast of {hit.place.name}"
    return _wide(document, sentence, hit, noun, name, "area", 5, "place.coast")


def _airspace(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    noun = _noun_above(sentence, hit, AIRSPACE)
    if noun is None or hit.place.kind not in ("country", "region"):
        return None
    return _wide(
        document, sentence, hit, noun, hit.place.name, hit.place.kind, hit.place.precision, "place.airspace"
    )


def _part(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    """ "Eastern Ukraine", "the west of the country", "the eastern part of Poland"."""
    if hit.place.kind != "country":
        return None
    before = sentence.tokens[hit.first - 1] if hit.first else None
    if before is not None and fold(before.text) in DIRECTIONS:
        name = f"{before.text.lower()} {hit.place.name}"
        span = Span(before.start, hit.place.span.end)
        place = replace(
            hit.place,
            name=name,
            kind="region",
            precision=5,
            text=span.of(document.text),
            span=span,
            rule="place.part",
            gazetteer=None,
        )
        return replace(hit, first=hit.first - 1, place=place)
    noun = _noun_above(
        sentence, hit, frozenset({"north", "south", "east", "west", "part", "regions", "region"})
    )
    if noun is not None and (
        side := fold(noun.text) if fold(noun.text) in DIRECTIONS else _direction_before(sentence, noun)
    ):
        return _wide(
            document, sentence, hit, noun, f"{_adjective(side)} {hit.place.name}", "region", 5, "place.part"
        )
    return None


def _adjective(side: str) -> str:
    return side if side.endswith("ern") or side == "central" else side + "ern"


def _near(document: Document, sentence: Sentence, hit: PlaceHit) -> PlaceHit | None:
    """ "Near Ukraine" is its border; "near Kharkiv" is the city, less exactly."""
    token = sentence.tokens[hit.head]
    governor = head(sentence, token)
    if token.dep != "pobj" or fold(governor.text) not in NEAR:
        return None
    if hit.place.kind == "country":
        return _wide(
            document, sentence, hit, governor, f"border of {hit.place.name}", "border", 5, "place.near"
        )
    if hit.place.precision == 1:
        return replace(hit, place=replace(hit.place, precision=2, rule="place.near"))
    return None


def _noun_above(sentence: Sentence, hit: PlaceHit, nouns: frozenset[str]) -> Token | None:
    """The noun that the name belongs to: possessor, modifier, or behind "of", "with", "between"."""
    token = sentence.tokens[hit.head]
    for _ in range(3):
        governor = head(sentence, token)
        if governor.index == token.index:
            return None
        if fold(governor.text) in nouns and (token.dep in ADJECTIVE_OF_PLACE or token.dep == "prep"):
            return governor
        if token.dep in ("conj", "appos") or (
            token.dep == "pobj" and fold(governor.text) in ("of", "with", "between", "to")
        ):
            token = governor
            continue
        return None
    return None


def _direction_before(sentence: Sentence, noun: Token) -> str:
    return next(
        (fold(t.text) for t in children(sentence, noun, "amod", "compound") if fold(t.text) in DIRECTIONS), ""
    )


def _wide(
    document: Document,
    sentence: Sentence,
    hit: PlaceHit,
    noun: Token,
    name: str,
    kind: str,
    precision: int,
    rule: str,
) -> PlaceHit:
    span = Span(min(hit.place.span.start, noun.start), max(hit.place.span.end, noun.end))
    place = replace(
        hit.place, name=name, kind=kind, precision=precision, text=span.of(document.text), span=span, rule=rule,
        lat=None, lon=None, gazetteer=hit.place.gazetteer if name == hit.place.name else None,
    )  # fmt: skip
    anchor = noun if noun.pos not in ("ADP", "SCONJ", "ADV") else sentence.tokens[hit.head]
    use = use_of(sentence, anchor.index, anchor.index) if anchor is noun else Use.PLACE
    return replace(hit, head=anchor.index, place=place, use=use)

"""Finding places: names of the gazetteer, and phrases around them that make a place of their own.

"Kharkiv", "eastern Ukraine", "Ukraine's borders", "near Ukraine", "the Romanian coast", "Belarusian airspace",
"NATO's eastern flank".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import Document, Entity, Place, Sentence, Span, Token
from dateline.normalising.place.gazetteer import Entry, Gazetteer
from dateline.normalising.place.resolve import Candidate, qualifier, settle
from dateline.parsing.metonymy import Use, use_of
from dateline.parsing.names import POSSESSIVE, fold, plain
from dateline.parsing.tree import child, children, head

LONGEST = 6  # tokens of a place's name
PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
NO_PLACE_ENTITIES = frozenset(
    {"PERSON", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"}
)
LOCATIVE = frozenset(
    "in at near around inside outside within throughout across over into onto to toward towards from through on off"
    " along above below between off".split()
)
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western
    north-east north-west south-east south-west""".split()
)
BORDERS = frozenset({"border", "borders", "frontier", "frontiers", "borderland", "borderlands", "boundary"})
NEAR = frozenset({"near", "around", "outside", "beside", "surrounding", "encircling", "close"})
EDGES = frozenset({"coast", "coasts", "coastline", "shore", "shores"})
AIRSPACE = frozenset({"airspace", "skies", "waters", "territory", "soil", "ground", "territories"})
FLANKS = frozenset(
    {"flank", "part", "edge", "wing", "members", "allies", "states", "front", "side", "end", "east"}
)
ALLIANCE = frozenset({"nato", "alliance", "bloc"})
# Nouns that stand for the place named beside them.
SITES = frozenset(
    """airfield airport area base battlefield bridge camp capital centre center checkpoint city coast compound corridor
    crossing district dock edge embassy enclave exclave facility front frontline garrison harbor harbour headquarters
    heart hospital island mosque neighborhood neighbourhood oblast outpost outskirt peninsula plant port prison
    province region river road sector settlement site skies south square state strait strip suburb terminal territory
    theatre town university valley village zone north east west part half waters island archipelago bank gate
    barracks palace parliament reactor refinery station tunnel country nation""".split()
)
ADJECTIVE_OF_PLACE = frozenset({"amod", "compound", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place in a sentence: the words, what they mean, the token that stands for it in the tree, and its use."""

    sentence: int
    first: int
    last: int
    head: int
    place: Place
    entry: Entry | None
    use: Use


def find_places(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> tuple[PlaceHit, ...]:
    """Find the places of one sentence by what the sentence alone tells."""
    return read_places(document, (sentence,), gazetteer)[0]


def read_places(
    document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[tuple[PlaceHit, ...], ...]:
    """Find the places of every sentence; the document decides which place of a name is meant."""
    named = read_names(document, sentences, gazetteer)
    return tuple(
        tuple(with_phrases(document, sentence, hits, gazetteer))
        for sentence, hits in zip(sentences, named, strict=True)
    )


def read_names(
    document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[tuple[PlaceHit, ...], ...]:
    """Find the names of places and the nationalities of every sentence, without the phrases around them."""
    found = [list(_candidates(document.text, sentence, gazetteer)) for sentence in sentences]
    settled = settle([candidate for group in found for candidate in group])
    hits = []
    position = 0
    for sentence, group in zip(sentences, found, strict=True):
        chosen = settled[position : position + len(group)]
        position += len(group)
        hits.append(
            tuple(
                _hit(document, sentence, candidate, entry)
                for candidate, entry in zip(group, chosen, strict=True)
                if entry is not None
            )
        )
    return tuple(hits)


# Names


def _candidates(text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Candidate]:
    at = 0
    while at < len(sentence.tokens):
        candidate = _candidate_at(text, sentence, at, gazetteer)
        if candidate is None:
            at += 1
            continue
        yield candidate
        at = candidate.last + 1


def _candidate_at(text: str, sentence: Sentence, at: int, gazetteer: Gazetteer) -> Candidate | None:
    tokens = sentence.tokens
    first = tokens[at]
    if not first.text[0].isalpha() or (
        first.text.islower() and fold(first.text) not in DIRECTIONS and first.text != "al"
    ):
        return None
    for last in range(min(len(tokens), at + LONGEST) - 1, at - 1, -1):
        if tokens[last].text in POSSESSIVE or (
            not tokens[last].text[-1].isalnum() and tokens[last].text[-1] != "."
        ):
            continue
        if not _may_end(tokens[last], last == at):
            continue
        entries = gazetteer.look_up(_text(tokens[at : last + 1]))
        entries = tuple(e for e in entries if _is_fit(sentence, at, last, e))
        if entries:
            larger = qualifier(text, tokens[last].end, gazetteer)
            return Candidate(sentence.index, at, last, _text(tokens[at : last + 1]), entries, larger)
    return None


def _text(tokens: Sequence[Token]) -> str:
    """The words as written, possessive endings apart."""
    text = ""
    end: int | None = None
    for token in tokens:
        if token.text in POSSESSIVE:
            end = token.end
            continue
        text += (" " if end is not None and token.start > end else "") + token.text
        end = token.end
    return text


def _may_end(token: Token, alone: bool) -> bool:
    return alone or token.text[0].isupper() or token.pos in ("NOUN", "PROPN") or token.text[0].isdigit()


def _is_fit(sentence: Sentence, first: int, last: int, entry: Entry) -> bool:
    """Tell whether words may be this place: by the parser's entity, by capitals, by what stands before."""
    tokens = sentence.tokens[first : last + 1]
    if entry.kind == "country":
        return _fits_capitals(tokens) and not _in_longer(sentence, first, last, ("PERSON", "WORK_OF_ART"))
    if not any(t.text[0].isupper() for t in tokens) and entry.kind not in ("region", "border"):
        return False
    if _in_longer(sentence, first, last, ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "LAW")):
        return False
    if entry.id.startswith("geonames:") and _is_acronym(tokens) and not _is_acronym_name(entry.name):
        return False
    if not entry.id.startswith("geonames:"):
        return not (len(tokens) == 1 and tokens[0].pos not in ("PROPN", "NOUN", "ADJ"))
    types = {t.entity for t in tokens}
    if types <= PLACE_ENTITIES:
        return True
    if not all(t.pos == "PROPN" or t.text in "-–'" or len(t.text) < 4 for t in tokens):
        return False
    before = sentence.tokens[first - 1] if first else None
    located = before is not None and fold(before.text) in LOCATIVE
    return (
        located
        if types <= {"", "ORG", "PERSON", "NORP"}
        else "GPE" in types and not types & NO_PLACE_ENTITIES
    )


def _is_acronym(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and 2 <= len(tokens[0].text) <= 5 and tokens[0].text.isupper()


def _is_acronym_name(name: str) -> bool:
    return name.isupper()


def _fits_capitals(tokens: Sequence[Token]) -> bool:
    text = plain("".join(t.text for t in tokens if t.text not in POSSESSIVE))
    if (
        len(tokens) == 1
        and len(text) <= 4
        and text.lower() in ("us", "uk", "uae", "car", "rf", "drc", "prc", "rok", "ussr")
    ):
        return text.isupper()
    return text[:1].isupper()


def _in_longer(sentence: Sentence, first: int, last: int, types: tuple[str, ...]) -> bool:
    entity = _entity_at(sentence, first)
    if entity is None or entity.type not in types:
        return False
    words = [
        t
        for t in sentence.tokens[entity.first : entity.last + 1]
        if t.text not in POSSESSIVE and t.text.lower() != "the"
    ]
    return len(words) > last - first + 1


def _entity_at(sentence: Sentence, index: int) -> Entity | None:
    return next((e for e in sentence.entities if e.first <= index <= e.last), None)


def _hit(document: Document, sentence: Sentence, candidate: Candidate, entry: Entry) -> PlaceHit:
    tokens = sentence.tokens[candidate.first : candidate.last + 1]
    span = Span(tokens[0].start, tokens[-1].end)
    use = use_of(sentence, candidate.first, candidate.last)
    return PlaceHit(
        sentence.index,
        candidate.first,
        candidate.last,
        _head(sentence, candidate.first, candidate.last).index,
        _place(entry, span.of(document.text), span, "place.name"),
        entry,
        use,
    )


def _place(entry: Entry, text: str, span: Span, rule: str) -> Place:
    """A region or country gets no point: none of its towns is where it happened."""
    wide = entry.kind in ("country", "region") or entry.level > 0
    return Place(
        entry.name,
        entry.kind,
        entry.countries,
        None if wide else entry.lat,
        None if wide else entry.lon,
        entry.precision,
        entry.id,
        text,
        span,
        rule,
    )


def _head(sentence: Sentence, first: int, last: int) -> Token:
    for token in sentence.tokens[first : last + 1]:
        if not first <= token.head <= last or token.head == token.index:
            return token
    return sentence.tokens[last]


# Phrases


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

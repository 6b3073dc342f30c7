"""Names of places in a sentence: the longest name the gazetteer has, where the words may be a place at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Document, Entity, Place, Sentence, Span, Token
from dateline.normalising.place.gazetteer import Entry, Gazetteer, key_of
from dateline.normalising.place.resolve import Candidate, qualifier, settle
from dateline.parsing.metonymy import Use, use_of
from dateline.parsing.names import POSSESSIVE, fold, plain

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
# Nouns that stand for the place named beside them.
SITES = frozenset(
    """airfield airport area base battlefield bridge camp capital centre center checkpoint city coast compound corridor
    crossing district dock edge embassy enclave exclave facility front frontline garrison harbor harbour headquarters
    heart hospital island mosque neighborhood neighbourhood oblast outpost outskirt peninsula plant port prison
    province region river road sector settlement site skies south square state strait strip suburb terminal territory
    theatre town university valley village zone north east west part half waters island archipelago bank gate
    barracks palace parliament reactor refinery station tunnel country nation""".split()
)


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
    if entry.kind == "city" and _has_article(sentence, first, last, entry):
        return False
    if entry.id.startswith("geonames:") and _is_acronym(tokens) and not _is_acronym_name(entry.name):
        return False
    if _is_side(tokens) and not _is_named_part(sentence, last):
        return False
    if not entry.id.startswith("geonames:"):
        return not (len(tokens) == 1 and tokens[0].pos not in ("PROPN", "NOUN", "ADJ"))
    types = {t.entity for t in tokens}
    if types <= PLACE_ENTITIES:
        return True
    if not all(t.pos == "PROPN" or t.text in "-–'" or len(t.text) < 4 for t in tokens):
        return False
    if types <= {"", "ORG", "PERSON", "NORP", "PRODUCT"}:
        return _is_located(sentence, first, last)
    return "GPE" in types and not types & NO_PLACE_ENTITIES


def _is_side(tokens: Sequence[Token]) -> bool:
    """ "The alliance's east", "the Centre": sides of what is talked of; some country has a province so called."""
    return all(fold(t.text) in DIRECTIONS or fold(t.text) in ("center", "centre") for t in tokens)


def _is_named_part(sentence: Sentence, last: int) -> bool:
    """ "The East region", "North province": the noun behind makes it a name."""
    following = sentence.tokens[last + 1 : last + 2]
    return any(t.lemma.lower() in ("region", "province", "department", "district") for t in following)


def _is_located(sentence: Sentence, first: int, last: int) -> bool:
    """ "In Malakal", "the city of Zahedan", "Khost province", "Afghanistan's Khost": the words around say a place."""
    before = [fold(t.text) for t in sentence.tokens[max(0, first - 2) : first]]
    if before and (before[-1] in LOCATIVE or sentence.tokens[first - 1].text in POSSESSIVE):
        return True
    if len(before) == 2 and before[1] == "of" and fold(sentence.tokens[first - 2].lemma) in SITES:
        return True
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    return after is not None and after.text.islower() and fold(after.lemma) in SITES


def _has_article(sentence: Sentence, first: int, last: int, entry: Entry) -> bool:
    """ "The Dnipro" is no town; "the Kherson bridge" may be named after one."""
    before = sentence.tokens[first - 1] if first else None
    if before is None or fold(before.text) != "the" or entry.name.startswith("The "):
        return False
    return not any(
        first <= t.index <= last
        and not first <= t.head <= last
        and t.dep in ("compound", "amod", "nmod", "poss")
        for t in sentence.tokens
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
        _place(entry, candidate.text, span.of(document.text), span, "place.name"),
        entry,
        use,
    )


def _place(entry: Entry, written: str, text: str, span: Span, rule: str) -> Place:
    """A region or country gets no point, for none of its towns is where it happened; a town keeps its spelling here."""
    wide = entry.kind in ("country", "region") or entry.level > 0
    return Place(
        written if entry.kind == "city" and key_of(written) == key_of(entry.name) else entry.name,
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

"""Words that stand for a place told elsewhere: "its territory", "there", "in the country", "the border".

Countries are taken from names, nationalities and cities before the word; whose territory or border it is,
from what the possessive stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.model import Document, Mention, Place, Sentence, Span, Token
from dateline.normalising.place.gazetteer import Entry, Gazetteer
from dateline.normalising.place.names import DIRECTIONS, PlaceHit
from dateline.normalising.place.phrases import BORDERS
from dateline.parsing.metonymy import Use
from dateline.parsing.names import fold
from dateline.parsing.tree import ancestors, child, children

if TYPE_CHECKING:
    from dateline.attribution.coreference import References

SOIL = frozenset({"territory", "territories", "soil", "ground", "land", "airspace", "waters"})
COUNTRY = frozenset({"country", "nation"})
OWN = frozenset({"own", "home"})
# Nouns that mean a place told before, and the kind of place they mean; empty: only one so called.
KIND_OF = {
    "city": "city", "town": "city", "village": "city", "capital": "city", "base": "base", "region": "region",
    "province": "region", "enclave": "region", "peninsula": "region", "territory": "region", "strip": "region",
    "island": "", "bridge": "", "port": "", "dam": "", "strait": "", "camp": "", "airport": "", "plant": "",
    "crossing": "", "canal": "", "sea": "sea", "valley": "",
}  # fmt: skip
TITLE_REACH = 60  # code points before a name in which its title may stand
REACH = 3  # sentences looked back for the country meant


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a word may stand for: the names and places of the document, and what its pronouns mean."""

    document: Document
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[PlaceHit, ...], ...]  # with nationalities
    hits: tuple[tuple[PlaceHit, ...], ...]
    references: References | None
    gazetteer: Gazetteer

    def own_border(self, sentence: Sentence, hit: PlaceHit) -> PlaceHit:
        """ "Its border with Belarus" is the border of whose it is, and of Belarus."""
        noun = sentence.tokens[hit.head]
        owner = child(sentence, noun, "poss")
        if hit.place.rule != "place.border" or owner is None or owner.pos != "PRON":
            return hit
        country = self.country_of(sentence, owner)
        if country is None or country.countries[0] in hit.place.countries:
            return hit
        span = Span(min(owner.start, hit.place.span.start), hit.place.span.end)
        place = replace(
            hit.place, name=f"border of {country.name}", countries=(*country.countries, *hit.place.countries),
            text=span.of(self.document.text), span=span,
        )  # fmt: skip
        return replace(hit, place=place)

    def country_of(self, sentence: Sentence, token: Token) -> Entry | None:
        """The country that a pronoun or a name belongs to."""
        here = self._country_at(sentence.index, token.index)
        if here is not None or self.references is None:
            return here
        antecedent = self.references.at(sentence, token)
        if antecedent is None:
            return None
        return self._country_at(antecedent.sentence, antecedent.token)

    def _country_at(self, sentence: int, token: int) -> Entry | None:
        tokens = self.sentences[sentence].tokens
        for hit in self.names[sentence]:
            if hit.first <= token <= hit.last or (
                tokens[hit.head].head == token and tokens[hit.head].dep in ("poss", "amod", "compound")
            ):
                return self.country(hit)
        return None

    def country(self, hit: PlaceHit) -> Entry | None:
        """The one country a name belongs to."""
        if hit.entry is None or len(hit.entry.countries) != 1:
            return None
        return self.country_coded(hit.entry.countries[0])

    def country_coded(self, code: str) -> Entry | None:
        """The entry of a country by its code."""
        return next((e for e in self.gazetteer.look_up(f"ISO {code}") if e.kind == "country"), None)

    def country_before(self, sentence: Sentence, token: Token, without: frozenset[str]) -> Entry | None:
        """The last country named before a word, those in `without` left out."""
        for index in range(sentence.index, max(-1, sentence.index - REACH - 1), -1):
            for hit in reversed(self.names[index]):
                if index == sentence.index and hit.first >= token.index:
                    continue
                country = self.country(hit)
                if country is not None and country.countries[0] not in without:
                    return country
        return None

    def place_before(self, sentence: Sentence, token: Token) -> PlaceHit | None:
        """The last place told before a word in its sentence or the one before."""
        for index in range(sentence.index, max(-1, sentence.index - 2), -1):
            for hit in reversed(self.hits[index]):
                if hit.use is Use.PLACE and (index < sentence.index or hit.last < token.index):
                    return self.own_border(self.sentences[index], hit)
        return None

    def site_before(self, sentence: Sentence, token: Token) -> PlaceHit | None:
        """The place that "the city", "the base", "the bridge" means: the last one of that kind, or so called."""
        noun = fold(token.lemma)
        kind = KIND_OF.get(noun)
        for index in range(sentence.index, max(-1, sentence.index - REACH - 1), -1):
            for hit in reversed(self.hits[index]):
                if index == sentence.index and hit.last >= token.index:
                    continue
                words = {fold(word) for word in hit.place.name.split()}
                if noun in words or (
                    hit.place.kind == kind and hit.place.rule in ("place.name", "place.near")
                ):
                    return hit
        return None

    def country_of_speaker(self, mention: Mention) -> Entry | None:
        """The country that the title of the last source names: "Latvian Defence Minister X … said: here"."""
        for source in reversed(mention.chain):
            for span in (source.shown_by, source.span):
                sentence = next((s for s in self.sentences if span and s.start <= span.start < s.end), None)
                if sentence is None or span is None:
                    continue
                near = [
                    hit
                    for hit in self.names[sentence.index]
                    if span.start - TITLE_REACH <= hit.place.span.start < span.end
                    and hit.place.span.end <= span.end
                ]
                if len(near) == 1 and (country := self.country(near[0])) is not None:
                    return country
        return None

    def threatened(self, mention: Mention) -> PlaceHit | None:
        """The country an attack is feared, planned or denied on, where it is named as such."""
        states = [r for r in mention.recipients if len(r.id) == 3 and r.country == r.id]
        attackers = {a.country for a in mention.actors if a.country and "/" not in a.id}
        if (
            len(mention.recipients) != 1
            or len(states) != 1
            or not attackers
            or states[0].country in attackers
        ):
            return None
        target = states[0]
        country = self.country_coded(target.id)
        if country is None or not any(
            (e.kind == "country" and not e.adjective) or e.population
            for e in self.gazetteer.look_up(target.text)
        ):
            return None
        return self._as_hit(
            mention.sentence, -1, country, target.span, country.name, "country", 6, "place.threatened"
        )

    def _as_hit(
        self,
        sentence: int,
        head: int,
        country: Entry,
        span: Span,
        name: str,
        kind: str,
        precision: int,
        rule: str,
    ) -> PlaceHit:
        gazetteer = country.id if name == country.name else None
        place = Place(
            name,
            kind,
            country.countries,
            None,
            None,
            precision,
            gazetteer,
            span.of(self.document.text),
            span,
            rule,
        )
        return PlaceHit(sentence, head, head, head, place, country, Use.PLACE)

    def border_of(self, sentence: Sentence, noun: Token, country: Entry) -> PlaceHit:
        """The border of a country, told by the bare noun."""
        side = next(
            (fold(t.text) for t in children(sentence, noun, "amod") if fold(t.text) in DIRECTIONS), ""
        )
        owner = child(sentence, noun, "poss")
        span = Span(owner.start if owner else noun.start, noun.end)
        name = f"{side + ' ' if side else ''}border of {country.name}"
        return self._as_hit(
            sentence.index, noun.index, country, span, name, "border", 5, "place.border-meant"
        )

    def of_country(self, sentence: Sentence, token: Token, country: Entry, rule: str) -> PlaceHit:
        """A country, told by a word that stands for it."""
        return self._as_hit(
            sentence.index,
            token.index,
            country,
            Span(token.start, token.end),
            country.name,
            "country",
            6,
            rule,
        )


def stands_at(
    standing: Standing,
    mention: Mention,
    sentence: Sentence,
    trigger: Token,
    triggers: frozenset[int],
    *,
    owned_borders_only: bool = False,
) -> PlaceHit | None:
    """The place that a word below the trigger stands for; None where there is no such word or nothing it fits."""
    for token in sentence.tokens:
        if owned_borders_only and (fold(token.text) not in BORDERS or child(sentence, token, "poss") is None):
            continue
        if not _is_below(sentence, token, trigger, triggers):
            continue
        found = _meant(standing, mention, sentence, token)
        if found is not None:
            return found
    return None


def _is_below(sentence: Sentence, token: Token, trigger: Token, triggers: frozenset[int]) -> bool:
    for step in ancestors(sentence, token):
        if step.index == trigger.index:
            return True
        if step.index in triggers or step.dep in ("relcl", "ccomp", "advcl"):
            return False
    return False


def _meant(standing: Standing, mention: Mention, sentence: Sentence, token: Token) -> PlaceHit | None:
    word = fold(token.text)
    taken = any(hit.head == token.index for hit in standing.hits[sentence.index])
    if word in BORDERS and not taken:
        return _border_meant(standing, mention, sentence, token)
    if word in SOIL and token.dep in ("pobj", "dobj"):
        owner = child(sentence, token, "poss")
        if owner is not None:
            country = standing.country_of(sentence, owner)
            return standing.of_country(sentence, token, country, "place.territory") if country else None
        if any(fold(t.text) in OWN for t in children(sentence, token, "amod", "compound")):
            country = standing.country_before(sentence, token, frozenset())
            return standing.of_country(sentence, token, country, "place.territory") if country else None
        return None
    if word in COUNTRY and token.dep == "pobj" and _is_definite(sentence, token):
        actors = frozenset(a.country for a in mention.actors if a.country)
        country = standing.country_before(sentence, token, actors)
        return standing.of_country(sentence, token, country, "place.the-country") if country else None
    if fold(token.lemma) in KIND_OF and token.dep in ("pobj", "dobj") and _is_bare(sentence, token):
        place = standing.site_before(sentence, token)
        if place is not None:
            meant = replace(
                place.place, text=token.text, span=Span(token.start, token.end), rule="place.the-site"
            )
            return replace(
                place,
                sentence=sentence.index,
                first=token.index,
                last=token.index,
                head=token.index,
                place=meant,
            )
    if word == "here" and token.dep == "advmod":
        country = standing.country_of_speaker(mention)
        return standing.of_country(sentence, token, country, "place.here") if country else None
    if word == "there" and token.dep == "advmod":
        place = standing.place_before(sentence, token)
        if place is not None:
            span = Span(token.start, token.end)
            meant = replace(place.place, text=token.text, span=span, rule="place.there")
            return replace(
                place,
                sentence=sentence.index,
                first=token.index,
                last=token.index,
                head=token.index,
                place=meant,
            )
    return None


def _border_meant(standing: Standing, mention: Mention, sentence: Sentence, noun: Token) -> PlaceHit | None:
    """ "The border": of whose it is; else of those it is turned against; else of those who act there."""
    if noun.dep not in ("pobj", "dobj", "conj"):
        return None
    owner = child(sentence, noun, "poss")
    if owner is not None:
        country = standing.country_of(sentence, owner)
        return standing.border_of(sentence, noun, country) if country else None
    actors = frozenset(a.country for a in mention.actors if a.country)
    others = [
        c
        for h in standing.names[sentence.index]
        if h.last < noun.index and (c := standing.country(h)) is not None
    ]
    others = [c for c in others if c.countries[0] not in actors]
    if not mention.recipients and len({c.id for c in others}) == 1:
        return standing.border_of(sentence, noun, others[0])
    for parties in (mention.recipients, mention.actors):
        codes = dict.fromkeys(p.country for p in parties if p.country)
        if len(codes) == 1:
            country = standing.country_coded(next(iter(codes)))
            if country is not None:
                return standing.border_of(sentence, noun, country)
    return None


def _is_bare(sentence: Sentence, token: Token) -> bool:
    """ "The bridge", and nothing beside it that says which."""
    of = any(fold(t.text) == "of" for t in children(sentence, token, "prep"))
    return (
        _is_definite(sentence, token)
        and not of
        and child(sentence, token, "amod", "compound", "poss", "nmod") is None
    )


def _is_definite(sentence: Sentence, token: Token) -> bool:
    determiner = child(sentence, token, "det")
    return determiner is not None and fold(determiner.text) in ("the", "that", "this")

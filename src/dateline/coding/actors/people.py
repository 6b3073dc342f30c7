"""The people of a document: every way their names are written, their offices, and whom they act for.

"Estonian Prime Minister Kaja Kallas", "Kallas", "Ukraine's prosecutor general, Iryna Venediktova", "Wendy
Sherman, the US deputy secretary of state": nationality and office are read from the words around the
name, else from the table of leaders on the day of the document, else from the sentence that quotes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.coding.actors.context import Context, Named
from dateline.coding.actors.spelling import MIN_FUZZY, alike, sounds_alike
from dateline.coding.actors.table import STATE_SECTORS, ActorTable, Known
from dateline.coding.actors.titles import TITLE_WORDS, describes, run_back, title_of
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.metonymy import is_locative
from dateline.parsing.names import POSSESSIVE, edits, fold, words_of

NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december president minister king queen general prime mr mrs ms dr sir lady sheikh
    ayatollah mullah chancellor secretary senator pope""".split()
)
# Surnames that need the country beside them, for many others bear them.
COMMON_SURNAMES = frozenset(
    """adams ali allen anderson baker bennett blair brown bush butler campbell carter clark clinton cohen cook cooper
    davis evans ford garcia gates gonzalez gray green hall harris hill howard hughes hunt hussein ibrahim jackson
    johnson jones kelly khan kim king lee lewis li lopez major marin marshall martin martinez mason may michel miller
    mitchell moore morales morgan morris morrison murphy nelson parker perez petro phillips powell price rama ramos
    reed rice roberts robertson robinson rodriguez rogers roh ross ruto sanchez santos scott sharif sharon silva simon
    singh smith stewart straw taylor thomas thompson turner walker wallace wang war
    d watson white williams wilson wood wright
    young zia truss brandt schmidt cohen costa lula franco peres begin amin barre bongo kent abe aziz""".split()
)


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a person is named: sentence, first and last token, head of the name, and its span."""

    sentence: int
    first: int
    last: int
    head: int
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the document, all spellings joined."""

    name: str  # the fullest form the document writes, or the table's for a known person
    variants: tuple[str, ...]
    office: str
    codes: tuple[str, ...]  # whom they act for: actor codes
    country: str | None
    sector: str | None
    entity: str | None
    mentions: tuple[Sight, ...]
    rule: str
    reason: str

    @property
    def surname(self) -> str:
        """The last word of the name.

        Surnames of three words ("von der Leyen") are found by their last.
        """
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One mention of a person with what stands around it."""

    place: Sight
    words: tuple[str, ...]
    text: str
    office: str
    sector: str | None
    owner: Known | None
    former: bool
    known: Known | None


def find_people(
    document: Document,
    sentences: Sequence[Sentence],
    named: Sequence[Sequence[Named]],
    table: ActorTable,
    context: Context,
) -> tuple[Person, ...]:
    """Find the people of a document, in the order they are first named in full."""
    sightings = [
        sighting
        for sentence, names in zip(sentences, named, strict=True)
        for sighting in _sightings(document, sentence, names, table)
    ]
    sightings += _short_forms(document, sentences, named, sightings, table)
    groups = _join(sightings)
    people = [_person(group, sentences, named, table, context) for group in groups]
    return tuple(people)


# Names in a sentence


def _sightings(
    document: Document, sentence: Sentence, names: Sequence[Named], table: ActorTable
) -> Iterator[_Sighting]:
    for first, last in _name_ranges(sentence, names, table):
        tokens = sentence.tokens[first : last + 1]
        words = tuple(w for token in tokens for w in words_of(token.text) if token.text not in POSSESSIVE)
        if not words or (fold(words[-1]) in NOT_NAMES and len(words) == 1):
            continue
        head = next((t for t in tokens if t.head < first or t.head > last), tokens[-1])
        span = Span(tokens[0].start, tokens[-1].end)
        known = next(
            (n.known for n in names if n.known.sense == "leader" and n.first >= first and n.last <= last),
            None,
        )
        title = title_of(sentence, first, last, names, table)
        yield _Sighting(
            Sight(sentence.index, first, last, head.index, span),
            words,
            span.of(document.text),
            *title,
            known,
        )


def _name_ranges(sentence: Sentence, names: Sequence[Named], table: ActorTable) -> list[tuple[int, int]]:
    """Token ranges of people's names: those the parser sees, those the table knows, those a title announces."""
    ranges = [(name.first, name.last) for name in names if name.known.sense == "leader"]
    taken = {i for n in names if n.known.sense != "leader" for i in range(n.first, n.last + 1)}
    for entity in sentence.entities:
        if entity.type == "PERSON":
            ranges.extend(_trimmed(sentence, entity.first, entity.last, taken, table))
    ranges.extend(_announced(sentence, taken, table))
    ranges.extend(_after_description(sentence, names, taken, table))
    ranges.extend(_surnames(sentence, taken, table))
    return _merged(ranges)


def _trimmed(
    sentence: Sentence, first: int, last: int, taken: set[int], table: ActorTable
) -> list[tuple[int, int]]:
    tokens = sentence.tokens
    while first <= last and (
        first in taken
        or fold(tokens[first].text) in TITLE_WORDS
        or fold(tokens[first].text) in table.agents
        or not tokens[first].text[0].isalpha()
    ):
        first += 1
    while last >= first and (
        tokens[last].text in POSSESSIVE
        or not tokens[last].text[0].isalpha()
        or last in taken
        or (tokens[last].pos in ("NOUN", "VERB", "ADP", "AUX") and tokens[last].text.islower())
    ):
        last -= 1
    if first > last or not any(tokens[i].text[0].isupper() for i in range(first, last + 1)):
        return []
    if any(i in taken for i in range(first, last + 1)):
        return []
    return [(first, last)]


def _announced(sentence: Sentence, taken: set[int], table: ActorTable) -> Iterator[tuple[int, int]]:
    """Proper nouns after a title: "Defence Minister Artis Pabriks"."""
    tokens = sentence.tokens
    for token in tokens[:-1]:
        agent = table.agents.get(fold(token.text))
        if agent is None or agent.sense != "person" or token.index in taken:
            continue
        first = last = token.index + 1
        while last < len(tokens) and _may_be_name(tokens[last], taken, table):
            last += 1
        if last > first and (last - first > 1 or tokens[first].dep not in ("dobj", "pobj")):
            yield first, last - 1


def _may_be_name(
    token: Token,
    taken: set[int],
    table: ActorTable,
    barred: tuple[str, ...] = ("GPE", "ORG", "NORP", "DATE", "FAC"),
) -> bool:
    return (
        token.index not in taken
        and token.text[0].isupper()
        and token.pos in ("PROPN", "NOUN", "ADJ")
        and fold(token.text) not in table.agents
        and fold(token.text) not in TITLE_WORDS
        and fold(token.text) not in NOT_NAMES
        and token.entity not in barred
    )


def _surnames(sentence: Sentence, taken: set[int], table: ActorTable) -> Iterator[tuple[int, int]]:
    """Surnames of leaders that the parser took for something else."""
    for token in sentence.tokens:
        if (
            token.pos == "PROPN"
            and token.index not in taken
            and token.text[0].isupper()
            and len(token.text) > 3
        ):
            if token.entity in ("", "PERSON", "ORG", "NORP", "GPE") and fold(token.text) in table.leaders:
                if not _inside_entity(sentence, token):
                    yield token.index, token.index


def _inside_entity(sentence: Sentence, token: Token) -> bool:
    return any(
        e.type in ("ORG", "FAC", "GPE", "LOC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT")
        and e.first <= token.index <= e.last
        and e.last > e.first
        for e in sentence.entities
    )


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(set(ranges)):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _after_description(
    sentence: Sentence, names: Sequence[Named], taken: set[int], table: ActorTable
) -> Iterator[tuple[int, int]]:
    """Proper nouns behind a comma and a description: "Russia's ambassador to Poland, Igor Semin"."""
    tokens = sentence.tokens
    for comma in tokens[1:-1]:
        if comma.text != ",":
            continue
        first = last = comma.index + 1
        while last < len(tokens) and _may_be_name(tokens[last], taken, table, ("GPE", "DATE", "FAC")):
            last += 1
        start = run_back(sentence, comma.index - 1, first, names, table)
        if (
            last - first > 1
            and start < comma.index
            and describes(sentence, start, comma.index - 1, names, table)
        ):
            yield first, last - 1


def _short_forms(
    document: Document,
    sentences: Sequence[Sentence],
    named: Sequence[Sequence[Named]],
    sightings: Sequence[_Sighting],
    table: ActorTable,
) -> list[_Sighting]:
    """Surnames of people named in full that the parser did not take for people, misspelt ones too."""
    surnames = {fold(s.words[-1]) for s in sightings if len(s.words) > 1 and len(s.words[-1]) >= MIN_FUZZY}
    seen = {(s.place.sentence, i) for s in sightings for i in range(s.place.first, s.place.last + 1)}
    found = []
    for sentence, names in zip(sentences, named, strict=True):
        for token in sentence.tokens:
            if (sentence.index, token.index) in seen or token.pos != "PROPN" or not token.text[0].isupper():
                continue
            if any(n.covers(token.index) for n in names) or _inside_entity(sentence, token):
                continue
            if any(alike(token.text, surname) for surname in surnames):
                span = Span(token.start, token.end)
                title = title_of(sentence, token.index, token.index, names, table)
                place = Sight(sentence.index, token.index, token.index, token.index, span)
                found.append(_Sighting(place, words_of(token.text), token.text, *title, None))
    return found


# One person, many spellings


def _join(sightings: Sequence[_Sighting]) -> list[list[_Sighting]]:
    """Group mentions of one person: fuller names first, then short ones to the nearest fuller one before them."""
    groups: list[list[_Sighting]] = []
    for sighting in sorted(sightings, key=lambda s: (-min(len(s.words), 2), s.place.sentence, s.place.first)):
        group = next((g for g in groups if any(_same_person(sighting, one) for one in g)), None)
        if group is None:
            groups.append([sighting])
        else:
            group.append(sighting)
    for group in groups:
        group.sort(key=lambda s: (s.place.sentence, s.place.first))
    return sorted(groups, key=lambda g: (g[0].place.sentence, g[0].place.first))


def _same_person(one: _Sighting, other: _Sighting) -> bool:
    """Tell whether two mentions name one person: same surname up to spelling, no clash of first names."""
    if not alike(one.words[-1], other.words[-1]):
        first = one.words if len(one.words) < len(other.words) else other.words
        rest = other.words if first is one.words else one.words
        return (
            len(first) == 1
            and len(rest) > 1
            and len(first[0]) > 3
            and fold(first[0]) in {fold(w) for w in rest}
        )
    if len(one.words) > 1 and len(other.words) > 1:
        return fold(one.words[0])[0] == fold(other.words[0])[0] or sounds_alike(one.words[0], other.words[0])
    return True


# Whom they act for


def _person(
    group: list[_Sighting],
    sentences: Sequence[Sentence],
    named: Sequence[Sequence[Named]],
    table: ActorTable,
    context: Context,
) -> Person:
    fullest = max(group, key=lambda s: (len(s.words), -s.place.sentence))
    titled_as = next((s.office for s in group if s.office), "")
    known = next((s.known for s in group if s.known is not None), None) or _leader(
        fullest, titled_as, table, context
    )
    titled = next((s for s in group if s.owner is not None and s.sector), None)
    office = titled_as or (known.office if known else "")
    sector = next((s.sector for s in group if s.sector), None)
    former = any(s.former for s in group)
    plain = Person(
        known.name if known and len(fullest.words) == 1 else " ".join(fullest.text.split()),
        tuple(dict.fromkeys(s.text for s in group)),
        office, (), None, None, known.entity if known else None, tuple(s.place for s in group), "", "",
    )  # fmt: skip
    if titled is not None and titled.owner is not None:
        return _acting_for(
            plain,
            titled.owner,
            sector or "GOV",
            former,
            f"the title names {titled.owner.name}",
            "people.title",
        )
    if known is not None:
        return replace(
            plain, codes=known.codes, country=known.country, sector=known.sector, rule=known.rule,
            reason=f"{known.name}, {known.office} from {known.since}",
        )  # fmt: skip
    if sector in STATE_SECTORS:
        owner = _quoted_country(group, sentences, named)
        if owner is not None:
            return _acting_for(
                plain,
                owner,
                sector or "GOV",
                former,
                f"speaks in a sentence about {owner.name}",
                "people.story",
            )
        told = _only_country(context, sentences, named)
        if told is not None:
            reason = f"an officer in a text that names {table.countries[told]} and no other country"
            return replace(plain, codes=(told,), country=told, sector=sector, reason=reason, rule="people.story")
    return replace(plain, sector=sector, rule="people.unplaced", reason="no word tells whom they act for")


def _only_country(
    context: Context, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]
) -> str | None:
    """The only country a text names, where it names it as more than the place somebody is in."""
    acts = any(
        name.known.country
        and not is_locative(sentence, name.first, name.last)
        and not _is_borne(sentence, name)
        for sentence, names in zip(sentences, named, strict=True)
        for name in names
    )
    return next(iter(context.countries)) if acts and len(context.countries) == 1 else None


def _is_borne(sentence: Sentence, name: Named) -> bool:
    """ "Criticised Russia", "talks with Russia": what the officer deals with is hardly the officer's own country."""
    token = sentence.tokens[name.last]
    if name.known.sense not in ("country", "capital"):
        return False
    over = sentence.tokens[token.head].text.lower()
    return token.dep == "dobj" or (token.dep == "pobj" and over in ("against", "from", "on", "to", "towards", "with"))


def _acting_for(person: Person, owner: Known, sector: str, former: bool, reason: str, rule: str) -> Person:
    if owner.sense in ("armed-group", "unit", "organisation"):
        codes, country = owner.codes[:1], owner.country
        sector = (
            owner.sector
            if owner.sense == "armed-group"
            else ("IGO" if owner.sense == "organisation" else owner.sector)
        )
    else:
        country = owner.country
        if former and sector in STATE_SECTORS:
            sector = "ELI"
        codes = owner.codes if sector in STATE_SECTORS or country is None else (f"{country}/{sector}",)
    return replace(person, codes=codes, country=country, sector=sector, reason=reason, rule=rule)


def _leader(fullest: _Sighting, office: str, table: ActorTable, context: Context) -> Known | None:
    """The leader a surname stands for on the day: the one in office, whose country the document names."""
    surname = fold(fullest.words[-1])
    first = fullest.words[0] if len(fullest.words) > 1 else None
    candidates = [
        k for k in table.leaders.get(surname, ()) if first is None or _first_names_agree(first, k.name)
    ]
    if not candidates and len(surname) >= MIN_FUZZY:
        candidates = [
            k
            for key, leaders in table.leaders.items()
            if key[0] == surname[0] and edits(key, surname, 1) == 1 and sounds_alike(key, surname)
            for k in leaders
            if first is None or _first_names_agree(first, k.name)
        ]
        candidates = [k for k in candidates if k.country and context.countries[k.country]]
    if first is None:
        alone = (
            len({k.codes for k in candidates}) == 1
            and surname not in COMMON_SURNAMES | table.given_names
            and len(surname) > 3
        )
        candidates = [
            k
            for k in candidates
            if alone or not k.country or context.countries[k.country] or _holds_office(k, office)
        ]
    in_office = [k for k in candidates if k.holds_on(context.day)]
    return _one_of(in_office or candidates, context)


def _holds_office(known: Known, office: str) -> bool:
    """ "President Bush": a title without a country that is the leader's own."""
    return bool(office) and fold(office.rsplit(maxsplit=1)[-1]) == fold(known.office.split()[-1])


def _one_of(candidates: Sequence[Known], context: Context) -> Known | None:
    if not candidates:
        return None
    if len({k.name for k in candidates}) > 1:
        ranked = sorted(
            candidates,
            key=lambda k: (
                -(context.countries[k.country] if k.country else context.organisations[k.codes[0]]),
                k.since if context.day is None else "",
            ),
        )
        first, second = ranked[0], next((k for k in ranked[1:] if k.name != ranked[0].name), None)
        if second is not None and _weight(first, context) == _weight(second, context):
            return max(
                (k for k in ranked if _weight(k, context) == _weight(first, context)), key=lambda k: k.since
            )
        return first
    return max(candidates, key=lambda k: k.since)


def _weight(known: Known, context: Context) -> int:
    return context.countries[known.country] if known.country else context.organisations[known.codes[0]]


def _first_names_agree(first: str, name: str) -> bool:
    theirs = words_of(name)
    return any(fold(first) == fold(w) or sounds_alike(first, w) for w in theirs[:-1]) or not theirs[:-1]


def _quoted_country(
    group: list[_Sighting], sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]
) -> Known | None:
    """The one country that is the subject of the sentence in which an officer without a country speaks."""
    for sighting in group:
        if not sighting.office:
            continue
        sentence = sentences[sighting.place.sentence]
        subjects: dict[str, Known] = {}
        for name in named[sighting.place.sentence]:
            if name.known.sense in ("country", "capital", "seat", "body"):
                token = next(
                    (
                        t
                        for t in sentence.tokens[name.first : name.last + 1]
                        if t.dep in ("nsubj", "nsubjpass")
                    ),
                    None,
                )
                if token is not None and name.known.country:
                    subjects.setdefault(name.known.country, name.known)
        if len(subjects) == 1:
            return next(iter(subjects.values()))
    return None

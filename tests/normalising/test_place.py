"""Places: found, told apart, widened to phrases, and given to the deeds that happen there. The sentences are ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.attribution import refer
from dateline.coding.actors import ActorTable, find_actors
from dateline.model import Mention, Span
from dateline.normalising.place import Gazetteer, attach, find_places, load_gazetteer, read_places
from dateline.parsing import parse
from dateline.parsing.metonymy import Use
from dateline.parsing.spacy import SpacyParser
from tests.makers import actor, document, fact, mention, span_of


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def actors() -> ActorTable:
    return ActorTable.load()


def found(text: str, parser: SpacyParser, gazetteer: Gazetteer) -> list[tuple[str, str, tuple[str, ...]]]:
    report = document(text)
    hits = [h for group in read_places(report, parse(report, parser), gazetteer) for h in group]
    return [(h.place.name, h.place.kind, h.place.countries) for h in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting went on in Kharkiv.", [("Kharkiv", "city", ("UKR",))]),
        ("Shells fell on Avdiivka.", [("Avdiyivka", "city", ("UKR",))]),
        ("Drills began at Tapa in Estonia.", [("Tapa", "base", ("EST",)), ("Estonia", "country", ("EST",))]),
        (
            "They sailed into the Black Sea.",
            [("Black Sea", "sea", ("BGR", "GEO", "ROU", "RUS", "TUR", "UKR"))],
        ),
        ("Talks opened at Camp David.", [("Camp David", "area", ("USA",))]),
        ("Aid reached the Gaza Strip.", [("Gaza Strip", "region", ("PSE",))]),
        # phrases
        ("Tanks massed on Ukraine’s borders.", [("border of Ukraine", "border", ("UKR",))]),
        ("Tanks massed near Ukraine.", [("border of Ukraine", "border", ("UKR",))]),
        ("Soldiers were seen at the Polish border.", [("border of Poland", "border", ("POL",))]),
        ("Rebels hold eastern Libya.", [("eastern Libya", "region", ("LBY",))]),
        ("A jet crossed Belarusian airspace.", [("Belarus", "country", ("BLR",))]),
        ("The ship sank off the coast of Somalia.", [("coast of Somalia", "area", ("SOM",))]),
        (
            "Ships went to NATO's eastern flank.",
            [("eastern flank of NATO", "region", ("BGR", "EST", "HUN", "LTU", "LVA", "POL", "ROU", "SVK"))],
        ),
        # sides of a country are no provinces of another
        ("Rebels hold the East of Congo.", [("eastern Democratic Republic of the Congo", "region", ("COD",))]),
        (
            "Troops left for the alliance’s east, for Poland.",
            [
                ("Poland", "country", ("POL",)),
                ("eastern flank of NATO", "region", ("BGR", "EST", "HUN", "LTU", "LVA", "POL", "ROU", "SVK")),
            ],
        ),
        # "City, Region"
        ("He lives in Paris, Texas.", [("Paris", "city", ("USA",)), ("Texas", "region", ("USA",))]),
        (
            "A fire broke out in Springfield, Ill., overnight.",
            [("Springfield", "city", ("USA",)), ("Illinois", "region", ("USA",))],
        ),
        # no places
        ("Michael Jordan and Paris Hilton smiled.", []),
        ("Polish soldiers marched.", []),
        ("They told us to wait.", []),
        ("NATO met.", []),
    ],
)
def test_found(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]], parser: SpacyParser, gazetteer: Gazetteer
) -> None:
    assert found(text, parser, gazetteer) == expected


def test_the_document_tells_places_of_one_name_apart(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    ukraine = found("Shells hit Kramatorsk and Donetsk. Ukraine blamed Russia.", parser, gazetteer)
    assert ("Donetsk", "city", ("UKR",)) in ukraine
    south = found("Storms hit Alabama, Florida and Georgia.", parser, gazetteer)
    assert ("Georgia", "region", ("USA",)) in south
    caucasus = found("Tanks crossed from Russia into Georgia. Tbilisi protested.", parser, gazetteer)
    assert ("Georgia", "country", ("GEO",)) in caucasus


def test_a_region_has_no_point(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    report = document("They stayed in the Baltic states, in Texas and in Latvia.")
    (sentence,) = parse(report, parser)
    hits = find_places(report, sentence, gazetteer)
    assert [h.place.name for h in hits] == ["Baltic states", "Texas", "Latvia"]
    assert all(h.place.lat is None and h.place.lon is None for h in hits)
    assert hits[0].place.countries == ("EST", "LVA", "LTU")


def test_near_a_city_is_less_exact(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    report = document("A drone fell near Kharkiv and another in Sumy.")
    (sentence,) = parse(report, parser)
    assert [(h.place.name, h.place.precision) for h in find_places(report, sentence, gazetteer)] == [
        ("Kharkiv", 2),
        ("Sumy", 1),
    ]


@pytest.mark.parametrize(
    ("text", "word", "use"),
    [
        ("Moscow rejected the plan.", "Moscow", Use.ACTOR),
        ("The envoys met in Moscow.", "Moscow", Use.PLACE),
        ("The talks between Tehran and Riyadh failed.", "Riyadh", Use.ACTOR),
        ("The road between Damascus and Homs was cut.", "Homs", Use.PLACE),
        ("Weapons were delivered to Kyiv.", "Kyiv", Use.ACTOR),
        ("He flew to Kyiv.", "Kyiv", Use.PLACE),
        ("It won independence from Belgrade.", "Belgrade", Use.ACTOR),
        ("They marched from Belgrade.", "Belgrade", Use.PLACE),
        ("Syria's ports are closed.", "Syria", Use.PLACE),
        ("Syria's denial came late.", "Syria", Use.ACTOR),
    ],
)
def test_place_or_party(text: str, word: str, use: Use, parser: SpacyParser, gazetteer: Gazetteer) -> None:
    report = document(text)
    (sentence,) = parse(report, parser)
    hit = next(h for h in find_places(report, sentence, gazetteer) if h.place.text.startswith(word))
    assert hit.use is use


def placed(
    text: str, trigger: str, parser: SpacyParser, gazetteer: Gazetteer, table: ActorTable, **values: object
) -> Mention:
    """The mention that the trigger starts, with its places."""
    dateline = values.pop("dateline", None)
    report = document(text)
    if isinstance(dateline, str):
        report = replace(report, dateline_place=fact(dateline, span=span_of(text, dateline)))
    sentences = parse(report, parser)
    at = span_of(text, trigger)
    sentence = next(s for s in sentences if s.span.covers(at))
    plain = mention(report, words=trigger, trigger=at, sentence=sentence.index, **values)  # type: ignore[arg-type]
    references = refer(report, sentences, find_actors(report, sentences, table))
    return attach(report, sentences, (plain,), references, gazetteer)[0]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "expected"),
    [
        ("Canada will send soldiers to Latvia, the minister said in Riga.", "send", "MOBILIZE", ["Latvia"]),
        ("Dozens of US soldiers are staying in Latvia.", "staying", "MOBILIZE", ["Latvia"]),
        ("The last units left Latvia in August.", "left", "RETREAT", ["Latvia"]),
        ("France will withdraw its troops from Niger.", "withdraw", "RETREAT", ["Niger"]),
        ("Russia invaded Ukraine.", "invaded", "ASSAULT", ["Ukraine"]),
        ("Drones attacked the port of Odesa from the air.", "attacked", "ASSAULT", ["Odesa"]),
        ("The army bombed Nyala, in South Darfur.", "bombed", "ASSAULT", ["Nyala"]),
        ("Two bombers patrolled Belarusian airspace.", "patrolled", "MOBILIZE", ["Belarus"]),
        ("The bodies of forty people were found around Bucha.", "bodies", "ASSAULT", ["Bucha"]),
        ("Troops were sent to Donetsk and Luhansk.", "sent", "MOBILIZE", ["Donetsk", "Luhansk"]),
        ("Poland and Romania host a battlegroup.", "host", "MOBILIZE", ["Poland", "Romania"]),
        ("The ministers met in Geneva.", "met", "CONSULT", ["Geneva"]),
        ("In Sudan, police broke up rallies.", "rallies", "PROTEST", ["Sudan"]),
        # parties are not places
        ("Latvia gave missiles to Ukraine.", "gave", "AID", []),
        ("The EU imposed sanctions on Belarus.", "imposed", "SANCTION", []),
        ("Paris accused Bamako of lying.", "accused", "ACCUSE", []),
        # another clause's place
        ("Kyiv cancelled the talks that were planned in Istanbul.", "cancelled", "REJECT", []),
    ],
)
def test_attach(
    text: str, trigger: str, type_: str, expected: list[str],
    parser: SpacyParser, gazetteer: Gazetteer, actors: ActorTable,
) -> None:  # fmt: skip
    told = placed(text, trigger, parser, gazetteer, actors, type=type_)
    assert [place.name for place in told.places] == expected
    assert all(place.span.of(text) == place.text for place in told.places)


def test_the_dateline_is_not_where_it_happened(
    parser: SpacyParser, gazetteer: Gazetteer, actors: ActorTable
) -> None:
    told = placed(
        "RIGA - Jets landed on Monday.", "landed", parser, gazetteer, actors, type="MOBILIZE", dateline="RIGA"
    )
    assert told.places == ()


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Egypt moved tanks to its border with Israel.", "moved", "border of Egypt"),
        ("Latvia wants more soldiers sent to its territory.", "sent", "Latvia"),
        ("A mission works in Romania. More soldiers will serve there.", "serve", "Romania"),
        ("A drone hit the Kerch bridge. Divers inspected the bridge.", "inspected", "Crimean bridge"),
    ],
)
def test_words_that_stand_for_a_place(
    text: str, trigger: str, expected: str, parser: SpacyParser, gazetteer: Gazetteer, actors: ActorTable
) -> None:
    told = placed(text, trigger, parser, gazetteer, actors, type="MOBILIZE", actors=())
    assert [place.name for place in told.places] == [expected]


def test_a_feared_attack_is_on_the_country_named(
    parser: SpacyParser, gazetteer: Gazetteer, actors: ActorTable
) -> None:
    text = "Ukraine fears an attack."
    ukraine = actor("UKR", "Ukraine", span_of(text, "Ukraine"))
    parties = {"type": "ASSAULT", "actors": ("RUS",), "recipients": (ukraine,)}
    feared = placed(text, "attack", parser, gazetteer, actors, status="feared", **parties)
    assert [place.name for place in feared.places] == ["Ukraine"]
    actual = placed(text, "attack", parser, gazetteer, actors, status="actual", **parties)
    assert actual.places == ()


def test_nothing_is_attached_without_mentions(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    report = document("They met in Geneva.")
    assert attach(report, parse(report, parser), (), None, gazetteer) == ()  # type: ignore[arg-type]


def test_spans_of_places_slice_to_their_text(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    text = "Near Ukraine’s borders and off the coast of Yemen, in eastern Poland and on NATO's eastern flank."
    report = document(text)
    hits = [h for group in read_places(report, parse(report, parser), gazetteer) for h in group]
    assert len(hits) >= 4
    for hit in hits:
        assert isinstance(hit.place.span, Span)
        assert hit.place.span.of(text) == hit.place.text
        assert 1 <= hit.place.precision <= 7

"""Whom the words stand for: names, nationalities, nouns of agents, people. The sentences are ours."""

from __future__ import annotations

import pytest

from dateline.coding.actors import ActorIndex, ActorTable, find_actors
from dateline.model import Sentence, Token
from dateline.parsing import parse
from dateline.parsing.spacy import SpacyParser
from tests.makers import document

DAY = "2023-06-01T12:00:00+00:00"


@pytest.fixture(scope="session")
def actors() -> ActorTable:
    return ActorTable.load()


def index_of(text: str, parser: SpacyParser, actors: ActorTable, day: str | None = DAY) -> ActorIndex:
    report = document(text, published_at=day)
    return find_actors(report, parse(report, parser), actors)


def word_of(index: ActorIndex, word: str) -> tuple[Sentence, Token]:
    return next((s, t) for s in index.sentences for t in s.tokens if t.text == word)


def ids_at(index: ActorIndex, word: str) -> list[str]:
    return [actor.id for actor in index.at(*word_of(index, word))]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # names, variants and seats
        ("The U.S. sent two ships.", "U.S.", ["USA"]),
        ("Kiev asked for missiles.", "Kiev", ["UKR"]),
        ("Peking rejected the offer.", "Peking", ["CHN"]),
        ("Downing Street declined the request.", "Street", ["GBR"]),
        ("The Kremlin called it a lie.", "Kremlin", ["RUS"]),
        ("Côte d’Ivoire closed its border.", "Côte", ["CIV"]),
        ("The Soviet Union invaded in 1979.", "Union", ["SUN"]),
        ("East Germany built a wall.", "Germany", ["DDR"]),
        ("Zaire expelled the envoy.", "Zaire", ["COD"]),
        # nouns of agents and whose they are
        ("Sudanese troops entered the town.", "troops", ["SDN"]),
        ("Ukraine's navy sank a ship.", "navy", ["UKR"]),
        ("The army of Chad crossed the river.", "army", ["TCD"]),
        ("Hundreds of Kenyan police officers landed.", "Hundreds", ["KEN"]),
        ("Members of the Malian army were killed.", "Members", ["MLI"]),
        ("US and Iraqi forces raided the camp.", "forces", ["USA", "IRQ"]),
        ("The Defence Ministry in Ankara denied it.", "Ministry", ["TUR"]),
        ("Canadian-led NATO soldiers arrived.", "soldiers", ["CAN", "NATO"]),
        ("Syrian rebels shelled the airport.", "rebels", ["SYR/REB"]),
        ("Afghan refugees crossed the frontier.", "refugees", ["AFG/REF"]),
        ("Venezuelan opposition leaders were jailed.", "leaders", ["VEN/OPP"]),
        ("Migrants broke through the fence.", "Migrants", ["REF"]),
        ("Demonstrators blocked the road.", "Demonstrators", ["CVL"]),
        # a word beside the noun that does not own it
        ("Iranian-backed militias fired rockets.", "militias", []),
        ("American-made missiles hit the bridge.", "missiles", []),
        ("Pro-Russian fighters seized the office.", "fighters", []),
        ("Ethnic Serbs in Kosovo put up barricades.", "Serbs", ["XKX/CVL"]),
        # people of a nationality
        ("Iraqis were detained at the airport.", "Iraqis", ["IRQ/CVL"]),
        ("Georgians protested for a third night.", "Georgians", ["GEO/CVL"]),
        # groups and coordinations
        ("Estonia, Latvia and Lithuania want more soldiers.", "Estonia", ["EST", "LVA", "LTU"]),
        ("The Baltic states asked for help.", "states", ["EST", "LVA", "LTU"]),
        ("The Visegrad four met.", "four", ["POL", "CZE", "SVK", "HUN"]),
        ("The West imposed sanctions.", "West", ["the West"]),
        ("NATO warned Moscow.", "NATO", ["NATO"]),
        # armed groups and units in their own right, with whom they belong to
        ("Wagner mercenaries left the city.", "mercenaries", ["RUS/UAF"]),
        ("Sudan said the RSF had looted the bank.", "RSF", ["SDN/REB"]),
        ("M23 rebels captured the town.", "rebels", ["COD/REB"]),
        ("KFOR closed the bridge.", "KFOR", ["KFOR", "NATO"]),
        ("MINUSMA withdrew from the base.", "MINUSMA", ["MINUSMA", "UN"]),
        ("Hezbollah fired a hundred rockets.", "Hezbollah", ["LBN/REB"]),
        ("Houthi rebels attacked a tanker.", "rebels", ["YEM/REB"]),
        # the same body in several countries
        ("South Korea's Joint Chiefs of Staff reported a launch.", "Chiefs", ["KOR"]),
        # a place, not a party
        ("The envoys met in Moscow.", "Moscow", []),
        ("Troops were sent to Latvia.", "Latvia", []),
        ("Weapons were sold to Iran.", "Iran", ["IRN"]),
        ("Russia invaded Ukraine.", "Ukraine", ["UKR"]),
        ("It was an attack on Poland.", "Poland", ["POL"]),
        # names that are something else
        ("Michael Jordan scored thirty points.", "Jordan", []),
        ("They asked us to leave.", "us", []),
    ],
)
def test_at(text: str, word: str, expected: list[str], parser: SpacyParser, actors: ActorTable) -> None:
    assert ids_at(index_of(text, parser, actors), word) == expected


def test_sectors(parser: SpacyParser, actors: ActorTable) -> None:
    index = index_of(
        "Chinese warships shadowed a Philippine vessel, Pentagon officials said.", parser, actors
    )
    assert [(a.id, a.sector) for a in index.at(*word_of(index, "warships"))] == [("CHN", "MIL")]
    assert [(a.id, a.sector) for a in index.at(*word_of(index, "officials"))] == [("USA", "GOV")]


def test_two_sides_of_a_civil_war_stay_apart(parser: SpacyParser, actors: ActorTable) -> None:
    index = index_of("Sudan's army said Rapid Support Forces had shelled its base.", parser, actors)
    assert ids_at(index, "army") == ["SDN"]
    assert ids_at(index, "Forces") == ["SDN/REB"]


def test_named_gives_places_too(parser: SpacyParser, actors: ActorTable) -> None:
    index = index_of("Troops massed around Ukraine.", parser, actors)
    sentence, token = word_of(index, "Ukraine")
    assert index.at(sentence, token) == ()
    assert [a.id for a in index.named(sentence, token)] == ["UKR"]
    assert not index.is_actor_use(sentence, token)


def test_rebels_without_a_country_are_those_of_the_war_told(parser: SpacyParser, actors: ActorTable) -> None:
    text = "Tigrayan rebels took a town. The rebels also cut the road."
    index = index_of(text, parser, actors)
    assert [
        a.id for a in index.at(*[(s, t) for s in index.sentences for t in s.tokens if t.text == "rebels"][1])
    ] == ["ETH/REB"]


def test_brussels_is_whose_capital_the_document_is_about(parser: SpacyParser, actors: ActorTable) -> None:
    union = index_of("The EU met. Brussels will impose new sanctions.", parser, actors)
    assert ids_at(union, "Brussels") == ["EU"]
    alliance = index_of("NATO met. Brussels will send new ships.", parser, actors)
    assert ids_at(alliance, "Brussels") == ["NATO"]
    belgium = index_of(
        "Belgian police raided a flat. Belgium is on alert. Brussels asked Paris for help.", parser, actors
    )
    assert ids_at(belgium, "Brussels") == ["BEL"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2010-05-01T00:00:00+00:00", "AFG/REB"),
        ("2022-05-01T00:00:00+00:00", "AFG"),
        ("1999-05-01T00:00:00+00:00", "AFG"),
    ],
)
def test_the_taliban_are_rebels_or_rulers_by_date(
    day: str, expected: str, parser: SpacyParser, actors: ActorTable
) -> None:
    assert ids_at(index_of("The Taliban closed the pass.", parser, actors, day), "Taliban") == [expected]


def test_spans_slice_to_their_text(parser: SpacyParser, actors: ActorTable) -> None:
    text = "Kremlin spokesman Dmitry Peskov said US troops had left.\nHundreds of Polish soldiers stayed."
    index = index_of(text, parser, actors)
    found = [a for s in index.sentences for t in s.tokens for a in index.at(s, t)]
    assert found
    for actor in found:
        assert actor.span.of(index.document.text) == actor.text
        assert actor.rule
        assert actor.sector

"""The people of a document: spellings joined, offices read, whom they act for. Names without fame are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.actors import ActorTable, Person, find_actors, who
from dateline.parsing import parse
from dateline.parsing.names import edits, fold, plain
from dateline.parsing.spacy import SpacyParser
from tests.makers import document

DAY = "2022-01-25T12:00:00+00:00"


@pytest.fixture(scope="session")
def actors() -> ActorTable:
    return ActorTable.load()


def people_of(
    text: str, parser: SpacyParser, actors: ActorTable, day: str | None = DAY
) -> tuple[Person, ...]:
    report = document(text, published_at=day)
    return find_actors(report, parse(report, parser), actors).people


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("Latvian Defence Minister Janis Ozolkalns met reporters.", "Janis Ozolkalns", ("LVA",)),
        ("Anna Sorvino, the US deputy secretary of state, left.", "Anna Sorvino", ("USA",)),
        ("Ukraine's prosecutor general, Olha Petrenko, said so.", "Olha Petrenko", ("UKR",)),
        ("The commander of the German navy, Vice Admiral Kai Brandner, resigned.", "Kai Brandner", ("DEU",)),
        ("Kremlin spokesman Oleg Tarasov denied it.", "Oleg Tarasov", ("RUS",)),
        ("NATO Secretary-General Nils Haugen warned of war.", "Nils Haugen", ("NATO",)),
        ("Venezuelan opposition leader Rosa Quintero was arrested.", "Rosa Quintero", ("VEN/OPP",)),
        ("Houthi spokesman Yahya Nasser claimed the attack.", "Yahya Nasser", ("YEM/REB",)),
        ("Former French President Luc Martel criticised the plan.", "Luc Martel", ("FRA/ELI",)),
        ("Russia's ambassador to Poland, Igor Semin, was summoned.", "Igor Semin", ("RUS",)),
        # no nationality: the table on the day
        ("Defence Minister Mariusz Blaszczak spoke in Warsaw.", "Mariusz Blaszczak", ("POL",)),
        ("Sergei Lavrov met the envoys.", "Sergei Lavrov", ("RUS",)),
        # nobody's
        ("Maria Lindgren, a teacher, saw the smoke.", "Maria Lindgren", ()),
        # whom an officer deals with is not whom the officer acts for
        ("Former minister Maria Lindgren criticised Russia.", "Maria Lindgren", ()),
        ("Foreign Minister Maria Lindgren held talks with Chad.", "Maria Lindgren", ()),
    ],
)
def test_whom_they_act_for(
    text: str, name: str, codes: tuple[str, ...], parser: SpacyParser, actors: ActorTable
) -> None:
    found = {person.name: person.codes for person in people_of(text, parser, actors)}
    assert found.get(name) == codes


def test_a_first_name_alone_is_no_leader_of_a_country_not_told_of(
    parser: SpacyParser, actors: ActorTable
) -> None:
    assert all(person.codes == () for person in people_of("George accused the army of torture.", parser, actors))


def test_a_surname_that_is_a_country_is_no_country(parser: SpacyParser, actors: ActorTable) -> None:
    report = document("Ms Holland condemned the raid.")
    sentences = parse(report, parser)
    index = find_actors(report, sentences, actors)
    assert not any(index.name_at(sentences[0], token) for token in sentences[0].tokens)


def test_in_a_seat_is_not_of_it(parser: SpacyParser, actors: ActorTable) -> None:
    (person,) = people_of("In Kyiv, Foreign Minister Xavier Dubois met officials.", parser, actors)
    assert person.codes == ()


def test_spellings_are_joined(parser: SpacyParser, actors: ActorTable) -> None:
    text = "Latvian spokesman Maris Galkins spoke. Galkin declined to say more. Galkins left."
    (person,) = people_of(text, parser, actors)
    assert person.name == "Maris Galkins"
    assert len(person.mentions) == 3
    assert person.codes == ("LVA",)


def test_first_names_that_clash_stay_apart(parser: SpacyParser, actors: ActorTable) -> None:
    people = people_of("Anton Berger praised Maria Berger.", parser, actors)
    assert len(people) == 2


def test_a_transliterated_leader_is_known(parser: SpacyParser, actors: ActorTable) -> None:
    people = people_of("Dzho Baiden sends soldiers of the USA.", parser, actors)
    assert [p.codes for p in people] == [("USA",)]


@pytest.mark.parametrize(
    ("day", "codes"),
    [("2022-03-01T00:00:00+00:00", ("EST",)), ("2025-03-01T00:00:00+00:00", ("EU",))],
)
def test_an_office_is_dated(
    day: str, codes: tuple[str, ...], parser: SpacyParser, actors: ActorTable
) -> None:
    text = "Kaja Kallas spoke for Estonia and the EU." if day < "2023" else "Kaja Kallas spoke for the EU."
    (person,) = people_of(text, parser, actors, day)
    assert person.codes == codes


def test_who_answers_by_day(actors: ActorTable) -> None:
    assert {a.codes for a in who("Merkel", actors, on="2010-01-01")} == {("DEU",)}
    assert who("Merkel", actors, on="1999-01-01") == ()
    assert [a.codes for a in who("Wagner", actors)] == [("RUS/UAF",)]
    assert "one letter" in who("Zelenskii", actors)[0].why
    assert who("Nobody Atall", actors) == ()


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_are_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    assert edits(one, other, 12) == edits(other, one, 12)
    assert (edits(one, other, 12) == 0) == (one == other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)

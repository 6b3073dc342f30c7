"""Chains over whole reports: nesting, credited outlets, the publisher, headlines, accounts that go on."""

from __future__ import annotations

from tests.attribution.conftest import Attribute, Attributed, names

WIRE = (
    "Rebels have taken Gallabat, the army said on Monday.\n"
    "Nine soldiers died, General Anna Roth said.\n"
    "The town had fallen once before, in 2016.\n"
    "Ferry captain Jon Bru told the Gazette that the river was calm."
)


def chain(said: Attributed, words: str) -> str:
    return names(said.innermost(words).chain)


def test_the_publisher_speaks_where_nobody_else_does(read: Attribute) -> None:
    said = read("Rebels took Gallabat on Monday.")
    (statement,) = said.statements
    assert statement.chain == ()
    assert statement.manner == "publisher"
    assert statement.content == (said.document.blocks[0].span,)


def test_a_credited_outlet_leads_all_that_is_copied(read: Attribute) -> None:
    said = read(WIRE, publisher="Upland Gazette", credited=("AFP",))
    assert chain(said, "taken Gallabat") == "Agence France-Presse < army"
    assert chain(said, "Nine soldiers") == "Agence France-Presse < Anna Roth"
    assert chain(said, "fallen once before") == "Agence France-Presse"


def test_a_credited_outlet_does_not_lead_what_the_paper_added(read: Attribute) -> None:
    said = read(WIRE, publisher="Upland Gazette", credited=("AFP",))
    assert chain(said, "the river was calm") == "Jon Bru"


def test_a_credited_outlet_does_not_lead_the_headline(read: Attribute) -> None:
    said = read(WIRE, headline="Rebels take Gallabat", publisher="Upland Gazette", credited=("AFP",))
    assert chain(said, "Rebels take") == ""


def test_an_outlet_credited_and_told_stands_once(read: Attribute) -> None:
    said = read("Anna Roth told AFP that the town had fallen.", credited=("AFP",))
    assert chain(said, "the town had fallen") == "Agence France-Presse < Anna Roth"


def test_a_paper_is_no_link_in_its_own_report(read: Attribute) -> None:
    told = "Anna Roth told the Upland Gazette that the town had fallen."
    assert chain(read(told, publisher="Upland Gazette"), "the town had fallen") == "Anna Roth"
    assert chain(read(told, publisher="Coast Courier"), "the town had fallen") == "Upland Gazette < Anna Roth"


def test_a_headline_keeps_its_own_chain(read: Attribute) -> None:
    said = read("Nine soldiers died, General Anna Roth said.", headline="Nine soldiers killed in Gallabat")
    assert chain(said, "Nine soldiers killed") == ""


def test_a_headline_that_says_names_its_speaker(read: Attribute) -> None:
    said = read("Nine soldiers died, General Anna Roth said.", headline="Nine soldiers killed, Roth says")
    assert chain(said, "Nine soldiers killed") == "Anna Roth"


def test_a_speaker_stands_before_a_headlines_colon(read: Attribute) -> None:
    assert chain(read("It is so.", headline="Ministry: nine soldiers killed"), "nine soldiers") == "Ministry"
    assert chain(read("It is so.", headline="Nine soldiers killed: ministry"), "Nine soldiers") == "ministry"


def test_a_topic_before_a_headlines_colon_does_not_speak(read: Attribute) -> None:
    assert chain(read("It is so.", headline="Sudan: nine soldiers killed"), "nine soldiers") == ""


def test_the_way_of_an_interview_is_kept(read: Attribute) -> None:
    said = read(
        "Anna Roth told Al Jazeera that the town had fallen. The garrison was safe, she said.\n"
        "Help would come by Friday, Roth added."
    )
    assert chain(said, "The garrison was safe") == "Al Jazeera < Anna Roth"
    assert chain(said, "Help would come") == "Al Jazeera < Anna Roth"


def test_the_way_of_an_interview_ends_a_paragraph_on(read: Attribute) -> None:
    said = read(
        "Anna Roth told Al Jazeera that the town had fallen.\nIt rained in Khartoum.\nMarkets were shut.\n"
        "The garrison was safe, Roth said on Friday."
    )
    assert chain(said, "The garrison was safe") == "Anna Roth"


def test_an_account_goes_on_without_a_cue(read: Attribute) -> None:
    said = read(
        "The army would get a list of targets, two aides said. The list holds nine bridges. "
        "Drones could strike them within hours."
    )
    assert chain(said, "nine bridges") == "two aides"
    assert chain(said, "could strike") == "two aides"


def test_a_plain_fact_after_a_saying_is_the_publishers(read: Attribute) -> None:
    said = read("The army has taken Gallabat, two aides said. Rain fell in the hills on Monday.")
    assert chain(said, "Rain fell") == ""


def test_a_refusal_hands_nothing_on(read: Attribute) -> None:
    said = read("Anna Roth did not comment on the news in Le Monde that Chad had sent drones.")
    statement = said.innermost("had sent drones")
    assert names(statement.chain) == "Le Monde"
    assert statement.force == ""


def test_attitudes_are_no_statements(read: Attribute) -> None:
    said = read("The bishop condemned the raid on Gallabat.")
    assert chain(said, "the raid") == ""


def test_kinds_of_sources(read: Attribute) -> None:
    said = read(
        "Kenya's president, William Ruto, said it was over. NATO said it was not. Le Monde said it might be. "
        "Residents said they had seen smoke. Two officials said they knew nothing. A survey said all was well. "
        "Analysts said it would go on."
    )
    kinds = {s.chain[-1].name: s.chain[-1].kind for s in said.statements if s.chain}
    assert kinds == {
        "William Ruto": "official",
        "NATO": "organisation",
        "Le Monde": "media",
        "Residents": "witness",
        "Two officials": "unnamed",
        "A survey": "document",
        "Analysts": "expert",
    }


def test_every_link_shows_its_words(read: Attribute) -> None:
    said = read("Anna Roth spoke on Monday. She told Al Jazeera that the town had fallen.")
    outlet, speaker = said.innermost("the town had fallen").chain
    assert outlet.span is not None and outlet.span.of(said.document.text) == outlet.text == "Al Jazeera"
    assert (speaker.text, speaker.cue) == ("She", "told")
    assert speaker.shown_by is not None and speaker.shown_by.of(said.document.text) == "Anna Roth"


def test_the_same_text_gives_the_same_statements(read: Attribute) -> None:
    assert read(WIRE).statements == read(WIRE).statements


def test_ids_are_unique(read: Attribute) -> None:
    said = read(WIRE)
    assert len({s.id for s in said.statements}) == len(said.statements)

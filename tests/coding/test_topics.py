"""What a text is about: fields whose words outweigh politics, and the paragraphs that are kept all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.coding.topics import FEWEST, off_topic
from dateline.kit import Kit
from dateline.model import Mention, Sentence
from dateline.parsing.base import parse
from tests.makers import document

Aside = Callable[[str], tuple[int, int]]
Coder = Callable[[str], tuple[Mention, ...]]

MATCH = (
    "The striker scored twice before half time as Senegal beat Tunisia in the quarter-final.\n\n"
    "The goalkeeper saved a penalty and the coach praised his midfield."
)
WAR = "Rebels shelled the army's garrison in Goma while the government sent troops and tanks."


@pytest.fixture(scope="module")
def aside(kit: Kit) -> Aside:
    """How many sentences of a text are left aside, of how many."""

    def count(text: str) -> tuple[int, int]:
        report = document(text, published_at=None, publisher=None)
        sentences: tuple[Sentence, ...] = parse(report, kit.parser)
        return len(off_topic(sentences, kit.rules.classes)), len(sentences)

    return count


def test_every_field_has_words(kit: Kit) -> None:
    assert all(kit.rules.classes[name].single for name in FEWEST)


@pytest.mark.parametrize(
    "text",
    [
        MATCH,
        "The actor plays a sniper in the film. Critics praised the drama at the festival in Cannes.",
        "Shares of the brewer fell after the merger collapsed. Investors blamed the board.",
        "A burglar stabbed his girlfriend with a kitchen knife. The jury heard that he had been drunk.",
        "The hurricane brought heavy rain and flooding. Meteorologists expect more storms and wind.",
        "Two boys were shot outside a shop. One was hit in the leg. Officers took a scooter away.",
        "The vaccine protects patients against measles. Doctors and nurses gave 400 doses at the clinic.",
    ],
)
def test_other_fields_are_left_aside(text: str, aside: Aside) -> None:
    left, of = aside(text)
    assert left == of


@pytest.mark.parametrize(
    "text",
    [
        WAR,
        "Kenya's president met Uganda's foreign minister. They discussed the border and the refugees.",
        "Doctors said that shelling by government forces had hit the hospital and killed patients.",
        "Teachers went on strike in Lagos, and their union demanded that the government pay them.",
    ],
)
def test_politics_and_war_are_kept(text: str, aside: Aside) -> None:
    assert aside(text)[0] == 0


def test_a_sports_page_keeps_its_paragraph_of_war(aside: Aside) -> None:
    left, of = aside(f"{MATCH}\n\n{WAR}\n\n{MATCH}")
    assert left == of - 1


def test_a_report_of_war_leaves_its_paragraph_of_sport_aside(aside: Aside) -> None:
    left, _ = aside(
        f"{WAR}\n\n{WAR}\n\nThe striker's goal beat the goalkeeper and won the match, the coach said."
    )
    assert left == 1


@pytest.mark.parametrize(
    ("text", "types"),
    [
        # a state acts itself
        (
            "An earthquake shook Fiji. Landslides and floods cut roads. Japan sent Fiji 80 rescuers with tents.",
            {"AID"},
        ),
        # a firm, against a state
        (
            "Shares fell and prices rose. The company Gazprom halted deliveries of gas to Poland. Buyers worry.",
            {"SANCTION"},
        ),
        # arms
        (
            "Gunmen stormed a school in Kaduna. Pupils and teachers hid in a classroom. Parents wept.",
            {"ASSAULT"},
        ),
        # not the state: what is its neighbour's adjective, or its firm
        ("The Korean phone maker attacked its rival. Shares of both companies fell. Investors sold.", set()),
        ("Chad's biggest brewer agreed to buy a rival. The company's shares rose. Investors cheered.", set()),
        # words of war as pictures
        (
            "Ghana's striker attacked the goalkeeper. The coach praised the midfield. Mali were routed in the match.",
            set(),
        ),
    ],
)
def test_deeds_of_states_stand_in_texts_of_other_fields(text: str, types: set[str], coded: Coder) -> None:
    assert {mention.type for mention in coded(text)} == types

"""Report and furniture told apart in plain text."""

from __future__ import annotations

import pytest

from dateline.cleaning import Furniture, clean
from dateline.cleaning.judge import judge
from dateline.cleaning.lines import text_lines
from dateline.cleaning.stretch import find_stretch
from dateline.cleaning.table import plain
from tests.makers import item

REPORT = """The Sahel Courier
3 March 2019, 14:20 GMT
Army retakes border town of Ansongo after two days of fighting

BAMAKO (AFP) - Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said.

"We hold the bridge and both roads," army spokesman Moussa Keita told reporters.

Nobody was hurt.

The army gave three reasons for the delay:

- mines on the road to Gao
- a broken bridge
- fear for the villagers

Keita said more soldiers would arrive from Gao within days.
"""

CUES = [pytest.param(cue, id=f"{cue.row}") for cue in Furniture.load().cues]


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_takes_its_example_and_leaves_its_counterexample(cue, furniture):
    assert cue.stands_in(cue.example)
    assert not cue.stands_in(cue.counterexample)
    assert furniture.cue(cue.counterexample, at_foot=cue.where == "foot") is None


def kinds(text: str, furniture: Furniture) -> list[str]:
    return [one.block or "furniture" for one in judge(text_lines(text), furniture)]


def test_a_report_without_furniture_is_kept_whole(furniture):
    head = ["publisher", "published", "headline"]
    assert kinds(REPORT, furniture) == [*head, *["body"] * 8]


@pytest.mark.parametrize(
    "foot",
    [
        "Read also\nFlood closes Lagos bridge\nTwo ministers resign in Quito",
        "READ ALSO: Flood closes Lagos bridge",
        "More from the Courier\nFlood closes Lagos bridge",
        "Most read\n* Flood closes Lagos bridge\n* Two ministers resign in Quito",
        "Flood closes Lagos bridge\nTwo ministers resign in Quito",
        "SPORT\nEagles lose at home again",
        "LAGOS: A flood has closed the longest bridge, the ministry of works...\nQUITO: Two ministers...",
        "Leave a Reply\nYour email address will not be published.",
        "3 comments\nThey should have held it the first time.\nSend the army home!",
        "© 2019 The Sahel Courier. All rights reserved.",
        "Share on Facebook  |  Tweet  |  Print",
        "Sign up for our newsletter and get the news before breakfast",
        "This site uses cookies to count visits.",
        "Tags: Mali, army, Sahel",
        "Photo: soldiers on parade in Bamako, 2012",
        "Soldiers on parade in Bamako, 2012. Archive photo",
        "Weather: dust storm warning for Wednesday, 6 March",
        "Advertisement",
        "Comments are closed after 30 days.",
        "Jane Doe is a staff reporter for The Sahel Courier.",
        "Translated automatically from the French original",
        "The Sahel Courier is a member of the National Press Council",
    ],
)
def test_furniture_at_the_foot_is_set_aside(foot, furniture):
    found = kinds(f"{REPORT}\n{foot}", furniture)
    assert found[:11] == kinds(REPORT, furniture)
    assert set(found[11:]) == {"furniture"}


@pytest.mark.parametrize(
    "inside",
    [
        "Keita left.",
        "“No,” he said.",
        "Why now?",
        "A slow retreat",
        "Support for the soldiers has grown in Gao since January.",
        "Weather stopped the search for the missing soldiers.",
        "The general posted a video on Facebook and the army shared it.",
        "Comments by the minister about the soldiers drew anger in Gao.",
        "Copyright on the army's film belongs to a Gao studio, Keita said.",
        "Read more carefully, the order of the army allows it.",
        "Related units of the army were sent from Gao as well.",
        "The email address of the army's press office was flooded with threats, Keita said.",
        "On 6 July 2015 the soldiers had left the town in one night.",
    ],
)
def test_a_line_of_the_report_is_kept_between_paragraphs(inside, furniture):
    first, last = REPORT.rsplit("\n\n", 1)
    found = judge(text_lines(f"{first}\n\n{inside}\n\n{last}"), furniture)
    assert [one.block for one in found if one.line.text == inside] == ["body"]


@pytest.mark.parametrize("heading", ["Read also", "Most read", "Recommended", "You may also like"])
def test_the_report_goes_on_after_headlines_inside_it(heading, furniture):
    first, last = REPORT.rsplit("\n\n", 1)
    found = kinds(f"{first}\n\n{heading}\n\nFlood closes Lagos bridge\n\n{last}", furniture)
    assert found[-3:] == ["furniture", "furniture", "body"]


def test_a_list_of_points_at_the_end_is_body(furniture):
    text = REPORT + "\nThe army named its conditions:\n- the rebels leave Gao\n- the bridge is opened"
    assert kinds(text, furniture)[-3:] == ["body", "body", "body"]


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: An earlier version of this report said that Ansongo fell on Monday.",
        "Editor's note: an earlier version of this story gave a wrong rank for Moussa Keita.",
        "This article was amended on 4 March 2019 to correct the name of the town.",
        "Clarification: the report should have said that the soldiers came from Gao.",
    ],
)
def test_a_correction_is_kept_as_one(notice, furniture):
    assert kinds(f"{REPORT}\n{notice}\n\nRead also\nFlood closes Lagos bridge", furniture)[11] == "correction"


def test_text_after_the_credit_line_is_another_story(furniture):
    other = "LAGOS: A flood has closed the bridge, the ministry said."
    text = f"{REPORT}\n(AFP)\nTwo dollars a week keep our paper going.\n{other}"
    assert kinds(text, furniture)[-3:] == ["credit", "furniture", "furniture"]


def test_a_page_read_as_text_gives_its_report(furniture):
    menu = "\n".join(
        "Home News Sport Business Culture Opinion Weather Jobs Video Photos Archive Contact".split()
    )
    teasers = "\n".join(f"Story number {number} about the harbour" for number in range(20))
    found = [
        one.line.text
        for one in judge(text_lines(f"{menu}\n{teasers}\n{REPORT}\n{teasers}"), furniture)
        if one.kept
    ]
    assert found == [
        one.line.text for one in judge(text_lines(REPORT), furniture) if one.block != "publisher"
    ]


def test_a_wire_in_capitals_is_a_report(furniture):
    text = "\n\n".join(
        ["BAMAKO -- THE ARMY RETOOK THE TOWN OF ANSONGO ON SUNDAY, A SPOKESMAN SAID."] * 1
        + ["1. THE ARMY HOLDS THE BRIDGE AND BOTH ROADS OUT OF THE TOWN.", "2. THE SEARCH FOR MINES GOES ON."]
    )
    assert kinds(text, furniture)[-2:] == ["body", "body"]


def test_a_bare_line_that_repeats_is_no_part_of_the_report(furniture):
    found = judge(text_lines(REPORT.replace("\n\n", "\n\nArticle text\n\n")), furniture)
    assert {one.furniture for one in found if one.line.text == "Article text"} == {"repeated"}
    assert [one.block for one in found if one.line.text != "Article text"] == kinds(REPORT, furniture)


def test_a_table_that_repeats_its_words_is_kept(furniture):
    rows = [f"| {town} | held | army |" for town in ("Gao", "Menaka", "Kidal", "Tessit")]
    first, last = REPORT.rsplit("\n\n", 1)
    text = "\n".join([first, "The army gave this list:", *rows, *rows, *rows, "", last])
    assert kinds(text, furniture)[-14:] == ["body"] * 14


def test_a_button_for_comments_above_the_report_hides_nothing(furniture):
    text = REPORT.replace("BAMAKO (AFP)", "Join the conversation\n\nBAMAKO (AFP)")
    assert kinds(text, furniture)[-7:] == ["body"] * 7


WIRE = """BC-CHAD-TALKS
Chad, rebels open talks in Sirte

By Hassan Idriss
SIRTE, Libya, Oct 3 (Reuter) - Chad's government and two rebel movements opened talks on Monday on a five-year war.

Delegates shook hands but did not speak to each other before the session, witnesses said.

The government wants:
-- the rebels to hand in heavy weapons
-- the release of 42 prisoners
-- the opening of the road to Faya

Nour said no.

The talks are due to last four days."""


def test_a_wire_of_the_nineties_keeps_its_points_and_its_last_paragraphs(furniture):
    assert kinds(WIRE, furniture)[-8:] == ["body"] * 8


ASKING = """What is known of the clashes at the border post

Armenia and Azerbaijan accused each other on Tuesday of opening fire near the Lachin corridor.

What happened?

Shots were fired at about 7 a.m., both sides said. Two soldiers were killed and five were wounded.

Who controls the road?

Russian peacekeepers have controlled it since November 2020.

What do the sides say?

Baku says its soldiers were building a post. Yerevan says they had crossed the line.

"You do not give up your house because a neighbour shouts," an officer said.

What next?

The foreign ministers are to meet in Brussels on 4 May."""


def test_questions_and_short_answers_are_the_report(furniture):
    assert set(kinds(ASKING, furniture)[1:]) == {"body"}


def test_wrapped_lines_become_paragraphs(furniture):
    text = (
        "Malian soldiers retook the border town of Ansongo on Sunday after two\n"
        "days of fighting, the army said. The bridge over the river is open and\n"
        "traffic moves again.\n\n"
        "Keita said that more soldiers would arrive from Gao within a few days\n"
        "and that the town would be held. He gave no number and did not say who\n"
        "would lead them.\n"
    )
    document = clean(item(text), furniture)
    assert [block.span.of(document.text).count("\n") for block in document.blocks] == [0, 0]
    for run in document.offsets:
        assert (
            document.text[run.start : run.end] == text[run.item_start : run.item_start + run.end - run.start]
        )


def test_a_headline_may_ask(furniture):
    text = REPORT.replace(
        "Army retakes border town of Ansongo after two days of fighting", "Will the army hold Ansongo?"
    )
    document = clean(item(text), furniture)
    assert document.headline is not None
    assert document.headline.value == "Will the army hold Ansongo?"


def test_a_headline_about_reporters_is_no_byline(furniture):
    document = clean(
        item(
            "UN envoy meets reporters\n\nThe UN envoy to Mali met reporters in Bamako on Sunday, his office said."
        ),
        furniture,
    )
    assert document.headline is not None
    assert document.headline.value == "UN envoy meets reporters"


def test_the_stretch_with_most_prose_is_found():
    assert find_stretch([]) == (0, 0)
    assert find_stretch([-4.0, 20.0, -4.0, 30.0, -12.0, 5.0]) == (1, 4)


def test_reasons_hold_no_words_of_furniture(furniture):
    document = clean(item(f"{REPORT}\nRead also\nFlood closes Lagos bridge"), furniture)
    assert len(document.set_aside) == 2
    assert all("Lagos" not in aside.reason for aside in document.set_aside)


@pytest.mark.parametrize("cue", CUES)
def test_the_gate_before_the_cues_lets_all_of_them_through(cue, furniture):
    for words in (cue.example, cue.counterexample, f"— {cue.example}", f"{cue.example} {REPORT[:100]}"):
        straight = plain(words)
        plainly = cue.stands_in(straight) and cue.where not in ("any", "end")
        assert furniture.opening.match(straight) or not plainly

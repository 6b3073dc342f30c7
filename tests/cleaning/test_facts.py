"""Publication facts of plain text: publisher, byline, credit, dateline, offsets."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.model import Span
from tests.makers import item

BODY = (
    "Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said."
)
MORE = "“We hold the bridge,” army spokesman Moussa Keita told reporters in Bamako."


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("BAMAKO, March 3 (AFP) - ", "Bamako"),
        ("BAMAKO, 3 March – ", "Bamako"),
        ("BAMAKO — ", "Bamako"),
        ("BAMAKO/GAO, 3 March – ", "Bamako/Gao"),
        ("BÜRGENSTOCK, Switzerland — ", "Bürgenstock"),
        ("SÃO PAULO, March 3 (Reuters) – ", "São Paulo"),
        ("AL-FASHER, Sudan (AP) — ", "Al-Fasher"),
        ("Bamako, Mar. 3 (AFP) -- ", "Bamako"),
        ("UNITED NATIONS (AP) — ", "United Nations"),
        ("TAIPEI. ", "Taipei"),
        ("NATO – ", None),
        ("BREAKING – ", None),
        ("", None),
    ],
)
def test_the_dateline_place(opening, place, furniture):
    document = clean(item(f"Army retakes border town\n\n{opening}{BODY}\n\n{MORE}"), furniture)
    fact = document.dateline_place
    assert (fact.value if fact else None) == place
    if fact is not None and fact.span is not None:
        assert fact.span.of(document.text) == fact.text


@pytest.mark.parametrize(
    ("publisher", "head", "opening", "foot", "credit", "credited"),
    [
        ("Sahel Courier", "", "", "(Reuters)", "Reuters", ("Reuters",)),
        ("Sahel Courier", "", "BAMAKO (Reuters) – ", "", "Reuters", ("Reuters",)),
        ("Reuters", "", "BAMAKO (Reuters) – ", "", "Reuters", ()),
        ("Sahel Courier", "", "", "(Reuters, own information)", "(Reuters, own information)", ()),
        ("Sahel Courier", "Sahel Courier with Reuters", "", "", "Sahel Courier with Reuters", ()),
        ("Sahel Courier", "", "", "", None, ()),
        (
            "Sahel Courier",
            "",
            "BAMAKO (Reuters) – ",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "(Reporting by Jane Doe; Editing by John Roe)",
            ("Reuters",),
        ),
        ("Sahel Courier", "", "", "(courier.example.com)", "courier.example.com", ("courier.example.com",)),
    ],
)
def test_credit_and_whose_text_it_is(publisher, head, opening, foot, credit, credited, furniture):
    text = f"{publisher}\nArmy retakes border town of Ansongo\n{head}\n\n{opening}{BODY}\n\n{MORE}\n\n{foot}"
    document = clean(item(text), furniture)
    assert document.publisher is not None
    assert document.publisher.value == publisher
    assert (document.credit.value if document.credit else None) == credit
    assert document.credited == credited


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe in Bamako", "Jane Doe and John Roe in Bamako"),
        ("By our political staff", "our political staff"),
        ("Foreign desk", "Foreign desk"),
        ("From our correspondents in Bamako and Gao", "From our correspondents in Bamako and Gao"),
    ],
)
def test_the_byline(line, value, furniture):
    document = clean(item(f"Army retakes border town of Ansongo\n{line}\n\n{BODY}\n\n{MORE}"), furniture)
    assert document.byline is not None
    assert document.byline.value == value


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_block_maps_exactly(ending, furniture):
    text = ending.join(["  The Courier ", "Army retakes border town", "", f"\t{BODY}\xa0", "", MORE])
    source = item(text)
    document = clean(source, furniture)
    assert len(document.blocks) == 4
    for block in document.blocks:
        span = document.item_span(block.span)
        assert span is not None
        assert span.of(source.text) == block.span.of(document.text)


def test_the_id_is_the_content_s_alone(furniture):
    one, other = (
        clean(item(f"Army leaves\n\n{BODY}", address), furniture) for address in ("a.txt", "/x/b.txt")
    )
    assert one.id == other.id
    assert one.id != clean(item(f"Army leaves\n\n{MORE}"), furniture).id


def test_what_is_set_aside_stands_in_the_item(furniture):
    source = item(f"Army leaves\n\n{BODY}\n\nRead also\n\nFlood closes Lagos bridge")
    document = clean(source, furniture)
    shown = [Span(one.item_start, one.item_end).of(source.text) for one in document.set_aside]
    assert shown == ["Read also", "Flood closes Lagos bridge"]


def test_cleaning_what_was_kept_changes_nothing(furniture):
    first = clean(
        item(f"The Courier\nArmy retakes border town\n\n{BODY}\n\n{MORE}\n\nRead also\nFlood closes bridge"),
        furniture,
    )
    assert clean(item(first.text), furniture).text == first.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"Army leaves\n\n{BODY}\n\n{MORE}", "en"),
        ("Die Armee zog am Sonntag nach zwei Tagen aus der Stadt ab. " * 3, "de"),
    ],
)
def test_the_language(text, language, furniture):
    assert clean(item(text), furniture).language == language

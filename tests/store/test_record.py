"""What is written comes back; twice changes nothing; a crash loses nothing; looking cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import RecordError, RunError
from dateline.model import (
    Conflict,
    CopyFamily,
    CopyMember,
    Document,
    Event,
    Mention,
    Passage,
    Reading,
    Retelling,
    Skipped,
    Span,
    Telling,
)
from dateline.store import Filter, RecordWriter, RunEntry, open_record
from tests import makers
from tests.makers import document, event, mention, quantity, reading, source, span_of, statement, when

MURDER = "\nRead also: Three held over village murder"


def one_event_each(
    documents: Sequence[Document], mentions: Sequence[Mention], families: Sequence[CopyFamily]
) -> tuple[Event, ...]:
    assert families == ()
    assert {one.document_id for one in mentions} <= {one.id for one in documents}
    return tuple(event(one) for one in mentions)


def full_reading() -> Reading:
    """A reading in which every field of every noun is filled."""
    report = document(
        "The Testland army, Reuters reported, sent about 50 troops to Tapa on 3 May.\nMore would follow.",
        headline="Troops sent",
        furniture=MURDER,
        credited=("Reuters",),
        byline=makers.fact("A. Writer", span=Span(0, 3)),
        credit=makers.fact("Reuters"),
        dateline_place=makers.fact("Tallinn"),
        synthetic=True,
        conflicts=(Conflict("published", "2022-01-24T10:00:00+00:00", "2018-01-16", "the address"),),
    )
    chain = (source("Reuters", "media", "reported", span_of(report.text, "Reuters")), source("army", cue=""))
    said = statement(
        report, "sent about 50 troops to Tapa on 3 May", chain=chain, cue=span_of(report.text, "reported")
    )
    told = mention(
        report,
        words="sent about 50 troops to Tapa on 3 May",
        mode="troops",
        contexts=("military", "diplomatic"),
        actors=("EST", "NATO"),
        recipients=("RUS",),
        place=makers.place("Tapa", "EST", "LVA", lat=59.26, lon=25.96, gazetteer="588335"),
        when=when("2023-05-03", text="on 3 May", span=span_of(report.text, "on 3 May")),
        quantity=quantity("about 50", 45, 55, span=span_of(report.text, "about 50")),
        said_by=said,
        background=True,
    )
    whole = reading(report, told, furniture=MURDER)
    item = replace(whole.item, metadata=(("url", "http://example.org/a"), ("synthetic", "true")))
    return replace(whole, item=item, statements=(*whole.statements, said))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.dateline"


def write(path: Path, *readings: Reading, kit: str = "kit") -> None:
    with RecordWriter(path) as writer:
        for one in readings:
            writer.add(one, kit)
        writer.replace_events(one_event_each)


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return sorted(connection.iterdump())
    finally:
        connection.close()


def test_what_is_written_comes_back_equal(path: Path) -> None:
    whole = full_reading()
    write(path, whole)
    (told,) = whole.mentions
    with open_record(path) as record:
        assert record.item(whole.item.id) == whole.item
        assert record.document(whole.document.id) == whole.document
        assert record.mention(told.id).mention == told
        assert tuple(record.statements(whole.document.id)) == whole.statements
        assert list(record.events()) == [event(told)]
        assert [one.span for one in record.sentences(whole.document.id)] == [
            one.span for one in whole.sentences
        ]
        recorded = record.mention(told.id)
        assert recorded.sentence is not None and recorded.sentence.span.covers(told.span)
        assert recorded.event_id == event(told).id


def test_relations_come_back_in_order_and_go_with_their_mention(path: Path) -> None:
    report = document("Mali denied the raid. It would answer if Niger attacked.")
    raid = mention(report, type="ASSAULT", words="the raid")
    attack = mention(report, type="ASSAULT", status="conditional", words="if Niger attacked")
    denial = mention(report, type="ASSAULT", status="denied", words="denied the raid")
    denial = makers.related(makers.related(denial, "denies", raid), "condition", attack)
    whole = reading(report, denial, raid, attack)
    write(path, whole)
    with open_record(path) as record:
        assert [one.mention for one in record.mentions()] == [denial, raid, attack]
    write(path, replace(whole, mentions=(raid,)), kit="another")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM relations").fetchone() == (0,)


def test_copy_families_retellings_and_tellings_come_back_equal(path: Path) -> None:
    one, two = document("Troops moved.", address="one.txt"), document("Troops  moved.", address="two.txt")
    members = (
        CopyMember(one.id, "original", None, ("printed first", "names the agency")),
        CopyMember(
            two.id,
            "trimmed",
            one.id,
            (),
            share=0.5,
            passages=(Passage(Span(0, 6), Span(0, 6)), Passage(Span(8, 13), Span(7, 12))),
            adds=(Span(6, 8), Span(13, 14)),
            superseded_by=one.id,
        ),
    )
    retellings = (
        Retelling(one.id, "Harbour Post", two.id, Span(0, 6), ("credits it", "both tell of 1 event")),
        Retelling(one.id, "Reef Radio", None, None, ("credits it",)),
        Retelling(two.id, "Reef Radio", None, Span(0, 1), ()),
    )
    family = CopyFamily("family-1", one.id, members, ("100% of the words",))
    told = event(mention(one), mention(two))
    told = replace(told, tellings=(Telling("the army", told.mentions, "one voice"), Telling("x", (), "none")))
    with RecordWriter(path) as writer:
        for report in (one, two):
            writer.add(reading(report, mention(report)), "kit")
        for _ in range(2):  # the second time in place of the first
            writer.replace_events(
                lambda documents, mentions, families: (told,),
                lambda documents: (family,),
                lambda documents, chains, groups, families: retellings,
            )
    with open_record(path) as record:
        assert record.family(two.id) == family
        assert list(record.families()) == [family]
        assert record.retellings(one.id) == retellings[:2]
        assert record.retold_by(two.id) == retellings[:1]
        assert list(record.events()) == [told]
        assert record.counts().copies == 1
    with RecordWriter(path) as writer:
        writer.replace_events(lambda documents, mentions, families: ())
    with open_record(path) as record:
        assert record.family(two.id) is None
        assert record.retellings(one.id) == ()


def test_adding_the_same_item_twice_changes_nothing(path: Path) -> None:
    write(path, full_reading())
    once = dump(path)
    write(path, full_reading())
    assert [line for line in dump(path) if "document_words" not in line] == [
        line for line in once if "document_words" not in line
    ]


def test_a_new_kit_replaces_what_an_older_one_read(path: Path) -> None:
    whole = full_reading()
    write(path, whole)
    with RecordWriter(path) as writer:
        assert writer.knows(whole.item, "kit")
        assert not writer.knows(whole.item, "newer kit")
        writer.add(replace(whole, mentions=()), "newer kit")
        writer.replace_events(one_event_each)
    with open_record(path) as record:
        counts = record.counts()
        assert (counts.documents, counts.mentions, counts.events) == (1, 0, 0)


def test_an_item_marked_synthetic_later_is_read_again(path: Path) -> None:
    plain = reading()
    write(path, plain)
    marked = replace(plain.item, metadata=(("synthetic", "true"),))
    with RecordWriter(path) as writer:
        assert writer.knows(plain.item, "kit") and not writer.knows(marked, "kit")


def test_words_of_furniture_are_in_no_table_but_the_bytes_of_the_item(path: Path) -> None:
    write(path, full_reading())
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 the names of our own tables
            texts = [value for value in row if isinstance(value, str)]
            assert not any("murder" in text for text in texts), table
    (content,) = connection.execute("SELECT content FROM items").fetchone()
    connection.close()
    assert b"murder" in content


def test_a_failed_item_leaves_the_earlier_ones(path: Path) -> None:
    good = reading(document("Good.", address="a.txt"))
    bad = reading(document("Bad.", address="b.txt"))
    twice = mention(bad.document)
    with RecordWriter(path) as writer:
        writer.add(good, "kit")
        with pytest.raises(RunError, match=r"b\.txt: two things read from it have the same id"):
            writer.add(replace(bad, mentions=(twice, twice)), "kit")
    with open_record(path) as record:
        assert [one.address for one in record.documents()] == ["a.txt"]
        assert record.counts().files == 1


def test_a_run_that_did_not_end_shows(path: Path) -> None:
    report = document()
    with RecordWriter(path) as writer:
        entry = RunEntry("2024-01-01T00:00:00Z", "0.1", "{}", "c", "t", "m", "d", "kit")
        number = writer.begin_run(entry)
        writer.add(reading(report, mention(report)), "kit")
        with open_record(path) as record:  # while the writer is still there
            assert not record.counts().is_merged
            assert record.runs()[0].finished is None
        writer.replace_events(one_event_each)
        writer.end_run(number, "2024-01-01T00:00:09Z")
    with open_record(path) as record:
        assert record.counts().is_merged
        assert record.runs()[0].finished == "2024-01-01T00:00:09Z"


def test_a_threshold_parts_the_mentions_and_moves_without_reading_anew(path: Path) -> None:
    report = document()
    sure, doubtful = mention(report), replace(mention(report, status="planned"), confidence=0.4)
    with RecordWriter(path) as writer:
        writer.add(reading(report, sure, doubtful), "kit")
        writer.replace_events(one_event_each, threshold=0.5)
    with open_record(path) as record:
        counts = record.counts()
        assert (counts.mentions, counts.uncertain, counts.events) == (1, 1, 1)
        assert [one.mention for one in record.mentions()] == [sure]
        assert [one.mention for one in record.uncertain()] == [doubtful]
        assert record.mention(doubtful.id).event_id is None
        assert counts.is_merged
    with RecordWriter(path) as writer:
        writer.replace_events(one_event_each, threshold=0.4)
    with open_record(path) as record:
        assert [one.mention for one in record.mentions()] == [sure, doubtful]
        assert (record.counts().uncertain, record.counts().events) == (0, 2)


def test_looking_cannot_write(path: Path) -> None:
    write(path, full_reading())
    before = path.read_bytes()
    with open_record(path) as record, pytest.raises(sqlite3.OperationalError, match="readonly"):
        record._connection.execute("DELETE FROM documents")
    assert path.read_bytes() == before


def test_skipped_rows_give_way_to_a_reading(path: Path) -> None:
    whole = full_reading()
    skipped = Skipped(whole.item.address, "cleaning", "nothing but furniture", whole.item.sha256)
    with RecordWriter(path) as writer:
        writer.skip(Skipped("broken.txt", "reading", "binary"))
        writer.skip(skipped, whole.item)
        writer.skip(skipped, whole.item)
    with open_record(path) as record:
        assert len(list(record.skipped())) == 2
        assert record.counts().files == 2
    write(path, whole)
    with open_record(path) as record:
        assert [one.address for one in record.skipped()] == ["broken.txt"]
        assert record.counts().files == 2


def test_the_same_bytes_at_another_address_are_noted_once(path: Path) -> None:
    whole = full_reading()
    elsewhere = replace(whole.item, address="copies/two.txt")
    with RecordWriter(path) as writer:
        writer.add(whole, "kit")
        for item in (elsewhere, elsewhere, whole.item):
            writer.also_at(item)
        writer.add(whole, "newer kit")
    with open_record(path) as record:
        assert record.also_at(whole.item.id) == ("copies/two.txt",)
        counts = record.counts()
        assert (counts.files, counts.documents) == (2, 1)


def test_a_document_in_another_language_is_kept_and_named_as_skipped(path: Path) -> None:
    report = document("Die Truppen kamen an.", language="de")
    with RecordWriter(path) as writer:
        writer.add(reading(report), "kit", Skipped(report.address, "parsing", "the language is de"))
    with open_record(path) as record:
        counts = record.counts()
        assert (counts.files, counts.documents, counts.skipped) == (1, 1, 1)
        assert counts.languages == (("de", 1),)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), 3),
        (Filter(types=("MOBILIZE",)), 2),
        (Filter(types=("MOBILIZE/troops",)), 1),
        (Filter(types=("MOBILIZE/troops", "AID")), 2),
        (Filter(statuses=("planned",)), 1),
        (Filter(actors=("EST",)), 1),
        (Filter(actors=("SDN",)), 1),  # an armed group of the country
        (Filter(actors=("Support Forces",)), 1),
        (Filter(actors=("support forces",)), 1),
        (Filter(actors=("%",)), 0),
        (Filter(recipients=("UKR",)), 1),
        (Filter(places=("tapa",)), 1),
        (Filter(places=("EST",)), 1),
        (Filter(start="2023-05-03"), 1),
        (Filter(end="2023-05-02"), 0),
        (Filter(start="2023-05-01", end="2023-05-03"), 1),
        (Filter(background=True), 1),
        (Filter(background=False), 2),
        (Filter(documents=("two.txt",)), 1),
        (Filter(words="troops tapa"), 1),
        (Filter(words='tapa" OR "khartoum'), 0),
        (Filter(types=("AID",), statuses=("actual",)), 0),
    ],
)
def test_filters(path: Path, wanted: Filter, found: int) -> None:
    one = document("Troops reached Tapa on 3 May.", address="in/one.txt")
    two = document(
        "The Rapid Support Forces left Khartoum, and aid is promised to Kyiv.", address="in/two.txt"
    )
    three = document("Nothing is known.", address="in/three.txt")
    forces = makers.actor("SDN/REB", "Rapid Support Forces", country="SDN")
    on = when("2023-05-03", text="on 3 May", span=span_of(one.text, "on 3 May"))
    write(
        path,
        reading(one, mention(one, mode="troops", place=makers.place("Tapa", "EST"), when=on)),
        reading(two, mention(two, actors=(forces,), words="left Khartoum", background=True)),
        reading(three, mention(three, type="AID", status="planned", actors=(), recipients=("UKR",))),
    )
    with open_record(path) as record:
        assert len(list(record.mentions(wanted))) == found
        assert len(list(record.events(wanted))) == (
            found
            if not (wanted.start or wanted.end)
            else len(
                [
                    e
                    for e in record.events()
                    if e.start and e.start <= (wanted.end or "9") and (e.end or "9") >= (wanted.start or "0")
                ]
            )
        )
        if not (wanted.start or wanted.end):
            assert len(list(record.documents(wanted))) == found
        assert len(list(record.mentions(wanted, limit=1))) == min(found, 1)


def test_ids_by_their_beginning(path: Path) -> None:
    whole = full_reading()
    write(path, whole)
    told = whole.mentions[0].id
    with open_record(path) as record:
        assert (
            record.find(told)
            == record.find(told[:14])
            == record.find(told.split("-")[1][:8])
            == [("mention", told)]
        )
        assert record.find("one.txt") == record.find("reports/one.txt") == [("document", whole.document.id)]
        assert record.find("zzz") == []
        with pytest.raises(RecordError, match="holds no mention-0"):
            record.mention("mention-0")


def test_the_order_of_lists_does_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    readings = []
    for name in ("b.txt", "a.txt", "c.txt"):
        report = document(f"Text of {name}.", address=name)
        readings.append(reading(report, mention(report)))
    write(tmp_path / "one.dateline", *readings)
    write(tmp_path / "two.dateline", *reversed(readings))
    with open_record(tmp_path / "one.dateline") as one, open_record(tmp_path / "two.dateline") as two:
        assert list(one.documents()) == list(two.documents())
        assert list(one.mentions()) == list(two.mentions())
        assert list(one.events()) == list(two.events())


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=40),
    st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode)),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "no-such"]),
)
def test_bytes_and_text_of_an_item_come_back_whatever_its_encoding(
    text: str, content: bytes, encoding: str
) -> None:
    item = replace(makers.item(), content=content, encoding=encoding, text=text)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "test.dateline"
        with RecordWriter(path) as writer:
            writer.add(replace(reading(), item=item), "kit")
        with open_record(path) as record:
            assert record.item(item.id) == item

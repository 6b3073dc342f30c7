"""Explanations end in bytes: the bytes of the item that its decoded words came from."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.explanation import byte_span, explain
from dateline.model import Offset, Span
from dateline.store import RecordWriter, open_record
from tests import makers
from tests.makers import document, event, mention, reading, span_of, statement

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=30)


@given(WORDS, WORDS, WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le"]))
def test_bytes_decode_to_the_words(before: str, words: str, after: str, encoding: str) -> None:
    text = before + words + after
    item = replace(makers.item(), text=text, content=text.encode(encoding), encoding=encoding)
    found = byte_span(item, Span(len(before), len(before + words)))
    assert found is not None
    plain = encoding.removesuffix("-sig")
    assert item.content[found.start : found.end].decode(plain) == words


@pytest.mark.parametrize(
    ("mark", "order"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
@pytest.mark.parametrize("start", [0, 2])
def test_a_byte_order_mark_is_not_part_of_the_words(mark: bytes, order: str, start: int) -> None:
    item = replace(makers.item(), text="Kyiv", content=mark + "Kyiv".encode(order), encoding="utf-16")
    found = byte_span(item, Span(start, 4))
    assert found is not None
    assert item.content[found.start : found.end].decode(order) == "Kyiv"[start:]


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-encoding"])
def test_no_bytes_are_named_where_decoding_was_not_plain(encoding: str) -> None:
    item = replace(makers.item(), text="K\ufffdyiv", content=b"K\xffyiv", encoding=encoding)
    assert byte_span(item, Span(2, 6)) is None


def test_words_with_markup_between_them_say_so(tmp_path: Path) -> None:
    plain = document("Two jets landed at Tapa.")
    report = replace(plain, offsets=(Offset(0, 8, 0), Offset(8, 24, 8)))
    told = mention(report, place="Tapa", words="Two jets landed")
    path = tmp_path / "test.dateline"
    with RecordWriter(path) as writer:
        writer.add(reading(report, told), "kit")
        writer.replace_events(lambda documents, mentions, families: (event(*mentions),))
    with open_record(path) as record:
        evidence = {one.field: one for one in explain(record, "mention", told.id).evidence}
        assert evidence["words"].byte_span is None
        assert "markup" in (evidence["words"].missing or "")
        assert evidence["place"].byte_span == span_of(report.text, "Tapa")
        assert evidence["source"].value == "The Test Post"
        (only,) = explain(record, "event", event(told).id).evidence
        assert only.text == "Two jets landed"


def test_a_statement_is_explained_by_its_chain(tmp_path: Path) -> None:
    report = document("Jets landed at Tapa, the ministry said.")
    link = makers.source("the ministry", span=span_of(report.text, "the ministry"))
    said = statement(report, "Jets landed at Tapa", chain=(link,))
    path = tmp_path / "test.dateline"
    with RecordWriter(path) as writer:
        writer.add(reading(report, statements=(said,)), "kit")
    with open_record(path) as record:
        evidence = explain(record, "statement", said.id).evidence
        assert [one.text for one in evidence] == ["Jets landed at Tapa", "the ministry"]
        assert evidence[1].value == "the ministry (official)"

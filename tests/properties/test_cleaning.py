"""Cleaning: what is kept stands in the item, cleaning what was cleaned changes nothing, nothing else goes wrong."""

from __future__ import annotations

import hashlib
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Document
from tests import makers
from tests.properties.reports import reports

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def check_spans(document: Document, item_text: str) -> None:
    end = -1
    for block in document.blocks:
        assert block.span.start >= end, "blocks stand in order and apart"
        assert block.span.of(document.text).strip()
        end = block.span.end
    for run in document.offsets:
        length = run.end - run.start
        told, kept = item_text[run.item_start : run.item_start + length], document.text[run.start : run.end]
        assert re.sub(r"\s", " ", kept) == re.sub(r"\s", " ", told), "word for word, one blank for another"
    for aside in document.set_aside:
        assert 0 <= aside.item_start <= aside.item_end <= len(item_text)
        assert aside.reason
        assert aside.kind


@QUIET
@given(reports())
def test_what_is_kept_stands_in_the_item(cleaned, text):
    document = cleaned(text)
    if document is not None:
        check_spans(document, text)


@QUIET
@given(reports())
def test_cleaning_twice_is_cleaning_once(cleaned, text):
    once = cleaned(text)
    if once is not None:
        twice = cleaned(once.text)
        assert twice is not None
        assert twice.text == once.text


@QUIET
@given(st.text(max_size=400), st.sampled_from(("txt", "html")))
def test_any_text_is_read_or_refused(cleaned, text, format):
    document = cleaned(text, format)
    if document is not None:
        check_spans(document, text)


@QUIET
@given(reports())
def test_furniture_below_changes_no_word_of_the_report(cleaned, text):
    bare, dressed = cleaned(text), cleaned(text + "\n\nShare this article\nLeave a comment\n")
    assert (bare and bare.text) == (dressed and dressed.text)


@QUIET
@given(reports())
def test_same_item_same_document(cleaned, text):
    assert cleaned(text) == cleaned(text)
    assert makers.item(text).sha256 == hashlib.sha256(text.encode()).hexdigest()

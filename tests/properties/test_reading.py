"""Reading: every span slices to what it claims, every value has a rule, and twice is the same as once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings

from dateline.export.rows import document_row, mention_row, statement_row
from dateline.merging import merge
from dateline.model import Reading
from dateline.store import Recorded
from tests.properties.reports import reports

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows(found: Reading) -> list[dict[str, Any]]:
    document = found.document
    mentions = [Recorded(one, document, found.sentences[one.sentence], None) for one in found.mentions]
    return [
        document_row(document),
        *(statement_row(one, document) for one in found.statements),
        *(mention_row(one) for one in mentions),
    ]


def told(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every value in a row that quotes words, with the name of its field."""
    if isinstance(value, dict):
        if "text" in value and ("start" in value or "text_start" in value):
            yield name, value
        for key, inner in value.items():
            yield from told(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner, name)


@QUIET
@given(reports())
def test_every_span_slices_to_its_words(reading, text):
    found = reading(text)
    if found is None:
        return
    for row in rows(found):
        for name, value in told(row):
            prefix = "text_" if "text_start" in value else ""  # a time has days under start and end
            start, end = value[f"{prefix}start"], value[f"{prefix}end"]
            if name == "facts" and start is None:
                continue  # the words stand in the item's markup or metadata only
            if start is None:
                assert not value["text"], f"{name}: words without a place: {value}"
            else:
                assert found.document.text[start:end] == value["text"], f"{name}: {value}"


@QUIET
@given(reports())
def test_item_spans_slice_to_the_same_words(reading, text):
    found = reading(text)
    if found is None:
        return
    for row in rows(found):
        for name, value in told(row):
            if value.get("item_start") is not None:
                assert text[value["item_start"] : value["item_end"]] == value["text"], f"{name}: {value}"


@QUIET
@given(reports())
def test_every_value_names_its_rule(reading, text):
    found = reading(text)
    for mention in found.mentions if found else ():
        values = [*mention.actors, *mention.recipients, *mention.places, *mention.chain, mention.when, mention.quantity]
        assert mention.rule
        assert all(value.rule for value in values if value is not None)
        assert all(reason.rule and reason.text for reason in mention.reasons)
        assert any(reason.field == "status" for reason in mention.reasons)
        if mention.when is not None and mention.when.anchor == "none":
            assert mention.when.reason, "an unresolved time says why"


@QUIET
@given(reports())
def test_mentions_hang_together(reading, text):
    found = reading(text)
    if found is None:
        return
    statements = {statement.id: statement for statement in found.statements}
    assert len({mention.id for mention in found.mentions}) == len(found.mentions)
    for mention in found.mentions:
        sentence = found.sentences[mention.sentence]
        assert sentence.span.covers(mention.span)
        assert mention.span.overlaps(mention.trigger)
        assert mention.statement_id in statements
        assert mention.document_id == found.document.id


@QUIET
@given(reports())
def test_twice_gives_the_same_bytes(reading, text):
    first, second = reading(text), reading(text)
    assert first == second
    if first and second:
        assert json.dumps(rows(first)) == json.dumps(rows(second))
        assert merge([first.document], first.mentions) == merge([second.document], second.mentions)


@QUIET
@given(reports())
def test_furniture_leaves_no_trace(reading, text):
    dressed = text + "\n\nREAD ALSO: Mali expels 40 French diplomats\n\nShare this article\n"
    bare, found = reading(text), reading(dressed)
    assert (bare and [told_of(one) for one in bare.mentions]) == (found and [told_of(one) for one in found.mentions])


def told_of(mention) -> tuple[object, ...]:
    parties = [one.id for one in (*mention.actors, *mention.recipients)]
    return mention.span, mention.type, mention.status, parties, mention.when, mention.quantity

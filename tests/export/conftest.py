"""One small record of everything the exports have to carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.model import Document, Skipped
from dateline.store import Record, RecordWriter, open_record
from tests import makers
from tests.makers import document, event, mention, quantity, reading, source, span_of, statement, when

AID = "=Aid, not arms, Čapek’s ministry said, would reach Tapa on 3 May: about 50 trucks."


def aid_report() -> Document:
    """A synthetic report with a source, a place, a day and a count."""
    return document(
        AID, headline="Aid to come", address="in/aid.txt", synthetic=True, furniture="\nRead also: x"
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """The record: two documents, two mentions and an uncertain one, two events, one file that was not read."""
    report, plain = (
        aid_report(),
        document("Nothing moved.", address="in/plain.txt", published_at=None, offsets=()),
    )
    chain = (source("Čapek’s ministry", "official", "said", span_of(report.text, "Čapek’s ministry")),)
    said = statement(report, "would reach Tapa on 3 May: about 50 trucks", chain=chain)
    promised = mention(
        report,
        type="AID",
        status="planned",
        words="would reach Tapa on 3 May: about 50 trucks",
        actors=(makers.actor("CZE", "Čapek’s ministry", span_of(report.text, "Čapek’s ministry")),),
        place=makers.place("Tapa", "EST", lat=59.26, lon=25.96, span=span_of(report.text, "Tapa")),
        when=when("2023-05-03", text="3 May", span=span_of(report.text, "3 May")),
        quantity=quantity("about 50", 45.5, 55, "vehicles", span_of(report.text, "about 50")),
        said_by=said,
    )
    denied = mention(plain, status="denied", words="Nothing moved", actors=())
    doubtful = replace(mention(plain, type="REJECT", words="Nothing moved", actors=()), confidence=0.2)
    path = tmp_path / "test.dateline"
    with RecordWriter(path) as writer:
        whole = reading(report, promised, furniture="\nRead also: x", statements=(said,))
        writer.add(whole, "kit")
        writer.add(reading(plain, denied, doubtful), "kit")
        writer.skip(Skipped("in/broken.bin", "reading", "binary, not text"))
        writer.replace_events(
            lambda documents, mentions, families: tuple(event(one) for one in mentions), threshold=0.5
        )
    with open_record(path) as record:
        yield record

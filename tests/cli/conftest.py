"""A record on disk and a way to run the program on it, as a person would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.model import Conflict, Skipped
from dateline.store import RecordWriter, RunEntry
from tests import makers
from tests.makers import document, event, mention, quantity, reading, source, span_of, statement, when

TEXT = (
    "Testland will send about 50 trucks to Tapa on 3 May, the ministry said.\n"
    "Rebels \x1b[35;7mdenied\x1b[0m [bold]it[/bold]. \u202eevil"
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Two reports, one of them made up and with furniture; three mentions in two events; two skipped files."""
    report = document(
        TEXT,
        headline="Trucks to come",
        address="in/aid.txt",
        synthetic=True,
        furniture="\nRead also: \x1b[2Jmurder",
    )
    other = document(
        "Nothing has moved, an officer said.",
        address="in/other.txt",
        published_at=None,
        conflicts=(Conflict("language", "en", "fr", "a header of the record"),),
    )
    chain = (source("the ministry", "official", "said", span_of(report.text, "the ministry")),)
    said = statement(report, "Testland will send about 50 trucks to Tapa on 3 May", chain=chain)
    send = mention(
        report,
        mode="weapons",
        status="planned",
        words="Testland will send about 50 trucks to Tapa on 3 May",
        actors=(makers.actor("EST", "Testland", span_of(report.text, "Testland")),),
        place=makers.place("Tapa", "EST", lat=59.26, lon=25.96, span=span_of(report.text, "Tapa")),
        when=when("2022-05-03", text="on 3 May", span=span_of(report.text, "on 3 May")),
        quantity=quantity("about 50", 45, 55, "vehicles", span_of(report.text, "about 50")),
        said_by=said,
    )
    deny = mention(
        report,
        type="AID",
        status="denied",
        words="Rebels",
        actors=("SDN/REB",),
        trigger=span_of(report.text, "Rebels"),
    )
    deny = makers.related(deny, "denies", send, "'denied it' answers the claim")
    stay = mention(other, status="denied", words="Nothing has moved", actors=(), background=True)
    doubtful = replace(mention(report, type="SUPPORT", words="the ministry said", actors=()), confidence=0.4)
    path = tmp_path / "test.dateline"
    with RecordWriter(path) as writer:
        entry = RunEntry("2024-01-01T00:00:00+00:00", "0.1.0", "{}", "c", "t", "a model", "d", "kit")
        number = writer.begin_run(entry)
        whole = reading(report, send, deny, doubtful, furniture="\nRead also: \x1b[2Jmurder")
        writer.add(replace(whole, statements=(*whole.statements, said)), "kit")
        writer.add(reading(other, stay), "kit")
        writer.skip(Skipped("in/empty.txt", "reading", "empty"))
        writer.skip(Skipped("in/broken.html", "reading", "binary: it holds NUL bytes"))
        both = event(send, stay, reasons=(f"{stay.id} with {send.id}: same type; words in common",))
        writer.replace_events(lambda documents, mentions, families: (both, event(deny)), threshold=0.5)
        writer.end_run(number, "2024-01-01T00:00:01+00:00")
    return path


@dataclass(frozen=True)
class Told:
    """What the program wrote and how it ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Told]


@pytest.fixture
def dateline(record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `dateline …` on the record unless told otherwise; a terminal of no columns is a pipe."""

    def run(*arguments: str, columns: int | None = 100, **environment: str) -> Told:
        with monkeypatch.context() as patch:
            for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
                patch.delenv(name, raising=False)
            for name, value in {"DATELINE_RECORD": str(record), **environment}.items():
                patch.setenv(name, value)
            if columns:
                patch.setenv("COLUMNS", str(columns))
            patch.setattr("sys.argv", ["dateline", *arguments])
            capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
        written = capsys.readouterr()
        return Told(int(ended.value.code or 0), written.out, written.err)

    return run

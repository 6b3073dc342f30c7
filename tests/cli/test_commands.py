"""What a person sees: every command's output, its errors with the next step, and its exit codes."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dateline.cli import app
from dateline.cli.screen import short
from dateline.store import RecordWriter
from tests.cli.conftest import Run

COMMANDS = ("run", "summary", "list", "show", "explain", "export", "score", "rules", "code", "actors", "date")


def rows(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def first_words(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(dateline: Run, command: str) -> None:
    told = dateline(command, "--help")
    assert told.returncode == 0
    assert f"dateline {command}" in told.stdout
    assert "Example" in told.stdout


def test_every_command_is_listed(dateline: Run) -> None:
    told = dateline("--help")
    assert all(command in told.stdout for command in COMMANDS)
    assert sorted(get_command(app).commands) == sorted(COMMANDS)  # type: ignore[attr-defined]
    assert dateline("--version").stdout.startswith("dateline 0.")


# Looking


def test_summary(dateline: Run) -> None:
    told = dateline("summary").stdout
    assert "4 files → 2 documents → 3 mentions → 2 events; 1 uncertain, 1 undated, 2 skipped" in told
    assert "⚠ synthetic: made up" in told
    assert "binary: it holds NUL bytes" in told
    assert "kept apart as uncertain, below 0.5: 1" in told
    mobilize = next(line for line in told.splitlines() if line.strip().startswith("MOBILIZE"))
    assert mobilize.split() == ["MOBILIZE", "1", "1", "2"]


def test_summary_as_json(dateline: Run) -> None:
    (counts,) = rows(dateline("summary", "--json").stdout)
    assert (counts["mentions"], counts["synthetic"], counts["runs"]) == (3, 1, 1)
    assert (counts["conflicting"], counts["conflicts"]) == (1, [["language", "a header of the record", 1]])


def test_conflicts_are_shown(dateline: Run) -> None:
    assert "contradicts: 1 (language in a header of the record 1)" in " ".join(
        dateline("summary", columns=200).stdout.split()
    )
    (row,) = rows(dateline("list", "documents", "--conflicts", "--json").stdout)
    assert row["conflicts"] == [
        {"field": "language", "value": "en", "beside": "fr", "from": "a header of the record"}
    ]
    assert "language en, but a header of the record says fr" in dateline("show", row["id"]).stdout


def test_list_mentions(dateline: Run) -> None:
    told = dateline("list").stdout
    assert "MOBILIZE/weapons" in told
    assert "planned" in told
    assert "EST" in told
    assert "Testland will send" in told


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--type", "mobilize"), 2),
        (("--type", "MOBILIZE/weapons"), 1),
        (("--status", "denied"), 2),
        (("--status", "denied", "--status", "planned"), 3),
        (("--actor", "EST"), 1),
        (("--place", "tapa", "--from", "2022-05", "--to", "2022"), 1),
        (("--from", "2022-05-04"), 0),
        (("--document", "other.txt"), 1),
        (("--no-background",), 2),
        (("--background",), 1),
        (("--words", "officer"), 1),
        (("--conflicts",), 1),
        (("--no-conflicts",), 2),
        (("--limit", "2"), 2),
    ],
)
def test_filters(dateline: Run, options: tuple[str, ...], found: int) -> None:
    assert len(rows(dateline("list", *options, "--json").stdout)) == found


def test_lists_of_other_nouns(dateline: Run) -> None:
    assert "planned → denied" in dateline("list", "events").stdout
    documents = dateline("list", "documents").stdout
    assert "undated" in documents
    assert "Trucks to come" in documents
    skipped = dateline("list", "skipped").stdout
    assert first_words(skipped) == ["item", "in/broken.html", "in/empty.txt"]
    uncertain = dateline("list", "uncertain").stdout
    assert "0.40" in uncertain
    assert "SUPPORT" in uncertain
    for noun, number in (("uncertain", 1), ("events", 2), ("documents", 2), ("skipped", 2)):
        assert len(rows(dateline("list", noun, "--json").stdout)) == number


@pytest.mark.parametrize("columns", [40, 80, 100, 120, 160])
@pytest.mark.parametrize("noun", ["mentions", "uncertain", "events", "documents", "skipped"])
def test_tables_fit_the_terminal(dateline: Run, noun: str, columns: int) -> None:
    lines = dateline("list", noun, columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    rows_of_table = [line for line in lines if not line.startswith("⚠")]
    if columns >= 80:
        assert len(rows_of_table) <= 4  # a row is one line


def test_more_than_the_limit_is_said(dateline: Run) -> None:
    assert "more than 1" in dateline("list", "--limit", "1").stdout
    assert "more than" not in dateline("list", "--limit", "3").stdout
    assert "no mentions like that" in dateline("list", "--type", "AID", "--status", "planned").stdout


def test_show_a_document(dateline: Run) -> None:
    told = dateline("show", "aid.txt").stdout
    assert "⚠ synthetic: made up" in told
    assert "Trucks to come" in told
    assert "The Test Post" in told
    assert "[1]" in told
    assert "[2]" in told
    assert "--furniture shows them" in told
    assert "murder" not in told
    assert "no publication time in the text" in dateline("show", "other.txt").stdout


def test_show_furniture_from_the_item(dateline: Run) -> None:
    told = dateline("show", "aid.txt", "--furniture").stdout
    assert "related: test.furniture" in told
    assert "murder" in told


def test_show_a_mention(dateline: Run) -> None:
    (row, *_) = rows(dateline("list", "--status", "planned", "--json").stdout)
    told = dateline("show", row["id"][:14]).stdout
    for words in (
        "MOBILIZE/weapons",
        "planned",
        "EST “Testland”",
        "2022-05-03",
        "45–55 vehicles",
        "the ministry",
    ):
        assert words in told
    assert rows(dateline("show", row["id"], "--json").stdout) == [row]


def test_show_what_a_mention_denies_and_where_it_is_denied(dateline: Run) -> None:
    (denied,) = rows(dateline("list", "--status", "planned", "--json").stdout)
    (denial,) = rows(dateline("list", "--type", "AID", "--json").stdout)
    assert denial["relations"] == [{"kind": "denies", "mention_id": denied["id"], "rule": "test.relation"}]
    told = " ".join(dateline("show", denial["id"]).stdout.split())
    assert f"denies {short(denied['id'])} MOBILIZE planned “Testland will send" in told
    assert "'denied it' answers the claim" in told
    told = " ".join(dateline("show", denied["id"]).stdout.split())
    assert f"denied in {short(denial['id'])} AID denied “Rebels”" in told
    told = " ".join(dateline("explain", denial["id"]).stdout.split())
    assert f"relation denies {denied['id']} rule test.relation why 'denied it' answers the claim" in told


def test_show_an_event(dateline: Run) -> None:
    (row, *_) = rows(dateline("list", "events", "--status", "planned", "--json").stdout)
    told = dateline("show", row["id"]).stdout
    assert "2 mentions in 2 documents" in told
    assert "same type; words in common" in told
    assert told.index("planned") < told.index("denied")


def test_show_a_statement(dateline: Run) -> None:
    (row, *_) = rows(dateline("list", "--status", "planned", "--json").stdout)
    told = dateline("show", row["statement_id"]).stdout
    assert "the ministry" in told
    assert "Testland will send" in told


def test_explain_leads_to_the_bytes(dateline: Run) -> None:
    (row, *_) = rows(dateline("list", "--status", "planned", "--json").stdout)
    told = dateline("explain", row["id"]).stdout
    for words in ("type", "MOBILIZE/weapons", "rule", "test.rule", "“Tapa”", "sha256", "bytes"):
        assert words in told
    (explanation,) = rows(dateline("explain", row["id"], "--json").stdout)
    (document,) = rows(dateline("list", "documents", "--document", "aid", "--json").stdout)
    content = (document["text"] + "\nRead also: \x1b[2Jmurder").encode()
    for one in explanation["evidence"]:
        if one["byte_span"]:
            assert content[one["byte_span"]["start"] : one["byte_span"]["end"]].decode() == one["text"]
    assert {one["field"] for one in explanation["evidence"]} >= {
        "type",
        "status",
        "actor",
        "place",
        "when",
        "quantity",
        "source",
    }


def test_explain_documents_events_and_statements(dateline: Run) -> None:
    assert "no publication time in the text" in dateline("explain", "other.txt").stdout
    (row, *_) = rows(dateline("list", "events", "--status", "planned", "--json").stdout)
    assert "same type; words in common" in dateline("explain", row["id"]).stdout
    (mention, *_) = rows(dateline("list", "--status", "planned", "--json").stdout)
    assert "the ministry (official)" in dateline("explain", mention["statement_id"]).stdout


def test_export(dateline: Run, tmp_path: Path) -> None:
    told = dateline("export", str(tmp_path / "out"))
    assert told.returncode == 0
    assert "mentions.jsonl" in told.stdout
    assert "made up" in told.stderr
    assert dateline("export", "--format", "csv", str(tmp_path / "out")).returncode == 0
    with (tmp_path / "out" / "mentions.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_looking_leaves_the_record_as_it_is(dateline: Run, record: Path, tmp_path: Path) -> None:
    before = record.read_bytes()
    for arguments in (("summary",), ("list",), ("show", "aid.txt"), ("export", str(tmp_path / "out"))):
        assert dateline(*arguments).returncode == 0
    assert record.read_bytes() == before


# What a document may not do


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "aid.txt"),
        ("show", "aid.txt", "--furniture"),
        ("list", "--json"),
        ("explain", "aid.txt"),
    ],
)
def test_no_document_can_write_to_the_terminal(dateline: Run, arguments: tuple[str, ...]) -> None:
    told = dateline(*arguments, columns=200, FORCE_COLOR="1").stdout
    assert "\x1b[35;7m" not in told
    assert "\x1b[2J" not in told
    assert "\u202e" not in told


def test_words_that_look_like_markup_stand_as_they_are(dateline: Run) -> None:
    assert "[bold]it[/bold]" in dateline("show", "aid.txt").stdout


def test_colours_only_where_wanted(dateline: Run) -> None:
    assert "\x1b[" in dateline("list", FORCE_COLOR="1").stdout
    assert "\x1b[" not in dateline("list").stdout
    assert "\x1b[3" not in dateline("list", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_pipes_get_whole_lines(dateline: Run) -> None:
    assert "Testland will send about 50 trucks to Tapa on 3 May" in dateline("list", columns=None).stdout


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_reader_that_leaves_is_no_error(record: Path, options: list[str]) -> None:
    program = [
        sys.executable,
        "-c",
        "from dateline.cli import main; main()",
        "list",
        *options,
        "--record",
        str(record),
    ]
    read, write = os.pipe()
    os.close(read)  # nobody reads
    with os.fdopen(write, "wb") as pipe:
        told = subprocess.run(program, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 our own program
    assert told.returncode == 0
    assert told.stderr == ""


@pytest.mark.parametrize("options", [["list"], ["show", "aid.txt"], ["list", "--json"]])
def test_an_output_without_unicode_is_no_error(record: Path, options: list[str]) -> None:
    program = [
        sys.executable,
        "-c",
        "from dateline.cli import main; main()",
        *options,
        "--record",
        str(record),
    ]
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    told = subprocess.run(program, capture_output=True, env=env, check=False)  # noqa: S603 our own program
    assert told.returncode == 0
    assert told.stderr == b""
    assert told.stdout.isascii()


# Errors


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("list", "--type", "MOBILISE"), 2, "unknown type 'MOBILISE'; did you mean MOBILIZE?"),
        (("list", "--status", "zzz"), 2, "known: actual, attempted"),
        (("list", "--from", "yesterday"), 2, "write it as 2022-01-24"),
        (("list", "--from", "2022-02-30"), 2, "is no day"),
        (("list", "nonsense"), 2, "nonsense"),
        (("show", "zzz"), 2, "nothing that begins with 'zzz'; `dateline list`"),
        (("show", ""), 2, "may mean any of"),
        (("show", "event", "--furniture"), 2, "may mean any of 2"),
        (("summary", "--record", "none.dateline"), 2, "there is no record none.dateline; make one with"),
        (("export", "--format", "xml", "out"), 2, "no format 'xml'; known: csv, jsonl"),
        (("run", "no-such-folder"), 1, "there is no file or folder no-such-folder"),
        (("run", ".", "--config", "none.toml"), 2, "cannot read the config none.toml"),
        (("run", ".", "--workers", "0"), 2, "--workers"),
        (("run", ".", "--model", "no_such_model"), 2, "is not installed"),
        (("run",), 2, "Missing argument"),
        (("sumary",), 2, "No such command"),
    ],
)
def test_errors_name_the_thing_and_the_next_step(
    dateline: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    told = dateline(*arguments, columns=200)
    assert told.returncode == code
    assert words in told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr


def test_an_ambiguous_id_lists_what_it_may_mean(dateline: Run) -> None:
    told = dateline("show", "mention-")
    assert told.returncode == 2
    assert "may mean any of 4" in told.stderr
    assert told.stderr.count("  mention-") == 4


def test_furniture_is_for_documents(dateline: Run) -> None:
    (row, *_) = rows(dateline("list", "--status", "planned", "--json").stdout)
    told = dateline("show", row["id"], "--furniture")
    assert told.returncode == 2
    assert "--furniture is for documents" in told.stderr


def test_score(dateline: Run, tmp_path: Path) -> None:
    gold = {
        "id": "aid-01",
        "report": "aid",
        "quote": "send about 50 trucks",
        "event": "MOBILIZE",
        "status": "planned",
    }
    gold |= {"actors": ["EST"], "recipients": [], "places": [], "when": None, "quantity": None, "sources": []}
    path = tmp_path / "statements.jsonl"
    path.write_text(json.dumps(gold | {"start": 24, "end": 44}) + "\n")
    told = dateline("score", str(path), "--no-such-option")
    assert told.returncode == 2
    assert "1 gold mentions, 1 found" in dateline("score", str(path)).stdout
    (figures,) = rows(dateline("score", str(path), "--json").stdout)
    assert figures["found"] == 1.0
    path.write_bytes(b"\xff\xfe\x00")
    assert "gold is JSON Lines" in dateline("score", str(path)).stderr


def test_an_empty_record(dateline: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.dateline"
    RecordWriter(path).close()
    told = dateline("summary", "--record", str(path))
    assert "0 files → 0 documents → 0 mentions → 0 events" in told.stdout
    assert "no mentions here" in dateline("list", "--record", str(path)).stdout
    assert dateline("export", str(tmp_path / "out"), "--record", str(path)).returncode == 0

"""Runs: order, workers, crashes, what is known, what is skipped. The reader here is a stand-in for the stages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.errors import ConfigError, RunError, TableError, UnreadableItem
from dateline.export import export
from dateline.model import Reading, Skipped, SourceItem
from dateline.run import Step, account, run
from dateline.run.local import ReadItem
from dateline.store import Counts, RunEntry, open_record
from tests.makers import document, mention, sentences, statement

ENTRY = RunEntry("2024-01-01T00:00:00+00:00", "0.1", "{}", "code", "tables", "model", "digest", "kit")


def read_plainly(item: SourceItem) -> tuple[Reading, Skipped | None]:
    """One mention a document; words in the text make it fail in different ways."""
    if "unreadable" in item.text:
        raise UnreadableItem(item.address, "cleaning", "nothing but furniture")
    if "bug" in item.text:
        raise ZeroDivisionError("division by zero")
    if "crash" in item.text:
        os._exit(9)
    report = document(
        item.text, item_id=item.id, address=item.address, synthetic=("synthetic", "true") in item.metadata
    )
    skipped = Skipped(item.address, "parsing", "the language is de") if "Deutsch" in item.text else None
    mentions = () if skipped else (mention(report),)
    return Reading(item, report, sentences(report), (statement(report),), mentions), skipped


def make_plain_reader() -> ReadItem:
    return read_plainly


def make_broken_reader() -> ReadItem:
    raise TableError("cues.csv", 3, "unknown status")


def make_failing_reader() -> ReadItem:
    raise ModuleNotFoundError("No module named 'nowhere'")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(f"Troops moved on day {number}, a spokesman said.")
    (folder / "3.txt").write_text("unreadable")
    (folder / "4.txt").write_bytes(b"\x00\x01\x02")
    (folder / "5.txt").write_text("Das ist Deutsch.")
    return folder


def run_plainly(
    folder: Path, record: Path, workers: int = 1, make_reader: object = make_plain_reader
) -> list[Step]:
    steps: list[Step] = []
    run([folder], record, make_reader, ENTRY, watch=steps.append, finished=lambda: "later", workers=workers)  # type: ignore[arg-type]
    return steps


def exported(record: Path, folder: Path) -> dict[str, bytes]:
    with open_record(record) as opened:
        return {path.name: path.read_bytes() for path in export(opened, folder)}


def test_every_file_is_told_of(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "test.dateline"
    steps = run_plainly(folder, record)
    assert [step.outcome for step in steps] == [
        "read",
        "read",
        "read",
        "skipped",
        "skipped",
        "skipped",
        "read",
    ]
    with open_record(record) as opened:
        assert (
            account(opened.counts())
            == "7 files → 5 documents → 4 mentions → 1 event; 0 uncertain, 0 undated, 3 skipped"
        )
        assert [(Path(s.address).name, s.stage) for s in opened.skipped()] == [
            ("3.txt", "cleaning"),
            ("4.txt", "reading"),
            ("5.txt", "parsing"),
        ]
        assert opened.runs()[0].finished == "later"


def test_any_number_of_workers_records_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone.dateline", tmp_path / "together.dateline"
    assert run_plainly(folder, alone) == run_plainly(folder, together, workers=3)
    assert exported(alone, tmp_path / "a") == exported(together, tmp_path / "b")
    with open_record(alone) as one, open_record(together) as other:
        for left, right in zip(one.documents(), other.documents(), strict=True):
            assert one.item(left.item_id) == other.item(right.item_id)


def test_a_second_run_reads_nothing_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "test.dateline"
    run_plainly(folder, record)
    before = exported(record, tmp_path / "a")
    steps = run_plainly(folder, record)
    assert [step.outcome for step in steps].count("read") == 0
    assert [step.outcome for step in steps].count("known") == 5
    assert exported(record, tmp_path / "b") == before


def test_the_same_bytes_twice_make_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Troops moved.")
    record = tmp_path / "test.dateline"
    run_plainly(folder, record)
    with open_record(record) as opened:
        (only,) = opened.documents()
        assert Path(only.address).name == "a.txt"
        assert opened.counts().files == 2
        assert [Path(address).name for address in opened.also_at(only.item_id)] == ["b.txt"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_ends_the_run_and_names_the_item(folder: Path, tmp_path: Path, workers: int) -> None:
    (folder / "2.txt").write_text("a bug")
    record = tmp_path / "test.dateline"
    with pytest.raises(RunError, match=r"2\.txt: ZeroDivisionError: division by zero") as told:
        run_plainly(folder, record, workers)
    assert "read_plainly" in told.value.__notes__[0]
    with open_record(record) as opened:
        counts = opened.counts()
        assert (counts.documents, counts.mentions, counts.is_merged) == (2, 2, False)
    (folder / "2.txt").write_text("Troops moved at last.")
    steps = run_plainly(folder, record)
    assert [step.outcome for step in steps][:3] == ["known", "known", "read"]
    with open_record(record) as opened:
        assert opened.counts().is_merged


def test_a_worker_that_dies_ends_the_run_and_keeps_the_rest(folder: Path, tmp_path: Path) -> None:
    (folder / "6.txt").write_text("crash")
    record = tmp_path / "test.dateline"
    with pytest.raises(RunError, match="a worker died"):
        run_plainly(folder, record, 2)
    with open_record(record) as opened:
        assert opened.counts().is_merged is False or opened.counts().documents == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_read_before_a_stop_is_kept(folder: Path, tmp_path: Path, workers: int) -> None:
    record = tmp_path / "test.dateline"

    def stop(step: Step) -> None:
        if step.address.endswith("1.txt"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([folder], record, make_plain_reader, ENTRY, watch=stop, finished=lambda: "later", workers=workers)
    with open_record(record) as opened:
        counts = opened.counts()
        assert (counts.documents, counts.is_merged) == (2, False)
        assert opened.runs()[0].finished is None
    assert [step.outcome for step in run_plainly(folder, record, workers)].count("known") == 2
    with open_record(record) as opened:
        assert opened.counts().is_merged


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_table_is_told_before_anything_is_read(folder: Path, tmp_path: Path, workers: int) -> None:
    with pytest.raises((ConfigError, TableError), match=r"cues.csv:3: unknown status"):
        run_plainly(folder, tmp_path / "test.dateline", workers, make_broken_reader)


def test_a_worker_that_cannot_start_says_why(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="setting up: ModuleNotFoundError: No module named 'nowhere'"):
        run_plainly(folder, tmp_path / "test.dateline", 2, make_failing_reader)


def test_a_marker_beside_or_above_a_report_marks_it_made_up(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "reports" / ".synthetic").touch()
    real = tmp_path / "real"
    real.mkdir()
    (real / "r.txt").write_text("Ships left.")
    record = tmp_path / "test.dateline"
    run_plainly(folder, record)
    run_plainly(real, record)
    with open_record(record) as opened:
        marked = {Path(one.address).name: one.synthetic for one in opened.documents()}
    assert marked == {
        "0.txt": True,
        "1.txt": True,
        "2.txt": True,
        "5.txt": True,
        "6.txt": True,
        "r.txt": False,
    }


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_file_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Troops moved.")
    (folder / os.fsdecode(b"\xff.bin")).write_text("x")
    record = tmp_path / "test.dateline"
    run_plainly(folder, record)
    with open_record(record) as opened:
        assert [Path(one.address).name for one in opened.documents()] == ["caf\\xe9.txt"]
        assert [Path(one.address).name for one in opened.skipped()] == ["\\xff.bin"]


def test_account_counts_in_words() -> None:
    assert account(Counts(1, 1, 1, 1200, 3, 2, 0, 0, 0, (), 0, 0, (), (), (), True, 0.5)) == (
        "1 file → 1 document → 1,200 mentions → 2 events; 3 uncertain, 0 undated, 0 skipped"
    )


def test_other_columns_are_read_anew(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("text,body\nTroops moved on Monday.,Troops left on Monday.\n")
    record = tmp_path / "test.dateline"
    outcomes = []
    for columns in ((), (), (("text", "body"),), (("text", "body"),)):
        steps: list[Step] = []
        run(
            [table],
            record,
            make_plain_reader,
            ENTRY,
            watch=steps.append,
            finished=lambda: "later",
            columns=columns,
        )
        outcomes += [step.outcome for step in steps]
    assert outcomes == ["read", "known", "read", "known"]
    with open_record(record) as opened:
        assert [one.text for one in opened.documents()] == ["Troops left on Monday."]


@pytest.mark.parametrize("workers", [1, 3])
def test_the_same_bytes_twice_are_told_of_at_both_addresses(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("Troops moved.")
        (folder / f"{name}x.txt").write_text("unreadable")
    record = tmp_path / "test.dateline"
    for expected in (["read", "skipped", "known", "known"], ["known", "skipped", "known", "known"]):
        assert [step.outcome for step in run_plainly(folder, record, workers)] == expected
    with open_record(record) as opened:
        (only,) = opened.documents()
        assert [Path(address).name for address in opened.also_at(only.item_id)] == ["b.txt"]
        assert [(Path(one.address).name, one.reason) for one in opened.skipped()] == [
            ("ax.txt", "nothing but furniture"),
            ("bx.txt", "nothing but furniture"),
        ]

"""Every format, ours or added, answers the same few demands; CSV is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.export import EXPORTERS, Exporter, export, files
from dateline.export.csv import COLUMNS
from dateline.store import Record


def _no_space(record: Record) -> None:
    raise OSError(28, "No space left", str(record.path))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("format", sorted(EXPORTERS))
def test_a_format_makes_its_folder_and_names_its_files(record: Record, tmp_path: Path, format: str) -> None:
    written = export(record, tmp_path / "new" / "folder", format)
    assert sorted(written) == sorted((tmp_path / "new" / "folder").iterdir())
    assert all(path.read_bytes() for path in written)


@pytest.mark.parametrize("format", sorted(EXPORTERS))
def test_a_failed_export_leaves_the_older_files(
    record: Record, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = export(record, tmp_path, format)
    before = {path.name: path.read_bytes() for path in written}
    with monkeypatch.context() as broken:
        broken.setattr(Record, "mentions", _no_space)
        with pytest.raises(ConfigError, match="No space left"):
            export(record, tmp_path, format)
    assert {path.name: path.read_bytes() for path in written} == before
    assert not list(tmp_path.glob(".*"))


def test_unknown_format(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no format 'xml'; known: csv, jsonl"):
        export(record, tmp_path, "xml")


def test_a_format_of_another_package(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        name = "count"

        @staticmethod
        def load() -> Exporter:
            return count

    def count(record: Record, folder: Path) -> tuple[Path, ...]:
        path = folder / "count.txt"
        path.write_text(str(record.counts().mentions))
        return (path,)

    def points(*, group: str) -> list[Point]:
        return [Point()] if group == "dateline.exporters" else []

    monkeypatch.setattr("dateline.export.entry_points", points)
    (path,) = export(record, tmp_path, "count")
    assert path.read_text() == "2"


def test_a_file_in_the_way(record: Record, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(ConfigError, match="is a file"):
        export(record, tmp_path / "out")


def test_csv_columns(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "csv")
    for name, columns in COLUMNS.items():
        header = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == columns.replace(" ", ",")


def test_csv_values(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "csv")
    aid, plain = rows(tmp_path, "mentions")
    assert (aid["actors"], aid["places"], aid["sources"]) == ("CZE", "Tapa", "Čapek’s ministry")
    assert (aid["when_start"], aid["when_text"], aid["quantity_low"]) == ("2023-05-03", "3 May", "45.5")
    assert (aid["synthetic"], aid["background"], plain["synthetic"]) == ("true", "false", "false")
    assert (plain["when_start"], plain["quantity_low"], plain["actors"]) == ("", "", "")
    assert [row["countries"] for row in rows(tmp_path, "places")] == ["EST"]
    assert [row["status"] for row in rows(tmp_path, "history")] == ["planned", "denied"]
    assert {row["statuses"] for row in rows(tmp_path, "events")} == {"planned", "denied"}


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_text_runs_as_a_formula(mark: str) -> None:
    from dateline.export.csv import _cell

    assert _cell(f"{mark}HYPERLINK(1)") == f"'{mark}HYPERLINK(1)"
    assert _cell(-33.9) == -33.9


def test_a_formula_in_a_text_is_written_as_text(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "csv")
    said = rows(tmp_path, "statements")
    everything = (tmp_path / "documents.csv").read_text(encoding="utf-8")
    assert "Aid to come\n=Aid" in everything  # inside a cell it is no formula
    assert not any(cell.startswith("=") for row in said for cell in row.values() if cell)


def test_an_unwritten_part_is_removed(tmp_path: Path) -> None:
    def fail() -> None:
        with files.whole_file(tmp_path / "a.csv") as file:
            file.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not list(tmp_path.iterdir())

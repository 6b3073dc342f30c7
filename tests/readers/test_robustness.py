"""Damaged and hostile files: documents or rows with a reason, all else unharmed. The long run is a benchmark:

python -m benchmarks.quality.robustness --per-format 500
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality.mutations import SAMPLES, TEXT, packed, rolled, tricky
from benchmarks.quality.robustness import GOOD, fill, read_folder
from dateline.model import Skipped, SourceItem
from dateline.readers import find_items


def files_of(place: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and ".dateline" not in path.name
    }


@pytest.mark.parametrize("sample", SAMPLES)
def test_damaged_files_harm_nothing_else(sample: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, sample, 25, seed=3)
    before = files_of(tmp_path)
    found = read_folder(folder, tmp_path / "test.dateline")
    assert found.wrong == []
    assert found.documents >= len(GOOD)
    assert files_of(tmp_path) == before


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return tricky()


def test_hostile_files_harm_nothing_else(made: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, "txt", 0, seed=0)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    before = files_of(tmp_path)
    found = read_folder(folder, tmp_path / "test.dateline")
    assert found.wrong == []
    assert files_of(tmp_path) == before


def rows(path: Path) -> list[tuple[str, str]]:
    """For each thing found the end of its address, and the reason it was skipped for."""
    shown = []
    for one in find_items([path]):
        assert isinstance(one, SourceItem | Skipped)
        shown.append((one.address.rpartition("!/")[2][-30:], one.reason if isinstance(one, Skipped) else ""))
    return shown


def test_links_in_a_tar_lead_nowhere(made: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "links.tar"
    path.write_bytes(made["links.tar"])
    found = rows(path)
    assert [name for name, why in found if why == "not a regular file"] == [
        "passwd.txt", "up.txt", "a.txt", "b.txt", "hard.txt", "self.txt", "null.txt", "pipe.txt",
    ]  # fmt: skip
    assert [name for name, why in found if not why][:4] == [
        "good.txt",
        "../../evil.txt",
        "/var/evil.txt",
        "good.txt",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", packed({})), ("a.tar", rolled({}, "w")), ("a.jsonl", b"\n\n"), ("a.csv", b"text,date\n")],
)
def test_what_holds_nothing_is_told(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ((_, why),) = rows(path)
    assert why.startswith("nothing in it that a reader of")


def test_an_empty_archive_inside_another_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": TEXT, "b.zip": packed({})}))
    assert [bool(why) for _, why in rows(path)] == [False, True]


def test_garbage_after_a_gzip_keeps_what_is_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(rolled({"a.txt": TEXT}) + b"garbage" * 200)
    assert ("a.txt", "") in rows(path)


def test_a_warc_that_lies_about_a_length_tells_so_and_keeps_what_was_before(tmp_path: Path) -> None:
    name, content = SAMPLES["warc"]
    path = tmp_path / name
    head, _, rest = content.rpartition(b"Content-Length: ")
    path.write_bytes(head + b"Content-Length: 99999" + rest[2:])
    whys = [why for _, why in rows(path)]
    assert whys[0] == ""
    assert any("cut short" in why for why in whys)


@pytest.mark.parametrize("length", ["9" * 5000, "\u00b2", "-1", ""])
def test_a_length_that_is_none_is_told(length: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nx".encode())
    assert [why for _, why in rows(path)] == ["a record without length after record 0"]

"""Files and folders become items or skipped rows; no input is a crash."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from dateline.model import Skipped, SourceItem
from dateline.readers import LARGEST, READERS, find_items
from dateline.readers.decode import decode

TEXT = "Malian soldiers retook the town of Ansongo on Sunday.\n"


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reasons(paths: list[Path]) -> list[str]:
    return [found.reason for found in find_items(paths) if isinstance(found, Skipped)]


def test_a_folder_is_read_in_order(tmp_path):
    for name in ("b.txt", "a/z.html", "a/c.txt", ".hidden.txt"):
        put(tmp_path, name, TEXT if name.endswith("txt") else f"<html>{TEXT}</html>")
    found = [Path(item.address).relative_to(tmp_path).as_posix() for item in find_items([tmp_path])]
    assert found == ["a/c.txt", "a/z.html", "b.txt"]


def test_an_item_keeps_its_bytes(tmp_path):
    path = put(tmp_path, "one.txt", TEXT)
    (item,) = find_items([path])
    assert isinstance(item, SourceItem)
    assert item.content == TEXT.encode()
    assert item.sha256 == hashlib.sha256(item.content).hexdigest()
    assert item.text == TEXT


def test_the_id_does_not_tell_where_the_file_lay(tmp_path, monkeypatch):
    path = put(tmp_path, "one.txt", TEXT)
    (absolute,) = find_items([path])
    monkeypatch.chdir(tmp_path)
    (relative,) = find_items([Path("one.txt")])
    assert isinstance(absolute, SourceItem)
    assert isinstance(relative, SourceItem)
    assert absolute.id == relative.id


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("one", TEXT, "txt"),
        ("one.dat", f"<!DOCTYPE html><html><body>{TEXT}", "html"),
        ("one.asp", f"  <HTML><body>{TEXT}", "html"),
        ("one.txt", TEXT, "txt"),
        ("ONE.HTM", TEXT, "html"),
    ],
)
def test_a_named_file_is_tried_whatever_its_ending(name, content, format, tmp_path):
    (item,) = find_items([put(tmp_path, name, content)])
    assert isinstance(item, SourceItem)
    assert item.format == format


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.html", b"", "empty"),
        ("a.txt", b"one\x00two", "NUL"),
        ("a.txt", bytes(range(1, 256)) * 20, "no encoding"),
        ("a.bin", bytes(range(256)) * 20, "no reader"),
        ("a.txt", b"a" * (LARGEST + 1), "larger than"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(name, content, reason, tmp_path):
    (why,) = reasons([put(tmp_path, name, content)])
    assert reason in why


def test_a_missing_file_is_skipped(tmp_path):
    assert reasons([tmp_path / "none.txt"]) == ["cannot be opened: no such file or directory"]


def test_an_unknown_ending_in_a_folder_is_skipped(tmp_path):
    put(tmp_path, "a.docx", "x")
    assert "no reader for .docx" in reasons([tmp_path])[0]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_a_loop_of_links_is_skipped(tmp_path):
    put(tmp_path, "in/one.txt", TEXT)
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(find_items([tmp_path]))
    assert [type(one).__name__ for one in found] == ["Skipped", "Skipped", "SourceItem"]
    assert "link back" in reasons([tmp_path])[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_skipped(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons([tmp_path]) == ["not a regular file"]


@pytest.mark.parametrize(
    ("content", "markup", "declared", "encoding", "has"),
    [
        ("Kariņš".encode(), False, None, "utf-8", "Kariņš"),
        ("Kariņš".encode("utf-8-sig"), False, None, "utf-8-sig", "Kariņš"),
        ("Kariņš".encode("utf-16"), False, None, "utf-16", "Kariņš"),
        (b"<meta charset='windows-1257'>" + "Kariņš".encode("cp1257"), True, None, "windows-1257", "Kariņš"),
        (b"<meta charset=iso-8859-1>" + "„Straße“".encode("cp1252"), True, None, "cp1252", "„Straße“"),
        (b"<meta charset=nonsense>abc", True, None, "utf-8", "abc"),
        (
            b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"
            + "Москва".encode("koi8-r"),
            True,
            None,
            "koi8-r",
            "Москва",
        ),
        ("Москва".encode("cp1251"), False, "windows-1251", "windows-1251", "Москва"),
    ],
)
def test_decoding(content, markup, declared, encoding, has):
    decoded = decode(content, markup=markup, declared=declared)
    assert decoded is not None
    assert decoded.encoding == encoding
    assert has in decoded.text


def test_a_guess_is_made_where_nothing_is_declared():
    content = (
        "Премьер-министр сообщил в среду, что войска покинули город после двух дней боёв. " * 5
    ).encode("cp1251")
    decoded = decode(content)
    assert decoded is not None
    assert "войска" in decoded.text


@pytest.mark.parametrize("reader", READERS.values(), ids=lambda reader: reader.format)
def test_readers_say_what_they_are(reader):
    assert reader.format
    assert all(ending.startswith(".") and ending == ending.lower() for ending in reader.endings)
    assert not reader.looks_like(bytes(range(256)))

"""Lines on several pages of one site are set aside, in any order and number of runs, with any number of workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cleaning.repeats import KIND
from dateline.run import Step, run
from dateline.store import open_record
from tests.run.test_run import ENTRY, exported
from tests.run.test_stated import make_cleaner

SLOGAN = "Your window on the Horn"
TEASER = "Minister opens new fish market in Bosaso"
NOTICE = "Readers can send tips to the newsroom by post or bring them to our office in person."
REPORTS = {
    "a": (
        "Army retakes border town of Beledweyne",
        "Somali soldiers retook the border town of Beledweyne on Sunday after two days of fighting, the army said.",
        "Army spokesman Abdi Nur told reporters that his soldiers hold the bridge and both roads out of Beledweyne.",
    ),
    "b": (
        "Ethiopia recalls envoy from Asmara",
        "Ethiopia recalled its ambassador from Eritrea on Friday, the foreign ministry in Addis Ababa announced.",
        "The ministry gave no reason, but diplomats said that the ambassador will not return before the summer.",
    ),
    "c": (
        "Djibouti port workers strike over pay",
        "Some 400 port workers in Djibouti walked out on Tuesday and demanded higher pay, their union said.",
        "The union leader told reporters that the strike will last until the port authority agrees to talks.",
    ),
}


def page(name: str, teasers: tuple[str, ...] = (TEASER, SLOGAN)) -> str:
    headline, *paragraphs = REPORTS[name]
    body = "".join(f"<p>{one}</p>" for one in (*paragraphs, *teasers, NOTICE))
    return (
        f'<html><head><title>{headline}</title><link rel="canonical" href="https://www.horn.example/{name}"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.html").write_text(page(name))
    return folder


def read(paths: list[Path], record: Path, workers: int = 1) -> list[tuple[str, str]]:
    steps: list[Step] = []
    run(paths, record, make_cleaner, ENTRY, watch=steps.append, finished=lambda: "later", workers=workers)
    return [(Path(step.address).stem, step.outcome) for step in steps]


def texts(record: Path) -> list[str]:
    with open_record(record) as opened:
        return [one.text for one in opened.documents()]


def test_one_page_alone_keeps_all_its_lines(tmp_path: Path) -> None:
    record = tmp_path / "test.dateline"
    read([put(tmp_path / "in", "a")], record)
    (text,) = texts(record)
    assert NOTICE in text


def test_what_stands_on_two_pages_is_set_aside_with_the_site(tmp_path: Path) -> None:
    record = tmp_path / "test.dateline"
    read([put(tmp_path / "in", "a", "b")], record)
    for text, name in zip(texts(record), "ab", strict=True):
        assert text.split("\n") == list(REPORTS[name])
    with open_record(record) as opened:
        reasons = {
            one.reason for document in opened.documents() for one in document.set_aside if one.kind == KIND
        }
    assert reasons == {"stands on other pages of horn.example too"}


def test_reprints_of_one_report_keep_their_paragraphs(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", "a")
    longer = page("a").replace(
        "</article>", "<p>The defence ministry in Mogadishu has not commented yet.</p></article>"
    )
    (folder / "update.html").write_text(longer)
    record = tmp_path / "test.dateline"
    read([folder], record)
    assert all(REPORTS["a"][1] in text and REPORTS["a"][2] in text for text in texts(record))


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_added_one_by_one_give_the_record_of_one_run(tmp_path: Path, workers: int) -> None:
    record, whole = tmp_path / "test.dateline", tmp_path / "whole.dateline"
    first, second, third = (put(tmp_path / name, name) for name in "abc")
    assert read([first], record, workers) == [("a", "read")]
    assert read([second], record, workers) == [("b", "read"), ("a", "read")]
    assert read([third], record, workers) == [("c", "read")]
    assert read([first, second, third], record, workers) == [("a", "known"), ("b", "known"), ("c", "known")]
    read([first, second, third], whole)
    assert exported(record, tmp_path / "x") == exported(whole, tmp_path / "y")

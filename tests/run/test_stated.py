"""A person states the day of publication: it holds in every later run, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cleaning import Furniture, clean
from dateline.errors import ConfigError
from dateline.model import Reading, Skipped, SourceItem
from dateline.run import Step, run
from dateline.run.local import ReadItem, run_items
from dateline.run.stated import PUBLISHED, stated_time
from dateline.store import RecordWriter, open_record
from tests.run.test_run import ENTRY

TEXT = "Army retakes border town\n\nMalian soldiers retook the border town of Ansongo on Sunday, the army said.\n"


def make_cleaner() -> ReadItem:
    furniture = Furniture.load()

    def read(item: SourceItem) -> tuple[Reading, Skipped | None]:
        return Reading(item, clean(item, furniture), (), (), ()), None

    return read


def state(record: Path, value: str | None) -> None:
    with open_record(record) as opened:
        (document,) = opened.documents()
        item = opened.item(document.item_id)
    with RecordWriter(record) as writer:
        writer.judge(document.id, PUBLISHED, value, "now")
    run_items([item], record, make_cleaner, ENTRY, watch=lambda _: None, finished=lambda: "later")


def published(record: Path) -> tuple[str, str] | None:
    with open_record(record) as opened:
        (document,) = opened.documents()
    found = document.published
    return (found.written, found.rule) if found else None


def test_a_stated_day_goes_on_top_of_every_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    record = tmp_path / "test.dateline"

    def again() -> list[str]:
        steps: list[Step] = []
        run(
            [tmp_path / "in"],
            record,
            make_cleaner,
            ENTRY,
            watch=steps.append,
            finished=lambda: "later",
        )
        return [step.outcome for step in steps]

    assert (again(), published(record)) == (["read"], None)
    state(record, "2019-03-04")
    assert published(record) == ("2019-03-04", "published.stated")
    assert (again(), published(record)) == (["known"], ("2019-03-04", "published.stated"))
    state(record, "2019-03-05T10:00+02:00")
    assert published(record) == ("2019-03-05T10:00:00+02:00", "published.stated")
    state(record, None)
    assert published(record) is None
    assert (again(), published(record)) == (["known"], None)


def test_judgements_are_only_added_to(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "test.dateline") as writer:
        for value in ("2019-03-04", None, "2019-03-05"):
            writer.judge("document-1", PUBLISHED, value, "now")
        assert writer.judged(PUBLISHED) == {"document-1": "2019-03-05"}
        kept = writer._connection.execute("SELECT value FROM judgements").fetchall()
    assert [row[0] for row in kept] == ["2019-03-04", None, "2019-03-05"]


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        ("yesterday", None),
        ("2022-13-01", None),
        ("2022-01-24T15:42+01:00", "+02:00"),
        ("2022-01-24T15:42", "Riga"),
    ],
)
def test_what_is_no_day_is_refused(day: str, zone: str | None) -> None:
    with pytest.raises(ConfigError):
        stated_time(day, zone)

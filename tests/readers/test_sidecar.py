"""Publication facts that stand in a file beside a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cleaning import Furniture, clean
from dateline.model import Skipped, SourceItem
from dateline.readers import find_items

TEXT = "Army retakes border town\n\nMalian soldiers retook the border town of Ansongo on Sunday, the army said.\n"
FACTS = {"published": "2019-03-04", "publisher": "The Sahel Courier", "language": "en", "synthetic": True}


@pytest.mark.parametrize("name", ["a.txt.json", "a.json"])
@pytest.mark.parametrize("outright", [True, False])
def test_a_sidecar_fills_what_the_text_leaves_open(
    name: str, outright: bool, tmp_path: Path, furniture: Furniture
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    (tmp_path / name).write_text(json.dumps(FACTS))
    (item,) = find_items([path if outright else tmp_path])
    assert isinstance(item, SourceItem)
    document = clean(item, furniture)
    assert document.published is not None
    assert (document.published.written, document.published.rule) == ("2019-03-04", "published.beside")
    assert document.publisher is not None
    assert (document.publisher.value, document.synthetic) == ("The Sahel Courier", True)
    assert ("sidecar", name) in item.metadata


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "not JSON"),
        ("[]", "no object"),
        ('{"date": "2019"}', "unknown key date; known: published"),
        ('{"published": 2019}', "wrong value for published: 2019"),
        ('{"synthetic": "yes"}', "wrong value for synthetic"),
        ('{"language": "English"}', "wrong value for language"),
    ],
)
def test_a_bad_sidecar_is_a_row_and_the_report_is_read(content: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.json").write_text(content)
    bad, item = find_items([tmp_path])
    assert isinstance(bad, Skipped)
    assert why in bad.reason
    assert isinstance(item, SourceItem)
    assert item.metadata == ()


def test_other_json_is_no_sidecar(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("{}")
    (one,) = find_items([tmp_path])
    assert isinstance(one, Skipped)

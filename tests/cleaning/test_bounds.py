"""An item of very many lines or tags is refused with the reason before memory is spent on it."""

from __future__ import annotations

import pytest

from dateline.cleaning import Furniture, clean
from dateline.cleaning.bounds import MOST_LINES, MOST_TAGS
from dateline.cleaning.repeats import outline
from dateline.errors import UnreadableItem
from dateline.model import SourceItem
from dateline.readers.base import make_item


@pytest.mark.parametrize(
    ("format", "content", "why"),
    [
        ("txt", "a\n" * (MOST_LINES + 1), "more than 50,000 lines: no report"),
        ("txt", "a\u2028" * (MOST_LINES + 1), "more than 50,000 lines: no report"),
        ("html", "<p>a" * (MOST_TAGS + 1), "more than 100,000 tags: no report"),
    ],
)
def test_too_much_is_refused(format: str, content: str, why: str, furniture: Furniture) -> None:
    item = make_item("a", content.encode(), format=format, metadata=(("url", "https://a.example/"),))
    assert isinstance(item, SourceItem)
    with pytest.raises(UnreadableItem, match=why):
        clean(item, furniture)
    assert outline(item, furniture) is None

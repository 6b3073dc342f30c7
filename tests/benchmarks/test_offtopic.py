"""The off-topic items: as many as promised, each once, and few false mentions in them."""

from __future__ import annotations

from benchmarks.quality.offtopic import TARGET, TOLD, load_items, offences, silent
from dateline.kit import Kit


def test_the_items() -> None:
    items = load_items()
    assert len(items) >= 550
    assert len({item.id for item in items}) == len({item.text for item in items}) == len(items)


def test_off_topic_news_gives_few_mentions(kit: Kit) -> None:
    items = load_items()
    found = offences(items, kit)
    assert len(found) / len(items) < TARGET, [(one.item.text, one.rule) for one in found]


def test_reports_of_events_in_the_words_of_other_fields_speak(kit: Kit) -> None:
    missed = silent(kit)
    assert len(missed) / len(load_items(TOLD)) < 0.25, [item.id for item in missed]

"""What a person states of a document goes on top of every run: it is handed to cleaning beside the item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from dateline.errors import ConfigError
from dateline.model import SourceItem, stable_id
from dateline.readers.base import STATED, told_beside

PUBLISHED: Final = "published"  # the field of the judgement


def as_stated(item: SourceItem, stated: Mapping[str, str]) -> SourceItem:
    """The item with the publication time that a person stated of its document, in place of an earlier one."""
    return told_beside(item, STATED, stated.get(stable_id("document", item.sha256)))


def stated_time(day: str, zone: str | None) -> str:
    """A day or time as a judgement keeps it.

    >>> stated_time("2022-01-24", None), stated_time("2022-01-24T15:42", "+02:00")
    ('2022-01-24', '2022-01-24T15:42+02:00')
    >>> stated_time("2022-01-24", "+02:00")
    '2022-01-24 +02:00'

    Raises ConfigError where either is none.
    """
    try:
        is_day = len(day) == 10 and date.fromisoformat(day) is not None
        moment = datetime.fromisoformat(day)
    except ValueError:
        raise ConfigError(f"{day!r} is no day; write 2022-01-24, or 2022-01-24T15:42") from None
    if zone is None:
        return day
    if moment.tzinfo is not None:
        raise ConfigError(f"{day} has a zone of its own; leave --zone out")
    try:
        datetime.fromisoformat(f"2000-01-01T00:00{zone}")
    except ValueError:
        raise ConfigError(f"--zone {zone!r} is no offset; write +02:00") from None
    return f"{day} {zone}" if is_day else f"{day}{zone}"

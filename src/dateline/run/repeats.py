"""Before a run reads, it looks through its items for lines that stand on several pages of one site.

The record keeps the outline of every item, so lines of earlier runs count too, and no item is looked through twice.
What is known of an item's repeated lines goes along with it as metadata: the stages see the item alone, and a
document that was read knowing less is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from dateline.cleaning import Furniture
from dateline.cleaning.repeats import outline, repeated_among, written
from dateline.model import Skipped, SourceItem
from dateline.readers.base import REPEATED, told_beside
from dateline.store import Outlined, Outlines

AT_ONCE: Final = 200  # outlines kept in one transaction


def look_through(items: Iterable[SourceItem | Skipped], outlines: Outlines, kit: str) -> None:
    """Take down the outline of each item that has none, and find the repeated lines of the sites they are from."""
    sites: dict[str, None] = {}
    new = _new_outlines(items, outlines, kit)
    while some := list(islice(new, AT_ONCE)):
        outlines.add(some)
        sites.update(dict.fromkeys(one.site for one in some))
    for site in sites:
        for pages in outlines.pages(site):
            repeated = repeated_among([marks for _, marks in pages])
            outlines.set_repeated(
                [(id, written(site, lines)) for (id, _), lines in zip(pages, repeated, strict=True)]
            )


def _new_outlines(items: Iterable[SourceItem | Skipped], outlines: Outlines, kit: str) -> Iterator[Outlined]:
    furniture: Furniture | None = None  # loaded for the first new item: a run with none loads nothing
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Skipped) or item.id in seen:
            continue
        seen.add(item.id)
        told = dict(item.metadata)
        beside = told.get("url") or told.get("publisher") or ""
        if outlines.has(item.id, beside, kit):
            continue
        furniture = furniture or Furniture.load()
        if found := outline(item, furniture):
            yield Outlined(item.id, found.site, beside, kit, found.marks)


def as_repeated(item: SourceItem, value: str) -> SourceItem:
    """The item with what is known of its repeated lines, in place of what was known before."""
    return told_beside(item, REPEATED, value)

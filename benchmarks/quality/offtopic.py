"""False mentions in news that is off topic: sport, culture, business, weather, science, local news.

    python -m benchmarks.quality.offtopic

The items of `benchmarks/offtopic/` are our own, full of words that tempt event rules ("attacked the plan",
"battle for the title"). Every mention in them is false. Reported: mentions an item, by topic, with the offenders;
and mentions a page on pages of the shared data, where they are here, whose address names such a section (business and
travel pages do tell of events now and then).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import shared
from benchmarks.quality.mentions import certain
from dateline.cleaning.language import tell_language
from dateline.kit import Kit, load_kit
from dateline.tryout import try_text

ITEMS: Final = Path(__file__).resolve().parents[1] / "offtopic" / "items.jsonl"
TARGET: Final = 0.05
SECTION: Final = re.compile(
    r"/(sports?|football|soccer|culture|entertainment|music|films?|movies|books|arts|business|money|style|fashion|food"
    r"|travel|science|weather|lifestyle)/",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One short text and what it is about."""

    id: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Offence:
    """A mention where none should be: the item, the rule, and the type it gave."""

    item: Item
    rule: str
    type: str


def load_items(path: Path = ITEMS) -> tuple[Item, ...]:
    """Read the items."""
    return tuple(Item(**json.loads(line)) for line in path.read_text("utf-8").splitlines())


def offences(items: tuple[Item, ...], kit: Kit) -> list[Offence]:
    """The false mentions of the items, each read as a document of its own."""
    return [
        Offence(item, m.rule, m.type) for item in items for m in certain(try_text(item.text, kit).mentions)
    ]


def load_pages() -> tuple[Item, ...]:
    """English pages of the shared data whose address names an off-topic section; none where the data is absent."""
    pages: list[Item] = []
    for name in ("scrapinghub", "fundus_fixtures"):
        path = shared("data", "cleaning", f"{name}.dev.jsonl.gz")
        for row in _rows(path) if path else ():
            section = SECTION.search(row["url"] or "")
            if section and tell_language(row["body"]) == "en":
                pages.append(Item(row["id"], section[1].lower(), row["body"]))
    return tuple(pages)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def figures() -> dict[str, float]:
    """The figure that the gate keeps: the share of items in which nothing is recorded."""
    items = load_items()
    told = {one.item.id for one in offences(items, load_kit())}
    return {"offtopic.items left alone": 1 - len(told) / len(items)}


def main() -> None:
    """Print the figures and the offenders."""
    items = load_items()
    kit = load_kit()
    found = offences(items, kit)
    false = Counter(one.item.topic for one in found)
    for topic, number in sorted(Counter(item.topic for item in items).items()):
        print(
            f"{topic:10} {number:4} items  {false[topic]:3} false mentions  {false[topic] / number:.3f} an item"
        )
    rate = len(found) / len(items)
    print(
        f"{'all':10} {len(items):4} items  {len(found):3} false mentions  {rate:.3f} an item  (target < {TARGET})"
    )
    pages = load_pages()
    if pages:
        told = sum(len(offences((page,), kit)) for page in pages)
        print(
            f"pages by section of their address: {len(pages)}, {told / len(pages):.2f} mentions a page, some true"
        )
    for one in found:
        print(f"  {one.item.id} {one.type} {one.rule}: {one.item.text}")


if __name__ == "__main__":
    main()

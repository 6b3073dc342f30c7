"""False mentions in news that is off topic: sport, culture, business, weather, crime, science, local news.

    python -m benchmarks.quality.offtopic            mentions an item by set and topic, with the offenders
    python -m benchmarks.quality.offtopic --pages    the mentions of the web pages too, with their sentences

The items of `benchmarks/offtopic/` are our own, full of words that tempt event rules ("attacked the plan",
"battle for the title"). Every mention in them is false. Pages of the shared data, where they are here, whose address
names such a section are read beside them; they do tell of events now and then (trade talks, a budget rejected).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import read_rows, shared
from benchmarks.quality.mentions import certain, kit
from dateline.cleaning.language import tell_language
from dateline.kit import Kit
from dateline.tryout import try_text

FOLDER: Final = Path(__file__).resolve().parents[1] / "offtopic"
SETS: Final = ("first", "second", "third")
TOLD: Final = "told"  # reports that do tell of events, in the words of such fields
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
    sentence: str


def load_items(*sets: str) -> tuple[Item, ...]:
    """Read the items of some sets, of all where none is named."""
    return tuple(Item(**row) for name in sets or SETS for row in read_rows(FOLDER / f"{name}.jsonl"))


def offences(items: tuple[Item, ...], kit: Kit) -> list[Offence]:
    """The false mentions of the items, each read as a document of its own."""
    found: list[Offence] = []
    for item in items:
        tryout = try_text(item.text, kit)
        for mention in certain(tryout.mentions):
            sentence = tryout.sentences[mention.sentence].span.of(tryout.document.text)
            found.append(Offence(item, mention.rule, mention.type, sentence))
    return found


def silent(kit: Kit) -> list[Item]:
    """The reports that tell of events in the words of such fields, in which nothing is found."""
    reports = load_items(TOLD)
    told = {one.item.id for one in offences(reports, kit)}
    return [item for item in reports if item.id not in told]


def load_pages() -> tuple[Item, ...]:
    """English pages of the shared data whose address names an off-topic section; none where the data is absent."""
    pages: list[Item] = []
    for name in ("scrapinghub", "fundus_fixtures"):
        path = shared("data", "cleaning", f"{name}.dev.jsonl.gz")
        for row in read_rows(path) if path else ():
            section = SECTION.search(row["url"] or "")
            if section and tell_language(row["body"]) == "en":
                pages.append(Item(row["id"], section[1].lower(), row["body"]))
    return tuple(pages)


def figures() -> dict[str, float]:
    """The figures that the gate keeps: items in which nothing is recorded, and reports of events that do speak."""
    items = load_items()
    told = {one.item.id for one in offences(items, kit())}
    return {
        "offtopic.items left alone": 1 - len(told) / len(items),
        "offtopic.events in other words": 1 - len(silent(kit())) / len(load_items(TOLD)),
    }


def main() -> None:
    """Print the figures and the offenders."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", action="store_true", help="print the mentions of the web pages")
    options = parser.parse_args()
    items = load_items()
    found = offences(items, kit())
    by_topic = Counter(one.item.topic for one in found)
    for topic, number in sorted(Counter(item.topic for item in items).items()):
        _print_rate(topic, number, by_topic[topic])
    for name in SETS:
        own = {item.id for item in load_items(name)}
        _print_rate(f"set {name}", len(own), sum(one.item.id in own for one in found))
    _print_rate("all", len(items), len(found), f"  (target < {TARGET})")
    for one in found:
        print(f"  {one.item.id} {one.type} {one.rule}: {one.sentence}")
    missed = [item.id for item in silent(kit())]
    print(
        f"reports of events in such words: {len(load_items(TOLD))}, nothing found in {len(missed)}: {missed}"
    )
    pages = load_pages()
    told = offences(pages, kit())
    if pages:
        with_some = len({one.item.id for one in told})
        print(
            f"pages by section of their address: {len(pages)}, {len(told) / len(pages):.2f} mentions a page",
            end="",
        )
        print(f" in {with_some} of them, some true")
    if options.pages:
        for one in told:
            print(f"  {one.item.id[:12]} {one.item.topic} {one.type} {one.rule}: {one.sentence}")


def _print_rate(name: str, items: int, false: int, note: str = "") -> None:
    print(f"{name:12} {items:4} items  {false:3} false mentions  {false / items:.3f} an item{note}")


if __name__ == "__main__":
    main()

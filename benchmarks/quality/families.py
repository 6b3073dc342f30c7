"""Copy families, retellings and independent tellings of the demo corpus, beside its gold.

    python -m benchmarks.quality.families

Families come from the reports as they are cleaned. Retellings and tellings are given the gold mentions
with the gold chains, grouped as the gold events are, so that only these two steps are measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.quality.corpora import DEMO, read_rows, shared
from benchmarks.quality.events import gold_mentions
from dateline.cleaning import Furniture, clean
from dateline.copies import find_copies
from dateline.copies.direction import origins, plain_outlet
from dateline.copies.retellings import find_retellings
from dateline.merging.governments import load_governments
from dateline.merging.tellings import Origins, tellings
from dateline.model import CopyFamily, Document, Mention, Skipped, Source, Span
from dateline.readers import find_items

Row = dict[str, Any]
PARTS: Final = ("first", "second")


@dataclass(frozen=True, slots=True)
class Gold:
    """The documents by the name of their report, the gold mentions in them, and the gold events."""

    documents: dict[str, Document]
    mentions: dict[str, Mention]
    events: tuple[Row, ...]
    relations: dict[str, tuple[str, str]]  # report → relation, origin of its family
    retellings: frozenset[tuple[str, str]]


def load() -> Gold:
    """Clean the reports of the demo corpus, and the seeds where they are here, and lay the gold over them."""
    documents = _documents([DEMO / "reports", *(path for path in [shared("seeds")] if path)])
    rows = _rows("statements")
    seeds = shared("gold", "seeds.statements.jsonl")
    rows += [{"mode": None, **row} for row in read_rows(seeds)] if seeds else []
    _, made = gold_mentions(rows, [])
    chains = {row["id"]: row["sources"] for row in rows}
    mentions = {m.id: _placed(m, chains[m.id], _quote(rows, m.id), documents[m.document_id]) for m in made}
    families = read_rows(DEMO / "gold" / "first" / "families.jsonl")
    relations = {
        member["id"]: (member["relation"], row["family"][0]["id"])
        for row in families
        if "family" in row
        for member in row["family"]
    }
    retold = frozenset((row["retelling"], row["of"]) for row in families if "retelling" in row)
    return Gold(documents, mentions, tuple(_rows("events")), relations, retold)


def _rows(name: str) -> list[Row]:
    return [row for part in PARTS for row in read_rows(DEMO / "gold" / part / f"{name}.jsonl")]


def _documents(paths: Sequence[Path]) -> dict[str, Document]:
    furniture = Furniture.load()
    found = {}
    for item in find_items(paths):
        if not isinstance(item, Skipped):
            name = Path(item.address).stem
            found[name] = replace(clean(item, furniture), id=name)
    return found


def _quote(rows: Sequence[Row], id: str) -> str:
    return next(str(row["quote"]) for row in rows if row["id"] == id)


def _placed(mention: Mention, chain: Sequence[Row], quote: str, document: Document) -> Mention:
    """A gold mention with its chain, at the place of its quote in the cleaned text."""
    links = tuple(Source(link["name"], link["kind"], "", link["name"], None, None, "gold") for link in chain)
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", quote))
    match = re.search(pattern, document.text)
    body = next(block.span for block in document.blocks if block.kind == "body")
    return replace(mention, chain=links, span=Span(*match.span()) if match else body)


def families_right(gold: Gold, families: Sequence[CopyFamily]) -> dict[str, bool]:
    """For every report whether its relation and the origin of its family are the gold's; most are alone."""
    found = {
        member.document_id: (member.relation, family.origin) for family in families for member in family.members
    }
    return {name: found.get(name) == gold.relations.get(name) for name in sorted(gold.documents)}


def retellings_found(gold: Gold, families: Sequence[CopyFamily]) -> frozenset[tuple[str, str]]:
    """The retellings that are linked to a document of the demo corpus."""
    chains = [(mention.document_id, mention.chain) for mention in gold.mentions.values()]
    found = find_retellings([*gold.documents.values()], chains, _groups(gold), origins(families))
    return frozenset((one.document_id, one.of) for one in found if one.of and one.of in gold.documents)


def _groups(gold: Gold) -> list[list[Mention]]:
    return [[gold.mentions[id] for id in event["statements"] if id in gold.mentions] for event in gold.events]


def tellings_of(gold: Gold, families: Sequence[CopyFamily]) -> list[tuple[Row, tuple[str, ...]]]:
    """For every gold event whose mentions are all here: the voices that were found to tell of it."""
    chains = [(mention.document_id, mention.chain) for mention in gold.mentions.values()]
    copied = origins(families)
    retold = {
        (one.document_id, plain_outlet(one.outlet)): one.of
        for one in find_retellings([*gold.documents.values()], chains, _groups(gold), copied)
        if one.of
    }
    whence, names = Origins(copied, retold), load_governments()
    return [
        (event, tuple(one.source for one in tellings(told, gold.documents, whence, names)))
        for event, told in zip(gold.events, _groups(gold), strict=True)
        if len(told) == len(event["statements"])
    ]


def figures() -> dict[str, float]:
    """The figures that the gate keeps."""
    gold = load()
    families = find_copies([*gold.documents.values()])
    right = families_right(gold, families)
    found = retellings_found(gold, families)
    told = tellings_of(gold, families)
    hit = len(found & gold.retellings)
    return {
        "families.members": sum(right.values()) / len(right),
        "families.retelling_precision": hit / max(1, len(found)),
        "families.retelling_recall": hit / len(gold.retellings),
        "families.tellings": sum(len(v) == e["independent_tellings"] for e, v in told) / len(told),
    }


def main() -> None:
    """Print the figures, and what is wrong."""
    gold = load()
    families = find_copies([*gold.documents.values()])
    right = families_right(gold, families)
    print(f"relation and origin right  {sum(right.values())} of {len(right)} reports")
    print("".join(f"  wrong: {name}\n" for name, is_right in right.items() if not is_right), end="")
    found = retellings_found(gold, families)
    print(f"retellings                 {len(found & gold.retellings)} of {len(gold.retellings)}", end="")
    print(f", {len(found - gold.retellings)} too many: {sorted(found - gold.retellings)}")
    told = tellings_of(gold, families)
    same = sum(len(voices) == event["independent_tellings"] for event, voices in told)
    print(f"independent tellings       {same} of {len(told)} events")
    for event, voices in told:
        if len(voices) != event["independent_tellings"]:
            print(f"  {event['event']}: {event['independent_tellings']}, found {len(voices)}: {'; '.join(voices)}")


if __name__ == "__main__":
    main()

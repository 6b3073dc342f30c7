"""Event types and dyads against PLOVER's gold standard records, one sentence each, read as documents of their own.

    python -m benchmarks.quality.plover [--errors] [--type ASSAULT]

Recall is the share of sentences whose gold type is among the recorded types; precision the gold hits over the
distinct types recorded (every mention counts, whatever its status); dyad the share of sentences with a country on
both sides where one mention has the type and both countries right. The records carry no publication dates.

The gold is labelled by PLOVER 0.5. Its labels are read as the present manual (0.8) has them:

    DEMAND → REQUEST · DISAPPROVE, INVESTIGATE → ACCUSE · FIGHT, CRIME → ASSAULT · REDUCE → SANCTION ·
    REPRESS → COERCE · EXHIBIT → MOBILIZE · COERCE with mode destroy → ASSAULT (now a mode of ASSAULT)

The gold gives each sentence one type. What a sentence tells beside it (the thing demanded, the attack that is
condemned) counts against precision here, although the record is meant to hold it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.quality.corpora import shared
from benchmarks.quality.mentions import certain, kit
from dateline.config import THRESHOLD
from dateline.kit import Kit
from dateline.model import Actor, Mention
from dateline.pipeline import interpret
from dateline.tryout import bare_document

LABELS: Final = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CRIME": "ASSAULT",
    "REDUCE": "SANCTION",
    "REPRESS": "COERCE",
    "EXHIBIT": "MOBILIZE",
}
CODES: Final = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}  # slips of the gold
NOT_COUNTRIES: Final = {"IGO", "NGO", "IMG", "ISM", "MNC"}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of the gold with what the program recorded."""

    id: str
    type: str
    text: str
    sides: tuple[frozenset[str], frozenset[str]]
    mentions: tuple[Mention, ...]

    @property
    def types(self) -> frozenset[str]:
        """The distinct types recorded."""
        return frozenset(mention.type for mention in self.mentions)

    @property
    def has_dyad(self) -> bool:
        """Tell whether the gold names a country on both sides."""
        return all(self.sides)

    @property
    def dyad_hit(self) -> bool:
        """Tell whether one mention has the type and a right country on both sides."""
        first, second = self.sides
        return any(
            mention.type == self.type
            and first & _countries(mention.actors)
            and second & _countries(mention.recipients)
            for mention in self.mentions
        )


def _countries(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(actor.country or actor.id.split("/")[0] for actor in actors)


def gold_type(row: Row) -> str:
    """The type of a gold row under the present manual."""
    if row["event"] == "COERCE" and row.get("mode") == "destroy":
        return "ASSAULT"
    return LABELS.get(row["event"], row["event"])


def _side(row: Row, key: str) -> frozenset[str]:
    codes = (str(actor.get("code") or "")[:3] for actor in row.get(key, ()))
    return frozenset(CODES.get(c, c) for c in codes if len(c) == 3 and c not in NOT_COUNTRIES)


def cases(kit: Kit, threshold: float = THRESHOLD) -> Iterator[Case]:
    """Read every sentence of the development half, less the uncertain mentions; nothing where it is absent."""
    path = shared("data", "events", "plover_gsr.dev.jsonl")
    if path is None:
        return
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        document = bare_document(row["text"])
        mentions = certain(interpret(document, kit).mentions, threshold)
        sides = (_side(row, "source"), _side(row, "target"))
        yield Case(row["id"], gold_type(row), document.text, sides, mentions)


def figures(found: list[Case]) -> dict[str, float]:
    """Type recall, type precision and dyad over all cases."""
    hits = sum(case.type in case.types for case in found)
    recorded = sum(len(case.types) for case in found)
    dyads = [case for case in found if case.has_dyad]
    return {
        "recall": hits / len(found),
        "precision": hits / recorded if recorded else 0.0,
        "dyad": sum(case.dyad_hit for case in dyads) / len(dyads),
    }


def _print_types(found: list[Case]) -> None:
    gold: dict[str, Counter[str]] = defaultdict(Counter)
    for case in found:
        gold[case.type]["gold"] += 1
        gold[case.type]["found"] += case.type in case.types
        for extra in case.types - {case.type}:
            gold[extra]["extra"] += 1
    print(f"{'type':10}  gold  found  recorded beside")
    for type_, counts in sorted(gold.items()):
        print(f"{type_:10} {counts['gold']:5} {counts['found']:6} {counts['extra']:16}")


def _print_errors(found: list[Case], only: str | None) -> None:
    for case in found:
        if only and case.type != only and only not in case.types:
            continue
        if case.types != {case.type}:
            print(
                f"{'found ' if case.type in case.types else 'MISSED'} {case.type:10} {case.id}: {case.text}"
            )
            for mention in case.mentions:
                parties = "{} > {}".format(
                    ",".join(a.id for a in mention.actors), ",".join(a.id for a in mention.recipients)
                )
                print(f"    {mention.type} {mention.status} {parties} by {mention.rule}")


def main() -> None:
    """Run the benchmark from the command line."""
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("--errors", action="store_true", help="print every missed or surplus case")
    reader.add_argument("--type", help="with --errors: only this type")
    options = reader.parse_args()
    found = list(cases(kit()))
    if not found:
        return
    print(f"PLOVER-GSR development half, {len(found)} sentences")
    print("  ".join(f"{name} {value:.3f}" for name, value in figures(found).items()))
    _print_types(found)
    if options.errors:
        _print_errors(found, options.type)


if __name__ == "__main__":
    main()

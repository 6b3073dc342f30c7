"""Contexts against sentences of our own, labelled by hand before the word lists were tried on them.

    python -m benchmarks.quality.contexts            precision and recall by context, and over all
    python -m benchmarks.quality.contexts --errors   the sentences with what is missing and what is too many

`benchmarks/contexts/*.csv` hold one sentence a line and its contexts, of PLOVER's 37, parted by blanks. All words of a
sentence count whole, as if the sentence were one clause: what is measured are the word lists. PLOVER's own records of
the shared data, where they are here, are read beside them: they use names of an older list, mostly one a record, so
only the recall of those that have kept their meaning is told.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import shared
from benchmarks.quality.mentions import kit
from dateline.coding.contexts import CONTEXTS, contexts_of
from dateline.kit import Kit
from dateline.parsing import parse
from dateline.tryout import bare_document

FOLDER: Final = Path(__file__).resolve().parents[1] / "contexts"
SETS: Final = ("first", "second")
OLD_NAMES: Final = {
    "military": ("military",),
    "diplomatic": ("diplomatic",),
    "economic": ("economic",),
    "resource": ("territory", "natural_resources"),
    "terrorism": ("terrorism",),
    "refugee": ("migration", "asylum"),
    "refugees": ("migration", "asylum"),
    "election": ("election",),
    "cbrn": ("cbrn",),
    "rights": ("human_rights", "rights_freedoms"),
    "religion": ("religion_ethnicity",),
    "cyber": ("cyber",),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the contexts a person gave it, and those its words give."""

    sentence: str
    gold: frozenset[str]
    found: frozenset[str]


def cases(kit: Kit, name: str) -> list[Case]:
    """The labelled sentences of a set, read."""
    rows = csv.DictReader((FOLDER / f"{name}.csv").read_text("utf-8").splitlines())
    return [
        Case(row["sentence"], frozenset(row["contexts"].split()), _found(row["sentence"], kit))
        for row in rows
    ]


def _found(text: str, kit: Kit) -> frozenset[str]:
    document = bare_document(text)
    sentences = parse(document, kit.parser)
    return frozenset(c for one in sentences for c in contexts_of(one, one.span, kit.rules.contexts))


def counts(found: Iterable[Case]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By context: how often a person gave it, how often the words do, and how often both."""
    gold, given, both = Counter[str](), Counter[str](), Counter[str]()
    for case in found:
        gold.update(case.gold)
        given.update(case.found)
        both.update(case.gold & case.found)
    return gold, given, both


def figures() -> dict[str, float]:
    """Precision and recall over all contexts, for the gate."""
    gold, given, both = counts(case for name in SETS for case in cases(kit(), name))
    return {
        "contexts.precision": both.total() / given.total(),
        "contexts.recall": both.total() / gold.total(),
    }


def plover_recall(kit: Kit) -> dict[str, tuple[int, int]] | None:
    """By old name, how many contexts of PLOVER's own records are given, of how many; None where they are not here."""
    path = shared("data", "events", "plover_gsr.dev.jsonl")
    if path is None:
        return None
    found, asked = Counter[str](), Counter[str]()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        given = _found(row["text"], kit)
        for name in str(row.get("context") or "").split(", "):
            if name in OLD_NAMES:
                asked[name] += 1
                found[name] += bool(given & set(OLD_NAMES[name]))
    return {name: (found[name], asked[name]) for name in sorted(asked)}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="print the sentences with errors")
    options = parser.parse_args()
    sets = {name: cases(kit(), name) for name in SETS}
    told = [case for name in SETS for case in sets[name]]
    gold, given, both = counts(told)
    for name in CONTEXTS:
        precision = both[name] / given[name] if given[name] else 0.0
        print(
            f"  {name:24} gold {gold[name]:3}  precision {precision:.2f}  recall {both[name] / gold[name]:.2f}"
        )
    for name, some in (*sets.items(), ("all", told)):
        _print_total(name, some)
    plover = plover_recall(kit())
    if plover is not None:
        print(
            "PLOVER's records, given of asked:", ", ".join(f"{n} {a} of {b}" for n, (a, b) in plover.items())
        )
    for case in told if options.errors else ():
        if case.gold != case.found:
            missing, extra = (
                " ".join(sorted(case.gold - case.found)),
                " ".join(sorted(case.found - case.gold)),
            )
            print(f"  - {missing or '–'}  + {extra or '–'}  {case.sentence}")


def _print_total(name: str, told: list[Case]) -> None:
    gold, given, both = counts(told)
    precision, recall = both.total() / given.total(), both.total() / gold.total()
    print(
        f"{name:8} {len(told):4} sentences, {gold.total():3} contexts: precision {precision:.3f}  recall {recall:.3f}"
    )


if __name__ == "__main__":
    main()

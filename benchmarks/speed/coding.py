"""Sentences a second of each stage, and the share of coding in the whole reading, on the demo reports.

    python -m benchmarks.speed.coding

CPU time of one process; the parser's and the tables' loading is not counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from dateline.attribution import attribute, refer
from dateline.cleaning import clean
from dateline.cleaning.repeats import outline
from dateline.coding import code, find_actors
from dateline.kit import Kit, load_kit
from dateline.model import SourceItem
from dateline.normalising import normalise
from dateline.parsing import parse
from dateline.readers import find_items

REPORTS: Final = Path(__file__).resolve().parents[2] / "demo" / "reports"
Value = TypeVar("Value")


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def of(self, stage: str, work: Callable[[], Value]) -> Value:
        """Do the work and count its time to the stage."""
        started = time.process_time()
        done = work()
        self.seconds[stage] += time.process_time() - started
        return done


def read_timed(item: SourceItem, kit: Kit, clock: Clock) -> int:
    """Read one item as the pipeline does, stage by stage; returns its number of sentences."""
    clock.of("looking", lambda: outline(item, kit.furniture))
    document = clock.of("cleaning", lambda: clean(item, kit.furniture))
    sentences = clock.of("parsing", lambda: parse(document, kit.parser))
    actors = clock.of("actors", lambda: find_actors(document, sentences, kit.actors))
    references = clock.of("attribution", lambda: refer(document, sentences, actors, cues=kit.cues))
    statements = clock.of("attribution", lambda: attribute(document, sentences, actors, references, kit.cues))
    mentions = clock.of(
        "coding", lambda: code(document, sentences, statements, actors, references, kit.rules)
    )
    clock.of(
        "normalising",
        lambda: normalise(document, sentences, mentions, references, kit.measures, kit.gazetteer),
    )
    return len(sentences)


def main() -> None:
    """Print a line for each stage."""
    kit, clock = load_kit(), Clock()
    items = [item for item in find_items([REPORTS]) if isinstance(item, SourceItem)]
    read_timed(items[0], kit, Clock())  # what is made on first use is not counted
    number = sum(read_timed(item, kit, clock) for item in items[1:])
    whole = sum(clock.seconds.values())
    print(f"{number} sentences of {len(items) - 1} reports in {whole:.2f} s of CPU")
    for stage, seconds in clock.seconds.items():
        print(f"{stage:12} {number / seconds:>9,.0f} sentences/s  {seconds / whole:6.1%} of the whole")


if __name__ == "__main__":
    main()

"""The quality gate: figures may rise, and never slip unseen.

    python -m benchmarks.quality.gate                     measure; fail where a floor is missed or a corpus changed
    python -m benchmarks.quality.gate --accept            then raise the floors and accept the cases as they are
    python -m benchmarks.quality.gate --lower "REASON"    also lower floors that are missed; the reason is kept
    python -m benchmarks.quality.gate --only time plover  measure these alone; nothing is accepted

The figures come from `headlines.BENCHMARKS`: shares of 1, higher is better, None where the data is absent.
Floors and the digests of the corpora they were measured on stand in `floors.json`.
Where the shared data is absent the demo corpus and the held-out reports alone are measured, and the floors of
what needs more are left alone.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.quality import report
from benchmarks.quality.corpora import corpora, digest, watched
from benchmarks.quality.headlines import BENCHMARKS

FLOORS: Final = Path(__file__).with_name("floors.json")
# How far a figure may fall below the accepted one: processors round differently, and one case in two hundred may flip.
SLACK: Final = 0.005


@dataclass(frozen=True, slots=True)
class State:
    """What was accepted: a floor for each figure, the digest of each corpus, and every floor ever lowered."""

    floors: dict[str, float] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    lowered: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one run and the digests of what they were measured on, complete corpora only."""

    figures: dict[str, float]
    digests: dict[str, str]  # by corpus: `mentions.seeds`, `time`


def load_state(path: Path = FLOORS) -> State:
    """Read the accepted state; an empty one where nothing was accepted yet."""
    if not path.exists():
        return State()
    row = json.loads(path.read_text("utf-8"))
    return State(row["floors"], row["digests"], tuple(row["lowered"]))


def save_state(state: State, path: Path = FLOORS) -> None:
    """Write the state, sorted, so that a diff reads as an edit."""
    row = {
        "digests": dict(sorted(state.digests.items())),
        "floors": dict(sorted(state.floors.items())),
        "lowered": list(state.lowered),
    }
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", "utf-8")


def measure(names: Sequence[str]) -> Measured:
    """Run the benchmarks, saying what each takes; those that lack a part of their data are shown and not judged."""
    figures: dict[str, float] = {}
    digests: dict[str, str] = {}
    for name in names:
        started = time.monotonic()
        with watched() as asked:
            found = BENCHMARKS[name]() or {}
        own = {f"{name}.{key.removeprefix(f'{name}.')}": value for key, value in found.items()}
        if name == "mentions":
            digests |= {f"mentions.{one.name}": digest([one.reports, *one.gold]) for one in corpora()}
        elif asked.absent:
            print("\n".join(f"  {key:<44}{value:>8.4f}   not judged" for key, value in sorted(own.items())))
            own = {}
        else:
            digests[name] = digest(asked.here)
        figures |= own
        print(f"  {name}: {time.monotonic() - started:.0f} s", flush=True)
    return Measured(figures, digests)


def faults(measured: Measured, state: State) -> Iterator[str]:
    """Every reason to fail, in words."""
    for name, now in measured.digests.items():
        if state.digests.get(name, now) != now:
            yield f"{name}: not the corpus the floors were set on; look at what changed, then --accept"
    for name, floor in sorted(state.floors.items()):
        if name in measured.figures:
            if measured.figures[name] < floor:
                yield f"{name}: {measured.figures[name]:.4f} is below its floor {floor:.3f}"
        elif any(name.startswith(f"{corpus}.") for corpus in measured.digests):
            yield f"{name}: no longer measured; its floor is {floor:.3f}"


def accepted(measured: Measured, state: State, reason: str | None) -> State:
    """Raise the floors to what was measured; lower those that are missed only where a reason is given."""
    floors, lowered = dict(state.floors), list(state.lowered)
    for name, value in sorted(measured.figures.items()):
        floor = math.floor((value - SLACK) * 1000) / 1000
        old = floors.get(name)
        if old is not None and value < old:
            if reason:
                lowered.append({"figure": name, "from": old, "to": floor, "reason": reason})
                floors[name] = floor
        elif old is None or floor > old:
            floors[name] = max(floor, 0.0)
    return State(floors, {**state.digests, **measured.digests}, tuple(lowered))


def _compared(measured: Measured, state: State) -> Iterator[str]:
    for name, value in sorted(measured.figures.items()):
        floor = state.floors.get(name)
        yield f"  {name:<44}{value:>8.4f}" + (f"   floor {floor:.3f}" if floor is not None else "   no floor yet")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, and accept where asked; the exit status is 1 where the gate stays shut."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="raise the floors, accept the cases and the corpora")
    parser.add_argument("--lower", metavar="REASON", help="accept, and lower the floors that are missed")
    parser.add_argument("--only", nargs="+", choices=tuple(BENCHMARKS), metavar="NAME", help="run only these")
    options = parser.parse_args(arguments)
    state = load_state()
    measured = measure(options.only or tuple(BENCHMARKS))
    print("\n".join(_compared(measured, state)))
    if not options.only or "mentions" in options.only:
        print("\n".join(report.changes()))
    found = list(faults(measured, state))
    if (options.accept or options.lower) and not options.only:
        found = _accept(measured, state, options.lower)
    print("\n".join(["", *(f"FAULT {fault}" for fault in found)] if found else ["gate: open"]))
    return 1 if found else 0


def _accept(measured: Measured, state: State, reason: str | None) -> list[str]:
    new = accepted(measured, state, reason)
    missed = [fault for fault in faults(measured, new) if "below its floor" in fault]
    if missed:
        return [*missed, "nothing was accepted; give --lower REASON where a floor must fall"]
    save_state(new)
    report.accept()
    return []


if __name__ == "__main__":
    sys.exit(main())

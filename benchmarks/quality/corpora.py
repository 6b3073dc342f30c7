"""Where the texts and annotations stand that quality is measured on.

The demo corpus is part of the project. Everything else is shared data that may only be measured on:
the folder named by the environment variable DATELINE_SHARED, or `shared` beside the checkout.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DEMO: Final = ROOT / "demo"

_told: set[Path] = set()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports with the gold mentions that a person read in them."""

    name: str
    reports: Path
    gold: tuple[Path, ...]

    def digest(self) -> str:
        """The SHA-256 of the gold and the reports, by name and content: another one is another corpus."""
        whole = hashlib.sha256()
        for path in self.files():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()

    def files(self) -> tuple[Path, ...]:
        """Every file of the corpus, in order."""
        gold = [p for path in self.gold for p in ([path] if path.is_file() else sorted(path.glob("*.jsonl")))]
        return (*gold, *sorted(p for p in self.reports.iterdir() if p.is_file()))


def shared(*parts: str) -> Path | None:
    """Find a file or folder of the shared data; None, with one line said, where it is absent."""
    place = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared").joinpath(*parts)
    if place.exists():
        return place
    if place not in _told:
        _told.add(place)
        name = "/".join(("shared", *parts))
        print(f"skipped: no {name} (set DATELINE_SHARED to the folder of the shared data)", file=sys.stderr)
    return None


def corpora(names: Sequence[str] = ("seeds", "reports")) -> tuple[Corpus, ...]:
    """The corpora of mentions by name, less those that are absent: `reports` is the demo corpus."""
    found = []
    for name in names:
        if name == "reports":
            found.append(Corpus(name, DEMO / "reports", (DEMO / "gold" / "first", DEMO / "gold" / "second")))
        elif name == "seeds":
            reports, gold = shared("seeds"), shared("gold", "seeds.statements.jsonl")
            if reports and gold:
                found.append(Corpus(name, reports, (gold,)))
        else:
            raise ValueError(f"unknown corpus {name!r}; known: seeds, reports")
    return tuple(found)

"""Where the texts and annotations stand that quality is measured on.

The demo corpus is part of the project. Everything else is shared data that may only be measured on:
the folder named by the environment variable DATELINE_SHARED, or `shared` beside the checkout.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
DEMO: Final = ROOT / "demo"
HELD_OUT: Final = ROOT / "benchmarks" / "heldout"
DEVELOPMENT: Final = ROOT / "benchmarks" / "development"
NAMES: Final = ("seeds", "reports", "heldout")
# What the gate keeps no floors for: its errors are there to be read.
ALL_NAMES: Final = (*NAMES, "development")

_told: set[Path] = set()


@dataclass(frozen=True, slots=True)
class Asked:
    """The shared data that was asked for: what is here, and what is not."""

    here: list[Path] = field(default_factory=list)
    absent: list[Path] = field(default_factory=list)


_watching: list[Asked] = []


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports with the gold mentions that a person read in them."""

    name: str
    reports: Path
    gold: tuple[Path, ...]



def shared(*parts: str) -> Path | None:
    """Find a file or folder of the shared data; None, with one line said, where it is absent."""
    place = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared").joinpath(*parts)
    if place.exists():
        for asked in _watching:
            asked.here.append(place)
        return place
    for asked in _watching:
        asked.absent.append(place)
    if place not in _told:
        _told.add(place)
        name = "/".join(("shared", *parts))
        print(f"skipped: no {name} (set DATELINE_SHARED to the folder of the shared data)", file=sys.stderr)
    return None


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file, packed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode().split("\n") if line]


def corpora(names: Sequence[str] = NAMES) -> tuple[Corpus, ...]:
    """The corpora of mentions by name, less those that are absent.

    `reports` is the demo corpus, `heldout` the reports that nothing is tuned on, `development` those that may be
    looked into, `seeds` is shared data.
    """
    unknown = sorted(set(names) - set(ALL_NAMES))
    if unknown:
        raise ValueError(f"unknown corpus {unknown[0]!r}; known: {', '.join(ALL_NAMES)}")
    return tuple(corpus for name in names if (corpus := _corpus(name)) is not None)


def _corpus(name: str) -> Corpus | None:
    if name == "reports":
        return Corpus(name, DEMO / "reports", (DEMO / "gold" / "first", DEMO / "gold" / "second"))
    if name == "heldout":
        return Corpus(name, HELD_OUT / "reports", (HELD_OUT / "gold",))
    if name == "development":
        return Corpus(name, DEVELOPMENT / "reports", (DEVELOPMENT / "gold",))
    reports, gold = shared("seeds"), shared("gold", "seeds.statements.jsonl")
    return Corpus(name, reports, (gold,)) if reports and gold else None


@contextmanager
def watched() -> Iterator[Asked]:
    """Gather what shared data is asked for meanwhile."""
    asked = Asked()
    _watching.append(asked)
    try:
        yield asked
    finally:
        _watching.remove(asked)


def digest(paths: Iterable[Path]) -> str:
    """The SHA-256 of files and folders by name and content: another one is another corpus."""
    whole = hashlib.sha256()
    files = {file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))}
    for file in sorted(file for file in files if file.is_file() and file.suffix != ".md"):
        whole.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()

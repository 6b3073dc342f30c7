"""What a person or a collector wrote beside a file: `report.txt.json` or `report.json`, an object of facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from dateline.model import Skipped
from dateline.readers.base import Metadata, skipped

KEYS: Final = ("published", "publisher", "headline", "url", "language", "synthetic")
LARGEST_SIDECAR: Final = 1024 * 1024
ENDING: Final = ".json"


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a file, the longer name first; None where there is none."""
    for beside in (path.with_name(path.name + ENDING), path.with_name(path.stem + ENDING)):
        if beside != path and beside.is_file():
            return beside
    return None


def read_sidecar(path: Path) -> Metadata | Skipped:
    """The facts of a sidecar, and last its own name; or why it cannot be taken."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_SIDECAR + 1)
        facts = json.loads(content[:LARGEST_SIDECAR])
    except OSError as error:
        return skipped(str(path), f"a sidecar that cannot be opened: {error.strerror}")
    except (ValueError, RecursionError):
        return skipped(str(path), "a sidecar that is not JSON")
    if not isinstance(facts, dict):
        return skipped(str(path), "a sidecar that is no object of facts")
    unknown = [key for key in facts if key not in KEYS]
    if unknown:
        return skipped(str(path), f"a sidecar with an unknown key {unknown[0]}; known: {', '.join(KEYS)}")
    wrong = [key for key, value in facts.items() if not _is_right(key, value)]
    if wrong:
        return skipped(str(path), f"a sidecar with a wrong value for {wrong[0]}: {facts[wrong[0]]!r:.80}")
    told = [
        (key, "true" if facts[key] is True else str(facts[key]).strip()) for key in KEYS if facts.get(key)
    ]
    return (*told, ("sidecar", path.name)) if told else ()


def _is_right(key: str, value: object) -> bool:
    if value is None:
        return True
    if key == "synthetic":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    return key != "language" or (value.isalpha() and value.islower() and len(value) in (2, 3))

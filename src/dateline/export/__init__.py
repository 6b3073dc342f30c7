"""The record → files for others: one file a format, sorted, the same bytes every time.

A format is a function from a record and a folder to the files it wrote. Add one as a file here and a
line in `EXPORTERS`, or from another package through the entry point group `dateline.exporters`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

from dateline.errors import ConfigError
from dateline.export.csv import export_csv
from dateline.export.jsonl import export_jsonl
from dateline.store import Record

__all__ = ["EXPORTERS", "Exporter", "export"]

Exporter = Callable[[Record, Path], tuple[Path, ...]]

EXPORTERS: dict[str, Exporter] = {"csv": export_csv, "jsonl": export_jsonl}


def exporters() -> dict[str, Exporter]:
    """Our own formats and those of installed packages; ours win where names collide."""
    added = {point.name: point.load() for point in entry_points(group="dateline.exporters")}
    return {**added, **EXPORTERS}


def export(record: Record, folder: Path, format: str = "jsonl") -> tuple[Path, ...]:
    """Write the record into the folder; files of the same names are replaced, each only once it is whole.

    Raises ConfigError for an unknown format or a folder that cannot be written.
    """
    known = exporters()
    if format not in known:
        raise ConfigError(f"there is no format {format!r}; known: {', '.join(sorted(known))}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return known[format](record, folder)
    except FileExistsError as error:
        raise ConfigError(f"{folder} is a file; name a folder to export into") from error
    except OSError as error:
        raise ConfigError(f"cannot write into {folder}: {error.strerror}; name another folder") from error

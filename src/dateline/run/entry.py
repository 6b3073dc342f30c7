"""What a run was made with, as digests: code, tables, model, options."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline import __version__
from dateline.config import Config
from dateline.errors import TableError
from dateline.parsing.spacy import model_digest, model_folder
from dateline.store import RunEntry


def run_entry(config: Config, started: str) -> RunEntry:
    """Describe a run. Its `kit` is the same where the same code, tables, model and options read.

    Raises ModelError where the model is not installed, TableError where a table of the user's is not there.
    """
    model = model_digest(model_folder(config.parsing.model))
    code, tables = code_digest(), tables_digest(*config.own_rules, *config.own_actors)
    reads = f"{__version__}\0{config.of_reading()}\0{code}\0{tables}\0{model}"
    kit = hashlib.sha256(reads.encode()).hexdigest()
    made_with = (config.as_json(), code, tables, config.parsing.model, model, kit)
    return RunEntry(started, __version__, *made_with, config.coding.threshold)


def tables_digest(*own: Path) -> str:
    """Digest of everything below `tables/` and of the user's own tables, which count in the order given."""
    for path in own:
        if not path.is_file():
            raise TableError(str(path), 1, "there is no such file; the config names it")
    named = ((f"own/{number:03}/{path.name}", path) for number, path in enumerate(own))
    return _digest((*_below(files("dateline") / "tables"), *named))


def code_digest() -> str:
    """Digest of the package's modules: a changed rule of code reads anew, as a changed table does."""
    return _digest((name, file) for name, file in _below(files("dateline")) if name.endswith(".py"))


def _digest(found: Iterable[tuple[str, Traversable]]) -> str:
    """SHA-256 over names and bytes, in order of name."""
    digest = hashlib.sha256()
    for name, file in sorted(found, key=lambda pair: pair[0]):
        digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every file below a folder, caches aside."""
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _below(entry, f"{prefix}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield prefix + entry.name, entry

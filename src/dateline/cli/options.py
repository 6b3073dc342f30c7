"""Arguments and options that several commands share, and reading them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.columns import month_end
from dateline.config import DEFAULT_RECORD, ActorsOptions, Config
from dateline.errors import ConfigError, RecordError
from dateline.store import Noun, Record

RecordFile = Annotated[
    Path,
    typer.Option("--record", "-r", metavar="FILE", envvar="DATELINE_RECORD", help="The record file."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="An id or its beginning (mention-a10c…, a10c), or the file name of a document.",
        show_default=False,
    ),
]
OptionsFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Options in TOML.", show_default=False)
]
RECORD = Path(DEFAULT_RECORD)


def examples(*lines: str) -> str:
    """The end of a command's help: each example on a line of its own."""
    return "\n\n".join(("[bold]Examples[/]", *(f"dateline {line}" for line in lines)))


def the_one(record: Record, key: str) -> tuple[Noun, str]:
    """What the key means; an error where it means nothing or several things."""
    found = record.find(key)
    if not found:
        raise RecordError(
            f"the record holds nothing that begins with {key!r}; `dateline list` shows what it holds"
        )
    if len(found) > 1:
        some = "\n".join(f"  {name}" for _, name in found[:12])
        more = f"\n  … and {len(found) - 12} more" if len(found) > 12 else ""
        raise RecordError(f"{key!r} may mean any of {len(found)}; write more of the id:\n{some}{more}")
    return found[0]


def own_tables(config: Config, *, rules: Sequence[Path] = (), actors: Sequence[Path] = ()) -> Config:
    """The config with further tables of a person's own."""
    return replace(
        config,
        coding=replace(config.coding, rules=(*config.coding.rules, *map(str, rules))),
        actors=ActorsOptions((*config.actors.tables, *map(str, actors))),
    )


def as_day(text: str | None, *, last: bool = False) -> str | None:
    """A day, a month or a year as an ISO day: its first, or with `last` its last.

    >>> as_day("2022-02"), as_day("2022-02", last=True), as_day("2022", last=True)
    ('2022-02-01', '2022-02-28', '2022-12-31')
    """
    if text is None:
        return None
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-12-31" if last else f"{text}-01-01"
    month = re.fullmatch(r"\d{4}-\d{2}", text)
    try:
        first = date.fromisoformat(f"{text}-01" if month else text).isoformat()
    except ValueError as error:
        raise ConfigError(f"{text!r} is no day; write it as 2022-01-24, 2022-01 or 2022") from error
    return month_end(first) if month and last else first


def one_of(values: list[str], known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The values as the record writes them; an error names the nearest known one."""
    from difflib import get_close_matches

    by_name = {name.casefold(): name for name in known}
    chosen = []
    for value in values:
        if value.casefold() not in by_name:
            near = get_close_matches(value.casefold(), by_name, n=1)
            hint = f"did you mean {by_name[near[0]]}?" if near else f"known: {', '.join(known)}"
            raise ConfigError(f"unknown {what} {value!r}; {hint}")
        chosen.append(by_name[value.casefold()])
    return tuple(chosen)

"""`dateline actors`: who a name stands for, on a day, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.columns import Column, table_of
from dateline.cli.options import Json, OptionsFile, as_day, examples, own_tables
from dateline.cli.screen import out, print_json, safe
from dateline.coding.actors import ActorTable, Answer, load_actors, who
from dateline.config import load_config

EXAMPLES = examples(
    "actors Blinken --on 2022-01-24",
    'actors "Foreign Ministry"',
    "actors RSF --json",
    'actors "Wolf Brigade" --with my_actors.csv',
)


def _term(answer: Answer) -> str:
    if not answer.since and not answer.until:
        return ""
    return f"{answer.since or '…'} – {answer.until or 'now'}"


ANSWERS: Final[tuple[Column[Answer], ...]] = (
    Column("actor", lambda answer: Text(", ".join(answer.codes) or "–", style="bold cyan"), 20),
    Column("name", lambda answer: answer.name, 36),
    Column("sense", lambda answer: answer.sense),
    Column("sector", lambda answer: answer.sector, 6, 70),
    Column("term", _term, 23, 100),
    Column("row", lambda answer: Text(answer.rule, style="dim"), 24, 90),
    Column("why", lambda answer: answer.why, 1000),
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(actors)


def actors(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, short name or surname.", show_default=False)
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="Who that was on this day: 2022-01-24, 2022-01 or 2022."),
    ] = None,
    with_: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="FILE", help="A file of actors of your own beside the package's."),
    ] = None,
    config: OptionsFile = None,
    json: Json = False,
) -> None:
    """Say who a name stands for and why: the actor's code, the row of the table, the term of office.

    A name that may mean several is answered with all of them; a text's other words decide which it means there.
    """
    options = own_tables(load_config(config), actors=with_ or ())
    table = load_actors(*options.own_actors)
    day = as_day(on)
    found = who(name, table, on=day)
    if json:
        print_json(asdict(answer) for answer in found)
    else:
        _print(out(), name, found, table, day)


def _print(
    console: Console, name: str, found: tuple[Answer, ...], table: ActorTable, day: str | None
) -> None:
    if found:
        console.print(table_of(console, ANSWERS, found))
        return
    others = who(name, table) if day else ()
    if not others:
        console.print(Text(f"no table knows {safe(name)!r}; --with FILE adds a table of your own"))
        return
    console.print(Text(f"nobody of the name {safe(name)!r} on {day}; on other days:"))
    console.print(table_of(console, ANSWERS, others))

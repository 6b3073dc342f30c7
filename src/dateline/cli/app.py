"""The `dateline` program: its commands, and what happens to errors.

Exit codes: 0 all well · 1 the run failed · 2 a wrong option, configuration, table or record ·
130 stopped from the keyboard.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from rich.text import Text
from typer.core import TyperGroup

from dateline import __version__
from dateline.cli import actors, code, date, explain, export, rules, run, score, show, summary
from dateline.cli import list as list_
from dateline.cli.screen import err, safe
from dateline.errors import DatelineError, RunError


class Program(TyperGroup):
    """The group of commands; its one place where errors become words and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of a pipe left (`dateline list | head`): there is nobody to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except DatelineError as error:
            raise typer.Exit(_tell(error)) from None
        return result


def _tell(error: DatelineError) -> int:
    """Say what went wrong and give the exit code."""
    console = err()
    for note in getattr(error, "__notes__", ()):
        console.print(Text(safe(note).rstrip(), style="dim"))
    console.print(Text.assemble(("error: ", "bold red"), safe(str(error))))
    return 1 if isinstance(error, RunError) else 2


app = typer.Typer(
    name="dateline",
    cls=Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (run, summary, list_, show, explain, export, score, rules, code, actors, date):
    command.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback(epilog="Start with: [bold]dateline run demo/reports[/]")
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn piles of news reports into a sourced record of political-military events.

    Who did, said, plans, threatens, fears or denies what, to whom, where, when:
    according to whom, in which exact words.
    """


def main() -> None:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without an arrow shows "?", not an error
    app()

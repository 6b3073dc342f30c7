"""`dateline run`: read reports into a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from dateline.cli.options import RECORD, examples
from dateline.cli.screen import err, name_of, out, safe, synthetic_notice
from dateline.config import THRESHOLD, Config, load_config
from dateline.errors import ConfigError, RunError
from dateline.readers.tables import NAMES
from dateline.run.account import account, count
from dateline.run.local import Step
from dateline.store import open_record

EXAMPLES = examples(
    "run demo/reports",
    "run saved/*.html --record sudan.dateline --workers 4",
    "run reports --config dateline.toml",
    "run reports --threshold 0.6",
    "run feed.csv --map text=body,published=date,publisher=source",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(run)


def run(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files and folders of reports.", show_default=False)
    ],
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            "-r",
            metavar="FILE",
            envvar="DATELINE_RECORD",
            help=f"The record file; made where it is missing. (default: {RECORD})",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes that read. (default: 1)", show_default=False)
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="PKG", help="Another installed spaCy model that parses.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Options in TOML.", show_default=False)
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help=f"Mentions less sure than this are kept apart, as uncertain. (default: {THRESHOLD})",
            show_default=False,
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="OURS=COLUMN,…",
            help="Columns of tables: text=body,published=date,publisher=source. (default: by their common names)",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read reports into a record.

    What the record has is not read again, so a run that was stopped goes on where it stopped.
    The same input gives the same record with any number of workers.
    """
    options = _options(load_config(config), record, workers, model, threshold)
    mapped = _columns(columns) if columns else ()
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise RunError(f"there is no file or folder {', '.join(map(str, missing))}; nothing was read")
    file = Path(options.run.record)
    try:
        known = _run(paths, file, options, mapped)
    except KeyboardInterrupt:
        err().print("stopped; what was read is kept, and the same command goes on from there")
        raise typer.Exit(130) from None
    with open_record(file) as opened:
        counts = opened.counts()
    console = out()
    if counts.synthetic:
        synthetic_notice(err())
    console.print(Text(account(counts)), soft_wrap=True)
    if known:
        err().print(
            f"{count(known, 'file')} had been read before and did not have to be read again", style="dim"
        )
    if not counts.files:
        raise RunError(
            f"no report found in {', '.join(map(str, paths))}; name files or folders that hold .txt or .html"
        )


def _options(
    config: Config, record: Path | None, workers: int | None, model: str | None, threshold: float | None
) -> Config:
    """What the command line says goes before what the file says."""
    chosen = replace(
        config.run, record=str(record or config.run.record), workers=workers or config.run.workers
    )
    parsing = replace(config.parsing, model=model) if model else config.parsing
    coding = config.coding if threshold is None else replace(config.coding, threshold=threshold)
    return replace(config, run=chosen, parsing=parsing, coding=coding)


def _columns(stated: str) -> tuple[tuple[str, str], ...]:
    """Read --map.

    >>> _columns("text=body, published=date")
    (('text', 'body'), ('published', 'date'))

    Raises ConfigError where a part is no OURS=COLUMN or OURS is no value of a report.
    """
    pairs = []
    for part in stated.split(","):
        ours, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or ours not in NAMES:
            raise ConfigError(f"--map {part.strip()!r} is not OURS=COLUMN; OURS can be {', '.join(NAMES)}")
        pairs.append((ours, column))
    if len(dict(pairs)) != len(pairs):
        raise ConfigError(f"--map {stated!r} names a value twice")
    return tuple(pairs)


def _run(paths: list[Path], file: Path, options: Config, columns: tuple[tuple[str, str], ...]) -> int:
    """Run with progress on stderr; returns how many files were known."""
    from dateline.run.entry import run_entry
    from dateline.run.local import run as run_local
    from dateline.run.reading import make_reader

    started = datetime.now(UTC)
    entry = run_entry(options, started.isoformat(timespec="seconds"))
    outcomes: Counter[str] = Counter()
    with _progress(err(), outcomes) as progress:
        run_local(
            paths,
            file,
            make_reader(options),
            entry,
            watch=progress,
            finished=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
            workers=options.run.workers,
            columns=columns,
            tell=lambda line: err().print(Text(safe(line), style="dim"), soft_wrap=True),
        )
    return outcomes["known"]


@contextmanager
def _progress(console: Console, outcomes: Counter[str]) -> Iterator[_Watch]:
    """Show what was read so far; nothing where stderr is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Watch(bar, bar.add_task("loading the language model", total=None), outcomes)


class _Watch:
    """Counts what became of the items and shows it."""

    def __init__(self, bar: Progress, task: TaskID, outcomes: Counter[str]) -> None:
        self._bar, self._task, self._outcomes = bar, task, outcomes
        self._mentions = 0

    def __call__(self, step: Step) -> None:
        self._outcomes[step.outcome] += 1
        self._mentions += step.mentions
        parts = [count(self._outcomes["read"], "document"), count(self._mentions, "mention")]
        parts += [f"{self._outcomes[kind]} {kind}" for kind in ("known", "skipped") if self._outcomes[kind]]
        self._bar.update(self._task, description=f"{' · '.join(parts)} · {escape(name_of(step.address))}")

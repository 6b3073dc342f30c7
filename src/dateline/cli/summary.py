"""`dateline summary`: what a record holds."""

from __future__ import annotations

from dataclasses import asdict

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.options import RECORD, Json, RecordFile, examples
from dateline.cli.screen import STATUS_STYLES, one_line, out, print_json, synthetic_notice
from dateline.model import STATUSES, TYPES
from dateline.run.account import account, count
from dateline.store import Counts, open_record

EXAMPLES = examples(
    "summary",
    "summary --record sudan.dateline --json",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(summary)


def summary(record: RecordFile = RECORD, json: Json = False) -> None:
    """Count what the record holds.

    Mentions by type and status, documents by language, and what was skipped, with the reasons.
    """
    with open_record(record) as opened:
        counts, runs = opened.counts(), opened.runs()
    if json:
        print_json([{**asdict(counts), "runs": len(runs)}])
        return
    console = out()
    if counts.synthetic:
        synthetic_notice(console)
    console.print(Text(account(counts), style="bold"))
    console.print(
        f"{record} · {count(len(runs), 'run')}, the last by dateline {runs[-1].version} with {runs[-1].model}"
        if runs
        else str(record),
        style="dim",
    )
    if not counts.is_merged:
        console.print(
            "The last run did not come to its end; run it again to merge what it read.", style="yellow"
        )
    if counts.by_type:
        console.print(_by_type(counts, console.width))
    if counts.uncertain:
        console.print(f"kept apart as uncertain, below {counts.threshold:g}: {counts.uncertain}")
    _languages(console, counts)
    _skipped(console, counts)


def _by_type(counts: Counts, width: int) -> Table:
    """Mentions by type and status; statuses that do not occur are left out."""
    number = {(type_, status): n for type_, status, n in counts.by_type}
    statuses = [status for status in STATUSES if any((type_, status) in number for type_ in TYPES)]
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0), pad_edge=False, show_footer=True)
    table.add_column("mentions", footer="all")
    for status in statuses:
        total = sum(number.get((type_, status), 0) for type_ in TYPES)
        heading = Text(
            status if width >= 95 or len(status) <= 6 else f"{status[:5]}.", style=STATUS_STYLES[status]
        )
        table.add_column(heading, footer=str(total), justify="right", min_width=4)
    table.add_column("all", footer=str(counts.mentions), justify="right", style="bold")
    for type_ in TYPES:
        row = [number.get((type_, status), 0) for status in statuses]
        if any(row):
            table.add_row(type_, *(str(n) if n else "·" for n in row), str(sum(row)))
    return table


def _languages(console: Console, counts: Counts) -> None:
    if counts.documents:
        spoken = ", ".join(f"{language or 'unknown'} {number}" for language, number in counts.languages)
        console.print(f"documents by language: {spoken}")
        if counts.copies:
            console.print(f"documents that carry another's text: {counts.copies}")
        if counts.conflicting:
            told = ", ".join(f"{field} in {origin} {number}" for field, origin, number in counts.conflicts)
            console.print(
                f"documents that what came beside them contradicts: {counts.conflicting} ({told});"
                " list documents --conflicts shows them"
            )


def _skipped(console: Console, counts: Counts) -> None:
    for stage, reason, number in counts.skipped_reasons:
        console.print(Text(f"skipped at {stage}: {number} × {one_line(reason)}", style="yellow"))

"""`dateline export`: the record as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import RECORD, RecordFile, examples
from dateline.cli.screen import err, out
from dateline.export import export as write
from dateline.run.account import count
from dateline.store import open_record

EXAMPLES = examples(
    "export out",
    "export --format csv tables",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(export)


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write into.", show_default=False)
    ],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl or csv.")] = "jsonl",
    record: RecordFile = RECORD,
) -> None:
    """Write the whole record into a folder, as JSON Lines or CSV.

    Files of the same names are replaced. The same record gives the same bytes.
    The columns are described in docs/reading-the-record.md.
    """
    with open_record(record) as opened:
        synthetic = opened.counts().synthetic
        written = write(opened, folder, format_)
    for path in written:
        out().print(str(path), soft_wrap=True)
    if synthetic:
        err().print(
            f"{count(synthetic, 'document')} of these {'is' if synthetic == 1 else 'are'} made up"
            ' and marked "synthetic": true',
            style="yellow",
        )

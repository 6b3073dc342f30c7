"""`dateline score`: a record laid beside mentions that a person read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dateline.cli.options import RECORD, Json, RecordFile, examples
from dateline.cli.screen import out, print_json, safe
from dateline.export.rows import document_rows, mention_row
from dateline.store import open_record

EXAMPLES = examples(
    "score demo/gold/first demo/gold/second",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(score)


def score(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Folders or .jsonl files of gold statements.", show_default=False
        ),
    ],
    record: RecordFile = RECORD,
    json: Json = False,
) -> None:
    """Score the record against mentions that a person read.

    How many are found, how many of the recorded are right, and each field of the found ones.
    """
    from dateline.score import load_gold
    from dateline.score import score as lay_beside

    with open_record(record) as opened:
        mentions = [mention_row(recorded) for recorded in opened.mentions()]
        card = lay_beside(load_gold(gold), [*document_rows(opened)], mentions)
    if json:
        print_json([card.figures()])
        return
    console = out()
    console.print(Text(safe(str(card))), soft_wrap=True)

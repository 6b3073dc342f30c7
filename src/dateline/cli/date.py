"""`dateline date`: a person states when a document was published, where its text does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dateline.cli.options import RECORD, Id, OptionsFile, RecordFile, examples, the_one
from dateline.cli.screen import out, safe
from dateline.config import load_config
from dateline.errors import ConfigError
from dateline.run.stated import PUBLISHED, stated_time
from dateline.store import RecordWriter, open_record

EXAMPLES = examples(
    "date b07.txt 2022-01-24",
    "date b07.txt 2022-01-24T15:42 --zone +02:00",
    "date b07.txt --undo",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(date)


def date(
    id: Id,
    day: Annotated[
        str | None, typer.Argument(metavar="DAY", help="2022-01-24, or 2022-01-24T15:42.", show_default=False)
    ] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="OFFSET", help="The time zone it is written in: +02:00.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was stated.")] = False,
    record: RecordFile = RECORD,
    config: OptionsFile = None,
) -> None:
    """State when a document was published.

    It is kept with the record and goes before what the text says, in every later run too; the document is
    read again with that clock. What was stated before stays in the record's judgements.
    """
    if undo == (day is not None):
        raise ConfigError("name a day, or --undo alone: dateline date DOC 2022-01-24")
    value = stated_time(day, zone) if day else None
    with open_record(record) as opened:
        noun, full = the_one(opened, id)
        if noun != "document":
            raise ConfigError(f"{full} is no document; only documents have a day of publication")
    _state(record, full, value, config)
    with open_record(record) as opened:
        document = opened.document(full)
    published = document.published
    words = f"published {published.written} ({published.rule})" if published else "undated"
    out().print(Text(f"{safe(document.address)}: {words}"), soft_wrap=True)


def _state(record: Path, document_id: str, value: str | None, config: Path | None) -> None:
    """Note the judgement, and read the one document again."""
    from dateline.run.entry import run_entry
    from dateline.run.local import run_items
    from dateline.run.reading import make_reader

    options = load_config(config)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entry = run_entry(options, now)
    with open_record(record) as opened:
        item = opened.item(opened.document(document_id).item_id)
    with RecordWriter(record) as writer:
        writer.judge(document_id, PUBLISHED, value, now)
    run_items(
        [item],
        record,
        make_reader(options),
        entry,
        watch=lambda step: None,
        finished=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    )

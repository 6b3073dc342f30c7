"""`dateline list`: mentions, events, documents or what was skipped, filtered."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import Annotated, TypeAlias

import typer
from rich.table import Table

from dateline.cli.columns import EVENTS, MENTIONS, SKIPPED, UNCERTAIN, documents, table_of
from dateline.cli.options import RECORD, Json, RecordFile, as_day, examples, one_of
from dateline.cli.screen import out, print_json, synthetic_notice
from dateline.export.rows import event_row, full_document_row, mention_row, skipped_row
from dateline.model import MODES, STATUSES, TYPES, Skipped
from dateline.store import Filter, Record, open_record

EXAMPLES = examples(
    "list --type MOBILIZE --status planned --actor USA",
    "list events --place EST --from 2022-01 --to 2022-02",
    'list documents --words "grain corridor"',
    "list uncertain --type ASSAULT",
    "list skipped",
)
MOST = 100  # rows, unless --limit says otherwise
Alternatives: TypeAlias = list[str] | None


class What(StrEnum):
    """What can be listed."""

    mentions = "mentions"
    uncertain = "uncertain"
    events = "events"
    documents = "documents"
    skipped = "skipped"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list", epilog=EXAMPLES)(list_)


def list_(
    what: Annotated[What, typer.Argument(help="What to list.")] = What.mentions,
    record: RecordFile = RECORD,
    type_: Annotated[
        Alternatives,
        typer.Option(
            "--type", metavar="TYPE", help="Event type, with or without its mode (MOBILIZE/troops)."
        ),
    ] = None,
    status: Annotated[
        Alternatives, typer.Option("--status", metavar="STATUS", help="actual, planned, denied …")
    ] = None,
    actor: Annotated[
        Alternatives,
        typer.Option("--actor", metavar="WHO", help="Who acts: a code (USA, NATO) or part of a name."),
    ] = None,
    recipient: Annotated[
        Alternatives,
        typer.Option("--recipient", metavar="WHOM", help="Towards whom: a code or part of a name."),
    ] = None,
    place: Annotated[
        Alternatives,
        typer.Option("--place", metavar="WHERE", help="Where: a country code (EST) or part of a name."),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="From this day on: 2022-01-24, 2022-01 or 2022."),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Until this day.")] = None,
    document: Annotated[
        Alternatives,
        typer.Option(
            "--document", metavar="ID", help="Beginning of a document's id, or part of its address."
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="WORDS", help="Only documents whose text holds all these words."),
    ] = None,
    background: Annotated[
        bool | None,
        typer.Option(
            "--background/--no-background", help="Only history, or only the news.", show_default=False
        ),
    ] = None,
    conflicts: Annotated[
        bool | None,
        typer.Option(
            "--conflicts/--no-conflicts",
            help="Only documents that what came beside them contradicts, or only the others.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=0, help=f"At most so many; {MOST} on a screen, all with --json."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List mentions, uncertain mentions, events, documents or what was skipped.

    An option given twice asks for either value.
    Days are those of the deed; for documents, of publication.
    """
    types = tuple(f"{type_name}/{mode}" for type_name, modes in MODES.items() for mode in modes)
    wanted = Filter(
        types=one_of(type_ or [], (*TYPES, *types), "type"),
        statuses=one_of(status or [], STATUSES, "status"),
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        places=tuple(place or ()),
        start=as_day(from_),
        end=as_day(to, last=True),
        documents=tuple(document or ()),
        background=background,
        words=words,
        conflicts=conflicts,
    )
    with open_record(record) as opened:
        if json:
            _print_json(opened, what, wanted, limit)
        else:
            _print_table(opened, what, wanted, MOST if limit is None else limit)


def _print_json(record: Record, what: What, wanted: Filter, limit: int | None) -> None:
    """Print the rows of the export contract."""
    if what is What.mentions:
        print_json(mention_row(recorded) for recorded in record.mentions(wanted, limit))
    elif what is What.uncertain:
        print_json(mention_row(recorded) for recorded in record.uncertain(wanted, limit))
    elif what is What.events:
        made_up = record.synthetic_documents()
        print_json(event_row(e, not made_up.isdisjoint(e.documents)) for e in record.events(wanted, limit))
    elif what is What.documents:
        print_json(full_document_row(record, d) for d in record.documents(wanted, limit))
    else:
        print_json(skipped_row(skipped) for skipped in _skipped(record, wanted, limit))


def _print_table(record: Record, what: What, wanted: Filter, limit: int) -> None:
    """Print an aligned table; one row more is asked for, to know whether any is left out."""
    console = out()
    most = limit + 1
    table: Table
    if what in (What.mentions, What.uncertain):
        asked = record.mentions if what is What.mentions else record.uncertain
        mentions = [*asked(wanted, most)]
        number, synthetic = len(mentions), any(one.document.synthetic for one in mentions)
        table = table_of(console, MENTIONS if what is What.mentions else UNCERTAIN, mentions[:limit])
    elif what is What.events:
        events = [*record.events(wanted, most)]
        number, made_up = len(events), record.synthetic_documents()
        synthetic = any(not made_up.isdisjoint(event.documents) for event in events)
        table = table_of(console, EVENTS, events[:limit])
    elif what is What.documents:
        found = [*record.documents(wanted, most)]
        number, synthetic = len(found), any(one.synthetic for one in found)
        table = table_of(console, documents(record.mention_counts("document")), found[:limit])
    else:
        skipped = [*_skipped(record, wanted, most)]
        number, synthetic = len(skipped), False
        table = table_of(console, SKIPPED, skipped[:limit])
    if not number:
        name = "uncertain mentions" if what is What.uncertain else what.value
        console.print(f"no {name} here" if wanted == Filter() else f"no {name} like that")
        return
    if synthetic:
        synthetic_notice(console)
    console.print(table)
    if number > limit:
        console.print(f"… more than {limit}; --limit shows more, --json all", style="dim")


def _skipped(record: Record, wanted: Filter, limit: int | None) -> list[Skipped]:
    parts = wanted.documents or ("",)
    found = (one for one in record.skipped() if any(part in one.address for part in parts))
    return [*islice(found, limit)]

"""`dateline show`: a document with its mentions marked, a mention in its sentence, an event with its tellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.columns import NUMBERED, TELLINGS, days_of, how_many, table_of, what_of
from dateline.cli.options import RECORD, Id, Json, RecordFile, examples, the_one
from dateline.cli.relations import bearings, relations
from dateline.cli.screen import (
    STATUS_STYLES,
    one_line,
    out,
    print_json,
    safe,
    short,
    status_text,
    synthetic_notice,
)
from dateline.errors import ConfigError
from dateline.export.rows import event_row, full_document_row, mention_row, statement_row
from dateline.model import Actor, Block, Document, Event, Mention, Published, Source, Span, Statement
from dateline.readers.base import STATED_RULE
from dateline.run.account import count
from dateline.store import Filter, Noun, Record, Recorded, open_record

EXAMPLES = examples(
    "show b01.txt",
    "show b02.html --furniture",
    "show a10c4b98",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(show)


def show(
    id: Id,
    record: RecordFile = RECORD,
    furniture: Annotated[
        bool, typer.Option("--furniture", help="Of a document: what was set aside, from the item's bytes.")
    ] = False,
    json: Json = False,
) -> None:
    """Show one document, mention, event or statement.

    A document with its mentions marked, a mention in its sentence, an event with its tellings.
    """
    with open_record(record) as opened:
        noun, full = the_one(opened, id)
        if furniture and noun != "document":
            raise ConfigError(f"--furniture is for documents; {full} is {_article(noun)}")
        if json:
            print_json([_row(opened, noun, full)])
            return
        console = out()
        if noun == "document":
            _document(console, opened, opened.document(full), furniture=furniture)
        elif noun == "mention":
            _mention(console, opened, opened.mention(full))
        elif noun == "event":
            _event(console, opened, opened.event(full))
        else:
            statement = opened.statement(full)
            _statement(console, statement, opened.document(statement.document_id))


def _article(noun: Noun) -> str:
    return f"an {noun}" if noun == "event" else f"a {noun}"


def _row(record: Record, noun: Noun, id: str) -> dict[str, object]:
    if noun == "document":
        document = record.document(id)
        return full_document_row(record, document)
    if noun == "mention":
        return mention_row(record.mention(id))
    if noun == "event":
        event = record.event(id)
        return event_row(event, any(record.document(document).synthetic for document in event.documents))
    statement = record.statement(id)
    return statement_row(statement, record.document(statement.document_id))


# A document


def _document(console: Console, record: Record, document: Document, *, furniture: bool) -> None:
    mentions = [one.mention for one in record.mentions(Filter(documents=(document.id,)))]
    _heading(console, record, document)
    console.print()
    for block in document.blocks:
        console.print(_block(document, block, mentions))
    if mentions:
        console.print()
        console.print(table_of(console, NUMBERED, [*enumerate(mentions, 1)]))
    apart = len([*record.uncertain(Filter(documents=(document.id,)))])
    if apart:
        words = f"\n{count(apart, 'uncertain mention')} kept apart; `dateline list uncertain` shows them"
        console.print(words, style="dim")
    aside = len(document.set_aside)
    if furniture:
        _furniture(console, record, document)
    elif aside:
        console.print(
            f"\n{aside} line{'' if aside == 1 else 's'} of furniture set aside; --furniture shows them",
            style="dim",
        )


def _heading(console: Console, record: Record, document: Document) -> None:
    console.print(Text(document.id, style="bold"), Text(safe(document.address), style="dim"), soft_wrap=True)
    for address in record.also_at(document.item_id):
        console.print(Text(f"the same bytes also at {safe(address)}", style="dim"), soft_wrap=True)
    if document.synthetic:
        synthetic_notice(console)
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    published = document.published
    facts = {
        "publisher": document.publisher.value if document.publisher else None,
        "published": f"{published.written}{_utc(published.utc, published.written)}{_by_whom(published)}"
        if published
        else None,
        "undated": None if published else document.undated_reason,
        "byline": document.byline.value if document.byline else None,
        "dateline": document.dateline_place.value if document.dateline_place else None,
        "credit": document.credit.value if document.credit else None,
        "credited": ", ".join(document.credited) or None,
        "language": document.language,
    }
    for field, value in facts.items():
        if value:
            table.add_row(field, Text(safe(value)))
    for one in document.conflicts:
        words = f"{one.field} {one.value}, but {one.origin} says {one.beside}"
        table.add_row("conflict", Text(safe(words), style="yellow"))
    for field, value in relations(record, document):
        table.add_row(field, Text(safe(value)))
    console.print(table)


def _by_whom(published: Published) -> str:
    return "  stated by a person" if published.rule == STATED_RULE else ""


def _utc(utc: str | None, written: str) -> str:
    if utc is None:
        return " (no time zone)" if "T" in written else ""
    return "" if utc == written else f" = {utc}"


def _block(document: Document, block: Block, mentions: Sequence[Mention]) -> Text:
    """One block with the words of its mentions in their status's colour and their number after the trigger."""
    text = safe(block.span.of(document.text))
    shown = Text(text, style={"headline": "bold", "body": ""}.get(block.kind, "dim"))
    inside = [(n, one) for n, one in enumerate(mentions, 1) if block.span.overlaps(one.span)]
    for _, mention in inside:
        style = STATUS_STYLES[mention.status]
        shown.stylize(style, *_within(block, mention.span))
        shown.stylize(f"bold underline {style}", *_within(block, mention.trigger))
    pieces, start = [], 0
    for end, number, style in sorted(
        (_within(block, one.trigger)[1], n, STATUS_STYLES[one.status]) for n, one in inside
    ):
        pieces += [shown[start:end], Text(f"[{number}]", style=f"dim {style}")]
        start = end
    return Text.assemble(*pieces, shown[start:])


def _within(block: Block, span: Span) -> tuple[int, int]:
    """The span as counted from the block's start, cut to the block."""
    start = min(max(span.start, block.span.start), block.span.end)
    end = min(max(span.end, block.span.start), block.span.end)
    return start - block.span.start, end - block.span.start


def _furniture(console: Console, record: Record, document: Document) -> None:
    """What was set aside, sliced from the item: its words are nowhere else."""
    item = record.item(document.item_id)
    console.print()
    console.print(f"set aside: {len(document.set_aside)}", style="bold")
    for aside in document.set_aside:
        piece = item.text[aside.item_start : aside.item_end]
        if item.format == "html":
            piece = unescape(re.sub(r"<[^<>]*>|<[^<>]*$|^[^<>]*>", " ", piece))
        line = Text.assemble(
            (f"{aside.kind}: {safe(aside.reason)}  ", "yellow"), (one_line(piece, 300), "dim")
        )
        console.print(line)


# A mention


def _mention(console: Console, record: Record, recorded: Recorded) -> None:
    mention, document = recorded.mention, recorded.document
    console.print(Text(mention.id, style="bold"))
    if document.synthetic:
        synthetic_notice(console)
    sentence = recorded.sentence.span if recorded.sentence else mention.span
    around = Span(min(sentence.start, mention.span.start), max(sentence.end, mention.span.end))
    block = Block("body", around, "")
    console.print()
    console.print(_block(document, block, [mention]))
    console.print()
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for field, value in _fields(recorded):
        table.add_row(field, value)
    for field, words in bearings(record, mention):
        table.add_row(field, Text(safe(words)))
    console.print(table)
    console.print(f"\n`dateline explain {short(mention.id)}` leads to rules and bytes", style="dim")


def _fields(recorded: Recorded) -> list[tuple[str, Text]]:
    """What is known of a mention; what is not known is left out."""
    mention, document = recorded.mention, recorded.document
    status = status_text(mention.status)
    if mention.background:
        status.append(" (background)", style="dim")
    why = "; ".join(reason.text for reason in mention.reasons if reason.field == "status")
    fields = [
        ("document", Text(safe(document.address))),
        ("type", Text(what_of(mention))),
        ("status", status.append(f"  {safe(why)}", style="dim") if why else status),
        ("confidence", _confidence(mention)),
        ("actors", Text(safe(_named(mention.actors)))),
        ("recipients", Text(safe(_named(mention.recipients)))),
        ("where", Text(safe("; ".join(_place_words(mention))))),
        ("when", _when(mention)),
        ("how many", _quantity(mention)),
        ("said by", chain_text(mention.chain, document)),
        ("contexts", Text(", ".join(mention.contexts))),
        ("event", Text(recorded.event_id or "none: uncertain, or not merged yet")),
    ]
    return [(field, value) for field, value in fields if value.plain]


def _confidence(mention: Mention) -> Text:
    why = "; ".join(reason.text for reason in mention.reasons if reason.field == "confidence")
    text = Text(f"{mention.confidence:.2f}")
    return text.append(f"  {safe(why)}", style="dim") if why else text


def _named(parties: Sequence[Actor]) -> str:
    return "; ".join(f"{party.id} “{one_line(party.text, 60)}”" for party in parties)


def _place_words(mention: Mention) -> list[str]:
    return [
        f"{place.name} ({', '.join((place.kind, *place.countries))}) “{one_line(place.text, 60)}”"
        for place in mention.places
    ]


def _when(mention: Mention) -> Text:
    when = mention.when
    if when is None:
        return Text()
    text = Text(when.edtf or "not known").append(f" ({when.anchor})  “{safe(when.text)}”")
    return text.append(f"  {safe(when.reason)}", style="dim") if when.reason else text


def _quantity(mention: Mention) -> Text:
    quantity = mention.quantity
    return Text(f"{how_many(quantity)}  “{safe(quantity.text)}”") if quantity else Text()


def chain_text(chain: Sequence[Source], document: Document) -> Text:
    """The chain, outermost first; where nobody else speaks, the publisher."""
    if not chain:
        publisher = document.publisher.value if document.publisher else "the document's publisher"
        return Text(f"{safe(publisher)} itself")
    text = Text()
    for number, link in enumerate(chain):
        text.append(" ← " if number else "").append(safe(link.name)).append(f" ({link.kind}", style="dim")
        text.append(f", “{safe(link.cue)}”)" if link.cue else ")", style="dim")
    return text


# An event


def _event(console: Console, record: Record, event: Event) -> None:
    tellings = {id: record.mention(id) for id in event.mentions}
    who = ", ".join(event.actors) + (f" → {', '.join(event.recipients)}" if event.recipients else "")
    where = ", ".join(event.places)
    console.print(Text(event.id, style="bold"))
    if any(one.document.synthetic for one in tellings.values()):
        synthetic_notice(console)
    parts = (what_of(event), who or "–", safe(where), days_of(event.start, event.end) or "not dated")
    console.print(Text(" · ".join(part for part in parts if part), style="bold cyan"))
    told = f"{count(len(event.mentions), 'mention')} in {count(len(event.documents), 'document')}"
    console.print(f"{told}\n")
    console.print(table_of(console, TELLINGS, [(step, tellings[step.mention_id]) for step in event.history]))
    if event.tellings:
        console.print(f"\n{count(len(event.tellings), 'independent telling')}", style="bold")
        for one in event.tellings:
            names = ", ".join(short(mention) for mention in one.mentions)
            line = Text.assemble(safe(one.source), (f"  {safe(one.reason)}: {names}", "dim"))
            console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if event.reasons:
        console.print("\nwhy these are one event", style="bold")
        for reason in event.reasons:
            console.print(Padding(Text(_shortened(safe(reason)), style="dim"), (0, 0, 0, 2), expand=False))


def _shortened(reason: str) -> str:
    """Ids in a reason as the tables show them."""
    return re.sub(r"mention-([0-9a-f]{8})[0-9a-f]{8}", r"\1", reason)


# A statement


def _statement(console: Console, statement: Statement, document: Document) -> None:
    console.print(Text(statement.id, style="bold"), Text(safe(document.address), style="dim"))
    if document.synthetic:
        synthetic_notice(console)
    console.print(chain_text(statement.chain, document))
    for span in statement.content:
        console.print(Text(f"“{one_line(span.of(document.text), 2000)}”"))

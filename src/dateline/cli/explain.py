"""`dateline explain`: why a value is what it is."""

from __future__ import annotations

from dataclasses import asdict

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.options import RECORD, Id, Json, RecordFile, examples, the_one
from dateline.cli.screen import one_line, out, print_json, safe, span_text, synthetic_notice
from dateline.explanation import Evidence, Explanation
from dateline.explanation import explain as gather
from dateline.store import open_record

EXAMPLES = examples(
    "explain a10c4b98",
    "explain b01.txt",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(explain)


def explain(id: Id, record: RecordFile = RECORD, json: Json = False) -> None:
    """Explain a mention, event, document or statement.

    From each value to the rule that made it, to the words it was read from, to the bytes of the source item.
    """
    with open_record(record) as opened:
        explanation = gather(opened, *the_one(opened, id))
    if json:
        print_json([asdict(explanation)])
        return
    _print(out(), explanation)


def _print(console: Console, explanation: Explanation) -> None:
    console.print(Text(explanation.id, style="bold"), soft_wrap=True)
    if explanation.item:
        console.print(
            Text(f"{safe(explanation.item)}\nsha256 {explanation.sha256}", style="dim"), soft_wrap=True
        )
    if explanation.synthetic:
        synthetic_notice(console)
    for one in explanation.evidence:
        _print_one(console, one)


def _print_one(console: Console, one: Evidence) -> None:
    """Value, rule, words, bytes: one line each."""
    console.print()
    console.print(Text.assemble((one.field, "bold"), "  ", (safe(one.value or ""), "bold cyan")))
    _line(console, "rule", one.rule)
    if one.why:
        _line(console, "why", one.why)
    if one.text is not None:
        _line(console, "words", f"“{one_line(one.text, 300)}”")
    where = [
        f"document {span_text(one.span)}" if one.span else "",
        f"item {span_text(one.item_span)}" if one.item_span else "",
        f"bytes {span_text(one.byte_span)}" if one.byte_span else "",
        one.missing or "",
    ]
    _line(console, "where", " · ".join(part for part in where if part))


def _line(console: Console, name: str, value: str) -> None:
    table_width = 8
    console.print(Text.assemble((f"  {name:<{table_width - 2}} ", "dim"), safe(value)))

"""`dateline rules`: the event rules, listed, searched, and one in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.columns import Column, table_of
from dateline.cli.options import Json, OptionsFile, examples, one_of, own_tables
from dateline.cli.screen import out, print_json, safe
from dateline.coding.dictionary import ECHO, Constraint, Rule, WordClass, load_rules
from dateline.coding.search import SHOWN, find_rules, triggers_of, words_of_class
from dateline.config import load_config
from dateline.model import TYPES
from dateline.run.account import count

EXAMPLES = examples(
    "rules blockade",
    "rules --type MOBILIZE --json",
    "rules mobilize.send",
    "rules --with my_rules.toml",
)

RULES: Final[tuple[Column[Rule], ...]] = (
    Column("id", lambda rule: rule.id, 28),
    Column("triggers", lambda rule: ", ".join(triggers_of(rule)), 30),
    Column("example", lambda rule: Text(rule.example, style="green"), 60, 80),
    Column("counterexample", lambda rule: Text(rule.counterexample, style="red"), 1000, 120),
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(rules)


def rules(
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="A rule's id, or words of it.", show_default=False)
    ] = "",
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only rules of this event type.")
    ] = None,
    with_: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="FILE", help="A file of rules of your own beside the package's."),
    ] = None,
    config: OptionsFile = None,
    json: Json = False,
) -> None:
    """List or search the event rules; the id of one shows all of it.

    A rule is found by words of its id, its triggers, its example or its counterexample.
    """
    options = own_tables(load_config(config), rules=with_ or ())
    known = load_rules(*options.own_rules)
    found = find_rules(known, query, one_of(type_ or [], (*TYPES, ECHO), "type"))
    if json:
        print_json(rule_row(rule) for rule in found)
    elif not found:
        out().print(Text(f"no rule holds {safe(query)!r}" if query else "no rules like that"))
    elif query == found[0].id:
        _print_one(out(), found[0], known.classes)
    else:
        _print_all(out(), found)


def rule_row(rule: Rule) -> dict[str, Any]:
    """A rule as JSON, in the words of its table."""
    return {
        "id": rule.id,
        "type": rule.type,
        "mode": rule.mode,
        "verbs": list(rule.verbs),
        "nouns": list(rule.nouns),
        "adjectives": list(rule.adjectives),
        "needs": {slot: list(values) for slot, values in rule.needs},
        "bars": {slot: list(values) for slot, values in rule.bars},
        "actor": list(rule.actor),
        "recipient": list(rule.recipient),
        "joint": rule.joint,
        "status": rule.status,
        "priority": rule.priority,
        "fixed": rule.fixed,
        "alone": rule.alone,
        "leaves": rule.leaves,
        "splits": rule.splits,
        "carries": list(rule.carries),
        "after": list(rule.after),
        "example": rule.example,
        "counterexample": rule.counterexample,
        "file": rule.file,
        "line": rule.line,
    }


def _print_all(console: Console, found: Sequence[Rule]) -> None:
    console.print(table_of(console, RULES, found))
    console.print(f"{count(len(found), 'rule')}; `dateline rules ID` shows all of one", style="dim")


def _print_one(console: Console, rule: Rule, classes: Mapping[str, WordClass]) -> None:
    """Every key that the rule's table gives, and below it the words of the classes it names."""
    console.print(Text.assemble((rule.id, "bold"), (f"  {safe(rule.file)}:{rule.line}", "dim")))
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for key, value in _fields(rule):
        table.add_row(key, Text(safe(value)))
    table.add_row("example", Text(safe(rule.example), style="green"))
    table.add_row("counterexample", Text(safe(rule.counterexample), style="red"))
    for name in _classes_of(rule):
        words = words_of_class(classes[name])
        more = f" … {len(words)} in all" if len(words) > SHOWN else ""
        table.add_row(f"@{name}", Text(safe(", ".join(words[:SHOWN]) + more), style="dim"))
    console.print(table)


def _fields(rule: Rule) -> list[tuple[str, str]]:
    yes_no = [name for name in ("joint", "fixed", "alone", "leaves") if getattr(rule, name)]
    fields = [
        ("type", f"{rule.type}/{rule.mode}" if rule.mode else rule.type),
        *((kind, ", ".join(getattr(rule, kind))) for kind in ("verbs", "nouns", "adjectives")),
        *(("needs", _constraint(constraint)) for constraint in rule.needs),
        *(("bars", _constraint(constraint)) for constraint in rule.bars),
        ("actor", ", else ".join(rule.actor)),
        ("recipient", ", else ".join(rule.recipient)),
        ("status", rule.status),
        ("priority", str(rule.priority or "")),
        ("splits", rule.splits or ""),
        ("carries", ", ".join(rule.carries)),
        ("after", ", ".join(rule.after)),
        *((name, "true") for name in yes_no),
    ]
    return [(key, value) for key, value in fields if value]


def _constraint(constraint: Constraint) -> str:
    slot, values = constraint
    return f"{slot} = {', '.join(values)}"


def _classes_of(rule: Rule) -> tuple[str, ...]:
    values = (value for _, values in (*rule.needs, *rule.bars) for value in values)
    named = (value[1:] for value in (*triggers_of(rule), *values) if value.startswith("@"))
    return tuple(dict.fromkeys(named))

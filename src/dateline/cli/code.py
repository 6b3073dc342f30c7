"""`dateline code`: one sentence through all stages, with the rules that fired and those that were near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.cli.columns import Column, day_of, how_many, parties_of, table_of, what_of
from dateline.cli.options import Json, OptionsFile, as_day, examples, own_tables
from dateline.cli.screen import one_line, out, print_json, safe, status_text
from dateline.config import Config, load_config
from dateline.errors import ConfigError
from dateline.export.rows import mention_row, statement_row
from dateline.kit import Kit, load_kit
from dateline.model import Mention, Sentence, Statement, Token
from dateline.store import Recorded
from dateline.tryout import Tried, Tryout, try_text

EXAMPLES = examples(
    'code "Ghana plans to send 900 soldiers to Togo."',
    'code "The raid on Monday killed ten, Kyiv said." --on 2022-01-26 --publisher Reuters',
    'code "Chad frostbites Niger." --with my_rules.toml',
)
OUTCOMES: Final = {"fired": "green", "left": "yellow", "beaten": "dim", "near": "dim"}


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(code)


def code(
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="One sentence, or a few.", show_default=False)
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The day it was published, which dates “on Monday”."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Who published it.")
    ] = None,
    with_: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="FILE", help="A file of your own: rules (.toml) or actors (.csv)."),
    ] = None,
    config: OptionsFile = None,
    json: Json = False,
) -> None:
    """Try a sentence: its parse, who says what, the rules that fired or were near, the mentions and why.

    A rule is near where its trigger stands in the sentence but something it needs does not.
    """
    if not sentence.strip():
        raise ConfigError('the sentence is empty; write it in quotes: dateline code "Kyiv said …"')
    options = _with(load_config(config), with_ or [])
    tryout = try_text(sentence, _kit(options), on=as_day(on), publisher=publisher)
    if json:
        print_json([_row(tryout)])
    else:
        _print(out(), tryout)


def _with(config: Config, own: list[Path]) -> Config:
    unknown = [path for path in own if path.suffix not in (".toml", ".csv")]
    if unknown:
        raise ConfigError(f"{unknown[0]} is neither rules (.toml) nor actors (.csv)")
    rules = [path for path in own if path.suffix == ".toml"]
    return own_tables(config, rules=rules, actors=[path for path in own if path.suffix == ".csv"])


def _kit(config: Config) -> Kit:
    return load_kit(config)


# On a screen


def _print(console: Console, tryout: Tryout) -> None:
    for sentence in tryout.sentences:
        _heading(
            console, "parse" if len(tryout.sentences) == 1 else f"parse of sentence {sentence.index + 1}"
        )
        console.print(table_of(console, WORDS, [(token, sentence) for token in sentence.tokens]))
    _heading(console, "who says what")
    for statement in tryout.statements:
        _print_statement(console, statement, tryout)
    _heading(console, "rules")
    if tryout.tried:
        console.print(table_of(console, _rules(tryout), tryout.tried))
    else:
        console.print("no rule has a trigger in these words")
    _heading(console, "mentions")
    if not tryout.mentions:
        console.print("none")
    for mention in tryout.mentions:
        _print_mention(console, mention, tryout)


def _heading(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", style="bold"))


Row = tuple[Token, Sentence]


def _head(row: Row) -> str:
    token, sentence = row
    return "" if token.head == token.index else f"{sentence.tokens[token.head].text} {token.head + 1}"


WORDS: Final[tuple[Column[Row], ...]] = (
    Column("", lambda row: Text(str(row[0].index + 1), style="dim"), right=True),
    Column("word", lambda row: row[0].text, 20),
    Column("lemma", lambda row: Text(safe(row[0].lemma), style="dim"), 20, 60),
    Column("tag", lambda row: f"{row[0].pos} {row[0].tag}", 12, 50),
    Column("entity", lambda row: row[0].entity, 10, 80),
    Column("is", lambda row: row[0].dep, 10),
    Column("of", _head, 1000),
)


def _rules(tryout: Tryout) -> tuple[Column[Tried], ...]:
    """Columns of the rules tried: outcome, rule, the trigger's words, and why."""
    words: Callable[[Tried], str] = lambda one: one.trigger.of(tryout.document.text)  # noqa: E731 a column's cell
    return (
        Column("", lambda one: Text(one.outcome, style=OUTCOMES[one.outcome])),
        Column("rule", lambda one: one.rule, 26),
        Column("trigger", words, 18, 70),
        Column("why", lambda one: "" if one.outcome == "fired" else one.why, 1000),
    )


def _print_statement(console: Console, statement: Statement, tryout: Tryout) -> None:
    chain = " ← ".join(f"{safe(link.name)} ({link.kind})" for link in statement.chain)
    publisher = tryout.document.publisher
    speaker = chain or f"{safe(publisher.value) if publisher else 'the publisher'} itself"
    said = " … ".join(one_line(span.of(tryout.document.text), 1000) for span in statement.content)
    force = f" [{statement.force}]" if statement.force else ""
    cue = f", cue “{safe(statement.cue.of(tryout.document.text))}”" if statement.cue else ""
    line = Text.assemble((f"{speaker}{force}", "cyan"), f": “{said}”", (f"  {statement.rule}{cue}", "dim"))
    console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _print_mention(console: Console, mention: Mention, tryout: Tryout) -> None:
    """What is recorded, on a line; the reason of each value on a line below."""
    parts = (
        parties_of(mention),
        ", ".join(place.name for place in mention.places),
        day_of(mention.when),
        how_many(mention.quantity),
    )
    line = Text.assemble((what_of(mention), "bold"), " ", status_text(mention.status))
    line.append(" (background)" if mention.background else "")
    line.append("".join(f" · {safe(part)}" for part in parts if part))
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    words = mention.span.of(tryout.document.text)
    console.print(Padding(Text(f"“{one_line(words, 1000)}”", style="dim"), (0, 0, 0, 4), expand=False))
    for reason in mention.reasons:
        why = Text.assemble((f"{reason.field}: ", "dim"), safe(reason.text), (f"  {reason.rule}", "dim"))
        console.print(Padding(why, (0, 0, 0, 4), expand=False))


# As JSON


def _row(tryout: Tryout) -> dict[str, Any]:
    """Everything on the screen; statements and mentions as the exports write them."""
    document = tryout.document
    sentences = {sentence.index: sentence for sentence in tryout.sentences}
    return {
        "text": document.text,
        "sentences": [[asdict(token) for token in sentence.tokens] for sentence in tryout.sentences],
        "statements": [statement_row(statement, document) for statement in tryout.statements],
        "rules": [asdict(one) | {"words": one.trigger.of(document.text)} for one in tryout.tried],
        "mentions": [
            mention_row(Recorded(mention, document, sentences.get(mention.sentence), None))
            for mention in tryout.mentions
        ],
    }

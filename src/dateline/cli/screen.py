"""What commands print with: two consoles, colours of statuses, and text that cannot drive a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from dateline.export.jsonl import json_line
from dateline.model import Span

# Without a terminal there is no width to fit: lines stay whole for grep and cut.
WIDTH_OF_PIPES: Final = 10_000

STATUS_STYLES: Final = {
    "actual": "green",
    "attempted": "yellow",
    "planned": "cyan",
    "expected": "cyan",
    "considered": "blue",
    "wanted": "blue",
    "conditional": "magenta",
    "feared": "magenta",
    "denied": "red",
}

SYNTHETIC: Final = "synthetic: made up, the quotations too; the outlets named never printed it"

# What moves a cursor or turns the reading direction: C0 and C1 controls without tab and line feed,
# and the bidirectional controls ("Trojan Source", CVE-2021-42574).
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Screen(Console):
    """A console that lets the program know when the reader of its pipe left."""

    def on_broken_pipe(self) -> None:
        """Pass it on instead of leaving with an error."""
        raise BrokenPipeError


def out() -> Console:
    """The console of results, as wide as the terminal."""
    return _console(sys.stdout)


def err() -> Console:
    """The console of progress and errors."""
    return Screen(stderr=True, highlight=False, soft_wrap=True)


def _console(file: Any) -> Console:
    piped = not file.isatty() and "COLUMNS" not in os.environ
    return Screen(file=file, highlight=False, width=WIDTH_OF_PIPES if piped else None)


def safe(text: str) -> str:
    r"""Show controls as pictures, so that no document can write to the terminal.

    >>> safe("red \x1b[31malert")
    'red ␛[31malert'
    """
    return _CONTROL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"


def words(text: str, style: str = "") -> Text:
    """Words of a document as they stand, never as markup."""
    return Text(safe(text), style=style)


def one_line(text: str, most: int = 160) -> str:
    """Blanks and line ends as one blank each, cut with an ellipsis."""
    line = re.sub(r"\s+", " ", safe(text)).strip()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def short(id: str) -> str:
    """The first eight letters of an id after its noun; any command takes them for the id.

    >>> short("mention-a10c4b989d14c4b7")
    'a10c4b98'
    """
    return id.rpartition("-")[2][:8]


def name_of(address: str) -> str:
    """The file name of an address."""
    return safe(PurePath(address).name or address)


def status_text(status: str, *, background: bool = False) -> Text:
    """A status in its colour; background is dimmed."""
    return Text(status, style=f"dim {STATUS_STYLES[status]}" if background else STATUS_STYLES[status])


def span_text(span: Span | None) -> str:
    """A span as `start–end`."""
    return f"{span.start}–{span.end}" if span else "–"


def print_json(rows: Iterable[Any]) -> None:
    """Print rows as JSON Lines. Controls are escaped, so that the terminal never sees them.

    Letters stand as they are where the output takes UTF-8, and escaped where it does not.
    """
    whole = "utf" in (sys.stdout.encoding or "utf-8").lower()
    for row in rows:
        line = json_line(row) if whole else json.dumps(row)
        sys.stdout.write(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")


def synthetic_notice(console: Console) -> None:
    """Say plainly that what follows is made up."""
    console.print(Text(f"⚠ {SYNTHETIC}", style="bold yellow"))

"""Parse each paragraph once, however many documents carry it.

Copies are the cheapest speed there is: a reprint costs a look-up for each paragraph it shares word
for word, and every member of the family still gets tokens at its own offsets.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.parsing.base import Parsed, Parser

# Paragraphs remembered: about 100 MB of tokens, some five thousand reports.
REMEMBERED: Final = 20_000


class OnceParser:
    """A parser that remembers the paragraphs it parsed last; what it returns is what the parser returned."""

    def __init__(self, parser: Parser, remembered: int = REMEMBERED) -> None:
        self._parser = parser
        self._remembered = remembered
        self._known: OrderedDict[str, tuple[Parsed, ...]] = OrderedDict()

    @property
    def name(self) -> str:
        """Name and version of the model behind it."""
        return self._parser.name

    @property
    def digest(self) -> str:
        """SHA-256 over the files of the model behind it."""
        return self._parser.digest

    def sentences(self, paragraphs: Sequence[str]) -> Iterator[tuple[Parsed, ...]]:
        """Parse the paragraphs that are new, in one go, and yield all in order."""
        new = list(dict.fromkeys(text for text in paragraphs if text not in self._known))
        fresh = dict(zip(new, self._parser.sentences(new), strict=True))
        for text in paragraphs:
            parsed = fresh[text] if text in fresh else self._known[text]
            self._known[text] = parsed
            self._known.move_to_end(text)
            yield parsed
        while len(self._known) > self._remembered:
            self._known.popitem(last=False)

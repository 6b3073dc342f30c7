"""A remembered paragraph gives what a fresh parse gives, and is parsed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Token
from dateline.parsing.base import Parsed
from dateline.parsing.once import OnceParser
from dateline.parsing.spacy import SpacyParser

PARAGRAPHS = [
    "Two patrol boats fired warning shots near the reef, the coast guard said.",
    "Nobody was hurt. A trawler turned back with a damaged bow.",
    "Two patrol boats fired warning shots near the reef, the coast guard said.",
]


class CountingParser:
    name = "counting"
    digest = "0"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def sentences(self, paragraphs: Sequence[str]) -> Iterator[tuple[Parsed, ...]]:
        for text in paragraphs:
            self.seen.append(text)
            token = Token(0, 0, len(text), text, text, "X", "XX", "ROOT", 0)
            yield (((token,), ()),)


def test_each_paragraph_is_parsed_once() -> None:
    counting = CountingParser()
    once = OnceParser(counting)
    first = list(once.sentences(PARAGRAPHS))
    second = list(once.sentences(PARAGRAPHS[::-1]))
    assert counting.seen == PARAGRAPHS[:2]
    assert second == first[::-1]


def test_what_is_forgotten_is_parsed_again() -> None:
    counting = CountingParser()
    once = OnceParser(counting, remembered=1)
    list(once.sentences(PARAGRAPHS[:2]))
    assert list(once.sentences(PARAGRAPHS[:1])) == list(CountingParser().sentences(PARAGRAPHS[:1]))


def test_same_as_the_parser_behind_it(parser: SpacyParser) -> None:
    alone = [next(iter(parser.sentences([text]))) for text in PARAGRAPHS]
    assert list(OnceParser(parser).sentences(PARAGRAPHS)) == alone

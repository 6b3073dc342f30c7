"""What a parser must do, and the sentences it makes of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from dateline.model import Document, Entity, Sentence, Token

PARSED_KINDS = ("headline", "body")

Parsed = tuple[tuple[Token, ...], tuple[Entity, ...]]


class Parser(Protocol):
    """Turns paragraphs into sentences of our own tokens."""

    @property
    def name(self) -> str:
        """Name and version of the model, as the record's run table keeps it."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 over the model's files."""
        ...

    def sentences(self, paragraphs: Sequence[str]) -> Iterator[tuple[Parsed, ...]]:
        """Parse each paragraph into (tokens, entities) pairs; offsets count from the paragraph's start."""
        ...


def parse(document: Document, parser: Parser) -> tuple[Sentence, ...]:
    """Parse the headline and the body of a document; other blocks hold no statements."""
    blocks = [(n, block.span) for n, block in enumerate(document.blocks) if block.kind in PARSED_KINDS]
    paragraphs = [span.of(document.text) for _, span in blocks]
    sentences: list[Sentence] = []
    for (number, span), parsed in zip(blocks, parser.sentences(paragraphs), strict=True):
        for tokens, entities in parsed:
            moved = tuple(replace(t, start=t.start + span.start, end=t.end + span.start) for t in tokens)
            sentences.append(Sentence(len(sentences), moved[0].start, moved[-1].end, moved, entities, number))
    return tuple(sentences)

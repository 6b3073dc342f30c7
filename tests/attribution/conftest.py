"""Reads short texts through parsing, actors, references and attribution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dateline.attribution import References, attribute, load_cues, refer
from dateline.coding.actors import find_actors, load_actors
from dateline.model import Document, Sentence, Source, Span, Statement, Token
from dateline.parsing import parse
from tests.makers import document

if TYPE_CHECKING:
    from dateline.parsing.spacy import SpacyParser


@dataclass(frozen=True)
class Attributed:
    """A text with its statements; helpers speak in words."""

    document: Document
    sentences: tuple[Sentence, ...]
    references: References
    statements: tuple[Statement, ...]

    def words(self, statement: Statement) -> str:
        """What is said, pieces parted by an ellipsis."""
        return " … ".join(piece.of(self.document.text) for piece in statement.content)

    def saying(self, words: str) -> Statement:
        """The statement whose content is these words."""
        found = [s for s in self.statements if s.manner != "publisher" and self.words(s) == words]
        assert found, [self.words(s) for s in self.statements]
        return found[0]

    def innermost(self, words: str) -> Statement:
        """The statement that holds these words."""
        start = self.document.text.index(words)
        span = Span(start, start + len(words))
        holding = [s for s in self.statements if any(p.covers(span) for p in s.content)]
        return min(holding, key=lambda s: sum(p.end - p.start for p in s.content))

    def token(self, word: str, nth: int = 0) -> tuple[Sentence, Token]:
        """The nth token of that form."""
        found = [(s, t) for s in self.sentences for t in s.tokens if t.text == word]
        return found[nth]

    def stands_for(self, word: str, nth: int = 0) -> str | None:
        """The name a word stands for."""
        antecedent = self.references.at(*self.token(word, nth))
        return antecedent.name if antecedent else None


def names(chain: tuple[Source, ...]) -> str:
    """A chain in words, outermost first."""
    return " < ".join(link.name for link in chain)


Attribute = Callable[..., Attributed]


@pytest.fixture(scope="session")
def read(parser: SpacyParser) -> Attribute:
    """Attribute a text; keywords are those of the document maker."""
    table = load_actors()

    def read_text(text: str, **values: object) -> Attributed:
        report = document(text, **values)  # type: ignore[arg-type]
        sentences = parse(report, parser)
        actors = find_actors(report, sentences, table)
        references = refer(report, sentences, actors)
        statements = attribute(report, sentences, actors, references, load_cues())
        return Attributed(report, sentences, references, statements)

    return read_text

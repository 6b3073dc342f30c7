"""Sentences parsed in one batch and coded by the whole chain, for the tests of the event rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from dateline.attribution import attribute, load_cues, refer
from dateline.coding import Rules, code, find_actors, load_rules
from dateline.coding.actors import ActorTable, load_actors
from dateline.model import Document, Mention, Sentence
from dateline.parsing.base import parse
from dateline.parsing.spacy import SpacyParser
from tests.makers import document

Coder = Callable[[str], tuple[Mention, ...]]


class _Bench:
    """Parses all sentences of the rule tables once, others when they are asked for, and codes them alone."""

    def __init__(self, parser: SpacyParser) -> None:
        self.parser = parser
        self.rules: Rules = load_rules()
        self.actors: ActorTable = load_actors()
        self.cues = load_cues()
        known = [s for rule in self.rules.rules for s in (rule.example, rule.counterexample)]
        self.parsed: dict[str, tuple[Document, tuple[Sentence, ...]]] = {}
        self._parse(known)

    def _parse(self, texts: Sequence[str]) -> None:
        reports = [document(text, published_at=None, publisher=None) for text in texts]
        joined = list(self.parser.sentences(texts))
        for report, parsed in zip(reports, joined, strict=True):
            body = next(n for n, block in enumerate(report.blocks) if block.kind == "body")
            sentences = tuple(
                Sentence(n, tokens[0].start, tokens[-1].end, tokens, entities, body)
                for n, (tokens, entities) in enumerate(parsed)
            )
            self.parsed[report.text] = (report, _moved(report, body, sentences))

    @cache  # noqa: B019 - one bench lives as long as the session
    def coded(self, text: str) -> tuple[Mention, ...]:
        if text not in self.parsed:
            self._parse([text])
        report, sentences = self.parsed[text]
        actors = find_actors(report, sentences, self.actors)
        references = refer(report, sentences, actors, cues=self.cues)
        statements = attribute(report, sentences, actors, references, self.cues)
        return code(report, sentences, statements, actors, references, self.rules)


def _moved(report: Document, body: int, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Offsets of the parser count from the paragraph's start."""
    shift = report.blocks[body].span.start
    if not shift:
        return sentences
    return tuple(
        replace(
            s,
            start=s.start + shift,
            end=s.end + shift,
            tokens=tuple(replace(t, start=t.start + shift, end=t.end + shift) for t in s.tokens),
        )
        for s in sentences
    )


@pytest.fixture(scope="session")
def coded(parser: SpacyParser) -> Coder:
    """Code one sentence as a document of its own."""
    return _Bench(parser).coded


__all__ = ["coded", "parse"]

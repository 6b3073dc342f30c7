"""What holds of any text, sense or nonsense."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attribution.conftest import Attribute

WORDS = (
    "Anna Roth", "the army", "said", "told", "Reuters", "that", "denied", "according to", "citing", "officials",
    "“We stay,”", '"', "”", ",", ".", "\n", ":", ";", "rebels", "have taken", "Gallabat", "he", "it", "they", "who",
    "would not", "say", "fears of", "an attack", "while", "accused", "of", "Chad", "was said to", "—", "?",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_spans_lie_in_the_text_and_publisher_covers_all(read: Attribute, words: list[str]) -> None:
    text = " ".join(words)
    said = read(text if text.strip() else "a")
    length = len(said.document.text)
    for statement in said.statements:
        assert statement.content
        for piece in statement.content:
            assert 0 <= piece.start < piece.end <= length or statement.manner == "publisher"
        assert list(statement.content) == sorted(statement.content)
        for link in statement.chain:
            assert link.span is None or link.span.of(said.document.text) == link.text
    published = [p for s in said.statements if s.manner == "publisher" for p in s.content]
    for block in said.document.blocks:
        assert any(piece.covers(block.span) for piece in published)


@pytest.mark.parametrize("text", ["", " ", "“", "said", "said said said", ":", "“”", "he he he", "\n\n"])
def test_empty_and_broken_texts_are_read(read: Attribute, text: str) -> None:
    assert read(text).statements is not None

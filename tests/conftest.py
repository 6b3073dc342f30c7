"""Fixtures of the whole suite: the parser is loaded once."""

from __future__ import annotations

import pytest

from dateline.parsing.spacy import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The default parser; loading takes seconds, so the session shares one."""
    return SpacyParser()

"""What the properties are tried on: the tables and the kit, loaded once.

Every run tries the same examples, so that a change is what made a test fail; to look for new ones:

    EXPLORE=1 ./go test tests/properties
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from dateline.cleaning import clean
from dateline.errors import UnreadableItem
from dateline.kit import Kit
from dateline.model import Document, Reading
from dateline.pipeline import read
from tests import makers

Clean = Callable[..., Document | None]
Read = Callable[[str], Reading | None]

settings.register_profile("same", derandomize=True, deadline=None, max_examples=30)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=300)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "same")


@pytest.fixture(scope="session")
def cleaned(kit: Kit) -> Clean:
    """Clean a text; None where nothing can be read from it. A function, for a kit takes pages to print."""

    def clean_text(text: str, format: str = "txt") -> Document | None:
        try:
            return clean(makers.item(text, format=format), kit.furniture)
        except UnreadableItem:
            return None

    return clean_text


@pytest.fixture(scope="session")
def reading(kit: Kit) -> Read:
    """Read a text; None where nothing can be read from it."""

    def read_text(text: str) -> Reading | None:
        try:
            return read(makers.item(text), kit)
        except UnreadableItem:
            return None

    return read_text

"""What the properties are tried on: the tables and the kit, loaded once."""

from __future__ import annotations

import pytest

from dateline.cleaning import Furniture
from dateline.kit import Kit, load_kit


@pytest.fixture(scope="session")
def furniture() -> Furniture:
    """The furniture table."""
    return Furniture.load()


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The default kit."""
    return load_kit()

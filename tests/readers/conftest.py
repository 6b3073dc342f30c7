"""The cleaning tables, read once."""

from __future__ import annotations

import pytest

from dateline.cleaning import Furniture


@pytest.fixture(scope="session")
def furniture() -> Furniture:
    return Furniture.load()

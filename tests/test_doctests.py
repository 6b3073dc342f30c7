"""Every example in a docstring holds."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import benchmarks
import dateline

MODULES = sorted(
    module.name
    for package in (dateline, benchmarks)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert not failed


def test_there_are_examples():
    finder = doctest.DocTestFinder()
    examples = [t for name in MODULES for t in finder.find(importlib.import_module(name)) if t.examples]
    assert len(examples) > 20

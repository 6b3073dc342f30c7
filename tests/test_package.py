"""The verbs of the package are where its docstring says."""

from __future__ import annotations

import pytest

import dateline


@pytest.mark.parametrize("verb", dateline.__all__)
def test_every_verb_is_a_function_of_that_name(verb: str) -> None:
    assert getattr(dateline, verb).__name__ == verb


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'posture'"):
        dateline.posture  # noqa: B018 the look-up is the test

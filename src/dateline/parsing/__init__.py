"""Document → sentences of our own small tokens. Nothing after this stage knows the language library."""

from dateline.parsing.base import Parser, parse

__all__ = ["Parser", "parse"]

"""The command line: one file a command, each parses, calls and prints; no logic."""

from dateline.cli.app import app, main

__all__ = ["app", "main"]

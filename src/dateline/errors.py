"""Every error Dateline raises on purpose, as one tree.

DatelineError
├── ConfigError        an option that does not exist or cannot be
├── TableError         a row of a table that cannot be read: file, line, why
├── UnreadableItem     a source item nothing can be read from; becomes a `skipped` row
├── RecordError        a record file that is missing, foreign, newer than this version, or locked
├── ModelError         a language model that is missing or not the one that was pinned
└── RunError           a run that cannot go on (no input, no space)
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root of the tree: its message names the thing and the next step."""


class ConfigError(DatelineError):
    """An option that does not exist, or a value it cannot have."""


class TableError(DatelineError):
    """A row of a table that cannot be read.

    >>> str(TableError("cues.csv", 112, 'unknown status "deny"'))
    'cues.csv:112: unknown status "deny"'
    """

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}")
        self.path, self.line, self.why = path, line, why


class UnreadableItem(DatelineError):
    """A source item nothing can be read from: which one, at which stage, and why."""

    def __init__(self, item: str, stage: str, reason: str) -> None:
        super().__init__(f"{item}: {reason}")
        self.item, self.stage, self.reason = item, stage, reason


class RecordError(DatelineError):
    """A record file that is missing, is not a record, or belongs to a newer version."""


class ModelError(DatelineError):
    """A language model that is not installed, or whose bytes are not the pinned ones."""


class RunError(DatelineError):
    """A run that cannot start or go on."""

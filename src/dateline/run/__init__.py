"""Where it runs is not what it does: runs drive the stages over many items and write the record."""

from dateline.run.account import account
from dateline.run.local import ReadItem, Step, run

__all__ = ["ReadItem", "Step", "account", "run"]

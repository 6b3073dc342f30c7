"""Commands for those who work on Dateline: they build its tables."""

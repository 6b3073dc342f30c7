"""Dateline: piles of news reports in, a sourced record of political-military events out."""

__version__ = "0.1.0"

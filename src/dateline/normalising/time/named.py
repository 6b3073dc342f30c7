"""Days with a name: feasts and memorial days that are dates, and names that only look like one ("Black Friday")."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Final

from dateline.errors import TableError
from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene, UndatedError
from dateline.normalising.time.patterns import YEAR, year_number
from dateline.normalising.time.rules import UNREAD, Rule

_RULE: Final = re.compile(
    r"name|(?P<month>\d\d)-(?P<day>\d\d)|(?P<m>\d\d)-(?P<weekday>mon|tue|wed|thu|fri|sat|sun)-(?P<nth>[1-4]|last)"
    r"|(?P<feast>easter|orthodox)(?P<shift>[+-]\d+)"
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED_DAY: Final = Rule("time.date.named-day", re.compile("(?!)"), "DATE", lambda m, scene: None)


@dataclass(frozen=True)
class NamedDays:
    """Names and how each is dated: "12-25", "11-thu-4", "easter-2", or "name" for what is no day at all."""

    rules: dict[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The names as one pattern, longest first, with a year or part of the day behind."""
        if not self.rules:
            return None
        names = "|".join(re.escape(n).replace("'", "['’]") for n in sorted(self.rules, key=len, reverse=True))
        return re.compile(
            rf"(?<!\w)(?P<name>{names})(?!\w)(?:,?\s+(?P<year>{YEAR})|\s+(?P<rel>last|this|next)\s+year)?"
        )

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Find the next name in a stretch of text."""
        return self.pattern.search(text, start, end) if self.pattern else None

    def read(self, m: re.Match[str], scene: Scene) -> Meaning | None:
        """Date a name: by its year, else by the nearest such day on the side the tense looks to."""
        rule = self.rules[m["name"].replace("’", "'")]
        if rule == "name":
            return None
        try:
            number, relative = _year(m, rule, scene)
        except UndatedError:
            return Meaning("DATE", UNREAD, relative=True)
        day = named_day(rule, number)
        return Meaning("DATE", day.isoformat(), day, day, "day", relative, calendar.day(day))

    @classmethod
    def load(cls) -> NamedDays:
        """Read the table of this version. Raises TableError where a row cannot be read."""
        reader = csv.DictReader(
            (files("dateline") / "tables" / "named_days.csv").read_text("utf-8").splitlines()
        )
        rules: dict[str, str] = {}
        for row in reader:
            name, rule = row.get("name"), row.get("rule")
            if not name or not rule or not _RULE.fullmatch(rule):
                raise TableError("named_days.csv", reader.line_num, f"cannot read {name!r}, {rule!r}")
            if name in rules:
                raise TableError("named_days.csv", reader.line_num, f"{name!r} stands twice")
            rules[name] = rule
        return cls(rules)


NO_NAMES: Final = NamedDays({})


def named_day(rule: str, number: int) -> date:
    """The day of a rule in a year.

    >>> named_day("11-thu-4", 2021), named_day("easter-2", 2022), named_day("05-mon-last", 2024)
    (datetime.date(2021, 11, 25), datetime.date(2022, 4, 15), datetime.date(2024, 5, 27))
    """
    m = _RULE.fullmatch(rule)
    assert m is not None
    if m["feast"]:
        return calendar.easter(number, m["feast"] == "orthodox") + timedelta(int(m["shift"]))
    if m["month"]:
        return date(number, int(m["month"]), int(m["day"]))
    weekday = _WEEKDAYS.index(m["weekday"])
    if m["nth"] == "last":
        last = calendar.month(number, int(m["m"])).end
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(number, int(m["m"]), 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (int(m["nth"]) - 1))


def _year(m: re.Match[str], rule: str, scene: Scene) -> tuple[int, bool]:
    if m["year"]:
        return year_number(m["year"]), False
    today = scene.today
    if m["rel"]:
        return today.year + {"last": -1, "this": 0, "next": 1}[m["rel"]], True
    this = named_day(rule, today.year)
    if scene.future:
        return today.year + (this < today), True
    return today.year - (this > today), True

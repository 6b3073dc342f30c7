"""Time: TIMEX3 spans and values on MEANTIME, TimeBank and Aquaint, and the dates of the gold reports.

    python -m benchmarks.quality.time [--errors] [--peers]

**Corpora** (`shared/data/time`, measured only; the publication day of each text is given): every annotated
expression with a span counts. Strict: the same span; value: overlapping, one to one, with the same value string.
Direction: of weekdays, months and days given without a year, the share put on the right side of the publication
day. Speed is processor time of one core.
**Gold reports**: the expression at the words of each gold date must have its start and end, or stay unresolved where
the gold does; which mention it dates is measured by `benchmarks.quality.mentions`.
With --peers dateparser runs on the same texts, where it is installed; what it finds has days alone, no lengths.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.quality.corpora import corpora, shared
from dateline.cleaning import Furniture, clean
from dateline.model import Document, Skipped
from dateline.normalising.time import Clock, NamedDays, find_times
from dateline.readers import find_items
from dateline.score import load_gold

CORPORA: Final = ("meantime", "tbaq_timebank", "tbaq_aquaint")
_YEARLESS: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)

Found = tuple[int, int, str]  # start, end, value
Tagger = Callable[[str, str], Sequence[Found]]


@dataclass(slots=True)
class Score:
    """Counts of one corpus."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    value: int = 0
    sided: int = 0
    right_side: int = 0
    characters: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """F1 of a count of right ones."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __str__(self) -> str:
        speed = self.characters / self.seconds / 1000 if self.seconds else 0.0
        side = f"{self.right_side / self.sided:.3f} of {self.sided}" if self.sided else "–"
        return (
            f"value F1 {self.f1(self.value):.3f}  strict F1 {self.f1(self.strict):.3f}  direction {side}"
            f"  gold {self.gold}, found {self.found}  {speed:.0f} kchar/s"
        )


def iso_day(written: str) -> str:
    """The publication day of a row; one corpus writes some day first."""
    m = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", written)
    return f"{m[3]}-{m[2]}-{m[1]}" if m else written


def ours(names: NamedDays) -> Tagger:
    """Our own tagger."""

    def tag(text: str, day: str) -> Sequence[Found]:
        clock = Clock.at(day) if day else None
        return [(t.span.start, t.span.end, t.value) for t in find_times(text, clock, names=names)]

    return tag


def dateparser_tagger() -> Tagger | None:
    """The peer dateparser; None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    from datetime import datetime

    def tag(text: str, day: str) -> Sequence[Found]:
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
        if day:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(day)
        found, position = [], 0
        for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                found.append((start, position, moment.date().isoformat()))
        return found

    return tag


def measure(path: Path, tag: Tagger) -> Score:
    """Score a tagger on one corpus."""
    score = Score()
    tag("They met on Monday.", "2020-01-01")  # what is built on first use is not timed
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        day = iso_day(row["dct"])
        began = time.process_time()
        found = list(tag(row["text"], day))
        score.seconds += time.process_time() - began
        score.characters += len(row["text"])
        _compare(score, row, day, found)
    return score


def _compare(score: Score, row: dict[str, Any], day: str, found: Sequence[Found]) -> None:
    gold = [t for t in row["timexes"] if t["end"] > t["start"]]
    score.gold += len(gold)
    score.found += len(found)
    score.strict += len({(t["start"], t["end"]) for t in gold} & {(s, e) for s, e, _ in found})
    used: set[int] = set()
    for one in gold:
        over = [
            n for n, (s, e, _) in enumerate(found) if n not in used and s < one["end"] and one["start"] < e
        ]
        right = [n for n in over if found[n][2] == one["value"]]
        used.update(right[:1] or over[:1])
        score.value += bool(right)
        if (
            over
            and _YEARLESS.search(one["text"])
            and not re.search(r"\d{4}", one["text"])
            and re.match(r"\d{4}-\d\d", one["value"])
            and day
        ):
            score.sided += 1
            score.right_side += _side(found[over[0]][2], day) == _side(one["value"], day)
        if not right:
            context = (
                row["text"][max(0, one["start"] - 50) : one["start"]]
                + f"[{one['text']}]"
                + row["text"][one["end"] : one["end"] + 30]
            )
            got = [(row["text"][found[n][0] : found[n][1]], found[n][2]) for n in over]
            score.errors.append(
                f"{day} {one['type']} {one['value']} {got or 'missed'}: {' '.join(context.split())}"
            )
    for n, (s, e, value) in enumerate(found):
        if n not in used and not any(s < t["end"] and t["start"] < e for t in gold):
            context = row["text"][max(0, s - 50) : s] + f"[{row['text'][s:e]}]" + row["text"][e : e + 30]
            score.errors.append(f"{day} too many {value}: {' '.join(context.split())}")


def _side(value: str, day: str) -> int:
    """Before, at or after the publication day, at the value's own grain."""
    length = min(len(value), 10)
    return (value[:length] > day[:length]) - (value[:length] < day[:length])


# --- gold reports -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One gold date and what the expression at its words was read as."""

    mention: str
    gold: str
    got: str
    right: bool


def documents(folder: Path) -> Iterator[tuple[str, Document]]:
    """The reports of a folder, cleaned, by the name of their file."""
    furniture = Furniture.load()
    for item in find_items([folder]):
        if not isinstance(item, Skipped):
            yield Path(item.address).stem[:3], clean(item, furniture)


def read_gold(names: NamedDays) -> Iterator[Told]:
    """Compare every gold date of the reports with the expression at its words."""
    for corpus in corpora():
        texts = dict(documents(corpus.reports))
        for report in load_gold(corpus.gold):
            document = texts.get(report.id)
            if document is None:
                continue
            spans = [b.span for b in document.blocks if b.kind in ("headline", "body")]
            found = find_times(document.text, Clock.of(document), spans, names)
            for mention in report.mentions:
                if mention.when is not None and mention.required:
                    yield _told(mention.id, mention.when, mention.quote, document, found)


def _told(id: str, gold: dict[str, Any], quote: str, document: Document, found: Sequence[Any]) -> Told:
    days = (gold.get("start"), gold.get("end"))
    origin = max(0, document.text.find(quote[:40]))
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(gold['text'])}(?!\w)", document.text)]
    start = min(starts, key=lambda s: abs(s - origin), default=None)
    near = [
        t
        for t in found
        if start is not None and t.words.start < start + len(gold["text"]) and start < t.words.end
    ]
    got = [(t.start, t.end) for t in near]
    right = days in got if any(days) else any(t.anchor == "none" for t in near) or not near
    return Told(
        id, f"{gold['text']} {days[0]}..{days[1]}", ", ".join(f"{a}..{b}" for a, b in got) or "nothing", right
    )


def figures() -> dict[str, float] | None:
    """Value and strict F1 and direction of every corpus that is here, and the dates of the gold reports."""
    names = NamedDays.load()
    result: dict[str, float] = {}
    for name in CORPORA:
        if path := shared("data", "time", f"{name}.jsonl"):
            score = measure(path, ours(names))
            result[f"{name}.value"] = score.f1(score.value)
            result[f"{name}.strict"] = score.f1(score.strict)
            result[f"{name}.direction"] = score.right_side / score.sided
    told = list(read_gold(names))
    if told:
        result["gold.dates read"] = sum(t.right for t in told) / len(told)
    return result or None


def main() -> None:
    """Print the figures, with --errors every case that is not right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--peers", action="store_true", help="run dateparser on the same texts")
    options = parser.parse_args()
    names = NamedDays.load()
    taggers: list[tuple[str, Tagger | None]] = [("dateline", ours(names))]
    if options.peers:
        taggers.append(("dateparser", dateparser_tagger()))
    for name in CORPORA:
        path = shared("data", "time", f"{name}.jsonl")
        for peer, tag in taggers if path else ():
            if tag is None:
                print(f"{name} {peer}: not installed")
                continue
            score = measure(path, tag)
            print(f"{name} {peer}: {score}")
            if options.errors and peer == "dateline":
                print(*(f"  {line}" for line in score.errors), sep="\n")
    told = list(read_gold(names))
    if told:
        print(f"gold reports: {sum(t.right for t in told)} of {len(told)} dates read right")
        for one in told:
            if options.errors and not one.right:
                print(f"  {one.mention}: {one.gold}, got {one.got}")


if __name__ == "__main__":
    main()

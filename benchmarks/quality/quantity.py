"""Quantity: NewsQuant's counts with unit and change, and the quantities of the gold reports.

    python -m benchmarks.quality.quantity [--errors]

**NewsQuant** (`shared/data/quantity`, measured only): counts are paired one to one within a sentence by their
figures, a range by both ends; F1 of the value, of value and unit, of value and change.
A vague count ("thousands", which it reads as 1,000 to 10,000 and the record as 2,000 to 9,999) agrees where our
range lies inside its own; "vague exact" asks for the same ends. A unit agrees with its unit or its normalised unit
by the last word. Ratios and parts ("tenfold", "half of them"), which it hardly has, are left out.
Speed is processor time of one core, the parse aside.
**Gold reports**: the count at the words of each gold quantity must have its low and high; which mention it belongs
to is measured by `benchmarks.quality.mentions`.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.quality.corpora import corpora, shared
from benchmarks.quality.status import parse_texts
from benchmarks.quality.time import documents
from dateline.model import Document, Sentence
from dateline.normalising.measures import Measures, load_measures
from dateline.normalising.quantity import Count, find_quantities
from dateline.parsing import parse
from dateline.parsing.spacy import SpacyParser
from dateline.score import load_gold

_CURRENCY_WORDS: Final = {
    "USD": "dollar", "AUD": "dollar", "CAD": "dollar", "HKD": "dollar", "NZD": "dollar", "SGD": "dollar", "EUR": "euro",
    "GBP": "pound", "JPY": "yen", "CNY": "yuan", "INR": "rupee", "ILS": "shekel", "MYR": "ringgit", "ZAR": "rand",
}  # fmt: skip
_BOUNDS: Final = {"about": "~", "from": ">", "to": "<"}


@dataclass(slots=True)
class Score:
    """Counts of NewsQuant."""

    gold: int = 0
    found: int = 0
    value: int = 0
    exact: int = 0
    unit: int = 0
    change: int = 0
    sentences: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """F1 of a count of right ones."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __str__(self) -> str:
        speed = self.sentences / self.seconds if self.seconds else 0.0
        return (
            f"value F1 {self.f1(self.value):.3f} (vague exact {self.f1(self.exact):.3f})"
            f"  +unit {self.f1(self.unit):.3f}  +change {self.f1(self.change):.3f}"
            f"  gold {self.gold}, found {self.found}  {speed:.0f} sentences/s"
        )


def measure(path: Path, parser: SpacyParser, measures: Measures) -> Score:
    """Score our counts on NewsQuant."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    parses = parse_texts([row["text"] for row in rows], parser)
    score = Score(sentences=len(rows))
    for sentences in parses[:20]:  # what is built on first use is not timed
        _counts(sentences, measures)
    for row, sentences in zip(rows, parses, strict=True):
        began = time.process_time()
        found = _counts(sentences, measures)
        score.seconds += time.process_time() - began
        _compare(score, row, [c for c in found if c.kind not in ("ratio", "part")])
    return score


def _counts(sentences: Sequence[Sentence], measures: Measures) -> list[Count]:
    return [count for sentence in sentences for count in find_quantities(sentence, measures)]


def _compare(score: Score, row: dict[str, Any], found: list[Count]) -> None:
    score.gold += len(row["quantities"])
    score.found += len(found)
    free = list(found)
    for gold in row["quantities"]:
        ends = _ends(gold["value"])
        fit = [c for c in free if _same_value(c, ends)]
        if not fit:
            score.errors.append(f"missed {gold['value']} {gold['unit']}: {row['text']}")
            continue
        best = max(fit, key=lambda c: (_same_unit(c, gold), _same_change(c, gold)))
        free.remove(best)
        score.value += 1
        score.exact += tuple(sorted(best.figures)) == tuple(sorted(ends))
        score.unit += _same_unit(best, gold)
        score.change += _same_change(best, gold)
        if not _same_unit(best, gold):
            score.errors.append(f"unit {best.noun_words!r} for {gold['unit']!r}: {row['text']}")
        if not _same_change(best, gold):
            score.errors.append(
                f"change {best.change}, {best.bound} for {gold['change']!r}: {best.text}: {row['text']}"
            )
    score.errors.extend(f"too many {c.text!r}: {row['text']}" for c in free)


def _ends(value: Any) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in re.split(r"(?<=\d)\s*-\s*", str(value)))
    except ValueError:
        return ()


def _same_value(count: Count, ends: tuple[float, ...]) -> bool:
    if tuple(sorted(count.figures)) == tuple(sorted(ends)):
        return True
    vague = len(count.figures) == 2 and count.best is None and not re.search(r"\d", count.text)
    if not vague or not ends:
        return False
    if len(ends) == 2:
        return min(ends) <= count.figures[0] and count.figures[1] <= max(ends)
    return ends[0] == 12 and count.text.lower() == "dozens"


def _last_word(text: str) -> str:
    words = re.findall(r"\w+|%", text.lower().replace("per cent", "percent"))
    word = words[-1] if words else ""
    return {"%": "percent", "percentage": "percent"}.get(word, word.rstrip("s") if len(word) > 3 else word)


def _same_unit(count: Count, gold: dict[str, Any]) -> bool:
    units = [str(gold["unit"]), str(gold["normalized_unit"])]
    words = {_last_word(u) for u in units}
    if count.kind == "share":
        return bool(words & {"percent", "point"})
    if count.kind == "money":
        name = _CURRENCY_WORDS.get(count.currency or "", "?")
        return any(name in u.lower() or count.noun_words.lower() in u.lower() for u in units)
    if count.per and any(re.search(rf"(?:per|a) {count.per}$", u) for u in units):
        words |= {_last_word(re.sub(rf"\s*(?:per|a) {count.per}$", "", u)) for u in units}
    if not count.noun_words:
        return gold["unit"] == "-"
    return _last_word(count.noun_words) in words or _last_word(count.unit) in words


def _same_change(count: Count, gold: dict[str, Any]) -> bool:
    told = {"increase": "up", "decrease": "down"}.get(count.change) or _BOUNDS.get(count.bound, "=")
    return bool(told == gold["change"])


# --- gold reports -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """One gold quantity and what the counts at its words were read as."""

    mention: str
    gold: str
    got: str
    right: bool


def read_gold(parser: SpacyParser, measures: Measures) -> Iterator[Read]:
    """Compare every gold quantity that names a number with the counts at its words; derived ones are left out."""
    for corpus in corpora():
        texts = dict(documents(corpus.reports))
        for report in load_gold(corpus.gold):
            document = texts.get(report.id)
            if document is None:
                continue
            found = _counts(parse(document, parser), measures)
            for mention in report.mentions:
                told = mention.quantity
                if told and mention.required and not told.get("derived") and (told["low"] or told["high"]):
                    yield _read(mention.id, dict(told), mention.quote, document, found)


def _read(id: str, gold: dict[str, Any], quote: str, document: Document, found: Sequence[Count]) -> Read:
    origin = max(0, document.text.find(quote[:40]))
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(gold['text'])}(?!\w)", document.text)]
    start = min(starts, key=lambda s: abs(s - origin), default=-1)
    near = [c for c in found if c.span.start < start + len(gold["text"]) and start < c.span.end]
    right = any((c.low, c.high) == (gold["low"], gold["high"]) for c in near)
    single = gold["low"] == gold["high"] == 1  # "a frigate" is counted where it is given to a mention
    got = ", ".join(f"{c.low}..{c.high} {c.unit}" for c in near) or "nothing"
    return Read(id, f"{gold['text']} {gold['low']}..{gold['high']}", got, right or (single and not near))


def figures() -> dict[str, float] | None:
    """NewsQuant's three F1, where it is here, and the quantities of the gold reports."""
    parser, measures = SpacyParser(), load_measures()
    result: dict[str, float] = {}
    if path := shared("data", "quantity", "newsquant.dev.jsonl"):
        score = measure(path, parser, measures)
        result |= {
            "newsquant.value": score.f1(score.value),
            "newsquant.unit": score.f1(score.unit),
            "newsquant.change": score.f1(score.change),
        }
    told = list(read_gold(parser, measures))
    if told:
        result["gold.quantities read"] = sum(t.right for t in told) / len(told)
    return result or None


def main() -> None:
    """Print the figures, with --errors every case that is not right."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--errors", action="store_true", help="list what is wrong")
    errors = options.parse_args().errors
    parser, measures = SpacyParser(), load_measures()
    if path := shared("data", "quantity", "newsquant.dev.jsonl"):
        score = measure(path, parser, measures)
        print(f"NewsQuant: {score}")
        if errors:
            print(*(f"  {line}" for line in score.errors), sep="\n")
    told = list(read_gold(parser, measures))
    if told:
        print(f"gold reports: {sum(t.right for t in told)} of {len(told)} quantities read right")
        for one in told:
            if errors and not one.right:
                print(f"  {one.mention}: {one.gold}, got {one.got}")


if __name__ == "__main__":
    main()

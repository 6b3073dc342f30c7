"""The figures of a scoring, and the cases behind each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dateline.model import TYPES
from dateline.score.fields import agreements, has_an_actor
from dateline.score.gold import GoldMention, GoldReport
from dateline.score.recorded import Recorded, RecordedDocument

FIELDS: Final = (
    "status",
    "chain",
    "last",
    "when",
    "quantity",
    "place",
    "actors",
    "recipients",
    "mode",
    "background",
)
# Fields that are often empty on both sides: `… told` counts only mentions where one side has something.
TOLD: Final[dict[str, tuple[str, str]]] = {
    "chain": ("chains", "sources"),
    "when": ("when", "when"),
    "quantity": ("quantity", "quantity"),
    "place": ("places", "places"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold mention and the recorded mention matched with it, if any."""

    gold: GoldMention
    recorded: Recorded | None

    @property
    def found(self) -> bool:
        """Tell whether the mention is recorded with at least one actor right."""
        return self.recorded is not None and has_an_actor(self.gold, self.recorded)


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One report: every gold mention with its match, recorded mentions a note allows, and the spurious ones."""

    report: GoldReport
    document: RecordedDocument | None  # None where the report was not read
    pairs: tuple[Pair, ...]
    beside: tuple[Recorded, ...]
    spurious: tuple[Recorded, ...]

    @property
    def outlets(self) -> str:
        """Publisher and credit: of the gold where it tells them, else as recorded."""
        if self.report.outlets is not None:
            return self.report.outlets
        return self.document.outlets if self.document else ""

    def agreements(self, pair: Pair) -> dict[str, float | None]:
        """The agreement of every field of a found pair."""
        assert pair.recorded is not None
        return agreements(pair.gold, pair.recorded, self.outlets)


@dataclass(frozen=True)
class Card:
    """All reports of a scoring."""

    reports: tuple[ReportCard, ...]

    @cached_property
    def cases(self) -> dict[str, dict[str, float]]:
        """Every required gold mention by its id, with `found` and, where it is, the agreement of each field."""
        cases: dict[str, dict[str, float]] = {}
        for report, pair in self._pairs():
            if pair.gold.required:
                fields = report.agreements(pair) if pair.found else {}
                told = {k: v for k, v in fields.items() if v is not None}
                cases[pair.gold.id] = {"found": float(pair.found), **told}
        return cases

    def __str__(self) -> str:
        """The figures as lines of text: found and precision, the fields, then each type."""
        figures, counts = self.figures(), self.counts()
        spurious = counts["spurious"]
        recorded = counts["matched"] + spurious
        unread = f"; {counts['unread']} reports of the gold are not in the record" if counts["unread"] else ""
        found = f"{counts['gold']} gold mentions, {counts['found']} found"
        lines = [
            f"{found}; {recorded} recorded, {spurious} without gold{unread}",
            "  ".join(f"{name} {figures[name]:.3f}" for name in ("found", "precision", "f1")),
            "  ".join(_field(figures, name) for name in FIELDS if name in figures),
            f"{'type':<10}{'gold':>6}{'found':>7}{'recorded':>10}{'precision':>11}",
        ]
        for type_, row in self.by_type().items():
            asked, share, told, precision = row.values()
            lines.append(f"{type_:<10}{asked:>6.0f}{share:>7.2f}{told:>10.0f}{precision:>11.2f}")
        lines += [f"furniture in the text of {report}: {trap}" for report, trap in self.leaked()]
        return "\n".join(lines)

    def figures(self) -> dict[str, float]:
        """Every figure as a share of 1: found, precision, F1, then the fields over the mentions that were found."""
        found = _share([float(p.found) for _, p in self._pairs() if p.gold.required])
        precision = self._precision(None)
        both = found + precision
        figures = {"found": found, "precision": precision, "f1": 2 * found * precision / both if both else 0.0}
        right = [(report, pair, report.agreements(pair)) for report, pair in self._pairs() if _is_scored(pair)]
        for name in FIELDS:
            values = [agreed[name] for _, _, agreed in right]
            if any(v is not None for v in values):
                figures[name] = _share([v for v in values if v is not None])
        for name, keys in TOLD.items():
            told = [float(agreed[name] or 0) for _, pair, agreed in right if _tells(pair, *keys)]
            figures[f"{name} told"] = _share(told)
        return figures

    def counts(self) -> dict[str, int]:
        """How many gold mentions are required, found, and how many recorded ones are right or spurious."""
        pairs = [pair for _, pair in self._pairs()]
        return {
            "gold": sum(p.gold.required for p in pairs),
            "found": sum(p.found for p in pairs if p.gold.required),
            "matched": self._matched(None),
            "spurious": sum(len(r.spurious) for r in self.reports),
            "unread": sum(r.document is None for r in self.reports),
        }

    def by_type(self) -> dict[str, dict[str, float]]:
        """Found and precision of each type that is in the gold or recorded, in the manual's order."""
        rows = {}
        for type_ in TYPES:
            gold = [float(p.found) for _, p in self._pairs() if p.gold.required and p.gold.type == type_]
            spurious = sum(one.type == type_ for r in self.reports for one in r.spurious)
            if gold or spurious or self._matched(type_):
                rows[type_] = {
                    "gold": len(gold),
                    "found": _share(gold),
                    "recorded": self._matched(type_) + spurious,
                    "precision": self._precision(type_),
                }
        return rows

    def leaked(self) -> list[tuple[str, str]]:
        """Every trap of the gold documents that stands in a recorded text: report and words."""
        return [
            (report.report.id, trap)
            for report in self.reports
            for trap in report.report.traps
            if report.document and " ".join(trap.split()) in " ".join(report.document.text.split())
        ]

    def _pairs(self) -> Iterator[tuple[ReportCard, Pair]]:
        return ((report, pair) for report in self.reports for pair in report.pairs)

    def _matched(self, type_: str | None) -> int:
        """Recorded mentions with gold, optional gold included; where the gold has no event but leaves it open, none."""
        pairs = (p.recorded for _, p in self._pairs() if p.recorded and not p.gold.no_event)
        beside = (one for report in self.reports for one in report.beside)
        return sum(type_ in (None, one.type) for group in (pairs, beside) for one in group)

    def _precision(self, type_: str | None) -> float:
        matched = self._matched(type_)
        spurious = sum(type_ in (None, one.type) for report in self.reports for one in report.spurious)
        return matched / (matched + spurious) if matched + spurious else 0.0


def _field(figures: Mapping[str, float], name: str) -> str:
    told = f" ({figures[f'{name} told']:.3f} told)" if name in TOLD else ""
    return f"{name} {figures[name]:.3f}{told}"


def _is_scored(pair: Pair) -> bool:
    return pair.found and pair.gold.required


def _tells(pair: Pair, gold_key: str, row_key: str) -> bool:
    gold = getattr(pair.gold, gold_key)
    told = gold[0] if gold_key == "chains" else gold
    return bool(told) or bool(pair.recorded and pair.recorded.row.get(row_key))


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

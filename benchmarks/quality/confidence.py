"""Confidence: what a threshold does to precision and recall, and how the weights of its traits are fitted.

    python -m benchmarks.quality.confidence [--plot curve.svg] [--fit]

Weights are fitted (`--fit` writes `tables/confidence.csv`) by logistic regression on mentions that a person judged:
those of the `audit` corpora that a shipped table may be fitted on, those of the demo corpus by their gold, and those
of our own off-topic items, all of them false. A mention is right where the words tell of such an event and no
recorded party is wrong. What is printed for these is cross-validated: no document is weighed by weights fitted on it.

The curves of the audit corpora that nothing is fitted on, of PLOVER's development half and of the seeds and the
held-out reports are those of the shipped table. `--plot` draws them all.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize

from benchmarks.quality import audit, mentions, offtopic, plover
from benchmarks.quality.corpora import ROOT, corpora
from dateline.coding.confidence import BASE, TABLE, traits
from dateline.config import THRESHOLD
from dateline.model import Document, Mention, Sentence
from dateline.score import load_gold, score
from dateline.tryout import try_text

FILE: Final = ROOT / "src" / "dateline" / "tables" / TABLE
THRESHOLDS: Final = tuple(n / 20 for n in range(20))
FOLDS: Final = 5
PENALTY: Final = 1.0  # of squared weights
RULE_PENALTY: Final = 3.0  # a rule seen a few times says little
FEWEST: Final = 4  # mentions that a trait must be seen in
DECIMALS: Final = 2

Vector = Any


@dataclass(frozen=True, slots=True)
class Sample:
    """A recorded mention with its traits, the document it stands in, and whether it is right."""

    document: str
    found: tuple[str, ...]
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What is left above a threshold: the share of it that is right, and the share of all that is right in it."""

    threshold: float
    precision: float
    recall: float


def sample(
    mention: Mention, document: Document, sentences: Sequence[Sentence], density: float, *, right: bool
) -> Sample:
    """The traits of one mention."""
    return Sample(document.id, traits(mention, document, sentences, density), mention.confidence, right)


def judged(*, fit: bool) -> list[Sample]:
    """The audited mentions of the corpora that a table may be fitted on, or of the others."""
    found = []
    for one in audit.told([texts for texts in audit.CORPORA if texts.fit is fit]):
        if one.judgement is not None:
            right = one.judgement.event and (one.judgement.parties or not one.mention.actors)
            reading = one.reading
            density = len(reading.mentions) / len(reading.sentences)
            found.append(sample(one.mention, reading.document, reading.sentences, density, right=right))
    return found


def golden(name: str) -> list[Sample]:
    """The mentions of a corpus with gold: right where one of the gold is matched with it, or a note allows it."""
    found = []
    for corpus in corpora((name,)):
        readings = [*mentions.readings(corpus)]
        card = score(load_gold(corpus.gold), *mentions.rows(readings, threshold=0))
        spurious = {one.row["id"] for report in card.reports for one in report.spurious}
        for reading in readings:
            density = len(reading.mentions) / len(reading.sentences)
            for one in reading.mentions:
                right = one.id not in spurious
                found.append(sample(one, reading.document, reading.sentences, density, right=right))
    return found


def off_topic() -> list[Sample]:
    """The mentions of our off-topic items: none is right."""
    found = []
    for item in offtopic.load_items():
        told = try_text(item.text, mentions.kit())
        density = len(told.mentions) / len(told.sentences)
        found += [sample(one, told.document, told.sentences, density, right=False) for one in told.mentions]
    return found


def plover_points() -> list[Point]:
    """Type precision and recall on PLOVER's sentences at each threshold."""
    cases = [*plover.cases(mentions.kit(), threshold=0)]
    points = []
    for threshold in THRESHOLDS:
        left = [replace(c, mentions=tuple(m for m in c.mentions if m.confidence >= threshold)) for c in cases]
        figures = plover.figures(left) if cases else {}
        if figures:
            points.append(Point(threshold, figures["precision"], figures["recall"]))
    return points


def curve(samples: Sequence[Sample], confidences: Sequence[float] | None = None) -> list[Point]:
    """Precision and recall above each threshold; recall is the share of the right mentions that is kept."""
    sure = confidences if confidences is not None else [one.confidence for one in samples]
    right = sum(one.right for one in samples)
    points = []
    for threshold in THRESHOLDS:
        kept = [one.right for one, confidence in zip(samples, sure, strict=True) if confidence >= threshold]
        if kept:
            points.append(Point(threshold, sum(kept) / len(kept), sum(kept) / right))
    return points


# Fitting


def fitted(samples: Sequence[Sample]) -> dict[str, float]:
    """The weights that tell right from wrong best, each penalised by its square."""
    seen = Counter(trait for one in samples for trait in one.found)
    names = [BASE, *sorted(trait for trait, number in seen.items() if number >= FEWEST)]
    places = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(samples), len(names)))
    table[:, 0] = 1
    for row, one in enumerate(samples):
        for trait in one.found:
            if trait in places:
                table[row, places[trait]] = 1
    signs = np.array([1.0 if one.right else -1.0 for one in samples])
    penalties = np.array(
        [0.0 if n == BASE else RULE_PENALTY if n.startswith("rule ") else PENALTY for n in names]
    )
    found = minimize(_loss(table, signs, penalties), np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(weight), DECIMALS) for name, weight in zip(names, found.x, strict=True)}


def _loss(table: Vector, signs: Vector, penalties: Vector) -> Callable[[Vector], tuple[float, Vector]]:
    """Logistic loss with its gradient."""

    def loss(weights: Vector) -> tuple[float, Vector]:
        margin = signs * (table @ weights)
        missed = 1 / (1 + np.exp(margin))
        value = np.logaddexp(0, -margin).sum() + 0.5 * (penalties * weights**2).sum()
        return float(value), -(table.T @ (signs * missed)) + penalties * weights

    return loss


def confidence_of(found: Sequence[str], weights: dict[str, float]) -> float:
    """The confidence that these weights give."""
    return float(1 / (1 + np.exp(-weights[BASE] - sum(weights.get(trait, 0.0) for trait in found))))


def cross_validated(samples: Sequence[Sample]) -> list[float]:
    """The confidence of each mention by weights fitted without its document."""
    folds = [int(hashlib.sha256(one.document.encode()).hexdigest(), 16) % FOLDS for one in samples]
    weights = [
        fitted([one for one, own in zip(samples, folds, strict=True) if own != n]) for n in range(FOLDS)
    ]
    return [confidence_of(one.found, weights[own]) for one, own in zip(samples, folds, strict=True)]


def write_table(weights: dict[str, float], path: Path = FILE) -> None:
    """Write the table that ships."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight"))
        writer.writerows(
            sorted((trait, f"{weight:g}") for trait, weight in weights.items() if weight or trait == BASE)
        )


# Showing


def curves() -> dict[str, list[Point]]:
    """The curve of every corpus that is here, by name."""
    fitted_on = judged(fit=True) + golden("reports") + off_topic()
    found = {"fitted on, cross-validated": curve(fitted_on, cross_validated(fitted_on))}
    for name, samples in {
        "audit, not fitted on": judged(fit=False),
        "seeds": golden("seeds"),
        "held-out reports": golden("heldout"),
    }.items():
        if samples:
            found[name] = curve(samples)
    points = plover_points()
    if points:
        found["PLOVER, types"] = points
    return found


def figures() -> dict[str, float] | None:
    """The figures that the gate keeps: audited mentions that nothing is fitted on, at the default threshold."""
    samples = judged(fit=False)
    if not samples:
        return None
    kept = [one.right for one in samples if one.confidence >= THRESHOLD]
    right = sum(one.right for one in samples)
    return {"audit.precision": sum(kept) / len(kept), "audit.right kept": sum(kept) / right}


def print_curves(found: dict[str, list[Point]]) -> None:
    """Precision and recall of every corpus at every threshold."""
    for name, points in found.items():
        print(f"\n{name}\n  threshold  precision  recall")
        for point in points:
            mark = "  default" if abs(point.threshold - THRESHOLD) < 0.001 else ""
            print(f"  {point.threshold:9.2f}  {point.precision:9.3f}  {point.recall:6.3f}{mark}")


def plot(found: dict[str, list[Point]], path: Path) -> None:
    """Draw precision against recall, one line a corpus, the default threshold as a dot; SVG, PNG or HTML by name."""
    import altair as alt

    rows = [
        {"corpus": name, "recall": p.recall, "precision": p.precision, "threshold": f"{p.threshold:.2f}"}
        for name, points in found.items()
        for p in points
    ]
    axes = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("recall:Q", scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=8), title="right mentions kept"),
        y=alt.Y("precision:Q", scale=alt.Scale(zero=False), title="kept mentions that are right"),
        color=alt.Color(
            "corpus:N", title=None, legend=alt.Legend(orient="bottom", columns=3, labelLimit=300)
        ),
        order="threshold:N",
    )
    default = axes.transform_filter(alt.datum.threshold == f"{THRESHOLD:.2f}").mark_point(
        size=70, filled=True
    )
    chart = (axes.mark_line() + default).properties(
        width=560, height=360, title=f"A higher threshold: fewer wrong, more missed (dots: {THRESHOLD:g})"
    )
    chart.save(path)


def main() -> None:
    """Print the curves, and fit or draw where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fit", action="store_true", help="fit the weights and write the table that ships")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the curves (.svg, .png or .html)")
    options = parser.parse_args()
    if options.fit:
        samples = judged(fit=True) + golden("reports") + off_topic()
        weights = fitted(samples)
        write_table(weights)
        right = sum(one.right for one in samples)
        print(
            f"fitted {len(weights)} weights on {len(samples)} mentions, {right} of them right → {FILE.name}"
        )
        return
    found = curves()
    print_curves(found)
    if options.plot:
        plot(found, options.plot)


if __name__ == "__main__":
    main()

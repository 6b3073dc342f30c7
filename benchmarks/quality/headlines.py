"""The headline figures of every benchmark, for the gate: shares of 1 where more is better.

Each function gives the figures of the corpora that are here, by name; None where none is. One parser and one kit
serve them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from benchmarks.quality import (
    attribution,
    cleaning,
    confidence,
    contexts,
    copies,
    events,
    families,
    mentions,
    muc,
    offtopic,
    place,
    plover,
    quantity,
    status,
    time,
)
from benchmarks.quality.corpora import corpora, read_rows, shared
from dateline.cleaning import Furniture
from dateline.coding.status import StatusTable

Figures = Mapping[str, float] | None

# Pages of the sets of saved pages that the gate cleans: enough to see a slip, few enough for its time.
PAGES: Final = 150


def attribution_figures() -> Figures:
    """PolNeAR's exact-span F1 of each role, and the chains of the gold given the mentions."""
    found: dict[str, float] = {}
    path = shared("data", "attribution", "polnear.dev.jsonl")
    if path is not None:
        tally = attribution.polnear(path)
        found |= {f"polnear.{role}": _f1(count) for role, count in tally.roles.items()}
        found["polnear.content tokens"] = _f1(tally.tokens)
    for corpus in corpora():
        result = attribution.chains(corpus)
        found[f"{corpus.name}.chain"] = result.whole / max(1, result.told)
        found[f"{corpus.name}.last"] = result.last / max(1, result.told)
    return found


def cleaning_figures() -> Figures:
    """Publication facts and traps of the gold; furniture lines; main text and days of saved pages."""
    furniture = Furniture.load()
    scores = cleaning.score_gold(furniture)
    found = {f"gold.{name}": score.right / score.all for name, score in scores.items() if score.all}
    for name in ("scrapinghub", "fundus_fixtures"):
        path = shared("data", "cleaning", f"lines.{name}.dev.jsonl.gz")
        if path is not None:
            for view, lines in cleaning.score_lines(read_rows(path)[:PAGES], furniture).items():
                found[f"{name}.{view}.furniture"] = 2 * lines.hit / max(1, 2 * lines.hit + lines.missed + lines.false)
                found[f"{name}.{view}.body kept"] = 1 - lines.lost_words / max(1, lines.body_words)
        path = shared("data", "cleaning", f"{name}.dev.jsonl.gz")
        if path is not None:
            rows = read_rows(path)[:PAGES]
            pairs = [(row["body"] or "", cleaning.body_of(cleaning.clean_page(row, furniture))) for row in rows]
            found[f"{name}.main text"] = cleaning.shingle_figures(pairs)[2]
    return found


def place_figures() -> Figures:
    """Same-place accuracy, recall from raw text, and place or party; costs are left out, they are no floors."""
    return {
        name: value for name, value in place.figures(mentions.kit().parser) if not name.startswith("gazetteer")
    } or None


def plover_figures() -> Figures:
    """Type recall, type precision and dyads of the gold standard records."""
    cases = list(plover.cases(mentions.kit()))
    return plover.figures(cases) if cases else None


def status_figures() -> Figures:
    """F1 of UW factuality's three classes, and the status of gold mentions given their triggers."""
    kit, table = mentions.kit(), StatusTable.load()
    found: dict[str, float] = {}
    path = shared("data", "status", "uw_factuality.dev.jsonl")
    if path is not None:
        judged = status.judge_uw(path, kit.parser, table)
        each = {name: f1 for name, (_, _, f1) in status.scores(judged, status.CLASSES).items()}
        found |= {f"uw.{name}": f1 for name, f1 in each.items()} | {"uw.macro": sum(each.values()) / len(each)}
    for corpus in corpora():
        judged = status.judge_gold(corpus, kit.parser, table, kit.rules)
        found[f"{corpus.name}.given trigger"] = sum(one.gold == one.found for one in judged) / max(1, len(judged))
    return found


def _f1(count: attribution.Count) -> float:
    return 2 * count.right / (count.given + count.wanted) if count.given + count.wanted else 0.0


BENCHMARKS: Final[Mapping[str, Callable[[], Figures]]] = {
    "mentions": mentions.figures,
    "events": events.figures,
    "attribution": attribution_figures,
    "cleaning": cleaning_figures,
    "confidence": confidence.figures,
    "contexts": contexts.figures,
    "copies": copies.figures,
    "families": families.figures,
    "muc": muc.figures,
    "offtopic": offtopic.figures,
    "place": place_figures,
    "plover": plover_figures,
    "quantity": quantity.figures,
    "status": status_figures,
    "time": time.figures,
}

"""Places told apart on GeoVirus and LGL, place or party on ReLocaR, and what the gazetteer costs.

    python -m benchmarks.quality.place

Same place: within 161 km of the gold point, or the same GeoNames number, or, for countries, regions
and seas, whose points are nobody's, the same Wikipedia title. A name that is not resolved counts as wrong.
With given spans only the choice among places of a name is measured; end to end, the finding too.
"""

from __future__ import annotations

import json
import math
import re
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.corpora import shared
from dateline.model import Sentence
from dateline.normalising.place import Entry, Gazetteer, load_gazetteer, read_places
from dateline.normalising.place.resolve import Candidate, qualifier, settle
from dateline.parsing.base import Parser, parse
from dateline.parsing.metonymy import Use, use_of
from tests.makers import document

NEAR_KM = 161.0
Row = dict[str, Any]


def rows(*parts: str) -> list[Row]:
    """The rows of a shared file; none where it is absent."""
    path = shared("data", *parts)
    if path is None:
        return []
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude).

    >>> round(kilometres((52.5, 13.4), (48.9, 2.4)))
    871
    """
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, half)))


def is_same(entry: Entry | None, toponym: Row, gazetteer: Gazetteer) -> bool:
    """Tell whether an entry is the gold place."""
    if entry is None:
        return False
    if entry.id == f"geonames:{toponym.get('geonameid')}":
        return True
    if entry.lat is not None and entry.lon is not None and toponym["lat"] is not None:
        if kilometres((entry.lat, entry.lon), (toponym["lat"], toponym["lon"])) <= NEAR_KM:
            return True
    return entry.kind in ("country", "region", "sea") and _has_title(entry, toponym, gazetteer)


def _has_title(entry: Entry, toponym: Row, gazetteer: Gazetteer) -> bool:
    """Tell whether the gold's Wikipedia title is a name of this country or region."""
    title = toponym.get("page", "").rsplit("/", 1)[-1].replace("_", " ")
    if (
        not title
        or ("(U.S. state)" in title and entry.level != 1)
        or ("(country)" in title and entry.kind != "country")
    ):
        return False
    return any(other.id == entry.id for other in gazetteer.look_up(re.sub(r"\s*\(.*\)", "", title)))


def given_spans(reports: Sequence[Row], gazetteer: Gazetteer) -> tuple[int, int, Counter[str]]:
    """Right, all, and the names that went wrong, where the spans of the names are given."""
    right = total = 0
    wrong: Counter[str] = Counter()
    for report in reports:
        toponyms = [t for t in report["toponyms"] if t["lat"] is not None]
        candidates = [
            Candidate(
                0,
                0,
                0,
                t["text"],
                gazetteer.look_up(t["text"]),
                qualifier(report["text"], t["end"], gazetteer),
            )
            for t in toponyms
        ]
        for toponym, entry in zip(toponyms, settle(candidates), strict=True):
            total += 1
            if is_same(entry, toponym, gazetteer):
                right += 1
            else:
                wrong[f"{toponym['text']} → {entry.id + ' ' + entry.name if entry else 'nothing'}"] += 1
    return right, total, wrong


def end_to_end(
    reports: Sequence[Row], parsed: Sequence[tuple[Sentence, ...]], gazetteer: Gazetteer
) -> tuple[int, int, Counter[str]]:
    """Right, all, and the names missed, where the names must be found first."""
    right = total = 0
    missed: Counter[str] = Counter()
    for report, sentences in zip(reports, parsed, strict=True):
        text = document(report["text"])
        hits = [hit for found in read_places(text, sentences, gazetteer) for hit in found]
        for toponym in report["toponyms"]:
            if toponym["lat"] is None:
                continue
            total += 1
            over = [
                h for h in hits if h.place.span.start < toponym["end"] and toponym["start"] < h.place.span.end
            ]
            if any(is_same(hit.entry, toponym, gazetteer) for hit in over):
                right += 1
            else:
                missed[f"{toponym['text']}{'' if over else ' (not found)'}"] += 1
    return right, total, missed


def place_or_party(
    samples: Sequence[Row], parsed: Sequence[tuple[Sentence, ...]]
) -> tuple[int, int, list[str]]:
    """Right, all, and the wrong ones of ReLocaR; "mixed" counts as metonymic, as in its paper's figures."""
    right = 0
    wrong = []
    for sample, sentences in zip(samples, parsed, strict=True):
        found = Use.PLACE
        for sentence in sentences:
            inside = [t.index for t in sentence.tokens if sample["start"] <= t.start < sample["end"]]
            if inside:
                found = use_of(sentence, inside[0], inside[-1])
        gold = Use.PLACE if sample["label"] == "literal" else Use.ACTOR
        if found is gold:
            right += 1
        else:
            text, start, end = sample["text"], sample["start"], sample["end"]
            wrong.append(f"{sample['label']}: {text[:start]}[{text[start:end]}]{text[end:]}")
    return right, len(samples), wrong


def cost() -> tuple[float, float]:
    """Processor seconds to load the gazetteer and mebibytes it holds after one look-up."""
    started = time.process_time()
    load_gazetteer().look_up("Kharkiv")
    seconds = time.process_time() - started
    tracemalloc.start()
    gazetteer = load_gazetteer()
    gazetteer.look_up("Kharkiv")
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    return seconds, held


def figures(parser: Parser) -> Iterator[tuple[str, float]]:
    """Every figure by name; fewer where data is absent."""
    gazetteer = load_gazetteer()
    viruses, local = rows("place", "geovirus.jsonl"), rows("place", "lgl.jsonl")
    for name, reports in (("GeoVirus, given spans", viruses), ("LGL, given spans", local)):
        if reports:
            right, total, _ = given_spans(reports, gazetteer)
            yield name, right / total
    if viruses:
        right, total, _ = end_to_end(
            viruses, [parse(document(r["text"]), parser) for r in viruses], gazetteer
        )
        yield "GeoVirus, end to end (recall)", right / total
    samples = rows("place", "metonymy.train.jsonl")
    if samples:
        right, total, _ = place_or_party(samples, [parse(document(s["text"]), parser) for s in samples])
        yield "ReLocaR train (accuracy)", right / total
    seconds, held = cost()
    yield "gazetteer: seconds to load", seconds
    yield "gazetteer: MiB held", held


def main() -> None:
    """Print the figures."""
    from dateline.parsing.spacy import SpacyParser

    for name, figure in figures(SpacyParser()):
        print(f"{name:34} {figure:.3f}")


if __name__ == "__main__":
    main()

"""Precision on real news, by hand: recorded mentions of the shared texts that a person judged one by one.

    python -m benchmarks.quality.audit [--wrong] [--draw FILE]

The texts are web pages and news reports of any subject, most of them about no crisis at all. For each corpus a
fixed sample of documents is read; of its mentions, those that were judged count. A judgement names a mention by
digests of its sentence and trigger and by its type, so that it outlives changes of the rules and holds no word of
the text. It says whether the words tell of an event of that type (`event`), whether every recorded party is
a party to it (`parties`), and whether the status is right (`status`).
Reported: the share right of each among the mentions that count, and how many nobody has judged yet; `--draw` writes
these, with their words, to a file outside the project for somebody to judge.
The corpora marked `fit` are those that a shipped table may be fitted on (`benchmarks.quality.confidence`). What is
wrong in the others is never listed: they tell how the program does on news that nobody looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.quality.corpora import ROOT, read_rows, shared
from benchmarks.quality.mentions import kit
from benchmarks.quality.muc import paragraphs, truecase
from dateline.cleaning.language import tell_language
from dateline.config import THRESHOLD
from dateline.model import Mention, Reading, Skipped
from dateline.pipeline import read
from dateline.readers.base import make_item

JUDGED: Final = ROOT / "benchmarks" / "audit" / "judged.jsonl"
LONGEST: Final = 5_000  # characters of one text that are read
MOST: Final = 8  # mentions of one document: a live blog is no sample

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """A corpus of the shared data: where it is, which field holds the text, how many documents are drawn."""

    name: str
    path: tuple[str, ...]
    field: str
    drawn: int
    fit: bool


CORPORA: Final = (
    Texts("wcxb", ("data", "cleaning", "wcxb_articles.dev.jsonl.gz"), "body", 60, fit=True),
    Texts("scrapinghub", ("data", "cleaning", "scrapinghub.dev.jsonl.gz"), "body", 80, fit=True),
    Texts("fundus", ("data", "cleaning", "fundus_fixtures.dev.jsonl.gz"), "body", 60, fit=True),
    Texts("meantime", ("data", "time", "meantime.jsonl"), "text", 40, fit=True),
    Texts("geovirus", ("data", "place", "geovirus.jsonl"), "text", 60, fit=True),
    Texts("muc", ("data", "status", "muc4.dev.jsonl"), "text", 24, fit=True),
    Texts("lgl", ("data", "place", "lgl.jsonl"), "text", 80, fit=False),
    Texts("timebank", ("data", "time", "tbaq_timebank.jsonl"), "text", 40, fit=False),
    Texts("polnear", ("data", "attribution", "polnear.train.jsonl"), "text", 30, fit=False),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one recorded mention."""

    event: bool
    parties: bool
    status: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A recorded mention of a sampled document, and what a person said of it, if anything."""

    texts: Texts
    key: str
    mention: Mention
    reading: Reading
    judgement: Judgement | None

    @property
    def sentence(self) -> str:
        """The sentence it stands in."""
        return self.reading.sentences[self.mention.sentence].span.of(self.reading.document.text)


def key_of(mention: Mention, reading: Reading) -> str:
    """Name a mention by digests of its sentence and trigger and by its type."""
    text = reading.document.text
    sentence = reading.sentences[mention.sentence].span.of(text)
    return ":".join((_digest(sentence), _digest(mention.trigger.of(text).lower()), mention.type))


def _digest(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:12]


def load_judgements(path: Path = JUDGED) -> dict[str, Judgement]:
    """The judgements by key."""
    return {row["key"]: Judgement(row["event"], row["parties"], row["status"]) for row in read_rows(path)}


def readings(texts: Texts) -> Iterator[Reading]:
    """Read the sample of a corpus: English documents in the order of a digest of their ids."""
    path = shared(*texts.path)
    if path is None:
        return
    rows = [row for row in read_rows(path) if row[texts.field] and tell_language(row[texts.field]) == "en"]
    rows.sort(key=lambda row: _digest(f"{texts.name} {row['id']}"))
    for row in rows[: texts.drawn]:
        text = row[texts.field][:LONGEST]
        if texts.name == "muc":
            text = "\n\n".join(truecase(paragraph) for paragraph in paragraphs(text))
        item = make_item(f"{texts.name}/{row['id']}.txt", text.encode(), format="txt")
        if not isinstance(item, Skipped):
            yield read(item, kit())


def told(corpora: Sequence[Texts] = CORPORA, path: Path = JUDGED) -> Iterator[Told]:
    """Every recorded mention of the samples that are here."""
    judged = load_judgements(path)
    for texts in corpora:
        for reading in readings(texts):
            keyed = sorted(
                ((key_of(m, reading), m) for m in reading.mentions), key=lambda pair: (pair[0], pair[1].id)
            )
            for key, mention in keyed[:MOST]:
                yield Told(texts, key, mention, reading, judged.get(key))


def figures(found: Sequence[Told]) -> dict[str, float]:
    """The shares right over the judged mentions of the samples, parties and status over those that are events."""
    judged = [one.judgement for one in found if one.judgement is not None]
    events = [one for one in judged if one.event]
    return {
        "event": _share([one.event for one in judged]),
        "parties": _share([one.parties for one in events]),
        "status": _share([one.status for one in events]),
    }


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def draw(found: Sequence[Told], file: Path) -> None:
    """Write the mentions that nobody judged, with the words a person needs for it."""
    with file.open("w", encoding="utf-8") as out:
        for one in found:
            if one.judgement is None:
                out.write(json.dumps(_to_judge(one), ensure_ascii=False) + "\n")


def _to_judge(one: Told) -> Row:
    mention, reading = one.mention, one.reading
    text = reading.document.text
    before = reading.sentences[max(0, mention.sentence - 1)].span.of(text)
    return {
        "key": one.key,
        "type": f"{mention.type}/{mention.mode or ''}",
        "status": mention.status,
        "actors": [f"{a.id} “{a.text}”" for a in mention.actors],
        "recipients": [f"{a.id} “{a.text}”" for a in mention.recipients],
        "trigger": mention.trigger.of(text),
        "sentence": one.sentence,
        "before": before if before != one.sentence else "",
        "opening": text[:150],
        "rule": mention.rule,
    }


def main() -> None:
    """Print the figures of each corpus, and what asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="list what was judged wrong, in the corpora marked fit")
    parser.add_argument("--draw", type=Path, metavar="FILE", help="write the mentions that nobody judged")
    options = parser.parse_args()
    found = [*told()]
    by_corpus: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        by_corpus[one.texts.name].append(one)
        by_corpus["all"].append(one)
    for name, some in by_corpus.items():
        judged = sum(one.judgement is not None for one in some)
        sure = [one for one in some if one.mention.confidence >= THRESHOLD]
        shares = "  ".join(f"{field} {value:.3f}" for field, value in figures(sure).items())
        print(f"{name:12} {len(some):4} mentions, {judged:4} judged; {len(sure):4} that count: {shares}")
    if options.wrong:
        for one in found:
            if one.texts.fit and one.judgement is not None and not one.judgement.event:
                print(f"  {one.texts.name} {one.mention.type} {one.mention.rule}: {one.sentence}")
    if options.draw:
        draw(found, options.draw)


if __name__ == "__main__":
    main()

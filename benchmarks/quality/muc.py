"""MUC-4: incidents of capitals-only reports, and whether they were accomplished, attempted or threatened.

    python -m benchmarks.quality.muc [--every 13 | --all] [--capitals]

A fixed sample, every thirteenth report, unless told otherwise; `--all` reads the 1,300. Before reading, a report
is laid out in paragraphs and given back its small letters (`truecase`); `--capitals` leaves them out.

**Matching.** A mention fits an incident where its type can tell that kind (`TYPES`) and its sentence shares with the
incident a word of a perpetrator or target, or of the place below the country, or its day lies in the incident's.
One to one, most shared first. A mention that fits no incident of its report is a false one; several false ones in
one sentence count once. **Stage** of a matched incident: actual → accomplished, attempted → attempted, denied →
none, every other status and a threat → threatened; where the key names two stages, either is right.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import spacy.vocab

from benchmarks.quality.corpora import ROOT, shared
from benchmarks.quality.mentions import certain, kit
from dateline.model import Block, Document, Mention, Published, Span
from dateline.parsing.spacy import SpacyParser
from dateline.pipeline import interpret

EVERY: Final = 13
ARMED: Final = frozenset({"ASSAULT", "THREATEN"})
TYPES: Final[Mapping[str, frozenset[str]]] = {
    "ATTACK": ARMED,
    "BOMBING": ARMED,
    "ARSON": ARMED,
    "KIDNAPPING": ARMED | {"COERCE"},
    "ROBBERY": ARMED | {"COERCE"},
    "FORCED WORK STOPPAGE": ARMED | {"COERCE", "PROTEST"},
}
FILLS: Final = (
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
)
TOLD: Final = frozenset(
    {"ASSAULT"}
)  # a false incident is one of these; threats and arrests are no incidents alone
MONTHS: Final = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DATE: Final = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d\d)\b")
Row = dict[str, Any]


# --- reading ---------------------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of a report, each one line, without the dateline's tags and notes in brackets.

    >>> paragraphs("   LIMA, 3 JAN 90 (AFP) -- [TEXT] A BOMB WENT\nOFF.\n\n   NOBODY [AS HEARD] DIED.")
    ['A BOMB WENT OFF.', 'NOBODY DIED.']
    """
    body = re.sub(r"\A[^\[]{0,300}-- ((\[[^\]]*\]\s*)+)", "", text.strip())
    body = re.sub(r"\s*\[[^\]]*\]", "", body)
    return [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", body) if piece.strip()]


@cache
def names() -> frozenset[str]:
    """Words that are written with a capital: countries and their people, capitals, given names, months, days."""
    tables = ROOT / "src" / "dateline" / "tables"
    found = set(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July".split()
    )
    found |= set("August September October November December San Santa Puerto".split())
    for row in csv.DictReader((tables / "countries.csv").read_text("utf-8").splitlines()):
        for column in ("name", "aliases", "adjectives", "people", "capital"):
            found |= set(re.findall(r"[A-Z][a-z]{2,}", row[column]))
    rows = csv.DictReader((tables / "given_names.csv").read_text("utf-8").splitlines())
    found |= {row["name"] for row in rows if len(row["name"]) > 3}
    return frozenset(
        name.lower() for name in found - {"The", "Republic", "Democratic", "United", "States", "People"}
    )


@cache
def vocabulary() -> spacy.vocab.Vocab:
    """The words the parser's model has vectors for."""
    parser = SpacyParser()
    return parser._pipeline.vocab  # noqa: SLF001 - the product has no use for the words alone


def is_known(word: str) -> bool:
    """Tell whether the model has the word in small letters."""
    vocab = vocabulary()
    return vocab.strings[word] in vocab.vectors.key2row


def truecase(line: str) -> str:
    """Give a line of capitals its small letters back.

    A word keeps its first capital where it opens a sentence, is a name of the tables, or is no English word in
    small letters; it stays in capitals where it has no vowel or stands with points ("U.S.").
    """
    opened = True
    pieces = []
    for piece in re.findall(r"[A-Z][A-Z.]*\.[A-Z]\.?|[A-Z]+|[^A-Z]+", line):
        if piece[0].isalpha():
            pieces.append(_cased(piece, opened))
            opened = False
        else:
            pieces.append(piece)
            opened = opened or re.search(r"[.?!:][\"')]*\s", piece) is not None
    return "".join(pieces)


def _cased(word: str, opened: bool) -> str:
    low = word.lower()
    if "." in word or (len(word) > 1 and not re.search("[AEIOUY]", word)):
        return word
    if opened or low in names() or low == "i" or (len(low) > 2 and not is_known(low)):
        return word.capitalize()
    return low


def document(name: str, text: str, *, capitals: bool = False) -> Document:
    """A report as a document of paragraphs, published on the day its dateline tells."""
    lines = [line if capitals else truecase(line) for line in paragraphs(text)]
    blocks, place = [], 0
    for line in lines:
        blocks.append(Block("body", Span(place, place + len(line)), "line"))
        place += len(line) + 1
    whole = "\n".join(lines)
    written = day_of(text[:300])
    published = Published(written, None, "day", written, None, None, "dateline") if written else None
    undated = None if published else "no date in the dateline"
    nothing = (None, None, None, None, None)
    return Document(name, name, name, whole, tuple(blocks), (), (), *nothing, published, undated, "en")


def day_of(text: str) -> str | None:
    """The first day that stands in the short form of the corpus.

    >>> day_of("LIMA, 3 JAN 90 --")
    '1990-01-03'
    """
    found = DATE.search(text)
    if found is None:
        return None
    return f"19{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"


# --- scoring ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Incidents of the key, those found, false ones, and stages of the found ones."""

    reports: int = 0
    incidents: int = 0
    found: int = 0
    false: int = 0
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Incidents found."""
        return self.found / max(1, self.incidents)

    @property
    def agreement(self) -> float:
        """Stages right, of incidents found."""
        return sum(n for (gold, own), n in self.stages.items() if own in gold.split(" / ")) / max(
            1, self.found
        )

    def __str__(self) -> str:
        false = self.false / max(1, self.reports)
        lines = [
            f"{self.reports} reports, {self.incidents} incidents: found {self.recall:.3f}",
            f"  false ones a report {false:.2f}, stage right {self.agreement:.3f} of {self.found}",
        ]
        lines += [f"  {gold:24} read {own:13}{n:5}" for (gold, own), n in sorted(self.stages.items())]
        return "\n".join(lines)


def stage_of(mention: Mention) -> str:
    """The stage that a status stands for."""
    if mention.type == "THREATEN":
        return "THREATENED"
    return {"actual": "ACCOMPLISHED", "attempted": "ATTEMPTED", "denied": "NONE"}.get(
        mention.status, "THREATENED"
    )


def words_of(template: Row) -> frozenset[str]:
    """The words of perpetrators, targets and places below the country, four letters or more."""
    fills = " ".join(
        quoted for slot in FILLS for line in template[slot] for quoted in re.findall('"([^"]*)"', line)
    )
    where = " ".join(line.partition(":")[2] for line in template["INCIDENT: LOCATION"])
    where = re.sub(r"\([A-Z ]*\)", " ", where)
    return frozenset(re.findall(r"[a-z]{4,}", f"{fills} {where}".lower()))


def likeness(mention: Mention, sentence: str, template: Row) -> int:
    """How much a mention shares with an incident of a fitting kind; 0 where it does not fit."""
    kinds = template["INCIDENT: TYPE"]
    if not any(mention.type in TYPES.get(kind, ()) for kind in kinds):
        return 0
    score = len(words_of(template) & set(re.findall(r"[a-z]{4,}", sentence.lower())))
    day = day_of(template["INCIDENT: DATE"][0])
    when = mention.when
    dated = day is not None and when is not None and when.start == day == when.end
    return score + dated


def score(tally: Tally, report: Document, templates: Sequence[Row]) -> None:
    """Read one report and count."""
    told_of = interpret(report, kit())
    sentences, mentions = told_of.sentences, certain(told_of.mentions)
    told = [sentences[m.sentence].span.of(report.text) for m in mentions]
    pairs = [
        (-likeness(mention, told[m], template), t, m)
        for t, template in enumerate(templates)
        for m, mention in enumerate(mentions)
        if likeness(mention, told[m], template)
    ]
    tally.reports += 1
    tally.incidents += len(templates)
    fitting = {m for _, _, m in pairs}
    tally.false += len({m.sentence for n, m in enumerate(mentions) if n not in fitting and m.type in TOLD})
    taken: set[int] = set()
    matched: set[int] = set()
    for _, t, m in sorted(pairs):
        if t not in matched and m not in taken:
            matched.add(t)
            taken.add(m)
            gold = templates[t]["INCIDENT: STAGE OF EXECUTION"][0]
            tally.stages[gold, stage_of(mentions[m])] += 1
    tally.found += len(matched)


def rows(every: int) -> Iterator[Row] | None:
    """Every so-manyth report of the development set; None where it is absent."""
    path = shared("data", "status", "muc4.dev.jsonl")
    if path is None:
        return None
    return (json.loads(line) for line in path.read_text("utf-8").splitlines()[::every])


def measure(every: int = EVERY, *, capitals: bool = False) -> Tally | None:
    """Count over a sample; None where the data is absent."""
    reports = rows(every)
    if reports is None:
        return None
    tally = Tally()
    for row in reports:
        score(tally, document(row["id"], row["text"], capitals=capitals), row["templates"])
    return tally


def figures() -> dict[str, float] | None:
    """Incident recall, stage agreement, and the share of what was read that is an incident, for the gate."""
    tally = measure()
    if tally is None:
        return None
    return {
        "incidents": tally.recall,
        "stage": tally.agreement,
        "not false": tally.found / max(1, tally.found + tally.false),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--every", type=int, default=EVERY, help="read every so-manyth report")
    which.add_argument("--all", action="store_const", const=1, dest="every", help="read all 1,300")
    parser.add_argument("--capitals", action="store_true", help="leave the reports in capitals")
    options = parser.parse_args()
    print(measure(options.every, capitals=options.capitals))


if __name__ == "__main__":
    main()

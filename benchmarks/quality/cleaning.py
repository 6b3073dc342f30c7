"""Cleaning: line labels and publication facts of the gold reports, and furniture, main text and dates of shared pages.

    python -m benchmarks.quality.cleaning [gold] [lines] [pages] [dates] [conflicts] [--limit N] [--errors]

gold   every line label of the seeds and text reports, every publication fact, every trap
lines  English pages of `shared/data/cleaning/lines.*`, each view read as a plain text: furniture F1 over lines
       (titles and mixed lines unscored), body words lost, furniture lines of six words or more left a page;
       and by kind: as `KINDS` tells the gold's lines of furniture, how many were set aside, and how many that are long
       were left a page. The gold names no kinds: these are told by the wording of a line, else by its shape
pages  body text against gold bodies by the rule of scrapinghub's article-extraction-benchmark: 4-word shingles,
       each page weighing the same; trafilatura alone runs beside it on the same pages
dates  the day of publication against the annotation, in either's zone: right, wrong, none, and invented where there
       is none; how many of the wrong are the day of a change (annotators of WCXB take the day shown, "Updated …",
       where the page itself says another of publication). The headline beside it:
       right where the letters are the same, or one is the start of the other
conflicts
       pages whose markup and lines contradict each other, by field; with `--errors` both values. No annotation tells
       which are real: where a day is annotated, the figure says how often it is the one recorded

A line counts as furniture where nothing of it is coded: what stays as publisher, time, byline or credit is kept
in the document but never read for events, so it is no leak.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import py3langid
import trafilatura

from benchmarks.quality.corpora import DEMO, read_rows, shared
from dateline.cleaning import Furniture, clean
from dateline.cleaning.extraction import key
from dateline.cleaning.judge import judge
from dateline.cleaning.lines import text_lines
from dateline.errors import UnreadableItem
from dateline.model import Document, Skipped, SourceItem
from dateline.readers import find_items
from dateline.readers.base import make_item

Row = dict[str, Any]
CODED: Final = ("headline", "body", "correction")
WORD: Final = re.compile(r"\w+")
LONG_WORDS: Final = 6  # of a furniture line that counts as a leak
KINDS: Final = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("cookies", r"cookie|\bconsent\b|privacy"),
        ("copyright", r"©|copyright|rights reserved|terms of"),
        (
            "comments",
            r"\bcomment(?:s|ing|ers?)?\b|\brepl(?:y|ies)\b|display name|join the (?:conversation|discussion)",
        ),
        ("newsletter", r"newsletter|\binbox\b|sign(?:ing)? ?up|e-?mail"),
        ("subscription", r"subscri|\blog ?in\b|sign in|member(?:ship)?\b|account|donate|support (?:us|our)"),
        (
            "share",
            r"\bshare\b|facebook|twitter|instagram|whatsapp|telegram|follow us|tweet|linkedin|pinterest",
        ),
        ("advertising", r"advert|sponsored|\bads?\b|promoted|affiliate|commission"),
        ("photo", r"\bphoto|getty|\bimages?\b|credit:|\(ap\b|/ap\b|reuters/|pictured|file pic|courtesy of"),
        ("read also", r"read (?:more|also|next|on)|(?:see|read) also|related|recommended|most read|popular"),
        ("tags", r"\A(?:tags?|topics?|filed under|categor\w+|keywords?)\b|\A#\w"),
        ("crumbs", r"\A\w[\w &]*(?: *[>»/›|] *\w[\w &]*)+\Z"),
        (
            "author",
            r"\Aby [A-Z]|\bis an? [\w\- ]{0,40}(?:writer|reporter|editor|correspondent|journalist|author)\b",
        ),
        ("date", r"\bago\b|\b(?:posted|published|updated)\b|\A(?:\w+ \d\d?,?|\d\d? \w+,?) \d{4}\b.{0,30}\Z"),
    )
)


def furniture_kind(line: str) -> str:
    """Tell what kind of furniture a gold line is: by its words, else by its shape."""
    for kind, words in KINDS:
        if words.search(line):
            return kind
    if len(line.split()) < LONG_WORDS:
        return "other, short"
    return "other, a sentence" if re.search(r"[.!?…][\"'”’)]*\s*\Z", line) else "other, a headline"


@dataclass(slots=True)
class Score:
    """Counts of right and wrong, with the cases that went wrong."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, ok: bool, case: str) -> None:
        """Count one case."""
        self.all += 1
        self.right += ok
        if not ok:
            self.wrong.append(case)

    def __str__(self) -> str:
        return f"{self.right}/{self.all}"


def clean_all(paths: Sequence[Path], furniture: Furniture) -> dict[str, tuple[SourceItem, Document]]:
    """Clean every item of the paths, by the stem of its file."""
    items = (item for item in find_items(paths) if isinstance(item, SourceItem))
    return {Path(item.address).stem: (item, clean(item, furniture)) for item in items}


def label_at(document: Document, start: int, end: int) -> str:
    """What became of a stretch of the item: the kind of the first block in it, else furniture.

    A dateline is a block of its own at the head of a body line, and no line.
    """
    for block in document.blocks:
        span = document.item_span(block.span) if block.kind != "dateline" else None
        if span and span.start < end and start < span.end:
            return block.kind
    return "furniture"


def score_gold(furniture: Furniture) -> dict[str, Score]:
    """Score line labels, facts and traps of the gold reports and, where they are present, the seeds."""
    folders = [DEMO / "reports"] if DEMO.exists() else []
    gold = [DEMO / "gold" / name for name in ("first", "second")]
    lines = [row for folder in gold for row in read_rows(folder / "lines.jsonl")]
    seeds, labels = shared("seeds"), shared("gold", "seeds.lines.jsonl")
    if seeds and labels:
        folders.append(seeds)
        lines.extend(read_rows(labels))
    documents = clean_all(folders, furniture)
    scores: dict[str, Score] = defaultdict(Score)
    for row in lines:
        item, document = documents[row["report"]]
        found = label_at(document, row["start"], row["end"])
        words = item.text[row["start"] : row["end"]][:60]
        scores["line labels"].add(
            found == row["label"], f"{row['report']}:{row['line']} {row['label']} not {found}: {words}"
        )
    for row in (row for folder in gold for row in read_rows(folder / "documents.jsonl")):
        _score_facts(row, documents[row["id"]][1], scores)
    return dict(scores)


def _score_facts(row: Row, document: Document, scores: dict[str, Score]) -> None:
    for name in ("headline", "byline", "publisher", "credit", "dateline_place"):
        fact = getattr(document, name)
        found = {fact.value, fact.text} if fact else {None}
        scores[name].add(row[name] in found, f"{row['id']} {name}: {row[name]!r} not {found}")
    published = document.published
    written = published.written if published else None
    scores["published"].add(
        written == row["published"], f"{row['id']} published: {row['published']} not {written}"
    )
    text = published.text if published else None
    scores["published words"].add(
        text == row["published_text"], f"{row['id']}: {row['published_text']!r} not {text!r}"
    )
    scores["language"].add(document.language == row["language"], f"{row['id']} language {document.language}")
    for trap in row["traps"]:
        scores["traps kept out"].add(trap not in document.text, f"{row['id']} trap in text: {trap}")


@dataclass(slots=True)
class LineScore:
    """Furniture of one view, summed over its pages."""

    pages: int = 0
    hit: int = 0
    missed: int = 0
    false: int = 0
    body_words: int = 0
    lost_words: int = 0
    left_long: int = 0
    cases: list[str] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # kind of furniture, label → lines set aside
    gold_kinds: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind; found, left, leak → lines

    def recall_by_kind(self) -> Iterator[str]:
        """For each kind of furniture in the gold: the part of its lines that was set aside, and leaks a page."""
        for kind in sorted({kind for kind, _ in self.gold_kinds}):
            found, left = self.gold_kinds[kind, "found"], self.gold_kinds[kind, "left"]
            leaks = self.gold_kinds[kind, "leak"] / max(1, self.pages)
            part = found / (found + left)
            yield f"    {kind:18} {found + left:5} lines of gold, aside {part:.3f}, long ones left a page {leaks:.2f}"

    def by_kind(self) -> Iterator[str]:
        """For each kind of furniture: how many lines were set aside as it, and the part that was no body."""
        for kind in sorted({kind for kind, _ in self.kinds}):
            right, wrong = self.kinds[kind, "furniture"], self.kinds[kind, "body"]
            if right + wrong:
                yield f"    {kind:18} {right + wrong:5} lines, right {right / (right + wrong):.3f}"

    def __str__(self) -> str:
        f1 = 2 * self.hit / max(1, 2 * self.hit + self.missed + self.false)
        lost = 100 * self.lost_words / max(1, self.body_words)
        left = self.left_long / max(1, self.pages)
        return f"furniture F1 {f1:.3f} · body words lost {lost:.1f} % · left a page {left:.2f} ({self.pages} pages)"


def score_lines(rows: Sequence[Row], furniture: Furniture) -> dict[str, LineScore]:
    """Judge the lines of each page as a plain text and score them by view."""
    scores: dict[str, LineScore] = defaultdict(LineScore)
    for row in rows:
        score = scores[row["view"]]
        score.pages += 1
        coded, kinds = judged_lines(row["lines"], furniture)
        for number, (line, label) in enumerate(zip(row["lines"], row["labels"], strict=True)):
            _count_line(score, row["id"], line, label, number in coded)
            if number in kinds and number not in coded:
                score.kinds[kinds[number], label] += 1
    return dict(scores)


def judged_lines(lines: Sequence[str], furniture: Furniture) -> tuple[set[int], dict[int, str]]:
    """The numbers of the lines that stay as headline, body or correction; and of the others the kind of furniture."""
    starts, at = {}, 0
    for number, line in enumerate(lines):
        starts.update(dict.fromkeys(range(at, at + len(line) + 1), number))
        at += len(line) + 1
    text = "\n".join(line.replace("\n", " ") for line in lines)
    verdicts = judge(text_lines(text), furniture)
    at_line = [(starts[one.line.item_start], one) for one in verdicts]
    coded = {number for number, one in at_line if one.block in CODED}
    return coded, {number: one.furniture for number, one in at_line if one.block is None}


def _count_line(score: LineScore, page: str, line: str, label: str, kept: bool) -> None:
    words = len(line.split())
    if label == "body":
        score.body_words += words
        if not kept:
            score.false += 1
            score.lost_words += words
            score.cases.append(f"LOST {page[:24]} | {line[:150]}")
    elif label == "furniture":
        score.hit += not kept
        score.missed += kept
        kind = furniture_kind(line)
        score.gold_kinds[kind, "left" if kept else "found"] += 1
        if kept and words >= LONG_WORDS:
            score.gold_kinds[kind, "leak"] += 1
            score.left_long += 1
            score.cases.append(f"LEFT {page[:24]} | {line[:150]}")


def is_english(text: str) -> bool:
    """Tell whether a page is one the plain-text figures are for."""
    return str(py3langid.classify(text[:4000])[0]) == "en"


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text; the whole of a shorter one."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def shingle_figures(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (gold, found) texts, each page weighing the same."""
    hit = false = missed = 0.0
    for gold, found in pairs:
        wanted, got = shingles(gold), shingles(found)
        both = sum((wanted & got).values())
        extra, lacking = sum((got - wanted).values()), sum((wanted - got).values())
        whole = both + extra + lacking or 1
        hit, false, missed = hit + both / whole, false + extra / whole, missed + lacking / whole
    precision, recall = hit / max(1e-9, hit + false), hit / max(1e-9, hit + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def page_item(row: Row) -> SourceItem | Skipped:
    """A benchmark's page as an item, with its address."""
    return make_item(
        row["id"], row["html"].encode(), format="html", metadata=(("url", row.get("url") or ""),)
    )


def clean_page(row: Row, furniture: Furniture) -> Document | None:
    """The document of a page; None where nothing was read."""
    item = page_item(row)
    try:
        return None if isinstance(item, Skipped) else clean(item, furniture)
    except UnreadableItem:
        return None


def body_of(document: Document | None) -> str:
    """The body lines of a document."""
    if document is None:
        return ""
    return "\n".join(
        block.span.of(document.text) for block in document.blocks if block.kind in ("body", "correction")
    )


def score_pages(rows: Sequence[Row], furniture: Furniture, *, errors: bool = False) -> Iterator[str]:
    """Compare our body text and the bare library's with the gold bodies."""
    started = time.process_time()
    ours = [body_of(clean_page(row, furniture)) for row in rows]
    between = time.process_time()
    theirs = [trafilatura.extract(row["html"], include_comments=False) or "" for row in rows]
    ended = time.process_time()
    for name, found, seconds in (
        ("dateline", ours, between - started),
        ("trafilatura", theirs, ended - between),
    ):
        precision, recall, f1 = shingle_figures(
            [(row["body"] or "", text) for row, text in zip(rows, found, strict=True)]
        )
        speed = len(rows) / seconds
        yield f"  {name:12} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} · {speed:.0f} pages/s"
    if errors:
        ranked = sorted(
            (
                shingle_figures([(row["body"] or "", mine)])[2]
                - shingle_figures([(row["body"] or "", bare)])[2],
                row["id"],
            )
            for row, mine, bare in zip(rows, ours, theirs, strict=True)
        )
        yield from (f"    {change:+.3f} {name}" for change, name in [*ranked[:25], *ranked[-8:]])


def score_facts(rows: Sequence[Row], furniture: Furniture, *, errors: bool = False) -> Iterator[str]:
    """Count days right, wrong, not found, and invented; headlines right and wrong."""
    days: Counter[str] = Counter()
    headlines: Counter[str] = Counter()
    cases = []
    for row in rows:
        document = clean_page(row, furniture)
        published = document.published if document else None
        verdict = _date_verdict(row.get("published"), published.written if published else None)
        days[verdict] += 1
        days["changed"] += verdict == "wrong" and _is_day_of_change(row)
        if verdict in ("wrong", "none", "invented"):
            rule = published.rule if published else "-"
            cases.append(
                f"    {verdict} {row['id']} {row.get('published')} {published and published.written} {rule}"
            )
        headline = document.headline.value if document and document.headline else ""
        said = _headline_verdict(row.get("title"), headline)
        headlines[said] += 1
        if said == "wrong":
            cases.append(f"    headline {row['id']} {row['title']!r} not {headline!r}")
    yield _fact_figures("day", days) + f" · {days['changed']} of the wrong are the day of a change"
    yield _fact_figures("headline", headlines)
    if errors:
        yield from cases


def score_conflicts(rows: Sequence[Row], furniture: Furniture, *, errors: bool = False) -> Iterator[str]:
    """Count the pages that show a conflict, by field."""
    pages: Counter[str] = Counter()
    days: Counter[str] = Counter()
    cases = []
    for row in rows:
        document = clean_page(row, furniture)
        found = document.conflicts if document else ()
        pages.update({one.field for one in found} | ({"any"} if found else set()))
        for one in found:
            cases.append(f"    {row['id']} {one.field}: {one.value!r} not {one.beside!r} of {one.origin}")
            if one.field == "published" and row.get("published"):
                recorded = _date_verdict(row["published"], one.value) == "right"
                other = _date_verdict(row["published"], one.beside) == "right"
                days["recorded" if recorded else "the other" if other else "neither"] += 1
    told = ", ".join(f"{field} {number}" for field, number in sorted(pages.items())) or "none"
    yield f"  of {len(rows)} pages: {told}"
    if days:
        yield "  annotated day: " + ", ".join(f"{whose} {number}" for whose, number in sorted(days.items()))
    if errors:
        yield from cases


def _fact_figures(name: str, counts: Counter[str]) -> str:
    stated = counts["right"] + counts["wrong"] + counts["none"]
    right, wrong, none = (counts[one] / max(1, stated) for one in ("right", "wrong", "none"))
    lacking = counts["invented"] + counts["rightly none"]
    return (
        f"  {name:8} right {right:.3f} wrong {wrong:.3f} none {none:.3f} of {stated}"
        f" · invented {counts['invented']} of {lacking} without"
    )


def _is_day_of_change(row: Row) -> bool:
    """Tell whether the page says that it was changed on the day of the annotation."""
    words = r"(?i)(?:dateModified|modified_time|updated_time|lastmod)[^<>]{0,60}"
    return re.search(words + re.escape(row["published"][:10]), row["html"]) is not None


def _headline_verdict(gold: str | None, found: str) -> str:
    if not gold:
        return "rightly none"  # a page has a headline, whatever the annotation lacks
    if not found:
        return "none"
    wanted, got = key(gold), key(found)
    return (
        "right" if wanted == got or (got and (wanted.startswith(got) or got.startswith(wanted))) else "wrong"
    )


def _date_verdict(gold: str | None, found: str | None) -> str:
    if not gold:
        return "invented" if found else "rightly none"
    if not found:
        return "none"
    return "right" if {found[:10], _utc_day(found)} & {_utc_day(gold), gold[:10]} else "wrong"


def _utc_day(written: str) -> str:
    moment = datetime.fromisoformat(written)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()


def main() -> None:
    """Print the figures that were asked for."""
    asked = argparse.ArgumentParser(description="Quality of cleaning.")
    asked.add_argument("parts", nargs="*", default=["gold", "lines", "pages", "dates"])
    asked.add_argument("--limit", type=int)
    asked.add_argument("--errors", action="store_true")
    options = asked.parse_args()
    furniture = Furniture.load()
    if "gold" in options.parts:
        for name, score in score_gold(furniture).items():
            print(f"{name:16} {score}")
            print(*(f"    {case}" for case in score.wrong), sep="\n", end="\n" if score.wrong else "")
    for name in ("scrapinghub", "fundus_fixtures", "wcxb_articles"):
        _print_shared(name, options, furniture)


def _print_shared(name: str, options: argparse.Namespace, furniture: Furniture) -> None:
    lines = shared("data", "cleaning", f"lines.{name}.dev.jsonl.gz") if name != "wcxb_articles" else None
    if "lines" in options.parts and lines:
        rows = [row for row in read_rows(lines) if is_english(_body_lines(row))][: options.limit]
        for view, score in score_lines(rows, furniture).items():
            print(f"{name} {view}: {score}")
            print(*score.by_kind(), *score.recall_by_kind(), sep="\n")
            if options.errors:
                print(*score.cases, sep="\n")
    pages = shared("data", "cleaning", f"{name}.dev.jsonl.gz")
    if pages and {"pages", "dates", "conflicts"} & set(options.parts):
        rows = read_rows(pages)[: options.limit]
        if "pages" in options.parts:
            print(f"{name} main text")
            print(*score_pages(rows, furniture, errors=options.errors), sep="\n")
        if "dates" in options.parts and "published" in rows[0]:
            print(f"{name} publication facts")
            print(*score_facts(rows, furniture, errors=options.errors), sep="\n")
        if "conflicts" in options.parts:
            print(f"{name} conflicts of markup and lines")
            print(*score_conflicts(rows, furniture, errors=options.errors), sep="\n")


def _body_lines(row: Row) -> str:
    return "\n".join(line for line, label in zip(row["lines"], row["labels"], strict=True) if label == "body")


if __name__ == "__main__":
    main()

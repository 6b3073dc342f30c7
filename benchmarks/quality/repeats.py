"""Lines repeated on several pages of one site: what knowing them sets aside, and what it costs.

    python -m benchmarks.quality.repeats [--cases]

Pages of sites that `shared/data/cleaning` holds two or more of, read once alone and once with their repeated lines
known, as a run reads them: `lines.*` as plain texts in each view, the HTML pages whole. Told are furniture lines left a
page (in brackets those of six words or more) and the part of the body's words that is lost; on HTML pages the same by
whether the letters of a kept line stand in the gold body.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from benchmarks.quality.cleaning import CODED, Row, label_at, page_item
from benchmarks.quality.corpora import read_rows, shared
from dateline.cleaning import Furniture, clean
from dateline.cleaning.extraction import key
from dateline.cleaning.repeats import KIND, outline, repeated_among, written
from dateline.errors import UnreadableItem
from dateline.model import Document, Skipped, SourceItem
from dateline.readers.base import make_item
from dateline.run.repeats import as_repeated

SETS = ("fundus_fixtures", "scrapinghub", "wcxb_articles")
LONG = 6  # words


@dataclass(slots=True)
class Score:
    """What was kept and lost, summed over pages."""

    pages: int = 0
    left: int = 0
    left_long: int = 0
    body_words: int = 0
    lost_words: int = 0
    cases: list[str] = field(default_factory=list)

    def add(self, label: str, words: int, kept: bool, case: str) -> None:
        """Count one line."""
        if label == "body":
            self.body_words += words
            self.lost_words += words * (not kept)
        elif label == "furniture" and kept:
            self.left += 1
            self.left_long += words >= LONG
        if not kept:
            self.cases.append(f"{label:9} {case}")

    def __str__(self) -> str:
        pages, words = max(1, self.pages), max(1, self.body_words)
        lost = 100 * self.lost_words / words
        return f"left a page {self.left / pages:6.2f} ({self.left_long / pages:5.2f}) · body words lost {lost:.3f} %"


def of_sites(rows: Sequence[Row], urls: dict[str, str]) -> list[list[Row]]:
    """The rows of each site that has several."""
    sites: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sites[(urlsplit(urls[row["id"]]).hostname or "").removeprefix("www.")].append(row)
    return [group for site, group in sorted(sites.items()) if site and len(group) > 1]


def known(items: Sequence[SourceItem], furniture: Furniture) -> list[SourceItem]:
    """The items of one site with their repeated lines beside them."""
    outlines = [outline(item, furniture) for item in items]
    repeated = repeated_among([one.marks if one else () for one in outlines])
    return [
        as_repeated(item, written(one.site if one else "", numbers))
        for item, one, numbers in zip(items, outlines, repeated, strict=True)
    ]


def cleaned(item: SourceItem, furniture: Furniture) -> Document | None:
    """The document of an item; None where there is nothing but furniture."""
    try:
        return clean(item, furniture)
    except UnreadableItem:
        return None


def read_lines(row: Row, url: str) -> SourceItem | Skipped:
    """The lines of a page as the item of a plain text; a view may be empty."""
    text = "\n".join(line.replace("\n", " ") for line in row["lines"])
    return make_item(row["id"], text.encode(), format="txt", metadata=(("url", url),))


def score_lines(row: Row, document: Document | None, score: Score) -> None:
    """Count the lines of a text by their gold labels."""
    score.pages += 1
    at = 0
    for line, label in zip(row["lines"], row["labels"], strict=True):
        kept = document is not None and label_at(document, at, at + len(line)) in CODED
        score.add(label, len(line.split()), kept, f"{row['id'][:24]} | {line[:110]}")
        at += len(line) + 1


def score_page(row: Row, document: Document | None, score: Score) -> None:
    """Count the body lines of a page's document by whether they stand in its gold body."""
    score.pages += 1
    gold = key(row["body"] or "")
    score.body_words += len((row["body"] or "").split())
    for block in document.blocks if document else ():
        line = block.span.of(document.text) if document else ""
        if block.kind == "body" and key(line) not in gold:
            score.left += 1
            score.left_long += len(line.split()) >= LONG


def score_aside(row: Row, item: SourceItem, document: Document, score: Score) -> None:
    """Count the words of the gold body among what was set aside as repeated."""
    gold = key(row["body"] or "")
    for one in document.set_aside:
        line = item.text[one.item_start : one.item_end]
        if one.kind == KIND:
            label = "body" if key(line) in gold else "furniture"
            score.lost_words += len(line.split()) * (label == "body")
            score.cases.append(f"{label:9} {row['id'][:24]} | {line[:110]}")


def main() -> None:
    """Print what is left and lost, alone and knowing the repeated lines."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--cases", action="store_true", help="print the lines that knowing them sets aside")
    options = asked.parse_args()
    furniture = Furniture.load()
    for name in SETS:
        path = shared("data", "cleaning", f"{name}.dev.jsonl.gz")
        if path is None:
            continue
        pages = read_rows(path)
        urls = {row["id"]: row.get("url") or "" for row in pages}
        scores = _score_pages(of_sites(pages, urls), furniture)
        _tell(f"{name} pages", scores, cases=options.cases)
        lines = shared("data", "cleaning", f"lines.{name}.dev.jsonl.gz") if name != "wcxb_articles" else None
        rows = read_rows(lines) if lines else []
        for view in sorted({row["view"] for row in rows}):
            seen = [row for row in rows if row["view"] == view]
            _tell(f"{name} {view}", _score_view(of_sites(seen, urls), urls, furniture), cases=options.cases)


def _score_view(
    sites: Sequence[Sequence[Row]], urls: dict[str, str], furniture: Furniture
) -> tuple[Score, Score]:
    alone, with_them = Score(), Score()
    for rows in sites:
        found = [
            (row, item) for row in rows if isinstance(item := read_lines(row, urls[row["id"]]), SourceItem)
        ]
        knowing = known([item for _, item in found], furniture)
        for (row, item), one in zip(found, knowing, strict=True):
            score_lines(row, cleaned(item, furniture), alone)
            score_lines(row, cleaned(one, furniture), with_them)
    return alone, with_them


def _score_pages(sites: Sequence[Sequence[Row]], furniture: Furniture) -> tuple[Score, Score]:
    alone, with_them = Score(), Score()
    for rows in sites:
        found = [(row, item) for row in rows if isinstance(item := page_item(row), SourceItem)]
        knowing = known([item for _, item in found], furniture)
        for (row, item), one in zip(found, knowing, strict=True):
            score_page(row, cleaned(item, furniture), alone)
            document = cleaned(one, furniture)
            score_page(row, document, with_them)
            if document is not None:
                score_aside(row, item, document, with_them)
    return alone, with_them


def _tell(name: str, scores: tuple[Score, Score], *, cases: bool) -> None:
    alone, with_them = scores
    print(f"{name} ({alone.pages} pages)\n  alone    {alone}\n  knowing  {with_them}", flush=True)
    if cases:
        before = set(alone.cases)
        print(*(f"    {case}" for case in with_them.cases if case not in before), sep="\n")


if __name__ == "__main__":
    main()

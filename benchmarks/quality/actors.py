"""Actors: are the gold's parties among those that the words of their sentence, or their document, stand for?

    python -m benchmarks.quality.actors [--errors]

For every gold mention of seeds and demo reports: how many of its actor and recipient codes the actor index
gives for some word of the sentences the quote stands in, and how many for some word of the document.
What is missing needs a pronoun, a description or the reader's knowledge, or is an error of the tables.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.quality.corpora import Corpus, corpora
from dateline.cleaning import clean
from dateline.coding.actors import ActorIndex, find_actors
from dateline.kit import Kit, load_kit
from dateline.model import Document, Sentence, Skipped
from dateline.parsing import parse
from dateline.readers import find_items
from dateline.score import GoldMention, load_gold


@dataclass(frozen=True, slots=True)
class Read:
    """A report with its sentences and the actors of its words."""

    document: Document
    sentences: tuple[Sentence, ...]
    actors: ActorIndex


def reads(corpus: Corpus, kit: Kit) -> Iterator[tuple[str, Read]]:
    """Read the reports of a corpus up to the actors, by the stem of their address."""
    for item in find_items([corpus.reports]):
        if isinstance(item, Skipped):
            continue
        document = clean(item, kit.furniture)
        sentences = parse(document, kit.parser)
        stem = item.address.rsplit("/", 1)[-1].split(".")[0]
        yield stem, Read(document, sentences, find_actors(document, sentences, kit.actors))


def codes_in(read: Read, sentences: Sequence[Sentence]) -> set[str]:
    """The codes that some word of the sentences stands for, as party or as place."""
    return {actor.id for s in sentences for t in s.tokens for actor in read.actors.named(s, t)}


def told_in(read: Read, gold: GoldMention) -> list[Sentence]:
    """The sentences the quote of a gold mention stands in."""
    quote = " ".join(gold.quote.split())
    start = " ".join(read.document.text.split("\\0")).find(quote)
    if start < 0:
        return []
    end = start + len(quote)
    return [s for s in read.sentences if s.start < end and start < s.end]


def recovered(read: Read, mentions: Sequence[GoldMention]) -> Iterator[tuple[GoldMention, str, bool, bool]]:
    """Each gold code with whether its sentence and whether its document gives it."""
    everywhere = codes_in(read, read.sentences)
    for gold in mentions:
        sentences = told_in(read, gold)
        if gold.no_event or not sentences:
            continue
        here = codes_in(read, sentences)
        for code in dict.fromkeys((*gold.actors, *gold.recipients)):
            yield gold, code, code in here, code in everywhere


def main() -> None:
    """Print the shares, and with --errors every code the document does not give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    kit = load_kit()
    for corpus in corpora(("seeds", "reports")):
        golds = {report.id: report.mentions for report in load_gold(corpus.gold)}
        counts: Counter[str] = Counter()
        for stem, read in reads(corpus, kit):
            for gold, code, here, anywhere in recovered(read, golds.get(stem, ())):
                counts.update({"all": 1, "sentence": here, "document": anywhere})
                if options.errors and not anywhere:
                    print(f"  {gold.id} {code}: {gold.quote}")
        whole = counts["all"] or 1
        print(f"{corpus.name}: {whole} codes, {counts['sentence'] / whole:.3f} by their sentence,"
              f" {counts['document'] / whole:.3f} by their document")  # fmt: skip


if __name__ == "__main__":
    main()

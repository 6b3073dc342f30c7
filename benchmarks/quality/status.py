"""Status: UW factuality in three classes, the gold reports given their triggers, and the probes.

`python -m benchmarks.quality.status [--errors]`

**UW factuality** (`shared/data/status`, measured only): every token span with a label is judged as a trigger.
The map to three classes: actual, planned, expected → factual (≥ 1: the annotators rate what is announced or
foreseen without a doubt as what will be so); denied → negated (≤ −1); every other status and no event →
uncertain (between).
**Gold reports**: the trigger of a gold quote is the first verb, else the first word in it that a rule of the gold
type may start with, for deeds other than acts of speech one that embeds no other deed; where no rule knows a
word, it is the word that the others hang on. Mentions marked optional are counted
apart; where the note says that another status is as good, that one is right too.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import ROOT, Corpus, corpora, shared
from dateline.coding.dictionary import Rules, load_rules
from dateline.coding.match import find_sites
from dateline.coding.status import StatusTable, judge
from dateline.model import STATUSES, Sentence, Source, Span, Statement, Token
from dateline.parsing.spacy import SpacyParser
from dateline.score import GoldMention, load_gold

PROBES: Final = ROOT / "tests" / "coding" / "probes.csv"
CLASSES: Final = ("factual", "uncertain", "negated")


def class_of(status: str | None) -> str:
    """The UW class that a status stands for."""
    if status in ("actual", "planned", "expected"):
        return "factual"
    return "negated" if status == "denied" else "uncertain"


def class_of_label(label: float) -> str:
    """The class of a UW label, −3 … 3."""
    return "factual" if label >= 1 else "negated" if label <= -1 else "uncertain"


@dataclass(frozen=True, slots=True)
class Judged:
    """One trigger with what it should be and what came out."""

    gold: str
    found: str
    words: str
    reason: str
    optional: bool = False


def detokenise(words: Sequence[str]) -> tuple[str, list[int]]:
    """Join tokens as print would and give each token's start."""
    text, starts = "", []
    for n, word in enumerate(words):
        glued = word in (
            ",",
            ".",
            ";",
            ":",
            "?",
            "!",
            "%",
            ")",
            "'s",
            "n't",
            "'re",
            "'ve",
            "'ll",
            "'d",
            "'m",
            "'",
        )
        opened = n > 0 and words[n - 1] in ("(", "$", "``")
        hyphen = word == "-" or (n > 0 and words[n - 1] == "-")
        if n and not (glued or opened or hyphen):
            text += " "
        starts.append(len(text))
        text += {"``": '"', "''": '"'}.get(word, word)
    return text, starts


def parse_texts(texts: Sequence[str], parser: SpacyParser) -> list[tuple[Sentence, ...]]:
    """Parse each text into sentences with offsets in it."""
    return [
        tuple(Sentence(n, t[0].start, t[-1].end, t, entities, 0) for n, (t, entities) in enumerate(sentences))
        for sentences in parser.sentences(texts)
    ]


def token_over(sentences: Iterable[Sentence], start: int) -> tuple[Sentence, Token] | None:
    """The token at a place of the text."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.start <= start < token.end:
                return sentence, token
    return None


def judge_uw(path: Path, parser: SpacyParser, table: StatusTable) -> list[Judged]:
    """Judge every labelled token of a UW file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    joined = [detokenise(row["text"].split(" ")) for row in rows]
    parses = parse_texts([text for text, _ in joined], parser)
    found = []
    for row, (text, starts), sentences in zip(rows, joined, parses, strict=True):
        for target in row["targets"]:
            at = token_over(sentences, starts[target["span1"][1] - 1])
            if at is None:
                continue
            verdict = judge(*at, None, knowledge=table)
            gold, here = class_of_label(target["label"]), class_of(verdict.status)
            words = f"{text[: at[1].start]}*{at[1].text}*{text[at[1].end :]}"
            found.append(Judged(gold, here, words, f"{verdict.status}: {verdict.reasons[0].text}"))
    return found


def scores(judged: Sequence[Judged], classes: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each class."""
    table: dict[str, tuple[float, float, float]] = {}
    for one in classes:
        hit = sum(j.gold == j.found == one for j in judged)
        given = sum(j.found == one for j in judged)
        wanted = sum(j.gold == one for j in judged)
        precision, recall = hit / given if given else 0.0, hit / wanted if wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        table[one] = (precision, recall, f1)
    return table


BLOCKS: Final = re.compile(
    r"</?(?:p|div|h\d|li|td|tr|table|br|title|body|head|figcaption|i)\b[^>]*>", re.IGNORECASE
)


def paragraphs(path: Path) -> list[str]:
    """The lines of a report; of a page, the text between its block tags."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style|head).*?</\1>|<!--.*?-->", "", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", BLOCKS.sub("\n", re.sub(r"\s+", " ", text))))
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


ACTS: Final = (
    "ACCUSE",
    "AGREE",
    "CONCEDE",
    "CONSULT",
    "REJECT",
    "REQUEST",
    "THREATEN",
)  # deeds done by saying


def trigger_in(
    sentence: Sentence, span: Span, type_: str, table: StatusTable, rules: Rules
) -> tuple[Token, str]:
    """Choose the main event word of a quote and the status its rules give it: see the head of this file."""
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end and t.pos != "PUNCT"]
    numbers = {t.index for t in inside}
    known: dict[int, set[str]] = {}
    for trigger, site in find_sites(sentence, rules):
        if trigger.rule.type == type_ and site.trigger.index in numbers:
            known.setdefault(site.trigger.index, set()).add(trigger.rule.status)
    candidates = [t for t in inside if t.index in known]
    if type_ not in ACTS:
        deeds = [t for t in candidates if not table.has("predicate", t)]
        candidates = deeds or candidates
    if candidates:
        chosen = next((t for t in candidates if t.pos == "VERB"), candidates[0])
        statuses = known[chosen.index]
        return chosen, next(iter(statuses)) if len(statuses) == 1 else "actual"
    return _head_of(sentence, inside, table), "actual"


def _head_of(sentence: Sentence, inside: Sequence[Token], table: StatusTable) -> Token:
    """The word that all others of a quote hang on, or what it embeds where it is no deed itself."""
    numbers = {t.index for t in inside}
    top = next((t for t in inside if t.head not in numbers or t.head == t.index), inside[0])
    while table.has("predicate", top) or top.lemma == "be":
        deps = ("xcomp", "ccomp", "dobj", "attr", "pcomp")
        below = [t for t in sentence.tokens if t.head == top.index and t.dep in deps and t.index in numbers]
        if not below:
            break
        top = below[0]
    return top


def statement_of(mention: GoldMention, span: Span) -> Statement:
    """The gold chain as a statement without a force of its own."""
    chain = tuple(Source(s.name, s.kind, "", "", None, None, "gold") for s in mention.chains[0])
    manner = "indirect" if any(s.kind != "media" for s in mention.chains[0]) else "publisher"
    return Statement("gold", mention.report, chain, (span,), None, "", manner, "gold")


def judge_gold(corpus: Corpus, parser: SpacyParser, table: StatusTable, rules: Rules) -> list[Judged]:
    """Judge the gold mentions of a corpus, given their triggers."""
    found = []
    for report in load_gold(corpus.gold):
        path = next(p for p in sorted(corpus.reports.iterdir()) if p.stem.startswith(report.id))
        lines = paragraphs(path)
        parsed = parse_texts(lines, parser)
        found.extend(_judge_mention(mention, lines, parsed, table, rules) for mention in report.mentions)
    return [one for one in found if one is not None]


def _judge_mention(
    mention: GoldMention,
    lines: Sequence[str],
    parsed: Sequence[Sequence[Sentence]],
    table: StatusTable,
    rules: Rules,
) -> Judged | None:
    quote = re.sub(r"\s+", " ", mention.quote)
    line = next((n for n, text in enumerate(lines) if quote in text), None)
    if line is None:
        return None
    span = Span(lines[line].index(quote), lines[line].index(quote) + len(quote))
    sentence = next(s for s in parsed[line] if s.start <= span.start < s.end)
    trigger, default = trigger_in(sentence, span, mention.type, table, rules)
    verdict = judge(sentence, trigger, statement_of(mention, span), default=default, knowledge=table)
    right = verdict.status in mention.statuses or (verdict.status is None and mention.no_event)
    gold = mention.statuses[0] if mention.statuses else "none"
    found = gold if right else (verdict.status or "none")
    shown = f"{mention.id} {mention.type} {quote} [{trigger.text}]"
    reason = f"{verdict.status}: {verdict.reasons[0].text}"
    return Judged(gold, found, shown, reason, mention.optional)


def judge_probes(path: Path, parser: SpacyParser, table: StatusTable) -> list[Judged]:
    """Judge the probe sentences that stand without a speaker; the tests judge the others too."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["speaker"]]
    found = []
    parses = parse_texts([row["sentence"].replace("*", "") for row in rows], parser)
    for row, sentences in zip(rows, parses, strict=True):
        at = token_over(sentences, row["sentence"].index("*"))
        if at is not None:
            verdict = judge(*at, None, knowledge=table)
            words, reason = row["sentence"], verdict.reasons[0].text
            found.append(
                Judged(row["status"], verdict.status or "none", words, f"{verdict.status}: {reason}")
            )
    return found


def show_classes(name: str, judged: Sequence[Judged]) -> None:
    """Print precision, recall and F1 of the three classes and their mean F1."""
    table = scores(judged, CLASSES)
    print(f"{name}: {len(judged)} words")
    for one, (precision, recall, f1) in table.items():
        print(f"  {one:<10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"  macro F1 {sum(f1 for _, _, f1 in table.values()) / len(table):.3f}")


def show_share(name: str, judged: Sequence[Judged]) -> None:
    """Print how many got their status, and how many of each."""
    right = sum(j.gold == j.found for j in judged)
    print(f"{name}: {right}/{len(judged)} = {right / len(judged):.3f}")
    of = Counter(j.gold for j in judged)
    good = Counter(j.gold for j in judged if j.gold == j.found)
    print(
        "  "
        + "  ".join(f"{status} {good[status]}/{of[status]}" for status in (*STATUSES, "none") if of[status])
    )


def show_errors(judged: Iterable[Judged]) -> None:
    """Print what went wrong, with the words that decided."""
    for one in judged:
        if one.gold != one.found:
            print(f"  {one.gold} but {one.reason} | {one.words}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything that is there."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--errors", action="store_true", help="print every wrong status with the deciding words"
    )
    wanted = options.parse_args(arguments)
    parser, table, rules = SpacyParser(), StatusTable.load(), load_rules()
    for split in ("dev", "train"):
        path = shared("data", "status", f"uw_factuality.{split}.jsonl")
        if path is not None:
            show_classes(f"UW factuality {split}", judge_uw(path, parser, table))
    for corpus in corpora():
        judged = judge_gold(corpus, parser, table, rules)
        show_share(f"gold {corpus.name}, optional ones aside", [j for j in judged if not j.optional])
        if wanted.errors and corpus.name != "heldout":  # held-out reports are not looked at
            show_errors(judged)
    judged = judge_probes(PROBES, parser, table)
    show_share("probes", judged)
    if wanted.errors:
        show_errors(judged)


if __name__ == "__main__":
    main()

"""Attribution: who says what, against PolNeAR; and the chains of the gold reports.

    python -m benchmarks.quality.attribution [--polnear | --chains] [--errors source|cue|content|chain] [--part dev]

PolNeAR (shared data, measured on only): exact spans of source, cue and content over the corpus, F1 of content
tokens, recall by manner, sentences a second of CPU time without parsing. PolNeAR counts attitudes ("mocked the plan")
as attributions and nests none, so they are read too and only the outermost attribution counts.

Chains: for each gold mention with a status, the innermost statement that holds its words; where the words hold
a cue and most of what it hands on, the statement of that cue (acts of speech aside). Whole chain and last link by the
rules of `dateline.score`. The held-out reports are measured, never looked into: --errors leaves them out.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.quality.corpora import NAMES, Corpus, corpora, shared
from benchmarks.quality.mentions import kit, readings
from dateline.attribution import attribute, refer
from dateline.attribution.quotation import find_quotations
from dateline.coding.actors import find_actors
from dateline.model import Block, BlockKind, Document, Reading, Sentence, Source, Span, Statement
from dateline.parsing import parse
from dateline.score import GoldMention, load_gold
from dateline.score.fields import ACTS_OF_SPEECH, chain_agreement

ROLES: Final = ("source", "cue", "content")
SHOWN: Final = 40
Pieces = tuple[tuple[int, int], ...]
Row = dict[str, Any]


@dataclass(slots=True)
class Count:
    """Right, given and wanted; F1 with precision and recall."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: set[Any], wanted: set[Any]) -> None:
        """Count one document."""
        self.right += len(given & wanted)
        self.given += len(given)
        self.wanted += len(wanted)

    def __str__(self) -> str:
        precision = self.right / self.given if self.given else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return f"F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  ({self.right}/{self.given}/{self.wanted})"


# --- PolNeAR -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """All that is counted over PolNeAR."""

    roles: dict[str, Count] = field(default_factory=lambda: {role: Count() for role in ROLES})
    tokens: Count = field(default_factory=Count)
    manners: Counter[tuple[str, bool]] = field(default_factory=Counter)
    sentences: int = 0
    seconds: float = 0.0
    errors: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def polnear(path: Path) -> Tally:
    """Read every article of a PolNeAR file and count."""
    tally = Tally()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        document = _document(row["id"], row["text"])
        sentences = parse(document, kit().parser)
        start = time.process_time()
        actors = find_actors(document, sentences, kit().actors)
        references = refer(document, sentences, actors)
        statements = attribute(document, sentences, actors, references, kit().cues, attitudes=True)
        tally.seconds += time.process_time() - start
        tally.sentences += len(sentences)
        _count(tally, document, sentences, statements, row["attributions"])
    return tally


def _document(name: str, text: str) -> Document:
    """An article as a document: its first line the headline, one body block for each of the others."""
    blocks: list[Block] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            kind: BlockKind = "body" if blocks else "headline"
            blocks.append(Block(kind, Span(place, place + len(line)), "line"))
        place += len(line) + 1
    return Document(
        name, name, name, text, tuple(blocks), (), (), None, None, None, None, None, None, "not dated", "en"
    )


def _count(
    tally: Tally,
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    attributions: Sequence[Row],
) -> None:
    given = outermost(document, statements)
    wanted = {role: {_pieces(a[role]) for a in attributions if a[role]} for role in ROLES}
    for role in ROLES:
        tally.roles[role].add(given[role], wanted[role])
        for kind, pieces in (("extra", given[role] - wanted[role]), ("missed", wanted[role] - given[role])):
            tally.errors[role, kind] += [_shown(document, one) for one in sorted(pieces)]
    starts = [token.start for sentence in sentences for token in sentence.tokens]
    tally.tokens.add(
        _tokens(document, starts, given["content"]), _tokens(document, starts, wanted["content"])
    )
    for pieces in sorted(wanted["content"]):
        tally.manners[_manner(document, pieces), pieces in given["content"]] += 1


def outermost(document: Document, statements: Sequence[Statement]) -> dict[str, set[Pieces]]:
    """The spans of attributions that stand in no other and in no quotation."""
    said = [s for s in statements if s.manner != "publisher" and s.cue is not None]
    speech = [q.span for q in find_quotations(document) if q.speech]
    found: dict[str, set[Pieces]] = {role: set() for role in ROLES}
    for statement in said:
        cue = statement.cue
        if cue is None or any(span.start < cue.start < span.end for span in speech):
            continue
        if any(
            _size(o) > _size(statement) and any(p.covers(cue) for p in o.content)
            for o in said
            if o is not statement
        ):
            continue
        found["cue"].add(((cue.start, cue.end),))
        found["content"].add(tuple((p.start, p.end) for p in statement.content))
        words = _words_of_source(document, statement.chain)
        if words is not None:
            found["source"].add(words)
    return found


def _words_of_source(document: Document, chain: Sequence[Source]) -> Pieces | None:
    """The words of the last link; PolNeAR keeps the comma that closes an apposition ("Roth, a nurse,")."""
    told = [link.span for link in chain if link.span is not None and link.rule != "credit/outlet"]
    if not told:
        return None
    closed = "," in told[-1].of(document.text) and document.text[told[-1].end : told[-1].end + 1] == ","
    return ((told[-1].start, told[-1].end + closed),)


def _size(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)


def _pieces(spans: Sequence[Sequence[int]]) -> Pieces:
    return tuple((start, end) for start, end in spans)


def _tokens(document: Document, starts: Sequence[int], contents: set[Pieces]) -> set[tuple[str, int]]:
    spans = [piece for pieces in contents for piece in pieces]
    return {(document.id, at) for at in starts if any(start <= at < end for start, end in spans)}


def _manner(document: Document, pieces: Pieces) -> str:
    text = " ".join(document.text[start:end] for start, end in pieces)
    marks = '\u201c\u201d"'
    if all(document.text[start] in marks for start, _ in pieces) and text[-1] in marks:
        return "direct"
    return "mixed" if any(mark in text for mark in marks) else "indirect"


def _shown(document: Document, pieces: Pieces) -> str:
    words = " … ".join(document.text[start:end] for start, end in pieces)
    before = document.text[max(0, pieces[0][0] - 40) : pieces[0][0]]
    return f"{document.id[-8:]} {before} [[ {words} ]]".replace("\n", " | ")


def show_polnear(tally: Tally) -> None:
    """Print the figures."""
    for role in ROLES:
        print(f"  {role:8} {tally.roles[role]}")
    print(f"  {'tokens':8} {tally.tokens}")
    for manner in ("direct", "mixed", "indirect"):
        right, wrong = tally.manners[manner, True], tally.manners[manner, False]
        print(f"  {manner:8} recall {right / max(1, right + wrong):.3f} of {right + wrong} contents")
    speed = tally.sentences / tally.seconds
    print(f"  {speed:.0f} sentences a second of CPU time, without parsing ({tally.sentences} sentences)")


# --- chains --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Chains:
    """How many chains are right, and the cases that are not."""

    told: int = 0
    whole: float = 0.0
    last: float = 0.0
    wrong: list[str] = field(default_factory=list)


def chains(corpus: Corpus) -> Chains:
    """Compare the chain of each gold mention with that of the statement which holds its words."""
    result = Chains()
    gold = {report.id: report for report in load_gold(corpus.gold)}
    for reading in readings(corpus):
        report = gold.get(Path(reading.document.address).stem)
        if report is None:
            continue
        outlets = report.outlets if report.outlets is not None else _outlets(reading)
        for mention in report.mentions:
            span = _located(reading, mention)
            if mention.no_event or span is None:
                continue
            statement = _holding(reading, span, acts=mention.type in ACTS_OF_SPEECH)
            _compare(result, mention, statement, outlets)
    return result


def _compare(result: Chains, mention: GoldMention, statement: Statement, outlets: str) -> None:
    sources = [{"name": link.name, "kind": link.kind} for link in statement.chain]
    acts = statement.rule.startswith("cues/") and _kind_of(statement.rule) in ("acting", "asking", "citing")
    row = {"type": "REQUEST" if acts else mention.type, "sources": sources}
    whole, last = chain_agreement(mention, row, outlets)
    result.told += 1
    result.whole += whole
    result.last += last
    if not (whole and last):
        gold = " < ".join(link.name for link in mention.chains[0]) or "-"
        mine = " < ".join(link.name for link in statement.chain) or "-"
        result.wrong.append(
            f"{mention.id}  gold: {gold}  read: {mine}  {statement.rule}  {mention.quote[:60]!r}"
        )


def _kind_of(rule: str) -> str:
    kinds = {cue.rule: cue.kind for cue in kit().cues.rows()}
    return kinds.get("/".join(rule.split("/")[:2]), "")


def _outlets(reading: Reading) -> str:
    document = reading.document
    facts = [fact.value for fact in (document.publisher, document.credit) if fact is not None]
    return " · ".join((*facts, *document.credited))


def _located(reading: Reading, mention: GoldMention) -> Span | None:
    """The first place of the quote in the document; blanks of all kinds are one."""
    text = reading.document.text.replace("\u00a0", " ")
    start = text.find(mention.quote.replace("\u00a0", " "))
    return Span(start, start + len(mention.quote)) if start >= 0 else None


def _holding(reading: Reading, span: Span, *, acts: bool) -> Statement:
    """The statement a mention of these words belongs to."""
    if not acts:
        inside = [s for s in reading.statements if s.cue is not None and span.covers(s.cue)]
        inside = [s for s in inside if 2 * _shared(s, span) >= span.end - span.start - 60]
        if inside:
            return max(inside, key=lambda s: _shared(s, span))
    holding = [s for s in reading.statements if any(p.covers(span) for p in s.content)]
    if not holding:
        most = max(_shared(s, span) for s in reading.statements)
        holding = [s for s in reading.statements if _shared(s, span) >= 0.6 * most]
    return min(holding, key=_size)


def _shared(statement: Statement, span: Span) -> int:
    return sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in statement.content)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", action="store_true", help="only PolNeAR")
    parser.add_argument("--chains", action="store_true", help="only the chains of gold reports")
    parser.add_argument("--part", default="dev", choices=("dev", "train"), help="the part of PolNeAR")
    parser.add_argument("--errors", choices=(*ROLES, "chain"), help="show what is wrong")
    return parser.parse_args()


def _errors(tally: Tally, role: str) -> Iterator[str]:
    """Cases at even distances of what is extra and what is missed."""
    for kind in ("extra", "missed"):
        cases = tally.errors[role, kind]
        yield from (f"  {kind}: {case}" for case in cases[:: max(1, len(cases) // SHOWN)])


def main() -> None:
    """Print the figures asked for, or all."""
    options = _arguments()
    path = shared("data", "attribution", f"polnear.{options.part}.jsonl")
    if path is not None and not options.chains:
        tally = polnear(path)
        print(f"PolNeAR {options.part}:")
        show_polnear(tally)
        for line in _errors(tally, options.errors) if options.errors in ROLES else ():
            print(line)
    for corpus in corpora(NAMES) if not options.polnear else ():
        result = chains(corpus)
        whole, last = (value / max(1, result.told) for value in (result.whole, result.last))
        print(f"{corpus.name}: {result.told} chains  whole {whole:.3f}  last link {last:.3f}")
        for line in result.wrong if options.errors == "chain" and corpus.name != "heldout" else ():
            print(f"  {line}")


if __name__ == "__main__":
    main()

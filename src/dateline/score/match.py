"""Match recorded mentions with gold mentions one to one, best overlap first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.model import Span
from dateline.score.card import Pair, ReportCard
from dateline.score.fields import agreements
from dateline.score.gold import Answer, GoldMention, GoldReport
from dateline.score.names import content_words
from dateline.score.recorded import Recorded, RecordedDocument

_WORD: Final = re.compile(r"\w[\w'’.-]*")


def lay_side_by_side(
    report: GoldReport, document: RecordedDocument | None, recorded: Sequence[Recorded]
) -> ReportCard:
    """Pair the recorded mentions of one document with its gold.

    A pair needs one content word of the gold quote in the recorded sentence, and a type the gold allows.
    Words where there is no event pair with nothing, unless the gold leaves them open (`optional`).
    """
    if document is None:
        return ReportCard(report, None, tuple(Pair(g, None) for g in report.mentions), (), ())
    outlets = document.outlets if report.outlets is None else report.outlets
    places = {gold.id: quote_spans(document.text, gold.quote) for gold in report.mentions}
    open_gold = [g for g in report.mentions if not g.no_event or g.optional]
    taken = _best_first(
        [
            (_closeness(gold, one, document.text, places[gold.id], outlets), g, r)
            for g, gold in enumerate(open_gold)
            for r, one in enumerate(recorded)
            if _allows(gold, one) and _overlap(document.text, places[gold.id], one.sentence)
        ]
    )
    by_gold = {open_gold[g].id: recorded[r] for g, r in taken}
    pairs = tuple(Pair(g, by_gold.get(g.id)) for g in report.mentions)
    used = {r for _, r in taken}
    rest = [one for r, one in enumerate(recorded) if r not in used]
    beside, spurious = _part(pairs, rest, document, places)
    return ReportCard(report, document, pairs, beside, spurious)


def quote_spans(text: str, quote: str) -> tuple[Span, ...]:
    """Every place of the quote in the text, blanks and kinds of quotation marks not told apart.

    >>> quote_spans("It sent  two jets.", "sent two")
    (Span(start=3, end=12),)
    """
    words = [re.escape(word) for word in quote.split()]
    pattern = re.sub(r"[\"“”]", '["“”]', re.sub(r"['‘’]", "['‘’]", r"\s+".join(words)))
    return tuple(Span(*found.span()) for found in re.finditer(pattern, text))


def _allows(gold: GoldMention, one: Recorded) -> bool:
    return any(_is(answer, one) for answer in gold.answers)


def _is(answer: Answer, one: Recorded) -> bool:
    return answer.type == one.type and answer.status in (None, one.status)


def _overlap(text: str, places: Sequence[Span], span: Span) -> int:
    """How many content words of the quote stand in the span, at the place of the quote where most do."""
    return max((len(_words_in(text, place, span)) for place in places), default=0)


def _words_in(text: str, place: Span, span: Span) -> list[str]:
    start, end = max(place.start, span.start), min(place.end, span.end)
    if start >= end:
        return []
    found = _WORD.finditer(text, start, end)
    return [word for m in found for word in content_words(m[0])]


def _closeness(
    gold: GoldMention, one: Recorded, text: str, places: Sequence[Span], outlets: str
) -> tuple[float, int, float, bool]:
    """What is compared first to last: shared part of the words, words in the sentence, fields agreed, required."""
    shared = _overlap(text, places, one.span)
    size = len(content_words(gold.quote)) + len(content_words(one.span.of(text)))
    agreed = sum(value for value in agreements(gold, one, outlets).values() if value is not None)
    in_sentence = _overlap(text, places, one.sentence)
    return (round(2 * shared / size, 6) if size else 0.0, in_sentence, agreed, gold.required)


def _best_first(candidates: Sequence[tuple[tuple[float, int, float, bool], int, int]]) -> list[tuple[int, int]]:
    """Take the closest candidates one to one; of two as close, the earlier gold and the earlier recorded one."""
    taken: dict[int, int] = {}
    for _, g, r in sorted(candidates, key=lambda c: (tuple(-part for part in c[0]), c[1], c[2])):
        if g not in taken and r not in taken.values():
            taken[g] = r
    return sorted(taken.items())


def _part(
    pairs: Sequence[Pair],
    rest: Sequence[Recorded],
    document: RecordedDocument,
    places: dict[str, tuple[Span, ...]],
) -> tuple[tuple[Recorded, ...], tuple[Recorded, ...]]:
    """Part the mentions left over into those a note lets stand beside a gold mention, and the spurious ones.

    Each allowance is used once.
    """
    beside: list[Recorded] = []
    free = list(rest)
    for gold in (pair.gold for pair in pairs):
        for answer in gold.beside:
            for number, one in enumerate(free):
                if _is(answer, one) and _overlap(document.text, places[gold.id], one.sentence):
                    beside.append(free.pop(number))
                    break
    return tuple(beside), tuple(free)

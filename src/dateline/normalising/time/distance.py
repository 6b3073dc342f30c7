"""Deeds dated by the deed they are measured from: "three years after Russia annexed Crimea"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from dateline.model import Document, Mention, Sentence, Span, Token, When
from dateline.normalising.clause import clause_verb, coordinated, steps_within
from dateline.normalising.time.calendar import around, edtf, move
from dateline.normalising.time.patterns import amount, grain_of
from dateline.normalising.time.placed import Placed
from dateline.parsing.tree import child, head, subtree

_SIDE: Final = re.compile(r"(?P<n>.*?)\s*\b(?P<u>\w+)\s*$", re.DOTALL)


def distance_word(sentence: Sentence, one: Placed) -> Token | None:
    """The "after" or "before" behind a length of time that measures from what follows: "a day after …"."""
    if one.expression.type != "DURATION" or not one.expression.rule.endswith("date.distance"):
        return None
    return next((t for t in sentence.tokens if t.start >= one.expression.span.end), None)


def measured_from(
    document: Document, sentence: Sentence, mention: Mention, trigger: Token, placed: Sequence[Placed]
) -> When | None:
    """Date the deed of "three years after Russia annexed …" from the deed it is measured by."""
    for one in placed:
        word = distance_word(sentence, one)
        if word is None:
            continue
        top = (
            head(sentence, word)
            if word.dep == "mark"
            else child(sentence, word, "pcomp", "pobj") or head(sentence, word)
        )
        below = {t.index for t in subtree(sentence, top)}
        if trigger.index not in below or (
            steps_within(sentence, trigger, top) is None and not _joined_below(sentence, trigger, top)
        ):
            continue
        dated = [
            o
            for o in placed
            if o is not one and distance_word(sentence, o) is None and o.expression.start and o.expression.end
        ]
        outer = [o for o in dated if o.governor.index not in below]
        before = [o for o in dated if o.token.index < one.token.index]
        base = max(outer or before, key=lambda o: -abs(o.token.index - one.token.index), default=None)
        return _measured(document, one, word, base)
    return None


def _joined_below(sentence: Sentence, trigger: Token, top: Token) -> bool:
    own = clause_verb(sentence, trigger)
    return own.index == top.index or coordinated(sentence, own, top)


def _measured(document: Document, one: Placed, word: Token, base: Placed | None) -> When:
    span = Span(one.expression.words.start, word.end)
    text = span.of(document.text)
    count, grain = _length(one.expression.span.of(document.text))
    if base is None or count is None or grain in ("hour", "minute", "second"):
        reason = (
            "the deed it is measured from has no date" if base is None else "the words give no exact distance"
        )
        if base is not None and count is not None:
            reason = f"a distance of {grain}s gives no day"
        return When(None, None, None, None, "none", text, span, reason, "time.measured")
    sign = -1 if word.lemma.lower() == "after" else 1
    origin = base.expression
    assert origin.start is not None
    day = move(date.fromisoformat(origin.start), sign * count, grain)
    kept = _grain(grain, origin.precision)
    period = around(kept, day)
    side, unit = ("before" if sign < 0 else "after"), grain + ("" if count == 1 else "s")
    return When(
        edtf=edtf(period.start, period.end),
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        precision=kept,
        anchor=origin.anchor,
        text=text,
        span=span,
        reason=f'{count} {unit} {side} "{origin.words.of(document.text)}"',
        rule="time.measured",
    )


def _grain(unit: str, precision: str | None) -> Literal["day", "week", "month", "year"]:
    """How exactly a day at a distance is known: no better than the unit, no better than what it is measured from."""
    if unit in ("year", "decade") or precision == "year":
        return "year"
    if unit == "month" or precision == "month":
        return "month"
    return "week" if unit == "week" else "day"


def _length(text: str) -> tuple[int | None, str]:
    m = _SIDE.match(text)
    if m is None:
        return None, "day"
    count = amount(m["n"] or "a")
    return (None if count is None else round(count)), grain_of(m["u"])

"""Finding every expression of time in a text, in order, each read against the clock and what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dateline.model import Span
from dateline.normalising.time.calendar import Clock, Period, edtf
from dateline.normalising.time.expression import Meaning, Precision, Scene, TimeExpression
from dateline.normalising.time.named import NAMED_DAY, NO_NAMES, NamedDays
from dateline.normalising.time.rules import RULES, Rule, match_at, read_rule, scanner
from dateline.normalising.time.tense import looks_forward

_LEAD: Final = re.compile(
    r"\b(?P<lead>(?:ever\s+)?since(?:\s+at\s+least)?|from|as\s+from|as\s+of|by|no\s+later\s+than|until|till"
    r"|up\s+to|through|before"
    r"|prior\s+to|ahead\s+of|after|following|within|in|on|at|during|over|for|throughout|around|about|between|"
    r"(?P<part>early|late|earlier|later)\s+(?:on|in))\s+$",
    re.IGNORECASE,
)
_STARTS: Final = {"since", "ever since", "from", "as from", "as of", "since at least", "ever since at least"}
_ENDS: Final = {"by", "no later than", "until", "till", "up to", "through"}
_BEFORE: Final = {"before", "prior to", "ahead of"}
_AFTER: Final = {"after", "following"}
_JOIN: Final = re.compile(r"\s*(?:to|until|till|through|and|–|—|-)\s*(?:(?:early|late)\s+)?", re.IGNORECASE)


def find_times(
    text: str, clock: Clock | None, regions: Sequence[Span] | None = None, names: NamedDays = NO_NAMES
) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a text, or in those regions of it, in order.

    `names` are the feasts and memorial days that are dates, and the names that only look like one.

    >>> [one.start for one in find_times("They met on Monday.", Clock.at("2022-01-12"))]
    ['2022-01-10']
    >>> [one.anchor for one in find_times("They met on Monday.", None)]
    ['none']
    """
    spans = (Span(0, len(text)),) if regions is None else regions
    found: list[TimeExpression] = []
    story = Story()
    for span in spans:
        if clock is None:
            story = Story()  # no clock ties one paragraph of an undated document to the next
        found.extend(_scan(text, span, clock, story, names))
    return _join_ranges(text, found)


@dataclass(slots=True)
class Story:
    """The date last told, and the last day told that is not to come: "the same day" goes back to them."""

    last: Period | None = None
    past: Period | None = None

    def go_on(self, meaning: Meaning, clock: Clock | None) -> None:
        """Take in the next expression; one that could not be read leaves nothing to go back to."""
        if meaning.kind not in ("DATE", "TIME") or (
            meaning.period is None and not (meaning.relative and meaning.start is None)
        ):
            return
        self.last = meaning.period
        if (
            self.last is not None
            and self.last.grain == "day"
            and (clock is None or self.last.start <= clock.today)
        ):
            self.past = self.last


def _scan(
    text: str, region: Span, clock: Clock | None, story: Story, names: NamedDays
) -> Iterator[TimeExpression]:
    position = region.start
    pattern = scanner()
    named = names.search(text, region.start, region.end)
    while True:
        candidate = pattern.search(text, position, region.end)
        if named is not None and (candidate is None or named.start() < candidate.end()):
            read = _read_name(named, text, clock, story, names)
            if read is not None:
                story.go_on(read[1], clock)
                yield read[0]
            position = max(position, read[0].span.end if read else named.end())
            named = names.search(text, position, region.end)
            continue
        if candidate is None:
            return
        assert candidate.lastindex is not None
        first = next(n for n, group in enumerate(candidate.groups()) if group is not None)
        read = _read(text, candidate.start(), region.end, clock, story, first)
        if read is None:
            position = _next_word(text, candidate.start())
            continue
        expression, meaning = read
        story.go_on(meaning, clock)
        yield expression
        position = max(expression.span.end, candidate.start() + 1)


def _read_name(
    m: re.Match[str], text: str, clock: Clock | None, story: Story, names: NamedDays
) -> tuple[TimeExpression, Meaning] | None:
    """Read a feast or memorial day by the year stated with it, else the nearest by the tense; None for mere names."""
    scene = Scene(
        text, m.start(), m.end(), clock, story.last, looks_forward(text, m.start(), m.end()), story.past
    )
    meaning = names.read(m, scene)
    return None if meaning is None else (_express(NAMED_DAY, meaning, scene), meaning)


def _next_word(text: str, start: int) -> int:
    """Where the next word begins: the rest of a word that was refused starts nothing."""
    word = re.compile(r"\w+|\W").match(text, start)
    return word.end() if word else start + 1


def _read(
    text: str, start: int, limit: int, clock: Clock | None, story: Story, first: int
) -> tuple[TimeExpression, Meaning] | None:
    """Read the expression that begins here, by the first rule that takes it."""
    future: bool | None = None
    for rule in RULES[first:]:
        m = rule.pattern.match(text, start, limit)
        if m is None:
            continue
        if future is None:
            future = looks_forward(text, m.start(), m.end())
        scene = Scene(text, m.start(), m.end(), clock, story.last, future, story.past, match_at)
        meaning = read_rule(rule, m, scene)
        if meaning is not None:
            return _express(rule, meaning, scene), meaning
    return None


def _express(rule: Rule, meaning: Meaning, scene: Scene) -> TimeExpression:
    """Put a meaning together with the preposition before it."""
    lead = _LEAD.search(scene.text, max(0, scene.start - 24), scene.start)
    words = Span(lead.start() if lead else scene.start, scene.end)
    relation = " ".join(lead["lead"].lower().split()) if lead else ""
    start, end, precision, relation = _bound(meaning, relation)
    anchor: Literal["stated", "published", "none"] = "none"
    if start or end:
        anchor = "published" if meaning.relative and scene.clock is not None else "stated"
    return TimeExpression(
        span=Span(scene.start, scene.end),
        words=words,
        type=meaning.kind,
        value=meaning.value,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        edtf=_edtf(meaning, start, end),
        precision=precision,
        anchor=anchor,
        dates=bool(start or end) or meaning.relative,
        days=(meaning.start.isoformat(), meaning.end.isoformat()) if meaning.start and meaning.end else None,
        relation=relation,
        reason=_reason(meaning, scene, start or end),
        rule=rule.name,
    )


def _bound(meaning: Meaning, lead: str) -> tuple[date | None, date | None, Precision | None, str]:
    """Open the range where the preposition does: since, by, until, after, before."""
    start, end, precision = meaning.start, meaning.end, meaning.precision
    if meaning.kind not in ("DATE", "TIME") or (start is None and end is None):
        return start, end, precision, lead if meaning.kind == "DURATION" else ""
    if lead == "from" and "/" in meaning.value:
        return start, end, precision, ""
    if lead in _STARTS:
        return start, None, "open", "since"
    if lead in _ENDS:
        return None, end, "open", "by"
    if lead in _BEFORE and start is not None:
        return None, date.fromordinal(max(start.toordinal() - 1, 1)), "open", "before"
    if lead in _AFTER and end is not None:
        return date.fromordinal(end.toordinal() + 1), None, "open", "after"
    return start, end, precision, ""


def _edtf(meaning: Meaning, start: date | None, end: date | None) -> str | None:
    whole = edtf(start, end)
    if meaning.minute and start and start == end and meaning.minute != "24:00":
        return f"{start.isoformat()}T{meaning.minute}:00"
    if (
        meaning.period
        and meaning.period.grain == "decade"
        and start == meaning.period.start
        and end == meaning.period.end
    ):
        return meaning.period.value + "X"
    return whole


def _reason(meaning: Meaning, scene: Scene, dated: date | None) -> str:
    if dated is None and meaning.relative and scene.clock is not None:
        return "the words name no day that the report tells"
    if dated is None:
        if meaning.kind == "SET":
            return "a repeated time is no date"
        if meaning.kind == "DURATION" and not meaning.relative:
            return "a length of time is no date"
        if meaning.value.endswith("_REF"):
            return "the words name no day"
        return "the document is undated: relative words are kept, not resolved"
    if not meaning.relative:
        return "the words state it"
    today = scene.clock.today.isoformat() if scene.clock else "the date told before"
    direction = "ahead" if scene.future else "back"
    return f"read from {today}, looking {direction}"


def _join_ranges(text: str, found: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """ "From Monday to Wednesday", "between 5 May and 7 June": the first of the two covers the whole range."""
    joined: list[TimeExpression] = []
    for n, one in enumerate(found):
        other = found[n + 1] if n + 1 < len(found) else None
        lead = text[one.words.start : one.span.start].strip().lower()
        if (
            other is not None
            and lead in ("from", "between")
            and one.start is not None
            and other.end is not None
            and one.start <= other.end
            and _JOIN.fullmatch(text, one.span.end, other.span.start)
        ):
            first, last = date.fromisoformat(one.start), date.fromisoformat(other.end)
            joined.append(
                TimeExpression(
                    one.span,
                    Span(one.words.start, other.span.end),
                    one.type,
                    one.value,
                    one.start,
                    other.end,
                    edtf(first, last),
                    other.precision if other.precision != "open" else "day",
                    one.anchor,
                    True,
                    (one.start, other.end),
                    "",
                    one.reason,
                    one.rule,
                )
            )
        else:
            joined.append(one)
    return tuple(joined)

"""Reading every count of a sentence: its range, its unit, and whether it is a total or a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Sentence, Span, Token
from dateline.normalising.measures import Measures
from dateline.normalising.numbers import read_words
from dateline.normalising.quantity.change import change_of
from dateline.normalising.quantity.count import Change, Count, CountKind, bounded
from dateline.normalising.quantity.guards import is_age, is_name, is_pronoun
from dateline.normalising.quantity.patterns import (
    ATTACHED,
    BOUND_WORDS,
    COUNT,
    PART,
    RATIO,
    RATIOS,
    fraction,
    lowered,
    read_value,
)
from dateline.normalising.quantity.unit import counted_noun, measure_word, rate_after, thing_of, unit_of
from dateline.normalising.time import TimeExpression, find_times

Value = tuple[float, float | None, float]

_HINT: Final = re.compile(
    r"\d|[½¼¾]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
    r"|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores?|several|few"
    r"|couple|handful|pair"
    r"|half|third|quarter|most|majority|bulk|twice|thrice|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+|\w+fold)\b"
)
_RELATIVE_HINT: Final = re.compile(
    r"half|third|quarter|most|majority|bulk|twice|thrice|doubl|tripl|trebl|quadrupl|halv|fold|times|fifth|tenth"
)
_MAYBE_DATE: Final = re.compile(
    r"\d:\d|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d\s?[ap]\.?m\b|['’]\d0?s|\d0s|centur|\d/\d"
    r"|\b(?-i:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day|\bquarter|o['’]clock"
)
_TIME_UNIT: Final = re.compile(
    r"(?:\s+(?:full|whole|straight|consecutive|more|additional|long|further|working|business|trading"
    r"|calendar|of\s+the))*"
    r"\s+(second|minute|min|hour|hr|day|night|week|weekend|month|quarter|year|yr|decade|centur(?:y|ie)"
    r"|fortnight|season)s?(?!\w)",
    re.IGNORECASE,
)
# telephone numbers and addresses
_NO_COUNT_AFTER: Final = re.compile(
    r"-\d{3}-\d|\)\s?\d{3}-\d{4}"
    r"|\s(?:(?:West|East|North|South|W\.|E\.|N\.|S\.)\s)?(?:[A-Z]\w+\s|\d+(?:st|nd|rd|th)\s){1,2}"
    r"(?:Street|Avenue|Road|Boulevard|Lane|Drive|Highway|Place|Court|St\.|Ave\.|Rd\.)(?!\w)"
)
_BARE: Final = re.compile(r"(?:an?\s+)?(?:several|few|couple|handful|pair|trio)(?:\s+of)?", re.IGNORECASE)
_ATTACHED: Final = re.compile(ATTACHED)
_SCALED: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
}


def find_quantities(
    sentence: Sentence, measures: Measures, times: Sequence[TimeExpression] | None = None
) -> tuple[Count, ...]:
    """Find the counts of a sentence, in order; numbers of dates, names and designations are none.

    `times` are the expressions of time already found in the sentence; where they are not given they are looked for.
    """
    text = text_of(sentence)
    small = lowered(text)
    if not _HINT.search(small):
        return ()
    dates = _dates(text, sentence.start, times)
    found: list[Count] = []
    position = 0
    while m := COUNT.search(small, position):
        site = _site(m, sentence, text, measures, dates)
        count = _read(site) if site else None
        position = (
            max(m.end("a"), m.start() + 1)
            if count is None
            else max(count.span.end - sentence.start, m.end("a"))
        )
        if count is not None:
            found.append(_elliptic(count, found))
    if _RELATIVE_HINT.search(small):
        found.extend(_relative(sentence, text, small, found))
    return tuple(sorted(found, key=lambda one: one.span.start))


def text_of(sentence: Sentence) -> str:
    """The text of a sentence put together from its tokens; blanks stand where the document had any."""
    pieces: list[str] = []
    position = sentence.start
    for token in sentence.tokens:
        pieces.append(" " * (token.start - position) + token.text)
        position = token.end
    return "".join(pieces)


def _dates(text: str, shift: int, times: Sequence[TimeExpression] | None) -> tuple[Span, ...]:
    """Where dates and times of day stand, as spans of the sentence's text; lengths of time are counts."""
    if times is None:
        times = find_times(text, None) if _MAYBE_DATE.search(text) else ()
        shift = 0
    return tuple(Span(t.span.start - shift, t.span.end - shift) for t in times if _is_date(t, text, shift))


def _is_date(expression: TimeExpression, text: str, shift: int) -> bool:
    if expression.type == "DURATION":
        return expression.rule == "time.date.year-range"
    words = text[expression.span.start - shift : expression.span.end - shift]
    return expression.type != "SET" and not re.search(r"\b(?:ago|earlier|later|before|after)$", words)


@dataclass(frozen=True, slots=True)
class Site:
    """A match of the pattern of counts, with what it was read as and the token that carries the number."""

    m: re.Match[str]
    sentence: Sentence
    text: str
    measures: Measures
    first: Value
    second: Value | None
    end: int  # of the count's own words, after its tail
    token: Token

    @property
    def tail(self) -> str:
        """What follows the number and belongs to it: "%", "-strong"."""
        return (self.m["tail"] or "").strip().lower() if self.end == self.m.end() else ""

    @property
    def bounds(self) -> str:
        """The words of bound before it, in small letters."""
        return " ".join((self.m["bounds"] or "").lower().split())


def _site(
    m: re.Match[str], sentence: Sentence, text: str, measures: Measures, dates: Sequence[Span]
) -> Site | None:
    """Check a match: no date, no name, no pronoun; and see whether its two numbers are one range."""
    first = read_value(m["a"], measures.vague)
    if first is None or _overlaps(m.start("a"), m.end("a"), dates):
        return None
    second = read_value(m["b"], measures.vague) if m["b"] else None
    end = m.end()
    if second is not None and (
        not _is_range(m, first, second) or (m["lead"] is None and _overlaps(m.start("b"), m.end("b"), dates))
    ):
        if re.fullmatch(r"\d{1,2}[-–]\d{1,2}", m.string[m.start("a") : m.end("b")]):
            return None  # a score of a match, a vote
        second, end = None, m.end("unit1") if m["unit1"] else m.end("a")
    after = text[m.end("a") :]
    if re.match(r"[\s-](?:third|quarter|fifth|sixth|tenth|hal(?:f|ve))s?\b", after):
        return None  # "two thirds of them" is a part
    if _NO_COUNT_AFTER.match(after) or re.search(r"\d[-–]$|\(\d{3}\)\s?$", text[: m.start("a")]):
        return None
    if after.startswith(".") and not text[: m.start()].strip():
        return None  # the number of a paragraph
    after_date = _overlaps(m.start("a") - 2, m.start("a"), dates)
    if (
        not m["c1"]
        and not after_date
        and is_name(text, m.start("a"), m["a"], after, sentence)
        and not (m["bounds"] or "").strip(" \t")
    ):
        return None
    stop = m.end("b") if second else m.end("a")
    token = _number_token(sentence, m.start("a") + sentence.start, stop + sentence.start)
    if token is None or (
        not (m["tail"] or m["c1"] or second)
        and is_pronoun(text, m.start(), m.start("a"), m["a"].lower(), m.end("a"), token)
    ):
        return None
    return Site(m, sentence, text, measures, first, second, end, token)


def _overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _is_range(m: re.Match[str], first: Value, second: Value) -> bool:
    """Whether two numbers are one range: "1,000 to 5,000", "between 40 and 50", "two or three"."""
    join, lead = m["join"].strip().lower(), (m["lead"] or "").lower()
    if (m["unit1"] and not (m["tail"] or "").strip(" -").lower().startswith(("%", "per", "pc"))) or (
        bool(m["c1"]) and m["unit1"]
    ):
        return False
    if join.startswith("and"):
        return lead == "between"
    if join.startswith("or"):
        return second[0] > first[0] and second[0] <= 20 and second[0] - first[0] <= 2 and not m["c2"]
    if lead == "from":
        return True
    if not join.startswith("to"):
        return _with_scale(m, first[0], second[2]) < second[2]
    moved = re.search(
        r"\b(?:by|than|another)\s+(?:\w+\s+)?$", m.string[: m.start("a") if not m["c1"] else m.start("c1")]
    )
    scaled = _with_scale(m, first[0], second[2])
    if moved and scaled * 3 < second[2]:
        return False  # "by 40 to 420": the change, then the total
    return scaled <= second[2] and not re.search(r"\bto\s+$", m.string[: m.start()])


def _with_scale(m: re.Match[str], low: float, high: float) -> float:
    """ "3 to 5 million": the scale of the second holds for the first where it stands without one."""
    scale = re.search(r"(hundred|thousand|million|billion|trillion|k|m|bn)$", m["b"].lower().strip())
    if (
        scale
        and low < 1000
        and not re.search(r"[a-z]{2}|\d\s?[km]$", m["a"].lower())
        and low * _SCALED[scale[1]] <= high
    ):
        return low * _SCALED[scale[1]]
    return low


def _number_token(sentence: Sentence, start: int, end: int) -> Token | None:
    """The token that carries the number: the highest in the tree among those of the span."""
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    tops = [t for t in inside if t.head == t.index or not start <= sentence.tokens[t.head].start < end]
    numeric = [t for t in tops if t.pos in ("NUM", "NOUN", "ADJ", "PROPN")]
    best = numeric or tops or inside
    return best[-1] if best else None


def _read(site: Site) -> Count | None:
    """Make a count of a site; None where the words after it show that it counts nothing."""
    kind, noun, words = _kind(site)
    if kind is None:
        return None
    low, best, high = site.first
    if site.second is not None:
        ends = sorted((_with_scale(site.m, low, site.second[2]), site.second[2]))
        figures: tuple[float, ...] = (_with_scale(site.m, low, site.second[2]), site.second[2])
        low, best, high = ends[0], None, ends[1]
    else:
        figures = (low,) if low == high else (low, high)
    change = _change(site, noun, kind)
    if site.second is not None and (site.m["lead"] or "").lower() == "from" and change != "total":
        low = best = high = figures[1]  # "rose from 500 to 1,200": the total reached
        change = "total" if kind == "count" else change
    scope, bound = bounded(_bound_word(site), low, best, high, kind == "count")
    place = (site.m.start("a"), site.end)
    unit, currency = unit_of(kind, site.token, noun, words, site.text, place, site.sentence, site.measures)
    stop = (
        noun.end - site.sentence.start
        if kind in ("money", "measure") and noun is not None and noun.end - site.sentence.start > site.end
        else site.end
    )
    span = Span(_start(site) + site.sentence.start, stop + site.sentence.start)
    return Count(
        span=span,
        text=site.text[_start(site) : stop],
        low=scope.low,
        best=scope.best,
        high=scope.high,
        unit=unit,
        noun=noun.index if noun else None,
        noun_words=words,
        change=change,
        bound=bound,
        kind=kind,
        figures=figures,
        rule="quantity." + kind,
        token=site.token.index,
        currency=currency,
        per=rate_after(site.text, stop),
    )


def _change(site: Site, noun: Token | None, kind: CountKind) -> Change:
    more = (site.m["more"] or "").strip().lower() if site.end == site.m.end() else ""
    return change_of(
        site.text, _start(site), site.end, site.bounds, more, site.sentence, site.token, noun, kind
    )


def _start(site: Site) -> int:
    m = site.m
    if m["lead"] and site.second is not None:
        return m.start("lead")
    return m.start("bounds") if m["bounds"] else m.start("c1") if m["c1"] else m.start("a")


def _bound_word(site: Site) -> str:
    """The last word of bound: in "only about 200" about decides; what follows the number comes first."""
    m = site.m
    if site.end == m.end() and (m["or"] or m["plus"]):
        words = " ".join((m["or"] or "or more").lower().split())
        return {"or so": "about", "-odd": "about"}.get(words, words)
    words = site.bounds.removesuffix(" the")
    return next((known for known in BOUND_WORDS if words == known or words.endswith(" " + known)), "")


def _kind(site: Site) -> tuple[CountKind | None, Token | None, str]:
    """What sort of count it is, and the noun it counts."""
    m, tail, rest = site.m, site.tail, site.text[site.end :]
    if tail.endswith(("old", "olds")):
        return "age", None, "year-old"
    if tail in ("%", "pc") or tail.lstrip("-").startswith(("per", "pct")) or m["unit1"]:
        return "share", None, "percent"
    if tail.endswith("fold") or tail == "times":
        return None, None, ""
    if m["c1"] or m["cs"] or (site.second and m["c2"]):
        return "money", None, (m["c1"] or m["cs"] or m["c2"] or "").strip()
    if attached := _ATTACHED.match(lowered(rest[:8])):
        return "measure", None, attached[0]
    if m["strong"] is None and (hyphened := re.match(r"-([a-z]+)", rest)):
        return _hyphened(site, hyphened[1])
    if is_age(site.text, m.start("a"), m["a"], rest):
        return "age", None, "age"
    return _counted(site, rest)


def _hyphened(site: Site, word: str) -> tuple[CountKind | None, Token | None, str]:
    """ "A 200-million-dollar package" is money, "a 30-mile march" a measure, "a four-day visit" no count."""
    noun = next((t for t in site.sentence.tokens if t.start == site.end + 1 + site.sentence.start), None)
    if word.rstrip("s") in site.measures.currencies:
        return "money", noun, word
    if word in ("year", "month", "week", "day", "hour", "minute"):
        old = re.match(r"-\w+[\s-]olds?\b", site.text[site.end :])
        return ("age", None, "year-old") if old else (None, None, "")
    if word in site.measures.kinds or (site.m["a"][0].isdigit() and len(word) > 2):
        return "measure", noun, word
    return None, None, ""


def _counted(site: Site, rest: str) -> tuple[CountKind | None, Token | None, str]:
    """A count of a noun, a measure, or a length of time."""
    if unit := _TIME_UNIT.match(rest):
        old = re.match(r"[-\s]+olds?\b", rest[unit.end() :])
        return ("age", None, "years old") if old else ("time", None, unit[1].lower())
    if measure := measure_word(site.sentence, site.end + site.sentence.start, site.measures):
        return "measure", measure[0], measure[1]
    noun, words = counted_noun(site.sentence, site.token, site.end + site.sentence.start, site.measures)
    if _BARE.fullmatch(site.m["a"]) and (
        noun is None or thing_of(site.sentence, noun, site.measures) is None
    ):
        return None, None, ""
    lemma = noun.lemma.lower() if noun else ""
    if (
        noun is not None
        and noun.pos != "PROPN"
        and (lemma in site.measures.currencies or lemma.rstrip("s") in site.measures.currencies)
    ):
        return "money", noun, words
    if noun is not None and lemma in site.measures.kinds:
        return ("time" if site.measures.kinds[lemma] == "time" else "measure"), noun, words
    return "count", noun, words


def _elliptic(count: Count, before: Sequence[Count]) -> Count:
    """A number without a noun counts what the number before it counts: "2.4 million, up from 2 million"."""
    if count.kind != "count" or count.noun is not None or count.unit:
        return count
    last = next(
        (one for one in reversed(before) if one.kind in ("count", "measure") and one.noun_words), None
    )
    if last is None:
        return count
    unit = "people" if last.unit in ("killed", "wounded", "arrested") else last.unit
    return replace(
        count, noun_words=last.noun_words, unit=unit if last.kind == "count" else "", rule="quantity.elliptic"
    )


def _relative(sentence: Sentence, text: str, small: str, found: Sequence[Count]) -> Iterator[Count]:
    """Ratios and parts, whose base stands elsewhere: "tenfold", "half of them"."""
    for m in RATIO.finditer(small):
        if m["times"] and not m["as"] and not m[0].startswith("in") and not m[0].endswith("fold"):
            continue
        factor = RATIOS[(m["fold"] or m["twice"]).lower()] if m["fold"] or m["twice"] else _factor(m["times"])
        if factor:
            yield from _plain_count(m.span(), text, sentence, found, "times", "ratio", (factor,))
    for m in PART.finditer(small):
        token = _number_token(sentence, m.start("word") + sentence.start, m.end("word") + sentence.start)
        if m["of"] or (token is not None and token.dep in ("nsubj", "nsubjpass", "predet")):
            share = fraction(m)
            yield from _plain_count(
                m.span("word"), text, sentence, found, "total", "part", () if share is None else (share,)
            )


def _factor(words: str) -> float | None:
    return float(words) if words.isdigit() else read_words(words)


def _plain_count(
    place: tuple[int, int],
    text: str,
    sentence: Sentence,
    found: Sequence[Count],
    change: Change,
    kind: CountKind,
    figures: tuple[float, ...],
) -> Iterator[Count]:
    """A ratio or part without bounds of its own, unless a count already holds its words."""
    span = Span(place[0] + sentence.start, place[1] + sentence.start)
    token = _number_token(sentence, span.start, span.end)
    if token is not None and not any(span.overlaps(one.span) for one in found):
        yield Count(
            span=span,
            text=text[place[0] : place[1]],
            low=None,
            best=None,
            high=None,
            unit="",
            noun=None,
            noun_words="",
            change=change,
            bound="none",
            kind=kind,
            figures=figures,
            rule="quantity." + kind,
            token=token.index,
        )

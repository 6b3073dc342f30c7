"""Reading every count of a sentence: its range, its unit, and whether it is a total or a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.model import Sentence, Span, Token
from dateline.normalising.measures import Measures
from dateline.normalising.quantity.count import Bound, Change, Count, CountKind, Range, about, bounded
from dateline.normalising.quantity.patterns import ABOUT, COUNT, PART, RATIO, RATIOS, fraction, read_value
from dateline.normalising.quantity.unit import counted_noun, unit_of
from dateline.normalising.numbers import read_words
from dateline.normalising.time import TimeExpression, find_times
from dateline.parsing.tree import children, head

_MAYBE_DATE: Final = re.compile(r"(?-i:[JFMASOND][a-z]{2})|\d:\d|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|[ap]\.?m\b|['’]\d0?s|\d0s|centur")
_DESIGNATION: Final = re.compile(
    r"(?:\b(?:[Rr]esolutions?|[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Pp]aragraphs?|[Nn]os?\.?|[Nn]umbers?|[Ff]lights?|[Rr]outes?|[Hh]ighways?|[Uu]nits?|[Bb]rigades?|[Rr]egiments?|[Dd]ivisions?"
    r"|[Pp]hases?|[Rr]ooms?|[Pp]ages?|[Pp]arts?|[Tt]iers?|[Ll]evels?|[Cc]ategor(?:y|ies)|[Cc]lass|[Tt]ypes?|[Vv]ersions?|[Ss]teps?|[Dd]ay|[Ww]eek|[Yy]ear|[Aa]rea|[Gg]roup|[Gg]ate|[Ll]ine|[Tt]rack|[Ss]quadrons?"
    r"|[Pp]rotocols?|[Rr]ule|[Ll]aw|[Cc]hannel|[Pp]oint|[Zz]one|[Ss]tage|[Mm]odel|[Mm]ark|[Bb]oeing|[Aa]irbus|[Ff]ormula|[Cc]ase|[Aa]ct|[Bb]loc|[Pp]lan|[Vv]ision|[Aa]genda|[Oo]peration|[Ee]xercise|[Ss]tation"
    r"|[Tt]op|[Ww]orld\s+War|[Pp]olio|[Ww]indows|COVID|[Cc]orridor|[Hh]ill|[Cc]amp|[Bb]attalion)\s+|[#№])$"
)
_ONE_IS_NO_COUNT: Final = re.compile(
    r"(?:\b(?:no|any|every|each|which|that|this|the|some|another|as|only|at|a|last|first|next|number|new|not|good|big|such|than|other|whole|or|same|right|wrong)\s+$)", re.IGNORECASE
)
_ONE_AFTER: Final = re.compile(r"\s+(?:another|day\b|side|hand|point|time|way|thing|more|by\s+one|can|could|would|should|might|may|must|needs|has\s+to|such|or\s+more|'s\b|’s\b)", re.IGNORECASE)
_AGE_BEFORE: Final = re.compile(r"(?:\baged?\s+(?:of\s+)?(?:between\s+)?|,\s*|\bturned\s+)$", re.IGNORECASE)
_AGE_AFTER: Final = re.compile(r"\s*(?:,|\.$|\)|$|-?years?[-\s]old)", re.IGNORECASE)
_UP: Final = frozenset("increase rise grow climb jump soar surge expand swell up gain add advance boost raise double strengthen reinforce".split())
_DOWN: Final = frozenset("decrease fall drop decline shrink cut reduce slump plunge tumble dip slip down slash lower trim lose halve".split())


def find_quantities(
    sentence: Sentence, measures: Measures, times: Sequence[TimeExpression] | None = None
) -> tuple[Count, ...]:
    """Find the counts of a sentence, in order; numbers of dates, names and designations are none.

    `times` are the expressions of time already found in the sentence; where they are not given they are looked for.
    """
    text, shift = text_of(sentence), sentence.start
    if not _HINT.search(text):
        return ()
    taken = _dates(text, shift, times)
    found: list[Count] = []
    position = 0
    while m := COUNT.search(text, position):
        count = None if _overlaps(m, taken, shift) else _read(m, sentence, text, measures)
        if count is None:
            position = max(m.end("a"), m.start() + 1)
            continue
        found.append(count)
        position = max(count.span.end - shift, m.start() + 1)
    found.extend(_relative(sentence, text, measures, found))
    return tuple(sorted(found, key=lambda one: one.span.start))


_HINT: Final = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores?|several|few|couple|handful|pair|half|third|quarter|most|majority|bulk"
    r"|twice|thrice|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+|\w+fold)\b",
    re.IGNORECASE,
)


def text_of(sentence: Sentence) -> str:
    """The text of a sentence put together from its tokens; blanks stand where the document had any."""
    pieces: list[str] = []
    position = sentence.start
    for token in sentence.tokens:
        pieces.append(" " * (token.start - position) + token.text)
        position = token.end
    return "".join(pieces)


def _dates(text: str, shift: int, times: Sequence[TimeExpression] | None) -> tuple[Span, ...]:
    """Where dates and times of day stand, as spans of the document; lengths of time are counts."""
    if times is None:
        if not _MAYBE_DATE.search(text):
            return ()
        times = find_times(text, None)
        return tuple(
            Span(t.span.start + shift, t.span.end + shift) for t in times if _is_dated(t, text)
        )
    return tuple(t.span for t in times if t.type in ("DATE", "TIME"))


def _is_dated(expression: TimeExpression, text: str) -> bool:
    return expression.type in ("DATE", "TIME") and not re.search(r"\b(?:ago|earlier|later|before|after)$", expression.span.of(text))


def _overlaps(m: re.Match[str], taken: Sequence[Span], shift: int) -> bool:
    start, end = m.start("a") + shift, (m.end("b") if m["b"] else m.end("a")) + shift
    return any(span.start < end and start < span.end for span in taken)


def _read(m: re.Match[str], sentence: Sentence, text: str, measures: Measures) -> Count | None:
    """Make a count of a match; None where the number is a name, a pronoun, an ordinal or a designation."""
    first = read_value(m["a"], measures.vague)
    if first is None or _is_name(m, sentence, text):
        return None
    second = read_value(m["b"], measures.vague) if m["b"] else None
    end = m.end()
    if second is not None and not _is_range(m, first, second):
        second, end = None, m.end("a")
    token = _number_token(sentence, m.start("a") + sentence.start, (m.end("b") if second else m.end("a")) + sentence.start)
    if token is None or _is_pronoun(m, text, token, sentence):
        return None
    tail = (m["tail"] or "").strip().lower() if end == m.end() else ""
    kind, noun, words = _kind(m, tail, end, sentence, text, token, measures)
    if kind is None:
        return None
    word = _bound_word(m)
    if end == m.end() and (m["or"] or m["plus"]):
        word = {"or so": "about", "-odd": "about"}.get(" ".join((m["or"] or "or more").split()), " ".join((m["or"] or "or more").split()))
    whole = kind in ("count",)
    low, best, high = first
    if second is not None:
        low, best, high = _range(first, second, m)
    scope, bound = bounded(word, low, best, high, whole)
    unit, currency, per = unit_of(kind, noun, words, m, end, sentence, text, measures)
    start = _start(m, sentence)
    stop = _stop(m, end, kind, sentence, noun, text)
    span = Span(start + sentence.start, stop + sentence.start)
    change = _change(m, end, sentence, token, noun, kind)
    return Count(
        span=span, text=span_text(text, span, sentence), low=scope.low, best=scope.best, high=scope.high, unit=unit,
        noun=noun.index if noun else None, noun_words=words, change=change, bound=bound, kind=kind,
        figures=tuple(v for pair in ((first, second) if second else (first,)) for v in ((pair[0], pair[2]) if pair[0] != pair[2] else (pair[0],))),
        rule="quantity." + kind, token=token.index, currency=currency, per=per,
    )  # fmt: skip


def span_text(text: str, span: Span, sentence: Sentence) -> str:
    """Cut a span of the document out of the text of its sentence."""
    return text[span.start - sentence.start : span.end - sentence.start]


def _start(m: re.Match[str], sentence: Sentence) -> int:
    if m["lead"] and m["b"]:
        return m.start("lead")
    return m.start("bounds") if m["bounds"] else m.start("c1") if m["c1"] else m.start("a")


def _stop(m: re.Match[str], end: int, kind: CountKind, sentence: Sentence, noun: Token | None, text: str) -> int:
    """Money and measures take their unit into the span: "5.3 million euros", "90 tonnes"."""
    if kind in ("money", "measure") and noun is not None and noun.end - sentence.start > end:
        return noun.end - sentence.start
    return end


def _bound_word(m: re.Match[str]) -> str:
    """The last word of bound: in "only about 200" about decides."""
    words = " ".join((m["bounds"] or "").lower().split()).removesuffix(" the")
    for known in sorted((*ABOUT, *_BOUND_WORDS), key=len, reverse=True):
        if words.endswith(known) and (len(words) == len(known) or words[-len(known) - 1] == " "):
            return known
    return ""


def _bound_words() -> tuple[str, ...]:
    from dateline.normalising.quantity.patterns import FROM, UP_TO

    return (*FROM, *UP_TO, "<", ">")


_BOUND_WORDS: Final = _bound_words()


def _is_range(m: re.Match[str], first: tuple[float, float | None, float], second: tuple[float, float | None, float]) -> bool:
    """Whether two numbers are one range: "1,000 to 5,000", "between 40 and 50", "two or three"."""
    join = m["join"].strip().lower()
    lead = (m["lead"] or "").lower()
    low, high = first[0], second[2] * _shared_scale(m)
    if join.startswith("and"):
        return lead == "between" and low <= second[2]
    if join.startswith("or"):
        return first[0] * 4 >= second[0] > first[0] or (first[0] < 3 and second[0] - first[0] == 1)
    if join.startswith("to") and lead == "from":
        return True
    return low <= second[2] or high > low


def _shared_scale(m: re.Match[str]) -> float:
    return 1.0


def _range(first: tuple[float, float | None, float], second: tuple[float, float | None, float], m: re.Match[str]) -> tuple[float, None, float]:
    """ "3 to 5 million": the scale of the second holds for the first where it stands without one."""
    low, high = first[0], second[2]
    scale = re.search(r"(hundred|thousand|million|billion|trillion|k|m|bn)$", m["b"].lower().strip())
    if scale and low < 1000 and not re.search(r"[a-z]", m["a"].lower()) and low < high:
        factor = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "bn": 1e9}[scale[1]]
        low = low * factor if low * factor <= high else low
    return (low, None, high) if low <= high else (high, None, low)


def _number_token(sentence: Sentence, start: int, end: int) -> Token | None:
    """The token that carries the number: the highest in the tree among those of the span, numerals first."""
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    if not inside:
        return None
    tops = [t for t in inside if t.head == t.index or not (start <= sentence.tokens[t.head].start < end)]
    numeric = [t for t in tops if t.pos == "NUM" or t.like_number] if False else [t for t in tops if t.pos in ("NUM", "NOUN", "ADJ", "PROPN")]
    return (numeric or tops or inside)[-1]


def _is_name(m: re.Match[str], sentence: Sentence, text: str) -> bool:
    """A number that belongs to a name: "Resolution 1701", "flight 17", "G7", "Zapad 2021"."""
    before = text[: m.start("a")] if not m["c1"] else ""
    if m["bounds"] and m["bounds"].strip():
        return False
    if before.endswith(("-", "–")) and re.search(r"\w[-–]$", before):
        return True
    digits = m["a"][0].isdigit()
    if digits and _DESIGNATION.search(before):
        return True
    if re.match(r"\s*[-–]\s*\d+(?:\s|$|,|\.)", text[m.end("a") :]) and digits and not m["b"]:
        return True
    if not digits:
        return False
    token = next((t for t in sentence.tokens if t.start == m.start("a") + sentence.start), None)
    if token is None or token.index == 0:
        return False
    previous = sentence.tokens[token.index - 1]
    governor = head(sentence, token)
    return previous.pos == "PROPN" and governor.index < token.index and governor.pos == "PROPN" and token.dep in ("nummod", "npadvmod", "appos", "nmod") and not _AGE_BEFORE.search(before)


def _is_pronoun(m: re.Match[str], text: str, token: Token, sentence: Sentence) -> bool:
    """ "One" as a pronoun: "no one", "the one", "one another", "one should"."""
    word = m["a"].lower()
    if word not in ("one", "a", "an"):
        return False
    if word in ("a", "an"):
        return True
    if m["tail"] or m["c1"] or m["b"]:
        return False
    before = text[: m.start()]
    if _ONE_IS_NO_COUNT.search(before if not m["bounds"] else text[: m.start("a")]) or _ONE_AFTER.match(text, m.end("a")):
        return True
    return token.pos not in ("NUM", "NOUN") and token.dep not in ("nummod",) or token.tag in ("PRP", "NN")


_TIME_UNIT: Final = re.compile(r"[\s-]*(?:(?:full|whole|straight|consecutive|more|additional|long|further|working|business|trading|calendar|of\s+the)\s+)*(second|minute|min|hour|hr|day|night|week|weekend|month|quarter|year|yr|decade|centur(?:y|ie)|fortnight|season)s?(?!\w)", re.IGNORECASE)


def _kind(
    m: re.Match[str], tail: str, end: int, sentence: Sentence, text: str, token: Token, measures: Measures
) -> tuple[CountKind | None, Token | None, str]:
    """What sort of count it is, and the noun it counts."""
    if tail.endswith(("old", "olds")):
        return "age", None, "year-old"
    if tail in ("%",) or tail.lstrip("-").startswith(("per", "pct")):
        return "share", None, tail
    if tail.endswith("fold") or tail == "times":
        return None, None, ""
    if m["c1"] or m["cs"]:
        return "money", None, (m["c1"] or m["cs"] or "").strip()
    rest = text[end:]
    if m["more"] is None and (attached := re.match(r"(?:[KMGT]B|[kcm]m|kg|lbs?|mph|km/h|[kMG]?Wh?|[kMG]?Hz|mAh|hp|HP|ft|m|g|min|hrs?|p|G|K|x)(?!\w)", rest)) and rest[:1] != " ":
        return "measure", None, attached[0]
    if (unit := _TIME_UNIT.match(rest)) and not re.match(r"[-\s]+olds?\b", rest[unit.end() :]):
        return "time", None, unit[1].lower()
    if _is_age(m, text, rest, token):
        return "age", None, "-"
    noun, words = counted_noun(sentence, token, end + sentence.start)
    lemma = noun.lemma.lower() if noun else ""
    if noun is not None and (lemma in measures.currencies or lemma.rstrip("s") in measures.currencies) and noun.pos != "PROPN":
        return "money", noun, words
    if noun is not None and measures.kinds.get(lemma) or re.match(r"[\s-]?(?:km|kg|mm|cm|mph|km/h|ft|kilometers?|kilometres?|miles?|metres?|meters?|feet|inch(?:es)?|tonnes?|tons?|degrees?|barrels?)(?!\w)", rest):
        kind = measures.kinds.get(lemma, "other")
        if kind == "time":
            return "time", noun, words
        return ("ratio" if kind == "times" and False else "measure"), noun, words or rest.split()[0]
    if end == m.end() and m["strong"]:
        return "count", noun, words
    if rest.startswith("-") and re.match(r"-[a-z]", rest):
        return "measure", None, re.match(r"-([a-z]+)", rest)[1]  # type: ignore[index]
    return "count", noun, words


def _is_age(m: re.Match[str], text: str, rest: str, token: Token) -> bool:
    if m["b"] or not m["a"].isdigit() or not 0 < float(m["a"]) < 115:
        return False
    before = text[: m.start()]
    if re.search(r"\baged?\s+(?:of\s+)?$|\bturned\s+$", before, re.IGNORECASE):
        return True
    return bool(re.search(r"(?-i:[A-Z])[\w.'’-]+,\s*$", before) and re.match(r",|\s*$|\.", rest)) and not re.search(r"\d,\s*$", before)


def _change(m: re.Match[str], end: int, sentence: Sentence, token: Token, noun: Token | None, kind: CountKind) -> Change:
    """Total or change: "several hundred more", "another 500", "rose by 200", "up 3 per cent"."""
    bounds = (m["bounds"] or "").lower()
    more = (m["more"] or "").strip().lower() if end == m.end() else ""
    if more in ("more", "additional", "extra", "further") or re.search(r"\b(?:another|additional|extra|further)\b", bounds):
        return "increase"
    if more == "fewer":
        return "decrease"
    if noun is not None:
        near = [t.lower_ if False else t.text.lower() for t in children(sentence, noun, "amod", "advmod") if t.start >= token.start - 20]
        if any(w in ("more", "additional", "extra", "further") for w in near) and "more than" not in bounds:
            return "increase"
        if "fewer" in near and "fewer than" not in bounds:
            return "decrease"
    return _verb_change(sentence, token, noun, kind)


def _verb_change(sentence: Sentence, token: Token, noun: Token | None, kind: CountKind) -> Change:
    """The change a verb tells: by N, or N per cent; "to N" is the total reached."""
    top = noun if noun is not None and noun.index > token.index else token
    governor = head(sentence, top)
    by = top.dep == "pobj" and governor.lemma.lower() == "by"
    if top.dep == "pobj" and not by:
        return "total"
    verb = head(sentence, governor) if by else governor
    lemma = verb.lemma.lower()
    if not by and kind != "share" and lemma not in ("up", "down", "rise", "fall"):
        return "total"
    if lemma in _UP:
        return "increase"
    return "decrease" if lemma in _DOWN else "total"


def _relative(sentence: Sentence, text: str, measures: Measures, found: Sequence[Count]) -> Iterator[Count]:
    """Ratios and parts, whose base stands elsewhere: "tenfold", "half of them"."""
    spans = [one.span for one in found]
    for m in RATIO.finditer(text):
        span = Span(m.start() + sentence.start, m.end() + sentence.start)
        if any(span.overlaps(other) for other in spans) and not m["times"]:
            continue
        if m["times"] and not m["as"] and not re.match(r"in\s", m[0], re.I):
            continue
        factor = RATIOS[m["fold"].lower()] if m["fold"] else RATIOS[m["twice"].lower()] if m["twice"] else _times(m["times"])
        token = _number_token(sentence, span.start, span.end)
        if factor and token is not None:
            yield _plain_count(span, text, sentence, token, "times", "ratio", (factor,))
    for m in PART.finditer(text):
        span = Span(m.start("word") + sentence.start, m.end("word") + sentence.start)
        token = _number_token(sentence, span.start, span.end)
        if token is None or any(span.overlaps(other) for other in spans):
            continue
        if not m["of"] and token.dep not in ("nsubj", "nsubjpass", "predet"):
            continue
        share = fraction(m)
        yield _plain_count(span, text, sentence, token, "total", "part", () if share is None else (share,))


def _times(words: str) -> float | None:
    return float(words) if words.isdigit() else read_words(words)


def _plain_count(
    span: Span, text: str, sentence: Sentence, token: Token, change: Change, kind: CountKind, figures: tuple[float, ...]
) -> Count:
    return Count(
        span=span, text=span_text(text, span, sentence), low=None, best=None, high=None, unit="", noun=None,
        noun_words="", change=change, bound="none", kind=kind, figures=figures, rule="quantity." + kind, token=token.index,
    )  # fmt: skip

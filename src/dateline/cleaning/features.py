"""What can be counted about a line and its neighbours: the input of the trained line model.

`FEATURES` names them in order; `measure` gives one row of numbers a line. All look at one text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dateline.cleaning.lines import Line
from dateline.cleaning.published import find_moments
from dateline.cleaning.shapes import (
    BULLET,
    BYLINE,
    DESK,
    END,
    TEASER_END,
    content_stems,
    credit_of,
    is_prose,
)
from dateline.cleaning.table import Furniture, plain

FUNCTION_WORDS: Final = frozenset(
    "the of to and a in that is was for on with as by at it from be have has had were are an this not but which who"
    " his her their its they he she been would will or after said also than when there".split()
)
READER_WORDS: Final = frozenset("you your we our us here click please".split())
QUOTE: Final = re.compile(r"[\"“”«»„]")
COMMA: Final = re.compile(r"[,;:]")
NAME_COLON: Final = re.compile(r"\A[A-ZÀ-Þ][\w .'’\-/]{2,40}:\s")
MARK: Final = re.compile(r"[|•·»›>→©@#$€£]|https?:|www\.|\.com\b")
OWN: Final = (
    "words chars ends_sentence ends_colon teaser bullet commas quotes upper_words all_caps digits function_share"
    " function_words reader_words marks name_colon date byline credit cue_heading cue_whole cue_start cue_end cue_any"
    " question exclamation lower_start overlap_share overlap_count repeats last_char_quote sentences prose"
).split()
NEAR: Final = (
    "prose words cue ends_sentence function_share overlap_share upper_words".split()
)
PLACE: Final = (
    "above_prose below_prose window5 window15 above_words below_words position lines inside before after segment_share"
    " since_heading heading_comments heading_related since_credit run_of_bare prose_words_total rank_from_last_prose"
    " section_change"
).split()
OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
FEATURES: Final = (*OWN, *(f"{name}{offset:+d}" for offset in OFFSETS for name in NEAR), *PLACE)


def measure(lines: Sequence[Line], furniture: Furniture) -> list[list[float]]:
    """Measure every line of one text."""
    own = _own_rows(lines, furniture)
    places = _place_rows(lines, own, furniture)
    columns = [OWN.index(name) if name != "cue" else -1 for name in NEAR]
    rows = []
    for number, (mine, place) in enumerate(zip(own, places, strict=True)):
        near: list[float] = []
        for offset in OFFSETS:
            other = own[number + offset] if 0 <= number + offset < len(own) else None
            near.extend(_near(other, column) for column in columns)
        rows.append([*mine, *near, *place])
    return rows


def _near(row: list[float] | None, column: int) -> float:
    if row is None:
        return -1.0
    return row[column] if column >= 0 else _cued(row)


CUE_AT: Final = OWN.index("cue_heading")
PROSE_AT: Final = OWN.index("prose")
WORDS_AT: Final = OWN.index("words")
OVERLAP_AT: Final = OWN.index("overlap_share")


def _cued(row: Sequence[float]) -> float:
    return float(any(row[CUE_AT : CUE_AT + 5]))


def _own_rows(lines: Sequence[Line], furniture: Furniture) -> list[list[float]]:
    stems = [content_stems(line) for line in lines]
    counts: Counter[str] = Counter()
    for line, own in zip(lines, stems, strict=True):
        if is_prose(line) and len(line.words()) >= 10:
            counts.update(own)
    repeated = Counter(line.text for line in lines)
    return [_own_row(line, own, counts, repeated[line.text], furniture) for line, own in zip(lines, stems, strict=True)]


def _own_row(
    line: Line, stems: frozenset[str], counts: Counter[str], repeats: int, furniture: Furniture
) -> list[float]:
    text = plain(line.text)
    words = line.words()
    number = len(words) or 1
    folded = [word.casefold() for word in words]
    function = sum(word in FUNCTION_WORDS for word in folded)
    prose = is_prose(line)
    itself = 1 if prose and number >= 10 else 0
    shared = sum(counts[stem] > itself for stem in stems)
    cue = furniture.cue(line.text)
    where = cue.where if cue else ""
    return [
        len(words),
        len(text),
        END.search(text) is not None,
        text.rstrip().endswith(":"),
        TEASER_END.search(text) is not None,
        BULLET.match(text) is not None,
        len(COMMA.findall(text)),
        len(QUOTE.findall(text)),
        sum(word[0].isupper() for word in words) / number,
        text.isupper(),
        sum(char.isdigit() for char in text) / max(1, len(text)),
        function / number,
        function,
        sum(word in READER_WORDS for word in folded),
        len(MARK.findall(text)),
        NAME_COLON.match(text) is not None,
        len(words) <= 24 and any(find_moments(text, furniture.knowledge)),
        BYLINE.fullmatch(text) is not None or DESK.fullmatch(text) is not None,
        bool(credit_of(text, furniture)),
        where == "heading",
        where == "whole",
        where == "start",
        where == "end",
        where == "any",
        text.rstrip().endswith("?"),
        text.rstrip().endswith("!"),
        text[:1].islower(),
        shared / max(1, len(stems)),
        shared,
        repeats,
        text[-1:] in "\"'”’",
        len(re.findall(r"[.!?][\"')]*\s+[A-Z]", text)) + 1,
        prose,
    ]


def _place_rows(lines: Sequence[Line], own: Sequence[Sequence[float]], furniture: Furniture) -> list[list[float]]:
    prose = [row[PROSE_AT] and not _cued(row) for row in own]
    words = [row[WORDS_AT] for row in own]
    first, last = find_segment([_weight(row) for row in own])
    total = sum(count for count, is_one in zip(words, prose, strict=True) if is_one)
    above, below = _distances(prose), _distances(prose[::-1])[::-1]
    last_prose = max((number for number, is_one in enumerate(prose) if is_one and words[number] >= 12), default=-1)
    heading, kind, credit, bare = 99, "", 99, 0
    rows = []
    for number, line in enumerate(lines):
        row = own[number]
        bare = 0 if prose[number] else bare + 1
        rows.append(
            [
                above[number],
                below[number],
                _mean(prose, number, 5),
                _mean(prose, number, 15),
                _nearest_words(words, prose, number, -1),
                _nearest_words(words, prose, number, 1),
                number / len(lines),
                len(lines),
                first <= number < last,
                max(0, first - number),
                max(0, number - last + 1),
                sum(words[first:last]) / max(1.0, sum(words)),
                heading,
                kind == "comments",
                kind == "related",
                credit,
                bare,
                total,
                number - last_prose,
                row[OVERLAP_AT] - (own[number - 1][OVERLAP_AT] if number else 0),
            ]
        )
        heading, credit = min(99, heading + 1), min(99, credit + 1)
        if row[CUE_AT]:
            cue = furniture.cue(line.text)
            heading, kind = 0, cue.kind if cue else ""
        if row[OWN.index("credit")]:
            credit = 0
    return rows


def _weight(row: Sequence[float]) -> float:
    if _cued(row):
        return -12.0
    if row[PROSE_AT]:
        return min(40.0, row[WORDS_AT])
    return -4.0


def find_segment(weights: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the greatest sum of weights, as a half-open range.

    >>> find_segment([-1, 3, -1, 4, -9, 2])
    (1, 4)
    """
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for number, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if total > best:
            best, where = total, (start, number + 1)
    return where


def _distances(flags: Sequence[object]) -> list[int]:
    found, distance = [], 50
    for flag in flags:
        found.append(distance)
        distance = 1 if flag else min(50, distance + 1)
    return found


def _mean(flags: Sequence[object], number: int, width: int) -> float:
    window = flags[max(0, number - width) : number + width + 1]
    return sum(bool(one) for one in window) / len(window)


def _nearest_words(words: Sequence[float], prose: Sequence[object], number: int, step: int) -> float:
    at = number + step
    while 0 <= at < len(words) and abs(at - number) <= 30:
        if prose[at]:
            return words[at]
        at += step
    return 0.0

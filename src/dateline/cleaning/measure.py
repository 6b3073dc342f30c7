"""What can be counted about a line and the lines around it: what the trained line model decides on.

`measure` gives one row a line, in the order of `trees.MEASURES`. Everything is read from one text alone,
and nothing from the language of a subject: which words a site speaks with (`SITE`), which a report (`TOLD`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from dateline.cleaning.lines import Line, Verdict
from dateline.cleaning.shapes import BULLET, END, TEASER_END, content_stems, is_prose, stem
from dateline.cleaning.stretch import find_stretch, weigh
from dateline.cleaning.table import Cue, Furniture, plain
from dateline.cleaning.trees import LINKED, NEAR, OFFSETS, OWN, WINDOWS, Table

SITE: Final = frozenset(
    "account accounts activate ad address ads advertise advertisement advertising affiliate agree alert alerts app"
    " apps archive article articles author bio browse browser browsing cancel categories check choices click clicking"
    " comment commenting comments community confirm consent contact content contents contributor cookie cookies"
    " copyright correspondent credit daily deal deals delivered digest digital discount donate download e-mail"
    " e-paper edition editor editorial editors email enable episode error essential explore facebook feedback feed"
    " follow followers forum free gallery getty gift google guide guidelines handout headlines here image images inbox"
    " insights instagram interested issue javascript join journalism journalist latest learn legal letters license"
    " link linkedin links listen live log logged login magazine member members membership more newsletter newsletters"
    " newspaper newspapers newsroom notifications notify offer offers opinion opinions page password permission"
    " personalised personalized photo photograph photos pictured please podcast podcasts poll popular post posted"
    " posts preferences premium privacy promoted published publisher purchase quiz quizzes read reader readers"
    " reading recommended reddit register registered registering registration related reporter reporters reply"
    " reproduced reprint republish reserved review reviews rights rss save scroll section send settings share shop"
    " sign signed signing signup site sites skip sponsored spam stories story submit submitting subscribe subscriber"
    " subscribers subscribing subscription subscriptions support tag tags telegram terms thank thoughts tip tips"
    " today's topics trademark trending trial tweet twitter unlimited unlock unsubscribe updated updates user users"
    " via video videos view views visit watch weekly website whatsapp writer writers youtube".split()
)
TOLD: Final = frozenset(
    "a about added after against although also and are as asked at be because been before being both but by called"
    " came could did during earlier even for from given had has have he her his however i if in into is it its later"
    " many may might much no not of on or our said saying several she should since so still such than that the their"
    " them then there these they this those though through to told until was we were when where whether which while"
    " who whose will with within would yet".split()
)
READER: Final = frozenset("you your you're you'll you've we our us we're we'll".split())
SELF: Final = frozenset("i i'm i've i'd me my".split())
QUOTE: Final = re.compile(r"[\"“”«»„]")
MARK: Final = re.compile(r"[|•·»›>→©#$€£@]|https?:|www\.|\.com\b")
NAMED: Final = re.compile(r"[A-ZÀ-Þ][\w .'’\-/&]{1,40}:\s")
NEXT: Final = re.compile(r"[.!?][\"')”’]*\s+[A-ZÀ-Þ“\"]")

FAR: Final = 50  # lines; farther away all is the same
CORE_WORDS: Final = 10  # of a paragraph that tells what the report is about
LEAD: Final = 4  # paragraphs
LONG: Final = 25  # words of a line that only a paragraph has


def measure(verdicts: Sequence[Verdict], furniture: Furniture) -> Table:
    """One row a line of everything in `MEASURES`, for lines that the rules have judged."""
    lines = [one.line for one in verdicts]
    cues = [furniture.cue(line.text) for line in lines]
    start, end = find_stretch([weigh(line, furniture) for line in lines])
    core = [
        start <= number < end and is_prose(line) and len(line.words()) >= CORE_WORDS
        for number, line in enumerate(lines)
    ]
    own = np.array([_shape(line.text) for line in lines], dtype=np.float64)
    columns = dict(zip(OWN, own.T, strict=True))
    columns["cue"][:] = [cue is not None for cue in cues]
    columns |= _links(lines, verdicts, core)
    columns["good"] = (columns["prose"] > 0) & (columns["cue"] == 0) & (columns["words"] >= 8)
    columns["long"] = columns["words"] >= LONG
    parts = [
        *(columns[name] for name in (*OWN, *LINKED)),
        *(_shifted(columns[name], offset) for offset in OFFSETS for name in NEAR),
        *(_around(columns[name], width) for name, width in WINDOWS),
        *_places(columns, verdicts, cues),
        *_ruled(verdicts),
    ]
    return np.stack([np.asarray(part, dtype=np.float64) for part in parts], axis=1)


@lru_cache(maxsize=8192)
def _shape(text: str) -> tuple[float, ...]:
    """What a line shows by itself, in the order of `OWN`; the cue is filled in by the caller."""
    straight = plain(text)
    line = Line(text, ())
    words = line.words()
    folded = [word.casefold() for word in plain(" ".join(words)).split()]
    count = len(words) or 1
    site = sum(word in SITE for word in folded)
    return (
        len(words),
        len(text) / count,
        END.search(straight) is not None,
        straight.endswith(":"),
        TEASER_END.search(straight) is not None,
        BULLET.match(straight) is not None,
        straight.count(",") + straight.count(";"),
        len(QUOTE.findall(text)),
        sum(word[0].isupper() for word in words[1:]) / max(1, len(words) - 1),
        text.isupper(),
        sum(map(str.isdigit, text)) / max(1, len(text)),
        site,
        site / count,
        sum(word in TOLD for word in folded) / count,
        sum(word in READER for word in folded),
        sum(word in SELF for word in folded),
        len(MARK.findall(straight)),
        NAMED.match(straight) is not None,
        0.0,
        straight.endswith("?"),
        is_prose(line),
        len(NEXT.findall(straight)) + 1,
    )


def _links(lines: Sequence[Line], verdicts: Sequence[Verdict], core: Sequence[bool]) -> dict[str, Table]:
    """What a line has in common with the report and with the other lines, in the columns of `LINKED`."""
    counts: Counter[str] = Counter()
    for line, is_core in zip(lines, core, strict=True):
        if is_core:
            counts.update(content_stems(line))
    times = Counter(line.text.casefold() for line in lines)
    title = next((content_stems(one.line) for one in verdicts if one.block == "headline"), frozenset())
    leading = [line for line, is_core in zip(lines, core, strict=True) if is_core][:LEAD]
    lead = title.union(*(content_stems(line) for line in leading))
    rows = [
        (
            *_link(line, counts, int(is_core)),
            times[line.text.casefold()],
            len(content_stems(line) & title) / max(1, min(len(content_stems(line)), len(title))),
            len(content_stems(line) & lead) / max(1, len(content_stems(line))),
        )
        for line, is_core in zip(lines, core, strict=True)
    ]
    return dict(zip(LINKED, np.array(rows, dtype=np.float64).T, strict=True))


def _link(line: Line, counts: Mapping[str, int], itself: int) -> tuple[float, ...]:
    stems = content_stems(line)
    shared = sum(counts.get(one, 0) > itself for one in stems)
    names = {stem(word) for word in line.words()[1:] if word[0].isupper() and len(word) > 2}
    strange = sum(counts.get(one, 0) <= itself for one in names)
    return (
        shared,
        shared / max(1, len(stems)),
        strange / max(1, len(names)),
    )


def _shifted(column: Table, offset: int) -> Table:
    """The column of the line `offset` lines away; -1 where there is none."""
    found = np.full(len(column), -1.0)
    if offset < 0:
        found[-offset:] = column[:offset]
    else:
        found[:-offset] = column[offset:]
    return found


def _around(column: Table, width: int) -> Table:
    """The mean over the lines up to `width` away on either side."""
    sums = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
    at = np.arange(len(column))
    start, end = np.maximum(0, at - width), np.minimum(len(column), at + width + 1)
    mean: Table = (sums[end] - sums[start]) / (end - start)
    return mean


def _since(flags: Sequence[bool] | Table, most: int = FAR) -> list[float]:
    """How many lines above each the last line with the flag stands; `most` where none does."""
    found, distance = [], most
    for flag in flags:
        found.append(float(distance))
        distance = 1 if flag else min(most, distance + 1)
    return found


def _places(
    columns: Mapping[str, Table], verdicts: Sequence[Verdict], cues: Sequence[Cue | None]
) -> list[Sequence[float] | Table]:
    good, words = columns["good"], columns["words"]
    count = len(good)
    at = np.arange(count)
    headings = [cue is not None and cue.where == "heading" for cue in cues]
    kinds, kind = [], ""
    for cue, heading in zip(cues, headings, strict=True):
        kinds.append(kind)
        kind = cue.kind if heading and cue else kind
    long = np.flatnonzero((good > 0) & (words >= 12))
    first = int(np.argmax(good > 0)) if good.any() else 0
    since_first = np.where(at >= first, columns["cue"], 0.0)
    good_words = np.where(good > 0, words, 0.0)
    total = max(1.0, float(good_words.sum()))
    above = np.cumsum(good_words) - good_words
    return [
        np.cumsum(since_first),
        columns["cue"].sum() - np.cumsum(columns["cue"]),
        above / total,
        (total - above - good_words) / total,
        _since(columns["cue"]),
        _since(good),
        _since(good[::-1])[::-1],
        at / count,
        np.full(count, count),
        _since(headings),
        [float(kind == "comments") for kind in kinds],
        [float(kind == "related") for kind in kinds],
        _since([one.block == "credit" for one in verdicts]),
        _since(good, count),
        np.full(count, total),
        at - (int(long[-1]) if len(long) else -1),
        at - first,
    ]


def _ruled(verdicts: Sequence[Verdict]) -> list[list[float]]:
    """How the rules have judged each line and its neighbours, in the order of `RULED`."""
    named = ("head", "related", "page", "after the report")
    kept = [one.block == "body" for one in verdicts]
    tests = (
        kept,
        [one.block == "body" and one.reason == "a paragraph" for one in verdicts],
        *([one.furniture == name for one in verdicts] for name in named),
        [one.block is None and one.furniture not in named for one in verdicts],
        [one.block not in (None, "body") for one in verdicts],
        [False, *kept[:-1]],
        [*kept[1:], False],
    )
    return [[float(one) for one in test] for test in tests]

"""What a text is about, as far as it keeps event rules from firing: sport, culture, business, crime and so on.

"Arsenal attacked from the first whistle" holds a trigger and even a place, and tells of no event. A document
is off topic where the words of one such field outweigh those of politics and war; a paragraph of it that speaks
of politics and war all the same is kept, and a paragraph of another field in a political report is left aside.
A longer text without any word of politics or war is off topic too.
Different words are counted, not how often they stand there: one long talk of a "game" makes no sports page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from dateline.coding.dictionary import WordClass
from dateline.coding.frames import base
from dateline.coding.wording import in_class
from dateline.model import Sentence

# Fields, and how many of their words a text needs: talk of health, schools, science and nature is often plain talk
# of aid or strikes, and its words of war are meant less often as pictures.
FEWEST: Final = {
    "topic-sport": 2,
    "topic-culture": 2,
    "topic-business": 2,
    "topic-crime": 2,
    "topic-leisure": 2,
    "topic-memory": 2,
    "topic-health": 3,
    "topic-nature": 3,
    "topic-school": 3,
    "topic-science": 3,
}
APART: Final = 4  # words of a field that set a paragraph of a political report aside
# From how many sentences on a text of politics or war cannot do without its words, and how many words of talk and
# violence it may have even so: of 200 reports with events in MUC-4, TimeBank, MEANTIME and the gold one has none.
PLAIN: Final = 3
PLAIN_LOOSE: Final = 3
POLITICS: Final = "topic-politics"
LOOSE: Final = "topic-politics-loose"
# How many words of a field one word of politics outweighs: set on MUC-4 and PLOVER sentences (about 1 in 100 of
# them is off topic) and on our own first off-topic items (two in three are).
WEIGHT: Final = 1.5
WEIGHT_LOOSE: Final = 0.67
Words = Mapping[str, frozenset[str]]  # class → its words in a sentence


def off_topic(sentences: Sequence[Sentence], classes: Mapping[str, WordClass]) -> frozenset[int]:
    """Return the sentences, by index, in which no event is looked for."""
    words = {sentence.index: _words(sentence, classes) for sentence in sentences}
    counts = _counts(words.values())
    whole = _is_off(counts) or (len(sentences) >= PLAIN and _is_plain(counts))
    aside: set[int] = set()
    for _, paragraph in groupby(sentences, key=lambda sentence: sentence.block):
        indexes = [sentence.index for sentence in paragraph]
        here = _counts(words[index] for index in indexes)
        if not _is_political(here) if whole else _is_apart(here):
            aside.update(indexes)
    return frozenset(aside)


def _words(sentence: Sentence, classes: Mapping[str, WordClass]) -> Words:
    tokens = [token for token in sentence.tokens if token.pos in ("NOUN", "PROPN", "VERB", "ADJ")]
    return {
        name: frozenset(base(token) for token in tokens if in_class(sentence, token, classes[name]))
        for name in (*FEWEST, POLITICS, LOOSE)
    }


def _counts(words: Iterable[Words]) -> dict[str, int]:
    """How many different words of each class stand in some sentences."""
    kept = tuple(words)
    return {
        name: len(frozenset[str]().union(*(one[name] for one in kept))) for name in (*FEWEST, POLITICS, LOOSE)
    }


def _is_off(counts: Mapping[str, int]) -> bool:
    outweighed = WEIGHT * counts[POLITICS] + WEIGHT_LOOSE * counts[LOOSE]
    return any(counts[name] >= fewest and counts[name] > outweighed for name, fewest in FEWEST.items())


def _is_plain(counts: Mapping[str, int]) -> bool:
    """Tell whether no word of politics or war stands in a text: a robbery, a rescued cat."""
    return not counts[POLITICS] and counts[LOOSE] <= PLAIN_LOOSE


def _is_political(counts: Mapping[str, int]) -> bool:
    """Tell whether a paragraph of an off-topic text speaks of politics or war more than of any field."""
    return counts[POLITICS] >= 2 and counts[POLITICS] > max(counts[name] for name in FEWEST)


def _is_apart(counts: Mapping[str, int]) -> bool:
    """Tell whether a paragraph of a political report speaks of another field and not at all of politics."""
    field = max(counts[name] for name in FEWEST)
    return field >= APART and not counts[POLITICS] and field > 2 * counts[LOOSE]

"""What a text is about, as far as it keeps event rules from firing: sport, culture, business and weather.

"Arsenal attacked from the first whistle" holds a trigger and even a place, and tells of no event. A document
is off topic where words of one such field outnumber the words of politics and war.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.coding.dictionary import WordClass
from dateline.coding.wording import in_class
from dateline.model import Sentence

FIELDS: Final = ("sport-words", "culture-words", "business-words", "weather-words")
ON_TOPIC: Final = "politics-words"
FEWEST: Final = 2


def is_off_topic(sentences: Sequence[Sentence], classes: Mapping[str, WordClass]) -> bool:
    """Tell whether words of one off-topic field stand in the text at least twice and outnumber politics."""
    politics = _count(sentences, classes.get(ON_TOPIC))
    return any(_count(sentences, classes.get(name)) >= max(FEWEST, politics + 1) for name in FIELDS)


def _count(sentences: Sequence[Sentence], words: WordClass | None) -> int:
    if words is None:
        return 0
    return sum(
        in_class(sentence, token, words)
        for sentence in sentences
        for token in sentence.tokens
        if token.pos in ("NOUN", "PROPN", "VERB", "ADJ")
    )

"""What a text is about, as far as it keeps event rules from firing: sport, culture, business, crime and so on.

"Arsenal attacked from the first whistle" holds a trigger and even a place, and tells of no event. A document
is off topic where the words of one such field outweigh those of politics and war; a paragraph of it that speaks
of politics and war all the same is kept, and a paragraph of another field in a political report is left aside.
A longer text without any word of politics or war is off topic too.
Sport, culture, travel and memory speak of war in pictures; business, health, nature, schools and crime mean what they
say: there a deed that a state does itself, or an armed attack, stands all the same ("Japan sent 80 rescuers").
Different words are counted, not how often they stand there: one long talk of a "game" makes no sports page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from dateline.coding.dictionary import WordClass
from dateline.coding.frames import base
from dateline.coding.wording import in_class
from dateline.model import Actor, Mention, Sentence

# Fields, and how many of their words a text needs: talk of health, schools, science and nature is often plain talk
# of aid or strikes, and its words of war are meant less often as pictures.
FEWEST: Final = {
    "topic-sport": 2,
    "topic-culture": 2,
    "topic-business": 2,
    "topic-crime": 2,
    "topic-leisure": 2,
    "topic-memory": 2,
    "topic-local": 3,
    "topic-health": 3,
    "topic-nature": 3,
    "topic-school": 3,
    "topic-science": 3,
}
# Fields whose doers are never states: words of war are pictures there, and town halls bear the names of capitals.
FIGURATIVE: Final = frozenset(
    {"topic-sport", "topic-culture", "topic-leisure", "topic-local", "topic-memory"}
)
PLAIN_TEXT: Final = "plain"
STATE: Final = frozenset({"GOV", "MIL", "REB", "IGO", "UAF", "PRM"})
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


def off_topic(sentences: Sequence[Sentence], classes: Mapping[str, WordClass]) -> dict[int, str]:
    """Return the field of each sentence, by index, that is left aside, or "plain" where no word of politics stands."""
    words = {sentence.index: _words(sentence, classes) for sentence in sentences}
    counts = _counts(words.values())
    plain = len(sentences) >= PLAIN and _is_plain(counts)
    whole = plain or _is_off(counts)
    aside: dict[int, str] = {}
    for _, paragraph in groupby(sentences, key=lambda sentence: sentence.block):
        indexes = [sentence.index for sentence in paragraph]
        here = _counts(words[index] for index in indexes)
        if not _is_political(here) if whole else _is_apart(here):
            of = counts if whole else here
            aside |= dict.fromkeys(indexes, _field(of) if _is_off(of) else PLAIN_TEXT)
    return aside


def stands(mention: Mention, sentence: Sentence, field: str, classes: Mapping[str, WordClass]) -> bool:
    """Tell whether a deed told in a text of another field is one all the same."""
    if field in FIGURATIVE:
        return False
    if mention.type == "PROTEST":
        return field == "topic-business"  # a strike
    if any(_is_state(actor, mention, sentence) for actor in mention.actors):
        return True
    if mention.type == "SANCTION":  # by a firm, against a state: "halted deliveries of gas to Poland"
        return any(_is_state(actor, mention, sentence) for actor in mention.recipients)
    armed = any(in_class(sentence, token, classes[POLITICS]) for token in sentence.tokens)
    return mention.type == "ASSAULT" and armed and field not in ("topic-crime", PLAIN_TEXT)


def _is_state(actor: Actor, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a state or armed group is named itself: not "the *Korean* phone maker" or "*Egypt*'s tile maker"."""
    tokens = [t for t in sentence.tokens if actor.span.start <= t.start < actor.span.end]
    owns = any(t.dep == "poss" and not _in_trigger(t.head, mention, sentence) for t in tokens)
    return actor.sector in STATE and bool(tokens) and not owns and any(t.entity != "NORP" for t in tokens)


def _in_trigger(index: int, mention: Mention, sentence: Sentence) -> bool:
    return mention.trigger.start <= sentence.tokens[index].start < mention.trigger.end


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


def _field(counts: Mapping[str, int]) -> str:
    return max(FEWEST, key=lambda name: counts[name])


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

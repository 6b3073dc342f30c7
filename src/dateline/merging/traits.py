"""What of a mention matters for telling whether another tells of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Document, Mention

# A deed without a date is looked for around the day its document came out. Found on the events of
# the demo corpus; crises last weeks, and a report on last year's war is dated in its own words.
AROUND = timedelta(days=45)

# Words that say nothing about which deed is meant.
STOPWORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "as",
        "that",
        "which",
        "who",
        "whose",
        "it",
        "its",
        "they",
        "their",
        "them",
        "he",
        "his",
        "she",
        "her",
        "we",
        "our",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "will",
        "would",
        "could",
        "may",
        "might",
        "should",
        "some",
        "more",
        "about",
        "after",
        "before",
        "into",
        "near",
        "not",
        "no",
        "than",
        "this",
        "these",
        "those",
        "there",
        "also",
        "again",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class Traits:
    """A mention beside the facts that comparing needs: codes, days, and the words of the telling."""

    mention: Mention
    told: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    place_names: frozenset[str]
    place_countries: frozenset[str]
    first_day: date | None
    last_day: date | None
    dated: bool
    words: frozenset[str]


def traits_of(mention: Mention, document: Document) -> Traits:
    """Gather the traits of a mention from itself and its document."""
    told = (document.published.utc or document.published.written) if document.published else None
    first, last, dated = _days(mention, told)
    words = re.findall(r"[^\W_]+", mention.span.of(document.text).casefold())
    return Traits(
        mention=mention,
        told=told,
        actors=frozenset(actor.id for actor in mention.actors),
        recipients=frozenset(actor.id for actor in mention.recipients),
        place_names=frozenset(place.name for place in mention.places),
        place_countries=frozenset(country for place in mention.places for country in place.countries),
        first_day=first,
        last_day=last,
        dated=dated,
        words=frozenset(word for word in words if word not in STOPWORDS),
    )


def _days(mention: Mention, told: str | None) -> tuple[date | None, date | None, bool]:
    """The first and last day the deed may have fallen on, and whether its own words say so."""
    when = mention.when
    if when is not None and (when.start or when.end):
        first = date.fromisoformat(when.start[:10]) if when.start else None
        last = date.fromisoformat(when.end[:10]) if when.end else None
        return first, last, True
    if told is None or mention.background:
        return None, None, False
    day = date.fromisoformat(told[:10])
    return day - AROUND, day + AROUND, False

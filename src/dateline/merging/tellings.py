"""How many voices tell of an event: copies and retellings fall away, the ends of the chains remain.

Ten papers printing one agency's report are one telling; so are two papers quoting one interview.
A second official saying it himself is another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.model import Document, Mention, Source, Telling

# Unnamed speakers who are a whole camp and no person a newsroom spoke to: they count once together.
COLLECTIVE = re.compile(
    r"\b(?:west|western|governments?|capitals|allies|partners|accusers?|critics|estimates?|observers|"
    r"analysts|experts|powers|leaders|countries|nations|states|media|reports?)\b",
    re.IGNORECASE,
)


Voice = tuple[str, str]  # kind, name

REASONS = {
    "named": "a named speaker is one voice wherever quoted; a report's own words rest on whom it names",
    "newsroom": "a newsroom's own words are one voice, copies included",
    "persons": "unnamed persons who spoke to one newsroom are one voice",
    "camp": "unnamed camps are one voice together",
}


def tellings(
    mentions: Sequence[Mention], documents: Mapping[str, Document], origins: Mapping[str, str]
) -> tuple[Telling, ...]:
    """Group the mentions of one event by the voice each goes back to.

    `origins` leads a document to the one it is a copy of. Named speakers are one voice wherever they
    are quoted; unnamed persons are one voice for each newsroom they spoke to; unnamed camps are one
    voice together; a newsroom's own words are one
    voice, unless its own report names somebody they rest on.
    """
    voices: dict[Voice, list[Mention]] = defaultdict(list)
    for mention in mentions:
        voices[_voice(mention, documents, origins)].append(mention)
    _rest_on_sources(voices, origins)
    return tuple(
        Telling(name, tuple(sorted(mention.id for mention in told)), REASONS[kind])
        for (kind, name), told in sorted(voices.items())
    )


def _rest_on_sources(voices: dict[Voice, list[Mention]], origins: Mapping[str, str]) -> None:
    """Give a newsroom's own words to the source that the same report, or one it copies, names for the event."""
    texts = {
        voice: {origins.get(mention.document_id, mention.document_id) for mention in told}
        for voice, told in voices.items()
    }
    for voice in sorted(voices):
        if voice[0] != "newsroom":
            continue
        named = [
            other
            for other in sorted(voices)
            if other[0] != "newsroom"
            and texts[other] & texts[voice]
            and any(mention.status != "denied" for mention in voices[other])
        ]
        if named and texts[voice] <= set().union(*(texts[v] for v in named)):
            voices[named[0]].extend(voices.pop(voice))


def _voice(mention: Mention, documents: Mapping[str, Document], origins: Mapping[str, str]) -> Voice:
    chain = mention.chain
    if not chain:
        return "newsroom", _newsroom(chain, mention.document_id, documents, origins)
    end = chain[-1]
    if end.kind == "media":
        return "newsroom", _plain(end.name)
    if end.kind != "unnamed":
        return "named", _plain(end.name)
    if COLLECTIVE.search(end.name) and not re.search(r"\bofficials?\b", end.name):
        return "camp", "unnamed"
    newsroom = _newsroom(chain[:-1], mention.document_id, documents, origins)
    return "persons", newsroom


def _newsroom(
    chain: Sequence[Source], document_id: str, documents: Mapping[str, Document], origins: Mapping[str, str]
) -> str:
    """The outlet whose reporters wrote it: the last one named, else the one credited, else the publisher."""
    for link in reversed(chain):
        if link.kind == "media":
            return _plain(link.name)
    document = documents[document_id]
    if document.credited:
        return _plain(document.credited[0])
    origin = documents.get(origins.get(document_id, document_id), document)
    if origin.credited:
        return _plain(origin.credited[0])
    return _plain(origin.publisher.value) if origin.publisher else origin.id


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()

"""How many voices tell of an event: copies and retellings fall away, the ends of the chains remain.

Ten papers printing one agency's report are one telling; so are two papers quoting one interview.
A second official saying it himself is another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.copies.direction import plain_outlet
from dateline.merging.governments import Governments
from dateline.model import Document, Mention, Source, Telling
from dateline.parsing.names import fold

# Unnamed speakers who are a whole camp and no person a newsroom spoke to: they count once together.
COLLECTIVE: Final = re.compile(
    r"\b(?:west|western|governments?|capitals|allies|partners|accusers?|critics|estimates?|observers|"
    r"analysts|experts|powers|leaders|countries|nations|states|media|reports?)\b",
    re.IGNORECASE,
)
# Who speaks for a body: "Pentagon spokesman John Kirby", "Ned Price, a spokesman for the State Department".
SPEAKS_FOR: Final = r"(?:spokes(?:man|woman|person)|press secretary|press service|representative|spokesperson)"

# One thing to come, told from nearer or farther.
FORESEEN: Final = frozenset(("planned", "expected", "considered"))

Voice = tuple[str, str]  # kind, name

REASONS: Final = {
    "government": "a government is one voice, by whichever name: country, capital or seat",
    "named": "a named speaker is one voice wherever quoted; a report's own words rest on whom it names",
    "newsroom": "a newsroom's own words are one voice, copies included",
    "persons": "unnamed persons who spoke to one newsroom are one voice",
    "camp": "unnamed camps are one voice together",
}


@dataclass(frozen=True, slots=True)
class Origins:
    """Which document a text goes back to: of a copy, and of what a document retells of an outlet."""

    copied: Mapping[str, str]
    retold: Mapping[tuple[str, str], str]  # document and plain name of the outlet → the outlet's document

    def text_of(self, mention: Mention) -> str:
        """The document that the mention's words go back to."""
        document = mention.document_id
        for link in reversed(mention.chain):
            document = self.retold.get((mention.document_id, plain_outlet(link.name)), document)
        return self.copied.get(document, document)

    def texts_of(self, mention: Mention) -> frozenset[str]:
        """That document, and those that the mention's own document retells."""
        retold = {of for (document, _), of in self.retold.items() if document == mention.document_id}
        return frozenset({self.text_of(mention), *(self.copied.get(of, of) for of in retold)})


def tellings(
    mentions: Sequence[Mention],
    documents: Mapping[str, Document],
    origins: Origins,
    governments: Governments,
) -> tuple[Telling, ...]:
    """Group the mentions of one event by the voice each goes back to.

    A named speaker is one voice wherever quoted, a government by whichever of its names, a body together
    with its spokesman; unnamed persons are one voice for each newsroom they spoke to, unnamed camps one
    together. A newsroom's own words are one voice, unless they rest on somebody its report names.
    """
    ordered = sorted(mentions, key=lambda mention: mention.id)
    voices = {mention.id: _voice(mention, documents, origins, governments) for mention in ordered}
    same = _spokesmen(ordered, voices, documents) | _same_persons(ordered, voices)
    voices = {id: same.get(voice, voice) for id, voice in voices.items()}
    resting = {id: _rests_on(mention, ordered, voices, documents, origins) for id, mention in _own(ordered, voices)}
    told: dict[Voice, list[Mention]] = defaultdict(list)
    for mention in ordered:
        told[resting.get(mention.id) or voices[mention.id]].append(mention)
    return tuple(
        Telling(_written(voice, own, documents), tuple(m.id for m in own), REASONS[voice[0]])
        for voice, own in sorted(told.items())
    )


def _voice(
    mention: Mention, documents: Mapping[str, Document], origins: Origins, governments: Governments
) -> Voice:
    chain = mention.chain
    relayer = next((link for link in chain if link.kind == "unnamed"), None)
    end = relayer or (chain[-1] if chain else None)
    if end is None or end.kind == "media":
        return "newsroom", _newsroom(chain, mention.document_id, documents, origins)
    name = _plain(end.name)
    if end.kind != "unnamed":
        return ("government", governments[name]) if name in governments else ("named", name)
    if COLLECTIVE.search(end.name) and not re.search(r"\bofficials?\b", end.name):
        return "camp", "unnamed"
    return "persons", _newsroom(chain[: chain.index(end)], mention.document_id, documents, origins)


def _newsroom(
    chain: Sequence[Source], document_id: str, documents: Mapping[str, Document], origins: Origins
) -> str:
    """The outlet whose reporters wrote it: the last one named, else the one credited, else the publisher."""
    for link in reversed(chain):
        if link.kind == "media":
            return plain_outlet(link.name)
    origin = documents.get(origins.copied.get(document_id, document_id), documents[document_id])
    for document in (documents[document_id], origin):
        if document.credited:
            return plain_outlet(document.credited[0])
    return plain_outlet(origin.publisher.value) if origin.publisher else origin.id


def _spokesmen(
    mentions: Sequence[Mention], voices: Mapping[str, Voice], documents: Mapping[str, Document]
) -> dict[Voice, Voice]:
    """Lead a person to the body he speaks for, where both tell of the event and a document says so."""
    bodies = {
        _plain(link.name): voices[mention.id]
        for mention in mentions
        for link in mention.chain[-1:]
        if voices[mention.id][0] in ("named", "government")
    }
    texts = [fold(documents[id].text) for id in dict.fromkeys(mention.document_id for mention in mentions)]
    return {
        voice: bodies[body]
        for name, voice in bodies.items()
        for body in bodies
        if body != name and bodies[body] != voice and any(_speaks_for(name, body, text) for text in texts)
    }


def _same_persons(mentions: Sequence[Mention], voices: Mapping[str, Voice]) -> dict[Voice, Voice]:
    """Lead "officials" without an outlet to the officials who, in the same text, spoke to one."""
    unnamed = [m for m in mentions if voices[m.id][0] == "persons"]
    return {
        voices[bare.id]: voices[full.id]
        for full in unnamed
        for bare in unnamed
        if len(bare.chain) == 1 and len(full.chain) > 1 and voices[bare.id] != voices[full.id]
        if bare.document_id == full.document_id and _noun(bare) == _noun(full)
    }


def _noun(mention: Mention) -> str:
    """The last word of the unnamed source: officials, sources, diplomats."""
    return next(_plain(link.name).split()[-1] for link in mention.chain if link.kind == "unnamed")


def _speaks_for(person: str, body: str, text: str) -> bool:
    """Tell whether the folded text calls the person the body's spokesman.

    >>> _speaks_for("john kirby", "pentagon", "troops, pentagon spokesman john kirby said")
    True
    """
    surname = person.rsplit(maxsplit=1)[-1]
    if surname not in text or body not in text:
        return False
    one, other = rf"\b{re.escape(body)}\b", rf"\b{re.escape(surname)}\b"
    between, office = r"[^.\n]{0,30}?", rf"\b{SPEAKS_FOR}\b"
    shapes = (
        rf"{one}(?:'s|’s)? (?:\w+ )?{office}{between}{other}",
        rf"{office} (?:for|of|at) (?:the )?{one}{between}{other}",
        rf"{other}, (?:an?|the)? ?{one}(?:'s|’s)? {office}",
        rf"{other}, (?:an?|the)? ?{office} (?:for|of|at) (?:the )?{one}",
    )
    return any(re.search(shape, text) for shape in shapes)


def _own(mentions: Sequence[Mention], voices: Mapping[str, Voice]) -> list[tuple[str, Mention]]:
    return [(mention.id, mention) for mention in mentions if voices[mention.id][0] == "newsroom"]


def _rests_on(
    mention: Mention,
    mentions: Sequence[Mention],
    voices: Mapping[str, Voice],
    documents: Mapping[str, Document],
    origins: Origins,
) -> Voice | None:
    """The voice that a newsroom's own words go back to.

    A headline sums up whoever the body names. Other words of the reporter rest on a source of the same
    text that says the same of the same parties; a camp ("the West") gives no reporter his facts.
    """
    texts, headline = origins.texts_of(mention), _is_headline(mention, documents)
    for other in mentions:
        voice = voices[other.id]
        if voice == voices[mention.id] or origins.text_of(other) not in texts:
            continue
        if headline and (voice[0] != "newsroom" or not _is_headline(other, documents)):
            return voice
        if voice[0] not in ("newsroom", "camp") and _says_the_same(mention, other):
            return voice
    return None


def _says_the_same(mention: Mention, other: Mention) -> bool:
    ours, theirs = ({actor.id for actor in one.actors} for one in (mention, other))
    alike = mention.status == other.status or {mention.status, other.status} <= FORESEEN
    return alike and (ours == theirs or bool(ours & theirs))


def _is_headline(mention: Mention, documents: Mapping[str, Document]) -> bool:
    blocks = documents[mention.document_id].blocks
    return any(block.kind == "headline" and block.span.covers(mention.span) for block in blocks)


def _written(voice: Voice, mentions: Sequence[Mention], documents: Mapping[str, Document]) -> str:
    """The voice as the reports write it."""
    kind, name = voice
    if kind == "camp":
        return "unnamed camps"
    links = [link for mention in mentions for link in mention.chain]
    outlets = [link.name for link in links if link.kind == "media"]
    for mention in mentions:
        document = documents[mention.document_id]
        outlets += document.credited
        outlets += [document.publisher.value] if document.publisher else []
    if kind in ("newsroom", "persons"):
        shown = next((outlet for outlet in outlets if plain_outlet(outlet) == name), name)
        return f"unnamed persons to {shown}" if kind == "persons" else shown
    ends = [mention.chain[-1].name for mention in mentions if mention.chain and mention.chain[-1].kind != "media"]
    exact = [end for end in ends if _plain(end) == name]
    return (exact or ends or [name])[0]


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ").strip()

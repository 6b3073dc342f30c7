"""The nouns: frozen values, no input or output, no language library.

`RECORD.md` of the docs (`docs/reading-the-record.md`) gives their meaning. The way of the data is

    SourceItem → Document → Sentence → Statement → Mention → Event

Every span counts code points of `Document.text`; `Document.offsets` leads on to the source item.
Every derived value names the rule that read it, and is null with a reason where no words support it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

STATUSES: Final = (
    "actual",
    "attempted",
    "planned",
    "expected",
    "considered",
    "wanted",
    "conditional",
    "feared",
    "denied",
)

MODES: Final[dict[str, tuple[str, ...]]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
}
TYPES: Final = tuple(MODES)

# How a mention bears on another: an act of speech on its content, a condition on what waits for it, a denial.
RELATIONS: Final = (
    "asks-for",
    "threatens",
    "promises",
    "offers",
    "concedes",
    "rejects",
    "accuses-of",
    "condition",
    "denies",
)

SOURCE_KINDS: Final = ("official", "organisation", "media", "witness", "expert", "document", "unnamed")

BlockKind = Literal[
    "publisher", "published", "headline", "byline", "dateline", "body", "credit", "correction"
]


def stable_id(prefix: str, *parts: object) -> str:
    """Make an id from content: the same parts give the same id on any machine.

    >>> stable_id("doc", "abc") == stable_id("doc", "abc")
    True
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Cut the words out of the text.

        >>> Span(0, 4).of("Kyiv said")
        'Kyiv'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceItem:
    """The bytes as they came, and where from. `text` is their decoding; spans of the item count its code points."""

    id: str
    address: str  # path or URL as given
    format: str  # key of readers.READERS
    content: bytes
    sha256: str
    encoding: str
    text: str
    metadata: tuple[tuple[str, str], ...] = ()  # what came beside the bytes: URL, fetch time, headers


@dataclass(frozen=True, slots=True)
class Offset:
    """One run of document text that stands word for word in the item: document span ↔ item start."""

    start: int
    end: int
    item_start: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a document and what it is. A dateline is the opening of the paragraph after it."""

    kind: BlockKind
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Furniture: where it stands in the item, its kind and why it was set aside. Its words stay in the item only."""

    item_start: int
    item_end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One publication fact: its value, the words it was read from, and the rule.

    `span` points into the document text; it is None where the words stand only in the
    item's markup or metadata, and then `item_span` points into the item.
    """

    value: str
    text: str
    span: Span | None
    item_span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the document came out. `written` keeps the form and zone of the source (ISO 8601), `utc` the instant.

    `utc` is None where the words state no zone; `precision` is `minute` or `day`.
    """

    written: str
    utc: str | None
    precision: Literal["minute", "day"]
    text: str
    span: Span | None
    item_span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact of a document that what came beside it contradicts: both values, and where the other stood."""

    field: str
    value: str
    beside: str
    origin: str


@dataclass(frozen=True, slots=True)
class Document:
    """One published item made readable. `text` holds what was kept; furniture stays in the item."""

    id: str
    item_id: str
    address: str
    text: str
    blocks: tuple[Block, ...]
    offsets: tuple[Offset, ...]
    set_aside: tuple[SetAside, ...]
    headline: Fact | None
    byline: Fact | None
    publisher: Fact | None
    credit: Fact | None
    dateline_place: Fact | None
    published: Published | None
    undated_reason: str | None
    language: str
    credited: tuple[str, ...] = ()  # outlets whose text this is, when it is not the publisher's own
    synthetic: bool = False
    conflicts: tuple[Conflict, ...] = ()

    def item_span(self, span: Span) -> Span | None:
        """Lead a span of the text back to the item; None where markup stands between its words."""
        for run in self.offsets:
            if run.start <= span.start and span.end <= run.end:
                shift = run.item_start - run.start
                return Span(span.start + shift, span.end + shift)
        return None


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its place in the dependency tree. `head` and `index` count tokens of its sentence.

    Labels: Universal POS, Penn Treebank tags, ClearNLP dependencies (the scheme of spaCy's English models).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""  # OntoNotes entity type, empty outside entities


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as the parser saw it: OntoNotes type and token range of its sentence."""

    type: str
    first: int
    last: int  # inclusive


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a headline or body block, parsed. `index` counts within the document."""

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    block: int  # index of Document.blocks

    @property
    def span(self) -> Span:
        """The sentence as a span of the document text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain: who speaks. `span` is the phrase here, `shown_by` the mention that names it in full."""

    name: str
    kind: str
    cue: str
    text: str
    span: Span | None
    shown_by: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what: `Kyiv said [the bridge was hit]`. The chain is empty where only the publisher speaks."""

    id: str
    document_id: str
    chain: tuple[Source, ...]  # outermost first
    content: tuple[Span, ...]  # what is said; several pieces where the cue stands inside it
    cue: Span | None
    force: str  # status the cue lends its content: "", "feared", "denied", "expected", "none" (no event) …
    manner: str  # direct, indirect, mixed, or publisher
    rule: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is what it is: the field, the deciding words, the rule, and a sentence a person can read."""

    field: str
    span: Span | None
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to an event. `id` is ISO 3166 alpha-3 or an organisation code, `/SECTOR` where it is not the state."""

    id: str
    country: str | None
    sector: str | None
    name: str
    text: str
    span: Span
    entity: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. `precision` is UCDP's where_prec, 1 exact … 7; coordinates are null for regions."""

    name: str
    kind: str
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    precision: int
    gazetteer: str | None
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """When it happened: EDTF with start and end days (ISO), or the words alone with the reason."""

    edtf: str | None
    start: str | None
    end: str | None
    precision: Literal["minute", "day", "week", "month", "year", "open"] | None
    anchor: Literal["stated", "published", "inferred", "none"]
    text: str
    span: Span
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: the words, the range they give, what is counted, and whether it is a total or a change."""

    text: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    change: Literal["total", "increase", "decrease", "times"]
    derived: bool
    span: Span
    rule: str
    currency: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How a mention bears on another of its document: `denies` it, `asks-for` it, has it as its `condition`.

    It is held by the mention that denies, asks, waits …; `mention_id` is the other. The why of each stands
    among the holder's reasons, field `relation`, in the same order.
    """

    kind: str  # one of RELATIONS
    mention_id: str
    rule: str

    def __post_init__(self) -> None:
        if self.kind not in RELATIONS:
            raise ValueError(f"unknown relation {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one statement tells it."""

    id: str
    document_id: str
    statement_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    background: bool
    span: Span
    trigger: Span
    sentence: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[Place, ...]
    when: When | None
    quantity: Quantity | None
    chain: tuple[Source, ...]
    rule: str
    reasons: tuple[Reason, ...]
    relations: tuple[Relation, ...] = ()
    confidence: float = 1.0  # how sure it is that the words tell of such an event with these parties, 0 to 1

    def __post_init__(self) -> None:
        if self.type not in MODES:
            raise ValueError(f"unknown type {self.type!r}")
        if self.mode is not None and self.mode not in MODES[self.type]:
            raise ValueError(f"unknown mode {self.mode!r} of {self.type}")
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}")
        if len(self.relations) != sum(reason.field == "relation" for reason in self.reasons):
            raise ValueError("a relation without its reason, or a reason without its relation")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words two documents share: the same words, up to small edits, at a span of each."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two documents that carry the same text, whole or in part, with the passages that show it.

    `share_first` and `share_second` are the parts of each document's words inside shared passages, 0 to 1.
    """

    first: str
    second: str
    passages: tuple[Passage, ...]
    share_first: float
    share_second: float
    score: float


@dataclass(frozen=True, slots=True)
class CopyMember:
    """A document's place in its family: original, reprint, trimmed, extended, edited, excerpt, update or correction.

    `passages` are the words it shares with the document it was taken `of` (`first` here, `second` there),
    `adds` what it has besides. A later version of the same outlet supersedes it; it stays in the record.
    """

    document_id: str
    relation: str
    of: str | None  # the member it was taken from
    reasons: tuple[str, ...]
    share: float | None = None  # of the body words of `of`, those that stand in it
    passages: tuple[Passage, ...] = ()
    adds: tuple[Span, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """Documents that carry the same text. `origin` is None where nothing shows who printed it first."""

    id: str
    origin: str | None
    members: tuple[CopyMember, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retelling:
    """A document tells in its own words what it credits to an outlet.

    `of` is that outlet's document where the record holds one on the same events; `span` is where the
    outlet is named.
    """

    document_id: str
    outlet: str
    of: str | None
    span: Span | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step of an event's history: the status, by which mention, told when."""

    status: str
    mention_id: str
    told: str | None  # publication time of the telling document


@dataclass(frozen=True, slots=True)
class Telling:
    """One independent telling of an event: the end of the chains it comes from, and the mentions that pass it on."""

    source: str
    mentions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """The mentions, in any number of documents, that tell of the same thing."""

    id: str
    type: str
    mode: str | None
    mentions: tuple[str, ...]
    documents: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    start: str | None
    end: str | None
    history: tuple[StatusChange, ...]
    reasons: tuple[str, ...]
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read, at which stage, and why."""

    address: str
    stage: str
    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one source item gave."""

    item: SourceItem
    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]

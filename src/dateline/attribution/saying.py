"""Sayings: each cue with its links and what is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.attribution.bounds import spans_of, with_marks
from dateline.attribution.closing import CLAIMS
from dateline.attribution.content import content_of
from dateline.attribution.cues import ANY_VERB, CueTable, Hit, find_cues
from dateline.attribution.inserted import Content, core_of, segment
from dateline.attribution.quotation import MARKS, Quotation
from dateline.attribution.speaker import Link, can_speak, cue_span, links_of, speaker_of
from dateline.model import Document, Sentence, Span
from dateline.parsing.tree import child, children, head, subtree

# What a refusal refuses: "declined to say", "would not comment", "gave no details".
ANSWERS: Final = frozenset(
    (
        "address", "answer", "comment", "confirm", "detail", "disclose", "discuss", "draw", "elaborate", "explain",
        "give", "identify", "interview", "name", "provide", "question", "reply", "request", "respond", "reveal",
        "rule", "say", "speak", "specify", "speculate", "talk", "tell",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: its links, outermost first, what is said and how it was read."""

    sentence: int
    hit: Hit | None
    links: tuple[Link, ...]
    content: tuple[Span, ...]
    cue: Span | None
    force: str
    kind: str
    manner: str
    rule: str

    def covers(self, span: Span) -> bool:
        """Tell whether one piece of what is said holds a span."""
        return any(piece.covers(span) for piece in self.content)

    @property
    def place(self) -> int:
        """Where it stands in the text: at its cue, else where what is said begins."""
        return self.cue.start if self.cue is not None else self.content[0].start


def read_sayings(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation], table: CueTable
) -> list[Saying]:
    """Read every cue of a document that hands something on, sentence by sentence."""
    sayings: list[Saying] = []
    for sentence in sentences:
        near = tuple(q for q in quotations if q.block in _reach(document, sentence))
        quoted = any(q.span.overlaps(sentence.span) for q in near)
        read: set[int] = set()  # words that gave a saying: their further rows are not tried
        for hit in find_cues(sentence, table, quoted=quoted):
            if hit.head.index in read:
                continue
            saying = _read(document, sentence, hit, near, table, sentences[: sentence.index])
            if saying is not None:
                sayings.append(saying)
                read.add(hit.head.index)
    return _without_doubles([_without_others(saying, sayings) for saying in sayings])


def _reach(document: Document, sentence: Sentence) -> tuple[int, ...]:
    """The blocks whose quotations a cue can take: its own, and the next where a colon ends the paragraph."""
    rest = document.text[sentence.end - 1 : document.blocks[sentence.block].span.end].strip()
    return (sentence.block, sentence.block + 1) if rest == ":" else (sentence.block,)


def _read(
    document: Document,
    sentence: Sentence,
    hit: Hit,
    quotations: Sequence[Quotation],
    table: CueTable,
    before: Sequence[Sentence],
) -> Saying | None:
    """Read one cue; None where nothing is said by it."""
    content = content_of(sentence, hit)
    beside = _beside(document, sentence, hit, content, quotations)
    if not _may_say(sentence, hit, content, bool(beside), table):
        return None
    spans = _spans(document, sentence, content, beside, quotations, hit.head.start)
    force = "denied" if _is_called_false(sentence, hit) else _force(hit, content)
    if not spans and force == "none" and (hit.negated or hit.cue.kind == "declining" or hit.head.index == 0):
        spans = _refused(document, sentence, hit)
    if not spans and content is None:
        spans = _pointed_back(document, sentence, hit, before) or _set_below(document, sentence, hit)
    if not spans:
        return None
    slot = "/quote" if beside else f"/{content.slot}" if content is not None else ""
    return Saying(
        sentence=sentence.index,
        hit=hit,
        links=links_of(document, sentence, hit, content, table),
        content=spans,
        cue=cue_span(document, sentence, hit, content),
        force=force,
        kind=hit.cue.kind,
        manner=manner_of(document, spans, quotations),
        rule=hit.cue.rule + slot,
    )


def _may_say(sentence: Sentence, hit: Hit, content: Content | None, quoted: bool, table: CueTable) -> bool:
    """Refuse cues that say nothing here: refusals to act, citing of persons, rejecting of wishes."""
    kind = hit.cue.kind
    if hit.cue.pos == "noun":
        return content is not None and not _is_of_something_known(sentence, hit, content)
    if kind == "asking" and content is not None and _is_about_naming(sentence, content):
        return False
    if kind == "declining":
        asked = child(sentence, hit.head, "xcomp", "dobj", "ccomp")
        return asked is not None and asked.lemma.lower() in ANSWERS
    if kind == "citing" and hit.passive and not quoted:
        return False
    thing = next(children(sentence, hit.head, "dobj"), None)
    if kind == "citing" and content is not None and not quoted:
        return thing is None or not can_speak(sentence, thing, table)
    if content is not None and content.slot == "object" and not quoted:
        if kind == "rejecting":
            return thing is not None and thing.lemma.lower() in CLAIMS
        speaker = speaker_of(sentence, hit, content.words)
        return kind != "saying" or speaker is None or can_speak(sentence, speaker, table)
    return True


def _is_of_something_known(sentence: Sentence, hit: Hit, content: Content) -> bool:
    """ "concern about the flights", "a request for comment": what is feared or asked is no news."""
    if content.via is None:
        return False
    thing = child(sentence, content.via, "pobj")
    if thing is None:
        return False
    if hit.cue.phrase in ("concern", "worry"):
        return any(
            t.text.lower() in ("the", "this", "these", "those") for t in children(sentence, thing, "det")
        )
    return hit.cue.phrase == "request" and thing.lemma.lower() in ANSWERS


def _is_about_naming(sentence: Sentence, content: Content) -> bool:
    """ "asked not to be named": a condition of speaking, not something asked for."""
    return any(
        sentence.tokens[i].lemma.lower() in ("name", "identify", "quote") for i in content.words
    ) and any(sentence.tokens[i].text.lower() == "not" for i in content.words)


# --- what is said --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Beside:
    """Quotations that touch the cue's own words: what stands before them, and what after."""

    before: tuple[Quotation, ...] = ()
    after: tuple[Quotation, ...] = ()
    led_in: tuple[Span, ...] = ()  # quotations after the cue with the few words that lead into them

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.led_in)


def _beside(
    document: Document,
    sentence: Sentence,
    hit: Hit,
    content: Content | None,
    quotations: Sequence[Quotation],
) -> _Beside:
    """Find the quotations next to a cue, with punctuation alone between."""
    if hit.cue.pos != "verb" or hit.passive:
        return _Beside()
    if any(q.span.start < hit.head.start < q.span.end for q in quotations):
        return _Beside()
    core = _core(sentence, hit, content, quotations)
    before, after = [], []
    for quotation in quotations:
        if quotation.span.end <= core.start:
            gap = document.text[quotation.span.end : core.start]
            if quotation.speech and not gap.strip(_GAP):
                before.append(quotation)
        elif core.end <= quotation.span.start:
            gap = document.text[core.end : quotation.span.start]
            alone = content is None or bool(before)
            if _introduced(sentence, core, gap, quotation) and (alone or "." not in gap):
                after.append(quotation)
    if before and (after or (content is not None and min(content.words) > hit.head.index)):
        before = [q for q in before if not _is_closed(document, q)]
    if hit.cue.phrase == ANY_VERB:
        before = [q for q in before if _ends_open(document, q)]
        after = [
            q
            for q in after
            if "," in document.text[core.end : q.span.start] or ":" in document.text[core.end : q.span.start]
        ]
    led_in = () if before or after else _led_in(sentence, hit, content, quotations)
    return _Beside(tuple(before), tuple(after), led_in)


def _led_in(
    sentence: Sentence, hit: Hit, content: Content | None, quotations: Sequence[Quotation]
) -> tuple[Span, ...]:
    """ "argues Chad “will not be bullied”": what the parser took for an object begins what is said."""
    if (content is not None and content.slot != "object") or "clause" not in hit.cue.content or _is_told(hit):
        return ()
    for quotation in quotations:
        words = [t for t in sentence.tokens[hit.head.index + 1 :] if t.start < quotation.span.start]
        near = quotation.span.start > hit.head.end and quotation.span.overlaps(sentence.span)
        plain = all(t.pos not in ("VERB", "PUNCT", "ADP") for t in words)
        if quotation.speech and near and words and len(words) <= 5 and plain:
            return (Span(words[0].start, quotation.span.end),)
    return ()


def _is_told(hit: Hit) -> bool:
    return "object" in hit.cue.addressee


_GAP: Final = " ,\u00a0\u2013\u2014-"


def _introduced(sentence: Sentence, core: Span, gap: str, quotation: Quotation) -> bool:
    """Tell a quotation a cue leads in ("said: …", "said that …") from a name behind a preposition ("on “Meet …")."""
    if gap.strip(_GAP + ":\n."):
        return False
    if "." in gap:
        return quotation.speech
    if gap.strip():
        return True
    last = next((t for t in reversed(sentence.tokens) if t.end <= core.end), None)
    return last is None or last.pos not in ("ADP", "DET")


def _last_inside(document: Document, quotation: Quotation) -> str:
    """The last character before the closing mark."""
    return quotation.span.of(document.text).rstrip(MARKS + "'`")[-1:]


def _is_closed(document: Document, quotation: Quotation) -> bool:
    """It ends with a full stop: a sentence of its own, which no cue behind it takes up."""
    return _last_inside(document, quotation) == "."


def _ends_open(document: Document, quotation: Quotation) -> bool:
    """It ends with a comma, question or exclamation mark, so that a speaker is to follow."""
    return _last_inside(document, quotation) in (",", "?", "!")


def _core(sentence: Sentence, hit: Hit, content: Content | None, quotations: Sequence[Quotation]) -> Span:
    """The unbroken run of the cue's own words outside quotations, up to what is said after it."""
    outside = {
        t.index for t in sentence.tokens if any(q.span.start <= t.start < q.span.end for q in quotations)
    }
    if content is not None:
        outside |= {i for i in content.words if i > hit.head.index}
    core = core_of(sentence, hit, frozenset(outside))
    return Span(sentence.tokens[core.start].start, sentence.tokens[core.stop - 1].end)


def _spans(
    document: Document,
    sentence: Sentence,
    content: Content | None,
    beside: _Beside,
    quotations: Sequence[Quotation],
    at: int,
) -> tuple[Span, ...]:
    """Join the argument of a cue with the quotations beside it, each whole."""
    pieces = spans_of(document, sentence, content.words) if content is not None else ()
    outside = [q for q in quotations if not q.span.start < at < q.span.end]
    pieces = tuple(with_marks(document, piece, outside) for piece in pieces)
    if any(_after_colon(document, q) for q in beside.after):
        pieces = ()
    if content is not None and content.slot not in ("object", "clause", "preposition", "infinitive", "small"):
        return merged(document, pieces) or merged(document, [q.span for q in (*beside.before, *beside.after)])
    for quotation in beside.before:
        pieces = _with_before(document, pieces, quotation)
    for quotation in beside.after:
        pieces = _with_after(document, pieces, quotation)
    for led_in in beside.led_in:
        pieces = (*(p for p in pieces if not p.overlaps(led_in)), led_in)
    return merged(document, pieces)


def _after_colon(document: Document, quotation: Quotation) -> bool:
    return quotation.speech and document.text[: quotation.span.start].rstrip().endswith(":")


def _with_before(document: Document, pieces: tuple[Span, ...], quotation: Quotation) -> tuple[Span, ...]:
    """A quotation before the cue ends what is said there; words that lead into it stay."""
    span = quotation.span
    closes = _ends_open(document, quotation) or _is_closed(document, quotation)
    kept = []
    for piece in pieces:
        if not piece.overlaps(span):
            kept += [piece] if piece.start < span.start else []
        elif closes:
            span = Span(min(piece.start, span.start), span.end)
        else:
            span = Span(min(piece.start, span.start), max(piece.end, span.end))
    return (*kept, span)


def _with_after(document: Document, pieces: tuple[Span, ...], quotation: Quotation) -> tuple[Span, ...]:
    """A quotation after the cue is what is said, with the words that go on behind it where it does not close."""
    span = quotation.span
    closes = quotation.speech and (_ends_open(document, quotation) or _is_closed(document, quotation))
    kept = []
    for piece in pieces:
        if not piece.overlaps(span):
            kept += [piece] if piece.end <= span.start else []
        elif not closes:
            span = Span(min(piece.start, span.start), max(piece.end, span.end))
    return (*kept, span)


def merged(document: Document, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Sort pieces and join those of one paragraph that overlap or are parted by blanks alone."""
    result: list[Span] = []
    for piece in sorted(pieces):
        gap = document.text[result[-1].end : piece.start] if result else "-"
        if not gap.strip() and "\n" not in gap:
            result[-1] = Span(result[-1].start, max(piece.end, result[-1].end))
        else:
            result.append(piece)
    return tuple(result)


def _refused(document: Document, sentence: Sentence, hit: Hit) -> tuple[Span, ...]:
    """The clause of a refusal stands for what was not said; a label not given is no refusal."""
    if not {"clause", "quote", "on"} & set(hit.cue.content) and hit.cue.kind != "declining":
        return ()
    part = segment(sentence, hit.head)
    first = sentence.tokens[min(part)]
    if first.text.lower() in _QUESTION_WORDS and first is not hit.head:
        return spans_of(document, sentence, part)  # "Whether they would attack he did not say"
    clause = frozenset(t.index for t in subtree(sentence, hit.head))
    return spans_of(document, sentence, clause)


_QUESTION_WORDS: Final = ("how", "if", "what", "when", "where", "whether", "which", "who", "why")


def _pointed_back(
    document: Document, sentence: Sentence, hit: Hit, before: Sequence[Sentence]
) -> tuple[Span, ...]:
    """What the sentence before says: ", the ministers said" cut off by the parser, "about this X declared"."""
    if hit.cue.pos != "verb" or "clause" not in hit.cue.content:
        return ()
    about_this = any(
        t.text.lower() in ("this", "it")
        for p in children(sentence, hit.head, "prep", "advmod")
        if p.text.lower() in ("about", "of")
        for t in children(sentence, p, "pobj")
    )
    if not about_this and sentence.tokens[0].text != ",":
        return ()
    spans: list[Span] = []
    for earlier in reversed(before):
        if earlier.block != sentence.block or (spans and earlier.tokens[-1].text in _ENDS):
            break
        spans += spans_of(document, earlier, frozenset(range(len(earlier.tokens))))
    return merged(document, spans)


_ENDS: Final = (".", "!", "?", "\u201d", '"')


# "Reports that the king fled are false": what is said of a report makes a denial of it.
FALSE: Final = frozenset(
    (
        "baseless", "fabricated", "fabrication", "fake", "false", "groundless", "incorrect", "invention", "lie",
        "nonsense", "unfounded", "untrue", "wrong",
    )
)  # fmt: skip


def _is_called_false(sentence: Sentence, hit: Hit) -> bool:
    if hit.cue.pos != "noun" or hit.head.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = head(sentence, hit.head)
    return any(t.lemma.lower() in FALSE for t in children(sentence, verb, "acomp", "attr", "oprd"))


def _set_below(document: Document, sentence: Sentence, hit: Hit) -> tuple[Span, ...]:
    """The paragraph below a colon, where the words are set apart without marks: "She added:"."""
    blocks = _reach(document, sentence)
    if "quote" not in hit.cue.content or len(blocks) < 2 or blocks[1] >= len(document.blocks):
        return ()
    below = document.blocks[blocks[1]]
    return (below.span,) if below.kind == "body" else ()


def _force(hit: Hit, content: Content | None) -> str:
    """The status the cue lends what follows, turned by its negation."""
    if hit.cue.kind == "asking":
        wanted = content is not None and (
            content.slot in ("small", "infinitive")
            or (content.via is not None and content.via.text.lower() == "for")
        )
        return "wanted" if wanted and not hit.negated else "none"
    if not hit.negated:
        return hit.cue.force
    return "denied" if hit.cue.kind == "thinking" and hit.cue.force in ("", "expected") else "none"


def manner_of(document: Document, spans: tuple[Span, ...], quotations: Sequence[Quotation]) -> str:
    """Direct where every piece is a quotation, mixed where a quotation stands inside, else indirect."""
    inside = [q.span for q in quotations if any(q.span.overlaps(span) for span in spans)]
    if not inside:
        return "indirect"
    covered = all(
        any(q.covers(span) for q in inside) or _only_quotes(document, span, inside) for span in spans
    )
    return "direct" if covered else "mixed"


def _only_quotes(document: Document, span: Span, inside: list[Span]) -> bool:
    rest = span.of(document.text)
    for quote in inside:
        rest = rest.replace(quote.of(document.text), "")
    return not any(c.isalnum() for c in rest)


# --- order among sayings --------------------------------------------------------------------------


def _without_others(saying: Saying, sayings: list[Saying]) -> Saying:
    """Leave a quotation that runs on to the cue of its own sentence: "“A,” she said. “B,” she added."."""
    if len(saying.content) < 2 or saying.cue is None:
        return saying
    at = saying.cue.start
    kept = tuple(
        piece
        for piece in saying.content
        if piece.start < at
        or not any(
            o is not saying and o.cue and o.cue.start > piece.start and piece in o.content for o in sayings
        )
    )
    return replace(saying, content=kept) if kept and kept != saying.content else saying


def _without_doubles(sayings: list[Saying]) -> list[Saying]:
    """Drop a noun cue nobody owns that another cue has as its object: "denies allegations of …"."""
    return [s for s in sayings if not (_is_unowned_noun(s) and any(_governs(o, s) for o in sayings))]


def _is_unowned_noun(saying: Saying) -> bool:
    owned = any(link.role == "speaker" and link.head is not None for link in saying.links)
    return saying.hit is not None and saying.hit.cue.pos == "noun" and not owned


def _governs(verb: Saying, noun: Saying) -> bool:
    if verb.hit is None or noun.hit is None or verb.hit.cue.pos != "verb" or verb.sentence != noun.sentence:
        return False
    said = verb.kind != "declining" and verb.force != "none"
    same = verb.content == noun.content  # "said in a statement that A"
    return same or (said and verb.hit.head.index == noun.hit.head.head)


def size_of(saying: Saying) -> int:
    """How many code points are said."""
    return sum(span.end - span.start for span in saying.content)

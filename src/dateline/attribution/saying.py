"""Sayings: each cue with its links and what is said, and the quotations that have no cue of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.attribution.content import Content, content_of, core_of, spans_of, with_marks
from dateline.attribution.cues import CueTable, Hit, find_cues
from dateline.attribution.quotation import Quotation, find_quotations
from dateline.attribution.speaker import Link, can_speak, cue_span, links_of
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import child, children, subtree

# What a refusal refuses: "declined to say", "would not comment", "gave no details".
ANSWERS: Final = frozenset(
    [
        "say",
        "comment",
        "confirm",
        "discuss",
        "give",
        "answer",
        "elaborate",
        "disclose",
        "name",
        "specify",
        "reveal",
        "speak",
        "identify",
        "provide",
        "respond",
        "reply",
        "address",
        "rule",
        "speculate",
        "tell",
        "talk",
        "detail",
        "explain",
        "draw",
    ]
)


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


def find_sayings(document: Document, sentences: Sequence[Sentence], table: CueTable) -> tuple[Saying, ...]:
    """Find every saying of a document, in text order.

    Steps, each for what the ones before left over: cues with an argument of their own; quotations beside a
    cue; refusals; quotations that float after a speaker of the same or the last paragraph.
    """
    quotations = find_quotations(document)
    sayings: list[Saying] = []
    for sentence in sentences:
        near = tuple(q for q in quotations if q.block == sentence.block)
        for hit in find_cues(sentence, table):
            saying = _read(document, sentence, hit, near, table, sentences[: sentence.index])
            if saying is not None:
                sayings.append(saying)
    sayings = _without_doubles(sayings)
    sayings = _with_floating(document, sentences, quotations, sayings)
    return tuple(sorted(sayings, key=lambda s: (s.content[0].start, -s.content[0].end, s.sentence)))


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
    beside = _quotations_beside(document, sentence, hit, quotations)
    if hit.cue.pos == "verb" and not _may_say(sentence, hit, content, bool(beside), table):
        return None
    spans = _spans(document, sentence, hit, content, beside, quotations)
    force = _force(sentence, hit, content)
    if not spans and force == "none":
        spans = _refused(document, sentence, hit)
    if not spans and content is None:
        spans = _pointed_back(document, sentence, hit, before)
    if not spans:
        return None
    links = links_of(document, sentence, hit, content, table)
    manner = _manner(document, spans, quotations)
    cue = cue_span(document, sentence, hit, content)
    rule = hit.cue.rule + (
        f"/{content.slot}" if content is not None and not beside else "/quote" if beside else ""
    )
    return Saying(sentence.index, hit, links, spans, cue, force, hit.cue.kind, manner, rule)


def _may_say(sentence: Sentence, hit: Hit, content: Content | None, quoted: bool, table: CueTable) -> bool:
    """Refuse cues that say nothing here: refusals to act, wants of one's own, citing of persons."""
    kind = hit.cue.kind
    if kind == "declining":
        return _refuses_answer(sentence, hit)
    if kind == "citing" and content is not None and content.slot == "object" and not quoted:
        thing = next(children(sentence, hit.head, "dobj"), None)
        return thing is None or not can_speak(sentence, thing, table)
    if kind == "rejecting" and content is not None and content.slot == "object":
        thing = next(children(sentence, hit.head, "dobj"), None)
        return thing is not None and thing.lemma.lower() in CLAIMS
    return True


# What can be denied or rejected as untrue; whatever else is rejected is a wish or an offer.
CLAIMS: Final = frozenset(
    [
        "accusation",
        "allegation",
        "charge",
        "claim",
        "report",
        "rumour",
        "rumor",
        "suggestion",
        "assertion",
        "notion",
        "idea",
        "criticism",
        "story",
    ]
)


def _refuses_answer(sentence: Sentence, hit: Hit) -> bool:
    asked = child(sentence, hit.head, "xcomp", "dobj", "ccomp")
    return asked is None or asked.lemma.lower() in ANSWERS | {
        "comment",
        "request",
        "answer",
        "interview",
        "question",
    }


# --- what is said --------------------------------------------------------------------------------


def _spans(
    document: Document,
    sentence: Sentence,
    hit: Hit,
    content: Content | None,
    beside: tuple[Quotation, ...],
    quotations: Sequence[Quotation],
) -> tuple[Span, ...]:
    pieces = spans_of(document, sentence, content.words) if content is not None else ()
    pieces = tuple(with_marks(document, piece, quotations) for piece in pieces)
    if beside:
        if not content or content.slot in ("object", "clause", "preposition", "infinitive"):
            loose = tuple(
                p
                for p in pieces
                if content is not None and content.slot == "clause" and _mostly_outside(p, beside)
            )
            pieces = (*loose, *(q.span for q in beside))
    return merged(document, pieces)


def _mostly_outside(piece: Span, quotations: Iterable[Quotation]) -> bool:
    """The piece is more than the quotations it touches."""
    inside = sum(max(0, min(piece.end, q.span.end) - max(piece.start, q.span.start)) for q in quotations)
    return 2 * inside <= piece.end - piece.start


def merged(document: Document, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Sort pieces and join those that overlap or are parted by blanks alone."""
    result: list[Span] = []
    for piece in sorted(pieces):
        if result and not document.text[result[-1].end : piece.start].strip():
            result[-1] = Span(result[-1].start, max(piece.end, result[-1].end))
        else:
            result.append(piece)
    return tuple(result)


def _quotations_beside(
    document: Document, sentence: Sentence, hit: Hit, quotations: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Find quotations that touch the cue's own words, before or after, with punctuation alone between."""
    if "quote" not in hit.cue.content or hit.cue.pos != "verb" or hit.passive:
        return ()
    if any(q.span.start < hit.head.start < q.span.end for q in quotations):
        return ()
    core = _core(sentence, hit, quotations)
    found = []
    for quotation in quotations:
        before = document.text[quotation.span.end : core.start] if quotation.span.end <= core.start else None
        after = document.text[core.end : quotation.span.start] if core.end <= quotation.span.start else None
        if before is not None and not before.strip(" ,\u00a0\u2013\u2014-") and quotation.speech:
            found.append(quotation)
        elif after is not None and not after.strip(" ,:\u00a0\n\u2013\u2014-."):
            if "." in after and not quotation.speech:
                continue
            found.append(quotation)
    return tuple(found)


def _core(sentence: Sentence, hit: Hit, quotations: Sequence[Quotation]) -> Span:
    """The unbroken run of the cue's own words outside quotations."""
    quoted = frozenset(
        t.index for t in sentence.tokens if any(q.span.start <= t.start < q.span.end for q in quotations)
    )
    core = core_of(sentence, hit, quoted)
    return Span(sentence.tokens[core.start].start, sentence.tokens[core.stop - 1].end)


def _refused(document: Document, sentence: Sentence, hit: Hit) -> tuple[Span, ...]:
    """The clause of a refusal stands for what was not said."""
    clause = frozenset(t.index for t in subtree(sentence, hit.head))
    return spans_of(document, sentence, clause)


def _pointed_back(
    document: Document, sentence: Sentence, hit: Hit, before: Sequence[Sentence]
) -> tuple[Span, ...]:
    """What the sentence before says: ", the ministers said" cut off by the parser, "about this X declared"."""
    if hit.cue.pos != "verb" or "clause" not in hit.cue.content:
        return ()
    about_this = any(
        t.text.lower() in ("this", "it")
        for p in children(sentence, hit.head, "prep")
        if p.text.lower() in ("about", "of")
        for t in children(sentence, p, "pobj")
    )
    if not about_this and sentence.tokens[0].text != ",":
        return ()
    spans = []
    for earlier in reversed(before):
        if earlier.block != sentence.block or (spans and earlier.tokens[-1].text in _ENDS):
            break
        spans += spans_of(document, earlier, frozenset(range(len(earlier.tokens))))
    return merged(document, spans)


_ENDS: Final = (".", "!", "?", "\u201d", '"')


def _force(sentence: Sentence, hit: Hit, content: Content | None) -> str:
    """The status the cue lends what follows, turned by its negation."""
    if hit.cue.kind == "asking" and (content is None or content.slot in ("clause", "preposition")):
        return "none"
    if hit.cue.kind == "asking":
        return "wanted"
    if not hit.negated:
        return hit.cue.force
    return "denied" if hit.cue.kind == "thinking" and hit.cue.force == "" else "none"


def _manner(document: Document, spans: tuple[Span, ...], quotations: Sequence[Quotation]) -> str:
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


def _without_doubles(sayings: list[Saying]) -> list[Saying]:
    """Drop a noun cue that another cue has as its object ("denies allegations of …"), and twins."""
    kept = []
    for saying in sayings:
        hit = saying.hit
        if (
            hit is not None
            and hit.cue.pos == "noun"
            and not any(l.role == "speaker" and l.head for l in saying.links)
        ):
            if any(
                o is not saying
                and o.hit is not None
                and o.hit.cue.pos == "verb"
                and o.kind != "declining"
                and o.force != "none"
                and o.hit.head.index == hit.head.head
                and o.sentence == saying.sentence
                for o in sayings
            ):
                continue
        kept.append(saying)
    return kept


def _with_floating(
    document: Document,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    sayings: list[Saying],
) -> list[Saying]:
    """Give quotations without a cue to the speaker before them, in the same or the last paragraph."""
    result = list(sayings)
    for quotation in quotations:
        if not quotation.speech or any(_claims(s, quotation) for s in result):
            continue
        place = _speaker_before(document, quotation, result)
        if place is None:
            continue
        before = result[place]
        result[place] = (
            _extended(document, before, quotation) if _may_extend(document, before, quotation) else before
        )
        if result[place] is before:
            result.append(_floating(sentences, before, quotation))
    return result


def _claims(saying: Saying, quotation: Quotation) -> bool:
    core = Span(quotation.span.start + 1, max(quotation.span.start + 1, quotation.span.end - 2))
    return any(
        piece.covers(core)
        or (
            core.covers(piece)
            and len(saying.content)
            and (piece.end - piece.start) * 2 > core.end - core.start
        )
        for piece in saying.content
    )


def _speaker_before(document: Document, quotation: Quotation, sayings: list[Saying]) -> int | None:
    """Find the last saying that ends before a quotation, in its paragraph or, for a whole paragraph, the one before."""
    block = document.blocks[quotation.block]
    alone = not any(c.isalnum() for c in document.text[block.span.start : quotation.span.start])
    best: int | None = None
    for index, saying in enumerate(sayings):
        if not saying.links:
            continue
        at = saying.cue.start if saying.cue is not None else saying.content[0].start
        if at >= quotation.span.start:
            continue
        inside = block.span.start <= at
        previous = alone and quotation.block > 0 and document.blocks[quotation.block - 1].span.start <= at
        if not (inside or previous) or (
            previous and not inside and document.blocks[quotation.block - 1].kind != "body"
        ):
            continue
        if best is None or _position(sayings[best]) <= _position(saying):
            best = index
    return best


def _position(saying: Saying) -> int:
    return saying.cue.start if saying.cue is not None else saying.content[0].start


def _may_extend(document: Document, saying: Saying, quotation: Quotation) -> bool:
    """A direct quotation goes on in the next one of its paragraph, or in one that repeats its open mark."""
    if saying.manner != "direct":
        return False
    gap = document.text[_end(saying) : quotation.span.start]
    return quotation.carries_on or ("\n" not in gap and sum(c in ".!?" for c in gap) <= 1)


def _end(saying: Saying) -> int:
    ends = [span.end for span in saying.content] + ([saying.cue.end] if saying.cue else [])
    return max(ends)


def _extended(document: Document, saying: Saying, quotation: Quotation) -> Saying:
    return replace(saying, content=merged(document, (*saying.content, quotation.span)))


def _floating(sentences: Sequence[Sentence], before: Saying, quotation: Quotation) -> Saying:
    sentence = next((s.index for s in sentences if s.span.overlaps(quotation.span)), before.sentence)
    speaker = tuple(link for link in before.links if link.role != "cited")
    return Saying(
        sentence, None, speaker, (quotation.span,), None, "", "saying", "direct", "quotation/floating"
    )


def size_of(saying: Saying) -> int:
    """How many code points are said."""
    return sum(span.end - span.start for span in saying.content)


# --- carried over ---------------------------------------------------------------------------------


def carried_over(sentences: Sequence[Sentence], sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """Find sentences without a cue that go on with the account of the speaker before them.

    Only plain continuation counts: the sentence takes up a thing first told in the speaker's words ("The
    options start at …" after "a list of options, officials said"), or goes on in the reported mood ("Ships
    could go with them").
    """
    found: list[Saying] = []
    speaking: Saying | None = None
    for sentence in sentences:
        own = _spoken_in(sentence, sayings)
        if own is not None:
            speaking = own
        elif speaking is not None and _follows(sentences, sentence, speaking):
            speaking = Saying(
                sentence.index, None, speaking.links, (sentence.span,), None, "", "saying", "indirect",
                "carried-over/continuation",
            )  # fmt: skip
            found.append(speaking)
        else:
            speaking = None
    return tuple(found)


def _spoken_in(sentence: Sentence, sayings: Sequence[Saying]) -> Saying | None:
    """The outermost last saying of a sentence; noun cues do not make a sentence somebody's."""
    inside = [
        s
        for s in sayings
        if (s.hit is None or s.hit.cue.pos != "noun")
        and (s.sentence == sentence.index or any(p.overlaps(sentence.span) for p in s.content))
    ]
    outer = [
        s
        for s in inside
        if not any(o is not s and size_of(o) > size_of(s) and o.covers(s.content[0]) for o in inside)
    ]
    return outer[-1] if outer else None


def _follows(sentences: Sequence[Sentence], sentence: Sentence, saying: Saying) -> bool:
    """Tell whether a sentence stands right behind a saying in its paragraph and goes on with it."""
    if not saying.links or saying.kind not in ("saying", "acting") or saying.force == "none":
        return False
    touched = [
        s for s in sentences if s.index == saying.sentence or any(p.overlaps(s.span) for p in saying.content)
    ]
    if touched[-1].index + 1 != sentence.index or touched[-1].block < sentence.block - 1:
        return False
    if touched[-1].block != sentence.block:
        return _takes_up(sentences, sentence, saying)
    return _takes_up(sentences, sentence, saying) or _in_reported_mood(sentence)


def _takes_up(sentences: Sequence[Sentence], sentence: Sentence, saying: Saying) -> bool:
    told = {
        t.lemma.lower()
        for s in sentences
        for t in s.tokens
        if t.pos == "NOUN" and saying.covers(Span(t.start, t.end))
    }
    subject = child(sentence, _root(sentence), "nsubj", "nsubjpass")
    if subject is None or subject.lemma.lower() not in told:
        return False
    return any(
        t.text.lower() in ("the", "these", "this", "those", "such")
        for t in children(sentence, subject, "det", "amod", "predet")
    )


def _in_reported_mood(sentence: Sentence) -> bool:
    return any(
        t.text.lower() in ("would", "could", "might") for t in children(sentence, _root(sentence), "aux")
    )


def _root(sentence: Sentence) -> Token:
    return next((t for t in sentence.tokens if t.head == t.index), sentence.tokens[0])

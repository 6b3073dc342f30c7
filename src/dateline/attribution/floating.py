"""What is said without a cue of its own: floating quotations, speakers before a colon, accounts that go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.attribution.cues import CueTable
from dateline.attribution.quotation import Quotation, find_quotations
from dateline.attribution.saying import Saying, manner_of, merged, read_sayings, size_of
from dateline.attribution.speaker import Link, phrase
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import child, children


def find_sayings(document: Document, sentences: Sequence[Sentence], table: CueTable) -> tuple[Saying, ...]:
    """Find every saying of a document, in text order.

    Steps, each for what the ones before left over: cues with an argument or a quotation of their own;
    speakers before or behind a colon; quotations that float after a speaker of the same or the last paragraph.
    """
    quotations = find_quotations(document)
    sayings = read_sayings(document, sentences, quotations, table)
    sayings += _before_colons(document, sentences, quotations, sayings, table)
    sayings += _before_dashes(document, sentences, quotations)
    sayings = _with_floating(document, sentences, quotations, sayings)
    return tuple(sorted(sayings, key=lambda s: (s.content[0].start, -s.content[0].end, s.sentence)))


# --- colons --------------------------------------------------------------------------------------


def _before_colons(
    document: Document,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    sayings: Sequence[Saying],
    table: CueTable,
) -> Iterator[Saying]:
    """Speakers set off by a colon: "Minister: no troops abroad", "Truce holds: monitors", "SMITH: I think so"."""
    for sentence in sentences:
        first = sentence.index == 0 or sentences[sentence.index - 1].block != sentence.block
        colon = next((t for t in sentence.tokens if t.text == ":"), None)
        if (
            colon is None
            or not first
            or any(s.cue and s.cue.end in (colon.end, colon.start) for s in sayings)
        ):
            continue
        block = document.blocks[sentence.block]
        headline = block.kind == "headline"
        head_ = _named(sentence, sentence.tokens[: colon.index], table, headline)
        if head_ is not None and (headline or _is_transcript(document, sentence, colon)):
            said = Span(colon.end, block.span.end)
        elif headline:
            head_ = _named(sentence, sentence.tokens[colon.index + 1 :], table, headline)
            said = Span(block.span.start, colon.start)
        if head_ is None:
            continue
        text = said.of(document.text)
        said = Span(said.start + len(text) - len(text.lstrip()), said.end)
        link = Link("speaker", sentence.index, head_, phrase(document, sentence, head_), ":")
        cue = Span(colon.start, colon.end)
        yield Saying(
            sentence.index, None, (link,), (said,), cue, "", "saying", manner_of(document, (said,), quotations),
            "colon/speaker",
        )  # fmt: skip


def _named(sentence: Sentence, words: Sequence[Token], table: CueTable, headline: bool) -> Token | None:
    """The head of a short noun phrase that can speak; a bare country before a colon is a topic, not a speaker."""
    if any(t.text in (",", ";") for t in words):
        return None
    words = [t for t in words if t.pos != "PUNCT"]
    if not words or len(words) > 6 or any(t.pos in ("VERB", "AUX", "NUM") for t in words):
        return None
    top = words[-1]
    if top.pos not in ("PROPN", "NOUN"):
        return None
    if top.entity in ("GPE", "NORP") and words[0].index == 0:
        return None
    if not headline:
        return top if all(t.text.isupper() for t in words) else None
    known = table.noun(top) is not None or top.entity == "PERSON" or top.text.isupper()
    return top if known or (top.entity in ("ORG", "GPE") and words[0].index > 0) else None


def _is_transcript(document: Document, sentence: Sentence, colon: Token) -> bool:
    """A name in capitals opens a turn of a transcript."""
    return document.text[sentence.start : colon.start].isupper()


def _before_dashes(
    document: Document,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> Iterator[Saying]:
    """Speakers behind a dash under a quotation that stands alone: "“We stay.” ― Anna Berg, nurse"."""
    for quotation in quotations:
        block = document.blocks[quotation.block]
        rest = Span(quotation.span.end, block.span.end)
        dash = re.match(r"\s*([\u2012-\u2015]|--)\s*(?=\w)", rest.of(document.text))
        if dash is None or not quotation.speech or quotation.span.start != block.span.start:
            continue
        named = Span(rest.start + dash.end(), rest.end)
        for sentence in sentences:
            words = [t for t in sentence.tokens if named.start <= t.start < named.end and t.pos != "PUNCT"]
            if words and len(words) <= 8 and words[0].pos == "PROPN":
                top = next((t for t in words if t.entity == "PERSON" and t.dep != "compound"), words[-1])
                span = Span(words[0].start, words[-1].end)
                link = Link("speaker", sentence.index, top, span, dash[1])
                cue = Span(rest.start + dash.start(1), rest.start + dash.end(1))
                yield Saying(
                    sentence.index,
                    None,
                    (link,),
                    (quotation.span,),
                    cue,
                    "",
                    "saying",
                    "direct",
                    "dash/speaker",
                )
                break


# --- floating quotations --------------------------------------------------------------------------


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
    """Tell whether a saying from outside a quotation has it, or most of it, as what is said."""
    core = Span(quotation.span.start + 1, max(quotation.span.start + 1, quotation.span.end - 2))
    if saying.cue is not None and core.covers(saying.cue):
        return False
    return any(
        piece.covers(core) or (core.covers(piece) and 2 * (piece.end - piece.start) > core.end - core.start)
        for piece in saying.content
    )


def _speaker_before(document: Document, quotation: Quotation, sayings: list[Saying]) -> int | None:
    """Find the last saying before a quotation: in its paragraph, or for a whole paragraph in the one before."""
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
                sentence.index, None, speaking.links, (_words_of(sentence),), None, "", "saying", "indirect",
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
        for s in sentences[max(0, sentence.index - 4) : sentence.index]
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
    """ "Ships could go with them"; "the paper could not verify this" is the reporter's."""
    if any(True for _ in children(sentence, _root(sentence), "neg")):
        return False
    return any(
        t.text.lower() in ("would", "could", "might") for t in children(sentence, _root(sentence), "aux")
    )


def _words_of(sentence: Sentence) -> Span:
    """The sentence without its full stop."""
    last = next((t for t in reversed(sentence.tokens) if t.pos != "PUNCT"), sentence.tokens[-1])
    return Span(sentence.start, last.end)


def _root(sentence: Sentence) -> Token:
    return next((t for t in sentence.tokens if t.head == t.index), sentence.tokens[0])

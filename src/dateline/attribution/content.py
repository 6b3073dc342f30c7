"""What is said: quotations of a document, and the words a cue hands on.

Boundaries follow the conventions of PolNeAR (Newell et al. 2018): quotation marks and the punctuation inside
them belong to the content, "that" does too; the comma or full stop outside does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.attribution.cues import PREPOSITIONS, Hit
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import child, children, head, subtree

OPENING: Final = "\u201c\u201e\u00ab"
CLOSING: Final = "\u201d\u00bb"
STRAIGHT: Final = '"\u2033'
MARKS: Final = OPENING + CLOSING + STRAIGHT

# "X said A, while B": B is the reporter's own, unless the words tie it to X.
REPORTERS_OWN: Final = frozenset({"while", "whereas", "although", "though", "as", "even"})

_TRIM: Final = " \t\u00a0,;:.-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, the marks included.

    `speech` is false for scare quotes and names of operations; `carries_on` is true where the mark that
    opens it repeats one left open at the end of the paragraph before.
    """

    span: Span
    block: int
    speech: bool
    carries_on: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Pair the quotation marks of each headline and body block, in text order.

    A mark left open at a block's end runs to it; the next block then carries on where it opens with a mark.
    """
    found: list[Quotation] = []
    open_before = False
    for number, block in enumerate(document.blocks):
        if block.kind not in ("headline", "body"):
            continue
        text = block.span.of(document.text)
        pairs, left_open = _pairs(text)
        for start, end in pairs:
            span = Span(block.span.start + start, block.span.start + end)
            carries_on = open_before and not text[:start].strip()
            found.append(Quotation(span, number, _is_speech(text[start:end]), carries_on))
        open_before = left_open
    return tuple(found)


def _pairs(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Pair the marks of one block; tell whether the last stayed open."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for place, mark in enumerate(text):
        if mark not in MARKS:
            continue
        if opened is None:
            if mark in OPENING or (mark in STRAIGHT and _opens(text, place)):
                opened = place
        elif mark in OPENING:
            opened = opened if text[opened] in OPENING else place  # nested, or a stray straight mark before
        elif not (mark in STRAIGHT and _is_inch(text, place)):
            pairs.append((opened, place + 1))
            opened = None
    if opened is not None and len(text) - opened > 1:
        pairs.append((opened, len(text)))
        return pairs, True
    return pairs, False


def _opens(text: str, place: int) -> bool:
    return place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,?!")


def _is_inch(text: str, place: int) -> bool:
    return text[place - 1].isdigit() and text[place + 1 : place + 2].isalnum()


def _is_speech(text: str) -> bool:
    """Tell speech from a name or a scare quote: it ends like a sentence, or is long enough to say something."""
    inner = text.strip(MARKS + " \u00a0")
    if not inner:
        return False
    return len(inner.split()) >= 5 or (inner[-1] in ".,?!\u2026" and inner[:1].isupper())


@dataclass(frozen=True, slots=True)
class Content:
    """What one cue hands on inside its sentence: token indexes, by which argument, over which preposition."""

    words: frozenset[int]
    slot: str
    via: Token | None = None


def content_of(sentence: Sentence, hit: Hit) -> Content | None:
    """Find the argument that holds what is said; None where the cue has none in its sentence."""
    finders = {
        "verb": _content_of_verb,
        "noun": _content_of_noun,
        "preposition": _content_of_phrase,
        "adverb": _content_of_adverb,
    }
    return finders[hit.cue.pos](sentence, hit)


def _indexes(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(t.index for t in tokens)


# --- verbs ---------------------------------------------------------------------------------------


def _content_of_verb(sentence: Sentence, hit: Hit) -> Content | None:
    """Try the slots of the frame from the most to the least telling."""
    slots = hit.cue.content
    if hit.passive:
        return _content_of_passive(sentence, hit)
    found = None
    if "label" in slots:
        found = _label(sentence, hit)
    if found is None and "clause" in slots:
        found = _clause(sentence, hit)
    if found is None and "small" in slots:
        found = _small_clause(sentence, hit)
    if found is None and ("infinitive" in slots or "gerund" in slots):
        found = _infinitive(sentence, hit)
    if found is None:
        found = _over_preposition(sentence, hit)
    if found is None and "object" in slots:
        found = _object(sentence, hit)
    return found


def _clause(sentence: Sentence, hit: Hit) -> Content | None:
    verb = hit.head
    right = [c for c in children(sentence, verb, "ccomp") if c.index > verb.index]
    if right:
        return Content(_indexes(_said_after(sentence, right[0])), "clause")
    left = [c for c in children(sentence, verb, "ccomp") if c.index < verb.index]
    if left:
        return Content(_around(sentence, hit, left[-1]), "clause")
    if _is_as_clause(sentence, verb):
        host = head(sentence, verb)
        return Content(_indexes(subtree(sentence, host)) - _indexes(subtree(sentence, verb)), "clause")
    if verb.dep == "parataxis":
        return Content(_around(sentence, hit, head(sentence, verb)), "clause")
    return None


def _is_as_clause(sentence: Sentence, verb: Token) -> bool:
    """Recognise "as X said": the main clause is what X said."""
    if verb.dep != "advcl" or any(True for _ in children(sentence, verb, "dobj", "ccomp", "xcomp")):
        return False
    return any(t.text.lower() == "as" for t in children(sentence, verb, "mark", "advmod"))


def _said_after(sentence: Sentence, clause: Token) -> tuple[Token, ...]:
    """The clause after the cue, without a closing "while …" or "as …" of the reporter's."""
    return subtree(sentence, clause, _reporters_own(sentence, clause))


def _reporters_own(sentence: Sentence, clause: Token) -> frozenset[int]:
    """Find trailing adverbial clauses that are set off by a comma and begin with "while", "as" …"""
    own = []
    verbs = [clause, *children(sentence, clause, "conj")]
    for verb in verbs:
        for adverbial in children(sentence, verb, "advcl"):
            if adverbial.index > verb.index and _opens_reporters_own(sentence, adverbial):
                own.append(adverbial.index)
    return frozenset(own)


def _opens_reporters_own(sentence: Sentence, adverbial: Token) -> bool:
    first = subtree(sentence, adverbial)[0]
    if first.text.lower() not in REPORTERS_OWN or first.index == 0:
        return False
    return sentence.tokens[first.index - 1].text == ","


def cue_clause(sentence: Sentence, hit: Hit, without: frozenset[int] = frozenset()) -> frozenset[int]:
    """The words of the cue's own clause: verb, subject, addressee, time; not what is said."""
    words = {hit.head.index}
    for dependant in children(sentence, hit.head):
        if dependant.index in without or dependant.dep in ("ccomp", "parataxis"):
            continue
        words |= _indexes(subtree(sentence, dependant, without))
    return frozenset(words - without)


def _around(sentence: Sentence, hit: Hit, said: Token) -> frozenset[int]:
    """What stands around an inserted cue: "A, he said" and "A, he said, B"."""
    verb = hit.head
    if verb.head == said.index:
        words = _indexes(subtree(sentence, said)) - _indexes(subtree(sentence, verb))
    else:
        words = _indexes(subtree(sentence, said))
        words |= _opening_adverbials(sentence, verb, said)
    own = _reporters_own(sentence, said)
    for index in own:
        words -= _indexes(subtree(sentence, sentence.tokens[index]))
    if said.index < verb.index:
        words = _without_loose_end(sentence, verb, words)
    return frozenset(words)


def _opening_adverbials(sentence: Sentence, verb: Token, said: Token) -> frozenset[int]:
    """Words the parser hung on the cue although they open what is said: "In May, A, he said"."""
    first = min(t.index for t in subtree(sentence, said))
    words: frozenset[int] = frozenset()
    for dependant in children(sentence, verb):
        if dependant.dep in ("ccomp", "punct", "nsubj", "aux", "auxpass", "neg"):
            continue
        below = subtree(sentence, dependant)
        if below[-1].index < first:
            words |= _indexes(below)
    return words


def _without_loose_end(sentence: Sentence, verb: Token, words: frozenset[int]) -> frozenset[int]:
    """Leave out a last piece after the cue that starts with "while", "confirming" … rather than going on."""
    after = sorted(i for i in words if i > verb.index)
    if not after:
        return words
    first = sentence.tokens[after[0]]
    starts_anew = first.text.lower() in REPORTERS_OWN
    return frozenset(i for i in words if i < verb.index) if starts_anew else words


def _small_clause(sentence: Sentence, hit: Hit) -> Content | None:
    """ "wants Russia to withdraw": object and infinitive together; the subject must be another."""
    clause = child(sentence, hit.head, "ccomp")
    if clause is not None and clause.index > hit.head.index:
        return Content(_indexes(subtree(sentence, clause)), "small")
    other = child(sentence, hit.head, "dobj")
    infinitive = child(sentence, hit.head, "xcomp", "oprd", "acl")
    if other is not None and infinitive is not None and other.index < infinitive.index:
        words = _indexes(subtree(sentence, infinitive))
        if "object" not in hit.cue.addressee:
            words |= _indexes(subtree(sentence, other))
        return Content(words, "small")
    return None


def _infinitive(sentence: Sentence, hit: Hit) -> Content | None:
    infinitive = next(
        (t for t in children(sentence, hit.head, "xcomp", "ccomp") if t.index > hit.head.index), None
    )
    if infinitive is None:
        return None
    return Content(_indexes(subtree(sentence, infinitive)), "infinitive")


def _over_preposition(sentence: Sentence, hit: Hit) -> Content | None:
    slots = [slot for slot in hit.cue.content if slot in PREPOSITIONS]
    for preposition in children(sentence, hit.head, "prep", "prt", "dative"):
        if preposition.text.lower() in slots and preposition.index > hit.head.index:
            below = _indexes(subtree(sentence, preposition)) - {preposition.index}
            if below:
                return Content(below, "preposition", preposition)
    return None


def _object(sentence: Sentence, hit: Hit) -> Content | None:
    thing = next((t for t in children(sentence, hit.head, "dobj", "attr") if t.index > hit.head.index), None)
    if thing is None or ("object" in hit.cue.addressee and thing.pos in ("PRON", "PROPN")):
        return None
    return Content(_indexes(subtree(sentence, thing)), "object")


def _label(sentence: Sentence, hit: Hit) -> Content | None:
    """ "called the plan absurd", "described it as a step": the thing and the name given to it."""
    parts = [
        t
        for t in children(sentence, hit.head, "dobj", "oprd", "ccomp", "xcomp", "attr", "acomp")
        if t.index > hit.head.index
    ]
    named = [
        t for t in children(sentence, hit.head, "prep") if t.text.lower() == "as" and t.index > hit.head.index
    ]
    if not parts or (len(parts) == 1 and parts[0].dep == "dobj" and not named and hit.cue.phrase != "call"):
        return None
    words: frozenset[int] = frozenset()
    for part in (*parts, *named):
        words |= _indexes(subtree(sentence, part))
    return Content(words, "label")


def _content_of_passive(sentence: Sentence, hit: Hit) -> Content | None:
    """ "is said to have", "were accused of": subject and complement together."""
    complement = next(
        (t for t in children(sentence, hit.head, "xcomp", "ccomp", "oprd") if t.index > hit.head.index), None
    )
    subject = child(sentence, hit.head, "nsubjpass")
    if complement is None:
        found = _over_preposition(sentence, hit)
        if found is not None or subject is None or "object" not in hit.cue.content:
            return found
        return Content(_indexes(subtree(sentence, subject)), "object")
    words = _indexes(subtree(sentence, complement))
    if subject is not None and subject.tag not in ("EX",) and subject.text.lower() != "it":
        words |= _indexes(subtree(sentence, subject))
    return Content(words, "clause" if complement.dep == "ccomp" else "infinitive")


# --- nouns, prepositions, adverbs -----------------------------------------------------------------


def _content_of_noun(sentence: Sentence, hit: Hit) -> Content | None:
    """ "the claim that …", "fears of …", "by Moscow's own account"."""
    noun = hit.head
    for clause in children(sentence, noun, "acl", "ccomp", "relcl"):
        first = subtree(sentence, clause)[0].text.lower()
        if "clause" in hit.cue.content and clause.dep != "relcl" and first == "that":
            return Content(_indexes(subtree(sentence, clause)), "clause")
        if "infinitive" in hit.cue.content and any(t.text == "to" for t in children(sentence, clause, "aux")):
            return Content(_indexes(subtree(sentence, clause)), "infinitive")
    found = _over_preposition(sentence, hit)
    if found is not None:
        return found
    return _host_clause(sentence, hit) if "clause" in hit.cue.content else None


def _host_clause(sentence: Sentence, hit: Hit) -> Content | None:
    """ "by the count of X, A", "in X's view A": the clause the phrase stands in."""
    preposition = head(sentence, hit.head)
    if hit.cue.phrase not in HOSTED or preposition.dep != "prep":
        return None
    if preposition.text.lower() not in ("by", "in", "on", "to"):
        return None
    return _rest_of_clause(sentence, preposition)


HOSTED: Final = frozenset(
    {"account", "count", "estimate", "reckoning", "word", "view", "opinion", "judgment", "assessment"}
)


def _content_of_phrase(sentence: Sentence, hit: Hit) -> Content | None:
    return _rest_of_clause(sentence, hit.head)


def _content_of_adverb(sentence: Sentence, hit: Hit) -> Content | None:
    return _rest_of_clause(sentence, hit.head)


def _rest_of_clause(sentence: Sentence, phrase: Token) -> Content | None:
    """The clause that holds a phrase, without the phrase."""
    host = head(sentence, phrase)
    while host.head != host.index and not _heads_clause(host):
        host = head(sentence, host)
    if host.index == phrase.index:
        words = _indexes(sentence.tokens) - _indexes(subtree(sentence, phrase))
    else:
        words = _indexes(subtree(sentence, host, frozenset({phrase.index}))) - _indexes(
            subtree(sentence, phrase)
        )
    return Content(words, "clause") if words else None


def _heads_clause(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.dep in (
        "ROOT",
        "relcl",
        "advcl",
        "ccomp",
        "conj",
        "parataxis",
        "acl",
    )


# --- spans ---------------------------------------------------------------------------------------


def spans_of(document: Document, sentence: Sentence, words: frozenset[int]) -> tuple[Span, ...]:
    """Turn token indexes into trimmed pieces of text; pieces parted by punctuation alone become one."""
    runs: list[list[int]] = []
    for index in sorted(words):
        between = sentence.tokens[runs[-1][-1] + 1 : index] if runs else ()
        if runs and all(t.pos == "PUNCT" or not t.text.strip() for t in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    for run in runs:
        span = trim(document, Span(sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end))
        if span is not None and re.search(r"\w", span.of(document.text)):
            spans.append(span)
    return tuple(spans)


def trim(document: Document, span: Span) -> Span | None:
    """Cut blanks and outer punctuation; keep what stands inside quotation marks."""
    start, end = span.start, span.end
    text = document.text
    while start < end and text[start] in _TRIM + CLOSING:
        start += 1
    while start < end and text[end - 1] in _TRIM and not _abbreviates(text, start, end):
        end -= 1
    return Span(start, end) if start < end else None


def _abbreviates(text: str, start: int, end: int) -> bool:
    """A full stop that belongs to its word: "U.S.", "Inc."."""
    if text[end - 1] != ".":
        return False
    word = text[start:end].rsplit(maxsplit=1)[-1]
    return word.count(".") > 1


def with_marks(document: Document, span: Span, quotations: Iterable[Quotation]) -> Span:
    """Widen a piece to whole quotations: a mark is never cut from its words."""
    start, end = span.start, span.end
    for quotation in quotations:
        whole = quotation.span
        if not whole.overlaps(Span(start, end)):
            continue
        inside = Span(whole.start + 1, max(whole.start + 1, whole.end - 1))
        core = document.text[max(start, inside.start) : min(end, inside.end)].strip(_TRIM)
        if core == inside.of(document.text).strip(_TRIM) or not (start < whole.start or whole.end < end):
            start, end = min(start, whole.start), max(end, whole.end)
    return Span(start, end)

"""Who speaks: the phrase that names a source, and the sayings of a document before names are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.attribution.content import (
    Content,
    Quotation,
    content_of,
    cue_clause,
    find_quotations,
    spans_of,
    with_marks,
)
from dateline.attribution.cues import CueTable, Hit, find_cues, outlet_key
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    first_conjunct,
    head,
    span_of,
    subtree,
)

# Verbs that only lend a noun of saying its subject: "voiced fears of", "made claims that".
LIGHT_VERBS: Final = frozenset(
    ["have", "make", "express", "voice", "issue", "raise", "share", "level", "give", "hold", "air", "renew", "repeat", "state", "send", "deliver", "present"]
)

# What a refusal refuses: "declined to say", "would not comment", "gave no details".
ANSWERS: Final = frozenset(
    ["say", "comment", "confirm", "discuss", "give", "answer", "elaborate", "disclose", "name", "specify", "reveal", "speak", "identify", "provide", "respond", "reply", "address", "rule", "speculate", "tell", "talk", "detail", "explain", "draw"]
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain as its words stand in the text: the phrase, its head, and the part it plays.

    `role` is speaker, outlet ("told Reuters") or cited ("citing officials"); `head` is None where the words
    name nobody ("being accused of").
    """

    role: str
    sentence: int
    head: Token | None
    span: Span
    cue: str


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
            saying = _read(document, sentence, hit, near, table)
            if saying is not None:
                sayings.append(saying)
    sayings = _without_doubles(sayings)
    sayings = _with_floating(document, sentences, quotations, sayings)
    return tuple(sorted(sayings, key=lambda s: (s.content[0].start, -s.content[0].end, s.sentence)))


def _read(
    document: Document, sentence: Sentence, hit: Hit, quotations: Sequence[Quotation], table: CueTable
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
    if not spans:
        return None
    links = _links(document, sentence, hit, content, table)
    manner = _manner(document, spans, quotations)
    cue = _cue_span(document, sentence, hit, content)
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
        return thing is None or not _can_speak(sentence, thing, table)
    if kind == "rejecting" and content is not None and content.slot == "object":
        thing = next(children(sentence, hit.head, "dobj"), None)
        return thing is not None and thing.lemma.lower() in CLAIMS
    return True


# What can be denied or rejected as untrue; whatever else is rejected is a wish or an offer.
CLAIMS: Final = frozenset(
    ["accusation", "allegation", "charge", "claim", "report", "rumour", "rumor", "suggestion", "assertion", "notion", "idea", "criticism", "story"]
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


def _can_speak(sentence: Sentence, token: Token, table: CueTable) -> bool:
    """Tell whether a noun phrase can be a source: a person, body, outlet or document, or a pronoun for one."""
    if token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.tag in ("PRP", "WP"):
        return True
    return table.noun(token) is not None


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
                if content is not None and content.slot == "clause" and not _mostly_in(p, beside)
            )
            pieces = (*loose, *(q.span for q in beside))
    return merged(document, pieces)


def _mostly_in(piece: Span, quotations: Iterable[Quotation]) -> bool:
    return any(q.span.overlaps(piece) for q in quotations)


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
    if "quote" not in hit.cue.content or hit.cue.pos != "verb":
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
    """The unbroken run of the cue's own words around its verb."""
    own = {
        index
        for index in cue_clause(sentence, hit)
        if not any(q.span.start <= sentence.tokens[index].start < q.span.end for q in quotations)
    }
    first = last = hit.head.index
    while first - 1 in own:
        first -= 1
    while last + 1 in own and sentence.tokens[last + 1].text not in (":",):
        last += 1
    while first < hit.head.index and sentence.tokens[first].pos == "PUNCT":
        first += 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _refused(document: Document, sentence: Sentence, hit: Hit) -> tuple[Span, ...]:
    """The clause of a refusal stands for what was not said."""
    clause = frozenset(t.index for t in subtree(sentence, hit.head))
    return spans_of(document, sentence, clause)


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


# --- who says it ---------------------------------------------------------------------------------


def _links(
    document: Document, sentence: Sentence, hit: Hit, content: Content | None, table: CueTable
) -> tuple[Link, ...]:
    """The links one cue gives, outermost first: the outlet told, the speaker, whom the speaker cites."""
    cue = hit.head.text
    taken = content.words if content is not None else frozenset()
    links = []
    speaker = speaker_of(sentence, hit, taken)
    if hit.cue.pos == "verb":
        links += [
            Link("outlet", sentence.index, o, phrase(document, sentence, o), cue)
            for o in _outlets(sentence, hit, table)
        ]
    if speaker is not None:
        links.append(
            Link("speaker", sentence.index, speaker, phrase(document, sentence, speaker, taken), cue)
        )
    elif _is_claimed_by_nobody(hit):
        words = _cue_span(document, sentence, hit, None)
        if words is not None:
            links.append(Link("speaker", sentence.index, None, words, cue))
    if hit.cue.pos == "verb":
        links += [
            Link("cited", sentence.index, c, phrase(document, sentence, c), w)
            for c, w in _cited(sentence, hit, table)
        ]
    return tuple(links)


def _is_claimed_by_nobody(hit: Hit) -> bool:
    """ "being accused of", "is said to", "allegedly", "allegations of": a claim whose maker is not named."""
    if hit.cue.pos == "adverb":
        return True
    if hit.cue.pos == "noun":
        return hit.cue.phrase in ("allegation", "accusation", "claim", "rumour", "rumor")
    return hit.passive and hit.cue.force == "" and hit.cue.kind in ("saying", "acting", "thinking")


def speaker_of(sentence: Sentence, hit: Hit, taken: frozenset[int] = frozenset()) -> Token | None:
    """Find the head of the phrase that names the source of a cue; words of the content cannot."""
    finders = {
        "subject": _subject,
        "object": _object_of_phrase,
        "possessor": _possessor,
        "none": _nobody,
    }
    found = finders[hit.cue.source](sentence, hit, taken)
    return None if found is None or found.index in taken else found


def _subject(sentence: Sentence, hit: Hit, taken: frozenset[int]) -> Token | None:
    verb = hit.head
    if hit.passive:
        return _agent(sentence, verb)
    return subject_of(sentence, verb)


def _agent(sentence: Sentence, verb: Token) -> Token | None:
    by = child(sentence, verb, "agent")
    return child(sentence, by, "pobj") if by is not None else None


def subject_of(sentence: Sentence, verb: Token) -> Token | None:
    """Find the subject of a verb, through coordination, participles and control.

    "The minister came and said", "…, adding that", "quotes him as saying", "a letter saying".
    """
    seen: set[int] = set()
    while verb.index not in seen:
        seen.add(verb.index)
        subject = child(sentence, verb, "nsubj", "csubj")
        if subject is not None and subject.tag != "EX":
            return _antecedent_of_relative(sentence, verb, subject)
        if verb.dep == "conj":
            verb = first_conjunct(sentence, verb)
        elif verb.dep == "acl":
            return head(sentence, verb)
        elif verb.dep == "pcomp":
            governor = head(sentence, head(sentence, verb))
            quoted = child(sentence, governor, "dobj", "nsubjpass")
            if quoted is not None and governor.lemma in ("quote", "cite", "describe", "report"):
                return quoted
            verb = governor
        elif verb.dep in ("xcomp", "advcl", "dep", "ccomp") and verb.head != verb.index:
            governor = head(sentence, verb)
            if verb.dep == "ccomp" and child(sentence, governor, "nsubj") is None:
                return None
            if verb.dep == "xcomp" and governor.lemma in ("ask", "urge", "tell", "order", "want"):
                controlled = child(sentence, governor, "dobj")
                if controlled is not None:
                    return controlled
            passive = child(sentence, governor, "nsubjpass")
            if passive is not None:
                return passive
            verb = governor
        else:
            return None
    return None


def _antecedent_of_relative(sentence: Sentence, verb: Token, subject: Token) -> Token:
    """ "Russia, which denies": the pronoun gives way to the noun it follows."""
    if subject.tag in ("WDT", "WP") and verb.dep == "relcl":
        return head(sentence, verb)
    return subject


def _nobody(sentence: Sentence, hit: Hit, taken: frozenset[int]) -> Token | None:
    return None


def _object_of_phrase(sentence: Sentence, hit: Hit, taken: frozenset[int]) -> Token | None:
    for token in (hit.head, *hit.words[1:], *(c for w in hit.words for c in children(sentence, w, "prep"))):
        thing = child(sentence, token, "pobj")
        if thing is not None:
            return thing
    return None


def _possessor(sentence: Sentence, hit: Hit, taken: frozenset[int]) -> Token | None:
    """ "Kyiv's claim", "claims by Kyiv", "fears in the West", "voiced fears"."""
    noun = hit.head
    owner = child(sentence, noun, "poss")
    if owner is not None:
        return owner
    for preposition in children(sentence, noun, "prep"):
        thing = child(sentence, preposition, "pobj")
        if thing is None or thing.index in taken:
            continue
        if preposition.text.lower() in ("by", "from", "among", "of", "in"):
            return thing
    verb = head(sentence, noun)
    if noun.dep == "dobj" and verb.lemma.lower() in LIGHT_VERBS:
        return subject_of(sentence, verb)
    if noun.dep == "dobj":
        return _holder_in_clause(sentence, verb, taken)
    return None


def _holder_in_clause(sentence: Sentence, verb: Token, taken: frozenset[int]) -> Token | None:
    """ "raising fears in Kyiv", "fuelling concern among allies": who holds them stands beside."""
    for preposition in children(sentence, verb, "prep"):
        thing = child(sentence, preposition, "pobj")
        if thing is not None and thing.index not in taken and preposition.text.lower() in ("in", "among"):
            if thing.entity in ("GPE", "NORP", "ORG") or thing.tag == "NNS":
                return thing
    return None


def _outlets(sentence: Sentence, hit: Hit, table: CueTable) -> Iterator[Token]:
    """Outlets that carried the words: "told Reuters", "speaking to the BBC", "in an interview with Le Monde"."""
    verb = hit.head
    told = [t for t in children(sentence, verb, "dobj", "dative") if "object" in hit.cue.addressee]
    for preposition in children(sentence, verb, "prep", "dative"):
        if preposition.text.lower() in ("to", "with", "on", "in"):
            told += children(sentence, preposition, "pobj")
    for speaking in children(sentence, verb, "advcl", "prep"):
        if speaking.lemma.lower() in ("speak", "talk", "in", "during"):
            told += _deep_objects(sentence, speaking)
    for token in told:
        if token.index != verb.index and is_outlet(sentence, token, table):
            yield token
            return


def _deep_objects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Objects of the prepositions below: "in [an interview with [Reuters]]"."""
    for below in subtree(sentence, token):
        if below.dep == "pobj" and head(sentence, below).text.lower() in ("to", "with"):
            yield below


def _cited(sentence: Sentence, hit: Hit, table: CueTable) -> Iterator[tuple[Token, str]]:
    """Whom the speaker cites: ", citing officials", "with reference to the army"."""
    for clause in children(sentence, hit.head, "advcl", "prep"):
        if clause.lemma.lower() in ("cite", "quote"):
            thing = child(sentence, clause, "dobj", "pobj")
            if thing is not None and _can_speak(sentence, thing, table):
                yield thing, clause.text
        elif clause.text.lower() == "with":
            reference = child(sentence, clause, "pobj")
            if reference is not None and reference.lemma.lower() == "reference":
                for to in children(sentence, reference, "prep"):
                    yield from ((t, "with reference to") for t in children(sentence, to, "pobj"))


MEDIA_WORDS: Final = frozenset(
    ["agency", "chronicle", "courier", "daily", "dispatch", "echo", "examiner", "express", "gazette", "globe", "guardian", "herald", "independent", "inquirer", "journal", "mail", "mirror", "monitor", "news", "newspaper", "observer", "paper", "post", "press", "radio", "record", "register", "reporter", "review", "sentinel", "standard", "star", "sun", "telegraph", "television", "times", "today", "tribune", "tv", "voice", "weekly"]
)


def is_outlet(sentence: Sentence, token: Token, table: CueTable) -> bool:
    """Tell whether a noun phrase names a newspaper, agency or broadcaster."""
    if token.pos not in ("PROPN", "NOUN", "ADJ", "X"):
        return False
    if outlet_key(name_words(sentence, token)) in table.outlets or outlet_key(token.text) in table.outlets:
        return True
    noun = table.noun(token)
    if token.pos == "NOUN":
        return noun is not None and noun.names == "outlet"
    described = any(
        (n := table.noun(t)) is not None and n.names == "outlet"
        for t in children(sentence, token, "compound", "appos", "nmod")
        if t.pos == "NOUN"
    )
    return described or (token.text.lower() in MEDIA_WORDS and token.index > 0)


def name_words(sentence: Sentence, token: Token) -> str:
    """The proper name a head ends: "The New York Times" for Times."""
    first = token.index
    while (
        first > 0
        and sentence.tokens[first - 1].pos == "PROPN"
        and sentence.tokens[first - 1].head in range(first - 1, token.index + 1)
    ):
        first -= 1
    last = token.index
    return " ".join(t.text for t in sentence.tokens[first : last + 1])


def phrase(document: Document, sentence: Sentence, token: Token, taken: frozenset[int] = frozenset()) -> Span:
    """The words of a source, without the punctuation around and without what is said."""
    words = [t for t in subtree(sentence, token) if t.index not in taken]
    while words and words[-1].index != token.index and (words[-1].pos == "PUNCT" or words[-1].tag == "POS"):
        words.pop()
    while words and words[0].index != token.index and words[0].pos == "PUNCT":
        words.pop(0)
    return span_of(tuple(words)) if words else Span(token.start, token.end)


def _cue_span(document: Document, sentence: Sentence, hit: Hit, content: Content | None) -> Span | None:
    """The cue with its auxiliaries and, where it hands on over a preposition, that too."""
    words = list(hit.words)
    if hit.cue.pos == "verb":
        words += [
            t for t in children(sentence, hit.head, "aux", "auxpass", "neg") if t.index < hit.head.index
        ]
    if content is not None and content.via is not None:
        words.append(content.via)
    indexes = {t.index for t in words}
    first = last = hit.head.index
    while first - 1 in indexes or (
        first - 2 in indexes and sentence.tokens[first - 1].pos in ("ADV", "PART")
    ):
        first -= 1
    while last + 1 in indexes:
        last += 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


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
        or (core.covers(piece)
        and len(saying.content)
        and (piece.end - piece.start) * 2 > core.end - core.start)
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


__all__ = [
    "Link",
    "Saying",
    "ancestors",
    "conjuncts",
    "find_sayings",
    "is_outlet",
    "phrase",
    "speaker_of",
    "subject_of",
]

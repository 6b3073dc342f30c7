"""Who speaks: the phrases that name the sources of a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.attribution.bounds import text_start
from dateline.attribution.closing import citation, closing_sayings, is_of_the_reporter
from dateline.attribution.content import OCCASIONS
from dateline.attribution.cues import ONGOING, CueTable, Hit, outlet_key
from dateline.attribution.inserted import Content, core_of, is_set_off, quoting, stranded_subject
from dateline.model import Document, Sentence, Span, Token
from dateline.parsing.tree import child, children, first_conjunct, head, span_of, subtree

# Verbs that only lend a noun of saying its subject: "voiced fears of", "made claims that".
LIGHT_VERBS: Final = frozenset(
    [
        "have",
        "make",
        "express",
        "voice",
        "issue",
        "raise",
        "share",
        "level",
        "give",
        "hold",
        "air",
        "renew",
        "repeat",
        "state",
        "send",
        "deliver",
        "present",
    ]
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain as its words stand in the text: the phrase, its head, and the part it plays.

    `role` is speaker, shown (pictures, surveys), outlet ("told Reuters") or cited ("citing officials");
    `head` is None where the words name nobody ("being accused of").
    """

    role: str
    sentence: int
    head: Token | None
    span: Span
    cue: str


def links_of(
    document: Document, sentence: Sentence, hit: Hit, content: Content | None, table: CueTable
) -> tuple[Link, ...]:
    """The links one cue gives, outermost first: the outlet told, the speaker, whom the speaker cites."""
    cue = hit.head.text
    taken = content.words if content is not None else frozenset()
    links = []
    speaker = speaker_of(sentence, hit, taken)
    pronoun = relative_subject(sentence, hit)
    quoter = _quoter(sentence, hit)
    if quoter is not None:
        links.append(Link("outlet", sentence.index, quoter, phrase(document, sentence, quoter), "quoted"))
    if hit.cue.pos == "verb":
        links += [
            Link("outlet", sentence.index, o, phrase(document, sentence, o), cue)
            for o in _outlets(sentence, hit, table)
        ]
    if speaker is not None:
        words = phrase(document, sentence, pronoun or speaker, taken)
        role = "shown" if hit.cue.kind == "showing" else "speaker"
        links.append(Link(role, sentence.index, speaker, words, cue))
    elif _is_claimed_by_nobody(hit):
        links.append(Link("speaker", sentence.index, None, cue_span(document, sentence, hit, None), cue))
    if hit.cue.pos == "verb":
        if speaker is not None:
            links += _cited_beside(document, sentence, speaker, table)
        links += [
            Link("cited", sentence.index, c, phrase(document, sentence, c), w)
            for c, w in _cited(sentence, hit, table)
        ]
    return tuple(links)


def _cited_beside(document: Document, sentence: Sentence, speaker: Token, table: CueTable) -> Iterator[Link]:
    """Whom a speaker cites in a clause of its own: "The Journal, quoting a diplomat, said"."""
    for clause in children(sentence, speaker, "acl", "advcl"):
        if clause.lemma.lower() in ("cite", "quote") and clause.tag == "VBG":
            for thing in children(sentence, clause, "dobj"):
                if can_speak(sentence, thing, table):
                    yield Link("cited", sentence.index, thing, phrase(document, sentence, thing), clause.text)


def _quoter(sentence: Sentence, hit: Hit) -> Token | None:
    """ "The daily quoted him as saying", "was quoted as saying by the daily": who quotes."""
    governor = quoting(sentence, hit.head)
    if governor is None:
        return None
    if child(sentence, governor, "nsubjpass") is None:
        return _nearest_subject(sentence, governor)
    return _agent(sentence, governor) or _agent(sentence, hit.head) or _by(sentence, hit.head)


def _by(sentence: Sentence, verb: Token) -> Token | None:
    for preposition in children(sentence, verb, "prep"):
        if preposition.text.lower() == "by":
            return child(sentence, preposition, "pobj")
    return None


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
    return subject_of(sentence, verb) or _adjacent(sentence, verb) or _seat(sentence, verb)


def _adjacent(sentence: Sentence, verb: Token) -> Token | None:
    """The noun phrase between the last comma and a finite verb that the parser left without a subject."""
    if verb.tag not in ("VBD", "VBP", "VBZ") or verb.dep not in ("ROOT", "ccomp", "parataxis"):
        return None
    stranded = [sentence.tokens[i] for i in stranded_subject(sentence, verb)]
    named = [t for t in stranded if t.dep == "appos" and t.entity == "PERSON"]
    if stranded:
        return named[-1] if named else next((t for t in stranded if t.dep == "appos"), None)
    first = verb.index
    while first > 0 and sentence.tokens[first - 1].text != ",":
        first -= 1
    for token in sentence.tokens[first : verb.index] if first > 0 else ():
        if token.pos in ("NOUN", "PROPN") and not first <= token.head < verb.index:
            return token
    return None


def _seat(sentence: Sentence, verb: Token) -> Token | None:
    """Who speaks where a finite verb has no subject but a seat: "In Moscow denied", "assert in the ministry"."""
    if verb.tag not in ("VBD", "VBP", "VBZ", "VBN") or verb.dep not in ("ROOT", "parataxis", "ccomp"):
        return None
    for preposition in children(sentence, verb, "prep"):
        if preposition.text.lower() == "in":
            for seat in children(sentence, preposition, "pobj"):
                if seat.entity in ("GPE", "ORG") or seat.lemma.lower() in ("ministry", "government"):
                    return seat
    return None


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
        subject = _nearest_subject(sentence, verb)
        if subject is not None and subject.tag != "EX":
            return _antecedent_of_relative(sentence, verb, subject)
        if verb.dep == "conj" and is_of_the_reporter(sentence, verb):
            verb = _reporting_above(sentence, verb)
        elif verb.dep == "conj":
            verb = first_conjunct(sentence, verb)
        elif verb.dep == "acl":
            return head(sentence, verb)
        elif verb.dep == "pcomp":
            governor = head(sentence, head(sentence, verb))
            quoted = child(sentence, governor, "dobj", "nsubjpass")
            if quoted is not None and governor.lemma in ("quote", "cite", "describe", "report"):
                return quoted
            verb = governor
        elif verb in closing_sayings(sentence):
            verb = _reporting_above(sentence, verb)
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


def _reporting_above(sentence: Sentence, verb: Token) -> Token:
    """The verb whose speaker goes on with ", adding that": above the clause that is said."""
    governor = head(sentence, verb)
    while (
        governor.dep in ("ccomp", "conj", "xcomp", "advcl", "relcl", "acl") and governor.head < governor.index
    ):
        governor = head(sentence, governor)
    return governor


def _nearest_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The subject, and where a misread clause before left two, the nearer."""
    subjects = tuple(children(sentence, verb, "nsubj", "csubj"))
    before = [t for t in subjects if t.index < verb.index]
    return before[-1] if before else subjects[0] if subjects else None


def relative_subject(sentence: Sentence, hit: Hit) -> Token | None:
    """The "who" or "which" that stands for the source beside its cue."""
    if hit.cue.source != "subject" or hit.passive:
        return None
    subject = _nearest_subject(sentence, hit.head)
    return (
        subject if subject is not None and subject.tag in ("WDT", "WP") and hit.head.dep == "relcl" else None
    )


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
        if thing is None or thing.index in taken or preposition.text.lower() not in ("in", "among"):
            continue
        if thing.entity in ("GPE", "NORP", "ORG") or thing.tag == "NNS":
            return thing
    return None


def _outlets(sentence: Sentence, hit: Hit, table: CueTable) -> Iterator[Token]:
    """Outlets that carried the words: "told Reuters", "speaking to the BBC", "in an interview with Le Monde"."""
    verb = hit.head
    told = [t for t in children(sentence, verb, "dobj", "dative") if "object" in hit.cue.addressee]
    for preposition in children(sentence, verb, "prep", "dative"):
        if preposition.text.lower() in ("to", "with", "on", "in", "during"):
            told += children(sentence, preposition, "pobj")
            for occasion in children(sentence, preposition, "pobj"):
                if occasion.lemma.lower() in OCCASIONS:
                    told += _deep_objects(sentence, occasion)
    for speaking in children(sentence, verb, "advcl"):
        if speaking.lemma.lower() in ("speak", "talk", "write"):
            told += _deep_objects(sentence, speaking)
    for token in (_maker_of(sentence, t, table) for t in told):
        if (
            token.index != verb.index
            and is_outlet(sentence, token, table)
            and _is_particular(sentence, token)
        ):
            yield token
            return


def _maker_of(sentence: Sentence, token: Token, table: CueTable) -> Token:
    """ "the BBC's Newsday programme": the outlet behind a programme."""
    for owner in children(sentence, token, "poss"):
        if is_outlet(sentence, owner, table):
            return owner
    return token


def _is_particular(sentence: Sentence, token: Token) -> bool:
    """One outlet is meant: not "on national television"."""
    definite = any(t.text.lower() in ("the", "this", "that") for t in children(sentence, token, "det"))
    return (
        token.pos != "NOUN"
        or definite
        or bool(own_name(sentence, token))
        or name_words(sentence, token) != token.text
    )


def _deep_objects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Objects of the prepositions below: "in [an interview with [Reuters]]"."""
    for below in subtree(sentence, token):
        if below.dep == "pobj" and head(sentence, below).text.lower() in (
            "to",
            "with",
            "on",
            "of",
            "for",
            "in",
            "by",
        ):
            yield below


def _cited(sentence: Sentence, hit: Hit, table: CueTable) -> Iterator[tuple[Token, str]]:
    """Whom the speaker cites: ", citing officials", "with reference to the army"."""
    if hit.cue.kind == "citing":
        for thing in children(sentence, hit.head, "dobj"):
            if can_speak(sentence, thing, table):
                yield thing, hit.head.text
    far = citation(sentence, hit, inserted=is_set_off(sentence, core_of(sentence, hit)))
    beside = [c for c in children(sentence, hit.head, "advcl", "prep") if far is None or c.index != far.index]
    for clause in (*beside, *([far] if far is not None else [])):
        if clause.lemma.lower() in ("cite", "quote"):
            cited = child(sentence, clause, "dobj", "pobj")
            if cited is not None and can_speak(sentence, cited, table):
                yield cited, clause.text
        elif clause.text.lower() == "with":
            reference = child(sentence, clause, "pobj")
            if reference is not None and reference.lemma.lower() == "reference":
                for to in children(sentence, reference, "prep"):
                    yield from ((t, "with reference to") for t in children(sentence, to, "pobj"))


MEDIA_WORDS: Final = frozenset(
    (
        "chronicle", "courier", "daily", "dispatch", "echo", "examiner", "express", "gazette", "globe", "guardian",
        "herald", "independent", "inquirer", "journal", "mail", "mirror", "news", "newspaper", "observer", "paper",
        "post", "press", "radio", "sentinel", "sun", "telegraph", "television", "times", "today", "tribune", "tv",
        "weekly",
    )
)  # fmt: skip


def is_outlet(sentence: Sentence, token: Token, table: CueTable) -> bool:
    """Tell whether a noun phrase names a newspaper, agency or broadcaster."""
    if token.pos == "NOUN" and not (token.text[:1].isupper() and token.text.lower() in MEDIA_WORDS):
        noun = table.noun(token)
        press = token.lemma.lower() == "agency" and any(
            t.text.lower() in ("news", "press") for t in children(sentence, token, "compound")
        )
        return press or (noun is not None and noun.names == "outlet")
    if token.pos not in ("PROPN", "ADJ", "X", "NOUN"):
        return False
    if outlet_key(name_words(sentence, token)) in table.outlets or outlet_key(token.text) in table.outlets:
        return True
    if token.text == "Agency" and any(t.text == "News" for t in children(sentence, token, "compound")):
        return True
    described = any(
        (n := table.noun(t)) is not None and n.names == "outlet"
        for t in children(sentence, token, "compound", "appos", "nmod")
        if t.pos == "NOUN"
    )
    return described or (token.text.lower() in MEDIA_WORDS and token.index > 0)


def name_words(sentence: Sentence, token: Token) -> str:
    """The proper name a head ends ("The New York Times" for Times), or that follows its noun."""
    following = own_name(sentence, token)
    if following:
        return following
    if token.pos == "NOUN" and token.text.islower():
        named = [
            t
            for t in children(sentence, token, "compound", "nmod")
            if t.pos == "PROPN" and t.entity != "NORP"
        ]
        return _written(named) if named else token.text
    first = token.index
    while first > 0:
        before = sentence.tokens[first - 1]
        joined = before.pos == "PROPN" or (before.tag == "HYPH" and first > 1)
        if not joined or before.head not in range(first - 1, token.index + 1):
            break
        first -= 1
    return _written(sentence.tokens[first : token.index + 1])


def own_name(sentence: Sentence, token: Token) -> str:
    """The name behind a common noun: "the newspaper Die Woche", "the agency Belta"; empty where none follows."""
    if token.pos != "NOUN":
        return ""
    run: list[Token] = []
    for following in sentence.tokens[token.index + 1 :]:
        inside = bool(run) and following.entity and following.entity == run[-1].entity
        if (
            not (following.text[:1].isupper() and following.pos in ("PROPN", "ADJ", "NOUN", "X"))
            and not inside
        ):
            break
        run.append(following)
    return _written(run)


def _written(tokens: Sequence[Token]) -> str:
    """Tokens as they stand in the text: blanks where the text has some."""
    words = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        words += (" " if before is not None and before.end < token.start else "") + token.text
    return words


def phrase(document: Document, sentence: Sentence, token: Token, taken: frozenset[int] = frozenset()) -> Span:
    """The words of a source, without the punctuation around and without what is said."""
    asides = frozenset(
        t.index for t in children(sentence, token, "acl", "advcl") if t.lemma.lower() in ("cite", "quote")
    )
    words = [t for t in subtree(sentence, token, asides) if t.index not in taken]
    while words and words[-1].index != token.index and (words[-1].pos == "PUNCT" or words[-1].tag == "POS"):
        words.pop()
    start = text_start(document, sentence)
    while words and words[0].index != token.index and (words[0].pos == "PUNCT" or words[0].start < start):
        words.pop(0)
    span = span_of(tuple(words)) if words else Span(token.start, token.end)
    inside = span.of(document.text)
    closed = inside.count("(") > inside.count(")") and document.text[span.end : span.end + 1] == ")"
    return Span(span.start, span.end + 1) if closed else span


def cue_span(document: Document, sentence: Sentence, hit: Hit, content: Content | None) -> Span:
    """The cue with its auxiliaries and adverbs, the preposition it hands on over, and a colon.

    "has also said", "continued to call for", "was first reported by", "added:".
    """
    indexes = {t.index for t in hit.words}
    if hit.cue.pos == "verb":
        indexes |= _verb_group(sentence, hit.head)
        agent = child(sentence, hit.head, "agent")
        if agent is not None:
            indexes.add(agent.index)
    if content is not None and content.via is not None:
        indexes.add(content.via.index)
    first = last = hit.head.index
    while first - 1 in indexes:
        first -= 1
    while last + 1 in indexes:
        last += 1
    end = sentence.tokens[last].end
    return Span(sentence.tokens[first].start, end + 1 if document.text[end : end + 1] == ":" else end)


def _verb_group(sentence: Sentence, verb: Token) -> set[int]:
    """A verb with the auxiliaries, negation and adverbs before it, and the verb that only starts or goes on with it."""
    group = {
        t.index
        for t in children(sentence, verb, "aux", "auxpass", "neg", "advmod")
        if t.index < verb.index and t.tag not in ("TO", "WRB", "IN")
    }
    governor = head(sentence, verb)
    if verb.dep == "xcomp" and governor.lemma in ONGOING and governor.index < verb.index:
        group |= set(range(governor.index, verb.index)) | _verb_group(sentence, governor)
    return group


def can_speak(sentence: Sentence, token: Token, table: CueTable) -> bool:
    """Tell whether a noun phrase can be a source: a person, body, outlet or document, or a pronoun for one."""
    if token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.tag in ("PRP", "WP"):
        return True
    return table.noun(token) is not None

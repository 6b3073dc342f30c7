"""What is said: the words a cue hands on, found by the arguments of its frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.attribution.closing import (
    citation,
    closing_citation,
    closing_sayings,
    comments_on,
    is_of_the_reporter,
    without_time_of_telling,
)
from dateline.attribution.cues import PREPOSITIONS, Hit
from dateline.attribution.inserted import (
    Content,
    clause_around,
    clause_before,
    core_of,
    indexes,
    is_set_off,
    reporters_own,
    segment,
    words_below,
)
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head, subtree

# "warned of sanctions if Russia attacked": the condition belongs to what is said, wherever it hangs.
CONDITIONS: Final = frozenset({"if", "unless", "should", "because", "until", "once"})

# Where something is said: "warned in an editorial of a crushing answer".
OCCASIONS: Final = frozenset(
    (
        "address", "article", "briefing", "broadcast", "column", "conference", "conversation", "editorial", "ether",
        "interview", "letter", "meeting", "message", "podcast", "post", "programme", "report", "show", "speech",
        "statement",
    )
)  # fmt: skip

# Nouns that put a whole clause in somebody's mouth: "by Moscow's own account".
HOSTED: Final = frozenset(
    {"account", "count", "estimate", "reckoning", "word", "view", "opinion", "judgment", "assessment"}
)


def content_of(sentence: Sentence, hit: Hit) -> Content | None:
    """Find the argument that holds what is said; None where the cue has none in its sentence."""
    finders = {
        "verb": _content_of_verb,
        "noun": _content_of_noun,
        "preposition": _content_of_phrase,
        "adverb": _content_of_phrase,
    }
    found = finders[hit.cue.pos](sentence, hit)
    if found is None:
        return None
    words = found.words & segment(sentence, hit.head)
    for closing in (closing_citation(sentence), *closing_sayings(sentence)):
        if closing is not None and hit.head.index < closing.index:
            kept = [
                c for c in children(sentence, closing, "ccomp") if closing.lemma.lower() in ("cite", "quote")
            ]
            words -= words_below(sentence, closing) - words_below(sentence, *kept)
    return Content(words, found.slot, found.via) if words else None


# --- verbs ---------------------------------------------------------------------------------------


def _content_of_verb(sentence: Sentence, hit: Hit) -> Content | None:
    """Try the slots of the frame from the most to the least telling."""
    if hit.passive:
        return _content_of_passive(sentence, hit)
    steps = (
        ("label", _label),
        ("clause", _clause_after),
        ("clause", clause_before),
        ("small", _small_clause),
        ("infinitive", _infinitive),
        ("gerund", _infinitive),
        ("number", _number),
        ("object", _object),
        ("clause", clause_around),
    )
    slots = hit.cue.content
    for slot, find in steps:
        if slot == "number":
            found = _over_preposition(sentence, hit)
            if found is not None:
                return found
        if slot in slots:
            found = find(sentence, hit)
            if found is not None:
                return found
    return None


def _clause_after(sentence: Sentence, hit: Hit) -> Content | None:
    """ "said that A": the complement clause after the verb."""
    clauses = [c for c in _after(sentence, hit, "ccomp") if not _is_inverted(sentence, c)]
    clauses = clauses or _hung_on_occasion(sentence, hit)
    if not clauses:
        return None
    clause = next((c for c in clauses if _has_that(sentence, c)), None) or next(
        (
            c
            for c in clauses
            if any(t.text.lower() == "that" and t.dep == "mark" for t in subtree(sentence, c))
        ),
        clauses[0],
    )
    own = reporters_own(sentence, clause) | comments_on(sentence, clause)
    own |= {t.index for t in children(sentence, clause, "conj") if is_of_the_reporter(sentence, t)}
    cited = citation(sentence, hit, inserted=is_set_off(sentence, core_of(sentence, hit)))
    words = indexes(subtree(sentence, clause, own | ({cited.index} if cited is not None else set())))
    words = without_time_of_telling(sentence, hit, _from_that(sentence, hit, words))
    return Content(words | _conditions(sentence, hit, max(words)), "clause")


def _hung_on_occasion(sentence: Sentence, hit: Hit) -> list[Token]:
    """ "told the nation in an address that A", where the parser hung A on the address or the nation."""
    found = []
    for preposition in (hit.head, *_after(sentence, hit, "prep")):
        for noun in children(sentence, preposition, "pobj", "dobj"):
            told = noun.lemma.lower() in OCCASIONS or (preposition is hit.head and _is_told(hit))
            found += [c for c in children(sentence, noun, "relcl", "acl") if told and _has_that(sentence, c)]
    for cited in _after(sentence, hit, "advcl"):
        if cited.lemma.lower() in ("cite", "quote") and cited.tag == "VBG":
            found += [c for c in children(sentence, cited, "ccomp") if _has_that(sentence, c)]
    return found


def _is_told(hit: Hit) -> bool:
    return "object" in hit.cue.addressee


def _after(sentence: Sentence, hit: Hit, *deps: str) -> list[Token]:
    """The dependants behind the cue, within its semicolons."""
    part = segment(sentence, hit.head)
    below = (t for word in hit.words for t in children(sentence, word, *deps))
    return sorted((t for t in below if t.index > hit.head.index and t.index in part), key=lambda t: t.index)


def _is_inverted(sentence: Sentence, clause: Token) -> bool:
    """ "should Moscow invade": a condition, not what is said."""
    first = subtree(sentence, clause)[0]
    return first.text.lower() == "should" and first.head == clause.index


def _has_that(sentence: Sentence, clause: Token) -> bool:
    return any(t.text.lower() == "that" for t in children(sentence, clause, "mark"))


def _from_that(sentence: Sentence, hit: Hit, words: frozenset[int]) -> frozenset[int]:
    """Cut what a misread name brings before "that": "told the newspaper Welt am Sonntag that A"."""
    first = min(words)
    for index in sorted(words):
        token = sentence.tokens[index]
        if token.text.lower() == "that" and token.tag == "IN" and index > first:
            between = sentence.tokens[hit.head.index + 1 : index]
            named = all(t.entity or t.pos in ("DET", "NOUN", "PROPN", "ADP", "PUNCT", "ADJ") for t in between)
            return frozenset(i for i in words if i >= index) if named else words
    return words


def _conditions(sentence: Sentence, hit: Hit, last: int) -> frozenset[int]:
    """Conditions the parser hung on the cue, right after what is said."""
    found: frozenset[int] = frozenset()
    for clause in children(sentence, hit.head, "advcl", "ccomp"):
        below = subtree(sentence, clause)
        if below[0].index == last + 1 and below[0].text.lower() in CONDITIONS:
            found |= indexes(below)
    return found


def _small_clause(sentence: Sentence, hit: Hit) -> Content | None:
    """ "wants Russia to withdraw": object and infinitive together; their subject must be another."""
    clauses = _after(sentence, hit, "ccomp")
    if clauses:
        return Content(words_below(sentence, clauses[0]), "small")
    infinitive = next(iter(_after(sentence, hit, "xcomp", "oprd", "acl")), None)
    if infinitive is None:
        return None
    own_subject = child(sentence, infinitive, "nsubj", "nsubjpass")
    if own_subject is not None:
        return Content(words_below(sentence, infinitive), "small")
    other = child(sentence, hit.head, "dobj")
    if other is None or other.index > infinitive.index:
        return None
    words = words_below(sentence, infinitive) | words_below(sentence, other)
    return Content(words | _conditions(sentence, hit, max(words)), "small")


def _infinitive(sentence: Sentence, hit: Hit) -> Content | None:
    """ "promised to withdraw", "pledged 2 million to help": the infinitive, with an object given besides."""
    found = [t for t in _after(sentence, hit, "xcomp", "ccomp") if not _is_inverted(sentence, t)]
    if not found:
        return None
    infinitive = found[0]
    words = words_below(sentence, infinitive)
    things = _after(sentence, hit, "dobj")
    if things and things[0].index < infinitive.index:
        words |= words_below(sentence, things[0])
    for preposition in _after(sentence, hit, "prep"):
        if preposition in hit.words and preposition.index < infinitive.index:
            words |= words_below(sentence, preposition) - {preposition.index}
    return Content(words | _conditions(sentence, hit, max(words)), "infinitive")


def _over_preposition(sentence: Sentence, hit: Hit) -> Content | None:
    """ "called for a truce", "accused Moscow on Friday of blocking the port"."""
    slots = [slot for slot in hit.cue.content if slot in PREPOSITIONS]
    found = [p for p in _prepositions(sentence, hit) if _hands_on(sentence, hit, p, slots)]
    if not found:
        return None
    first = min(found, key=lambda p: p.index)
    words = words_below(sentence, first) - {first.index}
    if "object" in hit.cue.addressee:  # "accused Lima of theft and Quito of lying"
        for other in found:
            if other.text.lower() == first.text.lower() and other.index not in words:
                words |= words_below(sentence, other) - {other.index}
    return Content(words | _conditions(sentence, hit, max(words)), "preposition", first)


def _hands_on(sentence: Sentence, hit: Hit, preposition: Token, slots: list[str]) -> bool:
    if preposition.text.lower() not in slots or preposition.index < hit.head.index:
        return False
    things = tuple(children(sentence, preposition))
    return bool(things) and not any(t.dep == "pobj" and t.entity in ("DATE", "TIME") for t in things)


def _prepositions(sentence: Sentence, hit: Hit) -> Iterator[Token]:
    """The prepositions of a cue; those hung on its addressee or on a day belong to it too."""
    direct = tuple(children(sentence, hit.head, "prep", "prt", "dative", "agent"))
    yield from direct
    if "object" in hit.cue.addressee:
        for told in children(sentence, hit.head, "dobj", "nsubjpass"):
            for member in (told, *children(sentence, told, "conj")):
                yield from children(sentence, member, "prep")
    for preposition in direct:
        for day in children(sentence, preposition, "pobj"):
            if day.entity in ("DATE", "TIME") or day.lemma.lower() in OCCASIONS:
                yield from children(sentence, day, "prep")


def _number(sentence: Sentence, hit: Hit) -> Content | None:
    """ "counts more than 9,000 arrests": an object that holds a number."""
    found = _object(sentence, hit)
    if found is None or not any(sentence.tokens[i].pos == "NUM" for i in found.words):
        return None
    behind = frozenset(i for i in words_below(sentence, hit.head) if i >= min(found.words))
    return Content(behind, "number")


def _object(sentence: Sentence, hit: Hit) -> Content | None:
    things = [t for t in _after(sentence, hit, "dobj", "attr") if not _is_addressee(hit, t)]
    if not things:
        return None
    words = words_below(sentence, things[0])
    if hit.cue.kind == "attitude":
        words |= _grounds(sentence, hit, max(words))
    return Content(words, "object")


def _grounds(sentence: Sentence, hit: Hit, last: int) -> frozenset[int]:
    """What an attitude rests on: "attacked the envoy for his silence", "endorsed her for mayor"."""
    found: frozenset[int] = frozenset()
    for ground in _after(sentence, hit, "prep", "advcl"):
        below = subtree(sentence, ground)
        dated = any(t.entity in ("DATE", "TIME") for t in children(sentence, ground, "pobj"))
        if below[0].index == last + 1 and not dated:
            found |= indexes(below)
            last = below[-1].index
    return found


def _is_addressee(hit: Hit, thing: Token) -> bool:
    """Told, asked, warned: the object is who is spoken to, where it names somebody."""
    return "object" in hit.cue.addressee and (
        thing.pos in ("PRON", "PROPN")
        or thing.entity in ("GPE", "ORG", "PERSON", "NORP")
        or thing.dep == "dative"
    )


def _label(sentence: Sentence, hit: Hit) -> Content | None:
    """ "called the plan absurd", "described it as a step", "put the force at 4,000": a thing and what it is called."""
    verb = hit.head
    things = [t for t in children(sentence, verb, "dobj", "ccomp") if t.index > verb.index]
    named = [t for t in children(sentence, verb, "oprd", "acomp", "attr") if t.index > verb.index]
    named += [t for t in children(sentence, verb, "prep") if t.text.lower() == "as" and t.index > verb.index]
    named += hit.words[1:]
    named += [
        t
        for t in _after(sentence, hit, "advcl")
        if subtree(sentence, t)[0].text.lower() == "as" and t.tag[0] != "V"
    ]
    named += [
        t for t in things if t.dep == "ccomp" and t.tag not in ("VBG", "VB") and not _has_that(sentence, t)
    ]
    if hit.cue.content == ("label",):  # nothing else can follow such a verb: the parser misread the label
        named += [
            c for t in things for c in children(sentence, t, "acl") if t.dep == "dobj" and c.tag[0] != "V"
        ]
        named += [t for t in things if t.dep == "ccomp"]
    if not named:
        return None
    return Content(words_below(sentence, *things, *named), "label")


def _content_of_passive(sentence: Sentence, hit: Hit) -> Content | None:
    """ "is said to have", "were accused of", "was rejected by Kyiv": subject and complement together."""
    agent = child(sentence, hit.head, "agent")
    if agent is None and "passive" not in hit.cue.content:
        return None
    subject = child(sentence, hit.head, "nsubjpass")
    complement = next(
        (t for t in children(sentence, hit.head, "xcomp", "ccomp", "oprd") if t.index > hit.head.index), None
    )
    if complement is None:
        found = _over_preposition(sentence, hit)
        bare = agent is None and hit.cue.phrase not in ("allege", "claim", "report")
        if found is not None or subject is None or bare or "object" not in hit.cue.content:
            return found
        return Content(words_below(sentence, subject), "object")
    words = words_below(sentence, complement)
    if subject is not None and subject.tag != "EX" and subject.text.lower() != "it":
        asides = [
            t.index
            for t in children(sentence, subject, "relcl")
            if sentence.tokens[subtree(sentence, t)[0].index - 1].text == ","
        ]
        words |= indexes(subtree(sentence, subject, frozenset(asides)))
    return Content(words, "clause" if complement.dep == "ccomp" else "infinitive")


# --- nouns, prepositions, adverbs -----------------------------------------------------------------


def _content_of_noun(sentence: Sentence, hit: Hit) -> Content | None:
    """ "the claim that A", "fears of A", "a call for B to leave", "by Moscow's own account A"."""
    noun = hit.head
    slots = hit.cue.content
    for clause in children(sentence, noun, "acl", "ccomp", "relcl", "advcl"):
        below = subtree(sentence, clause)
        first = below[0].text.lower()
        if "clause" in slots and first == "that" and _is_complement(sentence, clause, below[0]):
            return Content(indexes(below), "clause")
        if "infinitive" in slots and any(t.text.lower() == "to" for t in children(sentence, clause, "aux")):
            return Content(indexes(below) - ({below[0].index} if first == "for" else set()), "infinitive")
    found = _over_preposition(sentence, hit) or (_stray_clause(sentence, hit) if "clause" in slots else None)
    if found is not None:
        return found
    return _host_clause(sentence, hit) if "clause" in slots else None


def _is_complement(sentence: Sentence, clause: Token, that: Token) -> bool:
    """Tell "the news that Chad sent drones" from "the news that he read": its verb has an object besides."""
    if clause.dep != "relcl" or that.dep == "mark":
        return True
    return that.dep == "dobj" and any(
        t.index > clause.index for t in children(sentence, clause, "dobj", "attr", "acomp")
    )


def _stray_clause(sentence: Sentence, hit: Hit) -> Content | None:
    """ "comment on the news in the Herald last week that A": the clause hangs on the verb, but follows the noun."""
    if hit.head.dep not in ("pobj", "dobj"):
        return None
    verb = head(sentence, hit.head)
    verb = head(sentence, verb) if verb.dep == "prep" else verb
    for clause in children(sentence, verb, "ccomp", "advcl"):
        if clause.index > hit.head.index and _has_that(sentence, clause):
            return Content(words_below(sentence, clause), "clause")
    return None


def _host_clause(sentence: Sentence, hit: Hit) -> Content | None:
    """ "by the count of X, A", "in X's view A": the clause the phrase stands in."""
    preposition = head(sentence, hit.head)
    if hit.cue.phrase not in HOSTED or preposition.dep != "prep":
        return None
    if preposition.text.lower() not in ("by", "in", "on"):
        return None
    return _rest_of_clause(sentence, preposition)


def _content_of_phrase(sentence: Sentence, hit: Hit) -> Content | None:
    return _rest_of_clause(sentence, hit.head)


def _rest_of_clause(sentence: Sentence, phrase: Token) -> Content | None:
    """The clause that holds a phrase, without the phrase; all of it where the phrase opens or closes the sentence."""
    own = words_below(sentence, phrase)
    host = head(sentence, phrase)
    while host.head != host.index and not _heads_clause(host):
        host = head(sentence, host)
    if host.dep in ("conj", "ccomp") and _at_edge(sentence, own):
        host = _main(sentence, host)
    words = words_below(sentence, host) if host.index != phrase.index else indexes(sentence.tokens)
    return Content(words - own, "clause") if words - own else None


def _at_edge(sentence: Sentence, own: frozenset[int]) -> bool:
    last = max(t.index for t in sentence.tokens if t.pos != "PUNCT")
    return min(own) == 0 or (max(own) >= last and sentence.tokens[min(own) - 1].text == ",")


def _main(sentence: Sentence, verb: Token) -> Token:
    while verb.dep in ("conj", "ccomp") and verb.head != verb.index:
        verb = head(sentence, verb)
    return verb


def _heads_clause(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.dep in (
        "ROOT", "relcl", "advcl", "ccomp", "conj", "parataxis", "acl",
    )  # fmt: skip

"""What a cue frames that stands inserted or behind: "A, he said", "A, he said, B", "as X said, A".

Also the cue's own clause, which is never part of what is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.attribution.cues import Hit
from dateline.model import Sentence, Token
from dateline.parsing.tree import children, head, subtree

# "X said A, while B": B is the reporter's own, unless the words tie it to X.
REPORTERS_OWN: Final = frozenset({"after", "although", "as", "even", "though", "whereas", "while"})


@dataclass(frozen=True, slots=True)
class Content:
    """What one cue hands on inside its sentence: token indexes, by which argument, over which preposition."""

    words: frozenset[int]
    slot: str
    via: Token | None = None


def segment(sentence: Sentence, token: Token) -> frozenset[int]:
    """The stretch between semicolons that holds a token: a cue does not reach over one."""
    first, last = 0, len(sentence.tokens)
    for other in sentence.tokens:
        if other.text == ";" and other.index < token.index:
            first = other.index + 1
        elif other.text == ";" and other.index > token.index:
            last = other.index
            break
    return frozenset(range(first, last))


def indexes(tokens: Iterable[Token]) -> frozenset[int]:
    """The places of the tokens in their sentence."""
    return frozenset(t.index for t in tokens)


def words_below(sentence: Sentence, *tokens: Token) -> frozenset[int]:
    """The places of the tokens and of all that hangs on them."""
    return frozenset(t.index for token in tokens for t in subtree(sentence, token))


def reporters_own(sentence: Sentence, clause: Token) -> frozenset[int]:
    """Find trailing adverbial clauses that are set off by a comma and begin with "while", "after" or "as"."""
    verbs = (clause, *children(sentence, clause, "conj"))
    return frozenset(
        adverbial.index
        for verb in verbs
        for adverbial in children(sentence, verb, "advcl")
        if adverbial.index > verb.index and _opens_reporters_own(sentence, adverbial)
    )


def _opens_reporters_own(sentence: Sentence, adverbial: Token) -> bool:
    first = subtree(sentence, adverbial)[0]
    if first.text.lower() not in REPORTERS_OWN or first.index == 0:
        return False
    return sentence.tokens[first.index - 1].text == ","


def clause_before(sentence: Sentence, hit: Hit) -> Content | None:
    """ "A, he said" where the parser saw that A is said."""
    seen = hit.head.dep == "parataxis" or _is_as_clause(sentence, hit.head)
    left = any(c.index < hit.head.index for c in children(sentence, hit.head, "ccomp", "parataxis"))
    before = core_of(sentence, hit).start - 1
    if before > 0 and sentence.tokens[before].text == ":":
        return None  # "He was less sure: he expected …"
    return clause_around(sentence, hit) if seen or left else None


def clause_around(sentence: Sentence, hit: Hit) -> Content | None:
    """What stands before an inserted cue, or around it: "A, he said", "A, he said, B", "as X said, A"."""
    verb = hit.head
    if _is_as_clause(sentence, verb):
        host = head(sentence, verb)
        return Content(words_below(sentence, host) - words_below(sentence, verb), "clause")
    said = _host(sentence, hit)
    if said is None:
        return None
    core = core_of(sentence, hit)
    part = segment(sentence, verb)
    words = frozenset(i for i in part if i < core.start)
    after = [i for i in sorted(part) if i >= core.stop]
    if said.index > verb.index or _goes_on(sentence, said, after):
        words |= frozenset(after)
    for index in reporters_own(sentence, said):
        words -= words_below(sentence, sentence.tokens[index])
    return Content(words, "clause") if words else None


def _host(sentence: Sentence, hit: Hit) -> Token | None:
    """The head of the clause a cue is inserted in or trails."""
    verb = hit.head
    left = [c for c in children(sentence, verb, "ccomp", "parataxis") if c.index < verb.index]
    if left:
        return left[-1]
    if not any(True for _ in children(sentence, verb, "nsubj", "expl")):
        return None
    if verb.dep == "parataxis":
        return head(sentence, verb)
    core = core_of(sentence, hit)
    if not is_set_off(sentence, core):
        return None
    governor = head(sentence, verb)
    if (
        governor.index != verb.index
        and governor.index < core.start
        and not _opens_subordinate(sentence, verb)
    ):
        return governor
    before = [t for t in sentence.tokens[: core.start] if t.index in segment(sentence, verb)]
    if verb.dep in ("ROOT", "conj") and _ends_part(sentence, core):
        return next((t for t in before if t.tag in ("VBD", "VBZ", "VBP", "MD", "VB", "VBN", "VBG")), None)
    return None


def is_set_off(sentence: Sentence, core: range) -> bool:
    """A comma, dash or quotation mark stands right before the cue's own words."""
    return core.start > 0 and sentence.tokens[core.start - 1].pos == "PUNCT"


def _ends_part(sentence: Sentence, core: range) -> bool:
    following = sentence.tokens[core.stop : core.stop + 1]
    return not following or following[0].pos == "PUNCT"


def _opens_subordinate(sentence: Sentence, verb: Token) -> bool:
    """The cue's clause has a conjunction or relative pronoun of its own, so it is no insertion."""
    if verb.dep in ("relcl", "acl", "pcomp", "xcomp"):
        return True
    if verb.dep == "conj":
        return True
    return any(True for _ in children(sentence, verb, "mark")) or any(
        t.tag in ("WDT", "WP", "WRB") for t in children(sentence, verb)
    )


def _goes_on(sentence: Sentence, said: Token, after: list[int]) -> bool:
    """What follows an inserted cue is still said: "A, he said, but B", coordinated with what stands before."""
    words = [sentence.tokens[i] for i in after if sentence.tokens[i].pos != "PUNCT"]
    if not words:
        return False
    first = words[0]
    if first.pos == "CCONJ":
        return first.index in words_below(sentence, said)
    return False


def _is_as_clause(sentence: Sentence, verb: Token) -> bool:
    """Recognise "as X said": the main clause is what X said."""
    if verb.dep != "advcl" or any(True for _ in children(sentence, verb, "dobj", "ccomp", "xcomp")):
        return False
    return any(t.text.lower() == "as" for t in children(sentence, verb, "mark", "advmod"))


def core_of(sentence: Sentence, hit: Hit, outside: frozenset[int] = frozenset()) -> range:
    """The unbroken run of the cue's own words around its verb: subject, addressee, time; not what is said.

    `outside` are words known not to belong to it, such as those of quotations.
    """
    own = cue_clause(sentence, hit) - outside
    first = last = hit.head.index
    while first - 1 in own:
        first -= 1
    while last + 1 in own and sentence.tokens[last + 1].text != ":":
        last += 1
    while first < hit.head.index and sentence.tokens[first].pos == "PUNCT":
        first += 1
    while last > hit.head.index and sentence.tokens[last].pos == "PUNCT":
        last -= 1
    return range(first, last + 1)


def cue_clause(sentence: Sentence, hit: Hit) -> frozenset[int]:
    """The words of the cue's own clause, wherever they stand."""
    words = {hit.head.index, *stranded_subject(sentence, hit.head)}
    governor = quoting(sentence, hit.head)
    if governor is not None:
        words |= words_below(sentence, governor)
    subjects = [t for t in children(sentence, hit.head, "nsubj") if t.index < hit.head.index]
    for dependant in children(sentence, hit.head):
        if dependant.dep not in ("ccomp", "parataxis") and dependant not in subjects[:-1]:
            words |= words_below(sentence, dependant)
    return frozenset(words)


def quoting(sentence: Sentence, verb: Token) -> Token | None:
    """The verb of "was quoted as saying", "cites him as saying"."""
    if verb.dep != "pcomp":
        return None
    governor = head(sentence, head(sentence, verb))
    return governor if governor.lemma.lower() in ("quote", "cite") else None


def stranded_subject(sentence: Sentence, verb: Token) -> tuple[int, ...]:
    """The words of a subject the parser took for appositions to what is said: "A, the envoy, Anna Roth, said"."""
    if verb.index < 3 or sentence.tokens[verb.index - 1].text != "," or verb.tag not in ("VBD", "VBZ", "VBP"):
        return ()
    if any(True for _ in children(sentence, verb, "nsubj", "nsubjpass")):
        return ()
    top = sentence.tokens[verb.index - 2]
    while top.dep != "appos" and top.head < verb.index and top.head != top.index:
        top = head(sentence, top)
    if top.dep != "appos":
        return ()
    beside = [t for t in children(sentence, head(sentence, top), "appos") if t.index < verb.index]
    return tuple(range(min(words_below(sentence, *beside)), verb.index))

"""Background: a deed that ended before the news began, told to explain it.

It shows by a date long before the news in the deed's own clause or noun phrase ("in 2014", "the 1999 bombing",
"a decade ago", "last October"), or in the past clause that the deed only dates ("in 2017, three years after …").
A state that still holds ("have been stationed there since 1960") is never background.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.coding.status.scope import Scope, auxiliaries, is_verb
from dateline.model import Reason, Sentence, Token
from dateline.parsing.tree import ancestors, children, head, span_of, subtree

YEAR: Final = re.compile(r"(1[89]|20)\d\d")
DECADE: Final = re.compile(r"(1[89]|20)\d0s")
MONTHS: Final = frozenset(
    """january february march april may june july august september october november december""".split()
)
PARTS: Final = frozenset("beginning start middle end half".split())  # "at the end of October"
STATES: Final = frozenset(
    """be have host hold station base serve guard stay remain keep lead maintain belong occupy control stand
    participate patrol house block besiege surround encircle rule govern""".split()
)
DASHES: Final = frozenset({"-", "–", "—", "--"})
DATELINE: Final = 18  # words that a dateline may take
LONG_AGO: Final = frozenset("decade century generation year".split())
CLAUSES: Final = ("ccomp", "conj", "parataxis", "advcl", "relcl", "acl", "csubj")


def background_reason(scope: Scope, year: int | None = None) -> Reason | None:
    """Say why the deed is history, None where it is news; a year not before that of the news is no history."""
    sentence = scope.sentence
    dated = _old_time(_own_phrase(sentence, scope.trigger), year)
    if not dated:
        dated = _dated_clause(sentence, scope.trigger, year)
    if not dated:
        return None
    words = " ".join(token.text for token in dated)
    return Reason("background", span_of(dated), "status.background", f"{words!r} dates it before the news")


def _own_phrase(sentence: Sentence, trigger: Token) -> tuple[Token, ...]:
    """The words of the deed's own noun phrase that may date it: "the 1999 *bombing*", "the *siege* of 1994"."""
    if is_verb(trigger):
        return ()
    below = list(children(sentence, trigger, "nummod", "compound", "nmod", "amod", "poss"))
    for preposition in children(sentence, trigger, "prep"):
        if preposition.text.lower() in ("of", "in"):
            below.extend(t for t in children(sentence, preposition) if YEAR.fullmatch(t.text))
    return tuple(sorted(below, key=lambda t: t.index))


def _dated_clause(sentence: Sentence, trigger: Token, year: int | None) -> tuple[Token, ...]:
    """The old date of the clause that tells of the deed, or of the clause that it dates."""
    verb = next((t for t in (trigger, *ancestors(sentence, trigger)) if is_verb(t)), None)
    while verb is not None and _is_past(sentence, verb):
        above = head(sentence, verb)
        if verb.dep == "relcl" and YEAR.fullmatch(above.text):  # "since 1991, when the north seceded"
            return (above,)
        words = _own_words(sentence, verb)
        dated = _old_time(words, year)
        if dated:
            return () if _still_holds(sentence, verb, words, dated) else dated
        verb = _dated_by(sentence, verb)
    return ()


def _dated_by(sentence: Sentence, verb: Token) -> Token | None:
    """The verb of the clause that this one dates: "*set up* the force in 2017, three years after it annexed …"."""
    above = head(sentence, verb)
    if verb.dep not in ("advcl", "pcomp") or above.index == verb.index:
        return None
    marks = [t.text.lower() for t in children(sentence, verb, "mark", "advmod", "prep")]
    if above.pos in ("ADP", "SCONJ"):
        marks.append(above.text.lower())
    if not any(mark in ("after", "when", "before", "as") for mark in marks):
        return None
    return next((t for t in ancestors(sentence, verb) if is_verb(t)), None)


def _is_past(sentence: Sentence, verb: Token) -> bool:
    helping = auxiliaries(sentence, verb)
    if any(t.tag == "MD" for t in helping):
        return False
    if verb.tag == "VBN" and not helping:  # "sanctions imposed in 2014"
        return True
    return verb.tag == "VBD" or any(t.tag == "VBD" or t.lemma == "have" for t in helping)


def _own_words(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The words of the clause, without the clauses at any depth below it; "since it broke out in 2014" stays."""
    below = subtree(sentence, verb)
    apart = frozenset(
        t.index
        for t in below
        if t.dep in CLAUSES and t.index != verb.index and not _is_since_clause(sentence, t)
    )
    first = _after_dateline(sentence)
    return tuple(t for t in subtree(sentence, verb, apart) if t.index >= first)


def _after_dateline(sentence: Sentence) -> int:
    """The index of the first word behind "NAIROBI, 3 May 1999 (Reuters) -", whose date is that of the report."""
    opening = sentence.tokens[0].text
    if not (opening.isupper() and opening.isalpha() and len(opening) > 2):
        return 0
    dash = next((t.index for t in sentence.tokens[:DATELINE] if t.text in DASHES), -1)
    return dash + 1


def _is_since_clause(sentence: Sentence, verb: Token) -> bool:
    marks = (*children(sentence, verb, "mark", "advmod", "prep"), head(sentence, verb))
    return verb.dep in ("advcl", "pcomp") and any(t.text.lower() == "since" for t in marks)


def _old_time(words: tuple[Token, ...], year: int | None) -> tuple[Token, ...]:
    """Find words of a time long before the news."""
    for n, token in enumerate(words):
        lower = token.text.lower()
        before = words[n - 1] if n else None
        if YEAR.fullmatch(token.text) and token.entity == "DATE" and (year is None or int(token.text) < year):
            return (token,)
        if DECADE.fullmatch(lower):
            return (token,)
        if before is None:
            continue
        if lower in MONTHS and _opens_month(words, n) and not _has_day(words, n):
            return (before, token)
        if lower == "ago" and before.lemma.lower() in LONG_AGO:
            return (before, token)
        if lower in ("year", "decade", "century") and before.text.lower() == "last":
            return (before, token)
    return ()


def _opens_month(words: tuple[Token, ...], n: int) -> bool:
    """Tell whether a month stands alone: "last October", "in October", "at the end of October"."""
    before = words[n - 1].text.lower()
    if before in ("last", "in", "since"):
        return True
    return before == "of" and n > 1 and words[n - 2].text.lower() in PARTS


def _has_day(words: tuple[Token, ...], n: int) -> bool:
    following = words[n + 1].text.rstrip(",") if n + 1 < len(words) else ""
    return following.isdigit() and len(following) <= 2


def _still_holds(sentence: Sentence, verb: Token, words: tuple[Token, ...], dated: tuple[Token, ...]) -> bool:
    """Tell of a state since then that lasts: "have been stationed there since 1960", not "had been"."""
    since = any(t.text.lower() == "since" and t.index <= dated[0].index for t in words)
    over = any(t.tag == "VBD" for t in auxiliaries(sentence, verb))
    return since and not over and (verb.lemma in STATES or verb.tag == "VBG")

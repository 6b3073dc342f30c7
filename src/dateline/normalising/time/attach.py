"""Which expression of time dates which mention: the deed, and not the telling of it.

An expression dates what its own clause tells. It passes on to verbs joined by "and", to a participle running
beside ("…, accusing the West"), and down from a noun to its relative clause; it does not pass into what is said,
ordered, promised or planned. "Three years after X" dates X by the deed it is measured from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.model import Document, Mention, Sentence, Span, Token, When
from dateline.normalising.clause import (
    TELLING,
    VERBAL,
    bare_participle,
    clause_verb,
    coordinated,
    own_subject,
    steps_within,
    trigger_token,
)
from dateline.normalising.time.calendar import edtf
from dateline.normalising.time.distance import distance_word, measured_from
from dateline.normalising.time.expression import TimeExpression
from dateline.normalising.time.placed import Placed, places_of, whole_verb
from dateline.parsing.tree import ancestors, child, children, head, subtree

ACTS_OF_SPEECH: Final = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
_SPOKEN: Final = ACTS_OF_SPEECH | {"AGREE", "CONCEDE"}


def attach_time(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    expressions: Sequence[TimeExpression],
) -> tuple[Mention, ...]:
    """Give each mention the expression that dates it; mentions that none dates keep `when` as it is."""
    by_sentence = {s.index: s for s in sentences}
    placed = {s.index: tuple(places_of(document, s, expressions)) for s in sentences}
    dated = []
    for mention in mentions:
        sentence = by_sentence.get(mention.sentence)
        when = _when(document, sentence, mention, placed[sentence.index]) if sentence else None
        dated.append(replace(mention, when=when) if when else mention)
    return tuple(dated)


def _when(document: Document, sentence: Sentence, mention: Mention, placed: Sequence[Placed]) -> When | None:
    """The best expression for a mention, as its `when`."""
    trigger = trigger_token(sentence, mention)
    if trigger is None or not placed:
        return None
    if measured := measured_from(document, sentence, mention, trigger, placed):
        return measured
    if named := _in_the_year_when(document, sentence, trigger, placed):
        return named
    best: tuple[float, float, Placed] | None = None
    for one in placed:
        if distance_word(sentence, one) is not None:
            continue  # "three years after …": read above
        strength = _strength(sentence, mention, trigger, one)
        if strength is None:
            continue
        if re.search(
            r"\b(?:up|down)\s+from\b",
            document.text[trigger.end : max(trigger.end, one.expression.span.start)],
        ):
            continue  # "12,000, up from 10,000 a few days earlier"
        dated = 0.3 if one.expression.start or one.expression.end else 0.0
        day = 0.1 if one.expression.type in ("DATE", "TIME") else 0.0
        rank = (strength + dated + day, -abs(one.token.index - trigger.index))
        if best is None or rank > best[:2]:
            best = (*rank, one)
    return _write(document, sentence, trigger, best[2]) if best else None


def _strength(sentence: Sentence, mention: Mention, trigger: Token, one: Placed) -> float | None:
    """How firmly an expression belongs to a mention; None where it does not."""
    governor = one.governor
    if governor.index in (trigger.index, whole_verb(sentence, trigger).index):
        return None if _orders(mention, trigger) else 6.0
    if governor.dep in ("acl", "relcl") and governor.pos in VERBAL:
        noun = head(sentence, governor)
        if noun.index == trigger.index:
            return 4.0
        if noun.dep == "conj" and noun.head == trigger.index:
            return 2.5  # "were killed and twelve wounded in 24 hours"
        if (
            governor.lemma.lower() in ("send", "launch", "fire")
            and steps_within(sentence, noun, trigger) is not None
        ):
            return 1.5
    if governor.pos in VERBAL:
        return _from_verb(sentence, mention, trigger, one)
    return _from_noun(sentence, trigger, one)


def _reason_of(sentence: Sentence, trigger: Token, verb: Token) -> bool:
    """Whether a noun only explains or dates its clause: "bombed targets overnight *in response to* attacks"."""
    for token in (trigger, *ancestors(sentence, trigger)):
        if token.index == verb.index or (token.pos in VERBAL and token.dep != "prep"):
            return False
        owned = (
            token.index == trigger.index
            and token.dep == "pobj"
            and child(sentence, token, "poss") is not None
        )
        if owned and head(sentence, token).lemma.lower() not in _SCENES:
            return True  # "replied on Friday to Moscow's demands": somebody else's deed
        if token.dep == "prep" and (
            token.text.lower() in _ASIDE
            or (head(sentence, token).pos == "NOUN" and head(sentence, token).lemma.lower() in _ANSWERS)
        ):
            return True
    return False


_SCENES: Final = frozenset(("at", "during", "in", "with", "by", "through", "on"))
_ANSWERS: Final = frozenset("response reaction retaliation revenge answer reply".split())
_ASIDE: Final = frozenset(
    "after before over since despite following amid against because until about".split()
)


def _follows(sentence: Sentence, trigger: Token, verb: Token) -> bool:
    """Whether a noun of deed hangs on its clause by "following"."""
    chain = (trigger, *ancestors(sentence, trigger))
    prepositions = [t for t in chain if t.dep == "prep"]
    return (
        bool(prepositions)
        and prepositions[-1].text.lower() == "following"
        and prepositions[-1].head == verb.index
    )


def _orders(mention: Mention, trigger: Token) -> bool:
    """Whether the trigger is the order or announcement of a deed still to come: its day is not the deed's."""
    if trigger.lemma.lower() == "order" and mention.type in ("MOBILIZE", "RETREAT", "AID", "ASSAULT"):
        return True
    return (
        mention.status not in ("actual", "attempted")
        and mention.type not in _SPOKEN
        and trigger.lemma.lower() in TELLING
    )


def _from_verb(sentence: Sentence, mention: Mention, trigger: Token, one: Placed) -> float | None:
    verb = one.governor
    if opening := _opened_by(sentence, one, trigger):
        return 4.0 if opening == "since" else None
    steps = None if _reason_of(sentence, trigger, verb) else steps_within(sentence, trigger, verb)
    if steps is not None:
        if verb.lemma.lower() in TELLING - {"answer", "reply"} and not _done_by_telling(
            sentence, mention, trigger, verb
        ):
            return None
        return 5.0 - 0.1 * steps
    if (
        mention.mode == "expel"
        and verb.dep in ("xcomp", "ccomp")
        and head(sentence, verb).index == trigger.index
    ):
        return 3.5  # an order to leave is the expulsion
    if one.expression.precision == "year" and _follows(sentence, trigger, verb):
        return 0.5  # "in 2014, following the seizure of …": within the year
    own = clause_verb(sentence, trigger)
    if _orders(mention, own) or _reason_of(sentence, trigger, own):
        return None
    if own.pos in VERBAL and steps_within(sentence, trigger, own) is not None:
        if coordinated(sentence, own, verb) and _shares(sentence, own, verb, one):
            return 3.0
        lead = _first_verb(sentence, own)
        beside = bare_participle(sentence, lead) and lead.head == verb.index
        if beside and lead.lemma.lower() == "follow":
            return 0.5 if one.expression.precision == "year" else None
        if beside and verb.lemma.lower() not in TELLING:
            return 2.5
    if (
        own.dep == "advcl"
        and head(sentence, own).index == verb.index
        and _mark(sentence, own) == "because"
        and mention.status == "actual"
    ):
        return 1.0
    return 1.0 if _done_by_saying(sentence, mention, own, one) else None


def _mark(sentence: Sentence, verb: Token) -> str:
    mark = child(sentence, verb, "mark")
    return mark.lemma.lower() if mark else ""


def _done_by_telling(sentence: Sentence, mention: Mention, trigger: Token, verb: Token) -> bool:
    """Whether the telling is the deed: a measure imposed by announcing it, an act done by saying."""
    if mention.type in _SPOKEN:
        return True
    if not _is_object(sentence, trigger, verb):
        return False
    return mention.status == "actual" and verb.lemma.lower() in ("announce", "declare", "order", "decide")


def _done_by_saying(sentence: Sentence, mention: Mention, own: Token, one: Placed) -> bool:
    """Whether the dated telling is itself the act: "said on Sunday that the evidence pointed to Moscow"."""
    if mention.type not in ACTS_OF_SPEECH or own.dep != "ccomp":
        return False
    saying = head(sentence, own)
    at = saying.index == one.governor.index or (
        coordinated(sentence, saying, one.governor) and _shares(sentence, saying, one.governor, one)
    )
    return at and (own.tag in ("VBZ", "VBP") or own.lemma.lower() not in _SPEECH_VERBS)


_SPEECH_VERBS: Final = frozenset(
    "accuse blame demand ask reject refuse warn threaten urge call request deny condemn criticise criticize dismiss"
    " appeal insist order protest denounce rebuff decline vow say tell".split()
)


def _is_object(sentence: Sentence, trigger: Token, verb: Token) -> bool:
    """Whether the trigger stands in what is announced: "announced sanctions", not "announced on his way to talks"."""
    for token in (trigger, *ancestors(sentence, trigger)):
        if token.head == verb.index:
            return token.dep in ("dobj", "nsubjpass", "attr", "oprd")
    return False


def _shares(sentence: Sentence, own: Token, verb: Token, one: Placed) -> bool:
    """Whether a date passes between joined verbs: forward to the later one, back only from the end of both."""
    if one.token.index < max(own.index, verb.index) and verb.index < own.index:
        return own_subject(sentence, own) is None or (
            one.token.index < verb.index and verb.lemma.lower() not in TELLING
        )
    return own.index < verb.index < one.token.index and _modal(sentence, own) == _modal(sentence, verb)


def _first_verb(sentence: Sentence, verb: Token) -> Token:
    """The first of verbs joined by "and": "killing two and wounding 18"."""
    while verb.dep == "conj" and head(sentence, verb).pos in VERBAL and verb.head != verb.index:
        verb = head(sentence, verb)
    return verb


def _modal(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is told as to come: "will resume"."""
    return any(
        t.lemma.lower() in ("will", "would", "shall", "may", "might", "could")
        for t in children(sentence, verb, "aux")
    )


def _opened_by(sentence: Sentence, one: Placed, trigger: Token) -> str | None:
    """The word that opens the clause of a date inside an adverbial clause below the trigger: "since", "when"."""
    for token in (one.governor, *ancestors(sentence, one.governor)):
        if token.index == trigger.index:
            return None
        if token.dep == "advcl" and head(sentence, token).index == trigger.index:
            mark = child(sentence, token, "mark", "advmod")
            return mark.lemma.lower() if mark else "when"
    return None


def _from_noun(sentence: Sentence, trigger: Token, one: Placed) -> float | None:
    noun = one.governor
    if _since_noun(sentence, one, trigger):
        return 4.0
    if trigger.dep in ("relcl", "acl") and head(sentence, trigger).index == noun.index:
        return 3.0 if one.possessive or trigger.dep == "relcl" else None
    if (
        trigger.dep == "relcl"
        and one.possessive
        and steps_within(sentence, head(sentence, trigger), noun) is not None
    ):
        return 2.5  # "Monday's explosion on the bridge, which killed two"
    if trigger.pos not in VERBAL and _reason_of(sentence, trigger, noun):
        return 0.5 if one.expression.precision == "year" and _follows(sentence, trigger, noun) else None
    if trigger.pos not in VERBAL and (steps := steps_within(sentence, trigger, noun)) is not None:
        return 3.0 - 0.1 * steps if not one.possessive or steps <= 1 else None
    steps = steps_within(sentence, noun, trigger)
    if steps is None and not one.possessive and trigger.pos in VERBAL:
        verb = clause_verb(sentence, noun)
        return (
            1.8
            if coordinated(sentence, trigger, verb) and trigger.index < verb.index < one.token.index
            else None
        )
    if steps is None or one.possessive:
        return None
    if (
        clause_verb(sentence, noun).lemma.lower() in TELLING
        and trigger.pos in VERBAL
        and trigger.index != clause_verb(sentence, noun).index
    ):
        return None
    preposition = sentence.tokens[one.token.head].lemma.lower()
    return None if preposition == "of" else 2.0 - 0.1 * steps


def _since_noun(sentence: Sentence, one: Placed, trigger: Token) -> bool:
    """ "Since the election of August 2020": the date lies below a since of the trigger."""
    for token in ancestors(sentence, one.token):
        if token.dep == "prep" and token.lemma.lower() == "since":
            top = head(sentence, token)
            return (
                top.index == trigger.index
                or steps_within(sentence, top, trigger) is not None
                or steps_within(sentence, trigger, top) is not None
            )
    return False


def _in_the_year_when(
    document: Document, sentence: Sentence, trigger: Token, placed: Sequence[Placed]
) -> When | None:
    """ "Since 2004, *when* they joined": the deed of the clause is of that time, not since it."""
    own = clause_verb(sentence, trigger)
    if own.dep not in ("relcl", "advcl") or not any(
        t.lemma.lower() == "when" for t in subtree(sentence, own)[:2]
    ):
        return None
    for one in placed:
        if (
            one.expression.days
            and one.token.index < own.index
            and (
                own.head == one.token.index
                or (
                    sentence.tokens[one.token.index + 1].text == ","
                    and sentence.tokens[min(one.token.index + 2, len(sentence.tokens) - 1)].lemma.lower()
                    == "when"
                )
            )
        ):
            start, end = one.expression.days
            span = one.expression.span if one.expression.relation else one.expression.words
            form = edtf(date.fromisoformat(start), date.fromisoformat(end))
            precision = (
                one.expression.precision
                if one.expression.precision != "open"
                else "year"
                if start[5:] == "01-01" and end[5:] == "12-31"
                else "month"
                if start != end
                else "day"
            )
            return When(
                form,
                start,
                end,
                precision,
                one.expression.anchor,
                span.of(document.text),
                span,
                one.expression.reason,
                one.expression.rule,
            )
    return None


# --- writing --------------------------------------------------------------------------------------------------


def _write(document: Document, sentence: Sentence, trigger: Token, one: Placed) -> When:
    found = one.expression
    start, end, precision, span = found.start, found.end, found.precision, found.words
    since = _since(sentence, one, trigger)
    form = found.edtf
    if since is not None and found.relation != "since":
        end, precision, span = None, "open", Span(since.start, found.span.end)
        form = f"{start}/.." if start else None
    return When(
        form, start, end, precision, found.anchor, span.of(document.text), span, found.reason, found.rule
    )


def _since(sentence: Sentence, one: Placed, trigger: Token) -> Token | None:
    """The "since" of a phrase or clause that holds the date and hangs on the trigger's clause."""
    for token in (one.token, *ancestors(sentence, one.token)):
        if token.index == trigger.index:
            return None
        if token.dep == "prep" and token.lemma.lower() == "since":
            return token
        if (
            token.dep == "advcl"
            and (mark := child(sentence, token, "mark"))
            and mark.lemma.lower() == "since"
        ):
            return mark
    return None

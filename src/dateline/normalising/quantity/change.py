"""Whether a count is a total or a change: "several hundred more", "rose by 200", "up 3 per cent"."""

from __future__ import annotations

import re
from typing import Final

from dateline.model import Sentence, Token
from dateline.normalising.quantity.count import Change, CountKind
from dateline.parsing.tree import children, head

_RISE: Final = (
    "increas(?:e|es|ed|ing)|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|climb(?:s|ed|ing)?"
    "|jump(?:s|ed|ing)?"
    "|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|expand(?:s|ed|ing)?|swell(?:s|ed|ing)?|swollen|gain(?:s|ed"
    "|ing)?|advanc(?:e|es|ed|ing)"
    "|boost(?:s|ed|ing)?|add(?:s|ed|ing)|rall(?:y|ies|ied)|leap(?:s|ed|t)?|higher|raised?|raises|raising"
    "|rocketed|skyrocketed"
    "|ticked\\s+up|edged\\s+up|spiked?|improved"
)
_FALL: Final = (
    "decreas(?:e|es|ed|ing)|fall|falls|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|shrink"
    "|shrinks|shrank|shrunk"
    "|cut|cuts|cutting|reduc(?:e|es|ed|ing)|slump(?:s|ed|ing)?|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)"
    "|dip(?:s|ped|ping)?"
    "|slip(?:s|ped|ping)?|slid|slide|slides|sliding|slash(?:es|ed|ing)?|lower(?:s|ed|ing)?|trim(?:s|med"
    "|ming)?|lost|lose|loses"
    "|losing|plummet(?:s|ed|ing)?|sank|sink|sinks|sunk|weaken(?:s|ed)?|contract(?:s|ed)|crash(?:es|ed)"
    "|retreat(?:s|ed)|shed|sheds"
)
_RISE_BEFORE: Final = re.compile(rf"\b(?:{_RISE})(?:\s+(?:\w+ly|another|a|an))?(?:\s+by)?\s+$", re.IGNORECASE)
_FALL_BEFORE: Final = re.compile(rf"\b(?:{_FALL})(?:\s+(?:\w+ly|another|a|an))?(?:\s+by)?\s+$", re.IGNORECASE)
_UP_BEFORE: Final = re.compile(
    r"(?:[,(]|\b(?:is|are|was|were|be|been|closed|ended|ending|trending|shares|traded|moved|went|go|gone"
    r"|going))\s*(?:\w+ly\s+)?(up|down)(?:\s+by)?\s+$",
    re.IGNORECASE,
)
_MOVES: Final = {
    **dict.fromkeys(
        "increase rise grow climb jump soar surge expand swell gain advance up higher".split(), "increase"
    ),
    **dict.fromkeys(
        "decrease fall drop decline shrink slump plunge tumble dip slip slide down plummet lower".split(),
        "decrease",
    ),
}
_BARE_VERBS: Final = re.compile(
    r"\b(?:lost|lose|loses|losing|add(?:s|ed|ing)|gain(?:s|ed|ing)?|cut|cuts|cutting|raised?|raises|raising"
    r"|shed|sheds|sank|sink|sinks|sunk|boost\w*|slash\w*|trim\w*)\s+$",
    re.IGNORECASE,
)


def change_of(
    text: str,
    start: int,
    end: int,
    bounds: str,
    more: str,
    sentence: Sentence,
    token: Token,
    noun: Token | None,
    kind: CountKind,
) -> Change:
    """Read the change from the words at the count, then from the verb above it."""
    if more in ("more", "additional", "extra", "further") or re.search(
        r"\b(?:another|additional|extra|further)\b", bounds
    ):
        return "increase"
    if more == "fewer":
        return "decrease"
    if noun is not None and (near := _near_noun(sentence, token, noun, bounds)):
        return near
    return _by_words(text, start, end, kind) or _by_verb(sentence, token, noun, kind) or "total"


def _near_noun(sentence: Sentence, token: Token, noun: Token, bounds: str) -> Change | None:
    near = {t.text.lower() for t in children(sentence, noun, "amod", "advmod") if t.index >= token.index - 1}
    if near & {"more", "additional", "extra", "further"} and "more than" not in bounds:
        return "increase"
    return "decrease" if "fewer" in near and "fewer than" not in bounds else None


def _by_words(text: str, start: int, end: int, kind: CountKind) -> Change | None:
    """ "Rose 3%", "up 200", "a 4 per cent drop"; a loss or a cut of things is told, not a smaller count of them."""
    before = text[max(0, start - 40) : start]
    plain = kind == "count" and _BARE_VERBS.search(before) and not re.search(r"\bby\s+$", before)
    if not plain and not re.search(r"\b(?:up|down)\s+to\s+$", before):
        if _RISE_BEFORE.search(before):
            return "increase"
        if _FALL_BEFORE.search(before):
            return "decrease"
        # a count right behind "up" may be the object of "set up", "blew up"
        moved = _UP_BEFORE.search(before) or (
            kind != "count" and re.search(r"\b(up|down)(?:\s+by)?\s+$", before, re.IGNORECASE)
        )
        if moved:
            return "increase" if moved[1].lower() == "up" else "decrease"
    return "decrease" if kind == "share" and re.match(r"[-−]", text[start:end]) else None


def _by_verb(sentence: Sentence, token: Token, noun: Token | None, kind: CountKind) -> Change | None:
    """The verb that moves by the count: "has fallen, on paper, 3 per cent"; "to N" is the total reached."""
    if kind not in ("share", "measure", "money"):
        return None
    top = token
    while (
        top.dep in ("nummod", "quantmod", "compound", "nmod", "amod", "advmod")
        and head(sentence, top).pos in ("NOUN", "NUM", "SYM")
        and top.head != top.index
    ):
        top = head(sentence, top)
    governor = head(sentence, top)
    if top.dep == "pobj":
        if governor.lemma.lower() != "by":
            return None
        governor = head(sentence, governor)
    elif top.dep not in ("npadvmod", "dobj", "advmod", "attr", "conj", "nummod"):
        return None
    if governor.dep == "conj" and governor.pos in ("NOUN", "NUM", "SYM"):
        governor = head(sentence, governor)
    return _MOVES.get(governor.lemma.lower())  # type: ignore[return-value]

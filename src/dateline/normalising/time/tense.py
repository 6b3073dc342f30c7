"""Whether words around a date look back or forward: "met on Friday", "will meet on Friday"."""

from __future__ import annotations

import re
from typing import Final

_FUTURE: Final = re.compile(
    r"\b(?:(?:will|shall|won['’]t|would|could|may|might|should|must|can|to)(?: (?:not|also|soon|only|likely"
    r"|probably|then|still|\w+ly))*"
    r" (?:be|have been|get) [a-z]+|(?:will|shall|won['’]t|would|could|may|might|should|must|can) (?:not "
    r"|also |\w+ly )?[a-z]+|going to"
    r"|(?:is|are|was|were|be|been) to|to be|set to|due|payable|scheduled|slated|planned|plans?"
    r"|planning|expected|expects?|expecting|hopes?|hoping|intends?|aims?|likely"
    r"|upcoming|forthcoming|tomorrow|next(?! to)|until|till|ahead|deadline|prepar(?:e|es|ing)|pending"
    r"|(?:is|are) (?:\w+ly )?[a-z]+ing)\b|['’]ll\b|(?P<infinitive>\bto) (?!(?:the|a|an|his|her|its|their|our"
    r"|my|your|this|that|these|those|any|all|each|other|such|some|more|less|about|around|nearly|almost|over"
    r"|at|least|him|them|us|me|you|it|what|which|whom|where|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|date|market|court|work|power|death|war|peace|help)\b)[a-z]{2,}\b"
)
_PAST_FORMS: Final = (
    "was|were|had|did|has|have|said|told|met|took|came|went|held|made|began|became|left|got|gave|found|saw|knew|fell"
    "|rose|won|lost|led|fought|sent|spoke|brought|bought|built|broke|chose|drew|drove|flew|grew|hid|hit|kept|killed"
    "|launched|laid|paid|ran|sank|shot|sold|struck|swore|threw|thought|withdrew|wrote|wore|sought|stood|shook|dealt"
    "|felt|fled|heard|spent|taught|understood|overthrew|undertook|rode|rang|sat|set off|slid|sprang|stole|swept|swung"
    "|tore|woke|wound|cut|put|shut|hurt|let|quit|spread|born|dead|ago|since|late|earlier|last|previous|yesterday"
)
_PAST: Final = re.compile(rf"\b(?:{_PAST_FORMS}|[a-z]{{2,}}ed)\b")
# a point behind an initial or a title ends no sentence: "Gen. A. Smith"
_BREAK: Final = re.compile(
    r"(?<![\s.][A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bGen)(?<!\bCol)(?<!\bSen)(?<!\bRep)(?<!\bGov)"
    r"(?<!\bSgt)(?<!\bCpl)(?<!\bAdm)(?<!\bMaj)(?<!\bBrig)(?<!\bCapt)[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n"
)
# "tried to enter on Thursday": the infinitive is of the time of its verb
_TRIED: Final = re.compile(
    r"\b(tried|began|started|managed|failed|continued|attempted|sought|helped|used|forced|went on|refused"
    r"|threatened|had|rushed|moved|came"
    r"|proceeded|got|dared|set out|appeared|seemed|stopped|paused|returned|arrived|met|gathered|flew"
    r"|travell?ed|visited) to\b"
)
_AIMED: Final = re.compile(
    r"\b(?:for|by|until|till|before|from|next|coming|through|extended to|postponed to|delayed to|as soon as|as early as"
    r"|moved to)\s+(?:the\s+)?(?:early|late|mid)?\W*$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[,;:—–]\s|\b(?:that|which|who|when|while|after|before|because|as|but|and)\b")
_REACH: Final = 260


def looks_forward(text: str, start: int, end: int) -> bool:
    """Tell whether the nearest verb of the sentence puts a date in the future.

    >>> looks_forward("Envoys will meet on Friday.", 20, 26)
    True
    >>> looks_forward("Envoys met on Friday.", 14, 20)
    False
    """
    left = text[max(0, start - _REACH) : start]
    right = text[end : end + _REACH]
    left = _BREAK.split(left)[-1]
    right = _BREAK.split(right, maxsplit=1)[0]
    if owned := re.match(r"['’]s\b(?P<rest>.{0,60})", right):
        ahead = re.search(r"\b(?:ahead of|before|until)\s+(?:the\s+)?$", left, re.IGNORECASE)
        return bool(ahead or re.search(r"\b(?:will|would|is to|are to|could|may)\b", owned["rest"]))
    if _AIMED.search(left):
        return _aimed(left) and not (
            re.search(r"\b[Uu]ntil\s+$", left) and re.match(r",?\s+\w+\s+(?:had|was|were)\b", right)
        )
    verdict_left = _nearest(left, backwards=True)
    verdict_right = _nearest(right, backwards=False)
    if verdict_left is None or verdict_right is None:
        verdict = verdict_left or verdict_right
        return bool(verdict and verdict[1])
    # a date before its verb: nothing of its own clause stands on the left
    return verdict_left[1] if verdict_left[0] <= verdict_right[0] * 1.5 else verdict_right[1]


# what is threatened, promised or announced lies ahead, whenever it was said: "threatened sanctions from May"
_STILL_TO_COME: Final = re.compile(
    r"\b(?:set|due|scheduled|planned|slated|called|convened|summoned|time)\b[^,.]*\bfor\W*\w*\W*$"
    r"|\b(?:threaten|announc|promis|propos|pledg|vow|offer)\w*\b[^,.;]*\b(?:for|from)\W*\w*\W*$"
)


def _aimed(left: str) -> bool:
    """A date behind "for", "by", "until", "from": forward, unless the verb told of what is over."""
    past = _nearest(left, backwards=True)
    if _STILL_TO_COME.search(left):
        return True
    return (
        past is None
        or past[1]
        or bool(
            re.search(r"\b(?:by|until|till|next|coming)\b", left[-16:]) and not re.search(r"\bhad\b", left)
        )
    )


def _nearest(part: str, backwards: bool) -> tuple[float, bool] | None:
    """The distance to the nearest mark of tense, and whether it looks forward; clause breaks count as far."""
    part = _TRIED.sub(lambda m: m[1] + " " * len(m[0][len(m[1]) :]), part)
    # "sailed on Saturday to join": what a date is followed by is its purpose, not its time
    marks = [(m.start(), m.end(), True) for m in _FUTURE.finditer(part) if backwards or not m["infinitive"]]
    taken = [(s, e) for s, e, _ in marks]
    marks += [
        (m.start(), m.end(), False)
        for m in _PAST.finditer(part)
        if not any(s <= m.start() < e for s, e in taken)
    ]
    best: tuple[float, bool] | None = None
    for begin, finish, future in marks:
        between = part[finish:] if backwards else part[:begin]
        distance = len(between) + 40.0 * len(_CLAUSE.findall(between))
        if best is None or distance < best[0]:
            best = (distance, future)
    return best

"""What shape a line has: paragraph, byline, credit, correction, name; each predicate reads as a claim."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.cleaning.lines import Line, words_of
from dateline.cleaning.table import Furniture, plain

END: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*\Z|[.!?][”\"'’]?\s*\[\d+\]\Z")
INNER_END: Final = re.compile(r"[^\W\d_]{3}[.!?][\"'”’)\]]*\s+[A-ZÀ-Þ\[(]")
TEASER_END: Final = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\Z")
BULLET: Final = re.compile(r"[*•·▪►–—\-‣■●]{1,2}\s+|\(?\d{1,2}[.)]\s+")
DAY_FIRST: Final = re.compile(
    r"[A-Z][a-z]{2,8}\.? \d{1,2}\b|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\b"
)  # a line of a list of days
CORRECTION: Final = re.compile(
    r"\W*(?:correction|clarification|corrected|erratum|amendment|editor'?s'? note|this (?:article"
    r"|story|report|text|piece|post|headline)"
    r" (?:was|has been|is) (?:amended|corrected|updated to correct|edited to correct"
    r"|changed))\b\s*(?:\(?[\w ,.]{0,20}\)?)\s*(?:[:.–—\-]|\b(?:on|to|after|because|in)\b)",
    re.IGNORECASE,
)
CORRECTING: Final = re.compile(
    r"earlier version|previous version|an? (?:earlier|previous) (?:report|article|story)|incorrect"
    r"|misstated|wrong|mistaken|correct|amended|misspelled|regret|should have",
    re.IGNORECASE,
)
CREDIT: Final = re.compile(
    r"\((?:additional |with )?(?:reporting|report|writing|editing|with reporting|story|text"
    r"|compiled)\b[^()]{2,300}\)\.?"
    r"|(?:additional |with )?(?:reporting|writing|editing|compiled) (?:by"
    r"|from) [^.]{3,250}(?:; ?(?:writing|editing|additional)[^.]{3,200})*\.?"
    r"|.{3,400}? (?:contributed|contributing) (?:to this (?:report|story|article|piece)"
    r"|reporting[^.]{0,60}|from [\w, ]+)\.?"
    r"|[^.]{3,120} reported from [^.]{3,200}\. .{0,300}contributed[^.]{0,60}\.?"
    r"|(?:with (?:input|inputs|reporting|material|files|information) from|source:|sources:|via"
    r"|from our partners?:) ?[^.]{2,100}\.?",
    re.IGNORECASE | re.DOTALL,
)
BRACKETED: Final = re.compile(r"[(\[]\s*([^()\[\]]{2,120}?)\s*[)\]]\.?")
BYLINE: Final = re.compile(
    r"(?i:(?:written |reported |posted |published )?by:?|from|words|text|author:?|story by"
    r"|reporting by|report by)\s+(?=\S)"
    r"(?:our\b|the\b|[A-ZÀ-Þ]|staff|a\b|\w+ (?:staff|desk|correspondents?|reporters?))[^.!?]{1,110}",
)
DESK: Final = re.compile(
    r"(?:[\w'’\-]+ ){0,4}(?:desk|staff|staff (?:writer|reporter)s?|newsroom|bureau|correspondents?"
    r"|reporters?|editors?|editorial (?:team|board|staff)"
    r"|news team|agencies|newsdesk|web desk)(?:,? (?:with|and|in|of|from) [\w ,]{2,50})?",
    re.IGNORECASE,
)
STOP: Final = frozenset(
    "the and for that with from have has had was were are this will would could been said says their they them its his"
    " her about after before into over more than also which when who what where while there other some under against"
    " between during because people year years week day days time first last new news report state states minister"
    " president government country officials official monday tuesday wednesday thursday friday saturday sunday".split()
)
OWN: Final = re.compile(
    r"\W*(?:own (?:information|reporting|sources?)|(?:other |news |with )*agenc(?:y|ies)|ed\.?"
    r"|editors?|staff|correspondent|wires?|news services?)\W*",
    re.IGNORECASE,
)
SITE: Final = re.compile(
    r"(?:www\.)?[\w\-]{2,30}(?:\.[\w\-]{2,20})?\.(?:com|org|net|info|news|tv|co\.\w\w|ru|ua|lv|lt|ee|pl|de|uk|eu|fr|in|cn|jp|kr|au|ca|za|ng|ke|sd|il|ir|tr|by|ge|am|az|md|ro|bg|rs)",
    re.IGNORECASE,
)
ENDING: Final = re.compile(r"(?<=\w{4})(?:ians?|ing|ers|ies|ed|es|s|n)\Z")


def is_prose(line: Line) -> bool:
    r"""Tell whether a line reads as a paragraph: it ends as a sentence does, or is far too long for a headline.

    >>> from dateline.cleaning.lines import text_lines
    >>> [is_prose(line) for line in text_lines("The army left on Monday.\nArmy leaves the city\nThe army left...")]
    [True, False, False]
    """
    return _is_prose(line.text)


@lru_cache(maxsize=8192)
def _is_prose(text: str) -> bool:
    words = len(words_of(text))
    if words < 40 and TEASER_END.search(text):
        return False
    return (
        words >= 30
        or (words >= 3 and END.search(text) is not None)
        or (words >= 8 and INNER_END.search(text) is not None)
    )


def credit_of(text: str, furniture: Furniture) -> str:
    """Say why a whole line is a credit line; empty where it is none.

    A line in brackets counts where it holds nothing but outlets and words for "own".
    """
    text = text.strip()
    if len(text.split()) <= 45 and CREDIT.fullmatch(plain(text)):
        return "says who reported it"
    match = BRACKETED.fullmatch(text)
    if match and all(_is_source(one, furniture) for one in re.split(r"[,;/]| and | & ", match[1])):
        return "nothing but the outlet, in brackets"
    return ""


def _is_source(name: str, furniture: Furniture) -> bool:
    name = name.strip()
    return not name or bool(furniture.outlet(name) or OWN.fullmatch(name) or SITE.fullmatch(name))


def is_name(line: Line, furniture: Furniture) -> bool:
    r"""Tell whether a line can be the name of a paper: short, each word of weight with a capital, no full stop.

    >>> from dateline.cleaning.lines import text_lines
    >>> furniture = Furniture.load()
    >>> [is_name(line, furniture) for line in text_lines("The Harbour Post\nArmy leaves the city")]
    [True, False]
    """
    if furniture.outlet(line.text) or SITE.fullmatch(line.text):
        return True
    words = [
        word
        for word in line.text.split()
        if word.casefold() not in ("the", "of", "and", "de", "la", "el", "&")
    ]
    if not 1 <= len(words) <= 5 or END.search(line.text):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def content_stems(line: Line) -> frozenset[str]:
    r"""The words of weight in a line, cut to their stems.

    >>> from dateline.cleaning.lines import text_lines
    >>> sorted(content_stems(text_lines("The Estonian soldiers were leaving Tapa")[0]))
    ['eston', 'leav', 'soldi', 'tapa']
    """
    return _stems(line.text)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text) if len(word) > 2) - STOP


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its case and its ending."""
    folded = word.casefold().split("'", 1)[0].split("’", 1)[0]
    found = ENDING.search(folded)
    return folded[: found.start()] if found else folded


def belongs(line: Line, about: set[str]) -> bool:
    """Tell whether a line speaks of the document's own subject: two of its words, or one in four."""
    own = content_stems(line)
    shared = own & about
    return len(shared) >= 3 or (len(shared) >= 2 and len(shared) * 5 >= len(own))


def is_correction(line: Line) -> bool:
    r"""Tell whether a line is a correction notice.

    >>> from dateline.cleaning.lines import text_lines
    >>> [is_correction(line) for line in text_lines("Correction: An earlier version was wrong.\nHe erred.")]
    [True, False]
    """
    text = plain(line.text)
    return CORRECTION.match(text) is not None and (CORRECTING.search(text) is not None)

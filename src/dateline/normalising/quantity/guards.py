"""Numbers that count nothing: names, designations, addresses, pronouns, ages."""

from __future__ import annotations

import re
from typing import Final

from dateline.model import Sentence, Token
from dateline.parsing.tree import head

# words after which a number is a name: "Resolution 1701", "flight 17", "Group of 7" is not among them
_NUMBERED: Final = (
    "resolution article section chapter paragraph no nos number numbers flight route highway unit brigade"
    " regiment division"
    " phase room page part tier level category class type version step area gate line track squadron"
    " protocol rule law"
    " channel point zone stage model mark boeing airbus formula case act bloc plan vision agenda operation"
    " exercise station"
    " covid corridor hill camp battalion windows world-war iphone galaxy index annex appendix figure"
    " table volume episode season grade form schedule amendment directive decree bill proposition platform"
    " hangar building block pier berth checkpoint post sector district precinct ward interstate autoroute"
    " motorway apollo soyuz"
    " sputnik expedition mission falcon starlink ukraine-24 channel-1 fiba uefa euro fortune stoxx nasdaq"
    " nikkei ftse dax russell"
    " dow sp s&p cac topix"
).split()
_DESIGNATION: Final = re.compile(
    r"(?:\b(?:"
    + "|".join(re.escape(w).replace("\\-", r"[\s-]") for w in _NUMBERED)
    + r")\.?\s+|[#№]\s?|S&P\s+)$",
    re.IGNORECASE,
)
_ONE_IS_NO_COUNT: Final = re.compile(
    r"\b(?:no|any|every|each|which|that|this|the|some|another|as|only|at|last|first|next|number|new|not|good"
    r"|big|such|than"
    r"|other|whole|or|same|right|wrong|day|part|square|phase|chapter|stage|level|if)\s+$",
    re.IGNORECASE,
)
_ONE_AFTER: Final = re.compile(
    r"\s+(?:another|day\b|side|hand|point\b|time|way|thing|more|by\s+one|can|could|would|should|might|may"
    r"|must|needs|has\s+to"
    r"|such|or\s+more|'s\b|’s\b)",
    re.IGNORECASE,
)
_AGE_BEFORE: Final = re.compile(
    r"\b(?:aged?|over\s+the\s+age|under\s+the\s+age)\s+(?:of\s+)?(?:between\s+)?$|\bturned\s+$|\b(?:he|she"
    r"|who)\s+(?:is|was)\s+(?:now\s+)?$|\bboth\s+$|\b(?:dies|died|dead)\s+at\s+$",
    re.IGNORECASE,
)


def is_name(text: str, start: int, value: str, after: str, sentence: Sentence) -> bool:
    """Whether a number belongs to a name: "Resolution 1701", "F-16", "Zapad 2021", "9/11", "iPhone 11 Pro"."""
    before = text[:start]
    if re.match(r"/\d", after) or re.search(r"\d/$", before):
        return True
    if re.search(r"\b[Oo]ne\s+in\s+$", before):
        return True
    if re.search(r"\w[-–’']$", before) or (
        re.fullmatch(r"(?:19|20)\d\d", value) and re.match(r"['’]?s\b", after)
    ):
        return True
    if not value[0].isdigit():
        if _names_a_group(sentence, start + sentence.start):
            return True
        return bool(
            re.search(
                r"\b(?:top|bottom|big|final|phase|world\s+war|group\s+of|gang\s+of)\s+$",
                before,
                re.IGNORECASE,
            )
        ) and not re.match(r"\s+[a-z]", after)
    if _DESIGNATION.search(before) or re.search(r"\b(?:Group|Gang|Article)\s+of\s+$", before):
        return True
    return _follows_name(sentence, start + sentence.start, value)


def _names_a_group(sentence: Sentence, start: int) -> bool:
    """A number in words that hangs on the name before it: "the Visegrad four"."""
    token = next((t for t in sentence.tokens if t.start == start), None)
    if token is None or token.index == 0:
        return False
    previous = sentence.tokens[token.index - 1]
    governor = head(sentence, token)
    hangs = (
        governor.index == previous.index
        or token.index == len(sentence.tokens) - 1
        or head(sentence, previous).index == token.index
    )
    return (
        previous.pos == "PROPN"
        and previous.entity not in ("GPE", "DATE", "TIME")
        and hangs
        and token.dep != "dobj"
    )


def _follows_name(sentence: Sentence, start: int, value: str) -> bool:
    """A number right behind a proper name that it does not count: "Nord Stream 2", "Note 20 Ultra"."""
    token = next((t for t in sentence.tokens if t.start == start), None)
    if token is None or token.index == 0:
        return False
    previous = sentence.tokens[token.index - 1]
    if previous.end == token.start and previous.text in ("-", "–"):
        return True
    if (
        previous.pos != "PROPN"
        or previous.text.islower()
        or previous.entity in ("GPE", "NORP")
        or not value.isdigit()
        or len(value) > 4
    ):
        return False
    if token.index + 1 < len(sentence.tokens) and sentence.tokens[token.index + 1].tag == "NNP":
        return True
    governor = head(sentence, token)
    if governor.index < token.index:
        return governor.pos == "PROPN" and token.dep in ("nummod", "npadvmod", "appos", "nmod", "pobj")
    if governor.pos == "PROPN" or token.dep == "compound":
        return True
    return (
        governor.tag == "NN"
        and governor.index - token.index <= 3
        and previous.dep in ("compound", "nmod")
        and head(sentence, previous).index >= token.index
    )


def is_pronoun(text: str, begin: int, start: int, word: str, end: int, token: Token) -> bool:
    """ "One" as a pronoun: "no one", "the one", "one another", "one should"."""
    if word not in ("one", "a", "an"):
        return False
    if word != "one" or re.match(r"\s+in\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d)", text[end:]):
        return True
    if _ONE_IS_NO_COUNT.search(text[:start]) or _ONE_AFTER.match(text, end):
        return True
    return (token.pos not in ("NUM", "NOUN") and token.dep != "nummod") or token.tag == "PRP"


def is_age(text: str, start: int, value: str, after: str) -> bool:
    """ "A boy aged 14", "Ann Roe, 31, said": years of a life."""
    if not value.isdigit() or not 0 < int(value) < 115:
        return False
    before = text[:start]
    if _AGE_BEFORE.search(before):
        return True
    named = re.search(r"[A-Z][\w.'’-]+,\s*$", before) and re.match(r",|\s*$|\.|\)|\s[—–―-]", after)
    set_off = re.search(r"[a-z],\s*$", before) and after.startswith(",") and int(value) > 14
    return bool(named or set_off) and not re.search(r"\d,\s*$", before)

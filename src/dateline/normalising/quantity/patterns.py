"""The patterns of counts: numbers, ranges, bounds, ratios and parts.

They are matched against text in small letters (`lowered`): patterns that ignore case take three times as long.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.normalising.numbers import DIGITS, SCALES, SUFFIXES, WORDS, read_digits, read_words

_LOWER: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def lowered(text: str) -> str:
    """The text in small letters, code point for code point; letters beyond ASCII stay, none of our words has any.

    >>> lowered("İzmir: Two JETS")
    'İzmir: two jets'
    """
    return text.translate(_LOWER)


_SUFFIX: Final = "|".join(sorted(SUFFIXES, key=len, reverse=True))
_SCALE: Final = r"(?:hundred|thousand|million|billion|trillion|mln|bln|lakh|crore)(?!\w)"
_SOME: Final = (
    r"(?:several|(?:a\s+|the\s+(?:first|last|next|past)\s+)?(?:few|couple(?:\s+of)?|handful\s+of|pair\s+of"
    r"|trio\s+of))"
)
ATTACHED: Final = (
    r"(?:[kmgt]bps|[kmgt]b|[kcmn]m[23²³]?|m[23²³]?|sq\s?(?:km|m|ft|miles?)|km/h|km/hr|kph|mph|[kmu]?g|lbs?"
    r"|oz|[kmg]?wh?|[kmg]?hz|mah|b?hp"
    r"|ft|in|min|mins|hrs?|h|s|pp?|ppm|ppb|psi|ksi|[km]?pa|nm|cc|[cm]?l|kv|v|a|°[cf]?|deg[cf]?|[cfgkx]|″"
    r"|′)(?!\w|[’']s)"
)
_DIGITS_BARE: Final = rf"(?:{DIGITS}|\.\d+)"
_FIGURE_END: Final = rf"(?![\w]*\d(?<!m[23]))(?!(?:st|nd|rd|th)\b)(?=$|[^\w]|{ATTACHED}|pc(?!\w)|s\b)"
_FIGURE_TAIL: Final = (
    rf"(?:(?:{_SUFFIX}|mil|\s(?:bn|mn|mln|bln|tn|trn))(?![\w'’]))?(?:[\s-]{_SCALE})*{_FIGURE_END}"
)
_FRACTION: Final = r"(?:(?:\d+\s)?[1-9]/[2-9](?![\d/])|(?:\d+\s?)?[½¼¾⅓⅔])"
FIGURE: Final = (
    rf"(?:{_FRACTION}|(?(c1)|(?<![\w][-./:’'])(?<![\w.,:/#№]))(?:-|−"
    rf"|minus[\s-])?{_DIGITS_BARE}{_FIGURE_TAIL})"
)
_FIGURE_SECOND: Final = rf"(?:{_DIGITS_BARE}{_FIGURE_TAIL})"
_ROUND: Final = (
    rf"(?:{_SOME}\s+(?:hundred|thousand|million|billion|dozen|score)s?(?!\w)(?:\s+(?:thousand|million)(?!\w))?"
    r"|(?:tens|dozens|scores|hundreds|thousands|millions|billions)(?!\w)(?:,?\s+(?:and|or"
    r"|if\s+not)\s+(?:even\s+)?(?:dozens|hundreds|thousands|millions)(?!\w),?)?"
    r"(?:\s+of\s+(?:thousands|millions|billions)(?!\w))?"
    rf"|half\s+a\s+(?:dozen|million|billion)(?!\w)|half-a-dozen|(?:an?\s+|{WORDS}\s+|\d+\s+)dozen(?!\w))"
)
VALUE: Final = rf"(?:{_ROUND}|{FIGURE}|(?<![\w-]){WORDS}(?!\w)|{_SOME}(?!\w))"
SECOND: Final = rf"(?:{_ROUND}|{_FIGURE_SECOND}|{WORDS}(?!\w))"
CURRENCY: Final = (
    r"(?:(?:us|au|a|ca|c|hk|nz|nt|s|z|r)\s?\$|\$(?:us|au|a|ca|c|hk|nz)(?=\s?\d)|[$£€¥₴₽₪₹₩]"
    r"|(?:usd|eur|gbp|jpy|chf|cny|rmb|uah|nis|inr|aud|cad|pln|sek|nok|dkk|rm|rs\.?|y=)(?=\s?\d)|(?:ps"
    r"|r)(?=\d+(?:[.,]\d|m|bn)))"
)
ABOUT: Final = (
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "close to",
    "an estimated",
    "estimated",
    "circa",
    "ca.",
    "c.",
    "in the region of",
    "in the order of",
    "on the order of",
    "more or less",
    "~",
    "≈",
    "near",
    "nearing",
    "approaching",
    "virtually",
    "as near as",
    "the some",
    "perhaps",
)
AT_LEAST: Final = (
    "more than",
    "over",
    "upwards of",
    "upward of",
    "in excess of",
    "above",
    "exceeding",
    "well over",
    "well above",
    "north of",
    "at least",
    "a minimum of",
    "no fewer than",
    "no less than",
    "not less than",
    "as few as",
)
JUST_OVER: Final = (
    "just over",
    "just above",
    "slightly over",
    "slightly more than",
    "a little over",
    "just more than",
    "a little more than",
    "little more than",
)
FROM: Final = (*AT_LEAST, *JUST_OVER)
AT_MOST: Final = (
    "up to",
    "as many as",
    "as much as",
    "at most",
    "no more than",
    "not more than",
    "a maximum of",
    "below",
    "under",
    "not exceeding",
    "as high as",
    "well below",
    "well under",
)
FEWER: Final = (
    "fewer than",
    "less than",
)
JUST_UNDER: Final = (
    "just under",
    "just below",
    "slightly less than",
    "slightly fewer than",
    "slightly under",
    "just short of",
)
UP_TO: Final = (*AT_MOST, *FEWER, *JUST_UNDER)
EXACT: Final = (
    "exactly",
    "only",
    "just",
    "all",
    "all of the",
    "a total of",
    "another",
    "a further",
    "further",
    "an additional",
    "additional",
    "an extra",
    "extra",
    "precisely",
    "a record",
    "fully",
    "no",
    "yet another",
    "the additional",
    "the extra",
    "those",
    "these",
    "the other",
    "other",
)
_BOUNDS: Final = sorted((*ABOUT, *FROM, *UP_TO, *EXACT, "<", ">"), key=len, reverse=True)
BOUND_WORDS: Final = tuple(sorted((*ABOUT, *FROM, *UP_TO, "<", ">"), key=len, reverse=True))
BOUND: Final = "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _BOUNDS) + ")"
JOIN: Final = (
    r"(?:\s*(?:-|–|—)\s*|\s+to\s+(?:as\s+(?:many|much)\s+as\s+|(?:about|around|over|nearly|almost)\s+)?"
    r"|\s+or\s+|\s+and\s+)"
)

COUNT: Final = re.compile(
    rf"(?<![\w$€£¥])(?:(?P<lead>between|from)\s+)?(?P<bounds>(?:{BOUND}\s*(?:the\s+)?(?=[\w$€£¥₴₽₪₹₩]))*)"
    rf"(?P<c1>{CURRENCY}\s?)?(?P<a>{VALUE})(?:\s?(?P<cs>[$£€](?!\w)|(?:usd|eur|gbp|uah|chf|pln)(?!\w)))?"
    rf"(?:(?P<unit1>\s?%|\s(?:percent|per\s?cent))?(?P<join>{JOIN})(?P<c2>{CURRENCY}\s?)?(?P<b>{SECOND}))?"
    r"(?P<plus>\+|-plus|\s+plus(?=\s+[a-z]))?"
    r"(?P<tail>\s?%|pc(?!\w)|[\s-]?(?:percentage\s+points?|per\s?cent|percent|pct|pc)(?!\w)"
    r"|-(?P<strong>strong|member|man)(?!\w)|[-\s]?fold(?!\w)"
    r"|\s+times(?=\s+(?:as|more|larger|higher|bigger|greater|the|that|what|its|their|stronger|over|faster"
    r"|lower|less|smaller)\b)"
    r"|[-\s]year[-\s]olds?(?!\w))?"
    r"(?P<or>\s+or\s+(?:so|more|less|fewer)(?!\w)|-odd(?!\w))?"
    r"(?P<more>\s+(?:more|fewer|additional|extra|further|others?|other)(?!\w)(?!\s+than))?",
)

RATIOS: Final = {
    "double": 2.0,
    "doubled": 2.0,
    "doubles": 2.0,
    "doubling": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "triples": 3.0,
    "tripling": 3.0,
    "treble": 3.0,
    "trebled": 3.0,
    "trebling": 3.0,
    "quadruple": 4.0,
    "quadrupled": 4.0,
    "quadrupling": 4.0,
    "quintuple": 5.0,
    "quintupled": 5.0,
    "halve": 0.5,
    "halved": 0.5,
    "halves": 0.5,
    "halving": 0.5,
    "twice": 2.0,
    "thrice": 3.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
    "sixfold": 6.0,
    "sevenfold": 7.0,
    "eightfold": 8.0,
    "ninefold": 9.0,
    "tenfold": 10.0,
    "twentyfold": 20.0,
    "hundredfold": 100.0,
}
RATIO: Final = re.compile(
    r"\b(?:(?P<fold>" + "|".join(sorted((r for r in RATIOS if r != "twice"), key=len, reverse=True)) + r")"
    r"|(?P<twice>twice|thrice)\s+(?:as\s+(?:many|much|large|big|strong|high)|the\s+(?:number|size|amount"
    r"|strength|figure)|that)"
    rf"|(?:in\s+)?(?P<times>\d+|{WORDS})[\s-](?:times|fold)(?:\s+(?P<as>as\s+(?:many|much|large|big|strong"
    rf"|high)|more|larger|the\s+(?:number|size|amount|strength|figure)|that|its|higher|greater"
    rf"|bigger))?)(?!\w)",
)
_FRACTIONS: Final = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fourth": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "tenth": 0.1,
}
PART: Final = re.compile(
    r"\b(?P<word>(?:(?P<near>about|around|nearly|almost|more\s+than|over|at\s+least|up\s+to|less\s+than|roughly)\s+)?"
    r"(?:(?P<half>half)|(?:(?P<n>an?|one|two|three|four|nine)[\s-])(?P<den>third|quarter|fifth|sixth"
    r"|tenth)s?)|most|the\s+(?:vast\s+)?majority|the\s+bulk)"
    r"(?=\s+of\s+(?P<of>them|those|these|(?:the|its|their|his|whom)\b)|\s+(?:the|its|their)\b|\s+(?:would"
    r"|will|were|are|had|have|could)\b)",
)


def fraction(m: re.Match[str]) -> float | None:
    """The share that a part names; None for "most".

    >>> fraction(PART.search("half of them left"))
    0.5
    """
    if m["half"]:
        return 0.5
    if m["den"]:
        count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}[m["n"].lower()]
        return count * _FRACTIONS[m["den"].lower()]
    return None


def read_value(text: str, vague: dict[str, tuple[float, float]]) -> tuple[float, float | None, float] | None:
    """Read one value: low, best and high.

    >>> read_value("several thousand", {"several": (3, 9)})
    (3000.0, None, 9000.0)
    >>> read_value("1.5m", {})
    (1500000.0, 1500000.0, 1500000.0)
    """
    words = " ".join(text.lower().split())
    words = re.sub(r"^the (?:first|last|next|past) ", "a ", words)
    if words in ("half a dozen", "half-a-dozen"):
        return 6, 6, 6
    if words in ("half a million", "half a billion"):
        half = 0.5 * SCALES[words.rpartition(" ")[2]]
        return half, half, half
    if words in vague:
        low, high = vague[words]
        return low, (low if low == high else None), high
    if read := _read_vague(words, vague):
        return read
    if words.endswith("dozen"):
        dozens = _number(words.removesuffix("dozen").strip())
        return None if dozens is None else (dozens * 12, dozens * 12, dozens * 12)
    number = _number(words)
    return None if number is None else (number, number, number)


def _read_vague(
    words: str, vague: dict[str, tuple[float, float]]
) -> tuple[float, float | None, float] | None:
    """ "A few hundred", "several dozen", "a couple of million", "hundreds and thousands"."""
    m = re.match(r"(?:a )?(several|few|couple|handful|pair|trio)(?: of)?(?: (.+))?$", words)
    if m and m[1] in vague:
        low, high = vague[m[1]]
        factor = 1.0
        for scale in (m[2] or "").split():
            factor *= {"dozen": 12, "dozens": 12, "score": 20}.get(scale) or SCALES.get(scale.rstrip("s"), 1)
        return low * factor, (low * factor if low == high else None), high * factor
    m = re.match(r"(\w+),? (?:and|or|if not) (?:even )?(\w+),?$", words)
    if m and m[1] in vague and m[2] in vague:
        return vague[m[1]][0], None, vague[m[2]][1]
    return None


_GLYPHS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SCALES_SHORT: Final = {"mln": 1e6, "bln": 1e9, "lakh": 1e5, "crore": 1e7}


def _number(words: str) -> float | None:
    if (part := re.fullmatch(r"(?:(\d+)\s)?(\d)/(\d)|(\d+)?\s?([½¼¾⅓⅔])", words)) is not None:
        ones = float(part[1] or part[4] or 0)
        return ones + (_GLYPHS[part[5]] if part[5] else int(part[2]) / int(part[3]))
    m = re.match(rf"(-|−|minus[\s-])?({_DIGITS_BARE})\s?({_SUFFIX}|mil)?((?:[\s-]{_SCALE})*)$", words)
    if m is None:
        return read_words(words)
    number = read_digits(m[2]) * (-1 if m[1] else 1) * (SUFFIXES.get(m[3], 1e6) if m[3] else 1)
    for scale in re.findall(r"\w+", m[4] or ""):
        number *= _SCALES_SHORT.get(scale) or SCALES[scale]
    return round(number, 6)

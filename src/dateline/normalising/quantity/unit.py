"""What is counted: the noun of a number, by the tree and by the words after it, and its unit."""

from __future__ import annotations

import re
from typing import Final

from dateline.model import Sentence, Token
from dateline.normalising.measures import Measures, Thing
from dateline.normalising.quantity.count import CountKind
from dateline.parsing.tree import child, children, head

KILLED: Final = frozenset(
    "kill murder slay slaughter assassinate massacre execute die perish drown bury behead lynch stab".split()
)
WOUNDED: Final = frozenset("wound injure hurt maim hospitalise hospitalize".split())
ARRESTED: Final = frozenset("arrest detain apprehend imprison jail incarcerate".split())
_AIRCRAFT: Final = re.compile(
    r"(?:F/A|EA|F|Su|MiG|Mig|Tu|B|A|C|E|JF|J|H|Il|An|Yak|KF|FA|P|RC|KC|U)-\d+\w*?(?:['’]?s)?|(?:MiG|Su|Tu)\d+\w*"
)
_TANKS: Final = re.compile(r"(?:T-\d+\w*|M1A\d|M60A?\d?)(?:['’]?s)?")
_FLOWN: Final = frozenset(
    (
        "jet",
        "stealth",
        "mig",
        "combat",
        "russian-made",
        "multirole",
        "rafale",
        "typhoon",
        "gripen",
        "mirage",
        "eurofighter",
        "sukhoi",
    )
)
_DEED_NOUNS: Final = {
    **dict.fromkeys("arrest detention imprisonment jailing".split(), "arrested"),
    **dict.fromkeys("killing death murder execution body corpse remains massacre slaughter".split(), "killed"),
    **dict.fromkeys("wounding injuring".split(), "wounded"),
}  # fmt: skip
_VERB_UNITS: Final = ((KILLED, "killed"), (WOUNDED, "wounded"), (ARRESTED, "arrested"))
_TOLL_ADJECTIVES: Final = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "killed": "killed",
    "hurt": "wounded",
}
_PER: Final = re.compile(
    r"\s+(?:an?|per|each|every)\s+(year|month|week|day|hour|minute|quarter|share|head|capita|barrel|litre"
    r"|liter|tonne|ton|gallon|person|square\s+kilometre|square\s+mile|mile|kilometre|kilometer|ounce)\b"
    r"|\s+(annually|yearly|monthly|daily|weekly)\b",
    re.IGNORECASE,
)
_BREAKS: Final = frozenset(", ; : . ( ) — –".split())


def counted_noun(sentence: Sentence, token: Token, end: int, measures: Measures) -> tuple[Token | None, str]:
    """The noun that a number counts and the words of its phrase; None where the words leave it out.

    "Dozens of US soldiers" counts soldiers, "nine D-30 howitzers" howitzers, "Germany had ordered 40" nothing named.
    """
    noun = _by_tree(sentence, token, end) or _by_words(sentence, end, measures)
    if noun is None:
        return None, ""
    words = [t for t in sentence.tokens if end <= t.start <= noun.start]
    if words and words[0].text.lower() == "of":
        words = words[1:]
    return noun, " ".join(t.text for t in words) or noun.text


def _by_tree(sentence: Sentence, token: Token, end: int) -> Token | None:
    top = token
    while (
        top.dep in ("quantmod", "nummod", "compound", "advmod", "amod", "nmod", "npadvmod")
        and head(sentence, top).pos in ("NUM", "X", "SYM")
        and top.head != top.index
    ):
        top = head(sentence, top)
    if of := next(
        (p for p in children(sentence, top, "prep") if p.lemma.lower() == "of" and p.start - end <= 1), None
    ):
        noun = child(sentence, of, "pobj")
        return None if noun is None or noun.pos == "PRON" else noun
    governor = head(sentence, top)
    if (
        top.dep in ("nummod", "amod", "quantmod", "nmod", "compound", "det")
        and governor.pos in ("NOUN", "PROPN", "ADJ")
        and governor.start >= end
    ):
        return _past_designation(sentence, _whole(sentence, governor))
    return None


def _past_designation(sentence: Sentence, noun: Token) -> Token:
    """Step over a type to what it names: "three M2A2 Bradleys" counts Bradleys."""
    following = sentence.tokens[noun.index + 1] if noun.index + 1 < len(sentence.tokens) else None
    if following is None or not re.search(r"\d", noun.text) or noun.text.endswith("s"):
        return noun
    return following if following.text[:1].isupper() or following.tag == "NNS" else noun


def _whole(sentence: Sentence, noun: Token) -> Token:
    """Climb a compound to its last noun: "fighter" → "jets"."""
    while (
        noun.dep in ("compound", "nmod")
        and noun.tag not in ("NNS", "NNPS")
        and head(sentence, noun).pos in ("NOUN", "PROPN")
        and head(sentence, noun).index > noun.index
    ):
        noun = head(sentence, noun)
    return noun


def _by_words(sentence: Sentence, end: int, measures: Measures) -> Token | None:
    """The last noun of the run of words after the number."""
    noun = None
    for token in sentence.tokens:
        if token.start < end:
            continue
        if token.start - end > 60 or token.text in _BREAKS:
            break
        if token.pos in ("NOUN", "PROPN") or (
            token.lemma.lower() in measures.things and token.start - end <= 30
        ):
            noun = token
        elif noun is not None:
            break
        elif (
            token.pos == "ADJ"
            or token.tag in ("VBN", "VBG")
            or token.text in ("-", "'", '"', "“", "‘")
            or (token.text.lower() == "of" and token.start - end <= 1)
        ):
            continue
        else:
            break
    return noun


def thing_of(sentence: Sentence, noun: Token, measures: Measures) -> Thing | None:
    """The row of the table for a noun, with the word before it first: "landing ships", "fighter jets"."""
    lemma = noun.lemma.lower()
    if (
        lemma == "fighter"
        and noun.index
        and (
            _AIRCRAFT.fullmatch(sentence.tokens[noun.index - 1].text)
            or sentence.tokens[noun.index - 1].lemma.lower() in _FLOWN
        )
    ):
        return Thing(lemma, "aircraft", "weapon")
    if noun.index > 0:
        previous = sentence.tokens[noun.index - 1].lemma.lower()
        for form in (f"{previous} {lemma}", f"{previous} {noun.text.lower()}"):
            if form in measures.things:
                return measures.things[form]
    word = noun.text.lower()
    for form in (lemma, word, word.rstrip("s"), re.sub(r"men$", "man", word), re.sub(r"ies$", "y", word)):
        if form in measures.things:
            return measures.things[form]
    if _AIRCRAFT.fullmatch(noun.text):
        return Thing(lemma, "aircraft", "weapon")
    return Thing(lemma, "tanks", "weapon") if _TANKS.fullmatch(noun.text) else None


def measure_word(sentence: Sentence, end: int, measures: Measures) -> tuple[Token, str] | None:
    """The measure right behind a number: "1.6 litre engine", "750 kilometres", "30 degrees Celsius"."""
    following = [t for t in sentence.tokens if t.start >= end][:3]
    if following and following[0].text == "-" and following[0].start == end:
        following = following[1:]
    if not following or following[0].start - end > 1:
        return None
    first = following[0]
    name = first.lemma.lower() if first.lemma.lower() in measures.kinds else first.text.lower().rstrip("s")
    if measures.kinds.get(name) in (None, "time"):
        return None
    if name in ("point", "second", "page") and first.pos not in ("NOUN", "PROPN"):
        return None
    if (len(following) > 2 and following[1].text == "-") or (
        name == "degree" and len(following) > 1 and following[1].text[:1].isupper()
    ):
        last = following[2] if following[1].text == "-" and len(following) > 2 else following[1]
        return last, " ".join(t.text for t in sentence.tokens[first.index : last.index + 1])
    return first, first.text


def rate_after(text: str, end: int) -> str | None:
    """The time or thing a count is taken over: "a year", "per day", "annually"."""
    per = _PER.match(text, end)
    if per is None:
        return None
    if per[1]:
        return per[1].lower()
    return {"annually": "year", "yearly": "year", "monthly": "month", "daily": "day", "weekly": "week"}[
        per[2].lower()
    ]


def unit_of(
    kind: CountKind,
    token: Token,
    noun: Token | None,
    words: str,
    text: str,
    place: tuple[int, int],
    sentence: Sentence,
    measures: Measures,
) -> tuple[str, str | None]:
    """The unit and the currency of a count."""
    if kind == "money":
        return "money", currency_of(words, measures)
    if kind == "share":
        return "percent", None
    if kind == "time":
        return words.rstrip("s") + "s", None
    if kind == "measure":
        return (
            plural(noun) if noun is not None and noun.pos == "NOUN" and len(noun.text) > 3 else words
        ), None
    if kind == "age":
        return "years of age", None
    return count_unit(sentence, token, noun, text, *place, measures), None


def currency_of(words: str, measures: Measures) -> str | None:
    """The ISO 4217 code of a currency by its sign or name; None where the name fits several."""
    name = " ".join(words.lower().replace(".", "").split())
    for form in (name, name.rstrip("s"), name.replace("-", " ").strip()):
        if form in measures.currencies:
            return measures.currencies[form]
    pieces = name.rstrip("s").split()
    for size in (2, 1):
        form = " ".join(pieces[-size:])
        if form in measures.currencies:
            return measures.currencies[form]
    return None


def count_unit(
    sentence: Sentence, token: Token, noun: Token | None, text: str, start: int, end: int, measures: Measures
) -> str:
    """The unit of a plain count: killed, wounded or arrested by what befell those counted, else by the noun."""
    if noun is None:
        word = (text[end:].split() or [""])[0].strip(".,;:").lower()
        others = head(sentence, token) if token.dep == "nummod" else token  # "wounded 20 others"
        return _TOLL_ADJECTIVES.get(word) or toll_before(text, start) or befallen(sentence, others) or ""
    thing = thing_of(sentence, noun, measures)
    if thing is not None and thing.kind == "toll":
        return thing.unit
    if thing is not None and thing.unit == "lives":
        return "killed" if _costs_lives(sentence, noun) else "lives"
    may_suffer = thing.kind == "person" if thing is not None else noun.pos == "PROPN" or noun.tag == "NNS"
    if may_suffer and (befell := befallen(sentence, noun) or befallen(sentence, token)):
        return befell
    if thing is not None:
        return thing.unit
    if noun.tag == "NNPS" or noun.pos == "PROPN" or noun.entity == "NORP":
        return "people"
    return "people" if noun.text[:1].isupper() and noun.text.endswith("s") else plural(noun)


_TOLL_BEFORE: Final = re.compile(
    r"\b(?P<toll>death\s+toll|dead|deaths|fatalities|toll|killed|wounded|injured|casualties|arrests)\b[^.;,]{0,40}?"
    r"\b(?:at|to|of|was|is|reached|topped|passed|exceeded|hit|as)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_TOLLS: Final = {
    "wounded": "wounded",
    "injured": "wounded",
    "casualties": "casualties",
    "arrests": "arrested",
}


def toll_before(text: str, start: int) -> str | None:
    """ "The death toll rose to 34", "it put the dead at 73": the words before a bare number name its toll."""
    m = _TOLL_BEFORE.search(text, max(0, start - 70), start)
    return _TOLLS.get(m["toll"].lower(), "killed") if m else None


def _costs_lives(sentence: Sentence, noun: Token) -> bool:
    verb = head(sentence, noun)
    while verb.dep == "conj" and verb.pos in ("NOUN", "PROPN", "ADJ"):
        verb = head(sentence, verb)
    return verb.lemma.lower() in ("cost", "claim", "take", "lose")


def _headline_passive(sentence: Sentence, subject: Token) -> bool:
    """ "Three soldiers killed in ambush": a headline leaves out "were"; who kills has somebody he kills."""
    verb = head(sentence, subject)
    return (
        verb.tag in ("VBN", "VBD")
        and verb.dep == "ROOT"
        and child(sentence, verb, "dobj", "aux", "auxpass") is None
    )


def befallen(sentence: Sentence, noun: Token) -> str | None:
    """Killed, wounded or arrested: the noun is the object or passive subject of such a verb."""
    top = noun
    while top.dep == "conj" and head(sentence, top).pos not in ("VERB", "AUX"):
        top = head(sentence, top)
    if top.dep in ("dobj", "nsubjpass", "nsubj"):
        lemma = head(sentence, top).lemma.lower()
        for verbs, unit in _VERB_UNITS:
            if lemma in verbs and (
                top.dep != "nsubj" or lemma in ("die", "perish", "drown") or _headline_passive(sentence, top)
            ):
                return unit
    if noun.dep == "pobj" and (of := head(sentence, noun)).lemma.lower() == "of":
        return _DEED_NOUNS.get(head(sentence, of).lemma.lower())
    for below in children(sentence, noun, "acl", "relcl"):
        for verbs, unit in _VERB_UNITS:
            if below.lemma.lower() in verbs and below.tag == "VBN":
                return unit
    return None


def plural(noun: Token) -> str:
    """The plural of a noun's lemma: "frigate" → "frigates".

    A plural that the text itself uses is kept as it stands.
    """
    word = noun.text.lower()
    if (
        noun.tag in ("NNS", "NNPS")
        or word.endswith("men")
        or (word.endswith("s") and not word.endswith("ss"))
    ):
        return word
    lemma = noun.lemma.lower()
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"

"""Comparing words of a sentence with words of the tables: lemmas, groups of words, designations."""

from __future__ import annotations

from dateline.coding.dictionary import WordClass, Words
from dateline.coding.frames import base, is_warplane, word
from dateline.model import Sentence, Token

HYPHENS = ("-", "‑", "–")


def in_class(sentence: Sentence, token: Token, words: WordClass) -> bool:
    """Tell whether the token, with the words before it, is of a class."""
    if is_warplane(sentence, token):
        return ("fighter", "jet") in words.groups.get("jet", ())
    forms = {base(token), word(token)}
    if token.pos == "PROPN" or token.tag == "NNS":  # "Armed Forces", "Javelins"; "doses", read as of "dos"
        forms.add(word(token).removesuffix("s"))
    if forms & words.single:
        return True
    if any(pattern.fullmatch(token.text) for pattern in words.patterns):
        return True
    return any(
        _stands_at(sentence, token, group) for form in sorted(forms) for group in words.groups.get(form, ())
    )


def _stands_at(sentence: Sentence, token: Token, group: Words) -> bool:
    """Tell whether the token is one of a run of words: "state" of "state of emergency"."""
    forms = (base(token), word(token), word(token).removesuffix("s"))
    return any(
        _run_fits(sentence, token.index, group, place) for place, part in enumerate(group) if part in forms
    )


def _run_fits(sentence: Sentence, index: int, group: Words, place: int) -> bool:
    before, after = group[:place], group[place + 1 :]
    return _walk(sentence, index, before[::-1], -1) and _walk(sentence, index, after, 1)


def _walk(sentence: Sentence, index: int, words: Words, step: int) -> bool:
    for expected in words:
        index += step
        while 0 <= index < len(sentence.tokens) and sentence.tokens[index].text in HYPHENS:
            index += step
        if not 0 <= index < len(sentence.tokens):
            return False
        here = sentence.tokens[index]
        if expected not in (base(here), word(here)):
            return False
    return True

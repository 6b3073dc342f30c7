"""Whose a noun is by the names before it: "Russian troops" are Russia's, "US-made missiles" nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Sentence, Token
from dateline.parsing.names import fold
from dateline.parsing.tree import children, conjuncts

MODIFIERS = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod", "appos")
# "US-made missiles", "Iran-backed militia", "pro-Russian rebels": the name does not own what follows.
NOT_OWNING = frozenset(
    """made built supplied backed trained funded financed designed armed speaking occupied held born educated
    controlled aligned allied friendly bound sponsored supported equipped donated donated-by inspired style era
    related linked brokered mediated hosted besieged sanctioned claimed""".split()
)
AGAINST = frozenset({"anti", "pro", "non", "ethnic", "ex", "former", "post", "pre", "trans"})


def owning_modifiers(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Names that own a noun: "Russian troops", "Ukraine's army", "Canadian-led battlegroup", "US and Iraqi troops"."""
    for modifier in children(sentence, token, *MODIFIERS):
        if modifier.dep == "appos" and modifier.index > token.index:
            continue
        if does_not_own(sentence, modifier):
            continue
        for member in conjuncts(sentence, modifier):
            if member.index < token.index and not does_not_own(sentence, member):
                yield member
        yield from owning_modifiers(sentence, modifier)


def does_not_own(sentence: Sentence, modifier: Token) -> bool:
    """ "US-made", "pro-Russian", "Iran-backed": the name stands in the word but owns nothing."""
    word = fold(modifier.text)
    if word in NOT_OWNING or word.split("-")[-1] in NOT_OWNING or word.split("-")[0] in AGAINST:
        return True
    previous = sentence.tokens[modifier.index - 1] if modifier.index else None
    if previous is not None and previous.text == "-" and modifier.index > 1:
        return fold(sentence.tokens[modifier.index - 2].text) in AGAINST
    if previous is not None and fold(previous.text) in ("ethnic", "anti", "pro", "anti-", "pro-"):
        return True
    following = sentence.tokens[modifier.index + 1 : modifier.index + 3]
    return len(following) == 2 and following[0].text == "-" and fold(following[1].text) in NOT_OWNING

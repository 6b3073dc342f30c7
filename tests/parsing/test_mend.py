"""Shapes of trees that a parser gets wrong in news, set right."""

from __future__ import annotations

import pytest

from dateline.coding.frames import object_of, subject
from dateline.model import Sentence
from dateline.parsing.mend import mend
from dateline.parsing.spacy import SpacyParser


@pytest.mark.parametrize(
    ("sentence", "verb", "doer", "done_to"),
    [
        ("Turkey jails Kurdish mayors", "jails", "Turkey", "mayors"),
        ("Jordan's army parachuted medical supplies into Gaza.", "parachuted", "army", "supplies"),
        ("Rwanda is massing troops along the frontier with Burundi.", "massing", "Rwanda", "troops"),
        ("Swiss bank accounts of the Zairean leader were frozen.", "frozen", None, "accounts"),
        ("Argentine aircraft sank HMS Sheffield on May 4.", "sank", "aircraft", "Sheffield"),
        ("France ends its mission, brings soldiers home", "brings", "France", "soldiers"),
        ("Women banged pots and pans in Buenos Aires.", "banged", "Women", "pots"),
        ("Azerbaijan reserves the right to take it back.", "reserves", "Azerbaijan", "right"),
        ("Algeria legalised opposition parties.", "legalised", "Algeria", "parties"),
        ("Kinshasa told the militia to leave the city or face arrest.", "face", "militia", "arrest"),
        ("The Arab League chief conferred with the Syrian minister.", "conferred", "chief", None),
    ],
)
def test_verbs_get_their_objects(
    sentence: str, verb: str, doer: str | None, done_to: str, parser: SpacyParser
) -> None:
    ((tokens, _),) = next(iter(parser.sentences([sentence])))
    parsed = Sentence(0, tokens[0].start, tokens[-1].end, tokens, (), 0)
    trigger = next(t for t in parsed.tokens if t.text == verb)
    found = subject(parsed, trigger), object_of(parsed, trigger)
    assert tuple(t and t.text for t in found) == (doer, done_to)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana sent soldiers to Mali on Monday.",
        "These are interesting times.",
        "The town that rebels captured lies in the north.",
        "She gave him a book.",
    ],
)
def test_a_mended_sentence_stays_as_it_is(sentence: str, parser: SpacyParser) -> None:
    for tokens, _ in next(iter(parser.sentences([sentence]))):
        assert mend(tokens) == tokens

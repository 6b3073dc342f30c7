from __future__ import annotations

import pytest

from dateline.attribution.coreference import fits
from dateline.attribution.mention import Referent
from tests.attribution.conftest import Attribute


@pytest.mark.parametrize(
    ("text", "word", "nth", "name"),
    [
        ("General Anna Roth said she would resign.", "she", 0, "Anna Roth"),
        ("General Anna Roth resigned. Roth will leave in May.", "Roth", 1, "Anna Roth"),
        ("Anna Roth met Jon Bru. He asked for tents.", "He", 0, "Jon Bru"),
        ("Kenya said it would send troops.", "it", 0, "Kenya"),
        ("Kenya has pulled back its troops.", "its", 0, "Kenya"),
        ("Kenya recalled its envoy. It has also shut the border.", "It", 0, "Kenya"),
        ("Two officials said they knew nothing.", "they", 0, "Two officials"),
        ('"We shall stay," General Anna Roth said.', "We", 0, "Anna Roth"),
        ("Anna Roth said our troops would stay.", "our", 0, "Anna Roth"),
        ("NATO sent a ship. Chad will send a boat, the alliance said.", "alliance", 0, "NATO"),
        ("The European Union met. The bloc agreed on a fund.", "bloc", 0, "The European Union"),
        ("Anna Roth told Le Monde so. The newspaper printed it.", "newspaper", 0, "Le Monde"),
        ("The Hill Country Post asked. He told the Post nothing.", "Post", 1, "The Hill Country Post"),
        ("Defence Minister Anna Roth left. The minister said nothing.", "minister", 0, "Anna Roth"),
        ("Kenyan spokesman Jon Bru left. The spokesman said nothing.", "spokesman", 1, "Jon Bru"),
        ("Two navy officials spoke. The officials asked for time.", "officials", 1, "Two navy officials"),
        (
            "Chad's Defence Ministry spoke. The ministry asked for time.",
            "ministry",
            0,
            "Chad's Defence Ministry",
        ),
        ("Chad and Sudan met. Both sides agreed.", "sides", 0, "Chad and Sudan"),
        ("Russian President Vladimir Putin left. The Russian leader said so.", "leader", 0, "Vladimir Putin"),
    ],
)
def test_leads_back(read: Attribute, text: str, word: str, nth: int, name: str) -> None:
    assert read(text).stands_for(word, nth) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that the truce has failed.", "It"),
        ("It rained.", "It"),
        ("They left at dawn.", "They"),
        ("She left at dawn.", "She"),
        ("The minister left at dawn.", "minister"),
        ("The newspaper was late.", "newspaper"),
        ("We left at dawn.", "We"),
        ("Anna Roth left. He stayed.", "He"),
    ],
)
def test_leaves_open_what_the_words_do_not_settle(read: Attribute, text: str, word: str) -> None:
    assert read(text).stands_for(word) is None


def test_the_office_of_the_lead_is_named_in_the_next_sentence(read: Attribute) -> None:
    said = read(
        "The mayor of Kolda has said the bridge is safe. Anna Roth told Al Jazeera that tanks could cross it."
    )
    assert said.stands_for("mayor") == "Anna Roth"


def test_says_why(read: Attribute) -> None:
    said = read("General Anna Roth said she would resign.")
    antecedent = said.references.at(*said.token("she"))
    assert antecedent is not None
    assert antecedent.rule == "pronoun/reported-clause"
    assert antecedent.reason == "she in somebody's reported words is the speaker"
    assert antecedent.span.of(said.document.text) == "Anna Roth"


def test_spelling_variants_are_one_person(read: Attribute) -> None:
    said = read("Spokesman Dmitry Peskov said so. “We wait,” Pyeskov said.")
    names = {link.name for statement in said.statements for link in statement.chain}
    assert names == {"Dmitry Peskov"}


def referent(kind: str, *, plural: bool = False, gender: str = "") -> Referent:
    return Referent(0, 0, kind, plural, gender, False, 0)


@pytest.mark.parametrize(
    ("word", "other", "can"),
    [
        ("he", referent("person"), True),
        ("he", referent("person", gender="f"), False),
        ("she", referent("person", gender="f"), True),
        ("she", referent("body"), False),
        ("it", referent("body"), True),
        ("it", referent("person"), False),
        ("it", referent("body", plural=True), False),
        ("they", referent("person", plural=True), True),
        ("they", referent("person"), False),
        ("they", referent("thing", plural=True), False),
    ],
)
def test_fits_by_number_kind_and_gender(word: str, other: Referent, can: bool) -> None:
    assert fits(word, other) is can

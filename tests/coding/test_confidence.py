"""How sure a mention is: its traits in words, their weights, and the reason that names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.coding.confidence import BASE, Doubts, load_doubts, traits, weigh
from dateline.kit import Kit
from dateline.model import Mention, Span
from dateline.tryout import try_text
from tests.makers import actor, document, mention, sentences, span_of

REPORT = document("Ghana is at home.\nTroops attacked the port.", headline="Ghana in the news")


def one(**values: object) -> Mention:
    return replace(mention(REPORT, type="ASSAULT", words="Troops attacked the port"), **values)  # type: ignore[arg-type]


def traits_of(told: Mention, density: float = 0.2) -> tuple[str, ...]:
    return traits(told, REPORT, sentences(REPORT), density)


HERE = actor("GHA", "Troops", span_of(REPORT.text, "Troops"))
ELSEWHERE = actor("GHA", "Ghana", span_of(REPORT.text, "Ghana is at home"))

CASES = [
    ("nobody", {"actors": (), "recipients": ()}, "no party is known"),
    ("no actor", {"actors": (), "recipients": (HERE,)}, "no actor is known"),
    ("no recipient", {"actors": (HERE,), "recipients": ()}, "no recipient is known"),
    ("carried over", {"actors": (ELSEWHERE,)}, "an actor stands in another sentence"),
    ("towards one carried over", {"recipients": (ELSEWHERE,)}, "a recipient stands in another sentence"),
    (
        "from a place",
        {"recipients": (replace(HERE, rule="roles.place"),)},
        "the recipient is told from a place",
    ),
    ("foreseen", {"status": "expected"}, "not told as done"),
    ("its rule", {"rule": "assault.attack"}, "rule assault.attack"),
]


@pytest.mark.parametrize(("values", "trait"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_trait_is_seen(values: dict[str, object], trait: str) -> None:
    assert trait in traits_of(one(**values))


@pytest.mark.parametrize("trait", [case[2] for case in CASES if case[0] != "its rule"])
def test_a_plain_mention_has_none_of_them(trait: str) -> None:
    assert trait not in traits_of(one(actors=(HERE,), recipients=(replace(HERE, id="TGO"),)))


def test_a_lone_deed_in_a_long_document_is_told_from_one_among_many() -> None:
    long = document("\n".join(f"Sentence {n} is here." for n in range(20)))
    told = mention(long, words="Sentence 3 is here.")
    rare = traits(told, long, sentences(long), 1 / 20)
    often = traits(told, long, sentences(long), 10 / 20)
    assert "little else in the document is such news" in rare
    assert "much of the document is such news" in often


def test_confidence_is_the_logistic_sum_of_the_weights_and_its_reason_names_them() -> None:
    doubts = Doubts({BASE: 1.0, "no recipient is known": -1.0, "type ASSAULT": 0.5, "a place is told": 9.0})
    (told,) = weigh(REPORT, sentences(REPORT), (one(actors=(HERE,)),), doubts)
    assert told.confidence == 0.622  # 1 / (1 + exp(-0.5))
    reason = told.reasons[-1]
    assert (reason.field, reason.span) == ("confidence", told.trigger)
    assert reason.text == "against it: no recipient is known; for it: type ASSAULT"


def test_the_packaged_weights_tell_a_plain_deed_from_loose_words(kit: Kit) -> None:
    plain = try_text(
        "Rwandan troops shelled Congolese army positions near Goma on 3 May, killing 20 soldiers.", kit
    )
    loose = try_text("The senator wants to be called a Spaniard.", kit)
    assert min(one.confidence for one in plain.mentions) > 0.7
    assert all(one.confidence < 0.7 for one in loose.mentions)


def test_every_weight_belongs_to_a_trait_that_can_be_seen(kit: Kit) -> None:
    known = {f"rule {rule.id}" for rule in kit.rules.rules}
    assert {name for name in load_doubts().weights if name.startswith("rule ")} <= known


def test_words_that_stand_nowhere_do_not_matter() -> None:
    nowhere = replace(HERE, span=Span(0, 0))
    assert "an actor stands in another sentence" in traits_of(one(actors=(nowhere,)))

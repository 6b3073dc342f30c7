"""Acts of speech and their content, conditions, denials: the sentences are our own, of other crises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import RELATIONS, Mention

Coder = Callable[[str], tuple[Mention, ...]]

# (text, (holder's trigger, kind, other's trigger) …): all relations of the text, and no other
CONTENTS = [
    ("Niger demanded that Algeria withdraw its troops.", ("demanded", "asks-for", "withdraw")),
    ("Kenya asked Ethiopia to send soldiers to Mandera.", ("asked", "asks-for", "send")),
    ("Turkey called for the release of the hostages held in Libya.", ("called for", "asks-for", "release")),
    ("Iran threatened Israel with missile strikes.", ("threatened", "threatens", "missile strikes")),
    ("China threatened sanctions against Taiwan.", ("threatened", "threatens", "sanctions")),
    ("“We will bomb Khartoum,” the rebels threatened.", ("threatened", "threatens", "bomb")),
    ("Egypt promised to send food aid to Sudan.", ("promised", "promises", "send")),
    ("Japan offered to send medicine to Nepal.", ("offered", "offers", "send")),
    ("France agreed to withdraw its troops from Mali.", ("agreed to", "promises", "withdraw")),
    ("Chad accused Sudan of bombing a border village.", ("accused", "accuses-of", "bombing")),
    ("India condemned Pakistan over the killing of two soldiers.", ("condemned", "accuses-of", "killing")),
    ("Serbia rejected a demand to withdraw its police from Kosovo.", ("rejected", "rejects", "withdraw")),
    ("Rebel leaders conceded that they would release the hostages.", ("conceded", "concedes", "release")),
    ("Protesters marched in Tbilisi demanding that the president resign.", ("marched", "asks-for", "resign")),
]
# What stands beside an act of speech is not its content.
BESIDE = [
    (
        "Ghana urged Togo to release the prisoners after the army shelled Lome.",
        ("urged", "asks-for", "release"),
    ),
    (
        "Israel threatened to strike Lebanon and Syria demanded that Israel withdraw its troops.",
        ("threatened", "threatens", "strike"),
        ("demanded", "asks-for", "withdraw"),
    ),
    ("India demanded an end to the shelling of Kashmir by Pakistan.",),
    ("Chad accused Sudan of lying and bombed the border town of Tine.",),
]
CONDITIONS = [
    (
        "If China invades Taiwan, Japan will impose sanctions on Beijing.",
        ("impose", "condition", "invades"),
    ),
    (
        "The European Union would impose sanctions on Serbia if it attacked Kosovo.",
        ("impose", "condition", "attacked"),
    ),
    (
        "Britain is considering sending frigates to the Gulf if Iran seizes more tankers.",
        ("sending", "condition", "seizes"),
    ),
    (
        "Iran threatened to attack Israel if it bombed Natanz.",
        ("threatened", "threatens", "attack"),
        ("attack", "condition", "bombed"),
    ),
    (
        "Argentina warned that it would seize the islands unless Britain withdrew its ships.",
        ("warned", "threatens", "seize"),
        ("seize", "condition", "withdrew"),
    ),
    (
        "The rebels agreed to a ceasefire on condition that the army withdraws from Aleppo.",
        ("agreed to", "promises", "ceasefire"),
        ("ceasefire", "condition", "withdraws from"),
    ),
    ("Iran attacked Israel after it bombed Natanz.",),
]
DENIALS = [
    (
        "Chad accused Sudan of bombing a border village. Sudan rejected the accusation.",
        ("accused", "accuses-of", "bombing"),
        ("rejected", "denies", "bombing"),
    ),
    (
        "Kenyan officials say Somali troops shelled Mandera. Somalia denies this.",
        ("denies", "denies", "shelled"),
    ),
    (
        "Rwanda has sent troops into Congo, UN experts say. Rwanda denies sending troops into Congo.",
        ("sending", "denies", "sent"),
    ),
    (
        "Ethiopia shelled the town of Zalambessa, Eritrean officials said. Ethiopia denied that it shelled the town.",
        ("shelled", "denies", "shelled"),
    ),
    # another deed, other parties, or the same voice: nothing is denied
    ("Rwanda has sent troops into Congo, UN experts say. Burundi denies sending troops into Congo.",),
    ("Kenyan officials say Somali troops shelled Mandera. Somalia denies sending troops to Kenya.",),
    ("The Pentagon put 8,500 troops on alert. None has been ordered to deploy.",),
]


def ties(text: str, mentions: tuple[Mention, ...]) -> list[tuple[str, str, str]]:
    """Every relation by the triggers of both its mentions."""
    by_id = {mention.id: mention for mention in mentions}
    return [
        (mention.trigger.of(text), one.kind, by_id[one.mention_id].trigger.of(text))
        for mention in mentions
        for one in mention.relations
    ]


@pytest.mark.parametrize("case", CONTENTS + BESIDE + CONDITIONS + DENIALS, ids=lambda case: case[0][:50])
def test_each_mention_is_tied_to_what_it_bears_on_and_to_no_other(case: tuple, coded: Coder) -> None:  # type: ignore[type-arg]
    text, *expected = case
    assert sorted(ties(text, coded(text))) == sorted(expected)


def test_every_tie_has_its_reason_and_stays_in_its_document(coded: Coder) -> None:
    seen = set()
    for text, *_ in CONTENTS + BESIDE + CONDITIONS + DENIALS:
        mentions = coded(text)
        known = {mention.id for mention in mentions}
        for mention in mentions:
            reasons = [reason for reason in mention.reasons if reason.field == "relation"]
            for relation, reason in zip(mention.relations, reasons, strict=True):
                assert relation.mention_id in known - {mention.id}
                assert relation.rule == reason.rule
                assert reason.span is not None and reason.span.of(text)
                seen.add(relation.kind)
    assert seen == set(RELATIONS)


def test_the_reason_names_the_words_and_who_tells_what_is_denied(coded: Coder) -> None:
    text = "Kenyan officials say Somali troops shelled Mandera. Somalia denies this."
    (reason,) = [r for m in coded(text) for r in m.reasons if r.field == "relation"]
    assert reason.text == "the same ASSAULT of SOM that Kenyan officials tells as actual"

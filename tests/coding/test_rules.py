"""Every event rule codes its example and leaves its counterexample alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.coding import load_rules
from dateline.coding.dictionary import ECHO, Rule
from dateline.model import Mention

RULES = load_rules()

Coder = Callable[[str], tuple[Mention, ...]]


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_rule_codes_its_example(rule: Rule, coded: Coder) -> None:
    told = [(mention.rule, mention.type) for mention in coded(rule.example)]
    types = [type_ for id_, type_ in told if id_ == rule.id]
    assert types, f"{rule.example!r} gave {told}"
    assert rule.type in (ECHO, *types)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_counterexample(rule: Rule, coded: Coder) -> None:
    told = [mention.rule for mention in coded(rule.counterexample)]
    assert rule.id not in told


def test_no_sentence_serves_two_rules() -> None:
    sentences = [s for rule in RULES.rules for s in (rule.example, rule.counterexample)]
    assert len(sentences) == len(set(sentences))

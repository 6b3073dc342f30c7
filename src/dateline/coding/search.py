"""Finding a rule: by its id, its triggers or its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dateline.coding.dictionary import Rule, Rules, WordClass

SHOWN: Final = 12  # words of a class that a person is shown


def find_rules(rules: Rules, query: str = "", types: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules that hold every word of a query in their id, triggers or sentences, in table order.

    An id alone gives that rule; a word of a class gives the rules that the class triggers.
    """
    wanted = [rule for rule in rules.rules if not types or rule.type in types]
    exact = tuple(rule for rule in wanted if rule.id == query)
    parts = query.casefold().split()
    return exact or tuple(rule for rule in wanted if all(part in _text(rule, rules.classes) for part in parts))


def triggers_of(rule: Rule) -> tuple[str, ...]:
    """The words that may start a rule, as its table has them."""
    return (*rule.verbs, *rule.nouns, *rule.adjectives)


def words_of_class(named: WordClass) -> tuple[str, ...]:
    """The words of a class, sorted: lemmas, groups of words, and patterns after a "~"."""
    groups = {" ".join(words) for found in named.groups.values() for words in found}
    return (*sorted({*named.single, *groups}), *(f"~{pattern.pattern}" for pattern in named.patterns))


def _text(rule: Rule, classes: Mapping[str, WordClass]) -> str:
    triggers = triggers_of(rule)
    named = (classes[entry[1:]] for entry in triggers if entry.startswith("@"))
    words = (word for one in named for word in words_of_class(one))
    return "\n".join((rule.id, *triggers, *words, rule.example, rule.counterexample)).casefold()

"""The rule tables: what is read, what is refused, and how a user's own file adds to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding.dictionary import Rules, load_classes, load_rules
from dateline.errors import TableError
from dateline.model import TYPES

RULE = """
type = "MOBILIZE"

[[rule]]
id = "mobilize.own"
verbs = ["forward"]
needs = { object = ["@troops"] }
actor = ["subject"]
example = "Togo forwarded its troops."
counterexample = "Togo forwarded a letter."
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_type_has_rules() -> None:
    rules = load_rules()
    assert {rule.type for rule in rules.rules} >= set(TYPES)
    assert all(rules.of_type(type_) for type_ in TYPES)


def test_ids_are_unique_and_named_after_their_type() -> None:
    rules = load_rules().rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.id.startswith(rule.type.lower() + ".") for rule in rules)


def test_a_file_of_ones_own_adds_a_rule(tmp_path: Path) -> None:
    rules = Rules.load(written(tmp_path, RULE))
    assert any(rule.id == "mobilize.own" for rule in rules.rules)
    assert any(trigger.rule.id == "mobilize.own" for trigger in rules.index["forward"])


def test_a_file_of_ones_own_replaces_a_rule_of_the_same_id(tmp_path: Path) -> None:
    rules = Rules.load(written(tmp_path, RULE.replace("mobilize.own", "mobilize.have")))
    replaced = [rule for rule in rules.rules if rule.id == "mobilize.have"]
    assert [rule.verbs for rule in replaced] == [("forward",)]


@pytest.mark.parametrize(
    ("wrong", "right", "why"),
    [
        ('type = "MOBILIZE"', 'type = "MOVE"', "unknown type 'MOVE'"),
        ("@troops", "@troopers", "unknown class '@troopers'"),
        ('["@troops"]', '["ACTORS"]', "unknown filler 'ACTORS'"),
        ("object", "objekt", "unknown slot 'objekt'"),
        ('actor = ["subject"]', 'actor = ["object.pos"]', "unknown slot 'pos'"),
        ('verbs = ["forward"]', 'mode = "navy"\nverbs = ["forward"]', "unknown mode 'navy'"),
        ('verbs = ["forward"]', 'status = "maybe"\nverbs = ["forward"]', "unknown status 'maybe'"),
        ('verbs = ["forward"]', 'verb = ["forward"]', "unknown key 'verb'"),
        ('verbs = ["forward"]', 'verbs = ["forward"]\nfixed = "yes"', "it must be true or false"),
        ('verbs = ["forward"]', "verbs = []", "no trigger"),
        ('counterexample = "Togo forwarded a letter."', "", "no counterexample"),
        ('id = "mobilize.own"', 'id = "own"', "a rule id is mobilize.name"),
        ('actor = ["subject"]', 'actor = ["subject"]\ncarries = ["MOVE"]', "unknown type 'MOVE' in carries"),
        ("[[rule]]", "[[rules]]", "unknown key 'rules'"),
        ("needs =", "needs", "line"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, wrong: str, right: str, why: str) -> None:
    with pytest.raises(TableError, match=why) as caught:
        load_rules(written(tmp_path, RULE.replace(wrong, right, 1)))
    assert caught.value.path == "own.toml"
    assert caught.value.line >= 1


def test_a_rule_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    block = RULE[RULE.index("[[rule]]") :]
    with pytest.raises(TableError, match="there twice"):
        load_rules(written(tmp_path, RULE + block))


def test_classes_take_in_other_classes(tmp_path: Path) -> None:
    path = tmp_path / "classes.toml"
    path.write_text('boats = ["dhow"]\nfleet = ["@boats", "patrol craft", "~P-\\\\d+"]\n', "utf-8")
    fleet = load_classes(path)["fleet"]
    assert fleet.single == {"dhow"}
    assert fleet.groups["craft"] == (("patrol", "craft"),)
    assert [pattern.pattern for pattern in fleet.patterns] == ["P-\\d+"]


def test_a_class_that_takes_in_nothing_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "classes.toml"
    path.write_text('fleet = ["@boats"]\n', "utf-8")
    with pytest.raises(TableError, match="unknown class '@boats'"):
        load_classes(path)

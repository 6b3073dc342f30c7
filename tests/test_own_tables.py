"""Rules and actors of a person's own: read beside the package's, part of the run's digest, and clear about faults."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.coding import load_rules
from dateline.coding.actors import load_actors
from dateline.config import load_config
from dateline.errors import TableError
from dateline.kit import Kit, load_kit
from dateline.run.entry import run_entry, tables_digest
from dateline.tryout import try_text

RULE = """
type = "SANCTION"

[[rule]]
id = "sanction.frost"
verbs = ["frostbite"]
needs = { object = ["ACTOR"] }
actor = ["subject"]
recipient = ["object"]
example = "Chad frostbites Niger."
counterexample = "The wind frostbites the climber."
"""
GROUPS = "code,name,aliases,countries,sector,context,since,until\n"
LEADERS = "name,aliases,country,office,sector,since,until,source\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(RULE)
    (tmp_path / "mine.csv").write_text(GROUPS + "FREEWOLF,Free Wolf Brigade,FWB,SYR,REB,,2012,\n")
    path = tmp_path / "dateline.toml"
    path.write_text('[coding]\nrules = ["mine.toml"]\n[actors]\ntables = ["mine.csv"]\n')
    return path


def test_a_kit_with_own_tables(config: Path, kit: Kit) -> None:
    own = load_kit(load_config(config), kit.parser)
    assert any(rule.id == "sanction.frost" and rule.file == "mine.toml" for rule in own.rules.rules)
    assert len(own.rules.rules) == len(kit.rules.rules) + 1
    (mention,) = try_text("The Free Wolf Brigade attacked Aleppo in Syria.", own).mentions
    assert [actor.rule for actor in mention.actors] == ["mine.csv:2"]


def test_a_rule_of_a_known_id_replaces_it(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(RULE.replace("sanction.frost", "sanction.expel"))
    rules = load_rules(own)
    assert [rule.verbs for rule in rules.rules if rule.id == "sanction.expel"] == [("frostbite",)]
    assert len(rules.rules) == len(load_rules().rules)


def test_own_tables_belong_to_the_digest(config: Path) -> None:
    with_own, plain = load_config(config), load_config()
    before = run_entry(with_own, "now")
    assert before.tables != run_entry(plain, "now").tables
    assert "mine.toml" in before.config
    assert str(config.parent) not in before.config  # the same tables elsewhere are the same kit
    own = config.parent / "mine.csv"
    own.write_text(own.read_text().replace("2012", "2013"))
    after = run_entry(with_own, "now")
    assert (after.tables != before.tables, after.kit != before.kit) == (True, True)


def test_a_missing_own_table_is_said_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.toml:1: there is no such file"):
        tables_digest(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RULE.replace('["frostbite"]', '"frostbite"'), "mine.toml:5: sanction.frost: verbs is 'frostbite'"),
        (RULE.replace('["ACTOR"]', '"ACTOR"'), "must be a table of lists"),
        (RULE.replace("[[rule]]", "[rule]"), "each rule stands below [[rule]]"),
        (RULE.replace("needs", "joint = 1\nneeds"), "joint is 1; it must be true or false"),
        (RULE.replace("needs", 'priority = "2"\nneeds'), "priority is '2'; it must be a whole number"),
        (RULE.replace("needs", "neds"), "sanction.frost: unknown key 'neds'"),
        (RULE.replace("SANCTION", "SANCTIONS"), "unknown type 'SANCTIONS'"),
        (RULE.replace("object =", "objekt ="), "unknown slot 'objekt'"),
        ('type = "AID"\n[modes]\nfood = "bread"\n', "mine.toml:2: [modes] holds lists"),
        ("type = ", "mine.toml:1:"),
    ],
)
def test_faults_of_own_rules(text: str, words: str, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(text)
    with pytest.raises(TableError, match=re.escape(words)):
        load_rules(own)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,who\nx,y\n", "nearest is"),
        ("", "columns are those of no table"),
        (GROUPS + "X,,,SYR,REB,,,\n", "mine.csv:2: the name is empty"),
        (GROUPS + "X,Y,,SYR,REB,,soon,\n", "mine.csv:2: since is 'soon'; write 2022-01-24"),
        (GROUPS + 'X,"Y,,SYR,REB,,,\n', "mine.csv:2: is not CSV"),
    ],
)
def test_faults_of_own_actors(text: str, words: str, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(text)
    with pytest.raises(TableError, match=re.escape(words)):
        load_actors(own)


@pytest.mark.parametrize("load", [load_rules, load_actors])
def test_files_that_are_no_text(load: object, tmp_path: Path) -> None:
    own = tmp_path / "mine"
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match="is not UTF-8"):
        load(own)  # type: ignore[operator]
    with pytest.raises(TableError, match="cannot be read: No such file"):
        load(tmp_path / "none")  # type: ignore[operator]


def test_own_leaders_by_surname_and_a_spreadsheets_mark(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("\ufeff" + LEADERS + "Ada Zwonkert,,TCD,minister of works,GOV,2020,,own\n", "utf-8")
    (known,) = load_actors(own).leaders["zwonkert"]
    assert (known.codes, known.rule) == (("TCD",), "mine.csv:2")


def test_without_own_tables_nothing_changes(kit: Kit) -> None:
    assert replace(kit, rules=load_rules()).rules == kit.rules

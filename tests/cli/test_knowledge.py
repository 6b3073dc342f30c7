"""The commands that show what Dateline knows: rules, actors, and a sentence tried out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import code as code_command
from dateline.kit import Kit, load_kit
from tests.cli.conftest import Run
from tests.test_own_tables import GROUPS, RULE


def rows(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def one_model(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `dateline code` use the session's model."""
    monkeypatch.setattr(code_command, "_kit", lambda config: load_kit(config, kit.parser))


# Rules


def test_rules_are_listed_by_type(dateline: Run) -> None:
    found = rows(dateline("rules", "--type", "aid", "--json").stdout)
    assert found
    assert {row["type"] for row in found} == {"AID"}
    assert f"{len(found)} rules" in dateline("rules", "--type", "AID").stdout


def test_rules_are_found_by_trigger_class_and_sentence(dateline: Run) -> None:
    for words in ("blockade", "BLOCKADE", "coerce.restrict"):
        assert "COERCE" in {row["type"] for row in rows(dateline("rules", words, "--json").stdout)}
    assert "no rule holds 'xyzzy'" in dateline("rules", "xyzzy").stdout


def test_an_id_shows_all_of_one_rule(dateline: Run) -> None:
    (row,) = rows(dateline("rules", "mobilize.send", "--json").stdout)
    told = dateline("rules", "mobilize.send").stdout
    assert row["example"] in told
    assert row["counterexample"] in told
    assert "mobilize.toml:" in told
    assert "@forces" in told


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_lists_of_knowledge_fit_the_terminal(dateline: Run, one_model: None, columns: int) -> None:
    for arguments in (("rules",), ("actors", "Johnson"), ("code", "Ghana sent 900 soldiers to Togo.")):
        told = dateline(*arguments, columns=columns).stdout
        assert max(map(len, told.splitlines())) <= columns


def test_rules_of_ones_own_are_listed(dateline: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(RULE)
    assert "sanction.frost" in dateline("rules", "frostbite", "--with", str(own)).stdout
    assert "no rule holds" in dateline("rules", "frostbite").stdout


# Actors


def test_who_that_was_on_a_day(dateline: Run) -> None:
    (row,) = rows(dateline("actors", "Blinken", "--on", "2022-01-24", "--json").stdout)
    assert row["codes"] == ["USA"]
    assert row["rule"].startswith("leaders.csv:")
    assert "from 2021-01-26" in row["why"]
    assert "on other days" in dateline("actors", "Blinken", "--on", "1990").stdout


def test_several_answers_are_listed(dateline: Run) -> None:
    assert len(rows(dateline("actors", "Johnson", "--json").stdout)) > 1
    assert "no table knows 'Xyzzyman'" in dateline("actors", "Xyzzyman").stdout


def test_actors_of_ones_own(dateline: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(GROUPS + "FREEWOLF,Free Wolf Brigade,FWB,SYR,REB,,2012,\n")
    told = dateline("actors", "FWB", "--with", str(own)).stdout
    assert "SYR/REB" in told
    assert "mine.csv:2" in told


# A sentence


def test_a_sentence_shows_every_stage(dateline: Run, one_model: None) -> None:
    sentence = "Ghana plans to send 900 soldiers to Togo, the defence minister said on Monday."
    told = dateline("code", sentence, "--on", "2022-01-26", "--publisher", "The Test Post").stdout
    for words in (
        "soldiers 6",
        "The Test Post itself",
        "defence minister",
        "MOBILIZE/troops planned",
        "900 troops",
    ):
        assert words in told
    assert "'plans' makes it planned" in told
    fired = next(line for line in told.splitlines() if line.startswith("fired"))
    assert "mobilize.send" in fired
    assert any(line.startswith("near") and "needs object" in line for line in told.splitlines())


def test_a_sentence_as_json(dateline: Run, one_model: None) -> None:
    (row,) = rows(dateline("code", "Ghana sent 900 soldiers to Togo.", "--json").stdout)
    (mention,) = row["mentions"]
    assert (mention["type"], mention["rule"]) == ("MOBILIZE", "mobilize.send")
    assert [one["rule"] for one in row["rules"] if one["outcome"] == "fired"] == ["mobilize.send"]
    assert row["sentences"][0][1]["lemma"] == "send"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The tall trees.", "no rule has a trigger"),
        ("The striker fired a shot at goal, and the coach of Ghana praised the team.", "none"),
        ("Did Chad attack Sudan?", "none"),
    ],
)
def test_sentences_that_tell_of_nothing(dateline: Run, one_model: None, sentence: str, words: str) -> None:
    assert words in dateline("code", sentence).stdout


def test_an_own_rule_on_a_sentence(dateline: Run, one_model: None, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(RULE)
    told = dateline("code", "Chad frostbites Niger.", "--with", str(own)).stdout
    assert "sanction.frost" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("code", " "), "the sentence is empty"),
        (("code", "Kyiv said so.", "--with", "mine.txt"), "neither rules (.toml) nor actors (.csv)"),
        (("rules", "--with", "none.toml"), "none.toml:1: cannot be read"),
        (("rules", "--type", "ADE"), "unknown type 'ADE'"),
        (("actors", "Biden", "--on", "soon"), "is no day"),
        (("actors", "Biden", "--with", "none.csv"), "none.csv:1: cannot be read"),
    ],
)
def test_faults_are_named(dateline: Run, arguments: tuple[str, ...], words: str) -> None:
    told = dateline(*arguments, columns=200)
    assert told.returncode == 2
    assert words in told.stderr


def test_documents_words_cannot_write_to_the_terminal(dateline: Run, one_model: None) -> None:
    assert "\x1b[2J" not in dateline("code", "Chad \x1b[2Jattacked Sudan.", FORCE_COLOR="1").stdout

"""What the trial of a rule says."""

from __future__ import annotations

from dateline.attribution import References
from dateline.coding import find_actors, load_rules
from dateline.coding.actors import load_actors
from dateline.coding.parties import Scene, lookup_of
from dateline.coding.trace import Trial, trials
from dateline.parsing import parse
from dateline.parsing.spacy import SpacyParser
from tests.makers import document


def tried(text: str, parser: SpacyParser) -> dict[str, Trial]:
    report = document(text)
    sentences = parse(report, parser)
    scene = Scene(report, sentences, (), find_actors(report, sentences, load_actors()), References())
    return {trial.rule.id: trial for trial in trials(sentences[0], load_rules(), lookup_of(scene))}


def test_a_chosen_rule_says_so(parser: SpacyParser) -> None:
    trial = tried("Ghana sent soldiers to Togo.", parser)["mobilize.send"]
    assert (trial.met, trial.chosen, trial.why) == (True, True, "chosen")


def test_an_unmet_rule_says_what_it_needs(parser: SpacyParser) -> None:
    trial = tried("Ghana sent letters to Togo.", parser)["mobilize.send"]
    assert not trial.met
    assert trial.why.startswith("needs object = @forces")
    assert trial.why.endswith("has letters")


def test_a_barred_rule_says_what_bars_it(parser: SpacyParser) -> None:
    trial = tried("The senator attacked the budget proposal of Togo.", parser)["assault.attack"]
    assert not trial.met
    assert "barred by object" in trial.why or "needs object" in trial.why

"""The gate: what shuts it, what opens it, and what accepting changes."""

from __future__ import annotations

import pytest

from benchmarks.quality import gate, report
from benchmarks.quality.corpora import DEMO, HELD_OUT, corpora, digest, shared, watched
from benchmarks.quality.gate import Measured, State, accepted, faults, load_state, save_state
from benchmarks.quality.report import gained_and_lost, load_accepted, save_accepted
from dateline.score import load_gold

CORPUS = "mentions.reports"
FOUND = "mentions.reports.found"


def measured(value: float, digest: str = "one") -> Measured:
    return Measured({FOUND: value}, {CORPUS: digest})


STATE = State({FOUND: 0.7}, {CORPUS: "one"})


@pytest.mark.parametrize(
    ("case", "now", "told"),
    [
        ("as good", measured(0.7), []),
        ("better", measured(0.9), []),
        ("worse", measured(0.6999), [f"{FOUND}: 0.6999 is below its floor 0.700"]),
        ("another corpus", measured(0.7, "two"), [f"{CORPUS}: not the corpus the floors were set on"]),
        ("corpus absent", Measured({}, {}), []),
        (
            "figure gone",
            Measured({"mentions.reports.f1": 0.7}, {CORPUS: "one"}),
            [f"{FOUND}: no longer measured"],
        ),
    ],
)
def test_faults(case, now, told):
    found = list(faults(now, STATE))
    assert len(found) == len(told), case
    assert all(fault.startswith(start) for fault, start in zip(found, told, strict=True)), case


def test_a_new_figure_has_no_floor_to_miss():
    assert list(faults(measured(0.1), State())) == []


def test_accepting_raises_a_floor_and_leaves_slack():
    assert accepted(measured(0.9), STATE, None).floors == {FOUND: 0.895}


def test_accepting_never_lowers():
    assert accepted(measured(0.702), STATE, None).floors == {FOUND: 0.7}
    assert accepted(measured(0.5), STATE, None) == STATE


def test_lowering_needs_a_reason_and_keeps_it():
    lowered = accepted(measured(0.5), STATE, "the gold was wrong")
    assert lowered.floors == {FOUND: 0.495}
    assert lowered.lowered == ({"figure": FOUND, "from": 0.7, "to": 0.495, "reason": "the gold was wrong"},)


def test_lowering_leaves_what_holds():
    assert accepted(measured(0.7), STATE, "why not").floors == {FOUND: 0.7}


def test_accepting_keeps_the_floors_of_absent_corpora():
    state = State({FOUND: 0.7, "mentions.seeds.found": 0.8}, {CORPUS: "one", "mentions.seeds": "two"})
    assert accepted(measured(0.9), state, None).floors == {FOUND: 0.895, "mentions.seeds.found": 0.8}


def test_state_comes_back_as_it_was_written(tmp_path):
    state = State({FOUND: 0.7}, {CORPUS: "one"}, ({"figure": FOUND, "from": 0.8, "to": 0.7, "reason": "ü"},))
    save_state(state, tmp_path / "floors.json")
    assert load_state(tmp_path / "floors.json") == state
    assert load_state(tmp_path / "none.json") == State()


def test_cases_come_back_as_they_were_written(tmp_path):
    save_accepted({"b": {"found": 1.0, "actors": 2 / 3}, "a": {"found": 0.0}}, tmp_path / "accepted.jsonl")
    assert list(load_accepted(tmp_path / "accepted.jsonl").items()) == [
        ("a", {"found": 0.0}),
        ("b", {"found": 1.0, "actors": 0.667}),
    ]


def test_gained_and_lost():
    before = {"a": {"found": 1.0, "status": 0.0}, "b": {"found": 1.0, "when": 1.0}, "c": {"found": 1.0}}
    now = {"a": {"found": 1.0, "status": 1.0}, "b": {"found": 1.0, "when": 0.0}, "c": {"found": 0.0}}
    assert gained_and_lost(before, now) == (["a status"], ["b when", "c found"])


def test_spurious_mentions_gained_and_lost():
    old, new = {"spurious b01 AID actual 1": {"absent": 0.0}}, {"spurious b01 AID actual 2": {"absent": 0.0}}
    assert gained_and_lost(old, new) == (["spurious b01 AID actual 1"], ["spurious b01 AID actual 2"])
    assert gained_and_lost(old, old) == ([], [])


@pytest.mark.parametrize(
    ("case", "name"),
    [("b01-02", "b01"), ("spurious b01 AID actual 1f", "b01"), ("spurious 000_15 AID actual 1f", "000")],
)
def test_report_of_a_case(case, name):
    assert report._report(case) == name


def test_shared_data_that_is_absent(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATELINE_SHARED", str(tmp_path))
    assert shared("gold", "seeds.statements.jsonl") is None
    assert "skipped: no shared/gold/seeds.statements.jsonl" in capsys.readouterr().err
    assert [corpus.name for corpus in corpora()] == ["reports", "heldout"]


def test_shared_data_that_is_there_is_watched(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_SHARED", str(tmp_path))
    (tmp_path / "time").mkdir()
    with watched() as asked:
        assert shared("time") == tmp_path / "time"
        assert shared("place") is None
    assert asked.here == [tmp_path / "time"]
    assert asked.absent == [tmp_path / "place"]
    shared("time")
    assert len(asked.here) == 1


def test_a_benchmark_that_lacks_a_part_of_its_data_is_not_judged(tmp_path, monkeypatch):
    (tmp_path / "time").mkdir()

    def figures() -> dict[str, float]:
        return {"here": 0.5, "there": 0.5} if shared("time") and shared("place") else {"here": 0.4}

    monkeypatch.setattr(gate, "BENCHMARKS", {"time": figures})
    monkeypatch.setenv("DATELINE_SHARED", str(tmp_path))
    assert gate.measure(["time"]) == Measured({}, {})
    (tmp_path / "place").mkdir()
    assert gate.measure(["time"]).figures == {"time.here": 0.5, "time.there": 0.5}


def test_digest_is_of_names_and_content(tmp_path):
    (tmp_path / "one.jsonl").write_text("{}")
    first = digest([tmp_path])
    assert digest([tmp_path]) == first
    (tmp_path / "one.jsonl").write_text("{ }")
    second = digest([tmp_path])
    (tmp_path / "one.jsonl").rename(tmp_path / "two.jsonl")
    assert len({first, second, digest([tmp_path])}) == 3


@pytest.mark.parametrize(("name", "folder", "count"), [("reports", DEMO, 20), ("heldout", HELD_OUT, 8)])
def test_every_made_up_report_has_gold_and_the_mark(name, folder, count):
    corpus = corpora([name])[0]
    names = {path.stem for path in corpus.reports.iterdir()}
    gold = {one.id for one in load_gold(corpus.gold)}
    assert len(names) == count
    assert names == gold
    assert (folder / ".synthetic").is_file()


def test_every_quote_of_the_held_out_gold_stands_in_its_report():
    for gold in load_gold(corpora(["heldout"])[0].gold):
        text = (HELD_OUT / "reports" / f"{gold.id}.txt").read_text("utf-8")
        for one in gold.mentions:
            assert text[one.start : one.start + len(one.quote)] == one.quote, one.id
            assert not one.when or one.when["text"] in text, one.id
            assert not one.quantity or one.quantity["text"] in text, one.id


def test_unknown_corpus():
    with pytest.raises(ValueError, match="known: seeds, reports, heldout"):
        corpora(["sedes"])

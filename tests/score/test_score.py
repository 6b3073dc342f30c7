"""The whole scoring: matching, figures, and the demo gold against itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ConfigError
from dateline.score import Card, load_gold, score
from dateline.score.gold import GoldReport, gold_mention
from tests.score.makers import TEXT, document, echo, gold, link, party, recorded

DEMO = Path(__file__).parents[2] / "demo" / "gold"


def card(*pairs: dict[str, Any] | tuple[dict[str, Any], ...], mentions: Any = (), **doc: Any) -> Card:
    report = GoldReport("one", tuple(gold_mention(row) for row in pairs), None)
    return score([report], [document(**doc)], mentions)


def demo_rows() -> list[dict[str, Any]]:
    files = [DEMO / part / "statements.jsonl" for part in ("first", "second")]
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def test_gold_against_itself_is_right_in_everything():
    texts: dict[str, str] = {}
    rows = [row for row in demo_rows() if row["status"] is not None]
    for row in rows:
        texts[row["report"]] = texts.get(row["report"], "") + row["quote"] + "\n"
    documents = [document(t, id=f"doc-{r}", address=f"{r}.txt", publisher=None) for r, t in texts.items()]
    whole = score(load_gold([DEMO / "first", DEMO / "second"]), documents, [echo(r, texts[r["report"]]) for r in rows])
    assert {name: value for name, value in whole.figures().items() if value != 1.0} == {}
    assert whole.counts() == {"gold": 392, "found": 392, "matched": 457, "spurious": 0, "unread": 0}
    assert list(whole.by_type()) and all(row["found"] == row["precision"] == 1.0 for row in whole.by_type().values())


def test_nothing_recorded_finds_nothing():
    assert card(gold()).figures()["found"] == 0.0
    assert card(gold()).figures()["f1"] == 0.0


@pytest.mark.parametrize(
    ("case", "values", "found", "spurious"),
    [
        ("same words", {}, 1, 0),
        ("other words of the same sentence", {"words": "a doctor said"}, 1, 0),
        ("another sentence", {"words": "Chad will send 300 soldiers"}, 0, 1),
        ("another type", {"type": "COERCE"}, 0, 1),
        ("another actor", {"actors": [party("TCD")]}, 0, 0),
        ("no actor", {"actors": []}, 0, 0),
        ("country beside an armed group", {"actors": [party("RSF", "SDN")]}, 1, 0),
    ],
)
def test_match(case, values, found, spurious):
    result = card(gold(), mentions=[recorded(**values)]).counts()
    assert (result["found"], result["spurious"]) == (found, spurious), case


def test_gold_without_actors_asks_for_none():
    assert card(gold(actors=[]), mentions=[recorded()]).counts()["found"] == 1


def test_one_to_one():
    twice = [recorded(), recorded("shelled Nyala on Monday")]
    assert card(gold(), mentions=twice).counts()["spurious"] == 1


def test_best_overlap_first():
    near, far = recorded("Sudan's army shelled Nyala"), recorded("a doctor said", status="denied")
    assert card(gold(), mentions=[far, near]).figures()["status"] == 1.0


def test_of_equal_overlap_the_one_that_agrees_is_taken():
    same = [recorded(status="denied"), recorded(status="actual")]
    assert card(gold(), mentions=same).figures()["status"] == 1.0


def test_no_event_counts_against_precision():
    silence = gold("Khartoum did not comment", event="CONSULT", status=None, note="no event")
    result = card(silence, mentions=[recorded("Khartoum did not comment", type="CONSULT")])
    assert result.counts() == {"gold": 0, "found": 0, "matched": 0, "spurious": 1, "unread": 0}
    assert result.figures()["precision"] == 0.0


def test_open_question_is_not_counted_either_way():
    silence = gold("Khartoum did not comment", event="CONSULT", status=None, optional=True)
    result = card(silence, mentions=[recorded("Khartoum did not comment", type="CONSULT")]).counts()
    assert (result["matched"], result["spurious"]) == (0, 0)


@pytest.mark.parametrize("values", [{"optional": True}, {"note": "one army; may be left out"}])
def test_optional_gold_is_no_miss_and_no_error(values):
    assert card(gold(**values)).counts()["gold"] == 0
    assert card(gold(**values), mentions=[recorded()]).counts()["matched"] == 1


@pytest.mark.parametrize(
    ("note", "type_", "status", "matches", "status_right"),
    [
        ("seizing a town; COERCE is as good an answer", "COERCE", "actual", True, True),
        ("COERCE/seize is as good", "COERCE", "actual", True, True),
        ("MOBILIZE/planned is as good an answer", "MOBILIZE", "planned", True, False),
        ("MOBILIZE/planned is as good an answer", "MOBILIZE", "actual", False, False),
        ("COERCE would be wrong", "COERCE", "actual", False, False),
        ("RECORD says ASSAULT; COERCE is defensible", "COERCE", "actual", True, True),
        ("planned is defensible", "ASSAULT", "planned", True, True),
        ("readiness alone would be considered", "ASSAULT", "considered", True, False),
    ],
)
def test_alternatives_of_a_note(note, type_, status, matches, status_right):
    result = card(gold(note=note), mentions=[recorded(type=type_, status=status)])
    assert result.counts()["found"] == matches
    assert result.figures().get("status", 0.0) == status_right


@pytest.mark.parametrize("values", [{"alt_event": "COERCE"}, {"alt_event": ["AID", "COERCE"]}])
def test_alternative_keys(values):
    assert card(gold(**values), mentions=[recorded(type="COERCE")]).counts()["found"] == 1
    assert card(gold(alt_status="planned"), mentions=[recorded(status="planned")]).figures()["status"] == 1.0


def test_mentions_a_note_lets_stand_beside():
    asked = gold("Chad will send 300 soldiers", event="MOBILIZE", status="wanted", actors=["TCD"])
    asked["note"] = "REQUEST/actual beside it is as good, cf. another"
    chad = {"words": "Chad will send 300 soldiers", "actors": [party("TCD")]}
    both = [recorded(type="MOBILIZE", status="wanted", **chad), recorded(type="REQUEST", **chad)]
    assert card(asked, mentions=both).counts()["spurious"] == 0
    both.append(recorded(type="REQUEST", status="planned", **chad))
    assert card(asked, mentions=both).counts()["spurious"] == 1


def test_several_mentions_for_one():
    note = "three mentions, one a village, are as good"
    assert card(gold(note=note), mentions=[recorded(), recorded(), recorded()]).counts()["spurious"] == 0
    assert card(gold(note=note), mentions=[recorded() for _ in range(4)]).counts()["spurious"] == 1


def test_report_that_was_not_read_is_missed():
    result = score([GoldReport("two", (gold_mention(gold()),), None)], [document()], [recorded()])
    assert result.counts() == {"gold": 1, "found": 0, "matched": 0, "spurious": 0, "unread": 1}


def test_quote_is_found_through_blanks_and_quotation_marks():
    text = "It said “Juba's\u00a0troops left Malakal” on Monday."
    left = gold('"Juba’s troops left Malakal"', event="RETREAT", actors=["SSD"])
    one = recorded("troops left", text, type="RETREAT", actors=[party("SSD")])
    assert card(left, mentions=[one], text=text).counts()["found"] == 1


def test_outlets_of_the_gold_document_lead_no_chain(tmp_path):
    row = gold("Chad will send 300 soldiers", sources=[{"name": "Issa Maloua", "kind": "official"}], actors=["TCD"])
    (tmp_path / "statements.jsonl").write_text(json.dumps(row) + "\n\n", "utf-8")
    credit = {"id": "one", "publisher": "The Test Post", "credit": "(Radio Ndjamena)", "traps": ["a doctor"]}
    (tmp_path / "documents.jsonl").write_text(json.dumps(credit), "utf-8")
    chain = [link("Radio Ndjamena", "media"), link("Defence Minister Maloua")]
    one = recorded("Chad will send 300 soldiers", sources=chain, actors=[party("TCD")])
    result = score(load_gold([tmp_path]), [document(publisher=None)], [one | {"type": "ASSAULT"}])
    assert result.figures()["chain"] == 1.0
    assert result.leaked() == [("one", "a doctor")]


def test_gold_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="no gold here"):
        load_gold([tmp_path])
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold()) + "\n{", "utf-8")
    with pytest.raises(ConfigError, match=r"gold\.jsonl:2: not a line of JSON"):
        load_gold([tmp_path / "gold.jsonl"])


def test_card_as_text():
    lines = str(card(gold(), mentions=[recorded(), recorded("Khartoum did not comment")])).splitlines()
    assert lines[0] == "1 gold mentions, 1 found; 2 recorded, 1 without gold"
    assert lines[1] == "found 1.000  precision 0.500  f1 0.667"
    assert lines[-1].split() == ["ASSAULT", "1", "1.00", "2", "0.50"]


def test_sentences_end_where_they_end():
    assert TEXT.count("\n") == 2
    far = recorded("Khartoum did not comment")
    assert card(gold(), mentions=[far]).counts()["spurious"] == 1

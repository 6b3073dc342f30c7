"""MUC-4: how capitals become text, and how mentions are laid beside incidents. The reports are our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.quality import muc
from benchmarks.quality.muc import Tally, likeness, paragraphs, stage_of, truecase
from tests.makers import mention, when

TEMPLATE = {
    "INCIDENT: TYPE": ["BOMBING"],
    "INCIDENT: DATE": ["3 JAN 90"],
    "INCIDENT: LOCATION": ["TOGO: KARA (CITY)"],
    "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
    **{slot: ["-"] for slot in muc.FILLS},
    "HUM TGT: DESCRIPTION": ['"FARMERS"'],
}


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(muc, "is_known", lambda word: word not in ("kara", "lomotey"))


@pytest.mark.parametrize(
    ("capitals", "cased"),
    [
        ("A BOMB WENT OFF IN KARA. NOBODY DIED.", "A bomb went off in Kara. Nobody died."),
        ("THE FRENCH ARMY AND THE U.S. EMBASSY", "The French army and the U.S. embassy"),
        ("POLICE SAID THAT GEN LOMOTEY FLED", "Police said that gen Lomotey fled"),
        ("THE FBK DID IT", "The FBK did it"),
    ],
)
def test_truecase(capitals: str, cased: str) -> None:
    assert truecase(capitals) == cased
    assert truecase(capitals).upper() == capitals


def test_paragraphs_lose_dateline_and_notes() -> None:
    text = "   LOME, 3 JAN 90 (X) -- [REPORT] [TEXT] A BOMB\nWENT OFF.\n\n   IT [WORD INDISTINCT] KILLED."
    assert paragraphs(text) == ["A BOMB WENT OFF.", "IT KILLED."]


@pytest.mark.parametrize(
    ("told", "sentence", "score"),
    [
        (mention(type="ASSAULT"), "Bombs hit farmers in Kara", 2),
        (mention(type="ASSAULT", when=when("1990-01-03")), "Bombs hit farmers", 2),
        (mention(type="ASSAULT", when=when("1990-01-04")), "Bombs hit a mill in Togo", 0),
        (mention(type="AID"), "Flour reached farmers in Kara", 0),
    ],
)
def test_a_mention_fits_by_type_and_by_who_where_or_when(told: object, sentence: str, score: int) -> None:
    assert likeness(told, sentence, TEMPLATE) == score  # type: ignore[arg-type]


def test_stages_and_figures() -> None:
    planned = mention(type="ASSAULT", status="planned")
    assert stage_of(planned) == stage_of(mention(type="THREATEN")) == "THREATENED"
    assert stage_of(replace(planned, status="denied")) == "NONE"
    tally = Tally(reports=2, incidents=4, found=2, false=1)
    tally.stages["ACCOMPLISHED", "ACCOMPLISHED"] = 1
    tally.stages["ACCOMPLISHED / ATTEMPTED", "THREATENED"] = 1
    assert (tally.recall, tally.agreement) == (0.5, 0.5)
    assert "found 0.500" in str(tally)

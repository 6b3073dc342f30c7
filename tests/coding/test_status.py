"""Status: the probes, the rows of the table with their examples, and the parts of the judgement."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.status import StatusTable, judge
from dateline.coding.status.operators import DISTANCE, Operator, combine, fold
from dateline.coding.status.table import COLUMNS, VALUES, Wording, load_status
from dateline.errors import TableError
from dateline.model import STATUSES, Sentence, Source, Span, Statement, Token
from dateline.parsing.spacy import SpacyParser

PROBES = Path(__file__).with_name("probes.csv")
TABLE = StatusTable.load()

# What the example of a row may come to, where the row's status depends on the deed.
MEANINGS = {
    "possible": ("considered", "feared"),
    "expectable": ("planned", "expected"),
    "ability": ("actual", "considered", "feared"),
    "announced": ("planned", "actual"),
    "reviewed": ("considered",),
    "believed": ("feared",),
    "warned": ("feared",),
    "prevented": ("denied", "feared"),
    "known": ("actual",),
    "done": ("actual",),
    "none": (None,),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """One sentence with its deed marked, who says it, and what the deed should be."""

    construction: str
    sentence: str
    status: str
    background: str
    speaker: str
    force: str


def probes() -> list[Probe]:
    with PROBES.open(encoding="utf-8", newline="") as file:
        return [Probe(**row) for row in csv.DictReader(file)]


@pytest.fixture(scope="session")
def marked(parser: SpacyParser) -> Marked:
    """Parses every marked sentence of the probes and the table in one go."""
    texts = [p.sentence for p in probes()]
    texts += [text for w in TABLE.wordings for text in (w.example, w.counterexample)]
    return Marked(parser, list(dict.fromkeys(texts)))


class Marked:
    """Sentences with the deed between asterisks: found by the marked text."""

    def __init__(self, parser: SpacyParser, texts: list[str]) -> None:
        plain = [text.replace("*", "") for text in texts]
        self.found = {
            text: self._at(text, parsed) for text, parsed in zip(texts, parser.sentences(plain), strict=True)
        }

    @staticmethod
    def _at(text: str, parsed) -> tuple[Sentence, Token]:
        place = text.index("*")
        for number, (tokens, entities) in enumerate(parsed):
            for token in tokens:
                if token.start <= place < token.end:
                    return Sentence(number, tokens[0].start, tokens[-1].end, tokens, entities, 0), token
        raise AssertionError(text)

    def status(self, text: str) -> str | None:
        return judge(*self.found[text], None, knowledge=TABLE).status


def statement(probe: Probe) -> Statement | None:
    if not probe.speaker:
        return None
    chain = (Source(probe.speaker, "official", "said", probe.speaker, None, None, "test"),)
    content = (Span(0, len(probe.sentence)),)
    return Statement("s", "d", chain, content, Span(900, 905), probe.force, "indirect", "test")


def test_there_are_probes_enough_and_each_is_its_own():
    found = probes()
    assert len(found) >= 150
    assert len({p.sentence for p in found if not p.force}) == len([p for p in found if not p.force])
    assert len({p.construction for p in found}) == len(found)


@pytest.mark.parametrize("probe", probes(), ids=lambda p: p.construction)
def test_a_construction_has_its_status(marked, probe):
    verdict = judge(*marked.found[probe.sentence], statement(probe), knowledge=TABLE)
    assert (verdict.status or "none", verdict.background) == (probe.status, probe.background == "yes"), (
        verdict.reasons
    )


# The table: each row does what it says


def meanings(wording: Wording) -> tuple[str | None, ...]:
    return MEANINGS.get(wording.status, (wording.status,))


@pytest.mark.parametrize("wording", TABLE.wordings, ids=lambda w: f"{w.line}:{w.kind}:{' '.join(w.words)}")
def test_a_row_codes_its_example_and_not_its_counterexample(marked, wording):
    example, counterexample = marked.status(wording.example), marked.status(wording.counterexample)
    if wording.status:
        assert example in meanings(wording)
        assert counterexample not in meanings(wording)
    else:  # a class of words has no status of its own: the two sentences must come apart
        assert example != counterexample


def test_the_table_is_sorted():
    rows = [(w.kind, " ".join(w.words), " ".join(w.frames)) for w in TABLE.wordings]
    assert rows == sorted(rows)


GOOD_ROW = "plan,predicate,to,planned,denied,Lima plans to *leave*.,Lima does not plan to *leave*."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("plan,predicate,to,planned,denied,Lima plans to *leave*.", "6 cells instead of 7"),
        (GOOD_ROW.replace("predicate", "verb"), "unknown kind 'verb'"),
        (GOOD_ROW.replace("planned", "plan"), "unknown status 'plan'"),
        (GOOD_ROW.replace(",to,", ",too,"), "unknown frame 'too'"),
        (GOOD_ROW.replace(",to,", ",,"), "a predicate needs a frame and a status"),
        (GOOD_ROW.replace("plans to *leave*", "plans to leave"), "the example must mark one deed"),
        (GOOD_ROW.replace("plan,", ",", 1), "no words"),
        (GOOD_ROW + "\n" + GOOD_ROW, "is there twice"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row, why):
    path = tmp_path / "status.csv"
    path.write_text(",".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=why) as error:
        load_status(path)
    assert str(error.value).startswith("status.csv:")


def test_a_table_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "status.csv"
    path.write_text("words,status\n", encoding="utf-8")
    with pytest.raises(TableError, match="the columns must be"):
        load_status(path)


# The combination of statuses

OUTER = st.sampled_from([*DISTANCE, "denied", "none", "warned", "prevented", "done"])
INNER = st.sampled_from([*DISTANCE, "denied", "none", "prevented"])


@given(st.lists(OUTER, max_size=5), st.sampled_from(STATUSES), st.booleans())
def test_any_nesting_comes_to_a_status_of_the_record(outer, innermost, hostile):
    operators = [Operator(status, Span(n, n + 1), "test", status) for n, status in enumerate(outer)]
    status, decided = fold(operators, innermost, hostile=hostile)
    assert status in (*STATUSES, "none")
    assert decided is not None or status == innermost


@given(OUTER)
def test_nothing_comes_out_of_no_event(status):
    assert combine(status, "none") == "none"
    assert combine("none", status) == "none"


@given(INNER)
def test_a_fact_above_changes_nothing(inner):
    assert combine("actual", inner) == inner


@given(INNER)
def test_an_if_always_shows(inner):
    assert combine("conditional", inner) in ("conditional", "none")


@pytest.mark.parametrize(
    ("outer", "inner", "whole"),
    [
        ("denied", "planned", "denied"),
        ("denied", "denied", "actual"),
        ("denied", "prevented", "actual"),
        ("planned", "denied", "denied"),
        ("planned", "considered", "considered"),
        ("expected", "planned", "expected"),
        ("feared", "planned", "feared"),
        ("wanted", "considered", "wanted"),
        ("attempted", "prevented", "actual"),
        ("wanted", "prevented", "feared"),
        ("warned", "actual", "actual"),
        ("warned", "planned", "feared"),
        ("warned", "conditional", "conditional"),
    ],
)
def test_two_statuses_combine(outer, inner, whole):
    assert combine(outer, inner) == whole


# Reasons and bad trees


def test_every_verdict_has_the_words_that_decided(marked):
    for probe in probes():
        sentence, trigger = marked.found[probe.sentence]
        verdict = judge(sentence, trigger, statement(probe), knowledge=TABLE)
        assert verdict.reasons[0].field == "status"
        assert verdict.reasons[0].text
        for reason in verdict.reasons:
            if reason.span is not None and reason.rule != "status.cue":
                assert sentence.span.covers(reason.span)
        if verdict.status != "actual":
            assert verdict.reasons[0].span is not None


def test_the_default_of_the_rule_stands_where_no_word_says_more(marked):
    sentence, trigger = marked.found["Ethiopia *sent* 4000 soldiers to the border."]
    assert judge(sentence, trigger, None, default="planned", knowledge=TABLE).status == "planned"


@pytest.mark.parametrize(
    ("text", "read", "status"),
    [
        ("Ankara will not *hesitate* to bomb the camp.", ("will", "not"), "actual"),
        ("Ankara might not *hesitate* to bomb the camp.", ("not",), "actual"),
        ("If Ankara will not *hesitate*, others may.", ("will", "not"), "conditional"),
        ("Lima denied that Quito would not *hesitate*.", ("would", "not"), "denied"),
        ("Four envoys were told to *leave*.", ("told",), "actual"),
        ("Four envoys may be told to *leave*.", ("told",), "considered"),
    ],
)
def test_a_rule_of_fixed_status_has_read_its_own_words(parser, text, read, status):
    sentence, trigger = Marked(parser, [text]).found[text]
    words = [t for t in sentence.tokens if t.text in read]
    assert judge(sentence, trigger, None, fixed=words, knowledge=TABLE).status == status


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("The envoy said Accra would act if Lomé attacked.", "conditional"),
        ("The envoy asked if Lomé had attacked.", "planned"),
        ("The envoy said Accra was calm.", "planned"),
    ],
)
def test_an_if_in_the_sentence_before_still_holds_what_would_be(parser, before, status):
    text = "Accra would *bomb* the bridges."
    (tokens, entities), (first, names) = (
        next(iter(parser.sentences([t])))[0] for t in (text.replace("*", ""), before)
    )
    sentence = Sentence(1, tokens[0].start, tokens[-1].end, tokens, entities, 0)
    trigger = next(t for t in sentence.tokens if t.text == "bomb")
    said = statement(Probe("", text.replace("*", ""), "", "", "envoy", ""))
    earlier = Sentence(0, first[0].start, first[-1].end, first, names, 0)
    assert judge(sentence, trigger, said, before=earlier, knowledge=TABLE).status == status


def test_a_year_of_publication_keeps_its_own_events_out_of_the_background(marked):
    sentence, trigger = marked.found["Argentina *invaded* the islands in 1982."]
    assert judge(sentence, trigger, None, knowledge=TABLE, year=2022).background
    assert not judge(sentence, trigger, None, knowledge=TABLE, year=1982).background


@given(st.data())
def test_any_tree_gives_a_verdict(data):
    """No shape of a tree, however wrong, makes the judgement fail or run on."""
    order = data.draw(st.permutations(range(data.draw(st.integers(1, 8)))))
    heads = {index: data.draw(st.sampled_from(order[:place] or [index])) for place, index in enumerate(order)}
    words = ["if", "plans", "to", "not", "attack", "said", "of", "no"]
    deps = ["ROOT", "xcomp", "pobj", "prep", "conj", "advcl", "neg", "aux", "nsubj", "dobj", "acl", "relcl"]
    tags = ["VB", "VBD", "NN", "IN", "MD", "TO", "RB", "DT"]
    tokens = []
    for index in range(len(order)):
        word = data.draw(st.sampled_from(words))
        tag = data.draw(st.sampled_from(tags))
        pos = {"V": "VERB", "N": "NOUN", "I": "ADP", "M": "AUX"}.get(tag[0], "X")
        dep = data.draw(st.sampled_from(deps))
        tokens.append(Token(index, index * 8, index * 8 + len(word), word, word, pos, tag, dep, heads[index]))
    sentence = Sentence(0, 0, len(order) * 8, tuple(tokens), (), 0)
    for trigger in tokens:
        verdict = judge(sentence, trigger, None, knowledge=TABLE)
        assert verdict.status is None or verdict.status in STATUSES
        assert verdict.reasons


def test_the_values_of_the_table_are_all_used():
    used = {w.status for w in TABLE.wordings} | {w.negated for w in TABLE.wordings}
    assert set(VALUES) <= used | {"expectable"}

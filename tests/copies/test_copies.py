"""Which documents are copies, of whom, and which only tell of the same event."""

from __future__ import annotations

import pytest

from dateline.copies import compare, copy_pairs, find_copies, sketch
from dateline.model import Block, Document, Fact, Published, Span

WIRE = (
    "Two patrol boats fired warning shots near the disputed reef on Tuesday, the coast guard said.\n"
    "Nobody was hurt, but one fishing vessel turned back with a damaged bow, according to its owner.\n"
    "The foreign ministry summoned the ambassador and asked for an explanation within two days.\n"
    "Both navies have kept ships around the reef since the collision of last spring, when a trawler sank.\n"
    "A hotline that the two capitals agreed on in March has not been used so far, diplomats said."
)
LINES = WIRE.split("\n")
LOCAL = "The mayor of our harbour town said local boats would stay in port until the matter was settled."
EDITED = (
    WIRE.replace("summoned", "called in")
    .replace("Nobody was hurt, but one", "No one was hurt; a")
    .replace("asked for an explanation", "demanded an explanation")
)
INDEPENDENT = (
    "Warning shots were fired at fishermen off the contested reef this week, an incident that the coast"
    " guard played down.\nThe owner of a vessel that limped home told this newspaper he had feared for his"
    " crew.\nDiplomats said nobody had picked up the hotline set up in spring."
)
HOST = "\n".join(
    [
        "Prices of tuna rose again at the market hall, traders said on Wednesday, as fewer boats put out to sea.",
        LINES[0],
        LINES[1],
        "A kilo now costs twice what it did at New Year, and restaurants have begun to change their menus.",
        "Insurance for small boats has become dearer too, and two cooperatives are thinking of giving up.",
        "The weather service expects the north wind to last until the end of the week.",
    ]
)


def document(
    name: str,
    text: str,
    *,
    publisher: str | None = None,
    credited: tuple[str, ...] = (),
    told: str | None = None,
    correction: str | None = None,
) -> Document:
    blocks = [Block("body", Span(0, len(text)), "test")]
    if correction:
        blocks.append(Block("correction", Span(len(text) + 1, len(text) + 1 + len(correction)), "test"))
        text = f"{text}\n{correction}"
    paper = Fact(publisher, publisher, None, None, "test") if publisher else None
    published = Published(told, told, "minute", told, None, None, "test") if told else None
    return Document(
        name,
        name,
        name,
        text,
        tuple(blocks),
        (),
        (),
        None,
        None,
        paper,
        None,
        None,
        published,
        None,
        "en",
        credited,
    )


PAIRS = [
    ("verbatim", WIRE, True),
    ("other case and quotes", WIRE.upper(), True),
    ("trimmed", "\n".join(LINES[:3]), True),
    ("extended", f"{LOCAL}\n{WIRE}\n{LOCAL}", True),
    ("edited", EDITED, True),
    ("two paragraphs inside another report", HOST, True),
    ("same event in own words", INDEPENDENT, False),
    ("nothing in common", LOCAL, False),
    ("empty", "", False),
]


@pytest.mark.parametrize(("kind", "text", "copied"), PAIRS, ids=[case[0] for case in PAIRS])
def test_what_is_a_copy(kind: str, text: str, copied: bool) -> None:
    pair = compare(sketch(document("a", WIRE)), sketch(document("b", text)))
    assert (pair is not None) is copied


def test_passages_hold_the_shared_words() -> None:
    host = f"{LOCAL}\n{LINES[1]}\n{LINES[2]}"
    pair = compare(sketch(document("a", WIRE)), sketch(document("b", host)))
    assert pair is not None
    shared = {p.second.of(host) for p in pair.passages}
    assert f"{LINES[1]}\n{LINES[2]}".rstrip(".") in shared
    assert all(p.first.of(WIRE) == p.second.of(host) for p in pair.passages)


def test_a_new_document_joins_without_the_others_being_compared_again() -> None:
    sketches = [sketch(document(f"d{n}", text)) for n, (_, text, _) in enumerate(PAIRS)]
    for known in range(len(sketches)):
        before, after = copy_pairs(sketches[:known]), copy_pairs(sketches, known)
        assert sorted(before + after, key=repr) == sorted(copy_pairs(sketches), key=repr)


def test_partitions_do_not_change_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    sketches = [sketch(document(f"d{n}", text)) for n, (_, text, _) in enumerate(PAIRS)]
    whole = copy_pairs(sketches)
    monkeypatch.setattr("dateline.copies.pairs.PARTITION", 50)
    assert copy_pairs(sketches) == whole


def test_the_credited_outlet_is_the_origin() -> None:
    wire = document("w", WIRE, publisher="Reuters", told="2019-05-02T10:00:00+00:00")
    paper = document(
        "p", WIRE, publisher="Harbour Post", credited=("Reuters",), told="2019-05-02T09:00:00+00:00"
    )
    trimmed = document("t", "\n".join(LINES[:3]), publisher="Gazette", credited=("Reuters",))
    (family,) = find_copies([paper, trimmed, wire])
    assert family.origin == "w"
    assert {m.document_id: m.relation for m in family.members} == {
        "w": "original",
        "p": "reprint",
        "t": "trimmed",
    }
    assert "credit Reuters" in family.reasons[0]


def test_a_correction_is_told_from_its_notice() -> None:
    first = document("a", WIRE, publisher="Courier", told="2019-05-02T10:00:00+00:00")
    second = document(
        "b", WIRE.replace("Two patrol", "Three patrol"), publisher="Courier", correction="Correction: two."
    )
    (family,) = find_copies([first, second])
    assert family.origin == "a"
    assert {m.document_id: m.relation for m in family.members} == {"a": "original", "b": "correction"}


def test_the_origin_is_not_guessed() -> None:
    (family,) = find_copies([document("a", WIRE), document("b", WIRE)])
    assert family.origin is None
    assert [m.relation for m in family.members] == ["copy", "copy"]


def test_a_page_that_quotes_two_reports_does_not_join_them() -> None:
    other = " ".join(f"item{n} went to lot{n % 7} in hall{n % 5}" for n in range(60))
    quoting = "\n".join(
        [*LINES[:2], other[:400], LOCAL, "And so the week ended for the traders of the town."]
    )
    families = find_copies([document("a", WIRE), document("b", other), document("q", quoting)])
    assert all({m.document_id for m in family.members} != {"a", "b", "q"} for family in families)

"""Saved pages: main text, facts of the metadata, and the way back to the markup."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cleaning import Furniture, clean, extraction
from dateline.cleaning.extraction import find_main
from dateline.cleaning.lines import Line, Run
from dateline.cleaning.markup import attributes_of, read_page
from dateline.errors import UnreadableItem
from dateline.model import Document, Span
from tests.makers import item

FIRST = (
    "Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said."
)
SECOND = "Army spokesman Moussa Keita told reporters that his soldiers hold the bridge and both roads to Gao."
THIRD = "Keita said that more soldiers would arrive from Gao within days and that the town would be held."
HEADLINE = "Army retakes border town of Ansongo"


def page(head: str = "", above: str = "", inside: str = "", below: str = "", title: str = HEADLINE) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/w'>War in Yemen</a></nav><main><article><h1>{HEADLINE}</h1>{above}"
        f"<p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p></article>{below}</main>"
        "<footer><p>&copy; 2025 The Sahel Courier. All rights reserved.</p></footer></body></html>"
    )


def read(text: str, furniture: Furniture, **values: object) -> Document:
    return clean(item(text, "page.html", format="html", **values), furniture)


def bodies(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind == "body"]


@pytest.mark.parametrize(
    "inside",
    [
        "<div class='inline-related'><b>Read also:</b> <a href='/1'>Flood closes Lagos bridge</a></div>",
        "<aside><h4>More</h4><ul><li>Flood closes Lagos bridge</li></ul></aside>",
        "<figure><img src='x'><figcaption>Lagos bridge in 2011. Archive</figcaption></figure>",
        "<div class='photo'><i>Archive: the Lagos bridge, 2011</i></div>",
        "<p>Photo: the Lagos bridge, 2011</p>",
        "<div class='newsletter'><p>Get news of Lagos in your inbox.</p></div>",
        "<p><b>Twenty years of the Lagos bridge: <a href='/d'>read our dossier</a></b></p>",
        "<!-- <p>Flood closes Lagos bridge</p> --><script>var x = '<p>Lagos</p>';</script><style>.Lagos{}</style>",
        "<p>ADVERTISEMENT</p><div class='ad'>Fly to Lagos</div>",
    ],
)
def test_furniture_inside_the_article_is_set_aside(inside, furniture):
    document = read(page(inside=inside), furniture)
    assert bodies(document) == [FIRST, SECOND, THIRD]
    assert "Lagos" not in document.text


@pytest.mark.parametrize(
    ("head", "above", "title", "publisher", "rule"),
    [
        (
            "<meta property='og:site_name' content='The Sahel Courier'>",
            "",
            HEADLINE,
            "The Sahel Courier",
            "publisher.meta.og:site_name",
        ),
        ("", "", f"{HEADLINE} | The Sahel Courier", "The Sahel Courier", "publisher.title"),
        ("", "", HEADLINE, "The Sahel Courier", "publisher.copyright"),
        (
            "<script type='application/ld+json'>"
            + json.dumps({"@type": "NewsArticle", "publisher": {"name": "Courier"}})
            + "</script>",
            "",
            f"{HEADLINE} | The Sahel Courier",
            "Courier",
            "publisher.json-ld",
        ),
    ],
)
def test_the_publisher_by_priority(head, above, title, publisher, rule, furniture):
    fact = read(page(head, above, title=title), furniture).publisher
    assert fact is not None
    assert (fact.value, fact.rule) == (publisher, rule)


def ld(**values: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **values})}</script>"


@pytest.mark.parametrize(
    ("head", "above", "written", "rule"),
    [
        (
            ld(datePublished="2019-03-03T14:20:00+01:00", dateModified="2024-01-01"),
            "",
            "2019-03-03T14:20:00+01:00",
            "published.json-ld",
        ),
        (ld(dateModified="2024-01-01T00:00:00Z"), "", None, None),
        (
            "<meta property='article:published_time' content='2019-03-03T14:20:00Z'>",
            "",
            "2019-03-03T14:20:00+00:00",
            "published.meta.article:published_time",
        ),
        ("<meta property='article:modified_time' content='2024-03-03T14:20:00Z'>", "", None, None),
        (
            "",
            "<p>Published: 3 March 2019, 14:20 (CET) | World desk | 212 views</p>",
            "2019-03-03T14:20:00+01:00",
            "published.line",
        ),
        (
            "",
            "<time datetime='2019-03-03T14:20:00+01:00'>3 March</time>",
            "2019-03-03T14:20:00+01:00",
            "published.time",
        ),
        ("", "<p>Updated 3 March 2024</p>", None, None),
        (
            "<link rel='canonical' href='https://c.example/2019/03/03/army'>",
            "",
            "2019-03-03",
            "published.url",
        ),
        ("<script type='application/ld+json'>{broken</script>", "", None, None),
        (ld(**{"@type": "WebPage"}, datePublished="2019-03-03T14:20:00Z"), "", None, None),
        (
            ld(**{"@type": "WebPage"}, datePublished="2019-03-03T14:20:00Z"),
            "<p>3 March 2019</p>",
            "2019-03-03T14:20:00+00:00",
            "published.json-ld",
        ),
        (
            "",
            "<abbr itemprop='datePublished' title='2019-03-03T14:20:00Z'>3 March</abbr>",
            "2019-03-03T14:20:00+00:00",
            "published.time",
        ),
        (
            "",
            "<p>Soldiers from Gao crossed the river at dawn and met no fire</p><p>3 March 2019</p>",
            "2019-03-03",
            "published.line",
        ),
        ("", "<p>Last reviewed: <time datetime='2019-03-03'>3 March</time></p>", None, None),
        ("", f"<p>{THIRD}</p>" * 9 + "<p>3 March 2019</p>", None, None),
    ],
)
def test_the_time_by_priority(head, above, written, rule, furniture):
    published = read(page(head, above), furniture).published
    assert (published.written if published else None, published.rule if published else None) == (
        written,
        rule,
    )


def test_the_time_beside_the_headline_is_taken(furniture):
    below = (
        "<div>" + "<p>Flood closes bridge</p>" * 200 + "<time datetime='2020-01-01'>1 January</time></div>"
    )
    document = read(page(above="<time datetime='2019-03-03'>3 March</time>", below=below), furniture)
    assert document.published is not None
    assert document.published.written == "2019-03-03"


PARAGRAPHS = [
    FIRST,
    SECOND,
    THIRD,
    "The governor of Gao said on Monday that schools in Ansongo would open again.",
]


def report(*inside: str, below: str = "") -> str:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:3])
    return (
        f"<html><body><article><h1>{HEADLINE}</h1><div class='text'>{text}{''.join(inside)}<p>{PARAGRAPHS[3]}</p>"
        f"</div></article>{below}</body></html>"
    )


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<h2><a href='/gao'>What the governor of Gao promised</a></h2>", "What the governor"),
        ("<table><tr><td>Killed</td><td>14</td></tr><tr><td>Wounded</td><td>31</td></tr></table>", "31"),
        (
            "<p>Discussion</p><p>The river town was taken twice in ten years, and both times it was retaken.</p>",
            "twice",
        ),
    ],
)
def test_body_that_only_its_neighbours_speak_against_stays(inside, kept, furniture):
    assert kept in read(report(inside), furniture).text


def test_a_kicker_is_no_part_of_the_headline(furniture):
    kicked = page(ld(headline=HEADLINE)).replace(f"<h1>{HEADLINE}", f"<h1><span>Mali</span> {HEADLINE}")
    headline = read(kicked, furniture).headline
    assert headline is not None
    assert (headline.value, headline.text) == (HEADLINE, f"Mali {HEADLINE}")


def test_a_box_below_with_the_page_s_title_is_no_headline(furniture):
    document = read(
        report(below=f"<div><h1>{HEADLINE}</h1><p>Share your view of it with us.</p></div>"), furniture
    )
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "headline"] == [HEADLINE]
    assert bodies(document)[:3] == PARAGRAPHS[:3]


@pytest.mark.parametrize(
    ("lines", "extracted", "found"),
    [
        (
            ["About", "The army left.", "About", "It went to Gao in the north."],
            "The army left.\nAbout\nIt went to Gao in the north.",
            {1, 2, 3},
        ),
        (
            ["Killed", "14", "The army left the town at dawn."],
            "| Killed | 14 |\nThe army left the town at dawn.",
            {0, 1, 2},
        ),
        (
            ["The army left Ansongo on Monday at dawn (see map) and crossed the river near Gao.", "Map"],
            "The army left Ansongo on Monday at dawn and crossed the river near Gao.",
            {0},
        ),
        (["One", "Two"], "", set()),
    ],
)
def test_the_library_s_text_is_found_among_the_lines(lines, extracted, found):
    shown = [Line(text, (Run(0, len(text), 100 * n),)) for n, text in enumerate(lines)]
    assert find_main(shown, extracted) == found


@pytest.mark.parametrize(("first", "asked"), [(f"{FIRST}\n{SECOND}", 1), ("Home", 2)])
def test_second_opinions_are_asked_only_where_the_first_finds_little(first, asked, monkeypatch):
    calls = []

    def extract(source: str, *, fast: bool = False) -> str:
        calls.append(fast)
        return first if fast else f"{FIRST}\n{SECOND}\n{THIRD}"

    monkeypatch.setattr(extraction, "extract", extract)
    shown = [
        Line(text, (Run(0, len(text), 200 * n),)) for n, text in enumerate(("Home", FIRST, SECOND, THIRD))
    ]
    found = extraction.main_lines(shown, "")
    assert calls == [True, False][:asked]
    assert found == ({1, 2} if asked == 1 else {1, 2, 3})


def test_a_date_of_the_page_is_no_date_of_the_report(furniture):
    document = read(page(below="<p class='today'>Thursday, 9 January 2025</p>"), furniture)
    assert document.published is None
    assert document.undated_reason


def test_head_line_is_cut_into_its_facts(furniture):
    document = read(
        page(above="<p>Published: 3 March 2019, 14:20 (CET) | World desk | 212 views</p>"), furniture
    )
    assert document.byline is not None
    assert document.byline.value == "World desk"
    assert "212" not in document.text


@pytest.mark.parametrize(
    "tail", ["<p>(Reporting by Jane Doe in Bamako; Editing by John Roe)</p>", "<p class='credit'>(AFP)</p>"]
)
def test_a_credit_line_is_kept(tail, furniture):
    document = read(page(below=tail), furniture)
    assert document.credit is not None


def test_a_correction_is_kept(furniture):
    notice = "Correction: An earlier version of this report gave a wrong name of the town."
    document = read(page(below=f"<p>{notice}</p>"), furniture)
    assert [block.span.of(document.text) for block in document.blocks if block.kind == "correction"] == [
        notice
    ]


def test_spans_lead_back_to_the_markup(furniture):
    text = page(
        inside="<p>The army&rsquo;s spokesman <b>Moussa</b> Keita gave no&nbsp;number of the dead, soldiers said.</p>"
    )
    document = read(text, furniture)
    for run in document.offsets:
        shown = document.text[run.start : run.end]
        assert shown.split() == text[run.item_start : run.item_start + run.end - run.start].split()
    at = document.text.index("Moussa", document.text.index("army’s"))
    assert document.item_span(Span(at, at + 6)) is not None
    assert document.item_span(Span(at, at + 12)) is None  # a tag stands between


def test_a_page_without_text_is_unreadable(furniture):
    with pytest.raises(UnreadableItem):
        read("<html><body><nav>Home</nav></body></html>", furniture)


def test_a_stated_synthetic_item_is_marked(furniture):
    assert read(page(), furniture, metadata=(("synthetic", "true"),)).synthetic
    assert not read(page(), furniture).synthetic


@pytest.mark.parametrize(
    ("written", "attributes"),
    [
        ("class='a b' id=x", {"class": "a b", "id": "x"}),
        ('content="a &amp; b" hidden', {"content": "a & b", "hidden": ""}),
        ("a=1 a=2", {"a": "1"}),
    ],
)
def test_attributes(written, attributes):
    assert attributes_of(written) == attributes


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/=\"'!-& ;apbdivscriptx#1\n")), max_size=300))
def test_any_markup_gives_lines_that_stand_in_it(text):
    for line in read_page(text).lines:
        for run in line.runs:
            shown = line.text[run.start : run.end]
            assert shown.split() == text[run.item_start : run.item_start + run.end - run.start].split()


@pytest.mark.parametrize(
    "bomb",
    ["<a b='" * 5000, "<!--" * 20000, "<script>" * 5000, "<div>" * 20000 + "x", "<" * 50000, "&" * 50000],
)
def test_malformed_markup_takes_little_time(bomb):
    read_page(bomb)

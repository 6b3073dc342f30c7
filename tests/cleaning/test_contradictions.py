"""The markup of a page against its visible lines."""

from __future__ import annotations

import json

import pytest

from dateline.cleaning import Furniture, clean
from tests.makers import item

HEADLINE = "Army retakes border town of Ansongo"
FIRST = (
    "Malian soldiers retook the border town of Ansongo on Sunday after two days of fighting, the army said."
)
SECOND = "Army spokesman Moussa Keita told reporters that his soldiers hold the bridge and both roads to Gao."


def read(furniture: Furniture, above: str = "", lang: str = "en", title: str = HEADLINE, **linked: object):
    data = json.dumps({"@type": "NewsArticle", **linked})
    page = (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>{title}</title>"
        f"<script type='application/ld+json'>{data}</script></head><body><main><article><h1>{HEADLINE}</h1>"
        f"{above}<p>{FIRST}</p><p>{SECOND}</p></article></main></body></html>"
    )
    document = clean(item(page, "page.html", format="html"), furniture)
    return [(one.field, one.value, one.beside, one.origin) for one in document.conflicts]


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("en-ZA", []),
        ("", []),
        ("fr-FR", [("language", "en", "fr-FR", "the page's markup")]),
    ],
)
def test_the_language_that_the_page_names(lang, found, furniture):
    assert read(furniture, lang=lang) == found


@pytest.mark.parametrize(
    ("title", "differs"),
    [
        (HEADLINE, False),
        (f"{HEADLINE} | The Sahel Courier", False),
        ("Mali: soldiers back in Ansongo", False),
        ("Recipes: ten soups for winter evenings", True),
    ],
)
def test_the_headline_of_the_markup(title, differs, furniture):
    found = read(furniture, title=title)
    assert found == ([("headline", HEADLINE, title, "the page's markup")] if differs else [])


@pytest.mark.parametrize(
    ("shown", "told", "differs"),
    [
        ("By Awa Diallo", "Awa Diallo", False),
        ("By Awa Diallo", "Jon Ekman", True),
        ("By Awa Diallo", "Sahel Courier Staff", False),
    ],
)
def test_the_author_of_the_markup(shown, told, differs, furniture):
    found = read(furniture, above=f"<p>{shown}</p>", author={"name": told})
    assert found == ([("byline", "Awa Diallo", told, "the page's markup")] if differs else [])


@pytest.mark.parametrize(
    ("lines", "changed", "beside"),
    [
        (["3 March 2019"], None, None),
        (["4 March 2019"], None, None),
        (["Updated 9 March 2019"], None, None),
        (["9 March 2019"], "2019-03-09T08:00:00Z", None),
        (["9 March 2019"], None, "2019-03-09"),
        (["9 March 2019", "3 March 2019"], None, None),
    ],
)
def test_the_day_that_readers_see(lines, changed, beside, furniture):
    linked = {"datePublished": "2019-03-03T22:40:00Z"} | ({"dateModified": changed} if changed else {})
    found = read(furniture, above="".join(f"<p>{line}</p>" for line in lines), **linked)
    told = [("published", "2019-03-03T22:40:00+00:00", beside, "the page's visible text")]
    assert found == (told if beside else [])


def test_an_earlier_day_that_readers_see_goes_before_that_of_the_markup(furniture):
    found = read(furniture, above="<p>9 May 2016</p>", datePublished="2019-03-03T22:40:00Z")
    assert found == [("published", "2016-05-09", "2019-03-03T22:40:00+00:00", "the page's markup")]

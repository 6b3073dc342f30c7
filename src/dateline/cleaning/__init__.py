"""Source item to document: what to keep, what to set aside and why, and the publication facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.beside import beside, conflicts
from dateline.cleaning.bounds import is_page, too_much
from dateline.cleaning.contradictions import shown_otherwise, told_by_markup
from dateline.cleaning.extraction import key
from dateline.cleaning.facts import (
    block_fact,
    byline_fact,
    credit_fact,
    credited_outlets,
    dateline_of,
    published_blocks,
    published_in,
    publisher_fact,
    set_apart,
)
from dateline.cleaning.language import tell_language
from dateline.cleaning.lines import Verdict, text_lines
from dateline.cleaning.markup import Page, read_page
from dateline.cleaning.metadata import PageFacts, make_published, read_metadata, time_beside, url_published
from dateline.cleaning.page import judge_page
from dateline.cleaning.published import read_moment
from dateline.cleaning.repeats import judge_text, repeats_in, set_repeats_aside
from dateline.cleaning.table import Furniture
from dateline.errors import UnreadableItem
from dateline.model import Block, Document, Fact, Offset, Published, SetAside, SourceItem, Span, stable_id
from dateline.readers.base import STATED, STATED_RULE

__all__ = ["Furniture", "clean"]

TITLE_WORDS: Final = 4  # of a headline that may stand behind a kicker
NO_DAY: Final = "no full date with day, month and year stands beside the headline"


def clean(item: SourceItem, furniture: Furniture) -> Document:
    """Make an item readable: keep its report, set its furniture aside with reasons, read its publication facts.

    Raises UnreadableItem where nothing but furniture is found, or the item is too much for a report.
    """
    if why := too_much(item):
        raise UnreadableItem(item.address, "cleaning", why)
    if is_page(item):
        page = read_page(item.text)
        facts = read_metadata(page, item.text, furniture)
        judged = judge_page(page, item.text, furniture, [fact.value for fact in facts.headlines])
        verdicts = set_repeats_aside(judged, repeats_in(item, page.lines))
        return _document(item, verdicts, furniture, page, facts)
    lines = text_lines(item.text)
    verdicts = judge_text(lines, repeats_in(item, lines), furniture)
    return _document(item, verdicts, furniture, None, None)


def _document(
    item: SourceItem,
    verdicts: Sequence[Verdict],
    furniture: Furniture,
    page: Page | None,
    facts: PageFacts | None,
) -> Document:
    text, blocks, offsets = _keep(verdicts)
    if not any(block.kind in ("headline", "body") for block in blocks):
        raise UnreadableItem(
            item.address, "cleaning", "no headline or paragraph among its lines, only furniture"
        )
    dateline = dateline_of(blocks, text, furniture)
    credit = credit_fact(blocks, text, dateline, furniture)
    publisher = (
        (facts.publisher if facts else None) or publisher_fact(blocks, text) or _given(item, "publisher")
    )
    published = _published(item, blocks, offsets, text, furniture, page, facts) or published_in(
        dateline, text, furniture
    )
    told = _language(blocks, text)
    document = Document(
        id=stable_id("document", item.sha256),
        item_id=item.id,
        address=item.address,
        text=text,
        blocks=set_apart(dateline, blocks),
        offsets=offsets,
        set_aside=_set_aside(verdicts),
        headline=_headline(blocks, text, facts) or _given(item, "headline"),
        byline=byline_fact(blocks, text) or (facts.byline if facts else None) or _given(item, "byline"),
        publisher=publisher,
        credit=credit,
        dateline_place=dateline.place,
        published=published,
        undated_reason=None if published else NO_DAY,
        language=dict(item.metadata).get("language") or told,
        credited=credited_outlets(credit, publisher, dateline, furniture),
        synthetic=("synthetic", "true") in item.metadata,
    )
    besides = beside(item.metadata, item.format)
    if facts:
        besides = (*besides, *told_by_markup(document, facts, furniture))
    return replace(document, conflicts=conflicts(document, besides, told))


def _keep(verdicts: Sequence[Verdict]) -> tuple[str, tuple[Block, ...], tuple[Offset, ...]]:
    """Join the kept lines; each keeps its runs into the item."""
    blocks: list[Block] = []
    offsets: list[Offset] = []
    parts: list[str] = []
    at = 0
    for verdict in verdicts:
        if verdict.block is None:
            continue
        line = verdict.line
        parts.append(line.text)
        blocks.append(Block(verdict.block, Span(at, at + len(line.text)), verdict.reason))
        offsets.extend(Offset(at + run.start, at + run.end, run.item_start) for run in line.runs)
        at += len(line.text) + 1
    return "\n".join(parts), tuple(blocks), tuple(offsets)


def _set_aside(verdicts: Sequence[Verdict]) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(one.line.item_start, one.line.item_end, one.furniture, one.reason)
        for one in verdicts
        if one.block is None
    )


def _headline(blocks: Sequence[Block], text: str, facts: PageFacts | None) -> Fact | None:
    shown = block_fact("headline", blocks, text)
    told = facts.headlines if facts else ()
    if shown is None:
        return next((fact for fact in told), None)
    agreed = next((fact for fact in told if key(fact.value) == key(shown.value)), None)
    if agreed is None and (inner := _without_kicker(shown, told)):
        return Fact(inner.value, shown.text, shown.span, None, inner.rule)
    return Fact(shown.value, shown.text, shown.span, None, agreed.rule if agreed else "headline.line")


def _without_kicker(shown: Fact, told: Sequence[Fact]) -> Fact | None:
    """The headline of the metadata that the shown line ends with, after its kicker: "Mali Army retakes town"."""
    return next(
        (
            fact
            for fact in told
            if len(fact.value.split()) >= TITLE_WORDS and key(shown.value).endswith(key(fact.value))
        ),
        None,
    )


def _published(
    item: SourceItem,
    blocks: Sequence[Block],
    offsets: Sequence[Offset],
    text: str,
    furniture: Furniture,
    page: Page | None,
    facts: PageFacts | None,
) -> Published | None:
    """The publication time: as a person stated it, else by the order that `metadata` documents."""
    stated = dict(item.metadata).get(STATED, "")
    if moment := read_moment(stated, furniture.knowledge):
        return make_published(moment, stated, None, None, STATED_RULE)
    found = facts.published if facts else None
    shown = shown_otherwise(facts, blocks, text, furniture) if facts else None
    if found is None or (shown and shown.written < found.written):
        found = shown or next(published_blocks(blocks, text, furniture), None)
    if found is None and page is not None:
        found = time_beside(page, _title_start(blocks, offsets), item.text, furniture)
    beside = dict(item.metadata)
    if found is None and (moment := read_moment(beside.get("published", ""), furniture.knowledge)):
        found = make_published(moment, beside["published"], None, None, "published.beside")
    return found or url_published((facts.url if facts else "") or beside.get("url", ""), item.text, furniture)


def _title_start(blocks: Sequence[Block], offsets: Sequence[Offset]) -> int | None:
    """Where in the item the headline stands."""
    title = next((block.span.start for block in blocks if block.kind == "headline"), None)
    return None if title is None else next((run.item_start for run in offsets if run.start >= title), None)


def _given(item: SourceItem, name: str) -> Fact | None:
    """A fact that came beside the bytes: a column of a table, the header of a message."""
    value = dict(item.metadata).get(name, "")
    return Fact(value, value, None, None, f"{name}.beside") if value else None


def _language(blocks: Sequence[Block], text: str) -> str:
    return tell_language(
        "\n".join(block.span.of(text) for block in blocks if block.kind in ("headline", "body"))
    )

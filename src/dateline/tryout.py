"""A sentence tried out: what the stages make of it, which rules fired, which were near, and what they lacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dateline.coding.match import find_matches
from dateline.coding.parties import Scene, innermost, lookup_of
from dateline.coding.status import judge
from dateline.coding.topics import off_topic
from dateline.coding.trace import Trial, trials
from dateline.kit import Kit
from dateline.model import (
    Block,
    Document,
    Fact,
    Mention,
    Offset,
    Published,
    Sentence,
    Span,
    Statement,
    stable_id,
)
from dateline.pipeline import interpret

OFF_TOPIC: Final = "met, but the text is about sport, culture, business, crime or the like"
NOBODY: Final = "met, but nobody the tables know is a party to it"
GIVEN: Final = "given"  # rule of facts that stand beside the text


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule tried at one trigger: it `fired`, was `beaten` by another rule, was `left` out later, or was `near`."""

    rule: str
    sentence: int
    trigger: Span
    outcome: Literal["fired", "beaten", "left", "near"]
    why: str


@dataclass(frozen=True, slots=True)
class Tryout:
    """All that came of a text."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    tried: tuple[Tried, ...]


def try_text(text: str, kit: Kit, *, on: str | None = None, publisher: str | None = None) -> Tryout:
    """Lead a text through all stages after cleaning: published on a day (ISO), by an outlet, where given."""
    document = bare_document(text, on=on, publisher=publisher)
    told = interpret(document, kit)
    scene = Scene(document, told.sentences, told.statements, told.actors, told.references)
    tried = tuple(one for sentence in told.sentences for one in _tried(sentence, scene, told.mentions, kit))
    return Tryout(document, told.sentences, told.statements, told.mentions, tried)


def bare_document(text: str, *, on: str | None = None, publisher: str | None = None) -> Document:
    """A document of one paragraph, as if cleaned."""
    text = " ".join(text.split())
    day = Published(on, None, "day", on, None, None, GIVEN) if on else None
    id_ = stable_id("document", text, on, publisher)
    return Document(
        id=id_,
        item_id=stable_id("item", id_),
        address="",
        text=text,
        blocks=(Block("body", Span(0, len(text)), GIVEN),),
        offsets=(Offset(0, len(text), 0),),
        set_aside=(),
        headline=None,
        byline=None,
        publisher=Fact(publisher, publisher, None, None, GIVEN) if publisher else None,
        credit=None,
        dateline_place=None,
        published=day,
        undated_reason=None if on else "no day was given",
        language="en",
    )


def _tried(sentence: Sentence, scene: Scene, mentions: Sequence[Mention], kit: Kit) -> list[Tried]:
    """The trials of a sentence: fired first, near last, in text order among themselves."""
    aside = sentence.index in off_topic(scene.sentences, kit.rules.classes)
    silent = _silent(sentence, scene, kit)
    found: dict[tuple[str, Span], Tried] = {}
    for trial in trials(sentence, kit.rules, lookup_of(scene)):
        one = _one(trial, sentence, mentions)
        if one.outcome == "left":
            one = replace(one, why=OFF_TOPIC if aside else silent.get(one.rule, NOBODY))
        known = found.get((one.rule, one.trigger))
        if known is None or _ORDER.index(one.outcome) < _ORDER.index(known.outcome):
            found[one.rule, one.trigger] = one
    return sorted(found.values(), key=lambda one: (_ORDER.index(one.outcome), one.trigger))


_ORDER: Final = ("fired", "left", "beaten", "near")


def _one(trial: Trial, sentence: Sentence, mentions: Sequence[Mention]) -> Tried:
    if any(m.rule == trial.rule.id and trial.trigger.overlaps(m.trigger) for m in mentions):
        return Tried(trial.rule.id, sentence.index, trial.trigger, "fired", "fired")
    outcome: Literal["beaten", "left", "near"] = "near"
    if trial.met:
        outcome = "left" if trial.chosen else "beaten"
    return Tried(trial.rule.id, sentence.index, trial.trigger, outcome, trial.why)


def _silent(sentence: Sentence, scene: Scene, kit: Kit) -> dict[str, str]:
    """Why the words of a chosen rule are no event: they ask, or refuse to comment, or the like."""
    why: dict[str, str] = {}
    for match in find_matches(sentence, kit.rules, lookup_of(scene)):
        statement = innermost(scene.statements, Span(match.trigger.start, match.trigger.end))
        verdict = judge(
            sentence, match.trigger, statement, default=match.rule.status, knowledge=kit.rules.status
        )
        if verdict.status is None:
            told = "; ".join(reason.text for reason in verdict.reasons)
            why[match.rule.id] = f"met, but the words tell of no event: {told}"
    return why

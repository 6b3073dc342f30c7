"""The words that decide whether a deed is so: predicates, nouns, adjectives, modals, negation, conditions.

`tables/status.csv` holds one wording a line. `frame` says where the deed stands to the words
(`to` leave, `that` they left, `object`: the withdrawal …), `status` what they make of it and `negated` what
they make of it under *not*; both columns may hold any status and the four values of `EXTRA`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from dateline.errors import TableError
from dateline.model import STATUSES, Sentence, Token
from dateline.parsing.tree import children

FILE: Final = "status.csv"
COLUMNS: Final = ("words", "kind", "frame", "status", "negated", "example", "counterexample")

KINDS: Final = (
    "predicate",  # a verb or adjective above the deed
    "noun",  # a noun above the deed: "plans to", "fears of"
    "adjective",  # before the deed's noun, or said of it: "the planned", "is possible"
    "adverb",
    "modal",
    "negation",
    "preposition",
    "condition",  # a word that opens an if-clause
    "light",  # a verb that only carries the deed's noun: "launched an attack"
    "holding",  # a verb that says what a plan holds: "the plan includes a withdrawal"
    "occurrence",  # a verb that says the deed takes place: "the talks began"
    "claim",  # a noun for something said, which a denial or rejection denies
    "silence",  # a verb that, negated or refused, leaves its matter untold: "did not comment"
    "detail",  # a noun for a particular that may be missing: "no figure"
    "hostile",  # a deed that is feared where it is only possible
    "enacted",  # a deed done by announcing it, or announced when done: "announced sanctions"
)

# Besides the statuses: `none` is no event; `known` is told as a fact, whatever stands above; `done` is actual and
# says that an infinitive below is so too ("managed to"). The others depend on the deed: `possible` is feared of a
# hostile deed and considered of another, `expectable` is expected of a hostile deed of others and else planned,
# `ability` is actual in the past and else possible, `announced` is actual of an enacted deed and else planned,
# `reviewed` is considered of a deed not yet known, `believed` is feared of a hostile deed not yet past and else actual,
# `warned` is feared where it is no fact, `prevented` is denied,
# and feared where the preventing itself is no fact.
EXTRA: Final = (
    "none",
    "known",
    "done",
    "possible",
    "expectable",
    "ability",
    "announced",
    "reviewed",
    "believed",
    "warned",
    "prevented",
)
VALUES: Final = (*STATUSES, *EXTRA)

FRAMES: Final = frozenset(
    """to that subjunctive whether ing object claim subject compound relcl about against at between by for from in
    into of off on out over short through to-prep towards upon with wh""".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One row: the words, where the deed stands to them, and the status they give it."""

    words: tuple[str, ...]
    kind: str
    frames: tuple[str, ...]
    status: str
    negated: str
    example: str
    counterexample: str
    line: int

    @property
    def rule(self) -> str:
        """The name that a reason gives for this row."""
        return f"status.{self.kind}.{'-'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class StatusTable:
    """All wordings, by kind and first word."""

    wordings: tuple[Wording, ...]
    index: Mapping[tuple[str, str], tuple[Wording, ...]]
    kinds: Mapping[str, tuple[Wording, ...]]
    words: Mapping[str, frozenset[str]]  # every word of the wordings of a kind

    @classmethod
    def load(cls, path: Path | None = None) -> StatusTable:
        """Read the table that comes with the package, or another; raises TableError."""
        return load_status(path)

    def has(self, kind: str, token: Token) -> bool:
        """Tell whether a single word is of a kind."""
        return any(len(w.words) == 1 for form in forms(token) for w in self.index.get((kind, form), ()))

    def of_kind(self, kind: str) -> tuple[Wording, ...]:
        """All wordings of a kind, longest first."""
        return self.kinds.get(kind, ())

    def at(
        self, kind: str, sentence: Sentence, token: Token, frame: str = "", *, any_tag: bool = False
    ) -> Wording | None:
        """Return the longest wording of a kind that begins at a token and takes the deed in a frame.

        `any_tag` also finds the verbs of headlines that were tagged as nouns ("Court *fears* raid").
        """
        best: Wording | None = None
        wrong = (kind == "noun" and not is_noun(token)) or (kind == "predicate" and is_noun(token))
        if wrong and not any_tag:
            return None
        for form in forms(token):
            for wording in self.index.get((kind, form), ()):
                if frame and frame not in wording.frames:
                    continue
                if best is not None and len(best.words) >= len(wording.words):
                    continue
                if words_below(sentence, token, wording.words) is not None:
                    best = wording
        return best


def is_noun(token: Token) -> bool:
    """Tell whether a token is a noun by its tag; the tag is surer than the part of speech ("Lima hopes to")."""
    return token.tag in ("NN", "NNS", "NNP", "NNPS")


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up: its lemma, its text, and its text without a regular ending.

    Lemmas fail on some plain words ("hopes" → "hop").
    """
    text = token.text.lower().replace("’", "'")
    found = [token.lemma.lower(), text]
    if (token.tag in ("VBZ", "NNS") and text.endswith("s")) or (
        token.tag in ("VBD", "VBN") and text.endswith("ed")
    ):
        found.append(text[:-1])
    elif token.tag == "VBG" and text.endswith("ing"):
        found.append(text[:-3] + "e")
    return tuple(dict.fromkeys(found))


def words_below(sentence: Sentence, token: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """Find a wording's further words below its first, each under the one before or under the first.

    "be on the table" is found at "is" of "is still firmly on the table".
    """
    found = [token]
    for word in words[1:]:
        below = (t for holder in dict.fromkeys((found[-1], token)) for t in children(sentence, holder))
        following = next((t for t in below if word in forms(t) and t not in found), None)
        if following is None:
            return None
        found.append(following)
    return tuple(found)


def load_status(path: Path | None = None) -> StatusTable:
    """Read the words of status; raises TableError at the first row that cannot be read."""
    source: Traversable | Path = path or files("dateline") / "tables" / FILE
    rows = csv.reader(source.read_text("utf-8").splitlines())
    if tuple(next(rows, ())) != COLUMNS:
        raise TableError(source.name, 1, f"the columns must be {','.join(COLUMNS)}")
    wordings = tuple(_wording(row, number, source.name) for number, row in enumerate(rows, 2))
    _check_once(wordings, source.name)
    kinds = {
        k: tuple(sorted((w for w in wordings if w.kind == k), key=lambda w: -len(w.words))) for k in KINDS
    }
    words = {kind: frozenset(word for w in found for word in w.words) for kind, found in kinds.items()}
    return StatusTable(wordings, _index(wordings), kinds, words)


def _wording(row: list[str], line: int, name: str) -> Wording:
    if len(row) != len(COLUMNS):
        raise TableError(name, line, f"{len(row)} cells instead of {len(COLUMNS)}")
    words, kind, frame, status, negated, example, counterexample = row
    if not words or words != words.strip():
        raise TableError(name, line, "no words")
    if kind not in KINDS:
        raise TableError(name, line, f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
    for value in (status, negated):
        if value and value not in VALUES:
            raise TableError(name, line, f"unknown status {value!r}; known: {', '.join(VALUES)}")
    frames = tuple(frame.split())
    for one in frames:
        if one not in FRAMES:
            raise TableError(name, line, f"unknown frame {one!r}; known: {', '.join(sorted(FRAMES))}")
    if kind in ("predicate", "noun") and not (frames and status):
        raise TableError(name, line, f"a {kind} needs a frame and a status")
    for label, text in (("example", example), ("counterexample", counterexample)):
        if text.count("*") != 2:
            raise TableError(name, line, f"the {label} must mark one deed between two asterisks")
    return Wording(tuple(words.split()), kind, frames, status, negated, example, counterexample, line)


def _check_once(wordings: Iterable[Wording], name: str) -> None:
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for wording in wordings:
        for frame in wording.frames or ("",):
            key = (wording.kind, wording.words, frame)
            if key in seen:
                raise TableError(
                    name, wording.line, f"{' '.join(wording.words)!r} with {frame!r} is there twice"
                )
            seen.add(key)


def _index(wordings: Iterable[Wording]) -> dict[tuple[str, str], tuple[Wording, ...]]:
    index: dict[tuple[str, str], list[Wording]] = {}
    for wording in wordings:
        index.setdefault((wording.kind, wording.words[0]), []).append(wording)
    return {key: tuple(found) for key, found in index.items()}

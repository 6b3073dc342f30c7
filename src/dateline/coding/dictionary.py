"""The event rules and the word classes they use: read from tables, checked on load, indexed by trigger.

A rule says which words tell of an event of which type, what must and must not stand around them, and where
the parties come from. `docs/adding-a-rule.md` describes the format with examples.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from dateline.coding.contexts import ContextTable, load_contexts
from dateline.coding.status import StatusTable, load_status
from dateline.errors import TableError
from dateline.model import MODES, STATUSES, TYPES

CLASSES_FILE: Final = "classes.toml"
TOPICS_FILE: Final = "topics.toml"
ECHO: Final = "ECHO"  # type of rules whose mentions take the type of a deed told just before
KINDS: Final = ("verbs", "nouns", "adjectives")
SPECIALS: Final = (
    "ACTOR",
    "ANY",
    "CLAUSE",
    "COUNT",
    "INDICATIVE",
    "QUESTION",
    "NAME",
    "NATION",
    "NATIONALS",
    "NONE",
    "NUMBER",
    "PERSON",
    "PLACE",
    "SEVERAL",
)
PLAIN_SLOTS: Final = (
    "subject",
    "doer",
    "object",
    "indirect",
    "clause",
    "complement",
    "span",
    "purpose",
    "governor",
    "poss",
    "compound",
    "speaker",
    "trigger",
    "above",
    "sentence",
    "negated",
    "blamed",
    "will",
    "past",
)
PREPOSITIONS: Final = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind below beneath
    beside between beyond by despite due during for from in inside into like near of off on onto opposite out
    outside over past round since through throughout to toward towards under until upon via with within
    without""".split()
)
RULE_KEYS: Final = frozenset(
    """id mode verbs nouns adjectives needs bars actor recipient joint status fixed priority alone leaves splits carries
    after example counterexample note""".split()
)

Words = tuple[str, ...]
Constraint = tuple[str, tuple[str, ...]]  # slot path → what may fill it


def normal_words(text: str) -> Words:
    """Split a table entry as sentences are compared: lower case, hyphens aside.

    >>> normal_words("anti-tank missile")
    ('anti', 'tank', 'missile')
    """
    return tuple(text.lower().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class WordClass:
    """A named list of words: single lemmas, groups of words by each of their words, and patterns for designations."""

    name: str
    single: frozenset[str]
    groups: Mapping[str, tuple[Words, ...]]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the event tables: the words, the frame, the parties, and the two sentences that test it."""

    id: str
    type: str
    mode: str | None
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    needs: tuple[Constraint, ...]
    bars: tuple[Constraint, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    joint: bool
    status: str
    fixed: bool
    priority: int
    alone: bool
    leaves: bool
    splits: str | None
    carries: tuple[str, ...]
    after: tuple[str, ...]
    example: str
    counterexample: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """One wording that may start a rule: kind of word, the words, and the rule."""

    kind: str
    words: Words
    rule: Rule


@dataclass(frozen=True, slots=True)
class Refinement:
    """Words around a trigger that give a mode of the type: a drone makes an ASSAULT a drone attack."""

    type: str
    mode: str
    words: WordClass


@dataclass(frozen=True, slots=True)
class Rules:
    """All event rules, indexed by the first word of their triggers."""

    rules: tuple[Rule, ...]
    classes: Mapping[str, WordClass]
    refinements: tuple[Refinement, ...]
    contexts: ContextTable = field(repr=False)
    status: StatusTable = field(repr=False)
    index: Mapping[str, tuple[Trigger, ...]] = field(repr=False)

    @classmethod
    def load(cls, *more: Path) -> Rules:
        """Read the rules that come with the package and any files of rules given; raises TableError."""
        return load_rules(*more)

    def of_type(self, type_: str) -> tuple[Rule, ...]:
        """The rules of one event type, in table order."""
        return tuple(rule for rule in self.rules if rule.type == type_)


def load_rules(*more: Path) -> Rules:
    """Read `tables/events/*.toml`, then the user's own files; a later rule with a known id replaces it."""
    folder = files("dateline") / "tables" / "events"
    classes = load_classes(folder / CLASSES_FILE, files("dateline") / "tables" / TOPICS_FILE)
    rules: dict[str, Rule] = {}
    refinements: list[Refinement] = []
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    for table in [*(t for t in tables if t.name != CLASSES_FILE), *more]:
        seen: set[str] = set()
        found, refined = _read_table(table, classes)
        for rule in found:
            if rule.id in seen or (rule.id in rules and table not in more):
                raise TableError(rule.file, rule.line, f"the rule id {rule.id!r} is there twice")
            seen.add(rule.id)
            rules[rule.id] = rule
        refinements.extend(refined)
    ordered = tuple(rules.values())
    return Rules(
        ordered, classes, tuple(refinements), load_contexts(), load_status(), _index(ordered, classes)
    )


def load_classes(*tables: Traversable | Path) -> dict[str, WordClass]:
    """Read the word classes; a class may take in another, of this or an earlier table, by "@name"."""
    raw: dict[str, list[str]] = {}
    classes: dict[str, WordClass] = {}
    for table in tables:
        own = _parse(table)
        for name, words in own.items():
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise TableError(
                    table.name, _line_of(table, name), f"the class {name!r} must be a list of words"
                )
        raw |= own
        classes |= {name: _word_class(name, _expand(name, raw, table)) for name in own}
    return classes


def _expand(name: str, raw: Mapping[str, list[str]], table: Traversable | Path) -> list[str]:
    words: list[str] = []
    waiting, seen = [name], set[str]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for entry in raw[here]:
            if entry.startswith("@"):
                if entry[1:] not in raw:
                    raise TableError(table.name, _line_of(table, here), f"unknown class {entry!r}")
                waiting.append(entry[1:])
            else:
                words.append(entry)
    return words


def _word_class(name: str, entries: Iterable[str]) -> WordClass:
    single: set[str] = set()
    groups: dict[str, list[Words]] = {}
    patterns: list[re.Pattern[str]] = []
    for entry in entries:
        if entry.startswith("~"):
            patterns.append(re.compile(entry[1:]))
            continue
        words = normal_words(entry)
        if len(words) == 1:
            single.add(words[0])
        else:
            for word in dict.fromkeys(words):
                groups.setdefault(word, []).append(words)
    return WordClass(name, frozenset(single), {k: tuple(v) for k, v in groups.items()}, tuple(patterns))


def _parse(table: Traversable | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(table.read_text("utf-8"))
    except OSError as error:
        raise TableError(str(table), 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TableError(table.name, 1, "is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise TableError(table.name, int(found[1]) if found else 1, str(error)) from error


def _line_of(table: Traversable | Path, words: str) -> int:
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if words in line:
            return number
    return 1


def _read_table(
    table: Traversable | Path, classes: Mapping[str, WordClass]
) -> tuple[list[Rule], list[Refinement]]:
    raw = _parse(table)
    type_ = raw.get("type")
    if type_ not in (*TYPES, ECHO):
        raise TableError(table.name, 1, f"unknown type {type_!r}; known: {', '.join(TYPES)}")
    unknown = sorted(set(raw) - {"type", "rule", "modes"})
    if unknown:
        raise TableError(table.name, 1, f"unknown key {unknown[0]!r}; known: type, modes, rule")
    _check_shape(raw, table)
    refinements = [
        Refinement(
            type_, mode, _mode_words(mode, _known(tuple(names), classes, table, f"{mode} = "), classes)
        )
        for mode, names in raw.get("modes", {}).items()
    ]
    for refinement in refinements:
        _check_mode(type_, refinement.mode, table, _line_of(table, f"{refinement.mode} = "))
    return [_rule(type_, row, table, classes) for row in raw.get("rule", [])], refinements


def _check_shape(raw: Mapping[str, Any], table: Traversable | Path) -> None:
    """Check what a table holds before it is read: `verbs = "send"` would else be four verbs of a letter."""
    modes, rows = raw.get("modes", {}), raw.get("rule", [])
    if not isinstance(modes, dict) or not all(_is_list(names) for names in modes.values()):
        raise TableError(table.name, _line_of(table, "modes"), "[modes] holds lists of words, one a mode")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TableError(table.name, _line_of(table, "rule"), "each rule stands below [[rule]]")
    for row in rows:
        line = _line_of(table, f'"{row.get("id", "")}"')
        for key, value in row.items():
            wanted = _wanted_shape(key, value)
            if wanted:
                raise TableError(
                    table.name, line, f"{row.get('id', 'a rule')}: {key} is {value!r}; it must be {wanted}"
                )


def _wanted_shape(key: str, value: object) -> str | None:
    """Say what a key of a rule must hold; None where it does, or where the key is unknown."""
    if key in ("needs", "bars"):
        good = isinstance(value, dict) and all(_is_list(values) for values in value.values())
        return None if good else 'a table of lists: { object = ["@troops"] }'
    if key in (*KINDS, "actor", "recipient", "carries", "after"):
        return None if _is_list(value) else "a list of strings"
    if key in ("joint", "fixed", "alone", "leaves"):
        return None if isinstance(value, bool) else "true or false"
    if key == "priority":
        return None if type(value) is int else "a whole number"
    return None if key not in RULE_KEYS or isinstance(value, str) else "a string"


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value)


def _mode_words(mode: str, names: tuple[str, ...], classes: Mapping[str, WordClass]) -> WordClass:
    """One class of all that gives a mode: named classes and words of the table itself."""
    own = _word_class(mode, (name for name in names if not name.startswith("@")))
    named = [own, *(classes[name[1:]] for name in names if name.startswith("@"))]
    groups: dict[str, tuple[Words, ...]] = {}
    for words in named:
        for last, found in words.groups.items():
            groups[last] = (*groups.get(last, ()), *found)
    single = frozenset().union(*(words.single for words in named))
    return WordClass(mode, single, groups, tuple(p for words in named for p in words.patterns))


def _check_mode(type_: str, mode: str | None, table: Traversable | Path, line: int) -> None:
    known = MODES.get(type_, ())
    if mode is not None and mode not in known:
        raise TableError(table.name, line, f"unknown mode {mode!r} of {type_}; known: {', '.join(known)}")


def _known(
    values: tuple[str, ...], classes: Mapping[str, WordClass], table: Traversable | Path, place: str
) -> tuple[str, ...]:
    for value in values:
        if value.startswith("@") and value[1:] not in classes:
            raise TableError(table.name, _line_of(table, place), f"unknown class {value!r}")
        if value.isupper() and value not in SPECIALS:
            known = ", ".join(SPECIALS)
            raise TableError(table.name, _line_of(table, place), f"unknown filler {value!r}; known: {known}")
    return values


def _rule(
    type_: str, row: dict[str, Any], table: Traversable | Path, classes: Mapping[str, WordClass]
) -> Rule:
    id_ = row.get("id", "")
    line = _line_of(table, f'"{id_}"')
    if not re.fullmatch(r"[a-z]+\.[a-z0-9-]+", id_) or not id_.startswith(type_.lower() + "."):
        raise TableError(table.name, line, f"a rule id is {type_.lower()}.name, not {id_!r}")
    unknown = sorted(set(row) - RULE_KEYS)
    if unknown:
        raise TableError(
            table.name, line, f"{id_}: unknown key {unknown[0]!r}; known: {', '.join(sorted(RULE_KEYS))}"
        )
    if not any(row.get(kind) for kind in KINDS):
        raise TableError(table.name, line, f"{id_}: no trigger; give verbs, nouns or adjectives")
    for key in ("example", "counterexample"):
        if not row.get(key):
            raise TableError(
                table.name, line, f"{id_}: no {key}; every rule shows what it codes and what it leaves"
            )
    if row.get("status", "actual") not in STATUSES:
        raise TableError(
            table.name, line, f"{id_}: unknown status {row['status']!r}; known: {', '.join(STATUSES)}"
        )
    mode = row.get("mode")
    _check_mode(type_, mode, table, line)
    for kind in KINDS:
        _known(tuple(row.get(kind, ())), classes, table, f'"{id_}"')
    for slot in (*row.get("actor", ()), *row.get("recipient", ())):
        _check_slot(slot, table, line)
    return Rule(
        id=id_,
        type=type_,
        mode=mode,
        verbs=tuple(row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        adjectives=tuple(row.get("adjectives", ())),
        needs=_constraints(row.get("needs", {}), table, line, id_, classes),
        bars=_constraints(row.get("bars", {}), table, line, id_, classes),
        actor=tuple(row.get("actor", ())),
        recipient=tuple(row.get("recipient", ())),
        joint=bool(row.get("joint", False)),
        status=row.get("status", "actual"),
        fixed=bool(row.get("fixed", False)),
        priority=int(row.get("priority", 0)),
        alone=bool(row.get("alone", False)),
        leaves=bool(row.get("leaves", False)),
        splits=row.get("splits"),
        carries=_types(row.get("carries", ()), table, line, id_),
        after=_types(row.get("after", ()), table, line, id_),
        example=row["example"],
        counterexample=row["counterexample"],
        file=table.name,
        line=line,
    )


def _types(names: Iterable[str], table: Traversable | Path, line: int, id_: str) -> tuple[str, ...]:
    for name in names:
        if name not in TYPES:
            raise TableError(table.name, line, f"{id_}: unknown type {name!r} in carries")
    return tuple(names)


def _constraints(
    raw: Mapping[str, list[str]],
    table: Traversable | Path,
    line: int,
    id_: str,
    classes: Mapping[str, WordClass],
) -> tuple[Constraint, ...]:
    made = []
    for slot, values in raw.items():
        _check_slot(slot, table, line)
        made.append((slot, _known(tuple(values), classes, table, f'"{id_}"')))
    return tuple(made)


def _check_slot(path: str, table: Traversable | Path, line: int) -> None:
    for way in path.split("|"):
        for name in way.split("."):
            if name not in PLAIN_SLOTS and not set(name.split()) <= PREPOSITIONS:
                raise TableError(
                    table.name,
                    line,
                    f"unknown slot {name!r}; known: {', '.join(PLAIN_SLOTS)} and prepositions",
                )


def _index(rules: Iterable[Rule], classes: Mapping[str, WordClass]) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for rule in rules:
        for kind in KINDS:
            for words in _wordings(getattr(rule, kind), classes):
                index.setdefault(words[0], []).append(Trigger(kind, words, rule))
    return {first: tuple(triggers) for first, triggers in index.items()}


def _wordings(entries: Iterable[str], classes: Mapping[str, WordClass]) -> list[Words]:
    found: list[Words] = []
    for entry in entries:
        if entry.startswith("@"):
            named = classes[entry[1:]]
            found.extend((word,) for word in sorted(named.single))
            found.extend(words for groups in named.groups.values() for words in groups)  # repeats fall away
        else:
            found.append(normal_words(entry))
    return list(dict.fromkeys(found))

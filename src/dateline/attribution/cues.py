"""Cues: the words that hand what follows to somebody, and the table of them.

"Kyiv **said** that …", "**according to** the ministry", "**fears** of an attack". The table says of each cue
which argument is the source, which the content and which the addressee, and what status the cue
lends its content.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dateline.attribution.persons import fold
from dateline.errors import TableError
from dateline.model import STATUSES, Sentence, Token
from dateline.parsing.tree import ancestors, children, head

CUE_COLUMNS: Final = (
    "cue", "pos", "source", "content", "addressee", "force", "kind", "example", "counterexample",
)  # fmt: skip
NOUN_COLUMNS: Final = ("noun", "kind", "names")
OUTLET_COLUMNS: Final = ("name", "aliases", "country", "kind")

POSITIONS: Final = ("verb", "noun", "preposition", "adverb")
SOURCES: Final = ("subject", "object", "possessor", "none")
PREPOSITIONS: Final = (
    "about", "against", "as", "at", "for", "from", "in", "of", "on", "over", "to", "upon", "with",
)  # fmt: skip
CONTENTS: Final = (
    "clause",
    "quote",
    "infinitive",
    "gerund",
    "small",
    "label",
    "object",
    "number",
    "passive",
    *PREPOSITIONS,
)
FORCES: Final = ("", "none", *STATUSES)
KINDS: Final = (
    "saying", "citing", "acting", "thinking", "knowing", "showing", "asking", "declining", "rejecting", "attitude",
)  # fmt: skip
ANY_VERB: Final = "*"  # the row of a verb that is a cue beside a quotation only
ATTITUDE: Final = "attitude"
NOUN_NAMES: Final = ("person", "body", "outlet", "document")


# Verbs that start, go on with or carry out what their infinitive says: "began to warn" is a warning.
# Under any other ("refused to say", "a chance to comment", "is to address") nobody has said it.
ONGOING: Final = frozenset(
    ["begin", "continue", "come", "go", "have", "hasten", "manage", "proceed", "start", "use"]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: a cue and its frame.

    `source` is the argument that speaks, `content` the arguments that may hold what is said (in no
    order: the words decide), `addressee` who is spoken to, `force` the status lent to the content.
    """

    phrase: str
    pos: str
    source: str
    content: tuple[str, ...]
    addressee: tuple[str, ...]
    force: str
    kind: str
    example: str
    counterexample: str

    @property
    def rule(self) -> str:
        """The name of this row in every value read by it."""
        return f"cues/{self.phrase.replace(' ', '-').replace(ANY_VERB, 'any')}.{self.pos}"


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """A noun that can stand for a source: its kind as a link, and what it names."""

    noun: str
    kind: str
    names: str


@dataclass(frozen=True, slots=True)
class CueTable:
    """All that attribution knows: cues by their first word, source nouns, outlets, given names with their gender."""

    cues: dict[tuple[str, str], tuple[Cue, ...]]
    nouns: dict[str, SourceNoun]
    outlets: dict[str, str]
    given_names: dict[str, str]

    def rows(self) -> tuple[Cue, ...]:
        """Every cue, in the order of the table."""
        found = [cue for row in self.cues.values() for cue in row]
        return tuple(sorted(found, key=lambda cue: (cue.phrase, cue.pos, cue.kind == ATTITUDE)))

    def starting(self, word: str, pos: str) -> tuple[Cue, ...]:
        """The cues that begin with a word, longest first."""
        return self.cues.get((word, pos), ())

    def noun(self, token: Token) -> SourceNoun | None:
        """What a common noun stands for as a source."""
        return self.nouns.get(token.lemma.lower()) or self.nouns.get(token.text.lower())


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue found in a sentence: the row, its head word and the words that make the phrase."""

    sentence: int
    cue: Cue
    head: Token
    words: tuple[Token, ...]
    negated: bool
    passive: bool


@lru_cache(maxsize=1)
def load_cues() -> CueTable:
    """Load the tables of the package; every row is checked.

    Raises TableError with file, line and reason.
    """
    return CueTable(_load_cue_rows(), _load_nouns(), _load_outlets(), _load_given_names())


def _read(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    text = files("dateline.tables").joinpath(name).read_text("utf-8")
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != columns:
        raise TableError(name, 1, f"columns are {reader.fieldnames}; expected {', '.join(columns)}")
    for row in reader:
        yield reader.line_num, row


def _known(name: str, line: int, what: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise TableError(
            name, line, f"unknown {what} {value!r}; known: {', '.join(k or '(empty)' for k in known)}"
        )
    return value


def _load_cue_rows() -> dict[tuple[str, str], tuple[Cue, ...]]:
    rows: dict[tuple[str, str], list[Cue]] = {}
    for line, row in _read("cues.csv", CUE_COLUMNS):
        cue = make_cue("cues.csv", line, row)
        place = rows.setdefault((cue.phrase.split()[0], cue.pos), [])
        if any((other.phrase, other.kind) == (cue.phrase, cue.kind) for other in place):
            raise TableError("cues.csv", line, f"{cue.phrase!r} as a {cue.pos} of {cue.kind} stands twice")
        place.append(cue)
    return {key: tuple(sorted(cues, key=_first)) for key, cues in rows.items()}


def _first(cue: Cue) -> tuple[int, bool]:
    """Longer phrases first, and what is said before what is only felt."""
    return (-len(cue.phrase.split()), cue.kind == ATTITUDE)


def make_cue(name: str, line: int, row: dict[str, str]) -> Cue:
    """Check one row and make a cue of it."""
    if not row["cue"]:
        raise TableError(name, line, "no cue")
    contents = tuple(row["content"].split())
    for content in contents:
        _known(name, line, "content", content, CONTENTS)
    if not contents:
        raise TableError(name, line, f"{row['cue']!r} has no content")
    for addressee in row["addressee"].split():
        _known(name, line, "addressee", addressee, ("object", *PREPOSITIONS))
    return Cue(
        phrase=row["cue"],
        pos=_known(name, line, "part of speech", row["pos"], POSITIONS),
        source=_known(name, line, "source", row["source"], SOURCES),
        content=contents,
        addressee=tuple(row["addressee"].split()),
        force=_known(name, line, "force", row["force"], FORCES),
        kind=_known(name, line, "kind", row["kind"], KINDS),
        example=row["example"],
        counterexample=row["counterexample"],
    )


def _load_nouns() -> dict[str, SourceNoun]:
    from dateline.model import SOURCE_KINDS

    nouns: dict[str, SourceNoun] = {}
    for line, row in _read("source_nouns.csv", NOUN_COLUMNS):
        if row["noun"] in nouns:
            raise TableError("source_nouns.csv", line, f"{row['noun']!r} stands twice")
        kind = _known("source_nouns.csv", line, "kind", row["kind"], SOURCE_KINDS)
        names = _known("source_nouns.csv", line, "names", row["names"], NOUN_NAMES)
        nouns[row["noun"]] = SourceNoun(row["noun"], kind, names)
    return nouns


def _load_outlets() -> dict[str, str]:
    """Names and aliases of outlets, folded, each with the name to write."""
    outlets: dict[str, str] = {}
    for _, row in _read("outlets.csv", OUTLET_COLUMNS):
        if row["kind"] == "platform":
            continue  # where people post, not who speaks
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                outlets[outlet_key(name)] = row["name"]
    return outlets


def _load_given_names() -> dict[str, str]:
    """Given names borne by one sex only, folded."""
    names: dict[str, str] = {}
    for line, row in _read("given_names.csv", ("name", "gender")):
        key = fold(row["name"])
        gender = _known("given_names.csv", line, "gender", row["gender"], ("m", "f"))
        if names.setdefault(key, gender) != gender:
            raise TableError("given_names.csv", line, f"{row['name']!r} is given to both")
    return names


def outlet_key(name: str) -> str:
    """Fold a name of an outlet for comparison.

    >>> outlet_key("The New York Times") == outlet_key("new york times")
    True
    """
    folded = name.casefold().strip(" \u201c\u201d\"'")
    return folded.removeprefix("the ")


def find_cues(sentence: Sentence, table: CueTable, *, quoted: bool = False) -> tuple[Hit, ...]:
    """Find the cues of a sentence, in text order.

    Beside a quotation (`quoted`) any verb may be one: "“…,” she beamed".
    """
    found: list[Hit] = []
    for token in sentence.tokens:
        hits = _hits(sentence, token, table)
        if not hits and quoted and token.pos == "VERB":
            hits = _any_verb_hits(sentence, token, table)
        found += hits
    return tuple(found)


def _any_verb_hits(sentence: Sentence, token: Token, table: CueTable) -> list[Hit]:
    if token.dep in ("amod", "compound") or not any(True for _ in children(sentence, token, "nsubj")):
        return []
    return [
        Hit(sentence.index, cue, token, (token,), False, False) for cue in table.starting(ANY_VERB, "verb")
    ]


def _hits(sentence: Sentence, token: Token, table: CueTable) -> list[Hit]:
    """The rows a word fits, the one to try first before the others."""
    if token.text.lower() == "according":
        return _according_hits(sentence, token, table)
    if token.pos == "VERB" or (token.pos == "AUX" and token.lemma == "be"):
        return _verb_hits(sentence, token, table)
    if token.pos in ("NOUN", "PROPN"):
        return _word_hits(sentence, token, token.lemma.lower(), "noun", table)
    if token.pos == "ADV":
        return _word_hits(sentence, token, token.text.lower(), "adverb", table)
    return []


def _word_hits(sentence: Sentence, token: Token, word: str, pos: str, table: CueTable) -> list[Hit]:
    negated = _negated(sentence, token)
    return [Hit(sentence.index, cue, token, (token,), negated, False) for cue in table.starting(word, pos)]


def _according_hits(sentence: Sentence, token: Token, table: CueTable) -> list[Hit]:
    following = sentence.tokens[token.index + 1 : token.index + 2]
    if not following or following[0].text.lower() != "to":
        return []
    words = (token, following[0])
    return [
        Hit(sentence.index, cue, token, words, False, False)
        for cue in table.starting("according", "preposition")
    ]


def _verb_hits(sentence: Sentence, token: Token, table: CueTable) -> list[Hit]:
    if token.dep in {"amod", "compound"} or _is_unreal(sentence, token):
        return []
    found = []
    for cue in table.starting(_lemma(token), "verb"):
        particles = _particles(sentence, token, cue.phrase.split()[1:])
        if particles is None or _has_other_particle(sentence, token, cue, particles):
            continue
        passive = _is_passive(sentence, token, cue)
        found.append(Hit(sentence.index, cue, token, (token, *particles), _negated(sentence, token), passive))
    return [hit for hit in found if hit.cue.phrase == found[0].cue.phrase]


def _has_other_particle(sentence: Sentence, token: Token, cue: Cue, particles: tuple[Token, ...]) -> bool:
    """ "called off", "reported back": another verb than the cue's."""
    return any(
        t.dep == "prt" and t not in particles and t.text.lower() not in cue.content
        for t in children(sentence, token)
    )


def _is_passive(sentence: Sentence, token: Token, cue: Cue) -> bool:
    if any(True for _ in children(sentence, token, "auxpass", "nsubjpass")):
        return True
    if _is_bare_passive(sentence, token, cue):
        return True
    return token.tag == "VBN" and token.dep in ("acl", "advcl") and not _has_subject(sentence, token)


def _lemma(token: Token) -> str:
    """The base form; the tagger takes "hopes" for a form of "hop"."""
    lemma = token.lemma.lower()
    return "hope" if lemma == "hop" and not token.text.lower().startswith("hopp") else lemma


def _is_unreal(sentence: Sentence, token: Token) -> bool:
    """An infinitive that tells of no saying: "a chance to comment", "was asked to explain", "wants people to say"."""
    if token.tag != "VB" or not any(t.tag == "TO" for t in children(sentence, token, "aux")):
        return False
    if token.dep in ("acl", "relcl", "ccomp", "pcomp", "csubj"):
        return True
    return token.dep == "xcomp" and head(sentence, token).lemma not in ONGOING


def _is_bare_passive(sentence: Sentence, token: Token, cue: Cue) -> bool:
    """Headline style: "Diplomats told to leave" tells of nobody who spoke."""
    if "small" not in cue.content or "infinitive" in cue.content or token.tag not in ("VBN", "VBD"):
        return False
    if any(True for _ in children(sentence, token, "dobj", "dative", "aux", "ccomp")):
        return False
    return any(True for _ in children(sentence, token, "xcomp"))


def _has_subject(sentence: Sentence, token: Token) -> bool:
    return any(True for _ in children(sentence, token, "nsubj"))


def _particles(sentence: Sentence, verb: Token, words: list[str]) -> tuple[Token, ...] | None:
    """Find the further words of a phrase among the dependants of its verb; None where one is missing."""
    found = []
    for word in words:
        match = next(
            (
                t
                for t in children(sentence, verb)
                if t.text.lower() == word and t.index > verb.index and t.dep != "nsubj"
            ),
            None,
        )
        match = match or _before_number(sentence, verb, word)
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _is_nobody(sentence: Sentence, subject: Token) -> bool:
    """ "Nobody", "none of them", "neither Kolda nor Bru", "no minister"."""
    return subject.text.lower() in ("nobody", "none", "neither") or any(
        t.text.lower() in ("neither", "no") for t in children(sentence, subject, "det", "preconj", "cc")
    )


def _before_number(sentence: Sentence, verb: Token, word: str) -> Token | None:
    """The "at" of "put losses in the battle at 60,000", which the parser hangs on the battle."""
    if word != "at":
        return None
    for token in sentence.tokens[verb.index + 1 : -1]:
        following = sentence.tokens[token.index + 1 : token.index + 4]
        if token.text.lower() == word and any(t.pos == "NUM" for t in following):
            return token if verb in ancestors(sentence, token) else None
    return None


def _negated(sentence: Sentence, token: Token) -> bool:
    governor = head(sentence, token)
    if token.dep == "conj" and any(t.text.lower() == "nor" for t in children(sentence, governor, "cc")):
        return True  # "neither confirmed nor denied"
    if token.pos == "VERB" and any(_is_nobody(sentence, t) for t in children(sentence, token, "nsubj")):
        return True
    return any(True for _ in children(sentence, token, "neg")) or any(
        t.text.lower() in ("never", "neither", "no") and t.dep in ("preconj", "det", "advmod")
        for t in children(sentence, token)
    )

"""Mending what a parser often gets wrong in news: verbs read as adjectives, objects read as adverbials.

Each mend looks at one shape of tree and says what it should be; a sentence without that shape stays as it is.

| shape | sentence | mend |
|---|---|---|
| name before its verb as a part of it | "*Togo* jails six mayors" | the subject |
| verb below its object | "The army *parachuted* supplies into the city." | the verb stands above the noun |
| noun with an object | "Chad *reserves* the right to respond." | a verb, what stood before it its subject |
| "is" and a noun with "-ing" | "Chad is *massing* troops." | a verb with an object |
| adjective with a passive auxiliary | "Their accounts were *frozen*." | a participle |
| name as an adverbial | "Rebels captured *Adré*." | the object |
| receiver without a gift | "France brings *soldiers* home." | the object |
| "face" before a noun | "It told them to leave or *face* arrest." | a verb beside the one before "or" |
| noun above its own verb | "The chief *conferred* with envoys." | the verb stands above its subject |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dateline.model import Token

FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
# Adjectives in "-ing" that say what something is like: "is alarming news" tells of nobody who alarms.
DESCRIBING: Final = frozenset(
    """alarming amazing annoying boring challenging charming comforting compelling confusing convincing corresponding
    damning demanding depressing disappointing disturbing embarrassing encouraging ensuing entertaining exciting
    existing fascinating following frightening frustrating growing interesting lasting leading living misleading
    missing moving ongoing outstanding pending pressing promising remaining rising satisfying shocking striking
    surprising sweeping terrifying thrilling troubling underlying upcoming working worrying""".split()
)
IRREGULAR: Final = {
    "broken": "break",
    "driven": "drive",
    "frozen": "freeze",
    "held": "hold",
    "hidden": "hide",
}
PARTIES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
NOT_NAMES: Final = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})

# Verbs without an object: their past form below a noun is that noun's own verb.
INTRANSITIVE: Final = frozenset(
    """agree apologise apologize appeal arrive capitulate collide comply confer depart gather huddle negotiate protest
    react relent respond retaliate return surrender talk travel""".split()
)

Tokens = tuple[Token, ...]


def mend(tokens: Tokens) -> Tokens:
    """Return the sentence with the trees of the table above set right."""
    for step in (
        _subjects,
        _verbs_below_objects,
        _nouns_with_objects,
        _progressives,
        _passives,
        _objects,
        _or_face,
        _main_verbs,
    ):
        tokens = step(tokens)
    return tokens


def _below(tokens: Tokens, token: Token, *deps: str) -> Iterator[Token]:
    return (t for t in tokens if t.head == token.index and t.index != token.index and t.dep in deps)


def _has(tokens: Tokens, token: Token, *deps: str) -> bool:
    return next(_below(tokens, token, *deps), None) is not None


def _changed(tokens: Tokens, *changes: Token) -> Tokens:
    new = {token.index: token for token in changes}
    return tuple(new.get(token.index, token) for token in tokens)


def _subjects(tokens: Tokens) -> Tokens:
    for name in tokens:
        verb = tokens[name.head]
        if name.dep not in ("compound", "npadvmod") or name.pos != "PROPN" or name.entity not in PARTIES:
            continue
        if (
            verb.index < name.index
            or verb.tag not in FINITE
            or _has(tokens, verb, "nsubj", "nsubjpass", "csubj")
        ):
            continue
        tokens = _changed(tokens, replace(name, dep="nsubj"))
    return tokens


def _verbs_below_objects(tokens: Tokens) -> Tokens:
    for verb in tokens:
        if verb.dep not in ("amod", "compound") or not (
            _is_told(tokens, verb) or _is_only_verb(tokens, verb)
        ):
            continue
        thing = tokens[verb.head]
        if thing.index < verb.index:
            continue
        above = verb.index if thing.head == thing.index else thing.head
        tokens = _changed(
            tokens,
            *(replace(t, dep="nsubj") for t in _below(tokens, verb, "npadvmod")),
            replace(verb, dep=thing.dep, head=above, pos="VERB"),
            replace(thing, dep="dobj", head=verb.index),
        )
    return tokens


def _is_told(tokens: Tokens, verb: Token) -> bool:
    return verb.tag in FINITE and _has(tokens, verb, "nsubj")


def _is_only_verb(tokens: Tokens, verb: Token) -> bool:
    """Tell of "Algeria *legalised* parties": a name right before what would be the sentence's one verb."""
    thing, name = tokens[verb.head], tokens[max(verb.index - 1, 0)]
    alone = thing.head == thing.index and not any(t.tag in FINITE or t.tag == "MD" for t in tokens)
    named = name.dep == "npadvmod" and name.head == verb.index and name.entity in ("GPE", "ORG", "PERSON")
    return verb.tag == "VBN" and alone and named


def _nouns_with_objects(tokens: Tokens) -> Tokens:
    for word in tokens[1:]:
        name = tokens[word.index - 1]
        if word.tag != "NNS" or not _has(tokens, word, "dobj") or word.dep in ("dobj", "pobj"):
            continue
        if name.dep == "compound" and name.head == word.index and name.pos == "PROPN":
            lemma = word.text.lower().removesuffix("s")
            tokens = _changed(
                tokens, replace(word, tag="VBZ", pos="VERB", lemma=lemma), replace(name, dep="nsubj")
            )
    return tokens


def _progressives(tokens: Tokens) -> Tokens:
    for word in tokens[1:]:
        be, thing = tokens[word.index - 1], tokens[word.head]
        lower = word.text.lower()
        if word.tag != "JJ" or word.dep != "amod" or not lower.endswith("ing") or lower in DESCRIBING:
            continue
        if be.lemma != "be" or thing.dep != "attr" or thing.head != be.index or thing.tag != "NNS":
            continue
        above = word.index if be.head == be.index else be.head
        moved = [replace(t, head=word.index) for t in tokens if t.head == be.index and t.index != be.index]
        tokens = _changed(
            tokens,
            *moved,
            replace(word, tag="VBG", pos="VERB", lemma=lower[:-3], dep=be.dep, head=above),
            replace(be, dep="aux", head=word.index, pos="AUX"),
            replace(thing, dep="dobj", head=word.index),
        )
    return tokens


def _passives(tokens: Tokens) -> Tokens:
    for word in tokens:
        lower = word.text.lower()
        if (
            word.tag == "JJ"
            and _has(tokens, word, "auxpass")
            and (lower.endswith("ed") or lower in IRREGULAR)
        ):
            lemma = IRREGULAR.get(lower, lower.removesuffix("ed"))
            tokens = _changed(tokens, replace(word, tag="VBN", pos="VERB", lemma=lemma))
    return tokens


def _objects(tokens: Tokens) -> Tokens:
    for thing in tokens:
        verb = tokens[thing.head]
        if verb.pos != "VERB" or thing.index < verb.index or _has(tokens, verb, "dobj", "ccomp", "xcomp"):
            continue
        if _has(tokens, verb, "auxpass", "nsubjpass") or (
            verb.tag == "VBN" and not _has(tokens, verb, "aux")
        ):
            continue
        name = thing.dep == "npadvmod" and thing.pos == "PROPN" and thing.entity not in NOT_NAMES
        receiver = thing.dep == "dative" and thing.pos in ("NOUN", "PROPN")
        if name or receiver:
            tokens = _changed(tokens, replace(thing, dep="dobj"))
    return tokens


def _or_face(tokens: Tokens) -> Tokens:
    for word in tokens[1:]:
        thing = tokens[word.head]
        if (
            word.text.lower() != "face"
            or word.dep != "compound"
            or tokens[word.index - 1].text.lower() != "or"
        ):
            continue
        verb = tokens[thing.head]
        if thing.dep == "conj" and verb.pos == "VERB":
            tokens = _changed(
                tokens,
                replace(word, tag="VB", pos="VERB", dep="conj", head=verb.index),
                replace(thing, dep="dobj", head=word.index),
            )
    return tokens


def _main_verbs(tokens: Tokens) -> Tokens:
    for verb in tokens:
        doer = _whole(tokens, tokens[verb.head])
        if verb.tag != "VBN" or verb.dep != "acl" or verb.lemma.lower() not in INTRANSITIVE:
            continue
        if doer.head != doer.index or any(t.tag in FINITE or t.tag == "MD" for t in tokens):
            continue
        later = [replace(t, head=verb.index) for t in _after(tokens, doer, verb)]
        tokens = _changed(
            tokens,
            *later,
            replace(verb, tag="VBD", dep="ROOT", head=verb.index),
            replace(doer, dep="nsubj", head=verb.index),
        )
    return tokens


def _whole(tokens: Tokens, noun: Token) -> Token:
    """The noun that "of" hangs another on: "*envoys* of the two governments"."""
    while noun.dep == "pobj" and tokens[noun.head].text.lower() == "of":
        noun = tokens[tokens[noun.head].head]
    return noun


def _after(tokens: Tokens, doer: Token, verb: Token) -> list[Token]:
    """What hangs on the noun behind its verb: the full stop, a place, a day."""
    return [t for t in tokens if t.head == doer.index and t.index > verb.index]

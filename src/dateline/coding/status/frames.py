"""Where a deed stands to the word above it: its frame, and other questions to the tree alone."""

from __future__ import annotations

from typing import Final

from dateline.coding.status.scope import (
    FINITE,
    Scope,
    auxiliaries,
    is_verb,
)
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head, subtree

OBJECTS: Final = ("dobj", "nsubjpass", "attr", "oprd", "dative")
DEFINITE: Final = frozenset("the this that these those its his her their our my your".split())
RANKS: Final = frozenset("first second third last latest only sole".split())
PARTITIVE: Final = frozenset(
    """all any another both dozen each few half handful hundred many more most number one part rest round score
    series several some third thousand two three wave""".split()
)


def frame_of(sentence: Sentence, node: Token) -> str:
    """Say where a deed stands to the verb above it."""
    if node.dep in ("nsubj", "csubj", "csubjpass", "expl"):
        return "subject"
    if node.dep in OBJECTS and not is_verb(node):
        return "object"
    marks = [t.text.lower() for t in children(sentence, node, "mark", "aux", "advmod", "preconj")]
    if "whether" in marks or (node.dep in ("ccomp", "advcl") and "if" in marks):
        return "whether"
    if node.tag == "VBG" and not any(
        t.tag in ("VBZ", "VBP", "VBD", "MD") for t in children(sentence, node, "aux")
    ):
        return "ing"
    if "to" in marks:
        return "to"
    if node.dep in OBJECTS:
        return "object"
    return _clause_frame(sentence, node)


def _clause_frame(sentence: Sentence, node: Token) -> str:
    """Tell "that troops leave" (wanted) from "that troops have left" (told)."""
    subject = child(sentence, node, "nsubj", "nsubjpass")
    helping = auxiliaries(sentence, node)
    if subject is None:
        return "to" if node.tag == "VB" and not helping else "that"
    if any(t.text.lower() == "should" for t in helping):
        return "subjunctive"
    bare = node.tag == "VB" and not any(t.tag in ("MD", "VBZ", "VBP", "VBD") for t in helping)
    passive = node.tag == "VBN" and any(t.text.lower() == "be" for t in helping)
    single = subject.tag in ("NN", "NNP") and child(sentence, subject, "conj") is None
    odd = node.tag == "VBP" and not helping and (single or head(sentence, node).tag in ("VBD", "VBN"))
    alone = not any(t.tag in ("MD", "VBZ", "VBP", "VBD") for t in helping)
    return "subjunctive" if bare or odd or (passive and alone) else "that"


def frames_of(scope: Scope, node: Token) -> tuple[str, ...]:
    """The frames under which a verb may take the deed, the closest first."""
    frame = frame_of(scope.sentence, node)
    if frame == "object" and scope.table.has("claim", node):
        return ("claim", "object")
    if frame in ("that", "to", "subjunctive", "whether", "ing") and _is_open_question(scope.sentence, node):
        if node.dep == "advcl":  # "did not say when they left" and "laughed when they left" have one tree
            return ("wh",) if node.index > head(scope.sentence, node).index else (frame,)
        return ("whether",) if frame == "to" else ("wh", frame)
    return ("subjunctive", "that") if frame == "subjunctive" else (frame,)


def _is_open_question(sentence: Sentence, node: Token) -> bool:
    """Tell whether a clause is opened by a question word: "when the troops would leave", "how many were sent"."""
    if node.dep == "relcl":
        return False
    below = subtree(sentence, node)
    return below[0].tag in ("WRB", "WP", "WDT", "WP$") and below[0].index < node.index


def noun_frame(sentence: Sentence, node: Token) -> str:
    """Say where a clause stands to the noun above it; empty where it only describes that."""
    if node.dep not in ("acl", "relcl", "ccomp", "xcomp", "appos", "advcl", "dep"):
        return ""
    marks = [t.text.lower() for t in children(sentence, node, "mark", "aux")]
    if "to" in marks:
        return "to"
    if "that" in marks:
        return "that"
    if "whether" in marks:
        return "whether"
    if node.dep == "relcl":
        return "relcl"
    if node.tag in ("VBN", "VBG") and node.dep == "acl" and not marks:
        return ""
    return "that"


def has_whether(sentence: Sentence, node: Token) -> bool:
    """Tell whether a clause is opened by "whether"."""
    return any(t.text.lower() == "whether" for t in children(sentence, node, "mark", "preconj", "advmod"))


def is_definite(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun phrase speaks of something already known: "the attack", "Monday's raid"."""
    if any(t.text.lower() in DEFINITE for t in children(sentence, noun, "det", "poss")):
        return True
    return child(sentence, noun, "poss") is not None or noun.pos in ("PRON", "PROPN")


def counted(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """What is counted: the options of "a number of options to send troops"."""
    if noun.lemma.lower() not in PARTITIVE:
        return ()
    of = next((t for t in children(sentence, noun, "prep") if t.text.lower() == "of"), None)
    counted = child(sentence, of, "pobj") if of is not None else None
    return (counted,) if counted is not None else ()


def is_finite(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb bears a tense, by its form or its auxiliary."""
    return is_verb(token) and (
        token.tag in ("VBD", "VBZ")
        or any(t.tag in FINITE for t in children(sentence, token, "aux", "auxpass"))
    )


def is_particle(token: Token) -> bool:
    """Tell whether a preposition hangs on a mere particle: "out *of*", "backed away *from*"."""
    return token.pos in ("ADP", "SCONJ") or (token.pos == "ADV" and token.dep in ("advmod", "prt"))


def is_apart(sentence: Sentence, node: Token, verb: Token) -> bool:
    """Tell whether a semicolon or colon parts the clause from the verb that the tree hangs it on."""
    if node.dep not in ("ccomp", "advcl", "conj", "parataxis", "dep") or node.index > verb.index:
        return False
    return any(t.text == ";" for t in sentence.tokens[node.index : verb.index])


def is_open_modifier(sentence: Sentence, node: Token, noun: Token) -> bool:
    """ "Wants to sign a document *promising* aid", "wants the troops *withdrawn*": as open as the noun's own clause."""
    if node.tag == "VBG":
        return not is_definite(sentence, noun)
    return (
        node.tag == "VBN"
        and noun.dep == "dobj"
        and head(sentence, noun).lemma in ("want", "need", "see", "like")
    )


def is_ranked(sentence: Sentence, noun: Token) -> bool:
    """Tell of "the *first* country to recognise it": what follows tells what it did, not what it plans."""
    return any(t.text.lower() in RANKS for t in children(sentence, noun, "amod"))

"""Triggers in their sentences: which words of a rule stand where, and the verb an event noun leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.coding.dictionary import Rule, Rules, Trigger, WordClass, Words
from dateline.coding.frames import base, is_verbal, word
from dateline.coding.wording import HYPHENS, in_class
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head

PARTICLES = (
    "prt",
    "prep",
    "advmod",
    "dative",
    "oprd",
    "acomp",
    "agent",
    "npadvmod",
    "dobj",
    "pobj",
    "intj",
    "xcomp",
)


# Verbs whose particle makes another verb of them: "take in members" takes nothing.
CHANGEABLE = frozenset(
    "break bring call carry come fire get give go hand hold look make pass put run set strike take turn".split()
)


NOMINAL = ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "ROOT")


@dataclass(frozen=True, slots=True)
class Site:
    """One trigger in its sentence: kind of word, head token, all trigger words, and the verb it leans on."""

    sentence: Sentence
    kind: str
    trigger: Token
    words: tuple[Token, ...]
    support: Token | None  # "launched" of "launched an attack"

    @property
    def clause(self) -> Token:
        """The token whose clause tells of the deed."""
        return self.support or self.trigger


@dataclass(frozen=True, slots=True)
class Match:
    """A rule met at a site, with the tokens that met its needs, and the counted thing it is about."""

    rule: Rule
    site: Site
    taken: tuple[Token, ...]
    item: Token | None = None  # what is counted or sent, where the rule splits by it
    merged: tuple[Site, ...] = ()  # further sites of the same deed: "killed in a *raid*"
    doer: Token | None = None  # who does it, where the clause leaves its verb out
    apart: tuple[Token, ...] = ()  # words of such clauses, which are no part of this deed
    otherwise: tuple[Match, ...] = ()  # rules that need no party, where this one finds none
    read: tuple[Token, ...] = ()  # "not", "will", "told": words of status that the rule's own needs have read

    @property
    def trigger(self) -> Token:
        """The token the deed hangs on; the second thing of "a frigate and four jets" hangs on itself."""
        return self.site.trigger


def find_sites(sentence: Sentence, rules: Rules) -> Iterator[tuple[Trigger, Site]]:
    """Yield every trigger of every rule that stands in the sentence."""
    for token in sentence.tokens:
        if token.pos == "PUNCT":
            continue
        seen: set[tuple[str, Words, str]] = set()
        for form in _forms(token, rules):
            for trigger in rules.index.get(form, ()):
                key = (trigger.kind, trigger.words, trigger.rule.id)
                if key in seen:
                    continue
                seen.add(key)
                site = _site(sentence, token, trigger, rules)
                if site is not None:
                    yield trigger, site


def _forms(token: Token, rules: Rules) -> tuple[str, ...]:
    """The forms a trigger may have in the tables; of a verb whose lemma nobody knows also its stems.

    Lemmatisers guess at rare verbs: "cordone" for "cordoned", "instal" for "installing".
    """
    forms = dict.fromkeys((base(token), word(token)))
    if token.tag in ("VBD", "VBN", "VBG") and base(token) not in rules.index:
        stem = word(token).removesuffix("ing").removesuffix("ed")
        forms.update(dict.fromkeys((stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)))
    return tuple(forms)


def _site(sentence: Sentence, token: Token, trigger: Trigger, rules: Rules) -> Site | None:
    if trigger.kind == "verbs":
        return _verb_site(sentence, token, trigger.words)
    if trigger.kind == "adjectives":
        if token.pos != "ADJ" and token.tag not in ("VBN", "VBG", "JJ"):
            return None
        return _adjective_site(sentence, token, trigger.words)
    return _noun_site(sentence, token, trigger.words, rules)


def _verb_site(sentence: Sentence, token: Token, words: Words) -> Site | None:
    if not is_verbal(token) or token.dep in ("amod", "compound", "det", "case"):
        return None
    if token.pos == "AUX" and token.dep in ("aux", "auxpass") and words[0] not in ("must", "should"):
        return None
    if token.pos == "PROPN" and not token.tag.startswith("VB"):
        return None
    if len(words) == 1 and base(token) in CHANGEABLE and _is_changed(sentence, token):
        return None
    found = [token]
    here = token
    for part in words[1:]:
        holders = (token, here) if here is not token else (token,)
        particle = next(
            (t for h in holders for t in children(sentence, h, *PARTICLES) if part in (word(t), base(t))),
            None,
        )
        if particle is None and here.index + 1 < len(sentence.tokens):
            following = sentence.tokens[here.index + 1]
            particle = (
                following if word(following) == part and following.pos in ("ADP", "ADV", "PART") else None
            )
        if particle is None or _dates(sentence, particle):
            return None
        found.append(particle)
        here = particle
    return Site(sentence, "verb", token, tuple(sorted(found, key=lambda t: t.index)), None)


def _is_changed(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a particle or "back" makes another verb of this one: "hand back", "take in"."""
    back = (t for t in children(sentence, verb, "advmod") if word(t) == "back")
    return child(sentence, verb, "prt") is not None or next(back, None) is not None


def _dates(sentence: Sentence, particle: Token) -> bool:
    """Tell whether a preposition only opens a date: "called him *on Monday*"."""
    thing = child(sentence, particle, "pobj")
    return thing is not None and thing.entity in ("DATE", "TIME")


def _adjective_site(sentence: Sentence, token: Token, words: Words) -> Site | None:
    found = [token]
    for part in words[1:]:
        following = next(
            (t for t in children(sentence, token, "prep", "prt", "xcomp") if word(t) == part), None
        )
        if following is None:
            return None
        found.append(following)
    return Site(sentence, "adjective", token, tuple(found), None)


def _noun_site(sentence: Sentence, token: Token, words: Words, rules: Rules) -> Site | None:
    run = [token]
    index = token.index
    for part in words[1:]:
        index += 1
        while index < len(sentence.tokens) and sentence.tokens[index].text in HYPHENS:
            index += 1
        if index >= len(sentence.tokens):
            return None
        following = sentence.tokens[index]
        if part not in (word(following), base(following), word(following).removesuffix("s")):
            return None
        run.append(following)
    if token.tag == "VBG" and word(token) != words[0]:  # "according" is no accord
        return None
    inside = {t.index for t in run}
    top = next((t for t in run if t.head not in inside or t.head == t.index), run[-1])
    if not _is_event_noun(sentence, top, rules):
        return None
    return Site(sentence, "noun", top, tuple(run), support_of(sentence, top, rules))


def _is_event_noun(sentence: Sentence, token: Token, rules: Rules) -> bool:
    nominal = token.pos in ("NOUN", "PROPN", "NUM", "PRON") or token.tag in ("NN", "NNS")
    if not nominal and not (token.tag == "VBG" and token.dep in NOMINAL):
        return False
    if token.dep in ("compound", "nmod", "amod"):
        above = head(sentence, token)
        carrier = rules.classes.get("carrier")
        return carrier is not None and in_class(sentence, above, carrier)
    return not _in_name(sentence, token)


def _in_name(sentence: Sentence, token: Token) -> bool:
    """Tell whether the noun is part of a proper name: "Ministry of *Defence*", "the *Attack* Helicopter Wing"."""
    if not token.text[:1].isupper() or token.index == 0:
        return False
    lower = sum(1 for t in sentence.tokens if t.text[:1].islower() and len(t.text) > 3)
    if lower < 2:  # a headline in title case says nothing by its capitals
        return token.entity in ("ORG", "PERSON", "WORK_OF_ART", "FAC", "PRODUCT")
    return token.entity not in ("", "DATE") or token.pos == "PROPN"


def support_of(sentence: Sentence, noun: Token, rules: Rules) -> Token | None:
    """The light or planning verb whose object the event noun is: "launched an attack", "announced sanctions"."""
    top = noun
    while top.dep == "conj":
        top = head(sentence, top)
    light, stative = rules.classes.get("light"), rules.classes.get("light-preposition")
    above = head(sentence, top)
    if top.dep == "pobj" and word(above) == "of":  # "a series of attacks", "ten days of war games"
        counted = head(sentence, above)
        if base(counted) in _COUNTING or counted.entity in ("DATE", "CARDINAL", "QUANTITY"):
            top, above = counted, head(sentence, counted)
    happen = rules.classes.get("happen")
    if top.dep == "nsubj" and is_verbal(above) and happen is not None and _happens(sentence, above, happen):
        return above
    if top.dep in ("dobj", "attr", "nsubjpass", "oprd") and is_verbal(above):
        if top.dep in ("nsubjpass", "dobj"):
            return above if light is not None and in_class(sentence, above, light) else None
        return None
    if top.dep == "pobj":
        verb = head(sentence, above)
        pair = f"{base(verb)} {word(above)}"
        if stative is not None and is_verbal(verb) and normal_pair(pair) in _pairs(stative):
            return verb
    relative = next((t for t in children(sentence, top, "acl", "relcl") if t.tag == "VBN"), None)
    if relative is not None and light is not None and in_class(sentence, relative, light):
        return relative
    return None


def _happens(sentence: Sentence, verb: Token, happen: WordClass) -> bool:
    """Tell whether a verb only says that its subject happened: "fighting broke out"."""
    if base(verb) in happen.single:
        return True
    following = sentence.tokens[verb.index + 1 : verb.index + 2]
    return any((base(verb), word(t)) in happen.groups.get(base(verb), ()) for t in following)


_COUNTING = frozenset(
    """campaign chain couple day dozen flurry hour hundred kind month number pair period phase
    round second series set spate sort spell start string succession type wave week year""".split()
)


def normal_pair(pair: str) -> Words:
    """A verb and its preposition as the tables keep them."""
    return tuple(pair.split())


def _pairs(words: WordClass) -> frozenset[Words]:
    return frozenset(group for groups in words.groups.values() for group in groups)

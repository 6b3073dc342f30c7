"""Finding deeds in a sentence: triggers of the rules, what fills the slots around them, one match per deed.

A *site* is one trigger in its sentence; it answers what fills a slot. A *match* is a rule whose needs are
met at a site. Where several rules want the same words, priority, then the more exacting rule wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.coding.dictionary import Constraint, Rule, Rules, Trigger, WordClass, Words, normal_words
from dateline.coding.frames import (
    after_preposition,
    base,
    clause_head,
    indirect_object,
    is_passive,
    is_verbal,
    kernels,
    object_of,
    possessors,
    subject,
    word,
)
from dateline.model import Sentence, Token
from dateline.parsing.tree import ancestors, child, children, conjuncts, head, subtree

PARTICLES = ("prt", "prep", "advmod", "dative", "oprd", "acomp", "agent", "npadvmod", "dobj", "pobj", "intj")
_BARE_NUMBERS = frozenset({"dozens", "hundreds", "thousands", "scores", "most", "some", "many"})

# Slots whose fillers belong to the deed: an event noun there is no deed of its own.
OWN_SLOTS = frozenset(
    {"object", "subject", "complement", "clause", "purpose", "of", "poss", "indirect", "to", "by"}
)
# Verbs whose particle makes another verb of them: "take in members" takes nothing.
CHANGEABLE = frozenset(
    "break bring call carry come fire get give go hold look make pass put run set strike take turn".split()
)
HYPHENS = ("-", "‑", "–")

Stand = tuple[Sentence, Token]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What matching must know of a token beyond its words: its parties and the noun a pronoun stands for."""

    parties: Callable[[Sentence, Token, bool], frozenset[str]]  # ids; the last: names used as places too
    stands_for: Callable[[Sentence, Token], Stand | None]
    speaker: Callable[[Sentence, Token], Token | None]


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

    @property
    def trigger(self) -> Token:
        """The token the deed hangs on; the second thing of "a frigate and four jets" hangs on itself."""
        return self.site.trigger


def in_class(sentence: Sentence, token: Token, words: WordClass) -> bool:
    """Tell whether the token, with the words before it, is of a class."""
    forms = {base(token), word(token)}
    if token.pos == "PROPN" and token.text.endswith(
        "s"
    ):  # names keep their plural: "Armed Forces", "Javelins"
        forms.add(word(token)[:-1])
    if forms & words.single:
        return True
    if any(pattern.fullmatch(token.text) for pattern in words.patterns):
        return True
    return any(
        _stands_at(sentence, token, group) for form in sorted(forms) for group in words.groups.get(form, ())
    )


def _stands_at(sentence: Sentence, token: Token, group: Words) -> bool:
    """Tell whether the token is one of a run of words: "state" of "state of emergency"."""
    forms = (base(token), word(token), word(token).removesuffix("s"))
    return any(
        _run_fits(sentence, token.index, group, place) for place, part in enumerate(group) if part in forms
    )


def _run_fits(sentence: Sentence, index: int, group: Words, place: int) -> bool:
    before, after = group[:place], group[place + 1 :]
    return _walk(sentence, index, before[::-1], -1) and _walk(sentence, index, after, 1)


def _walk(sentence: Sentence, index: int, words: Words, step: int) -> bool:
    for expected in words:
        index += step
        while 0 <= index < len(sentence.tokens) and sentence.tokens[index].text in HYPHENS:
            index += step
        if not 0 <= index < len(sentence.tokens):
            return False
        here = sentence.tokens[index]
        if expected not in (base(here), word(here)):
            return False
    return True


def find_sites(sentence: Sentence, rules: Rules) -> Iterator[tuple[Trigger, Site]]:
    """Yield every trigger of every rule that stands in the sentence."""
    for token in sentence.tokens:
        if token.pos == "PUNCT":
            continue
        seen: set[tuple[str, Words, str]] = set()
        for form in dict.fromkeys((base(token), word(token))):
            for trigger in rules.index.get(form, ()):
                key = (trigger.kind, trigger.words, trigger.rule.id)
                if key in seen:
                    continue
                seen.add(key)
                site = _site(sentence, token, trigger, rules)
                if site is not None:
                    yield trigger, site


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
    if len(words) == 1 and base(token) in CHANGEABLE and child(sentence, token, "prt") is not None:
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
        if particle is None:
            return None
        found.append(particle)
        here = particle
    return Site(sentence, "verb", token, tuple(sorted(found, key=lambda t: t.index)), None)


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


NOMINAL = ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "ROOT")


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


_COUNTING = frozenset(
    """campaign chain couple day dozen flurry hour hundred kind month number pair period phase
    round second series set spate sort spell start string succession type wave week year""".split()
)


def normal_pair(pair: str) -> Words:
    """A verb and its preposition as the tables keep them."""
    return tuple(pair.split())


def _pairs(words: WordClass) -> frozenset[Words]:
    return frozenset(group for groups in words.groups.values() for group in groups)


def fill(site: Site, path: str, lookup: Lookup) -> tuple[Token, ...]:
    """Return the heads that fill a slot: "object", "to", "object.poss", "on|against"."""
    return tuple(dict.fromkeys(t for way in path.split("|") for t in _fill_way(site, way, lookup)))


def _fill_way(site: Site, way: str, lookup: Lookup) -> list[Token]:
    first, *rest = way.split(".")
    found = list(_fill_one(site, first, lookup))
    for step in rest:
        found = [t for token in found for t in _below(site.sentence, token, step)]
    return found


def _fill_one(site: Site, name: str, lookup: Lookup) -> Iterator[Token]:
    sentence = site.sentence
    if name == "trigger":
        yield site.trigger
    elif name == "speaker":
        speaker = lookup.speaker(sentence, site.trigger)
        if speaker is not None:
            yield speaker
    elif name == "above":
        if site.clause.dep != "ROOT":
            yield head(sentence, site.clause)
    elif name == "governor":
        yield from governors(sentence, site.trigger)
    elif name == "sentence":
        yield from (t for t in sentence.tokens if t.pos not in ("PUNCT", "DET"))
    elif name == "negated":
        yield from _negations(sentence, site.clause)
    elif name == "will":
        yield from (t for t in children(sentence, site.clause, "aux") if base(t) in _FUTURE)
    elif name == "blamed":
        yield from _blamed(sentence, site.trigger)
    elif name == "past":
        yield from (t for t in children(sentence, site.clause, "prep") if word(t) == "past")
    elif site.kind == "verb":
        yield from _fill_verb(sentence, site.trigger, name)
    elif site.kind == "adjective":
        yield from _fill_adjective(sentence, site.trigger, name)
    else:
        yield from _fill_noun(site, name)


def _blamed(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Whom a deed is held against: "cut ties with Riyadh over the killing", "condemned Israel for the raid"."""
    above = head(sentence, token)
    if word(above) not in ("over", "for", "after", "following"):
        return
    verb = head(sentence, above)
    if verb.pos in ("NOUN", "PROPN"):
        verb = clause_head(sentence, verb)
    if not is_verbal(verb):
        return
    for name in ("with", "on", "against"):
        yield from after_preposition(sentence, verb, frozenset((name,)))
    harmed = object_of(sentence, verb)
    if harmed is not None:
        yield harmed


_FUTURE = frozenset(
    {"will", "would", "'ll", "’ll", "'d", "shall", "may", "might", "can", "could", "wo", "ca"}
)


def _negations(sentence: Sentence, verb: Token) -> Iterator[Token]:
    yield from children(sentence, verb, "neg")
    yield from (t for t in children(sentence, verb, "advmod", "aux") if word(t) in ("never", "no", "cannot"))


def _fill_verb(sentence: Sentence, verb: Token, name: str) -> Iterator[Token]:
    if name == "subject":
        found = subject(sentence, verb)
        if found is not None:
            yield found
            if found.dep == "nsubj":  # two subjects are a coordination the parser missed
                yield from (t for t in children(sentence, verb, "nsubj") if t.index > found.index)
    elif name == "object":
        found = object_of(sentence, verb)
        if found is not None:
            yield found
    elif name == "indirect":
        found = indirect_object(sentence, verb)
        if found is not None:
            yield found
    elif name == "clause":
        yield from children(sentence, verb, "xcomp", "ccomp", "pcomp")
        for preposition in children(sentence, verb, "prep"):
            yield from children(sentence, preposition, "pcomp")
        for thing in children(sentence, verb, "dobj"):
            yield from children(sentence, thing, "acl")
    elif name == "complement":
        yield from children(sentence, verb, "acomp", "attr", "oprd")
    elif name == "purpose":
        yield from (t for t in children(sentence, verb, "advcl", "xcomp") if t.tag == "VB")
        for thing in children(sentence, verb, "dobj"):
            yield from (t for t in children(sentence, thing, "acl", "relcl") if t.tag == "VB")
    elif name == "compound":
        yield from children(sentence, verb, "compound", "amod", "advmod", "npadvmod")
    elif name == "poss":
        yield from possessors(sentence, verb)
    else:
        yield from after_preposition(sentence, verb, frozenset((name,)))


def _fill_adjective(sentence: Sentence, token: Token, name: str) -> Iterator[Token]:
    above = head(sentence, token)
    if name == "subject":
        if token.dep in ("amod", "acl"):
            yield above
        else:
            found = subject(sentence, above) if is_verbal(above) else child(sentence, token, "nsubj")
            if found is None:
                found = child(sentence, token, "nsubj")
            if found is not None:
                yield found
    elif name == "clause":
        yield from children(sentence, token, "xcomp", "ccomp", "advcl")
    elif name == "compound":
        yield from (t for t in subtree(sentence, token) if t.index < token.index)
    elif name not in ("object", "indirect", "poss"):
        yield from after_preposition(sentence, token, frozenset((name,)))


def _fill_noun(site: Site, name: str) -> Iterator[Token]:
    sentence, noun = site.sentence, site.trigger
    if name == "subject":
        yield from _doer_above(site)
    elif name == "poss":
        for token in site.words:
            yield from possessors(sentence, token)
    elif name == "compound":
        inside = {t.index for t in site.words}
        for token in site.words:
            below = children(sentence, token, "compound", "amod", "nmod", "nummod")
            yield from (t for t in below if t.index not in inside)
    elif name == "object":
        return
    elif name == "clause":
        yield from children(sentence, noun, "acl", "relcl", "ccomp")
    elif name == "indirect":
        if site.support is not None:
            found = indirect_object(sentence, site.support)
            if found is not None:
                yield found
    else:
        wanted = frozenset((name,))
        yield from after_preposition(sentence, noun, wanted)
        if name == "by":
            yield from _by_above(sentence, noun)
        if site.support is not None:
            behind = after_preposition(sentence, site.support, wanted)
            yield from (t for t in behind if t.index != noun.index)


def _by_above(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """The "by" that a parser hung on the phrase above: "allegations of a raid on Kassala by its troops"."""
    above = head(sentence, noun)
    if above.pos == "ADP" and head(sentence, above).pos == "NOUN":
        for preposition in children(sentence, head(sentence, above), "prep"):
            if word(preposition) == "by" and preposition.index > noun.index:
                yield from children(sentence, preposition, "pobj")


def _doer_above(site: Site) -> Iterator[Token]:
    """Who does the deed a noun names: the subject of its light verb, or whose plan or campaign it is."""
    sentence, noun = site.sentence, site.trigger
    if site.support is not None:
        if object_of(sentence, site.support) is not None or noun.dep in ("pobj", "attr", "conj"):
            found = subject(sentence, site.support)
            if found is not None and found.index != noun.index:
                yield found
        return
    above = head(sentence, noun)
    if noun.dep == "pobj" and head(sentence, above).pos in ("NOUN", "PROPN"):
        carrier = head(sentence, above)
        if base(carrier) in _INTENT:
            yield from possessors(sentence, carrier)
            for preposition in children(sentence, carrier, "prep"):
                if word(preposition) in ("by", "of") and preposition.index != above.index:
                    yield from children(sentence, preposition, "pobj")
            governor = head(sentence, carrier)
            if carrier.dep in ("dobj", "pobj") and is_verbal(governor):
                found = subject(sentence, governor)
                if found is not None:
                    yield found
    if noun.dep == "compound":
        yield from possessors(sentence, above)


_INTENT = frozenset(
    """ability bid campaign capability chance continuation decision design effort intent intention option order
    part phase plan planning possibility preparation proposal readiness resumption right risk round
    series start threat use wave""".split()
)


def _below(sentence: Sentence, token: Token, name: str) -> Iterator[Token]:
    """One step of a dotted path, from a filler down: its possessor, object, subject, clause or preposition."""
    if name == "poss":
        yield from possessors(sentence, token)
    elif name == "subject" and is_verbal(token):
        found = subject(sentence, token)
        if found is not None:
            yield found
    elif name == "object" and is_verbal(token):
        found = object_of(sentence, token)
        if found is not None:
            yield found
    elif name == "indirect" and is_verbal(token):
        found = indirect_object(sentence, token)
        if found is not None:
            yield found
    elif name == "clause":
        yield from children(sentence, token, "xcomp", "ccomp", "acl", "relcl")
    elif name == "compound":
        yield from children(sentence, token, "compound", "amod", "nmod", "nummod")
    elif name == "above":
        if token.head != token.index:
            yield head(sentence, token)
    elif name == "purpose":
        yield from (t for t in children(sentence, token, "advcl", "xcomp", "acl") if t.tag == "VB")
    else:
        yield from after_preposition(sentence, token, frozenset((name,)))


def governors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the word that governs a noun, past prepositions: "ask" of "asked for troops"."""
    top = token
    while top.dep == "conj" or (
        top.dep == "pobj"
        and word(head(sentence, top)) == "of"
        and head(sentence, head(sentence, top)).pos in ("NOUN", "NUM", "ADJ")
    ):
        top = head(sentence, top) if top.dep == "conj" else head(sentence, head(sentence, top))
    above = head(sentence, top)
    if above.pos in ("ADP", "SCONJ") and above.index != top.index:
        verb = head(sentence, above)
        yield head(sentence, verb) if verb.pos in ("ADP", "ADV") else verb
    elif above.index != top.index:
        yield above


def governor_wordings(sentence: Sentence, token: Token) -> Iterator[Words]:
    """The governor as rules write it: ("ask",) and, with its preposition, ("ask", "for")."""
    top = token
    while top.dep == "conj":
        top = head(sentence, top)
    above = head(sentence, top)
    if above.index == top.index:
        return
    if above.pos in ("ADP", "SCONJ"):
        verb = head(sentence, above)
        if verb.pos in ("ADP", "ADV") and verb.index != above.index:  # "along with"
            verb = head(sentence, verb)
        yield (base(verb), word(above))
    else:
        yield (base(above),)
        particle = child(sentence, above, "prt")
        if particle is not None:
            yield (base(above), word(particle))


def meets(site: Site, constraint: Constraint, rules: Rules, lookup: Lookup) -> tuple[Token, ...] | None:
    """Return the tokens that meet a constraint, or None where nothing does."""
    path, wanted = constraint
    if path == "governor":
        return _meets_governor(site, wanted, rules)
    found: list[Token] = []
    met: list[Token] = []
    for way in path.split("|"):
        here = _fill_way(site, way, lookup)
        found.extend(here)
        if way == "speaker":
            met.extend(here)
            continue
        place_too = way.rsplit(".", 1)[-1] in RELATING
        met.extend(t for t in here if any(_fits(site, t, want, rules, lookup, place_too) for want in wanted))
    if "NONE" in wanted and not found:
        return ()
    if "SEVERAL" in wanted and len({party for t in found for party in lookup.parties(site.sentence, t, True)}) > 1:
        return tuple(found)
    return tuple(dict.fromkeys(met)) or None


def _meets_governor(site: Site, wanted: tuple[str, ...], rules: Rules) -> tuple[Token, ...] | None:
    tokens = tuple(governors(site.sentence, site.trigger))
    wordings = tuple(governor_wordings(site.sentence, site.trigger))
    if "NONE" in wanted and not tokens:
        return ()
    for want in wanted:
        if want == "ANY" and tokens:
            return tokens
        if want.startswith("@"):
            named = rules.classes[want[1:]]
            if any(w[0] in named.single and len(w) == 1 for w in wordings):
                return tokens
            if any(w in named.groups.get(w[-1], ()) for w in wordings):
                return tokens
        elif tuple(want.split()) in wordings:
            return tokens
    return None


RELATING = frozenset({"to", "between", "with", "against", "of", "on", "by", "from"})


def _fits(site: Site, token: Token, want: str, rules: Rules, lookup: Lookup, place_too: bool) -> bool:
    sentence = site.sentence
    if want.startswith("@"):
        return _of_class(sentence, token, rules.classes[want[1:]], lookup)
    if want.isupper():
        return _of_kind(sentence, token, want, rules, lookup, place_too)
    words = normal_words(want)
    return any(_stands_at(sentence, kernel, words) for kernel in kernels(sentence, token))


def _of_class(sentence: Sentence, token: Token, named: WordClass, lookup: Lookup) -> bool:
    if any(in_class(sentence, kernel, named) for kernel in kernels(sentence, token)):
        return True
    for kernel in kernels(sentence, token):
        stand = lookup.stands_for(sentence, kernel) if kernel.pos == "PRON" else None
        if stand is not None and any(in_class(stand[0], inner, named) for inner in kernels(*stand)):
            return True
    return False


def _of_kind(
    sentence: Sentence, token: Token, want: str, rules: Rules, lookup: Lookup, place_too: bool
) -> bool:
    if want == "ANY":
        return True
    if want == "ACTOR":
        return bool(lookup.parties(sentence, token, place_too)) or is_agent(sentence, token, rules)
    if want == "PLACE":
        return any(k.entity in ("GPE", "LOC", "FAC") for k in kernels(sentence, token))
    if want == "PERSON":
        return token.entity == "PERSON" or _is_titled(sentence, token, rules)
    if want == "NUMBER":
        return token.pos == "NUM" or (word(token) in _BARE_NUMBERS and child(sentence, token, "prep") is None)
    if want == "NATION":
        return token.entity in ("NORP", "GPE")
    if want == "NATIONALS":
        return token.entity == "NORP" and token.pos in ("NOUN", "PROPN") and token.tag in ("NNS", "NNPS")
    if want == "CLAUSE":
        return is_verbal(token)
    if want == "NAME":
        return token.pos == "PROPN"
    if want == "INDICATIVE":
        return _is_indicative(sentence, token)
    if want == "COUNT":
        return is_counted(sentence, token)
    return False


def _is_indicative(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause states a fact: "insists that Turkey broke the law", not "that Turkey withdraw"."""
    if verb.tag == "VBP":
        own = child(sentence, verb, "nsubj")
        return own is None or own.tag not in ("NN", "NNP")
    return verb.tag in ("VBD", "VBZ") or any(
        aux.tag in ("VBD", "VBZ", "VBP") for aux in children(sentence, verb, "aux", "auxpass")
    )


def is_agent(sentence: Sentence, token: Token, rules: Rules) -> bool:
    """Tell whether a phrase is about rebels, soldiers, a government, a court or the like, named or not."""
    agents = rules.classes["agents"]
    for kernel in kernels(sentence, token):
        if in_class(sentence, kernel, agents) or _is_titled(sentence, kernel, rules):
            return True
        if in_class(sentence, kernel, rules.classes["heads"]):  # "leaders of the opposition"
            below = after_preposition(sentence, kernel, frozenset(("of",)))
            if any(in_class(sentence, inner, agents) for inner in below):
                return True
    return False


def _is_titled(sentence: Sentence, token: Token, rules: Rules) -> bool:
    """Tell whether an office stands before a name: "Vice-President Awori"."""
    titles = children(sentence, token, "compound", "amod", "nmod")
    return token.pos == "PROPN" and any(in_class(sentence, t, rules.classes["dignitary"]) for t in titles)


def is_counted(sentence: Sentence, token: Token) -> bool:
    """Tell whether a number or a counting word says how many."""
    if token.pos == "NUM" or base(token) in ("dozen", "hundred", "thousand", "scores", "score"):
        return True
    return child(sentence, token, "nummod") is not None


def find_matches(
    sentence: Sentence, rules: Rules, lookup: Lookup, told: frozenset[str] = frozenset()
) -> tuple[Match, ...]:
    """Return one match per deed the sentence tells of, in text order.

    `told` are the event types of the sentences just before; rules that only go on from one need it.
    """
    candidates: list[Match] = []
    for trigger, site in find_sites(sentence, rules):
        match = try_rule(trigger.rule, site, rules, lookup)
        if match is not None:
            candidates.append(match)
    chosen = _one_per_trigger([match for match in candidates if _goes_on(match, candidates, told)])
    chosen = _without_taken(chosen)
    chosen = _merge_deeds(chosen)
    matches = [part for match in chosen for part in _split(match, rules, lookup)]
    return tuple(sorted(matches, key=lambda m: ((m.item or m.trigger).start, m.rule.id)))


def _goes_on(match: Match, candidates: list[Match], told: frozenset[str]) -> bool:
    """Tell whether a rule that needs a deed told before has it, in a sentence before or earlier in this one."""
    if not match.rule.after:
        return True
    here = {m.rule.type for m in candidates if m.trigger.index < match.trigger.index and not m.rule.after}
    return bool((told | here) & set(match.rule.after))


def try_rule(rule: Rule, site: Site, rules: Rules, lookup: Lookup) -> Match | None:
    """Return the match of one rule at one site, or None where a need is not met or a bar is."""
    taken: list[Token] = []
    for constraint in rule.needs:
        met = meets(site, constraint, rules, lookup)
        if met is None:
            return None
        if _is_taken(constraint):
            taken.extend(met)
    for constraint in rule.bars:
        if meets(site, constraint, rules, lookup) is not None:
            return None
    return Match(rule, site, tuple(taken))


def _is_taken(constraint: Constraint) -> bool:
    path, wanted = constraint
    own = all(step in OWN_SLOTS for way in path.split("|") for step in way.split(".")[:1])
    return own and not all(value.isupper() for value in wanted)


def _rank(match: Match) -> tuple[int, int, int]:
    return (match.rule.priority, len(match.site.words), len(match.rule.needs))


def _one_per_trigger(candidates: list[Match]) -> list[Match]:
    best: dict[int, Match] = {}
    for match in candidates:
        known = best.get(match.trigger.index)
        if known is None or _rank(match) > _rank(known):
            best[match.trigger.index] = match
    return [best[index] for index in sorted(best)]


def _without_taken(matches: list[Match]) -> list[Match]:
    """Drop the event noun that a verb's rule has already taken in: "lifted *sanctions*"."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.site.kind != "verb", m.trigger.index)):
        taken = {
            t.index
            for other in kept
            if not other.rule.leaves
            for token in other.taken
            for t in kernels(match.site.sentence, token)
        }
        taken |= {t.index for other in kept for t in other.site.words}
        if match.trigger.index not in taken:
            kept.append(match)
    return sorted(kept, key=lambda m: m.trigger.index)


def _merge_deeds(matches: list[Match]) -> list[Match]:
    """Join what tells of one deed twice: "killed in an *attack*", "attacked the town, *killing* three"."""
    gone: set[int] = set()
    joined: dict[int, list[Site]] = {}
    for match in matches:
        for other in matches:
            if other is match or other.trigger.index in gone or not _may_join(match.rule, other.rule):
                continue
            part = _is_part_of(match.site, other.site) or (
                match.rule.type in SPOKEN and _is_said_in(match.site, other.site)
            )
            if match.trigger.index in gone or not part:
                continue
            gone.add(match.trigger.index)
            joined.setdefault(other.trigger.index, []).append(match.site)
    return [
        replace(m, merged=tuple(joined.get(m.trigger.index, ())))
        for m in matches
        if m.trigger.index not in gone
    ]


# Acts of speech: one inside another of the same type is its content ("accused them of stoking tension").
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})


def _is_said_in(site: Site, other: Site) -> bool:
    sentence, token = site.sentence, site.trigger
    if site.kind == "noun" or other.kind == "noun":
        return False
    if token.head == other.trigger.index:
        return token.dep in ("pcomp", "xcomp", "ccomp")
    return token.dep == "pcomp" and head(sentence, token).head == other.trigger.index


COUNTED: Constraint = ("trigger", ("COUNT",))


def _may_join(rule: Rule, other: Rule) -> bool:
    """Deeds of one type may be one deed; so may what a protest demands or breaks and the protest."""
    if COUNTED in rule.needs:  # "with a dozen launchers" are things of their own
        return False
    return rule.type == other.type or (
        other.type == "PROTEST" and rule.type in ("REQUEST", "ACCUSE", "REJECT")
    )


def _is_part_of(site: Site, other: Site) -> bool:
    """Tell whether a site only adds to the deed of another: its argument noun, or a participle after it."""
    sentence, token = site.sentence, site.trigger
    if site.kind == "noun":
        if site.support is not None and site.support.index == other.trigger.index:
            return True
        if other.kind == "noun":
            return token.dep in ("compound", "appos") and token.head == other.trigger.index
        above = head(sentence, token)
        if above.pos == "ADP" and word(above) in ("in", "during", "by", "with", "from", "of", "to", "after"):
            above = head(sentence, above)
        return above.index == other.trigger.index and token.dep in ("nsubj", "pobj", "dobj", "nsubjpass")
    if site.kind == "verb" and other.kind == "adjective":
        return token.head == other.trigger.index
    if site.kind == "verb" and other.kind == "verb":
        bare = child(sentence, token, "nsubj", "nsubjpass") is None
        return token.head == other.trigger.index and token.dep == "advcl" and bare and token.tag in ("VBG", "VB")
    if site.kind == "verb" and other.kind == "noun":
        return token.head == other.trigger.index and token.dep == "acl"
    return False


def _split(match: Match, rules: Rules, lookup: Lookup) -> Iterator[Match]:
    """Yield the match once for each counted thing of a different unit, and once for each gapped clause."""
    gaps = tuple(_gaps(match, lookup))
    apart = tuple(doer for doer, _ in gaps)
    own = replace(match, apart=apart)
    yield from _by_units(own, rules, lookup)
    for doer, count in gaps:
        yield replace(own, item=count, doer=doer)


def _gaps(match: Match, lookup: Lookup) -> Iterator[tuple[Token, Token]]:
    """Doer and count of clauses that leave their verb out: "Germany ordered 40 and *France 35* out"."""
    site = match.site
    if site.kind != "verb":
        return
    sentence, verb = site.sentence, site.trigger
    for thing in children(sentence, verb, "dobj"):
        for other in children(sentence, thing, "conj", "appos"):
            if other.pos != "PROPN" or not lookup.parties(sentence, other, True):
                continue
            count = child(sentence, other, "nummod")
            if count is None:
                count = next(
                    (t for t in children(sentence, verb, "oprd", "npadvmod") if t.pos == "NUM"), None
                )
            if count is not None and count.index > other.index:
                yield other, count


def _by_units(match: Match, rules: Rules, lookup: Lookup) -> Iterator[Match]:
    """ "A frigate and four jets" are two mentions, "ships and jets" one."""
    if match.rule.splits is None:
        yield match
        return
    sentence = match.site.sentence
    things = [
        t
        for filler in fill(match.site, match.rule.splits, lookup)
        for t in (*children(sentence, filler, "nmod"), *conjuncts(sentence, filler))
        if t not in match.apart
    ]
    units: list[tuple[str | None, Token]] = []
    for thing in things:
        unit = unit_of(sentence, thing, rules.classes)
        own = is_counted(sentence, thing) or any(
            word(d) in ("a", "an") for d in children(sentence, thing, "det")
        )
        own = own or _counts_within(sentence, thing)
        if thing.dep == "nmod" and (unit is None or not own):
            continue
        if not units or (own and unit is not None and unit not in (known for known, _ in units)):
            units.append((unit, thing))
    for number, (_, thing) in enumerate(units):
        yield replace(match, item=thing if number else None)
    if not units:
        yield match


def _counts_within(sentence: Sentence, thing: Token) -> bool:
    """ "A frigate and *four* F-16 jets", parsed as modifiers of the jets."""
    before = [c for m in children(sentence, thing, "nmod") for c in conjuncts(sentence, m) if c.index != m.index]
    return any(child(sentence, t, "nummod") is not None for t in before)


UNITS = (
    "troops",
    "ships",
    "aircraft",
    "vehicles",
    "missiles",
    "drones",
    "launchers",
    "guns",
    "munitions",
    "civilians",
)


def unit_of(sentence: Sentence, token: Token, classes: Mapping[str, WordClass]) -> str | None:
    """The unit a thing is counted in, None where no class of units has it."""
    for kernel in kernels(sentence, token):
        for model in children(sentence, kernel, "compound"):  # "Su-35 fighters" are aircraft
            for name in UNITS:
                if name in classes and any(p.fullmatch(model.text) for p in classes[name].patterns):
                    return name
        for name in UNITS:
            if name in classes and in_class(sentence, kernel, classes[name]):
                return name
    return None


def clause_tokens(match: Match) -> tuple[Token, ...]:
    """The words of the deed's own clause: subject, verb, objects, adverbials; not clauses that tell of others."""
    site = match.site
    sentence = site.sentence
    if match.item is not None:
        return subtree(sentence, match.item, _foreign(sentence, match.item))
    top = clause_head(sentence, site.clause) if site.kind == "adjective" else site.clause
    inside = {t.index for t in subtree(sentence, top, _foreign(sentence, top))}
    inside |= {t.index for t in site.words}
    if is_verbal(top):
        own = subject(sentence, top) if not is_passive(sentence, top) else object_of(sentence, top)
        if own is not None and own.index < top.index and top.index - own.index < 12:
            inside |= {t.index for t in subtree(sentence, own, _foreign(sentence, own))}
    first, last = min(inside), max(inside)
    tokens = list(sentence.tokens[first : last + 1])
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT" and tokens[-1].text not in ("”", '"', ")"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0].text not in ("“", '"', "("):
        tokens.pop(0)
    return tuple(tokens)


def _foreign(sentence: Sentence, top: Token) -> frozenset[int]:
    """Heads below a token whose words belong to another clause."""
    return frozenset(
        t.index
        for t in children(sentence, top, "advcl", "ccomp", "conj", "parataxis", "relcl", "cc", "appos")
        if t.dep == "cc" or (is_verbal(t) and t.dep != "xcomp")
    )


# Prepositions behind which an event noun only dates or places another deed: "at a summit", "after talks".
ADJUNCT = frozenset(
    """after ahead amid around at before between despite during following in inside on outside pending prior
    since under until""".split()
)


def is_adjunct(site: Site) -> bool:
    """Tell whether a noun only dates or places another deed and no verb carries it out."""
    if site.kind != "noun" or site.support is not None:
        return False
    top = site.trigger
    while top.dep == "conj":
        top = head(site.sentence, top)
    above = head(site.sentence, top)
    return above.pos in ("ADP", "SCONJ") and word(above) in ADJUNCT


def climbs_to(sentence: Sentence, token: Token, other: Token) -> bool:
    """Tell whether one token stands above another."""
    return any(t.index == other.index for t in ancestors(sentence, token))

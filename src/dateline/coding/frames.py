"""Who stands where around a verb or a noun: the logical subject and object, prepositions, possessors.

Logical means that passives, relative clauses, control, raising and coordination are undone:
in "the troops that Moscow plans to send" the subject of "send" is Moscow and its object the troops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.model import Sentence, Token
from dateline.parsing.tree import BESIDE, ancestors, child, children, conjuncts, head

RELATIVE = frozenset({"that", "which", "who", "whom"})

# Verbs whose object, not subject, does what the infinitive says: "asked the allies to send".
OBJECT_CONTROL = frozenset(
    """advise allow ask authorise authorize beg call command compel convince direct enable encourage
    forbid force get help implore instruct invite lead let make need oblige order permit persuade plead
    press pressure prompt push remind request require see summon tell tempt trust urge want warn watch""".split()
)

# Nouns that only count or group what follows "of": "hundreds of soldiers" are soldiers.
PARTITIVE = frozenset(
    """all amount any array batch bit both bulk bunch column consignment contingent convoy couple crowd
    degree detachment dozen each few fleet flotilla fraction group half handful host hundred influx item
    kg kilo kilogram kind level load lot majority many mass member million minority more most much none
    number one pair part piece plenty portion quantity raft range remainder rest rotation score section
    series set several shipload shipment side some sort squadron stock stretch string team ten third
    thousand ton tonne total tranche truckload two type variety wave wing worth""".split()
)

# Nouns of fighters that stand before a deed like a nationality: "separatist shelling".
FIGHTING = frozenset(
    """allied coalition government guerrilla insurgent islamist jihadist loyalist militant militia opposition
    rebel separatist""".split()
)

# Words before "fighters" that make warplanes of them, as designations do: "Mirage fighters", "MiG-29 fighters".
WARPLANES = frozenset(
    """carrier interceptor jet mig mirage phantom rafale sabre stealth sukhoi tornado typhoon zero""".split()
)
FLYING = frozenset("aircraft bomber jet pilot plane squadron".split())
DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Za-z]*")

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


def word(token: Token) -> str:
    """The token's text in lower case."""
    return token.text.lower()


_SHORT_PAST = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@lru_cache(maxsize=8192)
def _base(text: str, lemma: str, tag: str) -> str:
    """Mend lemmas that lost their "e": spaCy reads "staged" as "stag" and "raped" as "rap"."""
    if tag in ("VBD", "VBN") and text == f"{lemma}ed" and _SHORT_PAST.fullmatch(lemma):
        return f"{lemma}e"
    return lemma


def base(token: Token) -> str:
    """The token's lemma in lower case."""
    return _base(token.text.lower(), token.lemma.lower(), token.tag)


def is_warplane(sentence: Sentence, token: Token) -> bool:
    """Tell whether "fighters" are aircraft: "four Mirage fighters", not "four Kurdish fighters"."""
    if base(token) != "fighter":
        return False
    if token.dep in ("compound", "nmod"):
        return base(head(sentence, token)) in FLYING
    before = children(sentence, token, "compound", "amod", "nmod")
    return any(word(t) in WARPLANES or DESIGNATION.fullmatch(t.text) for t in before)


BOTH = frozenset({"both", "feuding", "two", "warring"})
# Words for two that need no "both": those who fight each other.
BY_THEMSELVES = frozenset({"belligerents", "combatants", "sides"})
SIDES = frozenset(
    """adversary ally army belligerent capital combatant country enemy faction foe force general
    government leader man minister nation neighbor neighbour party premier president rival side
    state""".split()
)


def are_both(sentence: Sentence, token: Token) -> bool:
    """Tell whether a phrase is "both armies", "the two presidents", "the sides"."""
    if base(token) not in SIDES:
        return False
    before = children(sentence, token, "det", "nummod", "predet", "cc", "preconj", "amod")
    return word(token) in BY_THEMSELVES or any(word(t) in BOTH for t in before)


def is_verbal(token: Token) -> bool:
    """Tell whether the token is a verb form, participles used as adjectives included."""
    return token.pos in ("VERB", "AUX") or token.tag in ("VBD", "VBG", "VBN", "VBZ", "VBP")


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Tell whether the verb stands in the passive: by auxiliary, by a shared one, or as a bare participle."""
    if verb.tag != "VBN":
        return _is_reduced(sentence, verb)
    if child(sentence, verb, "auxpass", *PASSIVE_SUBJECTS) is not None:
        return True
    if any(base(aux) == "have" for aux in children(sentence, verb, "aux")):
        return False
    if verb.dep == "conj" and child(sentence, verb, "aux", *SUBJECTS) is None:
        return is_passive(sentence, head(sentence, verb))
    return child(sentence, verb, *SUBJECTS) is None and child(sentence, verb, "dobj") is None


# Verbs that always have an object: without one, a headline has left out "were" ("Two killed in raid").
TRANSITIVE = frozenset(
    """abduct ambush arrest assassinate behead bomb capture charge convict deploy deport detain displace evict
    evacuate execute expel free indict injure jail kidnap kill murder oust rescue sanction sentence stab station
    torture wound""".split()
)


WANTING = frozenset({"want", "need", "see", "like", "have", "get"})


def _is_reduced(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a headline's past form stands for a passive: "Three diplomats expelled from Chad"."""
    if verb.tag != "VBD":
        return False
    above = head(sentence, verb)
    if verb.dep == "ccomp" and base(above) in WANTING:  # "wants the embargo lifted"
        return child(sentence, verb, "dobj", "aux", "mark") is None
    if base(verb) not in TRANSITIVE:
        return False
    return child(sentence, verb, "dobj", "dative", "ccomp", "xcomp") is None and verb.dep == "ROOT"


def clause_head(sentence: Sentence, token: Token) -> Token:
    """Climb to the verb of the clause that the token stands in."""
    if is_verbal(token):
        return token
    return next((t for t in ancestors(sentence, token) if is_verbal(t)), token)


def _antecedent(sentence: Sentence, token: Token, clause: Token) -> Token:
    """Exchange a relative pronoun for the noun it stands for."""
    if word(token) not in RELATIVE:
        return token
    while clause.dep in ("conj", "ccomp", "xcomp"):  # "the truce that the army *says* they have broken"
        clause = head(sentence, clause)
    return head(sentence, clause) if clause.dep == "relcl" else token


# Verbs whose subject bears the deed and does none: "Nine villagers *died* in an ambush".
BEARING = frozenset({"die", "perish", "succumb"})


def subject(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the phrase that does what the verb says, or None where the clause names none."""
    if is_passive(sentence, verb):
        return _agent(sentence, verb)
    if base(verb) in BEARING:
        return None
    return _surface_subject(sentence, verb, depth)


def _agent(sentence: Sentence, verb: Token) -> Token | None:
    for preposition in children(sentence, verb, "agent", "prep"):
        if word(preposition) == "by":
            found = child(sentence, preposition, "pobj")
            if found is not None and found.entity not in ("DATE", "TIME", "PERCENT"):
                return found
    for member in children(sentence, verb, "conj"):
        # "two were killed and twelve wounded by shelling" may be parsed as "twelve [that were] wounded"
        later = member if member.tag == "VBN" else child(sentence, member, "acl")
        if later is not None and later.tag == "VBN" and child(sentence, later, "auxpass") is None:
            found = _agent(sentence, later)
            if found is not None:
                return found
    return None


def _surface_subject(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, own or understood."""
    if depth > 8:
        return None
    own = next((t for t in children(sentence, verb, *SUBJECTS, *PASSIVE_SUBJECTS)), None)
    if own is not None:
        if own.tag == "EX" or own.dep.startswith("csubj"):
            return None
        return _antecedent(sentence, own, verb)
    return _shared_subject(sentence, verb, depth)


def _shared_subject(sentence: Sentence, verb: Token, depth: int) -> Token | None:
    governor = head(sentence, verb)
    if governor.index == verb.index:
        return None
    if verb.dep == "advcl" and verb.tag == "VBG" and base(governor) in ACCUSING:
        accused = next((p for p in children(sentence, governor, "prep") if child(sentence, p, "pcomp")), None)
        if (
            accused is not None and accused.index < verb.index
        ):  # "accused Kigali of shelling it, killing four"
            return object_of(sentence, governor, depth + 1)
    if verb.dep == "conj" and is_verbal(governor):
        return _surface_subject(sentence, governor, depth + 1)
    if verb.dep == "relcl":
        # "the man who attacked": no subject of its own and no relative pronoun as object
        has_object = child(sentence, verb, "dobj") is not None
        return governor if has_object and verb.tag != "VBN" else None
    if verb.dep == "acl":
        return _subject_of_attribute(sentence, verb, governor, depth)
    if verb.dep in ("xcomp", "ccomp") and verb.tag in ("VB", "VBG", "VBN"):
        return _controller(sentence, verb, governor, depth)
    if verb.dep in ("xcomp", "advcl", "pcomp", "prep", "dep", "ROOT"):
        return _subject_above(sentence, governor, depth)
    return None


def _controller(sentence: Sentence, verb: Token, governor: Token, depth: int) -> Token | None:
    """Who does the infinitive: "plans to send" its subject, "urged the allies to send" its object."""
    if governor.pos in ("NOUN", "PROPN"):
        return _doer_of_noun(sentence, governor, depth)
    controlling = base(governor) in OBJECT_CONTROL and verb.tag != "VBG"
    if controlling:
        patient = child(sentence, governor, "dobj", "dative", "nsubjpass")
        if patient is not None and patient.dep == "dative" and patient.pos == "ADP":
            patient = child(sentence, patient, "pobj")
        if patient is not None:
            return _antecedent(sentence, patient, governor)
        called = next(
            (p for p in children(sentence, governor, "prep") if word(p) in ("on", "upon", "for")), None
        )
        if called is not None:
            return child(sentence, called, "pobj")
    return _subject_above(sentence, governor, depth)


def _subject_above(sentence: Sentence, governor: Token, depth: int) -> Token | None:
    """The subject of the clause above a clause that has none of its own."""
    if is_verbal(governor):
        if is_passive(sentence, governor):
            return object_of(sentence, governor, depth + 1)
        return _surface_subject(sentence, governor, depth + 1)
    if (
        governor.entity in ("DATE", "TIME") and governor.head != governor.index
    ):  # "accused Moscow on Friday of …"
        return _subject_above(sentence, head(sentence, governor), depth + 1)
    if governor.pos in ("NOUN", "PROPN"):
        return _doer_of_noun(sentence, governor, depth)
    if governor.pos in ("ADP", "SCONJ"):
        above = head(sentence, governor)
        if is_verbal(above) and base(above) in ACCUSING and word(governor) not in BESIDE:
            return object_of(sentence, above, depth + 1)
        return _subject_above(sentence, above, depth + 1) if above.index != governor.index else None
    if governor.pos in ("ADJ", "ADV"):  # "is ready to send"; headline "Germany ready to send"
        above = head(sentence, governor)
        own = child(sentence, governor, "nsubj")
        if own is not None:
            return own
        if governor.dep == "amod" and above.pos in ("NOUN", "PROPN"):
            return above
        return _subject_above(sentence, above, depth + 1) if above.index != governor.index else None
    return None


# "accused Moscow of placing troops": Moscow places.
ACCUSING = frozenset(
    "accuse acquit arrest ban bar blame charge condemn convict criticise criticize deter detain discourage"
    " dissuade fault indict jail keep praise prevent prohibit prosecute punish restrain sentence stop suspect"
    " thank try".split()
)


def _doer_of_noun(sentence: Sentence, noun: Token, depth: int) -> Token | None:
    """Whose plan, decision or threat it is: its possessor, its "of", or the subject of its verb."""
    possessor = child(sentence, noun, "poss")
    if possessor is not None:
        return possessor
    for preposition in children(sentence, noun, "prep"):
        if word(preposition) in ("of", "by", "from"):
            found = child(sentence, preposition, "pobj")
            if found is not None:
                return found
    national = next(
        (t for t in children(sentence, noun, "amod", "compound") if t.entity in ("NORP", "GPE", "ORG")), None
    )
    if national is not None:
        return national
    governor = head(sentence, noun)
    if governor.pos == "ADP":
        above = head(sentence, governor)
        if above.pos in ("NOUN", "PROPN"):
            return _doer_of_noun(sentence, above, depth + 1) if depth < 8 else None
        governor = above
    if is_verbal(governor) and noun.dep in ("dobj", "pobj", "attr", "oprd"):
        if base(governor) in OBJECT_CONTROL and noun.dep == "dobj":
            return indirect_object(sentence, governor) or noun
        if base(governor) in ("give", "grant", "leave"):  # "gave France a month to withdraw"
            return indirect_object(sentence, governor) or subject(sentence, governor, depth + 1)
        return subject(sentence, governor, depth + 1)
    return None


# What somebody issues: "adopted a *resolution* condemning the raid" condemns it.
WRITTEN = frozenset(
    """appeal communique communiqué declaration letter manifesto memo message motion note petition resolution
    statement""".split()
)


def _subject_of_attribute(sentence: Sentence, verb: Token, noun: Token, depth: int) -> Token | None:
    if verb.tag == "VBG":
        return _doer_of_noun(sentence, noun, depth) if base(noun) in WRITTEN else noun
    if verb.tag == "VB":
        above = head(sentence, noun)
        if noun.dep == "attr" and is_verbal(above):  # "Togo became the first country to send soldiers"
            return subject(sentence, above, depth + 1)
        doer = _doer_of_noun(sentence, noun, depth)
        return doer if doer is not None else (noun if noun.entity in ("GPE", "ORG", "PERSON") else None)
    return None


def object_of(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the phrase that the verb's deed is done to."""
    if depth > 8:
        return None
    if is_passive(sentence, verb):
        own = child(sentence, verb, "nsubjpass")
        if own is None and verb.tag == "VBD":
            own = child(sentence, verb, "nsubj")
        if own is not None:
            return _antecedent(sentence, own, verb)
        if verb.dep == "acl":
            return head(sentence, verb)
        return _shared_subject(sentence, verb, depth)
    if base(verb) in BEARING:
        return _surface_subject(sentence, verb, depth)
    own = child(sentence, verb, "dobj")
    if own is not None:
        return _antecedent(sentence, own, verb)
    if verb.dep == "amod":  # "the captured town"
        return head(sentence, verb)
    own_subjects = tuple(children(sentence, verb, *SUBJECTS))
    if verb.dep == "relcl" and own_subjects and not any(word(t) in RELATIVE for t in own_subjects):
        return head(sentence, verb)
    later = next((t for t in children(sentence, verb, "conj") if is_verbal(t)), None)
    if later is not None and child(sentence, later, *SUBJECTS, *PASSIVE_SUBJECTS) is None:
        return child(sentence, later, "dobj")
    return None


def indirect_object(sentence: Sentence, verb: Token) -> Token | None:
    """Return the receiver of "gave Kyiv missiles"."""
    found = child(sentence, verb, "dative")
    if found is not None and found.pos == "ADP":
        return child(sentence, found, "pobj")
    return found


def after_preposition(sentence: Sentence, token: Token, words: frozenset[str]) -> Iterator[Token]:
    """Yield what stands behind one of the prepositions, below the token or below its object.

    Parsers often hang "to Latvia" of "send soldiers to Latvia" on the soldiers, and "in Syria" of
    "strikes on depots in Syria" on the depots; so one step down through objects is taken too.
    """
    below = [token, *children(sentence, token, "dobj", "attr", "oprd", "prt", "advmod", "acomp", "nsubjpass")]
    if token.dep == "conj" and is_verbal(token):
        below.append(head(sentence, token))
    for holder in below:
        for preposition in children(sentence, holder, "prep", "agent", "dative", "mark", "advmod"):
            if preposition.pos not in ("ADP", "SCONJ", "ADV", "PART"):
                continue
            yield from _behind(sentence, preposition, words)


def _behind(sentence: Sentence, preposition: Token, words: frozenset[str]) -> Iterator[Token]:
    name = word(preposition)
    inner = child(sentence, preposition, "prep")
    first = child(sentence, preposition, "pobj", "pcomp")
    if inner is not None and first is None:  # "out of", "because of", "from across"
        if f"{name} {word(inner)}" in words or word(inner) in words:
            found = child(sentence, inner, "pobj", "pcomp")
            if found is not None:
                yield found
        return
    if first is None:
        return
    if name in words:
        yield first
    for nested in children(sentence, first, "prep"):
        if word(nested) in words and word(nested) != "of":
            found = child(sentence, nested, "pobj", "pcomp")
            if found is not None:
                yield found


def possessors(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Yield whose it is: "Russia's", "their", and a nationality or name before the noun ("Russian", "NATO")."""
    for token in children(sentence, noun, "poss", "amod", "compound", "nmod"):
        if _is_opposed(sentence, token):
            continue
        if token.dep == "poss":
            if token.entity not in ("DATE", "TIME"):
                yield token
        elif (
            token.entity in ("NORP", "GPE", "ORG", "PERSON")
            or token.pos == "PROPN"
            or base(token) in FIGHTING
        ):
            yield token
        else:
            yield from possessors(sentence, token)  # "eastern Ukraine conflict", "US-led air strike"


def _is_opposed(sentence: Sentence, token: Token) -> bool:
    """Tell whether "anti-" or "pro-" stands before a name: an anti-Syrian paper is not Syria's."""
    before = [t.text.lower() for t in sentence.tokens[max(0, token.index - 2) : token.index]]
    return token.text.lower().startswith(("anti-", "pro-")) or (
        before[-2:-1] in (["anti"], ["pro"]) and before[-1] == "-"
    )


def kernels(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The nouns that a phrase is about: what is counted or grouped, and every member of a coordination.

    "hundreds of troops and tanks" → hundreds, troops, tanks
    """
    found: list[Token] = []
    waiting = list(conjuncts(sentence, token))
    while waiting:
        here = waiting.pop(0)
        if here in found:
            continue
        found.append(here)
        if base(here) in PARTITIVE or here.pos in ("NUM", "PRON", "DET"):
            for preposition in children(sentence, here, "prep"):
                if word(preposition) in ("of", "in", "including"):
                    inner = child(sentence, preposition, "pobj")
                    if inner is not None:
                        waiting.extend(conjuncts(sentence, inner))
    return tuple(found)

"""Whether what fills a slot is what a rule needs there: a class of words, a party, a place, a count."""

from __future__ import annotations

from dateline.coding.dictionary import Constraint, Rules, WordClass, normal_words
from dateline.coding.frames import after_preposition, base, is_verbal, kernels, word
from dateline.coding.sites import Site
from dateline.coding.slots import Lookup, fill_way, governor_wordings, governors
from dateline.coding.wording import _stands_at, in_class
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children

RELATING = frozenset({"to", "between", "with", "against", "of", "on", "by", "from"})


_BARE_NUMBERS = frozenset({"dozens", "hundreds", "thousands", "scores", "most", "some", "many"})


def meets(site: Site, constraint: Constraint, rules: Rules, lookup: Lookup) -> tuple[Token, ...] | None:
    """Return the tokens that meet a constraint, or None where nothing does."""
    path, wanted = constraint
    if path == "governor":
        return _meets_governor(site, wanted, rules)
    found: list[Token] = []
    met: list[Token] = []
    for way in path.split("|"):
        here = fill_way(site, way, lookup)
        found.extend(here)
        if way == "speaker":
            met.extend(here)
            continue
        place_too = way.rsplit(".", 1)[-1] in RELATING
        met.extend(t for t in here if any(_fits(site, t, want, rules, lookup, place_too) for want in wanted))
    if "NONE" in wanted and not found:
        return ()
    if (
        "SEVERAL" in wanted
        and len({party for t in found for party in lookup.parties(site.sentence, t, True)}) > 1
    ):
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
    if want == "ANY":  # "on Wednesday" says when, not on what
        return token.dep != "pobj" or token.entity not in ("DATE", "TIME")
    if want == "ACTOR":
        return bool(lookup.parties(sentence, token, place_too)) or is_agent(sentence, token, rules)
    if want == "PLACE":
        return any(k.entity in ("GPE", "LOC", "FAC") for k in kernels(sentence, token))
    if want == "PERSON":
        return token.entity == "PERSON" or is_titled(sentence, token, rules)
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
    if want == "QUESTION":
        return _is_question(sentence, token)
    if want == "COUNT":
        return is_counted(sentence, token)
    return False


def _is_question(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause asks: "whether the talks failed", "what he saw"."""
    marks = children(sentence, verb, "mark", "advmod", "nsubj", "nsubjpass", "dobj", "attr", "pobj")
    return any(word(m) == "whether" or m.tag in ("WP", "WRB", "WP$") for m in marks)


def _is_indicative(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause states a fact: "insists that Turkey broke the law", not "that Turkey withdraw"."""
    if verb.tag == "VBP":
        own = child(sentence, verb, "nsubj")
        return own is None or own.tag not in ("NN", "NNP")
    return verb.tag in ("VBD", "VBZ") or any(
        aux.tag in ("VBD", "VBZ", "VBP") or word(aux) in ("will", "would")
        for aux in children(sentence, verb, "aux", "auxpass")
    )


def is_agent(sentence: Sentence, token: Token, rules: Rules) -> bool:
    """Tell whether a phrase is about rebels, soldiers, a government, a court or the like, named or not."""
    agents = rules.classes["agents"]
    if token.pos == "PRON" and token.dep == "nsubj" and word(token) in ("it", "they", "he", "she"):
        return True  # whoever was spoken of before; roles find out, or leave the deed out
    for kernel in kernels(sentence, token):
        if in_class(sentence, kernel, agents) or is_titled(sentence, kernel, rules):
            return True
        if in_class(sentence, kernel, rules.classes["heads"]):  # "leaders of the opposition"
            below = after_preposition(sentence, kernel, frozenset(("of",)))
            owners = children(sentence, kernel, "poss")  # "the junta's spokesman"
            if any(in_class(sentence, inner, agents) for inner in (*below, *owners)):
                return True
    return False


def is_titled(sentence: Sentence, token: Token, rules: Rules) -> bool:
    """Tell whether an office stands before a name: "Vice-President Awori"."""
    titles = children(sentence, token, "compound", "amod", "nmod")
    return token.pos == "PROPN" and any(in_class(sentence, t, rules.classes["dignitary"]) for t in titles)


def is_counted(sentence: Sentence, token: Token) -> bool:
    """Tell whether a number or a counting word says how many."""
    if token.pos == "NUM" or base(token) in ("dozen", "hundred", "thousand", "scores", "score"):
        return True
    return child(sentence, token, "nummod") is not None

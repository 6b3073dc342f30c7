"""One mention per deed: join what tells of a deed twice, split what tells of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.coding.dictionary import Constraint, Rule, Rules, WordClass
from dateline.coding.frames import kernels, word
from dateline.coding.needs import is_counted
from dateline.coding.sites import Match, Site
from dateline.coding.slots import Lookup, fill
from dateline.coding.wording import in_class
from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, conjuncts, head

# Acts of speech: one inside another of the same type is its content ("accused them of stoking tension").
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})


COUNTED: Constraint = ("trigger", ("COUNT",))


def merge_deeds(matches: list[Match]) -> list[Match]:
    """Join what tells of one deed twice: "killed in an *attack*", "attacked the town, *killing* three"."""
    gone: set[int] = set()
    joined: dict[int, list[Site]] = {}
    for match in matches:
        for other in matches:
            if other is match or other.trigger.index in gone or not _may_join(match.rule, other.rule):
                continue
            part = (
                _is_part_of(match.site, other.site)
                or (match.rule.type in SPOKEN and _is_said_in(match.site, other.site))
                or (match.rule.type == "CONSULT" and _is_what_for(match.site, other.site))
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


def _is_said_in(site: Site, other: Site) -> bool:
    sentence, token = site.sentence, site.trigger
    if site.kind == "noun" or other.kind == "noun":
        return False
    if token.head == other.trigger.index:
        return token.dep in ("pcomp", "xcomp", "ccomp")
    return token.dep == "pcomp" and head(sentence, token).head == other.trigger.index


def _is_what_for(site: Site, other: Site) -> bool:
    """Tell of talks that a journey is for: "flew to Cotonou *for talks*"."""
    above = head(site.sentence, site.trigger)
    return site.kind == "noun" and word(above) == "for" and above.head == other.trigger.index


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
        return (
            token.head == other.trigger.index and token.dep == "advcl" and bare and token.tag in ("VBG", "VB")
        )
    if site.kind == "verb" and other.kind == "noun":
        return token.head == other.trigger.index and token.dep == "acl"
    return False


def split(match: Match, rules: Rules, lookup: Lookup) -> Iterator[Match]:
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
    holders = (*children(sentence, verb, "dobj"), verb)
    for other in (t for holder in holders for t in children(sentence, holder, "conj", "appos")):
        if other.pos != "PROPN" or not lookup.parties(sentence, other, True):
            continue
        count = child(sentence, other, "nummod")
        if count is None:
            count = next((t for t in children(sentence, verb, "oprd", "npadvmod") if t.pos == "NUM"), None)
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
    before = [
        c for m in children(sentence, thing, "nmod") for c in conjuncts(sentence, m) if c.index != m.index
    ]
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

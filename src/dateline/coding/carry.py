"""Parties that the sentence before gives, as in "The army put 900 on alert. None has left yet".

Only rules that say so (`carries`) look back, only to mentions of the types they name, and not far. The reason
names the earlier words and their sentence, by a rule of its own (`CARRIED`, `MEANT`, `OTHER_SIDE`), so that a
reader can see that the deed's own words name nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.coding.clauses import clause_tokens
from dateline.coding.frames import are_both, base, word
from dateline.coding.roles import Roles
from dateline.coding.sites import Match
from dateline.coding.slots import Lookup, fill
from dateline.model import Actor, Mention, Reason, Sentence, Token
from dateline.parsing.tree import child, children

CARRIED: Final = "roles.carried"
MEANT: Final = "roles.meant"
OTHER_SIDE: Final = "roles.other-side"
SENTENCES_BACK: Final = 2
FIRM_BACK: Final = 3  # to what is told without an "if", a sentence further
THREAT_BACK: Final = 12  # to the one threat a document is about
UNSIGNED: Final = ("COERCE", "ASSAULT")  # deeds that are told of, and told of again, without their doer


# Subjects that only a state has: rebels told before are not meant by them.
OF_A_STATE: Final = frozenset(
    {"army", "military", "navy", "police", "government", "ministry", "parliament", "president", "embassy"}
)


# Subjects that bring in doers of their own where no article points back: "hackers cut the power".
NEW_DOERS: Final = frozenset(
    {
        "activist", "assailant", "attacker", "bandit", "bomber", "civilian", "criminal", "crowd", "demonstrator",
        "extremist", "fighter", "gang", "group", "guerrilla", "gunman", "hacker", "insurgent", "jihadist",
        "kidnapper", "looter", "man", "mercenary", "migrant", "militant", "militia", "mob", "people", "pirate",
        "protester", "rebel", "resident", "rioter", "separatist", "settler", "sniper", "smuggler", "student",
        "suspect", "terrorist", "villager", "woman", "worker", "youth",
    }
)  # fmt: skip
POINTING_BACK: Final = frozenset({"the", "these", "those", "this", "that", "both", "its", "their", "his", "her"})


def _brings_in(sentence: Sentence, token: Token) -> bool:
    """Tell whether a subject is somebody not told of before."""
    if base(token) not in NEW_DOERS:
        return False
    return not any(t.text.lower() in POINTING_BACK for t in children(sentence, token, "det", "poss"))


def carry(match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup) -> Roles:
    """Fill empty roles from the nearest earlier mention of one of the types that the rule names."""
    types = match.rule.carries
    if roles.actors or not types:
        return roles
    subjects = fill(match.site, "subject", lookup)
    if any(_brings_in(match.site.sentence, token) for token in subjects):
        return roles
    if any(base(token) in OF_A_STATE for token in subjects):
        earlier = [m for m in earlier if not any("/" in actor.id for actor in m.actors)]
    source = _threat(match, sentence, earlier) or _nearest(match, sentence, earlier)
    if source is None:
        return roles
    recipients = roles.recipients
    whole = source.type != "MOBILIZE" or "ASSAULT" in types
    if whole and not recipients and not _names_a_country(match, lookup, set()):
        recipients = source.recipients
    known = {actor.id for actor in recipients} if roles.recipients else set()
    actors = tuple(actor for actor in source.actors if actor.id not in known)
    shown = (*actors, *recipients)
    if not shown:
        return roles
    names = ", ".join(dict.fromkeys(actor.text for actor in shown))
    role = "actors" if actors else "recipients"
    reason = Reason(role, shown[0].span, CARRIED, f"{names}: carried over from {_told(source)}")
    return Roles(actors, recipients, (*roles.reasons, reason))


def _names_a_country(match: Match, lookup: Lookup, known: set[str]) -> bool:
    """Tell whether the deed's own clause names a country or people beyond those known to do it."""
    sentence = match.site.sentence
    named = (t for t in clause_tokens(match) if t.entity in ("GPE", "NORP"))
    return any(not lookup.parties(sentence, token, True) <= known for token in named)


def _told(source: Mention) -> str:
    return f"the {source.type} told before, in sentence {source.sentence + 1}"


def _nearest(match: Match, sentence: int, earlier: Sequence[Mention]) -> Mention | None:
    """The nearest mention that tells of the deed itself before one that stands under an "if"."""
    known = [
        mention
        for mention in reversed(earlier)
        if mention.type in match.rule.carries
        and (mention.actors or (mention.recipients and mention.type in UNSIGNED))
        and not (match.rule.type == "ASSAULT" and mention.type == "MOBILIZE" and not mention.recipients)
    ]
    near = [m for m in known if sentence - m.sentence <= SENTENCES_BACK]
    signed = [m for m in near if m.actors]
    firm = [m for m in known if m.actors and m.status != "conditional" and sentence - m.sentence <= FIRM_BACK]
    return next(iter(firm or signed or near), None)


def _threat(match: Match, sentence: int, earlier: Sequence[Mention]) -> Mention | None:
    """What a feared attack is: that of the one side told to threaten or to mass troops against the other."""
    if match.rule.type != "ASSAULT" or "MOBILIZE" not in match.rule.carries:
        return None
    threats = [
        m
        for m in earlier
        if m.actors
        and m.recipients
        and (m.type == "MOBILIZE" or (m.type == "ASSAULT" and m.status not in ("actual", "attempted")))
        and sentence - m.sentence <= THREAT_BACK
    ]
    pairs = {frozenset(actor.id for actor in _parties(m)) for m in threats}
    return threats[-1] if len(pairs) == 1 else None


OPPOSED: Final = (("ASSAULT",), ("ACCUSE", "THREATEN", "SANCTION", "COERCE"), ())
TWO: Final = 2
LINES: Final = frozenset({"border", "frontier", "front", "frontline", "line", "zone"})


def from_subject(
    match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup
) -> Roles:
    """Give a deed the doer that its subject points back to: "it", or "both sides" of what was told before."""
    if roles.actors or (match.site.kind == "noun" and match.site.support is None):
        return roles
    subjects = fill(match.site, "subject", lookup)
    source: Mention | None = None
    if any(_looks_back(match.site.sentence, t, lookup) for t in subjects):
        near = [m for m in reversed(earlier) if 0 < sentence - m.sentence <= 1 and m.actors]
        source = near[-1] if near else None  # the first of the sentence before: its main deed
        found = source.actors if source is not None else ()
    elif any(are_both(match.site.sentence, t) for t in subjects):
        source, found = _opposed(sentence, earlier)
    else:
        return roles
    if source is None or not found:
        return roles
    names = ", ".join(dict.fromkeys(actor.text for actor in found))
    why = f"{names}: meant by {subjects[0].text!r}, from {_told(source)}"
    reason = Reason("actors", found[0].span, MEANT, why)
    known = {actor.id for actor in found}
    recipients = tuple(a for a in roles.recipients if a.id not in known)
    if match.rule.joint and len(found) > 1:
        recipients = found
    return Roles(found, recipients, (*roles.reasons, reason))


def to_both(match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup) -> Roles:
    """Give a deed towards "both sides" the two parties that are opposed in what was told before."""
    if roles.recipients or match.rule.joint:
        return roles
    slots = (slot for slot in match.rule.recipient if slot != "speaker")
    fillers = (t for slot in slots for t in fill(match.site, slot, lookup))
    both = next((t for t in fillers if are_both(match.site.sentence, t)), None)
    source, sides = _opposed(sentence, earlier) if both is not None else (None, ())
    if both is None or source is None:
        return roles
    doers = {actor.id for actor in roles.actors}
    found = tuple(actor for actor in sides if actor.id not in doers)
    names = ", ".join(dict.fromkeys(actor.text for actor in found))
    why = f"{names}: meant by {both.text!r}, from {_told(source)}"
    reason = Reason("recipients", source.span, MEANT, why)
    return Roles(roles.actors, found, (*roles.reasons, reason))


def _looks_back(sentence: Sentence, token: Token, lookup: Lookup) -> bool:
    """Tell of "it" or "they" that stands for no noun of its own sentence."""
    if token.pos != "PRON" or word(token) not in ("it", "they", "he", "she"):
        return False
    stand = lookup.stands_for(sentence, token)
    return stand is None or stand[0].index != sentence.index


def _opposed(sentence: int, earlier: Sequence[Mention]) -> tuple[Mention | None, tuple[Actor, ...]]:
    """The last deed between two parties, and who they are; nobody where the document tells of several such pairs.

    Two that fight come before two that accuse or punish each other, and these before two that talk.
    """
    between = [m for m in earlier if m.actors and m.recipients and len(_parties(m)) == TWO]
    for types in OPPOSED:
        near = [m for m in between if m.type in types or not types]
        if not types:
            near = [m for m in near if sentence - m.sentence <= SENTENCES_BACK]
        if near:
            pairs = {frozenset(a.id for a in _parties(m)) for m in near}
            return (near[-1], _parties(near[-1])) if len(pairs) == 1 else (None, ())
        fighting = [m for m in earlier if m.type in types and types == OPPOSED[0] and m.actors]
        doers = {actor.id: actor for m in fighting for actor in m.actors}
        if len(doers) == TWO:  # the army bombs and the rebels storm, and no word says whom
            return fighting[-1], tuple(doers.values())
    return None, ()


def _parties(mention: Mention) -> tuple[Actor, ...]:
    found = {actor.id: actor for actor in (*mention.actors, *mention.recipients)}
    return tuple(found.values())


def told_before(sentence: int, earlier: Sequence[Mention]) -> frozenset[str]:
    """The types of the deeds told not far before a sentence."""
    return frozenset(m.type for m in earlier if sentence - m.sentence <= SENTENCES_BACK)


# What answers what: to turn down, grant or return it is to do so to whoever asked, threatened or acted.
ANSWERS: Final = {
    "REJECT": ("REQUEST", "AGREE", "THREATEN"),
    "AGREE": ("REQUEST",),
    "CONCEDE": ("REQUEST", "THREATEN", "PROTEST"),
    "ACCUSE": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
    "THREATEN": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
    "SANCTION": ("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"),
}
# Answers that are to whoever has just asked or offered, even where the words do not say whom.
REPLIES: Final = frozenset({"REJECT", "AGREE", "CONCEDE"})
TOWARDS: Final = frozenset(
    {"AID", "ASSAULT", "SANCTION", "THREATEN", "REQUEST", "REJECT", "AGREE", "ACCUSE", "CONCEDE"}
)
# Deeds that have the same other side: troops massed at a border and the attack that is feared.
LIKE: Final = {"ASSAULT": ("ASSAULT", "MOBILIZE", "COERCE")}
# Deeds that several do to the same one: the second donor, the next capital that imposes sanctions.
SHARED: Final = frozenset({"AID", "SANCTION"})
OTHER_SIDE_BACK: Final = 4
VIOLENCE_BACK: Final = 8  # to the killings that "the killings" are
JUDGED: Final = "object|object.to|object.of"
JUDGING: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
# Nouns for what somebody did or said: who condemns "the launches" condemns whoever launched.
DEEDS: Final = frozenset(
    """accusation act action aggression air-strike airstrike allegation annexation announcement appeal arrest assault
    attack ban bid blockade bombardment bombing build-up buildup call charge claim comment contribution coup
    crackdown decision demand deployment detention drill embargo execution exercise expulsion gesture idea incursion
    indictment invasion killing launch law manoeuvre maneuver measure move offensive offer operation plan pledge
    proposal protest provocation raid recognition remark request restriction resolution ruling sanction seizure shelling
    statement step strike suggestion tariff test threat ultimatum verdict violation visit warning withdrawal""".split()
)
# Those that can only mean violence: who condemns "the raid" does not condemn a speech told in between.
VIOLENCE: Final = frozenset(
    """air-strike airstrike assault attack bombardment bombing incursion invasion killing offensive raid shelling
    strike""".split()
)
VIOLENT: Final = frozenset({"ASSAULT", "COERCE"})



def counterpart(
    match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup
) -> Roles:
    """Fill an empty recipient with the side that the actor has just been said to deal with, where there is one.

    First what the actor did to somebody by a deed of the same type, then who turned to the actor before, then
    who did what is condemned, welcomed or rejected as "the launches", "this move", "the proposal".
    """
    type_ = match.rule.type
    if type_ == "MOBILIZE":
        return _at_the_line(match, roles, sentence, earlier, lookup)
    if roles.recipients or not roles.actors or type_ not in TOWARDS | JUDGING:
        return roles
    own = {actor.id for actor in roles.actors}
    pointing, silent = _points_back(match, lookup), _says_no_more(match, lookup)
    for mention in reversed(earlier):
        back = sentence - mention.sentence
        if back > OTHER_SIDE_BACK or type_ not in TOWARDS:
            break
        sides = _other_side(mention, type_, own, (pointing or silent) and back <= 1)
        found = tuple(a for a in sides if a.id not in own and (a.country or a.sector == "IGO"))
        if found:
            return _given(roles, found, f"the other side of {_told(mention)}")
    if pointing and type_ in JUDGING:
        for mention in _judged(match, sentence, earlier, lookup):
            found = tuple(a for a in mention.actors if a.id not in own)
            if found:
                return _given(roles, found, f"whose deed is meant, from {_told(mention)}")
    return roles


def _at_the_line(
    match: Match, roles: Roles, sentence: int, earlier: Sequence[Mention], lookup: Lookup
) -> Roles:
    """Forces "at the border", "in the combat zone" stand against whom their side has been told to face."""
    own = {actor.id for actor in roles.actors}
    where = fill(match.site, "near|along|at|on|in|around|to", lookup) if own and not roles.recipients else ()
    if not any(base(t) in LINES or word(t) in LINES for t in where) or _names_a_country(match, lookup, own):
        return roles
    faced = [
        m
        for m in earlier
        if m.type in ("MOBILIZE", "ASSAULT")
        and m.recipients
        and own & {a.id for a in m.actors}
        and sentence - m.sentence <= THREAT_BACK
    ]
    sides = {frozenset(a.id for a in m.recipients) for m in faced}
    return _given(roles, faced[-1].recipients, f"faced in {_told(faced[-1])}") if len(sides) == 1 else roles


def _given(roles: Roles, found: tuple[Actor, ...], why: str) -> Roles:
    names = ", ".join(dict.fromkeys(actor.text for actor in found))
    reason = Reason("recipients", found[0].span, OTHER_SIDE, f"{names}: {why}")
    return Roles(roles.actors, found, (*roles.reasons, reason))


def _judged(match: Match, sentence: int, earlier: Sequence[Mention], lookup: Lookup) -> list[Mention]:
    """The deeds told not far before, nearest first; violence where the words mean it, from further."""
    pointers = (t for t in fill(match.site, JUDGED, lookup) if _is_pointer(match.site.sentence, t))
    violent = any(base(t) in VIOLENCE for t in pointers)
    reach = VIOLENCE_BACK if violent else SENTENCES_BACK
    near = [m for m in earlier if 0 < sentence - m.sentence <= reach and m.status != "conditional"]
    meant = [m for m in near if not violent or m.type in VIOLENT]
    return sorted(meant, key=lambda m: (-m.sentence, m.trigger.start))


def _points_back(match: Match, lookup: Lookup) -> bool:
    """Tell whether what is judged or answered is only pointed at: "the launches", "this"."""
    slots = fill(match.site, JUDGED, lookup)
    return any(_is_pointer(match.site.sentence, token) for token in slots)


def _says_no_more(match: Match, lookup: Lookup) -> bool:
    """Tell whether an answer is the bare verb: "Belgrade refused"."""
    return match.site.kind == "verb" and not fill(match.site, "object|clause|for|on|to|with|of|against", lookup)


def _is_pointer(sentence: Sentence, token: Token) -> bool:
    if word(token) in ("this", "that", "both"):
        return token.dep != "det"
    if base(token) not in DEEDS or child(sentence, token, "poss", "acl", "relcl", "amod", "compound") is not None:
        return False
    determiners = {word(t) for t in children(sentence, token, "det")}
    told = any(child(sentence, p, "pobj") is not None for p in children(sentence, token, "prep"))
    return bool(determiners & {"the", "this", "that", "these", "those", "both"}) and not told


def _other_side(mention: Mention, type_: str, own: set[str], pointing: bool) -> tuple[Actor, ...]:
    """Whom an earlier mention leaves as the other side of a deed, if any."""
    doers = {actor.id for actor in mention.actors}
    bearers = {actor.id for actor in mention.recipients}
    if mention.type in LIKE.get(type_, (type_,)) and not own & bearers:
        if own & doers or (mention.type == type_ and (type_ in SHARED or (pointing and type_ == "REJECT"))):
            return mention.recipients
    asked = own & bearers or (not bearers and pointing and type_ in REPLIES)
    if mention.type in ANSWERS.get(type_, ()) and asked and not own & doers:
        return mention.actors
    return ()

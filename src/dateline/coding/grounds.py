"""Whether the words give enough for a mention: a party, unnamed agents, or a rule that may stand alone."""

from __future__ import annotations

from typing import Final

from dateline.coding.clauses import is_adjunct
from dateline.coding.dictionary import Rules
from dateline.coding.frames import kernels
from dateline.coding.needs import is_agent
from dateline.coding.roles import Roles
from dateline.coding.sites import Match
from dateline.coding.slots import Lookup, fill
from dateline.coding.wording import in_class

# Parties without a country: what a firm promises or a patient asks for is no political event.
PRIVATE: Final = frozenset({"BUS", "MED", "EDU", "HLH", "NGO", "REL", "JUD", "LEG", "PTY", "LAB", "CVL"})
LABELS: Final = frozenset({"CONSULT"})
VIOLENT: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
# Types whose nouns are often mere labels: nobody's "talks", "protest" or "deployment" is no mention.
NEEDS_DOER: Final = frozenset(
    {"CONSULT", "PROTEST", "MOBILIZE", "REQUEST", "COOPERATE", "SUPPORT", "AGREE", "AID"}
)


def is_told(match: Match, roles: Roles, rules: Rules, lookup: Lookup) -> bool:
    """Tell whether the words give enough for a mention: a party, unnamed agents, or a rule that stands alone.

    An event noun that only dates or places something else ("at a summit", "after the protests") needs its doer.
    """
    noun = match.site.kind == "noun"
    public = any(actor.id not in PRIVATE for actor in roles.actors)
    if noun and match.rule.type in LABELS and is_adjunct(match.site) and not match.rule.alone:
        return False
    if noun and match.rule.type == "PROTEST" and is_adjunct(match.site) and not roles.actors:
        return False
    if match.rule.alone:
        return True
    if noun and match.rule.type in NEEDS_DOER:
        return public
    if public or any(actor.id not in PRIVATE for actor in roles.recipients):
        return True
    if (roles.actors or roles.recipients) and match.rule.type in VIOLENT:
        return True
    return _has_agents(match, rules, lookup)


def _has_agents(match: Match, rules: Rules, lookup: Lookup) -> bool:
    """Tell whether unnamed rebels, soldiers, a government or the like do the deed or bear it."""
    sentence, site = match.site.sentence, match.site
    if match.rule.type == "MOBILIZE":  # whose soldiers they are must be known, or who commands them
        troops = rules.classes["own-troops"]
        doers = (k for t in fill(site, "subject", lookup) for k in kernels(sentence, t))
        return any(is_agent(sentence, k, rules) and not in_class(sentence, k, troops) for k in doers)
    if site.kind == "noun" and site.support is None:
        return False
    slots = fill(site, "subject|object|of|by|against|on|poss", lookup)
    return any(token.pos != "PRON" and is_agent(sentence, token, rules) for token in slots)

"""Compare the fields of a recorded mention with those of its gold mention: 1 right, 0 wrong, F1 for sets.

Left aside, so that neither way is wrong: leading links that name the publisher or the credited outlet;
a last link that is the actor of an act of speech; what a note of the gold allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dateline.score.gold import GoldMention, Link
from dateline.score.names import fold, is_same_name, is_spelling_of, names_of, shares_a_word
from dateline.score.places import is_same_place
from dateline.score.recorded import Recorded, Row

ACTS_OF_SPEECH: Final = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
_UNITS: Final = {"soldiers": "troops", "persons": "people", "dead": "killed", "injured": "wounded"}
_CHANGES: Final = {"tenfold": "times", None: "total", "": "total"}


def agreements(gold: GoldMention, one: Recorded, outlets: str) -> dict[str, float | None]:
    """Every field's agreement; None where neither side has anything to compare."""
    row = one.row
    whole, last = chain_agreement(gold, row, outlets)
    return {
        "status": float(one.status in gold.statuses),
        "actors": party_agreement(gold.actors, row["actors"]),
        "recipients": party_agreement(gold.recipients, row["recipients"]),
        "place": place_agreement(gold, row["places"]),
        "when": when_agreement(gold, row["when"]),
        "quantity": quantity_agreement(gold.quantity, row["quantity"]),
        "chain": whole,
        "last": last,
        "mode": float(gold.mode == row.get("mode")) if gold.tells_mode else None,
        "background": None if gold.background is None else float(gold.background == row.get("background")),
    }


def has_an_actor(gold: GoldMention, one: Recorded) -> bool:
    """Tell whether one actor at least is right by country or organisation; gold without actors needs none."""
    return not gold.actors or any(is_same_party(g, r) for g in gold.actors for r in one.row["actors"])


def is_same_party(gold: str, recorded: Row) -> bool:
    """Tell whether a gold code and a recorded actor are one country or organisation, sectors not told apart."""
    code = gold.split("/", maxsplit=1)[0]
    ids = {str(recorded["id"]).split("/")[0], str(recorded.get("country") or "")}
    names = (str(recorded.get(key) or "") for key in ("entity", "name", "text"))
    return code in ids or any(fold(code) == fold(name) for name in names)


def party_agreement(gold: Sequence[str], recorded: Sequence[Row]) -> float:
    """F1 of two sets of parties; two empty sets agree.

    People of a country are that country here; an armed group stays apart from the state it fights.
    """
    codes = tuple(dict.fromkeys(code.split("/")[0] for code in gold))
    parties = tuple({_side(one): one for one in recorded}.values())
    return _f1(codes, parties, _is_very_party, is_same_party)


def _side(recorded: Row) -> tuple[str, str]:
    country, _, sector = str(recorded["id"]).partition("/")
    return country, str(recorded.get("entity") or "") if sector in ("REB", "UAF") else ""


def _is_very_party(gold: str, recorded: Row) -> bool:
    """`RSF` is the group and `SDN` the state, where both are recorded."""
    country, group = _side(recorded)
    return gold == (group or country)


def place_agreement(gold: GoldMention, recorded: Sequence[Row]) -> float:
    """F1 of two sets of places; two empty sets agree. Places the note leaves open are not asked for."""
    asked = [p for p in gold.places if p not in gold.optional_places]
    allowed = [r for r in recorded if not any(is_same_place(p, r) for p in gold.optional_places)]
    return _f1(asked, allowed, is_same_place)


def when_agreement(gold: GoldMention, recorded: Row | None) -> float:
    """Same start and end where the gold has days; else the same words, not resolved.

    A gold date that dates only the telling may be left out.
    """
    told = gold.when
    if told is None or recorded is None:
        return float(recorded is None and (told is None or gold.when_is_of_telling))
    days = told.get("start"), told.get("end")
    if any(days):
        return float(days == (_day(recorded.get("start")), _day(recorded.get("end"))))
    unresolved = recorded.get("anchor") in ("none", "inferred") or not (recorded.get("start") or recorded.get("end"))
    return float(unresolved and _shares_words(told["text"], str(recorded.get("text") or "")))


def quantity_agreement(gold: Mapping[str, Any] | None, recorded: Row | None) -> float:
    """Same low, high, unit and change; two nulls agree."""
    if gold is None or recorded is None:
        return float(gold is recorded)
    return float(
        all(_is_same_number(gold.get(key), recorded.get(key)) for key in ("low", "high"))
        and _unit(gold["unit"]) == _unit(recorded["unit"])
        and _change(gold.get("change")) == _change(recorded.get("change"))
    )


def chain_agreement(gold: GoldMention, row: Row, outlets: str) -> tuple[float, float]:
    """Whether the whole chain is right, and whether its last link is, against the best gold chain that is allowed."""
    recorded = [Link(str(s["name"]), str(s["kind"])) for s in row["sources"]]
    whole = last = False
    for chain in gold.chains:
        for mine, theirs in _leave_aside(chain, recorded, gold.type in ACTS_OF_SPEECH or row["type"] in ACTS_OF_SPEECH):
            one, other = _without_outlets(mine, outlets), _without_outlets(theirs, outlets)
            whole |= len(one) == len(other) and all(map(is_same_link, one, other))
            last |= is_same_link(one[-1], other[-1]) if one and other else not (one or other)
    return float(whole), float(last)


def is_same_link(gold: Link, recorded: Link) -> bool:
    """Tell whether two links are one source: unnamed ones by kind, the others by name."""
    if gold.kind == "unnamed" and recorded.kind == "unnamed":
        return True
    return is_same_name(gold.name, recorded.name)


def _leave_aside(
    gold: Sequence[Link], recorded: Sequence[Link], act_of_speech: bool
) -> list[tuple[Sequence[Link], Sequence[Link]]]:
    """The chains as they are; for an act of speech also with the last link taken off either one."""
    ways = [(gold, recorded)]
    if act_of_speech:
        ways += [(gold[:-1], recorded)] if gold and gold[-1].kind != "media" else []
        ways += [(gold, recorded[:-1])] if recorded and recorded[-1].kind != "media" else []
    return ways


def _without_outlets(chain: Sequence[Link], outlets: str) -> Sequence[Link]:
    """Take off the leading links that name the publisher or an outlet of the credit line."""
    start = 0
    while start < len(chain) and _is_outlet(chain[start], outlets):
        start += 1
    return chain[start:]


def _is_outlet(link: Link, outlets: str) -> bool:
    if link.kind not in ("media", "organisation"):
        return False
    told = f" {fold(re.sub(r'[.](com|ru|net|org)', '', outlets))} "
    return any(name and f" {name} " in told for name in names_of(link.name))


def _f1(gold: Sequence[str], recorded: Sequence[Row], *same: Callable[[str, Row], bool]) -> float:
    """F1 of what can be matched one to one, by the strictest sense of sameness first."""
    if not gold and not recorded:
        return 1.0
    asked, free = list(gold), list(recorded)
    for is_same in same:
        for one in list(asked):
            match = next((r for r in free if is_same(one, r)), None)
            if match is not None:
                free.remove(match)
                asked.remove(one)
    return 2 * (len(gold) - len(asked)) / (len(gold) + len(recorded))


def _day(value: Any) -> str | None:
    return str(value)[:10] if value else None


def _shares_words(one: str, other: str) -> bool:
    if shares_a_word(one, other):
        return True
    return any(is_spelling_of(a, b) for a in fold(one).split() for b in fold(other).split())


def _is_same_number(gold: float | None, recorded: float | None) -> bool:
    """Equal up to rounding to whole things: 22.5 is 23, 27.5 is 27."""
    if gold is None or recorded is None:
        return gold is recorded
    return abs(gold - recorded) < 1 or abs(gold - recorded) <= 0.005 * abs(gold)


def _unit(name: Any) -> str:
    word = str(name).casefold()
    return _UNITS.get(word, word)


def _change(name: Any) -> str:
    return str(_CHANGES.get(name, name))

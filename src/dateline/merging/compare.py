"""Two mentions: do they tell of the same thing? Every answer says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.merging.traits import Traits

# What must agree before two mentions become one event, in points given below.
# Tuned on the events of the demo corpus and the seeds (`python -m benchmarks.quality.events`).
ENOUGH = 2.5

DONE = frozenset({"actual", "attempted"})
PENDING = frozenset({"planned", "expected", "considered", "wanted", "conditional", "feared"})

# Counts of these are two sides of one act ("two killed and twelve wounded"), not two acts.
CASUALTIES = frozenset({"killed", "wounded", "people"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a pair: what stands against it, or how much speaks for it and what."""

    conflict: str | None
    score: float
    reasons: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether the pair is one event as far as these two alone can say."""
        return self.conflict is None and self.score >= ENOUGH


def compare(first: Traits, second: Traits) -> Comparison:
    """Compare two mentions: any conflict ends it; else the points of what agrees are added up."""
    for test in CONFLICTS:
        conflict = test(first, second)
        if conflict:
            return Comparison(conflict, 0.0, ())
    found = [point for test in AGREEMENTS for point in test(first, second)]
    return Comparison(None, sum(score for score, _ in found), tuple(reason for _, reason in found))


def _type_conflict(first: Traits, second: Traits) -> str | None:
    one, other = first.mention, second.mention
    if one.type != other.type:
        return f"{one.type} is not {other.type}"
    if one.mode and other.mode and one.mode != other.mode:
        return f"{one.type}/{one.mode} is not {other.type}/{other.mode}"
    return None


def _party_conflict(first: Traits, second: Traits) -> str | None:
    for role, one, other in (
        ("actors", first.actors, second.actors),
        ("recipients", first.recipients, second.recipients),
    ):
        if one and other and not one & other:
            return f"{role} differ: {_list(one)} and {_list(other)}"
    return None


def _place_conflict(first: Traits, second: Traits) -> str | None:
    if not first.place_names or not second.place_names or first.place_names & second.place_names:
        return None
    if first.place_countries & second.place_countries:
        return None
    if not first.place_countries or not second.place_countries:
        return None  # seas and regions without members: nothing is known against it
    return f"places differ: {_list(first.place_names)} and {_list(second.place_names)}"


def _time_conflict(first: Traits, second: Traits) -> str | None:
    if _apart(first, second) or _apart(second, first):
        return "days do not meet"
    return None


def _apart(first: Traits, second: Traits) -> bool:
    return first.last_day is not None and second.first_day is not None and first.last_day < second.first_day


def _status_conflict(first: Traits, second: Traits) -> str | None:
    """In one report, what is done and what is still to come are two deeds; across reports they are a history."""
    one, other = first.mention, second.mention
    if one.document_id != other.document_id:
        return None
    if (one.status in DONE and other.status in PENDING) or (one.status in PENDING and other.status in DONE):
        return f"one report tells {one.status} and {other.status}"
    return None


def _count_conflict(first: Traits, second: Traits) -> str | None:
    one, other = first.mention.quantity, second.mention.quantity
    if one is None or other is None:
        return None
    if one.unit != other.unit:
        if {one.unit, other.unit} <= CASUALTIES:
            return None
        return f"{one.unit} are not {other.unit}"
    same_report = first.mention.document_id == second.mention.document_id
    if same_report and one.change == other.change and not _ranges_meet(first, second):
        return f"one report tells of {one.text} and of {other.text}"
    return None


def _ranges_meet(first: Traits, second: Traits) -> bool:
    one, other = first.mention.quantity, second.mention.quantity
    if one is None or other is None:
        return False
    lowest, highest = float("-inf"), float("inf")
    return (one.low if one.low is not None else lowest) <= (
        other.high if other.high is not None else highest
    ) and (other.low if other.low is not None else lowest) <= (one.high if one.high is not None else highest)


CONFLICTS: tuple[Callable[[Traits, Traits], str | None], ...] = (
    _type_conflict,
    _party_conflict,
    _place_conflict,
    _time_conflict,
    _status_conflict,
    _count_conflict,
)

Points = list[tuple[float, str]]


def _parties_agree(first: Traits, second: Traits) -> Points:
    points: Points = []
    for role, one, other in (
        ("actors", first.actors, second.actors),
        ("recipients", first.recipients, second.recipients),
    ):
        shared = one & other
        if shared:
            points.append((1.0 if one == other else 0.5, f"same {role} {_list(shared)}"))
    return points


def _places_agree(first: Traits, second: Traits) -> Points:
    shared = first.place_names & second.place_names
    if shared:
        return [(1.5, f"same place {_list(shared)}")]
    countries = first.place_countries & second.place_countries
    return [(1.0, f"places in {_list(countries)}")] if countries else []


def _days_agree(first: Traits, second: Traits) -> Points:
    if not (first.dated and second.dated and first.first_day and second.first_day):
        return []
    if first.first_day == second.first_day and first.last_day == second.last_day:
        return [(1.5, f"same days from {first.first_day.isoformat()}")]
    return [(0.5, "days meet")]


def _counts_agree(first: Traits, second: Traits) -> Points:
    one, other = first.mention.quantity, second.mention.quantity
    if one is None or other is None or one.unit != other.unit:
        return []
    numbers = (one.low, one.high), (other.low, other.high)
    if all(pair == (None, None) for pair in numbers) or not _ranges_meet(first, second):
        return []
    return [(1.5, f"counts meet: {one.text} and {other.text}")]


def _words_agree(first: Traits, second: Traits) -> Points:
    union = first.words | second.words
    likeness = len(first.words & second.words) / len(union) if union else 0.0
    if likeness >= 0.6:
        return [(3.0, f"nearly the same words ({likeness:.0%})")]
    if likeness >= 0.25:
        return [(1.0, f"similar words ({likeness:.0%})")]
    return []


def _pending_agree(first: Traits, second: Traits) -> Points:
    """A deed still to come between two known sides is one question, however it is put."""
    open_status = PENDING | {"denied"}
    if first.mention.status in open_status and second.mention.status in open_status and first.recipients:
        return [(1.0, f"both open: {first.mention.status}, {second.mention.status}")]
    return []


def _rule_agrees(first: Traits, second: Traits) -> Points:
    return [(0.5, "same event rule")] if first.mention.rule == second.mention.rule else []


AGREEMENTS: tuple[Callable[[Traits, Traits], Points], ...] = (
    _parties_agree,
    _places_agree,
    _days_agree,
    _counts_agree,
    _words_agree,
    _pending_agree,
    _rule_agrees,
)


def _list(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))

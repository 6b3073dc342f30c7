"""What changed since the last accepted state: figures up and down, cases gained and lost.

    python -m benchmarks.quality.report
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.quality import mentions
from benchmarks.quality.corpora import corpora
from dateline.score import load_gold

ACCEPTED: Final = Path(__file__).with_name("accepted.jsonl")

Cases = Mapping[str, Mapping[str, float]]


def load_accepted(path: Path = ACCEPTED) -> dict[str, dict[str, float]]:
    """Read the cases of the last accepted state; none where nothing was accepted yet."""
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {row.pop("case"): row for row in rows}


def save_accepted(cases: Cases, path: Path = ACCEPTED) -> None:
    """Write the cases, sorted, one a line."""
    lines = [json.dumps({"case": name, **_rounded(cases[name])}, ensure_ascii=False) for name in sorted(cases)]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


def gained_and_lost(before: Cases, now: Cases) -> tuple[list[str], list[str]]:
    """Name the cases that got better and those that got worse, field by field.

    A gold mention that is found or missed is one change; its fields are compared where it is found both times.
    A spurious mention that is new is a loss, one that is gone a gain.

    >>> gained_and_lost({"a": {"found": 0.0}}, {"a": {"found": 1.0, "status": 1.0}})
    (['a found'], [])
    """
    gained: list[str] = []
    lost: list[str] = []
    for case in sorted(before.keys() | now.keys()):
        old, new = before.get(case), now.get(case)
        if "absent" in {**(old or {}), **(new or {})}:
            if (old is None) != (new is None):
                (gained if new is None else lost).append(case)
            continue
        for name in _changed(old or {}, new or {}):
            better = (new or {}).get(name, 0.0) > (old or {}).get(name, 0.0)
            (gained if better else lost).append(f"{case} {name}")
    return gained, lost


def changes() -> Iterator[str]:
    """The cases gained and lost since the accepted state, in the corpora that are here, as lines of text."""
    gained, lost = gained_and_lost(_accepted(here=True), mentions.cases())
    shown = [corpus for corpus in corpora() if corpus.name != "heldout"]  # nobody looks into those
    told = {name: one for corpus in shown for name, one in mentions.spurious(mentions.card_of(corpus)).items()}
    yield f"{len(gained)} cases gained, {len(lost)} lost since the accepted state"
    for sign, names in (("+", gained), ("-", lost)):
        for name in names:
            words = f" “{told[name].row['text']}”" if name in told else ""
            yield f"  {sign} {name}{words}"


def accept() -> None:
    """Accept the cases as they are; those of corpora that are absent stay as they were."""
    save_accepted({**_accepted(here=False), **mentions.cases()})


def _accepted(*, here: bool) -> dict[str, dict[str, float]]:
    """The accepted cases of the corpora that are here, or of the others."""
    names = {_report(m.id) for corpus in corpora() for report in load_gold(corpus.gold) for m in report.mentions}
    return {name: case for name, case in load_accepted().items() if (_report(name) in names) is here}


def _changed(old: Mapping[str, float], new: Mapping[str, float]) -> list[str]:
    if bool(old.get("found")) != bool(new.get("found")):
        return ["found"]
    both = sorted((old.keys() & new.keys()) - {"found"})
    return [name for name in both if round(old[name], 3) != round(new[name], 3)]


def _rounded(case: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in case.items()}


def _report(case: str) -> str:
    """The report of a case: `b01` of `b01-02` and of `spurious b01 AID actual 1f…`; seeds by their number."""
    name = case.split()[1] if case.startswith("spurious ") else case
    return name.replace("_", "-").partition("-")[0]


def main() -> None:
    """Print the changes."""
    for corpus in corpora():
        print(mentions.table(corpus.name, mentions.card_of(corpus)))
    print("\n".join(changes()))


if __name__ == "__main__":
    main()

"""The trained line model: how likely a line is furniture, by its measures.

A sum of small trees. Each asks the same questions of every line, one a level ("words >= 12.5?"), so that the
answers are the bits of the number of a leaf; what the leaves hold is added up and squeezed between 0 and 1.
`python -m tools.train_lines` makes the table from the development pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.errors import TableError

Table = NDArray[np.float64]

# What a tree may ask for: of the line itself, of what it shares with the report, of the lines near it.
OWN: Final = (
    "words length ends colon teaser bullet commas quotes upper capitals digits site site_part told_part reader self"
    " marks named cue question prose sentences"
).split()
LINKED: Final = "shared shared_part strange repeats titled led".split()
NEAR: Final = "prose words cue site_part told_part shared_part upper".split()
OFFSETS: Final = (-2, -1, 1, 2)
WINDOWS: Final = (
    *(("good", width) for width in (3, 8, 20)),
    *(("cue", width) for width in (5, 15)),
    *((name, 8) for name in ("site_part", "shared_part", "upper", "long", "led")),
)
PLACE: Final = (
    "cues_above cues_below words_above words_below since_cue above below position lines heading comments related"
    " credit bare total last first"
).split()
RULED: Final = "body paragraph head related page after other fact above_kept below_kept".split()
MEASURES: Final = (
    *OWN,
    *LINKED,
    *(f"{name}{offset:+d}" for offset in OFFSETS for name in NEAR),
    *(f"{name}~{width}" for name, width in WINDOWS),
    *PLACE,
    *(f"ruled_{name}" for name in RULED),
)

DEPTH: Final = 4  # questions a tree asks
COLUMNS: Final = (*(f"{part}{level}" for level in range(DEPTH) for part in ("measure", "least")), "leaves")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees as arrays: per tree `DEPTH` columns of `MEASURES`, their least values, and 2 ** `DEPTH` leaves."""

    columns: NDArray[np.intp]
    least: Table
    leaves: Table

    def likelihood(self, table: Table) -> Table:
        """How likely each line is furniture, from 0 to 1.

        >>> asks = np.array([[MEASURES.index("words")] * DEPTH])
        >>> trees = Trees(asks, np.full((1, DEPTH), 3.0), np.linspace(4.0, -4.0, 2**DEPTH)[None])
        >>> few, many = np.full((2, len(MEASURES)), [[2.0], [9.0]])
        >>> trees.likelihood(np.stack([few, many])).round(2).tolist()
        [0.98, 0.02]
        """
        met = table[:, self.columns] >= self.least
        leaf = met @ (1 << np.arange(DEPTH))
        total = self.leaves[np.arange(len(self.leaves)), leaf].sum(axis=1)
        likely: Table = 1.0 / (1.0 + np.exp(-total))
        return likely


def read_trees(rows: Sequence[tuple[int, dict[str, str]]], name: str) -> Trees:
    """Make the trees of a table's rows, given with their line numbers.

    Raises TableError at a measure that is not known or a number that is none.
    """
    columns, least, leaves = [], [], []
    for line, row in rows:
        asked = [row[f"measure{level}"] for level in range(DEPTH)]
        if unknown := [one for one in asked if one not in MEASURES]:
            raise TableError(name, line, f'unknown measure "{unknown[0]}"; run tools.train_lines again')
        try:
            columns.append([MEASURES.index(one) for one in asked])
            least.append([float(row[f"least{level}"]) for level in range(DEPTH)])
            leaves.append([float(one) for one in row["leaves"].split()])
        except ValueError as error:
            raise TableError(name, line, str(error)) from error
        if len(leaves[-1]) != 2**DEPTH:
            raise TableError(
                name, line, f"{len(leaves[-1])} leaves; a tree of {DEPTH} questions has {2**DEPTH}"
            )
    return Trees(
        np.array(columns, dtype=np.intp).reshape(-1, DEPTH),
        np.array(least).reshape(-1, DEPTH),
        np.array(leaves).reshape(-1, 2**DEPTH),
    )

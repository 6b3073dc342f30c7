"""Sentences → statements: who says what, and who is meant."""

from dateline.attribution.chain import attribute
from dateline.attribution.coreference import Antecedent, References, refer
from dateline.attribution.cues import Cue, CueTable, load_cues

__all__ = ["Antecedent", "Cue", "CueTable", "References", "attribute", "load_cues", "refer"]

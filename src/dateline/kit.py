"""All that the stages know, loaded once: the parser and the tables. It is handed to them; no stage opens a file."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.attribution import CueTable, load_cues
from dateline.cleaning import Furniture
from dateline.coding import Rules, load_rules
from dateline.coding.actors import ActorTable, load_actors
from dateline.coding.confidence import Doubts, load_doubts
from dateline.config import Config
from dateline.normalising import Measures, load_measures
from dateline.normalising.place import Gazetteer, load_gazetteer
from dateline.parsing import Parser
from dateline.parsing.once import OnceParser
from dateline.parsing.spacy import SpacyParser


@dataclass(frozen=True, slots=True)
class Kit:
    """The knowledge of a run. The same kit reads the same item the same way."""

    parser: Parser
    languages: tuple[str, ...]  # those the parser is for
    furniture: Furniture
    actors: ActorTable
    cues: CueTable
    rules: Rules
    measures: Measures
    gazetteer: Gazetteer
    doubts: Doubts


def load_kit(config: Config | None = None, parser: Parser | None = None) -> Kit:
    """Load every table, and the model where no parser is given.

    Raises ModelError where the model is missing or not the pinned one, TableError for a bad row.
    """
    config = config or Config()
    return Kit(
        parser=parser or OnceParser(SpacyParser(config.parsing.model)),
        languages=config.parsing.languages,
        furniture=Furniture.load(),
        actors=load_actors(*config.own_actors),
        cues=load_cues(),
        rules=load_rules(*config.own_rules),
        measures=load_measures(),
        gazetteer=load_gazetteer(),
        doubts=load_doubts(),
    )

"""Who stands behind the words: countries, organisations, forces, armed groups and people.

`find_actors` reads a document once; the `ActorIndex` it gives answers for any word of it.
"""

from dateline.coding.actors.index import ActorIndex, find_actors
from dateline.coding.actors.people import Person
from dateline.coding.actors.table import ActorTable, Known, load_actors
from dateline.coding.actors.who import Answer, who

__all__ = ["ActorIndex", "ActorTable", "Answer", "Known", "Person", "find_actors", "load_actors", "who"]

"""Where: names of places found, told apart, and given to the mentions whose words place them there.

`find` reads names and phrases ("Ukraine's borders", "NATO's eastern flank"), `resolve` settles which place
of a name is meant in this document, `attach` decides which mention a place belongs to.
"""

from dateline.normalising.place.attach import attach
from dateline.normalising.place.find import find_places, read_places
from dateline.normalising.place.gazetteer import Entry, Gazetteer, load_gazetteer
from dateline.normalising.place.names import PlaceHit

__all__ = ["Entry", "Gazetteer", "PlaceHit", "attach", "find_places", "load_gazetteer", "read_places"]

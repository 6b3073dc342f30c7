"""Place or party: whether a country or city acts ("Moscow says", "sold to Iran") or something is there ("in Moscow").

The word that governs the name decides: its preposition, and the verb or noun that the preposition belongs to.
Measured on ReLocaR (`python -m benchmarks.quality.place`); its possessors and modifiers count as places
("Syria's ports", "a London goldsmith") unless they own a deed ("Syria's denial").
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from dateline.model import Sentence, Token
from dateline.parsing.tree import child, children, head


class Use(Enum):
    """How a name is used."""

    ACTOR = "actor"
    PLACE = "place"


PLACING: Final = frozenset(
    """in at near around inside outside within throughout across into onto through via along above below beyond off
    under up down behind beside past amid aboard out""".split()
)
RELATING: Final = frozenset(
    "by with against between among for toward towards upon versus v. vs alongside without like than except".split()
)
# Nouns that tell where, on both sides of "between", "with", "to" and "for".
LINES: Final = frozenset(
    """border frontier boundary line road railway railroad route highway flight distance bridge strait ferry pipeline
    path way trip journey train corridor link canal crossing connection coast area sea channel land region half
    conurbation gap island mountain river service""".split()
)
GOING: Final = frozenset(
    """leave depart head set go travel move sail fly return march run drive flee escape advance walk bind bound come
    withdraw migrate emigrate ship bring take carry deploy rush pour stretch extend lead spread relocate retreat push
    get continue proceed cross pass point turn arrive land swim ride send evacuate transport airlift dispatch""".split()
)
# Nouns whose "to", "from" or "of" names a party: "aid to Kyiv", "independence from Spain".
TO_PARTY: Final = frozenset(
    """aid support gift sale response reply ambassador envoy successor threat handover assistance warning help loyalty
    allegiance answer message letter arms weapon delivery export loan adviser advisor concession surrender
    capitulation loss appeal alternative friend enemy ally opposition hostility subject tie challenge damage defeat
    importance access transfer commitment delegate apology ultimatum compensation debt concern report supplier
    supply shipment close resistance contribution benefit attitude approach visitor
    insult favour favor message cession payment offer proposal""".split()
)
FROM_PARTY: Final = frozenset(
    """independence order help support aid secession separation demand request pressure threat funding money loan
    assistance autonomy freedom liberation protection backing recognition attack concession concessions
    weapon arms supply victory reply response answer criticism opposition competition interference guarantee loss
    investment import proposal message letter letters invitation approval pledge promise reparation
    territory battle orders breakaway""".split()
)
OF_PARTY: Final = frozenset(
    """behalf enemy ally allies defeat victory recognition favour favor friend foe opponent support claim
    member critic rival request instigation hand hands mercy expense influence consent approval leadership help side
    independence mission representative surrender protection administration jurisdiction dominion will fall withdrawal
    establishment rule power subject sovereignty decision intervention dog spokesman spokesperson spokeswoman
    adversary neighbour neighbor policy cooperation successor denial threat""".split()
)
GIVING: Final = frozenset(
    """sell give lose grant transfer lease loan provide export deliver supply surrender cede hand offer pay lend
    donate appeal say respond apologise apologize belong owe concede yield capitulate award present restore
    promise guarantee pledge report complain speak talk fall entrust hire attribute issue deny assign
    compare link tie apply object submit annex loan bequeath swear subject submit return listen reply matter
    lose reveal leak pass propose warn introduce extradite proffer""".split()
)
TAKING: Final = frozenset(
    """seek receive buy secede win gain purchase separate demand capture obtain secure wrest free liberate split
    borrow acquire request differ distance protect recover take break hear need expect steal earn import inherit
    seize defend independ""".split()
)
# Verbs that a place undergoes without doing anything.
REACHING: Final = frozenset(
    """visit tour leave enter reach invade occupy cross roam traverse explore inhabit settle bomb shell bombard raid
    strike storm besiege surround overrun flee pass approach connect border encircle populate hit conquer
    capture liberate retake seize evacuate fortify circle pass serve colonize colonise govern drain rock
    ravage devastate destroy rebuild name call call found dominate shake quit exit join cover""".split()
) - frozenset({"join"})
# Subjects of these lie there: they do nothing.
LYING: Final = frozenset(
    """lie locate situate border cover extend stretch contain boast comprise house harbor harbour belong
    form constitute overlook rank sit stand rise feature consist""".split()
)
# Nouns before which a name is a party: "US military action", "Korea-Japan relations".
JOINT: Final = frozenset(
    """relation relations treaty agreement war action invasion attack withdrawal decision sanction sanctions raid strike
    strikes alliance dispute side total entry policy talk talks summit intervention aggression offensive
    deployment veto pressure response""".split()
)
# What a place has.
HAVING: Final = frozenset(
    """population climate coast area elevation border school station airport port weather river lake beach coastline
    harbour harbor university hospital hotel church temple monument summer winter rainfall resident inhabitant
    street square district neighborhood neighbourhood road railway suburb""".split()
)
# What a place is said to be.
PLACE_NOUNS: Final = frozenset(
    """country city town village community settlement neighbourhood neighborhood suburb area region district
    municipality province state capital island place center centre hub part home base location territory parish
    county commune hamlet township site locality seat port destination colony kingdom republic nation
    borough ward peninsula valley mountain river lake sea desert republic market origin ecozone stronghold
    battlefield safe haven crossroads exporter producer""".split()
)
# Deeds and words that a possessor does or says.
DEEDS: Final = frozenset(
    """attack invasion decision denial claim demand request offer refusal threat response reply withdrawal victory
    defeat policy stance position intention plan proposal support opposition role involvement aggression attempt
    accession membership bid participation announcement statement accusation warning approval admission entry rubber
    annexation recognition declaration commitment move action war retaliation reaction call intervention reluctance
    willingness actions ambition interest interests army navy military government leadership
    performance effort efforts goal win loss independence occupation armistice bombing raid raids resolve take program
    programme squad match process representative production export song honour appearance strike strikes shelling
    deployment offensive assault ally allies enemy representative sanctions ultimatum promise pledge""".split()
)
BEING: Final = frozenset({"be", "become", "remain"})


def use_of(sentence: Sentence, first: int, last: int) -> Use:
    """Decide how a name is used from the word that governs it."""
    token = _head_of(sentence, first, last)
    governor = head(sentence, token)
    while token.dep in ("conj", "appos") and governor.index != token.index:
        token, governor = governor, head(sentence, governor)
    if token.dep in ("pobj", "pcomp") or token.dep == "dative":
        return _behind_preposition(sentence, token, governor)
    if token.dep == "poss":
        return Use.ACTOR if governor.lemma.lower() in DEEDS else Use.PLACE
    if token.dep in ("compound", "amod", "nmod"):
        return Use.ACTOR if governor.lemma.lower() in JOINT else Use.PLACE
    if token.dep in ("npadvmod", "advmod", "nummod"):
        return Use.PLACE
    if token.dep in ("nsubj", "csubj"):
        return _as_subject(sentence, token, governor)
    if token.dep == "nsubjpass":
        return Use.PLACE if governor.lemma in REACHING | LYING else Use.ACTOR
    if token.dep == "dobj":
        return Use.PLACE if governor.lemma in REACHING | LYING | GOING else Use.ACTOR
    if token.dep in ("attr", "oprd"):
        return Use.PLACE
    if token.dep == "agent":
        return Use.ACTOR
    return Use.ACTOR if governor.index != token.index and governor.pos in ("VERB", "AUX") else Use.PLACE


def _as_subject(sentence: Sentence, token: Token, verb: Token) -> Use:
    """ "Burnside is a suburb", "Syria has a coast": a place; everything else does something."""
    if verb.lemma in BEING:
        said = child(sentence, verb, "attr")
        if said is not None:
            return Use.PLACE if said.lemma.lower() in PLACE_NOUNS or _names_one(sentence, said) else Use.ACTOR
        return (
            Use.PLACE
            if child(sentence, verb, "prep", "advmod") is not None and child(sentence, verb, "acomp") is None
            else Use.ACTOR
        )
    if verb.lemma == "have":
        owned = child(sentence, verb, "dobj")
        return Use.PLACE if owned is not None and owned.lemma.lower() in HAVING else Use.ACTOR
    return Use.PLACE if verb.lemma in LYING and child(sentence, verb, "ccomp", "xcomp") is None else Use.ACTOR


def _names_one(sentence: Sentence, noun: Token) -> bool:
    """ "One of the cities", "the largest of the ports"."""
    for preposition in children(sentence, noun, "prep"):
        inner = child(sentence, preposition, "pobj")
        if inner is not None and inner.lemma.lower() in PLACE_NOUNS:
            return True
    return False


def _behind_preposition(sentence: Sentence, token: Token, preposition: Token) -> Use:
    word = preposition.text.lower()
    governor = head(sentence, preposition)
    if preposition.dep == "prep" and governor.pos == "ADP":  # "out of Kabul", "according to Kabul"
        if governor.text.lower() == "according":
            return Use.ACTOR
        word, governor = governor.text.lower(), head(sentence, governor)
    elif governor.text.lower() == "according":
        return Use.ACTOR
    lemma = governor.lemma.lower()
    if word in PLACING:
        return Use.PLACE
    if word in ("between", "with", "among", "for", "toward", "towards"):
        return Use.PLACE if _tells_where(sentence, word, governor, lemma) else Use.ACTOR
    if word in RELATING or preposition.dep == "agent":
        return Use.ACTOR
    if word == "to" or preposition.dep == "dative":
        return (
            Use.ACTOR
            if lemma in TO_PARTY or (lemma in GIVING and not _goes(sentence, governor))
            else Use.PLACE
        )
    if word == "from":
        return Use.ACTOR if lemma in FROM_PARTY or lemma in TAKING else Use.PLACE
    if word == "of":
        return Use.ACTOR if lemma in OF_PARTY else Use.PLACE
    if word in ("on", "over"):
        return (
            Use.ACTOR
            if lemma
            in (
                "call",
                "depend",
                "rely",
                "win",
                "victory",
                "impose",
                "sanction",
                "pressure",
                "rule",
                "triumph",
            )
            else Use.PLACE
        )
    return Use.PLACE


def _tells_where(sentence: Sentence, word: str, governor: Token, lemma: str) -> bool:
    if word == "for":
        return lemma in GOING
    if word in ("toward", "towards"):
        return lemma in GOING or lemma in LINES
    if lemma in LINES or (lemma in ("share", "border", "locate", "situate", "sandwich") and word != "among"):
        return True
    return word == "between" and lemma in GOING


def _goes(sentence: Sentence, verb: Token) -> bool:
    """ "Returned to Kabul" goes there; "returned the islands to Japan" gives."""
    return (
        verb.lemma in ("return", "pass", "transfer", "report")
        and child(sentence, verb, "dobj", "nsubjpass") is None
    )


def is_locative(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a name stands behind a preposition that says where or whither, and is no party.

    Narrower than `use_of`: in "invaded Ukraine" and "an attack on Ukraine" the name is where, and whom too.
    """
    token = _head_of(sentence, first, last)
    governor = head(sentence, token)
    while token.dep in ("conj", "appos") and governor.index != token.index:
        token, governor = governor, head(sentence, governor)
    if token.dep == "npadvmod":
        return governor.pos in ("VERB", "AUX")
    if token.dep not in ("pobj", "pcomp") or governor.text.lower() in ("of", "on", "over"):
        return False
    return _behind_preposition(sentence, token, governor) is Use.PLACE


def _head_of(sentence: Sentence, first: int, last: int) -> Token:
    for token in sentence.tokens[first : last + 1]:
        if not first <= token.head <= last or token.head == token.index:
            return token
    return sentence.tokens[last]

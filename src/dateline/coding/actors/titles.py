"""Titles around a person's name: the office, its sector, and whose office it is.

"Estonian Prime Minister X", "Ukraine's prosecutor general, X", "X, the US deputy secretary of state".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.actors.context import Named
from dateline.coding.actors.table import STATE_SECTORS, ActorTable, Known
from dateline.model import Sentence, Token
from dateline.parsing.names import POSSESSIVE, fold

# Words that stand in a title beside nationality and office.
TITLE_WORDS = frozenset(
    """of the for and at to a an its 's deputy vice assistant acting interim outgoing incoming former ex first second
    third senior top chief lead leading prime foreign defence defense interior home finance energy economy trade
    transport health justice digital national security state federal regional military armed forces force naval navy
    army air ground political special permanent general public affairs press communications information europe
    european presidential royal supreme crown ruling transitional junta opposition rebel separatist affairs council
    intelligence cabinet parliamentary parliament house committee staff joint chiefs commission commissioner
    lieutenant lt gen col maj capt brig sgt cmdr adm rear brigadier major colonel captain field gen. lt. col. maj.
    mr mrs ms dr sir lady lord sheikh ayatollah mullah imam dame sen sen. rep rep. gov gov. prof prof. pm fm
    longtime veteran embattled newly elected jailed ousted exiled self-styled self-proclaimed outspoken
    ethnic human rights anti war group movement party union civil diplomat right hand man policy strategic nuclear
    counter terrorism border coast guard emergency situations office mission headquarters region province oblast city
    governor mayor ministry department government agency service bureau defence's""".split()
)
FORMER = frozenset({"former", "ex", "ousted", "deposed", "late"})
ELSEWHERE = frozenset({"to", "with", "in", "at", "on", "against", "near"})
TITLE_REACH = 14
JOINING = frozenset({"and", "or", "with", "to", "at", "for", "of"})
LENT = frozenset({"led", "backed", "made", "based", "born", "educated", "appointed", "installed", "trained"})


def title_of(
    sentence: Sentence, first: int, last: int, names: Sequence[Named], table: ActorTable
) -> tuple[str, str | None, Known | None, bool]:
    """Office, sector, and the country or organisation named in the title around a name."""
    for start, end in (
        _title_before(sentence, first, names, table),
        _title_after(sentence, last, names, table),
    ):
        if start <= end:
            title = _read_title(sentence, start, end, names, table)
            if title is not None:
                return title
    return "", None, None, False


def _title_before(
    sentence: Sentence, first: int, names: Sequence[Named], table: ActorTable
) -> tuple[int, int]:
    """ "Kremlin spokesman X", "Ukraine's prosecutor general, X", "The commander of the German navy, Vice Admiral X"."""
    tokens = sentence.tokens
    end = first - 1
    if end >= 0 and fold(tokens[end].text) in JOINING:  # "the US president and X": no title of X
        return 0, -1
    start = run_back(sentence, end, first, names, table)
    while start <= end and fold(tokens[start].text) in JOINING:
        start += 1
    comma = start - 1 if start <= end else end
    if comma > 0 and tokens[comma].text == ",":
        earlier = run_back(sentence, comma - 1, first, names, table)
        if earlier < comma and describes(sentence, earlier, comma - 1, names, table):
            return earlier, end if start <= end else comma - 1
    return start, end


def run_back(sentence: Sentence, end: int, first: int, names: Sequence[Named], table: ActorTable) -> int:
    """Where the run of title words that ends at a token begins; one past the end where there is none."""
    start = end
    while (
        start >= 0 and first - start <= TITLE_REACH and _is_title_word(sentence.tokens[start], names, table)
    ):
        start -= 1
    return start + 1


def describes(sentence: Sentence, start: int, end: int, names: Sequence[Named], table: ActorTable) -> bool:
    """Tell whether words before a comma describe one person: a singular office with "the" or whose it is."""
    tokens = sentence.tokens[start : end + 1]
    one = any(
        (agent := table.agents.get(fold(t.text))) is not None
        and agent.sense == "person"
        and t.tag not in ("NNS", "NNPS")
        for t in tokens
    )
    return (
        one
        and tokens[-1].text not in POSSESSIVE
        and (fold(tokens[0].text) in ("the", "a", "an") or any(start <= n.first <= end for n in names))
    )


def _title_after(sentence: Sentence, last: int, names: Sequence[Named], table: ActorTable) -> tuple[int, int]:
    tokens = sentence.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text not in (",", "(", "–", "—"):
        return 0, -1
    start = end = last + 2
    while end < len(tokens) and end - start <= TITLE_REACH and _is_title_word(tokens[end], names, table):
        end += 1
    return start, end - 1


def _is_title_word(token: Token, names: Sequence[Named], table: ActorTable) -> bool:
    word = fold(token.text)
    if any(n.covers(token.index) and n.known.sense != "leader" for n in names):
        return True
    return (
        word in TITLE_WORDS
        or token.text in POSSESSIVE
        or word == "-"
        or word in table.agents
        or word.removesuffix("s") in table.agents
    )


def _read_title(
    sentence: Sentence, start: int, end: int, names: Sequence[Named], table: ActorTable
) -> tuple[str, str | None, Known | None, bool] | None:
    tokens = sentence.tokens[start : end + 1]
    words = tuple(fold(t.text) for t in tokens if t.text not in POSSESSIVE)
    cut = next((n for n, w in enumerate(words) if w in ("of", "for")), len(words))
    sector = _sector(words[:cut], table) or _sector(words, table)
    if sector is None:
        return None
    owner = _owner(sentence, start, end, names)
    office = " ".join(
        t.text for t in tokens if t.text not in POSSESSIVE and not any(n.covers(t.index) for n in names)
    ).strip(" -")
    return office, sector, owner, any(w in FORMER for w in words)


def _sector(words: tuple[str, ...], table: ActorTable) -> str | None:
    """The sector of the last agent noun of a title that stands for a person."""
    best: str | None = None
    for end in range(len(words), 0, -1):
        agent = table.agent(words[max(0, end - 3) : end])
        if (
            agent is not None
            and agent.sense in ("person", "group", "people")
            and words[end - 1] not in ("press", "media")
        ):
            if agent.sector in ("OPP", "REB", "UAF", "CRM", "PTY", "CVL", "BUS", "MED", "NGO", "REL", "EDU"):
                return agent.sector
            best = best or agent.sector
    if best in STATE_SECTORS and any(w in ("opposition", "rebel", "separatist", "insurgent") for w in words):
        return "OPP" if "opposition" in words else "REB"
    return best


def _owner(sentence: Sentence, start: int, end: int, names: Sequence[Named]) -> Known | None:
    """Whose officer it is: the name in the title that does not stand behind "to", "with" or "in"."""
    found = None
    for name in names:
        if not (start <= name.first and name.last <= end) or name.known.sense in ("leader", "outlet"):
            continue
        before = [fold(t.text) for t in sentence.tokens[max(0, name.first - 2) : name.first]]
        if any(word in ELSEWHERE for word in before[-1:]) or (
            before[-1:] == ["the"] and before[0] in ELSEWHERE
        ):
            continue
        after = [fold(t.text) for t in sentence.tokens[name.last + 1 : name.last + 3]]
        if len(after) == 2 and after[0] == "-" and after[1] in LENT:
            continue
        if found is None or (
            found.sense in ("country", "adjective") and name.known.sense in ("body", "seat", "force")
        ):
            found = name.known
    return found

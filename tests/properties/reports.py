"""Made-up reports for property tests: sentences of our own about many countries, furniture around them."""

from __future__ import annotations

from hypothesis import strategies as st

ACTORS = (
    "Sudan",
    "the Sudanese army",
    "Ethiopia",
    "Taiwan",
    "South Korea",
    "the Philippines",
    "Azerbaijan",
    "the African Union",
    "Hamas",
    "the Rapid Support Forces",
    "Kosovo",
    "Argentina",
)
SPEAKERS = (
    "Foreign Minister Hala Osman",
    "a defence ministry spokesman",
    "the Nile Herald",
    "two officials",
    "President Tomas Varga",
    "Manila",
)
PLACES = ("Khartoum", "Port Sudan", "the Taiwan Strait", "Mekelle", "Mitrovica", "Gaza", "the Red Sea")
DAYS = ("on Monday", "last week", "in March 2023", "since 2014", "on 3 May", "yesterday", "")
COUNTS = ("two", "about 300", "several hundred", "dozens of", "1,000 to 5,000", "more than 40", "some 2,500")
DEEDS = (
    "{a} sent {n} soldiers to {p} {d}.",
    "{a} will send {n} troops to {p}, {s} said {d}.",
    "“We are considering new sanctions on {b},” {s} said {d}.",
    "{a} denied that its forces had attacked {b} {d}.",
    "{n} people were killed {d} when {a} shelled {p}.",
    "If {b} attacks {p}, {a} will respond, {s} warned.",
    "{a} and {b} agreed to hold talks in {p} {d}.",
    "According to {s}, {a} has asked {b} for {n} tanks.",
    "{s} told reporters that it was too early to comment.",
    "{a} has expelled {n} diplomats of {b}, the agency reported {d}.",
    "Protesters marched through {p} {d}; police arrested {n} of them.",
    "{a}’s navy moved {n} ships into {p} — “a signal”, as {s} put it.",
)
FURNITURE = (
    "Subscribe to our newsletter",
    "READ ALSO: Storm closes the port",
    "Share this article",
    "Photo: a market, file picture",
    "© 2024 The Nile Herald. All rights reserved.",
    "Leave a comment",
    "",
)

sentences = st.builds(
    lambda deed, a, b, s, p, d, n: _told(deed.format(a=a, b=b, s=s, p=p, d=d, n=n)),
    st.sampled_from(DEEDS),
    st.sampled_from(ACTORS),
    st.sampled_from(ACTORS),
    st.sampled_from(SPEAKERS),
    st.sampled_from(PLACES),
    st.sampled_from(DAYS),
    st.sampled_from(COUNTS),
)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join)
headlines = sentences.map(lambda sentence: sentence.rstrip("."))
datelines = st.sampled_from(("", "NAIROBI (Reuters) - ", "TAIPEI, March 3 (AFP) — "))
mastheads = st.sampled_from(("", "The Nile Herald\n", "The Nile Herald\n12 Mar 2023, 14:05 GMT+3\n"))


@st.composite
def reports(draw: st.DrawFn) -> str:
    """A plain-text report: masthead, headline, dateline, paragraphs, with lines of furniture below."""
    body = "\n\n".join(draw(st.lists(paragraphs, min_size=1, max_size=3)))
    furniture = "\n".join(draw(st.lists(st.sampled_from(FURNITURE), max_size=3)))
    return f"{draw(mastheads)}{draw(headlines)}\n\n{draw(datelines)}{body}\n\n{furniture}"


def _told(words: str) -> str:
    """Begin with a capital and close the gap that an empty day leaves."""
    told = " ".join(words.split()).replace(" .", ".").replace(" ,", ",").replace(" ;", ";").replace(" —", " —")
    return told[0].upper() + told[1:]

"""A page's markup as lines: what a reader sees of it, each line with its way back to the markup.

A small reader of tags, because the usual parsers do not say where in the page a word stood. It never
fails: what is no tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dateline.cleaning.lines import Line, Run

BREAKING: Final = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe input label legend li main menu nav object ol"
    " option p picture pre section select summary table tbody td textarea tfoot th thead title tr"
    " ul video audio".split()
)
VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
SILENT: Final = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "textarea",
    "iframe",
    "math",
    "object",
    "head",
)
# As the HTML standard has it, a quote encloses only after "=". Atomic groups keep the time linear.
TAG: Final = re.compile(r"""</?([a-zA-Z][\w:\-]{0,60})((?>[^>=]+|=\s*"[^"]*"|=\s*'[^']*'|=)*+)>""")
ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
# An entity, words with one blank between them, other blanks, or what no reader sees.
PIECE: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|(?: ?[^&\s\xad\u200b]+)++|\s+|&|[\xad\u200b]"
)
HEAD_TAGS: Final = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))


@dataclass(slots=True)
class Element:
    """One element of a page with its bounds and the element around it; its attributes are read when asked for."""

    tag: str
    written: str
    start: int
    inner: int
    end: int
    parent: Element | None = None
    read: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, names in small letters."""
        if self.read is None:
            self.read = attributes_of(self.written) if "=" in self.written or self.written.strip() else {}
        return self.read

    def chain(self) -> Iterator[Element]:
        """The element and those around it, from the innermost."""
        one: Element | None = self
        while one is not None:
            yield one
            one = one.parent


@dataclass(slots=True)
class Page:
    """What one pass over the markup gives: lines, elements that hold facts, and what stands in script elements."""

    lines: list[Line] = field(default_factory=list)
    places: list[Element | None] = field(default_factory=list)  # the innermost element of each line
    metas: list[Element] = field(default_factory=list)
    times: list[Element] = field(default_factory=list)
    dated: list[Element] = field(default_factory=list)  # marked as the time of publication, and no `<time>`
    scripts: list[Element] = field(default_factory=list)
    title: Element | None = None
    language: str = ""


def read_page(text: str) -> Page:
    """Read the markup once, from left to right, in time that grows with its length alone."""
    page = Page()
    reader = _Reader(text, page)
    for kind, start, end, tag, attributes in _tokens(text):
        reader.take(kind, start, end, tag, attributes)
    reader.close_line()
    return page


def _tokens(text: str) -> Iterator[tuple[str, int, int, str, str]]:
    """Cut the page into text, tags and silent elements: (kind, start, end, tag, attributes)."""
    at, size = 0, len(text)
    lowered = text.lower() if len(text.lower()) == size else text
    missing: set[str] = set()
    while at < size:
        open_at = text.find("<", at)
        if open_at < 0:
            open_at = size
        if open_at > at:
            yield "text", at, open_at, "", ""
            at = open_at
            continue
        if text.startswith("<!--", at) and "-->" not in missing:
            close = text.find("-->", at + 4)
            if close < 0:
                missing.add("-->")
            at = at + 4 if close < 0 else close + 3
            continue
        if text.startswith(("<!", "<?"), at):
            close = text.find(">", at, at + 2000)
            at = at + 2 if close < 0 else close + 1
            continue
        match = TAG.match(text, at)
        if match is None:
            yield "text", at, at + 1, "", ""
            at += 1
            continue
        tag = match[1].lower()
        if match[0].startswith("</"):
            yield "close", at, match.end(), tag, ""
            at = match.end()
            continue
        yield "open", at, match.end(), tag, match[2] or ""
        at = match.end()
        if tag in SILENT and tag != "head" and tag not in missing:
            close = lowered.find(f"</{tag}", at)
            if close < 0:
                missing.add(tag)
            else:
                yield "silent", at, close, tag, match[2] or ""
                at = close


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters, values without entities.

    >>> attributes_of('class="lead" data-x=1 hidden')
    {'class': 'lead', 'data-x': '1', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(written):
        value = next((one for one in match.groups()[1:] if one is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


class _Reader:
    """Builds lines from tokens; remembers the open elements."""

    def __init__(self, text: str, page: Page) -> None:
        self.source, self.page = text, page
        self.open: list[Element] = []
        self.chars: list[str] = []
        self.runs: list[list[int]] = []
        self.length = 0
        self.linked = 0
        self.in_link = 0
        self.in_head = False

    def take(self, kind: str, start: int, end: int, tag: str, written: str) -> None:
        """Take the next token."""
        if kind == "text":
            if self.open and self.open[-1].tag == "title" and self.page.title is None:
                self.page.title = Element("title", "", self.open[-1].start, start, end)
            elif not self.in_head:
                self._add(start, end)
        elif kind == "silent":
            if tag == "script":
                self.page.scripts.append(Element(tag, written, start, start, end))
        elif kind == "open":
            self._open(start, end, tag, written)
        else:
            self._close(end, tag)

    def _open(self, start: int, end: int, tag: str, written: str) -> None:
        if tag in BREAKING:
            self.close_line()
        element = Element(tag, written, start, end, end, self.open[-1] if self.open else None)
        if tag == "meta":
            self.page.metas.append(element)
        elif tag == "time":
            self.page.times.append(element)
        elif "datePublished" in written:
            self.page.dated.append(element)
        elif tag == "html":
            self.page.language = element.attributes.get("lang", "")
        elif tag == "a":
            self.in_link += 1
        elif tag == "head":
            self.in_head = True
        if self.in_head and tag != "head" and tag not in HEAD_TAGS:
            self.in_head = False
        if tag == "p" and any(one.tag == "p" for one in self.open[-3:]):
            self._close(start, "p")
            element.parent = self.open[-1] if self.open else None
        if (tag not in VOID and tag not in SILENT) or tag == "head":
            self.open.append(element)

    def _close(self, end: int, tag: str) -> None:
        if tag in BREAKING:
            self.close_line()
        if tag == "head":
            self.in_head = False
        elif tag == "a":
            self.in_link = max(0, self.in_link - 1)
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
            return
        for back in range(1, min(len(self.open), 40) + 1):
            if self.open[-back].tag == tag:
                del self.open[-back:]
                return

    def _add(self, start: int, end: int) -> None:
        for match in PIECE.finditer(self.source, start, end):
            piece, at = match[0], match.start()
            bare = not self.chars or self.chars[-1].endswith(" ")
            first = piece[0]
            if first == "&" and len(piece) > 1:
                self._add_entity(html.unescape(piece), len(piece), at, bare=bare)
            elif first.isspace() and piece.isspace():
                if not bare:
                    self._append(" ", at, len(piece) == 1)
            elif first not in "\xad\u200b":
                blank = bare and first == " "
                self._append(piece[blank:], at + blank, True)

    def _add_entity(self, shown: str, size: int, at: int, *, bare: bool) -> None:
        shown = (" ".join(shown.split()) or " ") if shown.strip() != shown or shown.isspace() else shown
        shown = shown.replace("\xad", "").replace("\u200b", "")
        if shown and not (shown == " " and bare):
            self._append(shown, at, len(shown) == size and shown == " ")

    def _append(self, shown: str, item_start: int, exact: bool) -> None:
        last = self.runs[-1] if self.runs else None
        end = self.length + len(shown)
        if exact:
            if last and last[1] == self.length and last[2] + last[1] - last[0] == item_start:
                last[1] = end
            else:
                self.runs.append([self.length, end, item_start])
        self.chars.append(shown)
        if self.in_link:
            self.linked += len(shown)
        self.length = end

    def close_line(self) -> None:
        """End the line that is being read, if it holds anything."""
        if not self.chars:
            return
        text = "".join(self.chars)
        shown = text.strip()
        if shown and self.runs:
            tag = next((one.tag for one in reversed(self.open) if one.tag in BREAKING), "")
            runs = tuple(Run(*run) for run in self.runs)
            line: Line | None = Line(text, runs, True, tag, "", min(1.0, self.linked / len(shown)))
            if line is not None and len(shown) < len(text):
                lead = len(text) - len(text.lstrip())
                line = line.part(lead, lead + len(shown))
            if line is not None:
                self.page.lines.append(line)
                self.page.places.append(self.open[-1] if self.open else None)
        self.chars, self.runs, self.length, self.linked = [], [], 0, 0

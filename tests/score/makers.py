"""Rows for scoring tests: gold as an annotator writes it, records as the export writes them."""

from __future__ import annotations

from typing import Any

TEXT = (
    "Sudan's army shelled Nyala on Monday, a doctor said.\n"
    "Chad will send 300 soldiers to the border, its defence minister Issa Maloua told Radio Ndjamena.\n"
    "Khartoum did not comment."
)


def gold(quote: str = "Sudan's army shelled Nyala", **values: Any) -> dict[str, Any]:
    """A gold row of the report `one`."""
    plain = {
        "id": "one-01",
        "report": "one",
        "quote": quote,
        "event": "ASSAULT",
        "status": "actual",
        "actors": ["SDN"],
        "recipients": [],
        "places": [],
        "when": None,
        "quantity": None,
        "sources": [],
    }
    return plain | values


def document(text: str = TEXT, **values: Any) -> dict[str, Any]:
    """The exported document of the report `one`."""
    return {"id": "doc-1", "address": "reports/one.txt", "text": text, "publisher": "The Test Post"} | values


def recorded(words: str = "army shelled Nyala", text: str = TEXT, **values: Any) -> dict[str, Any]:
    """An exported mention with the given words."""
    start = text.index(words)
    plain = {
        "id": f"mention-{start}",
        "document_id": "doc-1",
        "type": "ASSAULT",
        "mode": None,
        "status": "actual",
        "background": False,
        "text": words,
        "start": start,
        "end": start + len(words),
        "actors": [party("SDN")],
        "recipients": [],
        "places": [],
        "when": None,
        "quantity": None,
        "sources": [],
        "rule": "test.rule",
    }
    return plain | values


def party(id: str, country: str | None = None, name: str = "") -> dict[str, Any]:
    """An exported actor; a code of three letters is its own country."""
    country = country or id.partition("/")[0]
    return {"id": id, "country": country, "sector": None, "name": name or id, "text": name or id}


def link(name: str, kind: str = "official") -> dict[str, Any]:
    """An exported link of a chain."""
    return {"name": name, "kind": kind, "cue": "said", "text": name}


def place(name: str, *countries: str, kind: str = "city") -> dict[str, Any]:
    """An exported place."""
    return {"name": name, "kind": kind, "countries": list(countries), "text": name}


def echo(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The record that says exactly what a gold row says."""
    when, amount = row["when"], row["quantity"]
    return recorded(
        row["quote"],
        text,
        document_id=f"doc-{row['report']}",
        type=row["event"],
        mode=row.get("mode"),
        status=row["status"],
        background=row.get("background"),
        actors=[party(code) for code in row["actors"]],
        recipients=[party(code) for code in row["recipients"]],
        places=[place(name) for name in row["places"]],
        when=when and {**when, "anchor": "stated" if when["start"] or when["end"] else "none"},
        quantity=amount and {"change": "total", **amount},
        sources=[link(s["name"], s["kind"]) for s in row["sources"]],
    )

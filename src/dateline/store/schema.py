"""The tables of a record, as SQL.

A record is one SQLite file. Text ids are those of the model; spans count code points of `documents.text`;
`position` keeps the order that the model's tuples have. The words of furniture stand in `items.content` only:
`set_aside` keeps where, what and why. `documents.number` exists for the full-text index alone.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x44_54_4C_4E  # "DTLN", in the file's header

_SPAN = 'start INTEGER, "end" INTEGER'
_MENTION = "mention_id TEXT NOT NULL REFERENCES mentions (id) ON DELETE CASCADE"
_DOCUMENT = "document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE"
_EVENT = "event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE"
_FAMILY = "family_id TEXT NOT NULL REFERENCES families (id) ON DELETE CASCADE"
_SOURCE = f"""name TEXT NOT NULL, kind TEXT NOT NULL, cue TEXT NOT NULL, text TEXT NOT NULL,
    {_SPAN}, shown_start INTEGER, shown_end INTEGER, rule TEXT NOT NULL"""

FIRST: Final = f"""
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, version TEXT NOT NULL, config TEXT NOT NULL,
    code TEXT NOT NULL, tables TEXT NOT NULL, model TEXT NOT NULL, model_digest TEXT NOT NULL, kit TEXT NOT NULL
);
CREATE TABLE items (
    id TEXT PRIMARY KEY, address TEXT NOT NULL, format TEXT NOT NULL, content BLOB NOT NULL, sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL, text TEXT -- null where the content decodes to it plainly
);
CREATE TABLE item_metadata (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item_id, position)
) WITHOUT ROWID;
CREATE TABLE also_at ( -- other addresses of the same bytes
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, address TEXT NOT NULL,
    PRIMARY KEY (item_id, address)
) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, item_id TEXT NOT NULL REFERENCES items (id),
    address TEXT NOT NULL, text TEXT NOT NULL, published TEXT, published_utc TEXT, published_precision TEXT,
    undated_reason TEXT, language TEXT NOT NULL, synthetic INTEGER NOT NULL, kit TEXT NOT NULL
);
CREATE INDEX documents_of_item ON documents (item_id);
CREATE INDEX documents_at_address ON documents (address, id);
CREATE VIRTUAL TABLE document_words USING fts5 (
    text, content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    INSERT INTO document_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TABLE facts (
    {_DOCUMENT}, field TEXT NOT NULL, value TEXT NOT NULL, text TEXT NOT NULL, {_SPAN},
    item_start INTEGER, item_end INTEGER, rule TEXT NOT NULL, PRIMARY KEY (document_id, field)
) WITHOUT ROWID;
CREATE TABLE credited (
    {_DOCUMENT}, position INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE blocks (
    {_DOCUMENT}, position INTEGER NOT NULL, kind TEXT NOT NULL, {_SPAN}, reason TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE offsets (
    {_DOCUMENT}, position INTEGER NOT NULL, {_SPAN}, item_start INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE set_aside (
    {_DOCUMENT}, position INTEGER NOT NULL, item_start INTEGER NOT NULL, item_end INTEGER NOT NULL,
    kind TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE sentences (
    {_DOCUMENT}, position INTEGER NOT NULL, {_SPAN}, block INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE statements (
    id TEXT PRIMARY KEY, {_DOCUMENT}, position INTEGER NOT NULL, cue_start INTEGER, cue_end INTEGER,
    force TEXT NOT NULL, manner TEXT NOT NULL, rule TEXT NOT NULL
);
CREATE INDEX statements_of_document ON statements (document_id, position);
CREATE TABLE statement_content (
    statement_id TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE, position INTEGER NOT NULL, {_SPAN},
    PRIMARY KEY (statement_id, position)
) WITHOUT ROWID;
CREATE TABLE statement_sources (
    statement_id TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE, position INTEGER NOT NULL, {_SOURCE},
    PRIMARY KEY (statement_id, position)
) WITHOUT ROWID;
CREATE TABLE mentions (
    id TEXT PRIMARY KEY, {_DOCUMENT}, position INTEGER NOT NULL, statement_id TEXT NOT NULL,
    type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL,
    background INTEGER NOT NULL, {_SPAN}, trigger_start INTEGER, trigger_end INTEGER,
    sentence INTEGER NOT NULL, rule TEXT NOT NULL
);
CREATE INDEX mentions_of_document ON mentions (document_id, position);
CREATE INDEX mentions_by_type ON mentions (type, status);
CREATE INDEX mentions_by_status ON mentions (status);
CREATE TABLE mention_sources (
    {_MENTION}, position INTEGER NOT NULL, {_SOURCE}, PRIMARY KEY (mention_id, position)
) WITHOUT ROWID;
CREATE TABLE contexts (
    {_MENTION}, position INTEGER NOT NULL, context TEXT NOT NULL, PRIMARY KEY (mention_id, position)
) WITHOUT ROWID;
CREATE TABLE actors (
    {_MENTION}, role TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, country TEXT, sector TEXT,
    name TEXT NOT NULL, text TEXT NOT NULL, {_SPAN}, entity TEXT, rule TEXT NOT NULL,
    PRIMARY KEY (mention_id, role, position)
) WITHOUT ROWID;
CREATE INDEX actors_by_code ON actors (actor, mention_id);
CREATE INDEX actors_by_country ON actors (country, mention_id);
CREATE TABLE places (
    {_MENTION}, position INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
    precision INTEGER NOT NULL, gazetteer TEXT, text TEXT NOT NULL, {_SPAN}, rule TEXT NOT NULL,
    PRIMARY KEY (mention_id, position)
) WITHOUT ROWID;
CREATE TABLE place_countries (
    {_MENTION}, place INTEGER NOT NULL, position INTEGER NOT NULL, country TEXT NOT NULL,
    PRIMARY KEY (mention_id, place, position)
) WITHOUT ROWID;
CREATE INDEX places_by_country ON place_countries (country, mention_id);
CREATE TABLE whens (
    mention_id TEXT PRIMARY KEY REFERENCES mentions (id) ON DELETE CASCADE, edtf TEXT, first TEXT, last TEXT,
    precision TEXT, anchor TEXT NOT NULL, text TEXT NOT NULL, {_SPAN}, reason TEXT NOT NULL, rule TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX whens_by_day ON whens (first, last);
CREATE TABLE quantities (
    mention_id TEXT PRIMARY KEY REFERENCES mentions (id) ON DELETE CASCADE, text TEXT NOT NULL, low REAL, best REAL,
    high REAL, unit TEXT NOT NULL, change TEXT NOT NULL, derived INTEGER NOT NULL, {_SPAN}, rule TEXT NOT NULL,
    currency TEXT, per TEXT
) WITHOUT ROWID;
CREATE TABLE reasons (
    {_MENTION}, position INTEGER NOT NULL, field TEXT NOT NULL, {_SPAN}, rule TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (mention_id, position)
) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT, start TEXT, "end" TEXT);
CREATE INDEX events_by_type ON events (type);
CREATE TABLE event_mentions (
    {_EVENT}, position INTEGER NOT NULL, mention_id TEXT NOT NULL UNIQUE REFERENCES mentions (id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE event_values (
    {_EVENT}, field TEXT NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (event_id, field, position)
) WITHOUT ROWID;
CREATE TABLE status_history (
    {_EVENT}, position INTEGER NOT NULL, status TEXT NOT NULL, mention_id TEXT NOT NULL, told TEXT,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE tellings (
    {_EVENT}, position INTEGER NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE telling_mentions (
    {_EVENT}, telling INTEGER NOT NULL, position INTEGER NOT NULL, mention_id TEXT NOT NULL,
    PRIMARY KEY (event_id, telling, position)
) WITHOUT ROWID;
CREATE TABLE families (id TEXT PRIMARY KEY, origin TEXT);
CREATE TABLE family_reasons (
    {_FAMILY}, position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (family_id, position)
) WITHOUT ROWID;
CREATE TABLE family_members (
    {_FAMILY}, position INTEGER NOT NULL, {_DOCUMENT}, relation TEXT NOT NULL, "of" TEXT,
    PRIMARY KEY (family_id, position)
) WITHOUT ROWID;
CREATE INDEX families_of_document ON family_members (document_id);
CREATE TABLE member_reasons (
    {_FAMILY}, member INTEGER NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (family_id, member, position)
) WITHOUT ROWID;
CREATE TABLE skipped (
    address TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, sha256 TEXT, PRIMARY KEY (address, stage)
) WITHOUT ROWID;
"""

# Passages of copies, versions, and retellings.
SECOND: Final = f"""
ALTER TABLE family_members ADD COLUMN share REAL;
ALTER TABLE family_members ADD COLUMN superseded_by TEXT;
CREATE TABLE member_passages (
    {_FAMILY}, member INTEGER NOT NULL, position INTEGER NOT NULL, {_SPAN}, of_start INTEGER NOT NULL,
    of_end INTEGER NOT NULL, PRIMARY KEY (family_id, member, position)
) WITHOUT ROWID;
CREATE TABLE member_adds (
    {_FAMILY}, member INTEGER NOT NULL, position INTEGER NOT NULL, {_SPAN},
    PRIMARY KEY (family_id, member, position)
) WITHOUT ROWID;
CREATE TABLE retellings (
    {_DOCUMENT}, position INTEGER NOT NULL, outlet TEXT NOT NULL, "of" TEXT, {_SPAN},
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE INDEX retellings_of_document ON retellings ("of");
CREATE TABLE retelling_reasons (
    {_DOCUMENT}, retelling INTEGER NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (document_id, retelling, position)
) WITHOUT ROWID;
"""

# What a person states; rows are added, never changed. A null value takes back what was stated before.
JUDGED: Final = """
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY, document_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT, stated TEXT NOT NULL
);
CREATE INDEX judgements_on ON judgements (document_id, field, number);
"""

# How a mention bears on another of the same document: denies, asks-for, condition …
RELATED: Final = f"""
CREATE TABLE relations (
    {_MENTION}, position INTEGER NOT NULL, kind TEXT NOT NULL, other_id TEXT NOT NULL, rule TEXT NOT NULL,
    PRIMARY KEY (mention_id, position)
) WITHOUT ROWID;
CREATE INDEX relations_to ON relations (other_id);
"""

# How sure each mention is. Those below the threshold of the last run stand apart: not in `mentions`, in no event.
CONFIDENT: Final = """
ALTER TABLE mentions RENAME TO all_mentions;
ALTER TABLE all_mentions ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
CREATE TABLE threshold (confidence REAL NOT NULL);
INSERT INTO threshold VALUES (0);
CREATE VIEW mentions AS
    SELECT * FROM all_mentions WHERE confidence >= (SELECT t.confidence FROM threshold AS t);
CREATE VIEW uncertain AS
    SELECT * FROM all_mentions WHERE confidence < (SELECT t.confidence FROM threshold AS t);
"""

# What is compared across the pages of a site; an outline is there before its item is read.
OUTLINED: Final = """
CREATE TABLE outlines (
    item_id TEXT PRIMARY KEY, site TEXT NOT NULL, beside TEXT NOT NULL, kit TEXT NOT NULL, marks BLOB NOT NULL,
    repeated TEXT NOT NULL
);
CREATE INDEX outlines_of_site ON outlines (site, item_id);
"""

# What came beside a document, or stands in its markup, and contradicts it.
CONTRADICTED: Final = f"""
CREATE TABLE conflicts (
    {_DOCUMENT}, position INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, beside TEXT NOT NULL,
    origin TEXT NOT NULL, PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
"""

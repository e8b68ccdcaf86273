-- The edition: what the readers found (one `document` a source file, and what stands in it), how it is arranged, and where each
-- reference leads. Opens in any SQLite tool. Safe to delete: the next build makes it anew.
--
-- `doc` is a key inside this file only; what leaves it are ids. Offsets count characters of the source text.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
  doc INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,        -- of the source file, in the documents folder
  inputs TEXT NOT NULL,             -- fingerprint of what the reading depends on
  volume TEXT NOT NULL,
  claim TEXT NOT NULL,              -- the id that the text itself gives: d145
  sort TEXT NOT NULL,               -- orders the documents of a volume
  number TEXT,                      -- as printed
  kind TEXT,
  title TEXT NOT NULL,              -- the head's words, else the text's first
  place TEXT,
  edtf TEXT, earliest TEXT, latest TEXT, stated INTEGER,
  apparatus TEXT NOT NULL,          -- given, none, lost
  first_break TEXT, last_break TEXT,-- printed pages that begin in it
  opens_with_break INTEGER NOT NULL,-- whether a page break stands before its first word
  opening TEXT NOT NULL,            -- its first words, for previews
  names TEXT NOT NULL,              -- JSON: what is printed like a name, and where: {"President Thieu": ["p3", "fn2"]}
  record TEXT NOT NULL,             -- records.Document as JSON
  -- arranged, once all are read:
  id TEXT UNIQUE,                   -- frus1969-76v09/d145
  local TEXT,                       -- d145
  sequence INTEGER,                 -- place in the volume, from 1
  first_page TEXT, last_page TEXT,
  first_page_from TEXT              -- printed, next-break, neighbours
);
CREATE INDEX document_volume ON document (volume, sequence);
CREATE INDEX document_claim ON document (volume, claim);

CREATE TABLE correspondent (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  role TEXT NOT NULL,               -- from, to
  ordinal INTEGER NOT NULL,
  words TEXT NOT NULL, name TEXT, office TEXT,
  short TEXT NOT NULL               -- as lists have it: the name, else the office without its article
);
CREATE INDEX correspondent_doc ON correspondent (doc);

CREATE TABLE line (                 -- what a document continues: its channel, or what the same two wrote to each other; once all are read
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  kind TEXT NOT NULL,               -- channel, pair
  name TEXT NOT NULL,               -- Tohak; Kissinger and Nixon
  previous INTEGER, following INTEGER -- the documents before and after it on this line, in the volume
);
CREATE INDEX line_doc ON line (doc);

CREATE TABLE bracket (              -- what stands in brackets for words that are not there
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  kind TEXT NOT NULL,               -- not-declassified, omitted, illegible, editorial
  words TEXT NOT NULL,
  anchor TEXT NOT NULL
);
CREATE INDEX bracket_doc ON bracket (doc);

CREATE TABLE page (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  volume TEXT NOT NULL,
  n TEXT NOT NULL,
  ordinal INTEGER NOT NULL,         -- in the document, from 1
  anchor TEXT NOT NULL              -- pg_533; of a page printed twice in one document, pg_533-2
);
CREATE INDEX page_doc ON page (doc);
CREATE INDEX page_n ON page (volume, n);

CREATE TABLE note (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,               -- source, note
  opening TEXT NOT NULL
);
CREATE INDEX note_doc ON note (doc, label);

CREATE TABLE marker (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  anchor TEXT NOT NULL              -- what it stands in: p7, head
);
CREATE INDEX marker_doc ON marker (doc, label);

CREATE TABLE origin (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  repository TEXT, collection TEXT, series TEXT, box TEXT, folder TEXT, file TEXT,
  classification TEXT, precedence TEXT
);
CREATE INDEX origin_doc ON origin (doc);

CREATE TABLE message (              -- the numbers that a printed message bears
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,         -- 1: its channel number; 2 …: other serials
  channel TEXT NOT NULL,
  number TEXT NOT NULL
);
CREATE INDEX message_number ON message (channel, number);
CREATE INDEX message_doc ON message (doc);

CREATE TABLE journey (              -- during which a printed message was sent; worked out once all are read
  doc INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  journey TEXT NOT NULL,            -- the month in which it began: 1972-12
  first TEXT NOT NULL, last TEXT NOT NULL
);

CREATE TABLE reference (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,         -- in the record's references, from 0
  start INTEGER NOT NULL, end INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- document, note, page, volume, message, collection
  place TEXT NOT NULL,              -- body, note:2
  anchor TEXT NOT NULL,             -- where the words stand: p7, head, fn2
  words TEXT NOT NULL,
  quotation TEXT NOT NULL,          -- the sentence that cites
  -- what the words name:
  cited_volume TEXT, cited_document TEXT, cited_note TEXT, cited_page TEXT, relation TEXT,
  channel TEXT, number TEXT, dated TEXT,
  -- linked, once all are read:
  target TEXT,                      -- frus1969-76v09/d144#d144fn2, frus1969-76v09#pg_5, a volume, a message
  target_doc INTEGER,               -- the document that holds the target, if this edition has it
  status TEXT,                      -- printed, elsewhere, mentioned, ambiguous, missing
  reason TEXT,                      -- one sentence, where it is no link
  candidates TEXT,                  -- JSON list of targets, where it is ambiguous
  PRIMARY KEY (doc, ordinal)
) WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target_doc);
CREATE INDEX reference_message ON reference (channel, number) WHERE kind = 'message';

CREATE TABLE finding (
  doc INTEGER REFERENCES document ON DELETE CASCADE,
  stage TEXT NOT NULL,              -- files, read, link, check, write
  path TEXT NOT NULL,
  rule TEXT NOT NULL, severity TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX finding_path ON finding (path, line, "column");
CREATE INDEX finding_doc ON finding (doc);

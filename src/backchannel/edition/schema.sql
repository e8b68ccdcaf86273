-- The edition: what the readers found (one `document` a source file, and what stands in it), how it is arranged, and where each
-- reference leads. Opens in any SQLite tool. Safe to delete: the next build makes it anew.
--
-- `doc` is a key inside this file only; what leaves it are ids. Offsets count characters of the source text.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE file (                 -- a source file that was read
  path TEXT PRIMARY KEY,            -- in the documents folder
  inputs TEXT NOT NULL,             -- fingerprint of what its reading depends on
  stamp TEXT NOT NULL                -- size and times when it was read; empty if they can't tell whether it changed since
) WITHOUT ROWID;

CREATE TABLE annotation (           -- a file of the editors' own words beside the texts
  path TEXT PRIMARY KEY,            -- in the documents folder
  volume TEXT NOT NULL,
  claim TEXT NOT NULL,              -- what it is called: d44, for the document that it annotates
  inputs TEXT NOT NULL, stamp TEXT NOT NULL -- as of a file
) WITHOUT ROWID;
CREATE INDEX annotation_volume ON annotation (volume);

CREATE TABLE chapter (              -- a text of the editors' own in a volume
  path TEXT PRIMARY KEY,
  volume TEXT NOT NULL,
  record TEXT NOT NULL,             -- records.Chapter as JSON
  cites TEXT NOT NULL               -- JSON: the volumes that it refers to
) WITHOUT ROWID;
CREATE INDEX chapter_volume ON chapter (volume);

CREATE TABLE document (
  doc INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,        -- of the source file, in the documents folder
  volume TEXT NOT NULL,
  claim TEXT NOT NULL,              -- the id that the text itself gives: d145
  sort TEXT NOT NULL,               -- orders the documents of a volume
  number TEXT,                      -- as printed
  kind TEXT,
  title TEXT NOT NULL,              -- the head's words, else the text's first
  place TEXT,
  edtf TEXT, earliest TEXT, latest TEXT,
  stated INTEGER,                   -- by the text or by editors: it is not inferred
  instant TEXT, received TEXT,      -- 1965-12-06T18:10-05:00: the minutes when it was sent and received, with their clock's offset
  apparatus TEXT NOT NULL,          -- given, none, lost
  first_break TEXT, last_break TEXT,-- printed pages that begin in it
  opens_with_break INTEGER NOT NULL,-- whether a page break stands before its first word
  opening TEXT NOT NULL,            -- its first words, for previews
  journey TEXT,                     -- the name of the journey on which editors say that it was sent
  summary_hash TEXT NOT NULL,               -- fingerprint of all that other pages show of it, as far as it was read
  minhash TEXT NOT NULL,             -- of what it says, to tell those that say nearly the same
  -- arranged, once all are read:
  id TEXT UNIQUE,                   -- frus1969-76v09/d145
  local TEXT,                       -- d145
  sequence INTEGER,                 -- place in the volume, from 1
  first_page TEXT, last_page TEXT,
  first_page_from TEXT,             -- printed, next-break, neighbours
  near_first TEXT, near_last TEXT   -- of one that states no day: the days of the nearest that do, before and after it
);
CREATE INDEX document_volume ON document (volume, sequence);
CREATE INDEX document_claim ON document (volume, claim);

CREATE TABLE record (               -- apart from the document, for it is long
  doc INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  record TEXT NOT NULL,             -- records.Document as JSON
  names TEXT NOT NULL               -- JSON: what is printed like a name, and where: {"President Thieu": ["p3", "fn2"]}
);

CREATE TABLE correspondent (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  role TEXT NOT NULL,               -- from, to
  ordinal INTEGER NOT NULL,
  words TEXT NOT NULL, name TEXT, office TEXT,
  short TEXT NOT NULL               -- as lists have it: the name, else the office without its article
);
CREATE INDEX correspondent_doc ON correspondent (doc);

CREATE TABLE neighbor (                 -- what a document continues: its volume, channel, what the same two wrote to each other; once all are read
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  kind TEXT NOT NULL,               -- volume, channel, pair
  name TEXT NOT NULL,               -- Tohak; Kissinger and Nixon
  previous INTEGER, following INTEGER -- the documents before and after it on this line, in the volume
);
CREATE INDEX neighbor_doc ON neighbor (doc);

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
  anchor TEXT NOT NULL,             -- what it stands in: p7, head
  page INTEGER NOT NULL             -- how many page breaks of the document stand before it
);
CREATE INDEX marker_doc ON marker (doc, label);

CREATE TABLE origin (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  repository TEXT, collection TEXT, series TEXT, box TEXT, folder TEXT, file TEXT,
  classification TEXT, precedence TEXT
);
CREATE INDEX origin_doc ON origin (doc);

-- A message group is the messages that are told apart together: all that went over a traveller's channel pair, the telegrams of a post that bear one
-- number. Where what is known of one depends on another, the two are tied, and worked out together.

CREATE TABLE numbering (            -- the numbers that a printed message bears
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,         -- 1: its channel number; 2 …: other serials
  channel TEXT NOT NULL,
  number TEXT NOT NULL,
  message_group TEXT NOT NULL
);
CREATE INDEX numbering_group ON numbering (message_group);
CREATE INDEX numbering_doc ON numbering (doc);

CREATE TABLE group_tie (           -- what a document ties
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER,                  -- the reference whose target ties them, once it is known
  one TEXT NOT NULL, other TEXT NOT NULL
);
CREATE INDEX group_tie_doc ON group_tie (doc);
CREATE INDEX group_tie_one ON group_tie (one);
CREATE INDEX group_tie_other ON group_tie (other);

CREATE TABLE folder (               -- of messages, as a note names it: Tohak 1–100, December 3–13, 1972
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  channel TEXT NOT NULL,
  lowest INTEGER NOT NULL, highest INTEGER NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL,
  anchor TEXT NOT NULL, words TEXT NOT NULL,
  message_group TEXT NOT NULL
);
CREATE INDEX folder_doc ON folder (doc);
CREATE INDEX folder_group ON folder (message_group);

CREATE TABLE reference (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,         -- in the record's references, from 0
  start INTEGER NOT NULL, end INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- document, note, page, volume, message, collection
  place TEXT NOT NULL,              -- body, note:2, editors:ed-a
  anchor TEXT NOT NULL,             -- where the words stand: p7, head, fn2
  words TEXT NOT NULL,
  quotation TEXT NOT NULL,          -- the sentence that cites
  -- what the words name:
  cited_volume TEXT NOT NULL, cited_document TEXT, cited_note TEXT, cited_page TEXT, relation TEXT,
  channel TEXT, number TEXT, dated TEXT,
  -- of a message, what the words around it say:
  steps TEXT,                       -- JSON: [[kind, words, ordinal of the reference that answers, or null]]
  quoted TEXT,                      -- anchor of its quotation: fn3q1
  message_group TEXT,                      -- of a message; of one that is named by its document alone, once that is known
  -- linked, once all are read:
  target TEXT,                      -- frus1969-76v09/d144#d144fn2, frus1969-76v09#pg_5, a volume, a message
  target_doc INTEGER,               -- the document that holds the target, if this edition has it
  status TEXT,                      -- printed, elsewhere, mentioned, ambiguous, missing
  reason TEXT,                      -- one sentence, where it is no link
  candidates TEXT,                  -- JSON list of targets, where it is ambiguous
  message TEXT,                     -- the id of the message that is named
  PRIMARY KEY (doc, ordinal)
) WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target_doc);
CREATE INDEX reference_message ON reference (message) WHERE message IS NOT NULL;
CREATE INDEX reference_group ON reference (message_group) WHERE message_group IS NOT NULL;
CREATE INDEX reference_cited ON reference (cited_volume, cited_document, cited_page);
CREATE INDEX reference_unlinked ON reference (doc) WHERE status IS NULL;
CREATE INDEX reference_candidates ON reference (doc, candidates) WHERE candidates IS NOT NULL;

-- The traffic, worked out once all are read:

CREATE TABLE journey (              -- during which the messages of a channel pair were numbered from 1; of a post's telegrams, a year
  channel_pair TEXT NOT NULL,               -- Tohak and Hakto; Saigon
  key TEXT NOT NULL,                -- as ids have it: 1972-12
  name TEXT, place TEXT,
  first TEXT, last TEXT,            -- days
  known TEXT NOT NULL,              -- settings, folder, dates, year, not
  highest TEXT NOT NULL,            -- JSON: the last number of each channel that a folder names
  doc INTEGER, anchor TEXT, words TEXT, -- what says so, in a document
  PRIMARY KEY (channel_pair, key)
) WITHOUT ROWID;

CREATE TABLE message (              -- each message that is printed or named
  id TEXT PRIMARY KEY,              -- tohak-71-1972-12
  message_group TEXT NOT NULL,
  channel_pair TEXT NOT NULL,
  direction TEXT NOT NULL,                -- in, from the traveller or the post; out
  channel TEXT NOT NULL, number TEXT NOT NULL, -- empty where only the document is known
  serials TEXT NOT NULL,            -- JSON: its other numbers
  journey TEXT,                     -- key; none for a serial
  status TEXT NOT NULL,           -- printed, elsewhere, quoted, mentioned
  doc INTEGER,                      -- that prints it, or quotes it
  target TEXT,                      -- where it is printed or quoted: frus1969-76v09/d145, frus1969-76v09/d145#d145fn3q1
  edtf TEXT, stated INTEGER,        -- its date
  instant TEXT, received TEXT,      -- minutes with their clock's offset
  first TEXT, last TEXT,            -- days between which it was sent, by all that is known
  chain TEXT NOT NULL               -- JSON: what ties it to those that bound it: {before: [[message, edtf, document, anchor, words]], after: …}
) WITHOUT ROWID;
CREATE INDEX message_doc ON message (doc);
CREATE INDEX message_channel_pair ON message (channel_pair, journey);
CREATE INDEX message_message_group ON message (message_group);

CREATE TABLE message_tie (                 -- ties one message to another
  kind TEXT NOT NULL,               -- answers, crossed
  message TEXT NOT NULL, other TEXT NOT NULL,
  doc INTEGER, ordinal INTEGER,     -- the reference that says so; none where the clocks do
  anchor TEXT NOT NULL, words TEXT NOT NULL
);
CREATE INDEX message_tie_message ON message_tie (message);
CREATE INDEX message_tie_other ON message_tie (other);
CREATE INDEX message_tie_doc ON message_tie (doc);

-- The people, as people.toml has them, and whom the names in the documents mean:

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL              -- people.Person as JSON
) WITHOUT ROWID;

CREATE TABLE identification (               -- a name that is somebody's, as printed in a document
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  role TEXT NOT NULL,               -- from, to, text
  ordinal INTEGER NOT NULL,         -- of the correspondent; in a text, of the name
  words TEXT NOT NULL,
  ending TEXT NOT NULL,             -- what it has in common with the names of those whom it may mean
  person TEXT,                      -- whom it means, if exactly one is left
  candidates TEXT NOT NULL,         -- JSON list of those whom it may mean, where it is not settled
  anchors TEXT NOT NULL,            -- JSON list of where it stands in a text
  PRIMARY KEY (doc, role, ordinal)
) WITHOUT ROWID;
CREATE INDEX identification_person ON identification (person) WHERE person IS NOT NULL;

CREATE TABLE finding (
  doc INTEGER REFERENCES document ON DELETE CASCADE,
  stage TEXT NOT NULL,              -- files, read, link, traffic, people, check, write
  part TEXT NOT NULL,               -- of the stage's work, to be done again by itself: a reference, a message group, a volume
  path TEXT NOT NULL,
  rule TEXT NOT NULL, severity TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL,
  message TEXT NOT NULL,
  -- once all is found:
  accepted TEXT                     -- why the editors accept it
);
CREATE INDEX finding_accepted ON finding (rule) WHERE accepted IS NOT NULL;
CREATE INDEX finding_path ON finding (path, line, "column");
CREATE INDEX finding_doc ON finding (doc);
CREATE INDEX finding_part ON finding (stage, part);

-- The site, as far as it is written:

CREATE TABLE invalidated (          -- what is to be drawn: its inputs changed, or its files are not as they were written
  unit TEXT PRIMARY KEY             -- frus1969-76v09/d145, a volume's pages frus1969-76v09/, its index frus1969-76v09/search, …
) WITHOUT ROWID;

CREATE TABLE output (               -- a file of the site
  path TEXT PRIMARY KEY,
  unit TEXT,                        -- that drew it; none: it is to be removed
  stamp TEXT NOT NULL                -- its size and times when it was written
) WITHOUT ROWID;
CREATE INDEX output_unit ON output (unit);

CREATE TABLE published (            -- the ids that a page publishes
  path TEXT PRIMARY KEY,
  ids TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE volume_count (               -- what a volume counts: documents, pages, notes, references by status, findings by rule
  volume TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (volume, kind, name)
) WITHOUT ROWID;

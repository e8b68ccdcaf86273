-- The edition: what the readers found (each `document` of the source files, and its contents), the order of the documents, and the
-- target of each reference. It opens in any SQLite tool. It is safe to delete: the next build creates it again.
--
-- `doc` is a key for use inside this file only; everything outside uses ids. Offsets count characters of the source text.
--
-- A rebuild repeats what depends on the columns that changed. A new column is watched unless `change_log.py` exempts it with a reason.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE file (                 -- a source file that was read
  path TEXT PRIMARY KEY,            -- in the documents folder
  inputs TEXT NOT NULL,             -- fingerprint of everything that its reading depends on
  stamp TEXT NOT NULL               -- size and times when it was read; empty if they can't show whether it changed since
) WITHOUT ROWID;

CREATE TABLE annotation (           -- a Markdown file by the editors, next to the texts
  path TEXT PRIMARY KEY,            -- in the documents folder
  volume TEXT NOT NULL,
  claim TEXT NOT NULL,              -- its name: d44, for the document that it annotates
  inputs TEXT NOT NULL, stamp TEXT NOT NULL -- as in `file`
) WITHOUT ROWID;
CREATE INDEX annotation_volume ON annotation (volume);

CREATE TABLE chapter (              -- a text by the editors about a volume
  path TEXT PRIMARY KEY,
  volume TEXT NOT NULL,
  record TEXT NOT NULL,             -- records.Chapter as JSON
  cites TEXT NOT NULL               -- JSON list of the volumes that it refers to
) WITHOUT ROWID;
CREATE INDEX chapter_volume ON chapter (volume);

CREATE TABLE document (
  doc INTEGER PRIMARY KEY,
  path TEXT NOT NULL,               -- the source file, in the documents folder
  part INTEGER NOT NULL,            -- which document of the file, from 1
  start INTEGER NOT NULL, line INTEGER NOT NULL, -- the character (from 0) and the line (from 1) of the file at which it begins
  volume TEXT NOT NULL,
  claim TEXT NOT NULL,              -- the id that the text gives itself: d145
  sort TEXT NOT NULL,               -- orders the documents of a volume
  number TEXT,                      -- as printed
  kind TEXT,
  title TEXT NOT NULL,              -- the words of the head, else the first words of the text
  place TEXT,
  written_at TEXT,                  -- the place in its dateline; `place` may be that of the recipient
  subject TEXT,                     -- its own subject lines, as printed: Rice; Sugar
  own_edtf TEXT,                    -- the date that the text gives by itself
  edtf TEXT, earliest TEXT, latest TEXT, -- the date, if it is inferred as the order of the volume limits it
  stated INTEGER,                   -- whether the text or the editors state the date; else it is inferred
  instant TEXT, received TEXT,      -- when it was sent and received, to the minute, with the clock's offset: 1965-12-06T18:10-05:00
  apparatus TEXT NOT NULL,          -- whether the text has its notes: given, none, lost
  first_break TEXT, last_break TEXT, -- the first and last printed page that begins in it
  opens_with_break INTEGER NOT NULL,-- whether a page break comes before its first word
  opening TEXT NOT NULL,            -- its first words, for previews
  journey TEXT,                     -- the name of the journey that the editors assign it to
  annotated INTEGER NOT NULL,       -- whether it was read with an annotation file
  summary_hash TEXT NOT NULL,       -- fingerprint of everything that other pages show of it, as read from the file
  minhash TEXT NOT NULL,            -- of its text, to find documents with nearly the same text
  -- filled in once all documents are read, by `linking/arrange.py`:
  id TEXT UNIQUE,                   -- frus1969-76v09/d145
  local TEXT,                       -- d145
  sequence INTEGER,                 -- position in the volume, from 1
  first_page TEXT, last_page TEXT,
  first_page_from TEXT,             -- how the first page is known: printed, next-break, neighbors
  near_first TEXT, near_last TEXT,  -- if it states no day: the days of the nearest documents that do, before and after
  date_order TEXT,                  -- records.DateOrder as JSON, if the order of the volume limits its date
  UNIQUE (path, part)
);
CREATE INDEX document_volume ON document (volume, sequence);
CREATE INDEX document_claim ON document (volume, claim, sequence); -- with the order, or SQLite reads the whole volume for it

CREATE TABLE record (               -- separate from `document` because it is long
  doc INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  record BLOB NOT NULL,             -- records.Document as JSON, deflated
  names TEXT NOT NULL,              -- JSON: the words printed like names, with their anchors: {"President Thieu": ["p3", "fn2"]}
  settled TEXT NOT NULL,            -- JSON: the ids of the people whom names mean here, by the editors: {"Rogers": "rogers-william"}
  wordings TEXT NOT NULL            -- JSON: digest and first words of each anchor, paragraphs by their count: {"p3": ["0f3a…", "He left."]}
);

CREATE TABLE passage (              -- a paragraph or note that is recognized by its words wherever it moves
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  anchor TEXT NOT NULL,
  digest TEXT NOT NULL
);
CREATE INDEX passage_doc ON passage (doc);
CREATE INDEX passage_digest ON passage (digest);

CREATE TABLE correspondent (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  role TEXT NOT NULL,               -- from, to, present (in a conversation)
  ordinal INTEGER NOT NULL,
  words TEXT NOT NULL, name TEXT, office TEXT,
  short TEXT NOT NULL               -- for lists: the name, else the office without its article
);
CREATE INDEX correspondent_doc ON correspondent (doc);

CREATE TABLE neighbor (             -- a series that a document is part of, with its neighbors there; filled in once all documents are read
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  kind TEXT NOT NULL,               -- volume, channel, pair (the letters that two people wrote to each other)
  name TEXT NOT NULL,               -- empty for a volume; Tohak; Kissinger and Nixon
  previous INTEGER, following INTEGER -- the documents before and after it in this series, within the volume
);
CREATE INDEX neighbor_doc ON neighbor (doc);

CREATE TABLE bracket (              -- a bracket in place of omitted words
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
  anchor TEXT NOT NULL              -- pg_533; pg_533-2 where one document prints the label twice
);
CREATE INDEX page_doc ON page (doc);
CREATE INDEX page_n ON page (volume, n);

CREATE TABLE note (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,              -- as its marker shows it: two notes of a document may have one label
  anchor TEXT NOT NULL,             -- fn54, fn54-2
  kind TEXT NOT NULL,               -- source, note, supplied
  opening TEXT NOT NULL
);
CREATE INDEX note_doc ON note (doc, label);

CREATE TABLE marker (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  note TEXT NOT NULL,               -- the anchor of its note, also if the capture lost the note: fn54
  anchor TEXT NOT NULL,             -- the block that contains it: p7, head
  page INTEGER NOT NULL             -- how many page breaks of the document come before it
);
CREATE INDEX marker_doc ON marker (doc, label);

CREATE TABLE origin (
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  repository TEXT, collection TEXT, series TEXT, box TEXT, folder TEXT, file TEXT,
  classification TEXT, precedence TEXT
);
CREATE INDEX origin_doc ON origin (doc);

CREATE TABLE archival_citation (          -- a place in an archive that a note names, of a paper that the document does not print
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  anchor TEXT NOT NULL,             -- the note; in an editorial note, the paragraph
  repository TEXT NOT NULL, collection TEXT, series TEXT, box TEXT, folder TEXT, file TEXT,
  quotation TEXT NOT NULL           -- the sentence before it, which says what is there
);
CREATE INDEX archival_citation_doc ON archival_citation (doc);

CREATE TABLE transmission (         -- a step of a path by which a document was sent, from its source note: Kennedy in `Sent via Kennedy and Haig`
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  path INTEGER NOT NULL,            -- the path, from 1
  ordinal INTEGER NOT NULL,         -- the step, from 1
  kind TEXT NOT NULL,               -- party, channel, means
  words TEXT NOT NULL               -- as printed
);
CREATE INDEX transmission_doc ON transmission (doc);

-- A message group is a set of messages that are identified together: all messages of a traveler's channel pair, or a post's telegrams with
-- the same number. Two groups are tied if facts about one depend on the other; tied groups are traced together.

CREATE TABLE numbering (            -- the numbers of a printed message
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,         -- 1: its channel number; 2 …: other serials
  channel TEXT NOT NULL,
  number TEXT NOT NULL,
  message_group TEXT NOT NULL
);
CREATE INDEX numbering_group ON numbering (message_group);
CREATE INDEX numbering_doc ON numbering (doc);

CREATE TABLE group_tie (            -- two message groups that a document ties to each other
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER,                  -- the reference whose target ties them, filled in once it is resolved
  one TEXT NOT NULL, other TEXT NOT NULL
);
CREATE INDEX group_tie_doc ON group_tie (doc);
CREATE INDEX group_tie_one ON group_tie (one);
CREATE INDEX group_tie_other ON group_tie (other);

CREATE TABLE folder (               -- a folder of messages that a note names: Tohak 1–100, December 3–13, 1972
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
  ordinal INTEGER NOT NULL,         -- position in the record's references, from 0
  start INTEGER NOT NULL, end INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- document, note, page, volume, message, collection
  place TEXT NOT NULL,              -- body, note:2, editors:ed-a
  anchor TEXT NOT NULL,             -- the paragraph or note that has the words: p7, head, fn2
  words TEXT NOT NULL,
  quotation TEXT NOT NULL,          -- the sentence around it
  -- what the words name:
  cited_volume TEXT NOT NULL, cited_document TEXT, cited_note TEXT, cited_page TEXT, relation TEXT,
  channel TEXT, number TEXT, dated TEXT,
  alternative TEXT,                 -- another target that they may mean
  -- for a message, what the words around the reference say:
  steps TEXT,                       -- JSON: [[kind, words, ordinal of the reference that answers, or null]], see records.md
  quoted TEXT,                      -- anchor of its quotation: fn3q1
  copies TEXT,                      -- JSON: [[channel, number], …] of its copies
  message_group TEXT,               -- for a message; filled in later if the words name only its document
  -- filled in once all documents are read, by `linking/link.py`:
  target TEXT,                      -- frus1969-76v09/d144#d144fn2, frus1969-76v09#pg_5, a volume, a message
  target_doc INTEGER,               -- the document that has the target, if this edition has it
  status TEXT,                      -- printed, elsewhere, mentioned, ambiguous, missing
  reason TEXT,                      -- one sentence, if it isn't a link
  candidates TEXT,                  -- JSON list of targets, if it is ambiguous
  message TEXT,                     -- the id of the message that it names
  PRIMARY KEY (doc, ordinal)
) WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target_doc);
CREATE INDEX reference_message ON reference (message) WHERE message IS NOT NULL;
CREATE INDEX reference_group ON reference (message_group) WHERE message_group IS NOT NULL;
CREATE INDEX reference_cited ON reference (cited_volume, cited_document, cited_page);
CREATE INDEX reference_unlinked ON reference (doc) WHERE status IS NULL;
CREATE INDEX reference_candidates ON reference (doc, candidates) WHERE candidates IS NOT NULL;

-- The message traffic, traced once all documents are read:

CREATE TABLE journey (              -- a period in which a channel pair numbered its messages from 1; for a post's telegrams, a year
  channel_pair TEXT NOT NULL,       -- Tohak and Hakto; Saigon
  key TEXT NOT NULL,                -- as in ids: 1972-12
  name TEXT, place TEXT,
  first TEXT, last TEXT,            -- days
  known TEXT NOT NULL,              -- how it is known: settings, folder, dates, year, not
  highest TEXT NOT NULL,            -- JSON: the highest number of each channel that a folder names
  doc INTEGER, anchor TEXT, words TEXT, -- the words in a document that say so
  PRIMARY KEY (channel_pair, key)
) WITHOUT ROWID;

CREATE TABLE message (              -- a message that is printed or mentioned
  id TEXT PRIMARY KEY,              -- tohak-71-1972-12
  message_group TEXT NOT NULL,
  channel_pair TEXT NOT NULL,
  direction TEXT NOT NULL,          -- in: from the traveler or the post; out: to them
  channel TEXT NOT NULL, number TEXT NOT NULL, -- empty if only the document is known
  serials TEXT NOT NULL,            -- JSON list of its other numbers
  journey TEXT,                     -- its key; NULL for a serial number
  status TEXT NOT NULL,             -- printed, elsewhere, quoted, mentioned
  doc INTEGER,                      -- the document that prints or quotes it
  target TEXT,                      -- where it is printed or quoted: frus1969-76v09/d145, frus1969-76v09/d145#d145fn3q1
  edtf TEXT, stated INTEGER,        -- its date
  instant TEXT, received TEXT,      -- to the minute, with the clock's offset
  first TEXT, last TEXT,            -- the days between which it was sent, by all the evidence
  chain TEXT NOT NULL,              -- JSON: the evidence for these days: {before: [[message, edtf, document, anchor, words]], after: …}
  may_be TEXT NOT NULL,             -- JSON list of the ids of messages that may be this one
  doubtful INTEGER NOT NULL,        -- 1 if its number may be misread
  part TEXT NOT NULL DEFAULT ''     -- the part of a large ledger that has its row: hakto-and-tohak/1972; empty if the ledger is one page
) WITHOUT ROWID;
CREATE INDEX message_doc ON message (doc);
CREATE INDEX message_channel_pair ON message (channel_pair, journey);
CREATE INDEX message_message_group ON message (message_group);

CREATE TABLE message_tie (          -- a relation between two messages
  kind TEXT NOT NULL,               -- answers, crossed
  message TEXT NOT NULL, other TEXT NOT NULL,
  doc INTEGER, ordinal INTEGER,     -- the reference that says so; NULL if their times show it
  anchor TEXT NOT NULL, words TEXT NOT NULL
);
CREATE INDEX message_tie_message ON message_tie (message);
CREATE INDEX message_tie_other ON message_tie (other);
CREATE INDEX message_tie_doc ON message_tie (doc);

-- The people of people.toml, and the names in the documents that are identified with them:

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL              -- people.Person as JSON
) WITHOUT ROWID;

CREATE TABLE identification (       -- a printed name that may be a person's
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  role TEXT NOT NULL,               -- from, to, present, text
  ordinal INTEGER NOT NULL,         -- the correspondent's; in the text, the name's
  words TEXT NOT NULL,
  ending TEXT NOT NULL,             -- the words that it shares with the names of the candidates
  person TEXT,                      -- the person meant, if exactly one candidate is left
  candidates TEXT NOT NULL,         -- JSON list of the candidates, if it is not settled
  anchors TEXT NOT NULL,            -- JSON list of the paragraphs and notes that have it
  PRIMARY KEY (doc, role, ordinal)
) WITHOUT ROWID;
CREATE INDEX identification_person ON identification (person) WHERE person IS NOT NULL;

CREATE TABLE description (          -- the printed description of a person, for the documents of a volume
  volume TEXT NOT NULL,
  person TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (volume, person)
) WITHOUT ROWID;

-- The abbreviations and terms that terms.toml, a volume's list or the channels explain, and their uses:

CREATE TABLE printed_list (         -- a list of a volume's front matter: of its persons, or of its abbreviations and terms
  path TEXT PRIMARY KEY,
  volume TEXT NOT NULL,
  kind TEXT NOT NULL,               -- persons, terms
  record TEXT NOT NULL              -- records.PrintedList as JSON
) WITHOUT ROWID;

CREATE TABLE explanation (          -- the meaning of an abbreviation or term in the documents of a volume
  volume TEXT NOT NULL,
  id TEXT NOT NULL,                 -- of its entry on the volume's page: nsc
  term TEXT NOT NULL,               -- as printed
  forms TEXT NOT NULL,              -- JSON list of the forms by which documents are searched for it
  meaning TEXT NOT NULL, note TEXT NOT NULL,
  known_from TEXT NOT NULL,         -- volume, list, edition, channels
  ambiguous INTEGER NOT NULL,       -- 1 if it has another meaning, too
  PRIMARY KEY (volume, id)
) WITHOUT ROWID;

CREATE TABLE explanation_use (      -- a document that prints an abbreviation or term
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  id TEXT NOT NULL,
  uses INTEGER NOT NULL,
  anchors TEXT NOT NULL,            -- JSON list of the paragraphs and notes that have it
  PRIMARY KEY (doc, id)
) WITHOUT ROWID;

CREATE TABLE unexplained (          -- an abbreviation in a document that nothing explains
  doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  words TEXT NOT NULL,
  uses INTEGER NOT NULL,
  anchor TEXT NOT NULL,             -- of its first use
  PRIMARY KEY (doc, words)
) WITHOUT ROWID;

CREATE TABLE finding (
  doc INTEGER REFERENCES document ON DELETE CASCADE,
  stage TEXT NOT NULL,              -- files, read, link, traffic, people, check, write
  part TEXT NOT NULL,               -- the part of the stage's work that can be repeated by itself: a reference, a message group, a volume
  path TEXT NOT NULL,
  rule TEXT NOT NULL, severity TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL,
  message TEXT NOT NULL,
  -- filled in once all findings are made:
  accepted TEXT                     -- why the editors accept it
);
CREATE INDEX finding_accepted ON finding (rule) WHERE accepted IS NOT NULL;
CREATE INDEX finding_path ON finding (path, line, "column");
CREATE INDEX finding_doc ON finding (doc);
CREATE INDEX finding_part ON finding (stage, part);

-- What the edition ever published, from `published.jsonl`:

CREATE TABLE history (              -- what builds published at the address of a document, which may be gone
  document TEXT PRIMARY KEY,        -- frus1969-76v09/d145
  lines TEXT NOT NULL,              -- JSON list of its lines in the file, in the order of builds
  key TEXT NOT NULL                 -- fingerprint of these lines
) WITHOUT ROWID;

CREATE TABLE published (            -- what each build changed at the address of a document; follows from `history`
  document TEXT NOT NULL,
  n INTEGER NOT NULL, build TEXT NOT NULL, day TEXT NOT NULL, -- the number, id and day of the build
  how TEXT NOT NULL,                -- new, changed or gone
  PRIMARY KEY (document, n, build)
) WITHOUT ROWID;

CREATE TABLE published_message (    -- the address of a message that builds published
  ledger TEXT NOT NULL,             -- the volume whose posts' telegrams the ledger has; empty for that of all travelers
  id TEXT NOT NULL,                 -- hakto-18-1972-12
  name TEXT NOT NULL,               -- Hakto 18
  edtf TEXT NOT NULL,               -- its date, if one was known
  document TEXT NOT NULL,           -- a document that printed or mentioned it
  build TEXT NOT NULL, day TEXT NOT NULL, -- the build that first published it, and its day
  pending INTEGER NOT NULL,         -- whether `published.jsonl` does not have it yet
  PRIMARY KEY (ledger, id)
) WITHOUT ROWID;

CREATE TABLE named (                -- the names of a document's paragraphs; filled in once it has its id
  doc INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  paragraphs TEXT NOT NULL,         -- JSON list of their names in order, if these differ from the count: ["p1", "p1a", "p2"]
  id TEXT NOT NULL, history TEXT NOT NULL -- the id, and the key of the history, that they follow from
);

CREATE TABLE publication (          -- what is published at the address of a document, present or gone
  document TEXT PRIMARY KEY,
  state TEXT NOT NULL,              -- fingerprint of its title and of the words at its addresses; empty if it is gone
  title TEXT NOT NULL,
  build TEXT NOT NULL, day TEXT NOT NULL, -- the build that first published this state, and its day; empty in a preview
  pending INTEGER NOT NULL,         -- whether `published.jsonl` does not have this state yet
  former TEXT NOT NULL              -- JSON list of `FormerAddress`: addresses whose words are no longer there
) WITHOUT ROWID;

-- The index of the search, as far as the files of the site are made from it:

CREATE TABLE searched (             -- what the search shows of a document, kept from when its page was rendered
  id TEXT PRIMARY KEY,              -- frus1969-76v09/d145
  volume TEXT NOT NULL,
  document BLOB NOT NULL            -- pages.lists.search.SearchedDocument as JSON, deflated
) WITHOUT ROWID;
CREATE INDEX searched_in_volume ON searched (volume);

CREATE TABLE searched_volume (
  volume TEXT PRIMARY KEY,
  directory TEXT NOT NULL           -- JSON: the slots whose documents are named otherwise, and the files of its texts, see writers/search.py
) WITHOUT ROWID;

CREATE TABLE numbered_place (       -- a document, a printed page or a message by its number
  volume TEXT NOT NULL,
  shard INTEGER NOT NULL,           -- which file has it
  place TEXT NOT NULL               -- pages.lists.finder.NumberedPlace as JSON
);
CREATE INDEX numbered_place_volume ON numbered_place (volume);
CREATE INDEX numbered_place_shard ON numbered_place (shard);

CREATE TABLE term_run (             -- the postings of a term in a volume, see search/postings.py
  volume TEXT NOT NULL,
  term TEXT NOT NULL,               -- a stem and a word: negoti negotiating
  frequency INTEGER NOT NULL,       -- the number of documents that have it
  documents TEXT NOT NULL, positions TEXT NOT NULL,
  PRIMARY KEY (volume, term)
) WITHOUT ROWID;

CREATE TABLE term (                 -- a term of the whole edition
  term TEXT PRIMARY KEY,
  frequency INTEGER NOT NULL,       -- the number of documents that have it
  size INTEGER NOT NULL             -- characters of its documents in all volumes
) WITHOUT ROWID;

CREATE TABLE term_change (          -- a term whose postings changed since the ranges were arranged
  term TEXT PRIMARY KEY,
  frequency INTEGER NOT NULL        -- before the change
) WITHOUT ROWID;

CREATE TABLE term_range (           -- the terms that are in one file
  first TEXT PRIMARY KEY,           -- where it begins: a stem, or its first letters
  until TEXT NOT NULL               -- where the next one begins; empty for the last
) WITHOUT ROWID;

-- The site, as written so far:

CREATE TABLE invalidated (          -- a unit to render: its inputs changed, or its files differ from what was written
  unit TEXT PRIMARY KEY             -- frus1969-76v09/d145, a volume's pages frus1969-76v09/, its index frus1969-76v09/search, …
) WITHOUT ROWID;

CREATE TABLE output (               -- a file of the site
  path TEXT PRIMARY KEY,
  unit TEXT,                        -- the unit that rendered it; NULL if the file is to be removed
  stamp TEXT NOT NULL                -- size and times when it was written
) WITHOUT ROWID;
CREATE INDEX output_unit ON output (unit);

CREATE TABLE volume_count (         -- counts of a volume: documents (also by month or year), pages, notes, references by status, findings by rule
  volume TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (volume, kind, name)
) WITHOUT ROWID;

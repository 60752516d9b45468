-- Version 1 of the site file; docs/site-file.md explains it with example questions.
-- Once released, this text is never edited, comments inside CREATE included: opening a file compares
-- its tables with these words.  A later version is a further file of CREATE and ADD COLUMN statements.

PRAGMA application_id = 1330205745; -- "OIT1"

CREATE TABLE address ( -- every address ever seen, once
  id  INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE words ( -- words of links, once
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE body ( -- bytes of answers, once however many addresses or runs brought them
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE, -- of the bytes after decoding the transfer
  size   INTEGER NOT NULL,     -- bytes
  zstd   BLOB                  -- the bytes, compressed with zstd; NULL: only the hash is known
) STRICT;

CREATE TABLE page ( -- what was read in a body: its words, links, forms
  id      INTEGER PRIMARY KEY,
  address INTEGER NOT NULL REFERENCES address(id),
  body    INTEGER NOT NULL REFERENCES body(id),
  version INTEGER NOT NULL, -- of the packed form
  title   TEXT NOT NULL,
  zstd    BLOB NOT NULL,    -- packed form, compressed with zstd
  UNIQUE (address, body, version)
) STRICT;

CREATE TABLE link ( -- a page's links in order
  page   INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  target INTEGER NOT NULL REFERENCES address(id),
  words  INTEGER NOT NULL REFERENCES words(id),
  kind   TEXT NOT NULL,     -- a area frame object refresh click script viewer option form related
  place  TEXT NOT NULL,     -- body main nav header footer aside
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE run ( -- one visit to the site
  id        INTEGER PRIMARY KEY,
  start_url TEXT NOT NULL,    -- as the user gave it
  home      TEXT NOT NULL,    -- address the site lives under, '' until known
  options   TEXT NOT NULL,    -- what shapes the crawl; a run is resumed only under the same
  started   INTEGER NOT NULL, -- Unix seconds, as all times here
  finished  INTEGER NOT NULL, -- 0: unfinished
  complete  INTEGER NOT NULL CHECK (complete IN (0, 1)) -- 1: nothing was cut off by a budget
) STRICT;

CREATE TABLE visit ( -- one address in one run; ids rise in the order the addresses became known
  id            INTEGER PRIMARY KEY,
  run           INTEGER NOT NULL REFERENCES run(id),
  address       INTEGER NOT NULL REFERENCES address(id),
  state         TEXT NOT NULL CHECK (state IN ('queued', 'read', 'not_modified', 'failed', 'skipped')),
  problem       TEXT NOT NULL, -- why it failed or was skipped, or what is wrong with the page; '' for nothing
  role          TEXT NOT NULL CHECK (role IN ('page', 'document', 'robots', 'sitemap', 'probe')),
  depth         INTEGER NOT NULL, -- clicks from the start
  priority      INTEGER NOT NULL, -- 0 to 100, higher was asked first
  tries         INTEGER NOT NULL,
  found_on      INTEGER REFERENCES address(id), -- page whose link led here first
  status        INTEGER NOT NULL DEFAULT 0,     -- HTTP status, 0 when none came
  redirect_to   INTEGER REFERENCES address(id),
  body          INTEGER REFERENCES body(id),
  size          INTEGER NOT NULL DEFAULT 0,     -- bytes after decoding the transfer
  kind          TEXT NOT NULL DEFAULT '',       -- what the first bytes say: html pdf office ...
  content_type  TEXT NOT NULL DEFAULT '',       -- as sent
  file_name     TEXT NOT NULL DEFAULT '',       -- as sent
  etag          TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',       -- as sent
  fetched       INTEGER NOT NULL DEFAULT 0,     -- when the bytes came; of an earlier run when not modified
  elapsed_ms    INTEGER NOT NULL DEFAULT 0,
  not_modified  INTEGER NOT NULL DEFAULT 0,     -- 1: the same bytes as on the visit before
  bad_tls       INTEGER NOT NULL DEFAULT 0,     -- 1: read although the certificate is bad
  detail        TEXT NOT NULL DEFAULT '',       -- about the problem, plain words
  UNIQUE (address, run)
) STRICT;

CREATE INDEX visit_of_run ON visit (run);

CREATE TABLE judgement ( -- one checklist applied to one run as of one day; the newest has the highest id
  id           INTEGER PRIMARY KEY,
  run          INTEGER NOT NULL REFERENCES run(id),
  pack_id      TEXT NOT NULL,
  pack_sha256  TEXT NOT NULL,
  fiscal_year  INTEGER NOT NULL, -- Buddhist era
  as_of        TEXT NOT NULL,    -- 2023-04-28
  tool_version TEXT NOT NULL,
  agency       TEXT NOT NULL,    -- as the site names itself
  low          INTEGER NOT NULL, -- hundredths of a point: 9732 is 97.32; -1: no score
  high         INTEGER NOT NULL,
  potential    INTEGER NOT NULL,
  UNIQUE (run, pack_id, as_of)
) STRICT;

CREATE TABLE verdict ( -- one item of a judgement
  judgement       INTEGER NOT NULL REFERENCES judgement(id) ON DELETE CASCADE,
  item            TEXT NOT NULL, -- O1
  topic           TEXT NOT NULL,
  verdict         TEXT NOT NULL, -- found partial stale missing unassessed review waived not_applicable
  machine_verdict TEXT NOT NULL, -- ours, where a person has judged
  reason          TEXT NOT NULL, -- English
  confidence      INTEGER NOT NULL, -- per cent
  fix             TEXT NOT NULL, -- Thai, what to publish and where
  PRIMARY KEY (judgement, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence ( -- what a verdict rests on, best first
  judgement     INTEGER NOT NULL,
  item          TEXT NOT NULL,
  n             INTEGER NOT NULL,
  address       INTEGER NOT NULL REFERENCES address(id),
  final_address INTEGER NOT NULL REFERENCES address(id), -- after redirects
  found_on      INTEGER REFERENCES address(id),
  place         TEXT NOT NULL,    -- link title heading text document form
  quote         TEXT NOT NULL,    -- the site's own words
  page          INTEGER NOT NULL, -- of a document, 0 when not known
  fiscal_year   INTEGER NOT NULL, -- Buddhist era, 0 when none is stated
  period        TEXT NOT NULL,    -- the words that state it
  status        INTEGER NOT NULL,
  content_type  TEXT NOT NULL,
  sha256        BLOB,
  fetched       INTEGER NOT NULL,
  last_modified TEXT NOT NULL,
  PRIMARY KEY (judgement, item, n),
  FOREIGN KEY (judgement, item) REFERENCES verdict(judgement, item) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

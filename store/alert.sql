-- Version 1 of alerts.db: what is known of each matter, what was found, and to whom it goes (docs/alerts.md).
-- What is found and the messages that tell it are committed together.

PRAGMA application_id = 1330205761; -- "OITA"

CREATE TABLE site (
  name  TEXT PRIMARY KEY, -- of its file, without the ending
  run   INTEGER NOT NULL, -- visit looked at last
  pack  TEXT NOT NULL,    -- checklist it was looked at with
  rules TEXT NOT NULL     -- what shaped its verdicts: hash of the checklist, version of the program
) STRICT, WITHOUT ROWID;

CREATE TABLE matter ( -- one subject of a site, told or not
  site    TEXT NOT NULL,
  subject TEXT NOT NULL,    -- item:O24 unreachable robots hacked certificate date:oit_window:2022-04-30
  phase   TEXT NOT NULL,    -- quiet doubtful told
  base    INTEGER NOT NULL, -- level that counts as well
  level   INTEGER NOT NULL, -- as seen last; -1: never seen
  told    INTEGER NOT NULL, -- level told last
  looks   INTEGER NOT NULL, -- in a row that showed it worse
  since   INTEGER NOT NULL, -- Unix seconds of the first of them, as all times here
  day     INTEGER NOT NULL, -- days since 1970 on which it was told last
  episode INTEGER NOT NULL, -- how often it was told as begun
  told_n  INTEGER NOT NULL, -- times told in this episode
  PRIMARY KEY (site, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding ( -- one thing to tell, once for all
  id      INTEGER PRIMARY KEY,
  site    TEXT NOT NULL,
  subject TEXT NOT NULL,
  event   TEXT NOT NULL,    -- began worse still ended
  episode INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  made    INTEGER NOT NULL,
  day     TEXT NOT NULL,    -- 2022-04-30
  UNIQUE (site, subject, episode, event, n)
) STRICT;

CREATE TABLE message ( -- what goes to one recipient at once
  id         INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE, -- the same at every try
  channel    TEXT NOT NULL,        -- mail json slack discord teams line
  recipient  TEXT NOT NULL,
  subject    TEXT NOT NULL,
  made       INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'handed', 'sent', 'held', 'refused', 'given_up')),
  tries      INTEGER NOT NULL,
  try_at     INTEGER NOT NULL,
  finished   INTEGER NOT NULL, -- when it was sent or given up; 0: neither
  problem    TEXT NOT NULL,    -- of the last try
  bytes      BLOB              -- the whole of it; NULL once nothing is to be sent any more
) STRICT;

CREATE TABLE told ( -- which findings a message tells: each recipient once
  recipient TEXT NOT NULL,
  finding   INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
  message   INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  noted     INTEGER NOT NULL, -- 1: the site file knows that it was sent
  PRIMARY KEY (recipient, finding)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_of_message ON told (message);

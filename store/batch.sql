-- Version 3 of batch.db; every row can be made anew from the site files (docs/batch.md).

PRAGMA application_id = 1330205762; -- "OITB"

CREATE TABLE batch ( -- one command over one list
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL,    -- the same for the same command
  list     TEXT NOT NULL,
  out      TEXT NOT NULL,    -- folder of its reports
  started  INTEGER NOT NULL, -- Unix seconds, as all times here
  finished INTEGER NOT NULL  -- 0: not yet
) STRICT;

CREATE TABLE site ( -- one site of a batch
  batch       INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE,
  name        TEXT NOT NULL, -- of its folder
  url         TEXT NOT NULL,
  line        INTEGER NOT NULL, -- of the list
  state       TEXT NOT NULL, -- waiting running unfinished done unreadable failed bad_line
  tries       INTEGER NOT NULL, -- how often its process was started
  begun       INTEGER NOT NULL, -- when its process was started
  problem     TEXT NOT NULL, -- '' for none
  detail      TEXT NOT NULL,
  complete    INTEGER NOT NULL,
  agency      TEXT NOT NULL, -- as the site names itself
  pack_id     TEXT NOT NULL,
  as_of       TEXT NOT NULL,
  started     INTEGER NOT NULL, -- of the visit
  finished    INTEGER NOT NULL,
  low         INTEGER NOT NULL, -- hundredths of a point; -1: no score
  high        INTEGER NOT NULL,
  potential   INTEGER NOT NULL,
  before_low  INTEGER NOT NULL, -- of the visit before
  before_high INTEGER NOT NULL,
  verdicts    TEXT NOT NULL, -- "O1=found O2=missing/found": behind the slash the visit's before
  title       TEXT NOT NULL DEFAULT '', -- as the list calls it; from here on since version 2
  platform    TEXT NOT NULL DEFAULT '', -- supplier and system, a line each: kind, id, name, English name, a tab between
  faults      TEXT NOT NULL DEFAULT '', -- "O19=empty /list/#": what the result names as lacking, a line each
  next        TEXT NOT NULL DEFAULT '', -- "O35 O37": items to do, most points for the work first; since version 3
  seen        INTEGER NOT NULL DEFAULT -1, -- newest finished visit in its file before its process was first started; -1: not known; since version 3
  PRIMARY KEY (batch, name)
) STRICT, WITHOUT ROWID;

-- Version 4 of the site file: what was told of the site, and until when its certificates are valid.

CREATE TABLE alert ( -- one thing told to one recipient, written after it was sent
  id         INTEGER PRIMARY KEY,
  subject    TEXT NOT NULL, -- item:O24 unreachable robots hacked certificate date:... rules:...
  event      TEXT NOT NULL, -- began worse still ended
  day        TEXT NOT NULL, -- 2023-04-28
  channel    TEXT NOT NULL, -- mail json slack discord teams line
  recipient  BLOB NOT NULL, -- SHA-256 of the address: the file may be passed on
  message_id TEXT NOT NULL,
  sent       INTEGER NOT NULL,
  UNIQUE (message_id, subject, event)
) STRICT;

CREATE TABLE certificate ( -- of a host, as a visit saw it
  run   INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  host  TEXT NOT NULL,
  until INTEGER NOT NULL, -- its last second
  PRIMARY KEY (run, host)
) STRICT, WITHOUT ROWID;

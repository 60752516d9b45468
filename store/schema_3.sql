-- Version 3 of the site file: what people have said of items.

CREATE TABLE review ( -- one statement of a person about an item; no judgement changes or removes it
  id              INTEGER PRIMARY KEY,
  pack_id         TEXT NOT NULL,
  item            TEXT NOT NULL,    -- O1
  verdict         TEXT NOT NULL,    -- the person's: found partial stale missing review waived not_applicable
  reason          TEXT NOT NULL,
  said_by         TEXT NOT NULL,    -- a role
  until           TEXT NOT NULL,    -- last day, 2023-04-28; '' for no end
  made            INTEGER NOT NULL,
  machine_verdict TEXT NOT NULL,    -- what the program said when it was made; '' not known
  basis           BLOB,             -- SHA-256 of the proof it was made on
  ended           INTEGER NOT NULL  -- when it was replaced or taken back; 0: it is in force
) STRICT;

CREATE UNIQUE INDEX review_in_force ON review (pack_id, item) WHERE ended = 0;

-- Version 2 of the site file: what was read in documents.

CREATE TABLE document ( -- what was read in a body that is a document, whatever its addresses
  body    INTEGER PRIMARY KEY REFERENCES body(id),
  version INTEGER NOT NULL, -- of what the readers make of the same bytes
  format  TEXT NOT NULL,    -- what the first bytes say: pdf docx xlsx ... image zip
  state   TEXT NOT NULL,    -- read empty scan garbled locked damaged ... : what became of it
  parts   INTEGER NOT NULL, -- pages, slides, sheets or members it has
  flags   INTEGER NOT NULL, -- what was wrong with its letters: bits of enum text_flag
  cut     INTEGER NOT NULL CHECK (cut IN (0, 1)), -- 1: not all of it was read
  ocr     INTEGER NOT NULL, -- pages that might be recognised when it was read
  detail  TEXT NOT NULL,    -- plain words
  zstd    BLOB NOT NULL     -- packed text, compressed with zstd
) STRICT;

-- Version 5 of the site file: what pages of a site repeat is kept once, and so is what judging came to.

CREATE TABLE part ( -- a stretch of blocks or of links that stands on several pages, as a menu does
  id    INTEGER PRIMARY KEY,
  sum   INTEGER NOT NULL, -- of the packed form; equal parts are found by it
  links TEXT NOT NULL, -- JSON: [[n, address.id, words, kind, place], ...], n counted from its first link
  zstd  BLOB NOT NULL  -- packed form, compressed with zstd
) STRICT;

ALTER TABLE page ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'; -- JSON: [[part.id, n of its first link], ...]
ALTER TABLE page ADD COLUMN links TEXT NOT NULL DEFAULT '[]'; -- JSON as in part: the other links

-- Every link of a page; n is its place among them.  Rows of link and words come from files of version 4.
CREATE VIEW page_link (page, n, target, words, kind, place) AS
SELECT link.page, link.n, link.target, words.text, link.kind, link.place
FROM link JOIN words ON words.id = link.words
UNION ALL
SELECT page.id, json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]'), json_extract(l.value, '$[2]'),
       json_extract(l.value, '$[3]'), json_extract(l.value, '$[4]')
FROM page, json_each(page.links) AS l
UNION ALL
SELECT page.id, json_extract(p.value, '$[1]') + json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]'),
       json_extract(l.value, '$[2]'), json_extract(l.value, '$[3]'), json_extract(l.value, '$[4]')
FROM page, json_each(page.parts) AS p JOIN part ON part.id = json_extract(p.value, '$[0]'),
     json_each(part.links) AS l;

CREATE TABLE result ( -- what the last judgement of a visit came to, for reports
  run         INTEGER PRIMARY KEY REFERENCES run(id) ON DELETE CASCADE,
  fingerprint BLOB NOT NULL, -- SHA-256 of all it rests on; with another one it does not count
  zstd        BLOB NOT NULL  -- packed form, compressed with zstd
) STRICT;

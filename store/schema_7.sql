-- Version 7 of the site file: pages of one site are compressed against one of them.

ALTER TABLE body ADD COLUMN basis INTEGER REFERENCES body(id); -- a body that is its dictionary (zstd -D); NULL: none

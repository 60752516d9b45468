-- Version 6 of the site file: what an item lacks is told with its verdict, for those who look at many sites.

ALTER TABLE verdict ADD COLUMN lacks TEXT NOT NULL DEFAULT ''; -- dead empty soft_404 redirected_home no_link ...
ALTER TABLE verdict ADD COLUMN lacking TEXT NOT NULL DEFAULT ''; -- the first page that does not deliver it

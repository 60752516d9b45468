/* Of the pages of a new site file, for SQLite; why so many bytes is told in store.c. */
#ifndef OIT_STORE_PAGE_SIZE_H
#define OIT_STORE_PAGE_SIZE_H

#define STORE_PAGE_SIZE "PRAGMA page_size = 8192;"

#endif

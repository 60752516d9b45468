/* The columns of a list of sites, and the words people write above them. */
#ifndef OIT_BATCH_COLUMNS_H
#define OIT_BATCH_COLUMNS_H

#include "base/arena.h"

enum column {
    COLUMN_URL,
    COLUMN_NAME,
    COLUMN_KIND,
    COLUMN_DISTRICT,
    COLUMN_PROVINCE,
    COLUMN_EMAIL,
    COLUMN_OPTIONS,
    COLUMN_EXCLUDED,    /* why it is left out; "yes" and the like say no more */
    COLUMN_EXCLUDED_BY, /* who asked for it */
    COLUMN_COUNT
};

/* COLUMN_COUNT for a heading we do not know. */
enum column column_of(struct arena *a, struct str heading);
/* Does a cell of COLUMN_EXCLUDED leave its site in?  Is it a tick without words? */
bool column_says_no(struct arena *a, struct str cell);
bool column_is_tick(struct arena *a, struct str cell);

#endif

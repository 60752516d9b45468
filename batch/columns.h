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
    COLUMN_COUNT
};

/* COLUMN_COUNT for a heading we do not know. */
enum column column_of(struct arena *a, struct str heading);

#endif

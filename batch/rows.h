/*
 * A table as people save it from a spreadsheet: any of comma, semicolon or tab between values, quotation
 * marks, line ends of all kinds, UTF-8, UTF-16 or windows-874.
 */
#ifndef OIT_BATCH_ROWS_H
#define OIT_BATCH_ROWS_H

#include "base/arena.h"
#include "oit/limits.h"

struct rows {
    struct arena *a;
    struct str text;
    size_t at;
    char separator;
    bool told; /* the text itself says which */
    int line;  /* of the next row, from 1 */
};

struct row {
    int line;
    struct str cell[LIMIT_LIST_COLUMNS]; /* trimmed, in the arena */
    size_t n;
    const char *fault; /* English, a gettext message id; NULL for a good row */
};

/* The bytes of a file as UTF-8 without a mark, in a. */
struct str rows_decode(struct arena *a, struct str bytes);
/* text is rows_decode()d; the separator is taken from its first line. */
void rows_init(struct rows *r, struct arena *a, struct str text);
/* Take it from the next line instead: what stood before was a title. */
void rows_separate(struct rows *r);
/* The next row that is not empty; false at the end. */
bool rows_next(struct rows *r, struct row *out);

#endif

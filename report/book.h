/*
 * A workbook in the making: sheets one after the other, cells from left to right, rows from top to bottom.
 * Text stays text whatever it begins with; dates and numbers are real ones.  The same cells and the same
 * `made` give the same bytes.
 */
#ifndef OIT_REPORT_BOOK_H
#define OIT_REPORT_BOOK_H

#include "base/buf.h"
#include "report/card.h"

enum cell_kind {
    CELL_TEXT,
    CELL_LINES,  /* text whose line ends stay */
    CELL_NUMBER, /* 0 is left empty where the card's 0 means "not known" */
    CELL_COUNT,  /* 0 is 0 */
    CELL_POINTS, /* hundredths; NO_SCORE is left empty */
    CELL_DAY,    /* ISO 8601 in text */
    CELL_TIME,
    CELL_LINK,   /* an address in text: a link where it is safe to follow */
    CELL_FILE,   /* a path of our own beside the workbook */
    CELL_VERDICT /* number is an enum verdict */
};

struct cell {
    enum cell_kind kind;
    struct str text;
    int64_t number;
};

#define CELL_OF_TEXT(s) ((struct cell){CELL_TEXT, (s), 0})
#define CELL_OF_LINES(s) ((struct cell){CELL_LINES, (s), 0})
#define CELL_OF(kind, n) ((struct cell){(kind), STR_NONE, (n)})
#define CELL_OF_ISO(kind, s) ((struct cell){(kind), (s), 0})

/* A column: its heading (English, a gettext message id) and its width in characters. */
struct book_column {
    const char *heading;
    int width;
};

struct book;

/* made: ISO 8601, what the file's properties say of its age.  NULL when the machine gives no room for it. */
struct book *book_new(enum lang lang, struct str title, struct str made);
/* A list: headings in the first row, filter, frozen head; name is a gettext message id. */
void book_list(struct book *b, const char *name, const struct book_column *columns, size_t n);
/* A form: labels and values in two columns of the given widths. */
void book_form(struct book *b, const char *name, int label_width, int value_width);
void book_cell(struct book *b, struct cell c);
/* Fixed words, translated; bold. */
void book_label(struct book *b, const char *id);
void book_next_row(struct book *b);
/* Append the file to out and free the book.  False, and nothing appended, when the machine refused. */
bool book_close(struct book *b, struct buf *out);

#endif

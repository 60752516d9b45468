/*
 * A paper in the making: paragraphs and tables, filled from top to bottom, then written by draft_docx() or
 * draft_markdown().  What is not known is a gap: a highlighted blank with a hint, never a guess.  A text of
 * the site that names another agency is marked where it stands.  Everything lives in the arena.
 */
#ifndef OIT_REPORT_DRAFT_H
#define OIT_REPORT_DRAFT_H

#include "base/buf.h"
#include "base/say.h"

/* What a paper is printed like; the same for all papers of one call. */
struct draft_manner {
    enum lang lang;
    bool thai_digits; /* figures of ours in Thai digits; addresses and item numbers stay as they are */
    bool final;       /* without the mark "draft" on each page */
    struct str made;  /* ISO 8601: the day of the result it is made from */
    bool (*names_other)(void *ctx, struct str text); /* NULL: nobody knows */
    void *ctx;
};

enum draft_ink {
    INK_PLAIN,
    INK_BOLD,
    INK_BLANK,   /* a gap to be filled */
    INK_WARNING, /* to be looked at before signing */
    INK_ADDRESS  /* exact, whatever the manner */
};

enum draft_style {
    STYLE_TEXT, /* running text, first line indented */
    STYLE_PLAIN,
    STYLE_TITLE,
    STYLE_HEADING,
    STYLE_STEP,  /* numbered, hanging */
    STYLE_FIELD, /* of a memorandum: label and words */
    STYLE_SIGN,  /* centred in the right half */
    STYLE_NOTE,
    STYLE_CAPTION, /* stays with the table below it */
    STYLE_MEMO,    /* the word on top of a memorandum */
    STYLES
};

struct draft_piece {
    enum draft_ink ink;
    struct str text;
    struct draft_piece *next;
};

struct draft_paragraph {
    enum draft_style style;
    struct draft_piece *first, *last;
    struct draft_paragraph *next;
};

struct draft_cell {
    struct draft_paragraph *first, *last;
    struct draft_cell *next;
};

struct draft_row {
    bool span; /* one cell over the whole width */
    struct draft_cell *first, *last;
    struct draft_row *next;
};

/* A column: its heading (English, a gettext message id) and its share of the width. */
struct draft_column {
    const char *heading;
    int width;
    bool centred;
};

struct draft_table {
    const struct draft_column *column;
    size_t column_n;
    struct draft_row *first, *last;
};

/* A paragraph, a table, or the beginning of pages that lie. */
struct draft_block {
    enum { BLOCK_OF_TEXT, BLOCK_OF_TABLE, BLOCK_OF_PAGES } kind;
    struct draft_paragraph *paragraph;
    struct draft_table *table;
    bool landscape;
    struct draft_block *next;
};

struct draft {
    struct arena *a;
    const struct draft_manner *manner;
    struct str title; /* of the file's properties */
    struct draft_block *first, *last;
    struct draft_paragraph *open; /* pieces go here */
    struct draft_table *table;    /* open, or NULL */
    size_t step;                  /* number of the last step */
};

struct draft *draft_new(struct arena *a, const struct draft_manner *manner);
/* Pages from here on stand or lie. */
void draft_pages(struct draft *d, bool landscape);
/* A paragraph, in the open cell where there is one. */
void draft_paragraph(struct draft *d, enum draft_style style);
/* A numbered paragraph: 1. 2. ..., from 1 again behind draft_steps(). */
void draft_steps(struct draft *d);
void draft_step(struct draft *d);
/* column must outlive the draft. */
void draft_table(struct draft *d, const struct draft_column *column, size_t n);
void draft_row(struct draft *d);
void draft_span(struct draft *d);
/* The next cell of the row, with an empty paragraph in it. */
void draft_cell(struct draft *d);
void draft_end_table(struct draft *d);

/* Pieces of the open paragraph. id: English, a gettext message id. */
void draft_words(struct draft *d, const char *id);
void draft_bold(struct draft *d, const char *id);
void draft_say(struct draft *d, enum draft_ink ink, const struct say *s);
/* A sentence of ours with up to two places filled. */
void draft_filled(struct draft *d, enum draft_ink ink, const char *id, struct str one, struct str two);
/* As it stands, of our own making. */
void draft_put(struct draft *d, enum draft_ink ink, struct str s);
/* Text of the site or of people: shown as it is, marked when it names another agency. */
void draft_text(struct draft *d, struct str s);
/* Words of the site as a paper quotes them: the cells of a row with a point between them. */
struct str draft_quoted(const struct draft *d, struct str s);
/* A sentence of ours that may hold words of the site. */
void draft_sentence(struct draft *d, struct str s);
void draft_address(struct draft *d, struct str url);
void draft_blank(struct draft *d, const char *hint);
void draft_blank_filled(struct draft *d, const char *hint, struct str one, struct str two);
/* Heading with its words. */
void draft_heading(struct draft *d, const char *id);
/* Shorthand: a paragraph with these words. */
void draft_line(struct draft *d, enum draft_style style, const char *id);
/* A cell with figures of ours, or with a blank for NO_SCORE. */
void draft_score_cell(struct draft *d, int low, int high, const char *hint);
/* "28 April 2023" in full, as official papers write it. */
struct str draft_day(const struct draft *d, struct str iso);

/* Digits of a text that stand alone become Thai ones. */
struct str draft_thai_digits(struct arena *a, struct str s);

/* Append the file to out.  False when the machine refused, and nothing appended. */
bool draft_docx(const struct draft *d, struct buf *out);
void draft_markdown(const struct draft *d, struct buf *out);

#endif

/*
 * What a document says of itself on its first lines: what it is, of which period, whose it is.  Read once for
 * all leads to it; lives as long as the site.
 */
#ifndef OIT_RULES_PAPER_H
#define OIT_RULES_PAPER_H

#include "oit/document.h"
#include "rules/agency.h"
#include "rules/site.h"

#define PAPER_SPANS 12
#define PAPER_MEMBERS 32

struct paper {
    enum document_state state;
    bool blank;                  /* it has pages, and nothing that a program can see on them */
    bool form;                   /* most of its lines are rows of dots that nobody filled in */
    bool recognised;             /* by OCR, at least in part: years and digits are not certain */
    bool filled;                 /* it holds amounts, and more of them than rows of dots to write on */
    bool whole;                  /* all of its text was there: what is not seen in it is not in it */
    const struct wording *title; /* its first lines together; NULL when there are none */
    const struct wording *span[PAPER_SPANS]; /* lines of their own on top that say from when to when */
    uint32_t span_sheet[PAPER_SPANS];        /* of papers side by side, the one on which it stands */
    uint8_t span_n;
    /* Of an archive: first lines of its members, together, that state a period, from which its year is told;
     * NULL.  Which of its lines show anything is told by look_parts.c. */
    const struct wording **member;
    uint8_t member_n;
    uint32_t lines;     /* that hold something */
    struct str opening; /* the lines of its first page, parted by U+001F */
    struct str names;   /* of papers side by side: the first lines of each, parted so too; empty */
};

/* Does a line say from when to when: "(October 2564 - March 2565)", "round of 6 months"?  With few words
 * beside it, or as a title that begins with the name of something. */
bool paper_is_span(const struct wording *w);
/* Note what a document says; needs the site's first pass.  Nothing happens for an unknown address. */
void paper_read(struct site *s, uint32_t node, const struct document *d);
/*
 * All of it was read, and it is no more than the topic's name, whose it is, of when, and that there is
 * nothing: none of its lines is what the item asks for.
 */
bool paper_is_bare(const struct paper *p, struct wording_book *book, const struct agency *own, size_t topic);

/*
 * The first line of a paper that names anything, else its title, which it must have; what the lines below
 * hold against a name does not count.
 */
const struct wording *paper_name(const struct paper *p, struct wording_book *book);

#endif

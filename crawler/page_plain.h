/*
 * Pages that need no mending, read without the parser (page_plain.c), and their tags and texts taken apart
 * (page_lexer.c).
 */
#ifndef OIT_CRAWLER_PAGE_PLAIN_H
#define OIT_CRAWLER_PAGE_PLAIN_H

#include "crawler/page_private.h"

/* The tree the parser would make; false, and nothing in t, for a page that is not written plainly.  sound:
 * the parser is known to take every character for what it is. */
bool page_plain_make(struct tree *t, struct str utf8, bool sound, struct page_memory *m);

/* The bytes of a page and how far they are read.  Its calls give false for what only the parser can settle,
 * and then leave it where it stands. */
struct page_lexer {
    struct str s;
    size_t at;
    size_t reference, line; /* where the next '&' and carriage return stand, or an earlier place */
    uint64_t work;          /* as page_scan.c counts it */
    uint8_t attr_from[27];  /* first kept attribute whose name begins with each letter, or a later one */
    struct arena *a;
    struct page_memory *memory;    /* tags of earlier pages, or NULL */
    bool drawing;                  /* attributes are read as those of a drawing */
    bool ended;                    /* the tag whose attributes were read last ends its element, too: <x/> */
    struct page_tag *tag, *before; /* the newest two that are known there, NULL before the first */
};

enum page_text { PAGE_TEXT, PAGE_VALUE, PAGE_RAW };

void page_lexer_init(struct page_lexer *x, struct str s, struct arena *a, struct page_memory *m);
static inline bool
page_lexer_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
/* Would the parser take every character for what it is? */
bool page_lexer_sound(struct str s);
bool page_lexer_done(const struct page_lexer *x);
/* Text up to the next tag or comment; empty when there is none.  False at the end of the page. */
bool page_lexer_text(struct page_lexer *x, struct str *text);
bool page_lexer_comment(struct page_lexer *x);
bool page_lexer_doctype(struct page_lexer *x);
/* The name of a start tag; its attributes come next. */
bool page_lexer_start(struct page_lexer *x, struct str *name);
static inline bool
page_lexer_stands(const struct page_lexer *x, const struct page_tag *tag)
{
    return tag && x->s.n - x->at >= tag->written.n &&
           memcmp(x->s.p + x->at, tag->written.p, tag->written.n) == 0;
}
/*
 * The start tag that stands here when it is the one that followed the newest one before, or the one before
 * that: a bare <span> is followed by anything, what is in front of it says more.  NULL for another.
 */
static inline struct page_tag *
page_lexer_expected(const struct page_lexer *x)
{
    if (x->tag && page_lexer_stands(x, x->tag->next))
        return x->tag->next;
    if (x->before && page_lexer_stands(x, x->before->second))
        return x->before->second;
    return NULL;
}
/* The same, or another that is known; NULL where no such tag stands. */
struct page_tag *page_lexer_known(const struct page_lexer *x);
/* All of an element that begins with tag is passed. */
void page_lexer_pass(struct page_lexer *x, struct page_tag *tag, const struct page_run *run);
/* It is the one at hand: its attributes become node's, and it ends. */
bool page_lexer_take(struct page_lexer *x, struct tree *t, uint32_t node, struct page_tag *tag);
/* Of a tag that begins at from and whose name is read: the attributes that are kept become node's, and it
 * ends. */
bool page_lexer_attributes(struct page_lexer *x, struct tree *t, uint32_t node, size_t from);
/* The name of an end tag; page_lexer_end comes next. */
bool page_lexer_close_name(struct page_lexer *x, struct str *name);
bool page_lexer_end(struct page_lexer *x);
/* The whole end tag of that name. */
bool page_lexer_close(struct page_lexer *x, struct str name);
/* All up to the end tag of name, which is passed. */
bool page_lexer_raw(struct page_lexer *x, struct str name, struct str *raw);
/* May a script's own text hide its end tag? */
bool page_lexer_escapes(struct str script);
/* A line feed right behind the tag is no part of the text. */
void page_lexer_skip_line(struct page_lexer *x);
struct str page_lexer_first_line(struct str text);
/* Is it known that there is nothing to decode in it? */
static inline bool
page_lexer_is_bare(const struct page_lexer *x, struct str text)
{
    size_t end = (size_t)(text.p - x->s.p) + text.n;

    return x->reference >= end && x->line >= end;
}
/* Text of the page with its line ends turned, and its references but in raw text. */
bool page_lexer_decode(struct page_lexer *x, struct str text, enum page_text kind, struct str *out);

#endif

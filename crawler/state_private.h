/*
 * The rooms behind state.h: state_look (what a page shows), state_nothing (whether that says anything) and
 * state (what it is).  A look is made and used within one call; its texts live in the call's arena, its page
 * and body are the caller's.
 */
#ifndef OIT_CRAWLER_STATE_PRIVATE_H
#define OIT_CRAWLER_STATE_PRIVATE_H

#include "base/buf.h"
#include "base/thai.h"
#include "crawler/state.h"

#define LOOK_TEXT (16 * 1024) /* bytes of a page's words that are looked at; states are told by little */

/* Visible characters up to which a page can still be what its words say. */
#define NOTICE_CHARS 1200
#define ERROR_CHARS 400
#define LOGIN_CHARS 300
#define LOST_CHARS 300
#define WORKS_CHARS 80

/* Bytes of a page's own words after which it is looked whether they say anything. */
#define ENOUGH 512

/* The normal form of as much of s as is looked at, in a. */
static inline struct str
state_normal(struct arena *a, struct str s)
{
    return thai_norm(a, str_sub(s, 0, LOOK_TEXT), THAI_EXACT, false).text;
}

#define COUNT(table) (sizeof table / sizeof table[0])

static inline bool
has_any(struct str text, const char *const *words, size_t n)
{
    for (size_t i = 0; text.n > 0 && i < n; i++)
        if (str_has(text, str_of(words[i])))
            return true;
    return false;
}

#define HAS_ANY(text, table) has_any(text, table, COUNT(table))

struct look {
    struct arena *a;
    struct gambling *gambling;
    const struct page *page;
    struct str body;
    struct str title;    /* normal form, as all below */
    struct str all;      /* every block that is shown; empty when there is much */
    struct str own;      /* those outside menu, header, footer, sidebar; U+001F between */
    struct str headings; /* of its own */
    struct str rest;     /* its own without headings, head cells and repeats of the title */
    size_t all_chars, own_chars, rest_chars;
    size_t gambles;   /* words of gambling in the title */
    size_t own_links; /* that lead to a page, anywhere but the menus */
    size_t
        own_ways; /* and clicks that only a script answers: a page that has some is not said to be nothing */
    bool crowded; /* it shows more than any notice, whose words are then not asked for */
    bool full;    /* and its own part more than any error */
    bool says;    /* the rest is known to say something; false: not looked */
    bool own_things; /* images, frames, documents, forms */
};

/* state_look.c */
void state_look(struct look *l, struct arena *a, struct gambling *gambling, const struct page *page,
                struct str body);

/* state_nothing.c: all of texts in normal form */
/* Does text, of ENOUGH bytes or more, say something, whatever may still come behind it?  A word that is cut
 * off at its end may be one of nothing. */
bool state_says_something(struct str text);
/*
 * Does text say that there is nothing, and nothing else?  "No complaints were made" is not among the words:
 * that is a disclosure.  *said: it says so, and is not merely without words of its own.
 */
bool state_says_nothing(struct str text, bool *said);
/* Do words that say so stand anywhere in it? */
bool state_says_empty(struct str text);

#endif

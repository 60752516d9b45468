/* By what a page delivers what is asked for. */
#ifndef OIT_RULES_DELIVERY_H
#define OIT_RULES_DELIVERY_H

#include "rules/leads.h"

#define PROSE_MIN 120       /* letters of own text that make a page of content */
#define EMPTY_PROSE_MAX 250 /* letters beside an empty phrase; more is content that mentions it */
#define DELIVERY_ROWS_MIN 2 /* of a table that is content of its own */

/* What delivers. */
enum delivery {
    DELIVERY_NONE,
    DELIVERY_DOCUMENT,
    DELIVERY_READER,
    DELIVERY_TEXT,
    DELIVERY_PICTURE,
    DELIVERY_ARTICLES,
    DELIVERY_FORM,
    DELIVERY_EXTERNAL_FORM,
    DELIVERY_ACCOUNT,
    DELIVERY_CHAT,
    DELIVERY_CONTACT,
    DELIVERY_BOARD
};

/* In words: a gettext message id. */
const char *delivery_text(enum delivery d);
/* What was reached by it and not read, or not to the end: what it shows is not known. */
bool delivery_is_unread(enum delivery d);
/* Its bit of what topics accept.  A working form is the online channel itself: some ways of delivering show
 * an element without words. */
unsigned delivery_accepted(enum delivery d);
/* How many elements of the topic were seen. */
size_t delivery_elements(const struct topic *t, const struct facts *f);
/* What a page delivers on which so many were; more of them never deliver less. */
enum delivery delivery_of_page(const struct topic *t, const struct facts *f, const struct lead *l,
                               size_t elements);
/*
 * May anything hang on the elements of a page that is seen for a lead?  Not where it delivers nothing with so
 * many of them, or is about something else.  f is filled but for the elements.
 */
bool delivery_needs_elements(const struct leads *leads, const struct lead *l, const struct facts *f,
                             size_t elements);

#endif

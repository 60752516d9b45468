/*
 * What a page says of its own: links with the words around them, headings (headings.h), rows that promise and
 * link nothing.  Menu entries are kept once for the whole site.
 */
#ifndef OIT_RULES_CONTENTS_H
#define OIT_RULES_CONTENTS_H

#include "rules/site.h"

/* Needs site_connect(); same order as site_survey(). */
void contents_read(struct site *s, const struct fetch *f, const struct page *page);

#endif

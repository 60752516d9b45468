/*
 * Which phrases and patterns of the topics ever stand in the pages of a corpus: one that never does is wrong,
 * too narrow, or for something that no site says.
 */
#ifndef OIT_RULES_FIRING_H
#define OIT_RULES_FIRING_H

#include "oit/page.h"
#include "rules/catalog.h"

struct firing;

struct firing *firing_new(const struct catalog *c);
void firing_free(struct firing *f);
/* Read a page's title, its lines and the words of its links; the same text is read once. */
void firing_read(struct firing *f, const struct page *page);
/* Name every phrase that stood nowhere; returns how many. */
size_t firing_report(const struct firing *f, catalog_fail *complain, void *ctx);

#endif

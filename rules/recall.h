/*
 * The texts of what links say, given back to shared wordings (wording_gist()) from the page where the links
 * stand.  Few pages are asked: those that a lead leaves, and links that a document or a section lies behind.
 */
#ifndef OIT_RULES_RECALL_H
#define OIT_RULES_RECALL_H

#include "rules/agency.h"
#include "rules/site.h"

/* What was given back on one page: a line or row once, however many links it holds. */
struct recall;

struct recall *recall_new(struct site *s, const struct page *page);
void recall_free(struct recall *r);
/* The words of a link, and no more. */
void recall_words(struct recall *r, const struct link *l, struct site_link *k);
/* Its words, its row and the line before it. */
void recall_link(struct recall *r, const struct link *l, struct site_link *k);
/* In the third pass: of the links of a node's page that leads follow.  Whether their words name another
 * agency, which is asked of nearly all of them, is asked while they are at hand. */
void recall_page(struct site *s, uint32_t node, const struct page *page, const struct agency *agency);

#endif

/*
 * Who owns the site: its name as it writes it, what kind of local government it is, and whether a text
 * speaks of another one.
 */
#ifndef OIT_RULES_AGENCY_H
#define OIT_RULES_AGENCY_H

#include "oit/page.h"
#include "rules/catalog.h"

struct agency;

struct agency *agency_new(const struct catalog *c);
void agency_free(struct agency *a);
/* Learn from one page: title, site name, headings, footer. */
void agency_learn(struct agency *a, const struct page *page);
/* Settle on the name seen on most pages. */
void agency_settle(struct agency *a);
struct str agency_name(const struct agency *a); /* "เทศบาลตำบลตัวอย่าง", empty when not known */
struct str agency_kind(const struct agency *a); /* "tambon", "sao" ...: the vocabulary list's ending */
/* Does the text name a local government, and only others than this one? False while the own name is not
 * known. */
bool agency_is_other(const struct agency *a, struct str text);

#endif

/*
 * Who owns the site: its name as it writes it, what kind of local government it is, and whether a text
 * speaks of another one.
 */
#ifndef OIT_RULES_AGENCY_H
#define OIT_RULES_AGENCY_H

#include "oit/page.h"
#include "rules/catalog.h"

/* Kinds of local government; their words are the lists agency-KIND of vocabulary.yaml. */
#define AGENCY_KINDS 6
extern const char *const agency_kinds[AGENCY_KINDS];

struct agency;
struct wording;

struct agency *agency_new(const struct catalog *c);
void agency_free(struct agency *a);
/* Learn from one page: title, site name, headings, footer. */
void agency_learn(struct agency *a, const struct page *page);
/* Settle on the name seen on most pages. */
void agency_settle(struct agency *a);
struct str agency_name(const struct agency *a); /* "เทศบาลตำบลตัวอย่าง", empty when not known */
struct str agency_kind(const struct agency *a);   /* one of agency_kinds, empty when not known */
unsigned agency_kind_bit(const struct agency *a); /* 1 << its place in agency_kinds, 0 when not known */
/* Does the text name a local government, and only others than this one (of another name, or of this name in
 * another province)? False while the own name is not known. */
bool agency_is_other(const struct agency *a, struct str text);
/* The same of what was read, looked for once. */
bool agency_is_others(const struct agency *a, const struct wording *w);
/* Does it name this one, perhaps among others? */
bool agency_is_own(const struct agency *a, struct str text);
/* Does it name one that may be this one, some of whose letters were misread? */
bool agency_is_nearly_own(const struct agency *a, struct str text);

#endif

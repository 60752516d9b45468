/*
 * What was read of texts that name nothing.  Most texts of a site are such: what is read of one is the same
 * as of many others, is kept once for all of them, and the text itself is let go.
 */
#ifndef OIT_RULES_GISTS_H
#define OIT_RULES_GISTS_H

#include "rules/wording.h"

struct gists;

/* aside: for letters; lives as long. */
struct gists *gists_new(struct aside *aside);
/* What is known of texts is forgotten, not what is shared of it. */
void gists_rest(struct gists *g);
void gists_free(struct gists *g);
/* By the hash of a text: what was read of it, while that is remembered; its words are NULL when it is not. */
struct gist gists_find(const struct gists *g, uint64_t hash);
/* It is going to be asked for soon. */
void gists_expect(const struct gists *g, uint64_t hash);
/* A wording without a text that says the same as w, for all that do; remembered for this hash.  The letters,
 * which may be none, are kept for it. */
struct gist gists_share(struct gists *g, uint64_t hash, const struct wording *w, struct str letters);
/* No more letters are kept: a text whose letters are asked for is no gist then. */
bool gists_full(const struct gists *g);
void gists_forget_letters(struct gists *g);
struct str gists_letters(const struct gists *g, uint32_t place);

#endif

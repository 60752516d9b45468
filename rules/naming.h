/*
 * What the words around a link say it leads to: its own words first, then its row, the line before it, the
 * heading above it, the name of its file.  The first of them that names a topic asked for decides.
 */
#ifndef OIT_RULES_NAMING_H
#define OIT_RULES_NAMING_H

#include "rules/leads.h"

struct naming {
    const struct wording *words;
    const struct wording_topic *topic[WORDING_TOPICS];
    size_t n;
    enum named_by by;
};

/* Fill out; false where nothing names a topic that is asked for.  Points into the site's wordings. */
bool naming_of(struct leads *l, const struct site_link *k, struct naming *out);
/* Whether anything does, whatever it is, and by which words.  Asked for every topic of the link's page, and
 * known from then on. */
bool naming_is_by(struct leads *l, const struct site_link *k, enum named_by *by);

#endif

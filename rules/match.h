/*
 * Which topics a text names.  The longest name wins where one lies inside another; words against a topic
 * take it out; a label counts only as the whole text.
 */
#ifndef OIT_RULES_MATCH_H
#define OIT_RULES_MATCH_H

#include "rules/catalog.h"

#define MENTIONS_MAX 16

struct mention {
    const struct topic *topic;
    struct phrase_hit hit;
    bool label; /* the whole text, as a label */
};

/*
 * Mentions in t, longest first; returns how many (at most MENTIONS_MAX).  *unjudged (may be NULL) is set when
 * a pattern reached its limit.
 */
size_t match_topics(const struct catalog *c, struct thai_text *t, struct mention out[MENTIONS_MAX],
                    bool *unjudged);
/* Is there any? */
bool match_any(const struct catalog *c, struct thai_text *t);
/* The topic whose longer name takes t from this one, which it would name otherwise; NULL when none does. */
const struct topic *match_covering(const struct catalog *c, struct thai_text *t, const struct topic *topic);
/* May a longer name of one take a text from the other? Not when no pack asks for both: topics of different
 * years. */
bool match_rivals(const struct catalog *c, const struct topic *a, const struct topic *b);
/* The number of a checklist item the text begins with ("O12", "ข้อ 12", "๑๒.", "012"); 0 when none. A hint
 * only. */
int match_item_number(struct thai_text *t);

#endif

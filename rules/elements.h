/*
 * The elements of an item at one place: shown, not shown, or not to be told because what might show them was
 * not read.  Only what decides (basis source or inferred) lowers a verdict; the period is weighed by itself.
 */
#ifndef OIT_RULES_ELEMENTS_H
#define OIT_RULES_ELEMENTS_H

#include "rules/bench.h"

/* What decides and is not there: the first two by name, the others by number.  Begins with zeros. */
struct lacking {
    struct str text[2];
    size_t n;
};

void elements_note_lacking(struct lacking *l, struct str text);
/* "Is there, but lacks ..."; of one that is not empty. */
struct say elements_say_lacking(struct arena *a, const struct lacking *l);

/* A topic's element by its id, with its place among the seen ones; NULL for one that nothing recognises. */
const struct topic_element *elements_find(const struct topic *t, struct str id, size_t *index);
/* May a file on the page hold what its text does not?  Not one that is said to be of another year. */
bool elements_in_files(const struct bench *b, const struct pack_part *part, const struct facts *f);
/* Fill w->element of a lead whose delivery and fitting are known; the decisive ones that are lacking. */
struct lacking elements_weigh(const struct bench *b, const struct pack_part *part, const struct lead *l,
                              struct weighed *w);
/* Of filled ones: does it lack half of what is asked for or more, its period aside?  Where nothing decisive
 * lacks, only when none is shown. */
bool elements_lack_half(const struct pack_part *part, const struct weighed *w, bool decisive);

#endif

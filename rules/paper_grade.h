/*
 * What a document is worth as proof.  paper.h tells what it says of itself, refuse.h whose it is; here that
 * is held against the item it stands for.  Functions that grade fill grade and decision, whose texts live as
 * long as the site.
 */
#ifndef OIT_RULES_PAPER_GRADE_H
#define OIT_RULES_PAPER_GRADE_H

#include "rules/bench.h"
#include "rules/paper.h"

/* Does it show nobody anything, whatever its link promises?  Graded where it does not; else w is left as it
 * is. */
bool paper_grade_closed(const struct paper *p, struct weighed *w);
/* The same of one that says "nothing yet": it is no paper, of whatever year. */
bool paper_grade_vacant(const struct bench *b, const struct lead *l, struct weighed *w);
/* The same of one that bears the names of other items and lacks half of what this one asks for, as
 * elements_lack_half() tells: it is refused. */
bool paper_grade_namesake(const struct bench *b, const struct pack_part *part, const struct lead *l,
                          struct weighed *w, bool decisive);
/* The same of one that a line of its title calls otherwise, as a plan is under the name of its report; or
 * that has more than a title and shows nothing of what is asked for, where that decides. */
bool paper_grade_unshown(const struct bench *b, const struct pack_part *part, const struct lead *l,
                         struct weighed *w, bool decisive);
/*
 * A lead that is taken for proof and ends at a document: for a person to look at where the document leaves
 * open what it is, may be another item's as well, shows nothing of this one, or broke the reader.
 */
void paper_grade(const struct bench *b, const struct pack_part *part, const struct lead *l,
                 struct weighed *w);
/* Is it its title and nothing under it? */
bool paper_grade_bare(const struct bench *b, const struct lead *l);
/* Did the reader fail on what lies there?  What stopped it may stop a visitor too. */
bool paper_grade_broke_reader(const struct node *n);

#endif

/*
 * What judging came to before, used again where all that it rests on is the same: the program, the rules, the
 * day, what people have said, and what the visit saw.  Otherwise the visit is judged anew.
 */
#ifndef OIT_CLI_RECALL_H
#define OIT_CLI_RECALL_H

#include "cli/session.h"
#include "rules/judge.h"

/*
 * All of a request that judging is shown, and that the fingerprint therefore names: not how long it took, on
 * which way the address was found, and whether the bytes came again or were known to be the same.  Of the
 * time only that there is one: recall_times() puts it into the evidence.
 */
struct fetch recall_view(const struct fetch *f);
void recall_times(struct session *s, struct scorecard *card);
/* The card as judging would leave it; false when it has to be judged. */
bool recall_find(struct session *s, const struct judge_options *o, struct scorecard *card);
/* Remember this card until recall_keep(). */
void recall_note(struct session *s, const struct judge_options *o, const struct scorecard *card);
/* The card as it was noted, and what it was judged by is given back; a small site's is left as it is.  What
 * only steers a visit is not in what was noted. */
void recall_rest(struct session *s, struct scorecard *card);
/* Store what was noted last, for what the file holds now.  Without a note nothing happens. */
int recall_keep(struct session *s, struct err *e);

#endif

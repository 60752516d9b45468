/*
 * What a person has said of an item, kept apart from what the program says.  It stands until its last day has
 * passed, or until what it was said about is no longer the same; then it is shown as no longer standing, and
 * stays in the site file until the person changes it or takes it back.
 */
#ifndef OIT_REVIEW_H
#define OIT_REVIEW_H

#include "base/sha256.h"
#include "oit/verdict.h"

#define REVIEW_STATES(X)                                                                                     \
    X(STANDS, "stands", N_("it stands"))                                                                     \
    X(EXPIRED, "expired", N_("its last day has passed"))                                                     \
    X(VERDICT_CHANGED, "verdict_changed", N_("what the program finds has changed since"))                    \
    X(EVIDENCE_CHANGED, "evidence_changed", N_("the evidence has changed since"))                            \
    X(UNUSED, "unused", N_("the checklist has no such item"))

#define X(code, name, text) REVIEW_##code,
enum review_state { REVIEW_STATES(X) REVIEW_STATE_COUNT };
#undef X

const char *review_state_name(enum review_state s); /* JSON word */
const char *review_state_text(enum review_state s); /* English, a gettext message id */

struct review {
    struct str pack_id, item;
    enum verdict verdict;
    struct str reason, by; /* by: a role, such as the secretary of the municipality */
    struct str until;      /* last day, ISO 8601; empty: no end */
    int64_t made;          /* Unix seconds */
    enum verdict machine;  /* what the program said then; VERDICT_COUNT: not known yet */
    struct sha256 basis;   /* of what that rested on, see rules/review.h */
    enum review_state state;
};

#endif

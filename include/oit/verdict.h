/* The words of a judgement (DESIGN sections 2 and 4). */
#ifndef OIT_VERDICT_H
#define OIT_VERDICT_H

#include <stdbool.h>

#define VERDICTS(X)                                                                                          \
    X(FOUND, "found", N_("Found"))                                                                           \
    X(PARTIAL, "partial", N_("Partly found"))                                                                \
    X(STALE, "stale", N_("Other year only"))                                                                 \
    X(MISSING, "missing", N_("Missing"))                                                                     \
    X(UNASSESSED, "unassessed", N_("Could not look"))                                                        \
    X(REVIEW, "review", N_("A person must look"))                                                            \
    X(WAIVED, "waived", N_("Waived"))                                                                        \
    X(NOT_APPLICABLE, "not_applicable", N_("Does not apply"))

#define X(code, name, text) VERDICT_##code,
enum verdict { VERDICTS(X) VERDICT_COUNT };
#undef X

enum basis { BASIS_SOURCE, BASIS_INFERRED, BASIS_RECALLED };
enum met { MET_NO, MET_YES, MET_UNKNOWN };

const char *verdict_name(enum verdict v); /* JSON word */
const char *verdict_text(enum verdict v); /* English, a gettext message id */
/* VERDICT_COUNT when unknown. */
enum verdict verdict_of_name(const char *name);
bool verdict_counts_low(enum verdict v);  /* found, waived */
bool verdict_counts_high(enum verdict v); /* these and review, unassessed */
const char *basis_name(enum basis b);

#endif

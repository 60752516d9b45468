/* Where a judgement goes: files, the result document on stdout, the summary; and which exit code it means. */
#ifndef OIT_CLI_OUTPUTS_H
#define OIT_CLI_OUTPUTS_H

#include "cli/session.h"

/* Exit codes of DESIGN section 3. */
enum exit_code {
    EXIT_OK = 0,
    EXIT_POLICY = 1,
    EXIT_WRONG_USE = 2,
    EXIT_PARTLY = 3,
    EXIT_UNREADABLE = 4,
    EXIT_OWN_FAULT = 5,
    EXIT_PIPE = 141 /* as the signal would have ended us */
};

/* Complain early about --format: unknown names, two outputs for one stdout. */
int outputs_check(const struct options *o, struct err *e);
/* The folder for the reports, made before the work so that an hour's visit does not end at a closed door. */
int outputs_prepare(const struct options *o, struct err *e);
/*
 * Write the files asked for, then the document or the summary to stdout.  blind: the visit read nothing; then
 * the reports of this site that stand there, of a visit that did, are kept beside under a name with its day.
 */
int outputs_write(const struct options *o, const struct scorecard *card, bool summary, bool blind,
                  struct err *e);
/*
 * The same in two steps, with room for what must be done while no report of before has been replaced yet.
 * outputs_draft: NULL and e, and nothing is left behind.  Each draft ends in outputs_keep or outputs_drop
 * (NULL is fine there).
 */
struct drafts;
struct drafts *outputs_draft(const struct options *o, const struct scorecard *card, bool blind,
                             struct err *e);
int outputs_keep(const struct options *o, const struct scorecard *card, struct drafts *d, bool summary,
                 struct err *e);
void outputs_drop(struct drafts *d);
/* The name under which reports of the visit begun then are kept: "report-of-2026-11-29-0230.html". */
struct str outputs_name_of(struct arena *a, const char *file_name, struct str started);
/* Text to stdout, the whole of it. */
int outputs_print(struct str text, struct err *e);
int outputs_columns(void);
bool outputs_colour(const struct options *o);

/* What policy_exit() will say, without saying it. */
enum standing policy_standing(const struct options *o, const struct scorecard *card);
/* Exit code by coverage and policy; says on stderr why it is not 0. */
enum exit_code policy_exit(const struct options *o, const struct scorecard *card);
enum exit_code err_exit(const struct err *e);
/* Print the error once. */
void err_print(const struct err *e);

#endif

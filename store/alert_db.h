/*
 * alerts.db: what is known of each matter, what was found, and the messages that tell it.  A finding and its
 * messages are committed together, so nothing is lost and nothing is told twice.  One process works on it at
 * a time.  Calls that return int give 0, or -1 with e filled.
 */
#ifndef OIT_STORE_ALERT_DB_H
#define OIT_STORE_ALERT_DB_H

#include "base/arena.h"
#include "base/err.h"
#include "oit/alert.h"

#define ALERT_APPLICATION_ID 0x4f495441 /* "OITA" */
#define ALERT_SCHEMA 1

struct alert_db;

/* NULL and e when another process works on it.  path NULL: a database that nobody else sees. */
struct alert_db *alert_db_open(const char *path, struct err *e);
void alert_db_close(struct alert_db *d);

/* Everything between the two is committed together, and on the disk; keep false takes it back. */
int alert_db_begin(struct alert_db *d, struct err *e);
int alert_db_end(struct alert_db *d, bool keep, struct err *e);
/* A part of it that can be taken back alone. */
int alert_db_part_begin(struct alert_db *d, struct err *e);
int alert_db_part_end(struct alert_db *d, bool keep, struct err *e);

struct alert_site {
    struct str name;
    int64_t run;
    struct str pack, rules;
};
/* 1, 0 when the site is new, -1 and e. */
int alert_db_site(struct alert_db *d, struct str name, struct arena *a, struct alert_site *out,
                  struct err *e);
int alert_db_put_site(struct alert_db *d, const struct alert_site *s, struct err *e);

/* As alert/matter.h has it; phase by its word. */
struct alert_matter {
    struct str subject, phase;
    int base, level, told, looks, episode, told_n;
    int64_t since, day;
};
/* All of a site. */
int alert_db_matters(struct alert_db *d, struct str site, struct arena *a, const struct alert_matter **out,
                     size_t *n, struct err *e);
int alert_db_put_matter(struct alert_db *d, struct str site, const struct alert_matter *m, struct err *e);
int alert_db_forget_matter(struct alert_db *d, struct str site, struct str subject, struct err *e);

/* 1 and f->id when it is new, 0 when it was found before, -1 and e. */
int alert_db_put_finding(struct alert_db *d, struct finding *f, int64_t now, struct str day, struct err *e);

struct alert_message {
    int64_t id;
    struct str message_id, channel, recipient, subject, state, problem, bytes;
    int64_t made, try_at, finished;
    int tries;
};
/* Waits to be sent from try_at on.  m->id is set. */
int alert_db_put_message(struct alert_db *d, struct alert_message *m, struct err *e);
/* 1 when the message tells it; 0 when the recipient was told already. */
int alert_db_tell(struct alert_db *d, const struct alert_message *m, int64_t finding, struct err *e);
/* Was the recipient told this finding? */
bool alert_db_was_told(struct alert_db *d, struct str recipient, int64_t finding);
/* message_id of the mails that told the recipient of the finding's matter in its episode, oldest first. */
int alert_db_thread(struct alert_db *d, struct str recipient, const struct finding *f, struct arena *a,
                    struct strs *out, size_t max, struct err *e);

/* The next message with an id above `after` that is due: 1 and it, 0, or -1 and e. */
int alert_db_due(struct alert_db *d, int64_t after, int64_t now, struct arena *a, struct alert_message *out,
                 struct err *e);
/* When the first that waits is due; 0 when none does.  count: how many wait. */
int alert_db_waiting(struct alert_db *d, int64_t *first, int64_t *count, struct err *e);
/* Durable before it returns.  finished > 0 lets go of the bytes. */
int alert_db_message_state(struct alert_db *d, int64_t id, const char *state, int tries, int64_t try_at,
                           int64_t finished, struct str problem, struct err *e);
/*
 * What a process that was ended left behind: what was not handed over yet waits again; what was is put to
 * `handed_to` ("waiting", or "held") and counted in *doubt.
 */
int alert_db_recover(struct alert_db *d, const char *handed_to, int64_t *doubt, struct err *e);

/* What was sent about a site and its file does not know of yet, oldest first; a line for each finding. */
struct alert_note {
    struct str subject, event, day, channel, recipient, message_id;
    int64_t sent;
};
int alert_db_notes(struct alert_db *d, struct str site, struct arena *a, const struct alert_note **out,
                   size_t *n, struct err *e);
/* Now it does. */
int alert_db_noted(struct alert_db *d, struct str site, struct err *e);

/* Forget what was told before `before`, Unix seconds, and is over. */
int alert_db_prune(struct alert_db *d, int64_t before, struct err *e);

#endif

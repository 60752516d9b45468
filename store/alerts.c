/* What was told of the site, and the certificates its visits saw. */
#include "store/private.h"

static int
put_told(struct store *s, const struct told *t, struct err *e)
{
    struct sha256 h = sha256_of(t->recipient);
    struct str hash = {(const char *)h.byte, sizeof h.byte};

    return sql_run(s, e,
                   "INSERT OR IGNORE INTO alert (subject, event, day, channel, recipient, message_id, sent) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   "ssssbsl", t->subject, t->event, t->day, t->channel, hash, t->message_id, t->sent);
}

int
store_put_told(struct store *s, const struct told *v, size_t n, struct err *e)
{
    int result = 0;

    if (store_begin_own(s, true, e) < 0)
        return -1;
    for (size_t i = 0; i < n && result == 0; i++)
        result = put_told(s, &v[i], e);
    return store_end_own(s, result, e);
}

int
store_put_certificate(struct store *s, int64_t run, struct str host, int64_t until, struct err *e)
{
    if (store_begin(s, e) < 0)
        return -1;
    return sql_run(s, e,
                   "INSERT INTO certificate (run, host, until) VALUES (?1, ?2, ?3) "
                   "ON CONFLICT (run, host) DO UPDATE SET until = min(until, excluded.until)",
                   "lsl", run, host, until);
}

int64_t
store_certificate(struct store *s, int64_t run)
{
    int64_t until = 0;

    sql_number(s, NULL, &until, "SELECT coalesce(min(until), 0) FROM certificate WHERE run = ?1", "l", run);
    return until;
}

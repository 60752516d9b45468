/* A batch on a machine whose network is gone: it speaks of no site. */
#include "base/log.h"
#include "cli/many.h"
#include "store/store.h"

#define SEVERAL 3 /* so many sites do not lose their names in the same night */

bool
many_visits(const struct list_site *s)
{
    return s->what == NULL && s->duplicate_of == 0 && !s->excluded;
}

static bool
is_unasked(const struct outcome *o)
{
    enum problem p = o->problem.n > 0 ? problem_of_name(o->problem.p) : PROBLEM_NONE;

    return o->state == SITE_UNREADABLE && (p == PROBLEM_DNS || p == PROBLEM_UNREACHABLE);
}

static bool
nobody_was_asked(const struct many *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->list->site_n; i++) {
        if (!many_visits(&m->list->site[i]))
            continue;
        if (!is_unasked(&m->site[i].outcome))
            return false;
        n++;
    }
    return n >= SEVERAL;
}

/* A site file that cannot be written keeps what it has. */
static int
note(struct many *m, size_t i, struct err *e)
{
    struct store *store = store_open(many_site_file(m->s.arena, m, i), STORE_WRITE, NULL);
    struct run run;

    if (store != NULL && store_run_last(store, true, m->s.arena, &run))
        store_note_offline(store, run.id, NULL);
    store_close(store);
    m->site[i].outcome.detail = STR(PROBLEM_NO_NETWORK);
    return batch_db_put(m->db, m->batch.id, &m->site[i], e);
}

int
many_settle_offline(struct many *m, struct err *e)
{
    if (!nobody_was_asked(m))
        return 0;
    for (size_t i = 0; i < m->list->site_n; i++)
        if (many_visits(&m->list->site[i]) && !outcome_offline(&m->site[i].outcome) && note(m, i, e) != 0)
            return -1;
    return 0;
}

void
many_tell_offline(const struct many *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->list->site_n; i++)
        n += many_visits(&m->list->site[i]) && outcome_offline(&m->site[i].outcome);
    if (n == 0)
        return;
    log_warn(_("sites that could not be asked because this machine had no network: %zu"), n);
    log_warn("  → %s",
             _("look after this machine's network, then give the same command again; nothing is held "
               "against these sites"));
}

/* Two nights side by side: of the batch before, what each common site had, and which sites are gone. */
#include "base/map.h"
#include "cli/many.h"
#include "oit/limits.h"
#include "report/province.h"
#include <string.h>

struct night {
    struct many *m;
    struct province *p;
    struct province_site *site;
    struct map *number;   /* folder of a site -> its number in the list + 1 */
    struct map *left_out; /* addresses of lines that are not visited: told of elsewhere */
    struct province_gone *gone;
    size_t gone_n;
};

/* Of "O1=found/missing" the word before the slash. */
static struct str
verdict_in(struct str words, struct str item)
{
    struct str piece;

    while (str_next(&words, ' ', &piece)) {
        size_t equals = str_find_char(piece, '=', 0), slash = str_find_char(piece, '/', 0);

        if (equals != STR_NOT_FOUND && str_eq(str_sub(piece, 0, equals), item))
            return str_sub(piece, equals + 1, slash != STR_NOT_FOUND ? slash : piece.n);
    }
    return STR_NONE;
}

/* A site of both nights: what it had then stands for its visit before. */
static void
put_before(struct night *t, struct province_site *s, const struct outcome *then)
{
    struct province_item *item;
    bool judged =
        then->state == SITE_DONE && str_eq(then->pack_id, t->m->s.pack->id) && !outcome_offline(&s->outcome);

    if (outcome_offline(then))
        return; /* that night says nothing of it: its own visit before does */
    s->outcome.before_low = judged ? then->low : NO_SCORE;
    s->outcome.before_high = judged ? then->high : NO_SCORE;
    if (s->item == NULL)
        return;
    item = ARENA_ARRAY(t->m->s.arena, struct province_item, t->p->item_n + 1);
    for (size_t i = 0; i < t->p->item_n; i++) {
        struct str was = judged ? verdict_in(then->verdicts, s->item[i].of->id) : STR_NONE;

        item[i] = s->item[i];
        item[i].before = many_verdict(t->m->s.arena, was, VERDICT_COUNT);
    }
    s->item = item;
}

static int
take_site(void *ctx, const struct batch_site *then, struct err *e)
{
    struct night *t = ctx;
    struct arena *a = t->m->s.arena;
    const struct map_entry *here = map_get(t->number, then->name);

    (void)e;
    if (here != NULL) {
        struct province_site *s = &t->site[here->num - 1];

        s->fresh = false;
        put_before(t, s, &then->outcome);
        return 0;
    }
    if (map_get(t->left_out, then->url) == NULL && t->gone_n < LIMIT_LIST_LINES)
        t->gone[t->gone_n++] = (struct province_gone){
            arena_str(a, then->url), arena_str(a, then->title.n > 0 ? then->title : then->outcome.agency)};
    return 0;
}

/* Only sites that were to be visited can be common; the others are of no night. */
static void
number_sites(struct night *t)
{
    for (size_t i = 0; i < t->p->site_n; i++) {
        const struct list_site *from = &t->m->list->site[i];
        bool visited = many_visits(from);

        if (visited)
            map_put(t->number, from->folder, NULL)->num = (int64_t)i + 1;
        else
            map_put(t->left_out, from->cell[COLUMN_URL], NULL);
        t->site[i].fresh = visited;
    }
}

/* The score of an earlier batch goes before those that are newer. */
static int
take_score(void *ctx, const struct batch_site *then, struct err *e)
{
    struct night *t = ctx;
    const struct map_entry *here = map_get(t->number, then->name);
    const struct outcome *o = &then->outcome;
    struct province_site *s;

    (void)e;
    if (here == NULL || o->state != SITE_DONE || o->low == NO_SCORE || !str_eq(o->pack_id, t->m->s.pack->id))
        return 0;
    s = &t->site[here->num - 1];
    if (s->trend_n == PROVINCE_TREND)
        return 0;
    memmove(s->trend + 1, s->trend, s->trend_n * sizeof *s->trend);
    s->trend[0] = o->low;
    s->trend_n++;
    return 0;
}

static int
look_further_back(struct night *t, struct err *e)
{
    struct batch b = t->m->batch;
    int found = 1;

    for (size_t i = 0; i < t->p->site_n; i++)
        if (province_judged(&t->site[i]) && t->site[i].outcome.low != NO_SCORE)
            t->site[i].trend[t->site[i].trend_n++] = t->site[i].outcome.low;
    for (int k = 1; k < PROVINCE_TREND && found == 1; k++) {
        found = batch_db_before(t->m->db, &b, t->m->s.arena, &b, e);
        if (found == 1 && batch_db_each(t->m->db, b.id, take_score, t, e) != 0)
            return -1;
    }
    return found < 0 ? -1 : 0;
}

int
many_compare(struct many *m, struct province *p, struct err *e)
{
    struct night t = {.m = m, .p = p, .site = (struct province_site *)(uintptr_t)p->site};
    bool bad;

    if (!m->before_known)
        return 0;
    t.number = map_new();
    t.left_out = map_new();
    t.gone = ARENA_ARRAY(m->s.arena, struct province_gone, LIMIT_LIST_LINES);
    number_sites(&t);
    bad = batch_db_each(m->db, m->before.id, take_site, &t, e) != 0 || look_further_back(&t, e) != 0;
    map_free(t.number);
    map_free(t.left_out);
    p->before = (struct province_night){.started = many_time(m->s.arena, m->before.started),
                                        .finished = many_time(m->s.arena, m->before.finished),
                                        .gone = t.gone,
                                        .gone_n = t.gone_n};
    return bad ? -1 : 0;
}

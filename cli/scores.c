/* What was published of the years, and making a scorecard of it. */
#include "cli/scores.h"
#include "oit/limits.h"
#include "rules/score.h"
#include <string.h>

struct scores_year *
scores_year_of(struct scores *s, int fiscal_year)
{
    size_t at = 0;

    for (size_t i = 0; i < s->n; i++)
        if (s->year[i].fiscal_year == fiscal_year)
            return &s->year[i];
    if (s->n == LIMIT_SCORES_YEARS)
        return NULL;
    while (at < s->n && (s->year[at].fiscal_year == 0 || s->year[at].fiscal_year > fiscal_year) &&
           fiscal_year != 0)
        at++;
    memmove(&s->year[at + 1], &s->year[at], sizeof s->year[0] * (s->n - at));
    s->year[at] = (struct scores_year){.fiscal_year = fiscal_year, .total = NO_SCORE};
    s->n++;
    return &s->year[at];
}

bool
scores_add(struct figures *f, struct str id, struct str name, int score)
{
    if (f->n == LIMIT_SCORES)
        return false;
    f->v[f->n++] = (struct figure){id, name, score};
    return true;
}

const struct scores_year *
scores_of(const struct scores *s, int fiscal_year, int now)
{
    for (size_t i = 0; s != NULL && i < s->n; i++)
        if (s->year[i].fiscal_year == fiscal_year || (s->year[i].fiscal_year == 0 && fiscal_year == now) ||
            (s->year[i].fiscal_year == SCORES_YEAR_BEFORE && fiscal_year == now - 1))
            return &s->year[i];
    return NULL;
}

size_t
scores_values(const struct figures *f, int out[LIMIT_SCORES])
{
    for (size_t i = 0; i < f->n; i++)
        out[i] = f->v[i].score;
    return f->n;
}

static bool
is_lost(const struct scores_year *y, struct str item)
{
    for (size_t i = 0; i < y->lost_n; i++)
        if (str_eq_nocase(y->lost[i], item))
            return true;
    return false;
}

/* Items as published: with the full score or without. */
static struct item_result *
items_of(const struct scores_year *y, const struct pack *p, struct arena *a)
{
    struct item_result *item = ARENA_ARRAY(a, struct item_result, p->item_n + 1);

    for (size_t i = 0; i < p->item_n; i++) {
        const struct pack_item *from = &p->item[i];
        enum verdict v = is_lost(y, from->id) ? VERDICT_MISSING : VERDICT_FOUND;

        item[i] = (struct item_result){.id = from->id,
                                       .topic = from->part[0].topic->id,
                                       .name = from->name,
                                       .name_en = from->name_en,
                                       .indicator = p->indicator[p->sub[from->sub].indicator].id,
                                       .sub = p->sub[from->sub].id,
                                       .verdict = v,
                                       .machine_verdict = v,
                                       .owner = from->part[0].topic->owner,
                                       .fix = STR_NONE};
    }
    return item;
}

/* The figures of OIT where the lost items are not told: indicators without what lies below them. */
static void
put_indicators(const struct figures *f, const struct pack *p, struct arena *a, struct scorecard *out)
{
    struct indicator_score *v = ARENA_ARRAY(a, struct indicator_score, p->indicator_n + 1);

    for (size_t i = 0; i < p->indicator_n; i++) {
        int score = i < f->n && f->n == p->indicator_n ? f->v[i].score : NO_SCORE;

        for (size_t k = 0; k < f->n; k++)
            if (str_eq(f->v[k].id, p->indicator[i].id))
                score = f->v[k].score;
        v[i] = (struct indicator_score){.id = p->indicator[i].id,
                                        .name = p->indicator[i].name,
                                        .name_en = p->indicator[i].name_en,
                                        .low = score,
                                        .high = score};
    }
    out->indicator = v;
    out->indicator_n = p->indicator_n;
}

bool
scores_card(const struct scores_year *y, const struct pack *p, struct arena *a, struct scorecard *out)
{
    int iit[LIMIT_SCORES], eit[LIMIT_SCORES], oit[LIMIT_SCORES];
    size_t iit_n = scores_values(&y->iit, iit), eit_n = scores_values(&y->eit, eit),
           oit_n = scores_values(&y->oit, oit);

    *out = (struct scorecard){.pack_id = p->id,
                              .pack_name = p->name,
                              .pack_name_en = p->name_en,
                              .fiscal_year = p->fiscal_year,
                              .scored = p->scored};
    if (!p->scored)
        return false;
    if (y->lost_told) {
        struct item_result *item = items_of(y, p, a);

        out->item = item;
        out->item_n = p->item_n;
        score_fill(p, a, out, item, iit, iit_n, eit, eit_n);
    } else {
        put_indicators(&y->oit, p, a, out);
        score_published(p, out, iit, iit_n, eit, eit_n, oit, oit_n);
    }
    return true;
}

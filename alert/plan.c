/* Who is told what. */
#include "alert/plan.h"

static const char *const channels[] = {
#define X(code, name) name,
    CHANNELS(X)
#undef X
};

const char *
channel_name(enum channel c)
{
    return channels[c];
}

enum channel
channel_of_name(struct str name)
{
    int c = 0;

    while (c < CHANNEL_COUNT && !str_eq(name, str_of(channels[c])))
        c++;
    return (enum channel)c;
}

static bool
named(const struct strs *list, struct str one, struct str other)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq_nocase(list->v[i], one) || (other.n > 0 && str_eq_nocase(list->v[i], other)))
            return true;
    return list->n == 0;
}

bool
plan_wants(const struct recipient *r, const struct finding *f, struct str host)
{
    if (!(r->kinds & 1u << f->kind) || !named(&r->sites, f->site, host))
        return false;
    return f->kind != MATTER_ITEM || named(&r->items, f->item, f->topic);
}

const struct secret *
plan_secret(const struct alert_plan *p, size_t i, const char **of)
{
    const struct recipient *r;

    *of = i == 0 ? "smtp" : i % 2 != 0 ? "url" : "secret";
    if (i == 0)
        return &p->smtp.password;
    if ((i - 1) / 2 >= p->to_n)
        return NULL;
    r = &p->to[(i - 1) / 2];
    return i % 2 != 0 ? &r->url_secret : &r->secret;
}

/*
 * Faults that sites of one platform share.  One firm's template is mended once: half of its sites with the
 * same fault are enough to say so.  Software that each site sets up for itself must show it in the same
 * place.
 */
#include "base/mem.h"
#include "report/province.h"
#include <stdlib.h>
#include <string.h>

#define SITES_AT_LEAST 3
#define SITES_WITHOUT_ENTRY 5 /* of as many at least: fewer may lack an entry by chance */
#define CONTRAST 30 /* per cent by which an absent entry must be commoner on the platform than elsewhere */

struct finder {
    const struct province *p;
    struct arena *a;
    struct province_platform *platform;
    size_t platform_n;
    struct template_fault *fault;
    size_t fault_n, fault_cap;
};

/* ------------------------------------------------------------------ platforms */

static void
add_platform(struct finder *f, const struct platform *platform)
{
    size_t i = 0;

    if (platform->kind == PLATFORM_NONE)
        return;
    while (i < f->platform_n && !str_eq(f->platform[i].platform->id, platform->id))
        i++;
    if (i == f->platform_n)
        f->platform[f->platform_n++].platform = platform;
    f->platform[i].site_n++;
}

static bool
is_of(const struct province_site *s, const struct platform *platform)
{
    return province_judged(s) &&
           (str_eq(s->outcome.supplier.id, platform->id) || str_eq(s->outcome.system.id, platform->id));
}

static void
list_sites(struct finder *f, struct province_platform *of)
{
    size_t n = 0;

    of->site = ARENA_ARRAY(f->a, const struct province_site *, of->site_n + 1);
    for (size_t i = 0; i < f->p->site_n && n < of->site_n; i++)
        if (is_of(&f->p->site[i], of->platform))
            of->site[n++] = &f->p->site[i];
}

static int
more_sites(const void *x, const void *y)
{
    const struct province_platform *a = x, *b = y;

    if (a->site_n != b->site_n)
        return a->site_n > b->site_n ? -1 : 1;
    return str_cmp(a->platform->id, b->platform->id);
}

static void
find_platforms(struct finder *f)
{
    f->platform = ARENA_ARRAY(f->a, struct province_platform, 2 * f->p->site_n + 1);
    for (size_t i = 0; i < f->p->site_n; i++) {
        if (!province_judged(&f->p->site[i]))
            continue;
        add_platform(f, &f->p->site[i].outcome.supplier);
        add_platform(f, &f->p->site[i].outcome.system);
    }
    qsort(f->platform, f->platform_n, sizeof *f->platform, more_sites);
    while (f->platform_n > 0 && f->platform[f->platform_n - 1].site_n < 2)
        f->platform_n--;
    for (size_t i = 0; i < f->platform_n; i++)
        list_sites(f, &f->platform[i]);
}

/* ------------------------------------------------------------------ faults */

/* What a site says of an item; NULL for nothing. */
static const struct site_fault *
fault_of(const struct province_site *s, size_t item)
{
    for (size_t i = 0; i < s->fault_n; i++)
        if (s->fault[i].item == item)
            return &s->fault[i];
    return NULL;
}

static bool
is_same(const struct site_fault *a, const struct site_fault *b, bool place)
{
    return a != NULL && b != NULL && a->problem == b->problem && (!place || str_eq(a->shape, b->shape));
}

static size_t
count_same(const struct province_platform *of, const struct site_fault *like, bool place)
{
    size_t n = 0;

    for (size_t i = 0; i < of->site_n; i++)
        n += is_same(fault_of(of->site[i], like->item), like, place);
    return n;
}

/* The fault of the item that most sites of the platform share; NULL when none has any. */
static const struct site_fault *
commonest(const struct province_platform *of, size_t item, bool place, size_t *most)
{
    const struct site_fault *best = NULL;

    *most = 0;
    for (size_t i = 0; i < of->site_n; i++) {
        const struct site_fault *one = fault_of(of->site[i], item);
        size_t n;

        if (one == NULL || one->problem == MISSING_OLD || is_same(one, best, place))
            continue;
        n = count_same(of, one, place);
        if (n > *most) {
            *most = n;
            best = one;
        }
    }
    return best;
}

/* That there is no entry says something of a template only where others have one. */
static bool
stands_out(const struct finder *f, const struct province_platform *of, const struct site_fault *like,
           size_t n)
{
    size_t others = 0, same = 0;

    if (like->problem != MISSING_NO_LINK)
        return true;
    for (size_t i = 0; i < f->p->site_n; i++) {
        const struct province_site *s = &f->p->site[i];

        if (!province_judged(s) || is_of(s, of->platform))
            continue;
        others++;
        same += is_same(fault_of(s, like->item), like, false);
    }
    return of->platform->kind == PLATFORM_SUPPLIER && n >= SITES_WITHOUT_ENTRY && others >= SITES_AT_LEAST &&
           100 * n / of->site_n >= 100 * same / others + CONTRAST;
}

static void
add_fault(struct finder *f, const struct province_platform *of, const struct site_fault *like, size_t n,
          bool place)
{
    struct template_fault t = {
        .platform = of, .item = like->item, .problem = like->problem, .shape = like->shape};

    t.site = ARENA_ARRAY(f->a, const struct province_site *, n + 1);
    for (size_t i = 0; i < of->site_n; i++) {
        const struct site_fault *one = fault_of(of->site[i], like->item);

        if (!is_same(one, like, place))
            continue;
        t.site[t.site_n++] = of->site[i];
        if (!str_eq(one->shape, t.shape))
            t.shape = STR_NONE;
    }
    f->fault = mem_room(f->fault, f->fault_n, &f->fault_cap, sizeof *f->fault);
    f->fault[f->fault_n++] = t;
}

/* Do the sites of a platform before it tell the same, and as many of them? */
static bool
is_told(const struct finder *f, const struct site_fault *like, size_t n)
{
    for (size_t i = 0; i < f->fault_n; i++) {
        const struct template_fault *t = &f->fault[i];

        if (t->item == like->item && t->problem == like->problem && t->site_n >= n &&
            t->platform->platform->kind == PLATFORM_SUPPLIER && fault_of(t->site[0], like->item) != NULL &&
            is_same(fault_of(t->site[0], like->item), like, true))
            return true;
    }
    return false;
}

static void
look_at(struct finder *f, const struct province_platform *of, size_t item)
{
    bool place = of->platform->kind == PLATFORM_SYSTEM;
    size_t n;
    const struct site_fault *like = commonest(of, item, place, &n);

    if (like != NULL && n >= SITES_AT_LEAST && 2 * n >= of->site_n && stands_out(f, of, like, n) &&
        !is_told(f, like, n))
        add_fault(f, of, like, n, place);
}

static void
look_at_all(struct finder *f, enum platform_kind kind)
{
    for (size_t k = 0; k < f->platform_n; k++)
        for (size_t i = 0; f->platform[k].platform->kind == kind && f->platform[k].site_n >= SITES_AT_LEAST &&
                           i < f->p->item_n;
             i++)
            look_at(f, &f->platform[k], i);
}

static int
widest(const void *x, const void *y)
{
    const struct template_fault *a = x, *b = y;

    if (a->site_n != b->site_n)
        return a->site_n > b->site_n ? -1 : 1;
    if (a->platform != b->platform)
        return a->platform < b->platform ? -1 : 1;
    return a->item < b->item ? -1 : 1;
}

void
province_find_platforms(const struct province *p, struct arena *a, struct province_platforms *out)
{
    struct finder f = {.p = p, .a = a};
    struct template_fault *fault;

    find_platforms(&f);
    look_at_all(&f, PLATFORM_SUPPLIER);
    look_at_all(&f, PLATFORM_SYSTEM);
    if (f.fault_n > 0)
        qsort(f.fault, f.fault_n, sizeof *f.fault, widest);
    fault = ARENA_ARRAY(a, struct template_fault, f.fault_n + 1);
    if (f.fault_n > 0)
        memcpy(fault, f.fault, f.fault_n * sizeof *fault);
    free(f.fault);
    *out = (struct province_platforms){f.platform, f.platform_n, fault, f.fault_n};
}

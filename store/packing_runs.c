/*
 * A page in runs of blocks and links, whose ends their own bytes choose, so that what a site repeats gives
 * the same bytes wherever it stands: indexes are counted from the run's beginning.  A run that is known is
 * only named.  What a page repeats of the one before is compared with that run, element by element, and not
 * packed: a page of 57 KB with a menu of 100 links is put in runs with 95 000 instructions instead of 180
 * 000.
 */
#include "base/eight.h"
#include "oit/limits.h"
#include "store/packing_private.h"
#include <string.h>

#define RUN_MAX 64
#define RUN_MEAN 16
#define RUNS_TOLD 128 /* named runs of a page that its reader is told of */

static uint64_t
mix(uint64_t a, uint64_t b)
{
    const __uint128_t wide = (__uint128_t)a * b;

    return (uint64_t)wide ^ (uint64_t)(wide >> 64);
}

/* A sum over bytes; what it says only chooses where runs end and which may be known. */
static uint64_t
sum_of(struct str s)
{
    static const uint64_t one = 0x9E3779B97F4A7C15u, two = 0xD1B54A32D192ED03u;
    uint64_t sum = s.n, last[2] = {0, 0};

    for (; s.n > 16; s = str_sub(s, 16, s.n))
        sum = mix(sum ^ eight_at(s.p) ^ one, eight_at(s.p + 8) ^ two);
    memcpy(last, s.p, s.n);
    return mix(mix(sum ^ last[0] ^ one, last[1] ^ two), one);
}

/* Does a run end behind its newest element, whose bytes begin at `from`? */
static bool
ends_run(const struct buf *run, size_t from, struct packed_run *r)
{
    uint64_t own = sum_of((struct str){run->p + from, run->n - from});

    r->sum = (r->sum ^ own) * 0x9E3779B97F4A7C15u;
    r->sure = r->n == RUN_MAX || own % RUN_MEAN == 0;
    return r->sure;
}

/* Links of a run that has no name, beside their blocks: of 22 KB of a page, 4 were words that stand in both.
 */
static void
put_own_links(struct buf *out, const struct page *p, const struct packed_run *r, const struct origin *o)
{
    for (size_t i = r->first; i < r->first + r->n; i++)
        packing_put_link(out, &p->link[i], o, p->block);
}

/* The run as it goes into the page: named, or with its elements. */
static void
put_run(const struct packing *x, const struct page *p, struct buf *out, const struct packed_run *r,
        const struct origin *o)
{
    bool known = x->known(x->ctx, r);

    put_number(out, r->n);
    put_index(out, o->row);
    if (r->kind == RUN_BLOCKS)
        put_index(out, o->table);
    else
        put_index(out, o->block);
    put_number(out, known);
    if (!known && r->kind == RUN_LINKS)
        put_own_links(out, p, r, o);
    else if (!known)
        buf_str(out, str_sub(r->bytes, 1, r->bytes.n));
}

/* The first row or table of a run is what the others are counted from. */
static void
take_origin(uint32_t *origin, uint32_t i)
{
    if (*origin == NO_INDEX)
        *origin = i;
}

static void
count_from_block(struct origin *o, const struct block *k)
{
    take_origin(&o->row, k->row);
    take_origin(&o->table, k->table);
}

static void
count_from_link(struct origin *o, const struct link *l)
{
    take_origin(&o->block, l->block);
    take_origin(&o->block, l->heading);
    take_origin(&o->row, l->row);
}

/* Is i, counted from the origin, the index of a form? */
static inline bool
is_index(uint32_t i, uint32_t origin, uint32_t form)
{
    return i == NO_INDEX ? form == NO_INDEX : form != NO_INDEX && i - origin == form - RUN_ORIGIN;
}

static bool
is_block(const struct block *k, const struct block *form, const struct origin *o)
{
    return str_eq(k->text, form->text) && k->kind == form->kind && k->place == form->place &&
           k->hidden == form->hidden && k->level == form->level && k->column == form->column &&
           is_index(k->heading, o->block, form->heading) && is_index(k->row, o->row, form->row) &&
           is_index(k->table, o->table, form->table);
}

static bool
is_link(const struct link *l, const struct link *form, const struct origin *o)
{
    return str_eq(l->url, form->url) && str_eq(l->text, form->text) && str_eq(l->title, form->title) &&
           str_eq(l->fragment, form->fragment) && l->kind == form->kind && l->place == form->place &&
           l->image == form->image && l->no_follow == form->no_follow && l->followable == form->followable &&
           is_index(l->block, o->block, form->block) && is_index(l->heading, o->block, form->heading) &&
           is_index(l->row, o->row, form->row);
}

/* Are the blocks from first on this run, and does it end where they would be parted? */
static bool
are_blocks(const struct run_form *f, const struct page *p, size_t first, struct origin *o)
{
    const struct block *k = p->block + first;

    if (!f->block || f->n > p->block_n - first ||
        !(f->sure || first + f->n == p->block_n || k[f->n].place != k[f->n - 1].place))
        return false;
    for (size_t i = 0; i < f->n; i++) {
        count_from_block(o, &k[i]);
        if (!is_block(&k[i], &f->block[i], o))
            return false;
    }
    return true;
}

static bool
are_links(const struct run_form *f, const struct page *p, size_t first, struct origin *o)
{
    const struct link *l = p->link + first;

    if (!f->link || f->n > p->link_n - first ||
        !(f->sure || first + f->n == p->link_n || l[f->n].place != l[f->n - 1].place))
        return false;
    for (size_t i = 0; i < f->n; i++) {
        count_from_link(o, &l[i]);
        if (!is_link(&l[i], &f->link[i], o))
            return false;
    }
    return true;
}

/* Blocks are counted from the first of the run, all else from the first that is met. */
static struct origin
begin_origin(enum run_kind kind, size_t first)
{
    return (struct origin){true, kind == RUN_BLOCKS ? (uint32_t)first : NO_INDEX, NO_INDEX, NO_INDEX};
}

/* Put the run that begins with element first of a page when it is the one that came here before; how many
 * elements it has, 0 when it is another. */
static size_t
put_again(const struct packing *x, const struct page *p, enum run_kind kind, size_t first, struct buf *out)
{
    const struct run_form *f = x->next ? x->next(x->ctx) : NULL;
    struct packed_run r = {.kind = kind, .first = first, .again = true};
    struct origin o = begin_origin(kind, first);

    if (!f || !(kind == RUN_BLOCKS ? are_blocks : are_links)(f, p, first, &o))
        return 0;
    r.n = f->n;
    put_run(x, p, out, &r, &o);
    return r.n;
}

static size_t
pack_blocks(const struct packing *x, const struct page *p, size_t first, struct buf *out)
{
    struct origin o = begin_origin(RUN_BLOCKS, first);
    struct packed_run r = {.kind = RUN_BLOCKS, .first = first};
    bool ended = false;

    buf_clear(x->run);
    buf_char(x->run, RUN_BLOCKS);
    while (!ended) {
        const struct block *k = &p->block[first + r.n++];
        size_t from = x->run->n;

        count_from_block(&o, k);
        packing_put_block(x->run, k, &o);
        ended = ends_run(x->run, from, &r) || first + r.n == p->block_n || k[1].place != k->place;
    }
    r.bytes = buf_view(x->run);
    put_run(x, p, out, &r, &o);
    return r.n;
}

static size_t
pack_links(const struct packing *x, const struct page *p, size_t first, struct buf *out)
{
    struct origin o = begin_origin(RUN_LINKS, first);
    struct packed_run r = {.kind = RUN_LINKS, .first = first};
    bool ended = false;

    buf_clear(x->run);
    buf_char(x->run, RUN_LINKS);
    while (!ended) {
        const struct link *l = &p->link[first + r.n++];
        size_t from = x->run->n;

        count_from_link(&o, l);
        packing_put_link(x->run, l, &o, NULL);
        ended = ends_run(x->run, from, &r) || first + r.n == p->link_n || l[1].place != l->place;
    }
    r.bytes = buf_view(x->run);
    put_run(x, p, out, &r, &o);
    return r.n;
}

static size_t
pack_run(const struct packing *x, const struct page *p, enum run_kind kind, size_t first, struct buf *out)
{
    size_t again = put_again(x, p, kind, first, out);

    if (again > 0)
        return again;
    return kind == RUN_BLOCKS ? pack_blocks(x, p, first, out) : pack_links(x, p, first, out);
}

void
packing_pack_runs(const struct packing *x, const struct page *p, struct buf *b)
{
    packing_put_head(b, p, PACKING_RUNS);
    put_number(b, p->block_n);
    for (size_t i = 0; i < p->block_n;)
        i += pack_run(x, p, RUN_BLOCKS, i, b);
    put_number(b, p->link_n);
    for (size_t i = 0; i < p->link_n;)
        i += pack_run(x, p, RUN_LINKS, i, b);
    packing_put_tail(b, p);
}

/* A list of runs; each has some byte, so that the list can only be so long.  Its elements hold nothing yet.
 */
static void *
get_run_list(struct reader *r, size_t max, size_t size, size_t *count)
{
    uint64_t n = get_number(r);
    void *list = NULL;

    if (n > max || n > (uint64_t)(r->end - r->p) * RUN_MAX)
        r->bad = true;
    if (!r->bad && n && !(list = arena_raw(r->a, (size_t)n * size)))
        r->bad = true;
    *count = r->bad ? 0 : (size_t)n;
    return list;
}

bool
packing_read_run(struct str bytes, struct arena *a, struct run_form *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start + 1, .end = start + bytes.n, .a = a};
    union {
        struct block block[RUN_MAX];
        struct link link[RUN_MAX];
    } v;
    bool blocks = bytes.n > 0 && bytes.p[0] == RUN_BLOCKS, links = bytes.n > 0 && bytes.p[0] == RUN_LINKS;
    size_t n = 0;

    r.o = (struct origin){true, RUN_ORIGIN, RUN_ORIGIN, RUN_ORIGIN};
    for (; (blocks || links) && !r.bad && r.p < r.end && n < RUN_MAX; n++)
        if (blocks)
            packing_get_block(&r, &v.block[n], NO_INDEX);
        else
            packing_get_link(&r, &v.link[n], NULL, NO_INDEX);
    if (r.bad || n == 0 || r.p != r.end)
        return false;
    *out = (struct run_form){.read = bytes, .bytes = bytes, .n = n};
    if (blocks)
        out->block = memcpy(arena_raw(a, n * sizeof v.block[0]), v.block, n * sizeof v.block[0]);
    else
        out->link = memcpy(arena_raw(a, n * sizeof v.link[0]), v.link, n * sizeof v.link[0]);
    return true;
}

/* Named runs of the page that is read. */
struct told_runs {
    struct page_repeat run[RUNS_TOLD];
    size_t n;
};

static void
tell_run(struct told_runs *t, const struct run_form *f, size_t first)
{
    if (t->n < RUNS_TOLD)
        t->run[t->n++] = (struct page_repeat){f->number, (uint32_t)first, (uint32_t)f->n, f->link != NULL};
}

/* Begin a run: how many elements it has, what they are counted from, and its form when it is only named. */
static bool
enter_run(struct reader *r, const struct unpacking *x, enum run_kind kind, size_t left, size_t *n,
          struct run_form *form)
{
    *n = get_below(r, RUN_MAX + 1);
    r->o = (struct origin){true, r->o.block, get_index(r, NO_INDEX - 1), NO_INDEX};
    if (kind == RUN_BLOCKS)
        r->o.table = get_index(r, NO_INDEX - 1);
    else
        r->o.block = get_index(r, NO_INDEX - 1);
    r->bad |= *n == 0 || *n > left;
    if (!get_below(r, 2) || r->bad)
        return false;
    r->bad = !x->part(x->ctx, r->a, form) || form->n != *n || (form->block != NULL) != (kind == RUN_BLOCKS);
    return true;
}

/* An index of a run's form, counted from where the run stands. */
static inline uint32_t
move_index(struct reader *r, uint32_t i, uint64_t limit, uint32_t origin)
{
    int64_t moved = (int64_t)origin + i - RUN_ORIGIN;

    if (i == NO_INDEX)
        return NO_INDEX;
    if ((uint64_t)moved < limit)
        return (uint32_t)moved;
    r->bad = true;
    return NO_INDEX;
}

static inline void
move_text(struct str *s, const struct run_form *f)
{
    s->p = f->bytes.p + (s->p - f->read.p);
}

static void
copy_blocks(struct reader *r, const struct run_form *f, struct block *v, size_t block_n)
{
    memcpy(v, f->block, f->n * sizeof *v);
    for (struct block *k = v; k < v + f->n; k++) {
        move_text(&k->text, f);
        k->heading = move_index(r, k->heading, block_n, r->o.block);
        k->row = move_index(r, k->row, NO_INDEX - 1, r->o.row);
        k->table = move_index(r, k->table, NO_INDEX - 1, r->o.table);
    }
}

static void
copy_links(struct reader *r, const struct run_form *f, struct link *v, size_t block_n)
{
    memcpy(v, f->link, f->n * sizeof *v);
    for (struct link *l = v; l < v + f->n; l++) {
        move_text(&l->url, f);
        move_text(&l->fragment, f);
        move_text(&l->text, f);
        move_text(&l->title, f);
        l->block = move_index(r, l->block, block_n, r->o.block);
        l->heading = move_index(r, l->heading, block_n, r->o.block);
        l->row = move_index(r, l->row, NO_INDEX - 1, r->o.row);
    }
}

static void
get_block_runs(struct reader *r, const struct unpacking *x, struct page *p, struct told_runs *told)
{
    struct block *v = get_run_list(r, LIMIT_PAGE_BLOCKS, sizeof *v, &p->block_n);
    struct run_form form;
    size_t n;

    for (size_t i = 0; i < p->block_n && !r->bad; i += n) {
        bool named;

        r->o.block = (uint32_t)i;
        named = enter_run(r, x, RUN_BLOCKS, p->block_n - i, &n, &form);
        if (named && !r->bad) {
            copy_blocks(r, &form, v + i, p->block_n);
            tell_run(told, &form, i);
        }
        for (size_t k = i; !named && k < i + n && !r->bad; k++)
            packing_get_block(r, &v[k], p->block_n);
        for (size_t k = i; k < i + n && !r->bad; k++)
            p->text_bytes += v[k].text.n;
    }
    p->block = v;
}

static void
get_link_runs(struct reader *r, const struct unpacking *x, struct page *p, struct told_runs *told)
{
    struct link *v = get_run_list(r, LIMIT_PAGE_LINKS, sizeof *v, &p->link_n);
    struct run_form form;
    size_t n;

    for (size_t i = 0; i < p->link_n && !r->bad; i += n) {
        bool named = enter_run(r, x, RUN_LINKS, p->link_n - i, &n, &form);

        if (named && !r->bad) {
            copy_links(r, &form, v + i, p->block_n);
            tell_run(told, &form, i);
        }
        for (size_t k = i; !named && k < i + n && !r->bad; k++)
            packing_get_link(r, &v[k], p->block, p->block_n);
    }
    p->link = v;
}

static void
keep_told(struct reader *r, const struct told_runs *t, struct page *p)
{
    struct page_repeat *run = t->n > 0 ? arena_raw(r->a, t->n * sizeof *run) : NULL;

    if (run == NULL)
        return;
    p->repeat = memcpy(run, t->run, t->n * sizeof *run);
    p->repeat_n = t->n;
}

bool
packing_unpack_runs(const struct unpacking *x, struct str bytes, struct arena *a, struct page *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a, .sound = x->sound};
    struct told_runs told;

    told.n = 0;
    memset(out, 0, sizeof *out);
    if (get_number(&r) != PACKING_MAGIC || get_number(&r) != PACKING_RUNS)
        return false;
    packing_get_head(&r, out);
    get_block_runs(&r, x, out, &told);
    get_link_runs(&r, x, out, &told);
    keep_told(&r, &told, out);
    r.o = (struct origin){0};
    packing_get_tail(&r, out);
    return !r.bad && r.p == r.end;
}

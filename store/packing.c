/*
 * A page or a document as bytes and back.  Numbers are LEB128, texts their length and bytes, lists their
 * count and elements.  The bytes may come from a stranger: reading checks every length, index and enum before
 * use, and memory grows with the bytes that are there, not with what a number claims.
 *
 * Blocks and links of a page are packed in runs, whose ends their own bytes choose, so that what a site
 * repeats gives the same bytes wherever it stands: indexes are counted from the run's beginning.  A run that
 * is known is only named.
 */
#include "base/eight.h"
#include "base/utf8.h"
#include "oit/document.h"
#include "oit/limits.h"
#include "store/leb128.h"
#include "store/private.h"
#include <string.h>

#define MAGIC 'P'
#define WHOLE 1 /* forms of a page */
#define RUNS 2
#define RUN_MAX 64
#define RUN_MEAN 16
#define MAGIC_DOCUMENT 'D'

/* Writing ------------------------------------------------------------------------------------------ */

/* What indexes are counted from: in a page as a whole from nothing. */
struct origin {
    bool relative;
    uint32_t block, row, table;
};

/* NO_INDEX, the commonest, becomes 0; distances take turns: 0, -1, 1, -2 ... */
static char *
index_to(char *p, uint32_t i, bool relative, uint32_t origin)
{
    int64_t away = (int64_t)i - origin;

    if (i == NO_INDEX)
        return leb128_put(p, 0);
    if (!relative)
        return leb128_put(p, (uint64_t)i + 1);
    return leb128_put(p, (away < 0 ? (uint64_t)-away * 2 - 1 : (uint64_t)away * 2) + 1);
}

static void
put_number(struct buf *b, uint64_t n)
{
    char bytes[LEB128_BYTES];

    buf_put(b, bytes, (size_t)(leb128_put(bytes, n) - bytes));
}

static void
put_index(struct buf *b, uint32_t i)
{
    put_number(b, i == NO_INDEX ? 0 : (uint64_t)i + 1);
}

static void
put_text(struct buf *b, struct str s)
{
    put_number(b, s.n);
    buf_str(b, s);
}

static void
put_block(struct buf *b, const struct block *k, const struct origin *o)
{
    char bytes[64], *p = bytes;

    p = leb128_put(p, (uint64_t)k->kind | (uint64_t)k->place << 3 | (uint64_t)k->hidden << 6);
    p = leb128_put(p, (uint64_t)(k->level < 0 ? 0 : k->level));
    p = index_to(p, k->heading, o->relative, o->block);
    p = index_to(p, k->row, o->relative, o->row);
    p = index_to(p, k->table, o->relative, o->table);
    p = leb128_put(p, k->column);
    p = leb128_put(p, k->text.n);
    buf_put(b, bytes, (size_t)(p - bytes));
    buf_str(b, k->text);
}

static void
put_link(struct buf *b, const struct link *l, const struct origin *o)
{
    char bytes[64], *p = bytes;

    p = leb128_put(p, (uint64_t)l->kind | (uint64_t)l->place << 4 | (uint64_t)l->image << 7 |
                          (uint64_t)l->no_follow << 8 | (uint64_t)l->followable << 9);
    p = index_to(p, l->block, o->relative, o->block);
    p = index_to(p, l->heading, o->relative, o->block);
    p = index_to(p, l->row, o->relative, o->row);
    p = leb128_put(p, l->url.n);
    buf_put(b, bytes, (size_t)(p - bytes));
    buf_str(b, l->url);
    put_text(b, l->fragment);
    put_text(b, l->text);
    put_text(b, l->title);
}

static void
put_form(struct buf *b, const struct form *f)
{
    put_number(b, (uint64_t)f->place | (uint64_t)f->post << 3);
    put_index(b, f->heading);
    put_text(b, f->action);
    put_text(b, f->submit);
    put_number(b, f->field_n);
    for (size_t i = 0; i < f->field_n; i++) {
        put_text(b, f->field[i].name);
        put_text(b, f->field[i].type);
        put_text(b, f->field[i].label);
    }
}

static void
put_image(struct buf *b, const struct image *i)
{
    put_number(b, i->place);
    put_index(b, i->heading);
    put_index(b, i->row);
    put_number(b, (uint64_t)(i->width < 0 ? 0 : i->width));
    put_number(b, (uint64_t)(i->height < 0 ? 0 : i->height));
    put_text(b, i->src);
    put_text(b, i->alt);
}

static void
put_head(struct buf *b, const struct page *p, uint64_t version)
{
    const struct str texts[] = {p->url,         p->canonical, p->title, p->site_name,
                                p->description, p->generator, p->lang,  p->charset};

    buf_char(b, MAGIC);
    put_number(b, version);
    put_number(b, (uint64_t)p->needs_script | (uint64_t)p->truncated << 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(b, texts[i]);
}

static void
put_tail(struct buf *b, const struct page *p)
{
    put_number(b, p->form_n);
    for (size_t i = 0; i < p->form_n; i++)
        put_form(b, &p->form[i]);
    put_number(b, p->image_n);
    for (size_t i = 0; i < p->image_n; i++)
        put_image(b, &p->image[i]);
}

void
packing_pack(const struct page *p, struct buf *b)
{
    const struct origin whole = {0};

    put_head(b, p, WHOLE);
    put_number(b, p->block_n);
    for (size_t i = 0; i < p->block_n; i++)
        put_block(b, &p->block[i], &whole);
    put_number(b, p->link_n);
    for (size_t i = 0; i < p->link_n; i++)
        put_link(b, &p->link[i], &whole);
    put_tail(b, p);
}

/* Runs --------------------------------------------------------------------------------------------- */

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

/* Does a run end behind its element n, whose bytes begin at `from`? */
static bool
ends_run(const struct buf *run, size_t from, size_t n, uint64_t *sum)
{
    uint64_t own = sum_of((struct str){run->p + from, run->n - from});

    *sum = (*sum ^ own) * 0x9E3779B97F4A7C15u;
    return n == RUN_MAX || own % RUN_MEAN == 0;
}

/* The run as it goes into the page: named, or with its bytes. */
static void
put_run(const struct packing *x, struct buf *out, const struct packed_run *r, const struct origin *o)
{
    bool known = x->known(x->ctx, r);

    put_number(out, r->n);
    put_index(out, o->row);
    if (r->kind == RUN_BLOCKS)
        put_index(out, o->table);
    else
        put_index(out, o->block);
    put_number(out, known);
    if (!known)
        buf_str(out, str_sub(r->bytes, 1, r->bytes.n));
}

/* The first row or table of a run is what the others are counted from. */
static void
take_origin(uint32_t *origin, uint32_t i)
{
    if (*origin == NO_INDEX)
        *origin = i;
}

static size_t
pack_blocks(const struct packing *x, const struct page *p, size_t first, struct buf *out)
{
    struct origin o = {true, (uint32_t)first, NO_INDEX, NO_INDEX};
    struct packed_run r = {.kind = RUN_BLOCKS, .first = first};
    bool ended = false;

    buf_clear(x->run);
    buf_char(x->run, RUN_BLOCKS);
    while (!ended) {
        const struct block *k = &p->block[first + r.n++];
        size_t from = x->run->n;

        take_origin(&o.row, k->row);
        take_origin(&o.table, k->table);
        put_block(x->run, k, &o);
        ended = ends_run(x->run, from, r.n, &r.sum) || first + r.n == p->block_n || k[1].place != k->place;
    }
    r.bytes = buf_view(x->run);
    put_run(x, out, &r, &o);
    return r.n;
}

static size_t
pack_links(const struct packing *x, const struct page *p, size_t first, struct buf *out)
{
    struct origin o = {true, NO_INDEX, NO_INDEX, NO_INDEX};
    struct packed_run r = {.kind = RUN_LINKS, .first = first};
    bool ended = false;

    buf_clear(x->run);
    buf_char(x->run, RUN_LINKS);
    while (!ended) {
        const struct link *l = &p->link[first + r.n++];
        size_t from = x->run->n;

        take_origin(&o.block, l->block);
        take_origin(&o.block, l->heading);
        take_origin(&o.row, l->row);
        put_link(x->run, l, &o);
        ended = ends_run(x->run, from, r.n, &r.sum) || first + r.n == p->link_n || l[1].place != l->place;
    }
    r.bytes = buf_view(x->run);
    put_run(x, out, &r, &o);
    return r.n;
}

void
packing_pack_runs(const struct packing *x, const struct page *p, struct buf *b)
{
    put_head(b, p, RUNS);
    put_number(b, p->block_n);
    for (size_t i = 0; i < p->block_n;)
        i += pack_blocks(x, p, i, b);
    put_number(b, p->link_n);
    for (size_t i = 0; i < p->link_n;)
        i += pack_links(x, p, i, b);
    put_tail(b, p);
}

/* Upper bounds of an element's packed bytes. */
static size_t
block_size(const struct block *k)
{
    return 40 + k->text.n;
}

static size_t
link_size(const struct link *l)
{
    return 40 + l->url.n + l->fragment.n + l->text.n + l->title.n;
}

static size_t
image_size(const struct image *i)
{
    return 40 + i->src.n + i->alt.n;
}

static size_t
form_size(const struct form *f)
{
    size_t n = 40 + f->action.n + f->submit.n;

    for (size_t i = 0; i < f->field_n; i++)
        n += 15 + f->field[i].name.n + f->field[i].type.n + f->field[i].label.n;
    return n;
}

/* How many elements fit into the room, which shrinks by them; at most max. */
#define FITTING(name, type)                                                                                  \
    static size_t name##s_that_fit(const struct type *v, size_t n, size_t max, size_t *room)                 \
    {                                                                                                        \
        size_t i = 0;                                                                                        \
                                                                                                             \
        while (i < n && i < max && name##_size(&v[i]) <= *room)                                              \
            *room -= name##_size(&v[i++]);                                                                   \
        return i;                                                                                            \
    }
FITTING(block, block)
FITTING(link, link)
FITTING(form, form)
FITTING(image, image)

/* Text comes first, then links. */
struct page
packing_fit(const struct page *p)
{
    struct page f = *p;
    size_t room = LIMIT_STORED_PAGE;

    f.block_n = blocks_that_fit(p->block, p->block_n, LIMIT_PAGE_BLOCKS, &room);
    f.link_n = links_that_fit(p->link, p->link_n, LIMIT_PAGE_LINKS, &room);
    f.form_n = forms_that_fit(p->form, p->form_n, LIMIT_PAGE_FORMS, &room);
    f.image_n = images_that_fit(p->image, p->image_n, LIMIT_PAGE_IMAGES, &room);
    if (f.block_n < p->block_n || f.link_n < p->link_n || f.form_n < p->form_n || f.image_n < p->image_n)
        f.truncated = true;
    return f;
}

/* Reading ------------------------------------------------------------------------------------------ */

struct reader {
    const unsigned char *p, *end;
    struct arena *a;
    bool bad;   /* once set, everything reads as nothing */
    bool sound; /* its texts have been looked at before */
    struct origin o;
};

/* Most numbers are below 128. */
static inline uint64_t
get_number(struct reader *r)
{
    uint64_t n;

    if (r->p < r->end && *r->p < 0x80)
        return *r->p++;
    if (!leb128_get(&r->p, r->end, 63, &n))
        r->bad = true;
    return n;
}

/* A number below limit. */
static uint32_t
get_below(struct reader *r, uint64_t limit)
{
    uint64_t n = get_number(r);

    if (n < limit)
        return (uint32_t)n;
    r->bad = true;
    return 0;
}

/* NO_INDEX or an index below limit. */
static uint32_t
get_index(struct reader *r, uint64_t limit)
{
    uint32_t n = get_below(r, limit + 1);

    return n ? n - 1 : NO_INDEX;
}

/* The same, counted from the origin of a run. */
static uint32_t
get_index_from(struct reader *r, uint64_t limit, uint32_t origin)
{
    uint64_t n;
    int64_t i;

    if (!r->o.relative)
        return get_index(r, limit);
    n = get_number(r);
    if (n == 0)
        return NO_INDEX;
    i = (int64_t)origin + ((n - 1) % 2 ? -(int64_t)(n / 2) : (int64_t)((n - 1) / 2));
    if (n >> 34 == 0 && i >= 0 && i < (int64_t)limit)
        return (uint32_t)i;
    r->bad = true;
    return NO_INDEX;
}

static inline struct str
get_text(struct reader *r)
{
    uint64_t n = get_number(r);
    struct str s = {(const char *)r->p, (size_t)n};

    if (r->bad || n > (uint64_t)(r->end - r->p)) {
        r->bad = true;
        return STR_NONE;
    }
    r->p += n;
    if (!r->sound && !utf8_valid(s)) {
        r->bad = true;
        return STR_NONE;
    }
    return s;
}

/* Room for a list whose count is read here: at most max elements, and never more than bytes are left. */
static void *
get_list(struct reader *r, size_t max, size_t size, size_t *count)
{
    uint64_t n = get_number(r);
    void *list = NULL;

    if (n > max || n > (uint64_t)(r->end - r->p))
        r->bad = true;
    if (!r->bad && n && !(list = arena_alloc(r->a, (size_t)n * size)))
        r->bad = true;
    *count = r->bad ? 0 : (size_t)n;
    return list;
}

/* Headings and holders of later elements are indexes of blocks; rows and tables only group, so they need no
 * list. */
static void
get_block(struct reader *r, struct block *k, size_t block_n)
{
    uint32_t flags = get_below(r, 1 << 7);

    k->kind = flags & 7;
    k->place = flags >> 3 & 7;
    k->hidden = flags >> 6;
    k->level = (int)get_below(r, 7);
    k->heading = get_index_from(r, block_n, r->o.block);
    k->row = get_index_from(r, NO_INDEX - 1, r->o.row);
    k->table = get_index_from(r, NO_INDEX - 1, r->o.table);
    k->column = get_below(r, NO_INDEX);
    k->text = get_text(r);
    r->bad |= k->kind > BLOCK_CAPTION || k->place >= NAMES_PLACE;
}

static void
get_link(struct reader *r, struct link *l, size_t block_n)
{
    uint32_t flags = get_below(r, 1 << 10);

    l->kind = flags & 15;
    l->place = flags >> 4 & 7;
    l->image = flags >> 7 & 1;
    l->no_follow = flags >> 8 & 1;
    l->followable = flags >> 9;
    l->block = get_index_from(r, block_n, r->o.block);
    l->heading = get_index_from(r, block_n, r->o.block);
    l->row = get_index_from(r, NO_INDEX - 1, r->o.row);
    l->url = get_text(r);
    l->fragment = get_text(r);
    l->text = get_text(r);
    l->title = get_text(r);
    r->bad |= l->kind >= NAMES_LINK || l->place >= NAMES_PLACE;
}

static void
get_form(struct reader *r, struct form *f, size_t block_n)
{
    uint32_t flags = get_below(r, 1 << 4);
    struct field *field;

    f->place = flags & 7;
    f->post = flags >> 3;
    f->heading = get_index(r, block_n);
    f->action = get_text(r);
    f->submit = get_text(r);
    field = get_list(r, LIMIT_FORM_FIELDS, sizeof *field, &f->field_n);
    for (size_t i = 0; i < f->field_n; i++) {
        field[i].name = get_text(r);
        field[i].type = get_text(r);
        field[i].label = get_text(r);
    }
    f->field = field;
    r->bad |= f->place >= NAMES_PLACE;
}

static void
get_image(struct reader *r, struct image *i, size_t block_n)
{
    i->place = get_below(r, NAMES_PLACE);
    i->heading = get_index(r, block_n);
    i->row = get_index(r, NO_INDEX - 1);
    i->width = (int)get_below(r, INT32_MAX);
    i->height = (int)get_below(r, INT32_MAX);
    i->src = get_text(r);
    i->alt = get_text(r);
}

static void
get_blocks(struct reader *r, struct page *p)
{
    struct block *v = get_list(r, LIMIT_PAGE_BLOCKS, sizeof *v, &p->block_n);

    for (size_t i = 0; i < p->block_n && !r->bad; i++) {
        get_block(r, &v[i], p->block_n);
        p->text_bytes += v[i].text.n;
    }
    p->block = v;
}

static void
get_links(struct reader *r, struct page *p)
{
    struct link *v = get_list(r, LIMIT_PAGE_LINKS, sizeof *v, &p->link_n);

    for (size_t i = 0; i < p->link_n && !r->bad; i++)
        get_link(r, &v[i], p->block_n);
    p->link = v;
}

static void
get_forms(struct reader *r, struct page *p)
{
    struct form *v = get_list(r, LIMIT_PAGE_FORMS, sizeof *v, &p->form_n);

    for (size_t i = 0; i < p->form_n && !r->bad; i++)
        get_form(r, &v[i], p->block_n);
    p->form = v;
}

static void
get_images(struct reader *r, struct page *p)
{
    struct image *v = get_list(r, LIMIT_PAGE_IMAGES, sizeof *v, &p->image_n);

    for (size_t i = 0; i < p->image_n && !r->bad; i++)
        get_image(r, &v[i], p->block_n);
    p->image = v;
}

static void
get_head(struct reader *r, struct page *out)
{
    struct str *texts[] = {&out->url,         &out->canonical, &out->title, &out->site_name,
                           &out->description, &out->generator, &out->lang,  &out->charset};
    uint32_t flags = get_below(r, 4);

    out->needs_script = flags & 1;
    out->truncated = flags >> 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = get_text(r);
}

bool
packing_unpack(struct str bytes, struct arena *a, struct page *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a};

    memset(out, 0, sizeof *out);
    if (get_number(&r) != MAGIC || get_number(&r) != WHOLE)
        return false;
    get_head(&r, out);
    get_blocks(&r, out);
    get_links(&r, out);
    get_forms(&r, out);
    get_images(&r, out);
    return !r.bad && r.p == r.end;
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
            get_block(&r, &v.block[n], NO_INDEX);
        else
            get_link(&r, &v.link[n], NO_INDEX);
    if (r.bad || n == 0 || r.p != r.end)
        return false;
    *out = (struct run_form){.read = bytes, .bytes = bytes, .n = n};
    if (blocks)
        out->block = memcpy(arena_raw(a, n * sizeof v.block[0]), v.block, n * sizeof v.block[0]);
    else
        out->link = memcpy(arena_raw(a, n * sizeof v.link[0]), v.link, n * sizeof v.link[0]);
    return true;
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
    if (moved >= 0 && moved < (int64_t)limit)
        return (uint32_t)moved;
    r->bad = true;
    return NO_INDEX;
}

static inline struct str
move_text(const struct run_form *f, struct str s)
{
    return (struct str){f->bytes.p + (s.p - f->read.p), s.n};
}

static void
copy_blocks(struct reader *r, const struct run_form *f, struct block *v, size_t block_n)
{
    for (size_t i = 0; i < f->n; i++) {
        v[i] = f->block[i];
        v[i].text = move_text(f, v[i].text);
        v[i].heading = move_index(r, v[i].heading, block_n, r->o.block);
        v[i].row = move_index(r, v[i].row, NO_INDEX - 1, r->o.row);
        v[i].table = move_index(r, v[i].table, NO_INDEX - 1, r->o.table);
    }
}

static void
copy_links(struct reader *r, const struct run_form *f, struct link *v, size_t block_n)
{
    for (size_t i = 0; i < f->n; i++) {
        v[i] = f->link[i];
        v[i].url = move_text(f, v[i].url);
        v[i].fragment = move_text(f, v[i].fragment);
        v[i].text = move_text(f, v[i].text);
        v[i].title = move_text(f, v[i].title);
        v[i].block = move_index(r, v[i].block, block_n, r->o.block);
        v[i].heading = move_index(r, v[i].heading, block_n, r->o.block);
        v[i].row = move_index(r, v[i].row, NO_INDEX - 1, r->o.row);
    }
}

static void
get_block_runs(struct reader *r, const struct unpacking *x, struct page *p)
{
    struct block *v = get_run_list(r, LIMIT_PAGE_BLOCKS, sizeof *v, &p->block_n);
    struct run_form form;
    size_t n;

    for (size_t i = 0; i < p->block_n && !r->bad; i += n) {
        bool named;

        r->o.block = (uint32_t)i;
        named = enter_run(r, x, RUN_BLOCKS, p->block_n - i, &n, &form);
        if (named && !r->bad)
            copy_blocks(r, &form, v + i, p->block_n);
        for (size_t k = i; !named && k < i + n && !r->bad; k++)
            get_block(r, &v[k], p->block_n);
        for (size_t k = i; k < i + n && !r->bad; k++)
            p->text_bytes += v[k].text.n;
    }
    p->block = v;
}

static void
get_link_runs(struct reader *r, const struct unpacking *x, struct page *p)
{
    struct link *v = get_run_list(r, LIMIT_PAGE_LINKS, sizeof *v, &p->link_n);
    struct run_form form;
    size_t n;

    for (size_t i = 0; i < p->link_n && !r->bad; i += n) {
        bool named = enter_run(r, x, RUN_LINKS, p->link_n - i, &n, &form);

        if (named && !r->bad)
            copy_links(r, &form, v + i, p->block_n);
        for (size_t k = i; !named && k < i + n && !r->bad; k++)
            get_link(r, &v[k], p->block_n);
    }
    p->link = v;
}

bool
packing_unpack_runs(const struct unpacking *x, struct str bytes, struct arena *a, struct page *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a, .sound = x->sound};

    memset(out, 0, sizeof *out);
    if (get_number(&r) != MAGIC || get_number(&r) != RUNS)
        return false;
    get_head(&r, out);
    get_block_runs(&r, x, out);
    get_link_runs(&r, x, out);
    r.o = (struct origin){0};
    get_forms(&r, out);
    get_images(&r, out);
    return !r.bad && r.p == r.end;
}

/* Documents ---------------------------------------------------------------------------------------- */

struct document
packing_fit_document(const struct document *d)
{
    struct document f = *d;

    f.text = packing_fit(&d->text);
    f.cut = d->cut || f.text.truncated;
    if (f.part_n > LIMIT_DOCUMENT_PARTS)
        f.part_n = LIMIT_DOCUMENT_PARTS;
    return f;
}

static void
put_part(struct buf *b, const struct document_part *p)
{
    put_number(b, p->number);
    put_number(b, (uint64_t)p->flags << 1 | p->unread);
    put_number(b, (uint64_t)(p->confidence < 0 ? 0 : p->confidence));
    put_text(b, p->name);
}

/* The text comes last: it reaches to the end. */
void
packing_pack_document(const struct document *d, struct buf *b)
{
    buf_char(b, MAGIC_DOCUMENT);
    put_number(b, d->part_n);
    for (size_t i = 0; i < d->part_n; i++)
        put_part(b, &d->part[i]);
    put_number(b, d->text.block_n);
    for (size_t i = 0; i < d->text.block_n; i++)
        put_number(b, d->sheet[i]);
    packing_pack(&d->text, b);
}

static void
get_part(struct reader *r, struct document_part *p)
{
    uint32_t flags;

    p->number = get_below(r, UINT32_MAX);
    flags = get_below(r, 1 << 16);
    p->flags = flags >> 1;
    p->unread = flags & 1;
    p->confidence = (int)get_below(r, 101);
    p->name = get_text(r);
}

bool
packing_unpack_document(struct str bytes, struct arena *a, struct document *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a};
    struct document_part *part;
    uint32_t *sheet;
    size_t sheet_n;

    if (get_number(&r) != MAGIC_DOCUMENT)
        return false;
    part = get_list(&r, LIMIT_DOCUMENT_PARTS, sizeof *part, &out->part_n);
    for (size_t i = 0; i < out->part_n && !r.bad; i++)
        get_part(&r, &part[i]);
    sheet = get_list(&r, LIMIT_PAGE_BLOCKS, sizeof *sheet, &sheet_n);
    for (size_t i = 0; i < sheet_n && !r.bad; i++)
        sheet[i] = get_below(&r, UINT32_MAX);
    out->part = part;
    out->sheet = sheet;
    bytes = (struct str){(const char *)r.p, (size_t)(r.end - r.p)};
    return !r.bad && packing_unpack(bytes, a, &out->text) && out->text.block_n == sheet_n;
}

/* A page as bytes and back, whole, and the elements that a page in runs is made of as well. */
#include "oit/limits.h"
#include "store/packing_private.h"
#include <string.h>

#define BEGINS_BLOCK (1 << 10) /* among the flags of a link */

uint64_t
packing_get_number(struct reader *r)
{
    const unsigned char *p = r->p;
    uint64_t n;

    if (r->end - p >= 2 && p[1] < 0x80) {
        r->p += 2;
        return (p[0] & 0x7Fu) | (uint64_t)p[1] << 7;
    }
    if (!leb128_get(&r->p, r->end, 63, &n))
        r->bad = true;
    return n;
}

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

void
packing_put_block(struct buf *b, const struct block *k, const struct origin *o)
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

/* Are the words of a link those that its block begins with? */
static bool
begins_block(const struct link *l, const struct block *block)
{
    return block && l->block != NO_INDEX && l->text.n > 0 && l->text.n < LIMIT_LINK_TEXT &&
           str_starts(block[l->block].text, l->text);
}

void
packing_put_link(struct buf *b, const struct link *l, const struct origin *o, const struct block *block)
{
    char bytes[64], *p = bytes;
    bool begins = begins_block(l, block);

    p = leb128_put(p, (uint64_t)l->kind | (uint64_t)l->place << 4 | (uint64_t)l->image << 7 |
                          (uint64_t)l->no_follow << 8 | (uint64_t)l->followable << 9 |
                          (begins ? BEGINS_BLOCK : 0));
    p = index_to(p, l->block, o->relative, o->block);
    p = index_to(p, l->heading, o->relative, o->block);
    p = index_to(p, l->row, o->relative, o->row);
    p = leb128_put(p, l->url.n);
    buf_put(b, bytes, (size_t)(p - bytes));
    buf_str(b, l->url);
    put_text(b, l->fragment);
    if (begins)
        put_number(b, l->text.n);
    else
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

void
packing_put_head(struct buf *b, const struct page *p, enum packing_form form)
{
    const struct str texts[] = {p->url,         p->canonical, p->title, p->site_name,
                                p->description, p->generator, p->lang,  p->charset};

    buf_char(b, PACKING_MAGIC);
    put_number(b, form);
    put_number(b, (uint64_t)p->needs_script | (uint64_t)p->truncated << 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(b, texts[i]);
}

void
packing_put_tail(struct buf *b, const struct page *p)
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

    packing_put_head(b, p, PACKING_WHOLE);
    put_number(b, p->block_n);
    for (size_t i = 0; i < p->block_n; i++)
        packing_put_block(b, &p->block[i], &whole);
    put_number(b, p->link_n);
    for (size_t i = 0; i < p->link_n; i++)
        packing_put_link(b, &p->link[i], &whole, NULL);
    packing_put_tail(b, p);
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

/* What a number above 0 stands for: an index below limit, or how far it is from the origin of a run. */
static uint32_t
index_of(struct reader *r, uint64_t n, uint64_t limit, uint32_t origin)
{
    int64_t i = (int64_t)(n - 1);

    if (r->o.relative)
        i = (int64_t)origin + ((n - 1) % 2 ? -(int64_t)(n / 2) : (int64_t)((n - 1) / 2));
    if (n >> 34 == 0 && i >= 0 && i < (int64_t)limit)
        return (uint32_t)i;
    r->bad = true;
    return NO_INDEX;
}

/* NO_INDEX or an index below limit. */
static inline uint32_t
get_index_from(struct reader *r, uint64_t limit, uint32_t origin)
{
    uint64_t n = get_number(r);

    return n == 0 ? NO_INDEX : index_of(r, n, limit, origin);
}

/* Headings and holders of later elements are indexes of blocks; rows and tables only group, so they need no
 * list. */
void
packing_get_block(struct reader *r, struct block *k, size_t block_n)
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

/* So many bytes that a block begins with, and letters as a whole. */
static struct str
get_beginning(struct reader *r, struct str text)
{
    uint64_t n = get_below(r, LIMIT_LINK_TEXT);

    r->bad |= n > text.n || (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80);
    return r->bad ? STR_NONE : str_sub(text, 0, (size_t)n);
}

void
packing_get_link(struct reader *r, struct link *l, const struct block *block, size_t block_n)
{
    uint32_t flags = get_below(r, block ? 2 * BEGINS_BLOCK : BEGINS_BLOCK);

    l->kind = flags & 15;
    l->place = flags >> 4 & 7;
    l->image = flags >> 7 & 1;
    l->no_follow = flags >> 8 & 1;
    l->followable = flags >> 9 & 1;
    l->block = get_index_from(r, block_n, r->o.block);
    l->heading = get_index_from(r, block_n, r->o.block);
    l->row = get_index_from(r, NO_INDEX - 1, r->o.row);
    l->address = 0;
    l->url = get_text(r);
    l->fragment = get_text(r);
    if (!(flags & BEGINS_BLOCK))
        l->text = get_text(r);
    else
        l->text = get_beginning(r, l->block == NO_INDEX ? STR_NONE : block[l->block].text);
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
        packing_get_block(r, &v[i], p->block_n);
        p->text_bytes += v[i].text.n;
    }
    p->block = v;
}

static void
get_links(struct reader *r, struct page *p)
{
    struct link *v = get_list(r, LIMIT_PAGE_LINKS, sizeof *v, &p->link_n);

    for (size_t i = 0; i < p->link_n && !r->bad; i++)
        packing_get_link(r, &v[i], NULL, p->block_n);
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

void
packing_get_head(struct reader *r, struct page *out)
{
    struct str *texts[] = {&out->url,         &out->canonical, &out->title, &out->site_name,
                           &out->description, &out->generator, &out->lang,  &out->charset};
    uint32_t flags = get_below(r, 4);

    out->needs_script = flags & 1;
    out->truncated = flags >> 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = get_text(r);
}

void
packing_get_tail(struct reader *r, struct page *out)
{
    get_forms(r, out);
    get_images(r, out);
}

bool
packing_unpack(struct str bytes, struct arena *a, struct page *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a};

    memset(out, 0, sizeof *out);
    if (get_number(&r) != PACKING_MAGIC || get_number(&r) != PACKING_WHOLE)
        return false;
    packing_get_head(&r, out);
    get_blocks(&r, out);
    get_links(&r, out);
    packing_get_tail(&r, out);
    return !r.bad && r.p == r.end;
}

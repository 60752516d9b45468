/*
 * A page or a document as bytes and back.  Numbers are LEB128, texts their length and bytes, lists their
 * count and elements.  The bytes may come from a stranger: reading checks every length, index and enum before
 * use, and memory grows with the bytes that are there, not with what a number claims.
 */
#include "base/utf8.h"
#include "oit/document.h"
#include "oit/limits.h"
#include "store/private.h"
#include <string.h>

#define MAGIC 'P'
#define MAGIC_DOCUMENT 'D'

/* Writing ------------------------------------------------------------------------------------------ */

static void
put_number(struct buf *b, uint64_t n)
{
    while (n >= 0x80) {
        buf_char(b, (char)(n | 0x80));
        n >>= 7;
    }
    buf_char(b, (char)n);
}

/* NO_INDEX, the commonest, becomes 0. */
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
put_block(struct buf *b, const struct block *k)
{
    put_number(b, (uint64_t)k->kind | (uint64_t)k->place << 3 | (uint64_t)k->hidden << 6);
    put_number(b, (uint64_t)(k->level < 0 ? 0 : k->level));
    put_index(b, k->heading);
    put_index(b, k->row);
    put_index(b, k->table);
    put_number(b, k->column);
    put_text(b, k->text);
}

static void
put_link(struct buf *b, const struct link *l)
{
    put_number(b, (uint64_t)l->kind | (uint64_t)l->place << 4 | (uint64_t)l->image << 7 |
                      (uint64_t)l->no_follow << 8 | (uint64_t)l->followable << 9);
    put_index(b, l->block);
    put_index(b, l->heading);
    put_index(b, l->row);
    put_text(b, l->url);
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

void
packing_pack(const struct page *p, struct buf *b)
{
    const struct str texts[] = {p->url,         p->canonical, p->title, p->site_name,
                                p->description, p->generator, p->lang,  p->charset};

    buf_char(b, MAGIC);
    put_number(b, PAGE_VERSION);
    put_number(b, (uint64_t)p->needs_script | (uint64_t)p->truncated << 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(b, texts[i]);
    put_number(b, p->block_n);
    for (size_t i = 0; i < p->block_n; i++)
        put_block(b, &p->block[i]);
    put_number(b, p->link_n);
    for (size_t i = 0; i < p->link_n; i++)
        put_link(b, &p->link[i]);
    put_number(b, p->form_n);
    for (size_t i = 0; i < p->form_n; i++)
        put_form(b, &p->form[i]);
    put_number(b, p->image_n);
    for (size_t i = 0; i < p->image_n; i++)
        put_image(b, &p->image[i]);
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
    bool bad; /* once set, everything reads as nothing */
};

static uint64_t
get_number(struct reader *r)
{
    uint64_t n = 0;

    for (int shift = 0; shift < 63 && r->p < r->end; shift += 7) {
        unsigned char c = *r->p++;
        n |= (uint64_t)(c & 0x7f) << shift;
        if (c < 0x80)
            return n;
    }
    r->bad = true;
    r->p = r->end;
    return 0;
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

static struct str
get_text(struct reader *r)
{
    uint64_t n = get_number(r);
    struct str s = {(const char *)r->p, (size_t)n};

    if (r->bad || n > (uint64_t)(r->end - r->p)) {
        r->bad = true;
        return STR_NONE;
    }
    r->p += n;
    if (!utf8_valid(s)) {
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
    k->heading = get_index(r, block_n);
    k->row = get_index(r, NO_INDEX - 1);
    k->table = get_index(r, NO_INDEX - 1);
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
    l->block = get_index(r, block_n);
    l->heading = get_index(r, block_n);
    l->row = get_index(r, NO_INDEX - 1);
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

bool
packing_unpack(struct str bytes, struct arena *a, struct page *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {start, start + bytes.n, a, false};
    struct str *texts[] = {&out->url,         &out->canonical, &out->title, &out->site_name,
                           &out->description, &out->generator, &out->lang,  &out->charset};
    uint32_t flags;

    memset(out, 0, sizeof *out);
    if (get_number(&r) != MAGIC || get_number(&r) != PAGE_VERSION)
        return false;
    flags = get_below(&r, 4);
    out->needs_script = flags & 1;
    out->truncated = flags >> 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = get_text(&r);
    get_blocks(&r, out);
    get_links(&r, out);
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
    struct reader r = {start, start + bytes.n, a, false};
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

/* A page read step by step; what each step does stands in its own file (page_private.h). */
#include "base/mem.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

static struct str
clean(struct reader *r, struct str s)
{
    return page_text_clean(r, s, LIMIT_LINK_TEXT);
}

/* The first <base href> that is an address; scope is judged on what comes out. */
static void
find_base(struct reader *r)
{
    struct url u;

    r->base = *r->address;
    for (uint32_t i = 1; page_seen(r, TAG_BASE) && i < r->tree.n; i++)
        if (r->tree.node[i].tag == TAG_BASE && page_tree_has(&r->tree, i, ATTR_HREF)) {
            struct str href = str_trim(page_attr(r, i, ATTR_HREF));

            if (href.n <= LIMIT_ADDRESS && url_parse(r->scratch, href, r->address, NULL, &u) &&
                url_followable(&u))
                r->base = u;
            return;
        }
}

static void
read_meta(struct reader *r, uint32_t i)
{
    struct page *p = r->page;
    struct str name = str_trim(page_attr(r, i, ATTR_NAME)),
               property = str_trim(page_attr(r, i, ATTR_PROPERTY));
    struct str content = page_attr(r, i, ATTR_CONTENT);

    if (property.n == 0)
        property = name;
    if (str_eq_nocase(name, STR("description")) && p->description.n == 0)
        p->description = clean(r, content);
    else if (str_eq_nocase(name, STR("generator")) && p->generator.n == 0)
        p->generator = clean(r, content);
    else if (str_eq_nocase(property, STR("og:site_name")))
        p->site_name = clean(r, content);
    else if (str_eq_nocase(property, STR("og:title")) && p->site_name.n == 0)
        p->site_name = clean(r, content);
}

static void
read_title(struct reader *r, uint32_t i)
{
    struct buf b;

    if (r->page->title.n > 0)
        return;
    buf_init(&b, LIMIT_PAGE);
    for (uint32_t k = i + 1; k < r->tree.node[i].end; k++)
        if (r->tree.node[k].tag == TAG_TEXT)
            buf_str(&b, r->tree.node[k].text);
    r->page->title = clean(r, buf_view(&b));
    buf_free(&b);
}

static void
read_canonical(struct reader *r, uint32_t i)
{
    struct link at = {0};

    if (r->page->canonical.n == 0 && page_tree_token(page_attr(r, i, ATTR_REL), STR("canonical")) &&
        page_links_resolve(r, page_attr(r, i, ATTR_HREF), &at) && at.followable)
        r->page->canonical = at.url;
}

static void
read_head(struct reader *r)
{
    for (size_t k = 0; k < r->marked_n; k++) {
        uint32_t i = r->marked[k];

        switch (r->tree.node[i].tag) {
        case TAG_HTML:
            r->page->lang = clean(r, page_attr(r, i, ATTR_LANG));
            break;
        case TAG_TITLE:
            read_title(r, i);
            break;
        case TAG_META:
            read_meta(r, i);
            break;
        case TAG_LINK:
            read_canonical(r, i);
            break;
        default:
            break;
        }
    }
}

/* Nothing for a reader although there are scripts: what the page shows is made by them. */
static bool
needs_script(const struct reader *r)
{
    bool script = false;

    if (r->block_n > 0 || r->image_n > 0 || r->form_n > 0)
        return false;
    for (size_t i = 0; i < r->link_n; i++)
        if (r->link[i].kind != LINK_RELATED)
            return false;
    for (uint32_t i = 1; i < r->tree.n && !script; i++)
        script = r->tree.node[i].tag == TAG_SCRIPT;
    return script;
}

/* An array in the page's arena; what the arena cannot hold is left out and said so. */
static const void *
keep(struct reader *r, const void *array, size_t *n, size_t size)
{
    void *out = arena_raw(r->a, *n * size);

    if (!out) {
        r->page->truncated = true;
        *n = 0;
        return NULL;
    }
    if (*n)
        memcpy(out, array, *n * size);
    return out;
}

/* Indexes lead into blocks: without those the rest would point nowhere. */
static void
drop_indexes(struct reader *r)
{
    for (size_t i = 0; i < r->link_n; i++)
        r->link[i].block = r->link[i].heading = NO_INDEX;
    for (size_t i = 0; i < r->form_n; i++)
        r->form[i].heading = NO_INDEX;
    for (size_t i = 0; i < r->image_n; i++)
        r->image[i].heading = NO_INDEX;
}

static void
hand_over(struct reader *r)
{
    struct page *p = r->page;

    p->needs_script = needs_script(r);
    p->truncated = p->truncated || r->tree.truncated;
    p->block = keep(r, r->block, &r->block_n, sizeof *r->block);
    p->block_n = r->block_n;
    for (size_t i = 0; i < p->block_n; i++)
        p->text_bytes += p->block[i].text.n;
    if (p->block_n == 0)
        drop_indexes(r);
    p->link = keep(r, r->link, &r->link_n, sizeof *r->link);
    p->link_n = r->link_n;
    p->form = keep(r, r->form, &r->form_n, sizeof *r->form);
    p->form_n = r->form_n;
    p->image = keep(r, r->image, &r->image_n, sizeof *r->image);
    p->image_n = r->image_n;
}

#define EXPECTED_MOST 2000 /* so that one giant page costs no other one memory */

static size_t
expected(size_t n)
{
    return (n < EXPECTED_MOST ? n : EXPECTED_MOST) + 8;
}

/* Arrays that grow from nothing on each page are moved five times each. */
static void
make_room(struct reader *r)
{
    const struct page_sizes *last = page_memory_sizes(r->memory);

    r->block_cap = expected(last->blocks);
    r->block = mem_grow(NULL, r->block_cap, sizeof *r->block);
    r->span = mem_grow(NULL, r->block_cap, sizeof *r->span);
    r->run_cap = expected(last->runs);
    r->run_block = mem_grow(NULL, r->run_cap, sizeof *r->run_block);
    r->link_cap = expected(last->links);
    r->link = mem_grow(NULL, r->link_cap, sizeof *r->link);
    r->link_node = mem_grow(NULL, r->link_cap, sizeof *r->link_node);
    r->marked_cap = expected(last->marked);
    r->marked = mem_grow(NULL, r->marked_cap, sizeof *r->marked);
}

static void
clear(struct reader *r)
{
    page_tree_free(&r->tree);
    arena_free(r->scratch);
    buf_free(&r->piece);
    free(r->facts);
    free(r->in_table);
    free(r->heading);
    free(r->row);
    free(r->marked);
    free(r->run_block);
    free(r->block);
    free(r->span);
    free(r->line);
    free(r->weak);
    free(r->weak_next);
    free(r->link);
    free(r->link_node);
    free(r->form);
    free(r->form_node);
    free(r->image);
    free(r->image_node);
}

void
page_parse_with(struct page_memory *m, struct arena *a, struct str utf8, bool plain,
                const struct url *address, const char *charset, struct page *out)
{
    struct reader r = {.a = a,
                       .scratch = arena_new(0),
                       .address = address,
                       .page = out,
                       .memory = m,
                       .plain = plain ? utf8 : STR_NONE,
                       .script_left = LIMIT_SCRIPT_TEXT};

    if (charset && strcmp(charset, "windows-874") == 0)
        r.charset = "windows-874";
    *out = (struct page){.url = url_canonical(a, address), .charset = arena_str(a, str_of(charset))};
    page_memory_tidy(m);
    page_tree_make(&r.tree, utf8, plain, m);
    make_room(&r);
    page_place_find(&r);
    find_base(&r);
    page_memory_begin(m, &r.base, r.charset);
    page_text_blocks(&r);
    read_head(&r);
    page_links_find(&r);
    page_forms_find(&r);
    page_line_find(&r);
    page_row_find(&r);
    page_heading_find(&r);
    page_run_learn(&r, utf8);
    *page_memory_sizes(m) = (struct page_sizes){r.block_n, r.link_n, r.run_n, r.marked_n};
    hand_over(&r);
    clear(&r);
}

void
page_parse(struct arena *a, struct str utf8, const struct url *address, const char *charset, struct page *out)
{
    struct page_memory *m = page_memory_new();

    page_parse_with(m, a, utf8, false, address, charset, out);
    page_memory_free(m);
}

/*
 * What the tags and addresses written on a site's pages come to.  A menu writes the same hundred on every
 * page: to resolve each costs 1.5 us, to find it here 0.1 us.  An address is known under what it depends on:
 * one that begins with a slash or a scheme under the server, one with a path under its folder, any other
 * under its page alone.  The same menu is the same tags: their attributes are taken apart once.
 */
#include "base/map.h"
#include "base/mem.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define LONGEST_CLASS 200
#define LONGEST_TAG 400

struct page_memory {
    struct arena *text;
    struct map *known;  /* number of what it depends on, and raw address, to struct page_address */
    struct map *places; /* servers and folders to their numbers */
    struct map *classes;
    struct map *tags; /* attributes as written to struct page_tag */
    struct buf key;
    uint32_t place_n, address_n;
    uint32_t server, folder, page; /* of the page being read */
    void *weak;                    /* page_line.c's */
    struct page_sizes sizes;
    struct page_again again;
    size_t runs; /* bytes of what is kept of repeated elements */
};

struct page_memory *
page_memory_new(void)
{
    struct page_memory *m = mem_new(1, sizeof *m);

    m->text = arena_new(0);
    m->known = map_new();
    m->places = map_new();
    m->classes = map_new();
    m->tags = map_new();
    buf_init(&m->key, 4 * LIMIT_ADDRESS_WRITTEN);
    return m;
}

void
page_memory_free(struct page_memory *m)
{
    if (!m)
        return;
    arena_free(m->text);
    map_free(m->known);
    map_free(m->places);
    map_free(m->classes);
    map_free(m->tags);
    buf_free(&m->key);
    free(m->weak);
    free(m);
}

void
page_memory_tidy(struct page_memory *m)
{
    size_t n = map_count(m->known) + map_count(m->classes) + map_count(m->tags);

    if (n <= LIMIT_KNOWN_WRITINGS && arena_used(m->text) - m->runs <= LIMIT_KNOWN_WRITINGS * 256UL)
        return;
    arena_reset(m->text);
    m->runs = 0;
    map_clear(m->known);
    map_clear(m->places);
    map_clear(m->classes);
    map_clear(m->tags);
}

struct page_tag *
page_memory_tag(const struct page_memory *m, struct str written)
{
    struct map_entry *e = written.n <= LONGEST_TAG ? map_get(m->tags, written) : NULL;

    return e ? e->ptr : NULL;
}

struct page_tag *
page_memory_put_tag(struct page_memory *m, struct str written, const struct attr *attr, size_t attr_n)
{
    struct map_entry *e;
    struct page_tag *tag;
    struct attr *kept;

    if (written.n > LONGEST_TAG)
        return NULL;
    tag = ARENA_NEW(m->text, struct page_tag);
    kept = ARENA_ARRAY(m->text, struct attr, attr_n + 1);
    for (size_t i = 0; i < attr_n; i++) {
        kept[i] = (struct attr){attr[i].name, arena_str(m->text, attr[i].value)};
        tag->has |= ATTR_BIT(attr[i].name);
    }
    tag->attr = kept;
    tag->attr_n = (uint8_t)attr_n;
    e = map_put(m->tags, written, NULL);
    e->ptr = tag;
    tag->written = e->key;
    return tag;
}

static uint32_t
place_number(struct page_memory *m, const struct url *base, struct str path, bool windows)
{
    struct map_entry *e;

    buf_clear(&m->key);
    buf_char(&m->key, windows ? 'w' : 'u');
    buf_put(&m->key, &base->port, sizeof base->port);
    buf_str(&m->key, base->scheme);
    buf_char(&m->key, ':');
    buf_str(&m->key, base->host);
    buf_str(&m->key, path);
    e = map_put(m->places, buf_view(&m->key), NULL);
    if (e->num == 0)
        e->num = ++m->place_n;
    return (uint32_t)e->num;
}

void
page_memory_begin(struct page_memory *m, const struct url *base, const char *charset)
{
    size_t slash = base->path.n;

    while (slash > 0 && base->path.p[slash - 1] != '/')
        slash--;
    m->server = place_number(m, base, STR_NONE, charset != NULL);
    m->folder = place_number(m, base, str_sub(base->path, 0, slash), charset != NULL);
    m->page = ++m->place_n;
}

/* Bytes that an address is cleaned of before it is read, which may uncover another beginning of a path. */
static bool
has_controls(struct str raw)
{
    for (size_t i = 0; i < raw.n; i++)
        if ((unsigned char)raw.p[i] < ' ')
            return true;
    return false;
}

static uint32_t
depends_on(const struct page_memory *m, struct str raw)
{
    if (str_starts(raw, STR("/")) || str_starts(raw, STR("http://")) || str_starts(raw, STR("https://")))
        return m->server;
    if (raw.n == 0 || raw.p[0] == '?' || raw.p[0] == '#' || has_controls(raw) ||
        str_find_char(raw, ':', 0) != STR_NOT_FOUND)
        return m->page;
    return m->folder;
}

/* Numbers are not given again: who has asked by one before is told the same. */
static struct page_address *
new_address(struct page_memory *m)
{
    struct page_address *a = ARENA_NEW(m->text, struct page_address);

    if (m->address_n < LIMIT_FRONTIER)
        a->number = ++m->address_n;
    return a;
}

static struct page_address *
put_on(struct page_memory *m, uint32_t on, struct str raw, bool *fresh)
{
    struct map_entry *e;

    buf_clear(&m->key);
    buf_put(&m->key, &on, sizeof on);
    buf_str(&m->key, raw);
    e = map_put(m->known, buf_view(&m->key), fresh);
    if (*fresh)
        e->ptr = new_address(m);
    return e->ptr;
}

struct page_address *
page_memory_put(struct page_memory *m, struct str raw, bool *fresh)
{
    return put_on(m, depends_on(m, raw), raw, fresh);
}

/*
 * Numbers of servers, folders and pages differ, so the one it was kept under says what it depends on.  What
 * stands in pages of several folders or encodings comes to several addresses, and is kept under each; the
 * rest stands with its tag.
 */
struct page_address *
page_memory_put_href(struct page_memory *m, struct page_tag *tag, struct str raw, bool *fresh)
{
    bool several = tag->address != NULL;

    *fresh = false;
    if (several && (tag->address_on == m->server || tag->address_on == m->folder))
        return tag->address;
    tag->address_on = depends_on(m, raw);
    if (several || tag->address_on == m->folder)
        return tag->address = put_on(m, tag->address_on, raw, fresh);
    *fresh = true;
    return tag->address = new_address(m);
}

int64_t *
page_memory_class(struct page_memory *m, struct str list)
{
    return list.n <= LONGEST_CLASS ? &map_put(m->classes, list, NULL)->num : NULL;
}

void **
page_memory_weak(struct page_memory *m)
{
    return &m->weak;
}

struct page_sizes *
page_memory_sizes(struct page_memory *m)
{
    return &m->sizes;
}

struct page_again *
page_memory_again(struct page_memory *m)
{
    return &m->again;
}

bool
page_memory_has_room(const struct page_memory *m)
{
    return m->runs < LIMIT_KNOWN_RUNS;
}

void
page_memory_count_run(struct page_memory *m, size_t before)
{
    m->runs += arena_used(m->text) - before;
}

size_t
page_memory_used(const struct page_memory *m)
{
    return arena_used(m->text);
}

void *
page_memory_room(struct page_memory *m, size_t n)
{
    return arena_raw(m->text, n);
}

uint32_t
page_memory_server(const struct page_memory *m)
{
    return m->server;
}

struct str
page_memory_keep(struct page_memory *m, struct str text)
{
    return arena_str(m->text, text);
}

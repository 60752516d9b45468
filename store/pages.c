/* What was read in a body: the packed page and, for questions in SQL, its links. */
#include "base/eight.h"
#include "base/mem.h"
#include "base/say.h"
#include "oit/limits.h"
#include "store/private.h"
#include "store/quick.h"
#include <stdlib.h>
#include <string.h>

#define SOUND_LEAST 512 /* bytes of a bit a page */
#define SOUND_MOST (256 * KIB)
#define ENTRY_ROOM 64   /* for two numbers, or for what a link and its place are called */
#define PLAIN_VERSION 1 /* pages of files up to version 4, packed as a whole */
#define RUNS_VERSION 2  /* in runs as now, but compressed with zstd */
#define WORDS_VERSION 3 /* as now, but all words of links written out */

/* Pages known to be sound --------------------------------------------------------------------------- */

/* Judging reads each page several times; that its texts are UTF-8 is looked at once, a quarter of the work.
 */
static bool
is_sound(const struct store *s, int64_t page)
{
    return page >= 0 && (uint64_t)page / 8 < s->sound_n && s->sound[page / 8] >> page % 8 & 1;
}

static void
set_sound(struct store *s, int64_t page)
{
    size_t n = s->sound_n ? s->sound_n : SOUND_LEAST;

    if (page < 0 || page / 8 >= (int64_t)SOUND_MOST)
        return;
    while (n <= (size_t)page / 8)
        n *= 2;
    if (n > s->sound_n) {
        s->sound = mem_grow(s->sound, n, 1);
        memset(s->sound + s->sound_n, 0, n - s->sound_n);
        s->sound_n = n;
    }
    s->sound[page / 8] |= (unsigned char)(1 << page % 8);
}

/* Links as text ------------------------------------------------------------------------------------ */

static bool
is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* Nearly always all eight are of Thai letters. */
static uint64_t
odd_in(uint64_t eight)
{
    if ((eight & EIGHT_HIGH) == EIGHT_HIGH)
        return 0;
    return eight_below(eight, 0x20) | eight_is(eight, '"') | eight_is(eight, '\\');
}

/* Where the plain bytes from `at` on end, or eight bytes with the first other one begin. */
static size_t
skip_plain(struct str text, size_t at)
{
    while (text.n - at >= 8 && !odd_in(eight_at(text.p + at)))
        at += 8;
    return at;
}

static void
put_json(struct buf *b, struct str text)
{
    size_t from = 0;

    for (size_t i = skip_plain(text, 0); i < text.n; i++) {
        if (is_plain(text.p[i]))
            continue;
        buf_put(b, text.p + from, i - from);
        buf_printf(b, "\\u%04x", (unsigned)(unsigned char)text.p[i]);
        from = i + 1;
    }
    buf_put(b, text.p + from, text.n - from);
}

static char *
text_to(char *to, struct str s)
{
    memcpy(to, s.p, s.n);
    return to + s.n;
}

static char *
number_to(char *to, int64_t n)
{
    char digits[20], *end = digits + sizeof digits, *p = end;

    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    return text_to(to, (struct str){p, (size_t)(end - p)});
}

/* "[n,m" as the next of a list. */
static char *
begin_entry(char *to, const struct buf *list, int64_t n, int64_t m)
{
    *to++ = list->n > 1 ? ',' : '[';
    *to++ = '[';
    to = number_to(to, n);
    *to++ = ',';
    return number_to(to, m);
}

static void
put_entry(struct buf *list, int64_t n, int64_t m)
{
    char room[ENTRY_ROOM], *end = begin_entry(room, list, n, m);

    *end++ = ']';
    buf_put(list, room, (size_t)(end - room));
}

/* Number of what a link leads to.  To find it by the letters of each was 1 % of a scan, most of it waiting
 * for memory. */
static int
target_of(struct store *s, const struct link *l, int64_t *id, struct err *e)
{
    *id = known_called(s->addresses, l->address);
    if (*id)
        return 0;
    if (visits_address(s, l->url, id, e) < 0)
        return -1;
    known_call(s->addresses, l->address, *id);
    return 0;
}

/* [n,address,"words","kind","place"] */
static int
put_link(struct store *s, const struct link *l, size_t n, struct buf *out, struct err *e)
{
    char room[ENTRY_ROOM], *end;
    int64_t target = 0;

    if (!l->url.n)
        return 0;
    if (target_of(s, l, &target, e) < 0)
        return -1;
    end = text_to(begin_entry(room, out, (int64_t)n, target), STR(",\""));
    buf_put(out, room, (size_t)(end - room));
    put_json(out, l->text);
    end = text_to(text_to(room, STR("\",\"")), str_of(names_link[l->kind]));
    end = text_to(text_to(end, STR("\",\"")), str_of(names_place[l->place]));
    end = text_to(end, STR("\"]"));
    buf_put(out, room, (size_t)(end - room));
    return 0;
}

/* Keeping ------------------------------------------------------------------------------------------ */

/* A page on its way into the file. */
struct keeping {
    struct store *s;
    const struct page *p;
    const struct packed_run *run;
    int64_t next; /* number of the part that may come now */
    struct err *e;
    int result;
};

static int
put_links(struct keeping *k, size_t from, struct buf *out)
{
    for (size_t i = 0; i < k->run->n; i++)
        if (put_link(k->s, &k->p->link[k->run->first + i], from + i, out, k->e) < 0)
            return -1;
    return 0;
}

static int
links_of_part(void *ctx, struct buf *out)
{
    struct keeping *k = ctx;
    int result = k->run->kind == RUN_LINKS ? put_links(k, 0, out) : 0;

    buf_z(out, out->n ? "]" : "[]");
    return result;
}

static const struct run_form *
next_run(void *ctx)
{
    struct keeping *k = ctx;

    return parts_next(k->s->parts, &k->next);
}

static bool
known_run(void *ctx, const struct packed_run *r)
{
    struct keeping *k = ctx;
    struct buf *parts = &k->s->page_parts;
    int64_t id = 0;

    k->run = r;
    if (r->again) {
        id = k->next;
        parts_take_next(k->s->parts);
    } else if (k->result == 0)
        k->result = parts_number(k->s, r, links_of_part, k, &id, k->e);
    if (id)
        put_entry(parts, id, (int64_t)r->first);
    else if (k->result == 0 && r->kind == RUN_LINKS)
        k->result = put_links(k, r->first, &k->s->page_links);
    return id != 0;
}

static int
put_packed(struct store *s, int64_t address, int64_t body, const struct page *p, struct err *e)
{
    struct keeping k = {.s = s, .p = p, .e = e};
    const struct packing how = {known_run, next_run, &k, &s->run};
    struct packed_page known = {.version = PAGE_VERSION};
    int result;

    buf_clear(&s->packed);
    buf_clear(&s->page_parts);
    buf_clear(&s->page_links);
    parts_begin(s->parts);
    packing_pack_runs(&how, p, &s->packed);
    if (k.result < 0)
        return -1;
    buf_z(&s->page_parts, s->page_parts.n ? "]" : "[]");
    buf_z(&s->page_links, s->page_links.n ? "]" : "[]");
    result =
        sql_run(s, e,
                "INSERT INTO page (address, body, version, title, zstd, parts, links) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                "llisbss", address, body, PAGE_VERSION, p->title, bodies_pack_quick(s, buf_view(&s->packed)),
                buf_view(&s->page_parts), buf_view(&s->page_links));
    if (result < 0)
        return -1;
    s->pages_came = true;
    known.id = sqlite3_last_insert_rowid(s->db);
    known.bytes = buf_view(&s->packed);
    known.parts = buf_view(&s->page_parts);
    page_cache_keep(s->pages, address, body, &known);
    set_sound(s, known.id);
    return 0;
}

/*
 * Is it there already?  As sql_step.  The visit that was given a page has nothing to put, and need not look
 * for it: that was 35,000 instructions.
 */
static int
is_there(struct store *s, int64_t address, int64_t body, struct err *e)
{
    int64_t id;

    if (address == s->got_address && body == s->got_body)
        return 1;
    return sql_number(s, e, &id,
                      "SELECT id FROM page WHERE address = ?1 AND body = ?2 AND version IN (?3, ?4, ?5, ?6)",
                      "lliiii", address, body, PLAIN_VERSION, RUNS_VERSION, WORDS_VERSION, PAGE_VERSION);
}

int
pages_put(struct store *s, int64_t address, int64_t body, bool fresh, const struct page *page, struct err *e)
{
    int found = fresh ? 0 : is_there(s, address, body, e);
    struct page p;

    /* The same bytes at the same address were read before; they are not stored twice. */
    if (found)
        return found < 0 ? -1 : 0;
    p = packing_fit(page);
    return put_packed(s, address, body, &p, e);
}

/* The strings of what is unpacked point into the expanded bytes. */
bool
pages_expand(struct store *s, struct str packed, struct arena *a, struct str *out)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed.p, packed.n);
    char *p;
    size_t n;

    if (size > 2 * LIMIT_STORED_PAGE || !(p = arena_raw(a, size + 1)))
        return false;
    if (!s->expand)
        s->expand = ZSTD_createDCtx();
    n = s->expand ? ZSTD_decompressDCtx(s->expand, p, size, packed.p, packed.n) : (size_t)-1;
    *out = (struct str){p, n};
    return !ZSTD_isError(n);
}

static int
unreadable(struct store *s, const char *what, struct err *e)
{
    return err_set(e, s->mode == STORE_READ ? ERR_FILE : ERR_STORE, s->path,
                   _("Scan the site again; what cannot be read is then fetched anew."), "%s", what);
}

/* Reading ------------------------------------------------------------------------------------------ */

/* The parts that a page names, one after the other. */
struct naming {
    struct store *s;
    struct str rest; /* [[number,n],[number,n]] */
    size_t room;     /* bytes the page may still grow by */
};

static bool
next_part(void *ctx, struct arena *a, struct run_form *out)
{
    struct naming *x = ctx;
    uint64_t id = 0;
    size_t i = 0, from;

    while (i < x->rest.n && (x->rest.p[i] == '[' || x->rest.p[i] == ','))
        i++;
    for (from = i; i < x->rest.n && x->rest.p[i] >= '0' && x->rest.p[i] <= '9' && i < from + 18; i++)
        id = id * 10 + (uint64_t)(x->rest.p[i] - '0');
    while (i < x->rest.n && x->rest.p[i] != ']')
        i++;
    x->rest = str_sub(x->rest, i < x->rest.n ? i + 1 : i, x->rest.n);
    if (!parts_run(x->s, (int64_t)id, a, out) || out->bytes.n > x->room)
        return false;
    x->room -= out->bytes.n;
    out->number = (int64_t)id;
    return true;
}

static bool
read_page(struct store *s, const struct packed_page *p, struct arena *a, struct page *out)
{
    struct naming names = {s, p->parts, 2 * LIMIT_STORED_PAGE};
    const struct unpacking how = {next_part, &names, is_sound(s, p->id)};

    if (p->version == PLAIN_VERSION)
        return packing_unpack(p->bytes, a, out);
    if (!packing_unpack_runs(&how, p->bytes, a, out))
        return false;
    set_sound(s, p->id);
    return true;
}

/* As sql_step; where there is none of a version that is known, one of another. */
static int
find_page(struct store *s, int64_t address, int64_t body, sqlite3_stmt **stmt, struct err *e)
{
    int found;

    *stmt = sql_get(s, e,
                    "SELECT version, zstd, parts, id FROM page WHERE address = ?1 AND body = ?2 "
                    "AND version <= ?3 ORDER BY version DESC LIMIT 1",
                    "lli", address, body, PAGE_VERSION);
    found = *stmt ? sql_step(s, *stmt, e) : -1;
    if (found)
        return found;
    sql_done(*stmt);
    *stmt =
        sql_get(s, e, "SELECT version, zstd, parts, id FROM page WHERE address = ?1 AND body = ?2 LIMIT 1",
                "ll", address, body);
    return *stmt ? sql_step(s, *stmt, e) : -1;
}

static bool
is_ours(int64_t version)
{
    return version >= PLAIN_VERSION && version <= PAGE_VERSION;
}

/* As pages_expand, by the version. */
static bool
expand_page(struct store *s, int64_t version, struct str packed, struct arena *a, struct str *out)
{
    size_t n;
    char *p;

    if (version < WORDS_VERSION)
        return pages_expand(s, packed, a, out);
    n = quick_size(packed);
    if (n > 2 * LIMIT_STORED_PAGE || !(p = arena_raw(a, n)))
        return false;
    *out = (struct str){p, n};
    return quick_expand(packed, p);
}

/* As sql_step, the page in a. */
static int
take_page(struct store *s, int64_t address, int64_t body, bool ready, struct arena *a, struct packed_page *p,
          struct err *e)
{
    sqlite3_stmt *stmt;
    int found = find_page(s, address, body, &stmt, e);

    if (found == 1) {
        *p = (struct packed_page){.version = sqlite3_column_int64(stmt, 0),
                                  .id = sqlite3_column_int64(stmt, 3),
                                  .parts = arena_str(a, sql_text(stmt, 2))};
        if (!is_ours(p->version))
            found = unreadable(s, _("its pages were read by another version of oit"), e);
        else if (!expand_page(s, p->version, sql_blob(stmt, 1), a, &p->bytes))
            found = unreadable(s, _("a stored page is damaged"), e);
    }
    sql_done(stmt);
    if (found == 1 && ready)
        page_cache_keep(s->pages, address, body, p);
    return found;
}

void
store_drop_pages(struct store *s)
{
    page_cache_empty(s->pages);
    sqlite3_db_release_memory(s->db);
}

int
pages_get(struct store *s, int64_t address, int64_t body, bool ready, struct arena *a, struct page *out,
          struct err *e)
{
    struct packed_page p;
    int found;

    if (page_cache_take(s->pages, address, body, a, &p) && read_page(s, &p, a, out))
        return 1;
    found = take_page(s, address, body, ready, a, &p, e);
    if (found == 1 && !read_page(s, &p, a, out))
        found = unreadable(s, _("a stored page is damaged"), e);
    return found;
}

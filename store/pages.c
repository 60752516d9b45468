/* What was read in a body: the packed page and, for questions in SQL, its links. */
#include "base/say.h"
#include "oit/limits.h"
#include "store/private.h"
#include <stdlib.h>

static int
words_number(struct store *s, struct str text, int64_t *id, struct err *e)
{
    int found;

    *id = known_number(s->words, text);
    if (*id)
        return 0;
    found = sql_number(s, e, id, "SELECT id FROM words WHERE text = ?1", "s", text);
    if (found < 0 || (!found && sql_run(s, e, "INSERT INTO words (text) VALUES (?1)", "s", text) < 0))
        return -1;
    if (!found)
        *id = sqlite3_last_insert_rowid(s->db);
    known_add(s->words, text, *id);
    return 0;
}

static int
put_link(struct store *s, int64_t page, size_t n, const struct link *l, struct err *e)
{
    int64_t target = 0, words = 0;

    if (!l->url.n)
        return 0;
    if (visits_address(s, l->url, &target, e) < 0 || words_number(s, l->text, &words, e) < 0)
        return -1;
    return sql_run(s, e,
                   "INSERT INTO link (page, n, target, words, kind, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   "llllzz", page, (int64_t)n, target, words, names_link[l->kind], names_place[l->place]);
}

static int
put_packed(struct store *s, int64_t address, int64_t body, const struct page *p, struct err *e)
{
    struct str packed;
    char *memory;
    int result;

    buf_clear(&s->packed);
    packing_pack(p, &s->packed);
    if (bodies_compress(s, buf_view(&s->packed), &packed, &memory, e) < 0)
        return -1;
    result =
        sql_run(s, e, "INSERT INTO page (address, body, version, title, zstd) VALUES (?1, ?2, ?3, ?4, ?5)",
                "llisb", address, body, PAGE_VERSION, p->title, packed);
    free(memory);
    return result;
}

int
pages_put(struct store *s, int64_t address, int64_t body, const struct page *page, struct err *e)
{
    const struct page fitting = packing_fit(page), *p = &fitting;
    int64_t id;
    int found = sql_number(s, e, &id, "SELECT id FROM page WHERE address = ?1 AND body = ?2 AND version = ?3",
                           "lli", address, body, PAGE_VERSION);

    if (found)
        return found < 0 ? -1 : 0;
    /* The same bytes at the same address were read before; they are not stored twice. */
    if (put_packed(s, address, body, p, e) < 0)
        return -1;
    id = sqlite3_last_insert_rowid(s->db);
    for (size_t i = 0; i < p->link_n; i++)
        if (put_link(s, id, i, &p->link[i], e) < 0)
            return -1;
    return 0;
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

int
pages_get(struct store *s, int64_t address, int64_t body, struct arena *a, struct page *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(s, e,
                                 "SELECT version, zstd FROM page WHERE address = ?1 AND body = ?2 "
                                 "ORDER BY version = ?3 DESC LIMIT 1",
                                 "lli", address, body, PAGE_VERSION);
    int found = stmt ? sql_step(s, stmt, e) : -1;
    struct str bytes;

    if (found == 1 && sqlite3_column_int64(stmt, 0) != PAGE_VERSION)
        found = unreadable(s, _("its pages were read by another version of oit"), e);
    else if (found == 1 && (!pages_expand(s, sql_blob(stmt, 1), a, &bytes) || !packing_unpack(bytes, a, out)))
        found = unreadable(s, _("a stored page is damaged"), e);
    sql_done(stmt);
    return found;
}

/* What was read in documents, by the hash of their bytes. */
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

static int
put_packed(struct store *s, int64_t body, const struct document *d, uint32_t ocr_pages, struct err *e)
{
    struct str packed;
    int result;

    buf_clear(&s->packed);
    packing_pack_document(d, &s->packed);
    if (bodies_compress(s, buf_view(&s->packed), &packed, e) < 0)
        return -1;
    result = sql_run(s, e,
                     "INSERT OR REPLACE INTO document (body, version, format, state, parts, flags, cut, ocr, "
                     "detail, zstd) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                     "lizziiiisb", body, DOCUMENT_VERSION, document_format_name(d->format),
                     document_state_name(d->state), (int)d->part_count, (int)d->flags, (int)d->cut,
                     (int)ocr_pages, d->detail, packed);
    return result;
}

int
store_put_document(struct store *s, const struct sha256 *hash, const struct document *d, uint32_t ocr_pages,
                   struct err *e)
{
    const struct document fitting = packing_fit_document(d);
    int64_t body;
    bool fresh;

    if (store_begin(s, e) < 0 || bodies_put(s, hash, STR_NONE, 0, false, &body, &fresh, e) < 0 ||
        put_packed(s, body, &fitting, ocr_pages, e) < 0)
        return -1;
    return 0;
}

bool
store_document_state(struct store *s, const struct sha256 *hash, struct buf *out)
{
    struct str key = {(const char *)hash->byte, sizeof hash->byte};
    sqlite3_stmt *stmt =
        sql_get(s, NULL,
                "SELECT d.state, d.version || ' ' || d.format || ' ' || d.parts || ' ' || d.flags || ' ' || "
                "d.cut || ' ' || d.ocr || ' ' || length(d.zstd) || ' ' || d.detail "
                "FROM document d JOIN body b ON b.id = d.body WHERE b.sha256 = ?1",
                "b", key);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    if (found) {
        buf_str(out, sql_text(stmt, 0));
        buf_char(out, ' ');
        buf_str(out, sql_text(stmt, 1));
    }
    sql_done(stmt);
    return found;
}

static bool
read_document(struct store *s, sqlite3_stmt *stmt, struct arena *a, struct document *out, uint32_t *ocr_pages)
{
    struct str bytes;

    memset(out, 0, sizeof *out);
    if (!pages_expand(s, sql_blob(stmt, 7), a, &bytes) || !packing_unpack_document(bytes, a, out))
        return false;
    out->format = document_format_of_name(sql_text(stmt, 0));
    out->state = document_state_of_name(sql_text(stmt, 1));
    out->part_count = (uint32_t)sql_int(stmt, 2);
    out->flags = (uint32_t)sql_int(stmt, 3);
    out->cut = sql_int(stmt, 4) != 0;
    *ocr_pages = (uint32_t)sql_int(stmt, 5);
    out->detail = arena_str(a, sql_text(stmt, 6));
    return true;
}

bool
store_document(struct store *s, const struct sha256 *hash, struct arena *a, struct document *out,
               uint32_t *ocr_pages)
{
    struct str key = {(const char *)hash->byte, sizeof hash->byte};
    sqlite3_stmt *stmt = sql_get(s, NULL,
                                 "SELECT d.format, d.state, d.parts, d.flags, d.cut, d.ocr, d.detail, d.zstd "
                                 "FROM document d JOIN body b ON b.id = d.body "
                                 "WHERE b.sha256 = ?1 AND d.version = ?2",
                                 "bi", key, DOCUMENT_VERSION);
    bool found = stmt && sql_step(s, stmt, NULL) == 1 && read_document(s, stmt, a, out, ocr_pages);

    sql_done(stmt);
    return found;
}

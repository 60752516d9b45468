/* Bytes of answers, once each, by their hash. */
#include "base/mem.h"
#include "oit/limits.h"
#include "store/private.h"
#include "store/quick.h"
#include <assert.h>
#include <stdlib.h>

#define LEVEL                                                                                                \
    3 /* 36.6 KB of page become 4.9 KB; level 9 saves 14 per cent more and takes six times as long */
#define LEVEL_LARGE                                                                                          \
    1 /* a result of 587 KB becomes 59 KB instead of 53, in half the time and of memory to be written */
/*
 * Where sites take turns on a processor, tables of 384 KB push everything else out of its nearer memory: with
 * these of 24 KB a batch takes 4 % less, and pages take 1 % more room.
 */
#define SMALL (128 * KIB)
#define TABLE_LOG 12
#define ROOM_KEPT (256 * KIB)
#define WINDOW_LOG_MAX 23 /* ours need 21; a stranger's frame may not ask for 128 MiB */

/* Room for one packing, which the next one uses again unless it was an uncommon one. */
static char *
room_for(struct store *s, size_t n)
{
    if (s->room < n || s->room > ROOM_KEPT) {
        free(s->zstd);
        s->room = n < ROOM_KEPT ? ROOM_KEPT : n;
        s->zstd = mem_grow(NULL, s->room, 1);
    }
    return s->zstd;
}

static bool
has_context(struct store *s)
{
    if (!s->compress)
        s->compress = ZSTD_createCCtx();
    return s->compress != NULL;
}

static int
compress_at(struct store *s, int level, struct str bytes, struct str *out, struct err *e)
{
    size_t room = ZSTD_compressBound(bytes.n), n = (size_t)-1;
    char *packed = room_for(s, room);

    if (has_context(s)) {
        ZSTD_CCtx_reset(s->compress, ZSTD_reset_session_and_parameters);
        ZSTD_CCtx_setParameter(s->compress, ZSTD_c_compressionLevel, level);
        if (bytes.n <= SMALL) {
            ZSTD_CCtx_setParameter(s->compress, ZSTD_c_hashLog, TABLE_LOG);
            ZSTD_CCtx_setParameter(s->compress, ZSTD_c_chainLog, TABLE_LOG - 1);
        }
        n = ZSTD_compress2(s->compress, packed, room, bytes.p, bytes.n);
    }
    if (ZSTD_isError(n))
        return err_set(e, ERR_STORE, s->path, _("Close other programs and run the same command again."),
                       _("a page cannot be packed for storing (%s)"), ZSTD_getErrorName(n));
    *out = (struct str){packed, n};
    return 0;
}

int
bodies_compress(struct store *s, struct str bytes, struct str *out, struct err *e)
{
    return compress_at(s, LEVEL, bytes, out, e);
}

int
bodies_compress_large(struct store *s, struct str bytes, struct str *out, struct err *e)
{
    return compress_at(s, LEVEL_LARGE, bytes, out, e);
}

struct str
bodies_pack_quick(struct store *s, struct str bytes)
{
    char *packed = room_for(s, quick_bound(bytes.n));

    return (struct str){packed, quick_pack(bytes, packed)};
}

/* A page is packed against the site's basis, or by itself. */
static int
pack(struct store *s, struct str bytes, bool page, int64_t *basis, struct str *packed, struct err *e)
{
    size_t room = ZSTD_compressBound(bytes.n), n;
    char *p = room_for(s, room);

    *basis = page && has_context(s) ? basis_pack(s, bytes, p, room, &n) : 0;
    if (!*basis)
        return bodies_compress(s, bytes, packed, e);
    *packed = (struct str){p, n};
    return 0;
}

static int
put_bytes(struct store *s, const struct sha256 *hash, struct str bytes, bool page, int64_t *id, struct err *e)
{
    struct str key = {(const char *)hash->byte, sizeof hash->byte}, packed;
    int64_t basis;

    if (pack(s, bytes, page, &basis, &packed, e) < 0 ||
        sql_run(s, e,
                "INSERT INTO body (sha256, size, zstd, basis) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha256) "
                "DO UPDATE SET size = excluded.size, zstd = excluded.zstd, basis = excluded.basis",
                "blbr", key, (int64_t)bytes.n, packed, basis) < 0)
        return -1;
    if (*id == 0)
        *id = sqlite3_last_insert_rowid(s->db);
    if (page && !basis)
        basis_offer(s->basis, *id, bytes, packed.n);
    return 0;
}

/* Of what only the hash is known. */
static int
put_hash(struct store *s, struct str key, uint64_t size, int64_t *id, struct err *e)
{
    if (sql_run(s, e, "INSERT INTO body (sha256, size) VALUES (?1, ?2)", "bl", key, (int64_t)size) < 0)
        return -1;
    *id = sqlite3_last_insert_rowid(s->db);
    return 0;
}

int
bodies_put(struct store *s, const struct sha256 *hash, struct str bytes, uint64_t size, bool page,
           int64_t *id, bool *fresh, struct err *e)
{
    struct str key = {(const char *)hash->byte, sizeof hash->byte};
    sqlite3_stmt *stmt = sql_get(s, e, "SELECT id, zstd IS NOT NULL FROM body WHERE sha256 = ?1", "b", key);
    int found = stmt ? sql_step(s, stmt, e) : -1;
    bool known = false;

    *id = 0;
    if (found == 1) {
        *id = sqlite3_column_int64(stmt, 0);
        known = sqlite3_column_int(stmt, 1) || !bytes.n;
    }
    sql_done(stmt);
    *fresh = found == 0;
    if (found < 0)
        return -1;
    if (known)
        return 0;
    return bytes.n ? put_bytes(s, hash, bytes, page, id, e) : put_hash(s, key, size, id, e);
}

/* Expand piece by piece, so that a small row that claims to be large costs nothing. */
bool
bodies_expand(struct store *s, struct str packed, const ZSTD_DDict *basis, struct buf *out)
{
    char piece[64 * 1024];
    ZSTD_inBuffer in = {packed.p, packed.n, 0};
    size_t left = 1;

    if (!s->expand)
        s->expand = ZSTD_createDCtx();
    if (!s->expand)
        return false;
    ZSTD_DCtx_reset(s->expand, ZSTD_reset_session_only);
    ZSTD_DCtx_setParameter(s->expand, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    ZSTD_DCtx_refDDict(s->expand, basis);
    while (left) {
        ZSTD_outBuffer piece_out = {piece, sizeof piece, 0};
        size_t before = in.pos;

        left = ZSTD_decompressStream(s->expand, &piece_out, &in);
        if (ZSTD_isError(left) || !buf_put(out, piece, piece_out.pos))
            break;
        if (left && in.pos == before && !piece_out.pos)
            break; /* the frame is cut */
    }
    ZSTD_DCtx_refDDict(s->expand, NULL); /* pages have none */
    return left == 0 && in.pos == in.size;
}

static bool
expand_row(struct store *s, sqlite3_stmt *stmt, struct buf *out)
{
    int64_t id = sqlite3_column_int64(stmt, 1);
    const ZSTD_DDict *basis = id ? basis_read(s, id) : NULL;

    return (basis || !id) && bodies_expand(s, sql_blob(stmt, 0), basis, out);
}

/* The bytes prove something only when their hash is right, so it is computed again. */
bool
store_body(struct store *s, const struct sha256 *hash, struct buf *out)
{
    struct str key = {(const char *)hash->byte, sizeof hash->byte};
    sqlite3_stmt *stmt =
        sql_get(s, NULL, "SELECT zstd, basis FROM body WHERE sha256 = ?1 AND zstd IS NOT NULL", "b", key);
    size_t start = out->n;
    struct sha256 got;
    bool ok = false;

    if (stmt && sql_step(s, stmt, NULL) == 1 && expand_row(s, stmt, out)) {
        got = sha256_of((struct str){out->p ? out->p + start : "", out->n - start});
        ok = sha256_eq(&got, hash);
    }
    sql_done(stmt);
    if (!ok)
        out->n = start;
    return ok;
}

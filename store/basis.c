/*
 * The page of a site that others are compressed against: head, menu and foot are the same on all of them.
 * Pages of 57 KB take 2.6 KB each so and 53 us, instead of 6.6 KB and 83 us.  Repetitions of seven bytes at
 * least, and letters as they are, take 372 000 instructions instead of 424 000, and 0.1 KB more.
 */
#define ZSTD_STATIC_LINKING_ONLY /* ZSTD_c_forceAttachDict */
#include "base/mem.h"
#include "oit/limits.h"
#include "store/private.h"
#include <stdlib.h>

#define LEVEL 1       /* higher ones make pages no smaller */
#define LEAST_AGAIN 7 /* bytes; shorter repetitions make Thai larger, and more to do */
#define LEAST 2048    /* bytes; a smaller page is no model for others */
#define POOR_IN_ROW 8 /* pages that gain little by it before another one is chosen */

struct body_basis {
    int64_t id; /* of its body; 0: none is chosen */
    ZSTD_CDict *pack;
    size_t size, packed; /* bytes of it, by itself */
    int poor;
    bool looked; /* whether the file has one */
    int64_t read_id;
    ZSTD_DDict *read;
};

struct body_basis *
basis_new(void)
{
    return mem_new(1, sizeof(struct body_basis));
}

void
basis_free(struct body_basis *b)
{
    if (!b)
        return;
    basis_forget(b);
    free(b);
}

void
basis_forget(struct body_basis *b)
{
    if (!b)
        return;
    ZSTD_freeCDict(b->pack);
    ZSTD_freeDDict(b->read);
    *b = (struct body_basis){0};
}

/* A page and not a dictionary of zstd, which a stranger might have made. */
static bool
is_model(struct str bytes)
{
    return bytes.n >= LEAST && bytes.n <= LIMIT_BASIS && bytes.p[0] == '<';
}

static void
choose(struct body_basis *b, int64_t id, struct str bytes, size_t packed)
{
    ZSTD_compressionParameters p = ZSTD_getCParams(LEVEL, 0, bytes.n);

    ZSTD_freeCDict(b->pack);
    p.minMatch = LEAST_AGAIN;
    b->pack = ZSTD_createCDict_advanced(bytes.p, bytes.n, ZSTD_dlm_byCopy, ZSTD_dct_rawContent, p,
                                        ZSTD_defaultCMem);
    b->id = b->pack ? id : 0;
    b->size = bytes.n;
    b->packed = packed;
    b->poor = 0;
}

void
basis_offer(struct body_basis *b, int64_t id, struct str bytes, size_t packed)
{
    if (is_model(bytes) && (!b->id || b->poor >= POOR_IN_ROW))
        choose(b, id, bytes, packed);
}

/* A file that is written to again goes on with the one it used last. */
static void
look(struct store *s, struct body_basis *b)
{
    sqlite3_stmt *stmt;
    struct buf bytes;

    if (b->looked)
        return;
    b->looked = true;
    buf_init(&bytes, LIMIT_BASIS);
    stmt = sql_get(s, NULL,
                   "SELECT id, zstd FROM body WHERE basis IS NULL AND id = (SELECT basis FROM body "
                   "WHERE basis IS NOT NULL ORDER BY id DESC LIMIT 1)",
                   "");
    if (stmt && sql_step(s, stmt, NULL) == 1 && bodies_expand(s, sql_blob(stmt, 1), NULL, &bytes) &&
        is_model(buf_view(&bytes)))
        choose(b, sqlite3_column_int64(stmt, 0), buf_view(&bytes), sql_blob(stmt, 1).n);
    sql_done(stmt);
    buf_free(&bytes);
}

/* Pages that differ from it take hardly less room than by themselves. */
static void
note_gain(struct body_basis *b, size_t size, size_t packed)
{
    bool gains = (double)packed * (double)b->size * 5 < (double)size * (double)b->packed * 4;

    b->poor = gains ? 0 : b->poor + 1;
}

int64_t
basis_pack(struct store *s, struct str bytes, char *room, size_t room_n, size_t *packed)
{
    struct body_basis *b = s->basis;

    look(s, b);
    if (!b->id || b->poor >= POOR_IN_ROW)
        return 0;
    ZSTD_CCtx_reset(s->compress, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(s->compress, ZSTD_c_forceAttachDict, ZSTD_dictForceAttach);
    ZSTD_CCtx_setParameter(s->compress, ZSTD_c_literalCompressionMode, ZSTD_ps_disable);
    ZSTD_CCtx_refCDict(s->compress, b->pack);
    *packed = ZSTD_compress2(s->compress, room, room_n, bytes.p, bytes.n);
    if (ZSTD_isError(*packed))
        return 0;
    note_gain(b, bytes.n, *packed);
    return b->id;
}

const ZSTD_DDict *
basis_read(struct store *s, int64_t id)
{
    struct body_basis *b = s->basis;
    sqlite3_stmt *stmt;
    struct buf bytes;

    if (b->read && b->read_id == id)
        return b->read;
    buf_init(&bytes, LIMIT_BASIS);
    ZSTD_freeDDict(b->read);
    b->read = NULL;
    b->read_id = id;
    stmt = sql_get(s, NULL, "SELECT zstd FROM body WHERE id = ?1 AND basis IS NULL AND zstd IS NOT NULL", "l",
                   id);
    if (stmt && sql_step(s, stmt, NULL) == 1 && bodies_expand(s, sql_blob(stmt, 0), NULL, &bytes) &&
        is_model(buf_view(&bytes)))
        b->read = ZSTD_createDDict(bytes.p, bytes.n);
    sql_done(stmt);
    buf_free(&bytes);
    return b->read;
}

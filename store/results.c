/*
 * What judging came to, kept for commands that only show it: `oit report` of a site of 200 pages took 5 s of
 * processor time and takes 0.08 s with it.
 */
#include "oit/limits.h"
#include "store/private.h"
#include <stdlib.h>

#define RESULTS_KEPT 2 /* of the newest visits: as many as are compared */

static int
put(struct store *s, int64_t run, const struct sha256 *fingerprint, struct str zstd, struct err *e)
{
    struct str key = {(const char *)fingerprint->byte, sizeof fingerprint->byte};

    if (sql_run(s, e, "INSERT OR REPLACE INTO result (run, fingerprint, zstd) VALUES (?1, ?2, ?3)", "lbb",
                run, key, zstd) < 0)
        return -1;
    return sql_run(s, e,
                   "DELETE FROM result WHERE run NOT IN (SELECT run FROM result ORDER BY run DESC LIMIT ?1)",
                   "i", RESULTS_KEPT);
}

int
store_put_result(struct store *s, int64_t run, const struct sha256 *fingerprint, struct str packed,
                 struct err *e)
{
    struct str zstd;
    int result;

    if (packed.n > LIMIT_RESULT)
        return 0; /* it is judged anew each time */
    if (bodies_compress_large(s, packed, &zstd, e) < 0)
        return -1;
    result = store_begin_own(s, false, e);
    if (result == 0)
        result = store_end_own(s, put(s, run, fingerprint, zstd, e), e);
    return result;
}

bool
store_has_result(struct store *s)
{
    int64_t one;

    return sql_number(s, NULL, &one, "SELECT 1 FROM result LIMIT 1", "") == 1;
}

/* The bytes in the row of a prepared question, which it ends. */
static bool
read_packed(struct store *s, sqlite3_stmt *stmt, struct arena *a, struct str *bytes)
{
    bool found = stmt && sql_step(s, stmt, NULL) == 1 && pages_expand(s, sql_blob(stmt, 0), a, bytes) &&
                 bytes->n <= LIMIT_RESULT;

    sql_done(stmt);
    return found;
}

bool
store_result(struct store *s, const struct sha256 *fingerprint, struct arena *a, struct result *out)
{
    struct str key = {(const char *)fingerprint->byte, sizeof fingerprint->byte}, bytes;

    return read_packed(s,
                       sql_get(s, NULL,
                               "SELECT zstd FROM result WHERE fingerprint = ?1 ORDER BY run DESC LIMIT 1",
                               "b", key),
                       a, &bytes) &&
           store_unpack_result(bytes, false, a, out);
}

bool
store_result_of(struct store *s, int64_t run, struct arena *a, struct result *out)
{
    struct str bytes;

    return read_packed(s, sql_get(s, NULL, "SELECT zstd FROM result WHERE run = ?1", "l", run), a, &bytes) &&
           card_skim(bytes, a, out);
}

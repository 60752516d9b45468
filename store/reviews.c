/* What people have said of items.  Nothing is overwritten: a statement ends when another takes its place. */
#include "oit/limits.h"
#include "store/private.h"

static int
end_review(struct store *s, struct str pack_id, struct str item, int64_t now, struct err *e)
{
    return sql_run(s, e, "UPDATE review SET ended = ?3 WHERE pack_id = ?1 AND item = ?2 AND ended = 0", "ssl",
                   pack_id, item, now > 0 ? now : 1);
}

static int
put_review(struct store *s, const struct review *r, int64_t now, struct err *e)
{
    struct str basis = {(const char *)r->basis.byte, sha256_is_zero(&r->basis) ? 0 : sizeof r->basis.byte};

    if (end_review(s, r->pack_id, r->item, now, e) < 0)
        return -1;
    return sql_run(s, e,
                   "INSERT INTO review (pack_id, item, verdict, reason, said_by, until, made, "
                   "machine_verdict, basis, ended) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
                   "sszssslzb", r->pack_id, r->item, verdict_name(r->verdict), r->reason, r->by, r->until,
                   r->made, r->machine != VERDICT_COUNT ? verdict_name(r->machine) : "", basis);
}

int
store_put_review(struct store *s, const struct review *r, int64_t now, struct err *e)
{
    if (store_begin_own(s, true, e) < 0)
        return -1;
    return store_end_own(s, put_review(s, r, now, e), e);
}

int
store_end_review(struct store *s, struct str pack_id, struct str item, int64_t now, struct err *e)
{
    if (store_begin_own(s, true, e) < 0)
        return -1;
    return store_end_own(s, end_review(s, pack_id, item, now, e), e);
}

/* False for a row that no oit wrote: a verdict without its word says nothing. */
static bool
read_review(sqlite3_stmt *stmt, struct arena *a, struct review *r)
{
    *r = (struct review){
        .pack_id = arena_str(a, sql_text(stmt, 0)),
        .item = arena_str(a, sql_text(stmt, 1)),
        .verdict = names_verdict(sql_text(stmt, 2)),
        .reason = arena_str(a, sql_text(stmt, 3)),
        .by = arena_str(a, sql_text(stmt, 4)),
        .until = arena_str(a, sql_text(stmt, 5)),
        .made = sqlite3_column_int64(stmt, 6),
        .machine = names_verdict(sql_text(stmt, 7)),
    };
    sql_hash(stmt, 8, &r->basis);
    return r->verdict != VERDICT_COUNT;
}

int
store_reviews(struct store *s, struct arena *a, const struct review **out, size_t *n, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT pack_id, item, verdict, reason, said_by, until, made, machine_verdict, basis "
                "FROM review WHERE ended = 0 ORDER BY pack_id, length(item), item LIMIT ?1",
                "i", LIMIT_REVIEWS);
    struct review *list = arena_raw(a, LIMIT_REVIEWS * sizeof *list); /* room that is rarely written */
    int more = -1;

    *out = list;
    *n = 0;
    while (stmt && (more = sql_step(s, stmt, e)) == 1)
        *n += read_review(stmt, a, &list[*n]);
    sql_done(stmt);
    return more;
}

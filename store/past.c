/* Looking back: which visits the file remembers, what was said of them, what became of an address in one. */
#include "oit/limits.h"
#include "store/private.h"
#include <string.h>

static int
score(sqlite3_stmt *stmt, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(stmt, column);

    return n < 0 || n > 10000 ? NO_SCORE : (int)n;
}

static struct past
read_past(sqlite3_stmt *stmt, struct arena *a)
{
    struct past p = {
        .judgement = sqlite3_column_int64(stmt, 7),
        .pack_id = arena_str(a, sql_text(stmt, 8)),
        .pack_sha256 = arena_str(a, sql_text(stmt, 9)),
        .as_of = arena_str(a, sql_text(stmt, 10)),
        .tool_version = arena_str(a, sql_text(stmt, 11)),
        .low = score(stmt, 12),
        .high = score(stmt, 13),
    };

    store_read_run(stmt, a, &p.run);
    return p;
}

int
store_past(struct store *s, struct arena *a, const struct past **out, size_t *n, struct err *e)
{
    sqlite3_stmt *stmt;
    struct past *list;
    int64_t count = 0;
    int more = -1;

    *out = NULL;
    *n = 0;
    if (sql_number(s, e, &count, "SELECT count(*) FROM run WHERE finished > 0", "") < 0)
        return -1;
    if (count > LIMIT_DIFF_RUNS)
        count = LIMIT_DIFF_RUNS;
    *out = list = ARENA_ARRAY(a, struct past, (size_t)count + 1);
    stmt = sql_get(s, e,
                   "SELECT * FROM (SELECT r.id AS id, start_url, home, options, started, finished, complete, "
                   "coalesce(j.id, 0), coalesce(pack_id, ''), coalesce(pack_sha256, ''), "
                   "coalesce(as_of, ''), coalesce(tool_version, ''), coalesce(low, -1), coalesce(high, -1) "
                   "FROM run AS r LEFT JOIN judgement AS j ON j.id = "
                   "(SELECT max(id) FROM judgement WHERE run = r.id) "
                   "WHERE finished > 0 ORDER BY r.id DESC LIMIT ?1) ORDER BY id",
                   "l", count);
    while (stmt && (more = sql_step(s, stmt, e)) == 1) {
        struct past *p = &list[(*n)++];

        *p = read_past(stmt, a);
        more = store_readable(s, p->run.id, e);
        if (more < 0)
            break;
        p->content = more;
    }
    sql_done(stmt);
    return more;
}

bool
store_judged(struct store *s, int64_t judgement, struct str item, enum verdict *verdict,
             enum verdict *machine)
{
    sqlite3_stmt *stmt =
        sql_get(s, NULL, "SELECT verdict, machine_verdict FROM verdict WHERE judgement = ?1 AND item = ?2",
                "ls", judgement, item);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    if (found) {
        *verdict = names_verdict(sql_text(stmt, 0));
        *machine = names_verdict(sql_text(stmt, 1));
        found = *verdict != VERDICT_COUNT && *machine != VERDICT_COUNT;
    }
    sql_done(stmt);
    return found;
}

bool
store_last_sure(struct store *s, int64_t run, struct str pack_id, struct str item, enum verdict *verdict)
{
    sqlite3_stmt *stmt = sql_get(s, NULL,
                                 "SELECT v.verdict FROM verdict v JOIN judgement j ON j.id = v.judgement "
                                 "WHERE v.item = ?3 AND j.pack_id = ?2 AND j.run < ?1 "
                                 "AND v.verdict NOT IN ('unassessed', 'review') "
                                 "ORDER BY j.run DESC, j.id DESC LIMIT 1",
                                 "lss", run, pack_id, item);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    if (found)
        *verdict = names_verdict(sql_text(stmt, 0));
    sql_done(stmt);
    return found && *verdict != VERDICT_COUNT;
}

int64_t
store_fetched(struct store *s, int64_t run, struct str url)
{
    int64_t fetched = 0;

    sql_number(
        s, NULL, &fetched,
        "SELECT fetched FROM visit WHERE run = ?1 AND address = (SELECT id FROM address WHERE url = ?2)",
        "ls", run, url);
    return fetched;
}

bool
store_sighting(struct store *s, int64_t run, struct str url, struct sighting *out)
{
    sqlite3_stmt *stmt = sql_get(s, NULL,
                                 "SELECT state, problem, status FROM visit WHERE run = ?1 AND address = "
                                 "(SELECT id FROM address WHERE url = ?2)",
                                 "ls", run, url);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    memset(out, 0, sizeof *out);
    if (found) {
        out->state = (enum address_state)names_find(names_state, NAMES_STATE, sql_text(stmt, 0));
        out->problem = names_problem(sql_text(stmt, 1), out->state);
        out->status = sql_int(stmt, 2);
    }
    sql_done(stmt);
    return found;
}

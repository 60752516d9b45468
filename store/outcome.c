/* What the newest finished visit of a site came to, in a few words. */
#include "base/mem.h"
#include "oit/limits.h"
#include "store/private.h"
#include <string.h>

#define VERDICTS_MAX (64 * KIB)

struct last {
    int64_t judgement, before; /* of the visit before, under the same checklist; 0: none */
};

static int
score_of(sqlite3_stmt *stmt, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(stmt, column);

    return n < 0 || n > 10000 || sqlite3_column_type(stmt, column) == SQLITE_NULL ? NO_SCORE : (int)n;
}

/* 1 when the run was judged, 0 when not, -1 and e. */
static int
read_judgement(struct store *s, const struct run *run, struct arena *a, struct outcome *out,
               struct last *last, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT id, pack_id, as_of, agency, low, high, potential FROM judgement WHERE run = ?1 "
                "ORDER BY id DESC LIMIT 1",
                "l", run->id);
    int found = stmt ? sql_step(s, stmt, e) : -1;

    if (found == 1) {
        last->judgement = sqlite3_column_int64(stmt, 0);
        out->pack_id = arena_str(a, sql_text(stmt, 1));
        out->as_of = arena_str(a, sql_text(stmt, 2));
        out->agency = arena_str(a, sql_text(stmt, 3));
        out->low = score_of(stmt, 4);
        out->high = score_of(stmt, 5);
        out->potential = score_of(stmt, 6);
    }
    sql_done(stmt);
    return found;
}

struct str
store_agency(struct store *s, int64_t run, struct arena *a)
{
    sqlite3_stmt *stmt = sql_get(s, NULL,
                                 "SELECT agency FROM judgement WHERE agency <> '' AND run <= ?1 ORDER BY run "
                                 "DESC, id DESC LIMIT 1",
                                 "l", run);
    struct str agency = STR_NONE;

    if (stmt && sql_step(s, stmt, NULL) == 1)
        agency = arena_str(a, sql_text(stmt, 0));
    sql_done(stmt);
    return agency;
}

static int
read_verdicts(struct store *s, const struct last *last, struct arena *a, struct outcome *out, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT n.item, n.verdict, coalesce(b.verdict, '') FROM verdict n LEFT JOIN verdict b "
                "ON b.judgement = ?2 AND b.item = n.item WHERE n.judgement = ?1 ORDER BY n.item",
                "ll", last->judgement, last->before);
    struct buf b;
    int more = -1;

    buf_init(&b, VERDICTS_MAX);
    while (stmt && (more = sql_step(s, stmt, e)) == 1) {
        struct str before = sql_text(stmt, 2);

        buf_printf(&b, "%s%.*s=%.*s", b.n > 0 ? " " : "", STR_ARGS(sql_text(stmt, 0)),
                   STR_ARGS(sql_text(stmt, 1)));
        if (before.n > 0)
            buf_printf(&b, "/%.*s", STR_ARGS(before));
    }
    sql_done(stmt);
    out->verdicts = arena_str(a, buf_view(&b));
    buf_free(&b);
    return more;
}

static int
read_faults(struct store *s, const struct last *last, struct arena *a, struct outcome *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(
        s, e, "SELECT item, lacks, lacking FROM verdict WHERE judgement = ?1 AND lacks <> '' ORDER BY item",
        "l", last->judgement);
    struct buf b;
    int more = -1;

    buf_init(&b, VERDICTS_MAX);
    while (stmt && (more = sql_step(s, stmt, e)) == 1)
        buf_printf(&b, "%.*s=%.*s %.*s\n", STR_ARGS(sql_text(stmt, 0)), STR_ARGS(sql_text(stmt, 1)),
                   STR_ARGS(sql_text(stmt, 2)));
    sql_done(stmt);
    out->faults = arena_str(a, buf_view(&b));
    buf_free(&b);
    return more;
}

int
store_readable(struct store *s, int64_t run, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT DISTINCT v.state, v.problem FROM visit v JOIN page p ON p.address = v.address "
                "AND p.body = v.body WHERE v.run = ?1 AND v.role = 'page'",
                "l", run);
    bool yes = false;
    int more = -1;

    while (stmt && !yes && (more = sql_step(s, stmt, e)) == 1) {
        enum address_state state = names_find(names_state, NAMES_STATE, sql_text(stmt, 0));

        yes = problem_is_content(names_problem(sql_text(stmt, 1), state));
    }
    sql_done(stmt);
    return more < 0 ? -1 : yes;
}

int
outcome_first_readable(struct store *s, sqlite3_stmt *stmt, int column, struct err *e)
{
    int found = 0, more = -1;

    while (stmt && found == 0 && (more = sql_step(s, stmt, e)) == 1)
        found = store_readable(s, sqlite3_column_int64(stmt, column), e);
    return more < 0 ? -1 : found;
}

int
outcome_before(struct store *s, int64_t run, struct str pack_id, struct judged *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(s, e,
                                 "SELECT id, low, high, run FROM judgement WHERE run < ?1 AND pack_id = ?2 "
                                 "ORDER BY run DESC, id DESC",
                                 "ls", run, pack_id);
    int found = outcome_first_readable(s, stmt, 3, e);

    *out = (struct judged){0, NO_SCORE, NO_SCORE};
    if (found == 1)
        *out = (struct judged){sqlite3_column_int64(stmt, 0), score_of(stmt, 1), score_of(stmt, 2)};
    sql_done(stmt);
    return found < 0 ? -1 : 0;
}

/* 1 when the run could ask nobody because this machine had no network, 0, -1 and e. */
static int
was_offline(struct store *s, int64_t run, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(s, e,
                                 "SELECT 1 FROM visit WHERE run = ?1 AND problem IN ('dns', 'unreachable') "
                                 "AND detail = ?2 LIMIT 1",
                                 "lz", run, PROBLEM_NO_NETWORK);
    int found = stmt ? sql_step(s, stmt, e) : -1;

    sql_done(stmt);
    return found;
}

int
store_note_offline(struct store *s, int64_t run, struct err *e)
{
    int result;

    if (store_begin_own(s, false, e) < 0)
        return -1;
    result =
        sql_run(s, e, "UPDATE visit SET detail = ?2 WHERE run = ?1 AND problem IN ('dns', 'unreachable')",
                "lz", run, PROBLEM_NO_NETWORK);
    return store_end_own(s, result, e);
}

static int
read_before(struct store *s, const struct run *run, struct outcome *out, struct last *last, struct err *e)
{
    struct judged before;

    if (outcome_before(s, run->id, out->pack_id, &before, e) < 0)
        return -1;
    last->before = before.id;
    out->before_low = before.low;
    out->before_high = before.high;
    return 0;
}

static int
read_score(struct store *s, int64_t run, struct str pack_id, struct readable *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(
        s, e, "SELECT low, high FROM judgement WHERE run = ?1 AND pack_id = ?2 ORDER BY id DESC LIMIT 1",
        "ls", run, pack_id);
    int found = stmt ? sql_step(s, stmt, e) : -1;

    if (found == 1) {
        out->low = score_of(stmt, 0);
        out->high = score_of(stmt, 1);
    }
    sql_done(stmt);
    return found < 0 ? -1 : 0;
}

/* When the first visit after one and up to another was, those of a machine without a network apart. */
static int
read_since(struct store *s, int64_t after, int64_t run, int64_t *since, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e, "SELECT id, started FROM run WHERE finished > 0 AND id > ?1 AND id <= ?2 ORDER BY id",
                "ll", after, run);
    int offline = 1, more = -1;

    while (stmt && offline == 1 && (more = sql_step(s, stmt, e)) == 1)
        offline = was_offline(s, sqlite3_column_int64(stmt, 0), e);
    if (more == 1 && offline == 0)
        *since = sqlite3_column_int64(stmt, 1);
    sql_done(stmt);
    return more < 0 || offline < 0 ? -1 : 0;
}

int
store_last_readable(struct store *s, int64_t run, struct str pack_id, struct readable *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(
        s, e, "SELECT id, started FROM run WHERE finished > 0 AND id <= ?1 ORDER BY id DESC", "l", run);
    int found = outcome_first_readable(s, stmt, 0, e);

    *out = (struct readable){.low = NO_SCORE, .high = NO_SCORE};
    if (found == 1) {
        out->run = sqlite3_column_int64(stmt, 0);
        out->started = sqlite3_column_int64(stmt, 1);
    }
    sql_done(stmt);
    if (found < 0 || read_since(s, out->run, run, &out->since, e) < 0 ||
        (found == 1 && read_score(s, out->run, pack_id, out, e) < 0))
        return -1;
    return found;
}

static bool
tells_more(struct str problem)
{
    return str_starts(problem, STR("tls"));
}

/* A server that cannot even give its robots.txt forbids nothing: it is broken, and that is the problem. */
static int
read_robots(struct store *s, int64_t run, struct arena *a, struct outcome *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(s, e,
                                 "SELECT problem FROM visit WHERE run = ?1 AND role = 'robots' AND "
                                 "state = 'failed' AND problem <> '' ORDER BY id LIMIT 1",
                                 "l", run);
    int found = stmt ? sql_step(s, stmt, e) : -1;

    if (found == 1)
        out->problem = arena_str(a, sql_text(stmt, 0));
    sql_done(stmt);
    return found;
}

/* What stood at the door: of several tries, a certificate says more than that nobody answers elsewhere. */
static int
read_problem(struct store *s, int64_t run, struct arena *a, struct outcome *out, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT problem, detail FROM visit WHERE run = ?1 AND role = 'page' AND problem <> '' "
                "ORDER BY depth, id LIMIT 8",
                "l", run);
    int more = -1;

    while (stmt && (more = sql_step(s, stmt, e)) == 1) {
        struct str problem = sql_text(stmt, 0);

        if (out->problem.n > 0 && !tells_more(problem))
            continue;
        out->problem = arena_str(a, problem);
        out->detail = arena_str(a, sql_text(stmt, 1));
    }
    sql_done(stmt);
    if (more < 0 || (!str_eq(out->problem, STR("robots")) && !str_eq(out->problem, STR("robots_unread"))))
        return more;
    return read_robots(s, run, a, out, e);
}

/* Why nothing could be read. */
static int
read_trouble(struct store *s, int64_t run, struct arena *a, struct outcome *out, struct err *e)
{
    int offline;

    if (read_problem(s, run, a, out, e) < 0)
        return -1;
    offline = was_offline(s, run, e);
    if (offline == 1)
        out->detail = STR(PROBLEM_NO_NETWORK);
    return offline;
}

int
store_outcome(struct store *s, struct arena *a, struct outcome *out, struct err *e)
{
    struct run run;
    struct last last = {0};
    int judged, content;

    *out = (struct outcome){.low = NO_SCORE,
                            .high = NO_SCORE,
                            .potential = NO_SCORE,
                            .before_low = NO_SCORE,
                            .before_high = NO_SCORE};
    if (!store_run_last(s, true, a, &run))
        return 0;
    judged = read_judgement(s, &run, a, out, &last, e);
    content = judged < 0 ? -1 : store_readable(s, run.id, e);
    if (content < 0)
        return -1;
    if (judged == 0)
        return 0;
    if (out->agency.n == 0)
        out->agency = store_agency(s, run.id, a);
    out->run = run.id;
    out->started = run.started;
    out->finished = run.finished;
    out->complete = run.complete;
    out->state = content ? SITE_DONE : SITE_UNREADABLE;
    if (read_before(s, &run, out, &last, e) < 0 || read_verdicts(s, &last, a, out, e) < 0 ||
        read_faults(s, &last, a, out, e) < 0 || (!content && read_trouble(s, run.id, a, out, e) < 0))
        return -1;
    return 1;
}

/* Visits to the site: begin, resume, finish, forget. */
#include "base/say.h"
#include "store/private.h"
#include <string.h>

#define COLUMNS "id, start_url, home, options, started, finished, complete"

/* run.options has a line of what shapes the crawl, then the checklist and the day that were asked for. */
static struct str
options_written(struct store *s, const struct run *r)
{
    if (r->pack_id.n == 0 && r->as_of.n == 0)
        return r->options;
    return arena_printf(s->scratch, "%.*s\n%.*s\n%.*s", STR_ARGS(r->options), STR_ARGS(r->pack_id),
                        STR_ARGS(r->as_of));
}

static void
read_options(struct str written, struct arena *a, struct run *out)
{
    struct str line[3] = {STR_NONE};

    for (size_t i = 0; i < 3; i++)
        if (!str_next(&written, '\n', &line[i]))
            break;
    out->options = arena_str(a, line[0]);
    out->pack_id = arena_str(a, line[1]);
    out->as_of = arena_str(a, line[2]);
}

void
store_read_run(sqlite3_stmt *stmt, struct arena *a, struct run *out)
{
    *out = (struct run){
        .id = sqlite3_column_int64(stmt, 0),
        .start_url = arena_str(a, sql_text(stmt, 1)),
        .home = arena_str(a, sql_text(stmt, 2)),
        .started = sqlite3_column_int64(stmt, 4),
        .finished = sqlite3_column_int64(stmt, 5),
        .complete = sqlite3_column_int64(stmt, 6) != 0,
    };
    read_options(sql_text(stmt, 3), a, out);
}

/* As sql_step. */
static int
newest(struct store *s, bool finished_only, struct arena *a, struct run *out, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e, "SELECT " COLUMNS " FROM run WHERE finished > 0 OR NOT ?1 ORDER BY id DESC LIMIT 1",
                "i", finished_only);
    int found = stmt ? sql_step(s, stmt, e) : -1;

    if (found == 1)
        store_read_run(stmt, a, out);
    sql_done(stmt);
    return found;
}

bool
store_run_last(struct store *s, bool finished_only, struct arena *a, struct run *out)
{
    memset(out, 0, sizeof *out);
    return newest(s, finished_only, a, out, NULL) == 1;
}

static int
begin_new(struct store *s, const struct run *wanted, struct arena *a, struct run *out, struct err *e)
{
    int result;

    if (store_begin_own(s, true, e) < 0)
        return -1;
    result = sql_run(s, e,
                     "INSERT INTO run (start_url, home, options, started, finished, complete) "
                     "VALUES (?1, ?2, ?3, ?4, 0, 0)",
                     "sssl", wanted->start_url, wanted->home, options_written(s, wanted), wanted->started);
    if (store_end_own(s, result, e) < 0)
        return -1;
    return newest(s, false, a, out, e) == 1 ? 0 : -1;
}

/* The same visit, for another checklist or day. */
static int
take_up(struct store *s, const struct run *wanted, struct run *out, struct err *e)
{
    if (str_eq(out->pack_id, wanted->pack_id) && str_eq(out->as_of, wanted->as_of))
        return 0;
    if (store_begin(s, e) < 0 || sql_run(s, e, "UPDATE run SET options = ?2 WHERE id = ?1", "ls", out->id,
                                         options_written(s, wanted)) < 0)
        return -1;
    out->pack_id = wanted->pack_id;
    out->as_of = wanted->as_of;
    return store_commit(s, e);
}

int
store_run_begin(struct store *s, const struct run *wanted, struct arena *a, struct run *out, bool *resumed,
                struct err *e)
{
    int found = newest(s, false, a, out, e);

    if (found < 0)
        return -1;
    *resumed = found == 1 && !out->finished && str_eq(out->start_url, wanted->start_url) &&
               str_eq(out->options, wanted->options);
    return *resumed ? take_up(s, wanted, out, e) : begin_new(s, wanted, a, out, e);
}

int
store_run_home(struct store *s, int64_t run, struct str home, struct err *e)
{
    if (store_begin(s, e) < 0 || sql_run(s, e, "UPDATE run SET home = ?2 WHERE id = ?1", "ls", run, home) < 0)
        return -1;
    return store_commit(s, e);
}

int
store_run_finish(struct store *s, int64_t run, int64_t finished, bool complete, struct err *e)
{
    int result;

    if (store_begin_own(s, true, e) < 0)
        return -1;
    result = sql_run(s, e, "UPDATE run SET finished = ?2, complete = ?3 WHERE id = ?1", "lli", run, finished,
                     complete);
    return store_end_own(s, result, e);
}

/*
 * Set against set, children before parents.  Foreign keys are off meanwhile: for each parent that goes SQLite
 * would look through all children, which have no index by parent since nothing else asks that way.
 */
static const char forget[] =
    "DELETE FROM visit WHERE run IN temp.doomed;"
    "DELETE FROM evidence WHERE judgement IN (SELECT id FROM judgement WHERE run IN temp.doomed);"
    "DELETE FROM verdict WHERE judgement IN (SELECT id FROM judgement WHERE run IN temp.doomed);"
    "DELETE FROM judgement WHERE run IN temp.doomed;"
    "DELETE FROM certificate WHERE run IN temp.doomed;"
    "DELETE FROM result WHERE run IN temp.doomed;"
    "DELETE FROM run WHERE id IN temp.doomed;"
    "DELETE FROM page WHERE (address, body) NOT IN (SELECT address, body FROM visit WHERE body IS NOT NULL);"
    "DELETE FROM link WHERE page NOT IN (SELECT id FROM page);"
    "DELETE FROM document WHERE body NOT IN (SELECT body FROM visit WHERE body IS NOT NULL);"
    "DELETE FROM body WHERE id NOT IN (SELECT body FROM visit WHERE body IS NOT NULL UNION "
    "SELECT basis FROM body WHERE basis IS NOT NULL AND id IN (SELECT body FROM visit));"
    "DELETE FROM words WHERE id NOT IN (SELECT words FROM link);"
    "DELETE FROM part WHERE id NOT IN (SELECT ifnull(json_extract(value, '$[0]'), 0) FROM page, "
    "json_each(iif(json_valid(parts), parts, '[]')));"
    "DELETE FROM address WHERE id NOT IN ("
    " SELECT address FROM visit"
    " UNION SELECT found_on FROM visit WHERE found_on IS NOT NULL"
    " UNION SELECT redirect_to FROM visit WHERE redirect_to IS NOT NULL"
    " UNION SELECT target FROM link"
    " UNION SELECT ifnull(json_extract(value, '$[1]'), 0) FROM page, "
    "json_each(iif(json_valid(links), links, '[]'))"
    " UNION SELECT ifnull(json_extract(value, '$[1]'), 0) FROM part, "
    "json_each(iif(json_valid(links), links, '[]'))"
    " UNION SELECT address FROM evidence"
    " UNION SELECT final_address FROM evidence"
    " UNION SELECT found_on FROM evidence WHERE found_on IS NOT NULL);";

/* The newest run that could read something; 0 when none could. */
static int
newest_read(struct store *s, int64_t *run, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(s, e, "SELECT id FROM run ORDER BY id DESC", "");
    int found = outcome_first_readable(s, stmt, 0, e);

    *run = found == 1 ? sqlite3_column_int64(stmt, 0) : 0;
    sql_done(stmt);
    return found < 0 ? -1 : 0;
}

/* The newest finished run and the newest that could read something stay whatever came after them. */
static int
choose(struct store *s, int keep, struct err *e)
{
    int64_t read;

    if (newest_read(s, &read, e) < 0)
        return -1;
    if (sql_script(
            s, "CREATE TEMP TABLE IF NOT EXISTS doomed (id INTEGER PRIMARY KEY); DELETE FROM temp.doomed;",
            e) < 0)
        return -1;
    return sql_run(
        s, e,
        "INSERT INTO temp.doomed SELECT id FROM run WHERE id NOT IN (SELECT id FROM run ORDER BY id DESC "
        "LIMIT ?1) AND id IS NOT (SELECT max(id) FROM run WHERE finished > 0) AND id <> ?2",
        "il", keep, read);
}

int
store_prune(struct store *s, int keep, struct err *e)
{
    int64_t doomed = 0;
    int result = -1;

    if (store_commit(s, e) < 0 || choose(s, keep < 1 ? 1 : keep, e) < 0 ||
        sql_number(s, e, &doomed, "SELECT count(*) FROM temp.doomed", "") < 0)
        return -1;
    if (!doomed)
        return 0;
    store_forget_known(s);
    if (store_begin_own(s, false, e) == 0)
        result = store_end_own(s, sql_script(s, forget, e), e);
    return result;
}

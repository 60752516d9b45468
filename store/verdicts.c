/* Judgements: what the checklist said about a run, and the proof. */
#include "oit/limits.h"
#include "store/private.h"
#include <string.h>

#define OF_JUDGEMENT                                                                                         \
    "WHERE judgement IN (SELECT id FROM judgement WHERE run = ?1 AND pack_id = ?2 AND as_of = ?3)"

static int
forget_judgement(struct store *s, int64_t run, const struct scorecard *c, struct err *e)
{
    static const char *const sql[] = {"DELETE FROM evidence " OF_JUDGEMENT,
                                      "DELETE FROM verdict " OF_JUDGEMENT,
                                      "DELETE FROM judgement WHERE run = ?1 AND pack_id = ?2 AND as_of = ?3"};

    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        if (sql_run(s, e, sql[i], "lss", run, c->pack_id, c->as_of) < 0)
            return -1;
    return 0;
}

/* The same run, pack and day judged again replaces what was said before. */
static int
put_judgement(struct store *s, int64_t run, const struct scorecard *c, int64_t *id, struct err *e)
{
    if (forget_judgement(s, run, c, e) < 0 ||
        sql_run(s, e,
                "INSERT INTO judgement (run, pack_id, pack_sha256, fiscal_year, as_of, tool_version, agency, "
                "low, high, "
                "potential) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                "lssisssiii", run, c->pack_id, c->pack_sha256, c->fiscal_year, c->as_of, c->tool_version,
                c->agency, c->low, c->high, c->potential) < 0)
        return -1;
    *id = sqlite3_last_insert_rowid(s->db);
    return 0;
}

static int
put_evidence(struct store *s, int64_t judgement, struct str item, int n, const struct evidence *v,
             struct err *e)
{
    struct str hash = {(const char *)v->sha256.byte, sha256_is_zero(&v->sha256) ? 0 : sizeof v->sha256.byte};
    int64_t address, final_address, found_on;

    if (visits_address(s, v->url, &address, e) < 0 ||
        visits_address(s, v->final_url.n ? v->final_url : v->url, &final_address, e) < 0 ||
        visits_address(s, v->found_on, &found_on, e) < 0)
        return -1;
    return sql_run(
        s, e,
        "INSERT INTO evidence (judgement, item, n, address, final_address, found_on, place, quote, page, "
        "fiscal_year, period, status, content_type, sha256, fetched, last_modified) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        "lsillrzsiisisbls", judgement, item, n, address, final_address, found_on, where_name(v->where),
        v->quote, v->page, v->fiscal_year, v->period, v->http_status, v->content_type, hash, v->fetched,
        v->last_modified);
}

/* What an item lacks is a page: a file that cannot be used is its site's own matter. */
static bool
is_file(struct str url)
{
    static const char *const endings[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt",
                                          ".ods", ".jpg", ".jpeg", ".png", ".gif",  ".zip", ".rar"};
    struct str path = str_sub(url, 0, str_find_char(url, '?', 0));

    return STR_ENDS_ANY_NOCASE(path, endings);
}

/* The first page said of the item: it is what the report shows first. NULL when there is none. */
static const struct missing_url *
lacking(const struct scorecard *c, struct str item)
{
    for (size_t i = 0; i < c->missing_n; i++)
        if (str_eq(c->missing[i].item, item) && !is_file(c->missing[i].url))
            return &c->missing[i];
    return NULL;
}

/* A reason is stored as the English sentence, whatever language the reports are in. */
static int
put_verdict(struct store *s, int64_t judgement, const struct scorecard *c, const struct item_result *i,
            struct err *e)
{
    const struct missing_url *m = lacking(c, i->id);
    struct str reason;

    arena_reset(s->scratch);
    reason = i->reason.id ? say_text(s->scratch, &i->reason, LANG_EN) : STR_NONE;
    if (sql_run(
            s, e,
            "INSERT INTO verdict (judgement, item, topic, verdict, machine_verdict, reason, confidence, fix, "
            "lacks, lacking) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            "lsszzsiszs", judgement, i->id, i->topic, verdict_name(i->verdict),
            verdict_name(i->machine_verdict), reason, i->confidence, i->fix,
            m ? missing_name(m->problem) : "", m ? m->url : STR_NONE) < 0)
        return -1;
    for (size_t n = 0; n < i->evidence_n; n++)
        if (i->evidence[n].url.n && put_evidence(s, judgement, i->id, (int)n, &i->evidence[n], e) < 0)
            return -1;
    return 0;
}

static int
put_all(struct store *s, int64_t run, const struct scorecard *c, struct err *e)
{
    int64_t id;

    if (put_judgement(s, run, c, &id, e) < 0)
        return -1;
    for (size_t i = 0; i < c->item_n; i++)
        if (put_verdict(s, id, c, &c->item[i], e) < 0)
            return -1;
    return 0;
}

int
store_put_judgement(struct store *s, int64_t run, const struct scorecard *c, struct err *e)
{
    if (store_begin_own(s, true, e) < 0)
        return -1;
    return store_end_own(s, put_all(s, run, c, e), e);
}

bool
store_last_judgement(struct store *s, struct arena *a, struct judgement *out)
{
    sqlite3_stmt *stmt =
        sql_get(s, NULL, "SELECT run, pack_id, as_of FROM judgement ORDER BY id DESC LIMIT 1", "");
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    memset(out, 0, sizeof *out);
    if (found)
        *out = (struct judgement){
            .run = sqlite3_column_int64(stmt, 0),
            .pack_id = arena_str(a, sql_text(stmt, 1)),
            .as_of = arena_str(a, sql_text(stmt, 2)),
        };
    sql_done(stmt);
    return found;
}

int64_t
store_judgement_before(struct store *s, int64_t run, struct str pack_id)
{
    struct judged before;

    return outcome_before(s, run, pack_id, &before, NULL) < 0 ? 0 : before.id;
}

/* A score in hundredths, or none. */
static int
score(sqlite3_stmt *stmt, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(stmt, column);

    return n < 0 || n > 10000 ? NO_SCORE : (int)n;
}

int
store_history(struct store *s, int64_t before, struct str pack_id, struct arena *a,
              const struct history **out, size_t *n, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(s, e,
                "SELECT as_of, low, high, run FROM (SELECT run, as_of, low, high FROM judgement WHERE id IN "
                "(SELECT max(id) FROM judgement WHERE pack_id = ?2 AND run < ?1 GROUP BY run) "
                "ORDER BY run DESC LIMIT ?3) ORDER BY run",
                "lsi", before, pack_id, LIMIT_STORED_RUNS);
    struct history *list = arena_raw(a, LIMIT_STORED_RUNS * sizeof *list);
    int more = -1;

    *out = list;
    *n = 0;
    while (list && stmt && (more = sql_step(s, stmt, e)) == 1) {
        int64_t run = sqlite3_column_int64(stmt, 3);

        more = store_readable(s, run, e);
        if (more < 0)
            break;
        if (more == 1)
            list[(*n)++] =
                (struct history){arena_str(a, sql_text(stmt, 0)), score(stmt, 1), score(stmt, 2), run};
    }
    sql_done(stmt);
    return more;
}

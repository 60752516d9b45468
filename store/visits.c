/* Addresses of a run: what became of each, kept together with what it brought. */
#include "base/clock.h"
#include "oit/limits.h"
#include "store/private.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

int
visits_address(struct store *s, struct str url, int64_t *id, struct err *e)
{
    int found;

    *id = 0;
    if (!url.n)
        return 0;
    *id = known_number(s->addresses, url);
    if (*id)
        return 0;
    found = sql_number(s, e, id, "SELECT id FROM address WHERE url = ?1", "s", url);
    if (found < 0 || (!found && sql_run(s, e, "INSERT INTO address (url) VALUES (?1)", "s", url) < 0))
        return -1;
    if (!found)
        *id = sqlite3_last_insert_rowid(s->db);
    known_add(s->addresses, url, *id);
    return 0;
}

/* Keeping ------------------------------------------------------------------------------------------ */

static int
put_found(struct store *s, int64_t run, const struct address *f, struct err *e)
{
    int64_t address, found_on;

    if (visits_address(s, f->url, &address, e) < 0 || visits_address(s, f->found_on, &found_on, e) < 0)
        return -1;
    return sql_run(s, e,
                   "INSERT INTO visit (run, address, state, problem, role, depth, priority, tries, found_on) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
                   "llzzziiir", run, address, names_state[f->state], problem_name(f->why),
                   names_role[f->role], f->depth, f->priority, f->tries, found_on);
}

/* The newest run before this one that read the address; as sql_step. */
static int
earlier(struct store *s, int64_t run, int64_t address, sqlite3_stmt **stmt, struct err *e)
{
    *stmt = sql_get(
        s, e,
        "SELECT v.body, v.fetched, v.size, v.kind, v.content_type, v.file_name, v.etag, v.last_modified "
        "FROM visit v WHERE v.address = ?1 AND v.run < ?2 AND v.state IN ('read', 'not_modified') "
        "AND v.body IS NOT NULL ORDER BY v.run DESC LIMIT 1",
        "ll", address, run);
    return *stmt ? sql_step(s, *stmt, e) : -1;
}

static void
inherit_text(struct str *own, sqlite3_stmt *stmt, int column, struct arena *a)
{
    if (!own->n)
        *own = arena_str(a, sql_text(stmt, column));
}

/*
 * An answer "not modified" stands for the bytes of an earlier visit: body and time are that visit's, and so
 * is what the short answer did not repeat.  The texts live in s->scratch.
 */
static int
inherit(struct store *s, int64_t run, int64_t address, struct fetch *f, int64_t *body, struct err *e)
{
    struct arena *a = s->scratch;
    sqlite3_stmt *stmt;
    int found = earlier(s, run, address, &stmt, e);

    arena_reset(a);

    if (found == 1 && (!*body || *body == sqlite3_column_int64(stmt, 0))) {
        *body = sqlite3_column_int64(stmt, 0);
        f->fetched = sqlite3_column_int64(stmt, 1);
        f->size = (uint64_t)sqlite3_column_int64(stmt, 2);
        if (f->kind == KIND_UNKNOWN)
            f->kind = names_find(names_kind, NAMES_KIND, sql_text(stmt, 3));
        inherit_text(&f->content_type, stmt, 4, a);
        inherit_text(&f->file_name, stmt, 5, a);
        inherit_text(&f->etag, stmt, 6, a);
        inherit_text(&f->last_modified, stmt, 7, a);
    }
    sql_done(stmt);
    return found < 0 ? -1 : 0;
}

static int
put_visit(struct store *s, int64_t run, int64_t address, const struct visit *v, const struct fetch *f,
          int64_t body, struct err *e)
{
    int64_t found_on, redirect_to;

    if (visits_address(s, f->found_on, &found_on, e) < 0 ||
        visits_address(s, f->redirect_to, &redirect_to, e) < 0)
        return -1;
    return sql_run(
        s, e,
        "INSERT INTO visit (run, address, state, problem, role, depth, priority, tries, found_on, status, "
        "redirect_to, body, size, kind, content_type, file_name, etag, last_modified, fetched, elapsed_ms, "
        "not_modified, bad_tls, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) "
        "ON CONFLICT (address, run) DO UPDATE SET state = excluded.state, problem = excluded.problem, "
        "role = excluded.role, depth = excluded.depth, tries = excluded.tries, "
        "found_on = coalesce(excluded.found_on, found_on), status = excluded.status, "
        "redirect_to = excluded.redirect_to, body = excluded.body, size = excluded.size, "
        "kind = excluded.kind, content_type = excluded.content_type, file_name = excluded.file_name, "
        "etag = excluded.etag, last_modified = excluded.last_modified, fetched = excluded.fetched, "
        "elapsed_ms = excluded.elapsed_ms, not_modified = excluded.not_modified, "
        "bad_tls = excluded.bad_tls, detail = excluded.detail",
        "llzzziirirrlzssssliiis", run, address, names_state[v->state], problem_name(f->problem),
        names_role[f->role], f->depth, v->tries, found_on, f->status, redirect_to, body, (int64_t)f->size,
        names_kind[f->kind], f->content_type, f->file_name, f->etag, f->last_modified, f->fetched,
        f->elapsed_ms, (int)f->not_modified, (int)f->bad_tls, f->detail);
}

/* Number of the body of a visit, 0 without one; fresh: there was none.  An answer "not modified" that was put
 * together from store_earlier() has all that is there already: to look for it was 16,000 instructions. */
static int
put_body(struct store *s, int64_t run, int64_t address, const struct visit *v, struct fetch *f, int64_t *body,
         bool *fresh, struct err *e)
{
    *body = f->not_modified ? f->body : 0;
    *fresh = false;
    if (*body)
        return 0;
    if (sha256_is_zero(&f->sha256) && v->body.n)
        f->sha256 = sha256_of(v->body);
    if (!sha256_is_zero(&f->sha256) &&
        bodies_put(s, &f->sha256, v->body, f->size, v->page != NULL, body, fresh, e) < 0)
        return -1;
    return f->not_modified ? inherit(s, run, address, f, body, e) : 0;
}

/* Everything of one visit. */
static int
put_all(struct store *s, int64_t run, const struct visit *v, struct err *e)
{
    struct fetch f = v->fetch;
    int64_t address, body;
    bool fresh;

    f.not_modified = f.not_modified || v->state == ADDRESS_NOT_MODIFIED;
    known_begin_run(s->addresses, run);
    if (visits_address(s, f.url, &address, e) < 0 || put_body(s, run, address, v, &f, &body, &fresh, e) < 0)
        return -1;
    if (v->page && body && pages_put(s, address, body, fresh, v->page, e) < 0)
        return -1;
    if (put_visit(s, run, address, v, &f, body, e) < 0)
        return -1;
    for (size_t i = 0; i < v->found_n; i++)
        if (put_found(s, run, &v->found[i], e) < 0)
            return -1;
    return 0;
}

/*
 * One that fails takes those that wait with it: for each of SQLite's pages a savepoint would keep a copy of 8
 * KB, nine for a visit, and a disk that is full takes back the whole of the transaction anyway.
 */
int
store_keep(struct store *s, int64_t run, const struct visit *v, struct err *e)
{
    if (store_begin(s, e) < 0)
        return -1;
    if (put_all(s, run, v, e) < 0)
        return store_give_up(s);
    return store_commit_due(s, e);
}

int
store_state(struct store *s, int64_t run, struct str url, enum address_state state, enum problem why,
            struct err *e)
{
    int64_t address;

    if (store_begin(s, e) < 0 || visits_address(s, url, &address, e) < 0)
        return -1;
    if (sql_run(s, e,
                "INSERT INTO visit (run, address, state, problem, role, depth, priority, tries) "
                "VALUES (?1, ?2, ?3, ?4, 'page', 0, 0, 0) "
                "ON CONFLICT (address, run) DO UPDATE SET state = excluded.state, problem = excluded.problem",
                "llzz", run, address, names_state[state], problem_name(why)) < 0)
        return -1;
    return store_commit_due(s, e);
}

/* Reading ------------------------------------------------------------------------------------------ */

#define FETCH_OWN                                                                                            \
    "v.role, v.depth, v.status, v.problem, v.detail, v.content_type, v.file_name, "                          \
    "v.kind, "                                                                                               \
    "b.sha256, v.size, v.not_modified, v.bad_tls, v.etag, v.last_modified, v.fetched, v.elapsed_ms, "        \
    "v.state, "                                                                                              \
    "v.address, v.body"
#define FETCH_COLUMNS "u.url, r.url, p.url, " FETCH_OWN
#define FETCH_MORE                                                                                           \
    "LEFT JOIN address r ON r.id = v.redirect_to LEFT JOIN address p ON p.id = v.found_on "                  \
    "LEFT JOIN body b ON b.id = v.body "
#define FETCH_FROM " FROM visit v JOIN address u ON u.id = v.address " FETCH_MORE

/* A 304 stands for the answer 200 it confirms. */
static int
status_of(int status, bool not_modified)
{
    return not_modified && status == 304 ? 200 : status;
}

static enum address_state
read_fetch(sqlite3_stmt *stmt, struct arena *a, struct fetch *f)
{
    enum address_state state = names_find(names_state, NAMES_STATE, sql_text(stmt, 19));

    memset(f, 0, sizeof *f);
    f->url = arena_str(a, sql_text(stmt, 0));
    f->redirect_to = arena_str(a, sql_text(stmt, 1));
    f->found_on = arena_str(a, sql_text(stmt, 2));
    f->role = names_find(names_role, NAMES_ROLE, sql_text(stmt, 3));
    f->depth = sql_int(stmt, 4);
    f->not_modified = sql_int(stmt, 13) != 0;
    f->status = status_of(sql_int(stmt, 5), f->not_modified);
    f->problem = names_problem(sql_text(stmt, 6), state);
    f->detail = arena_str(a, sql_text(stmt, 7));
    f->content_type = arena_str(a, sql_text(stmt, 8));
    f->file_name = arena_str(a, sql_text(stmt, 9));
    f->kind = names_find(names_kind, NAMES_KIND, sql_text(stmt, 10));
    sql_hash(stmt, 11, &f->sha256);
    f->size = (uint64_t)sqlite3_column_int64(stmt, 12);
    f->bad_tls = sql_int(stmt, 14) != 0;
    f->etag = arena_str(a, sql_text(stmt, 15));
    f->last_modified = arena_str(a, sql_text(stmt, 16));
    f->fetched = sqlite3_column_int64(stmt, 17);
    f->elapsed_ms = sql_int(stmt, 18);
    return state;
}

/* On a first visit nothing was read earlier, and each address would be looked for in vain. */
static bool
is_first(struct store *s, int64_t run)
{
    if (s->oldest_run == 0)
        sql_number(s, NULL, &s->oldest_run, "SELECT id FROM run ORDER BY id LIMIT 1", "");
    return run <= s->oldest_run;
}

/* How that visit came to the address is known to who asks, and is not told. */
bool
store_earlier(struct store *s, int64_t run, struct str url, struct arena *a, struct fetch *out)
{
    sqlite3_stmt *stmt =
        is_first(s, run)
            ? NULL
            : sql_get(s, NULL,
                      "SELECT u.url, NULL, NULL, " FETCH_OWN ", (SELECT started FROM run WHERE id = v.run) "
                      "FROM visit v JOIN address u ON u.id = v.address LEFT JOIN body b ON b.id = v.body "
                      "WHERE u.url = ?1 AND v.run < ?2 AND v.state IN ('read', 'not_modified') "
                      "ORDER BY v.run DESC LIMIT 1",
                      "sl", url, run);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;

    if (found) {
        read_fetch(stmt, a, out);
        out->body = sqlite3_column_int64(stmt, 21);
        out->seen = sqlite3_column_int64(stmt, 22);
    }
    sql_done(stmt);
    return found && out->status == 200 && !sha256_is_zero(&out->sha256);
}

/*
 * The page of this run, or while this run has not read the address, of the newest before it.  A visit that
 * has not met anything new is likely not to be judged, so that its pages are not asked for again: to keep
 * them at hand was 22 M instructions and 22 MB written for 1,000 pages.
 */
bool
store_page(struct store *s, int64_t run, struct str url, struct arena *a, struct page *out)
{
    sqlite3_stmt *stmt = sql_get(s, NULL,
                                 "SELECT v.address, v.body FROM visit v JOIN address u ON u.id = v.address "
                                 "WHERE u.url = ?1 AND v.run <= ?2 AND v.state IN ('read', 'not_modified') "
                                 "AND v.body IS NOT NULL ORDER BY v.run DESC LIMIT 1",
                                 "sl", url, run);
    bool found = stmt && sql_step(s, stmt, NULL) == 1;
    int64_t address = found ? sqlite3_column_int64(stmt, 0) : 0,
            body = found ? sqlite3_column_int64(stmt, 1) : 0;

    sql_done(stmt);
    s->got_address = s->got_body = 0;
    if (!found || pages_get(s, address, body, s->pages_came, a, out, NULL) != 1)
        return false;
    s->got_address = address;
    s->got_body = body;
    return true;
}

/* A queued address may wait for somebody to need it, or have been tried before. */
static enum problem
problem_of_address(enum address_state state, struct str name)
{
    bool read = state == ADDRESS_READ || state == ADDRESS_NOT_MODIFIED;

    return read ? PROBLEM_NONE : names_problem(name, state);
}

static int
hand_on_address(sqlite3_stmt *stmt, store_address_fn *each, void *ctx, struct err *e)
{
    enum address_state state = names_find(names_state, NAMES_STATE, sql_text(stmt, 3));
    struct sha256 hash;
    struct address known = {
        .url = sql_text(stmt, 0),
        .found_on = sql_text(stmt, 1),
        .redirect_to = sql_text(stmt, 11),
        .role = names_find(names_role, NAMES_ROLE, sql_text(stmt, 2)),
        .state = state,
        .why = problem_of_address(state, sql_text(stmt, 4)),
        .depth = sql_int(stmt, 5),
        .priority = sql_int(stmt, 6),
        .tries = sql_int(stmt, 7),
    };
    bool has_body = sql_hash(stmt, 8, &hash), answered = state != ADDRESS_QUEUED && state != ADDRESS_SKIPPED;

    return each(ctx, &known, answered && has_body ? &hash : NULL,
                answered ? status_of(sql_int(stmt, 9), sql_int(stmt, 10) != 0) : 0, e);
}

int
store_each_address(struct store *s, int64_t run, store_address_fn *each, void *ctx, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_own(s, e,
                "SELECT u.url, p.url, v.role, v.state, v.problem, v.depth, v.priority, v.tries, "
                "b.sha256, v.status, v.not_modified, r.url" FETCH_FROM "WHERE v.run = ?1 ORDER BY v.id");
    int more = -1;

    if (!stmt)
        return -1;
    sqlite3_bind_int64(stmt, 1, run);
    while ((more = sql_step(s, stmt, e)) == 1)
        if (hand_on_address(stmt, each, ctx, e) != 0) {
            more = -1;
            break;
        }
    sqlite3_finalize(stmt);
    return more;
}

/* What was not asked has no answer, whatever an earlier try brought. */
static void
unasked(struct fetch *f, enum address_state state)
{
    if (state == ADDRESS_QUEUED && f->problem != PROBLEM_NOT_NEEDED)
        f->problem = PROBLEM_STOPPED;
    f->status = 0;
    f->redirect_to = STR_NONE;
    f->kind = KIND_UNKNOWN;
    f->not_modified = false;
    memset(&f->sha256, 0, sizeof f->sha256);
}

/* What is handed on of visits, and to whom. */
struct handing {
    struct store *s;
    struct arena *a; /* of one visit */
    bool pages;
    store_again_fn *wanted;
    store_visit_fn *each;
    void *ctx;
};

/* A row of FETCH_COLUMNS. */
static int
hand_on_visit(const struct handing *h, sqlite3_stmt *visit, struct err *e)
{
    struct fetch f;
    struct page page;
    enum address_state state = read_fetch(visit, h->a, &f);
    int64_t address = sqlite3_column_int64(visit, 20), body = sqlite3_column_int64(visit, 21);
    int found = 0;

    if (state == ADDRESS_QUEUED || state == ADDRESS_SKIPPED)
        unasked(&f, state);
    else if (body && h->pages)
        found = pages_get(h->s, address, body, true, h->a, &page, e);
    return found < 0 ? -1 : h->each(h->ctx, &f, found ? &page : NULL, e);
}

static int
hand_on_number(const struct handing *h, int64_t id, struct err *e)
{
    sqlite3_stmt *visit = sql_get(h->s, e, "SELECT " FETCH_COLUMNS FETCH_FROM "WHERE v.id = ?1", "l", id);
    int found = visit ? sql_step(h->s, visit, e) : -1;

    if (found == 1)
        found = hand_on_visit(h, visit, e);
    sql_done(visit);
    return found;
}

static int
hand_on_page(const struct handing *h, sqlite3_stmt *visit, struct err *e)
{
    struct fetch f = {.url = arena_str(h->a, sql_text(visit, 1))};
    int64_t address = sqlite3_column_int64(visit, 2), body = sqlite3_column_int64(visit, 3);
    struct page page;
    int result = pages_get(h->s, address, body, true, h->a, &page, e);

    return result > 0 ? h->each(h->ctx, &f, &page, e) : result;
}

static int
hand_on_again(const struct handing *h, sqlite3_stmt *visit, struct err *e)
{
    switch (h->wanted(h->ctx, sql_text(visit, 1))) {
    case WANTED_PAGE:
        return hand_on_page(h, visit, e);
    case WANTED_ALL:
        return hand_on_number(h, sqlite3_column_int64(visit, 0), e);
    default:
        return 0;
    }
}

/* Row by row, each taken before the next is read. */
static int
hand_on(struct handing *h, int64_t run, const char *sql,
        int (*take)(const struct handing *h, sqlite3_stmt *visit, struct err *e), struct err *e)
{
    sqlite3_stmt *visit = sql_own(h->s, e, sql);
    int more = -1;

    if (!visit)
        return -1;
    h->a = arena_new(0);
    sqlite3_bind_int64(visit, 1, run);
    while ((more = sql_step(h->s, visit, e)) == 1) {
        arena_reset(h->a);
        if (take(h, visit, e) != 0) {
            more = -1;
            break;
        }
    }
    arena_free(h->a);
    sqlite3_finalize(visit);
    return more;
}

/* Along the index of addresses (CROSS JOIN, or SQLite would sort whole rows). */
#define EACH_VISIT                                                                                           \
    "SELECT " FETCH_COLUMNS " FROM address u CROSS JOIN visit v ON v.address = u.id " FETCH_MORE             \
    "WHERE v.run = ?1 AND v.role IN ('page', 'document') ORDER BY u.url"

int
store_each_visit(struct store *s, int64_t run, store_visit_fn *each, void *ctx, struct err *e)
{
    struct handing h = {.s = s, .pages = true, .each = each, .ctx = ctx};

    return hand_on(&h, run, EACH_VISIT, hand_on_visit, e);
}

int
store_each_fetch(struct store *s, int64_t run, store_visit_fn *each, void *ctx, struct err *e)
{
    struct handing h = {.s = s, .each = each, .ctx = ctx};

    return hand_on(&h, run, EACH_VISIT, hand_on_visit, e);
}

int
store_each_again(struct store *s, int64_t run, store_again_fn *wanted, store_visit_fn *each, void *ctx,
                 struct err *e)
{
    struct handing h = {.s = s, .pages = true, .wanted = wanted, .each = each, .ctx = ctx};

    return hand_on(&h, run,
                   "SELECT v.id, u.url, v.address, v.body FROM visit v JOIN address u ON u.id = v.address "
                   "WHERE v.run = ?1 AND v.role IN ('page', 'document') "
                   "AND v.state NOT IN ('queued', 'skipped') ORDER BY u.url",
                   hand_on_again, e);
}

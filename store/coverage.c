/* What a run looked at, what it did not, and why: every page and document address is counted once. */
#include "base/href.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

#define NAMED                                                                                                \
    3 /* so many skipped addresses of one kind are listed each; more become one line with examples */
#define EXAMPLE_LENGTH 160

/* Skipped addresses of one kind. */
struct kind {
    uint64_t n;
    struct str url[NAMED];
};

struct survey {
    struct arena *a;
    struct coverage *out;
    struct coverage_problem
        problem[LIMIT_PROBLEMS]; /* of single addresses, in the order of their addresses */
    size_t problem_n;
    uint64_t problem_more;
    struct kind kind[PROBLEM_COUNT];
    struct map *hosts;
};

/* One row of the run. */
struct row {
    struct str url, detail;
    enum address_state state;
    enum role role;
    enum problem problem;
    int status;
    bool read;  /* a document somebody tried to read */
    bool empty; /* there was nothing to read: no byte came */
    bool bad_tls;
    enum document_state reading;
};

static uint64_t *
skipped_counter(struct coverage *c, enum problem p)
{
    switch (problem_class(p)) {
    case CLASS_ROBOTS:
        return &c->skipped_robots;
    case CLASS_OFF_SITE:
        return &c->skipped_off_site;
    case CLASS_TRAP:
        return &c->skipped_trap;
    case CLASS_TYPE:
        return &c->skipped_type;
    default:
        return &c->skipped_limit;
    }
}

static uint64_t *
counter(struct coverage *c, const struct row *r)
{
    switch (r->state) {
    case ADDRESS_READ:
        return &c->fetched;
    case ADDRESS_NOT_MODIFIED:
        return &c->not_modified;
    case ADDRESS_FAILED:
        return &c->failed;
    default:
        return skipped_counter(c, r->problem);
    }
}

static void
note_problem(struct survey *v, const struct row *r)
{
    if (v->problem_n == LIMIT_PROBLEMS) {
        v->problem_more++;
        return;
    }
    v->problem[v->problem_n++] = (struct coverage_problem){
        .url = arena_str(v->a, r->url), .problem = r->problem, .detail = arena_str(v->a, r->detail)};
}

static void
note_skipped(struct survey *v, const struct row *r)
{
    struct kind *k = &v->kind[r->problem];
    enum problem_class class = problem_class(r->problem);

    if (class == CLASS_OFF_SITE || class == CLASS_TYPE)
        return;
    if (k->n < NAMED)
        k->url[k->n] = arena_str(v->a, r->url);
    k->n++;
}

static uint64_t *
document_counter(struct coverage *c, const struct row *r)
{
    if (r->empty || (r->read && !document_open(r->reading)))
        return &c->documents_read;
    return r->state == ADDRESS_FAILED ? &c->documents_failed
                                      : &c->documents_unread[r->read ? r->reading : DOCUMENT_UNREAD];
}

/* Redirects on the way to a document are no documents.  What stayed closed to the reader is a problem. */
static void
count_document(struct survey *v, struct row *r)
{
    if (r->role != ROLE_DOCUMENT || r->status / 100 == 3)
        return;
    v->out->documents++;
    ++*document_counter(v->out, r);
    if (r->read && document_open(r->reading) && r->problem == PROBLEM_NONE) {
        r->problem = PROBLEM_UNREADABLE;
        r->detail = str_of(document_state_text(r->reading));
    }
}

/* Robots.txt and sitemaps are counted nowhere, but what is wrong with them matters.  That there is none is
 * fine. */
static void
count_helper(struct survey *v, const struct row *r)
{
    bool failed = r->state == ADDRESS_FAILED || r->state == ADDRESS_READ || r->state == ADDRESS_NOT_MODIFIED;

    if (failed && r->problem != PROBLEM_NONE && r->problem != PROBLEM_NOT_FOUND && r->problem != PROBLEM_GONE)
        note_problem(v, r);
}

static void
count(struct survey *v, struct row *r)
{
    if (r->role == ROLE_ROBOTS || r->role == ROLE_SITEMAP) {
        count_helper(v, r);
        return;
    }
    v->out->discovered++;
    ++*counter(v->out, r);
    if (r->state == ADDRESS_QUEUED || r->state == ADDRESS_SKIPPED) {
        note_skipped(v, r);
        return;
    }
    v->out->bad_tls += r->bad_tls;
    map_put(v->hosts, href_cut(r->url).site, NULL);
    count_document(v, r);
    if (r->problem != PROBLEM_NONE)
        note_problem(v, r);
}

static void
read_row(sqlite3_stmt *stmt, struct row *r)
{
    int status = sql_int(stmt, 5);

    r->url = sql_text(stmt, 0);
    r->state = names_find(names_state, NAMES_STATE, sql_text(stmt, 1));
    r->role = names_find(names_role, NAMES_ROLE, sql_text(stmt, 2));
    r->problem = names_problem(sql_text(stmt, 3), r->state);
    if (r->state == ADDRESS_QUEUED && r->problem != PROBLEM_NOT_NEEDED)
        r->problem = PROBLEM_STOPPED;
    if (r->state == ADDRESS_SKIPPED && r->problem == PROBLEM_NONE)
        r->problem = PROBLEM_STOPPED;
    r->detail = sql_text(stmt, 4);
    r->read = sqlite3_column_type(stmt, 7) != SQLITE_NULL;
    r->reading = document_state_of_name(sql_text(stmt, 7));
    r->empty = status == 200 && sql_int(stmt, 8) && r->problem == PROBLEM_NONE;
    r->bad_tls = sql_int(stmt, 9) && r->state != ADDRESS_FAILED;
    r->status = status == 304 && sql_int(stmt, 6) ? 200 : status;
}

static int
survey_run(struct store *s, int64_t run, struct survey *v, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_own(s, e,
                "SELECT u.url, v.state, v.role, v.problem, v.detail, v.status, v.not_modified, d.state, "
                "v.size = 0, v.bad_tls "
                "FROM visit v JOIN address u ON u.id = v.address LEFT JOIN document d ON d.body = v.body "
                "WHERE v.run = ?1 AND v.role <> 'probe' ORDER BY u.url");
    struct row r;
    int more;

    if (!stmt)
        return -1;
    sqlite3_bind_int64(stmt, 1, run);
    while ((more = sql_step(s, stmt, e)) == 1) {
        read_row(stmt, &r);
        count(v, &r);
    }
    sqlite3_finalize(stmt);
    return more;
}

/* "124 addresses, for example A, B" beside the first of them. */
static struct str
examples(struct arena *a, const struct kind *k)
{
    struct str one = utf8_prefix(k->url[1], EXAMPLE_LENGTH), two = utf8_prefix(k->url[2], EXAMPLE_LENGTH);

    return arena_printf(a, "%llu addresses in all, for example also %.*s %.*s", (unsigned long long)k->n,
                        STR_ARGS(one), STR_ARGS(two));
}

static size_t
kind_lines(const struct kind *k)
{
    return k->n > NAMED ? 1 : (size_t)k->n;
}

static size_t
add_kind(struct survey *v, enum problem p, struct coverage_problem *out)
{
    const struct kind *k = &v->kind[p];

    for (size_t i = 0; i < kind_lines(k); i++)
        out[i] = (struct coverage_problem){k->url[i], p, k->n > NAMED ? examples(v->a, k) : STR_NONE};
    return kind_lines(k);
}

static int
by_address(const void *x, const void *y)
{
    const struct coverage_problem *a = x, *b = y;
    int order = str_cmp(a->url, b->url);

    return order ? order : (int)a->problem - (int)b->problem;
}

/* The kinds that were skipped come first into the list, since each of them may stand for hundreds. */
static void
list_problems(struct survey *v)
{
    size_t kinds = 0, singles, n;
    struct coverage_problem *list;

    for (int p = 0; p < PROBLEM_COUNT; p++)
        kinds += kind_lines(&v->kind[p]);
    singles = v->problem_n + kinds > LIMIT_PROBLEMS ? LIMIT_PROBLEMS - kinds : v->problem_n;
    n = singles + kinds;
    list = ARENA_ARRAY(v->a, struct coverage_problem, n);
    if (!list)
        return;
    memcpy(list, v->problem, singles * sizeof *list);
    for (int p = 0; p < PROBLEM_COUNT; p++)
        singles += add_kind(v, (enum problem)p, list + singles);
    qsort(list, n, sizeof *list, by_address);
    v->out->problem = list;
    v->out->problem_n = n;
    v->out->problem_more = v->problem_more + (v->problem_n + kinds - n);
}

static int
by_bytes(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static void
list_hosts(struct survey *v)
{
    size_t n = map_count(v->hosts);
    struct str *list = ARENA_ARRAY(v->a, struct str, n);

    if (!list)
        return;
    for (size_t i = 0; i < n; i++)
        list[i] = arena_str(v->a, map_at(v->hosts, i)->key);
    qsort(list, n, sizeof *list, by_bytes);
    v->out->hosts = (struct strs){list, n};
}

int
store_coverage(struct store *s, int64_t run, struct arena *a, struct coverage *out, struct err *e)
{
    struct survey *v = mem_new(1, sizeof *v);
    int result;

    memset(out, 0, sizeof *out);
    v->a = a;
    v->out = out;
    v->hosts = map_new();
    result = survey_run(s, run, v, e);
    list_problems(v);
    list_hosts(v);
    map_free(v->hosts);
    free(v);
    return result;
}

/* A run's addresses: resuming, visits that changed nothing, the order of reading back, coverage, forgetting.
 */
#include "oit/limits.h"
#include "store_sample.h"

/* One line a call: "url state role depth priority tries found_on why status body". */
static int
write_address(void *ctx, const struct address *k, const struct sha256 *body, int status, struct err *e)
{
    static const char *const states[] = {"queued", "read", "same", "failed", "skipped"};
    static const char *const roles[] = {"page", "document", "robots", "sitemap", "probe"};

    (void)e;
    buf_printf(ctx, "%.*s%s%.*s %s %s d%d p%d t%d %.*s %s %d %s\n", STR_ARGS(k->url),
               k->redirect_to.n ? ">" : "", STR_ARGS(k->redirect_to), states[k->state], roles[k->role],
               k->depth, k->priority, k->tries, STR_ARGS(k->found_on), problem_name(k->why), status,
               body ? "body" : "-");
    return 0;
}

static int
write_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)e;
    buf_printf(ctx, "%.*s %d %s%s%s%s\n", STR_ARGS(f->url), f->status, problem_name(f->problem),
               page ? " page" : "", f->not_modified ? " same" : "",
               sha256_is_zero(&f->sha256) ? "" : " hash");
    return 0;
}

static void
assert_addresses(struct store *s, int64_t run, const char *expected)
{
    struct err e = {0};
    struct buf b;

    buf_init(&b, 1 << 20);
    assert_int_equal(store_each_address(s, run, write_address, &b, &e), 0);
    assert_string_equal(buf_cstr(&b), expected);
    buf_free(&b);
}

static void
assert_visits(struct store *s, int64_t run, const char *expected)
{
    struct err e = {0};
    struct buf b;

    buf_init(&b, 1 << 20);
    assert_int_equal(store_each_visit(s, run, write_visit, &b, &e), 0);
    assert_string_equal(buf_cstr(&b), expected);
    buf_free(&b);
}

static void
keep(struct sample *t, struct store *s, int64_t run, const struct visit *v)
{
    if (store_keep(s, run, v, &t->e) != 0)
        fail_msg("%s: %s", t->e.input, t->e.what);
}

/* An address that was only found. */
static void
find(struct sample *t, struct store *s, int64_t run, const char *url, enum role role,
     enum address_state state, enum problem why)
{
    struct address found = {
        .url = str_of(url), .found_on = STR(HOME), .role = role, .state = state, .why = why};
    struct visit v = sample_visit(HOME, "home");

    v.found = &found;
    v.found_n = 1;
    keep(t, s, run, &v);
}

/* One that was asked for and gave this status or problem. */
static void
ask(struct sample *t, struct store *s, int64_t run, const char *url, enum role role, int status,
    enum problem problem)
{
    struct visit v = sample_visit(url, url);

    v.fetch.role = role;
    v.fetch.status = status;
    v.fetch.problem = problem;
    v.fetch.detail = problem ? STR("in words") : STR_NONE;
    v.state = problem_class(problem) == CLASS_FAILED ? ADDRESS_FAILED : ADDRESS_READ;
    if (status != 200) {
        v.body = STR_NONE;
        memset(&v.fetch.sha256, 0, sizeof v.fetch.sha256);
    }
    keep(t, s, run, &v);
}

/* A run that was cut off goes on with every address in its state and in the order it became known. */
static void
unfinished_run_is_resumed(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s), again;
    const struct address found[] = {
        {.url = STR(HOME "z"), .found_on = STR(HOME), .depth = 1, .priority = 80},
        {.url = STR(HOME "a.pdf"), .found_on = STR(HOME), .role = ROLE_DOCUMENT, .depth = 1, .priority = 10},
        {.url = STR("https://other.example/"),
         .found_on = STR(HOME),
         .state = ADDRESS_SKIPPED,
         .why = PROBLEM_OFF_SITE,
         .depth = 1},
    };
    struct visit home = sample_visit(HOME, "home"), z = sample_visit(HOME "z", ""), moved = z;
    bool resumed;

    home.found = found;
    home.found_n = 3;
    keep(t, s, run.id, &home);
    z.fetch = (struct fetch){.url = STR(HOME "z"),
                             .found_on = STR(HOME),
                             .depth = 1,
                             .status = 503,
                             .problem = PROBLEM_SERVER_ERROR};
    z.state = ADDRESS_QUEUED; /* to be tried again */
    keep(t, s, run.id, &z);
    moved.fetch = (struct fetch){
        .url = STR(HOME "m"), .found_on = STR(HOME), .depth = 1, .status = 301, .redirect_to = STR(HOME "n")};
    keep(t, s, run.id, &moved);
    assert_int_equal(store_state(s, run.id, STR(HOME "a.pdf"), ADDRESS_SKIPPED, PROBLEM_ROBOTS, &t->e), 0);
    store_close(s);

    s = sample_open(t, STORE_CREATE);
    assert_int_equal(store_run_begin(s, &run, t->a, &again, &resumed, &t->e), 0);
    assert_true(resumed);
    assert_int_equal(again.id, run.id);
    assert_int_equal(again.started, 1682640000);
    assert_addresses(s, run.id,
                     HOME " read page d0 p0 t1   200 body\n" HOME "z queued page d1 p80 t1 " HOME
                          " server_error 0 -\n" HOME "a.pdf skipped document d1 p10 t0 " HOME " robots 0 -\n"
                          "https://other.example/ skipped page d1 p0 t0 " HOME " off_site 0 -\n" HOME
                          "m>" HOME "n read page d1 p0 t1 " HOME "  301 -\n");
    store_close(s);
}

/* Another start address or other options begin anew, and so does a run after a finished one. */
static void
other_options_begin_anew(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), wanted = first, run;
    bool resumed;

    assert_int_equal(store_run_home(s, first.id, STR(HOME), &t->e), 0);
    assert_int_equal(store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e), 0);
    assert_true(resumed);
    assert_str(run.home, HOME);
    wanted.options = STR("rate=2");
    assert_int_equal(store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e), 0);
    assert_false(resumed);
    assert_int_equal(run.id, first.id + 1);
    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    assert_int_equal(store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e), 0);
    assert_false(resumed);

    assert_true(store_run_last(s, true, t->a, &run));
    assert_int_equal(run.id, first.id + 1);
    assert_int_equal(run.finished, 1682640100);
    assert_true(run.complete);
    assert_true(store_run_last(s, false, t->a, &run));
    assert_int_equal(run.id, first.id + 2);
    assert_int_equal(run.finished, 0);
    store_close(s);
}

/* Given: the visit of a file that knew neither, taken up for a checklist and a day, then for another.
 * Expected: the same visit, which names those it was asked for last. */
static void
another_checklist_is_the_same_visit(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), wanted = first, run;
    bool resumed;

    assert_int_equal(first.pack_id.n, 0);
    wanted.pack_id = STR("oit-2566");
    for (int i = 0; i < 2; i++, wanted.as_of = STR("2023-04-28")) {
        assert_int_equal(store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e), 0);
        assert_true(resumed);
        assert_true(store_run_last(s, false, t->a, &run));
        assert_int_equal(run.id, first.id);
        assert_true(str_eq(run.options, first.options) && str_eq(run.pack_id, wanted.pack_id) &&
                    str_eq(run.as_of, wanted.as_of));
    }
    store_close(s);
}

/* A new file has no run. */
static void
no_run(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct judgement judgement;
    struct run run;

    assert_false(store_run_last(s, false, t->a, &run));
    assert_false(store_last_judgement(s, t->a, &judgement));
    assert_addresses(s, 1, "");
    assert_visits(s, 1, "");
    store_close(s);
}

/* The next run learns validators and hash, and a 304 then stands for the page, the time and the status of
 * then. */
static void
unchanged_page(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second, third;
    struct visit v = sample_visit(HOME, "home"), same;
    struct fetch earlier;
    struct page page;

    v.page = &sample_page;
    keep(t, s, first.id, &v);
    assert_false(store_earlier(s, first.id, STR(HOME), t->a, &earlier));
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);

    second = sample_run(t, s);
    assert_true(store_earlier(s, second.id, STR(HOME), t->a, &earlier));
    assert_str(earlier.etag, "\"e1\"");
    assert_str(earlier.last_modified, "Fri, 28 Apr 2023 02:00:00 GMT");
    assert_true(sha256_eq(&earlier.sha256, &v.fetch.sha256));
    assert_int_equal(earlier.fetched, 1682640001);
    assert_str(earlier.content_type, "text/html; charset=utf-8");
    assert_int_equal(earlier.kind, KIND_HTML);
    assert_int_equal(earlier.status, 200);
    assert_true(store_page(s, second.id, STR(HOME), t->a, &page));

    same = (struct visit){
        .fetch = {.url = STR(HOME), .status = 304, .fetched = 1700000000, .not_modified = true},
        .state = ADDRESS_NOT_MODIFIED,
        .tries = 1};
    keep(t, s, second.id, &same);
    assert_visits(s, second.id, HOME " 200  page same hash\n");
    assert_true(store_page(s, second.id, STR(HOME), t->a, &page));
    assert_str(page.title, "เทศบาลตำบลทุ่งฟ้า");
    assert_int_equal(store_run_finish(s, second.id, 1700000100, true, &t->e), 0);

    /* A third run sees the same through the second, even when the first is forgotten. */
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    third = sample_run(t, s);
    assert_true(store_earlier(s, third.id, STR(HOME), t->a, &earlier));
    assert_int_equal(earlier.fetched, 1682640001);
    assert_int_equal(earlier.status, 200);
    assert_str(earlier.etag, "\"e1\"");
    assert_true(sha256_eq(&earlier.sha256, &v.fetch.sha256));
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 1);
    assert_int_equal(sample_number(t, "SELECT status FROM visit WHERE run = 2"), 304);
}

/* The same bytes in an answer 200 count as unchanged and keep the time they first came. */
static void
same_bytes_again(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second;
    struct visit v = sample_visit(HOME, "home");
    struct fetch earlier;

    keep(t, s, first.id, &v);
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);
    second = sample_run(t, s);
    v.fetch.fetched = 1700000000;
    v.fetch.not_modified = true;
    v.fetch.etag = STR("\"e2\"");
    v.state = ADDRESS_NOT_MODIFIED;
    keep(t, s, second.id, &v);
    assert_true(store_earlier(s, second.id + 1, STR(HOME), t->a, &earlier));
    assert_int_equal(earlier.fetched, 1682640001);
    assert_str(earlier.etag, "\"e2\"");
    store_close(s);
}

/* What failed or moved on the last visit has nothing to revalidate. */
static void
nothing_to_revalidate(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s);
    struct fetch earlier;

    ask(t, s, first.id, HOME "moved", ROLE_PAGE, 301, PROBLEM_NONE);
    ask(t, s, first.id, HOME "gone", ROLE_PAGE, 404, PROBLEM_NOT_FOUND);
    assert_false(store_earlier(s, first.id + 1, STR(HOME "moved"), t->a, &earlier));
    assert_false(store_earlier(s, first.id + 1, STR(HOME "gone"), t->a, &earlier));
    assert_false(store_earlier(s, first.id + 1, STR(HOME "unknown"), t->a, &earlier));
    store_close(s);
}

/* Reading back goes by address, whatever the order of fetching was, and leaves out what is no content. */
static void
visits_by_address(void **state)
{
    static const char *const orders[][4] = {{"b", "a", "a/b", "%E0%B8%81"}, {"%E0%B8%81", "a/b", "b", "a"}};
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);

    for (int i = 0; i < 2; i++) {
        struct run run = sample_run(t, s);
        for (int k = 0; k < 4; k++) {
            char url[200];
            snprintf(url, sizeof url, "%s%s", HOME, orders[i][k]);
            ask(t, s, run.id, url, ROLE_PAGE, 200, PROBLEM_NONE);
        }
        ask(t, s, run.id, HOME "robots.txt", ROLE_ROBOTS, 200, PROBLEM_NONE);
        ask(t, s, run.id, HOME "sitemap.xml", ROLE_SITEMAP, 200, PROBLEM_NONE);
        ask(t, s, run.id, HOME "no-such-page", ROLE_PROBE, 404, PROBLEM_NOT_FOUND);
        assert_visits(s, run.id,
                      HOME "%E0%B8%81 200  hash\n" HOME "a 200  hash\n" HOME "a/b 200  hash\n" HOME
                           "b 200  hash\n");
        assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    }
    store_close(s);
}

/* Redirects, failures, skipped and forgotten addresses come too, each with its reason. */
static void
visits_of_every_kind(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);

    find(t, s, run.id, HOME "limit", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_LIMIT_PAGES);
    find(t, s, run.id, HOME "queued", ROLE_PAGE, ADDRESS_QUEUED, PROBLEM_NONE);
    ask(t, s, run.id, HOME "down", ROLE_PAGE, 0, PROBLEM_TIMEOUT);
    ask(t, s, run.id, HOME "lost", ROLE_PAGE, 404, PROBLEM_NOT_FOUND);
    ask(t, s, run.id, HOME "moved", ROLE_PAGE, 302, PROBLEM_NONE);
    ask(t, s, run.id, HOME "soft", ROLE_PAGE, 200, PROBLEM_SOFT_404);
    assert_int_equal(store_state(s, run.id, STR(HOME "down"), ADDRESS_SKIPPED, PROBLEM_HOST_SET_ASIDE, &t->e),
                     0);
    assert_visits(s, run.id,
                  HOME " 200  hash\n" HOME "down 0 host_set_aside\n" HOME "limit 0 limit_pages\n" HOME
                       "lost 404 not_found\n" HOME "moved 302 \n" HOME "queued 0 stopped\n" HOME
                       "soft 200 soft_404 hash\n");
    store_close(s);
}

/* Of each address by its last letter: "p" its page, "a" all of it, else nothing. */
static enum store_wanted
by_last_letter(void *ctx, struct str url)
{
    char last = url.p[url.n - 1];

    (void)ctx;
    return last == 'p' ? WANTED_PAGE : last == 'a' ? WANTED_ALL : WANTED_NOTHING;
}

/* Visits are handed on again in their order, without those of which nothing is wanted or that were not asked;
 * with a page goes only its address. */
static void
again_only_what_is_wanted(void **state)
{
    static const struct page empty = {.charset = STR("UTF-8")};
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit page = sample_visit(HOME "a/p", "page");
    struct buf b;

    page.page = &empty;
    keep(t, s, run.id, &page);
    ask(t, s, run.id, HOME "lost/a", ROLE_PAGE, 404, PROBLEM_NOT_FOUND);
    ask(t, s, run.id, HOME "without/p", ROLE_PAGE, 200, PROBLEM_NONE);
    ask(t, s, run.id, HOME "other", ROLE_PAGE, 200, PROBLEM_NONE);
    find(t, s, run.id, HOME "queued/a", ROLE_PAGE, ADDRESS_QUEUED, PROBLEM_NONE);
    buf_init(&b, 1 << 20);
    assert_int_equal(store_each_again(s, run.id, by_last_letter, write_visit, &b, &t->e), 0);
    assert_string_equal(buf_cstr(&b), HOME "a/p 0  page\n" HOME "lost/a 404 not_found\n");
    buf_free(&b);
    store_close(s);
}

static int
stop_at_once(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)f, (void)page;
    ++*(int *)ctx;
    return err_set(e, ERR_STOPPED, "", "", "stop");
}

/* A callback that fails ends the reading with its own error. */
static void
callback_stops_reading(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int calls = 0;

    ask(t, s, run.id, HOME "a", ROLE_PAGE, 200, PROBLEM_NONE);
    ask(t, s, run.id, HOME "b", ROLE_PAGE, 200, PROBLEM_NONE);
    assert_int_equal(store_each_visit(s, run.id, stop_at_once, &calls, &t->e), -1);
    assert_int_equal(calls, 1);
    assert_int_equal(t->e.code, ERR_STOPPED);
    store_close(s);
}

/* Every page and document address is counted exactly once. */
static void
coverage_adds_up(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit same = sample_visit(HOME "same", "same");
    struct coverage c;

    ask(t, s, run.id, HOME "page", ROLE_PAGE, 200, PROBLEM_NONE);
    ask(t, s, run.id, HOME "moved", ROLE_PAGE, 301, PROBLEM_NONE);
    ask(t, s, run.id, HOME "old.pdf", ROLE_DOCUMENT, 301, PROBLEM_NONE);
    ask(t, s, run.id, HOME "new.pdf", ROLE_DOCUMENT, 200, PROBLEM_NONE);
    ask(t, s, run.id, HOME "lost.pdf", ROLE_DOCUMENT, 404, PROBLEM_NOT_FOUND);
    ask(t, s, run.id, "https://files.thungfah.example:8443/x", ROLE_PAGE, 0, PROBLEM_TIMEOUT);
    ask(t, s, run.id, HOME "robots.txt", ROLE_ROBOTS, 404, PROBLEM_NOT_FOUND);
    ask(t, s, run.id, HOME "probe", ROLE_PROBE, 404, PROBLEM_NOT_FOUND);
    same.state = ADDRESS_NOT_MODIFIED;
    keep(t, s, run.id, &same);
    find(t, s, run.id, HOME "r", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_ROBOTS);
    find(t, s, run.id, HOME "l", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_LIMIT_DEPTH);
    find(t, s, run.id, HOME "q.pdf", ROLE_DOCUMENT, ADDRESS_QUEUED, PROBLEM_NONE);
    find(t, s, run.id, "https://other.example/", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_OFF_SITE);
    find(t, s, run.id, HOME "cal", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_TRAP_CALENDAR);
    find(t, s, run.id, HOME "x.mp4", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_TYPE);

    assert_int_equal(store_coverage(s, run.id, t->a, &c, &t->e), 0);
    assert_int_equal(c.fetched, 5); /* home, page, new.pdf and two redirects */
    assert_int_equal(c.not_modified, 1);
    assert_int_equal(c.failed, 2);
    assert_int_equal(c.skipped_robots, 1);
    assert_int_equal(c.skipped_limit, 2);
    assert_int_equal(c.skipped_off_site, 1);
    assert_int_equal(c.skipped_trap, 1);
    assert_int_equal(c.skipped_type, 1);
    assert_int_equal(c.discovered, 14);
    assert_int_equal(c.documents, 2);
    assert_int_equal(c.documents_read, 0);
    assert_int_equal(c.documents_failed, 1);
    assert_int_equal(c.documents_unread[DOCUMENT_UNREAD], 1);
    assert_int_equal(c.hosts.n, 2);
    assert_str(c.hosts.v[0], "files.thungfah.example:8443");
    assert_str(c.hosts.v[1], "www.thungfah.example");
    store_close(s);
}

static void
assert_problem(const struct coverage_problem *p, const char *url, enum problem problem, const char *detail)
{
    assert_str(p->url, url);
    assert_int_equal(p->problem, problem);
    assert_str(p->detail, detail);
}

/* Failures and odd pages are listed each; many skipped ones of a kind are one line with examples. */
static void
coverage_problems(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct coverage c;

    ask(t, s, run.id, HOME "soft", ROLE_PAGE, 200, PROBLEM_SOFT_404);
    ask(t, s, run.id, HOME "lost", ROLE_PAGE, 404, PROBLEM_NOT_FOUND);
    for (int i = 0; i < 40; i++) {
        char url[200];
        snprintf(url, sizeof url, "%sm%02d", HOME, i);
        find(t, s, run.id, url, ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_LIMIT_PAGES);
    }
    find(t, s, run.id, HOME "r1", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_ROBOTS);
    find(t, s, run.id, HOME "r2", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_ROBOTS);
    find(t, s, run.id, "https://other.example/", ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_OFF_SITE);

    assert_int_equal(store_coverage(s, run.id, t->a, &c, &t->e), 0);
    assert_int_equal(c.problem_n, 5);
    assert_problem(&c.problem[0], HOME "lost", PROBLEM_NOT_FOUND, "in words");
    assert_problem(&c.problem[1], HOME "m00", PROBLEM_LIMIT_PAGES,
                   "40 addresses in all, for example also " HOME "m01 " HOME "m02");
    assert_problem(&c.problem[2], HOME "r1", PROBLEM_ROBOTS, "");
    assert_problem(&c.problem[3], HOME "r2", PROBLEM_ROBOTS, "");
    assert_problem(&c.problem[4], HOME "soft", PROBLEM_SOFT_404, "in words");
    assert_int_equal(c.problem_more, 0);
    store_close(s);
}

/* Beyond the ceiling problems are counted, and the lines that stand for many stay. */
static void
coverage_of_many_problems(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct coverage c;
    bool has_limit = false;

    for (int i = 0; i < LIMIT_PROBLEMS + 10; i++) {
        char url[200];
        snprintf(url, sizeof url, "%sa%04d", HOME, i);
        ask(t, s, run.id, url, ROLE_PAGE, 404, PROBLEM_NOT_FOUND);
        snprintf(url, sizeof url, "%sz%04d", HOME, i);
        find(t, s, run.id, url, ROLE_PAGE, ADDRESS_SKIPPED, PROBLEM_LIMIT_TIME);
    }
    assert_int_equal(store_coverage(s, run.id, t->a, &c, &t->e), 0);
    assert_int_equal(c.problem_n, LIMIT_PROBLEMS);
    assert_int_equal(c.problem_more, 11);
    for (size_t i = 0; i < c.problem_n; i++) {
        has_limit = has_limit || c.problem[i].problem == PROBLEM_LIMIT_TIME;
        if (i > 0)
            assert_true(str_cmp(c.problem[i - 1].url, c.problem[i].url) < 0);
    }
    assert_true(has_limit);
    store_close(s);
}

/* Old runs go with what only they referred to; what later runs share stays, and so does the newest finished
 * run. */
static void
old_runs_are_forgotten(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run;

    for (int i = 0; i < 4; i++) {
        struct visit home = sample_visit(HOME, "home"), own;
        char url[200];
        run = sample_run(t, s);
        home.page = &sample_page;
        keep(t, s, run.id, &home);
        snprintf(url, sizeof url, "%sonly-in-%d", HOME, i);
        own = sample_visit(url, url);
        own.page = &sample_page;
        keep(t, s, run.id, &own);
        assert_int_equal(store_run_finish(s, run.id, 1682640100 + i, true, &t->e), 0);
    }
    assert_int_equal(store_prune(s, 10, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM run"), 4);

    assert_int_equal(store_prune(s, 2, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT min(id) FROM run"), 3);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM visit"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), 3);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 3);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 6);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 5);
    assert_visits(s, run.id, HOME " 200  page hash\n" HOME "only-in-3 200  page hash\n");

    /* Two attempts that never finished do not push out the last good run. */
    for (int i = 0; i < 2; i++) {
        struct run wanted = {.start_url = STR("x"), .options = i ? STR("1") : STR("2")}, out;
        bool resumed;
        assert_int_equal(store_run_begin(s, &wanted, t->a, &out, &resumed, &t->e), 0);
    }
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_true(store_run_last(s, true, t->a, &run));
    assert_int_equal(run.id, 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM run"), 2);
    store_close(s);
    sample_assert_sound(t);
}

/* A page that the visit was given is there, until it is forgotten; another body of its address is not. */
static void
page_that_was_given(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct visit v = sample_visit(HOME, "home"), other = sample_visit(HOME, "other"),
                 beside = sample_visit(HOME "beside", "beside");
    struct run run = sample_run(t, s);
    struct page page;
    int64_t changed;

    v.page = other.page = beside.page = &sample_page;
    keep(t, s, run.id, &v);
    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    run = sample_run(t, s);
    assert_true(store_page(s, run.id, STR(HOME), t->a, &page));
    changed = store_changes(s);
    keep(t, s, run.id, &v);
    assert_true(store_changes(s) > changed);
    assert_int_equal(store_commit(s, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 1);
    keep(t, s, run.id, &other);
    assert_int_equal(store_commit(s, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 2);

    keep(t, s, run.id, &beside);
    assert_int_equal(store_run_finish(s, run.id, 1682640200, true, &t->e), 0);
    run = sample_run(t, s);
    assert_true(store_page(s, 1, STR(HOME), t->a, &page));
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 2); /* other and beside */
    keep(t, s, run.id, &v);
    assert_int_equal(store_commit(s, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 3);
    store_close(s);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unfinished_run_is_resumed),
        TEST(other_options_begin_anew),
        TEST(another_checklist_is_the_same_visit),
        TEST(no_run),
        TEST(unchanged_page),
        TEST(page_that_was_given),
        TEST(same_bytes_again),
        TEST(nothing_to_revalidate),
        TEST(visits_by_address),
        TEST(visits_of_every_kind),
        TEST(again_only_what_is_wanted),
        TEST(callback_stops_reading),
        TEST(coverage_adds_up),
        TEST(coverage_problems),
        TEST(coverage_of_many_problems),
        TEST(old_runs_are_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Whole visits to fictional sites on loopback: what is read, in which order, and what becomes of the rest. */
#include "base/clock.h"
#include "crawler/crawl.h"
#include "tests/support/notebook.h"
#include "tests/support/site_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct site_folder site;
static struct notebook book;
static struct crawl_options options;
static char start[256], home[256];
static enum crawl_end end;
static enum problem home_problem;
static char home_detail[512];

#define LOREM                                                                                                \
    "<p>The town hall is open from Monday to Friday. This page tells visitors what the town has published, " \
    "whom to ask, and where the papers of this year lie. It is long enough to be a page of its own.</p>"

/* A page with a heading, words of its own, and whatever else it is given. */
static void
put_page(const char *name, const char *rest)
{
    char path[256], text[8192];

    snprintf(path, sizeof path, "www/%s", name);
    snprintf(text, sizeof text,
             "<!DOCTYPE html><html><head><title>%s</title></head><body><h1>About %s</h1>" LOREM
             "%s</body></html>",
             name, name, rest);
    site_folder_put(&site, path, text);
}

static int
begin(void **state)
{
    static const char *const allow[] = {"127.0.0.0/8"};

    (void)state;
    site_folder_make(&site);
    notebook_open(&book);
    options = (struct crawl_options){
        .connections = 1,
        .max_pages = 3000,
        .max_documents = 500,
        .max_time_s = 60,
        .max_depth = 15,
        .allow = allow,
        .allow_n = 1,
        .timeout_s = 5,
        .contact = "mayor@town.example",
        .stop = &book.stop,
    };
    return 0;
}

static int
finish(void **state)
{
    (void)state;
    site_folder_end(&site);
    notebook_close(&book);
    return 0;
}

static void
run(struct crawl *c)
{
    struct err e = {0};
    struct str detail = STR_NONE;

    assert_int_equal(crawl_run(c, NULL, NULL, &end, &e), 0);
    snprintf(home, sizeof home, "%.*s", STR_ARGS(crawl_home(c)));
    home_problem = crawl_home_problem(c, &detail);
    snprintf(home_detail, sizeof home_detail, "%.*s", STR_ARGS(detail));
    crawl_free(c);
}

static struct crawl *
crawl_of(const char *path)
{
    struct err e = {0};
    struct crawl *c;

    if (site.child == 0)
        site_folder_serve(&site);
    if (strstr(path, "://") || path[0] != '/')
        snprintf(start, sizeof start, "%s", path);
    else
        snprintf(start, sizeof start, "http://127.0.0.1:%d%s", site.port, path);
    options.start = str_of(start);
    c = crawl_new(&options, &book.memory, &e);
    if (!c)
        print_error("%s: %s\n", e.input, e.what);
    assert_non_null(c);
    return c;
}

static void
visit(const char *path)
{
    run(crawl_of(path));
}

static void
expect_paths(enum role role, const char *expected)
{
    struct buf paths;

    buf_init(&paths, 1 << 20);
    notebook_paths(&book, role, &paths);
    assert_string_equal(buf_cstr(&paths), expected);
    buf_free(&paths);
}

static void
expect_state(const char *ending, enum address_state state, enum problem why)
{
    const struct note *n = notebook_note(&book, ending);

    if (!n)
        print_error("%s: not known\n", ending);
    assert_non_null(n);
    if (n->address.state != state || n->address.why != why)
        print_error("%s: state %d, %s\n", ending, n->address.state, problem_name(n->address.why));
    assert_int_equal(n->address.state, state);
    assert_int_equal(n->address.why, why);
}

/* Order and reach. */

static void
a_site_is_read_breadth_first_robots_before_all(void **state)
{
    (void)state;
    put_page("index.html",
             "<a href=a.html>a</a> <a href=b.html>b</a> <a href='http://other.example/x'>x</a>");
    put_page("a.html", "<a href=deep.html>deep</a> <a href=/>home</a>");
    put_page("b.html", "<a href=/a.html#top>a</a> <a href='mailto:x@y.example'>mail</a>");
    put_page("deep.html", "");
    visit("/");
    assert_int_equal(end, CRAWL_DONE);
    expect_paths(ROLE_PAGE, "/ /a.html /b.html /deep.html");
    expect_paths(ROLE_ROBOTS, "/robots.txt");
    expect_state("other.example/x", ADDRESS_SKIPPED, PROBLEM_OFF_SITE);
    expect_state("/deep.html", ADDRESS_READ, PROBLEM_NONE);
    assert_true(str_ends(notebook_note(&book, "/deep.html")->fetch.found_on, STR("/a.html")));
    assert_int_equal(notebook_note(&book, "/deep.html")->fetch.depth, 2);
    assert_string_equal(home, start);
    assert_int_equal(site_folder_count(&site, "oit/"), site_folder_count(&site, "GET"));
    assert_int_equal(site_folder_count(&site, "+mayor@town.example"), site_folder_count(&site, "GET"));
}

static void
likely_pages_come_first(void **state)
{
    (void)state;
    book.interesting = "ITA";
    put_page("index.html", "<a href=news.html>news</a> <a href=ita.html>ITA 2566</a>");
    put_page("news.html", "");
    put_page("ita.html", "<a href=o1.html>O1 ITA</a>");
    put_page("o1.html", "");
    visit("/");
    expect_paths(ROLE_PAGE, "/ /ita.html /o1.html /news.html");
}

static void
robots_rules_are_kept(void **state)
{
    (void)state;
    site_folder_put(&site, "www/robots.txt",
                    "User-agent: *\nDisallow: /private\n\nUser-agent: oit\nDisallow: /oit\n");
    put_page("index.html", "<a href=/private/a.html>p</a> <a href=/oit/a.html>o</a>");
    put_page("private/a.html", "");
    put_page("oit/a.html", "");
    visit("/");
    expect_state("/oit/a.html", ADDRESS_SKIPPED, PROBLEM_ROBOTS);
    expect_state("/private/a.html", ADDRESS_READ, PROBLEM_NONE);
    assert_int_equal(site_folder_count(&site, "/oit/"), 0);
}

static void
robots_may_be_left_aside_on_wish(void **state)
{
    (void)state;
    options.ignore_robots = true;
    site_folder_put(&site, "www/robots.txt", "User-agent: *\nDisallow: /\n");
    put_page("index.html", "<a href=a.html>a</a>");
    put_page("a.html", "");
    visit("/");
    expect_state("/a.html", ADDRESS_READ, PROBLEM_NONE);
    assert_int_equal(site_folder_count(&site, "/robots.txt"), 0);
}

static void
what_links_hide_is_found_by_sitemaps(void **state)
{
    char robots[256];

    (void)state;
    put_page("index.html", "<a href=a.html>a</a>");
    put_page("a.html", "");
    put_page("alone.html", "<a href=behind.html>b</a>");
    put_page("behind.html", "");
    site_folder_serve(&site);
    snprintf(robots, sizeof robots, "Sitemap: http://127.0.0.1:%d/maps/one.xml\n", site.port);
    site_folder_put(&site, "www/robots.txt", robots);
    site_folder_put(
        &site, "www/maps/one.xml",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{{base}}/a.html</loc></url>"
        "<url><loc>{{base}}/alone.html</loc></url><url><loc>http://other.example/</loc></url></urlset>");
    visit("/");
    expect_paths(ROLE_PAGE, "/ /a.html /alone.html /behind.html");
    expect_paths(ROLE_SITEMAP, "/maps/one.xml /sitemap.xml");
}

static void
documents_are_read_when_their_link_matters(void **state)
{
    (void)state;
    book.interesting = "plan";
    put_page("index.html",
             "<a href=plan.pdf>the plan</a> <a href=song.mp3>plan song</a> <a href=other.pdf>x</a> "
             "<a href=scan.jpg>scan of the plan</a> <a href=photo.jpg>photo</a> <a href=a.html>a</a> "
             "<a href='get.php?id=1'>y</a>");
    put_page("a.html", "<a href=other.pdf>this is the plan too</a>");
    site_folder_put(&site, "www/plan.pdf", "%PDF-1.4\n1 0 obj");
    site_folder_put(&site, "www/other.pdf", "%PDF-1.4\n2 0 obj");
    site_folder_put(&site, "www/scan.jpg", "\xff\xd8\xff\xe0 picture");
    site_folder_put(&site, "www/get.php", "%PDF-1.4\n3 0 obj");
    site_folder_put(&site, "routes.txt",
                    "/get.php?id=1 200 application/pdf www/get.php Content-Disposition: attachment; "
                    "filename=\"x.pdf\"\n");
    visit("/");
    expect_state("/plan.pdf", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/song.mp3", ADDRESS_SKIPPED, PROBLEM_TYPE);
    expect_state("/other.pdf", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/scan.jpg", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/photo.jpg", ADDRESS_SKIPPED, PROBLEM_TYPE);
    expect_state("/get.php?id=1", ADDRESS_READ, PROBLEM_NONE);
    assert_int_equal(notebook_note(&book, "/get.php?id=1")->address.role, ROLE_DOCUMENT);
    assert_true(str_eq(notebook_note(&book, "/get.php?id=1")->fetch.file_name, STR("x.pdf")));
    assert_int_equal(notebook_note(&book, "/plan.pdf")->fetch.kind, KIND_PDF);
    assert_false(sha256_is_zero(&notebook_note(&book, "/plan.pdf")->fetch.sha256));
}

/* Redirects. */

static void
every_hop_of_a_redirect_is_a_record(void **state)
{
    (void)state;
    put_page("index.html", "<a href=old.html>old</a> <a href=away.html>away</a> <a href=bad.html>bad</a>");
    put_page("new.html", "");
    site_folder_put(&site, "routes.txt",
                    "/old.html 301 - - Location: /middle.html\n"
                    "/middle.html 302 - - Location: new.html\n"
                    "/away.html 302 - - Location: https://other.example/there\n"
                    "/bad.html 302 - - Location: ftp://127.0.0.1/x\n");
    visit("/");
    expect_state("/old.html", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/middle.html", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/new.html", ADDRESS_READ, PROBLEM_NONE);
    assert_true(str_ends(notebook_note(&book, "/old.html")->fetch.redirect_to, STR("/middle.html")));
    assert_int_equal(notebook_note(&book, "/new.html")->fetch.depth, 1);
    expect_state("other.example/there", ADDRESS_SKIPPED, PROBLEM_OFF_SITE);
    expect_state("/bad.html", ADDRESS_FAILED, PROBLEM_REDIRECT_BAD);
}

static void
circles_and_endless_chains_are_given_up(void **state)
{
    (void)state;
    put_page("index.html", "<a href=self>s</a> <a href=one>o</a> <a href='chain?n=1'>c</a>");
    site_folder_put(&site, "routes.txt",
                    "/self loop - -\n"
                    "/one 302 - - Location: /two\n"
                    "/two 302 - - Location: /one\n"
                    "/chain* 302 - - Location: /chain?n={{number+1}}\n");
    visit("/");
    expect_state("/self", ADDRESS_FAILED, PROBLEM_REDIRECT_LOOP);
    expect_state("/two", ADDRESS_FAILED, PROBLEM_REDIRECT_LOOP);
    expect_state("/chain?n=11", ADDRESS_FAILED, PROBLEM_REDIRECT_LIMIT);
    assert_int_equal(site_folder_count(&site, "/chain?n=13"), 0);
}

static void
a_cookie_may_end_a_circle(void **state)
{
    (void)state;
    put_page("index.html", "<a href=door>door</a>");
    site_folder_put(&site, "routes.txt",
                    "/door once:302 text/html www/index.html Location: /door | Set-Cookie: k=1\n");
    visit("/");
    expect_state("/door", ADDRESS_READ, PROBLEM_NONE);
    assert_int_equal(site_folder_count(&site, "/door 200"), 1);
}

static void
a_start_that_leads_to_another_site_says_so(void **state)
{
    (void)state;
    site_folder_put(&site, "routes.txt", "/ 301 - - Location: https://new-town.example/\n");
    visit("/");
    assert_int_equal(end, CRAWL_NOTHING);
    assert_int_equal(home_problem, PROBLEM_OFF_SITE);
    assert_string_equal(home_detail, "https://new-town.example/");
}

/* Faults. */

static void
what_fails_is_tried_again_at_the_end(void **state)
{
    (void)state;
    put_page("index.html",
             "<a href=flaky>f</a> <a href=down>d</a> <a href=a.html>a</a> <a href=none.html>n</a>");
    put_page("a.html", "");
    site_folder_put(&site, "routes.txt",
                    "/flaky once:500 text/html www/a.html\n"
                    "/down 500 text/html -\n");
    visit("/");
    expect_state("/flaky", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/down", ADDRESS_FAILED, PROBLEM_SERVER_ERROR);
    expect_state("/none.html", ADDRESS_FAILED, PROBLEM_NOT_FOUND);
    assert_int_equal(site_folder_count(&site, " /down "), 3);
    assert_int_equal(site_folder_count(&site, " /none.html "), 1);
    expect_paths(ROLE_PAGE, "/ /flaky /down /a.html /none.html /flaky /down /down");
}

static void
each_hopeless_start_ends_quickly_with_its_reason(void **state)
{
    static const struct {
        const char *start, *routes;
        enum problem expected;
    } cases[] = {
        {"/", "/ 403 text/html -\n", PROBLEM_FORBIDDEN},
        {"/", "/ 401 text/html -\n", PROBLEM_LOGIN},
        {"/", "/ 404 text/html -\n", PROBLEM_NOT_FOUND},
        {"/", "/ loop - -\n", PROBLEM_REDIRECT_LOOP},
        {"/", "/ 200 text/html splash\n", PROBLEM_EMPTY},
        {"/", "/robots.txt 200 text/plain forbid\n", PROBLEM_ROBOTS},
        {"/", "/robots.txt 500 text/plain -\n", PROBLEM_ROBOTS_UNREAD},
        {"/", "/robots.txt drop - -\n", PROBLEM_RESET},
        {"http://no-such-town.invalid/", "", PROBLEM_DNS},
        {"no-such-town.invalid", "", PROBLEM_DNS},
        {"http://10.0.0.1/", "", PROBLEM_FORBIDDEN_ADDRESS},
        {"http://127.0.0.1:49151/", "", PROBLEM_REFUSED},
    };

    (void)state;
    site_folder_put(&site, "forbid", "User-agent: *\nDisallow: /\n");
    site_folder_put(&site, "splash", "<title>เทศบาล</title><img src=/splash.jpg>");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t before = clock_monotonic_ms();
        site_folder_put(&site, "routes.txt", cases[i].routes);
        visit(cases[i].start);
        if (end != CRAWL_NOTHING || home_problem != cases[i].expected)
            print_error("case %zu: end %d, %s\n", i, end, problem_name(home_problem));
        assert_int_equal(end, CRAWL_NOTHING);
        assert_int_equal(home_problem, cases[i].expected);
        assert_true(clock_monotonic_ms() - before < 12000);
        notebook_next_run(&book);
    }
}

static void
the_home_of_a_dead_server_is_failed_not_missing(void **state)
{
    (void)state;
    visit("http://127.0.0.1:49151/");
    expect_state(":49151/", ADDRESS_FAILED, PROBLEM_REFUSED);
}

static void
without_scheme_http_is_tried_when_https_fails(void **state)
{
    char address[64];

    (void)state;
    put_page("index.html", "");
    site_folder_serve(&site);
    snprintf(address, sizeof address, "127.0.0.1:%d", site.port);
    visit(address);
    assert_int_equal(end, CRAWL_DONE);
    assert_true(str_starts(str_of(home), STR("http://127.0.0.1")));
    assert_null(notebook_note(&book, "https"));
    expect_paths(ROLE_ROBOTS, "/robots.txt");
}

static void
a_web_page_in_place_of_not_found_is_seen_by_probes(void **state)
{
    (void)state;
    put_page("index.html", "<a href=a.html>a</a> <a href=gone.html>gone</a>");
    put_page("a.html", "");
    put_page("shell.html", "<p>Welcome to the portal</p>");
    site_folder_put(&site, "routes.txt",
                    "/ 200 text/html www/index.html\n/a.html 200 text/html www/a.html\n"
                    "/robots.txt 404 - -\n/sitemap.xml 404 - -\n"
                    "/gone2.html 200 text/html www/shell.html\n* 200 text/html www/shell.html\n");
    put_page("index.html", "<a href=a.html>a</a> <a href=gone.html>gone</a> <a href=gone2.html>gone</a>");
    visit("/");
    expect_state("/a.html", ADDRESS_READ, PROBLEM_NONE);
    /* The first may be the page that everything else falls back to; the second cannot. */
    expect_state("/gone.html", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/gone2.html", ADDRESS_READ, PROBLEM_SOFT_404);
}

/* Budgets. */

static void
budgets_leave_the_rest_marked(void **state)
{
    (void)state;
    book.interesting = "x";
    put_page("index.html", "<a href=a.html>a</a> <a href=b.html>b</a> <a href=c.html>c</a> "
                           "<a href=1.pdf>x</a> <a href=2.pdf>x</a>");
    put_page("a.html", "");
    put_page("b.html", "");
    put_page("c.html", "");
    site_folder_put(&site, "www/1.pdf", "%PDF-1.4");
    site_folder_put(&site, "www/2.pdf", "%PDF-1.4");
    options.max_pages = 2;
    options.max_documents = 1;
    visit("/");
    assert_int_equal(end, CRAWL_LIMIT);
    expect_state("/a.html", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/b.html", ADDRESS_SKIPPED, PROBLEM_LIMIT_PAGES);
    expect_state("/c.html", ADDRESS_SKIPPED, PROBLEM_LIMIT_PAGES);
    expect_state("/1.pdf", ADDRESS_READ, PROBLEM_NONE);
    expect_state("/2.pdf", ADDRESS_SKIPPED, PROBLEM_LIMIT_DOCUMENTS);
}

static void
no_documents_on_wish_is_a_complete_run(void **state)
{
    (void)state;
    book.interesting = "x";
    put_page("index.html", "<a href=1.pdf>x</a>");
    site_folder_put(&site, "www/1.pdf", "%PDF-1.4");
    options.max_documents = 0;
    visit("/");
    assert_int_equal(end, CRAWL_DONE);
    expect_state("/1.pdf", ADDRESS_SKIPPED, PROBLEM_NO_DOCUMENTS);
    assert_int_equal(site_folder_count(&site, "1.pdf"), 0);
}

static void
depth_is_bounded(void **state)
{
    (void)state;
    put_page("index.html", "<a href=a.html>a</a>");
    put_page("a.html", "<a href=b.html>b</a>");
    put_page("b.html", "");
    options.max_depth = 1;
    visit("/");
    expect_state("/b.html", ADDRESS_SKIPPED, PROBLEM_LIMIT_DEPTH);
}

static void
the_time_budget_ends_a_slow_site(void **state)
{
    int64_t before = clock_monotonic_ms();

    (void)state;
    put_page("index.html", "<a href=1>1</a><a href=2>2</a><a href=3>3</a><a href=4>4</a><a href=5>5</a>");
    site_folder_put(&site, "routes.txt",
                    "/1 slow:700 text/html www/index.html\n/2 slow:700 text/html www/index.html\n"
                    "/3 slow:700 text/html www/index.html\n/4 slow:700 text/html www/index.html\n"
                    "/5 slow:700 text/html www/index.html\n");
    options.max_time_s = 1;
    visit("/");
    assert_int_equal(end, CRAWL_LIMIT);
    expect_state("/5", ADDRESS_SKIPPED, PROBLEM_LIMIT_TIME);
    assert_true(clock_monotonic_ms() - before < 2500);
}

static void
endless_spaces_end_by_themselves(void **state)
{
    (void)state;
    put_page("index.html",
             "<a href='pager?page=1'>pager</a> <a href='/cal?y=2566&m=1'>c</a> <a href='grow/'>g</a>");
    put_page("pager", "<p>Page {{number}}</p><a href='/pager?page={{number+1}}'>next</a>");
    put_page("cal", "<a href='/cal?y={{number+1}}&m=1'>next</a><a href='/cal?y=2700&m={{number+1}}'>n</a>");
    site_folder_put(&site, "routes.txt",
                    "/pager* 200 text/html www/pager\n/cal* 200 text/html www/cal\n"
                    "/grow* 200 text/html parts/grow.html\n");
    options.max_depth = 1000;
    site_folder_put(&site, "parts/grow.html",
                    "<title>g</title><h1>Grow {{path}}</h1>" LOREM "<a href='x/'>deeper</a>");
    visit("/");
    assert_int_equal(end, CRAWL_DONE);
    assert_true(site_folder_count(&site, "GET") < 60);
    expect_state("/grow/x/x/x/", ADDRESS_SKIPPED, PROBLEM_TRAP_PATH);
}

/* Given: a server that says "not modified" to what was never asked before.  Expected: it is asked once more
 * and no further, and the site is read. */
static void
unasked_nothing_can_be_unchanged(void **state)
{
    (void)state;
    put_page("index.html", "<a href=a.html>a</a>");
    put_page("a.html", "");
    site_folder_put(&site, "routes.txt", "/robots.txt 304 - -\n/sitemap.xml 304 - -\n");
    visit("/");
    expect_state("/a.html", ADDRESS_READ, PROBLEM_NONE);
    assert_true(site_folder_count(&site, "/robots.txt") <= 2);
    assert_true(site_folder_count(&site, "/sitemap.xml") <= 2);
    assert_int_equal(end, CRAWL_DONE);
}

/* Given: rules that are served as a page.  Expected: they are kept to all the same. */
static void
rules_sent_as_a_page_are_rules(void **state)
{
    (void)state;
    put_page("index.html", "<a href=secret/a.html>a</a>");
    put_page("secret/a.html", "");
    site_folder_put(&site, "rules", "User-agent: *\nDisallow: /secret/\n");
    site_folder_put(&site, "routes.txt", "/robots.txt 200 text/html rules\n");
    visit("/");
    expect_state("/secret/a.html", ADDRESS_SKIPPED, PROBLEM_ROBOTS);
}

/* Coming again. */

static void
the_second_visit_asks_only_whether_things_changed(void **state)
{
    (void)state;
    book.interesting = "x";
    put_page("index.html", "<a href=a.html>a</a> <a href=1.pdf>x</a>");
    put_page("a.html", "<a href=b.html>b</a>");
    put_page("b.html", "");
    site_folder_put(&site, "www/1.pdf", "%PDF-1.4");
    visit("/");
    notebook_next_run(&book);
    site_folder_log_clear(&site);
    put_page("b.html", "<p>new</p>");
    visit("/");
    expect_state("/a.html", ADDRESS_NOT_MODIFIED, PROBLEM_NONE);
    expect_state("/1.pdf", ADDRESS_NOT_MODIFIED, PROBLEM_NONE);
    expect_state("/b.html", ADDRESS_READ, PROBLEM_NONE);
    assert_true(notebook_note(&book, "/a.html")->fetch.not_modified);
    assert_int_equal(notebook_note(&book, "/a.html")->body.n, 0);
    assert_int_equal(site_folder_count(&site, "/a.html 304 conditional"), 1);
    assert_int_equal(site_folder_count(&site, "/b.html 200 conditional"), 1);
    assert_int_equal(end, CRAWL_DONE);
}

static void
the_same_bytes_without_validators_are_not_modified(void **state)
{
    (void)state;
    put_page("a.html", "");
    put_page("index.html", "<a href=plain>a</a>");
    site_folder_put(&site, "routes.txt", "/plain 200 text/html www/a.html ETag:\n");
    visit("/");
    notebook_next_run(&book);
    visit("/");
    expect_state("/plain", ADDRESS_NOT_MODIFIED, PROBLEM_NONE);
    assert_int_equal(notebook_note(&book, "/plain")->fetch.status, 200);
}

/* Give everything back that the notebook knows, as a restart of the program does. */
static struct crawl *
restored_into(struct crawl *c)
{
    struct err e = {0};

    for (size_t i = 0; i < map_count(book.now); i++) {
        const struct note *n = map_at(book.now, i)->ptr;
        bool answered = n->address.state != ADDRESS_QUEUED && n->address.state != ADDRESS_SKIPPED;
        const struct sha256 *hash = answered && !sha256_is_zero(&n->fetch.sha256) ? &n->fetch.sha256 : NULL;
        assert_int_equal(crawl_restore(c, &n->address, hash, answered ? n->fetch.status : 0, &e), 0);
    }
    return c;
}

static struct crawl *
restored(const char *path)
{
    return restored_into(crawl_of(path));
}

static void
put_larger_site(bool flaky)
{
    char name[32], links[512];

    put_page("index.html",
             "<a href=p0.html>0</a> <a href=old.html>o</a> <a href=x.pdf>plan</a> <a href=flaky>f</a>"
             "<a href=loop1>l</a><a href='pager?page=1'>pager</a>");
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "p%d.html", i);
        snprintf(links, sizeof links,
                 "<a href=p%d.html>n</a> <a href=p%d.html>m</a> <a href=none%d.html>e</a>", i + 1,
                 (i * 5) % 12, i);
        put_page(name, links);
    }
    site_folder_put(&site, "www/robots.txt", "User-agent: *\nDisallow: /p5\n");
    put_page("pager", "<p>Page {{number}}</p><a href='/pager?page={{number+1}}'>next</a>");
    site_folder_put(&site, "www/x.pdf", "%PDF-1.4");
    snprintf(links, sizeof links,
             "/old.html 302 - - Location: /p3.html\n"
             "/flaky %d - -\n"
             "/loop1 302 - - Location: /loop2\n/loop2 302 - - Location: /loop1\n"
             "/pager* 200 text/html www/pager\n",
             flaky ? 500 : 403);
    site_folder_put(&site, "routes.txt", links);
}

static int
by_url(const void *a, const void *b)
{
    return str_cmp((*(const struct note *const *)a)->address.url,
                   (*(const struct note *const *)b)->address.url);
}

/* What became of every address, in order of their names. */
static void
outcome(struct buf *out)
{
    const struct note *note[1000];
    size_t n = map_count(book.now);

    assert_true(n < 1000);
    for (size_t i = 0; i < n; i++)
        note[i] = map_at(book.now, i)->ptr;
    qsort(note, n, sizeof *note, by_url);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%.*s %d %s %d %d %d\n", STR_ARGS(note[i]->address.url), note[i]->address.state,
                   problem_name(note[i]->address.why), note[i]->address.role, note[i]->address.depth,
                   note[i]->visits);
}

static void
expect_same_lines(struct str a, struct str b, int after)
{
    struct str x = STR_NONE, y = STR_NONE;

    for (;;) {
        bool more = str_next(&a, '\n', &x), more_too = str_next(&b, '\n', &y);
        if (!more && !more_too)
            return;
        if (!more || !more_too || !str_eq(x, y))
            fail_msg("stopped after %d: %.*s instead of %.*s", after, STR_ARGS(x), STR_ARGS(y));
    }
}

/* Stop after every so many visits, go on, and expect the end of an undisturbed run. */
static void
cut_and_go_on(int first, int step)
{
    struct buf whole, cut;
    int keeps;

    options.max_depth = 1000;
    visit("/");
    assert_int_equal(end, CRAWL_DONE);
    keeps = book.keeps;
    buf_init(&whole, 1 << 20);
    outcome(&whole);
    for (int after = first > 0 ? first : keeps + first; after < keeps; after += step) {
        notebook_close(&book);
        notebook_open(&book);
        book.interesting = "plan";
        book.stop_after = after;
        visit("/");
        assert_int_equal(end, CRAWL_STOPPED);
        book.stop = 0;
        book.stop_after = 0;
        run(restored("/"));
        assert_int_equal(end, CRAWL_DONE);
        buf_init(&cut, 1 << 20);
        outcome(&cut);
        expect_same_lines(buf_view(&cut), buf_view(&whole), after);
        assert_int_equal(book.keeps, keeps);
        buf_free(&cut);
    }
    buf_free(&whole);
}

static void
a_run_cut_anywhere_goes_on_to_the_same_end(void **state)
{
    (void)state;
    book.interesting = "plan";
    put_larger_site(false);
    cut_and_go_on(1, 1);
}

static void
a_run_cut_between_retries_goes_on_to_the_same_end(void **state)
{
    (void)state;
    book.interesting = "plan";
    put_larger_site(true);
    cut_and_go_on(-3, 1);
}

/* Rules of an earlier visit of so many days ago, and a server that has none to give now. */
static void
rules_of_before(int days)
{
    put_page("index.html", "<a href=secret.html>s</a> <a href=open.html>o</a>");
    put_page("open.html", "");
    put_page("secret.html", "");
    site_folder_put(&site, "www/robots.txt", "User-agent: *\nDisallow: /secret\n");
    visit("/");
    notebook_next_run(&book);
    book.before_seen = clock_now() - days * 24 * 3600L;
    site_folder_put(&site, "routes.txt", "/robots.txt 503 - -\n");
    visit("/");
}

static void
robots_rules_of_the_visit_before_hold_when_the_server_is_in_trouble(void **state)
{
    (void)state;
    rules_of_before(29);
    assert_int_equal(end, CRAWL_DONE);
    expect_state("/open.html", ADDRESS_NOT_MODIFIED, PROBLEM_NONE);
    expect_state("/secret.html", ADDRESS_SKIPPED, PROBLEM_ROBOTS);
}

static void
robots_rules_of_long_ago_do_not(void **state)
{
    (void)state;
    rules_of_before(31);
    assert_int_equal(end, CRAWL_NOTHING);
    assert_int_equal(home_problem, PROBLEM_ROBOTS_UNREAD);
}

static void
robots_rules_are_asked_for_anew_when_a_run_goes_on_after_a_day(void **state)
{
    struct crawl *c;

    (void)state;
    put_page("index.html", "<a href=one.html>1</a> <a href=two.html>2</a>");
    put_page("one.html", "");
    put_page("two.html", "");
    book.stop_after = 3;
    visit("/");
    assert_int_equal(end, CRAWL_STOPPED);
    book.stop = book.stop_after = 0;
    site_folder_put(&site, "www/robots.txt", "User-agent: *\nDisallow: /two\n");
    c = crawl_of("/");
    crawl_set_begun(c, clock_now() - 25 * 3600);
    run(restored_into(c));
    assert_int_equal(end, CRAWL_DONE);
    expect_state("/two.html", ADDRESS_SKIPPED, PROBLEM_ROBOTS);
}

static void
stop_is_heard_within_a_moment(void **state)
{
    int64_t before = clock_monotonic_ms();

    (void)state;
    put_page("index.html", "");
    site_folder_put(&site, "routes.txt", "/ hang - -\n");
    book.stop_after = 1; /* robots.txt */
    visit("/");
    assert_int_equal(end, CRAWL_STOPPED);
    assert_true(clock_monotonic_ms() - before < 1000);
    expect_state("/", ADDRESS_QUEUED, PROBLEM_NONE);
}

static void
wrong_options_are_errors_with_a_next_step(void **state)
{
    static const char *const bad[] = {"", "ftp://town.example/", "http://", "http://exa mple/",
                                      "mailto:a@b.example"};
    static const char *const cidr[] = {"10.0.0.0/99"};
    struct err e;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        e = (struct err){0};
        options.start = str_of(bad[i]);
        assert_null(crawl_new(&options, &book.memory, &e));
        assert_int_equal(e.code, ERR_USAGE);
        assert_true(e.next[0] != '\0');
    }
    options.start = STR("http://town.example/");
    options.allow = cidr;
    e = (struct err){0};
    assert_null(crawl_new(&options, &book.memory, &e));
    assert_int_equal(e.code, ERR_USAGE);
}

static void
hosts_of_the_same_owner_are_named(void **state)
{
    struct arena *a = arena_new(0);
    struct str host[3];
    struct crawl *c;

    (void)state;
    c = crawl_new(&(struct crawl_options){.start = STR("http://www.thungfah.go.th/")}, &book.memory, NULL);
    assert_non_null(c);
    for (size_t i = 0; i < 4; i++) {
        static const char *const known[] = {"http://ita.thungfah.go.th/1", "http://ita.thungfah.go.th/2",
                                            "http://tax.thungfah.go.th/", "http://www.other.go.th/"};
        struct address off = {.url = str_of(known[i]), .state = ADDRESS_SKIPPED, .why = PROBLEM_OFF_SITE};
        crawl_restore(c, &off, NULL, 0, NULL);
    }
    assert_int_equal(crawl_neighbours(c, a, host, 3), 2);
    assert_true(str_eq(host[0], STR("ita.thungfah.go.th")) && str_eq(host[1], STR("tax.thungfah.go.th")));
    crawl_free(c);
    arena_free(a);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_site_is_read_breadth_first_robots_before_all),
        TEST(likely_pages_come_first),
        TEST(robots_rules_are_kept),
        TEST(robots_may_be_left_aside_on_wish),
        TEST(robots_rules_of_the_visit_before_hold_when_the_server_is_in_trouble),
        TEST(hosts_of_the_same_owner_are_named),
        TEST(robots_rules_of_long_ago_do_not),
        TEST(robots_rules_are_asked_for_anew_when_a_run_goes_on_after_a_day),
        TEST(what_links_hide_is_found_by_sitemaps),
        TEST(documents_are_read_when_their_link_matters),
        TEST(every_hop_of_a_redirect_is_a_record),
        TEST(circles_and_endless_chains_are_given_up),
        TEST(a_cookie_may_end_a_circle),
        TEST(a_start_that_leads_to_another_site_says_so),
        TEST(what_fails_is_tried_again_at_the_end),
        TEST(each_hopeless_start_ends_quickly_with_its_reason),
        TEST(the_home_of_a_dead_server_is_failed_not_missing),
        TEST(without_scheme_http_is_tried_when_https_fails),
        TEST(a_web_page_in_place_of_not_found_is_seen_by_probes),
        TEST(budgets_leave_the_rest_marked),
        TEST(no_documents_on_wish_is_a_complete_run),
        TEST(depth_is_bounded),
        TEST(the_time_budget_ends_a_slow_site),
        TEST(endless_spaces_end_by_themselves),
        TEST(unasked_nothing_can_be_unchanged),
        TEST(rules_sent_as_a_page_are_rules),
        TEST(the_second_visit_asks_only_whether_things_changed),
        TEST(the_same_bytes_without_validators_are_not_modified),
        TEST(a_run_cut_anywhere_goes_on_to_the_same_end),
        TEST(a_run_cut_between_retries_goes_on_to_the_same_end),
        TEST(stop_is_heard_within_a_moment),
        TEST(wrong_options_are_errors_with_a_next_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

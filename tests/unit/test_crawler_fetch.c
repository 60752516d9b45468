/* Requests against a server on loopback that misbehaves on request. */
#include "base/clock.h"
#include "crawler/fetch.h"
#include "oit/limits.h"
#include "tests/support/site_folder.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static struct site_folder site;
static struct arena *arena;
static struct netaddr_rules *loopback, *strict;
static struct fetch_pool *pool;

/* A request of the default kind, finished.  Valid until fetch_done(). */
static struct fetch_answer *
fetch_with(struct fetch_pool *p, const char *path, struct fetch_request *r)
{
    struct fetch_answer *a;
    char text[4096];
    struct url u;

    if (strstr(path, "://"))
        snprintf(text, sizeof text, "%s", path);
    else
        snprintf(text, sizeof text, "http://127.0.0.1:%d%s", site.port, path);
    assert_true(url_parse(arena, str_of(text), NULL, NULL, &u));
    r->url = &u;
    if (r->jar.n == 0)
        r->jar = STR("town");
    if (r->page_max == 0)
        r->page_max = LIMIT_PAGE;
    fetch_start(p, r);
    for (int i = 0; i < 1000 && !fetch_ready(p); i++)
        fetch_wait(p, 50);
    a = fetch_next(p);
    assert_non_null(a);
    return a;
}

static struct fetch_answer *
fetch(const char *path)
{
    struct fetch_request r = {.document_max = LIMIT_DOCUMENT};

    return fetch_with(pool, path, &r);
}

static void
expect_problem(const char *path, enum problem expected)
{
    struct fetch_answer *a = fetch(path);

    if (a->problem != expected)
        print_error("%s: %s (%.*s)\n", path, problem_name(a->problem), STR_ARGS(a->detail));
    assert_int_equal(a->problem, expected);
    fetch_done(pool, a);
}

static void
a_page_comes_with_its_headers(void **state)
{
    struct fetch_answer *a = fetch("/");

    (void)state;
    assert_int_equal(a->problem, PROBLEM_NONE);
    assert_int_equal(a->status, 200);
    assert_int_equal(a->kind, KIND_HTML);
    assert_true(str_eq(a->content_type, STR("text/html; charset=utf-8")));
    assert_true(str_has(a->body, STR("<h1>Town</h1>")));
    assert_true(a->etag.n > 0);
    fetch_done(pool, a);
    assert_int_equal(site_folder_count(&site, "oit-test"), 1);
}

static void
validators_bring_not_modified(void **state)
{
    struct fetch_answer *a = fetch("/dated");
    char etag[128];

    (void)state;
    assert_true(str_eq(a->last_modified, STR("Mon, 01 May 2023 00:00:00 GMT")));
    snprintf(etag, sizeof etag, "%.*s", STR_ARGS(a->etag));
    fetch_done(pool, a);
    struct fetch_request r = {.etag = str_of(etag)};
    a = fetch_with(pool, "/dated", &r);
    assert_int_equal(a->status, 304);
    fetch_done(pool, a);
    r = (struct fetch_request){.last_modified = STR("Mon, 01 May 2023 00:00:00 GMT")};
    a = fetch_with(pool, "/dated", &r);
    assert_int_equal(a->status, 304);
    fetch_done(pool, a);
}

static void
redirects_are_told_not_followed(void **state)
{
    struct fetch_answer *a = fetch("/moved");

    (void)state;
    assert_int_equal(a->status, 302);
    assert_true(str_eq(a->location, STR("/there?a=b")));
    assert_true(a->has_location);
    fetch_done(pool, a);
    assert_int_equal(site_folder_count(&site, " /there"), 0);
}

static void
faults_of_the_net_are_named(void **state)
{
    (void)state;
    expect_problem("/drop", PROBLEM_RESET);
    expect_problem("/garbage", PROBLEM_PROTOCOL);
    expect_problem("/head", PROBLEM_HEAD_TOO_LARGE);
    expect_problem("http://127.0.0.1:25/", PROBLEM_FORBIDDEN_ADDRESS); /* a port of another service */
    expect_problem("http://127.0.0.1:49151/", PROBLEM_REFUSED);
    expect_problem("http://no-such-host.invalid/", PROBLEM_DNS);
    expect_problem("http://10.0.0.1/", PROBLEM_FORBIDDEN_ADDRESS);
    expect_problem("/cut", PROBLEM_TRUNCATED);
    expect_problem("/film", PROBLEM_TYPE);
}

static void
what_came_of_a_cut_page_is_kept(void **state)
{
    struct fetch_answer *a = fetch("/cut");

    (void)state;
    assert_true(str_has(a->body, STR("<h1>Town</h1>")));
    fetch_done(pool, a);
}

static void
silence_ends_at_the_time_limit(void **state)
{
    struct fetch_settings s = {.addresses = loopback, .user_agent = "oit-test", .timeout_s = 1};
    struct fetch_pool *short_pool = fetch_pool_new(&s, NULL);
    struct fetch_request r = {0};
    int64_t before = clock_monotonic_ms();
    struct fetch_answer *a = fetch_with(short_pool, "/hang", &r);

    (void)state;
    assert_int_equal(a->problem, PROBLEM_TIMEOUT);
    assert_in_range(clock_monotonic_ms() - before, 900, 3500);
    fetch_done(short_pool, a);
    a = fetch_with(short_pool, "/drip", &r);
    assert_true(a->problem == PROBLEM_TIMEOUT || a->problem == PROBLEM_TRUNCATED);
    fetch_done(short_pool, a);
    fetch_pool_free(short_pool);
}

static void
private_addresses_are_refused_at_the_socket(void **state)
{
    static const char *const urls[] = {"http://127.0.0.1:%d/", "http://2130706433:%d/", "http://0x7f.1:%d/",
                                       "http://[::ffff:127.0.0.1]:%d/", "http://localhost:%d/"};
    struct fetch_settings s = {.addresses = strict, .user_agent = "oit-test", .timeout_s = 5};
    struct fetch_pool *careful = fetch_pool_new(&s, NULL);

    (void)state;
    site_folder_log_clear(&site);
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        char text[128];
        struct fetch_request r = {0};
        snprintf(text, sizeof text, urls[i], site.port);
        struct fetch_answer *a = fetch_with(careful, text, &r);
        assert_int_equal(a->problem, PROBLEM_FORBIDDEN_ADDRESS);
        fetch_done(careful, a);
    }
    fetch_pool_free(careful);
    assert_int_equal(site_folder_count(&site, "GET"), 0);
}

static void
ceilings_count_decoded_bytes(void **state)
{
    struct fetch_request r = {.page_max = 100000, .document_max = LIMIT_DOCUMENT};
    struct fetch_answer *a = fetch_with(pool, "/bomb", &r);

    (void)state;
    assert_int_equal(a->problem, PROBLEM_TRUNCATED);
    assert_int_equal(a->body.n, 100000);
    fetch_done(pool, a);
    r = (struct fetch_request){.page_max = 1000, .document_max = 5000};
    a = fetch_with(pool, "/plan.pdf", &r);
    assert_int_equal(a->problem, PROBLEM_TOO_LARGE);
    assert_int_equal(a->kind, KIND_PDF);
    assert_int_equal(a->body.n, 0);
    fetch_done(pool, a);
    r = (struct fetch_request){.page_max = 1000, .document_max = 50000};
    a = fetch_with(pool, "/plan.pdf", &r);
    assert_int_equal(a->problem, PROBLEM_NONE);
    assert_int_equal(a->body.n, 20000);
    fetch_done(pool, a);
}

static void
no_document_is_read_when_none_is_wanted(void **state)
{
    struct fetch_request r = {.document_max = 0};
    struct fetch_answer *a = fetch_with(pool, "/plan.pdf", &r);

    (void)state;
    assert_int_equal(a->problem, PROBLEM_LIMIT_DOCUMENTS);
    assert_int_equal(a->body.n, 0);
    fetch_done(pool, a);
}

static void
more_than_two_layers_of_compression_are_refused(void **state)
{
    (void)state;
    expect_problem("/layers", PROBLEM_DECODING);
}

static void
cookies_stay_in_their_jar(void **state)
{
    struct fetch_request r = {.jar = STR("a")};
    struct fetch_answer *a = fetch_with(pool, "/cookie", &r);

    (void)state;
    assert_true(a->set_cookie);
    fetch_done(pool, a);
    /* The server answers by what the request says only in its log, so ask curl's own jar by a second page. */
    r = (struct fetch_request){.jar = STR("b")};
    a = fetch_with(pool, "/cookie", &r);
    fetch_done(pool, a);
    assert_int_equal(site_folder_count(&site, "/cookie 200 - oit-test cookie"), 0);
    r = (struct fetch_request){.jar = STR("a")};
    a = fetch_with(pool, "/cookie", &r);
    fetch_done(pool, a);
    assert_int_equal(site_folder_count(&site, "/cookie 200 - oit-test cookie"), 1);
}

static void
user_and_password_are_not_sent(void **state)
{
    char text[128];

    (void)state;
    snprintf(text, sizeof text, "http://name:secret@127.0.0.1:%d/", site.port);
    struct fetch_answer *a = fetch(text);
    assert_int_equal(a->problem, PROBLEM_NONE);
    fetch_done(pool, a);
    assert_int_equal(site_folder_count(&site, "authorization"), 0);
}

static void
many_requests_run_side_by_side(void **state)
{
    struct fetch_answer *a;
    int n = 0;
    int64_t before = clock_monotonic_ms();

    (void)state;
    for (int i = 0; i < 8; i++) {
        char text[128];
        struct url u;
        snprintf(text, sizeof text, "http://127.0.0.1:%d/slow?n=%d", site.port, i);
        assert_true(url_parse(arena, str_of(text), NULL, NULL, &u));
        struct fetch_request r = {.url = &u, .jar = STR("town"), .page_max = LIMIT_PAGE};
        fetch_start(pool, &r);
    }
    while (n < 8) {
        fetch_wait(pool, 100);
        while ((a = fetch_next(pool))) {
            assert_int_equal(a->status, 200);
            fetch_done(pool, a);
            n++;
        }
    }
    assert_true(clock_monotonic_ms() - before < 8 * 400);
}

static void
an_unreadable_authority_file_is_an_error(void **state)
{
    struct fetch_settings s = {.addresses = loopback, .user_agent = "x", .ca_file = "/no/such/file.pem"};
    struct err e = {0};

    (void)state;
    assert_null(fetch_pool_new(&s, &e));
    assert_true(e.code != ERR_NONE);
}

/* Run a command of openssl inside the site's folder. */
static bool
openssl(const char *arguments)
{
    char line[1024];

    snprintf(line, sizeof line, "cd %s && openssl %s >/dev/null 2>&1", site.dir, arguments);
    return system(line) == 0;
}

static pid_t
tls_server(const char *name, int port)
{
    char cert[128], key[128], accept[32];
    pid_t child;

    snprintf(cert, sizeof cert, "%s/%s.pem", site.dir, name);
    snprintf(key, sizeof key, "%s/ca.key", site.dir);
    snprintf(accept, sizeof accept, "127.0.0.1:%d", port);
    child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(STDOUT_FILENO);
        close(STDERR_FILENO);
        execlp("openssl", "openssl", "s_server", "-accept", accept, "-cert", cert, "-key", key, "-www",
               "-quiet", (char *)NULL);
        _exit(127);
    }
    return child;
}

static bool
put_certificates(void)
{
    site_folder_put(&site, "ip.ext", "subjectAltName=IP:127.0.0.1\n");
    site_folder_put(&site, "dns.ext", "subjectAltName=DNS:other.example\n");
    return openssl(
               "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Authority -days 9") &&
           openssl("req -new -key ca.key -out x.csr -subj /CN=x") &&
           openssl("x509 -req -in x.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out good.pem -extfile "
                   "ip.ext") &&
           openssl("x509 -req -in x.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out name.pem -extfile "
                   "dns.ext") &&
           openssl(
               "x509 -req -in x.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out old.pem -extfile ip.ext "
               "-days -1") &&
           openssl("req -x509 -key ca.key -out self.pem -subj /CN=self -addext subjectAltName=IP:127.0.0.1 "
                   "-days 9");
}

/* The server needs a moment before it listens. */
static struct fetch_answer *
fetch_tls(struct fetch_pool *p, int port)
{
    struct fetch_answer *a = NULL;
    char text[64];

    snprintf(text, sizeof text, "https://127.0.0.1:%d/", port);
    for (int i = 0; i < 50; i++) {
        struct fetch_request r = {.jar = str_of(text)};
        a = fetch_with(p, text, &r);
        if (a->problem != PROBLEM_REFUSED)
            break;
        fetch_done(p, a);
        usleep(100000);
    }
    return a;
}

static void
faults_of_certificates_are_named(void **state)
{
    static const struct {
        const char *name;
        enum problem expected;
    } cases[] = {{"good", PROBLEM_NONE},
                 {"name", PROBLEM_TLS_NAME},
                 {"old", PROBLEM_TLS_EXPIRED},
                 {"self", PROBLEM_TLS_UNTRUSTED}};
    struct fetch_settings s = {.addresses = loopback, .user_agent = "oit-test", .timeout_s = 5};
    struct fetch_pool *careful, *careless;
    char ca[128];

    (void)state;
    if (!put_certificates()) {
        print_message("skipped: no openssl command\n");
        skip();
    }
    snprintf(ca, sizeof ca, "%s/ca.pem", site.dir);
    s.ca_file = ca;
    careful = fetch_pool_new(&s, NULL);
    s.allow_bad_tls = true;
    careless = fetch_pool_new(&s, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int port = 20000 + (getpid() * 7 + (int)i) % 10000;
        pid_t child = tls_server(cases[i].name, port);
        struct fetch_answer *a = fetch_tls(careful, port);
        assert_int_equal(a->problem, cases[i].expected);
        assert_false(a->bad_tls);
        fetch_done(careful, a);
        for (int again = 0; again < 2; again++) {
            a = fetch_tls(careless, port);
            assert_int_equal(a->problem, PROBLEM_NONE);
            assert_int_equal(a->bad_tls, cases[i].expected != PROBLEM_NONE);
            fetch_done(careless, a);
        }
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    fetch_pool_free(careful);
    fetch_pool_free(careless);
}

/* An answer that says it is packed, and of whose packed bytes the last are missing. */
static void
put_packed(const char *name, size_t missing)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                               "Connection: close\r\n\r\n";
    static unsigned char text[5000];
    char answer[6000];
    z_stream z = {0};

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (unsigned char)('a' + i * i % 23);
    memcpy(text, "<html><p>", 9);
    memcpy(answer, head, sizeof head - 1);
    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = text;
    z.avail_in = sizeof text;
    z.next_out = (unsigned char *)answer + sizeof head - 1;
    z.avail_out = sizeof answer - sizeof head;
    deflate(&z, Z_FINISH);
    site_folder_put_bytes(&site, name, (struct str){answer, sizeof head - 1 + z.total_out - missing});
    deflateEnd(&z);
}

static void
the_end_of_what_is_packed_is_looked_for(void **state)
{
    (void)state;
    expect_problem("/packed", PROBLEM_NONE);
    expect_problem("/packed-cut", PROBLEM_TRUNCATED);
    expect_problem("/packed", PROBLEM_NONE);
}

static void
put_bomb(void)
{
    static unsigned char zeros[1 << 20];
    static unsigned char packed[1 << 16];
    z_stream z = {0};

    memset(zeros, 'a', sizeof zeros);
    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_out = packed;
    z.avail_out = sizeof packed;
    for (int i = 0; i < 20; i++) {
        z.next_in = zeros;
        z.avail_in = sizeof zeros;
        deflate(&z, i == 19 ? Z_FINISH : Z_NO_FLUSH);
    }
    site_folder_put_bytes(&site, "bomb.gz", (struct str){(char *)packed, sizeof packed - z.avail_out});
    deflateEnd(&z);
}

static void
put_files(void)
{
    static char text[400000];

    site_folder_put(&site, "www/index.html", "<!DOCTYPE html><title>Town</title><h1>Town</h1>");
    memset(text, 'x', sizeof text - 1);
    memcpy(text, "HTTP/1.1 200 OK\r\nX-Long: ", 25);
    strcpy(text + sizeof text - 5, "\r\n\r\n");
    site_folder_put(&site, "long-head", text);
    site_folder_put(&site, "garbage", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
    memset(text, 0, sizeof text);
    strcpy(text, "%PDF-1.4\n");
    site_folder_put_bytes(&site, "www/plan.pdf", (struct str){text, 20000});
    memcpy(text,
           "\0\0\0\x18"
           "ftypmp42",
           12);
    site_folder_put_bytes(&site, "film.mp4", (struct str){text, 20000});
    put_bomb();
    put_packed("packed", 0);
    put_packed("packed-cut", 40);
    site_folder_put(&site, "routes.txt",
                    "/dated 200 text/html www/index.html Last-Modified: Mon, 01 May 2023 00:00:00 GMT\n"
                    "/moved 302 - - Location: /there?a=b\n"
                    "/drop drop - -\n"
                    "/hang hang - -\n"
                    "/drip drip:200 text/html www/index.html\n"
                    "/cut cut text/html www/index.html\n"
                    "/garbage raw - garbage\n"
                    "/packed raw - packed\n"
                    "/packed-cut raw - packed-cut\n"
                    "/head raw - long-head\n"
                    "/film 200 video/mp4 film.mp4\n"
                    "/bomb 200 text/html bomb.gz Content-Encoding: gzip\n"
                    "/layers 200 text/html bomb.gz Content-Encoding: gzip, gzip, gzip\n"
                    "/cookie 200 text/html www/index.html Set-Cookie: seen=yes\n"
                    "/slow* slow:400 text/html www/index.html\n");
}

static int
set_up(void **state)
{
    struct fetch_settings s = {.user_agent = "oit-test", .timeout_s = 10};

    (void)state;
    arena = arena_new(0);
    loopback = netaddr_rules_new(false);
    strict = netaddr_rules_new(false);
    netaddr_rules_allow(loopback, "127.0.0.0/8", NULL);
    s.addresses = loopback;
    site_folder_make(&site);
    put_files();
    site_folder_serve(&site);
    pool = fetch_pool_new(&s, NULL);
    return pool ? 0 : -1;
}

static int
tear_down(void **state)
{
    (void)state;
    fetch_pool_free(pool);
    site_folder_end(&site);
    netaddr_rules_free(loopback);
    netaddr_rules_free(strict);
    arena_free(arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_comes_with_its_headers),
        cmocka_unit_test(validators_bring_not_modified),
        cmocka_unit_test(redirects_are_told_not_followed),
        cmocka_unit_test(faults_of_the_net_are_named),
        cmocka_unit_test(what_came_of_a_cut_page_is_kept),
        cmocka_unit_test(silence_ends_at_the_time_limit),
        cmocka_unit_test(private_addresses_are_refused_at_the_socket),
        cmocka_unit_test(ceilings_count_decoded_bytes),
        cmocka_unit_test(no_document_is_read_when_none_is_wanted),
        cmocka_unit_test(more_than_two_layers_of_compression_are_refused),
        cmocka_unit_test(the_end_of_what_is_packed_is_looked_for),
        cmocka_unit_test(cookies_stay_in_their_jar),
        cmocka_unit_test(user_and_password_are_not_sent),
        cmocka_unit_test(many_requests_run_side_by_side),
        cmocka_unit_test(faults_of_certificates_are_named),
        cmocka_unit_test(an_unreadable_authority_file_is_an_error),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* Requests over HTTP: their beginning, the loop that carries them on, their end. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/say.h"
#include "crawler/fetch_private.h"
#include "crawler/netaddr.h"
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER (128 * 1024L) /* most pages come in one piece then, not in four */
#define CONNECT_S 20
#define LOW_SPEED_BYTES 50L /* a second; a modem of 1990 was faster */
#define LOW_SPEED_S 20L
/* libcurl's own limit should fire first; ours is for the cases where it does not. */
#define GRACE_MS 1500
#define AGENT_LINE "User-Agent: "
#define ENCODINGS "gzip, deflate, br"
#define OLD_CIPHERS "ALL:@SECLEVEL=0"

/* Memory: libcurl's is there or ends the program, like all of ours, so that no option of a request gets lost.
 */

static void *
take_memory(size_t n)
{
    return mem_grow(NULL, n, 1);
}

static void *
grow_memory(void *p, size_t n)
{
    return mem_grow(p, n, 1);
}

static void *
needed(void *handle)
{
    if (!handle)
        mem_none();
    return handle;
}

/* Setting a request up. */

static struct jar *
jar_of(struct fetch_pool *p, struct str key)
{
    struct map_entry *m = map_put(p->jars, key, NULL);

    if (!m->ptr) {
        struct jar *jar = mem_new(1, sizeof *jar);
        jar->share = needed(curl_share_init());
        curl_share_setopt(jar->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
        m->ptr = jar;
    }
    return m->ptr;
}

static struct job *
job_new(struct fetch_pool *p)
{
    struct job *j = p->spare;

    if (j) {
        p->spare = j->next;
        arena_reset(j->text);
        buf_clear(&j->body);
        *j = (struct job){.easy = j->easy, .text = j->text, .body = j->body};
    } else {
        j = mem_new(1, sizeof *j);
        j->easy = needed(curl_easy_init());
        /* Turns cookies on; said once a handle, because libcurl keeps a list of such files. */
        curl_easy_setopt(j->easy, CURLOPT_COOKIEFILE, "");
        j->text = arena_new(0);
        buf_init(&j->body, LIMIT_DOCUMENT);
    }
    j->pool = p;
    return j;
}

static void
job_free(struct job *j)
{
    if (!j)
        return;
    curl_slist_free_all(j->headers);
    curl_easy_cleanup(j->easy);
    curl_url_cleanup(j->where);
    arena_free(j->text);
    buf_free(&j->body);
    free(j);
}

/* Between the request and the first byte of the answer. */
static int
thinking_time(const struct job *j)
{
    curl_off_t sent = 0, first = 0;

    curl_easy_getinfo(j->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
    curl_easy_getinfo(j->easy, CURLINFO_STARTTRANSFER_TIME_T, &first);
    return first > sent ? (int)((first - sent) / 1000) : 0;
}

void
fetch_finish(struct job *j, enum problem problem, struct str detail)
{
    struct fetch_pool *p = j->pool;

    j->answer.problem = problem;
    j->answer.detail = fetch_clean_text(j->text, detail);
    j->answer.elapsed_ms = (int)(clock_monotonic_ms() - j->started);
    j->answer.thought_ms = thinking_time(j);
    j->next = NULL;
    *p->done_end = j;
    p->done_end = &j->next;
}

static bool
same_host(struct str theirs, struct str ours)
{
    struct in6_addr a, b;
    char x[64], y[64];

    if (str_eq_nocase(theirs, ours))
        return true;
    if (ours.n < 3 || theirs.n < 3 || ours.n > sizeof x || theirs.n > sizeof y || ours.p[0] != '[')
        return false;
    snprintf(x, sizeof x, "%.*s", (int)theirs.n - 2, theirs.p + 1);
    snprintf(y, sizeof y, "%.*s", (int)ours.n - 2, ours.p + 1);
    return inet_pton(AF_INET6, x, &a) == 1 && inet_pton(AF_INET6, y, &b) == 1 &&
           memcmp(&a, &b, sizeof a) == 0;
}

static bool
same_part(CURLU *u, CURLUPart part, struct str ours)
{
    char *theirs = NULL;
    bool same = curl_url_get(u, part, &theirs, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                (part == CURLUPART_HOST ? same_host(str_of(theirs), ours) : str_eq(str_of(theirs), ours));

    curl_free(theirs);
    return same;
}

/*
 * libcurl reads the address by other rules than we do.  What it makes of our canonical form must be the
 * host and port that scope, robots and limits were decided for; otherwise nothing is sent.  User, password
 * and fragment are never given to it.
 */
static bool
place_set(struct job *j, const struct url *u)
{
    struct str port;
    struct buf href;
    size_t host_end;
    bool same;

    buf_init(&href, 2 * LIMIT_ADDRESS);
    buf_str(&href, u->scheme);
    buf_z(&href, "://");
    buf_str(&href, u->host);
    host_end = href.n;
    url_put_port(&href, url_port(u));
    port = arena_str(j->text, str_sub(buf_view(&href), host_end + 1, href.n));
    buf_str(&href, u->path);
    if (u->has_query)
        buf_char(&href, '?');
    buf_str(&href, u->query);
    j->where = curl_url();
    same = j->where && !href.full &&
           curl_url_set(j->where, CURLUPART_URL, buf_cstr(&href), CURLU_PATH_AS_IS) == CURLUE_OK &&
           same_part(j->where, CURLUPART_SCHEME, u->scheme) && same_part(j->where, CURLUPART_HOST, u->host) &&
           same_part(j->where, CURLUPART_PORT, port) && same_part(j->where, CURLUPART_PATH, u->path);
    buf_free(&href);
    return same;
}

static void
header_add(struct job *j, const char *name, struct str value)
{
    if (value.n > 0)
        j->headers =
            curl_slist_append(j->headers, arena_printf(j->text, "%s: %.*s", name, STR_ARGS(value)).p);
}

/*
 * What every request says, in the order in which libcurl would put it but for a cookie; encoded false: of a
 * part that must come as it is.  Written out once: libcurl would put its own two lines together letter by
 * letter for each request, which was a tenth of its work.
 */
static struct curl_slist *
common_headers(const char *user_agent, bool encoded)
{
    struct curl_slist *list = curl_slist_append(NULL, user_agent);

    if (encoded)
        list = curl_slist_append(list, "Accept-Encoding: " ENCODINGS);
    list = curl_slist_append(list, "Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8");
    return curl_slist_append(list, "Accept-Language: th,en;q=0.5");
}

/* NULL: it says nothing but what every request does. */
static struct curl_slist *
own_headers(struct job *j, const struct fetch_request *r)
{
    if (r->beginning.n == 0 && r->etag.n == 0 && r->last_modified.n == 0)
        return NULL;
    j->headers = common_headers(j->pool->user_agent, r->beginning.n == 0);
    if (r->beginning.n > 0) {
        header_add(j, "Range", arena_printf(j->text, "bytes=%zu-", r->beginning.n));
        header_add(j, "If-Range", fetch_clean(j->text, r->if_range));
    }
    header_add(j, "If-None-Match", fetch_clean(j->text, r->etag));
    header_add(j, "If-Modified-Since", fetch_clean(j->text, r->last_modified));
    return j->headers;
}

static void
options_of_safety(struct job *j)
{
    CURL *c = j->easy;
    const struct fetch_pool *p = j->pool;
    long timeout = p->timeout_s > 0 ? p->timeout_s : 30;

    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(c, CURLOPT_PROXY, p->proxy ? p->proxy : "");
    curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_BUFFERSIZE, BUFFER);
    /* Without it a name server that does not answer holds up the whole loop, not only this request. */
    curl_easy_setopt(c, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, timeout < CONNECT_S ? timeout : (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, timeout);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, LOW_SPEED_S);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, fetch_on_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, j);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, j->insecure ? 0L : 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, j->insecure ? 0L : 2L);
    curl_easy_setopt(c, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(c, CURLOPT_SSLVERSION,
                     (long)(j->old_tls ? CURL_SSLVERSION_TLSv1_0 : CURL_SSLVERSION_DEFAULT));
    curl_easy_setopt(c, CURLOPT_SSL_CIPHER_LIST, j->old_tls ? OLD_CIPHERS : NULL);
    /* Only to know whether it would work: nothing is said over it. */
    curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, j->old_tls && !p->allow_bad_tls ? 1L : 0L);
    /* The folder of the machine's authorities stays in force beside it. */
    if (p->ca_file)
        curl_easy_setopt(c, CURLOPT_CAINFO, p->ca_file);
    /* What a request says is not said to the proxy. */
    if (p->proxy)
        curl_easy_setopt(c, CURLOPT_USERAGENT, p->user_agent + strlen(AGENT_LINE));
}

static void
options_of_request(struct job *j, const struct fetch_request *r)
{
    CURL *c = j->easy;
    struct curl_slist *own = own_headers(j, r);

    curl_easy_setopt(c, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(c, CURLOPT_CURLU, j->where);
    curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, own ? own : j->pool->headers);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, r->beginning.n > 0 ? NULL : ENCODINGS);
    curl_easy_setopt(c, CURLOPT_SHARE, j->jar->share);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, fetch_on_head);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, j);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, fetch_on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, j);
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, fetch_on_wire);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, j);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 0L); /* until the wire is to be seen */
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, j->error);
    curl_easy_setopt(c, CURLOPT_PRIVATE, j);
}

static void
job_run(struct job *j)
{
    struct fetch_pool *p = j->pool;

    j->stop = STOP_NONE;
    j->sniffed = j->forbidden = j->head_ended = false;
    j->head_bytes = j->tail_n = 0;
    j->answer.size = 0;
    buf_clear(&j->body);
    options_of_safety(j);
    j->next = p->running;
    p->running = j;
    p->running_n++;
    if (curl_multi_add_handle(p->multi, j->easy) != CURLM_OK)
        assert(!"a handle of ours cannot be added");
}

void
fetch_start(struct fetch_pool *p, const struct fetch_request *r)
{
    struct job *j = job_new(p);

    j->jar = jar_of(p, r->jar);
    j->answer.user = r->user;
    j->page_max = r->page_max;
    j->document_max = r->document_max;
    j->beginning = r->beginning;
    j->started = clock_monotonic_ms();
    j->deadline = j->started + (int64_t)(p->timeout_s > 0 ? p->timeout_s : 30) * 1000 + GRACE_MS;
    j->insecure = p->allow_bad_tls && j->jar->bad_tls != PROBLEM_NONE && str_eq(r->url->scheme, STR("https"));
    j->old_tls = j->old_tried = j->insecure && j->jar->bad_tls == PROBLEM_TLS_OLD;
    if (!url_followable(r->url) || !place_set(j, r->url)) {
        fetch_finish(j, PROBLEM_NOT_FOLLOWABLE,
                     STR(N_("the address has no meaning that is the same to everyone")));
        return;
    }
    if (!url_port_permitted(r->url)) {
        fetch_finish(j, PROBLEM_FORBIDDEN_ADDRESS,
                     STR(N_("the port belongs to another service than the web")));
        return;
    }
    /* Whom a proxy connects to nobody sees here: what the address names is all that can be asked. */
    if (p->proxy && !netaddr_permits_host(p->addresses, r->url->host)) {
        fetch_finish(j, PROBLEM_FORBIDDEN_ADDRESS, arena_str(j->text, r->url->host));
        return;
    }
    options_of_request(j, r);
    job_run(j);
}

static void
job_unlink(struct job *j)
{
    struct fetch_pool *p = j->pool;
    struct job **at = &p->running;

    while (*at != j)
        at = &(*at)->next;
    *at = j->next;
    p->running_n--;
    curl_multi_remove_handle(p->multi, j->easy);
}

/* No encryption that both sides know: perhaps the server's is old.  Once more, to be able to say so. */
static void
try_old_tls(struct job *j)
{
    j->old_tls = j->old_tried = true;
    j->insecure = true;
    j->new_error = arena_str(j->text, str_of(j->error));
    job_run(j);
}

/* What trying old encryption has shown: true when the request is finished by that. */
static bool
old_tls_judged(struct job *j, CURLcode rc)
{
    if (rc == CURLE_SSL_CONNECT_ERROR || rc == CURLE_RECV_ERROR || rc == CURLE_COULDNT_CONNECT ||
        rc == CURLE_OPERATION_TIMEDOUT) {
        fetch_finish(j, PROBLEM_TLS, j->new_error);
        return true;
    }
    j->jar->bad_tls = PROBLEM_TLS_OLD;
    if (j->pool->allow_bad_tls)
        return false;
    fetch_finish(j, PROBLEM_TLS_OLD, j->new_error);
    return true;
}

static void
job_ended(struct job *j, CURLcode rc)
{
    bool tried = j->old_tls && j->jar->bad_tls != PROBLEM_TLS_OLD;

    job_unlink(j);
    if (rc == CURLE_SSL_CONNECT_ERROR && !j->old_tried) {
        try_old_tls(j);
        return;
    }
    if ((tried || (j->old_tls && !j->pool->allow_bad_tls)) && old_tls_judged(j, rc))
        return;
    if (rc == CURLE_PEER_FAILED_VERIFICATION && j->pool->allow_bad_tls && !j->insecure) {
        j->jar->bad_tls = fetch_certificate_problem(j);
        j->insecure = true;
        job_run(j);
        return;
    }
    j->answer.bad_tls = j->insecure && fetch_is_bad_certificate(j->jar->bad_tls);
    fetch_judge(j, rc);
    if (j->answer.bad_tls && j->answer.detail.n == 0)
        j->answer.detail = str_of(problem_text(j->jar->bad_tls));
}

/* The loop. */

static void
collect(struct fetch_pool *p)
{
    CURLMsg *m;
    int left;

    while ((m = curl_multi_info_read(p->multi, &left)))
        if (m->msg == CURLMSG_DONE) {
            struct job *j = NULL;
            CURLcode rc = m->data.result;
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &j);
            job_ended(j, rc);
        }
}

/* Requests that libcurl's own clock has overlooked. */
static void
end_overdue(struct fetch_pool *p)
{
    int64_t now = clock_monotonic_ms();

    for (struct job *j = p->running, *next; j; j = next) {
        next = j->next;
        if (now > j->deadline) {
            j->stop = STOP_TIME;
            job_unlink(j);
            fetch_judge(j, CURLE_OPERATION_TIMEDOUT);
        }
    }
}

void
fetch_wait(struct fetch_pool *p, int ms)
{
    int64_t until = clock_monotonic_ms() + ms;
    int running, ready;

    for (;;) {
        curl_multi_perform(p->multi, &running);
        collect(p);
        end_overdue(p);
        int64_t left = until - clock_monotonic_ms();
        if (p->done || left <= 0)
            return;
        curl_multi_poll(p->multi, NULL, 0, (int)left, &ready);
    }
}

struct fetch_answer *
fetch_next(struct fetch_pool *p)
{
    struct job *j = p->done;

    if (!j)
        return NULL;
    p->done = j->next;
    if (!p->done)
        p->done_end = &p->done;
    return &j->answer;
}

void
fetch_done(struct fetch_pool *p, struct fetch_answer *a)
{
    struct job *j = (struct job *)a;

    curl_slist_free_all(j->headers);
    curl_url_cleanup(j->where);
    j->headers = NULL;
    j->where = NULL;
    curl_easy_setopt(j->easy, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(j->easy, CURLOPT_CURLU, NULL);
    /* The memory of a large document is not kept for the next small page. */
    if (j->body.cap > LIMIT_PAGE) {
        buf_free(&j->body);
        buf_init(&j->body, LIMIT_DOCUMENT);
    }
    j->next = p->spare;
    p->spare = j;
}

bool
fetch_ready(const struct fetch_pool *p)
{
    return p->done != NULL;
}

size_t
fetch_running(const struct fetch_pool *p)
{
    return p->running_n;
}

/* Life. */

static int
check_ca_file(const char *path, struct err *e)
{
    struct buf text;
    int rc;

    buf_init(&text, LIMIT_PAGE);
    rc = file_read(path, &text, e);
    if (rc != 0 && e)
        e->code = ERR_USAGE; /* an option that is wrong, not a disk that fails */
    if (rc == 0 && !str_has(buf_view(&text), STR("-----BEGIN ")))
        rc = err_set(e, ERR_USAGE, path, _("give a file in PEM format"), _("there is no certificate in it"));
    buf_free(&text);
    return rc;
}

static int
check_proxy(const char *proxy, struct err *e)
{
    static const char *const known[] = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    CURLU *u = curl_url();
    char *scheme = NULL;
    bool good = false;

    if (curl_url_set(u, CURLUPART_URL, proxy, CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
        curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK)
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            good |= str_eq_nocase(str_of(scheme), str_of(known[i]));
    curl_free(scheme);
    curl_url_cleanup(u);
    if (good)
        return 0;
    return err_set(e, ERR_USAGE, proxy, _("write it as http://host:port"), _("this is no proxy address"));
}

void
fetch_begin(void)
{
    if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, take_memory, free, grow_memory, mem_dup, mem_new) !=
        CURLE_OK)
        mem_none();
}

void
fetch_end(void)
{
    curl_global_cleanup();
}

struct fetch_pool *
fetch_pool_new(const struct fetch_settings *s, struct err *e)
{
    struct fetch_pool *p;

    if (s->ca_file && check_ca_file(s->ca_file, e) != 0)
        return NULL;
    if (s->proxy && check_proxy(s->proxy, e) != 0)
        return NULL;
    fetch_begin();
    /* A server that closes an encrypted connection under our hands must not end the program. */
    signal(SIGPIPE, SIG_IGN);
    p = mem_new(1, sizeof *p);
    p->done_end = &p->done;
    p->multi = needed(curl_multi_init());
    p->jars = map_new();
    p->text = arena_new(0);
    p->addresses = s->addresses;
    p->user_agent = arena_printf(p->text, AGENT_LINE "%s", s->user_agent).p;
    p->headers = common_headers(p->user_agent, true);
    p->ca_file = s->ca_file ? arena_str(p->text, str_of(s->ca_file)).p : NULL;
    p->proxy = s->proxy ? arena_str(p->text, str_of(s->proxy)).p : NULL;
    p->timeout_s = s->timeout_s;
    p->allow_bad_tls = s->allow_bad_tls;
    return p;
}

static void
jobs_free(struct job *j)
{
    while (j) {
        struct job *next = j->next;
        job_free(j);
        j = next;
    }
}

void
fetch_pool_free(struct fetch_pool *p)
{
    if (!p)
        return;
    for (struct job *j = p->running; j; j = j->next)
        curl_multi_remove_handle(p->multi, j->easy);
    jobs_free(p->running);
    jobs_free(p->done);
    jobs_free(p->spare);
    curl_multi_cleanup(p->multi);
    curl_slist_free_all(p->headers);
    for (size_t i = 0; i < map_count(p->jars); i++) {
        struct jar *jar = map_at(p->jars, i)->ptr;
        curl_share_cleanup(jar->share);
        free(jar);
    }
    map_free(p->jars);
    arena_free(p->text);
    free(p);
    fetch_end();
}

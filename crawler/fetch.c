/* Requests over HTTP: the only file that meets libcurl. */
#include "crawler/fetch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "crawler/header.h"
#include "oit/limits.h"
#include <arpa/inet.h>
#include <assert.h>
#include <curl/curl.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONNECT_S 20
#define LOW_SPEED_BYTES 50L /* a second; a modem of 1990 was faster */
#define LOW_SPEED_S 20L
#define SNIFF_BYTES 1024
#define ENCODINGS_MAX 2
/* libcurl's own limit should fire first; ours is for the cases where it does not. */
#define GRACE_MS 1500
#define TAIL_BYTES 64
#define OLD_CIPHERS "ALL:@SECLEVEL=0"

/* What curl calls an X.509 verification result; the numbers are OpenSSL's and part of its interface. */
enum {
    X509_NONE = 0,
    X509_UNSPECIFIED = 1,
    X509_NOT_YET = 9,
    X509_EXPIRED = 10,
    X509_KEY_WEAK = 66,
    X509_AUTHORITY_WEAK = 67,
    X509_DIGEST_WEAK = 68
};

/* Why we stopped a transfer ourselves. */
enum stop { STOP_NONE, STOP_HEAD, STOP_SIZE, STOP_LAYERS, STOP_TIME, STOP_MEDIA, STOP_DOCUMENT };

struct jar {
    CURLSH *share;
    enum problem bad_tls; /* the certificate of this host is bad in this way */
};

struct job {
    struct fetch_answer answer; /* first, so that an answer leads back to its job */
    struct job *next;
    struct fetch_pool *pool;
    struct jar *jar;
    CURL *easy;
    CURLU *where;
    struct curl_slist *headers;
    struct arena *text;
    struct buf body;
    size_t head_bytes, page_max, document_max;
    struct str beginning;
    uint64_t range_from, range_whole; /* of a 206: where it goes on, and how long the whole is; 0 unknown */
    int layers;
    int64_t started, deadline;
    enum stop stop;
    bool sniffed, insecure, forbidden;
    bool gzip;               /* the one layer is gzip */
    bool head_ended;         /* the empty line behind the head has come */
    bool old_tls, old_tried; /* speaking it now; it has been tried */
    struct str new_error;    /* what was wrong before it was tried */
    unsigned char tail[TAIL_BYTES];
    size_t tail_n; /* last bytes on the wire, for the end of a compressed body */
    char forbidden_text[INET6_ADDRSTRLEN];
    char error[CURL_ERROR_SIZE];
};

struct fetch_pool {
    CURLM *multi;
    struct job *running, *done, **done_end, *spare;
    size_t running_n;
    struct map *jars;
    struct arena *text;
    const struct netaddr_rules *addresses;
    const char *user_agent, *ca_file, *proxy;
    int timeout_s;
    bool allow_bad_tls;
};

static const struct {
    CURLcode rc;
    enum problem problem;
} results[] = {
    {CURLE_OK, PROBLEM_NONE},
    {CURLE_COULDNT_RESOLVE_HOST, PROBLEM_DNS},
    {CURLE_COULDNT_RESOLVE_PROXY, PROBLEM_DNS},
    {CURLE_COULDNT_CONNECT, PROBLEM_REFUSED},
    {CURLE_OPERATION_TIMEDOUT, PROBLEM_TIMEOUT},
    {CURLE_GOT_NOTHING, PROBLEM_RESET},
    {CURLE_RECV_ERROR, PROBLEM_RESET},
    {CURLE_SEND_ERROR, PROBLEM_RESET},
    {CURLE_PARTIAL_FILE, PROBLEM_TRUNCATED},
    {CURLE_BAD_CONTENT_ENCODING, PROBLEM_DECODING},
    {CURLE_PEER_FAILED_VERIFICATION, PROBLEM_TLS_UNTRUSTED},
    {CURLE_SSL_CONNECT_ERROR, PROBLEM_TLS},
    {CURLE_SSL_CERTPROBLEM, PROBLEM_TLS},
    {CURLE_SSL_CIPHER, PROBLEM_TLS},
    {CURLE_SSL_ISSUER_ERROR, PROBLEM_TLS},
    {CURLE_SSL_ENGINE_INITFAILED, PROBLEM_TLS},
    {CURLE_SSL_CACERT_BADFILE, PROBLEM_TLS},
    {CURLE_SSL_INVALIDCERTSTATUS, PROBLEM_TLS},
    {CURLE_SSL_CLIENTCERT, PROBLEM_TLS},
    {CURLE_SSL_SHUTDOWN_FAILED, PROBLEM_TLS},
    {CURLE_FILESIZE_EXCEEDED, PROBLEM_TOO_LARGE},
    {CURLE_OUT_OF_MEMORY, PROBLEM_HEAD_TOO_LARGE}, /* what libcurl says of one line over 100 KiB */
};

/* A value from the net without control characters, so that it can never break a line. */
static struct str
clean(struct arena *a, struct str value)
{
    struct str copy = arena_str(a, str_trim(value));
    char *p = (char *)copy.p;
    size_t n = 0;

    for (size_t i = 0; i < copy.n; i++)
        if ((unsigned char)p[i] >= 0x20 && p[i] != 0x7f)
            p[n++] = p[i];
    return (struct str){p, n};
}

/* The same for what people will read: valid UTF-8 too. */
static struct str
clean_text(struct arena *a, struct str value)
{
    struct str plain = clean(a, value);
    struct buf out;

    if (utf8_valid(plain))
        return plain;
    buf_init(&out, 4 * LIMIT_HEAD);
    utf8_clean(&out, plain);
    plain = arena_str(a, buf_view(&out));
    buf_free(&out);
    return plain;
}

/* What libcurl calls while a request runs. */

static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
    struct job *j = user;
    const void *ip = a->family == AF_INET6 ? (const void *)&((struct sockaddr_in6 *)&a->addr)->sin6_addr
                                           : (const void *)&((struct sockaddr_in *)&a->addr)->sin_addr;

    (void)purpose;
    /* Behind a proxy the address is the proxy's, which the user named himself. */
    if (!j->pool->proxy && !netaddr_permits(j->pool->addresses, &a->addr)) {
        j->forbidden = true;
        if (a->family == AF_INET || a->family == AF_INET6)
            inet_ntop(a->family, ip, j->forbidden_text, sizeof j->forbidden_text);
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static void
head_begin(struct job *j)
{
    struct fetch_answer *a = &j->answer;

    a->content_type = a->disposition = a->location = STR_NONE;
    a->etag = a->last_modified = a->retry_after = a->refresh = STR_NONE;
    a->has_location = a->set_cookie = a->takes_ranges = false;
    j->layers = 0;
    j->range_from = j->range_whole = 0;
    j->head_ended = false;
}

static void
head_encoding(struct job *j, struct str value)
{
    struct str one;

    while (str_next(&value, ',', &one))
        if (str_trim(one).n > 0 && !str_eq_nocase(str_trim(one), STR("identity")))
            j->layers++;
}

static void
head_field(struct job *j, struct str name, struct str value)
{
    struct fetch_answer *a = &j->answer;
    const struct {
        struct str name;
        struct str *to;
        bool text; /* shown to people; the others are used as they came */
    } fields[] = {
        {STR("Content-Type"), &a->content_type, true},
        {STR("Content-Disposition"), &a->disposition, false},
        {STR("Location"), &a->location, false},
        {STR("ETag"), &a->etag, false},
        {STR("Last-Modified"), &a->last_modified, true},
        {STR("Retry-After"), &a->retry_after, true},
        {STR("Refresh"), &a->refresh, false},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_eq_nocase(name, fields[i].name) && fields[i].to->n == 0)
            *fields[i].to = fields[i].text ? clean_text(j->text, value) : clean(j->text, value);
    if (!utf8_valid(a->etag))
        a->etag = STR_NONE;
    if (str_eq_nocase(name, STR("Location")))
        a->has_location = true;
    if (str_eq_nocase(name, STR("Set-Cookie")))
        a->set_cookie = true;
    if (str_eq_nocase(name, STR("Content-Encoding"))) {
        head_encoding(j, value);
        j->gzip = str_find_nocase(value, STR("gzip"), 0) != STR_NOT_FOUND;
    }
    if (str_eq_nocase(name, STR("Accept-Ranges")))
        a->takes_ranges = str_eq_nocase(str_trim(value), STR("bytes"));
    if (str_eq_nocase(name, STR("Content-Range")))
        header_content_range(str_trim(value), &j->range_from, &j->range_whole);
}

static size_t
on_head(char *p, size_t size, size_t n, void *user)
{
    struct job *j = user;
    struct str line = {p, n};
    size_t colon;

    (void)size;
    j->head_bytes += n;
    if (j->head_bytes > LIMIT_HEAD) {
        j->stop = STOP_HEAD;
        return 0;
    }
    if (str_starts(line, STR("HTTP/"))) {
        head_begin(j);
        return n;
    }
    j->head_ended = j->head_ended || str_trim(line).n == 0;
    colon = str_find_char(line, ':', 0);
    if (colon != STR_NOT_FOUND)
        head_field(j, str_sub(line, 0, colon), str_sub(line, colon + 1, line.n));
    if (j->layers > ENCODINGS_MAX) {
        j->stop = STOP_LAYERS;
        return 0;
    }
    return n;
}

static void
sniff(struct job *j)
{
    struct str first = str_sub(buf_view(&j->body), 0, SNIFF_BYTES);

    j->sniffed = true;
    j->answer.kind = header_sniff(first, header_media_type(j->text, j->answer.content_type),
                                  header_file_name(j->text, j->answer.disposition));
}

/* Is this a kind of file that we do not want to go on with? */
static enum stop
unwanted(const struct job *j)
{
    if (j->answer.kind == KIND_MEDIA)
        return STOP_MEDIA;
    if (header_is_document(j->answer.kind) && j->document_max == 0)
        return STOP_DOCUMENT;
    return STOP_NONE;
}

/* Is this the rest of what is had already? */
static bool
continues(const struct job *j, long status)
{
    return status == 206 && j->beginning.n > 0 && j->range_from == j->beginning.n && j->layers == 0;
}

/* A document that says it is larger than we read is not begun. */
static bool
promises_more(const struct job *j, size_t max)
{
    curl_off_t length = -1;

    if (!j->sniffed || !header_is_document(j->answer.kind))
        return false;
    curl_easy_getinfo(j->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return length > 0 && (uint64_t)length > max;
}

static size_t
on_body(char *p, size_t size, size_t n, void *user)
{
    struct job *j = user;
    long status = 0;
    size_t max;

    (void)size;
    curl_easy_getinfo(j->easy, CURLINFO_RESPONSE_CODE, &status);
    if (j->answer.size == 0 && continues(j, status)) {
        buf_str(&j->body, j->beginning);
        j->answer.size = j->beginning.n;
    }
    j->answer.size += n;
    buf_put_some(&j->body, p, n);
    if (clock_monotonic_ms() > j->deadline)
        j->stop = STOP_TIME;
    else if (status >= 300)
        j->stop = j->answer.size > LIMIT_ERROR_PAGE ? STOP_SIZE : STOP_NONE;
    else if (!j->sniffed && j->body.n >= SNIFF_BYTES)
        sniff(j);
    if (j->sniffed && j->stop == STOP_NONE)
        j->stop = unwanted(j);
    max = j->sniffed && header_is_document(j->answer.kind) ? j->document_max : j->page_max;
    if (j->stop == STOP_NONE && (j->answer.size > max || promises_more(j, max)))
        j->stop = STOP_SIZE;
    if (j->stop == STOP_SIZE && j->body.n > max)
        j->body.n = max;
    return j->stop == STOP_NONE ? n : 0;
}

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

/* What comes in as it stands on the wire: only its end is kept. */
static int
on_wire(CURL *easy, curl_infotype type, char *p, size_t n, void *user)
{
    struct job *j = user;
    size_t keep;

    (void)easy;
    if (type != CURLINFO_DATA_IN || n == 0)
        return 0;
    keep = n >= TAIL_BYTES ? 0 : j->tail_n + n > TAIL_BYTES ? TAIL_BYTES - n : j->tail_n;
    memmove(j->tail, j->tail + j->tail_n - keep, keep);
    if (n > TAIL_BYTES) {
        p += n - TAIL_BYTES;
        n = TAIL_BYTES;
    }
    memcpy(j->tail + keep, p, n);
    j->tail_n = keep + n;
    return 0;
}

/* A gzip stream ends with the length of what was packed; libcurl does not look whether it has come. */
static bool
gzip_ended(const struct job *j)
{
    uint32_t size = (uint32_t)(j->answer.size & UINT32_MAX);

    for (size_t at = 0; at + 4 <= j->tail_n; at++) {
        const unsigned char *p = j->tail + at;
        if (((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24) == size)
            return true;
    }
    return false;
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

static void
job_finish(struct job *j, enum problem problem, struct str detail)
{
    struct fetch_pool *p = j->pool;

    j->answer.problem = problem;
    j->answer.detail = clean_text(j->text, detail);
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
    struct str port = arena_printf(j->text, "%d", url_port(u));
    struct str href =
        arena_printf(j->text, "%.*s://%.*s:%.*s%.*s%s%.*s", STR_ARGS(u->scheme), STR_ARGS(u->host),
                     STR_ARGS(port), STR_ARGS(u->path), u->has_query ? "?" : "", STR_ARGS(u->query));

    j->where = curl_url();
    return j->where && curl_url_set(j->where, CURLUPART_URL, href.p, CURLU_PATH_AS_IS) == CURLUE_OK &&
           same_part(j->where, CURLUPART_SCHEME, u->scheme) && same_part(j->where, CURLUPART_HOST, u->host) &&
           same_part(j->where, CURLUPART_PORT, port) && same_part(j->where, CURLUPART_PATH, u->path);
}

static void
header_add(struct job *j, const char *name, struct str value)
{
    if (value.n > 0)
        j->headers =
            curl_slist_append(j->headers, arena_printf(j->text, "%s: %.*s", name, STR_ARGS(value)).p);
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
    /* Without it a name server that does not answer holds up the whole loop, not only this request. */
    curl_easy_setopt(c, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, timeout < CONNECT_S ? timeout : (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, timeout);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, LOW_SPEED_S);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
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
}

static void
options_of_request(struct job *j, const struct fetch_request *r)
{
    CURL *c = j->easy;

    header_add(j, "Accept", STR("text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"));
    header_add(j, "Accept-Language", STR("th,en;q=0.5"));
    if (r->beginning.n > 0) {
        header_add(j, "Range", arena_printf(j->text, "bytes=%zu-", r->beginning.n));
        header_add(j, "If-Range", clean(j->text, r->if_range));
    }
    header_add(j, "If-None-Match", clean(j->text, r->etag));
    header_add(j, "If-Modified-Since", clean(j->text, r->last_modified));
    curl_easy_setopt(c, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(c, CURLOPT_CURLU, j->where);
    curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, j->headers);
    curl_easy_setopt(c, CURLOPT_USERAGENT, j->pool->user_agent);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, r->beginning.n > 0 ? NULL : "gzip, deflate, br");
    curl_easy_setopt(c, CURLOPT_SHARE, j->jar->share);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, j);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, j);
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_wire);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, j);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
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
        job_finish(j, PROBLEM_NOT_FOLLOWABLE,
                   STR(N_("the address has no meaning that is the same to everyone")));
        return;
    }
    if (!url_port_permitted(r->url)) {
        job_finish(j, PROBLEM_FORBIDDEN_ADDRESS, STR(N_("the port belongs to another service than the web")));
        return;
    }
    options_of_request(j, r);
    job_run(j);
}

/* What a finished request means. */

static enum problem
problem_of_connect(const struct job *j)
{
    long number = 0;

    curl_easy_getinfo(j->easy, CURLINFO_OS_ERRNO, &number);
    if (j->forbidden)
        return PROBLEM_FORBIDDEN_ADDRESS;
    if (number == ENETUNREACH || number == EHOSTUNREACH || number == ENETDOWN || number == EADDRNOTAVAIL)
        return PROBLEM_UNREACHABLE;
    return number == ETIMEDOUT ? PROBLEM_TIMEOUT : PROBLEM_REFUSED;
}

static enum problem
problem_of_certificate(const struct job *j)
{
    long verify = 0;

    curl_easy_getinfo(j->easy, CURLINFO_SSL_VERIFYRESULT, &verify);
    if (verify == X509_EXPIRED || verify == X509_NOT_YET)
        return PROBLEM_TLS_EXPIRED;
    if (verify == X509_KEY_WEAK || verify == X509_AUTHORITY_WEAK || verify == X509_DIGEST_WEAK)
        return PROBLEM_TLS_OLD;
    /* The name is compared by libcurl, before it takes over the result of the rest. */
    return verify == X509_NONE || verify == X509_UNSPECIFIED ? PROBLEM_TLS_NAME : PROBLEM_TLS_UNTRUSTED;
}

static enum problem
problem_of_result(const struct job *j, CURLcode rc)
{
    if (rc == CURLE_COULDNT_CONNECT)
        return problem_of_connect(j);
    if (rc == CURLE_PEER_FAILED_VERIFICATION)
        return problem_of_certificate(j);
    /* The connection stood; what came over it made no sense. */
    if (rc == CURLE_RECV_ERROR && str_has(str_of(j->error), STR("chunk")))
        return PROBLEM_PROTOCOL;
    if (rc == CURLE_RECV_ERROR && str_find_nocase(str_of(j->error), STR("header"), 0) != STR_NOT_FOUND)
        return PROBLEM_HEAD_TOO_LARGE;
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        if (results[i].rc == rc)
            return results[i].problem;
    return PROBLEM_PROTOCOL;
}

/* We broke off ourselves: was that a fault, a cut, or no matter? */
static enum problem
problem_of_stop(struct job *j, struct str *detail)
{
    switch (j->stop) {
    case STOP_HEAD:
        return PROBLEM_HEAD_TOO_LARGE;
    case STOP_LAYERS:
        *detail = STR(N_("compressed more than twice"));
        return PROBLEM_DECODING;
    case STOP_TIME:
        return PROBLEM_TIMEOUT;
    case STOP_MEDIA:
        *detail = STR(N_("sound or moving pictures"));
        return PROBLEM_TYPE;
    case STOP_DOCUMENT:
        return PROBLEM_LIMIT_DOCUMENTS;
    default:
        break;
    }
    if (j->answer.status >= 300)
        return PROBLEM_NONE;
    if (header_is_document(j->answer.kind) && j->document_max != j->page_max)
        return PROBLEM_TOO_LARGE;
    *detail = STR(N_("only the beginning was read"));
    return PROBLEM_TRUNCATED;
}

/* A body that broke off is worth reading; nothing at all is not. */
static enum problem
problem_of_cut(const struct job *j, CURLcode rc, enum problem problem)
{
    int status = j->answer.status;

    if (status >= 300 &&
        (rc == CURLE_PARTIAL_FILE || rc == CURLE_RECV_ERROR || rc == CURLE_OPERATION_TIMEDOUT))
        return PROBLEM_NONE;
    if (j->body.n > 0 && status >= 200 &&
        ((problem == PROBLEM_PROTOCOL && rc == CURLE_RECV_ERROR) || problem == PROBLEM_RESET ||
         problem == PROBLEM_TIMEOUT || problem == PROBLEM_TRUNCATED))
        return PROBLEM_TRUNCATED;
    return problem == PROBLEM_TRUNCATED ? PROBLEM_RESET : problem;
}

/* libcurl's own words for these add only how long it took, which is another number every time. */
static bool
says_all(enum problem p)
{
    return p == PROBLEM_DNS || p == PROBLEM_REFUSED || p == PROBLEM_UNREACHABLE || p == PROBLEM_TIMEOUT ||
           p == PROBLEM_TRUNCATED;
}

/* Only the request that opens a connection is shown the certificate; the first one of the chain is the
 * server's. */
static int64_t
certificate_until(const struct job *j)
{
    static const char name[] = "Expire date:";
    struct curl_certinfo *info = NULL;
    time_t until = -1;

    if (curl_easy_getinfo(j->easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == NULL ||
        info->num_of_certs < 1)
        return 0;
    for (const struct curl_slist *line = info->certinfo[0]; line != NULL; line = line->next)
        if (str_starts(str_of(line->data), STR(name)))
            until = curl_getdate(line->data + sizeof name - 1, NULL);
    return until > 0 ? (int64_t)until : 0;
}

static void
job_judge(struct job *j, CURLcode rc)
{
    struct str detail = rc == CURLE_OK ? STR_NONE : str_of(j->error);
    enum problem problem;
    long status = 0;

    curl_easy_getinfo(j->easy, CURLINFO_RESPONSE_CODE, &status);
    j->answer.status = (int)status;
    j->answer.certificate_until = certificate_until(j);
    if (!j->sniffed && j->body.n > 0)
        sniff(j);
    if (continues(j, status) && j->answer.size > 0) { /* to everybody else it is the whole */
        j->answer.status = 200;
        j->answer.takes_ranges = true;
        if (rc == CURLE_OK && j->body.n < j->range_whole)
            rc = CURLE_PARTIAL_FILE;
    }
    j->answer.takes_ranges = j->answer.takes_ranges && j->layers == 0;
    if (j->stop == STOP_NONE && j->sniffed && status < 300)
        j->stop = unwanted(j);
    if (j->stop != STOP_NONE) {
        detail = STR_NONE;
        problem = problem_of_stop(j, &detail);
    } else if (rc == CURLE_WRITE_ERROR) {
        /* Not our doing: libcurl found bytes behind the end of a complete compressed answer. */
        problem = j->body.n > 0 ? PROBLEM_NONE : PROBLEM_DECODING;
        detail = STR(N_("bytes behind the end of the compressed answer"));
    } else if (rc == CURLE_OK && status > 0 && !j->head_ended) {
        problem = PROBLEM_RESET;
    } else if (rc == CURLE_OK && j->layers == 1 && j->gzip && j->body.n > 0 && !gzip_ended(j)) {
        problem = PROBLEM_TRUNCATED;
    } else {
        problem = problem_of_result(j, rc);
    }
    problem = problem_of_cut(j, rc, problem);
    if (j->stop == STOP_NONE && says_all(problem))
        detail = STR_NONE;
    if (problem == PROBLEM_FORBIDDEN_ADDRESS)
        detail = str_of(j->forbidden_text);
    if (problem == PROBLEM_NONE || problem == PROBLEM_TRUNCATED)
        j->answer.body = buf_view(&j->body);
    else
        buf_clear(&j->body);
    job_finish(j, problem, detail);
}

static bool
is_bad_certificate(enum problem p)
{
    return p == PROBLEM_TLS_EXPIRED || p == PROBLEM_TLS_UNTRUSTED || p == PROBLEM_TLS_NAME ||
           p == PROBLEM_TLS_OLD;
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
        job_finish(j, PROBLEM_TLS, j->new_error);
        return true;
    }
    j->jar->bad_tls = PROBLEM_TLS_OLD;
    if (j->pool->allow_bad_tls)
        return false;
    job_finish(j, PROBLEM_TLS_OLD, j->new_error);
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
        j->jar->bad_tls = problem_of_certificate(j);
        j->insecure = true;
        job_run(j);
        return;
    }
    j->answer.bad_tls = j->insecure && is_bad_certificate(j->jar->bad_tls);
    job_judge(j, rc);
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
            job_judge(j, CURLE_OPERATION_TIMEDOUT);
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
    CURLU *u = curl_url();
    bool good =
        curl_url_set(u, CURLUPART_URL, proxy, CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;

    curl_url_cleanup(u);
    if (good)
        return 0;
    return err_set(e, ERR_USAGE, proxy, _("write it as http://host:port"), _("this is no proxy address"));
}

struct fetch_pool *
fetch_pool_new(const struct fetch_settings *s, struct err *e)
{
    struct fetch_pool *p;

    if (s->ca_file && check_ca_file(s->ca_file, e) != 0)
        return NULL;
    if (s->proxy && check_proxy(s->proxy, e) != 0)
        return NULL;
    if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, take_memory, free, grow_memory, mem_dup, mem_new) !=
        CURLE_OK)
        mem_none();
    /* A server that closes an encrypted connection under our hands must not end the program. */
    signal(SIGPIPE, SIG_IGN);
    p = mem_new(1, sizeof *p);
    p->done_end = &p->done;
    p->multi = needed(curl_multi_init());
    p->jars = map_new();
    p->text = arena_new(0);
    p->addresses = s->addresses;
    p->user_agent = arena_str(p->text, str_of(s->user_agent)).p;
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
    for (size_t i = 0; i < map_count(p->jars); i++) {
        struct jar *jar = map_at(p->jars, i)->ptr;
        curl_share_cleanup(jar->share);
        free(jar);
    }
    map_free(p->jars);
    arena_free(p->text);
    free(p);
    curl_global_cleanup();
}

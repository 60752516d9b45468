/* What comes in while a request runs: the head, the body, its end on the wire. */
#include "base/clock.h"
#include "base/utf8.h"
#include "crawler/fetch_private.h"
#include <string.h>

#define SNIFF_BYTES 1024
#define ENCODINGS_MAX 2

struct str
fetch_clean(struct arena *a, struct str value)
{
    struct str copy = arena_str(a, str_trim(value));
    char *p = (char *)copy.p;
    size_t n = 0;

    for (size_t i = 0; i < copy.n; i++)
        if ((unsigned char)p[i] >= 0x20 && p[i] != 0x7f)
            p[n++] = p[i];
    return (struct str){p, n};
}

struct str
fetch_clean_text(struct arena *a, struct str value)
{
    struct str plain = fetch_clean(a, value);
    struct buf out;

    if (utf8_valid(plain))
        return plain;
    buf_init(&out, 4 * LIMIT_HEAD);
    utf8_clean(&out, plain);
    plain = arena_str(a, buf_view(&out));
    buf_free(&out);
    return plain;
}

curl_socket_t
fetch_on_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
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
            *fields[i].to = fields[i].text ? fetch_clean_text(j->text, value) : fetch_clean(j->text, value);
    if (!utf8_valid(a->etag))
        a->etag = STR_NONE;
    if (str_eq_nocase(name, STR("Location")))
        a->has_location = true;
    if (str_eq_nocase(name, STR("Set-Cookie")))
        a->set_cookie = true;
    if (str_eq_nocase(name, STR("Content-Encoding"))) {
        head_encoding(j, value);
        j->gzip = str_find_nocase(value, STR("gzip"), 0) != STR_NOT_FOUND;
        if (j->gzip) /* to tell of everything that is done would take 8,000 instructions of each answer */
            curl_easy_setopt(j->easy, CURLOPT_VERBOSE, 1L);
    }
    if (str_eq_nocase(name, STR("Accept-Ranges")))
        a->takes_ranges = str_eq_nocase(str_trim(value), STR("bytes"));
    if (str_eq_nocase(name, STR("Content-Range")))
        header_content_range(str_trim(value), &j->range_from, &j->range_whole);
}

size_t
fetch_on_head(char *p, size_t size, size_t n, void *user)
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

void
fetch_sniff(struct job *j)
{
    struct str first = str_sub(buf_view(&j->body), 0, SNIFF_BYTES);

    j->sniffed = true;
    j->answer.kind = header_sniff(first, header_media_type(j->text, j->answer.content_type),
                                  header_file_name(j->text, j->answer.disposition));
}

enum stop
fetch_unwanted(const struct job *j)
{
    if (j->answer.kind == KIND_MEDIA)
        return STOP_MEDIA;
    if (header_is_document(j->answer.kind) && j->document_max == 0)
        return STOP_DOCUMENT;
    return STOP_NONE;
}

bool
fetch_continues(const struct job *j, long status)
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

size_t
fetch_on_body(char *p, size_t size, size_t n, void *user)
{
    struct job *j = user;
    long status = 0;
    size_t max;

    (void)size;
    curl_easy_getinfo(j->easy, CURLINFO_RESPONSE_CODE, &status);
    if (j->answer.size == 0 && fetch_continues(j, status)) {
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
        fetch_sniff(j);
    if (j->sniffed && j->stop == STOP_NONE)
        j->stop = fetch_unwanted(j);
    max = j->sniffed && header_is_document(j->answer.kind) ? j->document_max : j->page_max;
    if (j->stop == STOP_NONE && (j->answer.size > max || promises_more(j, max)))
        j->stop = STOP_SIZE;
    if (j->stop == STOP_SIZE && j->body.n > max)
        j->body.n = max;
    return j->stop == STOP_NONE ? n : 0;
}

/* What comes in as it stands on the wire: only its end is kept. */
int
fetch_on_wire(CURL *easy, curl_infotype type, char *p, size_t n, void *user)
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

bool
fetch_gzip_ended(const struct job *j)
{
    uint32_t size = (uint32_t)(j->answer.size & UINT32_MAX);

    for (size_t at = 0; at + 4 <= j->tail_n; at++) {
        const unsigned char *p = j->tail + at;
        if (((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24) == size)
            return true;
    }
    return false;
}

/* A folder served as a web site on loopback, misbehaving where its rules say so. */
#include "tests/support/site_server.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONNECTIONS_MAX 200
#define HEAD_MAX 65536
#define BODY_MAX ((size_t)256 << 20)
#define INCLUDE_DEPTH 8

enum act { ACT_ANSWER, ACT_DROP, ACT_HANG, ACT_SLOW, ACT_DRIP, ACT_CUT, ACT_LOOP, ACT_ONCE, ACT_RAW };

struct rule {
    struct str path, type, file, headers;
    bool prefix;
    enum act act;
    int status, ms;
    bool used; /* ACT_ONCE has had its once */
};

struct connection {
    int fd;
    struct buf in, out;
    size_t sent;
    int64_t wake; /* nothing is sent before */
    int drip_ms;  /* 0: as fast as it goes */
    bool close_after, answering, hanging;
};

struct request {
    struct str method, target, agent, if_none_match, if_modified_since;
    bool close, cookie, authorization;
};

struct site_server {
    char *dir;
    int fd, port;
    FILE *log;
    struct arena *rules_memory;
    struct rule *rule;
    size_t rule_n, rule_cap;
    struct timespec rules_time;
    struct map *exact;
    struct connection c[CONNECTIONS_MAX];
    size_t c_n;
};

static const struct {
    const char *ending, *type;
} types[] = {
    {".html", "text/html; charset=utf-8"},
    {".htm", "text/html; charset=utf-8"},
    {".php", "text/html; charset=utf-8"},
    {".css", "text/css"},
    {".js", "text/javascript"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".json", "application/json"},
    {".pdf", "application/pdf"},
    {".doc", "application/msword"},
    {".xls", "application/vnd.ms-excel"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".jpg", "image/jpeg"},
    {".png", "image/png"},
    {".gif", "image/gif"},
    {".svg", "image/svg+xml"},
    {".zip", "application/zip"},
    {".gz", "application/gzip"},
};

static const struct {
    const char *word;
    enum act act;
} acts[] = {
    {"drop", ACT_DROP}, {"hang", ACT_HANG}, {"slow", ACT_SLOW}, {"drip", ACT_DRIP},
    {"cut", ACT_CUT},   {"loop", ACT_LOOP}, {"once", ACT_ONCE}, {"raw", ACT_RAW},
};

/* Rules. */

static struct str
next_word(struct str *rest)
{
    struct str word;

    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
        n++;
    word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->n);
    return word;
}

static void
rule_status(struct rule *r, struct str word)
{
    size_t colon = str_find_char(word, ':', 0);
    struct str name = str_sub(word, 0, colon == STR_NOT_FOUND ? word.n : colon);
    uint64_t number = 0;

    r->status = 200;
    if (colon != STR_NOT_FOUND)
        str_to_u64(str_sub(word, colon + 1, word.n), &number);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (str_eq(name, str_of(acts[i].word)))
            r->act = acts[i].act;
    if (r->act == ACT_ANSWER && str_to_u64(word, &number))
        r->status = (int)number;
    else if (r->act == ACT_ONCE)
        r->status = (int)number;
    else if (r->act == ACT_LOOP)
        r->status = 302;
    else
        r->ms = (int)number;
}

static void
rule_add(struct site_server *s, struct str line)
{
    struct str rest = str_trim(line);

    if (rest.n == 0 || rest.p[0] == '#')
        return;
    s->rule = mem_room(s->rule, s->rule_n, &s->rule_cap, sizeof *s->rule);
    struct rule *r = &s->rule[s->rule_n];
    memset(r, 0, sizeof *r);
    r->path = next_word(&rest);
    rule_status(r, next_word(&rest));
    r->type = next_word(&rest);
    r->file = next_word(&rest);
    r->headers = str_trim(rest);
    if (r->path.n > 0 && r->path.p[r->path.n - 1] == '*') {
        r->prefix = true;
        r->path.n--;
    } else {
        map_put(s->exact, r->path, NULL)->num = (int64_t)s->rule_n;
    }
    s->rule_n++;
}

static void
rules_read(struct site_server *s)
{
    char path[4096];
    struct stat st;
    struct buf text;
    struct str rest, line;

    snprintf(path, sizeof path, "%s/routes.txt", s->dir);
    if (stat(path, &st) != 0 ||
        (st.st_mtim.tv_sec == s->rules_time.tv_sec && st.st_mtim.tv_nsec == s->rules_time.tv_nsec))
        return;
    s->rules_time = st.st_mtim;
    s->rule_n = 0;
    arena_reset(s->rules_memory);
    map_clear(s->exact);
    buf_init(&text, BODY_MAX);
    if (file_read(path, &text, NULL) == 0) {
        rest = arena_str(s->rules_memory, buf_view(&text));
        while (str_next(&rest, '\n', &line))
            rule_add(s, line);
    }
    buf_free(&text);
}

static struct rule *
rule_of(struct site_server *s, struct str target)
{
    struct map_entry *hit = map_get(s->exact, target);
    struct rule *best = NULL;

    if (hit)
        return &s->rule[hit->num];
    for (size_t i = 0; i < s->rule_n; i++)
        if (s->rule[i].prefix && str_starts(target, s->rule[i].path) &&
            (!best || s->rule[i].path.n > best->path.n))
            best = &s->rule[i];
    return best;
}

/* Texts with {{...}}. */

static uint64_t
last_number(struct str target)
{
    uint64_t number = 0;
    size_t to = target.n, from;

    while (to > 0 && (target.p[to - 1] < '0' || target.p[to - 1] > '9'))
        to--;
    for (from = to; from > 0 && target.p[from - 1] >= '0' && target.p[from - 1] <= '9';)
        from--;
    str_to_u64(str_sub(target, from, to), &number);
    return number;
}

static void expand(struct site_server *s, struct str target, struct str text, struct buf *out, int depth);

static void
expand_include(struct site_server *s, struct str target, struct str name, struct buf *out, int depth)
{
    char path[4096];
    struct buf part;

    buf_init(&part, BODY_MAX);
    snprintf(path, sizeof path, "%s/parts/%.*s", s->dir, STR_ARGS(name));
    if (depth < INCLUDE_DEPTH && !str_has(name, STR("..")) && file_read(path, &part, NULL) == 0)
        expand(s, target, buf_view(&part), out, depth + 1);
    else
        buf_printf(out, "[no part %.*s]", STR_ARGS(name));
    buf_free(&part);
}

static void
expand_one(struct site_server *s, struct str target, struct str what, struct buf *out, int depth)
{
    if (str_starts(what, STR("include ")))
        expand_include(s, target, str_trim(str_sub(what, 8, what.n)), out, depth);
    else if (str_eq(what, STR("base")))
        buf_printf(out, "http://127.0.0.1:%d", s->port);
    else if (str_eq(what, STR("path")))
        buf_str(out, target);
    else if (str_eq(what, STR("number")))
        buf_printf(out, "%llu", (unsigned long long)last_number(target));
    else if (str_eq(what, STR("number+1")))
        buf_printf(out, "%llu", (unsigned long long)last_number(target) + 1);
    else
        buf_printf(out, "{{%.*s}}", STR_ARGS(what));
}

static void
expand(struct site_server *s, struct str target, struct str text, struct buf *out, int depth)
{
    size_t at = 0;

    for (;;) {
        size_t open = str_find(text, STR("{{"), at);
        size_t end = open == STR_NOT_FOUND ? open : str_find(text, STR("}}"), open);
        if (end == STR_NOT_FOUND) {
            buf_str(out, str_sub(text, at, text.n));
            return;
        }
        buf_str(out, str_sub(text, at, open));
        expand_one(s, target, str_trim(str_sub(text, open + 2, end)), out, depth);
        at = end + 2;
    }
}

/* Answers. */

struct reply {
    int status;
    struct str type, headers;
    struct buf body;
    enum act act;
    int ms;
};

static struct str
type_of(struct str path)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, str_of(types[i].ending)))
            return str_of(types[i].type);
    return STR("application/octet-stream");
}

static bool
is_text(struct str type)
{
    return str_starts(type, STR("text/")) || str_has(type, STR("xml")) || str_has(type, STR("json"));
}

static bool
body_load(struct site_server *s, struct str target, const char *path, struct str type, struct buf *out)
{
    struct buf raw;
    struct stat st;
    bool ok;

    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    buf_init(&raw, BODY_MAX);
    ok = file_read(path, &raw, NULL) == 0;
    if (ok && is_text(type))
        expand(s, target, buf_view(&raw), out, 0);
    else if (ok)
        buf_str(out, buf_view(&raw));
    buf_free(&raw);
    return ok;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decode %XX, so that Thai file names can be plain UTF-8 on disk. */
static void
decode_path(struct str path, struct buf *out)
{
    for (size_t i = 0; i < path.n; i++) {
        if (path.p[i] == '%' && i + 2 < path.n && hex_digit(path.p[i + 1]) >= 0 &&
            hex_digit(path.p[i + 2]) >= 0) {
            buf_char(out, (char)(hex_digit(path.p[i + 1]) * 16 + hex_digit(path.p[i + 2])));
            i += 2;
        } else {
            buf_char(out, path.p[i]);
        }
    }
}

static bool
reply_static(struct site_server *s, struct str target, struct reply *r)
{
    struct buf path;
    size_t query = str_find_char(target, '?', 0);
    struct str plain = str_sub(target, 0, query == STR_NOT_FOUND ? target.n : query);
    bool found = false;

    buf_init(&path, 8192);
    buf_printf(&path, "%s/www", s->dir);
    decode_path(plain, &path);
    if (str_ends(plain, STR("/")))
        buf_z(&path, "index.html");
    if (!path.full && !str_has(buf_view(&path), STR("/../")) && strlen(buf_cstr(&path)) == path.n) {
        r->status = 200;
        r->type = type_of(buf_view(&path));
        found = body_load(s, target, buf_cstr(&path), r->type, &r->body);
    }
    buf_free(&path);
    return found;
}

static void
reply_missing(struct site_server *s, struct str target, struct reply *r)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/parts/404.html", s->dir);
    r->status = 404;
    r->type = STR("text/html; charset=utf-8");
    if (!body_load(s, target, path, r->type, &r->body))
        buf_z(&r->body, "<!DOCTYPE html><title>404</title><h1>Not Found</h1>");
}

static void
reply_rule(struct site_server *s, struct str target, struct rule *rule, struct reply *r)
{
    char path[4096];

    r->act = rule->act;
    r->status = rule->status;
    r->ms = rule->ms;
    r->headers = rule->headers;
    if (rule->act == ACT_ONCE && rule->used)
        r->status = 200;
    rule->used = true;
    r->type = str_eq(rule->type, STR("-")) ? type_of(rule->file) : rule->type;
    if (rule->file.n == 0 || str_eq(rule->file, STR("-")))
        return;
    snprintf(path, sizeof path, "%s/%.*s", s->dir, STR_ARGS(rule->file));
    if (!body_load(s, target, path, rule->act == ACT_RAW ? STR("raw") : r->type, &r->body))
        reply_missing(s, target, r);
}

/* The value of a header in a rule's list; false when the rule does not name it. */
static bool
rule_header(struct str headers, const char *name, struct str *value)
{
    struct str one;

    while (str_next(&headers, '|', &one)) {
        size_t colon = str_find_char(one, ':', 0);
        if (colon != STR_NOT_FOUND && str_eq_nocase(str_trim(str_sub(one, 0, colon)), str_of(name))) {
            *value = str_trim(str_sub(one, colon + 1, one.n));
            return true;
        }
    }
    return false;
}

static void
head_put_rule(struct site_server *s, struct str target, struct str headers, struct buf *out)
{
    struct str one;

    while (str_next(&headers, '|', &one)) {
        one = str_trim(one);
        size_t colon = str_find_char(one, ':', 0);
        if (colon == STR_NOT_FOUND || str_trim(str_sub(one, colon + 1, one.n)).n == 0)
            continue;
        expand(s, target, one, out, 0);
        buf_z(out, "\r\n");
    }
}

static bool
unchanged(const struct request *q, struct str etag, struct str last_modified)
{
    if (q->if_none_match.n > 0)
        return etag.n > 0 && str_has(q->if_none_match, etag);
    return last_modified.n > 0 && str_eq(q->if_modified_since, last_modified);
}

static int
reply_send(struct site_server *s, struct connection *c, const struct request *q, struct reply *r)
{
    char etag_text[32];
    struct str etag, modified = STR_NONE, value;
    struct str body = buf_view(&r->body);
    bool own_etag;

    snprintf(etag_text, sizeof etag_text, "\"%016llx\"", (unsigned long long)str_hash(body));
    etag = str_of(etag_text);
    own_etag = !rule_header(r->headers, "ETag", &etag);
    rule_header(r->headers, "Last-Modified", &modified);
    if (r->status == 200 && unchanged(q, etag, modified))
        r->status = 304;
    buf_printf(&c->out, "HTTP/1.1 %d %s\r\n", r->status, r->status < 400 ? "OK" : "No");
    head_put_rule(s, q->target, r->headers, &c->out);
    if (r->act == ACT_LOOP)
        buf_printf(&c->out, "Location: %.*s\r\n", STR_ARGS(q->target));
    if (r->status == 200 && own_etag)
        buf_printf(&c->out, "ETag: %s\r\n", etag_text);
    if (r->type.n > 0 && r->status != 304 && !rule_header(r->headers, "Content-Type", &value))
        buf_printf(&c->out, "Content-Type: %.*s\r\n", STR_ARGS(r->type));
    if (r->status != 304)
        buf_printf(&c->out, "Content-Length: %zu\r\n", body.n + (r->act == ACT_CUT ? 1000 : 0));
    c->close_after = q->close || r->act == ACT_CUT;
    buf_printf(&c->out, "Connection: %s\r\n\r\n", c->close_after ? "close" : "keep-alive");
    if (r->status != 304 && !str_eq(q->method, STR("HEAD")))
        buf_str(&c->out, body);
    return r->status;
}

static void
log_request(struct site_server *s, const struct request *q, int status)
{
    bool conditional = q->if_none_match.n > 0 || q->if_modified_since.n > 0;

    if (!s->log)
        return;
    fprintf(s->log, "%lld %.*s %.*s %d %s %.*s%s%s\n", (long long)clock_monotonic_ms(), STR_ARGS(q->method),
            STR_ARGS(q->target), status, conditional ? "conditional" : "-", STR_ARGS(q->agent),
            q->cookie ? " cookie" : "", q->authorization ? " authorization" : "");
    fflush(s->log);
}

static void
answer(struct site_server *s, struct connection *c, const struct request *q)
{
    struct reply r = {0};
    int status = 0;

    rules_read(s);
    buf_init(&r.body, BODY_MAX);
    struct rule *rule = rule_of(s, q->target);
    if (!str_eq(q->method, STR("GET")) && !str_eq(q->method, STR("HEAD")))
        r.status = 405;
    else if (rule)
        reply_rule(s, q->target, rule, &r);
    else if (!reply_static(s, q->target, &r))
        reply_missing(s, q->target, &r);
    c->answering = true;
    if (r.act == ACT_HANG) {
        c->hanging = true;
    } else if (r.act == ACT_DROP) {
        c->close_after = true;
    } else if (r.act == ACT_RAW) {
        buf_str(&c->out, buf_view(&r.body));
        c->close_after = true;
    } else {
        status = reply_send(s, c, q, &r);
    }
    if (r.act == ACT_SLOW)
        c->wake = clock_monotonic_ms() + r.ms;
    if (r.act == ACT_DRIP)
        c->drip_ms = r.ms > 0 ? r.ms : 1;
    log_request(s, q, status);
    buf_free(&r.body);
}

/* Connections. */

static void
request_header(struct request *q, struct str line)
{
    size_t colon = str_find_char(line, ':', 0);

    if (colon == STR_NOT_FOUND)
        return;
    struct str name = str_sub(line, 0, colon), value = str_trim(str_sub(line, colon + 1, line.n));
    if (str_eq_nocase(name, STR("User-Agent")))
        q->agent = value;
    else if (str_eq_nocase(name, STR("If-None-Match")))
        q->if_none_match = value;
    else if (str_eq_nocase(name, STR("If-Modified-Since")))
        q->if_modified_since = value;
    else if (str_eq_nocase(name, STR("Cookie")))
        q->cookie = true;
    else if (str_eq_nocase(name, STR("Authorization")))
        q->authorization = true;
    else if (str_eq_nocase(name, STR("Connection")))
        q->close = str_eq_nocase(value, STR("close"));
}

/* Take one whole request off the input, answer it. */
static void
connection_serve(struct site_server *s, struct connection *c)
{
    struct str in = buf_view(&c->in), line, rest;
    size_t end = str_find(in, STR("\r\n\r\n"), 0);
    struct request q = {0};

    if (end == STR_NOT_FOUND || c->answering)
        return;
    rest = str_sub(in, 0, end);
    str_next(&rest, '\n', &line);
    line = str_trim(line);
    q.method = next_word(&line);
    q.target = next_word(&line);
    while (str_next(&rest, '\n', &line))
        request_header(&q, str_trim(line));
    answer(s, c, &q);
    size_t left = in.n - (end + 4);
    memmove(c->in.p, c->in.p + end + 4, left);
    c->in.n = left;
}

static bool
connection_read(struct site_server *s, struct connection *c)
{
    char part[16384];
    ssize_t n = recv(c->fd, part, sizeof part, MSG_DONTWAIT);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        return false;
    if (n > 0 && !buf_put(&c->in, part, (size_t)n))
        return false;
    connection_serve(s, c);
    return true;
}

static bool
connection_write(struct site_server *s, struct connection *c)
{
    struct str out = str_sub(buf_view(&c->out), c->sent, c->out.n);

    if (out.n > 0) {
        ssize_t n = send(c->fd, out.p, c->drip_ms ? 1 : out.n, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR;
        c->sent += (size_t)n;
        if (c->drip_ms)
            c->wake = clock_monotonic_ms() + c->drip_ms;
    }
    if (c->sent < c->out.n)
        return true;
    if (c->close_after)
        return false;
    c->answering = false;
    c->sent = 0;
    c->drip_ms = 0;
    buf_clear(&c->out);
    connection_serve(s, c);
    return true;
}

static void
connection_close(struct site_server *s, size_t i)
{
    close(s->c[i].fd);
    buf_free(&s->c[i].in);
    buf_free(&s->c[i].out);
    s->c[i] = s->c[--s->c_n];
}

static void
connection_accept(struct site_server *s)
{
    int fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd < 0)
        return;
    if (s->c_n == CONNECTIONS_MAX) {
        close(fd);
        return;
    }
    struct connection *c = &s->c[s->c_n++];
    memset(c, 0, sizeof *c);
    c->fd = fd;
    buf_init(&c->in, HEAD_MAX);
    buf_init(&c->out, BODY_MAX + HEAD_MAX);
}

/* What poll is to wait for, and until when at most. */
static short
connection_events(const struct connection *c, int64_t now, int *timeout)
{
    if (!c->answering || c->hanging)
        return POLLIN;
    if (c->wake > now) {
        if (c->wake - now < *timeout)
            *timeout = (int)(c->wake - now);
        return 0;
    }
    return POLLOUT;
}

static void
serve_once(struct site_server *s)
{
    struct pollfd p[CONNECTIONS_MAX + 1];
    int timeout = 200;
    size_t n = s->c_n;
    int64_t now = clock_monotonic_ms();

    for (size_t i = 0; i < n; i++)
        p[i] = (struct pollfd){s->c[i].fd, connection_events(&s->c[i], now, &timeout), 0};
    p[n] = (struct pollfd){s->fd, POLLIN, 0};
    if (poll(p, n + 1, timeout) <= 0)
        return;
    /* Backwards, because closing moves the last connection into the gap. */
    for (size_t i = n; i-- > 0;) {
        bool keep = true;
        if (p[i].revents & POLLIN)
            keep = connection_read(s, &s->c[i]);
        else if (p[i].revents & POLLOUT)
            keep = connection_write(s, &s->c[i]);
        else if (p[i].revents & (POLLERR | POLLHUP | POLLNVAL))
            keep = false;
        if (!keep)
            connection_close(s, i);
    }
    if (p[n].revents & POLLIN)
        connection_accept(s);
}

/* Life. */

static int
listen_on(int port, int *bound)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t n = sizeof a;
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return -1;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&a, sizeof a) != 0 || listen(fd, 128) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &n) != 0) {
        close(fd);
        return -1;
    }
    *bound = ntohs(a.sin_port);
    return fd;
}

struct site_server *
site_server_new(const char *dir, int port, const char *log, struct err *e)
{
    struct site_server *s = mem_new(1, sizeof *s);

    s->dir = mem_dup(dir);
    s->rules_memory = arena_new(0);
    s->exact = map_new();
    s->fd = -1;
    if (!file_exists(dir)) {
        err_set(e, ERR_USAGE, dir, _("name a folder with routes.txt or www/"), _("there is no such folder"));
        goto fail;
    }
    s->fd = listen_on(port, &s->port);
    if (s->fd < 0) {
        err_set(e, ERR_IO, "127.0.0.1", _("choose another port"), _("cannot listen: %s"), strerror(errno));
        goto fail;
    }
    if (log && !(s->log = fopen(log, "ae"))) {
        err_set(e, ERR_IO, log, _("choose another file"), _("cannot write: %s"), strerror(errno));
        goto fail;
    }
    rules_read(s);
    return s;
fail:
    site_server_free(s);
    return NULL;
}

void
site_server_free(struct site_server *s)
{
    if (!s)
        return;
    while (s->c_n > 0)
        connection_close(s, s->c_n - 1);
    if (s->fd >= 0)
        close(s->fd);
    if (s->log)
        fclose(s->log);
    arena_free(s->rules_memory);
    map_free(s->exact);
    free(s->rule);
    free(s->dir);
    free(s);
}

int
site_server_port(const struct site_server *s)
{
    return s->port;
}

void
site_server_run(struct site_server *s, volatile const int *stop)
{
    while (!stop || !*stop)
        serve_once(s);
}

pid_t
site_server_spawn(const char *dir, const char *log, int *port, struct err *e)
{
    struct site_server *s = site_server_new(dir, 0, log, e);

    if (!s)
        return -1;
    *port = s->port;
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        site_server_run(s, NULL);
        _exit(0);
    }
    if (child < 0)
        err_set(e, ERR_IO, "fork", "", "%s", strerror(errno));
    site_server_free(s);
    return child;
}

void
site_server_end(pid_t child)
{
    if (child <= 0)
        return;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

/*
 * Web addresses by the WHATWG URL rules.  The standard's state machine is written as one function a state,
 * each reading its part of `left` and calling the next.
 */
#include "crawler/url.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "crawler/host_name.h"
#include "crawler/percent.h"
#include "crawler/url_private.h"
#include "oit/limits.h"
#include <string.h>

/* One byte becomes at most 14: a Thai letter of no windows-874 place turns into "%26%233585%3B". */
#define GROWTH 16

/* An address being put together.  Buffers are heap memory, given back at the end of url_parse(). */
struct parts {
    struct str left;        /* input not yet read, without tabs and line ends */
    const struct url *base; /* NULL when none */
    const char *query_charset;
    struct buf scheme, username, password, host, path, query, fragment;
    int port;
    bool special, has_host, opaque_path, has_query, has_fragment;
};

static const struct {
    struct str scheme;
    int port;
} special_schemes[] = {
    {{"http", 4}, 80}, {{"https", 5}, 443}, {{"ws", 2}, 80},
    {{"wss", 3}, 443}, {{"ftp", 3}, 21},    {{"file", 4}, 0},
};

static bool
find_special(struct str scheme, int *port)
{
    for (size_t i = 0; i < sizeof(special_schemes) / sizeof(special_schemes[0]); i++)
        if (str_eq(scheme, special_schemes[i].scheme)) {
            *port = special_schemes[i].port;
            return true;
        }
    *port = 0;
    return false;
}

static bool
is_slash(const struct parts *u, char c)
{
    return c == '/' || (u->special && c == '\\');
}

static bool
at_slash(const struct parts *u)
{
    return u->left.n > 0 && is_slash(u, u->left.p[0]);
}

static void
skip(struct parts *u, size_t n)
{
    u->left = str_sub(u->left, n, u->left.n);
}

static void
set(struct buf *b, struct str s)
{
    buf_clear(b);
    buf_str(b, s);
}

/* Offset of the first of the given characters (a back-slash among them counts only for special schemes). */
static size_t
find_any(const struct parts *u, const char *chars)
{
    uint64_t among[4] = {0}; /* a bit for each byte */
    size_t i = 0;

    for (; *chars; chars++)
        if (*chars != '\\' || u->special)
            among[(unsigned char)*chars / 64] |= UINT64_C(1) << (unsigned char)*chars % 64;
    while (i < u->left.n &&
           !(among[(unsigned char)u->left.p[i] / 64] >> (unsigned char)u->left.p[i] % 64 & 1))
        i++;
    return i;
}

/* Cut everything before the first of the given characters off the input. */
static struct str
take_until(struct parts *u, const char *chars)
{
    size_t end = find_any(u, chars);
    struct str taken = {u->left.p, end};

    skip(u, end);
    return taken;
}

/* "C:" or "C|" at the start, with nothing or a border behind it. */
static bool
starts_with_drive(struct str s)
{
    if (s.n < 2 || !url_is_letter(s.p[0]) || (s.p[1] != ':' && s.p[1] != '|'))
        return false;
    return s.n == 2 || (s.p[2] && strchr("/\\?#", s.p[2]));
}

static bool
is_drive(struct str s)
{
    return s.n == 2 && starts_with_drive(s);
}

/* The path is nothing but "/C:". */
static bool
path_is_drive(struct str path)
{
    return path.n == 3 && path.p[0] == '/' && url_is_letter(path.p[1]) && path.p[2] == ':';
}

static bool
is_file(const struct parts *u)
{
    return str_eq(buf_view(&u->scheme), STR("file"));
}

/* Drop the last segment; a drive letter cannot be left. */
static void
shorten_path(struct parts *u)
{
    if (is_file(u) && path_is_drive(buf_view(&u->path)))
        return;
    while (u->path.n > 0 && u->path.p[--u->path.n] != '/')
        ;
}

size_t
url_dot_length(struct str s)
{
    if (s.n > 0 && s.p[0] == '.')
        return 1;
    return str_starts_nocase(s, STR("%2e")) ? 3 : 0;
}

int
url_dots(struct str segment)
{
    int dots = 0;
    size_t n;

    while (dots < 2 && (n = url_dot_length(segment)) > 0) {
        segment = str_sub(segment, n, segment.n);
        dots++;
    }
    return segment.n == 0 ? dots : 0;
}

static void
put_segment(struct parts *u, struct str segment)
{
    bool drive = is_file(u) && u->path.n == 0 && is_drive(segment);

    buf_char(&u->path, '/');
    percent_encode(&u->path, segment, PERCENT_PATH);
    if (drive)
        u->path.p[u->path.n - 1] = ':';
}

static void
read_fragment(struct parts *u)
{
    u->has_fragment = true;
    buf_clear(&u->fragment);
    percent_encode(&u->fragment, str_sub(u->left, 1, u->left.n), PERCENT_FRAGMENT);
}

static bool
wants_874(const struct parts *u)
{
    struct str scheme = buf_view(&u->scheme);

    return u->query_charset && strcmp(u->query_charset, "windows-874") == 0 && u->special &&
           !str_eq(scheme, STR("ws")) && !str_eq(scheme, STR("wss"));
}

static void
read_query(struct parts *u)
{
    const char *reserved = u->special ? PERCENT_SPECIAL_QUERY : PERCENT_QUERY;
    struct str query;
    struct buf encoded;

    skip(u, 1);
    query = take_until(u, "#");
    u->has_query = true;
    buf_clear(&u->query);
    if (!wants_874(u)) {
        percent_encode(&u->query, query, reserved);
        return;
    }
    buf_init(&encoded, u->query.max);
    charset_encode_874(query, &encoded);
    percent_encode(&u->query, buf_view(&encoded), reserved);
    buf_free(&encoded);
}

/* What may stand behind the path. */
static void
read_tail(struct parts *u)
{
    if (u->left.n > 0 && u->left.p[0] == '?')
        read_query(u);
    if (u->left.n > 0 && u->left.p[0] == '#')
        read_fragment(u);
}

/* Segments up to the query; a slash before the first one has been read. */
static bool
read_path(struct parts *u)
{
    bool more = true;

    while (more) {
        struct str segment = take_until(u, "/\\?#");
        int dots = url_dots(segment);

        more = at_slash(u);
        if (more)
            skip(u, 1);
        if (dots == 2)
            shorten_path(u);
        if (dots == 0)
            put_segment(u, segment);
        else if (!more)
            buf_char(&u->path, '/');
    }
    read_tail(u);
    return true;
}

static bool
read_path_start(struct parts *u)
{
    if (at_slash(u))
        skip(u, 1);
    else if (!u->special && (u->left.n == 0 || strchr("?#", u->left.p[0]))) {
        read_tail(u);
        return true;
    }
    return read_path(u);
}

/* "mailto:x": text that is no path.  A blank right before the query would be lost, so it is encoded. */
static bool
read_opaque_path(struct parts *u)
{
    struct str text = take_until(u, "?#");

    u->opaque_path = true;
    if (u->left.n > 0 && str_ends(text, STR(" "))) {
        percent_encode(&u->path, str_sub(text, 0, text.n - 1), PERCENT_CONTROL);
        buf_z(&u->path, "%20");
    } else {
        percent_encode(&u->path, text, PERCENT_CONTROL);
    }
    read_tail(u);
    return true;
}

static bool
read_port(struct parts *u, struct str digits)
{
    int usual, port = 0;

    for (size_t i = 0; i < digits.n; i++) {
        if (!url_is_digit(digits.p[i]))
            return false;
        port = port * 10 + (digits.p[i] - '0');
        if (port > 65535)
            return false;
    }
    find_special(buf_view(&u->scheme), &usual);
    u->port = digits.n == 0 || (u->special && port == usual) ? -1 : port;
    return true;
}

/* Offset of the colon before the port; those in brackets belong to the host. */
static size_t
find_port(struct str s)
{
    bool inside = false;
    size_t i = 0;

    while (i < s.n && (inside || s.p[i] != ':')) {
        if (s.p[i] == '[')
            inside = true;
        else if (s.p[i] == ']')
            inside = false;
        i++;
    }
    return i;
}

static void
read_credentials(struct parts *u, struct str s)
{
    size_t colon = str_find_char(s, ':', 0);

    percent_encode(&u->username, str_sub(s, 0, colon), PERCENT_USERINFO);
    if (colon != STR_NOT_FOUND)
        percent_encode(&u->password, str_sub(s, colon + 1, s.n), PERCENT_USERINFO);
}

/* Offset of the last '@', or STR_NOT_FOUND. */
static size_t
last_at_sign(struct str s)
{
    const char *at = s.n ? memrchr(s.p, '@', s.n) : NULL;

    return at ? (size_t)(at - s.p) : STR_NOT_FOUND;
}

static bool
read_authority(struct parts *u)
{
    struct str all = take_until(u, "/\\?#");
    size_t at = last_at_sign(all);
    struct str host = at == STR_NOT_FOUND ? all : str_sub(all, at + 1, all.n);
    size_t colon = find_port(host);

    if (at != STR_NOT_FOUND)
        read_credentials(u, str_sub(all, 0, at));
    if (colon == 0 && (u->special || host.n > 0 || at != STR_NOT_FOUND))
        return false;
    u->has_host = true;
    if (!host_name_parse(str_sub(host, 0, colon), u->special, &u->host))
        return false;
    if (!read_port(u, str_sub(host, colon + 1, host.n)))
        return false;
    return read_path_start(u);
}

static bool
read_special_authority(struct parts *u)
{
    while (at_slash(u))
        skip(u, 1);
    return read_authority(u);
}

/* Does a base without host field of its own have a host, be it the empty one? */
static bool
has_authority(const struct url *base)
{
    return str_starts(str_sub(base->href, base->scheme.n, base->href.n), STR("://"));
}

static bool
has_opaque_path(const struct url *base)
{
    return !base->special && !has_authority(base) && !str_starts(base->path, STR("/"));
}

static void
copy_scheme(struct parts *u)
{
    set(&u->scheme, u->base->scheme);
    u->special = u->base->special;
}

static void
copy_authority(struct parts *u)
{
    set(&u->username, u->base->username);
    set(&u->password, u->base->password);
    set(&u->host, u->base->host);
    u->has_host = has_authority(u->base);
    u->port = u->base->port;
}

/* A relative reference keeps the base's path, and its query too unless it brings one or a path. */
static void
copy_path(struct parts *u)
{
    set(&u->path, u->base->path);
    if (u->left.n == 0 || u->left.p[0] == '#') {
        set(&u->query, u->base->query);
        u->has_query = u->base->has_query;
    }
}

static bool
read_relative_slash(struct parts *u)
{
    skip(u, 1);
    if (at_slash(u)) {
        bool special = u->special;

        skip(u, 1);
        return special ? read_special_authority(u) : read_authority(u);
    }
    copy_authority(u);
    return read_path(u);
}

static bool
read_relative(struct parts *u)
{
    copy_scheme(u);
    if (at_slash(u))
        return read_relative_slash(u);
    copy_authority(u);
    copy_path(u);
    if (u->left.n == 0 || strchr("?#", u->left.p[0])) {
        read_tail(u);
        return true;
    }
    shorten_path(u);
    return read_path(u);
}

/* "#x" on a base such as "mailto:y". */
static bool
read_fragment_only(struct parts *u)
{
    copy_scheme(u);
    copy_path(u);
    u->opaque_path = true;
    read_tail(u);
    return true;
}

static bool
base_is_file(const struct parts *u)
{
    return u->base && str_eq(u->base->scheme, STR("file"));
}

static bool
read_file_host(struct parts *u)
{
    struct str host;

    u->has_host = true;
    if (find_any(u, "/\\?#") == 2 && is_drive(str_sub(u->left, 0, 2)))
        return read_path(u);
    host = take_until(u, "/\\?#");
    if (host.n > 0 && !host_name_parse(host, true, &u->host))
        return false;
    if (str_eq(buf_view(&u->host), STR("localhost")))
        buf_clear(&u->host);
    return read_path_start(u);
}

static bool
read_file_slash(struct parts *u)
{
    skip(u, 1);
    if (at_slash(u)) {
        skip(u, 1);
        return read_file_host(u);
    }
    if (base_is_file(u)) {
        struct str first = str_sub(u->base->path, 0, 3);

        set(&u->host, u->base->host);
        if (!starts_with_drive(u->left) && path_is_drive(first) &&
            (u->base->path.n == 3 || u->base->path.p[3] == '/'))
            set(&u->path, first);
    }
    return read_path(u);
}

static bool
read_file(struct parts *u)
{
    set(&u->scheme, STR("file"));
    u->special = u->has_host = true;
    if (at_slash(u))
        return read_file_slash(u);
    if (!base_is_file(u))
        return read_path(u);
    set(&u->host, u->base->host);
    copy_path(u);
    if (u->left.n == 0 || strchr("?#", u->left.p[0])) {
        read_tail(u);
        return true;
    }
    if (starts_with_drive(u->left))
        buf_clear(&u->path);
    else
        shorten_path(u);
    return read_path(u);
}

/* Length of a leading scheme without its colon, 0 when there is none. */
static size_t
scheme_length(struct str s)
{
    size_t i = 0;

    if (s.n == 0 || !url_is_letter(s.p[0]))
        return 0;
    while (i < s.n && (url_is_letter(s.p[i]) || url_is_digit(s.p[i]) || (s.p[i] && strchr("+-.", s.p[i]))))
        i++;
    return i < s.n && s.p[i] == ':' ? i : 0;
}

static bool
read_behind_scheme(struct parts *u)
{
    if (is_file(u))
        return read_file(u);
    if (u->special) {
        bool slashes = u->left.n >= 2 && u->left.p[0] == '/' && u->left.p[1] == '/';

        if (!slashes && u->base && str_eq(u->base->scheme, buf_view(&u->scheme)))
            return read_relative(u);
        return read_special_authority(u);
    }
    if (!at_slash(u))
        return read_opaque_path(u);
    skip(u, 1);
    if (!at_slash(u))
        return read_path(u);
    skip(u, 1);
    return read_authority(u);
}

static bool
read_address(struct parts *u)
{
    size_t n = scheme_length(u->left);
    int port;

    if (n > 0) {
        for (size_t i = 0; i < n; i++)
            buf_char(&u->scheme, url_lower(u->left.p[i]));
        u->special = find_special(buf_view(&u->scheme), &port);
        skip(u, n + 1);
        return read_behind_scheme(u);
    }
    if (!u->base)
        return false;
    if (has_opaque_path(u->base))
        return u->left.n > 0 && u->left.p[0] == '#' && read_fragment_only(u);
    return base_is_file(u) ? read_file(u) : read_relative(u);
}

static void
put_authority(struct buf *href, const struct parts *u)
{
    buf_z(href, "//");
    if (u->username.n > 0 || u->password.n > 0) {
        buf_str(href, buf_view(&u->username));
        if (u->password.n > 0) {
            buf_char(href, ':');
            buf_str(href, buf_view(&u->password));
        }
        buf_char(href, '@');
    }
    buf_str(href, buf_view(&u->host));
    if (u->port >= 0)
        buf_printf(href, ":%d", u->port);
}

static void
put_href(struct buf *href, const struct parts *u)
{
    buf_str(href, buf_view(&u->scheme));
    buf_char(href, ':');
    if (u->has_host)
        put_authority(href, u);
    else if (!u->opaque_path && str_starts(buf_view(&u->path), STR("//")))
        buf_z(href, "/."); /* else the path would be read as a host the next time */
    buf_str(href, buf_view(&u->path));
    if (u->has_query) {
        buf_char(href, '?');
        buf_str(href, buf_view(&u->query));
    }
    if (u->has_fragment) {
        buf_char(href, '#');
        buf_str(href, buf_view(&u->fragment));
    }
}

static bool
keep_one(struct arena *a, const struct buf *b, struct str *out)
{
    *out = arena_str(a, buf_view(b));
    return !b->full && (out->p || b->n == 0);
}

static bool
keep(struct arena *a, const struct parts *u, struct url *out)
{
    struct buf href;
    bool ok;

    buf_init(&href, SIZE_MAX);
    put_href(&href, u);
    *out = (struct url){
        .port = u->port, .has_query = u->has_query, .has_fragment = u->has_fragment, .special = u->special};
    ok = keep_one(a, &href, &out->href) && keep_one(a, &u->scheme, &out->scheme) &&
         keep_one(a, &u->username, &out->username) && keep_one(a, &u->password, &out->password) &&
         keep_one(a, &u->host, &out->host) && keep_one(a, &u->path, &out->path) &&
         keep_one(a, &u->query, &out->query) && keep_one(a, &u->fragment, &out->fragment);
    buf_free(&href);
    return ok;
}

/* Valid UTF-8 without blanks and controls at the ends and without tabs and line ends anywhere. */
static void
clean_input(struct buf *out, struct str s)
{
    struct buf valid;

    while (s.n > 0 && (unsigned char)s.p[0] <= ' ')
        s = str_sub(s, 1, s.n);
    while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
        s.n--;
    buf_init(&valid, 3 * s.n + 1);
    utf8_clean(&valid, s);
    for (size_t i = 0; i < valid.n; i++)
        if (!strchr("\t\n\r", valid.p[i]) || !valid.p[i])
            buf_char(out, valid.p[i]);
    buf_free(&valid);
}

bool
url_parse(struct arena *a, struct str input, const struct url *base, const char *query_charset,
          struct url *out)
{
    struct parts u = {.base = base, .query_charset = query_charset, .port = -1};
    struct buf *const buffers[] = {&u.scheme, &u.username, &u.password, &u.host,
                                   &u.path,   &u.query,    &u.fragment};
    const size_t count = sizeof(buffers) / sizeof(buffers[0]);
    size_t max = (input.n + (base ? base->href.n : 0)) * GROWTH + 16;
    struct buf clean;
    bool ok;

    if (input.n > LIMIT_ADDRESS_WRITTEN)
        return false;
    if (url_plain(a, input, out) || (base && url_plain_rooted(a, input, base, out)))
        return true;
    buf_init(&clean, max);
    for (size_t i = 0; i < count; i++)
        buf_init(buffers[i], max);
    clean_input(&clean, input);
    u.left = buf_view(&clean);
    ok = read_address(&u) && keep(a, &u, out);
    for (size_t i = 0; i < count; i++)
        buf_free(buffers[i]);
    buf_free(&clean);
    return ok;
}

bool
url_followable(const struct url *u)
{
    return (str_eq(u->scheme, STR("http")) || str_eq(u->scheme, STR("https"))) && u->host.n > 0;
}

int
url_port(const struct url *u)
{
    int port;

    if (u->port >= 0)
        return u->port;
    find_special(u->scheme, &port);
    return port;
}

/*
 * Ports at which a request for a page would be heard as something else (Fetch standard, section 2.9).  Of
 * those, 1 and 9 are left out: what hears them answers nothing, and they are what people name where nobody is
 * to be.
 */
static const uint16_t bad_ports[] = {
    0,    7,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,    42,   43,   53,   69,
    77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,  113,  115,   117,  119,  123,  135,
    137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514,  515,  526,   530,  531,  532,  540,
    548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720,  1723, 2049, 3659, 4045,
    4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
};

bool
url_port_permitted(const struct url *u)
{
    int port = url_port(u);

    for (size_t i = 0; i < sizeof(bad_ports) / sizeof(bad_ports[0]); i++)
        if (bad_ports[i] == port)
            return false;
    return true;
}

bool
url_same_origin(const struct url *a, const struct url *b)
{
    return str_eq(a->scheme, b->scheme) && str_eq(a->host, b->host) && url_port(a) == url_port(b);
}

struct str
url_bare_host(struct str host)
{
    return str_starts_nocase(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}

/*
 * Addresses that are written as they would be serialised, which those we remember are: cut into their parts
 * where they stand.  17,000 instructions by the state machine, 1,500 so, ten times a page.  The same of what
 * a page writes from its site's root on.  Whatever might mean something else is left to the machine.
 */
#include "crawler/url_private.h"
#include <string.h>

/* Bytes from at on that stay as they are in a path, or in a query. */
static size_t
plain_run(struct str s, size_t at, bool query)
{
    while (at < s.n && (url_is_letter(s.p[at]) || (s.p[at] >= '&' && s.p[at] <= ';') || s.p[at] == '_' ||
                        s.p[at] == '=' || s.p[at] == '~' || s.p[at] == '!' || s.p[at] == '@' ||
                        s.p[at] == '%' || s.p[at] == '$')) {
        if (query && s.p[at] == '\'')
            break;
        at++;
    }
    return at;
}

/* Is there nothing a path would lose: "." and ".." in any spelling? */
static bool
keeps_segments(struct str path)
{
    for (size_t at = 0; (at = str_find_char(path, '/', at)) != STR_NOT_FOUND;)
        if (url_dot_length(str_sub(path, ++at, path.n)) > 0)
            return false;
    return true;
}

/* A part of an IPv4 address as we would write it. */
static bool
is_plain_byte(struct str label)
{
    uint64_t n;

    return label.n <= 3 && str_to_u64(label, &n) && n < 256 && (label.n == 1 || label.p[0] != '0');
}

static bool
is_plain_label(struct str label)
{
    for (size_t i = 0; i < label.n; i++)
        if (!(label.p[i] >= 'a' && label.p[i] <= 'z') && !url_is_digit(label.p[i]) &&
            (label.p[i] != '-' || i == 0 || i + 1 == label.n || label.p[i + 1] == '-'))
            return false;
    return label.n > 0 && label.n < 64;
}

/* A name of letters, or four numbers.  What ends with a number is an address to us only in its usual form. */
static bool
is_plain_host(struct str host)
{
    struct str label = STR_NONE;
    size_t labels = 0, numbers = 0;

    if (host.n > 250 || str_ends(host, STR(".")))
        return false;
    while (str_next(&host, '.', &label)) {
        if (!is_plain_label(label))
            return false;
        labels++;
        numbers += is_plain_byte(label);
    }
    return labels > 0 && (!url_is_digit(label.p[0]) || (labels == 4 && numbers == 4));
}

static bool
read_plain_port(struct str digits, bool secure, int *port)
{
    uint64_t n;

    if (digits.n > 5 || !str_to_u64(digits, &n) || digits.p[0] == '0' || n > 65535 ||
        n == (secure ? 443 : 80))
        return false;
    *port = (int)n;
    return true;
}

/* Path and query of s, which begin at path and go to its end. */
static bool
cut_plain(struct str s, size_t path, struct url *u)
{
    size_t mark = plain_run(s, path, false);

    if (mark < s.n && (s.p[mark] != '?' || plain_run(s, mark + 1, true) < s.n))
        return false;
    u->path = str_sub(s, path, mark);
    u->has_query = mark < s.n;
    u->query = str_sub(s, mark + 1, s.n);
    return keeps_segments(u->path);
}

static bool
keep_plain(struct arena *a, const struct url *u, struct url *out)
{
    *out = *u;
    out->special = true;
    out->username = out->password = out->fragment = STR("");
    out->host = arena_str(a, u->host);
    out->path = arena_str(a, u->path);
    out->query = u->query.n > 0 ? arena_str(a, u->query) : STR("");
    return out->href.p && out->host.p && out->path.p && out->query.p;
}

static struct str
joined(struct arena *a, struct str one, struct str two)
{
    char *p = arena_raw(a, one.n + two.n + 1);

    if (!p)
        return STR_NONE;
    memcpy(p, one.p, one.n);
    memcpy(p + one.n, two.p, two.n);
    p[one.n + two.n] = '\0';
    return (struct str){p, one.n + two.n};
}

bool
url_plain_rooted(struct arena *a, struct str s, const struct url *base, struct url *out)
{
    bool secure = str_eq(base->scheme, STR("https"));
    struct url u = {.scheme = secure ? STR("https") : STR("http"), .host = base->host, .port = base->port};
    size_t before; /* bytes of the base's address that stand before its path */

    if (s.n == 0 || s.p[0] != '/' || (s.n > 1 && s.p[1] == '/') || !url_followable(base) ||
        base->username.n > 0 || base->password.n > 0 || !cut_plain(s, 0, &u))
        return false;
    before = str_find_char(base->href, '/', base->scheme.n + 3);
    if (before == STR_NOT_FOUND)
        return false;
    u.href = joined(a, str_sub(base->href, 0, before), s);
    return keep_plain(a, &u, out);
}

bool
url_plain(struct arena *a, struct str s, struct url *out)
{
    bool secure = str_starts(s, STR("https://"));
    size_t host = secure ? 8 : 7, path = str_find_char(s, '/', host), colon;
    struct url u = {.port = -1, .scheme = secure ? STR("https") : STR("http")};

    if ((!secure && !str_starts(s, STR("http://"))) || path == STR_NOT_FOUND || !cut_plain(s, path, &u))
        return false;
    colon = str_find_char(str_sub(s, 0, path), ':', host);
    if (colon != STR_NOT_FOUND && !read_plain_port(str_sub(s, colon + 1, path), secure, &u.port))
        return false;
    u.host = str_sub(s, host, colon < path ? colon : path);
    if (!is_plain_host(u.host))
        return false;
    u.href = arena_str(a, s);
    return keep_plain(a, &u, out);
}

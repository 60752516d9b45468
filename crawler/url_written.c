/* Addresses as people write and paste them. */
#include "base/utf8.h"
#include "crawler/url.h"

#define LABEL_LONGEST 63 /* bytes, RFC 1035 */
#define NAME_LONGEST 253

struct str
url_written(struct str given)
{
    static const char *const pairs[][2] = {
        {"<", ">"}, {"\"", "\""}, {"'", "'"}, {"(", ")"}, {"\xe2\x80\x9c", "\xe2\x80\x9d"}};
    struct str s = utf8_trim(given);

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str open = str_of(pairs[i][0]), close = str_of(pairs[i][1]);

        if (s.n > open.n + close.n && str_starts(s, open) && str_ends(s, close))
            return utf8_trim(str_sub(s, open.n, s.n - close.n));
    }
    return s;
}

bool
url_has_scheme(struct str written)
{
    return str_has(written, STR("://")) || str_starts_nocase(written, STR("http:")) ||
           str_starts_nocase(written, STR("https:"));
}

/* One word alone is a slip more often than a host: "http//www.town.example" has one. */
static bool
looks_like_host(const struct url *u)
{
    return str_find_char(u->host, '.', 0) != STR_NOT_FOUND || u->host.p[0] == '[' || u->port >= 0 ||
           str_eq(u->host, STR("localhost"));
}

/* No name server holds a name with an empty label, or with one of more than 63 bytes. */
static bool
can_be_named(struct str host)
{
    struct str rest = host, label;

    if (host.n > 0 && host.p[host.n - 1] == '.')
        rest.n--;
    if (rest.n == 0 || rest.n > NAME_LONGEST || rest.p[rest.n - 1] == '.')
        return false;
    while (str_next(&rest, '.', &label))
        if (label.n == 0 || label.n > LABEL_LONGEST)
            return false;
    return true;
}

bool
url_guess(struct arena *a, struct str given, struct url *out)
{
    struct str written = url_written(given);
    bool scheme = url_has_scheme(written);

    if (!scheme)
        written = arena_printf(a, "https://%.*s", STR_ARGS(written));
    return url_parse(a, written, NULL, NULL, out) && url_followable(out) && can_be_named(out->host) &&
           (scheme || (out->username.n == 0 && looks_like_host(out)));
}

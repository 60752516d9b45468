/* The key under which a page is remembered. */
#include "base/buf.h"
#include "crawler/url_private.h"
#include "oit/limits.h"

/*
 * Parameters that name a visit, a campaign or a click and never a page.  Short names that sites also use for
 * their own content ("sid" is a section here, a session there) count only with a value that looks like a
 * token.
 */
enum noise_match { NOISE_NAME, NOISE_PREFIX, NOISE_TOKEN };

static const struct {
    struct str name;
    enum noise_match match;
} noise[] = {
#define NAME(literal)                                                                                        \
    {                                                                                                        \
        {literal, sizeof(literal) - 1}, NOISE_NAME                                                           \
    }
#define PREFIX(literal)                                                                                      \
    {                                                                                                        \
        {literal, sizeof(literal) - 1}, NOISE_PREFIX                                                         \
    }
#define TOKEN(literal)                                                                                       \
    {                                                                                                        \
        {literal, sizeof(literal) - 1}, NOISE_TOKEN                                                          \
    }
    NAME("phpsessid"),
    NAME("jsessionid"),
    PREFIX("aspsessionid"),
    NAME("asp.net_sessionid"),
    NAME("cfid"),
    NAME("cftoken"),
    NAME("oscsid"),
    NAME("zenid"),
    NAME("sessionid"),
    NAME("session_id"),
    TOKEN("sid"),
    TOKEN("session"),
    TOKEN("sess"),
    TOKEN("s"),
    PREFIX("utm_"),
    NAME("fbclid"),
    NAME("gclid"),
    NAME("dclid"),
    NAME("gbraid"),
    NAME("wbraid"),
    NAME("msclkid"),
    NAME("yclid"),
    NAME("twclid"),
    NAME("ttclid"),
    NAME("igshid"),
    NAME("mc_cid"),
    NAME("mc_eid"),
    NAME("_ga"),
    NAME("_gl"),
    NAME("_hsenc"),
    NAME("_hsmi"),
    NAME("fb_action_ids"),
    NAME("fb_action_types"),
    NAME("fb_source"),
#undef NAME
#undef PREFIX
#undef TOKEN
};

/* Letters and digits, both kinds, long enough that nobody chose it: a session's number. */
static bool
looks_like_token(struct str value)
{
    size_t digits = 0;

    for (size_t i = 0; i < value.n; i++) {
        if (!url_is_letter(value.p[i]) && !url_is_digit(value.p[i]))
            return false;
        digits += url_is_digit(value.p[i]);
    }
    return value.n >= 20 && digits > 0 && digits < value.n;
}

static bool
is_noise(struct str parameter)
{
    size_t equals = str_find_char(parameter, '=', 0);
    struct str name = str_sub(parameter, 0, equals);
    struct str value = equals == STR_NOT_FOUND ? STR_NONE : str_sub(parameter, equals + 1, parameter.n);

    for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++) {
        bool hit = noise[i].match == NOISE_PREFIX ? str_starts_nocase(name, noise[i].name)
                                                  : str_eq_nocase(name, noise[i].name);

        if (hit && (noise[i].match != NOISE_TOKEN || looks_like_token(value)))
            return true;
    }
    return false;
}

/* Append with the digits of %XX in upper case. */
static void
put_upper_escapes(struct buf *out, struct str s)
{
    size_t from = 0, at;

    while ((at = str_find_char(s, '%', from)) != STR_NOT_FOUND) {
        bool escape = at + 2 < s.n && str_hex_digit(s.p[at + 1]) >= 0 && str_hex_digit(s.p[at + 2]) >= 0;

        buf_str(out, str_sub(s, from, at + 1));
        for (from = at + 1; escape && from <= at + 2; from++)
            buf_char(out, s.p[from] >= 'a' ? (char)(s.p[from] & ~0x20) : s.p[from]);
    }
    buf_str(out, str_sub(s, from, s.n));
}

void
url_put_port(struct buf *out, int port)
{
    char digits[12];
    size_t n = sizeof digits;

    do
        digits[--n] = (char)('0' + port % 10);
    while ((port /= 10) > 0);
    digits[--n] = ':';
    buf_put(out, digits + n, sizeof digits - n);
}

/* Without what follows it the segment that ends at cut would be another folder: "/a/.;jsessionid=1". */
static bool
leaves_dots(struct str path, size_t cut)
{
    size_t begin = cut;

    while (begin > 0 && path.p[begin - 1] != '/')
        begin--;
    return url_dots(str_sub(path, begin, cut)) > 0;
}

/* The path without ";jsessionid=..." at the end of any segment. */
static void
put_canonical_path(struct buf *out, struct str path)
{
    static const struct str key = {";jsessionid=", 12};
    size_t at = 0, end;

    while (at < path.n) {
        size_t cut = str_find_nocase(path, key, at);

        if (cut == STR_NOT_FOUND)
            cut = path.n;
        end = str_find_char(path, '/', cut);
        put_upper_escapes(out, str_sub(path, at, leaves_dots(path, cut) ? end : cut));
        at = end;
    }
}

static void
put_canonical_query(struct buf *out, struct str query)
{
    char before = '?';
    struct str parameter;

    while (str_next(&query, '&', &parameter)) {
        if (parameter.n == 0 || is_noise(parameter))
            continue;
        buf_char(out, before);
        put_upper_escapes(out, parameter);
        before = '&';
    }
}

struct str
url_canonical(struct arena *a, const struct url *u)
{
    struct buf out;
    struct str key = STR_NONE;

    if (!url_followable(u))
        return key;
    buf_init(&out, LIMIT_ADDRESS);
    buf_str(&out, u->scheme);
    buf_z(&out, "://");
    buf_str(&out, u->host);
    if (u->port >= 0)
        url_put_port(&out, u->port);
    put_canonical_path(&out, u->path);
    put_canonical_query(&out, u->query);
    if (!out.full)
        key = arena_str(a, buf_view(&out));
    buf_free(&out);
    return key;
}

/* Which pages a site asks robots to leave alone (RFC 9309). */
#include "crawler/robots.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "crawler/percent.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define FRESH_S (24 * 3600L)     /* RFC 9309 section 2.4 */
#define KEPT_S (30 * 24 * 3600L) /* the same, section 2.3.1.4 */
#define LONGEST_DELAY_S 1e6      /* figures above are read as this; the crawl has its own ceiling */

struct rule {
    struct str pattern; /* normal form, see put_normal(); '*' and the final '$' are operators */
    bool allow;
};

/* The rules for one kind of robot: ours by name, or "*". */
struct group {
    struct rule *rules;
    size_t count, cap;
    double delay;
    bool named; /* an agent line asked for it */
};

struct robots {
    struct group ours, star;
    struct str *sitemaps;
    size_t sitemap_count, sitemap_cap;
    struct arena *a;
    bool forbid_all;
};

/* Where the reading stands: rules go to the groups whose agent lines were seen last. */
struct reader {
    struct robots *r;
    struct str token;
    bool to_ours, to_star;
    bool in_rules; /* a rule came: the next agent line begins a new group */
    double delay;  /* of the group being read, -1 for none */
    struct buf pattern;
};

enum robots_policy
robots_policy_of(int status, bool is_html)
{
    if (status >= 200 && status < 300)
        return is_html ? ROBOTS_ALLOW_ALL : ROBOTS_USE_BODY;
    if (status == 429) /* the host asks for rest: that is no permission */
        return ROBOTS_FORBID_ALL;
    /* A chain of redirects that was given up counts as "unavailable", like every 4xx. */
    return status >= 300 && status < 500 ? ROBOTS_ALLOW_ALL : ROBOTS_FORBID_ALL;
}

bool
robots_is_fresh(int64_t then, int64_t now)
{
    return now - then <= FRESH_S;
}

bool
robots_is_kept(int64_t then, int64_t now)
{
    return now - then <= KEPT_S;
}

static bool
is_unreserved(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static void
put_escape(struct buf *out, int byte)
{
    buf_printf(out, "%%%02X", (unsigned)byte & 0xff);
}

/*
 * The one spelling in which paths and patterns are compared: escapes of unreserved characters are undone, all
 * others written with upper-case digits, and bytes that may not stand in an address escaped.  In a path '*'
 * and
 * '$' are escaped too, so that they meet a pattern's %2A and %24 and never its operators.
 */
static void
put_normal(struct buf *out, struct str s, bool is_path)
{
    for (size_t i = 0; i < s.n; i++) {
        int c = (unsigned char)s.p[i];
        int high = c == '%' && i + 2 < s.n ? str_hex_digit(s.p[i + 1]) : -1;
        int low = high >= 0 ? str_hex_digit(s.p[i + 2]) : -1;
        bool sign = is_path && (c == '*' || c == '$');

        if (low >= 0) {
            i += 2;
            c = high * 16 + low;
            if (is_unreserved(c))
                buf_char(out, (char)c);
            else
                put_escape(out, c);
        } else if (c <= ' ' || c >= 0x7f || sign) {
            put_escape(out, c);
        } else {
            buf_char(out, (char)c);
        }
    }
}

/* A '$' inside a pattern is an ordinary character: spelled as paths spell it. */
static void
put_pattern(struct buf *out, struct str s)
{
    struct str body = str_ends(s, STR("$")) ? str_sub(s, 0, s.n - 1) : s;
    size_t from = 0, dollar;

    while ((dollar = str_find_char(body, '$', from)) != STR_NOT_FOUND) {
        put_normal(out, str_sub(body, from, dollar), false);
        put_escape(out, '$');
        from = dollar + 1;
    }
    put_normal(out, str_sub(body, from, body.n), false);
    if (body.n < s.n)
        buf_char(out, '$');
}

static void
add_rule(struct group *g, struct str pattern, bool allow)
{
    g->rules = mem_room(g->rules, g->count, &g->cap, sizeof(*g->rules));
    g->rules[g->count++] = (struct rule){pattern, allow};
}

/* An empty value allows everything, which is what having no rule means. */
static void
read_rule(struct reader *in, struct str value, bool allow)
{
    struct str kept;

    in->in_rules = true;
    if (value.n == 0 || (!in->to_ours && !in->to_star))
        return;
    buf_clear(&in->pattern);
    put_pattern(&in->pattern, value);
    kept = arena_str(in->r->a, buf_view(&in->pattern));
    if (in->to_ours)
        add_rule(&in->r->ours, kept, allow);
    if (in->to_star)
        add_rule(&in->r->star, kept, allow);
}

/* The product token a value begins with: letters, "_" and "-". */
static struct str
token_of(struct str value)
{
    size_t n = 0;

    while (n < value.n && (value.p[n] == '-' || value.p[n] == '_' ||
                           (is_unreserved(value.p[n]) && value.p[n] != '.' && value.p[n] != '~' &&
                            !(value.p[n] >= '0' && value.p[n] <= '9'))))
        n++;
    return str_sub(value, 0, n);
}

static bool
is_star(struct str value)
{
    return str_starts(value, STR("*")) && (value.n == 1 || value.p[1] == ' ' || value.p[1] == '\t');
}

/* Crawl-delay may stand between the agent lines of a group: it counts for all of them. */
static void
set_delay(struct reader *in)
{
    if (in->delay < 0)
        return;
    if (in->to_ours)
        in->r->ours.delay = in->delay;
    if (in->to_star)
        in->r->star.delay = in->delay;
}

static void
read_agent(struct reader *in, struct str value)
{
    if (in->in_rules) {
        in->to_ours = in->to_star = in->in_rules = false;
        in->delay = -1;
    }
    if (is_star(value))
        in->to_star = in->r->star.named = true;
    else if (value.n > 0 && str_eq_nocase(token_of(value), in->token))
        in->to_ours = in->r->ours.named = true;
    set_delay(in);
}

/* "10", "0.5"; anything else is no delay. */
static double
read_number(struct str value)
{
    double number = 0, place = 1;
    bool digits = false, fraction = false;

    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (value.p[i] < '0' || value.p[i] > '9')
            return -1;
        digits = true;
        place = fraction ? place / 10 : place;
        number = fraction ? number + place * (value.p[i] - '0') : number * 10 + (value.p[i] - '0');
        number = number > LONGEST_DELAY_S ? LONGEST_DELAY_S : number;
    }
    return digits ? number : -1;
}

static void
add_sitemap(struct robots *r, struct str value)
{
    if (value.n == 0 || value.n > LIMIT_ADDRESS || r->sitemap_count >= LIMIT_SITEMAP_FILES)
        return;
    r->sitemaps = mem_room(r->sitemaps, r->sitemap_count, &r->sitemap_cap, sizeof(*r->sitemaps));
    r->sitemaps[r->sitemap_count++] = arena_str(r->a, value);
}

static void
read_line(struct reader *in, struct str line)
{
    struct str whole = str_sub(line, 0, str_find_char(line, '#', 0));
    size_t colon = str_find_char(whole, ':', 0);
    struct str key = str_trim(str_sub(whole, 0, colon)), value;

    if (colon == STR_NOT_FOUND || str_find_char(line, '\0', 0) != STR_NOT_FOUND)
        return;
    value = str_trim(str_sub(whole, colon + 1, whole.n));
    if (str_eq_nocase(key, STR("user-agent")))
        read_agent(in, value);
    else if (str_eq_nocase(key, STR("allow")))
        read_rule(in, value, true);
    else if (str_eq_nocase(key, STR("disallow")))
        read_rule(in, value, false);
    else if (str_eq_nocase(key, STR("sitemap")))
        add_sitemap(in->r, value);
    else if (str_eq_nocase(key, STR("crawl-delay"))) {
        in->delay = read_number(value);
        set_delay(in);
    }
}

static bool
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* At the ceiling the last line may be half of one, which could close more than was meant: drop it. */
static struct str
cut_at_ceiling(struct str text)
{
    if (text.n < LIMIT_ROBOTS)
        return text;
    text.n = LIMIT_ROBOTS;
    while (text.n > 0 && !is_line_end(text.p[text.n - 1]))
        text.n--;
    return text;
}

static struct robots *
new_robots(void)
{
    struct robots *r = mem_new(1, sizeof(*r));

    r->a = arena_new(0);
    r->ours.delay = r->star.delay = -1;
    return r;
}

struct robots *
robots_parse(struct str text, struct str product_token)
{
    struct reader in = {.r = new_robots(), .token = product_token, .delay = -1};
    size_t at = 0;

    buf_init(&in.pattern, 3 * LIMIT_ROBOTS);
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_sub(text, 3, text.n);
    text = cut_at_ceiling(text);
    while (at < text.n) {
        size_t from = at;

        while (at < text.n && !is_line_end(text.p[at]))
            at++;
        read_line(&in, str_sub(text, from, at));
        at++;
    }
    buf_free(&in.pattern);
    return in.r;
}

struct robots *
robots_forbid_all(void)
{
    struct robots *r = new_robots();

    r->forbid_all = true;
    return r;
}

void
robots_free(struct robots *r)
{
    if (!r)
        return;
    free(r->ours.rules);
    free(r->star.rules);
    free(r->sitemaps);
    arena_free(r->a);
    free(r);
}

/*
 * Does pattern match a beginning of path, or all of it when it ends in '$'?  Each piece between stars is
 * taken at its first place, which leaves the most for the pieces behind it, so nothing is tried twice.
 */
static bool
matches(struct str pattern, struct str path)
{
    bool anchored = str_ends(pattern, STR("$"));
    size_t at = 0, star;

    if (anchored)
        pattern.n--;
    star = str_find_char(pattern, '*', 0);
    if (!str_starts(path, str_sub(pattern, 0, star)))
        return false;
    if (star == STR_NOT_FOUND)
        return !anchored || path.n == pattern.n;
    at = star;
    for (;;) {
        struct str piece;
        size_t next = str_find_char(pattern, '*', star + 1);

        piece = str_sub(pattern, star + 1, next);
        if (next == STR_NOT_FOUND && anchored)
            return path.n - at >= piece.n && str_ends(path, piece);
        at = str_find(path, piece, at);
        if (at == STR_NOT_FOUND)
            return false;
        at += piece.n;
        if (next == STR_NOT_FOUND)
            return true;
        star = next;
    }
}

/* The longest pattern that matches decides; of two as long, the one that allows. */
static bool
group_allows(const struct group *g, struct str path)
{
    bool allowed = true;
    size_t longest = 0;

    for (size_t i = 0; i < g->count; i++) {
        const struct rule *rule = &g->rules[i];

        if (rule->pattern.n < longest || (rule->pattern.n == longest && !rule->allow && longest > 0))
            continue;
        if (matches(rule->pattern, path)) {
            longest = rule->pattern.n;
            allowed = rule->allow;
        }
    }
    return allowed;
}

/* Most robots.txt close nothing: paths are not brought into normal form for them. */
static bool
forbids(const struct group *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (!g->rules[i].allow)
            return true;
    return false;
}

static const struct group *
group_of(const struct robots *r)
{
    return r->ours.named ? &r->ours : &r->star;
}

bool
robots_allows(const struct robots *r, struct str path_and_query)
{
    struct buf path;
    bool allowed;

    if (!r || str_eq(path_and_query, STR("/robots.txt")))
        return true;
    if (r->forbid_all)
        return false;
    if (!forbids(group_of(r)))
        return true;
    buf_init(&path, 3 * LIMIT_ADDRESS_WRITTEN);
    put_normal(&path, path_and_query.n > 0 ? path_and_query : STR("/"), true);
    allowed = group_allows(group_of(r), buf_view(&path));
    buf_free(&path);
    return allowed;
}

double
robots_crawl_delay(const struct robots *r)
{
    return r ? group_of(r)->delay : -1;
}

size_t
robots_sitemap_count(const struct robots *r)
{
    return r ? r->sitemap_count : 0;
}

struct str
robots_sitemap(const struct robots *r, size_t i)
{
    return r->sitemaps[i];
}

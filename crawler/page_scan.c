/*
 * How much of a page may be given to the HTML parser.  The parser takes time in the square of nesting depth
 * and of attributes, so both are counted on the bytes first, by following the rules that open and close
 * elements closely enough: an end tag that the standard ignores must not lower the count, an element that the
 * standard closes by itself (p, li, td ...) must not raise it for ever.
 */
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

enum {
    VOID = 1,    /* has no content */
    RAW = 2,     /* content is text up to its end tag */
    SPECIAL = 4, /* stops the search of an ordinary end tag */
    SCOPE = 8,   /* stops the search of every end tag but a table's */
    TABLE = 16,  /* end tag is searched up to the table */
    FORMAT = 32, /* end tag takes the element out from under others */
    CLOSES_P = 64,
    FOREIGN = 128, /* svg, math */
    LEAF = 256,    /* drawn shape: closed by "/>" inside svg */
    LEAVES = 512,  /* ends svg and math */
    IGNORED = 1024,
    STOPS_P = 2048,  /* "button scope" */
    STOPS_LI = 4096, /* "list item scope" */
    EDGE = 8192      /* "table scope" */
};

struct kind {
    char name[12];
    int flags;
};

#define FLOW (SPECIAL | CLOSES_P | LEAVES)

/* In the order of their names. */
static const struct kind kinds[] = {
    {"a", FORMAT},
    {"address", FLOW},
    {"animate", LEAF},
    {"applet", SPECIAL | SCOPE},
    {"area", VOID},
    {"article", FLOW},
    {"aside", FLOW},
    {"b", FORMAT | LEAVES},
    {"base", VOID},
    {"basefont", VOID},
    {"bgsound", VOID},
    {"big", FORMAT | LEAVES},
    {"blockquote", FLOW},
    {"body", IGNORED},
    {"br", VOID | LEAVES},
    {"button", SPECIAL | STOPS_P},
    {"caption", SPECIAL | SCOPE | TABLE},
    {"center", FLOW},
    {"circle", LEAF},
    {"code", FORMAT | LEAVES},
    {"col", VOID},
    {"colgroup", SPECIAL | TABLE},
    {"dd", FLOW},
    {"desc", SCOPE},
    {"details", FLOW},
    {"dir", FLOW},
    {"div", FLOW},
    {"dl", FLOW},
    {"dt", FLOW},
    {"ellipse", LEAF},
    {"em", FORMAT | LEAVES},
    {"embed", VOID | LEAVES},
    {"fieldset", FLOW},
    {"figcaption", FLOW},
    {"figure", FLOW},
    {"font", FORMAT},
    {"footer", FLOW},
    {"form", FLOW},
    {"frame", VOID},
    {"frameset", SPECIAL},
    {"h1", FLOW},
    {"h2", FLOW},
    {"h3", FLOW},
    {"h4", FLOW},
    {"h5", FLOW},
    {"h6", FLOW},
    {"head", IGNORED},
    {"header", FLOW},
    {"hgroup", FLOW},
    {"hr", VOID | LEAVES},
    {"html", IGNORED},
    {"i", FORMAT | LEAVES},
    {"iframe", RAW},
    {"image", VOID | LEAF},
    {"img", VOID | LEAVES},
    {"input", VOID},
    {"keygen", VOID},
    {"li", FLOW},
    {"line", LEAF},
    {"link", VOID},
    {"listing", FLOW},
    {"main", FLOW},
    {"marquee", SPECIAL | SCOPE},
    {"math", FOREIGN},
    {"menu", FLOW},
    {"meta", VOID | LEAVES},
    {"nav", FLOW},
    {"nobr", FORMAT | LEAVES},
    {"noembed", RAW},
    {"noframes", RAW},
    {"object", SPECIAL | SCOPE},
    {"ol", FLOW | STOPS_LI},
    {"optgroup", 0},
    {"option", 0},
    {"p", FLOW},
    {"param", VOID},
    {"path", LEAF},
    {"polygon", LEAF},
    {"polyline", LEAF},
    {"pre", FLOW},
    {"rect", LEAF},
    {"s", FORMAT | LEAVES},
    {"script", RAW},
    {"section", FLOW},
    {"select", SPECIAL},
    {"small", FORMAT | LEAVES},
    {"source", VOID},
    {"span", LEAVES},
    {"stop", LEAF},
    {"strike", FORMAT | LEAVES},
    {"strong", FORMAT | LEAVES},
    {"style", RAW},
    {"sub", LEAVES},
    {"summary", FLOW},
    {"sup", LEAVES},
    {"svg", FOREIGN},
    {"table", SPECIAL | SCOPE | TABLE | LEAVES | EDGE},
    {"tbody", SPECIAL | TABLE},
    {"td", SPECIAL | SCOPE | TABLE},
    {"template", SPECIAL | SCOPE | EDGE},
    {"textarea", RAW},
    {"tfoot", SPECIAL | TABLE},
    {"th", SPECIAL | SCOPE | TABLE},
    {"thead", SPECIAL | TABLE},
    {"title", RAW},
    {"tr", SPECIAL | TABLE},
    {"track", VOID},
    {"tt", FORMAT | LEAVES},
    {"u", FORMAT | LEAVES},
    {"ul", FLOW | STOPS_LI},
    {"use", LEAF},
    {"var", LEAVES},
    {"wbr", VOID},
    {"xmp", RAW},
};

struct open {
    uint32_t name; /* hash */
    int flags;
};

struct scan {
    struct str s;
    size_t at;
    struct open open[LIMIT_TREE_DEPTH];
    uint32_t depth;
    uint32_t foreign; /* svg and math elements open */
    uint32_t tags;
    uint64_t work;
};

/* FNV-1a of a name in lower case: which element it is matters only as far as two can be told apart. */
static uint32_t
name_hash(struct str name)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
    }
    return h;
}

static uint32_t
hash_of(const char *name)
{
    return name_hash(str_of(name));
}

static int
by_name(const void *key, const void *member)
{
    return strcmp(key, ((const struct kind *)member)->name);
}

static int
flags_of(struct str name)
{
    char low[sizeof kinds[0].name];
    const struct kind *k;

    if (name.n >= sizeof low)
        return 0;
    for (size_t i = 0; i < name.n; i++)
        low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
    low[name.n] = '\0';
    k = bsearch(low, kinds, sizeof kinds / sizeof kinds[0], sizeof kinds[0], by_name);
    return k ? k->flags : 0;
}

/* Everything from entry i upwards is closed. */
static void
close_to(struct scan *c, uint32_t i)
{
    while (c->depth > i)
        if (c->open[--c->depth].flags & FOREIGN)
            c->foreign--;
}

/* Entry i leaves, what lies above it stays open. */
static void
take_out(struct scan *c, uint32_t i)
{
    memmove(&c->open[i], &c->open[i + 1], (c->depth - i - 1) * sizeof c->open[0]);
    c->depth--;
}

/* Newest open element of that name above any with a flag of stop; LIMIT_TREE_DEPTH when there is none. */
static uint32_t
find_open(struct scan *c, uint32_t name, int stop)
{
    for (uint32_t i = c->depth; i > 0; i--) {
        c->work++;
        if (c->open[i - 1].name == name)
            return i - 1;
        if (c->open[i - 1].flags & stop)
            break;
    }
    return LIMIT_TREE_DEPTH;
}

static void
close_if_open(struct scan *c, const char *name, int stop)
{
    uint32_t i = find_open(c, hash_of(name), stop);

    if (i < LIMIT_TREE_DEPTH)
        close_to(c, i);
}

static bool
is(uint32_t name, const char *z)
{
    return name == hash_of(z);
}

static bool
special_above(const struct scan *c, uint32_t i)
{
    for (uint32_t k = i + 1; k < c->depth; k++)
        if (c->open[k].flags & SPECIAL)
            return true;
    return false;
}

/* What stops the search for the element that an end tag closes. */
static int
end_stop(const struct scan *c, uint32_t h, int flags)
{
    if (is(h, "template"))
        return 0;
    if (flags & TABLE)
        return EDGE;
    if (is(h, "p"))
        return SCOPE | STOPS_P;
    if (is(h, "li"))
        return SCOPE | STOPS_LI;
    if ((flags & (SPECIAL | FORMAT | FOREIGN | LEAF)) || c->foreign > 0)
        return SCOPE;
    return SPECIAL;
}

static void
end_tag(struct scan *c, struct str name)
{
    uint32_t h = name_hash(name);
    int flags = flags_of(name);
    uint32_t i = find_open(c, h, end_stop(c, h, flags));

    if (i == LIMIT_TREE_DEPTH)
        return;
    if (is(h, "form") || ((flags & FORMAT) && special_above(c, i)))
        take_out(c, i);
    else
        close_to(c, i);
}

/* A list item closes the one before it unless a block other than p, div and address stands between. */
static void
close_item(struct scan *c, uint32_t li)
{
    uint32_t i = find_open(c, li, SCOPE);

    if (i == LIMIT_TREE_DEPTH)
        return;
    for (uint32_t k = i + 1; k < c->depth; k++)
        if ((c->open[k].flags & SPECIAL) && !is(c->open[k].name, "p") && !is(c->open[k].name, "div") &&
            !is(c->open[k].name, "address"))
            return;
    close_to(c, i);
}

static void
close_cell(struct scan *c)
{
    uint32_t table = hash_of("table"), td = hash_of("td"), th = hash_of("th");

    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0 && c->open[i - 1].name != table; i--)
        if (c->open[i - 1].name == td || c->open[i - 1].name == th) {
            close_to(c, i - 1);
            return;
        }
}

/* What a start tag closes before it opens. */
static void
close_before(struct scan *c, uint32_t h, int flags)
{
    while (c->foreign > 0 && (flags & LEAVES))
        close_to(c, c->depth - 1);
    if (is(h, "li"))
        close_item(c, h);
    if (is(h, "dd") || is(h, "dt")) {
        close_if_open(c, "dd", SPECIAL);
        close_if_open(c, "dt", SPECIAL);
    }
    if (flags & CLOSES_P)
        close_if_open(c, "p", SCOPE | STOPS_P);
    if (is(h, "td") || is(h, "th"))
        close_cell(c);
    if (is(h, "option"))
        close_if_open(c, "option", SPECIAL);
    if (is(h, "button"))
        close_if_open(c, "button", SCOPE);
}

static void
close_table_part(struct scan *c, uint32_t h)
{
    static const char *const inner[] = {"tr", "tbody", "thead", "tfoot", "caption", "colgroup"};
    uint32_t table = hash_of("table"), lowest = c->depth;
    size_t n = is(h, "tr") ? 1 : sizeof inner / sizeof inner[0];

    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0 && c->open[i - 1].name != table; i--)
        for (size_t k = 0; k < n; k++)
            if (is(c->open[i - 1].name, inner[k]))
                lowest = i - 1;
    close_to(c, lowest);
}

static bool
may_self_close(const struct scan *c, int flags, bool slash)
{
    return slash && c->foreign > 0 && (flags & (LEAF | FOREIGN));
}

static void
start_tag(struct scan *c, struct str name, bool slash)
{
    uint32_t h = name_hash(name);
    int flags = flags_of(name);

    if (flags & IGNORED)
        return;
    close_before(c, h, flags);
    if ((flags & TABLE) && !(flags & SCOPE))
        close_table_part(c, h);
    if (is(h, "a") || is(h, "nobr")) {
        uint32_t i = find_open(c, h, SCOPE);

        if (i < LIMIT_TREE_DEPTH)
            take_out(c, i);
    }
    if ((flags & (VOID | RAW)) || may_self_close(c, flags, slash))
        return;
    if (flags & FOREIGN)
        c->foreign++;
    c->open[c->depth++] = (struct open){h, flags};
}

static bool
is_blank(char b)
{
    return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
}

static bool
is_letter(char b)
{
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
}

static size_t
find_byte(struct str s, char b, size_t from)
{
    size_t at = str_find_char(s, b, from);

    return at == STR_NOT_FOUND ? s.n : at;
}

/* Behind the value that begins at at. */
static size_t
skip_value(struct str s, size_t at)
{
    while (at < s.n && is_blank(s.p[at]))
        at++;
    if (at < s.n && (s.p[at] == '"' || s.p[at] == '\'')) {
        at = find_byte(s, s.p[at], at + 1);
        return at < s.n ? at + 1 : at;
    }
    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '>')
        at++;
    return at;
}

/* Behind the '>' of a tag whose name ends at at; counts its attributes. */
static size_t
skip_attributes(struct str s, size_t at, uint32_t *count, bool *slash)
{
    *count = 0;
    *slash = false;
    while (at < s.n && s.p[at] != '>') {
        if (is_blank(s.p[at]) || s.p[at] == '/') {
            *slash = s.p[at] == '/';
            at++;
            continue;
        }
        *slash = false;
        ++*count;
        at++; /* a '=' in first place belongs to the name */
        while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '/' && s.p[at] != '>' && s.p[at] != '=')
            at++;
        while (at < s.n && is_blank(s.p[at]))
            at++;
        if (at < s.n && s.p[at] == '=')
            at = skip_value(s, at + 1);
    }
    return at < s.n ? at + 1 : at;
}

/* Behind a comment, doctype or other declaration that begins at "<!" or "<?". */
static size_t
skip_declaration(struct str s, size_t at)
{
    if (!str_starts(str_sub(s, at, s.n), STR("<!--"))) {
        at = find_byte(s, '>', at);
        return at < s.n ? at + 1 : at;
    }
    for (size_t end = find_byte(s, '>', at); end < s.n; end = find_byte(s, '>', end + 1))
        if (str_ends(str_sub(s, at + 2, end), STR("--")) || str_ends(str_sub(s, at + 4, end), STR("--!")))
            return end + 1;
    return s.n;
}

/* The '<' of the end tag of name, or the end of s. */
static size_t
skip_raw(struct str s, size_t at, struct str name)
{
    for (at = find_byte(s, '<', at); at < s.n; at = find_byte(s, '<', at + 1)) {
        size_t end = at + 2 + name.n;

        if (at + 1 < s.n && s.p[at + 1] == '/' && str_eq_nocase(str_sub(s, at + 2, end), name) && end < s.n &&
            (is_blank(s.p[end]) || s.p[end] == '/' || s.p[end] == '>'))
            return at;
    }
    return s.n;
}

static struct str
tag_name(struct str s, size_t at)
{
    size_t from = at;

    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '/' && s.p[at] != '>')
        at++;
    return str_sub(s, from, at);
}

/* One tag at c->at; false when it is the one that goes too far. */
static bool
one_tag(struct scan *c, bool end)
{
    struct str name = tag_name(c->s, c->at + 1 + end);
    uint32_t attributes;
    bool slash;
    size_t next = skip_attributes(c->s, c->at + 1 + end + name.n, &attributes, &slash);

    c->work += c->depth + (uint64_t)attributes * attributes / 2;
    if (++c->tags > LIMIT_TREE_TAGS || attributes > LIMIT_ATTRIBUTES || c->work > LIMIT_TREE_WORK)
        return false;
    if (end)
        end_tag(c, name);
    else
        start_tag(c, name, slash);
    if (c->depth == LIMIT_TREE_DEPTH)
        return false;
    if (!end && c->foreign == 0 && (flags_of(name) & RAW))
        next = skip_raw(c->s, next, name);
    c->at = next;
    return true;
}

size_t
page_scan_cut(struct str s)
{
    struct scan c = {.s = s};

    for (c.at = find_byte(s, '<', 0); c.at + 1 < s.n; c.at = find_byte(s, '<', c.at)) {
        char b = s.p[c.at + 1];
        bool end = b == '/' && c.at + 2 < s.n && is_letter(s.p[c.at + 2]);

        if (b == '!' || b == '?')
            c.at = skip_declaration(s, c.at);
        else if (!end && !is_letter(b))
            c.at++;
        else if (!one_tag(&c, end))
            return c.at;
    }
    return s.n;
}

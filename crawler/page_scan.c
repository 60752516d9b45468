/*
 * How much of a page may be given to the HTML parser.  The parser takes time in the square of nesting depth
 * and of attributes, so both are counted on the bytes first.
 */
#include "crawler/page_nest.h"
#include "crawler/page_private.h"
#include <string.h>

struct scan {
    struct str s;
    size_t at;
    struct nest nest;
    uint32_t tags;
};

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
    bool slash, raw = !end && page_nest_raw(&c->nest, name);
    uint32_t attributes;
    size_t next = skip_attributes(c->s, c->at + 1 + end + name.n, &attributes, &slash);

    c->nest.work += c->nest.depth + (uint64_t)attributes * attributes / 2;
    if (++c->tags > LIMIT_TREE_TAGS || attributes > LIMIT_ATTRIBUTES || c->nest.work > LIMIT_TREE_WORK)
        return false;
    if (end)
        page_nest_end(&c->nest, name);
    else
        page_nest_start(&c->nest, name, str_sub(c->s, c->at, next), slash);
    c->at = raw ? skip_raw(c->s, next, name) : next;
    return !c->nest.full;
}

/* Text opens formatting anew; blanks do not. */
static void
pass_text(struct scan *c, size_t to)
{
    size_t at = c->at;

    while (at < to && is_blank(c->s.p[at]))
        at++;
    if (at < to)
        page_nest_text(&c->nest);
    c->at = to;
}

size_t
page_scan_cut(struct str s)
{
    struct scan c = {.s = s};

    for (pass_text(&c, find_byte(s, '<', 0)); c.at + 1 < s.n; pass_text(&c, find_byte(s, '<', c.at))) {
        size_t at = c.at;
        char b = s.p[at + 1];
        bool end = b == '/' && at + 2 < s.n && is_letter(s.p[at + 2]);

        if (b == '!' || b == '?')
            c.at = skip_declaration(s, at);
        else if (!end && !is_letter(b))
            c.at++;
        else if (!one_tag(&c, end))
            return at;
    }
    return s.n;
}

/* The encoding a page declares in its own markup (HTML standard, "prescan a byte stream"). */
#include "crawler/charset_meta.h"
#include "crawler/charset.h"
#include <string.h>

#define LONGEST_VALUE 256 /* of an attribute; longer ones are cut, no declaration comes near */

struct reader {
    struct str s;
    size_t at;
};

struct attribute {
    struct str name, value;
};

static bool
is_space(char c)
{
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool
is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
ended(const struct reader *r)
{
    return r->at >= r->s.n;
}

static char
here(const struct reader *r)
{
    return r->s.p[r->at];
}

static bool
looking_at(const struct reader *r, struct str word)
{
    return str_starts_nocase(str_sub(r->s, r->at, r->s.n), word);
}

static void
skip_spaces(struct reader *r)
{
    while (!ended(r) && is_space(here(r)))
        r->at++;
}

/* What stands between quotes, or up to a space or '>'.  False when the bytes end first. */
static bool
read_value(struct reader *r, struct str *value)
{
    char quote = here(r);
    size_t from;

    if (quote == '"' || quote == '\'') {
        size_t end = str_find_char(r->s, quote, r->at + 1);

        if (end == STR_NOT_FOUND) {
            r->at = r->s.n;
            return false;
        }
        *value = str_sub(r->s, r->at + 1, end);
        r->at = end + 1;
        return true;
    }
    from = r->at;
    while (!ended(r) && !is_space(here(r)) && here(r) != '>')
        r->at++;
    *value = str_sub(r->s, from, r->at);
    return !ended(r);
}

/* The next attribute of a tag; false at its end or when the bytes end. */
static bool
read_attribute(struct reader *r, struct attribute *out)
{
    size_t from;

    *out = (struct attribute){STR_NONE, STR_NONE};
    while (!ended(r) && (is_space(here(r)) || here(r) == '/'))
        r->at++;
    if (ended(r) || here(r) == '>')
        return false;
    from = r->at;
    while (!ended(r) && !is_space(here(r)) && here(r) != '/' && here(r) != '>' &&
           (here(r) != '=' || r->at == from))
        r->at++;
    out->name = str_sub(r->s, from, r->at);
    skip_spaces(r);
    if (ended(r) || here(r) != '=')
        return !ended(r);
    r->at++;
    skip_spaces(r);
    if (ended(r))
        return false;
    return read_value(r, &out->value);
}

/* The encoding in "text/html; charset=x" (HTML standard, "extracting a character encoding from a meta
 * element"). */
static const char *
charset_in_content(struct str content)
{
    struct reader r = {content, 0};
    struct str label;

    for (;;) {
        size_t found = str_find_nocase(content, STR("charset"), r.at);

        if (found == STR_NOT_FOUND)
            return NULL;
        r.at = found + 7;
        skip_spaces(&r);
        if (!ended(&r) && here(&r) == '=')
            break;
    }
    r.at++;
    skip_spaces(&r);
    if (ended(&r))
        return NULL;
    if (here(&r) == '"' || here(&r) == '\'')
        return read_value(&r, &label) ? charset_of_label(label) : NULL;
    label = str_sub(content, r.at, content.n);
    r.at = 0;
    while (r.at < label.n && !is_space(label.p[r.at]) && label.p[r.at] != ';')
        r.at++;
    return charset_of_label(str_sub(label, 0, r.at));
}

/* A page that can be read byte by byte is not UTF-16, whatever it says. */
static const char *
plausible(const char *name)
{
    if (!name)
        return NULL;
    if (strncmp(name, "utf-16", 6) == 0)
        return "utf-8";
    return strcmp(name, "x-user-defined") == 0 ? "windows-1252" : name;
}

/* One <meta> tag, the reader standing behind its name. */
static const char *
read_meta(struct reader *r)
{
    struct attribute a;
    const char *direct = NULL, *content = NULL;
    bool has_direct = false, has_content = false, has_equiv = false, is_type = false;

    while (read_attribute(r, &a)) {
        if (a.value.n > LONGEST_VALUE)
            a.value.n = LONGEST_VALUE;
        if (str_eq_nocase(a.name, STR("http-equiv")) && !has_equiv) {
            has_equiv = true;
            is_type = str_eq_nocase(a.value, STR("content-type"));
        } else if (str_eq_nocase(a.name, STR("content")) && !has_content) {
            content = charset_in_content(a.value);
            has_content = content != NULL;
        } else if (str_eq_nocase(a.name, STR("charset")) && !has_direct) {
            direct = charset_of_label(a.value);
            has_direct = true;
        }
    }
    if (ended(r))
        return NULL;
    return plausible(has_direct ? direct : is_type ? content : NULL);
}

/* Any other tag: its attributes may hold '>' and "<meta". */
static void
skip_tag(struct reader *r)
{
    struct attribute a;

    while (!ended(r) && !is_space(here(r)) && here(r) != '>')
        r->at++;
    while (read_attribute(r, &a))
        ;
}

static void
skip_past(struct reader *r, struct str word)
{
    size_t end = str_find(r->s, word, r->at);

    r->at = end == STR_NOT_FOUND ? r->s.n : end + word.n - 1;
}

/* <?xml version="1.0" encoding="x"?> at the very start. */
static const char *
charset_of_xml(struct str head)
{
    size_t end = str_find(head, STR("?>"), 0);
    size_t at = str_find(head, STR("encoding"), 0);
    struct reader r = {str_sub(head, 0, end), 0};
    struct str label;

    if (!str_starts(head, STR("<?xml")) || end == STR_NOT_FOUND || at == STR_NOT_FOUND || at > end)
        return NULL;
    r.at = at + 8;
    skip_spaces(&r);
    if (ended(&r) || here(&r) != '=')
        return NULL;
    r.at++;
    skip_spaces(&r);
    if (ended(&r) || (here(&r) != '"' && here(&r) != '\'') || !read_value(&r, &label))
        return NULL;
    return plausible(charset_of_label(label));
}

/* What begins with '<'; the reader ends on the last byte of it. */
static const char *
read_markup(struct reader *r)
{
    char next = r->at + 1 < r->s.n ? r->s.p[r->at + 1] : '\0';

    if (looking_at(r, STR("<!--"))) {
        r->at += 2;
        skip_past(r, STR("-->"));
    } else if (looking_at(r, STR("<meta")) && r->at + 5 < r->s.n &&
               (is_space(r->s.p[r->at + 5]) || r->s.p[r->at + 5] == '/')) {
        r->at += 5;
        return read_meta(r);
    } else if (is_alpha(next) || (next == '/' && r->at + 2 < r->s.n && is_alpha(r->s.p[r->at + 2]))) {
        skip_tag(r);
    } else if (next && strchr("!/?", next)) {
        skip_past(r, STR(">"));
    }
    return NULL;
}

const char *
charset_meta_find(struct str head)
{
    struct reader r = {head, 0};
    const char *name = NULL;

    for (; !name && r.at < head.n; r.at++) {
        size_t next = str_find_char(head, '<', r.at);

        if (next == STR_NOT_FOUND)
            break;
        r.at = next;
        name = read_markup(&r);
    }
    return name ? name : charset_of_xml(head);
}

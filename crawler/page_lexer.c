/* Tags, attributes and references of a page that is written plainly (page_plain.c). */
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/page_plain.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define PLAIN_ATTRIBUTES 40
#define REFERENCE_DIGITS 6
#define NAME_LONGEST 64

/* The commonest of the parser's two thousand; a page with another one is left to it. */
static const struct {
    const char *name;
    uint16_t c;
} references[] = {
    {"amp;", '&'},      {"lt;", '<'},       {"gt;", '>'},        {"quot;", '"'},     {"nbsp;", 0xA0},
    {"copy;", 0xA9},    {"reg;", 0xAE},     {"laquo;", 0xAB},    {"raquo;", 0xBB},   {"middot;", 0xB7},
    {"ndash;", 0x2013}, {"mdash;", 0x2014}, {"lsquo;", 0x2018},  {"rsquo;", 0x2019}, {"ldquo;", 0x201C},
    {"rdquo;", 0x201D}, {"bull;", 0x2022},  {"hellip;", 0x2026}, {"times;", 0xD7},   {"apos;", '\''},
};

void
page_lexer_init(struct page_lexer *x, struct str s, struct arena *a, struct page_memory *m)
{
    size_t n = 0;

    *x = (struct page_lexer){.s = s, .a = a, .memory = m};
    for (int letter = 0; letter <= 26; letter++) {
        while (n < ATTR_COUNT && page_tree_attributes[n].p[0] < 'a' + letter)
            n++;
        x->attr_from[letter] = (uint8_t)n;
    }
}

/* Characters the parser replaces: controls and those that never will be any. */
static bool
is_replaced(uint32_t whole)
{
    if (whole < 0x80)
        return whole == 0x7F || (whole < 0x20 && !page_lexer_blank((char)whole));
    return (whole >= 0x80 && whole < 0xA0) || (whole >= 0xFDD0 && whole < 0xFDF0) ||
           (whole & 0xFFFE) == 0xFFFE || whole == 0xFFFD;
}

bool
page_lexer_sound(struct str s)
{
    for (size_t at = utf8_skip_plain(s, 0); at < s.n; at = utf8_skip_plain(s, at))
        if (is_replaced(utf8_next(s, &at)))
            return false;
    return true;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static struct str
rest(const struct page_lexer *x)
{
    return str_sub(x->s, x->at, x->s.n);
}

bool
page_lexer_done(const struct page_lexer *x)
{
    return x->at >= x->s.n;
}

/* Does a tag or comment begin with the '<' at at? */
static bool
begins_tag(struct str s, size_t at)
{
    return at + 1 < s.n &&
           (is_letter(s.p[at + 1]) || s.p[at + 1] == '/' || s.p[at + 1] == '!' || s.p[at + 1] == '?');
}

bool
page_lexer_text(struct page_lexer *x, struct str *text)
{
    size_t from = x->at, at;

    if (from < x->s.n && x->s.p[from] == '<' && begins_tag(x->s, from)) {
        *text = (struct str){x->s.p + from, 0}; /* as between most tags */
        return true;
    }
    at = str_find_char(x->s, '<', from);
    while (at != STR_NOT_FOUND && !begins_tag(x->s, at))
        at = str_find_char(x->s, '<', at + 1);
    x->at = at == STR_NOT_FOUND ? x->s.n : at;
    *text = str_sub(x->s, from, x->at);
    return at != STR_NOT_FOUND;
}

bool
page_lexer_comment(struct page_lexer *x)
{
    struct str body;
    size_t end;

    if (x->at + 1 >= x->s.n || x->s.p[x->at + 1] != '!' || !str_starts(rest(x), STR("<!--")))
        return false;
    end = str_find(x->s, STR("-->"), x->at + 4);
    body = str_sub(x->s, x->at + 4, end);
    if (end == STR_NOT_FOUND || str_starts(body, STR(">")) || str_starts(body, STR("->")) ||
        str_has(body, STR("--!")))
        return false;
    x->at = end + 3;
    return true;
}

bool
page_lexer_doctype(struct page_lexer *x)
{
    size_t end;

    if (!str_starts_nocase(rest(x), STR("<!doctype ")))
        return false;
    end = str_find_char(x->s, '>', x->at);
    if (end == STR_NOT_FOUND)
        return false;
    x->at = end + 1;
    return true;
}

/* A name of letters, digits and hyphens at at, which a blank, '/' or '>' must end. */
static bool
tag_name(struct page_lexer *x, size_t at, struct str *name)
{
    const struct str s = x->s;
    size_t from = at;

    if (at >= s.n || !is_letter(s.p[at]))
        return false;
    while (at < s.n && (is_word(s.p[at]) || s.p[at] == '-'))
        at++;
    if (at >= s.n || (!page_lexer_blank(s.p[at]) && s.p[at] != '/' && s.p[at] != '>'))
        return false;
    *name = (struct str){s.p + from, at - from};
    x->at = at;
    return name->n <= NAME_LONGEST;
}

bool
page_lexer_start(struct page_lexer *x, struct str *name)
{
    return x->at < x->s.n && x->s.p[x->at] == '<' && tag_name(x, x->at + 1, name);
}

bool
page_lexer_close_name(struct page_lexer *x, struct str *name)
{
    return x->at + 1 < x->s.n && x->s.p[x->at] == '<' && x->s.p[x->at + 1] == '/' &&
           tag_name(x, x->at + 2, name);
}

static void
skip_blanks(struct page_lexer *x)
{
    while (x->at < x->s.n && page_lexer_blank(x->s.p[x->at]))
        x->at++;
}

bool
page_lexer_end(struct page_lexer *x)
{
    skip_blanks(x);
    if (x->at >= x->s.n || x->s.p[x->at] != '>')
        return false;
    x->at++;
    return true;
}

bool
page_lexer_close(struct page_lexer *x, struct str name)
{
    size_t from = x->at;
    struct str written;

    if (page_lexer_close_name(x, &written) && str_eq_nocase(written, name) && page_lexer_end(x))
        return true;
    x->at = from;
    return false;
}

/* Attributes ------------------------------------------------------------------------------------- */

static bool
ends_name(char c)
{
    return (unsigned char)c <= '>' && (page_lexer_blank(c) || c == '/' || c == '>' || c == '=');
}

static bool
attribute_name(struct page_lexer *x, struct str *name)
{
    const struct str s = x->s;
    size_t from = x->at, at = from;

    while (at < s.n && !ends_name(s.p[at])) {
        if (s.p[at] == '"' || s.p[at] == '\'' || s.p[at] == '<')
            return false;
        at++;
    }
    x->at = at;
    *name = (struct str){s.p + from, at - from};
    return at > from && at < s.n;
}

/* Behind the '='. */
static bool
attribute_value(struct page_lexer *x, struct str *value)
{
    size_t from, end;

    skip_blanks(x);
    from = x->at;
    if (from >= x->s.n || x->s.p[from] == '>')
        return false;
    if (x->s.p[from] == '"' || x->s.p[from] == '\'') {
        end = str_find_char(x->s, x->s.p[from], from + 1);
        if (end == STR_NOT_FOUND)
            return false;
        *value = (struct str){x->s.p + from + 1, end - from - 1};
        x->at = end + 1;
        return true;
    }
    while (x->at < x->s.n && !page_lexer_blank(x->s.p[x->at]) && x->s.p[x->at] != '>')
        x->at++;
    *value = str_sub(x->s, from, x->at);
    return x->at < x->s.n;
}

/* Is an attribute of this name, as written, kept? */
static bool
is_kept(const struct page_lexer *x, struct str name, enum attribute *out)
{
    unsigned letter = ((unsigned char)name.p[0] | 32u) - 'a';

    if (letter >= 26)
        return false;
    for (size_t i = x->attr_from[letter]; i < x->attr_from[letter + 1]; i++)
        if (str_eq(name, page_tree_attributes[i]) || str_eq_nocase(name, page_tree_attributes[i])) {
            *out = (enum attribute)i;
            return true;
        }
    return false;
}

/* The attributes of a tag while they are read. */
struct attrs {
    struct attr kept[PLAIN_ATTRIBUTES];
    size_t n;
    uint64_t has;
    uint32_t count; /* of all, kept or not */
};

/* The first of two of the same name counts. */
static bool
keep(struct page_lexer *x, struct attrs *to, struct str name, struct str raw)
{
    enum attribute known;
    struct str value = STR("");

    if (x->drawing && str_starts_nocase(name, STR("xlink:")))
        name = str_sub(name, 6, name.n);
    else if (x->drawing && str_starts_nocase(name, STR("xml:")))
        return !str_eq_nocase(name, STR("xml:lang"));
    if (name.n == 0 || !is_kept(x, name, &known))
        return true;
    if (to->has & ATTR_BIT(known))
        return !x->drawing;
    if (raw.n > 0 && !page_lexer_decode(x, raw, PAGE_VALUE, &value))
        return false;
    to->kept[to->n++] = (struct attr){known, value};
    to->has |= ATTR_BIT(known);
    return true;
}

static bool
one_attribute(struct page_lexer *x, struct attrs *to)
{
    struct str name, value = STR_NONE;
    size_t behind;

    if (!attribute_name(x, &name))
        return false;
    behind = x->at;
    skip_blanks(x);
    if (x->at < x->s.n && x->s.p[x->at] == '=') {
        x->at++;
        if (!attribute_value(x, &value))
            return false;
    } else {
        x->at = behind;
    }
    return keep(x, to, name, value);
}

static bool
read_attributes(struct page_lexer *x, struct attrs *to)
{
    x->ended = false;
    while (x->at < x->s.n && x->s.p[x->at] != '>') {
        x->ended = x->s.p[x->at] == '/';
        if (page_lexer_blank(x->s.p[x->at]) || x->s.p[x->at] == '/')
            x->at++;
        else if (++to->count > PLAIN_ATTRIBUTES || !one_attribute(x, to))
            return false;
    }
    return x->at++ < x->s.n;
}

struct page_tag *
page_lexer_known(const struct page_lexer *x)
{
    struct page_tag *tag = page_lexer_expected(x);
    size_t end;

    if (tag || !x->memory || x->s.n - x->at < 2 || x->s.p[x->at] != '<' || !is_letter(x->s.p[x->at + 1]))
        return tag;
    end = str_find_char(x->s, '>', x->at);
    return end == STR_NOT_FOUND ? NULL : page_memory_tag(x->memory, str_sub(x->s, x->at, end + 1));
}

static void
note_tag(struct page_lexer *x, struct page_tag *tag)
{
    if (x->tag)
        x->tag->next = tag;
    if (x->before)
        x->before->second = tag;
    x->before = x->tag;
    x->tag = tag;
}

void
page_lexer_pass(struct page_lexer *x, struct page_tag *tag, const struct page_run *run)
{
    note_tag(x, tag);
    x->before = run->before;
    x->tag = run->last;
    x->at += run->bytes.n;
}

bool
page_lexer_take(struct page_lexer *x, struct tree *t, uint32_t node, struct page_tag *tag)
{
    struct node *n = &t->node[node];

    n->attr = tag->attr;
    n->attr_n = tag->attr_n;
    n->has = tag->has;
    n->written = tag;
    x->ended = tag->ended;
    note_tag(x, tag);
    __builtin_prefetch(tag->address); /* page_links.c asks for it when the tree is made */
    x->work += (uint64_t)tag->count * tag->count;
    return x->work < LIMIT_TREE_WORK / 2;
}

/* The same of one that is not known, and it is remembered: written is what ends with the next '>', which does
 * not end a tag that has it inside a value. */
static bool
learn(struct page_lexer *x, struct tree *t, uint32_t node, struct str written)
{
    struct attrs attrs;
    struct node *n = &t->node[node];
    struct page_tag *tag = NULL;

    attrs.n = attrs.count = 0;
    attrs.has = 0;
    if (!read_attributes(x, &attrs))
        return false;
    if (x->memory && written.n > 0 && x->s.p + x->at == written.p + written.n)
        tag = page_memory_put_tag(x->memory, written, attrs.kept, attrs.n);
    if (tag) {
        tag->count = (uint8_t)attrs.count;
        tag->ended = x->ended;
        return page_lexer_take(x, t, node, tag);
    }
    n->attr = page_tree_attrs(t, attrs.kept, attrs.n);
    n->attr_n = (uint8_t)attrs.n;
    n->has = attrs.has;
    x->work += (uint64_t)attrs.count * attrs.count;
    return x->work < LIMIT_TREE_WORK / 2;
}

/* To take attributes apart was a sixth of reading a page; nearly all of a page are those of the page before.
 */
bool
page_lexer_attributes(struct page_lexer *x, struct tree *t, uint32_t node, size_t from)
{
    size_t end = str_find_char(x->s, '>', x->at);
    struct str written = end == STR_NOT_FOUND ? STR_NONE : str_sub(x->s, from, end + 1);
    struct page_tag *tag = x->memory && written.n > 0 ? page_memory_tag(x->memory, written) : NULL;

    if (!tag)
        return learn(x, t, node, written);
    x->at = end + 1;
    return page_lexer_take(x, t, node, tag);
}

/* Raw text --------------------------------------------------------------------------------------- */

bool
page_lexer_raw(struct page_lexer *x, struct str name, struct str *raw)
{
    size_t from = x->at, at = from;

    while ((at = str_find_char(x->s, '<', at)) != STR_NOT_FOUND) {
        struct str written;

        if (at + 1 < x->s.n && x->s.p[at + 1] != '/') {
            at++;
            continue;
        }
        x->at = at;
        if (str_starts_nocase(str_sub(x->s, at + 2, x->s.n), name)) {
            *raw = str_sub(x->s, from, at);
            return page_lexer_close_name(x, &written) && str_eq_nocase(written, name) && page_lexer_end(x);
        }
        at += 2;
    }
    return false;
}

bool
page_lexer_escapes(struct str script)
{
    return str_has(script, STR("<!--")) && str_find_nocase(script, STR("<script"), 0) != STR_NOT_FOUND;
}

struct str
page_lexer_first_line(struct str text)
{
    size_t n = str_starts(text, STR("\r\n")) ? 2 : str_starts(text, STR("\n")) || str_starts(text, STR("\r"));

    return n < text.n ? str_sub(text, n, text.n) : STR_NONE;
}

void
page_lexer_skip_line(struct page_lexer *x)
{
    x->at = x->s.n - page_lexer_first_line(rest(x)).n;
}

/* References --------------------------------------------------------------------------------------- */

/* Characters that mean themselves by number, too. */
static bool
is_sound(uint32_t c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) ||
           (c >= 0xE000 && c < 0xFDD0) || (c >= 0xFDF0 && c < 0xFFFE) || (c >= 0x10000 && c < 0x1FFFE);
}

/* "#160;" or "#xA0;": its length, 0 for another. */
static size_t
number_at(struct str s, uint32_t *c)
{
    bool hex = s.n > 1 && (s.p[1] == 'x' || s.p[1] == 'X');
    size_t from = hex ? 2 : 1, at = from;

    *c = 0;
    for (; at < s.n && at - from <= REFERENCE_DIGITS; at++) {
        int digit = str_hex_digit(s.p[at]);

        if (digit < 0 || (!hex && digit > 9))
            break;
        *c = *c * (hex ? 16 : 10) + (uint32_t)digit;
    }
    return at > from && at < s.n && s.p[at] == ';' && is_sound(*c) ? at + 1 : 0;
}

/* What follows a '&': its length, the '&' itself for 0 bytes; false: not known here. */
static bool
reference_at(struct str s, size_t *n, uint32_t *c)
{
    size_t word = 0;

    *n = 0;
    *c = '&';
    if (s.n > 0 && s.p[0] == '#')
        return (*n = number_at(s, c)) > 0;
    while (word < s.n && is_word(s.p[word]))
        word++;
    if (word == 0)
        return true;
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (str_starts(s, str_of(references[i].name))) {
            *n = strlen(references[i].name);
            *c = references[i].c;
            return true;
        }
    return false;
}

/* "?a=1&b=2": in an address the name of the next parameter, never a reference. */
static bool
is_parameter(struct str s)
{
    size_t word = 0;

    while (word < s.n && is_word(s.p[word]))
        word++;
    return word > 0 && word < s.n && s.p[word] == '=';
}

/* One '&' at *at of text to out; false for what only the parser knows. */
static bool
put_reference(struct str text, enum page_text kind, size_t *at, char *out, size_t *n)
{
    struct str behind = str_sub(text, *at + 1, text.n);
    size_t length = 0;
    uint32_t c = '&';

    if (kind == PAGE_TEXT && !reference_at(behind, &length, &c))
        return false;
    if (kind == PAGE_VALUE && !is_parameter(behind) && !reference_at(behind, &length, &c))
        return false;
    *n += utf8_put(out + *n, c);
    *at += length + 1;
    return true;
}

/*
 * Does c stand in text?  Texts come one behind the other, and few have one: it is looked for once from each
 * to the next, not in every text.
 */
static bool
has_next(const struct page_lexer *x, struct str text, char c, size_t *next)
{
    size_t from = (size_t)(text.p - x->s.p);

    if (*next < from) {
        *next = str_find_char(x->s, c, from);
        if (*next == STR_NOT_FOUND)
            *next = x->s.n;
    }
    return *next < from + text.n;
}

/* Place of the next '&' or carriage return of text from at on; its end when there is none. */
static size_t
next_sign(struct page_lexer *x, struct str text, size_t at)
{
    struct str left = str_sub(text, at, text.n);
    size_t from = (size_t)(text.p - x->s.p), sign = text.n;

    if (has_next(x, left, '&', &x->reference))
        sign = x->reference - from;
    if (has_next(x, left, '\r', &x->line) && x->line - from < sign)
        sign = x->line - from;
    return sign;
}

bool
page_lexer_decode(struct page_lexer *x, struct str text, enum page_text kind, struct str *out)
{
    char *to;
    size_t n = 0;

    *out = text;
    if (text.n == 0 || page_lexer_is_bare(x, text))
        return true;
    if (!has_next(x, text, '&', &x->reference) && !has_next(x, text, '\r', &x->line))
        return true;
    to = arena_raw(x->a, text.n + 1);
    if (!to)
        return false;
    for (size_t at = 0; at < text.n;) {
        if (text.p[at] == '&') {
            if (!put_reference(text, kind, &at, to, &n))
                return false;
        } else if (text.p[at] == '\r') {
            to[n++] = '\n';
            at += str_starts(str_sub(text, at, text.n), STR("\r\n")) ? 2 : 1;
        } else {
            size_t from = at;

            at = next_sign(x, text, from);
            memcpy(to + n, text.p + from, at - from);
            n += at - from;
        }
    }
    *out = (struct str){to, n};
    return true;
}

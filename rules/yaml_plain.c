/*
 * One pass over the lines with a stack of what is open.  It never complains: at the first thing that is not
 * written plainly it gives up, and the whole file is read by libyaml, which knows all of YAML and says what
 * is wrong.  So it need not know much, only be certain of what it takes.  Reading the program's own rules so
 * takes a tenth of what libyaml's events take: 9 M instructions instead of 93 M, of 200 M for loading them.
 */
#include "rules/yaml_plain.h"
#include "base/eight.h"
#include "base/utf8.h"
#include "oit/limits.h"

#define KEY_LONGEST 100
#define KEYS_MOST 250 /* of one mapping: each is compared with those before */

/* A list or mapping that the lines stand in. */
struct open {
    struct node *node;
    size_t indent;
};

struct reader {
    struct arena *arena;
    int line;
    const char *begin, *at, *end; /* of the line */
    struct open open[LIMIT_YAML_DEPTH];
    size_t depth, nodes;
    struct node *root;
    struct node *key;    /* read, its value still to come */
    bool below;          /* the value, or the root, begins on a line to come */
    bool in_row;         /* other words than keys stand before, of more bytes than characters */
    const char *counted; /* up to here of the line there are so many characters */
    size_t characters;
};

static void
count_characters(struct reader *r, const char *at)
{
    r->characters += utf8_length((struct str){r->counted, (size_t)(at - r->counted)});
    r->counted = at;
}

static struct node *
node_new(struct reader *r, enum node_kind kind, const char *at)
{
    struct node *n = ARENA_NEW(r->arena, struct node);

    if (r->in_row)
        count_characters(r, at);
    n->kind = kind;
    n->line = r->line;
    n->column = (int)(r->in_row ? r->characters : (size_t)(at - r->begin)) + 1;
    r->nodes++;
    return n;
}

/* Puts a value behind its key, or an entry into its list. */
static void
put(struct reader *r, struct node *n)
{
    struct node *in = r->depth > 0 ? r->open[r->depth - 1].node : NULL;

    if (in == NULL) {
        r->root = n;
        return;
    }
    n->key = r->key;
    n->list = in->kind == NODE_LIST ? in : NULL;
    r->key = NULL;
    if (in->last != NULL)
        in->last->next = n;
    else
        in->child = n;
    in->last = n;
    in->n++;
}

static bool
open_here(struct reader *r, enum node_kind kind)
{
    struct node *n = node_new(r, kind, r->at);

    if (r->depth == LIMIT_YAML_DEPTH)
        return false;
    put(r, n);
    r->open[r->depth++] = (struct open){n, (size_t)(r->at - r->begin)};
    return true;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void
skip_spaces(struct reader *r)
{
    while (r->at < r->end && *r->at == ' ')
        r->at++;
}

/* A comment, or nothing more. */
static bool
is_over(const struct reader *r)
{
    return r->at == r->end || *r->at == '#';
}

/* Letters, digits, - and _. */
static struct str
word_at(const struct reader *r)
{
    const char *p = r->at;

    while (p < r->end && (is_letter(*p) || (p > r->at && (*p == '-' || *p == '_'))))
        p++;
    return (struct str){r->at, (size_t)(p - r->at)};
}

static bool
is_blank_at(const struct reader *r, const char *p)
{
    return p >= r->end || *p == ' ';
}

/* The key that stands here; empty when it is none. */
static struct str
key_at(const struct reader *r)
{
    struct str word = word_at(r);
    const char *behind = r->at + word.n;

    if (word.n > KEY_LONGEST || behind == r->end || *behind != ':' || !is_blank_at(r, behind + 1))
        return STR_NONE;
    return word;
}

/* The text lives in the arena. */
static bool
put_text(struct reader *r, const char *at, struct str text, bool single_quoted)
{
    struct node *n = node_new(r, NODE_TEXT, at);

    n->text = text;
    n->single_quoted = single_quoted;
    put(r, n);
    return r->nodes < LIMIT_YAML_NODES;
}

/* Between single quotes; two of them inside stand for one. */
static bool
read_single_quoted(struct reader *r)
{
    const char *from = r->at, *quote = r->at + 1;
    size_t n = 0;
    char *text = arena_raw(r->arena, (size_t)(r->end - from));

    for (;; quote++) {
        const char *next = memchr(quote, '\'', (size_t)(r->end - quote));

        if (next == NULL)
            return false;
        memcpy(text + n, quote, (size_t)(next - quote) + 1);
        n += (size_t)(next - quote);
        quote = next + 1;
        if (quote == r->end || *quote != '\'')
            break;
        n++;
    }
    text[n] = '\0';
    r->at = quote;
    return put_text(r, from, (struct str){text, n}, true);
}

/* Between double quotes, without escapes. */
static bool
read_double_quoted(struct reader *r)
{
    const char *from = r->at + 1, *to = memchr(from, '"', (size_t)(r->end - from));

    if (to == NULL || memchr(from, '\\', (size_t)(to - from)) != NULL)
        return false;
    if (!put_text(r, r->at, arena_str(r->arena, (struct str){from, (size_t)(to - from)}), false))
        return false;
    r->at = to + 1;
    return true;
}

/* Words between brackets that hold nothing YAML might understand. */
static bool
read_row_words(struct reader *r)
{
    const char *from = r->at, *to;

    while (r->at < r->end && strchr(",:[]{}#&*!|>'\"%@`?", *r->at) == NULL)
        r->at++;
    for (to = r->at; to > from && to[-1] == ' ';)
        to--;
    return to > from && *from != '-' &&
           put_text(r, from, arena_str(r->arena, (struct str){from, (size_t)(to - from)}), false);
}

/* "[one, two]" to the end of the line. */
static bool
read_row(struct reader *r)
{
    if (!open_here(r, NODE_LIST))
        return false;
    r->in_row = true;
    r->counted = r->at;
    r->characters = (size_t)(r->at - r->begin);
    do {
        r->at++;
        skip_spaces(r);
        if (r->at == r->end || !(*r->at == '\''  ? read_single_quoted(r)
                                 : *r->at == '"' ? read_double_quoted(r)
                                                 : read_row_words(r)))
            return false;
        skip_spaces(r);
    } while (r->at < r->end && *r->at == ',');
    if (r->at == r->end || *r->at++ != ']')
        return false;
    r->in_row = false;
    r->depth--;
    return true;
}

/* Where a comment begins, or the end. */
static const char *
comment_after(const char *from, const char *end)
{
    const char *p = from;

    while ((p = memchr(p, '#', (size_t)(end - p))) != NULL && p[-1] != ' ')
        p++;
    return p != NULL ? p : end;
}

/* Words as they are up to the end of the line or a comment. */
static bool
read_words(struct reader *r)
{
    const char *from = r->at, *to, *p;

    if (strchr("?:,[]{}#&*!|>'\"%@`", *from) != NULL || (*from == '-' && is_blank_at(r, from + 1)))
        return false;
    to = comment_after(from, r->end);
    for (p = from; (p = memchr(p, ':', (size_t)(to - p))) != NULL; p++)
        if (is_blank_at(r, p + 1))
            return false;
    while (to[-1] == ' ')
        to--;
    r->at = r->end;
    return put_text(r, from, arena_str(r->arena, (struct str){from, (size_t)(to - from)}), false);
}

static bool
read_text(struct reader *r)
{
    bool read = *r->at == '['    ? read_row(r)
                : *r->at == '\'' ? read_single_quoted(r)
                : *r->at == '"'  ? read_double_quoted(r)
                                 : read_words(r);
    bool ended = r->at == r->end || *r->at == ' ';

    skip_spaces(r);
    return read && ended && is_over(r);
}

static bool
is_known_key(const struct node *map, struct str key)
{
    for (const struct node *v = map->child; v != NULL; v = v->next)
        if (str_eq(v->key->text, key))
            return true;
    return false;
}

/* A key in the mapping that is open last, with its value or what is to be below. */
static bool
read_key(struct reader *r)
{
    const struct node *map = r->open[r->depth - 1].node;
    struct str key = key_at(r);

    if (key.n == 0 || map->kind != NODE_MAP || map->n == KEYS_MOST || is_known_key(map, key))
        return false;
    r->key = node_new(r, NODE_TEXT, r->at);
    r->key->text = arena_str(r->arena, key);
    r->at += key.n + 1;
    skip_spaces(r);
    r->below = is_over(r);
    return r->below || read_text(r);
}

/* An entry of the list that is open last: a text, or the first key of a mapping. */
static bool
read_entry(struct reader *r)
{
    if (r->open[r->depth - 1].node->kind != NODE_LIST)
        return false;
    r->at++;
    skip_spaces(r);
    if (is_over(r))
        return false;
    if (key_at(r).n > 0)
        return open_here(r, NODE_MAP) && read_key(r);
    return read_text(r);
}

static bool
read_line(struct reader *r)
{
    size_t indent;
    bool entry;

    skip_spaces(r);
    if (is_over(r))
        return true;
    indent = (size_t)(r->at - r->begin);
    entry = *r->at == '-' && is_blank_at(r, r->at + 1);
    if (r->below) {
        if (r->depth > 0 && indent <= r->open[r->depth - 1].indent)
            return false;
        r->below = false;
        if (!open_here(r, entry ? NODE_LIST : NODE_MAP))
            return false;
    }
    while (r->depth > 1 && r->open[r->depth - 1].indent > indent)
        r->depth--;
    if (r->open[r->depth - 1].indent != indent)
        return false; /* goes on with the text before, or is wrong */
    return entry ? read_entry(r) : read_key(r);
}

/* Of valid UTF-8: what YAML forbids (of C1 and U+FFFE), takes for the end of a line, or leaves out. */
static bool
is_odd(const char *p)
{
    unsigned char second = (unsigned char)p[1], third;

    if (*p == '\xC2')
        return second < 0xA0;
    third = (unsigned char)p[2];
    if (*p == '\xE2')
        return second == 0x80 && (third == 0xA8 || third == 0xA9);
    return (second == 0xBB && third == 0xBF) || (second == 0xBF && third >= 0xBE);
}

static bool
has_odd_characters(struct str bytes)
{
    for (const char *lead = "\xC2\xE2\xEF"; *lead != '\0'; lead++)
        for (size_t at = 0; (at = str_find_char(bytes, *lead, at)) != STR_NOT_FOUND; at++)
            if (is_odd(bytes.p + at))
                return true;
    return false;
}

static bool
has_control(const char *p, const char *end)
{
    for (; end - p >= 8; p += 8)
        if ((eight_below(eight_at(p), ' ') | eight_is(eight_at(p), 0x7F)) != 0)
            return true;
    for (; p < end; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            return true;
    return false;
}

struct node *
yaml_plain(struct arena *a, struct str bytes)
{
    struct reader r = {.arena = a, .below = true};
    const char *end;

    if (bytes.n == 0 || has_odd_characters(bytes))
        return NULL;
    end = bytes.p + bytes.n;
    for (const char *p = bytes.p; p < end; p = r.end + 1) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));

        r.line++;
        r.begin = r.at = p;
        r.end = newline != NULL ? newline : end;
        if (has_control(p, r.end) || !read_line(&r) || r.nodes >= LIMIT_YAML_NODES)
            return NULL;
    }
    return r.below ? NULL : r.root;
}

/*
 * The tree is built from libyaml's events, not from its documents, so that aliases, depth and the number of
 * nodes are refused before anything has grown.  What is written plainly does not need them: see yaml_plain.c.
 * libyaml is met in this file only.
 */
#include "rules/yaml.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/suggest.h"
#include "rules/yaml_plain.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* An open list or mapping. */
struct level {
    struct node *node;
    struct node *key; /* read, its value still to come */
    struct map *seen; /* keys of a mapping -> their node */
};

struct builder {
    struct yaml *y;
    struct node *root;
    struct level level[LIMIT_YAML_DEPTH];
    size_t depth, nodes;
};

int
yaml_fail_at(const struct yaml *y, int line, int column, const char *next, const char *what, ...)
{
    char input[512], text[768];
    va_list args;

    va_start(args, what);
    vsnprintf(text, sizeof text, what, args);
    va_end(args);
    snprintf(input, sizeof input, "%.*s:%d:%d", STR_ARGS(y->file), line, column);
    return err_set(y->e, ERR_RULES, input, next, "%s", text);
}

int
yaml_fail(const struct yaml *y, const struct node *node, const char *next, const char *what, ...)
{
    char text[768];
    va_list args;

    va_start(args, what);
    vsnprintf(text, sizeof text, what, args);
    va_end(args);
    return yaml_fail_at(y, node->line, node->column, next, "%s", text);
}

static int
level_put_key(struct builder *b, struct level *l, struct node *key)
{
    bool fresh;
    struct map_entry *e;

    if (key->kind != NODE_TEXT)
        return yaml_fail(b->y, key, _("write a word before the colon"), _("a key must be a word"));
    e = map_put(l->seen, key->text, &fresh);
    if (!fresh)
        return yaml_fail(b->y, key, _("remove one of them"), _("the key \"%.*s\" is already on line %d"),
                         STR_ARGS(key->text), ((struct node *)e->ptr)->line);
    e->ptr = key;
    l->key = key;
    return 0;
}

static int
builder_add(struct builder *b, struct node *node)
{
    struct level *l = b->depth ? &b->level[b->depth - 1] : NULL;

    if (!l) {
        b->root = node;
        return 0;
    }
    if (l->node->kind == NODE_MAP && !l->key)
        return level_put_key(b, l, node);
    node->key = l->key;
    node->list = l->node->kind == NODE_LIST ? l->node : NULL;
    l->key = NULL;
    if (l->node->last)
        l->node->last->next = node;
    else
        l->node->child = node;
    l->node->last = node;
    l->node->n++;
    return 0;
}

static struct node *
node_new(struct builder *b, enum node_kind kind, const yaml_event_t *ev)
{
    struct node *n = ARENA_NEW(b->y->arena, struct node);

    n->kind = kind;
    n->line = (int)ev->start_mark.line + 1;
    n->column = (int)ev->start_mark.column + 1;
    b->nodes++;
    return n;
}

static int
builder_open(struct builder *b, enum node_kind kind, const yaml_event_t *ev)
{
    struct node *n = node_new(b, kind, ev);

    if (builder_add(b, n))
        return -1;
    if (b->depth == LIMIT_YAML_DEPTH)
        return yaml_fail(b->y, n, _("write it flatter"), _("lists and mappings are nested too deep"));
    b->level[b->depth++] = (struct level){.node = n, .seen = kind == NODE_MAP ? map_new() : NULL};
    return 0;
}

static int
builder_close(struct builder *b)
{
    map_free(b->level[--b->depth].seen);
    return 0;
}

static int
builder_text(struct builder *b, const yaml_event_t *ev)
{
    struct node *n = node_new(b, NODE_TEXT, ev);
    struct str text = {(const char *)ev->data.scalar.value, ev->data.scalar.length};

    n->text = arena_str(b->y->arena, text);
    n->single_quoted = ev->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
    if (str_find_char(text, '\0', 0) != STR_NOT_FOUND)
        return yaml_fail(b->y, n, _("remove it"), _("the text holds a NUL character"));
    return builder_add(b, n);
}

static const char *
event_refused(const yaml_event_t *ev)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;

    if (ev->type == YAML_ALIAS_EVENT)
        return _("aliases (*name) are not used in these files");
    if (ev->type == YAML_SCALAR_EVENT) {
        anchor = ev->data.scalar.anchor;
        tag = ev->data.scalar.tag;
    } else if (ev->type == YAML_SEQUENCE_START_EVENT) {
        anchor = ev->data.sequence_start.anchor;
        tag = ev->data.sequence_start.tag;
    } else if (ev->type == YAML_MAPPING_START_EVENT) {
        anchor = ev->data.mapping_start.anchor;
        tag = ev->data.mapping_start.tag;
    }
    if (anchor)
        return _("anchors (&name) are not used in these files");
    return tag ? _("tags (!name) are not used in these files") : NULL;
}

static int
builder_event(struct builder *b, const yaml_event_t *ev)
{
    const char *refused = event_refused(ev);
    int line = (int)ev->start_mark.line + 1, column = (int)ev->start_mark.column + 1;

    if (refused)
        return yaml_fail_at(b->y, line, column, _("write the text out"), "%s", refused);
    if (b->nodes >= LIMIT_YAML_NODES)
        return yaml_fail_at(b->y, line, column, _("split the file"), _("the file has too many entries"));
    if (ev->type == YAML_DOCUMENT_START_EVENT && b->root)
        return yaml_fail_at(b->y, line, column, _("one file holds one document"),
                            _("a second document begins"));
    switch (ev->type) {
    case YAML_SCALAR_EVENT:
        return builder_text(b, ev);
    case YAML_SEQUENCE_START_EVENT:
        return builder_open(b, NODE_LIST, ev);
    case YAML_MAPPING_START_EVENT:
        return builder_open(b, NODE_MAP, ev);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return builder_close(b);
    default:
        return 0;
    }
}

/* What libyaml says in its own words, and what it comes from. */
static const struct {
    const char *theirs, *ours;
} mistakes[] = {
    {"mapping values are not allowed", N_("a colon where none may be: the line is indented otherwise than "
                                          "the one above, or a text with a colon "
                                          "lacks its quotes")},
    {"unexpected end of stream", N_("a quote is opened and never closed")},
    {"expected ',' or ']'", N_("a bracket [ is opened and never closed")},
    {"expected ',' or '}'", N_("a bracket { is opened and never closed")},
    {"block sequence entries are not allowed", N_("a dash that does not begin its line")},
    {"cannot start any token", N_("a text may not begin with this sign unless it stands in quotes")},
    {"could not find expected ':'", N_("a colon is lacking behind the word")},
    {"did not find expected key", N_("the line is indented otherwise than the ones above")},
    {"did not find expected '-' indicator", N_("the line is indented otherwise than the ones above")},
};

/* The column of a TAB that a line is indented with; 0 when there is none. */
static int
tab_before_line(struct str bytes, size_t line)
{
    struct str text = STR_NONE;

    for (size_t n = 0; n <= line; n++)
        if (!str_next(&bytes, '\n', &text))
            return 0;
    for (size_t at = 0; at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'); at++)
        if (text.p[at] == '\t')
            return (int)at + 1;
    return 0;
}

static int
parser_fail(const struct yaml *y, const yaml_parser_t *p, struct str bytes)
{
    const char *problem = p->problem ? p->problem : "?";
    int line = (int)p->problem_mark.line + 1, column = (int)p->problem_mark.column + 1,
        tab = tab_before_line(bytes, p->problem_mark.line);

    if (p->error == YAML_MEMORY_ERROR)
        mem_none();
    if (tab > 0)
        return yaml_fail_at(y, line, tab, _("put blanks in its place, two for each step"),
                            _("there is a TAB here; YAML is indented with blanks only"));
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        if (strstr(problem, mistakes[i].theirs) != NULL)
            return yaml_fail_at(y, line, column, _("check indentation, quotes and colons here"),
                                _("not valid YAML: %s"), _(mistakes[i].ours));
    return yaml_fail_at(y, line, column, _("check indentation, quotes and colons here"),
                        _("not valid YAML: %s"), problem);
}

static int
build(struct builder *b, struct str bytes)
{
    yaml_parser_t parser;
    yaml_event_t ev;
    bool done = false;
    int rc = 0;

    if (!yaml_parser_initialize(&parser))
        mem_none();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(bytes.p ? bytes.p : ""), bytes.n);
    while (rc == 0 && !done) {
        if (!yaml_parser_parse(&parser, &ev)) {
            rc = parser_fail(b->y, &parser, bytes);
            break;
        }
        done = ev.type == YAML_STREAM_END_EVENT;
        rc = builder_event(b, &ev);
        yaml_event_delete(&ev);
    }
    yaml_parser_delete(&parser);
    while (b->depth)
        builder_close(b);
    return rc;
}

/* libyaml gives no place for bytes that are not UTF-8, so they are looked for beforehand. */
static int
check_bytes(const struct yaml *y, struct str bytes)
{
    int line = 1, column = 1;

    if (utf8_valid(bytes))
        return 0;
    for (size_t at = 0; at < bytes.n;) {
        size_t from = at;
        uint32_t c = utf8_next(bytes, &at);

        if (c == 0xFFFD && !utf8_valid(str_sub(bytes, from, at)))
            break;
        column = c == '\n' ? 1 : column + 1;
        line += c == '\n';
    }
    return yaml_fail_at(y, line, column, _("save the file as UTF-8"), _("a byte here is not UTF-8"));
}

static struct node *
parse(struct yaml *y, struct str bytes, bool plainly)
{
    struct builder b = {.y = y};

    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    if (check_bytes(y, bytes))
        return NULL;
    b.root = plainly ? yaml_plain(y->arena, bytes) : NULL;
    if (b.root == NULL && build(&b, bytes))
        return NULL;
    if (!b.root) {
        yaml_fail_at(y, 1, 1, _("rules/README.md and docs/ tell what it should hold"),
                     _("the file is empty"));
        return NULL;
    }
    return yaml_is_map(y, b.root) ? NULL : b.root;
}

struct node *
yaml_parse(struct yaml *y, struct str bytes)
{
    return parse(y, bytes, true);
}

struct node *
yaml_parse_all(struct yaml *y, struct str bytes)
{
    return parse(y, bytes, false);
}

static const char *
wants(const struct node *node)
{
    const struct node *key = node->list ? node->list->key : node->key;

    return key ? key->text.p : "-";
}

int
yaml_is_text(const struct yaml *y, const struct node *node)
{
    if (node->kind == NODE_TEXT && str_trim(node->text).n > 0)
        return 0;
    return yaml_fail(y, node, _("write a text here"), _("\"%s\" needs a text"), wants(node));
}

int
yaml_is_list(const struct yaml *y, const struct node *node)
{
    if (node->kind == NODE_LIST)
        return 0;
    return yaml_fail(y, node, _("write one entry a line, each behind \"- \""), _("\"%s\" needs a list"),
                     wants(node));
}

int
yaml_is_map(const struct yaml *y, const struct node *node)
{
    if (node->kind == NODE_MAP)
        return 0;
    return yaml_fail(y, node, _("write \"key: value\" lines"), _("\"%s\" needs keys with values"),
                     wants(node));
}

/* As many of them as there is room for. */
static void
name_keys(const struct yaml_key *known, size_t n, char *out, size_t room)
{
    size_t at = (size_t)snprintf(out, room, "%s", _("known here: "));

    for (size_t i = 0; i < n && at + strlen(known[i].name) + 6 < room; i++)
        at += (size_t)snprintf(out + at, room - at, "%s%s", i > 0 ? ", " : "", known[i].name);
}

static int
unknown_key(const struct yaml *y, const struct node *key, const struct yaml_key *known, size_t n)
{
    struct suggest s = suggest_for(key->text);
    char next[256];

    for (size_t i = 0; i < n; i++)
        suggest_try(&s, str_of(known[i].name));
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%s\"?"), s.best.p);
    else
        name_keys(known, n, next, sizeof next);
    return yaml_fail(y, key, next, _("unknown key \"%.*s\""), STR_ARGS(key->text));
}

const struct node *
yaml_value(const struct node *map, const char *name)
{
    const struct node *v = map->kind == NODE_MAP ? map->child : NULL;

    while (v && !str_eq(v->key->text, str_of(name)))
        v = v->next;
    return v;
}

int
yaml_go_on(const struct yaml *y)
{
    if (y->collect == NULL)
        return -1;
    return y->e->code == ERR_NONE ? 0 : y->collect(y->ctx); /* a reader below may have told them all */
}

int
yaml_keys(const struct yaml *y, const struct node *map, const struct yaml_key *key, size_t n, void *to)
{
    int bad = 0;

    if (yaml_is_map(y, map))
        return -1;
    for (const struct node *v = map->child; v; v = v->next) {
        size_t i = 0;

        while (i < n && !str_eq(v->key->text, str_of(key[i].name)))
            i++;
        if (i < n ? key[i].read(y, v, (char *)to + key[i].offset) : unknown_key(y, v->key, key, n)) {
            bad = -1;
            if (yaml_go_on(y))
                return -1;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (key[i].needed && !yaml_value(map, key[i].name))
            return yaml_fail(y, map, _("add it; rules/README.md and docs/ tell what it should hold"),
                             _("the key \"%s\" is missing"), key[i].name);
    return bad;
}

int
yaml_str(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value))
        return -1;
    *(struct str *)to = arena_str(y->keep, str_trim(value->text));
    return 0;
}

int
yaml_id(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value))
        return -1;
    for (size_t i = 0; i < value->text.n; i++) {
        char c = value->text.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
              c == '.'))
            return yaml_fail(y, value, _("use letters a-z, digits, - and ."), _("\"%.*s\" cannot be an id"),
                             STR_ARGS(value->text));
    }
    return yaml_str(y, value, to);
}

int
yaml_bool(const struct yaml *y, const struct node *value, void *to)
{
    static const char *const known[] = {"false", "true"};
    int i = yaml_word(y, value, known, 2);

    if (i < 0)
        return -1;
    *(bool *)to = i == 1;
    return 0;
}

int
yaml_int(const struct yaml *y, const struct node *value, void *to)
{
    struct str digits = value->text;
    bool minus = value->kind == NODE_TEXT && str_starts(digits, STR("-"));
    uint64_t n;

    if (minus)
        digits = str_sub(digits, 1, digits.n);
    if (value->kind != NODE_TEXT || !str_to_u64(digits, &n) || n > 1000000)
        return yaml_fail(y, value, _("write a whole number"), _("\"%s\" needs a number"), wants(value));
    *(int *)to = minus ? -(int)n : (int)n;
    return 0;
}

int
yaml_skip(const struct yaml *y, const struct node *value, void *to)
{
    (void)y;
    (void)value;
    (void)to;
    return 0;
}

int
yaml_word(const struct yaml *y, const struct node *node, const char *const *known, size_t n)
{
    struct suggest s = suggest_for(node->text);
    char next[256];
    size_t len;

    if (yaml_is_text(y, node))
        return -1;
    for (size_t i = 0; i < n; i++)
        if (str_eq(node->text, str_of(known[i])))
            return (int)i;
    for (size_t i = 0; i < n; i++)
        suggest_try(&s, str_of(known[i]));
    if (suggest_found(&s)) {
        snprintf(next, sizeof next, _("did you mean \"%s\"?"), s.best.p);
    } else {
        len = (size_t)snprintf(next, sizeof next, "%s", _("known words:"));
        for (size_t i = 0; i < n && len < sizeof next; i++)
            len += (size_t)snprintf(next + len, sizeof next - len, " %s", known[i]);
    }
    return yaml_fail(y, node, next, _("unknown word \"%.*s\" for \"%s\""), STR_ARGS(node->text), wants(node));
}

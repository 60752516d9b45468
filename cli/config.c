/* Reading the configuration file: every key is one of our own words, every value is tried before it is kept.
 */
#include "cli/config.h"
#include "base/file.h"
#include "cli/alert_config.h"
#include "cli/command.h"
#include "oit/limits.h"
#include "rules/suggest.h"
#include "rules/yaml.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWNERS "owners"
#define ALERTS "alerts"

struct reader {
    struct yaml yaml;
    struct arena *arena;
    struct config *config;
    struct setting *setting;
    struct owner *owner;
    struct buf *complaints;
    bool bad;
};

const char *
config_path(struct arena *a)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (config != NULL && *config == '/')
        return arena_printf(a, "%s/oit/config.yaml", config).p;
    return home != NULL && *home == '/' ? arena_printf(a, "%s/.config/oit/config.yaml", home).p : NULL;
}

/* After a fault: go on and collect more of them, or end with it.  0 goes on. */
static int
after_fault(struct reader *r)
{
    struct err *e = r->yaml.e;

    r->bad = true;
    if (r->complaints == NULL)
        return -1;
    if (e->code == ERR_NONE)
        return 0; /* told already */
    buf_printf(r->complaints, "%s: %s\n", e->input, e->what);
    if (e->next[0] != '\0')
        buf_printf(r->complaints, "  → %s\n", e->next);
    err_clear(e);
    return 0;
}

static int
collect(void *ctx)
{
    return after_fault(ctx);
}

/* ------------------------------------------------------------------ one setting */

static const struct command *
command_named(struct str name)
{
    for (const struct command *c = commands; c->name != NULL; c++)
        if (str_eq(name, str_of(c->name)))
            return c;
    return NULL;
}

static int
unknown_key(struct reader *r, const struct node *key, const struct command *c)
{
    struct suggest s = suggest_for(key->text);
    char next[256];

    for (int i = 0; option_texts[i].name != NULL; i++)
        if (!option_texts[i].once && (c == NULL || option_texts[i].groups & (c->groups | OPT_ALL)))
            suggest_try(&s, str_of(option_texts[i].name));
    for (const struct command *k = commands; c == NULL && k->name != NULL; k++)
        suggest_try(&s, str_of(k->name));
    if (c == NULL) {
        suggest_try(&s, STR(OWNERS));
        suggest_try(&s, STR(ALERTS));
    }
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%.*s\"?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, _("see \"oit %s --help\" for what it knows"),
                 c != NULL ? c->name : "scan");
    return yaml_fail(&r->yaml, key, next, _("unknown key \"%.*s\""), STR_ARGS(key->text));
}

/* A list of words for an option that takes them with commas between is one value. */
static const char *
joined(struct reader *r, const struct node *list)
{
    struct buf b;
    const char *all;

    buf_init(&b, 64 * KIB);
    for (const struct node *v = list->child; v != NULL; v = v->next)
        buf_printf(&b, "%s%.*s", v == list->child ? "" : ",", STR_ARGS(v->text));
    all = arena_str(r->arena, buf_view(&b)).p;
    buf_free(&b);
    return all;
}

/* No shell has seen what stands in a file: "~/" is the home folder there too, where a file or folder is
 * named. */
static const char *
value_of(struct reader *r, int id, struct str text)
{
    const char *argument = option_texts[id].argument, *home = getenv("HOME");
    bool path = argument != NULL && (strcmp(argument, "DIR") == 0 || strcmp(argument, "FILE") == 0);

    if (path && str_starts(text, STR("~/")) && home != NULL && *home == '/')
        return arena_printf(r->arena, "%s%.*s", home, STR_ARGS(str_sub(text, 1, text.n))).p;
    return arena_str(r->arena, text).p;
}

static int
read_values(struct reader *r, const struct node *value, int id, struct setting *s)
{
    const struct node *only = value->kind == NODE_LIST ? value->child : value;

    s->value = ARENA_ARRAY(r->arena, const char *, value->n + 1);
    if (value->kind == NODE_MAP)
        return yaml_is_text(&r->yaml, value);
    for (const struct node *v = only; v != NULL; v = value->kind == NODE_LIST ? v->next : NULL) {
        if (yaml_is_text(&r->yaml, v) != 0)
            return -1;
        s->value[s->value_n++] = value_of(r, id, str_trim(v->text));
    }
    if (value->kind == NODE_LIST && !option_texts[id].repeats) {
        s->value[0] = joined(r, value);
        s->value_n = 1;
    }
    return 0;
}

/* A value that the option does not take is told at its place in the file. */
static int
try_values(struct reader *r, const struct node *value, const struct setting *s, unsigned groups)
{
    struct options scratch;
    struct err e = {0};
    int bad = 0;

    options_init(&scratch);
    memset(scratch.given, 0, sizeof scratch.given);
    for (size_t i = 0; i < s->value_n && bad == 0; i++)
        options_default(&scratch, groups, s->name, s->value[i], &bad, &e);
    return bad == 0 ? 0 : yaml_fail(&r->yaml, value, e.next, "%.*s: %s", STR_ARGS(s->name), e.what);
}

static int
read_setting(struct reader *r, const struct node *value, const struct command *c)
{
    unsigned groups = c != NULL ? c->groups | OPT_ALL : ~0u;
    int id = options_find(value->key->text, groups);
    struct setting *s = &r->setting[r->config->setting_n];

    if (id < 0)
        return unknown_key(r, value->key, c);
    if (option_texts[id].once)
        return yaml_fail(&r->yaml, value->key, _("leave it out here"),
                         _("\"%.*s\" belongs on the command line only"), STR_ARGS(value->key->text));
    *s = (struct setting){.command = c != NULL ? str_of(c->name) : STR_NONE,
                          .name = arena_str(r->arena, value->key->text),
                          .line = value->line,
                          .column = value->column};
    if (read_values(r, value, id, s) != 0 || try_values(r, value, s, groups) != 0)
        return -1;
    r->config->setting_n++;
    return 0;
}

/* ------------------------------------------------------------------ the file */

static int
read_owners(struct reader *r, const struct node *map)
{
    if (yaml_is_map(&r->yaml, map) != 0)
        return -1;
    for (const struct node *v = map->child; v != NULL; v = v->next) {
        if (yaml_is_text(&r->yaml, v) == 0)
            r->owner[r->config->owner_n++] =
                (struct owner){arena_str(r->arena, v->key->text), arena_str(r->arena, str_trim(v->text)),
                               v->key->line, v->key->column};
        else if (after_fault(r) != 0)
            return -1;
    }
    return 0;
}

static int
read_alerts(struct reader *r, const struct node *map)
{
    struct alert_plan *p = ARENA_NEW(r->arena, struct alert_plan);

    r->config->alerts = p;
    return alert_config_read(&r->yaml, map, p);
}

static int
read_command(struct reader *r, const struct node *map, const struct command *c)
{
    if (yaml_is_map(&r->yaml, map) != 0)
        return after_fault(r);
    for (const struct node *v = map->child; v != NULL; v = v->next)
        if (read_setting(r, v, c) != 0 && after_fault(r) != 0)
            return -1;
    return 0;
}

/* How many settings there can be: keys at the top and below. */
static size_t
count_keys(const struct node *root)
{
    size_t n = root->n;

    for (const struct node *v = root->child; v != NULL; v = v->next)
        n += v->n;
    return n;
}

static int
read_root(struct reader *r, const struct node *root)
{
    size_t n = count_keys(root);

    r->config->setting = r->setting = ARENA_ARRAY(r->arena, struct setting, n + 1);
    r->config->owner = r->owner = ARENA_ARRAY(r->arena, struct owner, n + 1);
    for (const struct node *v = root->child; v != NULL; v = v->next) {
        const struct command *c = command_named(v->key->text);
        bool group = c != NULL && (v->kind == NODE_MAP || options_find(v->key->text, ~0u) < 0);

        if (str_eq(v->key->text, STR(OWNERS))) {
            if (read_owners(r, v) != 0 && after_fault(r) != 0)
                return -1;
        } else if (str_eq(v->key->text, STR(ALERTS))) {
            if (read_alerts(r, v) != 0 && after_fault(r) != 0)
                return -1;
        } else if (group ? read_command(r, v, c) != 0 : read_setting(r, v, NULL) != 0 && after_fault(r) != 0)
            return -1;
    }
    return r->bad ? -1 : 0;
}

/* Comments alone, or nothing at all: a file that says nothing. */
static bool
says_nothing(struct str bytes)
{
    struct str line;

    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    while (str_next(&bytes, '\n', &line))
        if (str_trim(line).n > 0 && !str_starts(str_trim(line), STR("#")))
            return false;
    return true;
}

static int
parse(struct reader *r, struct str bytes)
{
    struct node *root;

    if (says_nothing(bytes))
        return 0;
    root = yaml_parse(&r->yaml, bytes);
    if (root == NULL)
        return after_fault(r) != 0 || r->bad ? -1 : 0;
    return read_root(r, root);
}

int
config_load(struct arena *a, const char *named, const struct config **out, struct buf *complaints,
            struct err *e)
{
    const char *path = named != NULL ? named : config_path(a);
    struct reader r = {.arena = a, .complaints = complaints};
    struct buf bytes;
    int bad;

    *out = NULL;
    if (path == NULL || (named == NULL && !file_exists(path)))
        return 0;
    buf_init(&bytes, LIMIT_CONFIG_FILE);
    r.config = ARENA_NEW(a, struct config);
    r.config->file = arena_str(a, str_of(path));
    r.yaml = (struct yaml){.arena = a, .keep = a, .file = r.config->file, .e = e, .ctx = &r};
    r.yaml.collect = complaints != NULL ? collect : NULL;
    bad = file_read(path, &bytes, e);
    if (bad != 0)
        e->code = ERR_CONFIG;
    else
        bad = parse(&r, buf_view(&bytes));
    buf_free(&bytes);
    *out = r.config;
    return bad;
}

/* ------------------------------------------------------------------ use */

static bool
said_for(const struct config *c, struct str command, struct str name)
{
    for (size_t i = 0; i < c->setting_n; i++)
        if (str_eq(c->setting[i].command, command) && str_eq(c->setting[i].name, name))
            return true;
    return false;
}

/* A setting for all: not another command's, not said for this one apart, and the same option here. */
static bool
meant_for(const struct config *c, const struct setting *s, const char *command, unsigned groups)
{
    return s->command.n == 0 && !said_for(c, str_of(command), s->name) &&
           options_find(s->name, groups | OPT_ALL) == options_find(s->name, ~0u);
}

int
config_apply(const struct config *c, const char *command, unsigned groups, struct options *o, struct err *e)
{
    int bad = 0;

    for (size_t i = 0; c != NULL && i < c->setting_n && bad == 0; i++) {
        const struct setting *s = &c->setting[i];

        if (!str_eq(s->command, str_of(command)) && !meant_for(c, s, command, groups))
            continue;
        for (size_t k = 0; k < s->value_n && bad == 0; k++)
            options_default(o, groups, s->name, s->value[k], &bad, e);
    }
    return bad;
}

struct str
config_owner(const struct config *c, struct str item, struct str topic)
{
    for (size_t i = 0; c != NULL && i < c->owner_n; i++)
        if (str_eq_nocase(c->owner[i].item, item) || str_eq(c->owner[i].item, topic))
            return c->owner[i].unit;
    return STR_NONE;
}

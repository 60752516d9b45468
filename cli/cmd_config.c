/* oit config check: is the configuration file understood, and what does it say? */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/item_names.h"
#include "cli/outputs.h"
#include "cli/session.h"
#include "oit/limits.h"
#include "rules/catalog.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static void
show_setting(struct buf *b, const struct setting *s)
{
    buf_z(b, "  ");
    if (s->command.n > 0)
        buf_printf(b, "%.*s: ", STR_ARGS(s->command));
    buf_printf(b, "%.*s = ", STR_ARGS(s->name));
    for (size_t i = 0; i < s->value_n; i++) {
        buf_z(b, i > 0 ? ", " : "");
        utf8_show(b, str_of(s->value[i]));
    }
    buf_char(b, '\n');
}

/* Who is told, without any secret. */
static void
show_alerts(struct buf *b, const struct alert_plan *p)
{
    for (size_t i = 0; i < p->to_n; i++) {
        buf_z(b, "  ");
        buf_printf(b, "alerts → %s ", channel_name(p->to[i].channel));
        utf8_show(b, p->to[i].channel == CHANNEL_MAIL ? p->to[i].address : p->to[i].name);
        buf_char(b, '\n');
    }
}

/* Only of what the file has any. */
static void
show_counts(struct buf *b, const struct config *c)
{
    size_t told = c->alerts != NULL ? c->alerts->to_n : 0;

    buf_printf(b, _("%.*s: in order"), STR_ARGS(c->file));
    if (c->setting_n > 0 || (c->owner_n == 0 && c->alerts == NULL))
        buf_printf(b, _("; settings: %zu"), c->setting_n);
    if (c->owner_n > 0)
        buf_printf(b, _("; units in charge: %zu"), c->owner_n);
    if (told > 0)
        buf_printf(b, _("; recipients of alerts: %zu"), told);
    buf_char(b, '\n');
}

static void
show(struct buf *b, const struct config *c)
{
    show_counts(b, c);
    for (size_t i = 0; i < c->setting_n; i++)
        show_setting(b, &c->setting[i]);
    for (size_t i = 0; i < c->owner_n; i++) {
        buf_z(b, "  ");
        utf8_show(b, c->owner[i].item);
        buf_z(b, " → ");
        utf8_show(b, c->owner[i].unit);
        buf_char(b, '\n');
    }
    if (c->alerts != NULL)
        show_alerts(b, c->alerts);
}

/* ------------------------------------------------------------------ who is in charge of what */

static void
unknown_name(struct buf *b, const struct catalog *known, struct str name)
{
    struct suggest s = item_name_nearest(known, name);

    buf_printf(b, _("\"%.*s\" is no item of a checklist and no topic"), STR_ARGS(name));
    buf_z(b, "\n  → ");
    if (suggest_found(&s))
        buf_printf(b, _("did you mean \"%.*s\"?"), STR_ARGS(s.best));
    else
        buf_z(b, _("see \"oit rules list\" for the checklists"));
    buf_char(b, '\n');
}

/* The rules with the folders that the file itself names for any command. */
static struct catalog *
rules_of(struct arena *a, const struct options *o, const struct config *c, struct err *e)
{
    struct options with = *o;
    int bad = 0;

    for (size_t i = 0; i < c->setting_n; i++)
        for (size_t k = 0; str_eq(c->setting[i].name, STR("rules")) && k < c->setting[i].value_n; k++)
            options_default(&with, OPT_RULES, c->setting[i].name, c->setting[i].value[k], &bad, e);
    return bad == 0 ? session_catalog(a, &with, e) : NULL;
}

static int
check_owners(const struct config *c, const struct catalog *known, struct buf *b)
{
    int n = 0;

    for (size_t i = 0; i < c->owner_n; i++) {
        const struct owner *w = &c->owner[i];

        if (item_name_known(known, w->item))
            continue;
        buf_printf(b, "%.*s:%d:%d: ", STR_ARGS(c->file), w->line, w->column);
        unknown_name(b, known, w->item);
        n++;
    }
    return n;
}

/* Of a name nobody knows a recipient would wait for ever. */
static int
check_recipients(const struct config *c, const struct catalog *known, struct buf *b)
{
    int n = 0;

    for (size_t i = 0; c->alerts != NULL && i < c->alerts->to_n; i++) {
        const struct recipient *r = &c->alerts->to[i];

        for (size_t k = 0; k < r->items.n; k++) {
            if (item_name_known(known, r->items.v[k]))
                continue;
            buf_printf(b, "%.*s: alerts → %.*s: items: ", STR_ARGS(c->file), STR_ARGS(r->id));
            unknown_name(b, known, r->items.v[k]);
            n++;
        }
    }
    return n;
}

/* ------------------------------------------------------------------ what a command would find out at night
 */

static bool
is_named(const struct setting *s, const char *name)
{
    return str_eq(s->name, str_of(name));
}

static int
wrong(const struct config *c, const struct setting *s, const struct err *why, struct buf *b)
{
    buf_printf(b, "%.*s:%d:%d: ", STR_ARGS(c->file), s->line, s->column);
    utf8_show(b, s->name);
    buf_z(b, ": ");
    utf8_show(b, str_of(why->what));
    buf_printf(b, "\n  → %s\n", why->next);
    return 1;
}

static int
check_pack(const struct config *c, const struct setting *s, const struct catalog *known, struct buf *b)
{
    struct err why = {0};

    if (catalog_pack(known, str_of(s->value[0])) != NULL)
        return 0;
    err_set(&why, ERR_CONFIG, "", _("see \"oit rules list\" for the checklists"), "%s",
            _("there is no such checklist"));
    return wrong(c, s, &why, b);
}

/* Formats of reports; those of other commands are words of their own, looked at when the file is read. */
static int
check_format(const struct config *c, const struct setting *s, struct buf *b)
{
    static const char *const reports[] = {"", "scan", "judge", "report", "batch"};
    const struct options o = {.format = s->value[0]};
    struct err why = {0};
    bool ours = false;

    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        ours |= str_eq(s->command, str_of(reports[i]));
    return ours && outputs_check(&o, &why) != 0 ? wrong(c, s, &why, b) : 0;
}

static int
check_file(const struct config *c, const struct setting *s, struct buf *b)
{
    struct err why = {0};

    if (file_exists(s->value[0]))
        return 0;
    err_set(&why, ERR_CONFIG, "", _("check the name and the permissions"), "%s: %s",
            _("cannot open the file"), err_reason(ENOENT));
    return wrong(c, s, &why, b);
}

static int
check_setting(const struct config *c, const struct setting *s, const struct catalog *known, struct buf *b)
{
    if (is_named(s, "pack") || is_named(s, "year"))
        return check_pack(c, s, known, b);
    if (is_named(s, "format"))
        return check_format(c, s, b);
    return is_named(s, "ca-file") || is_named(s, "scores") ? check_file(c, s, b) : 0;
}

static int
check_settings(const struct config *c, const struct catalog *known, struct buf *b)
{
    int n = 0;

    for (size_t i = 0; i < c->setting_n; i++)
        if (c->setting[i].value_n > 0)
            n += check_setting(c, &c->setting[i], known, b);
    return n;
}

/* How many settings and names of items cannot be; -1 when the rules cannot be read. */
static int
check_names(struct arena *a, const struct options *o, const struct config *c, struct buf *b, struct err *e)
{
    struct catalog *known;
    int n;

    if (c == NULL || (c->setting_n == 0 && c->owner_n == 0 && c->alerts == NULL))
        return 0;
    known = rules_of(a, o, c, e);
    if (known == NULL)
        return -1;
    n = check_settings(c, known, b) + check_owners(c, known, b) + check_recipients(c, known, b);
    catalog_free(known);
    return n;
}

static int
check(const struct options *o, struct buf *b, struct err *e)
{
    struct arena *a = arena_new(0);
    const struct config *c;
    const char *path = config_path(a);
    int bad = config_load(a, o->config, &c, b, e), code, unknown = 0;

    if (bad == 0 || e->code == ERR_NONE)
        unknown = check_names(a, o, c, b, e);
    bad = bad != 0 || unknown > 0 ? -1 : unknown;
    code = bad == 0 ? EXIT_OK : EXIT_WRONG_USE;
    if (bad != 0 && e->code != ERR_NONE)
        code = -1;
    else if (bad == 0 && c != NULL)
        show(b, c);
    else if (bad == 0)
        buf_printf(b, _("there is no configuration file (%s): everything is as by default\n"),
                   path != NULL ? path : "-");
    arena_free(a);
    return code;
}

int
cmd_config(const struct options *o, struct err *e)
{
    struct buf b;
    int code;

    if (strcmp(o->operand[0], "check") != 0)
        return err_set(e, ERR_USAGE, o->operand[0], _("write: oit config check"), "%s",
                       _("\"oit config\" does not know this"));
    buf_init(&b, MIB);
    code = check(o, &b, e);
    if (code >= 0 && outputs_print(buf_view(&b), e) != 0)
        code = -1;
    buf_free(&b);
    return code;
}

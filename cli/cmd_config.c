/* oit config check: is the configuration file understood, and what does it say? */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/config.h"
#include "oit/limits.h"
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

static void
show(struct buf *b, const struct config *c)
{
    buf_printf(b, _("%.*s: %zu settings, %zu units in charge\n"), STR_ARGS(c->file), c->setting_n,
               c->owner_n);
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

static int
check(const struct options *o, struct buf *b, struct err *e)
{
    struct arena *a = arena_new(0);
    const struct config *c;
    const char *path = config_path(a);
    int bad = config_load(a, o->config, &c, b, e), code = bad == 0 ? EXIT_OK : EXIT_WRONG_USE;

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

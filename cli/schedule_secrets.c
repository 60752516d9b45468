/* Secrets of a scheduled command: what the configuration of alerts calls a credential is a file that somebody
 * must lend. */
#include "base/say.h"
#include "cli/config.h"
#include "cli/schedule.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_plain_name(struct str name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    for (size_t i = 0; i < name.n; i++)
        if (str_find_char(STR(plain), name.p[i], 0) == STR_NOT_FOUND)
            return false;
    return name.n > 0 && name.p[0] != '.';
}

static int
take_one(struct schedule *s, const char *text, struct err *e)
{
    struct str whole = str_of(text);
    size_t colon = str_find_char(whole, ':', 0);
    struct credential c = {.name = str_sub(whole, 0, colon != STR_NOT_FOUND ? colon : 0)};
    char real[PATH_MAX];

    if (!is_plain_name(c.name) || colon + 1 >= whole.n)
        return err_set(e, ERR_USAGE, "--credential", _("write NAME:FILE, e.g. oit-mail:/etc/oit/mail"),
                       _("\"%s\" is not a value for this option"), text);
    if (realpath(text + colon + 1, real) == NULL)
        return err_set(e, ERR_FILE, text + colon + 1,
                       _("write the secret into a file that only its owner may read, then try again"), "%s",
                       _("there is no such file"));
    c.path = arena_str(s->a, str_of(real)).p;
    if (!schedule_fits_line(c.path))
        return err_set(e, ERR_USAGE, "--credential", _("leave control characters out of the command"), "%s",
                       _("a word of the command holds a line end or another control character"));
    s->credential[s->credential_n++] = c;
    return 0;
}

static bool
is_lent(const struct schedule *s, struct str name)
{
    for (size_t i = 0; i < s->credential_n; i++)
        if (str_eq(s->credential[i].name, name))
            return true;
    return false;
}

/* Found out now, not when the first alert cannot be sent. */
static int
want(const struct schedule *s, const struct secret *secret, struct err *e)
{
    char next[300];

    if (secret->credential.n == 0 || is_lent(s, secret->credential))
        return 0;
    if (s->way == BY_CRON)
        snprintf(next, sizeof next, "%s",
                 _("cron lends none: use --user or --system, or name a file in the configuration"));
    else
        snprintf(next, sizeof next, _("add --credential %.*s:FILE, the file that holds the secret"),
                 STR_ARGS(secret->credential));
    return err_set(e, ERR_USAGE, "--credential", next, _("the configuration wants the credential \"%.*s\""),
                   STR_ARGS(secret->credential));
}

static int
want_all(const struct schedule *s, const struct alert_plan *p, struct err *e)
{
    const struct secret *secret;
    const char *of;

    for (size_t i = 0; (secret = plan_secret(p, i, &of)) != NULL; i++)
        if (want(s, secret, e) != 0)
            return -1;
    return 0;
}

int
schedule_take_credentials(struct schedule *s, const struct options *o, struct err *e)
{
    if (s->way == BY_CRON && o->credential_n > 0)
        return err_set(e, ERR_USAGE, "--credential",
                       _("cron lends none: use --user or --system, or name a file in the configuration"),
                       "%s", _("only systemd lends secrets to a service"));
    s->credential = ARENA_ARRAY(s->a, struct credential, LIST_MAX);
    for (size_t i = 0; i < o->credential_n; i++)
        if (take_one(s, o->credential[i], e) != 0)
            return -1;
    return s->alerts != NULL ? want_all(s, s->alerts, e) : 0;
}

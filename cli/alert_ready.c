/*
 * Is everything there that an alert would need?  Looked at in every run, also when nothing is to be told: a
 * password that is gone, or a recipient of a name misspelt, is found out now and not in an emergency.
 */
#include "alert/secret.h"
#include "base/log.h"
#include "cli/alert.h"
#include "cli/item_names.h"
#include "cli/outputs.h"
#include "oit/limits.h"
#include <stdio.h>

/* ------------------------------------------------------------------ secrets */

/* systemd lends a credential to the service alone: a person who tries the command has none. */
static bool
is_due(const struct alert_run *run, const struct secret *s)
{
    return secret_named(s) && !(run->o->dry_run && s->credential.n > 0);
}

/* The first fault goes into first, further ones are told at once. */
static void
try_secret(const struct alert_run *run, const struct secret *s, const char *of, struct err *first)
{
    struct err e = {0};
    struct buf b;

    if (!is_due(run, s))
        return;
    buf_init(&b, LIMIT_ALERT_SECRET);
    if (secret_read(s, of, &b, &e) != 0) {
        if (first->code == ERR_NONE)
            *first = e;
        else
            err_print(&e);
    }
    secret_wipe(&b);
}

int
alert_check_secrets(const struct alert_run *run, struct err *e)
{
    const struct secret *secret;
    struct err first = {0};
    const char *of;

    for (size_t i = 0; (secret = plan_secret(&run->plan, i, &of)) != NULL; i++)
        try_secret(run, secret, of, &first);
    if (first.code == ERR_NONE)
        return 0;
    if (run->o->dry_run) {
        err_print(&first);
        return 0;
    }
    *e = first;
    return -1;
}

/* ------------------------------------------------------------------ names */

static const char *
called(const struct recipient *r)
{
    return r->channel == CHANNEL_MAIL ? r->address.p : r->name.p;
}

static void
check_items(const struct alert_run *run, const struct recipient *r)
{
    for (size_t i = 0; i < r->items.n; i++) {
        struct suggest near;

        if (item_name_known(run->rules.catalog, r->items.v[i]))
            continue;
        near = item_name_nearest(run->rules.catalog, r->items.v[i]);
        log_warn(_("%s: items: \"%.*s\" is no item of a checklist and no topic"), called(r),
                 STR_ARGS(r->items.v[i]));
        if (suggest_found(&near))
            log_warn(_("  → did you mean \"%.*s\"?"), STR_ARGS(near.best));
        else
            log_warn(_("  → see \"oit rules list\"; until then nothing is told of it"));
    }
}

static bool
is_looked_at(const struct alert_run *run, struct str site)
{
    if (alert_named(run, site) != NULL)
        return true; /* in the list, although left out on request or not visited yet */
    for (size_t i = 0; i < run->file_n; i++)
        if (str_eq_nocase(run->file[i].site, site) || str_eq_nocase(run->file[i].host, site))
            return true;
    return false;
}

static void
check_sites(const struct alert_run *run, const struct recipient *r)
{
    for (size_t i = 0; i < r->sites.n; i++) {
        if (is_looked_at(run, r->sites.v[i]))
            continue;
        log_warn(_("%s: sites: no site file of \"%.*s\" is in the folder"), called(r),
                 STR_ARGS(r->sites.v[i]));
        log_warn(_("  → write the name of the file or the host, as \"oit scan\" names it at its end"));
    }
}

void
alert_check_names(const struct alert_run *run, size_t fixed)
{
    for (size_t i = 0; i < fixed; i++) {
        check_items(run, &run->plan.to[i]);
        if (run->whole_folder)
            check_sites(run, &run->plan.to[i]);
    }
}

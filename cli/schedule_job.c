/* What a scheduled command works on, looked at before anything is written: a timer that fails for months is
 * worse than none. */
#include "base/file.h"
#include "batch/list.h"
#include "cli/config.h"
#include "cli/schedule.h"
#include "cli/session.h"
#include "crawler/url.h"
#include <string.h>

static int
any_options(void *ctx, const char *const *word, size_t n, bool *path, struct err *e)
{
    (void)ctx, (void)word, (void)n, (void)path, (void)e;
    return 0;
}

static bool
no_host(void *ctx, struct str host)
{
    (void)ctx, (void)host;
    return false;
}

/* Its headings and one good line at least; what is wrong with the others is told when they are visited. */
static int
check_list(const char *path, struct err *e)
{
    const struct list_rules rules = {NULL, any_options, no_host};
    struct list *l = list_read(path, &rules, e);

    list_free(l);
    return l != NULL ? 0 : -1;
}

/* Is it where visits are kept unless told otherwise?  That may be filled later. */
static bool
is_usual_place(const struct schedule *s, struct str folder, struct session *session)
{
    while (folder.n > 1 && folder.p[folder.n - 1] == '/')
        folder.n--;
    if (s->way == BY_SYSTEM && s->user == NULL)
        return str_eq(folder, STR(SCHEDULE_STATE));
    return str_eq(folder, session_data_place(session)) ||
           (s->data != NULL && str_eq(folder, str_of(s->data)));
}

/* A service whose user is made for each run starts in a folder of its own. */
static bool
is_there(const struct schedule *s, const char *path, struct session *session)
{
    if (s->way == BY_SYSTEM && s->user == NULL && path[0] != '/')
        return file_exists(arena_printf(s->a, SCHEDULE_STATE "/%s", path).p);
    return file_exists(session_find_file(session, path));
}

static int
check_site_file(const struct schedule *s, const struct options *own, const char *path, struct err *e)
{
    struct session session;
    bool good;

    session_init(&session, own);
    good = is_there(s, path, &session) || is_usual_place(s, str_of(path), &session);
    session_close(&session);
    if (good)
        return 0;
    return err_set(e, ERR_FILE, path,
                   _("name the folder where the visits are kept (--data of oit scan or oit batch, else "
                     "~/.local/share/oit, of a service /var/lib/oit), or visit a site first: oit scan URL"),
                   "%s", _("there is no such site file and no such folder"));
}

static int
check_alert(struct schedule *s, const struct options *o, const struct options *own, struct err *e)
{
    const struct config *c = o->settings;

    if (own->config != NULL && config_load(s->a, own->config, &c, NULL, e) != 0)
        return -1;
    s->alerts = c != NULL ? c->alerts : NULL;
    if (s->alerts == NULL || (s->alerts->to_n == 0 && s->alerts->list.n == 0))
        return err_set(e, ERR_CONFIG, c != NULL ? c->file.p : "oit alert",
                       _("write who is told into a file (docs/alerts.md) and name it with --config FILE"),
                       "%s", _("the configuration names nobody to be told"));
    for (size_t i = 0; i < own->operand_n; i++)
        if (check_site_file(s, own, own->operand[i], e) != 0)
            return -1;
    if (own->data == NULL && own->operand_n > 0)
        s->beside = own->operand[0];
    return 0;
}

int
schedule_check_job(struct schedule *s, const struct options *o, const struct options *own, struct err *e)
{
    const char **operand = ARENA_ARRAY(s->a, const char *, own->operand_n + 1);
    struct url u;

    for (size_t i = 0; i < own->operand_n; i++)
        operand[i] = own->operand[i];
    s->operand = operand;
    s->operand_n = own->operand_n;
    if (strcmp(s->word[0], "scan") == 0)
        return session_website(s->a, own->operand[0], &u, e);
    return strcmp(s->word[0], "alert") == 0 ? check_alert(s, o, own, e) : check_list(own->operand[0], e);
}

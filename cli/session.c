/* The program's own files, and the rules of a session. */
#include "cli/session.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/readings.h"
#include "cli/scores_file.h"
#include "oit/limits.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
session_share_dir(struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    const char *told = getenv("OIT_SHARE");

    if (told != NULL && *told != '\0')
        return told;
    if (n <= 0)
        return "/usr/share/oit";
    exe[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(exe, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return arena_printf(a, "%s/share/oit", exe).p;
}

static const char *
user_rules(struct arena *a)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (config != NULL && *config == '/')
        return arena_printf(a, "%s/oit/rules", config).p;
    return home != NULL ? arena_printf(a, "%s/.config/oit/rules", home).p : NULL;
}

size_t
session_rule_dirs(struct arena *a, const struct options *o, const char *dir[LIST_MAX + 2], struct err *e)
{
    size_t n = 0;
    const char *own = user_rules(a);

    dir[n++] = arena_printf(a, "%s/rules", session_share_dir(a)).p;
    if (!file_exists(dir[0])) {
        err_set(e, ERR_CONFIG, dir[0], _("install the program again, or name the folder in OIT_SHARE"), "%s",
                _("the rules that belong to the program are not there"));
        return 0;
    }
    if (own != NULL && file_exists(own))
        dir[n++] = own;
    for (size_t i = 0; i < o->rules_n; i++) {
        if (!file_exists(o->rules[i])) {
            err_set(e, ERR_CONFIG, o->rules[i], _("name a folder that holds topics/ or packs/"), "%s",
                    _("there is no such folder of rules"));
            return 0;
        }
        dir[n++] = o->rules[i];
    }
    return n;
}

struct catalog *
session_catalog(struct arena *a, const struct options *o, struct err *e)
{
    const char *dir[LIST_MAX + 2];
    size_t n = session_rule_dirs(a, o, dir, e);

    return n > 0 ? catalog_load(dir, n, e) : NULL;
}

struct platforms *
session_platforms(struct arena *a, const struct options *o, struct err *e)
{
    const char *dir[LIST_MAX + 2];
    size_t n = session_rule_dirs(a, o, dir, e);

    return n > 0 ? platforms_load(dir, n, e) : NULL;
}

void
session_init(struct session *s, const struct options *o)
{
    *s = (struct session){.o = o, .arena = arena_new(0)};
    buf_init(&s->noted, LIMIT_RESULT);
    s->sum.changes = -1;
}

void
session_close(struct session *s)
{
    readings_free(s->readings);
    judge_free(s->judge);
    store_close(s->store);
    if (s->o->inherited == NULL || s->catalog != s->o->inherited->catalog)
        catalog_free(s->catalog);
    buf_free(&s->noted);
    arena_free(s->arena);
}

void
session_hand_down(const struct session *s, struct inherited *out)
{
    out->catalog = s->catalog;
    out->dir_n = session_rule_dirs(s->arena, s->o, out->dir, NULL);
    for (size_t i = 0; i < out->dir_n; i++)
        out->dir[i] = arena_str(s->arena, str_of(out->dir[i])).p;
}

/* Rules that were loaded before this process was; NULL when they come from other folders. */
static struct catalog *
inherited_catalog(const struct session *s)
{
    const struct inherited *from = s->o->inherited;
    const char *dir[LIST_MAX + 2];
    size_t n = from != NULL ? session_rule_dirs(s->arena, s->o, dir, NULL) : 0;
    bool same = n > 0 && n == from->dir_n;

    for (size_t i = 0; same && i < n; i++)
        same = strcmp(dir[i], from->dir[i]) == 0;
    return same ? from->catalog : NULL;
}

int
session_load_rules(struct session *s, struct err *e)
{
    s->catalog = inherited_catalog(s);
    if (s->catalog == NULL)
        s->catalog = session_catalog(s->arena, s->o, e);
    if (s->catalog != NULL && s->o->scores != NULL)
        s->scores = scores_file_read(s->arena, s->o->scores, e);
    return s->catalog != NULL && (s->scores != NULL || s->o->scores == NULL) ? 0 : -1;
}

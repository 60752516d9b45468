/* oit alert FILE...: look at the site files, tell what got worse or recovered, hand over what waits. */
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/alert.h"
#include "cli/alert_config.h"
#include "cli/command.h"
#include "cli/config.h"
#include "oit/limits.h"
#include "report/card.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DATABASE "alerts.db"
#define DAY_S 86400

/* Without recipients nothing can be told: that is said, not found out in an emergency. */
static int
take_plan(struct alert_run *run, struct err *e)
{
    const struct config *c = run->o->settings;
    struct arena *a = arena_new(0);
    const char *path = run->o->config != NULL ? run->o->config : config_path(a);
    char next[PATH_MAX + 200];
    int bad = 0;

    snprintf(next, sizeof next,
             _("write one (docs/alerts.md) and name it with --config FILE, or write it into %s"),
             path != NULL ? path : "~/.config/oit/config.yaml");

    if (c != NULL && c->alerts != NULL && (c->alerts->to_n > 0 || c->alerts->list.n > 0))
        run->plan = *c->alerts;
    else if (c == NULL)
        bad = err_set(e, ERR_CONFIG, "oit alert", next, "%s",
                      _("there is no configuration file that says who is told"));
    else
        bad = err_set(e, ERR_CONFIG, path != NULL ? path : "--config",
                      _("add \"alerts:\" with to: (who is told) and smtp: (how); see man oit"), "%s",
                      _("the configuration names nobody to be told"));
    arena_free(a);
    return bad;
}

/* ------------------------------------------------------------------ which files */

static int
is_site_file(const struct dirent *d)
{
    return d->d_name[0] != '.' && str_ends(str_of(d->d_name), STR(".oit"));
}

static int
is_visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static void
add_path(struct alert_run *run, struct str path)
{
    run->path = mem_room(run->path, run->path_n, &run->path_cap, sizeof *run->path);
    run->path[run->path_n++] = arena_str(run->arena, path).p;
}

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/*
 * All site files of a folder, by name, and of the folders in it, in which a batch keeps the sites that share
 * a host.
 */
static int
add_folder(struct alert_run *run, struct str dir, bool deeper, struct err *e)
{
    struct dirent **entry;
    int n = scandir(dir.p, &entry, deeper ? is_visible : is_site_file, alphasort), bad = 0;

    if (n < 0)
        return err_set(e, ERR_FILE, dir.p, _("give yourself read permission on the folder"),
                       _("the folder cannot be read: %s"), err_reason(errno));
    for (int i = 0; i < n; i++) {
        struct str path = arena_printf(run->arena, "%.*s/%s", STR_ARGS(dir), entry[i]->d_name);

        if (is_site_file(entry[i]) && run->path_n < OPERANDS_MAX)
            add_path(run, path);
        else if (deeper && bad == 0 && is_folder(path.p))
            bad = add_folder(run, path, false, e);
        free(entry[i]);
    }
    free(entry);
    return bad;
}

static struct str
without_slashes(struct str path)
{
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    return path;
}

static int
add_whole_folder(struct alert_run *run, const char *dir, struct err *e)
{
    size_t before = run->path_n;

    if (add_folder(run, arena_str(run->arena, without_slashes(str_of(dir))), true, e) != 0)
        return -1;
    return run->path_n > before ? 0
                                : err_set(e, ERR_FILE, dir, _("scan a site first: oit scan URL"), "%s",
                                          _("there is no site file in this folder"));
}

static int
name_files(struct alert_run *run, struct err *e)
{
    for (size_t i = 0; i < run->o->operand_n; i++) {
        const char *path = session_find_file(&run->rules, run->o->operand[i]);

        if (!is_folder(path)) {
            add_path(run, str_of(path));
            continue;
        }
        if (add_whole_folder(run, path, e) != 0)
            return -1;
        run->whole_folder = true;
    }
    return 0;
}

/* --data, else the first folder named, else where the first file lies. */
static int
choose_folder(struct alert_run *run, struct err *e)
{
    const char *first = run->path_n > 0 ? session_find_file(&run->rules, run->o->operand[0]) : NULL;
    const char *slash = first != NULL ? strrchr(first, '/') : NULL;

    if (run->o->data != NULL || first == NULL)
        run->folder = session_data_dir(&run->rules, e);
    else if (is_folder(first))
        run->folder = str_of(first);
    else
        run->folder = slash == NULL ? STR(".") : (struct str){first, (size_t)(slash - first)};
    run->folder = arena_str(run->arena, without_slashes(run->folder));
    return run->folder.n > 0 || first != NULL ? 0 : -1;
}

static bool
any_file(const struct alert_run *run)
{
    for (size_t i = 0; i < run->path_n; i++)
        if (file_exists(run->path[i]))
            return true;
    return run->path_n == 0;
}

/* A rehearsal of a first run leaves no file behind, nor does one of names that are no files. */
static int
open_database(struct alert_run *run, struct err *e)
{
    const char *path;

    if (choose_folder(run, e) != 0)
        return -1;
    path = arena_printf(run->arena, "%.*s/" DATABASE, STR_ARGS(run->folder)).p;
    run->db = alert_db_open((run->o->dry_run || !any_file(run)) && !file_exists(path) ? NULL : path, e);
    return run->db != NULL ? 0 : -1;
}

/* One file that cannot be read does not keep the others from being told of. */
static int
look_at_all(struct alert_run *run, struct err *e)
{
    run->file = mem_new(run->path_n + 1, sizeof *run->file);
    for (size_t i = 0; i < run->path_n; i++) {
        const struct alert_named *named =
            alert_named(run, alert_site_name(run->arena, run->path[i], run->folder));
        struct err one = {0};

        if (named != NULL && named->left_out) {
            run->left_out_n++;
            continue;
        }
        if (alert_look(run, run->path[i], &one) == 0)
            continue;
        run->failed_n++;
        if (run->failed_n == run->path_n || one.code == ERR_IO || one.code == ERR_PIPE) {
            *e = one;
            return -1;
        }
        err_print(&one);
    }
    return 0;
}

static int
find_and_compose(struct alert_run *run, struct err *e)
{
    int bad;

    if (alert_db_begin(run->db, e) != 0)
        return -1;
    bad = look_at_all(run, e) != 0 || alert_compose(run, e) != 0;
    if (bad == 0)
        bad = alert_db_prune(run->db, run->now - LIMIT_ALERT_KEPT_DAYS * (int64_t)DAY_S, e);
    return alert_db_end(run->db, bad == 0 && !run->o->dry_run, e) != 0 ? -1 : bad == 0 ? 0 : -1;
}

static int
say_result(const struct alert_run *run, int64_t waiting, struct err *e)
{
    const char *things = run->finding_n == 1 ? _("%zu thing to tell") : _("%zu things to tell");
    const char *messages = run->message_n == 1 ? _("%zu message made") : _("%zu messages made");
    struct buf line;
    int bad;

    buf_init(&line, 4 * KIB);
    buf_printf(&line, things, run->finding_n);
    buf_z(&line, ", ");
    buf_printf(&line, messages, run->message_n);
    buf_printf(&line, _(", %zu sent, %lld waiting\n"), run->sent_n, (long long)waiting);
    bad = outputs_print(buf_view(&line), e);
    buf_free(&line);
    return bad;
}

/* What a first look is, and why what waits was not tried: a run that does nothing says why. */
static void
explain(const struct alert_run *run, int64_t first, int64_t waiting)
{
    if (run->first_n > 0)
        log_note(run->first_n == 1
                     ? _("%zu site is looked at for the first time: how it is now is its baseline, and "
                         "nothing is told of it")
                     : _("%zu sites are looked at for the first time: how they are now is their baseline, "
                         "and nothing is told of them"),
                 run->first_n);
    if (run->offline_n > 0) {
        log_warn(
            _("sites whose newest visit could ask nobody because this machine had no network: %zu; nobody "
              "is told of it"),
            run->offline_n);
        log_warn("  → %s", _("look after this machine's network, then visit them again"));
    }
    if (run->relisted_n > 0) {
        log_warn(
            run->relisted_n == 1
                ? _("%zu site is judged by another list than at the last look (%.*s before, %.*s now): "
                    "how it is now is its new baseline, and nothing is told of it")
                : _("%zu sites are judged by another list than at the last look (%.*s before, %.*s now): "
                    "how they are now is their new baseline, and nothing is told of them"),
            run->relisted_n, STR_ARGS(run->list_before), STR_ARGS(run->list_now));
        log_warn("  → %s", _("where that was not meant, scan again with the --year of before"));
    }
    if (run->left_out_n > 0)
        log_note(_("site files of sites that the list leaves out on request: %zu"), run->left_out_n);
    if (waiting > 0 && run->tried_n == 0 && !run->o->dry_run)
        log_warn(_("what waits could not be sent before; the next try is due at %s"),
                 card_time_of(run->arena, first, run->o->lang).p);
}

static int
look_and_compose(struct alert_run *run, struct err *e)
{
    size_t fixed = run->plan.to_n;

    if (session_load_rules(&run->rules, e) != 0 || alert_owners(run, e) != 0 || find_and_compose(run, e) != 0)
        return -1;
    alert_check_names(run, fixed);
    return 0;
}

static int
run_alerts(struct alert_run *run, struct err *e)
{
    int64_t first, waiting = 0;

    if (take_plan(run, e) != 0 || name_files(run, e) != 0 || open_database(run, e) != 0)
        return -1;
    if (run->path_n > 0 && look_and_compose(run, e) != 0)
        return -1;
    if (!run->o->dry_run && (alert_send(run, run->o->wait_s, e) != 0 || alert_note_sent(run, e) != 0))
        return -1;
    if (alert_db_waiting(run->db, &first, &waiting, e) != 0)
        return -1;
    explain(run, first, waiting);
    if (say_result(run, waiting, e) != 0 || alert_check_secrets(run, e) != 0)
        return -1;
    return run->failed_n > 0 || run->never_n > 0 || (waiting > 0 && !run->o->dry_run) ? EXIT_PARTLY : EXIT_OK;
}

int
cmd_alert(const struct options *o, struct err *e)
{
    struct alert_run run = {.o = o, .arena = arena_new(0), .now = clock_now()};
    int code;

    session_init(&run.rules, o);
    code = run_alerts(&run, e);
    alert_db_close(run.db);
    free(run.path);
    free(run.file);
    free(run.finding);
    free(run.site);
    free(run.report);
    session_close(&run.rules);
    arena_free(run.arena);
    return code;
}

/* Where scheduled commands stand in this machine: units of systemd, lines of a crontab. */
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "cli/schedule.h"
#include "cli/tool.h"
#include "oit/limits.h"
#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SYSTEM_UNITS "/etc/systemd/system"
#define WANTS "timers.target.wants"
#define UNIT_PREFIX "oit-"
#define TIMER ".timer"
#define SERVICE ".service"

const char *
schedule_folder(struct arena *a, enum schedule_way way)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (way == BY_SYSTEM)
        return SYSTEM_UNITS;
    if (way == BY_CRON)
        return NULL;
    if (config != NULL && *config == '/')
        return arena_printf(a, "%s/systemd/user", config).p;
    return home != NULL && *home == '/' ? arena_printf(a, "%s/.config/systemd/user", home).p : NULL;
}

static const char *
unit_file(struct arena *a, const char *folder, struct str name, const char *ending)
{
    return arena_printf(a, "%s/" UNIT_PREFIX "%.*s%s", folder, STR_ARGS(name), ending).p;
}

/* ------------------------------------------------------------------ finding */

struct finder {
    struct arena *a;
    struct schedule_found *v;
    size_t n, cap;
};

static void
add(struct finder *f, const struct schedule_found *one)
{
    f->v = mem_room(f->v, f->n, &f->cap, sizeof *f->v);
    f->v[f->n++] = *one;
}

static struct str
read_text(struct arena *a, const char *path)
{
    struct buf b;
    struct str text = STR_NONE;

    buf_init(&b, LIMIT_UNIT_FILE);
    if (file_exists(path) && file_read(path, &b, NULL) == 0)
        text = arena_str(a, buf_view(&b));
    buf_free(&b);
    return text;
}

static void
take_unit(struct finder *f, enum schedule_way way, const char *folder, struct str file)
{
    struct schedule_found one = {.way = way};
    struct str timer, service;

    one.name = arena_str(f->a, str_sub(file, sizeof UNIT_PREFIX - 1, file.n - (sizeof TIMER - 1)));
    one.path = str_of(unit_file(f->a, folder, one.name, TIMER));
    timer = read_text(f->a, one.path.p);
    service = read_text(f->a, unit_file(f->a, folder, one.name, SERVICE));
    if (!str_starts(timer, STR(SCHEDULE_MARK)))
        return;
    one.text = arena_printf(f->a, "%.*s\n%.*s", STR_ARGS(service), STR_ARGS(timer));
    add(f, &one);
}

static int
by_name(const struct dirent **x, const struct dirent **y)
{
    return strcmp((*x)->d_name, (*y)->d_name);
}

static void
find_units(struct finder *f, enum schedule_way way)
{
    const char *folder = schedule_folder(f->a, way);
    struct dirent **entry = NULL;
    int n = folder != NULL ? scandir(folder, &entry, NULL, by_name) : 0;

    for (int i = 0; i < n; i++) {
        struct str file = str_of(entry[i]->d_name);

        if (str_starts(file, STR(UNIT_PREFIX)) && str_ends(file, STR(TIMER)))
            take_unit(f, way, folder, file);
        free(entry[i]);
    }
    free(entry);
}

static void
read_crontab(struct buf *out)
{
    const char *const list[] = {"crontab", "-l", NULL};

    if (!tool_exists("crontab") || tool_run(list, STR_NONE, out) != 0)
        buf_clear(out); /* "no crontab for …" is no crontab */
}

static void
find_lines(struct finder *f)
{
    struct buf b;
    struct str rest, line, next;

    buf_init(&b, LIMIT_CRONTAB);
    read_crontab(&b);
    rest = buf_view(&b);
    while (str_next(&rest, '\n', &line)) {
        struct str name = str_sub(line, sizeof SCHEDULE_MARK - 1, line.n);
        size_t colon = str_find_char(name, ':', 0);
        struct schedule_found one = {.way = BY_CRON};

        if (!str_starts(line, STR(SCHEDULE_MARK)) || colon == STR_NOT_FOUND || !str_next(&rest, '\n', &next))
            continue;
        one.name = arena_str(f->a, str_sub(name, 0, colon));
        one.text = arena_printf(f->a, "%.*s\n%.*s\n", STR_ARGS(line), STR_ARGS(next));
        add(f, &one);
    }
    buf_free(&b);
}

struct schedule_found *
schedule_find(struct arena *a, size_t *n)
{
    struct finder f = {.a = a};
    struct schedule_found *out;

    find_units(&f, BY_USER);
    find_units(&f, BY_SYSTEM);
    find_lines(&f);
    out = ARENA_ARRAY(a, struct schedule_found, f.n + 1);
    if (f.n > 0)
        memcpy(out, f.v, f.n * sizeof *f.v);
    free(f.v);
    *n = f.n;
    return out;
}

/* ------------------------------------------------------------------ the service manager */

/* systemctl with the words, for the user's or the system's manager; what it said when it failed, else NULL.
 */
static const char *
control(struct arena *a, enum schedule_way way, const char *verb, const char *unit)
{
    const char *words[5] = {"systemctl"};
    size_t n = 1;
    struct buf said;
    const char *fault = NULL;
    int code;

    if (way == BY_USER)
        words[n++] = "--user";
    words[n++] = verb;
    words[n++] = unit; /* NULL ends it too */
    buf_init(&said, LIMIT_UNIT_FILE);
    code = tool_run(words, STR_NONE, &said);
    if (code == 127)
        fault = "systemctl: not installed";
    else if (code != 0)
        fault = arena_str(a, str_trim(buf_view(&said))).p;
    buf_free(&said);
    return fault;
}

static void
start_timer(const struct schedule *s, const char *timer)
{
    const char *fault = control(s->a, s->way, "daemon-reload", NULL),
               *user = s->way == BY_USER ? " --user" : "";

    if (fault == NULL)
        fault = control(s->a, s->way, "start", timer);
    if (fault != NULL) {
        log_warn(_("the timer stands in its place, but the service manager could not be told: %s"), fault);
        log_warn(_("  → it begins with the next start of the machine; or type: systemctl%s daemon-reload && "
                   "systemctl%s start %s"),
                 user, user, timer);
    }
    if (s->way == BY_USER)
        log_note("%s", _("to have it run while you are not logged in, type once: loginctl enable-linger"));
}

/* ------------------------------------------------------------------ installing */

static int
write_unit(const struct schedule *s, const char *path, void (*text)(const struct schedule *, struct buf *),
           struct err *e)
{
    struct buf b;
    int bad;

    buf_init(&b, LIMIT_UNIT_FILE);
    text(s, &b);
    bad = file_write(path, buf_view(&b), e);
    buf_free(&b);
    if (bad == 0 && chmod(path, 0644) != 0)
        bad =
            err_set(e, ERR_IO, path, _("look after the permissions of the folder"), "%s", err_reason(errno));
    return bad;
}

/* What "systemctl enable" does, without needing a manager that runs. */
static int
enable(const struct schedule *s, const char *folder, const char *timer, struct err *e)
{
    const char *wants = arena_printf(s->a, "%s/" WANTS, folder).p,
               *link = arena_printf(s->a, "%s/%s", wants, timer).p,
               *target = arena_printf(s->a, "../%s", timer).p;

    if (file_make_dirs(wants, e) != 0)
        return -1;
    if (unlink(link) != 0 && errno != ENOENT)
        return err_set(e, ERR_IO, link, _("take the file away, then install again"), "%s", err_reason(errno));
    if (symlink(target, link) != 0)
        return err_set(e, ERR_IO, link, _("look after the permissions of the folder"), "%s",
                       err_reason(errno));
    return 0;
}

/* The folder of site files must be there for a service that sees little else; it is the user's. */
static int
make_data(const struct schedule *s, struct err *e)
{
    const struct passwd *p = s->user != NULL ? getpwnam(s->user) : NULL;

    if (s->data == NULL || file_exists(s->data))
        return 0;
    if (file_make_dirs(s->data, e) != 0)
        return -1;
    if (p != NULL && geteuid() == 0 && chown(s->data, p->pw_uid, p->pw_gid) != 0)
        return err_set(e, ERR_IO, s->data, _("give the folder to the user of the service"), "%s",
                       err_reason(errno));
    return 0;
}

static int
install_units(const struct schedule *s, struct err *e)
{
    const char *folder = schedule_folder(s->a, s->way),
               *timer = arena_printf(s->a, UNIT_PREFIX "%.*s" TIMER, STR_ARGS(s->name)).p;

    if (folder == NULL)
        return err_set(e, ERR_CONFIG, "HOME", _("set HOME, or use --system or --cron"), "%s",
                       _("no folder for units of the user is known"));
    if (s->way == BY_SYSTEM && access(SYSTEM_UNITS, W_OK) != 0)
        return err_set(e, err_of_place(errno), SYSTEM_UNITS, _("run it with sudo, or use --user"),
                       _("units of the system cannot be written: %s"), err_reason(errno));
    if (file_make_dirs(folder, e) != 0 || make_data(s, e) != 0 ||
        write_unit(s, unit_file(s->a, folder, s->name, SERVICE), schedule_service, e) != 0 ||
        write_unit(s, unit_file(s->a, folder, s->name, TIMER), schedule_timer, e) != 0 ||
        enable(s, folder, timer, e) != 0)
        return -1;
    start_timer(s, timer);
    return 0;
}

static int
write_crontab(struct str text, struct err *e)
{
    const char *const put[] = {"crontab", "-", NULL};
    struct buf said;
    int code;

    buf_init(&said, LIMIT_UNIT_FILE);
    code = tool_run(put, text, &said);
    if (code == 127)
        err_set(e, ERR_CONFIG, "crontab", _("install the package cron, or use --user or --system"), "%s",
                _("there is no cron on this machine"));
    else if (code != 0)
        err_set(e, ERR_IO, "crontab", _("put the line in by hand: crontab -e"),
                _("the crontab was not taken: %s"), buf_cstr(&said));
    buf_free(&said);
    return code == 0 ? 0 : -1;
}

static int
install_line(const struct schedule *s, struct err *e)
{
    struct buf old, new;
    int bad;

    buf_init(&old, LIMIT_CRONTAB);
    buf_init(&new, LIMIT_CRONTAB + LIMIT_UNIT_FILE);
    read_crontab(&old);
    schedule_cron_without(buf_view(&old), s->name, &new);
    schedule_cron(s, &new);
    if (old.full || new.full)
        bad = err_set(e, ERR_IO, "crontab", _("put the line in by hand: crontab -e"), "%s",
                      _("the crontab is too large"));
    else
        bad = write_crontab(buf_view(&new), e);
    buf_free(&old);
    buf_free(&new);
    return bad;
}

int
schedule_install(const struct schedule *s, struct err *e)
{
    return s->way == BY_CRON ? install_line(s, e) : install_units(s, e);
}

/* ------------------------------------------------------------------ removing */

static int
forget(const char *path, struct err *e)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return 0;
    return err_set(e, ERR_IO, path, _("run it as the user who installed it, or with sudo"),
                   _("the file cannot be taken away: %s"), err_reason(errno));
}

static int
remove_units(struct arena *a, const struct schedule_found *f, struct err *e)
{
    const char *folder = schedule_folder(a, f->way),
               *timer = arena_printf(a, UNIT_PREFIX "%.*s" TIMER, STR_ARGS(f->name)).p;

    (void)control(a, f->way, "stop", timer); /* one that does not run is as good as stopped */
    if (forget(arena_printf(a, "%s/" WANTS "/%s", folder, timer).p, e) != 0 || forget(f->path.p, e) != 0 ||
        forget(unit_file(a, folder, f->name, SERVICE), e) != 0)
        return -1;
    (void)control(a, f->way, "daemon-reload", NULL);
    return 0;
}

static int
remove_line(const struct schedule_found *f, struct err *e)
{
    struct buf old, new;
    int bad = 0;

    buf_init(&old, LIMIT_CRONTAB);
    buf_init(&new, LIMIT_CRONTAB);
    read_crontab(&old);
    if (!old.full && schedule_cron_without(buf_view(&old), f->name, &new))
        bad = write_crontab(buf_view(&new), e);
    buf_free(&old);
    buf_free(&new);
    return bad;
}

int
schedule_remove(struct arena *a, const struct schedule_found *f, struct err *e)
{
    return f->way == BY_CRON ? remove_line(f, e) : remove_units(a, f, e);
}

/* oit schedule install|show|remove: a command that runs by itself, shown before anything is written. */
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/say.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/schedule.h"
#include "cli/tool.h"
#include "oit/limits.h"
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MORNING_MINUTES 150 /* half past two: sites are quiet */
#define ALERT_MINUTES 420   /* seven: when offices begin */
#define WORDS_MAX (LIST_MAX + 4)
#define NAME_MAX_BYTES 60

/* ------------------------------------------------------------------ the command that is to run */

static const char *const jobs[] = {"scan", "batch", "alert"};

static const struct command *
job_of(const char *word)
{
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
        for (const struct command *c = commands; c->name != NULL; c++)
            if (strcmp(word, jobs[i]) == 0 && strcmp(word, c->name) == 0)
                return c;
    return NULL;
}

static int
no_job(const char *word, struct err *e)
{
    return err_set(e, ERR_USAGE, word,
                   _("write: oit schedule install scan www.tuayang.example, or: oit schedule install batch "
                     "sites.csv -o province"),
                   "%s", _("this is no command that can be scheduled"));
}

/* Is it what the command takes?  Nothing is worse than a timer that fails for months. */
static int
check_job(struct schedule *s, const struct command *c, const struct options *o, struct err *e)
{
    char *argv[WORDS_MAX + 1];
    struct options own;
    char input[64], next[256];

    for (size_t i = 0; i < s->word_n; i++)
        argv[i] = (char *)(uintptr_t)s->word[i];
    argv[s->word_n] = NULL;
    options_init(&own);
    if (options_read(&own, c->name, c->groups, (int)s->word_n, argv, e) != 0 || options_agree(&own, e) != 0)
        return -1;
    if (own.help) {
        snprintf(next, sizeof next, _("see \"oit %s --help\" for what it knows"), c->name);
        return err_set(e, ERR_USAGE, "--help", next, "%s", _("this is no command that can be scheduled"));
    }
    if (own.operand_n >= c->min_operands && own.operand_n <= c->max_operands &&
        (own.operand_n > 0 || c->max_operands == 0))
        return schedule_check_job(s, o, &own, e);
    snprintf(input, sizeof input, "oit %s", c->name);
    snprintf(next, sizeof next, _("write: oit %s %s"), c->name, _(c->operands));
    return err_set(e, ERR_USAGE, input, next, "%s",
                   own.operand_n > c->max_operands ? _("too many operands") : _("an operand is missing"));
}

/* Words that hold a line end cannot stand in a unit or a crontab. */
static int
check_words(const struct schedule *s, struct err *e)
{
    for (size_t i = 0; i < s->word_n; i++)
        if (!schedule_fits_line(s->word[i]))
            return err_set(e, ERR_USAGE, s->word[0], _("leave control characters out of the command"), "%s",
                           _("a word of the command holds a line end or another control character"));
    return 0;
}

/* A service starts elsewhere: a file named from here is named in full. */
static const char *
in_full(struct arena *a, const char *word)
{
    char real[PATH_MAX];

    if (word[0] == '/' || word[0] == '-' || !file_exists(word) || realpath(word, real) == NULL)
        return word;
    return arena_str(a, str_of(real)).p;
}

static int
take_words(struct schedule *s, const struct options *o, struct err *e)
{
    const char **word = ARENA_ARRAY(s->a, const char *, WORDS_MAX);
    const struct command *c = job_of(o->operand[1]);
    bool folder = false, out = false, config = false;

    if (c == NULL)
        return no_job(o->operand[1], e);
    for (size_t i = 1; i < o->operand_n; i++) {
        word[s->word_n++] = folder || i == 1 ? o->operand[i] : in_full(s->a, o->operand[i]);
        folder = schedule_takes_folder(o->operand[i]);
        config |= strncmp(o->operand[i], "--config", 8) == 0;
        out |= strncmp(o->operand[i], "-o", 2) == 0 || strncmp(o->operand[i], "--output", 8) == 0;
    }
    if (o->config != NULL && !config) {
        word[s->word_n++] = "--config";
        word[s->word_n++] = in_full(s->a, o->config);
        s->config = o->config;
    }
    s->word = word;
    s->typed = o->operand + 1;
    s->typed_n = o->operand_n - 1;
    if (check_words(s, e) != 0 || check_job(s, c, o, e) != 0)
        return -1;
    if (!out && (c->groups & OPT_OUTPUT)) {
        word[s->word_n++] = "-o"; /* several that are scheduled must not write over each other */
        word[s->word_n++] = arena_printf(s->a, "oit-report-%.*s", STR_ARGS(s->name)).p;
    }
    return 0;
}

/* ------------------------------------------------------------------ name, time, place */

static bool
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

static struct str
plain_name(struct arena *a, struct str text)
{
    struct buf b;
    struct str name;

    buf_init(&b, NAME_MAX_BYTES + 1);
    for (size_t i = 0; i < text.n && b.n < NAME_MAX_BYTES; i++) {
        char c = text.p[i] >= 'A' && text.p[i] <= 'Z' ? (char)(text.p[i] + 32) : text.p[i];

        if (is_plain(c))
            buf_char(&b, c);
        else if (b.n > 0 && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n > 0 && (b.p[b.n - 1] == '-' || b.p[b.n - 1] == '.'))
        b.n--;
    name = arena_str(a, buf_view(&b));
    buf_free(&b);
    return name;
}

/* scan-HOST, batch-LIST: what the first operand says. */
static struct str
name_of_job(struct arena *a, const struct options *o)
{
    struct str what = STR_NONE;
    size_t slash;

    for (size_t i = 2; i < o->operand_n && what.n == 0; i++)
        if (o->operand[i][0] != '-')
            what = str_of(o->operand[i]);
    if (strcmp(o->operand[1], "scan") == 0) {
        size_t scheme = str_find(what, STR("://"), 0);

        what = str_sub(what, scheme != STR_NOT_FOUND ? scheme + 3 : 0, what.n);
    } else {
        while ((slash = str_find_char(what, '/', 0)) != STR_NOT_FOUND)
            what = str_sub(what, slash + 1, what.n);
        if (str_ends(what, STR(".csv")))
            what = str_sub(what, 0, what.n - 4);
    }
    return plain_name(a, arena_printf(a, "%s-%.*s", o->operand[1], STR_ARGS(what)));
}

static int
take_name(struct schedule *s, const struct options *o, struct err *e)
{
    if (o->name == NULL) {
        s->name = name_of_job(s->a, o);
        return 0;
    }
    s->name = plain_name(s->a, str_of(o->name));
    if (str_eq(s->name, str_of(o->name)))
        return 0;
    return err_set(e, ERR_USAGE, "--name",
                   _("use lower-case letters, digits, hyphens and full stops, 60 at most"),
                   _("\"%s\" is not a value for this option"), o->name);
}

static void
take_time(struct schedule *s, const struct options *o)
{
    bool alert = strcmp(o->operand[1], "alert") == 0;
    int minutes = o->at_minutes >= 0 ? o->at_minutes : alert ? ALERT_MINUTES : MORNING_MINUTES;

    s->day = o->every != DAY_DEFAULT ? o->every : alert ? DAY_EVERY : DAY_MONDAY;
    s->hour = minutes / 60;
    s->minute = minutes % 60;
}

static int
take_way(struct schedule *s, const struct options *o, struct err *e)
{
    if (o->by_system + o->by_user + o->by_cron > 1)
        return err_set(e, ERR_USAGE, "oit schedule", _("give one of --user, --system and --cron"), "%s",
                       _("several ways are asked for at once"));
    if (o->run_as != NULL && (o->by_user || o->by_cron))
        return err_set(e, ERR_USAGE, "--run-as", _("use it with --system"), "%s",
                       _("only a service of the system runs as another user"));
    if (o->by_cron || (!o->by_system && !o->by_user && o->run_as == NULL && !tool_exists("systemctl") &&
                       tool_exists("crontab")))
        s->way = BY_CRON;
    else
        s->way = o->by_system || o->run_as != NULL || (!o->by_user && geteuid() == 0) ? BY_SYSTEM : BY_USER;
    return 0;
}

/* As whom a service of the system runs: whom --run-as names, who called sudo, or a user made for each run. */
static int
take_user(struct schedule *s, const struct options *o, struct err *e)
{
    const char *asked = getenv("SUDO_USER");
    const struct passwd *p;

    if (s->way != BY_SYSTEM)
        return 0;
    if (asked != NULL && (*asked == '\0' || strcmp(asked, "root") == 0))
        asked = NULL;
    s->user = o->run_as != NULL ? o->run_as : asked;
    if (s->user == NULL)
        return 0;
    p = getpwnam(s->user);
    if (p == NULL)
        return err_set(e, ERR_USAGE, "--run-as", _("name a user of this machine"),
                       _("there is no user \"%s\""), s->user);
    s->user = arena_str(s->a, str_of(p->pw_name)).p;
    s->data = arena_printf(s->a, "%s/.local/share/oit", p->pw_dir).p;
    return 0;
}

static const char *
here(struct arena *a)
{
    char path[PATH_MAX];

    return getcwd(path, sizeof path) != NULL ? arena_str(a, str_of(path)).p : "/";
}

static int
take_place(struct schedule *s, const struct options *o, struct err *e)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

    if (n <= 0)
        return err_set(e, ERR_IO, "/proc", _("mount /proc"), "%s", _("the program does not find itself"));
    exe[n] = '\0';
    s->exe = arena_str(s->a, str_of(exe)).p;
    if (take_user(s, o, e) != 0)
        return -1;
    if (s->way != BY_SYSTEM || s->user != NULL)
        s->folder = here(s->a);
    return 0;
}

/* May any user walk to the file? */
static bool
open_to_all(struct arena *a, const char *path)
{
    struct str rest = str_of(path);
    struct stat st;

    for (size_t i = 1; i < rest.n; i++)
        if (rest.p[i] == '/' &&
            (stat(arena_str(a, str_sub(rest, 0, i)).p, &st) != 0 || (st.st_mode & S_IXOTH) == 0))
            return false;
    return true;
}

/* A user made for each run has its own folder and no other. */
static int
check_folders(const struct schedule *s, struct err *e)
{
    if (s->way != BY_SYSTEM || s->user != NULL)
        return 0;
    for (size_t i = 0; i + 1 < s->word_n; i++)
        if (schedule_takes_folder(s->word[i]) && s->word[i + 1][0] == '/')
            return err_set(e, ERR_USAGE, s->word[i + 1],
                           _("give a folder without a slash before it: it will be in /var/lib/oit; or name a "
                             "user with --run-as"),
                           "%s", _("the service may not write there"));
    if (s->beside != NULL && s->beside[0] == '/' && !str_starts(str_of(s->beside), STR(SCHEDULE_STATE)))
        return err_set(
            e, ERR_USAGE, s->beside,
            _("name the user whose site files these are with --run-as, or schedule the visits with --system "
              "too: then they are in /var/lib/oit"),
            "%s", _("the service may not write there"));
    if (!open_to_all(s->a, s->exe))
        log_warn(_("%s: the service may not be able to start the program there; install it, or name a user "
                   "with --run-as"),
                 s->exe);
    return 0;
}

static int
make(struct schedule *s, const struct options *o, struct err *e)
{
    return take_way(s, o, e) != 0 || take_name(s, o, e) != 0 || take_place(s, o, e) != 0 ||
                   take_words(s, o, e) != 0 || check_folders(s, e) != 0 ||
                   schedule_take_credentials(s, o, e) != 0
               ? -1
               : 0;
}

/* ------------------------------------------------------------------ showing */

static void
heading(struct buf *out, const char *words, const char *path)
{
    buf_printf(out, "# ---- %s%s%s\n", words, path != NULL ? ": " : "", path != NULL ? path : "");
}

static void
show_way(const struct schedule *s, struct buf *out)
{
    const char *folder = schedule_folder(s->a, s->way);

    if (s->way == BY_CRON) {
        heading(out, _("a line of the crontab"), NULL);
        schedule_cron(s, out);
        return;
    }
    folder = folder != NULL ? folder : "~/.config/systemd/user";
    heading(out, _("service"), arena_printf(s->a, "%s/oit-%.*s.service", folder, STR_ARGS(s->name)).p);
    schedule_service(s, out);
    buf_char(out, '\n');
    heading(out, _("timer"), arena_printf(s->a, "%s/oit-%.*s.timer", folder, STR_ARGS(s->name)).p);
    schedule_timer(s, out);
}

/* What else could be done with the same command. */
static void
show_others(const struct schedule *s, struct buf *out)
{
    struct schedule cron = *s;

    if (s->way != BY_CRON) {
        buf_char(out, '\n');
        heading(out, _("or with cron (crontab -e), where a missed run is not made up for"), NULL);
        cron.folder = s->folder != NULL ? s->folder : here(s->a);
        schedule_cron(&cron, out);
    }
    buf_char(out, '\n');
    heading(out, _("or in GitLab"), NULL);
    schedule_gitlab(s, out);
    buf_char(out, '\n');
    heading(out, _("or in GitHub"), NULL);
    schedule_github(s, out);
}

static const char *const ways[] = {[BY_USER] = N_("systemd, your own units"),
                                   [BY_SYSTEM] = N_("systemd, units of the system"),
                                   [BY_CRON] = N_("crontab")};

static int
print(struct buf *b, struct err *e)
{
    int rc = outputs_print(buf_view(b), e);

    buf_free(b);
    return rc == 0 ? EXIT_OK : -1;
}

static int
show_found(struct arena *a, struct err *e)
{
    size_t n;
    const struct schedule_found *f = schedule_find(a, &n);
    struct buf b;

    buf_init(&b, (n + 1) * LIMIT_UNIT_FILE * 4);
    if (n == 0)
        buf_printf(&b, "%s\n  → %s\n", _("nothing is scheduled"),
                   _("oit schedule install scan www.tuayang.example --dry-run shows how it would be"));
    for (size_t i = 0; i < n; i++) {
        buf_printf(&b, "%s# ==== %.*s (%s)\n", i > 0 ? "\n" : "", STR_ARGS(f[i].name), _(ways[f[i].way]));
        buf_str(&b, f[i].text);
    }
    return print(&b, e);
}

/* ------------------------------------------------------------------ the three actions */

/* Asked only where somebody can answer. */
static bool
agreed(const struct options *o)
{
    char answer[16] = "";

    if (o->yes || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return true;
    fprintf(stderr, "%s [y/N] ", _("Install this?"));
    return fgets(answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static int
install(const struct options *o, struct schedule *s, bool write, struct err *e)
{
    struct buf b;

    if (make(s, o, e) != 0)
        return -1;
    buf_init(&b, 16 * LIMIT_UNIT_FILE);
    show_way(s, &b);
    show_others(s, &b);
    if (print(&b, e) != EXIT_OK)
        return -1;
    if (!write)
        return EXIT_OK;
    if (!agreed(o)) {
        log_note("%s", _("nothing was written"));
        return EXIT_OK;
    }
    if (schedule_install(s, e) != 0)
        return -1;
    log_note(_("installed as %.*s (%s); \"oit schedule show\" tells what is installed, \"oit schedule remove "
               "%.*s\" takes it away"),
             STR_ARGS(s->name), _(ways[s->way]), STR_ARGS(s->name));
    return EXIT_OK;
}

static bool
is_asked(const struct options *o, const struct schedule_found *f)
{
    bool any = !o->by_user && !o->by_system && !o->by_cron;

    return (o->operand_n < 2 || str_eq(f->name, str_of(o->operand[1]))) &&
           (any || (o->by_user && f->way == BY_USER) || (o->by_system && f->way == BY_SYSTEM) ||
            (o->by_cron && f->way == BY_CRON));
}

static void
name_all(const struct schedule_found *f, size_t n, char *out, size_t room)
{
    size_t at = 0;

    snprintf(out, room, "%s", _("\"oit schedule show\" tells what is installed"));
    for (size_t i = 0; i < n && at < room; i++)
        at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? ", " : _("name one of: "),
                               STR_ARGS(f[i].name));
}

static int
take_away(const struct options *o, struct arena *a, struct err *e)
{
    size_t n, asked = 0, which = 0;
    const struct schedule_found *f = schedule_find(a, &n);
    char next[400];

    for (size_t i = 0; i < n; i++)
        if (is_asked(o, &f[i])) {
            asked++;
            which = i;
        }
    name_all(f, n, next, sizeof next);
    if (asked == 0)
        return err_set(e, ERR_USAGE, o->operand_n > 1 ? o->operand[1] : "oit schedule remove", next, "%s",
                       n == 0 ? _("nothing is scheduled") : _("nothing of this name is scheduled"));
    if (asked > 1)
        return err_set(
            e, ERR_USAGE, "oit schedule remove", next, "%s",
            _("several are scheduled; add --user, --system or --cron where one name stands twice"));
    log_note(o->dry_run ? _("%.*s (%s) would be taken away") : _("taking away %.*s (%s)"),
             STR_ARGS(f[which].name), _(ways[f[which].way]));
    return o->dry_run || schedule_remove(a, &f[which], e) == 0 ? EXIT_OK : -1;
}

static int
act(const struct options *o, struct schedule *s, struct err *e)
{
    const char *action = o->operand[0];

    if (strcmp(action, "show") == 0 && o->operand_n == 1)
        return show_found(s->a, e);
    if (strcmp(action, "remove") == 0 && o->operand_n <= 2)
        return take_away(o, s->a, e);
    if (strcmp(action, "install") != 0 && strcmp(action, "show") != 0)
        return err_set(e, ERR_USAGE, action, _("use install, show or remove"), "%s",
                       _("\"oit schedule\" does not know this"));
    if (o->operand_n == 1)
        return no_job("oit schedule install", e);
    take_time(s, o);
    return install(o, s, strcmp(action, "install") == 0 && !o->dry_run, e);
}

int
cmd_schedule(const struct options *o, struct err *e)
{
    struct schedule s = {.a = arena_new(0), .lang = o->lang};
    int code = act(o, &s, e);

    arena_free(s.a);
    return code;
}

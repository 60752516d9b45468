/* Texts for systemd, cron and two CI services.  What a user wrote is quoted the way each of them reads it. */
#include "base/say.h"
#include "base/utf8.h"
#include "cli/schedule.h"
#include "oit/limits.h"
#include <string.h>

#define SPREAD_MINUTES 30
#define THAI_MINUTES 420 /* east of Greenwich */
#define DAY_MINUTES 1440

static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static bool
is_weekday(enum schedule_day day)
{
    return day >= DAY_MONDAY && day <= DAY_SUNDAY;
}

bool
schedule_fits_line(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            return false;
    return true;
}

bool
schedule_takes_folder(const char *word)
{
    return strcmp(word, "-o") == 0 || strcmp(word, "--output") == 0 || strcmp(word, "--data") == 0;
}

static void
mark(const struct schedule *s, struct buf *out)
{
    buf_printf(out, SCHEDULE_MARK "%.*s: ", STR_ARGS(s->name));
    buf_printf(out, _("made by \"oit schedule install\", taken away by \"oit schedule remove %.*s\""),
               STR_ARGS(s->name));
    buf_char(out, '\n');
}

/* ------------------------------------------------------------------ systemd */

/* systemd.syntax(7): inside quotation marks they and the backslash are escaped, everywhere a specifier is,
 * and the dollar sign in a command line. */
static void
unit_text(struct buf *out, const char *text, bool quoted, bool command)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (quoted && (*p == '"' || *p == '\\'))
            buf_char(out, '\\');
        if (*p == '%' || (command && *p == '$'))
            buf_char(out, *p);
        buf_char(out, *p);
    }
}

/* The command in one line for people. */
static void
title(const struct schedule *s, struct buf *out)
{
    struct buf b;

    buf_init(&b, LIMIT_UNIT_FILE);
    buf_z(&b, "oit");
    for (size_t i = 0; i < s->typed_n && i < 2; i++) {
        buf_char(&b, ' ');
        utf8_show(&b, str_of(s->typed[i]));
    }
    unit_text(out, buf_cstr(&b), false, false);
    buf_free(&b);
}

static void
unit_word(struct buf *out, const char *word)
{
    buf_char(out, '"');
    unit_text(out, word, true, true);
    buf_char(out, '"');
}

/* In a list of paths blanks would part one. */
static void
unit_write_path(struct buf *out, const char *path)
{
    buf_z(out, "ReadWritePaths=\"-");
    unit_text(out, path, true, false);
    buf_z(out, "\"\n");
}

/* What holds for every service manager: no name spaces of files are needed for it. */
static const char common_walls[] = "NoNewPrivileges=true\n"
                                   "LockPersonality=true\n"
                                   "RestrictRealtime=true\n"
                                   "RestrictSUIDSGID=true\n"
                                   "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK\n"
                                   "SystemCallArchitectures=native\n"
                                   "SystemCallFilter=@system-service seccomp landlock_create_ruleset "
                                   "landlock_add_rule landlock_restrict_self\n"
                                   "SystemCallErrorNumber=EPERM\n"
                                   "UMask=0027\n";

static const char system_walls[] = "CapabilityBoundingSet=\n"
                                   "AmbientCapabilities=\n"
                                   "ProtectSystem=strict\n"
                                   "ProtectHome=read-only\n"
                                   "PrivateTmp=true\n"
                                   "PrivateDevices=true\n"
                                   "ProtectClock=true\n"
                                   "ProtectHostname=true\n"
                                   "ProtectControlGroups=true\n"
                                   "ProtectKernelLogs=true\n"
                                   "ProtectKernelModules=true\n"
                                   "ProtectKernelTunables=true\n"
                                   "ProtectProc=invisible\n"
                                   "RestrictNamespaces=user net ipc\n"
                                   "RemoveIPC=true\n";

static void
service_place(const struct schedule *s, struct buf *out)
{
    if (s->folder != NULL) {
        buf_z(out, "WorkingDirectory=");
        unit_text(out, s->folder, false, false);
        buf_char(out, '\n');
        return;
    }
    buf_z(out, "WorkingDirectory=%S/oit\nStateDirectory=oit\nStateDirectoryMode=0750\n"
               "Environment=XDG_DATA_HOME=%S HOME=%S/oit\n");
}

static void
service_walls(const struct schedule *s, struct buf *out)
{
    buf_z(out, "\n# ");
    buf_z(out, _("what it may not do, so that a hostile site finds nothing"));
    buf_char(out, '\n');
    buf_z(out, common_walls);
    for (size_t i = 0; i < s->credential_n; i++) {
        buf_printf(out, "LoadCredential=%.*s:", STR_ARGS(s->credential[i].name));
        unit_text(out, s->credential[i].path, false, false);
        buf_char(out, '\n');
    }
    if (s->way != BY_SYSTEM)
        return;
    if (s->user != NULL)
        buf_printf(out, "User=%s\n", s->user);
    else
        buf_z(out, "DynamicUser=true\n");
    buf_z(out, system_walls);
    if (s->folder != NULL)
        unit_write_path(out, s->folder);
    if (s->data != NULL)
        unit_write_path(out, s->data);
    for (size_t i = 0; s->user != NULL && i + 1 < s->word_n; i++)
        if (schedule_takes_folder(s->word[i]) && s->word[i + 1][0] == '/')
            unit_write_path(out, s->word[i + 1]);
    if (s->user != NULL && s->beside != NULL && s->beside[0] == '/')
        unit_write_path(out, s->beside);
}

void
schedule_service(const struct schedule *s, struct buf *out)
{
    mark(s, out);
    buf_z(out, "[Unit]\nDescription=");
    title(s, out);
    buf_char(out, '\n');
    if (s->way == BY_SYSTEM)
        buf_z(out, "Wants=network-online.target\nAfter=network-online.target\n");
    buf_z(out, "\n[Service]\nType=oneshot\nExecStart=");
    unit_word(out, s->exe);
    for (size_t i = 0; i < s->word_n; i++) {
        buf_char(out, ' ');
        unit_word(out, s->word[i]);
    }
    buf_char(out, '\n');
    service_place(s, out);
    buf_printf(out, "Environment=LC_ALL=C.UTF-8 LANGUAGE=%s OIT_LANG=%s TZ=Asia/Bangkok\n# ",
               s->lang == LANG_EN ? "en" : "th", s->lang == LANG_EN ? "en" : "th");
    buf_z(out, _("1 policy not met, 3 incomplete, 4 site not to be reached: results, told in the reports"));
    buf_z(out, "\nSuccessExitStatus=1 3 4\nKillMode=mixed\nTimeoutStopSec=30\nNice=10\n");
    service_walls(s, out);
}

void
schedule_timer(const struct schedule *s, struct buf *out)
{
    mark(s, out);
    buf_z(out, "[Unit]\nDescription=");
    title(s, out);
    buf_z(out, "\n\n[Timer]\nOnCalendar=");
    if (is_weekday(s->day))
        buf_printf(out, "%s ", weekdays[s->day - DAY_MONDAY]);
    buf_printf(out, "*-*-%s %02d:%02d:00 Asia/Bangkok\n", s->day == DAY_OF_MONTH ? "01" : "*", s->hour,
               s->minute);
    buf_printf(out, "RandomizedDelaySec=%dmin\nAccuracySec=1min\n# ", SPREAD_MINUTES);
    buf_z(out, _("a run that was missed while the machine was off is made up for"));
    buf_z(out, "\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n");
}

/* ------------------------------------------------------------------ cron */

/* For sh inside a crontab, where an unescaped per cent sign ends the line. */
static void
cron_word(struct buf *out, const char *word)
{
    buf_char(out, '\'');
    for (const char *p = word; *p != '\0'; p++) {
        if (*p == '\'')
            buf_z(out, "'\\''");
        else if (*p == '%')
            buf_z(out, "\\%");
        else
            buf_char(out, *p);
    }
    buf_char(out, '\'');
}

/* A fixed number of minutes per name and folder, so that not everybody comes at the same minute. */
static int
spread(const struct schedule *s)
{
    uint64_t hash = str_hash(s->name) ^ str_hash(str_of(s->folder != NULL ? s->folder : ""));

    return (int)(hash % SPREAD_MINUTES);
}

static void
cron_time(const struct schedule *s, int minutes, int day_shift, struct buf *out)
{
    buf_printf(out, "%d %d ", minutes % 60, minutes / 60);
    if (s->day == DAY_OF_MONTH)
        buf_z(out, "1 * *");
    else if (is_weekday(s->day))
        buf_printf(out, "* * %d", ((int)s->day - (int)DAY_MONDAY + 1 + 7 + day_shift) % 7);
    else
        buf_z(out, "* * *");
}

void
schedule_cron(const struct schedule *s, struct buf *out)
{
    int minutes = s->hour * 60 + s->minute + spread(s);

    mark(s, out);
    cron_time(s, minutes % DAY_MINUTES, minutes / DAY_MINUTES, out);
    buf_z(out, " cd ");
    cron_word(out, s->folder != NULL ? s->folder : "/");
    buf_printf(out, " && LC_ALL=C.UTF-8 LANGUAGE=%s OIT_LANG=%s nice -n 10 ",
               s->lang == LANG_EN ? "en" : "th", s->lang == LANG_EN ? "en" : "th");
    cron_word(out, s->exe);
    for (size_t i = 0; i < s->word_n; i++) {
        buf_char(out, ' ');
        cron_word(out, s->word[i]);
    }
    buf_z(out, " --quiet >/dev/null\n"); /* what cron mails is a fault, not a weekly greeting */
}

bool
schedule_cron_without(struct str crontab, struct str name, struct buf *out)
{
    struct str line;
    bool found = false, skip = false;

    while (str_next(&crontab, '\n', &line)) {
        if (skip) {
            skip = false;
            continue;
        }
        if (str_starts(line, STR(SCHEDULE_MARK))) {
            struct str rest = str_sub(line, sizeof SCHEDULE_MARK - 1, line.n);

            if (str_starts(rest, name) && rest.n > name.n && rest.p[name.n] == ':') {
                found = skip = true;
                continue;
            }
        }
        if (line.n > 0 || crontab.n > 0) {
            buf_str(out, line);
            buf_char(out, '\n');
        }
    }
    return found;
}

/* ------------------------------------------------------------------ CI */

/* A word for sh inside a YAML block: bare when nothing in it is special. */
static void
shell_word(struct buf *out, const char *word)
{
    if (word[0] != '\0' && word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                             "-_./:=,@+")] == '\0') {
        buf_z(out, word);
        return;
    }
    buf_char(out, '\'');
    for (const char *p = word; *p != '\0'; p++)
        if (*p == '\'')
            buf_z(out, "'\\''");
        else
            buf_char(out, *p);
    buf_char(out, '\'');
}

static bool
has_option(const struct schedule *s, const char *beginning)
{
    for (size_t i = 0; i < s->typed_n; i++)
        if (strncmp(s->typed[i], beginning, strlen(beginning)) == 0)
            return true;
    return false;
}

/* The words as they are to be run stand where those that were typed do. */
static bool
is_operand(const struct schedule *s, size_t i)
{
    for (size_t k = 0; k < s->operand_n; k++)
        if (s->word[i] == s->operand[k])
            return true;
    return false;
}

/* The website whose file is named; empty where none or a folder is. */
static struct str
site_of_file(const struct schedule *s)
{
    struct str name = s->operand_n > 0 ? str_of(s->operand[0]) : STR_NONE;
    size_t slash;

    while ((slash = str_find_char(name, '/', 0)) != STR_NOT_FOUND)
        name = str_sub(name, slash + 1, name.n);
    if (!str_ends(name, STR(".oit")) || str_find_char(name, '_', 0) != STR_NOT_FOUND)
        return STR_NONE;
    return str_sub(name, 0, name.n - 4);
}

/* Alerts look at what a visit left, and a CI job begins with nothing. */
static void
ci_visit(const struct schedule *s, struct buf *out, const char *indent)
{
    struct str site = site_of_file(s);

    if (s->alerts == NULL)
        return;
    buf_printf(out, "%soit %s ", indent, s->alerts->list.n > 0 ? "batch" : "scan");
    shell_word(out, s->alerts->list.n > 0 ? s->alerts->list.p
                    : site.n > 0          ? arena_str(s->a, site).p
                                          : "ADDRESS-OF-THE-WEBSITE");
    buf_z(out, " --data .oit -o oit-report || [ $? -ne 2 ]\n");
}

/* The command as a CI job runs it: folders of its own, results that the service shows. */
static void
ci_command(const struct schedule *s, struct buf *out)
{
    bool scan = strcmp(s->typed[0], "scan") == 0, writes = s->alerts == NULL;

    buf_z(out, "oit");
    for (size_t i = 0; i < s->typed_n; i++) {
        if (schedule_takes_folder(s->typed[i]) && i + 1 < s->typed_n) {
            i++;
            continue;
        }
        if (!writes && is_operand(s, i))
            continue;
        buf_char(out, ' ');
        shell_word(out, s->typed[i]);
    }
    buf_z(out, writes ? " --data .oit -o oit-report" : " .oit");
    if (s->config != NULL) {
        buf_z(out, " --config ");
        shell_word(out, s->config);
    }
    if (scan && !has_option(s, "--format"))
        buf_z(out, " --format html,json,junit,md");
    if (writes && !has_option(s, "--fail-"))
        buf_z(out, " --fail-on regression");
}

static void
ci_locale(const struct schedule *s, struct buf *out, const char *key)
{
    const char *lang = s->lang == LANG_EN ? "en" : "th";

    buf_printf(out, "  %s: {LC_ALL: C.UTF-8, LANGUAGE: %s, OIT_LANG: %s, TZ: Asia/Bangkok}\n", key, lang,
               lang);
}

static void
utc_cron(const struct schedule *s, struct buf *out)
{
    int minutes = s->hour * 60 + s->minute - THAI_MINUTES;

    cron_time(s, (minutes + DAY_MINUTES) % DAY_MINUTES, minutes < 0 ? -1 : 0, out);
}

static void
ci_build(struct buf *out, const char *indent)
{
    static const char *const lines[] = {
        "apt-get update -qq && apt-get install -y -qq git ca-certificates",
        "git clone --depth 1 ADDRESS-OF-THE-REPOSITORY-OF-OIT oit-source",
        "./oit-source/bootstrap run --help >/dev/null",
        "export PATH=\"$PWD/oit-source/build/release/bin:$PATH\"",
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        buf_printf(out, "%s%s\n", indent, lines[i]);
}

void
schedule_gitlab(const struct schedule *s, struct buf *out)
{
    buf_z(out, "# .gitlab-ci.yml; ");
    buf_z(out, _("the time is set in the project under Build, Pipeline schedules:"));
    buf_char(out, ' ');
    utc_cron(s, out);
    buf_z(out, " UTC\noit:\n  image: debian:12\n  rules:\n    - if: $CI_PIPELINE_SOURCE == \"schedule\"\n");
    ci_locale(s, out, "variables");
    buf_z(out, "  cache:\n    key: oit\n    paths: [.oit]\n  script:\n    - |\n");
    ci_build(out, "      ");
    ci_visit(s, out, "      ");
    buf_z(out, "      ");
    ci_command(s, out);
    buf_z(
        out,
        "\n  allow_failure:\n    exit_codes: [3]\n  artifacts:\n    when: always\n    paths: [oit-report]\n");
    if (strcmp(s->typed[0], "scan") == 0)
        buf_z(out, "    reports:\n      junit: oit-report/junit.xml\n");
}

void
schedule_github(const struct schedule *s, struct buf *out)
{
    buf_z(out, "# .github/workflows/oit.yml\nname: oit\non:\n  schedule:\n    - cron: \"");
    utc_cron(s, out);
    buf_z(
        out,
        "\"\n  workflow_dispatch:\njobs:\n  oit:\n    runs-on: ubuntu-latest\n    container: debian:12\n  ");
    ci_locale(s, out, "env");
    buf_z(out, "    steps:\n      - uses: actions/cache@v4\n        with:\n          path: .oit\n"
               "          key: oit-${{ github.run_id }}\n          restore-keys: oit-\n"
               "      - run: |\n");
    ci_build(out, "          ");
    ci_visit(s, out, "          ");
    buf_z(out, "          ");
    ci_command(s, out);
    buf_z(out,
          " || [ $? -eq 3 ]\n      - if: always()\n        uses: actions/upload-artifact@v4\n        with:\n"
          "          name: oit-report\n          path: oit-report\n");
}

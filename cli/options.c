/* One table says what an option is called, what it takes and where its value goes. */
#include "cli/options.h"
#include "base/clock.h"
#include "base/dates.h"
#include "oit/limits.h"
#include "oit/verdict.h"
#include "rules/score.h"
#include "rules/suggest.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BUDDHIST_YEAR 2400 /* from here on a year is of the Buddhist era, which is not what is asked for */

enum option_id {
    ID_PACK,
    ID_YEAR,
    ID_AS_OF,
    ID_RULES,
    ID_DATA,
    ID_OUT,
    ID_FORMAT,
    ID_JSON,
    ID_RATE,
    ID_CONNECTIONS,
    ID_MAX_PAGES,
    ID_MAX_DOCUMENTS,
    ID_MAX_TIME,
    ID_MAX_DEPTH,
    ID_OCR_PAGES,
    ID_ALSO,
    ID_SCOPE,
    ID_ALLOW,
    ID_ALLOW_PRIVATE,
    ID_CA_FILE,
    ID_BAD_TLS,
    ID_PROXY,
    ID_TIMEOUT,
    ID_CONTACT,
    ID_IGNORE_ROBOTS,
    ID_OWN_SITE,
    ID_KEEP_RUNS,
    ID_FAIL_UNDER,
    ID_FAIL_ON,
    ID_JOBS,
    ID_DEADLINE,
    ID_STATUS,
    ID_EVERY,
    ID_AT,
    ID_BY_USER,
    ID_BY_SYSTEM,
    ID_BY_CRON,
    ID_RUN_AS,
    ID_CREDENTIAL,
    ID_NAME,
    ID_YES,
    ID_IIT,
    ID_EIT,
    ID_SET,
    ID_WAIVE,
    ID_CLEAR,
    ID_REASON,
    ID_BY,
    ID_UNTIL,
    ID_LIST,
    ID_EXPORT,
    ID_IMPORT,
    ID_FROM,
    ID_TO,
    ID_DIFF_FORMAT,
    ID_DIFF_OUT,
    ID_DIFF_JSON,
    ID_TODO_FORMAT,
    ID_SCORES,
    ID_DRAFT_FORMAT,
    ID_DRAFT_OUT,
    ID_DRAFT_FROM,
    ID_THAI_DIGITS,
    ID_FINAL,
    ID_DRY_RUN,
    ID_WAIT,
    ID_CONFIG,
    ID_LANG,
    ID_QUIET,
    ID_VERBOSE,
    ID_NO_PROGRESS,
    ID_NO_COLOR,
    ID_HELP
};

_Static_assert(ID_HELP < OPTIONS_MAX, "struct options.given has no room for every option");

const struct option_text option_texts[] = {
    [ID_PACK] = {"pack", 0, N_("PACK"), N_("which checklist, e.g. oit-2566"), OPT_RULES},
    [ID_YEAR] = {"year", 0, N_("YEAR"), N_("the same by fiscal year (B.E.), e.g. 2566"), OPT_RULES},
    [ID_AS_OF] = {"as-of", 0, N_("DATE"), N_("judge as if today were DATE, e.g. 2023-04-28"), OPT_RULES},
    [ID_RULES] = {"rules", 0, N_("DIR"), N_("further topics and packs, read after the shipped ones"),
                  OPT_RULES},
    [ID_DATA] = {"data", 0, N_("DIR"), N_("where site files live"), OPT_DATA},
    [ID_OUT] = {"output", 'o', N_("DIR"), N_("where reports go (default ./oit-report/)"), OPT_OUTPUT},
    [ID_FORMAT] =
        {"format", 0, N_("LIST"),
         N_("reports to write, of html json jsonl xlsx csv junit sarif md line nagios (default html,json; "
            "jsonl and nagios go to standard output)"),
         OPT_OUTPUT},
    [ID_JSON] = {"json", 0, NULL, N_("the result document on standard output, nothing else there"),
                 OPT_OUTPUT},
    [ID_RATE] = {"rate", 0, N_("R"), N_("requests per second a host (default 1; 0 = no pause of ours)"),
                 OPT_CRAWL},
    [ID_CONNECTIONS] = {"connections", 0, N_("N"), N_("connections per host (default 1)"), OPT_CRAWL},
    [ID_MAX_PAGES] = {"max-pages", 0, N_("N"), N_("pages read at most (default 3000)"), OPT_CRAWL},
    [ID_MAX_DOCUMENTS] = {"max-documents", 0, N_("N"), N_("documents read at most (default 500; 0 = none)"),
                          OPT_CRAWL},
    [ID_MAX_TIME] = {"max-time", 0, N_("SECONDS"), N_("seconds at most (default 7200)"), OPT_CRAWL},
    [ID_MAX_DEPTH] = {"max-depth", 0, N_("N"), N_("clicks from the home page at most (default 15)"),
                      OPT_CRAWL},
    [ID_OCR_PAGES] = {"ocr-pages", 0, N_("N"),
                      N_("pages recognised of a scanned document (default 3; 0 = none)"), OPT_READING},
    [ID_ALSO] = {"also", 0, N_("HOST"), N_("a further host that belongs to the site (repeatable)"),
                 OPT_CRAWL},
    [ID_SCOPE] = {"scope", 0, N_("path|host"),
                  N_("path: the site is only what lies below the start address's path"), OPT_CRAWL},
    [ID_ALLOW] = {"allow-address", 0, N_("CIDR"),
                  N_("permit this private or special address range (repeatable)"), OPT_CRAWL},
    [ID_ALLOW_PRIVATE] = {"allow-private", 0, NULL, N_("permit all private and loopback addresses"),
                          OPT_CRAWL},
    [ID_CA_FILE] = {"ca-file", 0, N_("FILE"), N_("trust this certificate authority too"), OPT_CRAWL},
    [ID_BAD_TLS] = {"allow-bad-tls", 0, NULL, N_("read on despite a bad certificate and mark every page so"),
                    OPT_CRAWL},
    [ID_PROXY] = {"proxy", 0, N_("URL"), N_("go through this proxy (the environment's is not used)"),
                  OPT_CRAWL},
    [ID_TIMEOUT] = {"timeout", 0, N_("SECONDS"), N_("seconds for one request (default 30)"), OPT_CRAWL},
    [ID_CONTACT] = {"contact", 0, N_("TEXT"), N_("mail or address put into the User-Agent"), OPT_CRAWL},
    [ID_IGNORE_ROBOTS] = {"ignore-robots", 0, NULL, N_("do not obey robots.txt; needs --i-own-this-site"),
                          OPT_CRAWL},
    [ID_OWN_SITE] = {"i-own-this-site", 0, NULL, N_("you are responsible for this site"), OPT_CRAWL},
    [ID_KEEP_RUNS] = {"keep-runs", 0, N_("N"), N_("how many visits a site file remembers (default 24)"),
                      OPT_CRAWL},
    [ID_FAIL_UNDER] = {"fail-under", 0, N_("SCORE"), N_("exit code 1 when the score is below this one"),
                       OPT_POLICY},
    [ID_FAIL_ON] = {"fail-on", 0, N_("LIST"),
                    N_("exit code 1 when an item is one of these: missing, stale, regression, ..."),
                    OPT_POLICY},
    [ID_JOBS] = {"jobs", 0, N_("N"), N_("sites visited at once (default 8)"), OPT_BATCH},
    [ID_DEADLINE] = {"deadline", 0, N_("HH:MM|SECONDS"),
                     N_("end in order at this time of day, or after so many seconds"), OPT_BATCH},
    [ID_STATUS] = {"status", 0, N_("DIR"), N_("show how far the batch in this folder is, and end"),
                   OPT_BATCH},
    [ID_EVERY] = {"every", 0, N_("WHEN"),
                  N_("day, week, month, or a day of the week: monday … (default monday; alert: day)"),
                  OPT_TIMER},
    [ID_AT] = {"at", 0, N_("HH:MM"), N_("time of day in Thailand (default 02:30; alert: 07:00)"), OPT_TIMER},
    [ID_BY_USER] = {"user", 0, NULL, N_("by your own systemd (default)"), OPT_TIMER},
    [ID_BY_SYSTEM] = {"system", 0, NULL, N_("by the system's systemd (default for root)"), OPT_TIMER},
    [ID_BY_CRON] = {"cron", 0, NULL, N_("by a line of your crontab"), OPT_TIMER},
    [ID_RUN_AS] = {"run-as", 0, N_("USER"),
                   N_("as whom a service of the system runs (default who called sudo)"), OPT_TIMER},
    [ID_CREDENTIAL] = {"credential", 0, N_("NAME:FILE"),
                       N_("a secret the configuration names, which systemd reads from FILE and lends the "
                          "service (repeatable)"),
                       OPT_TIMER},
    [ID_NAME] = {"name", 0, N_("NAME"), N_("what to call it (default from the command)"), OPT_TIMER},
    [ID_YES] = {"yes", 'y', NULL, N_("do not ask back"), OPT_TIMER},
    [ID_IIT] = {"iit", 0, N_("SCORES"),
                N_("results of all IIT indicators, e.g. 84.72,75.90,81.11,71.62,78.38"), OPT_SCORES},
    [ID_EIT] = {"eit", 0, N_("SCORES"), N_("results of the EIT indicators"), OPT_SCORES},
    [ID_SET] = {"set", 0, N_("ITEM=VERDICT"),
                N_("say what an item is, e.g. O24=found; needs --reason and --by (repeatable)"), OPT_REVIEW},
    [ID_WAIVE] = {"waive", 0, N_("ITEM"), N_("the same as --set ITEM=waived (repeatable)"), OPT_REVIEW},
    [ID_CLEAR] = {"clear", 0, N_("ITEM"), N_("take back what was said of an item (repeatable)"), OPT_REVIEW},
    [ID_REASON] = {"reason", 0, N_("TEXT"), N_("why, in a sentence others can check"), OPT_REVIEW},
    [ID_BY] = {"by", 0, N_("ROLE"), N_("who says so: a role, not a person's name"), OPT_REVIEW},
    [ID_UNTIL] = {"until", 0, N_("DATE"), N_("last day on which it counts, e.g. 2026-12-31"), OPT_REVIEW},
    [ID_LIST] = {"list", 0, NULL, N_("show what people have said and whether it still stands"), OPT_REVIEW},
    [ID_EXPORT] = {"export", 0, N_("FILE"), N_("write it as YAML for version control; - is standard output"),
                   OPT_REVIEW},
    [ID_IMPORT] = {"import", 0, N_("FILE"), N_("take over what such a file says; - is standard input"),
                   OPT_REVIEW},
    [ID_FROM] = {"from", 0, N_("DATE|RUN"),
                 N_("the earlier visit: its number, or the newest up to a day (default the one before)"),
                 OPT_DIFF},
    [ID_TO] = {"to", 0, N_("DATE|RUN"), N_("the later visit (default the newest)"), OPT_DIFF},
    [ID_DIFF_FORMAT] = {"format", 0, N_("LIST"), N_("of text, json, html (default text)"), OPT_DIFF},
    [ID_DIFF_OUT] = {"output", 'o', N_("DIR"),
                     N_("write changes.txt, changes.json, changes.html there, not to standard output"),
                     OPT_DIFF},
    [ID_DIFF_JSON] = {"json", 0, NULL, N_("the same as --format json"), OPT_DIFF},
    [ID_TODO_FORMAT] = {"format", 0, N_("text|csv|ics"),
                        N_("text, a table for Excel, or a calendar (default text)"), OPT_TODO},
    [ID_SCORES] = {"scores", 0, N_("FILE"),
                   N_("results of the assessment, of this year and the last: YAML or a table (CSV)"),
                   OPT_SCORES},
    [ID_DRAFT_FORMAT] = {"format", 0, N_("LIST"),
                         N_("docx, md; of itas also xlsx (default all that the paper has)"), OPT_DRAFT},
    [ID_DRAFT_OUT] = {"output", 'o', N_("DIR"), N_("where papers go (default ./oit-report/)"), OPT_DRAFT},
    [ID_DRAFT_FROM] = {"from", 0, N_("DATE|RUN"),
                       N_("of o43: the visit before the measures (default the first on record)"), OPT_DRAFT},
    [ID_THAI_DIGITS] = {"thai-digits", 0, NULL, N_("figures in Thai digits"), OPT_DRAFT},
    [ID_FINAL] = {"final", 0, NULL, N_("without the word \"draft\" on each page"), OPT_DRAFT},
    [ID_DRY_RUN] = {"dry-run", 0, NULL,
                    N_("show what would be sent or written; nothing is sent, written or remembered"),
                    OPT_ALERT | OPT_TIMER},
    [ID_WAIT] =
        {"wait", 0, N_("SECONDS"),
         N_("go on trying for so long when a server takes nothing (default 0: the next run tries again)"),
         OPT_ALERT},
    [ID_CONFIG] = {"config", 0, N_("FILE"), N_("settings to use (default $XDG_CONFIG_HOME/oit/config.yaml)"),
                   OPT_ALL},
    [ID_LANG] = {"lang", 0, N_("th|en"), N_("language (default th)"), OPT_ALL},
    [ID_QUIET] = {"quiet", 'q', NULL, N_("only results and errors"), OPT_ALL},
    [ID_VERBOSE] = {"verbose", 'v', NULL, N_("tell every request"), OPT_ALL},
    [ID_NO_PROGRESS] = {"no-progress", 0, NULL, N_("no progress line"), OPT_ALL},
    [ID_NO_COLOR] = {"no-color", 0, NULL, N_("no colours"), OPT_ALL},
    [ID_HELP] = {"help", 'h', NULL, N_("this text"), OPT_ALL},
    {NULL, 0, NULL, NULL, 0},
};

void
options_init(struct options *o)
{
    *o = (struct options){
        .lang = LANG_TH,
        .rate = 1,
        .connections = 1,
        .timeout_s = 30,
        .max_depth = 15,
        .keep_runs = 24,
        .max_pages = 3000,
        .max_documents = 500,
        .ocr_pages = LIMIT_OCR_PAGES,
        .max_time_s = 7200,
        .fail_under = -1,
        .jobs = 8,
        .deadline_s = -1,
        .at_minutes = -1,
    };
    if (getenv("OIT_LANG") != NULL) {
        o->lang = strcmp(getenv("OIT_LANG"), "en") == 0 ? LANG_EN : LANG_TH;
        o->given[ID_LANG] = true;
    }
    o->no_color = getenv("NO_COLOR") != NULL;
}

/* The value of a long option, in its own word or the next; NULL when argv[i] is another. */
static const char *
peek_value(int argc, char **argv, int i, const char *name)
{
    size_t n = strlen(name);

    if (strncmp(argv[i], name, n) != 0)
        return NULL;
    if (argv[i][n] == '=')
        return argv[i] + n + 1;
    return argv[i][n] == '\0' && i + 1 < argc ? argv[i + 1] : NULL;
}

void
options_peek(struct options *o, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *lang = peek_value(argc, argv, i, "--lang");
        const char *config = peek_value(argc, argv, i, "--config");

        if (config != NULL)
            o->config = config;
        if (lang == NULL || (strcmp(lang, "en") != 0 && strcmp(lang, "th") != 0))
            continue;
        o->lang = strcmp(lang, "en") == 0 ? LANG_EN : LANG_TH;
        o->given[ID_LANG] = true;
    }
}

/* ------------------------------------------------------------------ values */

static int
bad_value(struct err *e, const struct option_text *t, const char *value, const char *next)
{
    char input[128];

    snprintf(input, sizeof input, "--%s", t->name);
    return err_set(e, ERR_USAGE, input, next, _("\"%s\" is not a value for this option"), value);
}

static int
read_number(struct err *e, const struct option_text *t, const char *value, uint64_t min, uint64_t max,
            uint64_t *out)
{
    char next[128];

    if (str_to_u64(str_of(value), out) && *out >= min && *out <= max)
        return 0;
    snprintf(next, sizeof next, _("give a whole number from %llu to %llu"), (unsigned long long)min,
             (unsigned long long)max);
    return bad_value(e, t, value, next);
}

static int
read_rate(struct options *o, struct err *e, const struct option_text *t, const char *value)
{
    char *end;
    double rate = strtod(value, &end);

    if (end == value || (*end != '\0' && strcmp(end, "/s") != 0) || !(rate >= 0 && rate <= 1000))
        return bad_value(e, t, value, _("give requests per second, e.g. 1 or 0.5; 0 for no pause"));
    o->rate = rate;
    return 0;
}

static int
read_scores(struct err *e, const struct option_text *t, const char *value, int *out, size_t *n)
{
    struct str rest = str_of(value), piece;

    for (*n = 0; str_next(&rest, ',', &piece); (*n)++)
        if (*n == 16 || !score_parse(str_trim(piece), &out[*n]))
            return bad_value(e, t, value,
                             _("give scores from 0 to 100 with commas between, e.g. 84.72,75.90"));
    return *n > 0
               ? 0
               : bad_value(e, t, value, _("give scores from 0 to 100 with commas between, e.g. 84.72,75.90"));
}

static int
read_fail_on(struct options *o, struct err *e, const struct option_text *t, const char *value)
{
    struct str rest = str_of(value), piece;
    char word[32];

    while (str_next(&rest, ',', &piece)) {
        piece = str_trim(piece);
        snprintf(word, sizeof word, "%.*s", STR_ARGS(piece));
        if (strcmp(word, "regression") != 0 && verdict_of_name(word) == VERDICT_COUNT)
            return bad_value(e, t, value,
                             _("use found, partial, stale, missing, unassessed, review, waived, "
                               "not_applicable or regression"));
    }
    o->fail_on = value;
    return 0;
}

static int
add_to_list(struct err *e, const struct option_text *t, const char *value, const char **list, size_t *n)
{
    if (*n == LIST_MAX)
        return bad_value(e, t, value, _("the option was given too often"));
    list[(*n)++] = value;
    return 0;
}

static int
read_limits(struct options *o, enum option_id id, struct err *e, const struct option_text *t,
            const char *value)
{
    uint64_t n = 0;
    int bad = -1;

    if (id == ID_MAX_PAGES)
        return read_number(e, t, value, 1, 1000000, &o->max_pages);
    if (id == ID_MAX_DOCUMENTS)
        return read_number(e, t, value, 0, 1000000, &o->max_documents);
    if (id == ID_OCR_PAGES)
        return read_number(e, t, value, 0, 100, &o->ocr_pages);
    if (id == ID_JOBS)
        return read_number(e, t, value, 1, LIMIT_JOBS, &o->jobs);
    if (id == ID_CONNECTIONS && (bad = read_number(e, t, value, 1, 16, &n)) == 0)
        o->connections = (int)n;
    if (id == ID_MAX_TIME && (bad = read_number(e, t, value, 1, 30 * 86400, &n)) == 0)
        o->max_time_s = (int64_t)n;
    if (id == ID_WAIT && (bad = read_number(e, t, value, 0, 30 * 86400, &n)) == 0)
        o->wait_s = (int64_t)n;
    if (id == ID_MAX_DEPTH && (bad = read_number(e, t, value, 0, 1000, &n)) == 0)
        o->max_depth = (int)n;
    if (id == ID_TIMEOUT && (bad = read_number(e, t, value, 1, 3600, &n)) == 0)
        o->timeout_s = (int)n;
    if (id == ID_KEEP_RUNS && (bad = read_number(e, t, value, 1, 10000, &n)) == 0)
        o->keep_runs = (int)n;
    return bad;
}

/* Is every word of a list one of the known? */
static bool
words_among(const char *list, const char *known)
{
    struct str rest = str_of(list), piece;

    while (str_next(&rest, ',', &piece)) {
        struct str words = str_of(known), word;
        bool found = false;

        while (!found && str_next(&words, ',', &word))
            found = str_eq(str_trim(piece), word);
        if (!found)
            return false;
    }
    return list[0] != '\0';
}

/* Seconds until the clock of this machine shows hour:minute next. */
static int64_t
seconds_until(int hour, int minute)
{
    time_t now = (time_t)clock_now(), then;
    struct tm t;

    localtime_r(&now, &t);
    t.tm_hour = hour;
    t.tm_min = minute;
    t.tm_sec = 0;
    t.tm_isdst = -1;
    then = mktime(&t);
    if (then <= now) {
        t.tm_mday++;
        t.tm_isdst = -1;
        then = mktime(&t);
    }
    return (int64_t)(then - now);
}

/* "06:00"; false for anything else. */
static bool
read_clock(struct str s, uint64_t *hour, uint64_t *minute)
{
    size_t colon = str_find_char(s, ':', 0);

    return colon != STR_NOT_FOUND && s.n == colon + 3 && str_to_u64(str_sub(s, 0, colon), hour) &&
           str_to_u64(str_sub(s, colon + 1, s.n), minute) && *hour <= 23 && *minute <= 59;
}

static int
read_deadline(struct options *o, struct err *e, const struct option_text *t, const char *value)
{
    struct str s = str_of(value);
    size_t colon = str_find_char(s, ':', 0);
    uint64_t hour = 0, minute = 0;

    if (colon == STR_NOT_FOUND && str_to_u64(s, &hour) && hour >= 1 && hour <= 30 * 86400) {
        o->deadline_s = (int64_t)hour;
        return 0;
    }
    if (!read_clock(s, &hour, &minute))
        return bad_value(e, t, value, _("give a time of day, e.g. 06:00, or a number of seconds"));
    o->deadline_s = seconds_until((int)hour, (int)minute);
    return 0;
}

static int
read_at(struct options *o, struct err *e, const struct option_text *t, const char *value)
{
    uint64_t hour = 0, minute = 0;

    if (!read_clock(str_of(value), &hour, &minute))
        return bad_value(e, t, value, _("give a time of day, e.g. 06:00"));
    o->at_minutes = (int)(hour * 60 + minute);
    return 0;
}

static int
read_every(struct options *o, struct err *e, const struct option_text *t, const char *value)
{
    static const char *const known[] = {
        [DAY_EVERY] = "day",           [DAY_MONDAY] = "monday",     [DAY_TUESDAY] = "tuesday",
        [DAY_WEDNESDAY] = "wednesday", [DAY_THURSDAY] = "thursday", [DAY_FRIDAY] = "friday",
        [DAY_SATURDAY] = "saturday",   [DAY_SUNDAY] = "sunday",     [DAY_OF_MONTH] = "month"};

    o->every = strcmp(value, "week") == 0 ? DAY_MONDAY : DAY_DEFAULT;
    for (int i = DAY_EVERY; i <= DAY_OF_MONTH; i++)
        if (str_eq_nocase(str_of(value), str_of(known[i])))
            o->every = (enum schedule_day)i;
    if (o->every == DAY_DEFAULT)
        return bad_value(e, t, value, _("use day, week, month, or a day of the week: monday …"));
    return 0;
}

static int
read_words(struct options *o, enum option_id id, struct err *e, const struct option_text *t,
           const char *value)
{
    struct date day;

    switch (id) {
    case ID_AS_OF:
        if (!date_parse_iso(str_of(value), &day) || day.year >= BUDDHIST_YEAR)
            return bad_value(e, t, value, _("give a Gregorian date as year-month-day, e.g. 2023-04-28"));
        o->as_of = value;
        return 0;
    case ID_UNTIL:
        if (!date_parse_iso(str_of(value), &day) || day.year >= BUDDHIST_YEAR)
            return bad_value(e, t, value, _("give a Gregorian date as year-month-day, e.g. 2026-12-31"));
        o->until = value;
        return 0;
    case ID_TODO_FORMAT:
        if (strcmp(value, "text") != 0 && strcmp(value, "csv") != 0 && strcmp(value, "ics") != 0)
            return bad_value(e, t, value, _("use text, csv or ics"));
        o->format = value;
        return 0;
    case ID_DRAFT_FORMAT:
        if (!words_among(value, "docx,md,xlsx"))
            return bad_value(e, t, value, _("use docx, md, xlsx, or several with commas between"));
        o->format = value;
        return 0;
    case ID_DIFF_FORMAT:
        if (!words_among(value, "text,json,html"))
            return bad_value(e, t, value, _("use text, json, html, or several with commas between"));
        o->format = value;
        return 0;
    case ID_SCOPE:
        if (strcmp(value, "path") != 0 && strcmp(value, "host") != 0)
            return bad_value(e, t, value, _("use path or host"));
        o->scope_path = strcmp(value, "path") == 0;
        return 0;
    case ID_LANG:
        if (strcmp(value, "th") != 0 && strcmp(value, "en") != 0)
            return bad_value(e, t, value, _("use th or en"));
        o->lang = strcmp(value, "en") == 0 ? LANG_EN : LANG_TH;
        return 0;
    case ID_FAIL_UNDER:
        if (!score_parse(str_of(value), &o->fail_under))
            return bad_value(e, t, value, _("give a score from 0 to 100, e.g. 85"));
        return 0;
    default:
        return -1;
    }
}

/* Where the value of an option goes that is taken as it is; NULL for others. */
static const char **
plain_of(struct options *o, enum option_id id)
{
    switch (id) {
    case ID_REASON:
        return &o->reason;
    case ID_BY:
        return &o->by;
    case ID_EXPORT:
        return &o->export_to;
    case ID_IMPORT:
        return &o->import_from;
    case ID_FROM:
        return &o->from;
    case ID_TO:
        return &o->to;
    case ID_CONFIG:
        return &o->config;
    case ID_RUN_AS:
        return &o->run_as;
    case ID_NAME:
        return &o->name;
    case ID_DIFF_OUT:
    case ID_DRAFT_OUT:
        return &o->out;
    case ID_SCORES:
        return &o->scores;
    case ID_DRAFT_FROM:
        return &o->from;
    default:
        return NULL;
    }
}

static int
set_value(struct options *o, enum option_id id, const char *value, struct err *e)
{
    const struct option_text *t = &option_texts[id];

    switch (id) {
    case ID_PACK:
    case ID_YEAR:
        o->pack = value;
        return 0;
    case ID_RULES:
        return add_to_list(e, t, value, o->rules, &o->rules_n);
    case ID_ALSO:
        return add_to_list(e, t, value, o->also, &o->also_n);
    case ID_ALLOW:
        return add_to_list(e, t, value, o->allow, &o->allow_n);
    case ID_DATA:
        o->data = value;
        return 0;
    case ID_OUT:
        o->out = value;
        return 0;
    case ID_FORMAT:
        o->format = value;
        return 0;
    case ID_CA_FILE:
        o->ca_file = value;
        return 0;
    case ID_PROXY:
        o->proxy = value;
        return 0;
    case ID_CONTACT:
        o->contact = value;
        return 0;
    case ID_STATUS:
        o->status = value;
        return 0;
    case ID_DEADLINE:
        return read_deadline(o, e, t, value);
    case ID_AT:
        return read_at(o, e, t, value);
    case ID_EVERY:
        return read_every(o, e, t, value);
    case ID_RATE:
        return read_rate(o, e, t, value);
    case ID_FAIL_ON:
        return read_fail_on(o, e, t, value);
    case ID_SET:
        return add_to_list(e, t, value, o->set, &o->set_n);
    case ID_WAIVE:
        return add_to_list(e, t, value, o->waive, &o->waive_n);
    case ID_CLEAR:
        return add_to_list(e, t, value, o->clear, &o->clear_n);
    case ID_CREDENTIAL:
        return add_to_list(e, t, value, o->credential, &o->credential_n);
    case ID_IIT:
        return read_scores(e, t, value, o->iit, &o->iit_n);
    case ID_EIT:
        return read_scores(e, t, value, o->eit, &o->eit_n);
    case ID_AS_OF:
    case ID_UNTIL:
    case ID_SCOPE:
    case ID_LANG:
    case ID_FAIL_UNDER:
    case ID_TODO_FORMAT:
    case ID_DIFF_FORMAT:
    case ID_DRAFT_FORMAT:
        return read_words(o, id, e, t, value);
    default:
        if (plain_of(o, id) == NULL)
            return read_limits(o, id, e, t, value);
        *plain_of(o, id) = value;
        return 0;
    }
}

static void
set_switch(struct options *o, enum option_id id)
{
    switch (id) {
    case ID_LIST:
        o->list = true;
        break;
    case ID_DRY_RUN:
        o->dry_run = true;
        break;
    case ID_DIFF_JSON:
    case ID_JSON:
        o->json = true;
        break;
    case ID_ALLOW_PRIVATE:
        o->allow_private = true;
        break;
    case ID_BAD_TLS:
        o->allow_bad_tls = true;
        break;
    case ID_IGNORE_ROBOTS:
        o->ignore_robots = true;
        break;
    case ID_OWN_SITE:
        o->own_site = true;
        break;
    case ID_QUIET:
        o->quiet = true;
        break;
    case ID_VERBOSE:
        o->verbose = true;
        break;
    case ID_NO_PROGRESS:
        o->no_progress = true;
        break;
    case ID_NO_COLOR:
        o->no_color = true;
        break;
    case ID_THAI_DIGITS:
        o->thai_digits = true;
        break;
    case ID_FINAL:
        o->final = true;
        break;
    case ID_BY_USER:
        o->by_user = true;
        break;
    case ID_BY_SYSTEM:
        o->by_system = true;
        break;
    case ID_BY_CRON:
        o->by_cron = true;
        break;
    case ID_YES:
        o->yes = true;
        break;
    default:
        o->help = true;
        break;
    }
}

/* ------------------------------------------------------------------ reading */

int
options_find(struct str name, unsigned groups)
{
    for (int i = 0; option_texts[i].name != NULL; i++)
        if (str_eq(name, str_of(option_texts[i].name)) && option_texts[i].groups & groups)
            return i;
    return -1;
}

static int
find_letter(char letter, unsigned groups)
{
    for (int i = 0; option_texts[i].name != NULL; i++)
        if (option_texts[i].letter == letter && option_texts[i].groups & groups)
            return i;
    return -1;
}

static int
unknown(const char *command, unsigned groups, const char *word, struct str name, struct err *e)
{
    struct suggest s = suggest_for(name);
    char next[256];

    if (options_find(name, ~0u) >= 0) {
        snprintf(next, sizeof next, _("see \"oit %s --help\" for what it knows"), command);
        return err_set(e, ERR_USAGE, word, next, _("\"%s\" does not take this option"), command);
    }
    for (int i = 0; option_texts[i].name != NULL; i++)
        if (option_texts[i].groups & groups)
            suggest_try(&s, str_of(option_texts[i].name));
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean --%.*s?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, _("see \"oit %s --help\" for what it knows"), command);
    return err_set(e, ERR_USAGE, word, next, "%s", _("there is no such option"));
}

bool
options_take_next(const char *word)
{
    int id = -1;

    if (word[0] == '-' && word[1] == '-')
        id = options_find(str_of(word + 2), ~0u);
    else if (word[0] == '-' && word[1] != '\0' && word[2] == '\0')
        id = find_letter(word[1], ~0u);
    return id >= 0 && option_texts[id].argument != NULL;
}

struct reader {
    struct options *o;
    const char *command;
    unsigned groups;
    int argc, at;
    char **argv;
    struct err *e;
};

/* --pack and --year say the same thing. */
static void
mark_given(struct options *o, enum option_id id)
{
    o->given[id] = true;
    if (id == ID_PACK || id == ID_YEAR)
        o->given[ID_PACK] = o->given[ID_YEAR] = true;
}

static int
read_option(struct reader *r, int id, const char *attached)
{
    const struct option_text *t = &option_texts[id];
    const char *value = attached;

    mark_given(r->o, (enum option_id)id);
    if (t->argument == NULL) {
        if (attached != NULL)
            return bad_value(r->e, t, attached, _("the option takes no value"));
        set_switch(r->o, (enum option_id)id);
        return 0;
    }
    if (value == NULL && r->at + 1 < r->argc)
        value = r->argv[++r->at];
    if (value == NULL || *value == '\0') {
        char input[128];
        snprintf(input, sizeof input, "--%s", t->name);
        return err_set(r->e, ERR_USAGE, input, _(t->help), "%s", _("the option needs a value"));
    }
    return set_value(r->o, (enum option_id)id, value, r->e);
}

static int
read_long(struct reader *r, const char *word)
{
    const char *equals = strchr(word, '=');
    struct str name = {word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2)};
    int id = options_find(name, r->groups);

    if (id < 0)
        return unknown(r->command, r->groups, word, name, r->e);
    return read_option(r, id, equals ? equals + 1 : NULL);
}

static int
read_short(struct reader *r, const char *word)
{
    int id = find_letter(word[1], r->groups);

    if (id < 0)
        return unknown(r->command, r->groups, word, str_of(word + 1), r->e);
    return read_option(r, id, word[2] != '\0' ? word + 2 : NULL);
}

/* Behind the command that is to be scheduled only words of the schedule itself are ours. */
static bool
is_for_later(const struct reader *r, const char *word)
{
    const char *equals = strchr(word, '=');
    struct str name = {word + 2, equals ? (size_t)(equals - word - 2) : strlen(word) - 2};

    if (!(r->groups & OPT_TIMER) || r->o->operand_n < 2 || word[0] != '-' ||
        strcmp(r->o->operand[0], "remove") == 0)
        return false;
    if (word[1] == '-')
        return options_find(name, OPT_TIMER) < 0;
    return find_letter(word[1], OPT_TIMER) < 0;
}

int
options_read(struct options *o, const char *command, unsigned groups, int argc, char **argv, struct err *e)
{
    struct reader r = {o, command, groups | OPT_ALL, argc, 1, argv, e};
    bool only_operands = false;

    for (; r.at < argc; r.at++) {
        const char *word = argv[r.at];
        int bad = 0;

        if (!only_operands && strcmp(word, "--") == 0)
            only_operands = true;
        else if (!only_operands && word[0] == '-' && word[1] == '-' && !is_for_later(&r, word))
            bad = read_long(&r, word);
        else if (!only_operands && word[0] == '-' && word[1] != '\0' && word[1] != '-' &&
                 !is_for_later(&r, word))
            bad = read_short(&r, word);
        else if (o->operand_n == OPERANDS_MAX)
            bad = err_set(e, ERR_USAGE, word, _("\"oit --help\" lists the commands"), "%s",
                          _("too many operands"));
        else
            o->operand[o->operand_n++] = word;
        if (bad)
            return -1;
    }
    return 0;
}

int
options_agree(const struct options *o, struct err *e)
{
    if (o->ignore_robots && !o->own_site)
        return err_set(e, ERR_USAGE, "--ignore-robots",
                       _("add --i-own-this-site if the site is yours, or leave the option out"), "%s",
                       _("robots.txt may only be ignored on a site of one's own"));
    return 0;
}

/* ------------------------------------------------------------------ from the configuration file */

bool
options_default(struct options *o, unsigned groups, struct str name, const char *value, int *bad,
                struct err *e)
{
    int id = options_find(name, groups | OPT_ALL);
    bool no;

    *bad = 0;
    if (id < 0)
        return false;
    if (o->given[id])
        return true;
    if (option_texts[id].argument != NULL) {
        *bad = set_value(o, (enum option_id)id, value, e);
        return true;
    }
    no = strcmp(value, "false") == 0;
    if (!no && strcmp(value, "true") != 0)
        *bad = bad_value(e, &option_texts[id], value, _("write true or false"));
    else if (!no)
        set_switch(o, (enum option_id)id);
    return true;
}

bool
options_repeats(int id)
{
    return id == ID_RULES || id == ID_ALSO || id == ID_ALLOW;
}

/* What is said once, about one item or one comparison, is no setting. */
bool
options_is_setting(int id)
{
    switch ((enum option_id)id) {
    case ID_HELP:
    case ID_CONFIG:
    case ID_SET:
    case ID_WAIVE:
    case ID_CLEAR:
    case ID_REASON:
    case ID_LIST:
    case ID_EXPORT:
    case ID_IMPORT:
    case ID_FROM:
    case ID_TO:
    case ID_DRAFT_FROM:
    case ID_DRY_RUN:
    case ID_EVERY:
    case ID_AT:
    case ID_BY_USER:
    case ID_BY_SYSTEM:
    case ID_BY_CRON:
    case ID_RUN_AS:
    case ID_CREDENTIAL:
    case ID_NAME:
    case ID_YES:
        return false;
    default:
        return true;
    }
}

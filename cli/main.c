/*
 * oit: what does a local government's website really publish?
 * One table names the commands; help, suggestions and dispatch are printed from it.
 */
#include "base/log.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/config.h"
#include "rules/suggest.h"
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct command commands[] = {
    {"scan", N_("URL"), N_("visit a site, judge every item, write the reports"),
     OPT_RULES | OPT_OUTPUT | OPT_CRAWL | OPT_READING | OPT_POLICY | OPT_DATA | OPT_SCORES, 1, 1, cmd_scan,
     "oit scan www.tuayang.example\noit scan https://www.tuayang.example --year 2566 -o report\n"
     "oit scan www.tuayang.example --json --fail-under 85 > result.json"},
    {"batch", N_("SITES.csv"),
     N_("visit the sites of a list, several at once, and write the view of them all"),
     OPT_RULES | OPT_OUTPUT | OPT_CRAWL | OPT_READING | OPT_POLICY | OPT_DATA | OPT_BATCH, 0, 1, cmd_batch,
     "oit batch sites.csv -o province\noit batch sites.csv -o province --jobs 16 --deadline 06:00\n"
     "oit batch --status province"},
    {"schedule", N_("install|show|remove [COMMAND …]"),
     N_("have scan, batch or alert run by itself: systemd, cron, CI"), OPT_TIMER, 1, LIST_MAX, cmd_schedule,
     "oit schedule install scan www.tuayang.example --dry-run\noit schedule install --every friday --at "
     "20:00 "
     "batch sites.csv -o province --deadline 06:00\noit schedule show\noit schedule remove batch-sites"},
    {"judge", N_("FILE"), N_("judge again what a site file holds, without the network"),
     OPT_RULES | OPT_OUTPUT | OPT_READING | OPT_POLICY | OPT_DATA | OPT_SCORES, 1, 1, cmd_judge,
     "oit judge www.tuayang.example.oit --year 2565\noit judge www.tuayang.example.oit --as-of 2023-04-28 "
     "--json"},
    {"report", N_("FILE"), N_("write the reports of the last judgement"),
     OPT_RULES | OPT_OUTPUT | OPT_DATA | OPT_SCORES | OPT_VISIT, 1, 1, cmd_report,
     "oit report www.tuayang.example.oit --format html -o report\n"
     "oit report www.tuayang.example.oit --visit 2023-04-28 -o report"},
    {"todo", N_("FILE"), N_("what to do first, with place and wording"),
     OPT_RULES | OPT_DATA | OPT_SCORES | OPT_TODO | OPT_VISIT, 1, 1, cmd_todo,
     "oit todo www.tuayang.example.oit\noit todo www.tuayang.example.oit --format csv > todo.csv\n"
     "oit todo www.tuayang.example.oit --format ics > todo.ics"},
    {"explain", N_("ITEM FILE"), N_("one item's whole reasoning"),
     OPT_RULES | OPT_DATA | OPT_SCORES | OPT_VISIT, 2, 2, cmd_explain,
     "oit explain O24 www.tuayang.example.oit"},
    {"review", N_("FILE"), N_("a person's word on items: accept, overrule, waive"),
     OPT_RULES | OPT_DATA | OPT_SCORES | OPT_REVIEW, 1, 1, cmd_review,
     N_("oit review www.tuayang.example.oit\n"
        "oit review www.tuayang.example.oit --set O24=found --reason \"opened and read\" --by \"municipal "
        "clerk\"\n"
        "oit review www.tuayang.example.oit --waive O21 --reason \"no purchases\" --by clerk --until "
        "2026-12-31\n"
        "oit review www.tuayang.example.oit --export reviews.yaml")},
    {"diff", N_("FILE"), N_("what changed between two visits, and why"),
     OPT_RULES | OPT_DATA | OPT_SCORES | OPT_DIFF, 1, 1, cmd_diff,
     "oit diff www.tuayang.example.oit\noit diff www.tuayang.example.oit --from 2023-03-01 --to 2023-04-28 "
     "--json"},
    {"draft", N_("KIND FILE"), N_("papers to fill in: itas, o42, o43, memo, channels"),
     OPT_RULES | OPT_DATA | OPT_SCORES | OPT_DRAFT, 2, 2, cmd_draft,
     "oit draft itas www.tuayang.example.oit\n"
     "oit draft o42 www.tuayang.example.oit --scores scores.yaml --thai-digits -o papers\n"
     "oit draft memo www.tuayang.example.oit --format docx"},
    {"alert", N_("[FILE|DIR...]"), N_("tell people what got worse or recovered, by mail and webhooks"),
     OPT_RULES | OPT_DATA | OPT_ALERT, 0, OPERANDS_MAX, cmd_alert,
     "oit alert www.tuayang.example.oit --config alerts.yaml\noit alert sites --dry-run\n"
     "oit alert --data sites --wait 900"},
    {"rules", N_("list|show|check|test|diff [NAME | FILE...]"),
     N_("the checklists and topics, their examples and faults, and what a change of them turns"),
     OPT_RULES | OPT_DATA, 1, LIST_MAX, cmd_rules,
     "oit rules list\noit rules show oit-2566\noit rules show procurement-plan\noit rules test --rules "
     "my-rules\noit rules check www.tuayang.example.oit\noit rules diff rules-before rules-now "
     "www.tuayang.example.oit"},
    {"config", N_("check"), N_("is the configuration file understood?"), 0, 1, 1, cmd_config,
     "oit config check\noit config check --config office.yaml"},
    {"doctor", "", N_("what this machine has and lacks"), OPT_DATA, 0, 0, cmd_doctor, "oit doctor"},
    {"version", "", N_("version of the program"), 0, 0, 0, cmd_version, "oit version"},
    {NULL, NULL, NULL, 0, 0, 0, NULL, NULL},
};

static const struct command *
find_command(const char *name)
{
    for (const struct command *c = commands; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

static void
print_examples(const char *examples)
{
    struct str rest = str_of(examples), line;

    while (str_next(&rest, '\n', &line))
        printf("  %.*s\n", STR_ARGS(line));
}

/* Pad by what a terminal shows, not by bytes. */
static void
print_row(const char *left, size_t width, const char *right)
{
    size_t columns = utf8_columns(str_of(left));

    printf("  %s%*s  %s\n", left, columns < width ? (int)(width - columns) : 0, "", right);
}

static const struct {
    const char *code, *meaning;
} exit_codes[] = {
    {"0", N_("done; the policy is met, or none was set")},
    {"1", N_("done; the policy (--fail-under, --fail-on) is not met")},
    {"2", N_("wrong option, configuration or rules; nothing was scanned")},
    {"3", N_("done, but part of the site could not be looked at")},
    {"4", N_("no page of the site could be read")},
    {"5", N_("the program or this machine failed")},
    {"141", N_("whoever read the output has ended before it was all written")},
    {"130 143", N_("interrupted; the same command goes on")},
};

static void
print_help(void)
{
    printf("%s\n\n%s\n",
           _("oit: checks what a local government's website really publishes for the OIT assessment"),
           _("Examples:"));
    print_examples("oit scan www.tuayang.example\noit todo www.tuayang.example.oit\noit explain O24 "
                   "www.tuayang.example.oit");
    printf("\n%s\n", _("Commands:"));
    for (const struct command *c = commands; c->name != NULL; c++)
        print_row(c->name, 8, _(c->summary));
    printf("\n%s\n", _("\"oit COMMAND --help\" shows the options of a command and more examples."));
    printf("\n%s\n", _("Exit codes:"));
    for (size_t i = 0; i < sizeof exit_codes / sizeof exit_codes[0]; i++)
        print_row(exit_codes[i].code, 8, _(exit_codes[i].meaning));
}

static void
print_command_help(const struct command *c)
{
    printf("oit %s %s\n%s\n\n%s\n", c->name, _(c->operands), _(c->summary), _("Examples:"));
    print_examples(_(c->examples));
    printf("\n%s\n", _("Options:"));
    for (const struct option_text *t = option_texts; t->name != NULL; t++) {
        char left[128], letter[8] = "";

        if (!(t->groups & (c->groups | OPT_ALL)))
            continue;
        if (t->letter != 0)
            snprintf(letter, sizeof letter, "-%c, ", t->letter);
        snprintf(left, sizeof left, "%s--%s %s", letter, t->name, t->argument != NULL ? _(t->argument) : "");
        print_row(left, 26, _(t->help));
    }
}

static int
unknown_command(const char *name)
{
    struct suggest s = suggest_for(str_of(name));
    struct err e = {0};
    char next[256];

    for (const struct command *c = commands; c->name != NULL; c++)
        suggest_try(&s, str_of(c->name));
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"oit %.*s\"?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, "%s", _("\"oit --help\" lists the commands"));
    err_set(&e, ERR_USAGE, name, next, "%s",
            name[0] == '-' ? _("no command is named") : _("there is no such command"));
    err_print(&e);
    return EXIT_WRONG_USE;
}

static int
wrong_operands(const struct command *c, const struct options *o)
{
    struct err e = {0};
    char input[64], next[256];

    snprintf(input, sizeof input, "oit %s", c->name);
    snprintf(next, sizeof next, _("write: oit %s %s"), c->name, _(c->operands));
    err_set(&e, ERR_USAGE, input, next, "%s",
            o->operand_n < c->min_operands ? _("an operand is missing") : _("too many operands"));
    err_print(&e);
    return EXIT_WRONG_USE;
}

/* The command line, then what the configuration file says where it is silent.  Help needs no file. */
static int
read_all_options(const struct command *c, struct options *o, int argc, char **argv, struct arena *a,
                 struct err *e)
{
    if (options_read(o, c->name, c->groups, argc, argv, e) != 0)
        return -1;
    if (o->help || c->run == cmd_config || c->run == cmd_version)
        return 0;
    if (config_load(a, o->config, &o->settings, NULL, e) != 0 ||
        config_apply(o->settings, c->name, c->groups, o, e) != 0)
        return -1;
    say_init(session_share_dir(a), o->lang);
    return options_agree(o, e);
}

static int
run_command(const struct command *c, struct options *o, int argc, char **argv, struct arena *a)
{
    struct err e = {0};
    int code;

    if (read_all_options(c, o, argc, argv, a, &e) != 0) {
        err_print(&e);
        return EXIT_WRONG_USE;
    }
    log_set_level(o->quiet ? LOG_QUIET : o->verbose ? LOG_VERBOSE : LOG_NORMAL);
    if (o->help) {
        print_command_help(c);
        return EXIT_OK;
    }
    if (o->operand_n < c->min_operands || o->operand_n > c->max_operands)
        return wrong_operands(c, o);
    code = c->run(o, &e);
    if (code >= 0)
        return code;
    err_print(&e);
    return err_exit(&e);
}

/* "oit help NAME", or no command at all: then word is what stands first, NULL for nothing. */
static int
help(const struct options *o, const char *name, const char *word)
{
    const struct command *c = name != NULL ? find_command(name) : NULL;

    if (name != NULL && c == NULL)
        return unknown_command(name);
    if (word != NULL && strcmp(word, "--version") == 0)
        return cmd_version(o, NULL);
    if (word != NULL && strcmp(word, "--help") != 0 && strcmp(word, "-h") != 0)
        return unknown_command(word);
    if (c != NULL)
        print_command_help(c);
    else
        print_help();
    return EXIT_OK;
}

/* No command is named, at most a language; reads what may stand before "--help" and "--version". */
static int
help_alone(const struct options *o, int argc, char **argv)
{
    struct options given;
    struct err e = {0};
    int word = 1;

    while (word < argc && strncmp(argv[word], "--lang", 6) == 0)
        word += argv[word][6] == '\0' ? 2 : 1;
    options_init(&given);
    if (options_read(&given, "help", 0, word < argc ? word : argc, argv, &e) == 0)
        return help(o, NULL, word < argc ? argv[word] : NULL);
    err_print(&e);
    return EXIT_WRONG_USE;
}

/* Place of the first word from a place on that is no option and no value of one; 0: there is none. */
static int
word_place(int from, int argc, char **argv)
{
    for (int i = from; i < argc; i++) {
        if (argv[i][0] != '-')
            return i;
        i += options_take_next(argv[i]);
    }
    return 0;
}

/*
 * A standard stream that the caller closed would lend its number to the next file or connection, and our
 * output would land in it.  A stand-in that cannot be written keeps the number taken and the fault visible.
 */
static void
keep_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)!open("/dev/null", O_RDONLY);
}

/* What help and the like have left in the buffer of stdout. */
static int
end_output(int code)
{
    struct err e = {0};

    if (code != EXIT_OK || outputs_print(STR(""), &e) == 0)
        return code;
    err_print(&e);
    return err_exit(&e);
}

/* The words of a process stand one behind the other. */
static void
keep_line(struct options *o, int argc, char **argv)
{
    for (int i = 0; i < argc && (i == 0 || argv[i] == argv[0] + o->line_n); i++)
        o->line_n += strlen(argv[i]) + 1;
    o->line = argv[0];
}

/*
 * Parts of libcurl that nobody here asks for (LDAP, RTMP) bring GnuTLS along, which makes itself ready at
 * each start unless the program says that it need not (GNUTLS_SKIP_GLOBAL_INIT of its manual): 0.8 of the 15
 * M instructions until a command begins, and 0.7 MB.
 */
int _gnutls_global_init_skip(void);

int
_gnutls_global_init_skip(void)
{
    return 1;
}

int
main(int argc, char **argv)
{
    keep_streams();
    mem_begin();
    sha256_begin();
    return command_line(argc, argv, NULL);
}

int
command_line(int argc, char **argv, const struct inherited *inherited)
{
    struct options o;
    struct arena *a = arena_new(0);
    const struct command *c;
    int at = word_place(1, argc, argv), named, code;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error with a message, not an end */
    options_init(&o);
    o.inherited = inherited;
    if (inherited == NULL)
        keep_line(&o, argc, argv);
    options_peek(&o, argc, argv);
    say_init(session_share_dir(a), o.lang);
    if (at == 0) {
        code = help_alone(&o, argc, argv);
    } else if (strcmp(argv[at], "help") == 0) {
        named = word_place(at + 1, argc, argv);
        code = help(&o, named > 0 ? argv[named] : NULL, NULL);
    } else if ((c = find_command(argv[at])) == NULL) {
        code = unknown_command(argv[at]);
    } else {
        memmove(&argv[at], &argv[at + 1], sizeof argv[0] * (size_t)(argc - at));
        code = run_command(c, &o, argc - 1, argv, a);
    }
    code = end_output(code);
    arena_free(a);
    return code;
}

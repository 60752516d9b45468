/*
 * The command line: one table of options, read before or after operands.  Values point into argv or into
 * the options' own memory; freed by options_clear().
 */
#ifndef OIT_CLI_OPTIONS_H
#define OIT_CLI_OPTIONS_H

#include "base/err.h"
#include "base/say.h"

/* Which commands know an option. */
enum option_group {
    OPT_ALL = 1,          /* every command */
    OPT_RULES = 2,        /* pack, year, as-of, rules */
    OPT_OUTPUT = 4,       /* -o, format, json */
    OPT_CRAWL = 8,        /* what shapes a visit */
    OPT_POLICY = 16,      /* exit code 1 */
    OPT_DATA = 32,        /* where site files live */
    OPT_SCORES = 64,      /* results of the other instruments */
    OPT_READING = 128,    /* what reading documents may cost */
    OPT_BATCH = 256,      /* many sites */
    OPT_REVIEW = 1 << 16, /* what a person says of items */
    OPT_DIFF = 1 << 17,   /* two visits compared */
    OPT_TODO = 1 << 18,   /* the list of what to do */
    OPT_DRAFT = 1 << 19,  /* papers */
    OPT_ALERT = 1 << 20,  /* telling people */
    OPT_VISIT = 1 << 21,  /* one visit of those that a file remembers */
    OPT_TIMER = 1 << 24   /* a command that runs by itself */
};

enum schedule_day {
    DAY_DEFAULT,
    DAY_EVERY,
    DAY_MONDAY,
    DAY_TUESDAY,
    DAY_WEDNESDAY,
    DAY_THURSDAY,
    DAY_FRIDAY,
    DAY_SATURDAY,
    DAY_SUNDAY,
    DAY_OF_MONTH
};

#define LIST_MAX 64
#define OPERANDS_MAX 4096 /* site files of a province and more */
#define OPTIONS_MAX 128

struct inherited;

struct options {
    const struct inherited *inherited; /* command.h; NULL for none */
    char *line; /* where the machine looks when it shows what this process was started as */
    size_t line_n;
    enum lang lang;
    bool quiet, verbose, no_progress, no_color, help;
    const char *pack, *as_of;
    char as_of_room[16], until_room[16]; /* days as they are kept: ISO 8601 */
    const char *rules[LIST_MAX];
    size_t rules_n;
    const char *data, *out;
    const char *format;
    bool json;
    double rate;
    int connections, timeout_s, max_depth, keep_runs;
    uint64_t max_pages, max_documents, ocr_pages;
    int64_t max_time_s;
    const char *also[LIST_MAX], *allow[LIST_MAX];
    size_t also_n, allow_n;
    bool allow_private, allow_bad_tls, ignore_robots, own_site, scope_path;
    const char *ca_file, *proxy, *contact;
    int fail_under; /* hundredths, -1 when not given */
    const char *fail_on;
    int iit[16], eit[16];
    size_t iit_n, eit_n;
    const char *set[LIST_MAX], *waive[LIST_MAX], *clear[LIST_MAX];
    size_t set_n, waive_n, clear_n;
    const char *reason, *by, *until, *export_to, *import_from;
    bool list;
    const char *from, *to, *visit;
    const char *scores;
    bool thai_digits, final;
    const char *config;
    const struct config *settings; /* of the configuration file; NULL: none was read */
    bool given[OPTIONS_MAX];       /* by place in option_texts: said on the command line */
    uint64_t jobs;
    int64_t deadline_s; /* from the start, -1 when not given */
    const char *status;
    int64_t wait_s; /* to go on trying to send */
    enum schedule_day every;
    int at_minutes; /* of the day, -1 when not given */
    const char *name, *run_as;
    const char *credential[LIST_MAX]; /* NAME:FILE */
    size_t credential_n;
    bool by_user, by_system, by_cron, dry_run, yes;
    const char *operand[OPERANDS_MAX];
    size_t operand_n;
};

/* How its value is read. */
enum option_kind {
    OPTION_SWITCH,
    OPTION_TEXT,
    OPTION_LIST,  /* may be given several times */
    OPTION_INT,   /* int */
    OPTION_COUNT, /* uint64_t or int64_t, never negative */
    OPTION_WORDS, /* some of a few words, with commas between */
    OPTION_OWN
};

struct option_text;
typedef int option_reader(struct options *o, const struct option_text *t, const char *value, struct err *e);

struct option_text {
    const char *name;
    char letter;          /* 0 when there is none */
    const char *argument; /* shown in help; NULL for a switch */
    const char *help;     /* English, a gettext message id */
    unsigned groups;
    enum option_kind kind;
    size_t to, count; /* offsets in struct options: of the value, of how many a list has */
    uint64_t least, most;
    const char *words, *next; /* the known words, and what to say of others */
    option_reader *read;
    bool repeats; /* a list in a configuration file too */
    bool once;    /* said of one item or one comparison: no setting for a configuration file */
};

/* NULL-terminated by name == NULL, in the order of the help. */
extern const struct option_text option_texts[];

void options_init(struct options *o);
/* --lang and --config alone, before anything is printed. */
void options_peek(struct options *o, int argc, char **argv);
/* Is the word an option of any command whose value is the next word? */
bool options_take_next(const char *word);
/*
 * Take a value from the configuration file as if it had been given, unless the command line has spoken of
 * that option.  False when the command does not know the option; -1 in *bad and e when the value is none.
 */
bool options_default(struct options *o, unsigned groups, struct str name, const char *value, int *bad,
                     struct err *e);
/* Place of an option that one of these groups knows; -1. */
int options_find(struct str name, unsigned groups);
/* What cannot be seen option by option. */
int options_agree(const struct options *o, struct err *e);
/* Read argv[1..]; groups says which options the command knows. -1 and e on the first mistake. */
int options_read(struct options *o, const char *command, unsigned groups, int argc, char **argv,
                 struct err *e);

#endif

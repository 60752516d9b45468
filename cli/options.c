/* The words of a command line, one after the other. */
#include "cli/options.h"
#include "cli/option_values.h"
#include "oit/limits.h"
#include "rules/suggest.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The configuration file does not speak of it any more. */
static void
mark_given(struct options *o, const char *name)
{
    for (int i = 0; option_texts[i].name != NULL; i++)
        o->given[i] |= strcmp(option_texts[i].name, name) == 0;
}

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
        mark_given(o, "lang");
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
        mark_given(o, "lang");
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

    if (options_find(name, groups) >= 0) { /* with one dash */
        snprintf(next, sizeof next, _("did you mean --%.*s?"), STR_ARGS(name));
        return err_set(e, ERR_USAGE, word, next, "%s", _("there is no such option"));
    }
    if (options_find(name, ~0u) >= 0 || (name.n == 1 && find_letter(name.p[0], ~0u) >= 0)) {
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

static int
read_option(struct reader *r, int id, const char *attached)
{
    const struct option_text *t = &option_texts[id];
    const char *value = attached;

    r->o->given[id] = true;
    if (t->to == offsetof(struct options, pack)) { /* --pack and --year say the same thing */
        mark_given(r->o, "pack");
        mark_given(r->o, "year");
    }
    if (t->argument == NULL) {
        if (attached != NULL)
            return option_bad_value(t, attached, _("the option takes no value"), r->e);
        return option_take(r->o, t, NULL, r->e);
    }
    if (value == NULL && r->at + 1 < r->argc)
        value = r->argv[++r->at];
    if (value == NULL || *value == '\0') {
        char input[128];
        snprintf(input, sizeof input, "--%s", t->name);
        return err_set(r->e, ERR_USAGE, input, _(t->help), "%s", _("the option needs a value"));
    }
    return option_take(r->o, t, value, r->e);
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
        *bad = option_take(o, &option_texts[id], value, e);
        return true;
    }
    no = strcmp(value, "false") == 0;
    if (!no && strcmp(value, "true") != 0)
        *bad = option_bad_value(&option_texts[id], value, _("write true or false"), e);
    else if (!no)
        (void)option_take(o, &option_texts[id], NULL, e);
    return true;
}

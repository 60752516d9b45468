/* Values of options: each kind is read in one way; a few have a way of their own. */
#include "cli/option_values.h"
#include "base/clock.h"
#include "base/dates.h"
#include "base/say.h"
#include "base/thai.h"
#include "crawler/netaddr.h"
#include "oit/verdict.h"
#include "rules/score.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCORES_MAX 16

int
option_bad_value(const struct option_text *t, const char *value, const char *next, struct err *e)
{
    char input[128];

    snprintf(input, sizeof input, "--%s", t->name);
    return err_set(e, ERR_USAGE, input, next, _("\"%s\" is not a value for this option"), value);
}

/* Where the table says the value goes. */
static void *
place(struct options *o, size_t at)
{
    return (char *)o + at;
}

static int
read_number(const struct option_text *t, const char *value, uint64_t *out, struct err *e)
{
    char next[128], room[64];

    if (str_to_u64(thai_plain_digits(str_of(value), room, sizeof room), out) && *out >= t->least &&
        *out <= t->most)
        return 0;
    snprintf(next, sizeof next, _("give a whole number from %llu to %llu"), (unsigned long long)t->least,
             (unsigned long long)t->most);
    return option_bad_value(t, value, next, e);
}

static int
add_to_list(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    const char **list = place(o, t->to);
    size_t *n = place(o, t->count);

    if (*n == LIST_MAX)
        return option_bad_value(t, value, _("the option was given too often"), e);
    list[(*n)++] = value;
    return 0;
}

/* What the visit would refuse is refused where it stands: on the command line, in a list, in a configuration
 * file. */
int
option_allow(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    struct netaddr_rules *r = netaddr_rules_new(false);
    int rc = netaddr_rules_allow(r, value, e);

    netaddr_rules_free(r);
    return rc == 0 ? add_to_list(o, t, value, e) : -1;
}

int
option_contact(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    (void)t;
    for (const char *p = value; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return err_set(e, ERR_USAGE, "--contact", _("give one line of plain text"), "%s",
                           _("the contact holds a control character"));
    o->contact = value;
    return 0;
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

static int
read_words(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    const char **to = place(o, t->to);

    if (!words_among(value, t->words))
        return option_bad_value(t, value, _(t->next), e);
    *to = value;
    return 0;
}

int
option_take(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    uint64_t n = 0;

    switch (t->kind) {
    case OPTION_SWITCH:
        *(bool *)place(o, t->to) = true;
        return 0;
    case OPTION_TEXT:
        *(const char **)place(o, t->to) = value;
        return 0;
    case OPTION_LIST:
        return add_to_list(o, t, value, e);
    case OPTION_WORDS:
        return read_words(o, t, value, e);
    case OPTION_INT:
        if (read_number(t, value, &n, e) != 0)
            return -1;
        *(int *)place(o, t->to) = (int)n;
        return 0;
    case OPTION_COUNT:
        if (read_number(t, value, &n, e) != 0)
            return -1;
        *(uint64_t *)place(o, t->to) = n;
        return 0;
    case OPTION_OWN:
        break;
    }
    return t->read(o, t, value, e);
}

/* ------------------------------------------------------------------ ways of their own */

int
option_rate(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    size_t figures = strspn(value, "0123456789."); /* no hexadecimal, no exponent */
    char *end;
    double rate = strtod(value, &end);

    if (figures == 0 || end != value + figures || (*end != '\0' && strcmp(end, "/s") != 0) ||
        !(rate >= 0 && rate <= 1000))
        return option_bad_value(t, value, _("give requests per second, e.g. 1 or 0.5; 0 for no pause"), e);
    o->rate = rate;
    return 0;
}

int
option_scores(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    const char *next =
        _("give scores from 0 to 100 with at most two decimals and commas between, e.g. 84.72,75.90");
    struct str rest = str_of(value), some, piece;
    int *out = place(o, t->to);
    size_t *n = place(o, t->count);

    *n = 0;
    while (str_next(&rest, ',', &some)) {
        some = str_trim(some);
        do { /* as they are copied out of a table: with blanks between */
            if (!str_next(&some, ' ', &piece) || *n == SCORES_MAX || !score_parse(str_trim(piece), &out[*n]))
                return option_bad_value(t, value, next, e);
            (*n)++;
            some = str_trim(some);
        } while (some.n > 0);
    }
    return *n > 0 ? 0 : option_bad_value(t, value, next, e);
}

int
option_fail_on(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    struct str rest = str_of(value), piece;
    char word[32];

    while (str_next(&rest, ',', &piece)) {
        piece = str_trim(piece);
        snprintf(word, sizeof word, "%.*s", STR_ARGS(piece));
        if (strcmp(word, "regression") != 0 && verdict_of_name(word) == VERDICT_COUNT)
            return option_bad_value(t, value,
                                    _("use found, partial, stale, missing, unassessed, review, waived, "
                                      "not_applicable or regression"),
                                    e);
    }
    o->fail_on = value;
    return 0;
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

int
option_deadline(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    struct str s = str_of(value);
    size_t colon = str_find_char(s, ':', 0);
    uint64_t hour = 0, minute = 0;

    if (colon == STR_NOT_FOUND && str_to_u64(s, &hour) && hour >= 1 && hour <= 30 * 86400) {
        o->deadline_s = (int64_t)hour;
        return 0;
    }
    if (!read_clock(s, &hour, &minute))
        return option_bad_value(t, value, _("give a time of day, e.g. 06:00, or a number of seconds"), e);
    o->deadline_s = seconds_until((int)hour, (int)minute);
    return 0;
}

int
option_at(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    uint64_t hour = 0, minute = 0;

    if (!read_clock(str_of(value), &hour, &minute))
        return option_bad_value(t, value, _("give a time of day, e.g. 06:00"), e);
    o->at_minutes = (int)(hour * 60 + minute);
    return 0;
}

static struct str
without(struct str word, const char *before)
{
    struct str thai = str_of(say_tr_in(LANG_TH, before));

    return str_starts(word, thai) ? str_sub(word, thai.n, word.n) : word;
}

int
option_every(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    static const struct {
        const char *word;
        enum schedule_day day;
    } known[] = {
        {N_("day"), DAY_EVERY},         {N_("week"), DAY_MONDAY},     {N_("month"), DAY_OF_MONTH},
        {N_("monday"), DAY_MONDAY},     {N_("tuesday"), DAY_TUESDAY}, {N_("wednesday"), DAY_WEDNESDAY},
        {N_("thursday"), DAY_THURSDAY}, {N_("thu"), DAY_THURSDAY},    {N_("friday"), DAY_FRIDAY},
        {N_("saturday"), DAY_SATURDAY}, {N_("sunday"), DAY_SUNDAY},
    };
    struct str typed = str_trim(str_of(value)), word = without(typed, N_("every")),
               name = without(word, N_("day")); /* in Thai "every day friday" is one word */

    o->every = DAY_DEFAULT;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct str thai = str_of(say_tr_in(LANG_TH, known[i].word));

        if (str_eq_nocase(typed, str_of(known[i].word)) || str_eq(word, thai) || str_eq(name, thai))
            o->every = known[i].day;
    }
    if (o->every == DAY_DEFAULT)
        return option_bad_value(t, value,
                                _("use day, week, month, or a day of the week: monday …, or in Thai"), e);
    return 0;
}

int
option_day(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    const char **to = place(o, t->to);
    char *room = t->to == offsetof(struct options, until) ? o->until_room : o->as_of_room;
    struct date day;

    if (!date_parse_typed(str_of(value), &day))
        return option_bad_value(
            t, value, _("give a date as year-month-day, e.g. 2023-04-28, or 2566-04-28 of the Buddhist era"),
            e);
    date_iso(day, room);
    *to = room;
    return 0;
}

int
option_todo_format(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    if (strcmp(value, "text") != 0 && strcmp(value, "csv") != 0 && strcmp(value, "ics") != 0)
        return option_bad_value(t, value, _("use text, csv or ics"), e);
    o->format = value;
    return 0;
}

int
option_scope(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    if (strcmp(value, "path") != 0 && strcmp(value, "host") != 0)
        return option_bad_value(t, value, _("use path or host"), e);
    o->scope_path = strcmp(value, "path") == 0;
    return 0;
}

int
option_lang(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    if (strcmp(value, "th") != 0 && strcmp(value, "en") != 0)
        return option_bad_value(t, value, _("use th or en"), e);
    o->lang = strcmp(value, "en") == 0 ? LANG_EN : LANG_TH;
    return 0;
}

int
option_fail_under(struct options *o, const struct option_text *t, const char *value, struct err *e)
{
    return score_parse(str_of(value), &o->fail_under)
               ? 0
               : option_bad_value(t, value, _("give a score from 0 to 100, e.g. 85"), e);
}

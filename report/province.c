/* Questions to a province, and its four files. */
#include "report/province.h"
#include "base/file.h"
#include "report/card.h"
#include "report/report.h"
#include <stdlib.h>
#include <string.h>

bool
province_counts(const struct province_site *s)
{
    return s->duplicate_of == 0 && s->outcome.state != SITE_BAD_LINE && s->outcome.state != SITE_EXCLUDED;
}

bool
province_judged(const struct province_site *s)
{
    return province_counts(s) && s->outcome.state == SITE_DONE && s->item != NULL;
}

size_t
province_count(const struct province *p, enum site_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < p->site_n; i++)
        n += p->site[i].duplicate_of == 0 && p->site[i].outcome.state == state;
    return n;
}

const char *
province_state(const struct province_site *s)
{
    return s->duplicate_of > 0 ? N_("named a second time") : site_state_text(s->outcome.state);
}

struct str
province_name(const struct province_site *s)
{
    return s->name.n > 0 ? s->name : s->outcome.agency.n > 0 ? s->outcome.agency : s->url;
}

struct str
province_built_with(struct arena *a, const struct province_site *s, enum lang lang)
{
    const struct platform *by = &s->outcome.supplier, *with = &s->outcome.system;
    struct str one = lang == LANG_EN ? by->name_en : by->name,
               two = lang == LANG_EN ? with->name_en : with->name;

    return one.n > 0 && two.n > 0 ? arena_printf(a, "%.*s / %.*s", STR_ARGS(one), STR_ARGS(two))
           : one.n > 0            ? one
                                  : two;
}

static int
rounded_mean(int64_t sum, int64_t n)
{
    return n > 0 ? (int)((2 * sum + n) / (2 * n)) : NO_SCORE;
}

void
province_mean(const struct province *p, int *low, int *high)
{
    int64_t lows = 0, highs = 0, n = 0;

    for (size_t i = 0; i < p->site_n; i++) {
        if (!province_judged(&p->site[i]) || p->site[i].outcome.low == NO_SCORE)
            continue;
        lows += p->site[i].outcome.low;
        highs += p->site[i].outcome.high;
        n++;
    }
    *low = rounded_mean(lows, n);
    *high = rounded_mean(highs, n);
}

bool
province_lacks(enum verdict v)
{
    return v == VERDICT_MISSING || v == VERDICT_PARTIAL || v == VERDICT_STALE;
}

size_t
province_lacking(const struct province *p, size_t item)
{
    size_t n = 0;

    for (size_t i = 0; i < p->site_n; i++)
        n += province_judged(&p->site[i]) && province_lacks(p->site[i].item[item].verdict);
    return n;
}

size_t
province_site_count(const struct province *p, const struct province_site *s, enum verdict v)
{
    size_t n = 0;

    for (size_t i = 0; s->item != NULL && i < p->item_n; i++)
        n += s->item[i].verdict == v;
    return n;
}

size_t
province_site_lacking(const struct province *p, const struct province_site *s)
{
    size_t n = 0;

    for (int v = 0; v < VERDICT_COUNT; v++)
        if (province_lacks((enum verdict)v))
            n += province_site_count(p, s, (enum verdict)v);
    return n;
}

bool
province_change(const struct province_site *s, int *hundredths)
{
    *hundredths = 0;
    if (!province_judged(s) || s->outcome.before_low == NO_SCORE || s->outcome.low == NO_SCORE)
        return false;
    *hundredths = s->outcome.low - s->outcome.before_low;
    return *hundredths != 0;
}

static const struct province_item *
item_of(const struct province *p, const struct province_site *s, struct str id)
{
    for (size_t i = 0; i < p->item_n; i++)
        if (str_eq(s->item[i].of->id, id))
            return &s->item[i];
    return NULL;
}

/* What is open is to be looked at, not to be mended. */
const struct province_item *
province_first(const struct province *p, const struct province_site *s)
{
    for (size_t k = 0; s->item != NULL && k < s->next.n; k++) {
        const struct province_item *item = item_of(p, s, s->next.v[k]);

        if (item != NULL && province_lacks(item->verdict))
            return item;
    }
    return NULL;
}

static const struct {
    const char *word, *text;
} reasons[] = {
    {"worker_crashed", N_("the program failed twice at it; its log says more")},
    {"worker_overtime", N_("it did not end in its time and was ended")},
    {"worker_refused", N_("its options or files were refused; its log says more")},
    {"deadline", N_("the deadline of the batch came first")},
    {"interrupted", N_("the batch was interrupted")},
    {"bad_line", NULL},
    {"excluded", NULL},
};

const char *
province_reason(const struct province_site *s)
{
    char word[64];
    enum problem problem;

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (str_eq(s->outcome.problem, str_of(reasons[i].word)))
            return reasons[i].text;
    if (outcome_offline(&s->outcome))
        return PROBLEM_NO_NETWORK;
    if (s->outcome.problem.n == 0 || s->outcome.problem.n >= sizeof word)
        return NULL;
    memcpy(word, s->outcome.problem.p, s->outcome.problem.n);
    word[s->outcome.problem.n] = '\0';
    problem = problem_of_name(word);
    return problem != PROBLEM_NONE ? problem_text(problem) : NULL;
}

static struct str
say_one(struct arena *a, enum lang lang, const char *id, struct str one)
{
    return say_text(a, &(struct say){id, {one}}, lang);
}

/* "a: b", or whichever there is. */
static struct str
joined(struct arena *a, struct str one, struct str two)
{
    return one.n > 0 && two.n > 0 ? arena_printf(a, "%.*s: %.*s", STR_ARGS(one), STR_ARGS(two))
           : one.n > 0            ? one
                                  : two;
}

struct str
province_why(struct arena *a, const struct province_site *s, enum lang lang)
{
    const char *reason = province_reason(s);
    struct str detail = STR_NONE;

    if (s->duplicate_of > 0)
        return say_one(a, lang, N_("the same site as line {1}"), card_number(a, (uint64_t)s->duplicate_of));
    if (s->outcome.state == SITE_EXCLUDED)
        return joined(a, s->excluded_by, s->excluded_why);
    if (s->outcome.detail.n > 0 && !outcome_offline(&s->outcome))
        detail = str_of(say_tr_in(lang, s->outcome.detail.p));
    return joined(a, reason != NULL ? str_of(say_tr_in(lang, reason)) : STR_NONE, detail);
}

struct str
province_since(struct arena *a, const struct province_site *s, enum lang lang)
{
    struct say all = {N_("since {1}, never read yet"), {card_time(a, s->since, lang)}};

    if (s->since.n == 0 || s->duplicate_of > 0)
        return STR_NONE;
    if (s->last.n > 0) {
        all.id =
            s->last_low != NO_SCORE ? N_("since {1}, last read {2}: {3}") : N_("since {1}, last read {2}");
        all.arg[1] = card_time(a, s->last, lang);
        all.arg[2] = s->last_low != NO_SCORE ? card_range(a, s->last_low, s->last_high) : STR_NONE;
    }
    return say_text(a, &all, lang);
}

struct str
province_report(struct arena *a, const struct province_site *s)
{
    return s->has_report ? arena_printf(a, "%.*s/report.html", STR_ARGS(s->folder)) : STR_NONE;
}

bool
province_lost(const struct province_item *i)
{
    return i->before != VERDICT_COUNT && verdict_counts_low(i->before) && province_lacks(i->verdict);
}

bool
province_gained(const struct province_item *i)
{
    return i->before != VERDICT_COUNT && province_lacks(i->before) && verdict_counts_low(i->verdict);
}

static bool
any_item(const struct province *p, const struct province_site *s,
         bool (*turned)(const struct province_item *))
{
    for (size_t i = 0; i < p->item_n; i++)
        if (turned(&s->item[i]))
            return true;
    return false;
}

enum turn
province_turn(const struct province *p, const struct province_site *s, int *hundredths)
{
    if (!province_change(s, hundredths))
        return TURN_NONE;
    if (*hundredths < 0)
        return any_item(p, s, province_lost) ? TURN_WORSE : TURN_LESS_SEEN;
    return any_item(p, s, province_gained) ? TURN_BETTER : TURN_MORE_SEEN;
}

bool
province_common(const struct province *p, const struct province_site *s)
{
    return p->before.started.n > 0 && !s->fresh && province_judged(s) && s->outcome.low != NO_SCORE &&
           s->outcome.before_low != NO_SCORE;
}

static int
better_first(const void *x, const void *y)
{
    const struct province_site *a = *(const struct province_site *const *)x,
                               *b = *(const struct province_site *const *)y;

    if (a->outcome.low != b->outcome.low)
        return a->outcome.low > b->outcome.low ? -1 : 1;
    if (a->outcome.high != b->outcome.high)
        return a->outcome.high > b->outcome.high ? -1 : 1;
    return a->line - b->line;
}

size_t
province_order(const struct province *p, const struct province_site **order)
{
    size_t n = 0;

    for (size_t i = 0; i < p->site_n; i++)
        if (province_judged(&p->site[i]))
            order[n++] = &p->site[i];
    qsort(order, n, sizeof *order, better_first);
    return n;
}

/* ------------------------------------------------------------------ files */

typedef void paper_fn(const struct province *p, enum lang lang, struct buf *out);

static int
write_one(const struct province *p, const char *dir, const char *name, paper_fn *paper, enum lang lang,
          struct err *e)
{
    struct buf out, path;
    int rc = -1;

    buf_init(&out, REPORT_BYTES_MAX);
    buf_init(&path, 0x10000);
    buf_printf(&path, "%s/%s", dir, name);
    paper(p, lang, &out);
    if (out.full || out.n == 0)
        err_set(e, ERR_IO, buf_cstr(&path),
                _("split the list, or make room in the folder for temporary files"), "%s",
                _("the machine gives no room to put the report together"));
    else
        rc = file_write(buf_cstr(&path), buf_view(&out), e);
    buf_free(&path);
    buf_free(&out);
    return rc;
}

int
province_write(const struct province *p, const char *dir, enum lang lang, struct err *e)
{
    if (write_one(p, dir, "province.json", province_json, lang, e) != 0 ||
        write_one(p, dir, "province.html", province_html, lang, e) != 0 ||
        write_one(p, dir, "province.csv", province_csv, lang, e) != 0)
        return -1;
    return write_one(p, dir, "province.xlsx", province_xlsx, lang, e);
}

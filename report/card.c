/* Questions to a scorecard that more than one output asks. */
#include "report/card.h"
#include "base/buf.h"
#include "report/address.h"
#include <string.h>
#include <time.h>

const struct item_result *
card_item(const struct scorecard *c, struct str id)
{
    for (size_t i = 0; i < c->item_n; i++)
        if (str_eq(c->item[i].id, id))
            return &c->item[i];
    return NULL;
}

size_t
card_count(const struct scorecard *c, enum verdict v)
{
    size_t n = 0;

    for (size_t i = 0; i < c->item_n; i++)
        n += c->item[i].verdict == v;
    return n;
}

const char *
card_why_no_score(const struct scorecard *c)
{
    return c->scored ? N_("Of this checklist no item applies to the agency: there is nothing to score.")
                     : N_("This checklist has no published scoring: items are counted, not scored.");
}

size_t
card_sure(const struct scorecard *c)
{
    return card_count(c, VERDICT_FOUND) + card_count(c, VERDICT_WAIVED);
}

size_t
card_open(const struct scorecard *c)
{
    return card_count(c, VERDICT_REVIEW) + card_count(c, VERDICT_UNASSESSED);
}

size_t
card_to_fix(const struct scorecard *c)
{
    return card_count(c, VERDICT_PARTIAL) + card_count(c, VERDICT_STALE) + card_count(c, VERDICT_MISSING);
}

bool
card_unreadable(const struct scorecard *c)
{
    size_t judged = c->item_n - card_count(c, VERDICT_NOT_APPLICABLE);

    return c->coverage.fetched + c->coverage.not_modified == 0 ||
           (judged > 0 && card_count(c, VERDICT_UNASSESSED) == judged && c->coverage.skipped_limit == 0);
}

static int
year_of_day(const struct scorecard *c)
{
    struct date day;

    return date_parse_iso(c->as_of, &day) ? date_fiscal_year(day) : c->fiscal_year;
}

bool
card_of_other_year(const struct scorecard *c)
{
    return year_of_day(c) != c->fiscal_year;
}

struct str
card_list_note(struct arena *a, const struct scorecard *c, enum lang lang)
{
    struct say s = {N_("This is the list of fiscal year {1}; the day of judgement lies in fiscal year {2}. "
                       "--year takes the list of another year."),
                    {card_number(a, (uint64_t)c->fiscal_year), card_number(a, (uint64_t)year_of_day(c))}};

    return card_of_other_year(c) ? say_text(a, &s, lang) : STR_NONE;
}

struct str
card_last_read(struct arena *a, const struct scorecard *c, enum lang lang)
{
    const struct last_read *l = &c->last_read;
    struct say s = {l->low != NO_SCORE ? N_("It could last be read on {1}; its score was {2} then.")
                                       : N_("It could last be read on {1}."),
                    {card_time(a, l->started, lang), card_range(a, l->low, l->high)}};

    return l->started.n > 0 ? say_text(a, &s, lang) : STR_NONE;
}

bool
card_offline(const struct scorecard *c)
{
    bool ours = false;

    for (size_t i = 0; i < c->coverage.problem_n; i++)
        ours |= problem_is_ours(c->coverage.problem[i].problem, c->coverage.problem[i].detail);
    return ours && card_unreadable(c);
}

bool
card_at_risk(const struct item_result *i)
{
    return verdict_counts_high(i->verdict) && !verdict_counts_low(i->verdict);
}

bool
card_has_stake(const struct scorecard *c, const struct item_result *i)
{
    return c->scored && !card_unreadable(c) && i->gain_oit > 0 && !verdict_counts_low(i->verdict) &&
           i->verdict != VERDICT_NOT_APPLICABLE;
}

const char *
card_stake_text(const struct item_result *i)
{
    return card_at_risk(i) ? N_("at risk") : N_("to gain");
}

const char *
card_stake_sign(const struct item_result *i)
{
    return card_at_risk(i) ? "\xc2\xb1" : "+";
}

const struct missing_url *
card_missing(const struct scorecard *c, struct str item, size_t *at)
{
    while (*at < c->missing_n) {
        const struct missing_url *m = &c->missing[(*at)++];

        if (str_eq(m->item, item))
            return m;
    }
    return NULL;
}

size_t
card_problems(const struct scorecard *c, enum problem p, const struct coverage_problem **first)
{
    size_t n = 0;

    for (size_t i = 0; i < c->coverage.problem_n; i++) {
        if (c->coverage.problem[i].problem != p)
            continue;
        if (n++ == 0 && first)
            *first = &c->coverage.problem[i];
    }
    return n;
}

void
card_facts(const struct coverage *v, struct card_fact fact[CARD_FACTS])
{
    const struct card_fact all[CARD_FACTS] = {
        {N_("Addresses known"), v->discovered, false},
        {N_("Read in this visit"), v->fetched, false},
        {N_("Unchanged since the last visit"), v->not_modified, true},
        {N_("Failed"), v->failed, false},
        {N_("Documents"), v->documents, false},
        {N_("Documents whose text was read"), v->documents_read, false},
        {N_("Read although the certificate proves nothing (--allow-bad-tls)"), v->bad_tls, true},
        {N_("Not read: robots.txt asks so"), v->skipped_robots, true},
        {N_("Not read: a budget was used up"), v->skipped_limit, true},
        {N_("Not read: belongs to another site"), v->skipped_off_site, true},
        {N_("Not read: addresses without end"), v->skipped_trap, true},
        {N_("Not read: a kind of file that decides nothing"), v->skipped_type, true},
    };

    memcpy(fact, all, sizeof all);
}

void
card_unread(const struct coverage *v, struct card_fact fact[CARD_UNREAD])
{
    fact[0] = (struct card_fact){N_("could not be fetched"), v->documents_failed, true};
    for (int s = 0; s < DOCUMENT_STATE_COUNT; s++)
        fact[s + 1] =
            (struct card_fact){document_state_text((enum document_state)s), v->documents_unread[s], true};
    fact[DOCUMENT_UNREAD + 1].text =
        N_("not opened: no verdict waits for what is in them, or reading ended before");
}

/* How good a verdict is for the site: what counts for certain, what may count, what does not.  0: nobody
 * knows. */
static int
worth(enum verdict v)
{
    static const int worths[VERDICT_COUNT] = {
        [VERDICT_FOUND] = 5,   [VERDICT_WAIVED] = 5, [VERDICT_NOT_APPLICABLE] = 5, [VERDICT_REVIEW] = 4,
        [VERDICT_PARTIAL] = 3, [VERDICT_STALE] = 2,  [VERDICT_MISSING] = 1,        [VERDICT_UNASSESSED] = 0,
    };

    return worths[v];
}

static enum verdict
before(const struct item_result *i)
{
    return i->previous ? verdict_of_name(i->previous) : VERDICT_COUNT;
}

int
card_change(const struct item_result *i)
{
    enum verdict then = before(i);

    if (then == VERDICT_COUNT || worth(then) == 0 || worth(i->verdict) == 0)
        return 0;
    return (worth(i->verdict) > worth(then)) - (worth(i->verdict) < worth(then));
}

bool
card_comparable(const struct scorecard *c)
{
    for (size_t k = 0; k < c->item_n; k++) {
        enum verdict now = c->item[k].verdict, then = before(&c->item[k]);

        if ((now == VERDICT_UNASSESSED && verdict_counts_low(then)) ||
            (then == VERDICT_UNASSESSED && verdict_counts_low(now)))
            return false;
    }
    return true;
}

const char *
card_where_text(enum where w)
{
    static const char *const texts[] = {
        [WHERE_LINK] = N_("words of a link"), [WHERE_TITLE] = N_("title of the page"),
        [WHERE_HEADING] = N_("heading"),      [WHERE_TEXT] = N_("text of the page"),
        [WHERE_DOCUMENT] = N_("document"),    [WHERE_FORM] = N_("form"),
    };

    return texts[w];
}

/* What the numbered parts of a document are. */
enum part { PART_PAGE, PART_SHEET, PART_SLIDE, PART_FILE };

/* By the type it was sent with, or the end of its address, which is all that is known of the rest. */
static enum part
part_of(const struct evidence *e)
{
    static const char *const sheets[] = {".xlsx", ".xls", ".ods"},
                             *const slides[] = {".pptx", ".ppt", ".odp"},
                             *const archives[] = {".zip", ".rar", ".7z"};
    struct str type = e->content_type;

    if (str_has(type, STR("spreadsheet")) || str_has(type, STR("ms-excel")))
        return PART_SHEET;
    if (str_has(type, STR("presentation")) || str_has(type, STR("powerpoint")))
        return PART_SLIDE;
    if (str_has(type, STR("zip")) || str_has(type, STR("rar")) || str_has(type, STR("7z")))
        return PART_FILE;
    if (STR_ENDS_ANY_NOCASE(e->final_url, sheets))
        return PART_SHEET;
    if (STR_ENDS_ANY_NOCASE(e->final_url, slides))
        return PART_SLIDE;
    return STR_ENDS_ANY_NOCASE(e->final_url, archives) ? PART_FILE : PART_PAGE;
}

const char *
card_part_text(const struct evidence *e)
{
    static const char *const texts[] = {
        [PART_PAGE] = N_("page {1}"),
        [PART_SHEET] = N_("sheet {1}"),
        [PART_SLIDE] = N_("slide {1}"),
        [PART_FILE] = N_("file {1} in the archive"),
    };

    return texts[part_of(e)];
}

const char *
card_see_text(const struct evidence *e)
{
    static const char *const texts[] = {
        [PART_PAGE] = N_("see page {1} of the file"),
        [PART_SHEET] = N_("see sheet {1} of the file"),
        [PART_SLIDE] = N_("see slide {1} of the file"),
        [PART_FILE] = N_("see file {1} in the archive"),
    };

    return texts[part_of(e)];
}

const char *
card_met_text(enum met m)
{
    static const char *const texts[] = {
        [MET_NO] = N_("not shown"), [MET_YES] = N_("shown"), [MET_UNKNOWN] = N_("could not be told")};

    return texts[m];
}

const char *
card_basis_text(enum basis b)
{
    static const char *const texts[] = {
        [BASIS_SOURCE] = NULL,
        [BASIS_INFERRED] = N_("inferred"),
        [BASIS_RECALLED] = N_("advice only"),
    };

    return texts[b];
}

const char *
card_basis_note(enum basis b)
{
    static const char *const texts[] = {
        [BASIS_SOURCE] = NULL,
        [BASIS_INFERRED] = N_("inferred from the criteria of a neighbouring year or a similar item"),
        [BASIS_RECALLED] =
            N_("advice only: it does not count, for the criteria that ask for it were not found in writing"),
    };

    return texts[b];
}

const char *
card_element_note(const struct element_result *e)
{
    if (e->basis == BASIS_RECALLED && str_eq(e->id, STR("period")))
        return N_("what is of another year does not count, though the criteria that say so were not found in "
                  "writing");
    return card_basis_note(e->basis);
}

bool
card_has_confidence(const struct item_result *i)
{
    return i->verdict != VERDICT_UNASSESSED && !i->machine_reason.id;
}

bool
card_is_suggested(const struct missing_url *u)
{
    return u->problem == MISSING_NO_LINK;
}

const char *
card_missing_text(const struct missing_url *u)
{
    return card_is_suggested(u) ? N_("a visitor would look for it here") : missing_text(u->problem);
}

const char *
card_suggestion_text(const struct scorecard *c, const struct missing_url *u)
{
    const struct item_result *i = card_item(c, u->item);

    return i && i->verdict == VERDICT_UNASSESSED ? N_("to be looked for at") : N_("should be published at");
}

const char *
card_place_text(const struct item_result *i)
{
    bool unseen = i->verdict == VERDICT_MISSING || i->verdict == VERDICT_UNASSESSED;

    return unseen ? N_("Should be at") : N_("Seen");
}

struct str
card_missing_words(const struct scorecard *c, const struct missing_url *u)
{
    const struct item_result *i = card_item(c, u->item);

    return card_is_suggested(u) && i && str_eq(i->name, u->words) ? STR_NONE : u->words;
}

struct str
card_points(struct arena *a, int hundredths)
{
    if (hundredths == NO_SCORE)
        return STR("-");
    return arena_printf(a, "%d.%02d", hundredths / 100, hundredths % 100);
}

struct str
card_range(struct arena *a, int low, int high)
{
    struct str from = card_points(a, low), to = card_points(a, high);

    if (low == high)
        return from;
    return arena_printf(a, "%.*s\xe2\x80\x93%.*s", STR_ARGS(from), STR_ARGS(to));
}

struct str
card_number(struct arena *a, uint64_t n)
{
    return arena_printf(a, "%llu", (unsigned long long)n);
}

struct str
card_day(struct arena *a, struct str iso, enum lang lang)
{
    struct date d;

    if (!date_parse_iso(str_sub(iso, 0, 10), &d))
        return iso;
    return date_show(a, d, lang == LANG_TH);
}

struct str
card_visit_day(struct arena *a, const struct history *visit, size_t n, size_t i, enum lang lang)
{
    struct str day = card_day(a, visit[i].as_of, lang);
    bool twin = (i > 0 && str_eq(visit[i - 1].as_of, visit[i].as_of)) ||
                (i + 1 < n && str_eq(visit[i + 1].as_of, visit[i].as_of));
    struct say s = {N_("{1} (visit {2})"), {day, card_number(a, (uint64_t)visit[i].run)}};

    return twin && visit[i].run > 0 ? say_text(a, &s, lang) : day;
}

struct str
card_time(struct arena *a, struct str iso, enum lang lang)
{
    struct str day = card_day(a, iso, lang);

    if (iso.n < 16 || iso.p[10] != 'T')
        return day;
    return say_text(a, &(struct say){N_("{1} {2}"), {day, str_sub(iso, 11, 16)}}, lang);
}

struct str
card_span(struct arena *a, struct str from, struct str to, enum lang lang)
{
    bool timed = from.n >= 16 && to.n >= 16 && from.p[10] == 'T' && to.p[10] == 'T';
    struct say s = {N_("{1} {2}"), {card_day(a, from, lang)}};

    if (str_eq(str_sub(from, 0, 16), str_sub(to, 0, 16)))
        return card_time(a, from, lang);
    if (!timed || !str_eq(str_sub(from, 0, 10), str_sub(to, 0, 10)))
        return arena_printf(a, "%.*s \xe2\x80\x93 %.*s", STR_ARGS(card_time(a, from, lang)),
                            STR_ARGS(card_time(a, to, lang)));
    s.arg[1] = arena_printf(a, "%.*s\xe2\x80\x93%.*s", STR_ARGS(str_sub(from, 11, 16)),
                            STR_ARGS(str_sub(to, 11, 16)));
    return say_text(a, &s, lang);
}

struct str
card_time_of(struct arena *a, int64_t seconds, enum lang lang)
{
    char iso[32];

    date_iso_time(seconds, iso);
    return card_time(a, str_of(iso), lang);
}

static void
also(struct arena *a, struct buf *out, const char *id, struct str words, enum lang lang)
{
    struct say s = {id, {words}};

    buf_z(out, " \xc2\xb7 ");
    buf_str(out, say_text(a, &s, lang));
}

bool
card_answers(const struct item_result *i, const struct evidence *e)
{
    bool named = false;

    for (size_t k = 0; k < i->evidence_n; k++)
        named |= i->evidence[k].by.n > 0 && i->evidence[k].final_url.n > 0;
    return e->by.n > 0 ? e->final_url.n > 0 : !named;
}

/* Whose word it is, and since when; an address that is not theirs is said to be ours. */
static struct str
word_of(struct arena *a, const struct evidence *e, enum lang lang)
{
    struct say s = {e->final_url.n > 0
                        ? N_("the word of {1}, {2}")
                        : N_("the word of {1}, {2}; no address was given, the program looked there"),
                    {e->by, card_time_of(a, e->fetched, lang)}};

    return say_text(a, &s, lang);
}

struct str
card_circumstances(struct arena *a, const struct evidence *e, enum lang lang)
{
    struct buf b;
    struct str all;

    if (e->by.n > 0)
        return word_of(a, e, lang);
    buf_init(&b, 0x1000);
    buf_z(&b, say_tr_in(lang, card_where_text(e->where)));
    if (e->page > 0)
        also(a, &b, card_part_text(e), card_number(a, (uint64_t)e->page), lang);
    if (e->fiscal_year > 0)
        also(a, &b, N_("fiscal year {1}"), card_number(a, (uint64_t)e->fiscal_year), lang);
    if (e->fetched != 0)
        also(a, &b, N_("read {1}"), card_time_of(a, e->fetched, lang), lang);
    if (e->bad_tls)
        also(a, &b, N_("the certificate proves nothing"), STR_NONE, lang);
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

/* Steps that have no words are pages of a frameset and other ways that nobody clicks. */
struct strs
card_path(struct arena *a, const struct evidence *e)
{
    struct str *step = ARENA_ARRAY(a, struct str, e->path.n + 1);
    size_t n = 0;

    for (size_t k = 0; k < e->path.n; k++)
        if (str_trim(e->path.v[k]).n > 0)
            step[n++] = e->path.v[k];
    return (struct strs){step, n};
}

/* What a sentence names: an element or a part of the item, in the language; else words of the site. */
static struct str
called(const struct item_result *i, struct str thai, enum lang lang)
{
    for (size_t k = 0; k < i->element_n; k++)
        if (str_eq(thai, i->element[k].text))
            return card_name(thai, i->element[k].text_en, lang);
    for (size_t k = 0; k < i->part_n; k++)
        if (str_eq(thai, i->part[k].name))
            return card_name(thai, i->part[k].name_en, lang);
    return thai;
}

struct str
card_sentence(struct arena *a, const struct item_result *i, const struct say *s, enum lang lang)
{
    struct say said = *s;

    for (size_t n = 0; n < SAY_ARGS; n++)
        if (said.arg[n].n > 0)
            said.arg[n] = called(i, said.arg[n], lang);
    return say_text(a, &said, lang);
}

struct str
card_say(struct arena *a, const struct item_result *i, const struct say *s, enum lang lang)
{
    return address_show_in(a, card_sentence(a, i, s, lang));
}

struct str
card_name(struct str thai, struct str english, enum lang lang)
{
    return lang == LANG_EN && english.n > 0 ? english : thai;
}

struct str
card_fix(struct arena *a, const struct item_result *i, enum lang lang)
{
    return address_show_in(a, card_name(i->fix, i->fix_en, lang));
}

struct str
card_expected(struct arena *a, const struct missing_url *m, enum lang lang)
{
    return address_show_in(a, card_name(m->expected, m->expected_en, lang));
}

bool
card_expects_more(const struct missing_url *m, const struct item_result *i)
{
    return str_find(i->fix, m->expected, 0) == STR_NOT_FOUND;
}

/* A reason without its last day, or with it. */
static struct str
said_until(struct arena *a, const struct review *r, enum lang lang)
{
    struct say s = {N_("{1} (until {2})"), {r->reason, card_day(a, r->until, lang)}};

    return r->until.n > 0 ? say_text(a, &s, lang) : r->reason;
}

struct str
card_said(struct arena *a, const struct review *r, enum lang lang)
{
    char iso[32];
    struct say s = {N_("Judged by {1} on {2}: {3}"), {STR_NONE}};

    date_iso_time(r->made, iso);
    s.arg[0] = r->by;
    s.arg[1] = arena_str(a, card_day(a, str_of(iso), lang));
    s.arg[2] = said_until(a, r, lang);
    if (r->state != REVIEW_STANDS) {
        s.id = N_("The word of {1} of {2} (\"{_3}\") no longer counts: {_4}");
        s.arg[2] = str_of(verdict_text(r->verdict));
        s.arg[3] = str_of(review_state_text(r->state));
    }
    return say_text(a, &s, lang);
}

size_t
card_decided(const struct scorecard *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->item_n; i++)
        n += c->item[i].review != NULL && c->item[i].review->state == REVIEW_STANDS;
    return n;
}

size_t
card_lapsed(const struct scorecard *c)
{
    size_t n = c->unused_n;

    for (size_t i = 0; i < c->item_n; i++)
        n += c->item[i].review != NULL && c->item[i].review->state != REVIEW_STANDS;
    return n;
}

const struct calendar_entry *
card_window(const struct scorecard *c)
{
    for (size_t i = 0; i < c->calendar_n; i++)
        if (str_eq(c->calendar[i].id, STR("oit_window")))
            return &c->calendar[i];
    return NULL;
}

static time_t
noon_of(struct date d)
{
    struct tm tm = {.tm_year = d.year - 1900, .tm_mon = d.month - 1, .tm_mday = d.day, .tm_hour = 12};

    return timegm(&tm);
}

int
card_days_left(const struct scorecard *c)
{
    const struct calendar_entry *window = card_window(c);
    struct date day;

    if (window == NULL || !date_parse_iso(c->as_of, &day) || date_cmp(day, window->to) > 0)
        return -1;
    return (int)((noon_of(window->to) - noon_of(day)) / 86400);
}

struct str
card_due(struct arena *a, int days, struct str iso, enum lang lang)
{
    struct say s = {N_("{1} {1 day is|days are} left until the last day for answers, {2}"),
                    {card_number(a, (uint64_t)days), card_day(a, iso, lang)}};

    return say_text(a, &s, lang);
}

bool
card_none_shown(const struct item_result *i)
{
    for (size_t k = 0; k < i->element_n; k++)
        if (i->element[k].met != MET_NO || !i->element[k].note.id ||
            strcmp(i->element[k].note.id, i->element[0].note.id) != 0)
            return false;
    return i->element_n > 1;
}

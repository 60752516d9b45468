/* Addresses that go on for ever or do something. */
#include "crawler/trap.h"
#include "base/dates.h"
#include "base/mem.h"
#include "crawler/novelty.h"
#include "crawler/shape.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

/* Months before and after today that a calendar, or a list by year and month, may show. */
struct window {
    int back, ahead, pages;
};
static const struct window list_window = {60, 12, LIMIT_CALENDAR_PAGES};
static const struct window calendar_window = {12, 6, LIMIT_CALENDAR_PAGES / 3};
#define NAMES_ITEM 90 /* interest from which a link names an item of the checklist */
#define YEARS_BACK 25
#define YEARS_AHEAD 3

static const char *const calendar_words[] = {
    "calendar",
    "jevents",
    "eventcal",
    "tribe_events",
    "%E0%B8%9B%E0%B8%8F%E0%B8%B4%E0%B8%97%E0%B8%B4%E0%B8%99", /* the Thai word, as it stands in addresses */
};
static const char *const year_names[] = {"year", "y", "yr", "yyyy", "cal_year", "calyear"};
static const char *const month_names[] = {"month", "m", "mon", "mm", "cal_month", "calmonth"};
static const char *const date_names[] = {"date", "day", "tribe-bar-date", "cal_date", "eventdate"};

/* Parameters that are an action whatever their value. */
static const char *const action_names[] = {"replytocom", "share", "add-to-cart", "unsubscribe", "logout"};
/* Parameters whose value names an action. */
static const char *const verb_names[] = {"action", "act", "do", "task", "cmd", "op", "mode"};
static const char *const verbs[] = {"logout", "signout", "delete", "del",  "remove",  "edit",
                                    "insert", "update",  "vote",   "like", "addcart", "print"};
static const char *const action_parts[] = {"logout",   "signout",  "log-out",       "sign-out",   "delete",
                                           "wp-admin", "wp-login", "administrator", "phpmyadmin", "xmlrpc"};
static const char *const print_names[] = {"print", "printable", "pop"};
static const char *const sort_names[] = {"orderby", "sortby", "sort_by", "order_by"};
static const char *const page_names[] = {"page",     "p",     "start",  "limitstart", "offset",
                                         "paged",    "pg",    "pageno", "page_no",    "pageid",
                                         "per_page", "limit", "pn",     "skip"};
static const char *const search_names[] = {"search",      "query",     "keyword", "keywords", "searchword",
                                           "search_text", "txtsearch", "kw",      "find",     "term"};

struct trap_memory {
    int month_now; /* months since year 0 */
    struct shapes *shapes;
    struct shapes *months, *searches, *pagers; /* what is rationed */
    struct novelty_memory *novelty;
};

struct trap_memory *
trap_new(int64_t now)
{
    struct trap_memory *t = mem_new(1, sizeof *t);
    struct date today = date_of_unix(now);

    t->month_now = today.year * 12 + today.month - 1;
    t->shapes = shapes_new();
    t->months = shapes_new();
    t->searches = shapes_new();
    t->pagers = shapes_new();
    t->novelty = novelty_new();
    return t;
}

void
trap_free(struct trap_memory *t)
{
    if (!t)
        return;
    shapes_free(t->shapes);
    shapes_free(t->months);
    shapes_free(t->searches);
    shapes_free(t->pagers);
    novelty_free(t->novelty);
    free(t);
}

/* Parameters of a query. */

static bool
next_parameter(struct str *rest, struct str *name, struct str *value)
{
    size_t n = 0, equals;
    struct str one;

    if (rest->n == 0)
        return false;
    while (n < rest->n && rest->p[n] != '&' && rest->p[n] != ';')
        n++;
    one = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n + 1, rest->n);
    equals = str_find_char(one, '=', 0);
    *name = str_sub(one, 0, equals == STR_NOT_FOUND ? one.n : equals);
    *value = equals == STR_NOT_FOUND ? STR_NONE : str_sub(one, equals + 1, one.n);
    return true;
}

static size_t
parameter_count(struct str query, struct str wanted)
{
    struct str name, value;
    size_t n = 0;

    while (next_parameter(&query, &name, &value))
        n += wanted.p == NULL || str_eq(name, wanted);
    return n;
}

static bool
query_grows(struct str query)
{
    struct str rest = query, name, value;

    if (parameter_count(query, STR_NONE) > LIMIT_PARAMETERS)
        return true;
    while (next_parameter(&rest, &name, &value))
        if (name.n > 0 && parameter_count(query, name) > LIMIT_PARAMETER_REPEATS)
            return true;
    return false;
}

static bool
path_grows(struct str path)
{
    struct str part[LIMIT_PATH_PARTS], one;
    size_t n = 0;

    while (str_next(&path, '/', &one)) {
        size_t same = 1;
        if (one.n == 0)
            continue;
        if (n == LIMIT_PATH_PARTS)
            return true;
        for (size_t i = 0; i < n; i++)
            same += str_eq(part[i], one);
        if (same > LIMIT_PATH_REPEATS)
            return true;
        part[n++] = one;
    }
    return false;
}

/* Actions. */

static bool
is_verb(struct str value)
{
    size_t dot = value.n;

    while (dot > 0 && value.p[dot - 1] != '.')
        dot--;
    return STR_IS_ANY_NOCASE(str_sub(value, dot, value.n), verbs);
}

/* Sort links of a directory listing and of tables: the same rows in another order. */
static bool
only_sorts(struct str path, struct str query)
{
    struct str name, value;
    bool sort = false, order = false, page = false, apache_c = false, apache_o = false;

    while (next_parameter(&query, &name, &value)) {
        sort = sort || str_eq_nocase(name, STR("sort")) || STR_IS_ANY_NOCASE(name, sort_names);
        order = order || str_eq_nocase(name, STR("order")) || str_eq_nocase(name, STR("dir")) ||
                STR_IS_ANY_NOCASE(name, sort_names);
        page = page || STR_IS_ANY_NOCASE(name, page_names);
        apache_c = apache_c || (str_eq(name, STR("C")) && value.n == 1);
        apache_o = apache_o || (str_eq(name, STR("O")) && value.n == 1);
    }
    if (apache_c && apache_o)
        return true;
    return !page && ((sort && order) || (str_ends(path, STR("/")) && (sort || order)));
}

static bool
query_acts(struct str query)
{
    struct str name, value;

    while (next_parameter(&query, &name, &value)) {
        if (STR_IS_ANY_NOCASE(name, action_names))
            return true;
        if (STR_IS_ANY_NOCASE(name, print_names) && !str_eq(value, STR("0")))
            return true;
        if (STR_IS_ANY_NOCASE(name, verb_names) && is_verb(value))
            return true;
        if (str_eq_nocase(name, STR("option")) && str_eq_nocase(value, STR("com_mailto")))
            return true;
    }
    return false;
}

static bool
path_acts(struct str path)
{
    struct str one;

    while (str_next(&path, '/', &one)) {
        size_t dot = str_find_char(one, '.', 0);
        bool script = dot == STR_NOT_FOUND || str_ends(one, STR(".php")) || str_ends(one, STR(".aspx"));
        if (script && STR_IS_ANY_NOCASE(str_sub(one, 0, dot), action_parts))
            return true;
    }
    return false;
}

/* Calendars. */

static bool
read_year(struct str value, int *year)
{
    uint64_t n;

    if (value.n != 4 || !str_to_u64(value, &n) || n < 1900 || n > 2700)
        return false;
    *year = (int)(n > 2400 ? n - 543 : n); /* a Buddhist year */
    return true;
}

static bool
read_month(struct str value, int *month)
{
    uint64_t n;

    if (value.n < 1 || value.n > 2 || !str_to_u64(value, &n) || n < 1 || n > 12)
        return false;
    *month = (int)n;
    return true;
}

struct day {
    int year, month; /* 0 = not written */
};

static void
day_of_query(struct str query, struct day *d)
{
    struct str name, value;

    while (next_parameter(&query, &name, &value)) {
        if (STR_IS_ANY_NOCASE(name, year_names))
            read_year(value, &d->year);
        else if (STR_IS_ANY_NOCASE(name, month_names))
            read_month(value, &d->month);
        else if (STR_IS_ANY_NOCASE(name, date_names) && value.n >= 7 && value.p[4] == '-' &&
                 read_year(str_sub(value, 0, 4), &d->year))
            read_month(str_sub(value, 5, 7), &d->month);
    }
}

static void
day_of_path(struct str path, struct day *d)
{
    struct str one;

    while (str_next(&path, '/', &one)) {
        if (read_year(one, &d->year))
            d->month = 0;
        else if (d->year && !d->month)
            read_month(one, &d->month);
    }
}

/* ".../2566/05/" or ".../2566/05/14": what is listed by month, not an article that stands below its month. */
static bool
ends_with_month(struct str path)
{
    struct str one;
    int year = 0, month = 0, behind = 0;

    while (str_next(&path, '/', &one)) {
        if (one.n == 0)
            continue;
        behind += month > 0;
        if (year && !month && !read_month(one, &month))
            year = 0;
        else if (!year)
            read_year(one, &year);
    }
    return month > 0 && behind <= 1 && (one.n <= 2);
}

static bool
has_calendar_word(const struct url *u)
{
    for (size_t i = 0; i < sizeof calendar_words / sizeof *calendar_words; i++) {
        struct str word = str_of(calendar_words[i]);
        if (str_find_nocase(u->path, word, 0) != STR_NOT_FOUND ||
            str_find_nocase(u->query, word, 0) != STR_NOT_FOUND)
            return true;
    }
    return false;
}

static bool
out_of_window(const struct trap_memory *t, const struct day *d, const struct window *w)
{
    int month = d->year * 12 + d->month - 1;

    return month < t->month_now - w->back || month > t->month_now + w->ahead;
}

static enum problem
trap_of_calendar(struct trap_memory *t, const struct url *u)
{
    struct day d = {0};
    bool calendar = has_calendar_word(u);
    const struct window *w = calendar ? &calendar_window : &list_window;
    int year_now = t->month_now / 12;

    day_of_query(u->query, &d);
    if (!d.year && (calendar || ends_with_month(u->path)))
        day_of_path(u->path, &d);
    if (!d.year)
        return PROBLEM_NONE;
    if (d.year > year_now + YEARS_AHEAD || d.year < year_now - YEARS_BACK)
        return PROBLEM_TRAP_CALENDAR;
    if (!d.month)
        return PROBLEM_NONE;
    if (out_of_window(t, &d, w))
        return PROBLEM_TRAP_CALENDAR;
    return shape_ration(t->months, u, (uint32_t)w->pages) ? PROBLEM_NONE : PROBLEM_TRAP_CALENDAR;
}

static uint32_t
patience_of(int interest)
{
    return interest <= 0 ? 1 : interest < NAMES_ITEM ? 2 : 4;
}

/* Results of a search are pages that links lead to as well. */
static bool
is_search(const struct url *u)
{
    bool place = str_find_nocase(u->path, STR("search"), 0) != STR_NOT_FOUND;
    struct str rest = u->query, name, value;

    while (next_parameter(&rest, &name, &value)) {
        /* Short names are pages elsewhere: Drupal's "?q=node/1". */
        bool q = place && str_eq(name, STR("q")), s = str_eq(name, STR("s")) && (place || u->path.n == 1);
        if (value.n > 0 && (q || s || STR_IS_ANY_NOCASE(name, search_names)))
            return true;
    }
    return false;
}

static bool
search_left(struct trap_memory *t, const struct url *u, uint32_t patience)
{
    struct url place = *u;

    place.query = STR_NONE;
    return shape_ration(t->searches, &place, LIMIT_SEARCH_PAGES * patience);
}

enum problem
trap_worn(struct trap_memory *t, const struct url *u, int interest, bool by_dull)
{
    uint32_t patience = patience_of(interest);

    if (by_dull && shape_leads_nowhere(t->shapes, u, patience))
        return PROBLEM_TRAP_BRANCH;
    return shape_worn(t->shapes, u, patience, false);
}

enum problem
trap_of_address(struct trap_memory *t, const struct url *u, int interest)
{
    uint32_t patience = patience_of(interest);
    enum problem worn;

    if (path_grows(u->path))
        return PROBLEM_TRAP_PATH;
    if (path_acts(u->path) || query_acts(u->query) || only_sorts(u->path, u->query))
        return PROBLEM_TRAP_ACTION;
    if (query_grows(u->query))
        return PROBLEM_TRAP_PATTERN;
    worn = shape_worn(t->shapes, u, patience, true);
    if (worn != PROBLEM_NONE)
        return worn;
    if (is_search(u) && !search_left(t, u, patience))
        return PROBLEM_TRAP_SEARCH;
    return trap_of_calendar(t, u);
}

/* What pages bring. */

static bool
speaks_against(enum problem p)
{
    return p == PROBLEM_SOFT_404 || p == PROBLEM_EMPTY || p == PROBLEM_SUSPICIOUS ||
           p == PROBLEM_PAGE_ERROR || p == PROBLEM_LOGIN_PAGE || p == PROBLEM_BLOCKED;
}

enum gain
trap_saw(struct trap_memory *t, const struct url *u, const struct page *page, enum problem problem)
{
    struct showing s = novelty_saw(t->novelty, u, page);

    if (problem == PROBLEM_NONE && !s.bare)
        shape_shows(t->shapes, u, s.print);
    if (s.novelty == NOVELTY_NONE || speaks_against(problem))
        return GAIN_DULL;
    return s.novelty == NOVELTY_NUMBERS ? GAIN_NUMBERS : GAIN_REAL;
}

void
trap_gave(struct trap_memory *t, const struct url *u, enum gain gain, bool by_dull)
{
    shape_gave(t->shapes, u, gain, by_dull);
}

static bool
is_page_number(struct str name, struct str value)
{
    return STR_IS_ANY_NOCASE(name, page_names) && value.n > 0 && value.p[0] >= '0' && value.p[0] <= '9';
}

/* Does every parameter of one query but the number of the page stand in the other as well? */
static bool
has_all(struct str query, struct str other)
{
    struct str name, value, rest, name2, value2;

    while (next_parameter(&query, &name, &value)) {
        bool found = is_page_number(name, value);

        for (rest = other; !found && next_parameter(&rest, &name2, &value2);)
            found = str_eq(name, name2) && str_eq(value, value2);
        if (!found)
            return false;
    }
    return true;
}

bool
trap_same_list(struct trap_memory *t, const struct url *from, const struct url *to)
{
    struct str rest = to->query, name, value;
    bool pager = str_find(to->path, STR("/page/"), 0) != STR_NOT_FOUND;

    while (next_parameter(&rest, &name, &value))
        pager = pager || is_page_number(name, value);
    return pager && shape_same_path(from, to) && has_all(from->query, to->query) &&
           has_all(to->query, from->query) && shape_ration(t->pagers, to, LIMIT_PAGER_PAGES);
}

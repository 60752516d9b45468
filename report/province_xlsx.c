/* province.xlsx: sites, items, the verdict of every item of every site, and lines that came to nothing. */
#include "oit/limits.h"
#include "report/apart.h"
#include "report/book.h"
#include "report/province.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ITEM_WIDTH 12

struct paper {
    const struct province *p;
    struct arena *a;
    struct book *b;
    enum lang lang;
};

static void
text(struct paper *w, struct str s)
{
    book_cell(w->b, CELL_OF_TEXT(s));
}

static void
words(struct paper *w, const char *id)
{
    text(w, id != NULL ? str_of(say_tr_in(w->lang, id)) : STR_NONE);
}

static void
points(struct paper *w, int hundredths)
{
    book_cell(w->b, CELL_OF(CELL_POINTS, hundredths));
}

static void
count(struct paper *w, size_t n)
{
    book_cell(w->b, CELL_OF(CELL_COUNT, (int64_t)n));
}

static void
site_name(struct paper *w, const struct province_site *s)
{
    text(w, province_name(s));
    book_cell(w->b, CELL_OF_ISO(CELL_LINK, s->url));
}

static void
scores(struct paper *w, const struct province_site *s)
{
    bool judged = province_judged(s);
    int change;

    points(w, judged ? s->outcome.low : NO_SCORE);
    points(w, judged ? s->outcome.high : NO_SCORE);
    points(w, judged ? s->outcome.potential : NO_SCORE);
    points(w, judged ? s->outcome.before_low : NO_SCORE);
    if (province_change(s, &change))
        points(w, change);
    else
        text(w, STR_NONE);
}

static void
what_lacks(struct paper *w, const struct province_site *s)
{
    const struct province_item *first = province_judged(s) ? province_first(w->p, s) : NULL;

    if (!province_judged(s)) {
        for (int i = 0; i < 4; i++)
            text(w, STR_NONE);
        return;
    }
    count(w, province_site_lacking(w->p, s));
    count(w, province_site_count(w->p, s, VERDICT_REVIEW));
    count(w, province_site_count(w->p, s, VERDICT_UNASSESSED));
    text(w, first == NULL ? STR_NONE
                          : arena_printf(w->a, "%.*s %.*s", STR_ARGS(first->of->id),
                                         STR_ARGS(card_name(first->of->name, first->of->name_en, w->lang))));
}

static void
site_row(struct paper *w, const struct province_site *s)
{
    site_name(w, s);
    text(w, s->kind);
    text(w, s->district);
    text(w, s->province);
    words(w, province_state(s));
    scores(w, s);
    what_lacks(w, s);
    text(w, province_judged(s) ? STR_NONE : province_why(w->a, s, w->lang));
    book_cell(w->b, CELL_OF_ISO(CELL_FILE, province_report(w->a, s)));
    text(w, s->email);
    text(w, province_built_with(w->a, s, w->lang));
    for (size_t i = 0; i < w->p->extra.n; i++)
        text(w, s->extra.v[i]);
    book_next_row(w->b);
}

static void
sites(struct paper *w)
{
    static const struct book_column fixed[] = {{N_("Agency"), 32},
                                               {N_("Website"), 36},
                                               {N_("Kind"), 14},
                                               {N_("District"), 16},
                                               {N_("Province"), 16},
                                               {N_("State"), 20},
                                               {N_("OIT score, certain"), 12},
                                               {N_("OIT score, possible"), 12},
                                               {N_("OIT score, once all is mended"), 12},
                                               {N_("Preceding visit, certain"), 12},
                                               {N_("Change"), 13},
                                               {N_("To mend"), 10},
                                               {N_("A person must look"), 10},
                                               {N_("Could not look"), 10},
                                               {N_("To mend first"), 44},
                                               {N_("Why"), 36},
                                               {N_("Report"), 36},
                                               {N_("E-mail"), 28},
                                               {N_("Built with"), 24}};
    struct book_column columns[COUNT(fixed) + LIMIT_LIST_COLUMNS];
    size_t n = COUNT(fixed);

    for (size_t i = 0; i < COUNT(fixed); i++)
        columns[i] = fixed[i];
    for (size_t i = 0; i < w->p->extra.n && i < LIMIT_LIST_COLUMNS; i++)
        columns[n++] = (struct book_column){w->p->extra.v[i].p, 18};
    book_list(w->b, N_("Sites"), columns, n);
    for (size_t i = 0; i < w->p->site_n; i++)
        if (province_counts(&w->p->site[i]))
            site_row(w, &w->p->site[i]);
}

static void
items(struct paper *w)
{
    static const struct book_column columns[] = {
        {N_("Item"), 8}, {N_("Name"), 60}, {N_("Sites that lack it"), 14}, {N_("Per cent of sites"), 14}};
    size_t judged = province_count(w->p, SITE_DONE);

    book_list(w->b, N_("Items"), columns, COUNT(columns));
    for (size_t i = 0; i < w->p->item_n; i++) {
        const struct item_result *item = &w->p->item[i];
        size_t n = province_lacking(w->p, i);

        text(w, item->id);
        text(w, card_name(item->name, item->name_en, w->lang));
        count(w, n);
        points(w, judged > 0 ? (int)((2 * n * 10000 + judged) / (2 * judged)) : NO_SCORE);
        book_next_row(w->b);
    }
}

static void
verdicts(struct paper *w)
{
    size_t n = w->p->item_n < LIMIT_LIST_COLUMNS ? w->p->item_n : LIMIT_LIST_COLUMNS;
    struct book_column columns[LIMIT_LIST_COLUMNS + 2] = {{N_("Agency"), 32}, {N_("Website"), 36}};

    for (size_t i = 0; i < n; i++)
        columns[i + 2] = (struct book_column){w->p->item[i].id.p, ITEM_WIDTH};
    book_list(w->b, N_("Verdicts"), columns, n + 2);
    for (size_t k = 0; k < w->p->site_n; k++) {
        const struct province_site *s = &w->p->site[k];

        if (!province_judged(s))
            continue;
        site_name(w, s);
        for (size_t i = 0; i < n; i++)
            book_cell(w->b, CELL_OF(CELL_VERDICT, (int64_t)s->item[i].verdict));
        book_next_row(w->b);
    }
}

static bool
came_to_nothing(const struct province_site *s)
{
    return s->duplicate_of > 0 || s->outcome.state != SITE_DONE;
}

static void
nothing(struct paper *w)
{
    static const struct book_column columns[] = {{N_("Line"), 8},     {N_("Agency"), 32},
                                                 {N_("Website"), 36}, {N_("State"), 24},
                                                 {N_("Why"), 56},     {N_("Since when"), 56}};

    book_list(w->b, N_("Without result"), columns, COUNT(columns));
    for (size_t i = 0; i < w->p->site_n; i++) {
        const struct province_site *s = &w->p->site[i];

        if (!came_to_nothing(s))
            continue;
        count(w, (size_t)s->line);
        site_name(w, s);
        words(w, province_state(s));
        text(w, province_why(w->a, s, w->lang));
        text(w, province_since(w->a, s, w->lang));
        book_next_row(w->b);
    }
}

/* What sites of one supplier or system lack in the same way, a row a site that has it. */
static void
platforms(struct paper *w)
{
    static const struct book_column columns[] = {
        {N_("Built with"), 28}, {N_("Sites of it"), 12}, {N_("Item"), 8},
        {N_("Name"), 50},       {N_("What lacks"), 36},  {N_("Sites with it"), 12},
        {N_("Where"), 36},      {N_("Agency"), 32},      {N_("Website"), 36}};
    struct province_platforms found;

    province_find_platforms(w->p, w->a, &found);
    if (found.platform_n == 0)
        return;
    book_list(w->b, N_("Common faults"), columns, COUNT(columns));
    for (size_t i = 0; i < found.fault_n; i++) {
        const struct template_fault *f = &found.fault[i];
        const struct item_result *item = &w->p->item[f->item];

        for (size_t k = 0; k < f->site_n; k++) {
            text(w, card_name(f->platform->platform->name, f->platform->platform->name_en, w->lang));
            count(w, f->platform->site_n);
            text(w, item->id);
            text(w, card_name(item->name, item->name_en, w->lang));
            words(w, missing_text(f->problem));
            count(w, f->site_n);
            text(w, f->shape);
            site_name(w, f->site[k]);
            book_next_row(w->b);
        }
    }
}

static void
turned_rows(struct paper *w, const struct province_site *s)
{
    for (size_t i = 0; i < w->p->item_n; i++) {
        const struct province_item *item = &s->item[i];

        if (!province_lost(item) && !province_gained(item))
            continue;
        site_name(w, s);
        text(w, item->of->id);
        text(w, card_name(item->of->name, item->of->name_en, w->lang));
        book_cell(w->b, CELL_OF(CELL_VERDICT, (int64_t)item->before));
        book_cell(w->b, CELL_OF(CELL_VERDICT, (int64_t)item->verdict));
        words(w, province_lost(item) ? N_("worse") : N_("better"));
        book_next_row(w->b);
    }
}

static void
changes(struct paper *w)
{
    static const struct book_column columns[] = {{N_("Agency"), 32}, {N_("Website"), 36}, {N_("Item"), 8},
                                                 {N_("Name"), 50},   {N_("Before"), 18},  {N_("Now"), 18},
                                                 {N_("Change"), 12}};
    const struct province_night *before = &w->p->before;

    book_list(w->b, N_("Changes"), columns, COUNT(columns));
    for (size_t i = 0; i < w->p->site_n; i++)
        if (province_judged(&w->p->site[i]))
            turned_rows(w, &w->p->site[i]);
    for (size_t i = 0; i < w->p->site_n; i++)
        if (w->p->site[i].fresh) {
            site_name(w, &w->p->site[i]);
            words(w, N_("New in the list"));
            book_next_row(w->b);
        }
    for (size_t i = 0; before->started.n > 0 && i < w->p->site_n; i++) {
        const struct province_site *s = &w->p->site[i];
        bool was = s->outcome.before_low != NO_SCORE;

        if (!province_counts(s) || s->fresh || was == province_judged(s) ||
            (was && s->outcome.state != SITE_UNREADABLE))
            continue;
        site_name(w, s);
        words(w, was ? N_("Could be read then, not now") : N_("Can be read again"));
        book_next_row(w->b);
    }
    for (size_t i = 0; i < before->gone_n; i++) {
        text(w, before->gone[i].name);
        book_cell(w->b, CELL_OF_ISO(CELL_LINK, before->gone[i].url));
        words(w, N_("In the list then, no more now"));
        book_next_row(w->b);
    }
}

struct wanted {
    const struct province *province;
    enum lang lang;
};

static void
write_book(const void *ctx, struct buf *out)
{
    const struct wanted *wanted = ctx;
    const struct province *p = wanted->province;
    struct paper w = {.p = p, .a = arena_new(0), .lang = wanted->lang};

    w.b = book_new(wanted->lang, p->title, p->finished.n > 0 ? p->finished : p->started);
    if (w.b) {
        sites(&w);
        items(&w);
        verdicts(&w);
        changes(&w);
        platforms(&w);
        nothing(&w);
        book_close(w.b, out);
    }
    arena_free(w.a);
}

void
province_xlsx(const struct province *p, enum lang lang, struct buf *out)
{
    apart_write(write_book, &(struct wanted){p, lang}, out);
}

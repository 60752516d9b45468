/* The sheets of the workbook: a summary to print, and lists to filter.  Names and columns are the same each
 * run. */
#include "report/xlsx.h"
#include "report/apart.h"
#include "report/book.h"
#include "report/card.h"
#include "report/item_cells.h"
#include "report/todo.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct xlsx {
    struct book *b;
    struct item_cells x; /* arena, card, language; the item of the row */
};

static void
text(struct xlsx *w, struct str s)
{
    book_cell(w->b, CELL_OF_TEXT(s));
}

static void
words(struct xlsx *w, const char *id)
{
    text(w, id ? str_of(say_tr_in(w->x.lang, id)) : STR_NONE);
}

static void
sentence(struct xlsx *w, const struct item_result *i, const struct say *s)
{
    text(w, s->id ? card_say(w->x.a, i, s, w->x.lang) : STR_NONE);
}

static void
link_to(struct xlsx *w, struct str url)
{
    book_cell(w->b, CELL_OF_ISO(CELL_LINK, url));
}

static void
count(struct xlsx *w, uint64_t n)
{
    book_cell(w->b, CELL_OF(CELL_COUNT, (int64_t)n));
}

static void
known(struct xlsx *w, int64_t n)
{
    book_cell(w->b, CELL_OF(CELL_NUMBER, n));
}

static void
points(struct xlsx *w, int hundredths)
{
    book_cell(w->b, CELL_OF(CELL_POINTS, hundredths));
}

static void
row(struct xlsx *w, const char *label, struct cell c)
{
    book_label(w->b, label);
    book_cell(w->b, c);
    book_next_row(w->b);
}

/* ------------------------------------------------------------------ summary */

static void
about(struct xlsx *w)
{
    const struct scorecard *c = w->x.c;

    row(w, N_("Agency"), CELL_OF_TEXT(c->agency.n > 0 ? c->agency : c->site_host));
    row(w, N_("Website"), CELL_OF_ISO(CELL_LINK, c->site_url));
    row(w, N_("Checklist"),
        CELL_OF_TEXT(card_name(c->pack_name.n > 0 ? c->pack_name : c->pack_id, c->pack_name_en, w->x.lang)));
    row(w, N_("Fiscal year (B.E.)"), CELL_OF(CELL_NUMBER, c->fiscal_year));
    row(w, N_("Judged as of"), CELL_OF_ISO(CELL_DAY, c->as_of));
    if (card_of_other_year(c))
        row(w, N_("Note"), CELL_OF_TEXT(card_list_note(w->x.a, c, w->x.lang)));
    row(w, N_("Visit begun"), CELL_OF_ISO(CELL_TIME, c->started));
    row(w, N_("Visit ended"), CELL_OF_ISO(CELL_TIME, c->finished));
    row(w, N_("Visit complete"),
        CELL_OF_TEXT(str_of(say_tr_in(w->x.lang, c->complete ? N_("yes") : N_("no")))));
    book_next_row(w->b);
}

static void
scores(struct xlsx *w)
{
    const struct scorecard *c = w->x.c;

    row(w, N_("OIT score, certain"), CELL_OF(CELL_POINTS, c->low));
    row(w, N_("OIT score, if what is open is there"), CELL_OF(CELL_POINTS, c->high));
    row(w, N_("OIT score, once all is mended"), CELL_OF(CELL_POINTS, c->potential));
    if (c->ita_low != NO_SCORE) {
        row(w, N_("ITA total, certain"), CELL_OF(CELL_POINTS, c->ita_low));
        row(w, N_("ITA total, if what is open is there"), CELL_OF(CELL_POINTS, c->ita_high));
        row(w, N_("Level"), CELL_OF_TEXT(c->level));
    }
    if (c->rating_note.id)
        row(w, N_("Note"), CELL_OF_TEXT(say_text(w->x.a, &c->rating_note, w->x.lang)));
    book_next_row(w->b);
    for (int v = 0; v < VERDICT_COUNT; v++)
        row(w, verdict_text((enum verdict)v), CELL_OF(CELL_COUNT, (int64_t)card_count(c, (enum verdict)v)));
    book_next_row(w->b);
}

static void
subs_of(struct xlsx *w, const struct indicator_score *d)
{
    for (size_t k = 0; k < d->sub_n; k++) {
        const struct sub_score *s = &d->sub[k];

        text(w, s->id);
        text(w, card_name(s->name, s->name_en, w->x.lang));
        points(w, s->low);
        points(w, s->high);
        book_next_row(w->b);
    }
}

static void
indicators(struct xlsx *w)
{
    const struct scorecard *c = w->x.c;

    if (c->indicator_n == 0)
        return;
    book_label(w->b, N_("Indicator"));
    book_label(w->b, N_("Name"));
    book_label(w->b, N_("certain"));
    book_label(w->b, N_("possible"));
    book_next_row(w->b);
    for (size_t i = 0; i < c->indicator_n; i++) {
        const struct indicator_score *d = &c->indicator[i];

        text(w, d->id);
        text(w, card_name(d->name, d->name_en, w->x.lang));
        points(w, d->low);
        points(w, d->high);
        book_next_row(w->b);
        subs_of(w, d);
    }
    book_next_row(w->b);
}

static void
unreadable(struct xlsx *w)
{
    struct str last = card_last_read(w->x.a, w->x.c, w->x.lang);

    row(w, N_("Result"),
        CELL_OF_TEXT(str_of(say_tr_in(
            w->x.lang,
            N_("The website could not be read, so nothing can be said about any item. This does not mean "
               "that the information is missing, and there is no score.")))));
    if (last.n > 0)
        row(w, N_("Last read"), CELL_OF_TEXT(last));
    book_next_row(w->b);
}

static void
summary(struct xlsx *w)
{
    book_form(w->b, N_("Summary"), 48, 60);
    about(w);
    if (card_unreadable(w->x.c)) {
        unreadable(w);
    } else {
        scores(w);
        indicators(w);
    }
    book_label(w->b, N_("Note"));
    words(w, N_("This is a check by a program before the assessment. It is not a result of the National "
                "Anti-Corruption Commission (NACC)."));
    book_next_row(w->b);
}

/* ------------------------------------------------------------------ lists */

static void
to_do(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("Item"), 8},
        {N_("Name"), 40},
        {N_("OIT points to gain or at risk"), 12},
        {N_("ITA points to gain or at risk"), 12},
        {N_("To gain or at risk"), 12},
        {N_("Effort"), 14},
        {N_("Verdict"), 16},
        {N_("To do"), 60},
        {N_("In charge"), 20},
        {N_("Place"), 48},
        {N_("Done on"), 12},
    };
    const struct scorecard *c = w->x.c;
    const struct item_result **item;
    size_t n = todo_order(c, w->x.a, false, &item);

    book_list(w->b, N_("What to do first"), columns, COUNT(columns));
    for (size_t k = 0; k < n; k++) {
        const struct item_result *i = item[k];
        size_t at = 0;
        const struct missing_url *place = card_missing(c, i->id, &at);

        w->x.item = i;
        text(w, i->id);
        text(w, card_name(i->name, i->name_en, w->x.lang));
        book_cell(w->b, item_cells_points(&w->x, i->gain_oit));
        book_cell(w->b, item_cells_points(&w->x, i->gain_ita));
        book_cell(w->b, item_cells_stake(&w->x));
        words(w, effort_text(todo_effort(c, i)));
        book_cell(w->b, CELL_OF(CELL_VERDICT, i->verdict));
        if (i->fix.n > 0)
            text(w, card_fix(w->x.a, i, w->x.lang));
        else
            sentence(w, i, i->settle.id ? &i->settle : &i->reason);
        text(w, i->owner);
        link_to(w, place ? place->url : STR_NONE);
        book_next_row(w->b);
    }
}

static void
addresses(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("Item"), 8},
        {N_("Address"), 56},
        {N_("What is wrong there"), 32},
        {N_("HTTP status"), 9},
        {N_("Linked from"), 44},
        {N_("Link words"), 40},
        {N_("What should be there"), 56},
    };
    const struct scorecard *c = w->x.c;

    book_list(w->b, N_("Addresses to mend"), columns, COUNT(columns));
    for (size_t k = 0; k < c->missing_n && !card_unreadable(c); k++) {
        const struct missing_url *m = &c->missing[k];

        text(w, m->item);
        link_to(w, m->url);
        words(w, card_missing_text(m));
        known(w, m->status);
        link_to(w, m->found_on);
        text(w, m->words);
        text(w, card_expected(w->x.a, m, w->x.lang));
        book_next_row(w->b);
    }
}

static void
items(struct xlsx *w)
{
    struct book_column columns[ITEM_COLUMNS];

    for (size_t k = 0; k < ITEM_COLUMNS; k++)
        columns[k] = item_columns[k].head;
    book_list(w->b, N_("Items"), columns, ITEM_COLUMNS);
    for (size_t i = 0; i < w->x.c->item_n; i++) {
        w->x.item = &w->x.c->item[i];
        for (size_t k = 0; k < ITEM_COLUMNS; k++)
            book_cell(w->b, item_columns[k].cell(&w->x));
        book_next_row(w->b);
    }
}

static struct str
numbers(struct arena *a, const uint32_t *v, size_t n)
{
    struct str all = STR_NONE;

    for (size_t i = 0; i < n; i++)
        all = i == 0 ? arena_printf(a, "%u", (unsigned)v[i] + 1)
                     : arena_printf(a, "%.*s, %u", STR_ARGS(all), (unsigned)v[i] + 1);
    return all;
}

static void
elements(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("Item"), 8},   {N_("What it must show"), 60},   {N_("Shown"), 16},
        {N_("Basis"), 16}, {N_("Evidence, by number"), 12}, {N_("Note"), 48},
    };

    book_list(w->b, N_("Elements"), columns, COUNT(columns));
    for (size_t i = 0; i < w->x.c->item_n; i++) {
        const struct item_result *item = &w->x.c->item[i];

        for (size_t k = 0; k < item->element_n; k++) {
            const struct element_result *e = &item->element[k];

            text(w, item->id);
            text(w, card_name(e->text, e->text_en, w->x.lang));
            words(w, card_met_text(e->met));
            words(w, e->basis == BASIS_SOURCE ? N_("official source") : card_basis_text(e->basis));
            text(w, numbers(w->x.a, e->evidence, e->evidence_n));
            sentence(w, item, &e->note);
            book_next_row(w->b);
        }
    }
}

static void
one_evidence(struct xlsx *w, const struct evidence *e)
{
    char iso[65] = "";

    words(w, e->by.n > 0 ? N_("A person's word") : card_where_text(e->where));
    text(w, e->quote);
    known(w, e->page);
    known(w, e->fiscal_year);
    text(w, e->period);
    link_to(w, e->final_url.n > 0 ? e->final_url : e->url);
    link_to(w, e->found_on);
    text(w, item_cells_path(w->x.a, card_path(w->x.a, e)));
    known(w, e->http_status);
    text(w, e->content_type);
    if (e->fetched != 0)
        date_iso_time(e->fetched, iso);
    book_cell(w->b, CELL_OF_ISO(CELL_TIME, str_of(iso)));
    text(w, e->last_modified);
    iso[0] = '\0';
    if (!sha256_is_zero(&e->sha256))
        sha256_hex(&e->sha256, iso);
    text(w, str_of(iso));
}

static void
evidence(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("Item"), 8},        {N_("Number"), 8},         {N_("Where it stands"), 18},
        {N_("Quote"), 56},      {N_("Page"), 7},           {N_("Fiscal year (B.E.)"), 12},
        {N_("Period"), 36},     {N_("Address"), 48},       {N_("Linked from"), 40},
        {N_("Click path"), 40}, {N_("HTTP status"), 9},    {N_("Content type"), 22},
        {N_("Read on"), 22},    {N_("Last modified"), 28}, {N_("SHA-256"), 40},
    };

    book_list(w->b, N_("Evidence"), columns, COUNT(columns));
    for (size_t i = 0; i < w->x.c->item_n; i++) {
        const struct item_result *item = &w->x.c->item[i];

        for (size_t k = 0; k < item->evidence_n; k++) {
            text(w, item->id);
            count(w, k + 1);
            one_evidence(w, &item->evidence[k]);
            book_next_row(w->b);
        }
    }
}

static void
coverage_row(struct xlsx *w, const char *what, uint64_t n)
{
    words(w, what);
    text(w, STR_NONE);
    count(w, n);
    book_next_row(w->b);
}

static void
coverage_problems(struct xlsx *w)
{
    const struct coverage *v = &w->x.c->coverage;

    for (size_t i = 0; i < v->problem_n; i++) {
        words(w, problem_text(v->problem[i].problem));
        link_to(w, v->problem[i].url);
        text(w, STR_NONE);
        text(w, v->problem[i].detail);
        book_next_row(w->b);
    }
    if (v->problem_more > 0)
        coverage_row(w, N_("further problems, not listed"), v->problem_more);
}

static void
coverage_unread(struct xlsx *w)
{
    struct card_fact cause[CARD_UNREAD];

    card_unread(&w->x.c->coverage, cause);
    for (size_t i = 0; i < CARD_UNREAD; i++) {
        if (cause[i].n == 0)
            continue;
        words(w, N_("Why the text of documents was not read"));
        text(w, STR_NONE);
        count(w, cause[i].n);
        words(w, cause[i].text);
        book_next_row(w->b);
    }
}

static void
coverage(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("What"), 48}, {N_("Address"), 60}, {N_("How many"), 10}, {N_("Detail"), 40}};
    const struct coverage *v = &w->x.c->coverage;
    struct card_fact fact[CARD_FACTS];

    book_list(w->b, N_("Coverage"), columns, COUNT(columns));
    card_facts(v, fact);
    for (size_t i = 0; i < CARD_FACTS; i++)
        coverage_row(w, fact[i].text, fact[i].n);
    coverage_unread(w);
    for (size_t i = 0; i < v->hosts.n; i++) {
        words(w, N_("host"));
        text(w, v->hosts.v[i]);
        book_next_row(w->b);
    }
    coverage_problems(w);
}

static void
history(struct xlsx *w)
{
    static const struct book_column columns[] = {
        {N_("Judged as of"), 16}, {N_("OIT score, certain"), 16}, {N_("OIT score, possible"), 16}};
    const struct scorecard *c = w->x.c;

    book_list(w->b, N_("History"), columns, COUNT(columns));
    for (size_t i = 0; i < c->history_n; i++) {
        book_cell(w->b, CELL_OF_ISO(CELL_DAY, c->history[i].as_of));
        points(w, c->history[i].low);
        points(w, c->history[i].high);
        book_next_row(w->b);
    }
    if (card_unreadable(c))
        return;
    book_cell(w->b, CELL_OF_ISO(CELL_DAY, c->as_of));
    points(w, c->low);
    points(w, c->high);
    book_next_row(w->b);
}

struct wanted {
    const struct scorecard *card;
    enum lang lang;
};

static void
write_book(const void *ctx, struct buf *out)
{
    const struct wanted *wanted = ctx;
    const struct scorecard *c = wanted->card;
    struct xlsx w = {.x = {arena_new(0), c, NULL, wanted->lang}};

    w.b = book_new(wanted->lang, c->agency.n > 0 ? c->agency : c->site_host,
                   c->finished.n > 0 ? c->finished : c->as_of);
    if (w.b) {
        summary(&w);
        to_do(&w);
        items(&w);
        elements(&w);
        evidence(&w);
        addresses(&w);
        coverage(&w);
        history(&w);
        book_close(w.b, out);
    }
    arena_free(w.x.a);
}

void
xlsx_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    apart_write(write_book, &(struct wanted){c, lang}, out);
}

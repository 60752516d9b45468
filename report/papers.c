/* The table of papers, and what they share. */
#include "report/papers.h"
#include "report/card.h"
#include "report/plain.h"

const struct paper_kind paper_kinds[] = {
    {"itas", N_("answers for the assessment's form, item by item"), itas_write, itas_book},
    {"o42", N_("analysis of the result, weaknesses, measures"), o42_write, NULL},
    {"o43", N_("results of the measures, before and after"), o43_write, NULL},
    {"memo", N_("memorandum to the head of the agency"), memo_write, NULL},
    {"channels", N_("contact channels by quarter, and the visits that saw them"), channels_write, NULL},
    {NULL, NULL, NULL, NULL},
};

const struct paper_kind *
paper_kind_of(struct str name)
{
    for (const struct paper_kind *k = paper_kinds; k->name; k++)
        if (str_eq_nocase(str_of(k->name), name))
            return k;
    return NULL;
}

/* ------------------------------------------------------------------ indicators */

/* The assessment's own names; they have been the same since FY2563. */
static const struct {
    const char *instrument, *id, *name;
} indicators[] = {
    {"IIT", "1", N_("Performance of duties")},
    {"IIT", "2", N_("Use of the budget")},
    {"IIT", "3", N_("Use of power")},
    {"IIT", "4", N_("Use of public property")},
    {"IIT", "5", N_("Solving the problem of corruption")},
    {"EIT", "6", N_("Quality of operations")},
    {"EIT", "7", N_("Effectiveness of communication")},
    {"EIT", "8", N_("Improvement of work systems")},
};

#define INDICATORS (sizeof indicators / sizeof *indicators)

static struct str
name_of(const char *instrument, struct str id, enum lang lang)
{
    for (size_t i = 0; i < INDICATORS; i++)
        if (str_eq(str_of(indicators[i].instrument), str_of(instrument)) &&
            str_eq(str_of(indicators[i].id), id))
            return str_of(say_tr_in(lang, indicators[i].name));
    return STR_NONE;
}

/* The number of the n-th indicator of an instrument where the office gave none. */
static struct str
id_of(const char *instrument, size_t n)
{
    for (size_t i = 0; i < INDICATORS; i++)
        if (str_eq(str_of(indicators[i].instrument), str_of(instrument)) && n-- == 0)
            return str_of(indicators[i].id);
    return STR_NONE;
}

/* One figure alone is the instrument's, not an indicator's. */
static bool
told_by_indicator(const struct figures *f)
{
    return f->n > 1 || (f->n == 1 && f->v[0].id.n > 0);
}

static size_t
survey_rows(const char *instrument, const struct figures *f, enum lang lang, struct indicator_row *out)
{
    bool told = told_by_indicator(f);
    size_t n = 0;

    for (size_t i = 0; told ? i < f->n : id_of(instrument, i).n > 0; i++) {
        struct str id = told && f->v[i].id.n > 0 ? f->v[i].id : id_of(instrument, i);
        struct str name = told && f->v[i].name.n > 0 ? f->v[i].name : name_of(instrument, id, lang);
        int score = told ? f->v[i].score : NO_SCORE;

        out[n++] = (struct indicator_row){instrument, id, name, score, score};
    }
    return n;
}

size_t
papers_indicators(const struct analysis *n, enum lang lang, struct indicator_row out[INDICATOR_ROWS])
{
    size_t count = survey_rows("IIT", n->iit, lang, out);

    count += survey_rows("EIT", n->eit, lang, out + count);
    for (size_t i = 0; i < n->card->indicator_n && i < LIMIT_SCORES; i++) {
        const struct indicator_score *s = &n->card->indicator[i];

        out[count++] = (struct indicator_row){"OIT", s->id, card_name(s->name, s->name_en, lang),
                                              papers_published(n, s->low), papers_published(n, s->high)};
    }
    return count;
}

int
papers_published(const struct analysis *n, int score)
{
    return n->published ? score : NO_SCORE;
}

int
papers_total(const struct analysis *n)
{
    int total = papers_published(n, n->card->ita_low);

    return total != NO_SCORE ? total : n->told_total;
}

/* ------------------------------------------------------------------ pieces */

void
papers_agency(struct draft *d, const struct paper_facts *f)
{
    if (f->card->agency.n > 0)
        draft_text(d, f->card->agency);
    else
        draft_blank(d, N_("name of the agency"));
}

struct str
papers_year(const struct draft *d, int fiscal_year)
{
    return card_number(d->a, (uint64_t)fiscal_year);
}

void
papers_title(struct draft *d, const char *id, struct str one, struct str two)
{
    struct say s = {id, {one, two}};

    d->title = say_text(d->a, &s, d->manner->lang);
    draft_paragraph(d, STYLE_TITLE);
    draft_say(d, INK_PLAIN, &s);
}

void
papers_reason(struct draft *d, const struct item_result *i)
{
    draft_sentence(d, card_say(d->a, i, &i->reason, d->manner->lang));
}

void
papers_item(struct draft *d, const struct item_result *i)
{
    draft_put(d, INK_PLAIN, i->id);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_put(d, INK_PLAIN, card_name(i->name, i->name_en, d->manner->lang));
}

void
papers_item_row(struct draft *d, const struct item_result *i)
{
    draft_row(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, i->id);
    draft_cell(d);
    draft_put(d, INK_PLAIN, card_name(i->name, i->name_en, d->manner->lang));
}

void
papers_obstacles(struct draft *d, const char *heading)
{
    draft_heading(d, heading);
    draft_paragraph(d, STYLE_TEXT);
    draft_blank(d, N_("obstacles and suggestions; where there are none keep the heading and write \"None\""));
}

void
papers_owner(struct draft *d, const struct item_result *i)
{
    if (i->owner.n > 0)
        draft_text(d, i->owner);
    else
        draft_blank(d, N_("unit in charge"));
}

bool
papers_is_open(const struct item_result *i)
{
    return !verdict_counts_low(i->verdict) && i->verdict != VERDICT_NOT_APPLICABLE;
}

bool
papers_is_unknown(const struct item_result *i)
{
    return i->verdict == VERDICT_REVIEW || i->verdict == VERDICT_UNASSESSED;
}

void
papers_measure(struct draft *d, const struct item_result *i)
{
    draft_filled(d, INK_PLAIN,
                 papers_is_unknown(i) ? N_("Make sure that it is published (indicator {1}):")
                                      : N_("Publish in full (indicator {1}):"),
                 i->indicator, STR_NONE);
    draft_put(d, INK_PLAIN, STR(" "));
    papers_item(d, i);
}

void
papers_unreadable(struct draft *d, const struct scorecard *c)
{
    draft_filled(d, INK_PLAIN,
                 card_offline(c)
                     ? N_("On {1} the machine that checks had no network, so nothing can be said about the "
                          "website.")
                     : N_("On {1} no page of the website could be opened, so nothing can be said about any "
                          "item."),
                 draft_day(d, c->started), STR_NONE);
}

/* What the item lacks, as far as it counts. */
static void
put_lacks(struct draft *d, const struct item_result *i)
{
    bool any = false;

    for (size_t k = 0; k < i->element_n; k++) {
        const struct element_result *e = &i->element[k];

        if (e->met != MET_NO || e->basis == BASIS_RECALLED)
            continue;
        if (!any) {
            draft_step(d);
            draft_words(d, N_("let it show:"));
        }
        draft_put(d, INK_PLAIN, any ? STR("; ") : STR(" "));
        draft_put(d, INK_PLAIN, card_name(e->text, e->text_en, d->manner->lang));
        any = true;
    }
}

void
papers_steps(struct draft *d, const struct item_result *i)
{
    draft_steps(d);
    draft_step(d);
    if (i->fix.n > 0)
        draft_put(d, INK_PLAIN, card_fix(d->a, i, d->manner->lang));
    else
        draft_filled(d, INK_PLAIN, N_("publish \"{1}\" on the main website"),
                     card_name(i->name, i->name_en, d->manner->lang), STR_NONE);
    put_lacks(d, i);
    draft_step(d);
    draft_words(d, N_("try whether a visitor reaches and opens it from the home page without signing in"));
}

struct str
papers_address(const struct evidence *e)
{
    return e->final_url.n > 0 ? e->final_url : e->url;
}

size_t
papers_addresses(const struct item_result *i, const struct evidence *out[LIMIT_DRAFT_URLS])
{
    size_t n = 0;

    for (size_t k = 0; k < i->evidence_n && n < LIMIT_DRAFT_URLS; k++) {
        const struct evidence *e = &i->evidence[k];
        bool known = papers_address(e).n == 0 || !card_answers(i, e);

        for (size_t m = 0; m < n; m++)
            known |= str_eq(papers_address(out[m]), papers_address(e));
        if (!known)
            out[n++] = e;
    }
    return n;
}

void
papers_none(struct draft *d)
{
    draft_line(d, STYLE_TEXT, N_("None"));
}

void
papers_strangers(struct draft *d, const struct paper_facts *f)
{
    for (size_t i = 0; i < f->stranger_n; i++) {
        const struct paper_stranger *s = &f->stranger[i];

        draft_paragraph(d, STYLE_NOTE);
        draft_put(
            d, INK_WARNING,
            str_of(say_tr_in(d->manner->lang, N_("A paper that is published now names another agency:"))));
        draft_put(d, INK_PLAIN, STR(" \xe2\x80\x9c"));
        draft_put(d, INK_PLAIN, plain_line(d->a, draft_quoted(d, s->quote), LIMIT_QUOTE));
        draft_put(d, INK_PLAIN, STR("\xe2\x80\x9d "));
        if (s->page > 0)
            draft_filled(d, INK_PLAIN, N_("page {1},"), card_number(d->a, (uint64_t)s->page), STR_NONE);
        draft_put(d, INK_PLAIN, STR(" "));
        draft_address(d, s->url);
    }
}

void
papers_sign(struct draft *d, const char *role)
{
    draft_paragraph(d, STYLE_SIGN);
    draft_words(d, N_("(Signed)"));
    draft_put(d, INK_PLAIN, STR(" "));
    draft_blank(d, N_("signature"));
    draft_paragraph(d, STYLE_SIGN);
    draft_put(d, INK_PLAIN, STR("("));
    draft_blank(d, N_("name in full"));
    draft_put(d, INK_PLAIN, STR(")"));
    draft_paragraph(d, STYLE_SIGN);
    draft_words(d, role);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_blank(d, N_("position of the signer"));
    draft_paragraph(d, STYLE_SIGN);
    draft_blank(d, N_("day, month, year"));
}

void
papers_visit_day(struct draft *d, struct str started, struct str as_of)
{
    struct str day = draft_day(d, started), judged = draft_day(d, as_of);

    draft_put(d, INK_PLAIN, day);
    if (!str_eq(day, judged))
        draft_filled(d, INK_PLAIN, N_(" (judged as of {1})"), judged, STR_NONE);
}

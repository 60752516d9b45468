/*
 * Answers for the assessment's own form: there or not, addresses, and how one gets there from the home page.
 * "There" is said only of what counts as found; where a person must look or nobody could, the answer is a
 * gap.
 */
#include "report/address.h"
#include "report/book.h"
#include "report/card.h"
#include "report/papers.h"

enum answer { ANSWER_THERE, ANSWER_PARTLY, ANSWER_NOT, ANSWER_OPEN, ANSWER_NONE };

static enum answer
answer_of(const struct item_result *i)
{
    switch (i->verdict) {
    case VERDICT_FOUND:
        return ANSWER_THERE;
    case VERDICT_WAIVED:
        return verdict_counts_low(i->machine_verdict) && i->evidence_n > 0 ? ANSWER_THERE : ANSWER_OPEN;
    case VERDICT_PARTIAL:
        return ANSWER_PARTLY;
    case VERDICT_STALE:
    case VERDICT_MISSING:
        return ANSWER_NOT;
    case VERDICT_NOT_APPLICABLE:
        return ANSWER_NONE;
    default:
        return ANSWER_OPEN;
    }
}

static void
put_answer(struct draft *d, const struct item_result *i)
{
    switch (answer_of(i)) {
    case ANSWER_THERE:
        draft_words(d, N_("Yes (published)"));
        break;
    case ANSWER_PARTLY:
        draft_words(d, N_("Yes (published)"));
        draft_paragraph(d, STYLE_PLAIN);
        draft_put(d, INK_WARNING, str_of(say_tr_in(d->manner->lang, N_("not complete"))));
        break;
    case ANSWER_NOT:
        draft_words(d, N_("No (not published)"));
        break;
    case ANSWER_NONE:
        draft_words(d, N_("does not apply"));
        break;
    case ANSWER_OPEN:
        draft_blank(d, N_("yes or no: a person must look"));
        break;
    }
}

static bool
has_addresses(const struct item_result *i)
{
    enum answer a = answer_of(i);

    return a == ANSWER_THERE || a == ANSWER_PARTLY;
}

static void
put_address(struct draft *d, const struct evidence *e)
{
    draft_paragraph(d, STYLE_PLAIN);
    draft_address(d, papers_address(e));
}

static void
put_addresses(struct draft *d, const struct item_result *i)
{
    const struct evidence *e[LIMIT_DRAFT_URLS];
    size_t n = has_addresses(i) ? papers_addresses(i, e) : 0;

    for (size_t k = 0; k < n; k++)
        put_address(d, e[k]);
    if (n == 0 && (has_addresses(i) || answer_of(i) == ANSWER_OPEN))
        draft_blank(d, N_("address, when it has been found"));
    else if (n == 0)
        draft_put(d, INK_PLAIN, STR("-"));
}

/* ------------------------------------------------------------------ the click path */

/* Does the longer way begin with the shorter one? */
static bool
leads_past(struct strs longer, struct strs shorter)
{
    if (longer.n < shorter.n)
        return false;
    for (size_t i = 0; i < shorter.n; i++)
        if (!str_eq(longer.v[i], shorter.v[i]))
            return false;
    return true;
}

static void
put_path(struct draft *d, const struct evidence *e)
{
    struct strs path = card_path(d->a, e);

    draft_steps(d);
    draft_step(d);
    draft_words(d, N_("open the home page of the website"));
    for (size_t k = 1; k < path.n; k++) {
        draft_step(d);
        draft_words(d, N_("choose the link"));
        draft_put(d, INK_PLAIN, STR(" \xe2\x80\x9c"));
        draft_text(d, path.v[k]);
        draft_put(d, INK_PLAIN, STR("\xe2\x80\x9d"));
    }
    if (path.n == 0) {
        draft_step(d);
        draft_blank(d, N_("how one gets there from the home page"));
    } else if (path.n < 2) {
        draft_step(d);
        draft_words(d, N_("it stands there"));
    }
    if (e->page > 1) {
        draft_step(d);
        draft_filled(d, INK_PLAIN, card_see_text(e), card_number(d->a, (uint64_t)e->page), STR_NONE);
    }
}

/* The ways that no other one of them goes past; of equal ones the first.  Returns how many are left. */
static size_t
longest_ways(struct draft *d, const struct evidence *const *e, size_t n, size_t way[LIMIT_DRAFT_URLS])
{
    size_t count = 0;

    for (size_t k = 0; k < n; k++) {
        struct strs path = card_path(d->a, e[k]);
        bool past = false;

        for (size_t m = 0; m < n; m++) {
            struct strs other = card_path(d->a, e[m]);

            past |= m != k && leads_past(other, path) && (other.n > path.n || m < k);
        }
        if (!past)
            way[count++] = k;
    }
    return count;
}

static void
put_paths(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    const struct evidence *e[LIMIT_DRAFT_URLS];
    size_t way[LIMIT_DRAFT_URLS], n = has_addresses(i) ? papers_addresses(i, e) : 0;
    size_t count = longest_ways(d, e, n, way);

    (void)f;
    for (size_t k = 0; k < count; k++) {
        if (count > 1) {
            draft_paragraph(d, STYLE_PLAIN);
            draft_filled(d, INK_PLAIN, N_("Address {1}:"), card_number(d->a, way[k] + 1), STR_NONE);
        }
        put_path(d, e[way[k]]);
    }
    if (n == 0 && has_addresses(i))
        draft_blank(d, N_("how one gets there from the home page"));
}

/* What to do before the form is sent. */
static void
put_advice(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    size_t at = 0;
    const struct missing_url *u = card_missing(f->card, i->id, &at);

    if (!papers_is_open(i))
        return;
    draft_paragraph(d, STYLE_PLAIN);
    papers_reason(d, i);
    if (i->fix.n > 0) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_blank_filled(d, N_("before answering: {1}"), card_fix(d->a, i, d->manner->lang), STR_NONE);
    }
    if (u && !card_unreadable(f->card)) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_words(d, card_is_suggested(u) ? card_suggestion_text(f->card, u) : card_missing_text(u));
        draft_put(d, INK_PLAIN, STR(" "));
        draft_address(d, u->url);
    }
}

static void
put_explanation(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    put_paths(d, f, i);
    put_advice(d, f, i);
    if (i->review) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_sentence(d, card_said(d->a, i->review, d->manner->lang));
    }
}

/* ------------------------------------------------------------------ the paper */

static const struct draft_column columns[] = {{N_("Item"), 7, true},
                                              {N_("Information"), 22, false},
                                              {N_("Yes or no"), 12, true},
                                              {N_("Address (URL)"), 28, false},
                                              {N_("Explanation: how one gets there"), 31, false}};

static const struct sub_score *
sub_of(const struct scorecard *c, struct str id)
{
    for (size_t k = 0; k < c->indicator_n; k++)
        for (size_t s = 0; s < c->indicator[k].sub_n; s++)
            if (str_eq(c->indicator[k].sub[s].id, id))
                return &c->indicator[k].sub[s];
    return NULL;
}

static void
put_sub(struct draft *d, const struct scorecard *c, struct str id)
{
    const struct sub_score *s = sub_of(c, id);

    draft_span(d);
    draft_words(d, N_("Sub-indicator"));
    draft_put(d, INK_PLAIN, STR(" "));
    draft_put(d, INK_BOLD, id);
    if (s) {
        draft_put(d, INK_PLAIN, STR(" "));
        draft_put(d, INK_BOLD, card_name(s->name, s->name_en, d->manner->lang));
    }
}

static void
put_item(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    papers_item_row(d, i);
    draft_cell(d);
    put_answer(d, i);
    draft_cell(d);
    put_addresses(d, i);
    draft_cell(d);
    put_explanation(d, f, i);
}

void
itas_write(struct draft *d, const struct paper_facts *f)
{
    const struct scorecard *c = f->card;

    draft_pages(d, true);
    papers_title(d, N_("Answers to the disclosure form (OIT), fiscal year {1}"),
                 papers_year(d, c->fiscal_year), STR_NONE);
    draft_paragraph(d, STYLE_PLAIN);
    papers_agency(d, f);
    draft_put(d, INK_PLAIN, STR("   "));
    draft_address(d, c->site_url);
    draft_paragraph(d, STYLE_NOTE);
    draft_filled(
        d, INK_PLAIN,
        N_("The website was looked at on {1}. Open each address without signing in before the form is "
           "sent; what is highlighted is still to be decided or filled in."),
        draft_day(d, c->started), STR_NONE);
    draft_table(d, columns, 5);
    for (size_t i = 0; i < c->item_n; i++) {
        if (c->item[i].sub.n > 0 && (i == 0 || !str_eq(c->item[i].sub, c->item[i - 1].sub)))
            put_sub(d, c, c->item[i].sub);
        put_item(d, f, &c->item[i]);
    }
    draft_end_table(d);
}

/* ------------------------------------------------------------------ the workbook */

/* The paragraphs of a cell as lines of text. */
static struct str
lines_of(struct draft *d,
         void (*put)(struct draft *d, const struct paper_facts *f, const struct item_result *i),
         const struct paper_facts *f, const struct item_result *i)
{
    struct draft *one = draft_new(d->a, d->manner);
    struct buf b;
    struct str text;

    draft_table(one, columns, 1);
    draft_row(one);
    draft_cell(one);
    put(one, f, i);
    buf_init(&b, LIMIT_CELL_TEXT);
    for (const struct draft_paragraph *p = one->table->first->first->first; p; p = p->next) {
        for (const struct draft_piece *q = p->first; q; q = q->next)
            buf_str(&b, q->text);
        if (p->next && p->first)
            buf_char(&b, '\n');
    }
    text = arena_str(d->a, buf_view(&b));
    buf_free(&b);
    return text;
}

static void
answer_lines(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    (void)f;
    put_answer(d, i);
}

/* Exactly as they are asked for, to be pasted into the form. */
static void
address_lines(struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    const struct evidence *e[LIMIT_DRAFT_URLS];
    size_t n = has_addresses(i) ? papers_addresses(i, e) : 0;

    (void)f;
    for (size_t k = 0; k < n; k++) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_put(d, INK_ADDRESS, papers_address(e[k]));
    }
}

static void
book_row(struct book *b, struct draft *d, const struct paper_facts *f, const struct item_result *i)
{
    book_cell(b, CELL_OF_TEXT(i->id));
    book_cell(b, CELL_OF_TEXT(card_name(i->name, i->name_en, d->manner->lang)));
    book_cell(b, CELL_OF_LINES(lines_of(d, answer_lines, f, i)));
    book_cell(b, CELL_OF_LINES(lines_of(d, address_lines, f, i)));
    book_cell(b, CELL_OF_LINES(lines_of(d, put_paths, f, i)));
    book_cell(b, CELL_OF_LINES(lines_of(d, put_advice, f, i)));
    book_cell(b, CELL_OF(CELL_VERDICT, i->verdict));
    book_next_row(b);
}

bool
itas_book(const struct paper_facts *f, const struct draft_manner *m, struct buf *out)
{
    static const struct book_column sheet[] = {{N_("Item"), 8},
                                               {N_("Information"), 40},
                                               {N_("Yes or no"), 18},
                                               {N_("Address (URL)"), 52},
                                               {N_("Explanation: how one gets there"), 52},
                                               {N_("Before the form is sent"), 46},
                                               {N_("Verdict"), 16}};
    struct arena *a = arena_new(0);
    struct draft *d = draft_new(a, m);
    struct book *b = book_new(m->lang, f->card->agency, m->made);
    bool good = b != NULL;

    if (good)
        book_list(b, N_("ITAS"), sheet, 7);
    for (size_t i = 0; good && i < f->card->item_n; i++)
        book_row(b, d, f, &f->card->item[i]);
    good = good && book_close(b, out);
    arena_free(a);
    return good;
}

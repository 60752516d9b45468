/* One item's whole reasoning, for a terminal. */
#include "report/card.h"
#include "report/report.h"
#include "report/sheet.h"

#define PLACES_SHOWN 40

static struct str
outcome(struct sheet *s, const struct element_result *e)
{
    struct str met = sheet_tr(s, card_met_text(e->met)), note;

    if (e->met == MET_YES && e->evidence_n > 0)
        return sheet_filled(s, N_("shown by evidence {1}"), sheet_number(s, e->evidence[0] + 1), STR_NONE);
    if (!e->note.id)
        return met;
    note = sheet_sentence(s, &e->note);
    return arena_printf(s->a, "%.*s: %.*s", STR_ARGS(met), STR_ARGS(note));
}

static void
explain_element(struct sheet *s, const struct element_result *e, bool told)
{
    static const enum verdict marks_of[] = {
        [MET_NO] = VERDICT_MISSING, [MET_YES] = VERDICT_FOUND, [MET_UNKNOWN] = VERDICT_REVIEW};
    const char *basis = card_element_note(e);

    sheet_z(s, "  ");
    sheet_mark(s, marks_of[e->met]);
    sheet_z(s, " ");
    sheet_wrapped(s, sheet_safe(s, card_name(e->text, e->text_en, s->lang)), 4);
    if (!told) {
        sheet_blanks(s, 4);
        sheet_wrapped(s, outcome(s, e), 4);
    }
    if (basis) {
        sheet_blanks(s, 4);
        sheet_paint(s, FAINT);
        sheet_wrapped(s, sheet_tr(s, basis), 4);
        sheet_paint(s, PLAIN);
    }
}

static void
explain_elements(struct sheet *s, const struct item_result *i)
{
    bool told = card_none_shown(i);

    if (i->element_n > 0)
        sheet_heading(s, N_("What the item must show"));
    for (size_t k = 0; k < i->element_n; k++)
        explain_element(s, &i->element[k], told);
    if (!told)
        return;
    sheet_z(s, "  ");
    sheet_wrapped(
        s, sheet_filled(s, N_("none of it is shown: {1}"), sheet_sentence(s, &i->element[0].note), STR_NONE),
        2);
}

static struct str
click_path(struct sheet *s, const struct evidence *e)
{
    struct strs step = card_path(s->a, e);
    struct buf b;
    struct str path;

    buf_init(&b, SHEET_LINE_BYTES);
    for (size_t k = 0; k < step.n; k++) {
        if (k > 0)
            buf_z(&b, " \xe2\x80\xba ");
        buf_str(&b, sheet_safe(s, step.v[k]));
    }
    path = arena_str(s->a, buf_view(&b));
    buf_free(&b);
    return path;
}

static void
explain_facts(struct sheet *s, const struct evidence *e)
{
    struct str facts = sheet_safe(s, card_circumstances(s->a, e, s->lang));
    char hex[65];

    if (e->http_status > 0)
        facts = arena_printf(s->a, "%.*s \xc2\xb7 HTTP %d", STR_ARGS(facts), e->http_status);
    sheet_blanks(s, 6);
    sheet_wrapped(s, facts, 6);
    if (!sha256_is_zero(&e->sha256)) {
        sha256_hex(&e->sha256, hex);
        buf_printf(s->out, "      SHA-256 %s\n", hex);
    }
}

static void
explain_evidence(struct sheet *s, const struct item_result *i)
{
    if (i->evidence_n > 0)
        sheet_heading(s, N_("Evidence"));
    for (size_t k = 0; k < i->evidence_n; k++) {
        const struct evidence *e = &i->evidence[k];

        buf_printf(s->out, "  %zu.  ", k + 1);
        sheet_wrapped(s, sheet_filled(s, N_("\"{1}\""), e->quote, STR_NONE), 6);
        sheet_blanks(s, 6);
        sheet_put(s, sheet_address(s, e->final_url.n > 0 ? e->final_url : e->url));
        sheet_end(s);
        sheet_field(s, 6, N_("Click path"), click_path(s, e));
        explain_facts(s, e);
    }
}

/* The number of the place taken, at or before place k, that has the same address; 0 when there is none. */
static size_t
same_as(const struct item_result *i, size_t k)
{
    for (size_t n = k; n > 0; n--)
        if (i->candidate[n - 1].taken)
            return str_eq(i->candidate[n - 1].url, i->candidate[k].url) ? n : 0;
    return 0;
}

static struct str
treatment(struct sheet *s, const struct item_result *i, size_t k)
{
    const struct candidate *d = &i->candidate[k];
    struct str decision = sheet_safe(s, card_say(s->a, i, &d->decision, s->lang));
    size_t same = d->as_well || d->together ? same_as(i, k) : 0;

    if (same > 0)
        return sheet_filled(s, N_("the same address as number {1}, named by other words"),
                            sheet_number(s, same), STR_NONE);
    return sheet_filled(s,
                        d->taken      ? N_("taken: {1}")
                        : d->as_well  ? N_("would do as well, one before it was taken: {1}")
                        : d->together ? N_("counts together with the one taken: {1}")
                                      : N_("not taken: {1}"),
                        decision, STR_NONE);
}

/* "1, 3": the pieces of evidence that stand at this address. */
static struct str
cited_as(struct sheet *s, const struct item_result *i, struct str url)
{
    struct str numbers = STR_NONE;

    for (size_t k = 0; k < i->evidence_n; k++) {
        const struct evidence *e = &i->evidence[k];

        if (str_eq(e->final_url.n > 0 ? e->final_url : e->url, url))
            numbers = arena_printf(s->a, "%.*s%s%zu", STR_ARGS(numbers), numbers.n > 0 ? ", " : "", k + 1);
    }
    return numbers;
}

static void
explain_candidate(struct sheet *s, const struct item_result *i, size_t k)
{
    const struct candidate *d = &i->candidate[k];

    buf_printf(s->out, "%3zu. ", k + 1);
    sheet_wrapped(s, treatment(s, i, k), 5);
    if (d->words.n > 0) {
        sheet_blanks(s, 5);
        sheet_wrapped(s, sheet_filled(s, N_("\"{1}\" ({_2})"), d->words, str_of(d->named_by)), 5);
    }
    sheet_blanks(s, 5);
    sheet_put(s, sheet_address(s, d->url));
    sheet_end(s);
    if (d->found_on.n > 0 && !str_eq(d->found_on, d->url))
        sheet_field_address(s, 5, N_("linked on"), d->found_on);
    if (d->fiscal_year > 0)
        sheet_field(s, 5, N_("states fiscal year"), sheet_number(s, (uint64_t)d->fiscal_year));
    sheet_field(s, 5, N_("cited as evidence"), cited_as(s, i, d->url));
}

/* Best first, as they were weighed; the same reason for many places is told in full each time: it is proof.
 */
static void
explain_candidates(struct sheet *s, const struct item_result *i)
{
    sheet_heading(s, N_("Places considered, in order"));
    if (i->candidate_n == 0) {
        sheet_z(s, "  ");
        sheet_wrapped(s, sheet_tr(s, N_("none: no link, title, heading or file name says its words")), 2);
    }
    for (size_t k = 0; k < i->candidate_n && k < PLACES_SHOWN; k++)
        explain_candidate(s, i, k);
}

static void
explain_looked(struct sheet *s, const struct item_result *i)
{
    const struct say looked = {
        .id = N_("{1} {1 page|pages} and {2} {2 document|documents}, the text of {3} of which was read"),
        .arg = {sheet_number(s, i->looked_pages), sheet_number(s, i->looked_documents),
                sheet_number(s, i->looked_read)}};
    struct buf b;

    sheet_heading(s, N_("Where we looked"));
    sheet_z(s, "  ");
    sheet_wrapped(s, sheet_sentence(s, &looked), 2);
    buf_init(&b, SHEET_LINE_BYTES);
    for (size_t k = 0; k < i->looked_words.n; k++) {
        buf_z(&b, k > 0 ? ", " : "");
        buf_str(&b, sheet_safe(s, i->looked_words.v[k]));
    }
    sheet_field(s, 2, N_("words"), buf_view(&b));
    buf_free(&b);
}

static void
explain_missing(struct sheet *s, const struct item_result *i)
{
    const struct missing_url *u, *last = NULL;
    size_t at = 0;

    for (; (u = card_missing(s->c, i->id, &at)); last = u) {
        if (!last || card_is_suggested(u) != card_is_suggested(last))
            sheet_heading(s, !card_is_suggested(u)              ? N_("Addresses that do not deliver")
                             : i->verdict == VERDICT_UNASSESSED ? N_("Where to look for it")
                                                                : N_("Where it should be"));
        sheet_missing(s, u, 2);
        if (card_expects_more(u, i))
            sheet_field(s, 2, N_("What should be there"), sheet_safe(s, card_expected(s->a, u, s->lang)));
    }
}

static void
explain_confidence(struct sheet *s, const struct item_result *i)
{
    sheet_z(s, "  ");
    sheet_put(s, sheet_filled(s, N_("confidence {1} %"),
                              sheet_number(s, (uint64_t)(i->confidence > 0 ? i->confidence : 0)), STR_NONE));
    sheet_end(s);
    for (size_t k = 0; k < i->doubt_n; k++) {
        sheet_blanks(s, 4);
        sheet_wrapped(
            s, sheet_filled(s, N_("less sure because: {1}"), sheet_sentence(s, &i->doubt[k]), STR_NONE), 6);
    }
}

static void
explain_verdict(struct sheet *s, const struct item_result *i)
{
    sheet_mark(s, i->verdict);
    sheet_z(s, " ");
    sheet_painted(s, sheet_paint_of(i->verdict), sheet_tr(s, verdict_text(i->verdict)));
    if (card_has_confidence(i))
        explain_confidence(s, i);
    else
        sheet_end(s);
    if (s->c->scored && i->gain_oit > 0 && !verdict_counts_low(i->verdict)) {
        sheet_gain(s, i);
        sheet_put(s, sheet_tr(s, card_at_risk(i) ? N_("OIT points at risk") : N_("OIT points to gain")));
        sheet_end(s);
    }
    if (i->review != NULL)
        sheet_wrapped(s, sheet_said(s, i->review), 2);
    if (i->verdict != i->machine_verdict)
        sheet_field(s, 0, N_("Judged by a person; the program says"),
                    sheet_tr(s, verdict_text(i->machine_verdict)));
    if (i->machine_reason.id)
        sheet_field(s, 0, N_("The program's reason"), sheet_sentence(s, &i->machine_reason));
    if (i->previous && verdict_of_name(i->previous) != VERDICT_COUNT)
        sheet_field(s, 0, N_("last visit"), sheet_tr(s, verdict_text(verdict_of_name(i->previous))));
}

static void
explain_head(struct sheet *s, const struct item_result *i)
{
    sheet_end(s);
    sheet_paint(s, BOLD);
    sheet_put(s, sheet_safe(s, i->id));
    sheet_z(s, "  ");
    sheet_wrapped(s, sheet_item_name(s, i), 5);
    sheet_paint(s, PLAIN);
    if (i->asked.id)
        sheet_field(s, 0, N_("Year asked for"), sheet_sentence(s, &i->asked));
    explain_verdict(s, i);
    if (!i->machine_reason.id) /* else the person's word says it, above */
        sheet_field(s, 0, N_("Reason"), sheet_safe(s, card_say(s->a, i, &i->reason, s->lang)));
    if (i->settle.id)
        sheet_field(s, 0, N_("To decide it"), sheet_safe(s, card_say(s->a, i, &i->settle, s->lang)));
    explain_elements(s, i);
    explain_evidence(s, i);
}

void
report_question(const struct scorecard *c, const struct item_result *i, enum lang lang, bool colour,
                int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    explain_head(&s, i);
    if (i->evidence_n == 0)
        explain_missing(&s, i);
    arena_free(s.a);
}

static void
explain_fix(struct sheet *s, const struct item_result *i)
{
    if (i->fix.n == 0)
        return;
    sheet_heading(s, N_("To do"));
    sheet_z(s, "  ");
    sheet_wrapped(s, sheet_safe(s, card_fix(s->a, i, s->lang)), 2);
    sheet_field(s, 2, N_("In charge"), sheet_safe(s, i->owner));
}

void
report_explain(const struct scorecard *c, const struct item_result *i, enum lang lang, bool colour,
               int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    sheet_head(&s);
    explain_head(&s, i);
    explain_missing(&s, i);
    explain_looked(&s, i);
    explain_candidates(&s, i);
    explain_fix(&s, i);
    arena_free(s.a);
}

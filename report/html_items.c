/* Every item with its whole proof: verdict, reason, elements, quotes with their source, and where we looked.
 */
#include "report/address.h"
#include "report/card.h"
#include "report/html.h"

/* Addresses of one answer. */
enum { ANSWER_LINES = 4 };

static void
element_text(struct markup *m, const struct element_result *e)
{
    if (e->text_en.n > 0)
        markup_name(m, e->text, e->text_en);
    else
        markup_thai_text(m, e->text);
}

/* Where it was looked for; and where it is not shown and that does not count, that it does not. */
static void
why(struct markup *m, const struct element_result *e, bool told)
{
    bool idle = e->basis == BASIS_RECALLED && e->met != MET_YES, note = e->note.id != NULL && !told;

    if (!note && !idle)
        return;
    markup_raw(m, "<span class=\"why\">");
    if (note)
        markup_say(m, &e->note);
    if (note && idle)
        markup_raw(m, " \xc2\xb7 ");
    if (idle)
        markup_both(m, card_element_note(e));
    markup_raw(m, "</span>");
}

static void
none_shown(struct markup *m, const struct say *note)
{
    struct say thai = {N_("none of it is shown: {1}"), {say_text(m->a, note, LANG_TH)}},
               english = {thai.id, {say_text(m->a, note, LANG_EN)}};

    markup_raw(m, "<p class=\"hint\">");
    markup_sentence(m, say_text(m->a, &thai, LANG_TH), say_text(m->a, &english, LANG_EN));
    markup_raw(m, "</p>\n");
}

static void
elements(struct markup *m, const struct item_result *item)
{
    bool told = card_none_shown(item);

    if (item->element_n == 0)
        return;
    markup_raw(m, "<ul class=\"comp\">");
    for (size_t i = 0; i < item->element_n; i++) {
        const struct element_result *e = &item->element[i];
        const char *basis = card_basis_text(e->basis);

        markup_raw(m, e->basis == BASIS_RECALLED ? "<li class=\"advice\">" : "<li>");
        markup_met(m, e->met);
        markup_raw(m, "<span>");
        element_text(m, e);
        if (basis) {
            markup_raw(m, " <span class=basis>");
            markup_both(m, basis);
            markup_raw(m, "</span>");
        }
        why(m, e, told);
        markup_raw(m, "</span></li>");
    }
    markup_raw(m, "</ul>\n");
    if (told)
        none_shown(m, &item->element[0].note);
}

/* The site's own words; those that state the period stand out. */
static void
quote(struct markup *m, const struct item_result *item, const struct evidence *e)
{
    size_t at = e->period.n > 0 ? str_find(e->quote, e->period, 0) : STR_NOT_FOUND;

    if (at == STR_NOT_FOUND) {
        markup_text(m, e->quote);
        return;
    }
    markup_text(m, str_sub(e->quote, 0, at));
    markup_raw(m, item->verdict == VERDICT_STALE ? "<mark class=\"old\">" : "<mark>");
    markup_text(m, e->period);
    markup_raw(m, "</mark>");
    markup_text(m, str_sub(e->quote, at + e->period.n, e->quote.n));
}

static void
click_path(struct markup *m, const struct evidence *e)
{
    struct strs step = card_path(m->a, e);

    if (step.n == 0)
        return;
    markup_raw(m, "<span><bdi");
    markup_thai(m);
    markup_raw(m, ">");
    for (size_t i = 0; i < step.n; i++) {
        if (i > 0)
            markup_raw(m, " \xe2\x80\xba ");
        markup_text(m, step.v[i]);
    }
    markup_raw(m, "</bdi></span>");
}

static void
dot(struct markup *m)
{
    markup_raw(m, " \xc2\xb7 ");
}

static void
facts(struct markup *m, const struct evidence *e)
{
    markup_raw(m, "<span>");
    markup_pair(m, card_circumstances(m->a, e, LANG_TH), card_circumstances(m->a, e, LANG_EN));
    if (e->http_status > 0)
        buf_printf(m->out, " \xc2\xb7 HTTP %d", e->http_status);
    if (e->content_type.n > 0) {
        dot(m);
        markup_text(m, e->content_type);
    }
    if (e->last_modified.n > 0) {
        dot(m);
        markup_raw(m, "Last-Modified ");
        markup_text(m, e->last_modified);
    }
    markup_raw(m, "</span>");
}

static void
fingerprint(struct markup *m, const struct evidence *e)
{
    char hex[65];

    if (sha256_is_zero(&e->sha256))
        return;
    sha256_hex(&e->sha256, hex);
    buf_printf(m->out, "<span class=\"sha\">SHA-256 %s</span>", hex);
}

static bool
same_path(const struct evidence *e, const struct evidence *other)
{
    if (e->path.n != other->path.n)
        return false;
    for (size_t i = 0; i < e->path.n; i++)
        if (!str_eq(e->path.v[i], other->path.v[i]))
            return false;
    return true;
}

static struct str
address_of(const struct evidence *e)
{
    return e->final_url.n > 0 ? e->final_url : e->url;
}

/* Words of one and the same page or file, seen on the same way: their source is told once. */
static bool
same_source(const struct evidence *e, const struct evidence *other)
{
    return e->by.n + other->by.n == 0 && str_eq(address_of(e), address_of(other)) &&
           sha256_eq(&e->sha256, &other->sha256) && e->http_status == other->http_status &&
           same_path(e, other);
}

static void
quoted(struct markup *m, const struct item_result *item, const struct evidence *e, bool first)
{
    markup_raw(m, "<p");
    markup_thai(m);
    markup_raw(m, ">\xe2\x80\x9c");
    quote(m, item, e);
    markup_raw(m, "\xe2\x80\x9d");
    if (!first) {
        markup_raw(m, " <small class=d>");
        markup_both(m, card_where_text(e->where));
        if (e->page > 0) {
            dot(m);
            markup_say_of(m, card_part_text(e), card_number(m->a, (uint64_t)e->page), STR_NONE);
        }
        markup_raw(m, "</small>");
    }
    markup_raw(m, "</p>");
}

/* n quotes of one source.  A click path is told once, at the first piece of evidence that was reached by it.
 */
static void
evidence(struct markup *m, const struct item_result *item, size_t k, size_t n)
{
    const struct evidence *e = &item->evidence[k];

    markup_raw(m, "<blockquote>");
    for (size_t q = 0; q < n; q++)
        quoted(m, item, e + q, q == 0);
    markup_raw(m, "<footer>");
    markup_link(m, address_of(e));
    if (k == 0 || !same_path(e, e - 1))
        click_path(m, e);
    facts(m, e);
    fingerprint(m, e);
    markup_raw(m, "</footer></blockquote>\n");
}

static void
all_evidence(struct markup *m, const struct item_result *i)
{
    size_t most = i->verdict == VERDICT_FOUND ? m->room->evidence_found : m->room->evidence;
    size_t shown = i->evidence_n > most ? most : i->evidence_n, n;

    for (size_t k = 0; k < shown; k += n) {
        for (n = 1; k + n < shown && same_source(&i->evidence[k], &i->evidence[k + n]);)
            n++;
        evidence(m, i, k, n);
    }
    if (shown < i->evidence_n) {
        markup_raw(m, "<p class=\"hint\">");
        markup_say_of(m, N_("{1} more {1 piece of evidence is|pieces of evidence are} in result.json."),
                      card_number(m->a, i->evidence_n - shown), STR_NONE);
        markup_raw(m, "</p>");
    }
}

static void
fix(struct markup *m, const struct item_result *i)
{
    if (i->fix.n == 0)
        return;
    markup_raw(m, "<p class=\"fix\"><b>");
    markup_both(m, N_("To do"));
    markup_raw(m, ":</b> ");
    html_advice_again(m, i);
    if (i->owner.n > 0) {
        markup_raw(m, " <span class=\"d\">(");
        markup_thai_text(m, i->owner);
        markup_raw(m, ")</span>");
    }
    markup_raw(m, "</p>\n");
}

/* What makes "missing" believable, or refutable. */
static void
looked(struct markup *m, const struct item_result *i)
{
    size_t shown = i->looked_words.n > m->room->words ? m->room->words : i->looked_words.n;

    if (i->verdict == VERDICT_FOUND || i->verdict == VERDICT_WAIVED)
        return;
    markup_raw(m, "<p class=\"where\"><b>");
    markup_both(m, N_("Where we looked"));
    markup_raw(m, ":</b> ");
    markup_say_of(m, N_("{1} {1 page|pages} and {2} {2 document|documents}"),
                  card_number(m->a, i->looked_pages), card_number(m->a, i->looked_documents));
    for (size_t k = 0; k < shown; k++) {
        markup_raw(m, k == 0 ? " \xc2\xb7 " : ", ");
        if (k == 0) {
            markup_both(m, N_("words"));
            markup_raw(m, " ");
        }
        markup_raw(m, "<q>");
        markup_text(m, i->looked_words.v[k]);
        markup_raw(m, "</q>");
    }
    if (shown < i->looked_words.n)
        markup_raw(m, " \xe2\x80\xa6");
    markup_raw(m, "</p>\n");
}

/* What would decide an item that is open. */
static void
settle(struct markup *m, const struct item_result *i)
{
    if (!i->settle.id)
        return;
    markup_raw(m, "<p class=\"fix\"><b>");
    markup_both(m, N_("To decide it"));
    markup_raw(m, ":</b> ");
    markup_say_about(m, i, &i->settle);
    markup_raw(m, "</p>\n");
}

static void
box(struct markup *m, const char *id, const struct item_result *i)
{
    markup_raw(
        m, "<div class=copy role=textbox aria-readonly=true aria-multiline=true tabindex=0 aria-label=\"");
    html_attribute(m->out, str_of(say_tr_in(m->lang, id)));
    markup_raw(m, " ");
    html_attribute(m->out, i->id);
    markup_raw(m, "\"");
}

/* Where a visitor ends: the pages and documents themselves; the links that lead there are in the steps. */
static size_t
answer_urls(const struct item_result *i, size_t most, struct str *urls)
{
    size_t n = 0;

    for (int links = 0; links < 2 && n == 0; links++)
        for (size_t k = 0; k < i->evidence_n && n < ANSWER_LINES; k++) {
            const struct evidence *e = &i->evidence[k];
            struct str url = e->final_url.n > 0 ? e->final_url : e->url;
            size_t seen = 0;

            if ((e->where == WHERE_LINK) != links || !card_answers(i, e) || !html_safe_link(url) ||
                url.n > most)
                continue;
            while (seen < n && !str_eq(urls[seen], url))
                seen++;
            if (seen == n)
                urls[n++] = url;
        }
    return n;
}

/* The answer goes into a Thai form, so it is Thai in every language of the report. */
static void
step(struct markup *m, size_t number, const char *id, struct str words)
{
    struct say s = {id, {words}};

    buf_printf(m->out, "%s%zu. ", number > 1 ? "\n" : "", number);
    markup_text(m, say_text(m->a, &s, LANG_TH));
}

static void
steps(struct markup *m, const struct item_result *i)
{
    struct strs path = card_path(m->a, &i->evidence[0]);
    size_t number = 0;

    for (size_t k = 1; k < path.n; k++) {
        number++;
        step(m, number,
             number == 1 ? N_("On the home page of the website choose \"{1}\"") : N_("Choose \"{1}\""),
             path.v[k]);
    }
    step(m, number + 1, N_("\"{1}\" is shown"), i->name);
}

static void
answer(struct markup *m, const struct item_result *i)
{
    struct str urls[ANSWER_LINES];
    size_t n;

    if (i->verdict != VERDICT_FOUND || i->evidence_n == 0 || (n = answer_urls(i, m->room->answer, urls)) == 0)
        return;
    markup_raw(m, "<div class=\"itas\"><p class=\"lab\">");
    markup_both(m, N_("Answer for the ITAS form"));
    markup_raw(m, "</p>");
    box(m, N_("URL lines for"), i);
    markup_raw(m, ">");
    for (size_t k = 0; k < n; k++) {
        markup_raw(m, k > 0 ? "\n" : "");
        html_text(m->out, urls[k]);
    }
    markup_raw(m, "</div>");
    box(m, N_("Explanation for"), i);
    markup_thai(m);
    markup_raw(m, ">");
    steps(m, i);
    markup_raw(m, "</div></div>\n");
}

static void
sure(struct markup *m, const struct item_result *i)
{
    if (!card_has_confidence(i))
        return;
    markup_raw(m, "<p class=\"where\">");
    markup_both(m, N_("Confidence"));
    buf_printf(m->out, " %d%%", i->confidence);
    for (size_t k = 0; k < i->doubt_n; k++) {
        markup_raw(m, k == 0 ? ": " : "; ");
        markup_say_about(m, i, &i->doubt[k]);
    }
    markup_raw(m, "</p>");
}

/* Where a person has judged, what the program thought stays on record. */
static void
judged(struct markup *m, const struct item_result *i)
{
    if (i->review) {
        markup_raw(m, "<p class=\"where\"><b>");
        markup_sentence(m, card_said(m->a, i->review, LANG_TH), card_said(m->a, i->review, LANG_EN));
        markup_raw(m, "</b></p>\n");
    }
    if (i->verdict != i->machine_verdict) {
        markup_raw(m, "<p class=\"where\">");
        markup_both(m, N_("Judged by a person; the program says"));
        markup_raw(m, ": ");
        markup_both(m, verdict_text(i->machine_verdict));
        if (i->machine_reason.id) {
            markup_raw(m, ": ");
            markup_say_about(m, i, &i->machine_reason);
        }
        markup_raw(m, "</p>");
    }
    sure(m, i);
    if (i->previous && verdict_of_name(i->previous) != VERDICT_COUNT &&
        verdict_of_name(i->previous) != i->verdict) {
        markup_raw(m, "<p class=\"where\">");
        markup_both(m, N_("last visit"));
        markup_raw(m, ": ");
        markup_both(m, verdict_text(verdict_of_name(i->previous)));
        markup_raw(m, "</p>");
    }
    markup_raw(m, "\n");
}

static void
stake(struct markup *m, const struct item_result *i)
{
    if (!card_has_stake(m->c, i)) {
        markup_raw(m, "<span class=\"g\"></span>");
        return;
    }
    markup_raw(m, card_at_risk(i) ? "<span class=\"g q\">" : "<span class=\"g f\">");
    if (card_at_risk(i)) {
        markup_both(m, card_stake_text(i));
        markup_raw(m, " ");
    } else
        markup_raw(m, "+");
    markup_points(m, i->gain_oit);
    markup_raw(m, "</span>");
}

static void
one_item(struct markup *m, const struct item_result *i)
{
    bool open = i->verdict != VERDICT_FOUND && i->verdict != VERDICT_WAIVED &&
                i->verdict != VERDICT_NOT_APPLICABLE && !card_unreadable(m->c);

    buf_printf(m->out, "<details class=\"item v-%s\"", verdict_name(i->verdict));
    markup_anchor(m, " id=\"", i->id, open ? "\" open><summary>" : "\"><summary>");
    markup_raw(m, "<span class=\"no\">");
    markup_text(m, i->id);
    markup_raw(m, "</span> <span class=\"t\">");
    markup_name(m, i->name, i->name_en);
    if (i->review && i->review->state == REVIEW_STANDS) {
        markup_raw(m, " <small>(");
        markup_both(m, N_("judged by a person"));
        markup_raw(m, ")</small>");
    }
    markup_raw(m, "</span> ");
    stake(m, i);
    markup_raw(m, " ");
    markup_pill(m, i);
    markup_raw(m, "</summary><div class=\"body\"><p class=\"verdict\">");
    markup_say_about(m, i, &i->reason);
    markup_raw(m, "</p>\n");
    elements(m, i);
    all_evidence(m, i);
    settle(m, i);
    fix(m, i);
    looked(m, i);
    answer(m, i);
    judged(m, i);
    markup_raw(m, "</div></details>\n");
}

static void
group_head(struct markup *m, const struct indicator_score *i, const struct sub_score *s)
{
    markup_anchor(m, "<section class=\"grp in-", i->id, "\"");
    markup_anchor(m, " id=\"s", s->id, "\"");
    markup_anchor(m, " aria-labelledby=\"h", s->id, "\"><h3 ");
    markup_anchor(m, "id=\"h", s->id, "\"><span class=\"k\">");
    markup_text(m, s->id);
    markup_raw(m, "</span> ");
    markup_name(m, s->name, s->name_en);
    if (m->c->scored && s->low != NO_SCORE && !card_unreadable(m->c)) {
        markup_raw(m, " <small>");
        buf_str(m->out, card_range(m->a, s->low, s->high));
        markup_raw(m, "</small>");
    }
    markup_raw(m, "</h3>\n");
}

static bool
in_group(const struct scorecard *c, const struct item_result *i)
{
    for (size_t d = 0; d < c->indicator_n; d++)
        for (size_t s = 0; s < c->indicator[d].sub_n; s++)
            if (str_eq(c->indicator[d].sub[s].id, i->sub))
                return true;
    return false;
}

static void
group(struct markup *m, const struct indicator_score *i, const struct sub_score *s)
{
    group_head(m, i, s);
    for (size_t k = 0; k < m->c->item_n; k++)
        if (str_eq(m->c->item[k].sub, s->id))
            one_item(m, &m->c->item[k]);
    markup_raw(m, "</section>\n");
}

/* A checklist without published sub-indicators stands in one piece. */
static void
others(struct markup *m)
{
    bool any = false;

    for (size_t i = 0; i < m->c->item_n; i++) {
        if (in_group(m->c, &m->c->item[i]))
            continue;
        if (!any)
            markup_raw(m, "<section class=\"grp\">\n");
        any = true;
        one_item(m, &m->c->item[i]);
    }
    if (any)
        markup_raw(m, "</section>\n");
}

/* What people have said of items that this checklist does not have is not dropped in silence. */
static void
unused(struct markup *m)
{
    const struct scorecard *c = m->c;

    for (size_t i = 0; i < c->unused_n; i++) {
        markup_raw(m, "<p class=\"where\"><b>");
        markup_text(m, c->unused[i].item);
        markup_raw(m, "</b> ");
        markup_sentence(m, card_said(m->a, &c->unused[i], LANG_TH), card_said(m->a, &c->unused[i], LANG_EN));
        markup_raw(m, "</p>\n");
    }
}

void
html_items(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<section class=\"items\" aria-labelledby=\"hi\"><h2 id=\"hi\">");
    markup_say_of(m, N_("All {1} items"), card_number(m->a, c->item_n), STR_NONE);
    markup_raw(m, " <small>");
    markup_both(m,
                N_("open an item for its proof, its reason and the answer for ITAS; press an answer once to "
                   "select all of it, then copy"));
    markup_raw(m, "</small></h2>\n<p class=legend>");
    markup_met_legend(m);
    markup_basis_legend(m);
    markup_raw(m, "</p>\n");
    html_filter(m);
    for (size_t d = 0; d < c->indicator_n; d++)
        for (size_t s = 0; s < c->indicator[d].sub_n; s++)
            group(m, &c->indicator[d], &c->indicator[d].sub[s]);
    others(m);
    unused(m);
    markup_raw(m, "</section>\n");
}

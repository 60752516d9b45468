/* What only the printed report has: the official head, lines to sign, and the items as one table. */
#include "report/address.h"
#include "report/card.h"
#include "report/draft.h"
#include "report/html.h"

/* Official papers have Thai digits, and so has the number of the page. */
static void
formal(struct markup *m, struct str thai, struct str english)
{
    markup_pair(m, draft_thai_digits(m->a, thai), english);
}

void
html_paper_head(struct markup *m)
{
    struct str checked = m->c->finished.n > 0 ? m->c->finished : m->c->as_of, year;

    markup_raw(m, "<header class=\"print-head\"><p role=heading aria-level=1>");
    markup_both(m, N_("Report on the public disclosure of information (OIT) before the assessment"));
    markup_raw(m, "<br>");
    markup_both(m, N_("Fiscal year"));
    markup_raw(m, " ");
    year = card_number(m->a, (uint64_t)m->c->fiscal_year);
    formal(m, year, year);
    markup_raw(m, "<br>");
    markup_text(m, m->c->agency.n > 0 ? m->c->agency : m->c->site_host);
    markup_raw(m, "</p><p class=\"from\">");
    markup_text(m, address_show_short(m->a, m->c->site_url));
    markup_raw(m, " \xc2\xb7 ");
    markup_both(m, N_("Checked"));
    markup_raw(m, " ");
    formal(m, card_time(m->a, checked, LANG_TH), card_time(m->a, checked, LANG_EN));
    markup_raw(m, " \xc2\xb7 ");
    markup_both(m, N_("Judged as of"));
    markup_raw(m, " ");
    formal(m, card_day(m->a, m->c->as_of, LANG_TH), card_day(m->a, m->c->as_of, LANG_EN));
    markup_raw(m, "</p></header>\n");
}

static void
signer(struct markup *m, const char *role)
{
    markup_raw(m, "<p>");
    markup_both(m, N_("Signed"));
    markup_raw(m, " ............................ ");
    markup_both(m, role);
    markup_raw(m, "<br>( ....................................... )<br>");
    markup_both(m, N_("Position"));
    markup_raw(m, " .......................................<br>");
    markup_both(m, N_("Date"));
    markup_raw(m, " .......................................</p>");
}

void
html_paper_sign(struct markup *m)
{
    markup_raw(m, "<div class=\"sign\">");
    signer(m, N_("checked by"));
    signer(m, N_("head of the agency"));
    markup_raw(m, "</div>\n");
}

/* The address without the site's own start, which stands in the head of the column. */
static struct str
short_address(struct markup *m, struct str url)
{
    struct str site = m->c->site_url;

    if (site.n > 1 && str_starts(url, site) && url.n > site.n)
        return address_show(m->a, str_sub(url, str_ends(site, STR("/")) ? site.n - 1 : site.n, url.n));
    return address_show_short(m->a, url);
}

static void
row(struct markup *m, const struct item_result *i)
{
    size_t at = 0;
    const struct missing_url *gone = card_missing(m->c, i->id, &at);

    markup_raw(m, "<tr><td>");
    markup_text(m, i->id);
    markup_raw(m, "</td><td>");
    markup_name_again(m, i->name, i->name_en);
    buf_printf(m->out, "</td><td class=\"v-%s\">", verdict_name(i->verdict));
    markup_both(m, verdict_text(i->verdict));
    markup_raw(m, "</td><td>");
    if (i->evidence_n > 0)
        markup_text(
            m, short_address(m, i->evidence[0].final_url.n ? i->evidence[0].final_url : i->evidence[0].url));
    else if (gone && !card_unreadable(m->c)) {
        if (card_is_suggested(gone)) {
            markup_both(m, card_suggestion_text(m->c, gone));
            markup_raw(m, " ");
        }
        markup_text(m, short_address(m, gone->url));
    } else
        markup_raw(m, "\xe2\x80\x94");
    /* Of a site that could not be read the same stands above, once. */
    if (i->verdict != VERDICT_FOUND && i->verdict != VERDICT_WAIVED && !card_unreadable(m->c)) {
        markup_raw(m, "<br>");
        markup_say_about(m, i, &i->reason);
    }
    markup_raw(m, "</td></tr>\n");
}

static void
sub_head(struct markup *m, const struct sub_score *s)
{
    markup_raw(m, "<tr class=\"sub\"><td colspan=\"4\">");
    markup_text(m, s->id);
    markup_raw(m, " ");
    markup_name(m, s->name, s->name_en);
    if (m->c->scored && s->low != NO_SCORE && !card_unreadable(m->c)) {
        markup_raw(m, " \xe2\x80\x94 ");
        buf_str(m->out, card_range(m->a, s->low, s->high));
    }
    markup_raw(m, "</td></tr>\n");
}

static void
rows(struct markup *m)
{
    const struct scorecard *c = m->c;
    const struct sub_score *last = NULL;

    for (size_t i = 0; i < c->item_n; i++) {
        for (size_t d = 0; d < c->indicator_n; d++)
            for (size_t s = 0; s < c->indicator[d].sub_n; s++) {
                const struct sub_score *sub = &c->indicator[d].sub[s];

                if (sub != last && str_eq(sub->id, c->item[i].sub)) {
                    sub_head(m, sub);
                    last = sub;
                }
            }
        row(m, &c->item[i]);
    }
}

void
html_paper_table(struct markup *m)
{
    markup_raw(m, "<section class=\"ptab\"><h2>");
    markup_say_of(m, N_("Result of all {1} items"), card_number(m->a, m->c->item_n), STR_NONE);
    markup_raw(m, "</h2><table><thead><tr><th>");
    markup_both(m, N_("Item"));
    markup_raw(m, "</th><th>");
    markup_both(m, N_("Name"));
    markup_raw(m, "</th><th>");
    markup_both(m, N_("Verdict"));
    markup_raw(m, "</th><th>");
    markup_both(m, N_("Address or remark"));
    markup_raw(m, "</th></tr></thead><tbody>\n");
    rows(m);
    markup_raw(m, "</tbody></table></section>\n");
}

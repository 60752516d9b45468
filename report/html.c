/*
 * The report as one HTML file: no script, no request to anywhere, complete without its style sheet.  It is
 * evidence: it gets mailed, archived and printed.
 */
#include "report/html.h"
#include "report/asset.h"

static void
head(struct markup *m)
{
    buf_printf(m->out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               m->lang == LANG_TH ? "th" : "en");
    markup_raw(m, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n"
                  "<meta name=\"color-scheme\" content=\"light\">\n<title>");
    markup_words(m, N_("OIT pre-assessment report"));
    buf_printf(m->out, " %d \xe2\x80\x94 ", m->c->fiscal_year);
    markup_text(m, m->c->agency.n > 0 ? m->c->agency : m->c->site_host);
    markup_raw(m, "</title>\n<style>\n");
    buf_str(m->out, asset_report_css);
    /* The page number is the one fixed word that only a style sheet can print. */
    markup_raw(m, "@page{@bottom-center{content:\"");
    markup_words(m, N_("Page"));
    buf_printf(m->out, " \" counter(page%s)}}\n</style>\n</head>\n", m->lang == LANG_TH ? ",thai" : "");
}

static void
foot(struct markup *m)
{
    markup_raw(m, "<footer class=\"foot\"><div class=\"wrap\"><p>");
    markup_both(m,
                N_("This is a check by a program before the assessment. It is not a result of the National "
                   "Anti-Corruption Commission (NACC)."));
    markup_raw(m, "</p><p>oit ");
    markup_text(m, m->c->tool_version);
    markup_raw(m, " \xc2\xb7 ");
    markup_text(m, m->c->pack_id);
    markup_raw(m, "</p></div></footer>\n</body></html>\n");
}

static void
body(struct markup *m)
{
    buf_printf(m->out, "<body class=\"show-%s\">\n", m->lang == LANG_TH ? "th" : "en");
    markup_symbols(m);
    markup_raw(m, "<a class=\"skip\" href=\"#main\">");
    markup_both(m, N_("Skip to the result"));
    markup_raw(m, "</a>\n");
    html_overview_head(m);
    html_paper_head(m);
    markup_raw(m, "<main class=\"wrap\" id=\"main\">\n");
    html_overview_score(m);
    html_overview_counts(m);
    html_advice_todo(m);
    html_advice_missing(m);
    markup_raw(m, "<div class=\"two\">\n");
    html_overview_bars(m);
    html_overview_trend(m);
    markup_raw(m, "</div>\n");
    html_paper_sign(m);
    html_items(m);
    html_paper_table(m);
    html_coverage(m);
    markup_raw(m, "</main>\n");
    foot(m);
}

void
html_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct markup m = {out, arena_new(0), c, lang};

    head(&m);
    body(&m);
    arena_free(m.a);
}

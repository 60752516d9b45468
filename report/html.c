/*
 * The report as one HTML file: no script, no request to anywhere, complete without its style sheet.  It is
 * evidence: it gets mailed, archived and printed.
 */
#include "report/html.h"
#include "oit/limits.h"
#include "report/asset.h"

/* Bytes of an address that is a link while there is room: 200 Thai letters of it take 1,800. */
#define LINK 2000

/* From everything to what must be there; the first that keeps the report under its ceiling is taken. */
static const struct room rooms[] = {
    {4, 2, 12, 5, 400, 100000, LIMIT_ADDRESS, LIMIT_ADDRESS, 100000, 100000, true, false, TWICE_ALL},
    {3, 1, 6, 3, 120, 2000, LINK, 4000, 100000, 2000, true, false, TWICE_ALL},
    {2, 1, 4, 2, 60, 600, LINK, 2000, 6000, 900, false, false, TWICE_ALL},
    {2, 1, 4, 2, 60, 600, LINK, 2000, 6000, 900, false, true, TWICE_ALL},
    {1, 1, 2, 1, 43, 450, LINK, 1200, 6000, 900, false, true, TWICE_ALL},
    {1, 1, 2, 1, 43, 450, LINK, 1200, 6000, 900, false, true, TWICE_SENTENCES},
    {1, 1, 1, 1, 43, 450, LINK, 900, 6000, 900, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 30, 450, LINK, 600, 3000, 900, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 30, 450, 600, 600, 3000, 900, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 30, 450, 200, 600, 3000, 900, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 20, 300, 200, 300, 2000, 450, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 20, 240, 160, 200, 1500, 240, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 12, 180, 120, 120, 1200, 120, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 8, 150, 120, 120, 1200, 60, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 8, 90, 120, 120, 800, 60, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 8, 90, 120, 120, 400, 60, false, true, TWICE_WORDS},
    {1, 1, 1, 1, 8, 90, 120, 120, 240, 60, false, true, TWICE_WORDS},
};

static void
style(struct markup *m)
{
    markup_raw(m, "</title>\n<style>\n");
    buf_str(m->out, asset_report_css);
    if (m->c)
        html_filter_rules(m);
    /* The page number is the one fixed word that only a style sheet can print. */
    markup_raw(m, "@page{@bottom-center{content:\"");
    markup_words(m, N_("Page"));
    buf_printf(m->out, " \" counter(page%s)}}\n</style>\n</head>\n", m->lang == LANG_TH ? ",thai" : "");
}

void
html_begin(struct markup *m, const char *title, int fiscal_year, struct str name)
{
    bool thai = m->lang == LANG_TH;

    buf_printf(m->out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               thai ? "th" : "en");
    markup_raw(m, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n"
                  "<meta name=\"color-scheme\" content=\"light\">\n<title>");
    markup_words(m, title);
    if (fiscal_year > 0)
        buf_printf(m->out, " %d", fiscal_year);
    markup_raw(m, " \xe2\x80\x94 ");
    markup_text(m, name);
    style(m);
    /* An address that ends in the other language shows it where buttons cannot. */
    buf_printf(m->out, "<body class=\"show-%s\">\n<div id=\"%s\">\n", thai ? "th" : "en", thai ? "en" : "th");
    markup_symbols(m);
    markup_raw(m, "<a class=\"skip\" href=\"#main\">");
    markup_both(m, N_("Skip to the result"));
    markup_raw(m, "</a>\n");
}

void
html_end(struct markup *m, struct str tool, struct str pack)
{
    markup_raw(m, "<footer class=\"foot\"><div class=\"wrap\"><p>");
    markup_both(m,
                N_("This is a check by a program before the assessment. It is not a result of the National "
                   "Anti-Corruption Commission (NACC)."));
    markup_raw(m, "</p><p>oit ");
    markup_text(m, tool);
    markup_raw(m, " \xc2\xb7 ");
    markup_text(m, pack);
    markup_raw(m, "</p></div></footer>\n</div>\n</body></html>\n");
}

/* The same for browsers in which a radio button cannot show and hide: the address says which language. */
static void
language_links(struct markup *m)
{
    bool thai = m->lang == LANG_TH;

    buf_printf(m->out, "<p class=\"lang2\"><a href=\"#%s\" lang=\"%s\">", thai ? "main" : "th", "th");
    html_text(m->out, str_of(say_tr_in(LANG_TH, N_("Thai"))));
    buf_printf(m->out, "</a> <a href=\"#%s\" lang=\"%s\">", thai ? "en" : "main", "en");
    html_text(m->out, str_of(say_tr_in(LANG_EN, N_("English"))));
    markup_raw(m, "</a></p>\n");
}

void
html_language(struct markup *m)
{
    markup_language(m);
    language_links(m);
}

static void
page_of(struct markup *m)
{
    html_begin(m, N_("OIT pre-assessment report"), m->c->fiscal_year,
               m->c->agency.n > 0 ? m->c->agency : m->c->site_host);
    html_paper_head(m);
    html_overview_head(m);
    markup_raw(m, "<main class=\"wrap\" id=\"main\">\n");
    html_overview_score(m);
    html_overview_counts(m);
    html_advice_todo(m);
    markup_raw(m, "<div class=\"two\">\n");
    html_overview_bars(m);
    html_overview_trend(m);
    markup_raw(m, "</div>\n");
    html_paper_sign(m);
    html_advice_missing(m);
    html_items(m);
    html_paper_table(m);
    html_coverage(m);
    markup_raw(m, "</main>\n");
    html_end(m, m->c->tool_version, m->c->pack_id);
}

void
html_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct buf page;
    bool fits = false;

    buf_init(&page, REPORT_BYTES_MAX);
    for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]) && !fits; i++) {
        struct markup m = {&page, arena_new(0), c, lang, &rooms[i]};

        buf_clear(&page);
        page_of(&m);
        arena_free(m.a);
        fits = page.n <= LIMIT_HTML_REPORT;
    }
    if (!page.full)
        buf_str(out, buf_view(&page));
    buf_free(&page);
}

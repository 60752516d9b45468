/* The HTML report and its parts.  A part writes one section; html.c says their order. */
#ifndef OIT_REPORT_HTML_H
#define OIT_REPORT_HTML_H

#include "report/markup.h"
#include "report/report.h"

report_fn html_write;

/* html_overview.c: head, score or what stands in its place, counts, sub-indicators, earlier visits. */
void html_overview_head(struct markup *m);
void html_overview_score(struct markup *m);
void html_overview_counts(struct markup *m);
void html_overview_bars(struct markup *m);
void html_overview_trend(struct markup *m);

/* html.c: document start up to its body, its end, and the language switch that stands in the page's head. */
void html_begin(struct markup *m, const char *title, int fiscal_year, struct str name); /* 0: no year */
void html_end(struct markup *m, struct str tool, struct str pack);
void html_language(struct markup *m);

/* html_trend.c: scores of visits, oldest first; nothing of fewer than two. */
void html_trend(struct markup *m, const struct history *visit, size_t n);

/* html_filter.c: the items of one part of the checklist alone. */
void html_filter_rules(struct markup *m);
void html_filter(struct markup *m);

/* html_advice.c */
void html_advice_todo(struct markup *m);
void html_advice_missing(struct markup *m);
/* What to do about an item, where it stands among the tasks as well. */
void html_advice_again(struct markup *m, const struct item_result *i);

/* html_items.c */
void html_items(struct markup *m);

/* html_coverage.c */
void html_coverage(struct markup *m);

/* html_paper.c: what only the printed report has. */
void html_paper_head(struct markup *m);
void html_paper_sign(struct markup *m);
void html_paper_table(struct markup *m);

#endif

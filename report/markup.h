/*
 * Small pieces of the HTML report.  Every fixed word stands in it twice, Thai and English, and the style
 * sheet shows one; what a site wrote is escaped here and nowhere else.
 */
#ifndef OIT_REPORT_MARKUP_H
#define OIT_REPORT_MARKUP_H

#include "report/card.h"
#include "report/report.h"

/*
 * How much of each thing there is room for.  A report has a ceiling of its own; what does not fit is in
 * result.json, and the report says so.
 */
/* What stands there in both languages; the rest in that of the report. */
enum twice { TWICE_ALL, TWICE_SENTENCES, TWICE_WORDS };

struct room {
    size_t evidence, evidence_found; /* pieces of proof of an item */
    size_t words;                    /* that were looked for */
    size_t examples;                 /* addresses of one kind of problem */
    size_t addresses;                /* that do not deliver */
    size_t text, link, answer;       /* bytes of a text; of an address that is a link, or an answer */
    size_t advice, again;            /* bytes of what to do, where it stands first and where it is repeated */
    bool repeat;                     /* with an item what stands among the tasks */
    bool brief; /* later tasks are what to do alone; pages for several items are said once */
    enum twice twice;
};

struct markup {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;          /* shown first */
    const struct room *room; /* NULL: as much as there is */
};

/* Markup of ours, as it is. */
void markup_raw(struct markup *m, const char *z);
/* Text of the site, the pack or the run, escaped. */
void markup_text(struct markup *m, struct str s);
/* The part of it for which there is room. */
struct str markup_fit(struct markup *m, struct str s);
void markup_number(struct markup *m, uint64_t n);
void markup_points(struct markup *m, int hundredths);
/* Fixed words in one language, for the few places that take no markup (title). */
void markup_words(struct markup *m, const char *id);
/* What to do: the report is read for it; and where the same is said again.  In Thai alone where there is no
 * English. */
void markup_advice(struct markup *m, struct str thai, struct str english);
void markup_again(struct markup *m, struct str thai, struct str english);
/* Words of ours in both languages, which are never cut; and a sentence that may hold some of the site. */
void markup_pair(struct markup *m, struct str thai, struct str english);
void markup_sentence(struct markup *m, struct str thai, struct str english);
void markup_both(struct markup *m, const char *id);
/* The buttons by which a page in both languages shows one. */
void markup_language(struct markup *m);
void markup_say(struct markup *m, const struct say *s);
/* A sentence about an item, its elements named in both languages. */
void markup_say_about(struct markup *m, const struct item_result *i, const struct say *s);
void markup_say_of(struct markup *m, const char *id, struct str one, struct str two);
/* A name of the checklist; and where it is repeated. */
void markup_name(struct markup *m, struct str thai, struct str english);
void markup_name_again(struct markup *m, struct str thai, struct str english);
void markup_day(struct markup *m, struct str iso);
void markup_time(struct markup *m, struct str iso);
void markup_span(struct markup *m, struct str from, struct str to);
/* Text that is Thai whatever the language of the report, marked as such where the report is not. */
void markup_thai_text(struct markup *m, struct str s);
/* The mark alone, inside a start tag other than span: spans with lang are pairs of languages. */
void markup_thai(struct markup *m);
/* An address decoded for people, as a link when it is safe to follow. */
void markup_link(struct markup *m, struct str url);
/* id or href="#..." made from an item or sub-indicator: letters, digits and hyphens only. */
void markup_anchor(struct markup *m, const char *before, struct str id, const char *after);
/* Icon of a verdict, or icon and word. */
void markup_icon(struct markup *m, enum verdict v);
/* Icon of an element; its word stands in the legend, once a document. */
void markup_met(struct markup *m, enum met met);
void markup_met_legend(struct markup *m);
/* What the words beside an element mean for the verdict. */
void markup_basis_legend(struct markup *m);
void markup_pill(struct markup *m, const struct item_result *i);
/* The drawings that the icons point to; once a document. */
void markup_symbols(struct markup *m);

#endif

/*
 * The papers of a whole list: province.json for programs, province.html to read, province.xlsx to sort and
 * filter. The same province gives the same bytes.
 */
#ifndef OIT_REPORT_PROVINCE_H
#define OIT_REPORT_PROVINCE_H

#include "base/buf.h"
#include "base/err.h"
#include "oit/province.h"

#define PROVINCE_PASS 8500 /* hundredths: the mark that the assessment asks for */

/* Write the four files into dir. */
int province_write(const struct province *p, const char *dir, enum lang lang, struct err *e);
/* One of them to out; nothing when the machine gives no room to make it. */
void province_json(const struct province *p, enum lang lang, struct buf *out);
void province_html(const struct province *p, enum lang lang, struct buf *out);
void province_xlsx(const struct province *p, enum lang lang, struct buf *out);
void province_csv(const struct province *p, enum lang lang, struct buf *out);

/* What the papers ask of it.  A line that names a site a second time, or none, counts nowhere. */
bool province_counts(const struct province_site *s);
bool province_judged(const struct province_site *s);
size_t province_count(const struct province *p, enum site_state state);
/* What became of a line of the list; English, a gettext message id. */
const char *province_state(const struct province_site *s);
/* As the list or the site calls it, else its address. */
struct str province_name(const struct province_site *s);
/* Supplier and system in the language, empty when neither is known. */
struct str province_built_with(struct arena *a, const struct province_site *s, enum lang lang);
/* Mean of the judged sites' low and high, hundredths; NO_SCORE when there is none. */
void province_mean(const struct province *p, int *low, int *high);
/* Is it missing, partly there or of another year? */
bool province_lacks(enum verdict v);
/* Did the site lose the item for certain since the visit before, or gain it?  Neither where one of the two is
 * open. */
bool province_lost(const struct province_item *i);
bool province_gained(const struct province_item *i);
/* How many judged sites lack an item for certain. */
size_t province_lacking(const struct province *p, size_t item);
size_t province_site_count(const struct province *p, const struct province_site *s, enum verdict v);
/* How many items the site lacks for certain. */
size_t province_site_lacking(const struct province *p, const struct province_site *s);
/* Change of the certain score since the visit before; false when there was none or nothing changed. */
bool province_change(const struct province_site *s, int *hundredths);
/* Why it changed: the site lost or gained items, or only more or less of it could be looked at. */
enum turn { TURN_NONE, TURN_WORSE, TURN_BETTER, TURN_LESS_SEEN, TURN_MORE_SEEN };
enum turn province_turn(const struct province *p, const struct province_site *s, int *hundredths);
/* The item to mend first, NULL when nothing is lacking. */
const struct province_item *province_first(const struct province *p, const struct province_site *s);
/* Why a site has no result, as a gettext message id; NULL when its state says all. */
const char *province_reason(const struct province_site *s);
/* The same in full, for a table: the twin's line, who asked for it, what is wrong with the line. */
struct str province_why(struct arena *a, const struct province_site *s, enum lang lang);
/* Of one that could not be read: since when, and what it had last; empty for others. */
struct str province_since(struct arena *a, const struct province_site *s, enum lang lang);
/* Where its report is, from the folder of the papers; empty when there is none. */
struct str province_report(struct arena *a, const struct province_site *s);
/* Is the site in both nights, and judged in both? */
bool province_common(const struct province *p, const struct province_site *s);

/* Sites of one platform, and what most of them lack in the same way. */
struct province_platform {
    const struct platform *platform;
    const struct province_site **site;
    size_t site_n;
};
struct template_fault {
    const struct province_platform *platform;
    size_t item;
    enum missing_problem problem;
    struct str shape;                  /* where, when all of them have it there */
    const struct province_site **site; /* those that have it */
    size_t site_n;
};
struct province_platforms {
    const struct province_platform *platform; /* of several sites, most sites first */
    size_t platform_n;
    const struct template_fault *fault; /* most sites first */
    size_t fault_n;
};
/* In a. */
void province_find_platforms(const struct province *p, struct arena *a, struct province_platforms *out);

/* Judged sites, best first; their number.  order has room for site_n. */
size_t province_order(const struct province *p, const struct province_site **order);

#endif

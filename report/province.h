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

/* Write the three files into dir. */
int province_write(const struct province *p, const char *dir, enum lang lang, struct err *e);
/* One of them to out; nothing when the machine gives no room to make it. */
void province_json(const struct province *p, enum lang lang, struct buf *out);
void province_html(const struct province *p, enum lang lang, struct buf *out);
void province_xlsx(const struct province *p, enum lang lang, struct buf *out);

/* What the papers ask of it.  A line that names a site a second time, or none, counts nowhere. */
bool province_counts(const struct province_site *s);
bool province_judged(const struct province_site *s);
size_t province_count(const struct province *p, enum site_state state);
/* As the list or the site calls it, else its address. */
struct str province_name(const struct province_site *s);
/* Mean of the judged sites' low and high, hundredths; NO_SCORE when there is none. */
void province_mean(const struct province *p, int *low, int *high);
/* How many judged sites lack an item for certain. */
size_t province_lacking(const struct province *p, size_t item);
size_t province_site_count(const struct province *p, const struct province_site *s, enum verdict v);
/* Change of the certain score since the visit before; false when there was none or nothing changed. */
bool province_change(const struct province_site *s, int *hundredths);
/* The item to mend first, NULL when nothing is lacking. */
const struct item_result *province_first(const struct province *p, const struct province_site *s);
/* Why a site has no result, as a gettext message id; NULL when its state says all. */
const char *province_reason(const struct province_site *s);
/* Judged sites, best first; their number.  order has room for site_n. */
size_t province_order(const struct province *p, const struct province_site **order);

#endif

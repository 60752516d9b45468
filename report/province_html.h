/* The parts of province.html, each in its file; shared by them alone. */
#ifndef OIT_REPORT_PROVINCE_HTML_H
#define OIT_REPORT_PROVINCE_HTML_H

#include "report/markup.h"
#include "report/province.h"

struct view {
    struct markup m;
    const struct province *p;
    const struct province_site **order; /* judged sites, best first */
    size_t n;
    struct province_platforms platforms;
    bool trend; /* some site has scores of several batches */
};

struct str view_number(struct view *v, size_t n);
/* Hundredths of a point as per cent of a width: digits and a point, whatever the locale. */
void view_per_cent(struct view *v, int hundredths);
/* <section class="card" id="…"><h2>heading <small>note</small></h2>; closed by the caller.  id and note may
 * be NULL. */
void view_section(struct view *v, const char *id, const char *heading, const char *note);
/* Its name, as a link to its report where there is one. */
void view_site_link(struct view *v, const struct province_site *s);
void view_item_name(struct view *v, const struct item_result *i);

/* Two nights over the sites that both have; what each site has lost. */
void view_night(struct view *v);
void view_losses(struct view *v);
/* What sites of one supplier or system lack in the same way. */
void view_platforms(struct view *v);
void view_excluded(struct view *v);
/* All judged sites, in the order that a reader chooses. */
void view_table(struct view *v);

#endif

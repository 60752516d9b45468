/* province.csv: a row a line of the list, with the verdict of every item, for spreadsheets. */
#include "report/csv.h"
#include "report/province.h"
#include <stdio.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct table {
    const struct province *p;
    struct buf *out;
    enum lang lang;
    bool begun; /* the row has a field */
};

static void
field(struct table *t, struct str s)
{
    if (t->begun)
        buf_char(t->out, ',');
    t->begun = true;
    csv_text(t->out, s);
}

static void
words(struct table *t, const char *id)
{
    field(t, id != NULL ? str_of(say_tr_in(t->lang, id)) : STR_NONE);
}

static void
number(struct table *t, bool known, int hundredths)
{
    if (t->begun)
        buf_char(t->out, ',');
    t->begun = true;
    if (known && hundredths != NO_SCORE)
        buf_printf(t->out, "%d.%02d", hundredths / 100, hundredths % 100);
}

static void
count(struct table *t, bool known, size_t n)
{
    buf_char(t->out, ',');
    if (known)
        buf_printf(t->out, "%zu", n);
}

/* Of a site without a result nothing is counted: a nought would read as a finding. */
static void
counts(struct table *t, const struct province_site *s, bool judged)
{
    count(t, judged, province_site_lacking(t->p, s));
    count(t, judged, province_site_count(t->p, s, VERDICT_REVIEW));
    count(t, judged, province_site_count(t->p, s, VERDICT_UNASSESSED));
}

static void
end_row(struct table *t)
{
    buf_z(t->out, "\r\n");
    t->begun = false;
}

static void
head(struct table *t)
{
    static const char *const fixed[] = {N_("Line"),
                                        N_("Agency"),
                                        N_("Website"),
                                        N_("Kind"),
                                        N_("District"),
                                        N_("Province"),
                                        N_("E-mail"),
                                        N_("State"),
                                        N_("Why"),
                                        N_("Built with"),
                                        N_("OIT score, certain"),
                                        N_("OIT score, possible"),
                                        N_("OIT score, once all is mended"),
                                        N_("Preceding visit, certain"),
                                        N_("To mend"),
                                        N_("A person must look"),
                                        N_("Could not look"),
                                        N_("Report")};

    buf_z(t->out, BYTE_ORDER_MARK);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words(t, fixed[i]);
    for (size_t i = 0; i < t->p->item_n; i++)
        field(t, t->p->item[i].id);
    for (size_t i = 0; i < t->p->extra.n; i++)
        field(t, t->p->extra.v[i]);
    end_row(t);
}

static void
row(struct table *t, const struct province_site *s)
{
    struct arena *a = arena_new(0);
    char line[16];
    bool judged = province_judged(s);

    snprintf(line, sizeof line, "%d", s->line);
    field(t, str_of(line));
    field(t, province_name(s));
    field(t, s->url);
    field(t, s->kind);
    field(t, s->district);
    field(t, s->province);
    field(t, s->email);
    words(t, province_state(s));
    field(t, province_why(a, s, t->lang));
    field(t, province_built_with(a, s, t->lang));
    number(t, judged, s->outcome.low);
    number(t, judged, s->outcome.high);
    number(t, judged, s->outcome.potential);
    number(t, judged, s->outcome.before_low);
    counts(t, s, judged);
    field(t, province_report(a, s));
    for (size_t i = 0; i < t->p->item_n; i++)
        words(t, judged ? verdict_text(s->item[i].verdict) : NULL);
    for (size_t i = 0; i < t->p->extra.n; i++)
        field(t, s->extra.v[i]);
    end_row(t);
    arena_free(a);
}

void
province_csv(const struct province *p, enum lang lang, struct buf *out)
{
    struct table t = {.p = p, .out = out, .lang = lang};

    head(&t);
    for (size_t i = 0; i < p->site_n; i++)
        row(&t, &p->site[i]);
}

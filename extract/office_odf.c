/*
 * Texts and slides of OpenDocument: paragraphs, headings, lists, tables; running titles behind the text. What
 * was deleted under review, comments and the notes of speakers are left out.
 */
#include "extract/office.h"
#include "oit/limits.h"

#define COLUMNS_MOST 63

struct odf {
    struct office *o;
    bool slides;
    bool running_only; /* styles.xml: nothing but headers and footers */
    size_t running;    /* open headers and footers */
    size_t lists;      /* open items */
    bool heads;        /* rows of a table's heading */
    bool title;        /* the frame is the title of its slide */
};

enum act {
    ACT_SKIP,
    ACT_PARAGRAPH,
    ACT_HEADING,
    ACT_ITEM,
    ACT_BLANK,
    ACT_BREAK,
    ACT_TABLE,
    ACT_HEADS,
    ACT_ROW,
    ACT_CELL,
    ACT_COVERED,
    ACT_PAGE,
    ACT_FRAME,
    ACT_RUNNING
};

static const struct {
    struct str name;
    enum act act;
} elements[] = {
    {{"p", 1}, ACT_PARAGRAPH},
    {{"h", 1}, ACT_HEADING},
    {{"s", 1}, ACT_BLANK},
    {{"tab", 3}, ACT_BLANK},
    {{"line-break", 10}, ACT_BREAK},
    {{"list-item", 9}, ACT_ITEM},
    {{"list-header", 11}, ACT_ITEM},
    {{"table", 5}, ACT_TABLE},
    {{"table-header-rows", 17}, ACT_HEADS},
    {{"table-row", 9}, ACT_ROW},
    {{"table-cell", 10}, ACT_CELL},
    {{"covered-table-cell", 18}, ACT_COVERED},
    {{"page", 4}, ACT_PAGE},
    {{"frame", 5}, ACT_FRAME},
    {{"header", 6}, ACT_RUNNING},
    {{"footer", 6}, ACT_RUNNING},
    {{"header-left", 11}, ACT_RUNNING},
    {{"footer-left", 11}, ACT_RUNNING},
    {{"header-first", 12}, ACT_RUNNING},
    {{"footer-first", 12}, ACT_RUNNING},
    {{"tracked-changes", 15}, ACT_SKIP},
    {{"annotation", 10}, ACT_SKIP},
    {{"note-citation", 13}, ACT_SKIP},
    {{"forms", 5}, ACT_SKIP},
    {{"table-of-content-source", 23}, ACT_SKIP},
    {{"alphabetical-index-source", 25}, ACT_SKIP},
    {{"illustration-index-source", 25}, ACT_SKIP},
    {{"table-index-source", 18}, ACT_SKIP},
    {{"user-index-source", 17}, ACT_SKIP},
    {{"bibliography-source", 19}, ACT_SKIP},
    {{"title", 5}, ACT_SKIP},
    {{"desc", 4}, ACT_SKIP},
    {{"ruby-text", 9}, ACT_SKIP},
    {{"notes", 5}, ACT_SKIP},
    {{"binary-data", 11}, ACT_SKIP},
    {{"automatic-styles", 16}, ACT_SKIP},
    {{"font-face-decls", 15}, ACT_SKIP},
};

static int
act_of(const struct odf *d, struct str name)
{
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
        if (str_eq(name, elements[i].name)) {
            if (d->running_only && d->running == 0 && elements[i].act != ACT_RUNNING)
                return -1;
            return (int)elements[i].act;
        }
    return -1;
}

static void
begin_paragraph(struct odf *d, const char **pairs)
{
    struct flow *f = &d->o->flow;

    flow_begin(f);
    if (d->title || str_eq(office_xml_attribute(pairs, "style-name"), STR("Title")))
        flow_heading(f, 1);
    else if (d->lists > 0)
        flow_item(f);
}

static void
begin_heading(struct odf *d, const char **pairs)
{
    uint32_t level = office_xml_number(pairs, "outline-level", 1, 6);

    flow_begin(&d->o->flow);
    flow_heading(&d->o->flow, level > 0 ? (int)level : 1);
}

static void
begin_cell(struct odf *d, const char **pairs, bool covered)
{
    uint32_t copies = office_xml_number(pairs, "number-columns-repeated", 1, COLUMNS_MOST);

    if (covered)
        flow_skip(&d->o->flow, copies);
    else
        flow_cell(&d->o->flow);
    if (!covered && copies > 1)
        flow_skip(&d->o->flow, copies - 1);
}

static enum office_xml_go
on_start(void *ctx, struct str name, const char **pairs)
{
    struct odf *d = ctx;
    struct flow *f = &d->o->flow;

    switch (act_of(d, name)) {
    case ACT_SKIP:
        return OFFICE_XML_SKIP;
    case ACT_PARAGRAPH:
        begin_paragraph(d, pairs);
        break;
    case ACT_HEADING:
        begin_heading(d, pairs);
        break;
    case ACT_ITEM:
        d->lists++;
        break;
    case ACT_BLANK:
        flow_blank(f);
        break;
    case ACT_BREAK:
        flow_break(f);
        break;
    case ACT_TABLE:
        flow_table(f);
        break;
    case ACT_HEADS:
        d->heads = true;
        break;
    case ACT_ROW:
        flow_row(f);
        flow_row_head(f, d->heads);
        break;
    case ACT_CELL:
        begin_cell(d, pairs, false);
        break;
    case ACT_COVERED:
        begin_cell(d, pairs, true);
        break;
    case ACT_PAGE:
        if (d->slides)
            flow_part(f, STR_NONE);
        break;
    case ACT_FRAME:
        d->title = d->slides && str_eq(office_xml_attribute(pairs, "class"), STR("title"));
        break;
    case ACT_RUNNING:
        d->running++;
        break;
    default:
        break;
    }
    return f->cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
on_end(void *ctx, struct str name)
{
    struct odf *d = ctx;
    struct flow *f = &d->o->flow;

    switch (act_of(d, name)) {
    case ACT_PARAGRAPH:
    case ACT_HEADING:
        flow_end(f);
        break;
    case ACT_ITEM:
        d->lists -= d->lists > 0;
        break;
    case ACT_TABLE:
        flow_table_end(f);
        break;
    case ACT_HEADS:
        d->heads = false;
        break;
    case ACT_CELL:
        flow_cell_end(f);
        break;
    case ACT_FRAME:
        d->title = false;
        break;
    case ACT_RUNNING:
        d->running -= d->running > 0;
        break;
    default:
        break;
    }
}

static void
on_text(void *ctx, struct str utf8)
{
    struct odf *d = ctx;

    if (!d->running_only || d->running > 0)
        flow_text(&d->o->flow, utf8);
}

void
office_odf_read(struct office *o, enum document_format format)
{
    static const struct office_xml how = {on_start, on_end, on_text};
    struct odf d = {.o = o, .slides = format == FORMAT_ODP};

    office_part(o, STR("content.xml"), &how, &d);
    flow_flush(&o->flow);
    if (d.slides || o->flow.cut)
        return;
    d = (struct odf){.o = o, .running_only = true};
    office_part(o, STR("styles.xml"), &how, &d);
    flow_flush(&o->flow);
}

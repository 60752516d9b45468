/*
 * PresentationML and DrawingML: shapes with paragraphs, tables, diagrams and charts.  A slide is a part; its
 * title is a heading.
 */
#include "extract/office.h"

struct drawing {
    struct office *o;
    bool in_text;
    bool title; /* the shape is the title of its slide */
    bool heads; /* the first row of the table is its heading */
    bool first_row;
    uint64_t choices; /* a bit an open AlternateContent: its Choice was met */
};

enum act {
    ACT_SKIP,
    ACT_SHAPE,
    ACT_HOLDER,
    ACT_PARAGRAPH,
    ACT_BULLET,
    ACT_TEXT,
    ACT_BREAK,
    ACT_FIELD,
    ACT_TABLE,
    ACT_TABLE_LOOK,
    ACT_ROW,
    ACT_CELL,
    ACT_ALTERNATE,
    ACT_CHOICE,
    ACT_FALLBACK
};

static const struct {
    struct str name;
    enum act act;
} elements[] = {
    {{"t", 1}, ACT_TEXT},           {{"p", 1}, ACT_PARAGRAPH},
    {{"sp", 2}, ACT_SHAPE},         {{"ph", 2}, ACT_HOLDER},
    {{"buChar", 6}, ACT_BULLET},    {{"buAutoNum", 9}, ACT_BULLET},
    {{"buBlip", 6}, ACT_BULLET},    {{"br", 2}, ACT_BREAK},
    {{"fld", 3}, ACT_FIELD},        {{"tbl", 3}, ACT_TABLE},
    {{"tblPr", 5}, ACT_TABLE_LOOK}, {{"tr", 2}, ACT_ROW},
    {{"tc", 2}, ACT_CELL},          {{"AlternateContent", 16}, ACT_ALTERNATE},
    {{"Choice", 6}, ACT_CHOICE},    {{"Fallback", 8}, ACT_FALLBACK},
    {{"lstStyle", 8}, ACT_SKIP},    {{"tabLst", 6}, ACT_SKIP},
};

static int
act_of(struct str name)
{
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
        if (str_eq(name, elements[i].name))
            return (int)elements[i].act;
    return -1;
}

static bool
is_title(struct str type)
{
    return str_eq(type, STR("title")) || str_eq(type, STR("ctrTitle"));
}

static void
begin_paragraph(struct drawing *d)
{
    d->in_text = false;
    flow_begin(&d->o->flow);
    if (d->title)
        flow_heading(&d->o->flow, 1);
}

static void
begin_row(struct drawing *d)
{
    flow_row(&d->o->flow);
    flow_row_head(&d->o->flow, d->heads && d->first_row);
    d->first_row = false;
}

static enum office_xml_go
on_start(void *ctx, struct str name, const char **pairs)
{
    struct drawing *d = ctx;
    struct flow *f = &d->o->flow;

    switch (act_of(name)) {
    case ACT_SKIP:
        return OFFICE_XML_SKIP;
    case ACT_SHAPE:
        d->title = false;
        break;
    case ACT_HOLDER:
        d->title = is_title(office_xml_attribute(pairs, "type"));
        break;
    case ACT_PARAGRAPH:
        begin_paragraph(d);
        break;
    case ACT_BULLET:
        flow_item(f);
        break;
    case ACT_TEXT:
        d->in_text = true;
        break;
    case ACT_BREAK:
        flow_break(f);
        break;
    case ACT_FIELD:
        if (str_eq(office_xml_attribute(pairs, "type"), STR("slidenum")))
            return OFFICE_XML_SKIP;
        break;
    case ACT_TABLE:
        d->title = d->heads = false;
        d->first_row = true;
        flow_table(f);
        break;
    case ACT_TABLE_LOOK:
        d->heads = office_xml_is(pairs, "firstRow", false);
        break;
    case ACT_ROW:
        begin_row(d);
        break;
    case ACT_CELL:
        flow_cell(f); /* those a wider one covers are there too, empty */
        break;
    case ACT_ALTERNATE:
        d->choices <<= 1;
        break;
    case ACT_CHOICE:
        d->choices |= 1;
        break;
    case ACT_FALLBACK:
        return d->choices & 1 ? OFFICE_XML_SKIP : OFFICE_XML_GO;
    default:
        break;
    }
    return f->cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
on_end(void *ctx, struct str name)
{
    struct drawing *d = ctx;
    struct flow *f = &d->o->flow;

    switch (act_of(name)) {
    case ACT_TEXT:
        d->in_text = false;
        break;
    case ACT_PARAGRAPH:
        flow_end(f);
        break;
    case ACT_CELL:
        flow_cell_end(f);
        break;
    case ACT_TABLE:
        flow_table_end(f);
        break;
    case ACT_ALTERNATE:
        d->choices >>= 1;
        break;
    default:
        break;
    }
}

static void
on_text(void *ctx, struct str utf8)
{
    struct drawing *d = ctx;

    if (d->in_text)
        flow_text(&d->o->flow, utf8);
}

void
office_drawing_read(struct office *o, struct str part)
{
    static const struct office_xml how = {on_start, on_end, on_text};
    struct drawing d = {.o = o};

    if (part.n == 0 || o->flow.cut)
        return;
    office_part(o, part, &how, &d);
    flow_flush(&o->flow);
}

void
office_drawings_of(struct office *o, const struct office_relations *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_eq(r->of[i].type, STR("diagramData")) || str_eq(r->of[i].type, STR("chart")))
            office_drawing_read(o, r->of[i].target);
}

struct slides {
    struct office *o;
    const struct office_relations *relations;
};

static void
read_slide(struct office *o, struct str part)
{
    struct office_relations r;

    flow_part(&o->flow, STR_NONE);
    o->damaged |= !office_zip_has(o->zip, part);
    if (o->flow.cut)
        return;
    office_drawing_read(o, part);
    office_relations(o, part, &r);
    office_drawings_of(o, &r);
    office_relations_free(&r);
}

/* The list of slides in the order they are shown. */
static enum office_xml_go
on_slide(void *ctx, struct str name, const char **pairs)
{
    struct slides *s = ctx;

    if (str_eq(name, STR("sldId")))
        read_slide(s->o, office_related_by_id(s->relations, office_xml_prefixed(pairs, "id")));
    return s->o->flow.cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

void
office_slides_read(struct office *o, struct str main)
{
    static const struct office_xml how = {on_slide, NULL, NULL};
    struct office_relations r;
    struct slides s = {o, &r};

    office_relations(o, main, &r);
    office_part(o, main, &how, &s);
    office_relations_free(&r);
}

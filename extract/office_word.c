/*
 * WordprocessingML: paragraphs with the outline level of their style, items of lists, tables.  Text that a
 * reviewer deleted is left out, text boxes that stand twice for old programs are read once.
 */
#include "base/map.h"
#include "base/mem.h"
#include "extract/office.h"
#include "oit/limits.h"
#include <stdlib.h>

#define STYLES_MOST 4000
#define BASES_MOST 20 /* styles that a style rests on, one on the other */
#define SPAN_MOST 63  /* columns of a cell, as in Word itself */
#define NO_LEVEL 99
#define BODY_LEVEL 9 /* outline level of what is no heading */

struct style {
    uint32_t based_on; /* index, or NO_INDEX */
    uint32_t level;    /* 0..8, 9 body text, NO_LEVEL not said */
    bool numbered;
};

struct word {
    struct office *o;
    struct map *by_id; /* -> style + 1 */
    struct style *style;
    size_t style_n, style_cap;
    bool in_text;     /* w:t */
    uint64_t choices; /* a bit an open AlternateContent: its Choice was met */
    uint32_t level;   /* of the paragraph itself */
    uint32_t list;    /* its numbering: 0 none, NO_INDEX not said */
    struct buf style_name;
};

/* Index of the style of this id, made when it is new; NO_INDEX when there are too many. */
static uint32_t
style_of(struct word *w, struct str id)
{
    bool fresh;
    struct map_entry *entry;

    if (id.n == 0 || w->style_n == STYLES_MOST)
        return NO_INDEX;
    entry = map_put(w->by_id, id, &fresh);
    if (fresh) {
        w->style = mem_room(w->style, w->style_n, &w->style_cap, sizeof *w->style);
        w->style[w->style_n] = (struct style){NO_INDEX, NO_LEVEL, false};
        entry->num = (int64_t)w->style_n++;
    }
    return (uint32_t)entry->num;
}

/* "heading 2" in every language of Word; the title counts as the first heading. */
static uint32_t
level_of_name(struct str name)
{
    uint64_t n;

    if (str_eq_nocase(name, STR("title")))
        return 0;
    if (str_starts_nocase(name, STR("heading ")) && str_to_u64(str_sub(name, 8, name.n), &n) && n >= 1 &&
        n <= 9)
        return (uint32_t)n - 1;
    return NO_LEVEL;
}

struct styles_reader {
    struct word *w;
    uint32_t style; /* that is open, or NO_INDEX */
};

static enum office_xml_go
on_style(void *ctx, struct str name, const char **pairs)
{
    struct styles_reader *in = ctx;
    struct word *w = in->w;
    struct style *s;

    if (str_eq(name, STR("style"))) {
        in->style = style_of(w, office_xml_attribute(pairs, "styleId"));
        return OFFICE_XML_GO;
    }
    if (in->style == NO_INDEX)
        return OFFICE_XML_GO;
    if (str_eq(name, STR("basedOn"))) {
        uint32_t base = style_of(w, office_xml_attribute(pairs, "val")); /* may move the styles */

        w->style[in->style].based_on = base;
        return OFFICE_XML_GO;
    }
    s = &w->style[in->style];
    if (str_eq(name, STR("name"))) {
        if (s->level == NO_LEVEL)
            s->level = level_of_name(office_xml_attribute(pairs, "val"));
    } else if (str_eq(name, STR("outlineLvl"))) {
        s->level = office_xml_number(pairs, "val", NO_LEVEL, BODY_LEVEL);
    } else if (str_eq(name, STR("numId"))) {
        s->numbered = office_xml_number(pairs, "val", 0, 1) > 0;
    }
    return OFFICE_XML_GO;
}

static void
on_style_end(void *ctx, struct str name)
{
    struct styles_reader *in = ctx;

    if (str_eq(name, STR("style")))
        in->style = NO_INDEX;
}

/* What a style says itself or through those it rests on. */
static void
apply_style(struct word *w, struct str id)
{
    const struct map_entry *entry = map_get(w->by_id, id);
    uint32_t at = entry ? (uint32_t)entry->num : NO_INDEX;

    for (int i = 0; at != NO_INDEX && i < BASES_MOST; i++) {
        const struct style *s = &w->style[at];

        if (w->level == NO_LEVEL)
            w->level = s->level;
        if (w->list == NO_INDEX && s->numbered)
            w->list = 1;
        at = s->based_on;
    }
    if (!entry && w->level == NO_LEVEL)
        w->level = level_of_name(id);
}

static void
begin_paragraph(struct word *w)
{
    w->level = NO_LEVEL;
    w->list = NO_INDEX;
    buf_clear(&w->style_name);
    w->in_text = false;
    flow_begin(&w->o->flow);
}

/* The properties of a paragraph are complete before its first text. */
static void
settle_paragraph(struct word *w)
{
    apply_style(w, buf_view(&w->style_name));
    if (w->level < BODY_LEVEL)
        flow_heading(&w->o->flow, (int)w->level + 1);
    else if (w->list != NO_INDEX && w->list > 0)
        flow_item(&w->o->flow);
}

enum act {
    ACT_SKIP,
    ACT_PARAGRAPH,
    ACT_STYLE,
    ACT_LEVEL,
    ACT_LIST,
    ACT_TEXT,
    ACT_BLANK,
    ACT_BREAK,
    ACT_HYPHEN,
    ACT_TABLE,
    ACT_ROW,
    ACT_HEAD,
    ACT_BEFORE,
    ACT_CELL,
    ACT_SPAN,
    ACT_BOX,
    ACT_ALTERNATE,
    ACT_CHOICE,
    ACT_FALLBACK,
    ACT_FOREIGN
};

/* The old properties that a tracked change keeps, text that was deleted or moved away, stops of tabs ... */
static const struct {
    struct str name;
    enum act act;
} elements[] = {
    {{"t", 1}, ACT_TEXT},           {{"p", 1}, ACT_PARAGRAPH},
    {{"pStyle", 6}, ACT_STYLE},     {{"outlineLvl", 10}, ACT_LEVEL},
    {{"numId", 5}, ACT_LIST},       {{"tab", 3}, ACT_BLANK},
    {{"ptab", 4}, ACT_BLANK},       {{"br", 2}, ACT_BREAK},
    {{"cr", 2}, ACT_BREAK},         {{"noBreakHyphen", 13}, ACT_HYPHEN},
    {{"tbl", 3}, ACT_TABLE},        {{"tr", 2}, ACT_ROW},
    {{"tblHeader", 9}, ACT_HEAD},   {{"gridBefore", 10}, ACT_BEFORE},
    {{"tc", 2}, ACT_CELL},          {{"gridSpan", 8}, ACT_SPAN},
    {{"txbxContent", 11}, ACT_BOX}, {{"AlternateContent", 16}, ACT_ALTERNATE},
    {{"Choice", 6}, ACT_CHOICE},    {{"Fallback", 8}, ACT_FALLBACK},
    {{"altChunk", 8}, ACT_FOREIGN}, {{"del", 3}, ACT_SKIP},
    {{"moveFrom", 8}, ACT_SKIP},    {{"pPrChange", 9}, ACT_SKIP},
    {{"rPrChange", 9}, ACT_SKIP},   {{"tblPrChange", 11}, ACT_SKIP},
    {{"trPrChange", 10}, ACT_SKIP}, {{"tcPrChange", 10}, ACT_SKIP},
    {{"sectPr", 6}, ACT_SKIP},      {{"tabs", 4}, ACT_SKIP},
    {{"tblGrid", 7}, ACT_SKIP},     {{"instrText", 9}, ACT_SKIP},
    {{"rt", 2}, ACT_SKIP},
};

static int
act_of(struct str name)
{
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
        if (str_eq(name, elements[i].name))
            return (int)elements[i].act;
    return -1;
}

static enum office_xml_go
on_start(void *ctx, struct str name, const char **pairs)
{
    struct word *w = ctx;
    struct flow *f = &w->o->flow;

    switch (act_of(name)) {
    case ACT_SKIP:
        return OFFICE_XML_SKIP;
    case ACT_PARAGRAPH:
        begin_paragraph(w);
        break;
    case ACT_STYLE:
        buf_clear(&w->style_name);
        buf_str(&w->style_name, office_xml_attribute(pairs, "val"));
        break;
    case ACT_LEVEL:
        w->level = office_xml_number(pairs, "val", BODY_LEVEL, BODY_LEVEL);
        break;
    case ACT_LIST:
        w->list = office_xml_number(pairs, "val", 0, 1);
        break;
    case ACT_TEXT:
        w->in_text = true;
        break;
    case ACT_BLANK:
        flow_blank(f);
        break;
    case ACT_BREAK:
        flow_break(f);
        break;
    case ACT_HYPHEN:
        flow_char(f, '-');
        break;
    case ACT_TABLE:
        flow_table(f);
        break;
    case ACT_ROW:
        flow_row(f);
        break;
    case ACT_HEAD:
        flow_row_head(f, office_xml_is(pairs, "val", true));
        break;
    case ACT_BEFORE:
        flow_skip(f, office_xml_number(pairs, "val", 0, SPAN_MOST));
        break;
    case ACT_CELL:
        flow_cell(f);
        break;
    case ACT_SPAN:
        flow_cell_span(f, office_xml_number(pairs, "val", 1, SPAN_MOST));
        break;
    case ACT_ALTERNATE:
        w->choices <<= 1;
        break;
    case ACT_CHOICE:
        w->choices |= 1;
        break;
    case ACT_FALLBACK:
        return w->choices & 1 ? OFFICE_XML_SKIP : OFFICE_XML_GO;
    case ACT_FOREIGN:
        w->o->foreign = true;
        break;
    default:
        break;
    }
    return f->cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
on_end(void *ctx, struct str name)
{
    struct word *w = ctx;
    struct flow *f = &w->o->flow;

    if (str_eq(name, STR("pPr"))) {
        settle_paragraph(w);
        return;
    }
    switch (act_of(name)) {
    case ACT_TEXT:
        w->in_text = false;
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
        w->choices >>= 1;
        break;
    default:
        break;
    }
}

static void
on_text(void *ctx, struct str utf8)
{
    struct word *w = ctx;

    if (w->in_text)
        flow_text(&w->o->flow, utf8);
}

static void
read_part(struct word *w, struct str part)
{
    static const struct office_xml how = {on_start, on_end, on_text};

    if (part.n == 0 || w->o->flow.cut)
        return;
    w->choices = 0;
    w->in_text = false;
    office_part(w->o, part, &how, w);
    flow_flush(&w->o->flow);
}

static void
read_styles(struct word *w, struct str part)
{
    static const struct office_xml how = {on_style, on_style_end, NULL};
    struct styles_reader in = {w, NO_INDEX};

    office_part(w->o, part.n > 0 ? part : STR("word/styles.xml"), &how, &in);
}

/* Parts that stand beside the text are read behind it, in the order the file names them. */
static void
read_beside(struct word *w, const struct office_relations *r)
{
    static const char *const types[] = {"footnotes", "endnotes", "header", "footer"};

    for (size_t k = 0; k < sizeof(types) / sizeof(types[0]); k++)
        for (size_t i = 0; i < r->n; i++)
            if (str_eq(r->of[i].type, str_of(types[k])))
                read_part(w, r->of[i].target);
}

void
office_word_read(struct office *o, struct str main)
{
    struct word w = {.o = o, .by_id = map_new()};
    struct office_relations r;

    buf_init(&w.style_name, 256);
    office_relations(o, main, &r);
    read_styles(&w, office_related(&r, "styles"));
    read_part(&w, main);
    office_drawings_of(o, &r);
    read_beside(&w, &r);
    office_relations_free(&r);
    buf_free(&w.style_name);
    map_free(w.by_id);
    free(w.style);
}

/*
 * Sheets of OpenDocument: a sheet is a part, cells show the text that was last shown in them.  A cell or row
 * may stand for a million; copies are bounded, empty ones cost nothing.
 */
#include "base/thai.h"
#include "extract/grid.h"
#include "extract/office.h"
#include "oit/limits.h"

#define ROWS_MOST 1048576
#define COLUMNS_MOST 16384

struct sheets {
    struct office *o;
    struct grid grid;
    uint32_t row, rows;       /* rows: that this one stands for */
    uint32_t column, columns; /* the same of cells */
    bool in_cell, words;
    size_t paragraphs; /* open in the cell */
    struct buf text;
    char value[64]; /* for a cell that shows no text */
};

static enum office_xml_go
begin_table(struct sheets *s, const char **pairs)
{
    grid_end(&s->grid);
    flow_part(&s->o->flow, office_xml_attribute(pairs, "name"));
    s->row = 0;
    return s->o->flow.cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
begin_cell(struct sheets *s, const char **pairs)
{
    struct str type = office_xml_attribute(pairs, "value-type");
    static const char *const values[] = {"date-value", "time-value", "boolean-value", "value"};

    s->columns = office_xml_number(pairs, "number-columns-repeated", 1, COLUMNS_MOST);
    s->words = type.n == 0 || str_eq(type, STR("string"));
    s->in_cell = true;
    s->paragraphs = 0;
    s->value[0] = '\0';
    for (size_t i = 0; i < 4 && type.n > 0 && s->value[0] == '\0'; i++) {
        struct str value = office_xml_attribute(pairs, values[i]);

        for (size_t k = 0; k < value.n && k + 1 < sizeof s->value; k++) {
            s->value[k] = value.p[k];
            s->value[k + 1] = '\0';
        }
    }
    buf_clear(&s->text);
}

static uint32_t
add(uint32_t n, uint32_t more, uint32_t most)
{
    return more < most - n ? n + more : most;
}

static void
end_cell(struct sheets *s)
{
    struct str text = s->text.n > 0 ? buf_view(&s->text) : str_of(s->value);
    uint32_t copies = s->columns;

    if (copies > LIMIT_SHEET_REPEATS && text.n > 0) {
        s->o->flow.capped = true;
        copies = LIMIT_SHEET_REPEATS;
    }
    for (uint32_t i = 0; i < copies && text.n > 0; i++)
        grid_cell(&s->grid, add(s->column, i, COLUMNS_MOST), text, s->words);
    s->column = add(s->column, s->columns, COLUMNS_MOST);
    s->in_cell = false;
}

static enum office_xml_go
on_start(void *ctx, struct str name, const char **pairs)
{
    struct sheets *s = ctx;

    if (str_eq(name, STR("annotation")) || str_eq(name, STR("tracked-changes")) ||
        str_eq(name, STR("forms")) || str_eq(name, STR("automatic-styles")) || str_eq(name, STR("title")) ||
        str_eq(name, STR("desc")))
        return OFFICE_XML_SKIP;
    if (str_eq(name, STR("table")))
        return begin_table(s, pairs);
    if (str_eq(name, STR("table-row"))) {
        s->rows = office_xml_number(pairs, "number-rows-repeated", 1, ROWS_MOST);
        s->column = 0;
    } else if (str_eq(name, STR("table-cell")) || str_eq(name, STR("covered-table-cell"))) {
        begin_cell(s, pairs);
    } else if (str_eq(name, STR("p"))) {
        if (s->text.n > 0 && s->in_cell)
            buf_char(&s->text, THAI_BREAK);
        s->paragraphs++;
        flow_begin(&s->o->flow);
    } else if (str_eq(name, STR("s")) || str_eq(name, STR("tab"))) {
        buf_char(&s->text, ' ');
        flow_blank(&s->o->flow);
    } else if (str_eq(name, STR("line-break"))) {
        buf_char(&s->text, THAI_BREAK);
        flow_break(&s->o->flow);
    }
    return s->o->flow.cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
on_end(void *ctx, struct str name)
{
    struct sheets *s = ctx;

    if (str_eq(name, STR("p"))) {
        s->paragraphs -= s->paragraphs > 0;
        flow_end(&s->o->flow);
    } else if (str_eq(name, STR("table-cell")) || str_eq(name, STR("covered-table-cell"))) {
        end_cell(s);
    } else if (str_eq(name, STR("table-row"))) {
        grid_row(&s->grid, s->row);
        s->row = add(s->row, s->rows, ROWS_MOST);
    } else if (str_eq(name, STR("table"))) {
        grid_end(&s->grid);
    }
}

/* Text of cells is gathered for the grid; of shapes that lie on a sheet it goes its own way. */
static void
on_text(void *ctx, struct str utf8)
{
    struct sheets *s = ctx;

    if (s->paragraphs == 0)
        return;
    if (s->in_cell)
        buf_put_some(&s->text, utf8.p, utf8.n);
    else
        flow_text(&s->o->flow, utf8);
}

void
office_ods_read(struct office *o)
{
    static const struct office_xml how = {on_start, on_end, on_text};
    struct sheets s = {.o = o};

    buf_init(&s.text, LIMIT_BLOCK_TEXT);
    grid_init(&s.grid, &o->flow);
    office_part(o, STR("content.xml"), &how, &s);
    grid_row(&s.grid, s.row);
    grid_end(&s.grid);
    grid_free(&s.grid);
    buf_free(&s.text);
}

/*
 * A draft as an Office Open XML document: the parts that Word asks for and no more, the official margins, the
 * national font.  The only writer of zip files; every text goes through html_text(), which is also what XML
 * text needs.  The same draft gives the same bytes.
 */
#include "base/dates.h"
#include "report/draft.h"
#include "report/plain.h"
#include "report/report.h"
#include "report/table_fit.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zip.h>

#define FONT "TH Sarabun New"
#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* A4 and its margins in twentieths of a point: left 3 cm, right 2 cm, top 2.5 cm, bottom 2 cm. */
#define PAPER_SHORT 11906
#define PAPER_LONG 16838
#define MARGIN_LEFT 1701
#define MARGIN_RIGHT 1134
#define MARGIN_TOP 1417
#define MARGIN_BOTTOM 1134
#define MARGIN_HEADER 709

#define TALL_LINES 6 /* of a row */

struct docx {
    const struct draft *d;
    struct buf *out; /* of the part being written */
    bool landscape;
    const int *width; /* of the columns of the table being written */
};

static void
raw(struct docx *x, const char *z)
{
    buf_z(x->out, z);
}

/* ------------------------------------------------------------------ text */

static const char *const ink_properties[] = {
    [INK_PLAIN] = "",
    [INK_BOLD] = "<w:rPr><w:b/><w:bCs/></w:rPr>",
    [INK_BLANK] = "<w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>",
    [INK_WARNING] = "<w:rPr><w:b/><w:bCs/><w:color w:val=\"B3261E\"/><w:highlight w:val=\"yellow\"/></w:rPr>",
    [INK_ADDRESS] = "<w:rPr><w:color w:val=\"1F3864\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/></w:rPr>",
};

static void
put_piece(struct docx *x, const struct draft_piece *p)
{
    raw(x, "<w:r>");
    raw(x, ink_properties[p->ink]);
    raw(x, "<w:t xml:space=\"preserve\">");
    html_text(x->out, p->text);
    raw(x, "</w:t></w:r>");
}

static const char *const style_ids[STYLES] = {
    [STYLE_TEXT] = "OitText",       [STYLE_PLAIN] = "OitPlain", [STYLE_TITLE] = "Title",
    [STYLE_HEADING] = "Heading1",   [STYLE_STEP] = "OitStep",   [STYLE_FIELD] = "OitField",
    [STYLE_SIGN] = "OitSign",       [STYLE_NOTE] = "OitNote",   [STYLE_MEMO] = "OitMemo",
    [STYLE_CAPTION] = "OitCaption",
};

static void
put_paragraph_as(struct docx *x, const struct draft_paragraph *p, const char *style, bool centred)
{
    buf_printf(x->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style,
               centred ? "<w:jc w:val=\"center\"/>" : "");
    for (const struct draft_piece *i = p->first; i; i = i->next)
        put_piece(x, i);
    raw(x, "</w:p>");
}

static void
put_paragraph(struct docx *x, const struct draft_paragraph *p)
{
    put_paragraph_as(x, p, style_ids[p->style], false);
}

/* ------------------------------------------------------------------ tables */

static int
text_width(const struct docx *x)
{
    return (x->landscape ? PAPER_LONG : PAPER_SHORT) - MARGIN_LEFT - MARGIN_RIGHT;
}

static void
begin_cell(struct docx *x, int width, size_t span, bool shaded)
{
    buf_printf(x->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
    if (span > 1)
        buf_printf(x->out, "<w:gridSpan w:val=\"%zu\"/>", span);
    if (shaded)
        raw(x, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>");
    raw(x, "</w:tcPr>");
}

static void
put_head(struct docx *x, const struct draft_table *t)
{
    raw(x, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t i = 0; i < t->column_n; i++) {
        const char *words = say_tr_in(x->d->manner->lang, t->column[i].heading);
        struct str shown =
            x->d->manner->thai_digits ? draft_thai_digits(x->d->a, str_of(words)) : str_of(words);

        begin_cell(x, x->width[i], 1, true);
        raw(x, "<w:p><w:pPr><w:pStyle w:val=\"OitCell\"/><w:jc w:val=\"center\"/></w:pPr><w:r>");
        raw(x, ink_properties[INK_BOLD]);
        raw(x, "<w:t xml:space=\"preserve\">");
        html_text(x->out, shown);
        raw(x, "</w:t></w:r></w:p></w:tc>");
    }
    raw(x, "</w:tr>");
}

/* A row that would leave half a page empty may go on overleaf; the others stay in one piece. */
static void
put_row(struct docx *x, const struct draft_table *t, const struct draft_row *r)
{
    size_t n = 0;

    raw(x, !r->span && table_row_lines(r, t->column_n, x->width) > TALL_LINES
               ? "<w:tr>"
               : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (const struct draft_cell *c = r->first; c && n < t->column_n; c = c->next, n++) {
        begin_cell(x, r->span ? text_width(x) : x->width[n], r->span ? t->column_n : 1, r->span);
        for (const struct draft_paragraph *p = c->first; p; p = p->next)
            put_paragraph_as(x, p, p->style == STYLE_STEP ? "OitCellStep" : "OitCell",
                             !r->span && t->column[n].centred);
        raw(x, "</w:tc>");
        if (r->span)
            break;
    }
    for (; !r->span && n < t->column_n; n++) {
        begin_cell(x, x->width[n], 1, false);
        raw(x, "<w:p/></w:tc>");
    }
    raw(x, "</w:tr>");
}

static void
put_table(struct docx *x, const struct draft_table *t)
{
    x->width = table_fit(x->d->a, t, text_width(x));
    buf_printf(x->out,
               "<w:tbl><w:tblPr><w:tblStyle w:val=\"OitTable\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
               "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
               text_width(x));
    for (size_t i = 0; i < t->column_n; i++)
        buf_printf(x->out, "<w:gridCol w:w=\"%d\"/>", x->width[i]);
    raw(x, "</w:tblGrid>");
    put_head(x, t);
    for (const struct draft_row *r = t->first; r; r = r->next)
        put_row(x, t, r);
    raw(x, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"OitGap\"/></w:pPr></w:p>");
}

/* ------------------------------------------------------------------ pages */

/* The first page of all bears no number, as official papers have it. */
static void
put_section(struct docx *x, bool first)
{
    buf_printf(
        x->out,
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
        "<w:headerReference w:type=\"first\" r:id=\"rId5\"/>"
        "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
        "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
        "w:gutter=\"0\"/>%s%s</w:sectPr>",
        x->landscape ? PAPER_LONG : PAPER_SHORT, x->landscape ? PAPER_SHORT : PAPER_LONG,
        x->landscape ? " w:orient=\"landscape\"" : "", MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT,
        MARGIN_HEADER, MARGIN_HEADER, x->d->manner->thai_digits ? "<w:pgNumType w:fmt=\"thaiNumbers\"/>" : "",
        first ? "<w:titlePg/>" : "");
}

static void
put_document(struct docx *x)
{
    bool first = true;

    raw(x, XML_HEAD "<w:document xmlns:w=\"" W "\" xmlns:r=\"" R "\"><w:body>");
    for (const struct draft_block *b = x->d->first; b; b = b->next) {
        if (b->kind == BLOCK_OF_TEXT) {
            put_paragraph(x, b->paragraph);
        } else if (b->kind == BLOCK_OF_TABLE) {
            put_table(x, b->table);
        } else if (b == x->d->first) {
            x->landscape = b->landscape;
        } else {
            raw(x, "<w:p><w:pPr><w:pStyle w:val=\"OitGap\"/>");
            put_section(x, first);
            raw(x, "</w:pPr></w:p>");
            x->landscape = b->landscape;
            first = false;
        }
    }
    put_section(x, first);
    raw(x, "</w:body></w:document>");
}

/* ------------------------------------------------------------------ the other parts */

static void
style(struct docx *x, const char *id, const char *name, const char *paragraph, const char *run)
{
    buf_printf(x->out,
               "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>%s<w:qFormat/>"
               "<w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>",
               strncmp(id, "Oit", 3) == 0 ? " w:customStyle=\"1\"" : "", id, name,
               "<w:basedOn w:val=\"Normal\"/>", paragraph, run);
}

static void
put_styles(struct docx *x)
{
    raw(x, XML_HEAD
        "<w:styles xmlns:w=\"" W "\"><w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"" FONT "\" w:hAnsi=\"" FONT "\" w:eastAsia=\"" FONT "\" w:cs=\"" FONT "\"/>"
        "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"
        "<w:lang w:val=\"en-US\" w:eastAsia=\"en-US\" w:bidi=\"th-TH\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>"
        "</w:pPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
        "<w:qFormat/></w:style>");
    style(x, "Title", "Title", "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>",
          "<w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>");
    style(x, "Heading1", "heading 1", "<w:keepNext/><w:spacing w:before=\"120\"/><w:outlineLvl w:val=\"0\"/>",
          "<w:b/><w:bCs/>");
    style(x, "OitText", "OIT text", "<w:ind w:firstLine=\"1417\"/><w:jc w:val=\"thaiDistribute\"/>", "");
    style(x, "OitPlain", "OIT plain", "", "");
    style(x, "OitStep", "OIT step", "<w:ind w:left=\"340\" w:hanging=\"340\"/>", "");
    style(x, "OitCell", "OIT cell", "", "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>");
    style(x, "OitCellStep", "OIT step in a cell", "<w:ind w:left=\"300\" w:hanging=\"300\"/>",
          "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>");
    style(x, "OitField", "OIT field", "<w:tabs><w:tab w:val=\"left\" w:pos=\"4536\"/></w:tabs>", "");
    style(x, "OitSign", "OIT signature",
          "<w:keepLines/><w:spacing w:before=\"40\"/><w:ind w:left=\"3969\"/><w:jc w:val=\"center\"/>", "");
    style(x, "OitNote", "OIT note", "<w:spacing w:before=\"60\"/>",
          "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>");
    style(x, "OitCaption", "OIT caption", "<w:keepNext/>", "");
    style(x, "OitMemo", "OIT memorandum",
          "<w:spacing w:line=\"700\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
          "<w:b/><w:bCs/><w:sz w:val=\"58\"/><w:szCs w:val=\"58\"/>");
    style(x, "OitGap", "OIT gap", "<w:spacing w:line=\"120\" w:lineRule=\"exact\"/>",
          "<w:sz w:val=\"8\"/><w:szCs w:val=\"8\"/>");
    style(x, "Header", "header", "<w:jc w:val=\"center\"/>", "");
    raw(x,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"OitTable\"><w:name w:val=\"OIT table\"/>"
        "<w:tblPr><w:tblBorders>"
        "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders>"
        "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>"
        "</w:tblPr></w:style></w:styles>");
}

/* What a machine without the national font may take in its place. */
static void
put_fonts(struct docx *x)
{
    raw(x, XML_HEAD "<w:fonts xmlns:w=\"" W "\"><w:font w:name=\"" FONT "\">"
                    "<w:altName w:val=\"TH SarabunPSK,Sarabun,Laksaman,Angsana New,Tahoma\"/>"
                    "<w:panose1 w:val=\"020B0500040200020003\"/><w:charset w:val=\"DE\"/>"
                    "<w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>");
}

/* Words of ours in a header, small and to the right. */
static void
put_mark(struct docx *x)
{
    const struct draft_manner *m = x->d->manner;
    struct say s = {N_("Draft: made from the check of {1}; read it before it is signed."),
                    {draft_day(x->d, m->made)}};
    struct str words = say_text(x->d->a, &s, m->lang);

    if (m->final)
        return;
    raw(x, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr>"
           "<w:color w:val=\"B3261E\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr>"
           "<w:t xml:space=\"preserve\">");
    html_text(x->out, m->thai_digits ? draft_thai_digits(x->d->a, words) : words);
    raw(x, "</w:t></w:r></w:p>");
}

static void
put_header(struct docx *x, bool numbered)
{
    raw(x, XML_HEAD "<w:hdr xmlns:w=\"" W "\">");
    if (numbered)
        raw(x, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
               "<w:r><w:t xml:space=\"preserve\">- </w:t></w:r>"
               "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>"
               "<w:r><w:t xml:space=\"preserve\"> -</w:t></w:r></w:p>");
    put_mark(x);
    if (!numbered && x->d->manner->final)
        raw(x, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p>");
    raw(x, "</w:hdr>");
}

static void
put_header_first(struct docx *x)
{
    put_header(x, false);
}

static void
put_header_other(struct docx *x)
{
    put_header(x, true);
}

static void
put_types(struct docx *x)
{
#define PART(name, type)                                                                                     \
    "<Override PartName=\"/" name "\" ContentType=\"application/vnd.openxmlformats-" type "+xml\"/>"
    raw(x, XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    "<Default Extension=\"rels\" "
                    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" PART(
                        "word/document.xml", "officedocument.wordprocessingml.document.main")
                        PART("word/styles.xml", "officedocument.wordprocessingml.styles")
                            PART("word/settings.xml", "officedocument.wordprocessingml.settings")
                                PART("word/fontTable.xml", "officedocument.wordprocessingml.fontTable")
                                    PART("word/header1.xml", "officedocument.wordprocessingml.header")
                                        PART("word/header2.xml", "officedocument.wordprocessingml.header")
                                            PART("docProps/core.xml", "package.core-properties") "</Types>");
#undef PART
}

#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"

static void
put_relations(struct docx *x)
{
    raw(x, XML_HEAD
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION(
            "rId1", R "/officeDocument", "word/document.xml")
            RELATION("rId2",
                     "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                     "docProps/core.xml") "</Relationships>");
}

static void
put_document_relations(struct docx *x)
{
    raw(x, XML_HEAD
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION(
            "rId1", R "/styles", "styles.xml") RELATION("rId2", R "/settings", "settings.xml")
            RELATION("rId3", R "/fontTable", "fontTable.xml") RELATION("rId4", R "/header", "header1.xml")
                RELATION("rId5", R "/header", "header2.xml") "</Relationships>");
}

static void
put_settings(struct docx *x)
{
    raw(x,
        XML_HEAD "<w:settings xmlns:w=\"" W "\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
                 "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
                 "<w:compat><w:applyBreakingRules/><w:compatSetting w:name=\"compatibilityMode\" "
                 "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                 "<w:themeFontLang w:val=\"en-US\" w:bidi=\"th-TH\"/></w:settings>");
}

static struct date
day_made(const struct docx *x)
{
    struct date day;

    if (!date_parse_iso(str_sub(x->d->manner->made, 0, 10), &day) || day.year < 1980 || day.year > 2099)
        day = (struct date){1980, 1, 1};
    return day;
}

static void
put_properties(struct docx *x)
{
    char day[16];

    date_iso(day_made(x), day);
    raw(x,
        XML_HEAD "<cp:coreProperties "
                 "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    html_text(x->out, plain_line(x->d->a, x->d->title, 250));
    buf_printf(
        x->out,
        "</dc:title><dc:creator>oit</dc:creator>"
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created></cp:coreProperties>",
        day);
}

/* ------------------------------------------------------------------ the file */

static const struct {
    const char *name;
    void (*put)(struct docx *x);
} parts[] = {
    {"[Content_Types].xml", put_types},
    {"_rels/.rels", put_relations},
    {"docProps/core.xml", put_properties},
    {"word/document.xml", put_document},
    {"word/_rels/document.xml.rels", put_document_relations},
    {"word/styles.xml", put_styles},
    {"word/settings.xml", put_settings},
    {"word/fontTable.xml", put_fonts},
    {"word/header1.xml", put_header_other},
    {"word/header2.xml", put_header_first},
};

#define PARTS (sizeof parts / sizeof *parts)

/* The archive's clock, as the old format keeps it: without a zone, so that no machine's zone enters. */
static zip_uint16_t
dos_date(struct date day)
{
    return (zip_uint16_t)((day.year - 1980) << 9 | day.month << 5 | day.day);
}

/* body must stay until the archive is closed. */
static bool
add_part(zip_t *z, const char *name, const struct buf *body, struct date day)
{
    zip_source_t *s = zip_source_buffer(z, body->p, body->n, 0);
    zip_int64_t at = s && !body->full ? zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8) : -1;

    if (at < 0) {
        zip_source_free(s);
        return false;
    }
    return zip_file_set_dostime(z, (zip_uint64_t)at, 0, dos_date(day), 0) == 0;
}

static bool
copy_out(zip_source_t *archive, struct buf *out)
{
    char piece[16384];
    size_t before = out->n;
    zip_int64_t n = -1;

    if (zip_source_open(archive) != 0)
        return false;
    while ((n = zip_source_read(archive, piece, sizeof piece)) > 0 && buf_put(out, piece, (size_t)n))
        ;
    zip_source_close(archive);
    if (n != 0)
        out->n = before;
    return n == 0;
}

bool
draft_docx(const struct draft *d, struct buf *out)
{
    struct buf body[PARTS];
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = archive ? zip_open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    bool good = z != NULL;

    if (good)
        zip_source_keep(archive);
    for (size_t i = 0; i < PARTS; i++) {
        struct docx x = {.d = d, .out = &body[i]};

        buf_init(&body[i], REPORT_BYTES_MAX);
        parts[i].put(&x);
        good = good && add_part(z, parts[i].name, &body[i], day_made(&x));
    }
    if (good && zip_close(z) == 0)
        good = copy_out(archive, out);
    else if (z)
        zip_discard(z);
    zip_source_free(archive);
    for (size_t i = 0; i < PARTS; i++)
        buf_free(&body[i]);
    return good;
}

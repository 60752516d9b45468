/* Office files: what a reader of the paper sees comes out once, in order, and bombs do not go off. */
#include "base/utf8.h"
#include "extract_sample.h"

#define W "<w:document xmlns:w='w' xmlns:mc='mc' xmlns:wps='wps' xmlns:v='v'><w:body>"
#define W_END "</w:body></w:document>"
#define TYPES SAMPLE("[Content_Types].xml", "<Types/>")
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define ODT SAMPLE("mimetype", "application/vnd.oasis.opendocument.text")
#define ODS SAMPLE("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
#define ODP SAMPLE("mimetype", "application/vnd.oasis.opendocument.presentation")
#define CONTENT "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:tb='tb' xmlns:d='d' xmlns:p='p'><o:body>"
#define CONTENT_END "</o:body></o:document-content>"

#define COUNT(array) (sizeof(array) / sizeof(array[0]))

static void
read_members(struct arena *a, const struct sample_member *m, size_t n, struct document *d)
{
    struct buf zip;

    buf_init(&zip, 64 * MIB);
    sample_zip(&zip, m, n, NULL);
    sample_read(a, buf_view(&zip), d);
    buf_free(&zip);
}

static void
check_members(const struct sample_member *m, size_t n, enum document_state state, const char *expected)
{
    struct arena *a = arena_new(0);
    struct document d;

    read_members(a, m, n, &d);
    sample_check(&d, state, expected);
    arena_free(a);
}

static void
check_docx(const char *body, enum document_state state, const char *expected)
{
    struct buf xml;
    struct sample_member m[] = {TYPES, {"word/document.xml", STR_NONE}};

    buf_init(&xml, 64 * MIB);
    buf_printf(&xml, "%s%s%s", W, body, W_END);
    m[1].bytes = buf_view(&xml);
    check_members(m, 2, state, expected);
    buf_free(&xml);
}

/* Runs are one text; tabs and line ends part words; what a reviewer deleted is gone, what was put in is
 * there. */
static void
test_paragraphs(void **state)
{
    (void)state;
    check_docx(
        "<w:p><w:r><w:t>แผน</w:t></w:r><w:r><w:t xml:space='preserve'>งาน  ปี </w:t><w:tab/><w:t>2566</w:t>"
        "<w:br/><w:t>x</w:t></w:r></w:p><w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr></w:p>",
        DOCUMENT_READ, "แผนงาน ปี 2566 / x\n");
    check_docx("<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
               "<w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
               "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>",
               DOCUMENT_READ, "ab-c\n");
    check_docx(
        "<w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>i</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>p</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>h</w:t><w:br/><w:t>h</w:t></w:r></w:p>",
        DOCUMENT_READ, "- i\np\n## h h\n");
}

/* Headings by the outline level of their style, its name, or the style it rests on; body text is none. */
static void
test_styles(void **state)
{
    static const struct sample_member m[] = {
        TYPES,
        SAMPLE("word/styles.xml",
               "<w:styles xmlns:w='w'><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>"
               "<w:style w:styleId='x'><w:basedOn w:val='y'/></w:style>"
               "<w:style w:styleId='y'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
               "<w:style w:styleId='l'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>"
               "<w:style w:styleId='o'><w:basedOn w:val='o'/></w:style></w:styles>"),
        SAMPLE(
            "word/document.xml", W
            "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='x'/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='x'/><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='l'/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='o'/></w:pPr><w:r><w:t>e</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>f</w:t></w:r></w:p>" W_END),
    };

    (void)state;
    check_members(m, COUNT(m), DOCUMENT_READ, "# a\n### b\nc\n- d\ne\n# f\n");
}

/* Cells by column, wide ones counting for several; tables in cells keep their own rows. */
static void
test_tables(void **state)
{
    (void)state;
    check_docx(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>"
        "<w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>end</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>z</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        DOCUMENT_READ,
        "t0 R0 c0 a\nt0 R0 c2 b\nt0 r1 c0 1\nt0 r1 c0 2\nt1 r2 c0 in\nt0 r1 c1 3\nt0 r3 c2 4\nend\n"
        "t2 r4 c0 z\n");
}

/* A text box stands twice in the file, for new and for old programs, and is read once. */
static void
test_text_boxes(void **state)
{
    (void)state;
    check_docx(
        "<w:p><w:r><w:t>before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>"
        "<w:txbxContent><w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>box</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>box</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>after</w:t></w:r></w:p>",
        DOCUMENT_READ, "# box\nbefore after\n");
    check_docx(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>old</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        DOCUMENT_READ, "old\n");
}

/* Running titles and notes come behind the text; diagrams too; what lies outside the file is left alone. */
static void
test_beside_the_text(void **state)
{
    static const struct sample_member m[] = {
        TYPES,
        SAMPLE("_rels/.rels", "<R><Relationship Id='r' Type='" RELATION
                              "officeDocument' Target='/word/document2.xml'/></R>"),
        SAMPLE("word/_rels/document2.xml.rels",
               "<R><Relationship Id='a' Type='" RELATION "footer' Target='footer1.xml'/>"
               "<Relationship Id='b' Type='" RELATION "header' Target='../word/./h.xml'/>"
               "<Relationship Id='c' Type='" RELATION "header' Target='../../../../etc/passwd'/>"
               "<Relationship Id='d' Type='" RELATION
               "header' Target='http://x/h.xml' TargetMode='External'/>"
               "<Relationship Id='e' Type='" RELATION "diagramData' Target='diagrams/data1.xml'/>"
               "<Relationship Id='f' Type='" RELATION "footnotes' Target='footnotes.xml'/></R>"),
        SAMPLE("word/document2.xml", W "<w:p><w:r><w:t>body</w:t></w:r></w:p>" W_END),
        SAMPLE("word/footer1.xml", "<w:ftr xmlns:w='w'><w:p><w:r><w:t>foot</w:t></w:r></w:p></w:ftr>"),
        SAMPLE("word/h.xml", "<w:hdr xmlns:w='w'><w:p><w:r><w:t>head</w:t></w:r></w:p></w:hdr>"),
        SAMPLE("word/footnotes.xml", "<w:f xmlns:w='w'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:f>"),
        SAMPLE("word/diagrams/data1.xml",
               "<d:m xmlns:d='d' xmlns:a='a'><d:t><a:bodyPr/><a:p><a:r><a:t>mayor</a:t>"
               "</a:r></a:p></d:t></d:m>"),
    };

    (void)state;
    check_members(m, COUNT(m), DOCUMENT_READ, "body\nmayor\nnote\nhead\nfoot\n");
}

#define SLIDE(body) "<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree>" body "</p:spTree></p:cSld></p:sld>"

static const struct sample_member slides[] = {
    TYPES,
    SAMPLE("ppt/presentation.xml",
           "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='b'/>"
           "<p:sldId id='257' r:id='a'/></p:sldIdLst></p:presentation>"),
    SAMPLE("ppt/_rels/presentation.xml.rels",
           "<R><Relationship Id='a' Type='" RELATION
           "slide' Target='slides/slide1.xml'/><Relationship Id='b' Type='" RELATION
           "slide' Target='slides/slide2.xml'/></R>"),
    SAMPLE(
        "ppt/slides/slide1.xml",
        SLIDE(
            "<p:sp><p:txBody><a:p><a:pPr><a:buChar char='x'/></a:pPr><a:r><a:t>point</a:t></a:r></a:p><a:p>"
            "<a:fld type='slidenum'><a:t>2</a:t></a:fld></a:p></p:txBody></p:sp><p:graphicFrame><a:tbl>"
            "<a:tblPr "
            "firstRow='1'/><a:tr><a:tc><a:txBody><a:p><a:r><a:t>h</a:t></a:r></a:p></a:txBody></a:tc>"
            "</a:tr><a:tr><a:tc><a:txBody><a:p><a:r><a:t>v</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
            "</p:graphicFrame>")),
    SAMPLE(
        "ppt/slides/slide2.xml",
        SLIDE(
            "<p:sp><p:nvPr><p:ph type='title'/></p:nvPr><p:txBody><a:p><a:r><a:t>แผน</a:t></a:r><a:br/><a:r>"
            "<a:t>ปี</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody><a:p><a:r><a:t>text</a:t></a:r></a:p>"
            "</p:txBody></p:sp>")),
};

/* Slides in the order they are shown, each a part; its title a heading that governs no other slide. */
static void
test_slides(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    read_members(a, slides, COUNT(slides), &d);
    sample_check(&d, DOCUMENT_READ, "[1]\n# แผน ปี\ntext\n[2]\n- point\nt0 R1 c0 h\nt0 r2 c0 v\n");
    assert_int_equal(d.part_count, 2);
    assert_int_equal(d.text.block[1].heading, 0);
    assert_int_equal(d.text.block[2].heading, NO_INDEX);
    arena_free(a);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static const struct sample_member book[] = {
    TYPES,
    SAMPLE(
        "xl/workbook.xml",
        "<workbook xmlns:r='r'><sheets><sheet name='งบ' sheetId='1' r:id='s1'/><sheet name='ซ่อน' sheetId='2' "
        "state='hidden' r:id='s2'/></sheets></workbook>"),
    SAMPLE("xl/_rels/workbook.xml.rels",
           "<R><Relationship Id='s1' Type='" RELATION
           "worksheet' Target='worksheets/a.xml'/><Relationship Id='s2' "
           "Type='" RELATION "worksheet' Target='/xl/worksheets/b.xml'/><Relationship Id='s3' Type='" RELATION
           "sharedStrings' Target='sharedStrings.xml'/><Relationship Id='s4' Type='" RELATION
           "styles' Target='styles.xml'/></R>"),
    SAMPLE("xl/sharedStrings.xml",
           "<sst><si><t>ลำดับ</t></si><si><r><t>วัน</t></r><r><t>ที่</t></r><rPh><t>no</t></rPh>"
           "<phoneticPr/></si><si><t>two\nlines</t></si></sst>"),
    SAMPLE("xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='[$-41E]d\\ mmm\\ "
                            "yyyy;@'/><numFmt numFmtId='171' "
                            "formatCode='0.0\"day\"'/></numFmts><cellStyleXfs><xf "
                            "numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
                            "<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='10'/><xf "
                            "numFmtId='171'/><xf numFmtId='20'/></cellXfs>"
                            "</styleSheet>"),
    SAMPLE(
        "xl/worksheets/a.xml",
        SHEET(
            "<row r='1'><c r='A1' t='inlineStr'><is><t>ชื่อเรื่อง</t></is></c></row><row r='2'><c r='A2' "
            "t='s'><v>0</v></c>"
            "<c r='C2' t='s'><v>1</v></c></row><row r='3'><c r='A3'><v>1</v></c><c t='s'><v>2</v></c><c "
            "s='1'><v>44835</v>"
            "</c><c s='2'><v>44835.3541666667</v></c><c s='3'><v>0.075</v></c><c "
            "s='4'><v>1234567.8900000001</v></c>"
            "<c s='5'><v>0.5</v></c><c t='b'><v>1</v></c><c t='str'><f>A1</f><v>made</v></c><c "
            "t='e'><v>#N/A</v></c>"
            "<c t='s'><v>99</v></c></row><row r='9'><c r='B9'><v>5</v></c><c r='ZZZZ1'><v>6</v></c></row>")),
    SAMPLE("xl/worksheets/b.xml",
           SHEET("<row><c t='d'><v>2022-10-01</v></c></row><row><c><v>x1</v></c></row>")),
};

/* Cells stand where they say; the first row of words is the heading; dates and shares look as in the sheet.
 */
static void
test_sheets(void **state)
{
    (void)state;
    check_members(
        book, COUNT(book), DOCUMENT_READ,
        "[1 งบ]\nt0 r0 c0 ชื่อเรื่อง\nt0 R1 c0 ลำดับ\nt0 R1 c2 วันที่\nt0 r2 c0 1\nt0 r2 c1 two / lines\n"
        "t0 r2 c2 2022-10-01\nt0 r2 c3 2022-10-01 08:30\nt0 r2 c4 7.5%\nt0 r2 c5 1234567.89\nt0 r2 c6 12:00\n"
        "t0 r2 c7 TRUE\nt0 r2 c8 made\nt0 r2 c9 #N/A\nt1 r3 c1 5\nt1 r3 c2 6\n"
        "[2 ซ่อน]\nt2 r4 c0 2022-10-01\nt2 r5 c0 x1\n");
}

/* Headings, lists, tables and notes of OpenDocument; deleted text and comments are left out. */
static void
test_odt(void **state)
{
    static const struct sample_member m[] = {
        ODT,
        SAMPLE("content.xml", CONTENT
               "<o:text><t:tracked-changes><t:deletion><t:p>gone</t:p></t:deletion></t:tracked-changes>"
               "<t:h t:outline-level='2'>หัว<t:tab/>เรื่อง</t:h><t:p>a<t:s t:c='3'/>b<t:line-break/>c"
               "<o:annotation><t:p>says</t:p></o:annotation><t:note><t:note-citation>1</"
               "t:note-citation><t:note-body>"
               "<t:p>note</t:p></t:note-body></t:note></t:p><t:list><t:list-item><t:p>i</t:p></t:list-item></"
               "t:list>"
               "<tb:table><tb:table-header-rows><tb:table-row><tb:table-cell "
               "tb:number-columns-spanned='2'><t:p>h</t:p>"
               "</tb:table-cell><tb:covered-table-cell/><tb:table-cell><t:p>k</t:p></tb:table-cell></"
               "tb:table-row>"
               "</tb:table-header-rows><tb:table-row><tb:table-cell "
               "tb:number-columns-repeated='2'/><tb:table-cell><t:p>v</t:p>"
               "</tb:table-cell></tb:table-row></tb:table><t:p><d:frame><d:text-box><t:p>box</t:p></"
               "d:text-box></d:frame>"
               "</t:p></o:text>" CONTENT_END),
        SAMPLE("styles.xml",
               "<o:s xmlns:o='o' "
               "xmlns:t='t'><o:x><t:p>no</t:p></o:x><o:header><t:p>head</t:p></o:header></o:s>"),
    };

    (void)state;
    check_members(m, COUNT(m), DOCUMENT_READ,
                  "## หัว เรื่อง\nnote\na b / c\n- i\nt0 R1 c0 h\nt0 R1 c2 k\nt0 r2 c2 v\nbox\nhead\n");
}

/* Sheets and slides of OpenDocument. */
static void
test_ods_odp(void **state)
{
    static const struct sample_member ods[] = {
        ODS,
        SAMPLE(
            "content.xml", CONTENT
            "<tb:table tb:name='แผ่น'><tb:table-row><tb:table-cell o:value-type='string'><t:p>a</t:p>"
            "</tb:table-cell><tb:table-cell tb:number-columns-repeated='2' o:value-type='string'><t:p>b</t:p>"
            "<t:p>c</t:p></tb:table-cell></tb:table-row><tb:table-row tb:number-rows-repeated='3'>"
            "<tb:table-cell o:value-type='float' o:value='7'/></tb:table-row><tb:table-row>"
            "<tb:table-cell tb:number-columns-repeated='16384'/></tb:table-row><tb:table-row><tb:table-cell "
            "o:value-type='date' o:date-value='2022-10-01'><t:p>1 ต.ค. "
            "65</t:p></tb:table-cell></tb:table-row>"
            "</tb:table>" CONTENT_END)};
    static const struct sample_member odp[] = {
        ODP,
        SAMPLE(
            "content.xml", CONTENT
            "<d:page><d:frame p:class='title'><d:text-box><t:p>T</t:p></d:text-box></d:frame><d:frame>"
            "<d:text-box><t:p>x</t:p></d:text-box></d:frame><p:notes><t:p>no</t:p></p:notes></d:page><d:page>"
            "<t:p>y</t:p></d:page>" CONTENT_END)};

    (void)state;
    check_members(ods, COUNT(ods), DOCUMENT_READ,
                  "[1 แผ่น]\nt0 R0 c0 a\nt0 R0 c1 b / c\nt0 R0 c2 b / c\nt0 r1 c0 7\nt1 r2 c0 1 ต.ค. 65\n");
    check_members(odp, COUNT(odp), DOCUMENT_READ, "[1]\n# T\nx\n[2]\ny\n");
}

/* A lock, a cut, nothing in it, pictures only: each is said by its name. */
static void
test_states(void **state)
{
    static const struct sample_member
        empty[] = {TYPES, SAMPLE("word/document.xml", W "<w:p/>" W_END)},
        scan[] = {TYPES, SAMPLE("word/document.xml", W "<w:p/>" W_END),
                  SAMPLE("word/media/image1.jpeg", "\xff\xd8\xff")},
        locked[] = {ODT, SAMPLE("META-INF/manifest.xml", "<m><m:encryption-data/></m>"),
                    SAMPLE("content.xml", "\x01\x02")},
        torn[] = {TYPES, SAMPLE("word/document.xml", W "<w:p><w:r><w:t>kept</w:t></w:r></w:p>"
                                                       "<w:p><w:r><w:t>too")},
        headless[] = {TYPES, SAMPLE("word/styles.xml", "<x/>")},
        binary[] = {TYPES, SAMPLE("xl/workbook.bin", "\x01"),
                    SAMPLE("_rels/.rels", "<R><Relationship Id='r' Type='" RELATION
                                          "officeDocument' Target='xl/workbook.bin'/></R>")};

    (void)state;
    check_members(empty, COUNT(empty), DOCUMENT_EMPTY, "");
    check_members(scan, COUNT(scan), DOCUMENT_SCAN, "");
    check_members(locked, COUNT(locked), DOCUMENT_LOCKED, "");
    check_members(torn, COUNT(torn), DOCUMENT_DAMAGED, "kept\ntoo\n");
    check_members(headless, COUNT(headless), DOCUMENT_DAMAGED, "");
    check_members(binary, COUNT(binary), DOCUMENT_UNSUPPORTED, "");
}

/* A package in an OLE2 file needs its password; members with a password of the zip as well. */
static void
test_locked(void **state)
{
    static const struct sample_member m[] = {TYPES, SAMPLE("word/document.xml", W "<w:p/>" W_END)};
    struct arena *a = arena_new(0);
    struct buf out, zip;
    struct document d;
    struct reading r = {
        .bytes = STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), .fd = -1, .format = FORMAT_DOCX, .out = &out};

    (void)state;
    buf_init(&out, MIB);
    reading_parse(&r);
    document_of_records(a, buf_view(&out), &d);
    sample_check(&d, DOCUMENT_LOCKED, "");
    buf_init(&zip, MIB);
    sample_zip(&zip, m, COUNT(m), "secret");
    sample_read(a, buf_view(&zip), &d);
    sample_check(&d, DOCUMENT_LOCKED, "");
    buf_free(&zip);
    buf_free(&out);
    arena_free(a);
}

/* A zip that lost its end gives what it still holds. */
static void
test_cut_zip(void **state)
{
    static const char noise[] = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct sample_member m[] = {TYPES, {"word/document.xml", STR_NONE}, SAMPLE("word/z.xml", "z")};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf xml, zip;
    uint32_t x = 1;

    (void)state;
    buf_init(&xml, MIB);
    buf_init(&zip, MIB);
    buf_z(&xml, W "<w:p><w:r><w:t>แผนงาน</w:t></w:r></w:p><w:p><w:r><w:t>");
    for (int i = 0; i < 20000; i++) {
        x = x * 1103515245 + 12345;
        buf_char(&xml, noise[(x >> 16) % (sizeof noise - 1)]);
    }
    buf_z(&xml, "</w:t></w:r></w:p>" W_END);
    m[1].bytes = buf_view(&xml);
    sample_zip(&zip, m, 3, NULL);
    sample_read(a, str_sub(buf_view(&zip), 0, zip.n / 2), &d);
    assert_int_equal(d.state, DOCUMENT_DAMAGED);
    assert_int_equal(d.format, FORMAT_DOCX);
    assert_true(d.text.block_n == 2 && str_eq(d.text.block[0].text, STR("แผนงาน")));
    assert_true(d.text.block[1].text.n > 5000);
    buf_free(&xml);
    buf_free(&zip);
    arena_free(a);
}

/* Entities are neither expanded nor fetched; what stood before them is kept. */
static void
test_entities(void **state)
{
    static const struct sample_member
        bomb[] = {TYPES,
                  SAMPLE("word/document.xml",
                         "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" W
                         "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>" W_END)},
        outside[] = {TYPES,
                     SAMPLE("word/document.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" W
                                                 "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>" W_END)};

    (void)state;
    check_members(bomb, COUNT(bomb), DOCUMENT_DAMAGED, "");
    check_members(outside, COUNT(outside), DOCUMENT_DAMAGED, "");
}

/* More XML than is read, however little it was packed: what came before the ceiling is kept. */
static void
test_large_xml(void **state)
{
    struct sample_member m[] = {TYPES, {"word/document.xml", STR_NONE}};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf xml, zip;
    size_t directory;

    (void)state;
    buf_init(&xml, 128 * MIB);
    buf_init(&zip, 4 * MIB);
    buf_z(&xml, W "<w:p><w:r><w:t>first</w:t></w:r></w:p>");
    while (xml.n < LIMIT_DOCUMENT_XML + MIB)
        buf_z(&xml, "                                                                ");
    m[1].bytes = buf_view(&xml);
    sample_zip(&zip, m, 2, NULL);
    assert_true(zip.n < MIB);
    sample_read(a, buf_view(&zip), &d);
    sample_check(&d, DOCUMENT_TOO_LARGE, "first\n");
    assert_true(d.cut);
    directory = str_find(buf_view(&zip), STR("PK\1\2"), 0);
    directory = str_find(buf_view(&zip), STR("PK\1\2"), directory + 1);
    memcpy(zip.p + directory + 24, "\x10\0\0\0", 4); /* now it says that it unpacks to 16 bytes */
    sample_read(a, buf_view(&zip), &d);
    assert_true(d.state == DOCUMENT_TOO_LARGE || d.state == DOCUMENT_DAMAGED);
    buf_free(&xml);
    buf_free(&zip);
    arena_free(a);
}

/* A hundred thousand elements in each other are passed over; text around them is read, and cut says so. */
static void
test_deep_xml(void **state)
{
    struct sample_member m[] = {TYPES, {"word/document.xml", STR_NONE}};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf xml;

    (void)state;
    buf_init(&xml, 64 * MIB);
    buf_z(&xml, W "<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    for (int i = 0; i < 100000; i++)
        buf_z(&xml, "<w:tbl><w:tr><w:tc><w:p>");
    buf_z(&xml, "<w:r><w:t>deep</w:t></w:r>");
    for (int i = 0; i < 100000; i++)
        buf_z(&xml, "</w:p></w:tc></w:tr></w:tbl>");
    buf_z(&xml, "<w:p><w:r><w:t>b</w:t></w:r></w:p>" W_END);
    m[1].bytes = buf_view(&xml);
    read_members(a, m, 2, &d);
    sample_check(&d, DOCUMENT_READ, "a\nb\n");
    assert_true(d.cut);
    buf_free(&xml);
    arena_free(a);
}

/* What has all its text deeper than we look is not empty: it may stand there. */
static void
test_only_deep(void **state)
{
    struct sample_member m[] = {TYPES, {"word/document.xml", STR_NONE}};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf xml;

    (void)state;
    buf_init(&xml, 64 * MIB);
    buf_z(&xml, W);
    for (int i = 0; i < 1000; i++)
        buf_z(&xml, "<w:tbl>");
    buf_z(&xml, "<w:p><w:r><w:t>deep</w:t></w:r></w:p>");
    for (int i = 0; i < 1000; i++)
        buf_z(&xml, "</w:tbl>");
    buf_z(&xml, W_END);
    m[1].bytes = buf_view(&xml);
    read_members(a, m, 2, &d);
    sample_check(&d, DOCUMENT_TOO_LARGE, "");
    assert_true(d.cut && document_open(d.state));
    assert_true(str_eq(d.detail, STR("elements are nested too deeply")));
    buf_free(&xml);
    arena_free(a);
}

/* A cell repeated over a whole sheet is shown a few times. */
static void
test_repeated_cells(void **state)
{
    static const struct sample_member m[] = {
        ODS, SAMPLE("content.xml", CONTENT
                    "<tb:table tb:name='s'><tb:table-row tb:number-rows-repeated='1048576'><tb:table-cell "
                    "tb:number-columns-repeated='16384' o:value-type='string'><t:p>x</t:p></tb:table-cell>"
                    "</tb:table-row><tb:table-row tb:number-rows-repeated='99999999999'><tb:table-cell "
                    "tb:number-columns-repeated='4294967295'><t:p>y</t:p></tb:table-cell></tb:table-row>"
                    "</tb:table>" CONTENT_END)};
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    read_members(a, m, COUNT(m), &d);
    assert_int_equal(d.text.block_n, 2 * LIMIT_SHEET_REPEATS);
    assert_int_equal(d.state, DOCUMENT_READ);
    assert_true(d.cut);
    arena_free(a);
}

/* Ten thousand members: the text is found all the same, and the ceiling is told. */
static void
test_many_members(void **state)
{
    enum { MANY = 10000 };
    struct sample_member *m = mem_new(MANY, sizeof *m);
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    m[0] = (struct sample_member)TYPES;
    m[1] = (struct sample_member)SAMPLE("word/document.xml", W "<w:p><w:r><w:t>x</w:t></w:r></w:p>" W_END);
    for (int i = 2; i < MANY; i++)
        m[i] = (struct sample_member){arena_printf(a, "word/%d", i).p, STR_NONE};
    read_members(a, m, MANY, &d);
    sample_check(&d, DOCUMENT_READ, "x\n");
    assert_true(d.cut);
    free(m);
    arena_free(a);
}

/* More cells than are kept: the first ones are. */
static void
test_many_cells(void **state)
{
    struct sample_member m[] = {ODS, {"content.xml", STR_NONE}};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf xml;

    (void)state;
    buf_init(&xml, 64 * MIB);
    buf_z(&xml, CONTENT "<tb:table tb:name='s'>");
    for (int i = 0; i < 4000; i++)
        buf_z(&xml,
              "<tb:table-row><tb:table-cell tb:number-columns-repeated='60'><t:p>1</t:p></tb:table-cell>"
              "</tb:table-row>");
    buf_z(&xml, "</tb:table>" CONTENT_END);
    m[1].bytes = buf_view(&xml);
    read_members(a, m, 2, &d);
    assert_int_equal(d.text.block_n, LIMIT_DOCUMENT_BLOCKS);
    assert_int_equal(d.state, DOCUMENT_READ);
    assert_true(d.cut);
    buf_free(&xml);
    arena_free(a);
}

/* Damaged in 400 ways each: read badly at worst. */
static void
test_damage(void **state)
{
    static const struct sample_member docx[] = {
        TYPES, SAMPLE("word/document.xml", W
                      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>แผนงานประจำปี</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                      "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" W_END)};
    struct buf zip;

    (void)state;
    buf_init(&zip, MIB);
    sample_zip(&zip, docx, COUNT(docx), NULL);
    sample_damage_all(buf_view(&zip));
    buf_clear(&zip);
    sample_zip(&zip, book, COUNT(book), NULL);
    sample_damage_all(buf_view(&zip));
    buf_free(&zip);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs),      cmocka_unit_test(test_styles),
        cmocka_unit_test(test_tables),          cmocka_unit_test(test_text_boxes),
        cmocka_unit_test(test_beside_the_text), cmocka_unit_test(test_slides),
        cmocka_unit_test(test_sheets),          cmocka_unit_test(test_odt),
        cmocka_unit_test(test_ods_odp),         cmocka_unit_test(test_states),
        cmocka_unit_test(test_locked),          cmocka_unit_test(test_cut_zip),
        cmocka_unit_test(test_entities),        cmocka_unit_test(test_large_xml),
        cmocka_unit_test(test_deep_xml),        cmocka_unit_test(test_only_deep),
        cmocka_unit_test(test_repeated_cells),  cmocka_unit_test(test_many_members),
        cmocka_unit_test(test_many_cells),      cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Documents in PDF: what becomes of good, odd, broken and pictured ones.  Needs the programs it is about. */
#include "base/file.h"
#include "extract/box.h"
#include "extract/ocr.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define OBJECTS 2100

/* A PDF made of objects in order, with its table of where they stand. */
struct pdf {
    struct buf bytes;
    size_t at[OBJECTS];
    size_t n;
};

static void
pdf_begin(struct pdf *p)
{
    p->n = 0;
    buf_init(&p->bytes, 1 << 24);
    buf_z(&p->bytes, "%PDF-1.4\n");
}

static void
pdf_object(struct pdf *p, const char *z)
{
    p->at[p->n++] = p->bytes.n;
    buf_printf(&p->bytes, "%zu 0 obj\n%s\nendobj\n", p->n, z);
}

static void
pdf_stream(struct pdf *p, const char *entries, struct str data)
{
    p->at[p->n++] = p->bytes.n;
    buf_printf(&p->bytes, "%zu 0 obj\n<</Length %zu%s>>\nstream\n", p->n, data.n, entries);
    buf_str(&p->bytes, data);
    buf_z(&p->bytes, "\nendstream\nendobj\n");
}

static void
pdf_end(struct pdf *p)
{
    size_t table = p->bytes.n;

    buf_printf(&p->bytes, "xref\n0 %zu\n0000000000 65535 f \n", p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        buf_printf(&p->bytes, "%010zu 00000 n \n", p->at[i]);
    buf_printf(&p->bytes, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", p->n + 1, table);
}

static int
file_of(struct str bytes)
{
    int fd = memfd_create("document", MFD_CLOEXEC);

    assert_true(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

/* Read bytes with a reader of reading.h. */
static void
read_with(void (*reader)(struct reading *r), struct str bytes, uint32_t ocr_pages, struct arena *a,
          struct document *d)
{
    struct buf out;
    struct reading r = {.bytes = bytes, .fd = file_of(bytes), .ocr_pages = ocr_pages, .out = &out};

    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    reader(&r);
    document_of_records(a, arena_str(a, buf_view(&out)), d);
    buf_free(&out);
    close(r.fd);
}

static void
check_state(const struct document *d, enum document_state expected)
{
    if (d->state != expected)
        fail_msg("the state is \"%s\", not \"%s\"", document_state_name(d->state),
                 document_state_name(expected));
}

static void
check_text(const struct document *d, size_t block, const char *expected)
{
    assert_true(block < d->text.block_n);
    if (!str_eq(d->text.block[block].text, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARGS(d->text.block[block].text), expected);
}

/* One page with one font, object 5, whose content is object 4. */
static void
one_page(struct pdf *p, const char *content, const char *font)
{
    pdf_begin(p);
    pdf_object(p, "<</Type/Catalog/Pages 2 0 R>>");
    pdf_object(p, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    pdf_object(p, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                  "/Resources<</Font<</F1 5 0 R>>/XObject<</I 6 0 R>>>>>>");
    pdf_stream(p, "", str_of(content));
    pdf_object(p, font);
}

#define WIN_ANSI "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding>>"

/* Text with a table of its letters comes out as written; the first short line is the title. */
static void
test_plain(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(
        &p,
        "BT /F1 14 Tf 50 780 Td 20 TL (\xe1\xbc\xb9\xbb\xe9\xcd\xa7\xa1\xd1\xb9\xa1\xd2\xc3\xb7\xd8\xa8\xc3"
        "\xd4\xb5) Tj T* (1. \xa1\xd2\xc3\xb7\xd3\xa7\xd2\xb9 100) Tj ET",
        "<</Type/Font/Subtype/TrueType/BaseFont/X/ToUnicode 6 0 R>>");
    pdf_stream(&p, "",
               STR("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
                   "1 begincodespacerange <00> <FF> endcodespacerange\n"
                   "3 beginbfrange <20> <7E> <0020> <A1> <DA> <0E01> <DF> <FB> <0E3F> endbfrange\n"
                   "endcmap end end"));
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_READ);
    assert_int_equal(d.format, FORMAT_PDF);
    assert_int_equal(d.part_count, 1);
    assert_int_equal(d.flags, 0);
    assert_int_equal(d.part[0].confidence, 100);
    assert_false(d.cut);
    check_text(&d, 0, "แผนป้องกันการทุจริต");
    assert_int_equal(d.text.block[0].kind, BLOCK_HEADING);
    check_text(&d, 1, "1. การทำงาน 100");
    assert_int_equal(d.sheet[1], 1);
    buf_free(&p.bytes);
    arena_free(a);
}

/* Thai bytes in a Latin font are Thai, and that is said. */
static void
test_latin_font(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(&p,
             "BT /F1 14 Tf 50 780 Td (\xca\xd1\xad\xad\xd2\xa1\xd2\xc3\xb7\xd3\xa7\xd2\xb9 \xf2\xf5\xf6\xf5) "
             "Tj ET",
             WIN_ANSI);
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_READ);
    assert_int_equal(d.flags, TEXT_LATIN_THAI);
    check_text(&d, 0, "สัญญาการทำงาน ๒๕๖๕");
    buf_free(&p.bytes);
    arena_free(a);
}

/* Glyphs without a table of letters are garbled, page count and all, although a code may be a form feed. */
static void
test_no_letters(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(&p,
             "BT /F1 14 Tf 50 780 Td <0011000C0014000600070021002200230024000C0025002600270028000E000F0011"
             "0012001300050009001100020003> Tj ET",
             "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>");
    pdf_object(&p, "<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
                   "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600>>");
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_GARBLED);
    assert_int_equal(d.flags, TEXT_GARBLED);
    assert_int_equal(d.part_count, 1);
    assert_true(d.part[0].unread && d.cut);
    assert_int_equal(d.text.block_n, 0);
    buf_free(&p.bytes);
    arena_free(a);
}

/* A page that only shows a picture is unread, and the document a scan. */
static void
test_picture_only(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(&p, "q 500 0 0 700 40 40 cm /I Do Q", WIN_ANSI);
    pdf_stream(&p, "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8",
               STR("\x00\xff\xff\x10"));
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_SCAN);
    assert_true(d.part[0].unread && d.cut);
    buf_free(&p.bytes);
    arena_free(a);
}

/* A scanner's stamp beside a large picture does not make the page read. */
static void
test_stamp(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(&p, "q 500 0 0 700 40 40 cm /I Do Q BT /F1 9 Tf 400 20 Td (Scanned with a telephone) Tj ET",
             WIN_ANSI);
    pdf_stream(&p, "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8",
               STR("\x00\xff\xff\x10"));
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_SCAN);
    check_text(&d, 0, "Scanned with a telephone");
    buf_free(&p.bytes);
    arena_free(a);
}

/* Writing turned into outlines is a picture too; a blank page is empty. */
static void
test_outlines_and_nothing(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    one_page(&p, "100 100 300 400 re f", WIN_ANSI);
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_SCAN);
    buf_free(&p.bytes);
    one_page(&p, "", WIN_ANSI);
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_EMPTY);
    assert_false(d.part[0].unread || d.cut);
    buf_free(&p.bytes);
    arena_free(a);
}

/* Two pages, the second one's number as given. */
static void
two_pages(struct pdf *p, const char *second)
{
    pdf_begin(p);
    pdf_object(p, "<</Type/Catalog/Pages 2 0 R>>");
    pdf_object(p, "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>");
    pdf_object(
        p,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
    pdf_stream(p, "", STR("BT /F1 14 Tf 50 780 Td (The first page) Tj ET"));
    pdf_object(p, WIN_ANSI);
    pdf_object(p, second);
    pdf_end(p);
}

/* Of a file with a lost page, what is there is read and the rest is said to be missing. */
static void
test_lost_page(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    two_pages(&p, "<</Type/Lost>>");
    p.bytes.p[p.at[5]] = 'x';
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_READ);
    assert_int_equal(d.part_count, 2);
    assert_true(d.cut);
    check_text(&d, 0, "The first page");
    buf_free(&p.bytes);
    arena_free(a);
}

/* Half a file, a web page, junk and a file without pages. */
static void
test_broken(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    two_pages(&p, "<</Type/Page>>");
    read_with(pdf_read, str_sub(buf_view(&p.bytes), 0, p.bytes.n / 2), 0, a, &d);
    check_state(&d, DOCUMENT_DAMAGED);
    read_with(pdf_read, STR("\n<!DOCTYPE html><html><body>404</body></html>"), 0, a, &d);
    check_state(&d, DOCUMENT_WEB_PAGE);
    read_with(pdf_read, STR("%PDF-1.4\njunk"), 0, a, &d);
    check_state(&d, DOCUMENT_DAMAGED);
    read_with(pdf_read, STR("x"), 0, a, &d);
    check_state(&d, DOCUMENT_DAMAGED);
    buf_free(&p.bytes);
    pdf_begin(&p);
    pdf_object(&p, "<</Type/Catalog/Pages 2 0 R>>");
    pdf_object(&p, "<</Type/Pages/Kids[]/Count 0>>");
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_DAMAGED);
    assert_true(d.detail.n > 0);
    buf_free(&p.bytes);
    arena_free(a);
}

/* Of more pages than are looked at, none with text, nobody can say that they are empty. */
static void
test_many_pages(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct pdf p;

    (void)state;
    pdf_begin(&p);
    pdf_object(&p, "<</Type/Catalog/Pages 2 0 R>>");
    p.at[p.n++] = p.bytes.n;
    buf_printf(&p.bytes, "2 0 obj\n<</Type/Pages/Count %d/Kids[", LIMIT_DOCUMENT_PARTS + 10);
    for (int i = 0; i < LIMIT_DOCUMENT_PARTS + 10; i++)
        buf_printf(&p.bytes, "%d 0 R ", 3 + i);
    buf_z(&p.bytes, "]>>\nendobj\n");
    for (int i = 0; i < LIMIT_DOCUMENT_PARTS + 10; i++)
        pdf_object(&p, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 0, a, &d);
    check_state(&d, DOCUMENT_TOO_LARGE);
    assert_true(d.cut);
    assert_int_equal(d.part_count, LIMIT_DOCUMENT_PARTS + 10);
    assert_int_equal(d.part_n, LIMIT_DOCUMENT_PARTS);
    buf_free(&p.bytes);
    arena_free(a);
}

/* A password that we do not have is no damage. */
static void
test_locked(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf bytes;

    (void)state;
    buf_init(&bytes, 1 << 20);
    assert_int_equal(file_read(FIXTURES "/documents/locked.pdf", &bytes, NULL), 0);
    read_with(pdf_read, buf_view(&bytes), 0, a, &d);
    check_state(&d, DOCUMENT_LOCKED);
    buf_free(&bytes);
    arena_free(a);
}

/* Letters in the picture's own font: seven rows of five points a letter. */
static void
draw_letters(unsigned char *grey, size_t width, const char *const rows[7], size_t scale)
{
    for (size_t y = 0; y < 7 * scale; y++)
        for (size_t x = 0; rows[y / scale][x / scale]; x++)
            grey[(y + 100) * width + x + 100] = rows[y / scale][x / scale] == '#' ? 0 : 255;
}

/* A page of 1000 x 600 points that shows the word TOTAL. */
static void
put_picture(struct buf *out)
{
    static const char *const rows[7] = {"##### ##### ##### ##### #    ", "  #   #   #   #   #   # #    ",
                                        "  #   #   #   #   #   # #    ", "  #   #   #   #   ##### #    ",
                                        "  #   #   #   #   #   # #    ", "  #   #   #   #   #   # #    ",
                                        "  #   #####   #   #   # #####"};
    size_t width = 1000, height = 600;

    buf_init(out, 1 << 20);
    for (size_t i = 0; i < width * height; i++)
        buf_char(out, (char)255);
    draw_letters((unsigned char *)out->p, width, rows, 12);
}

/* With tesseract installed, a picture becomes text that is marked as recognised. */
static void
test_recognised(void **state)
{
    struct arena *a = arena_new(0);
    struct buf picture;
    struct document d;
    struct pdf p;

    (void)state;
    if (ocr_lacks())
        skip();
    put_picture(&picture);
    one_page(&p, "q 500 0 0 300 40 400 cm /I Do Q", WIN_ANSI);
    pdf_stream(&p,
               "/Type/XObject/Subtype/Image/Width 1000/Height 600/ColorSpace/DeviceGray/BitsPerComponent 8",
               buf_view(&picture));
    pdf_end(&p);
    read_with(pdf_read, buf_view(&p.bytes), 1, a, &d);
    check_state(&d, DOCUMENT_READ);
    assert_true(d.flags & TEXT_RECOGNISED);
    assert_false(d.part[0].unread || d.cut);
    assert_true(d.part[0].confidence > 0 && d.part[0].confidence <= 100);
    check_text(&d, 0, "TOTAL");
    buf_free(&picture);
    buf_free(&p.bytes);
    arena_free(a);
}

/* A picture by itself is recognised too, unless that is not wanted. */
static void
test_image(void **state)
{
    struct arena *a = arena_new(0);
    struct buf picture, file;
    struct document d;

    (void)state;
    put_picture(&picture);
    buf_init(&file, 1 << 20);
    buf_z(&file, "P5\n1000 600\n255\n");
    buf_str(&file, buf_view(&picture));
    read_with(image_read, buf_view(&file), 0, a, &d);
    check_state(&d, DOCUMENT_SCAN);
    assert_true(d.part[0].unread);
    if (!ocr_lacks()) {
        read_with(image_read, buf_view(&file), 1, a, &d);
        check_state(&d, DOCUMENT_READ);
        check_text(&d, 0, "TOTAL");
    }
    read_with(image_read, (struct str){"\xff\xd8\xff\xe0 this is no JPEG", 21}, 1, a, &d);
    check_state(&d, DOCUMENT_DAMAGED);
    buf_free(&picture);
    buf_free(&file);
    arena_free(a);
}

static int
needs_pdftotext(void **state)
{
    (void)state;
    return box_program("pdftotext") ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),      cmocka_unit_test(test_latin_font),
        cmocka_unit_test(test_no_letters), cmocka_unit_test(test_picture_only),
        cmocka_unit_test(test_stamp),      cmocka_unit_test(test_outlines_and_nothing),
        cmocka_unit_test(test_lost_page),  cmocka_unit_test(test_broken),
        cmocka_unit_test(test_many_pages), cmocka_unit_test(test_locked),
        cmocka_unit_test(test_recognised), cmocka_unit_test(test_image),
    };

    return cmocka_run_group_tests(tests, needs_pdftotext, NULL);
}

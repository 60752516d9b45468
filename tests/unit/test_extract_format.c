/* What a file is, by its bytes alone. */
#include "extract/ole.h"
#include "extract_sample.h"

static const char word_ole[] = "WordDocument", book_ole[] = "Workbook", slides_ole[] = "PowerPoint Document",
                  locked_ole[] = "EncryptedPackage", other_ole[] = "__properties_version1.0";

/* An OLE2 file of three sectors: head, allocation table, directory with the root and one stream. */
static void
make_ole(struct buf *out, const char *stream)
{
    unsigned char bytes[512 * 3] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    unsigned char *root = bytes + 1024, *entry = root + 128;

    bytes[30] = 9;
    bytes[44] = 1;
    bytes[48] = 1; /* the directory is sector 1 */
    memset(bytes + 68, 0xff, 4);
    memset(bytes + 76, 0xff, 436);
    memset(bytes + 76, 0, 4); /* the table is sector 0 */
    memset(bytes + 512, 0xff, 512);
    bytes[516] = 0xfe; /* the directory ends with its first sector */
    memcpy(root, "R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0\0\0", 22);
    root[64] = 22;
    root[66] = 5;
    memset(root + 68, 0xff, 8);
    root[76] = 1;
    for (size_t i = 0; stream[i]; i++)
        entry[2 * i] = (unsigned char)stream[i];
    entry[64] = (unsigned char)(2 * strlen(stream) + 2);
    entry[66] = 2;
    memset(entry + 68, 0xff, 12);
    buf_put(out, bytes, sizeof bytes);
}

static void
check_format(size_t number, struct str bytes, enum document_format expected)
{
    enum document_format got = format_of(bytes);

    if (got != expected)
        fail_msg("case %zu is \"%s\", not \"%s\"", number, document_format_name(got),
                 document_format_name(expected));
}

/* First bytes of every kind. */
static void
test_first_bytes(void **state)
{
    static const struct {
        struct str bytes;
        enum document_format expected;
    } cases[] = {
        {STR(""), FORMAT_UNKNOWN},
        {STR("%PDF-1.4\n"), FORMAT_PDF},
        {STR("\n\n<br>warning\n%PDF-1.7\n\x00\x01"), FORMAT_PDF},
        {STR("\x89PNG\r\n\x1a\n...."), FORMAT_IMAGE},
        {STR("\xff\xd8\xff\xe0"), FORMAT_IMAGE},
        {STR("GIF89a"), FORMAT_IMAGE},
        {STR("RIFF....WEBPVP8 "), FORMAT_IMAGE},
        {STR("II*\0...."), FORMAT_IMAGE},
        {STR("MM\0*...."), FORMAT_IMAGE},
        {STR("BM\x46\x01\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x08\0\0\0\x08\0\0\0\x01\0"), FORMAT_IMAGE},
        {STR("{\\rtf1\\ansi}"), FORMAT_RTF},
        {STR("Rar!\x1a\x07\x00...."), FORMAT_RAR},
        {STR("Rar!\x1a\x07\x01\x00...."), FORMAT_RAR},
        {STR("7z\xbc\xaf\x27\x1c...."), FORMAT_SEVENZIP},
        {STR("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), FORMAT_ZIP},
        {STR("PK\3\4"), FORMAT_ZIP},
        {STR("\xef\xbb\xbf <!-- x --> <!DOCTYPE html><p>"), FORMAT_HTML},
        {STR("<?xml version='1.0'?>\n<html xmlns='x'>"), FORMAT_HTML},
        {STR("<table><tr><td>1"), FORMAT_HTML},
        {STR("<frameset cols=20,80>"), FORMAT_HTML},
        {STR("<?xml version='1.0'?><rss>"), FORMAT_UNKNOWN},
        {STR("MIME-Version: 1.0\n"), FORMAT_UNKNOWN},
        {STR("BM ทดสอบ"), FORMAT_TXT},
        {STR("แผนงาน\nประจำปี\n"), FORMAT_TXT},
        {STR("\xe1\xbc\xb9\xa7\xd2\xb9\n"), FORMAT_TXT},
        {STR("\xff\xfe\x01\x0e\x02\x0e\x0a\x00"), FORMAT_TXT},
        {STR("\x01\x0e\x02\x0e\x0a\x00\x01\x0e\x02\x0e\x0a\x00"), FORMAT_TXT},
        {STR("ลำดับ,ชื่อ\n1,ก\n2,ข\n"), FORMAT_CSV},
        {STR("a;\"b;\nc\";d\n1;2;3\n"), FORMAT_CSV},
        {STR("a\tb\n1\t2\n"), FORMAT_CSV},
        {STR("hello, world\nno comma here\n"), FORMAT_TXT},
        {STR("\x00\x02\x03zz\x05\x06\x07"), FORMAT_UNKNOWN},
        {STR("MZ\x90\0\x03\0\0\0"), FORMAT_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_format(i, cases[i].bytes, cases[i].expected);
}

/* A zip is what its members make it, whole or cut. */
static void
test_zip(void **state)
{
    static const struct {
        struct sample_member member[3];
        enum document_format expected;
    } cases[] = {
        {{SAMPLE("[Content_Types].xml", "x"), SAMPLE("_rels/.rels", "x"), SAMPLE("word/document.xml", "x")},
         FORMAT_DOCX},
        {{SAMPLE("xl/workbook.xml", "x"), SAMPLE("a", "x"), SAMPLE("[Content_Types].xml", "x")}, FORMAT_XLSX},
        {{SAMPLE("[Content_Types].xml", "x"), SAMPLE("b", ""), SAMPLE("ppt\\presentation.xml", "x")},
         FORMAT_PPTX},
        {{SAMPLE("mimetype", "application/vnd.oasis.opendocument.text"), SAMPLE("a", ""), SAMPLE("b", "")},
         FORMAT_ODT},
        {{SAMPLE("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), SAMPLE("a", ""),
          SAMPLE("b", "")},
         FORMAT_ODS},
        {{SAMPLE("mimetype", "application/vnd.oasis.opendocument.presentation"), SAMPLE("a", ""),
          SAMPLE("b", "")},
         FORMAT_ODP},
        {{SAMPLE("word/plan.txt", "x"), SAMPLE("a.docx", "PK\3\4"), SAMPLE("b", "")}, FORMAT_ZIP},
        {{SAMPLE("mimetype", "application/epub+zip"), SAMPLE("a", ""), SAMPLE("b", "")}, FORMAT_ZIP},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buf zip;

        buf_init(&zip, MIB);
        sample_zip(&zip, cases[i].member, 3, NULL);
        check_format(i, buf_view(&zip), cases[i].expected);
        zip.n -= 30;
        check_format(100 + i, buf_view(&zip), cases[i].expected);
        buf_free(&zip);
    }
}

/* An OLE2 file is what streams stand at its root; circles in its chains do not hold us. */
static void
test_ole(void **state)
{
    static const struct {
        const char *stream;
        enum document_format expected;
    } cases[] = {{word_ole, FORMAT_DOC},
                 {book_ole, FORMAT_XLS},
                 {slides_ole, FORMAT_PPT},
                 {locked_ole, FORMAT_DOCX},
                 {other_ole, FORMAT_UNKNOWN}};
    struct buf ole;

    (void)state;
    buf_init(&ole, MIB);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        buf_clear(&ole);
        make_ole(&ole, cases[i].stream);
        check_format(i, buf_view(&ole), cases[i].expected);
        assert_false(ole_is_damaged(buf_view(&ole))); /* of whatever kind */
    }
    assert_true(ole_is_damaged(str_sub(buf_view(&ole), 0, 1024))); /* its directory is cut off */
    assert_false(ole_is_damaged(STR("%PDF-1.4")));
    ole.p[516] = 1; /* the directory goes on with itself */
    memset(ole.p + 517, 0, 3);
    ole.p[1024 + 128 + 68] = 1; /* and the entry is its own neighbour */
    memset(ole.p + 1024 + 128 + 69, 0, 3);
    check_format(100, buf_view(&ole), FORMAT_UNKNOWN);
    for (size_t n = 0; n < ole.n; n += 7)
        (void)format_of(str_sub(buf_view(&ole), 0, n));
    buf_free(&ole);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_bytes),
        cmocka_unit_test(test_zip),
        cmocka_unit_test(test_ole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Archives: members are listed by name, readable ones read one level deep, nothing is written. */
#include "extract_sample.h"
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <zlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array[0]))

/* Parts as "name" or "name?" where unread, one a line. */
static void
check_parts(const struct document *d, const char *expected)
{
    struct buf got;

    buf_init(&got, MIB);
    for (size_t i = 0; i < d->part_n; i++)
        buf_printf(&got, "%.*s%s\n", STR_ARGS(d->part[i].name), d->part[i].unread ? "?" : "");
    if (!str_eq(buf_view(&got), str_of(expected)))
        fail_msg("got\n%s\nnot\n%s", buf_cstr(&got), expected);
    buf_free(&got);
}

static void
read_zip(struct arena *a, const struct sample_member *m, size_t n, const char *password, struct document *d)
{
    struct buf zip;

    buf_init(&zip, 16 * MIB);
    sample_zip(&zip, m, n, password);
    sample_read(a, buf_view(&zip), d);
    buf_free(&zip);
}

static void
put_number(struct buf *b, uint32_t n, int bytes)
{
    for (; bytes > 0; bytes--, n >>= 8)
        buf_char(b, (char)(n & 0xff));
}

/* One block of a RAR 4 archive; its checksum stands before it. */
static void
put_rar_block(struct buf *out, unsigned char type, unsigned flags, struct str rest)
{
    struct buf b;

    buf_init(&b, KIB);
    put_number(&b, type, 1);
    put_number(&b, flags, 2);
    put_number(&b, (uint32_t)rest.n + 7, 2);
    buf_str(&b, rest);
    put_number(out, (uint32_t)crc32(0, (const Bytef *)b.p, (uInt)b.n) & 0xffff, 2);
    buf_str(out, buf_view(&b));
    buf_free(&b);
}

/* A RAR 4 archive of one member that is not packed. */
static void
make_rar(struct buf *out, const char *name, struct str bytes, bool locked)
{
    struct buf head;

    buf_init(&head, KIB);
    buf_put(out, "Rar!\x1a\x07\0", 7);
    put_rar_block(out, 0x73, 0, STR("\0\0\0\0\0\0"));
    put_number(&head, (uint32_t)bytes.n, 4);
    put_number(&head, (uint32_t)bytes.n, 4);
    put_number(&head, 2, 1);
    put_number(&head, (uint32_t)crc32(0, (const Bytef *)bytes.p, (uInt)bytes.n), 4);
    put_number(&head, 0x556f0000, 4);
    put_number(&head, 29, 1);
    put_number(&head, 0x30, 1);
    put_number(&head, (uint32_t)strlen(name), 2);
    put_number(&head, 0x20, 4);
    buf_z(&head, name);
    put_rar_block(out, 0x74, 0x8000 | (locked ? 4 : 0), buf_view(&head));
    buf_str(out, bytes);
    put_rar_block(out, 0x7b, 0x4000, STR_NONE);
    buf_free(&head);
}

static void
make_7z(struct buf *out, const char *name, struct str bytes)
{
    struct archive *w = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8);
    size_t used = 0;
    char *room = mem_new(MIB, 1);

    archive_write_set_format_7zip(w);
    assert_int_equal(archive_write_open_memory(w, room, MIB, &used), ARCHIVE_OK);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)bytes.n);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    assert_int_equal(archive_write_header(w, entry), ARCHIVE_OK);
    archive_write_data(w, bytes.p, bytes.n);
    archive_write_close(w);
    buf_put(out, room, used);
    archive_entry_free(entry);
    archive_write_free(w);
    uselocale(before);
    freelocale(utf8);
    free(room);
}

/* Members by name, in whatever encoding it is; texts and office files read, others listed as unread. */
static void
test_zip(void **state)
{
    static const struct sample_member inner[] = {
        SAMPLE("[Content_Types].xml", "x"),
        SAMPLE("word/document.xml", "<w:d xmlns:w='w'><w:p><w:r><w:t>งบ</w:t></w:r></w:p></w:d>")};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf docx;
    struct sample_member m[] = {
        SAMPLE("แผน/a.csv", "a,b\n1,2\n"),
        {"b.docx", STR_NONE},
        SAMPLE("\xe1\xbc\xb9.txt", "text\nP\t9\t0\t100\t0\tx\nD\tpdf\tlocked\t\n"),
        SAMPLE("c.pdf", "%PDF-1.4"),
        SAMPLE("../../etc/x.txt", "up"),
        SAMPLE("page.htm", "<html><p>x"),
        SAMPLE("in.zip", "PK\3\4"),
        SAMPLE("noname", "\x01\x02\x03\x04"),
        SAMPLE("empty.txt", ""),
    };

    (void)state;
    buf_init(&docx, MIB);
    sample_zip(&docx, inner, 2, NULL);
    m[1].bytes = buf_view(&docx);
    read_zip(a, m, COUNT(m), NULL, &d);
    check_parts(
        &d, "แผน/a.csv\nb.docx\nแผน.txt\nc.pdf?\n../../etc/x.txt\npage.htm?\nin.zip?\nnoname?\nempty.txt\n");
    sample_check(
        &d, DOCUMENT_READ,
        "[1 แผน/a.csv]\nt0 R0 c0 a\nt0 R0 c1 b\nt0 r1 c0 1\nt0 r1 c1 2\n[2 b.docx]\nงบ\n[3 แผน.txt]\ntext\n"
        "P 9 0 100 0 x\nD pdf locked\n[5 ../../etc/x.txt]\nup\n");
    assert_true(d.cut && d.format == FORMAT_ZIP && d.part_count == 9);
    assert_true(str_eq(d.detail, STR("4 of 9 members were listed but not read")));
    buf_free(&docx);
    arena_free(a);
}

/* The other two kinds, with a Thai name each. */
static void
test_rar_and_7z(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf b;

    (void)state;
    buf_init(&b, MIB);
    make_rar(&b, "\xe1\xbc\xb9.txt", STR("แผนงาน"), false);
    sample_read(a, buf_view(&b), &d);
    sample_check(&d, DOCUMENT_READ, "[1 แผน.txt]\nแผนงาน\n");
    assert_int_equal(d.format, FORMAT_RAR);
    buf_clear(&b);
    make_7z(&b, "แผน.txt", STR("แผนงาน"));
    sample_read(a, buf_view(&b), &d);
    sample_check(&d, DOCUMENT_READ, "[1 แผน.txt]\nแผนงาน\n");
    assert_int_equal(d.format, FORMAT_SEVENZIP);
    buf_free(&b);
    arena_free(a);
}

/*
 * A packer stores what it cannot make smaller, such as an office file, which is a zip: its directory then
 * stands near the end of the archive.  The archive is what its own first bytes say all the same.
 */
static void
test_office_file_stored_in_rar(void **state)
{
    static const struct sample_member inner[] = {
        SAMPLE("[Content_Types].xml", "x"),
        SAMPLE("word/document.xml", "<w:d xmlns:w='w'><w:p><w:r><w:t>งบ</w:t></w:r></w:p></w:d>")};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf docx, b;

    (void)state;
    buf_init(&docx, MIB);
    buf_init(&b, MIB);
    sample_zip(&docx, inner, 2, NULL);
    make_rar(&b, "report.docx", buf_view(&docx), false);
    sample_read(a, buf_view(&b), &d);
    check_parts(&d, "report.docx\n");
    sample_check(&d, DOCUMENT_READ, "[1 report.docx]\nงบ\n");
    buf_free(&b);
    buf_free(&docx);
    arena_free(a);
}

/* Locked, empty, of nothing but what is not read: the state says so, and whether it may be in there. */
static void
test_states(void **state)
{
    static const struct sample_member pdf[] = {SAMPLE("a.pdf", "%PDF-1.4"), SAMPLE("b.jpg", "\xff\xd8\xff")},
                                      nothing[] = {SAMPLE("a.txt", ""), SAMPLE("b.pdf", "%PDF-1.4")},
                                      text[] = {SAMPLE("a.txt", "secret")};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf b;

    (void)state;
    read_zip(a, pdf, 2, NULL, &d);
    sample_check(&d, DOCUMENT_UNREAD, "");
    check_parts(&d, "a.pdf?\nb.jpg?\n");
    assert_true(document_open(d.state));
    read_zip(a, nothing, 2, NULL, &d); /* the empty one was read, the other may hold it all */
    sample_check(&d, DOCUMENT_UNREAD, "");
    read_zip(a, nothing, 1, NULL, &d);
    sample_check(&d, DOCUMENT_EMPTY, "");
    read_zip(a, text, 1, "x", &d);
    sample_check(&d, DOCUMENT_LOCKED, "");
    buf_init(&b, MIB);
    make_rar(&b, "a.txt", STR("0123456789abcdef"), true);
    sample_read(a, buf_view(&b), &d);
    sample_check(&d, DOCUMENT_LOCKED, "");
    sample_read(a, STR("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), &d);
    sample_check(&d, DOCUMENT_EMPTY, "");
    buf_free(&b);
    arena_free(a);
}

/* Members that unpack to more than is read, and more members than are listed. */
static void
test_ceilings(void **state)
{
    enum { MANY = LIMIT_DOCUMENT_PARTS + 100 };
    struct arena *a = arena_new(0);
    struct document d;
    struct buf large;
    struct sample_member *m = mem_new(MANY, sizeof *m);

    (void)state;
    buf_init(&large, 64 * MIB);
    buf_z(&large, "first\n");
    while (large.n < LIMIT_ARCHIVE_MEMBER + KIB)
        buf_z(&large, "                                                                \n");
    m[0] = (struct sample_member){"big.txt", buf_view(&large)};
    m[1] = (struct sample_member)SAMPLE("small.txt", "x");
    read_zip(a, m, 2, NULL, &d);
    check_parts(&d, "big.txt?\nsmall.txt\n");
    sample_check(&d, DOCUMENT_READ, "[1 big.txt]\nfirst\n[2 small.txt]\nx\n");
    assert_true(d.cut);
    for (int i = 0; i < MANY; i++)
        m[i] = (struct sample_member){arena_printf(a, "%d.pdf", i).p, STR_NONE};
    read_zip(a, m, MANY, NULL, &d);
    assert_int_equal(d.part_n, LIMIT_DOCUMENT_PARTS);
    assert_true(d.cut);
    free(m);
    buf_free(&large);
    arena_free(a);
}

/* A cut archive is damaged; what came before the cut is kept. */
static void
test_damage(void **state)
{
    static const struct sample_member m[] = {
        SAMPLE("a.txt", "first"), SAMPLE("b.rtf", "{\\rtf1 second\\par}"), SAMPLE("c.csv", "a,b\n1,2\n")};
    struct arena *a = arena_new(0);
    struct document d;
    struct buf b;

    (void)state;
    buf_init(&b, MIB);
    sample_zip(&b, m, 3, NULL);
    sample_read(a, str_sub(buf_view(&b), 0, 60), &d);
    sample_check(&d, DOCUMENT_DAMAGED, "[1 a.txt]\nfirst\n");
    sample_damage_all(buf_view(&b));
    buf_clear(&b);
    make_rar(&b, "a.txt", STR("0123456789abcdef"), false);
    sample_damage_all(buf_view(&b));
    buf_clear(&b);
    make_7z(&b, "a.txt", STR("0123456789abcdef"));
    sample_damage_all(buf_view(&b));
    buf_free(&b);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zip),
        cmocka_unit_test(test_rar_and_7z),
        cmocka_unit_test(test_office_file_stored_in_rar),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_ceilings),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

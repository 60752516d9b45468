/* Text files: tables, plain text, RTF, and pages that came where a file was asked for. */
#include "base/utf8.h"
#include "extract/decode.h"
#include "extract_sample.h"

static void
check(struct str bytes, enum document_state expected_state, const char *expected)
{
    struct arena *a = arena_new(0);
    struct document d;

    sample_read(a, bytes, &d);
    sample_check(&d, expected_state, expected);
    arena_free(a);
}

/* Every separator; quotes, doubled quotes, line ends in values; a first row of words is the heading. */
static void
test_csv(void **state)
{
    (void)state;
    check(STR("ลำดับ,ชื่อ\r\n1,\"ก, ข\"\r\n2,\"a \"\"b\"\"\nc\"\r\n"), DOCUMENT_READ,
          "t0 R0 c0 ลำดับ\nt0 R0 c1 ชื่อ\nt0 r1 c0 1\nt0 r1 c1 ก, ข\nt0 r2 c0 2\nt0 r2 c1 a \"b\" / c\n");
    check(STR("\xef\xbb\xbf"
              "1;2\n3;๔\n"),
          DOCUMENT_READ, "t0 r0 c0 1\nt0 r0 c1 2\nt0 r1 c0 3\nt0 r1 c1 ๔\n");
    check(STR("a\tb\nc\td\n\n\ne\tf\n1\t2\n"), DOCUMENT_READ,
          "t0 R0 c0 a\nt0 R0 c1 b\nt0 r1 c0 c\nt0 r1 c1 d\nt1 R2 c0 e\nt1 R2 c1 f\nt1 r3 c0 1\nt1 r3 c1 2\n");
    check(STR("\"a,b\nc,d\ne,f\n"), DOCUMENT_READ,
          "t0 R0 c0 \"a\nt0 R0 c1 b\nt0 r1 c0 c\nt0 r1 c1 d\nt0 r2 c0 e\nt0 r2 c1 f\n");
}

/* A value larger than is kept is cut, what follows it is read, and cut says so. */
static void
test_csv_ceiling(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf csv;

    (void)state;
    buf_init(&csv, MIB);
    buf_z(&csv, "a,b\n1,2\n");
    for (size_t i = 0; i < 2 * LIMIT_BLOCK_TEXT; i++)
        buf_char(&csv, 'x');
    buf_z(&csv, ",last\n");
    sample_read(a, buf_view(&csv), &d);
    assert_true(d.text.block_n > 5 && str_eq(d.text.block[d.text.block_n - 1].text, STR("last")));
    assert_true(d.cut && d.state == DOCUMENT_READ);
    buf_free(&csv);
    arena_free(a);
}

/* Encodings: windows-874, UTF-16 with and without its mark, UTF-8 that was cut. */
static void
test_encodings(void **state)
{
    (void)state;
    check(STR("\xe1\xbc\xb9\xa7\xd2\xb9,\xbb\xd5\n\x93x\x94,2566\n"), DOCUMENT_READ,
          "t0 R0 c0 แผนงาน\nt0 R0 c1 ปี\nt0 r1 c0 “x”\nt0 r1 c1 2566\n");
    /* Thai digits, more of them than letters; the same bytes within words are Latin letters. */
    check(STR("\xbb\xd5 \xf2\xf5\xf6\xf6 \xf8\xf4.\xf7\xf2 \xf7\xf5.\xf9\xf0\n"), DOCUMENT_READ,
          "ปี ๒๕๖๖ ๘๔.๗๒ ๗๕.๙๐\n");
    check(STR("\xa1Ma\xf1"
              "ana, se\xf1or: a\xf1o y ni\xf1o!\n"),
          DOCUMENT_READ, "¡Mañana, señor: año y niño!\n");
    check(STR("\xff\xfe\x01\x0e\x02\x0e\x0a\x00\x3d\xd8\x4e\xdc"), DOCUMENT_READ, "กข\n\xf0\x9f\x91\x8e\n");
    check(STR("\xfe\xff\x0e\x01\x00\x0a\xd8\x00\x00\x78"), DOCUMENT_READ, "ก\n\xef\xbf\xbdx\n");
    check(STR("\x01\x0e\x02\x0e\x0a\x00\x01\x0e\x02\x0e"), DOCUMENT_READ, "กข\nกข\n");
    check(STR("แผนงานประจำปี\xe0\xb8"), DOCUMENT_READ, "แผนงานประจำปี\xef\xbf\xbd\n");
    check(STR("caf\xe9 noir"), DOCUMENT_READ, "café noir\n");
}

/* Lines are paragraphs; white space is one blank. */
static void
test_plain(void **state)
{
    (void)state;
    check(STR("a  \t b\r\n\r\nc\rd\x0c"
              "e"),
          DOCUMENT_READ, "a b\nc\nd\ne\n");
    check(STR(" \n\n"), DOCUMENT_EMPTY, "");
    check(STR(""), DOCUMENT_EMPTY, "");
}

/* A page is no document; a page that asks for permission leaves the question open; what Excel saved is read.
 */
static void
test_html(void **state)
{
    static const struct {
        const char *html;
        enum document_state expected;
    } cases[] = {
        {"<!DOCTYPE html><title>หน้าหลัก</title><p>x", DOCUMENT_WEB_PAGE},
        {"<html><head><title>Google Drive - Access Denied</title>", DOCUMENT_PERMISSION},
        {"<html><head><title>Google Drive: Sign-in</title><link href='https://accounts.google.com/'>",
         DOCUMENT_PERMISSION},
        {"<html><body><form action=\"https://accounts.google.com/v3/x\">", DOCUMENT_PERMISSION},
        {"<html><title>Google Drive - Virus scan warning</title>", DOCUMENT_PERMISSION},
        {"<html><title>Sign in to your account</title>", DOCUMENT_PERMISSION},
        {"<html><body><h1>You need access</h1>", DOCUMENT_PERMISSION},
        {"<html><title>Blog</title><a href='https://accounts.google.com/ServiceLogin'>login</a>",
         DOCUMENT_WEB_PAGE},
        {"<html lang=\"th\"><title>คุณต้องมีสิทธิ์เข้าถึง</title>", DOCUMENT_PERMISSION},
        {"<html><title>Google ไดรฟ์</title><button>ขอสิทธิ์เข้าถึง</button>", DOCUMENT_PERMISSION},
        {"<html><title>Google ไดรฟ์ - คำเตือนการสแกนไวรัส</title>", DOCUMENT_PERMISSION},
        {"<html><title>ลงชื่อเข้าใช้ - บัญชี Google</title>", DOCUMENT_PERMISSION},
        {"<html><title>แบบคำขอสิทธิ์เข้าถึงข้อมูลส่วนบุคคล</title><p>ขอสิทธิ์เข้าถึงข้อมูล", DOCUMENT_WEB_PAGE},
        {"<html><title>เทศบาลตำบลตัวอย่าง</title><a href='/login'>ลงชื่อเข้าใช้</a>", DOCUMENT_WEB_PAGE},
    };
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check(str_of(cases[i].html), cases[i].expected, "");
    sample_read(a, str_of(cases[0].html), &d);
    assert_true(str_eq(d.detail, STR("หน้าหลัก")));
    arena_free(a);
    check(STR("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><style>td {x}</style><!-- <p>no -->"
              "<h2>งบ&nbsp;ปี &#3585;&#x0E02;</h2><table><tr><th "
              "colspan=2>a<th>b</tr><tr><td>1<td>2<td>x<br>y &lt; z"
              "</table><ul><li>i</ul>end"),
          DOCUMENT_READ,
          "## งบ ปี กข\nt0 R0 c0 a\nt0 R0 c2 b\nt0 r1 c0 1\nt0 r1 c1 2\nt0 r1 c2 x / y < z\n- i\nend\n");
}

#define RTF                                                                                                  \
    "{\\rtf1\\ansi\\ansicpg874\\deff0{\\fonttbl{\\f0\\fcharset222 Angsana;}{\\f1\\fcharset0\\cpg1252 "       \
    "Arial;}}"

/* Bytes in the code page of their font, UTF-16 with its fallback, words of control and groups to pass over.
 */
static void
test_rtf_text(void **state)
{
    (void)state;
    check(STR(RTF "{\\info{\\title no}}{\\*\\generator no;}\\pard \\'e1\\'bc\\'b9\\f1  caf\\'e9\\par "
                  "\\uc1\\u3585?\\u3586\\'a2\\uc0\\u3587 x\\line y\\~z{\\deleted gone}{\\v h}\\par\n"
                  "\\pard\\outlinelevel1 head\\par\\pard{\\listtext 1.\\tab}item\\par"
                  "\\pard\\uc1\\u-10179?\\u-9138?\\emdash\\{\\}\\\\\\par}"),
          DOCUMENT_READ, "แผน café\nกขฃx / y zh\n## head\n- 1. item\n\xf0\x9f\x91\x8e—{}\\\n");
    check(
        STR(RTF "text {\\footnote\\pard note\\par}goes on\\par{\\header top\\par}{\\pict\\bin4 }}}}\\par}}"),
        DOCUMENT_READ, "note\ntext goes on\ntop\n");
    check(STR(RTF "{\\pict 89504e47}}"), DOCUMENT_SCAN, "");
    check(STR(RTF "kept\\par cut {\\b here"), DOCUMENT_DAMAGED, "kept\ncut here\n");
}

/* Cells end paragraphs, rows end cells. */
static void
test_rtf_table(void **state)
{
    (void)state;
    check(STR(RTF "before\\par\\trowd\\trhdr\\cellx1\\cellx2\\pard\\intbl a\\cell b\\par c\\cell\\row"
                  "\\trowd\\cellx1\\cellx2\\pard\\intbl\\cell d\\cell\\row\\pard after\\par}"),
          DOCUMENT_READ, "before\nt0 R0 c0 a\nt0 R0 c1 b\nt0 R0 c1 c\nt0 r1 c1 d\nafter\n");
}

/* Depth, length and damage do no harm. */
static void
test_rtf_hostile(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf rtf;

    (void)state;
    buf_init(&rtf, 16 * MIB);
    buf_z(&rtf, RTF "first\\par ");
    for (int i = 0; i < 1000000; i++)
        buf_char(&rtf, '{');
    sample_read(a, buf_view(&rtf), &d);
    sample_check(&d, DOCUMENT_READ, "first\n");
    assert_true(d.cut);
    buf_clear(&rtf);
    buf_z(&rtf, RTF);
    for (int i = 0; i < 1000; i++)
        buf_char(&rtf, '{');
    buf_z(&rtf, "deep");
    check(buf_view(&rtf), DOCUMENT_TOO_LARGE, "");
    check(STR("{\\rtf\\u99999999999999999999\\f-7\\bin999999999 x"), DOCUMENT_DAMAGED, "");
    check(STR("{\\rtf"), DOCUMENT_DAMAGED, "");
    sample_damage_all(
        STR(RTF "\\pard \\'e1\\'bc\\'b9\\par\\trowd\\cellx1\\intbl a\\cell\\row\\pard{\\b x}\\u3585?\\par}"));
    buf_free(&rtf);
    arena_free(a);
}

/* Damaged tables and pages. */
static void
test_damage(void **state)
{
    (void)state;
    sample_damage_all(STR("a,\"b\",c\n1,2,3\n\"x\ny\",5,6\n7,8,9\n"));
    sample_damage_all(STR(
        "<html xmlns='urn:schemas-microsoft-com:office:word'><table><tr><td>&#3585;<p>x</table><!-- -->"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),       cmocka_unit_test(test_csv_ceiling),
        cmocka_unit_test(test_encodings), cmocka_unit_test(test_plain),
        cmocka_unit_test(test_html),      cmocka_unit_test(test_rtf_text),
        cmocka_unit_test(test_rtf_table), cmocka_unit_test(test_rtf_hostile),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

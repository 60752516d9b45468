/* Lines of a page on paper: which become one paragraph, which stay apart, and what is the title. */
#include "extract/lines.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void
check(const char *page, bool title, const char *expected)
{
    struct buf out;

    buf_init(&out, 1 << 20);
    assert_true(lines_write(&out, str_of(page), title));
    if (!str_eq(buf_view(&out), str_of(expected)))
        fail_msg("gives \"%s\", not \"%s\"", buf_cstr(&out), expected);
    buf_free(&out);
}

/* A line that reaches the margin goes on in the next one; a short one ends the paragraph. */
static void
test_paragraphs(void **state)
{
    (void)state;
    check("เทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริตเพื่อให้หน่วย\n"
          "งานมีแนวทางปฏิบัติที่ชัดเจนและสามารถติดตามประเมินผลได้อย่างเป็นรูปธรรม\n"
          "ต่อไป\n"
          "วัตถุประสงค์ของแผน\n",
          false,
          "T\tเทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริตเพื่อให้หน่วย "
          "งานมีแนวทางปฏิบัติที่ชัดเจนและสามารถติดตามประเมินผลได้อย่างเป็นรูปธรรม ต่อไป\n"
          "T\tวัตถุประสงค์ของแผน\n");
    check("", false, "");
    check("\n \n", true, "");
}

/* Items begin anew however long the line before is; a blank line ends a paragraph too. */
static void
test_items(void **state)
{
    (void)state;
    check("๑. การบริหารจัดการความเสี่ยงการทุจริตของหน่วยงานและมาตรการป้องกันผล\n"
          "ประโยชน์ทับซ้อน\n"
          "๒. การเสริมสร้างวัฒนธรรมองค์กร\n"
          "\uf0b7 รายการ\n"
          "- ขีด\n",
          false,
          "T\t๑. การบริหารจัดการความเสี่ยงการทุจริตของหน่วยงานและมาตรการป้องกันผล ประโยชน์ทับซ้อน\n"
          "T\t๒. การเสริมสร้างวัฒนธรรมองค์กร\n"
          "I\tรายการ\n"
          "T\t- ขีด\n");
    check("เทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริต\n\nต่อไป\n", false,
          "T\tเทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริต\nT\tต่อไป\n");
}

/* Rows of figures stay rows; the text of a narrow cell is one text; a year belongs to the line before. */
static void
test_tables(void **state)
{
    (void)state;
    check("ตุลาคม 2564 14 412,500.00\nพฤศจิกายน 2564 18 655,000.00\n", false,
          "T\tตุลาคม 2564 14 412,500.00\nT\tพฤศจิกายน 2564 18 655,000.00\n");
    check("โครงการอบรมคุณธรรม\nจริยธรรมสำหรับบุคลา\nกร\n100,000\n", false,
          "T\tโครงการอบรมคุณธรรม จริยธรรมสำหรับบุคลา กร\nT\t100,000\n");
    check("รายงานผล ประจำปีงบประมาณ พ.ศ.\n2565\n17\n", false, "T\tรายงานผล ประจำปีงบประมาณ พ.ศ. 2565\nT\t17\n");
    check("รายงานผล ประจำปีงบประมาณ\nพ.ศ. ๒๕๖๕\nปลัด\n", false,
          "T\tรายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๕\nT\tปลัด\n");
    check("เลขที่\n0-5399-9999\n12/01/2566\n", false, "T\tเลขที่\nT\t0-5399-9999\nT\t12/01/2566\n");
}

/* What cannot end or begin a sentence is joined whatever the lengths. */
static void
test_certain(void **state)
{
    (void)state;
    check("ตามแบบ (\nสขร.1\n) ด้วย\n", false, "T\tตามแบบ ( สขร.1 ) ด้วย\n");
    check("งานต่าง\nๆ ใน\nโ\nรงเรียน\n", false, "T\tงานต่าง ๆ ใน\nT\tโ รงเรียน\n");
}

/* The first short lines of a document are its title; a page number above them is not. */
static void
test_title(void **state)
{
    (void)state;
    check("- 1 -\nแผนปฏิบัติการป้องกันการทุจริต\nประจำปี 2565\n"
          "เทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริตเพื่อให้หน่วยงาน\n",
          true,
          "T\t- 1 -\nH\t1\tแผนปฏิบัติการป้องกันการทุจริต ประจำปี 2565\n"
          "T\tเทศบาลตำบลมีภารกิจในการจัดทำแผนปฏิบัติการป้องกันการทุจริตเพื่อให้หน่วยงาน\n");
    check("ประกาศเทศบาลตำบลตัวอย่าง\nเรื่อง นโยบายไม่รับของขวัญ\nประจำปีงบประมาณ\nพ.ศ. 2566\nข้าพเจ้า\n", true,
          "H\t1\tประกาศเทศบาลตำบลตัวอย่าง เรื่อง นโยบายไม่รับของขวัญ ประจำปีงบประมาณ พ.ศ. 2566\nT\tข้าพเจ้า\n");
    check("แผนพัฒนาท้องถิ่น\n(พ.ศ. 2566 - 2570)\nเทศบาลตำบลตัวอย่าง\n", true,
          "H\t1\tแผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เทศบาลตำบลตัวอย่าง\n");
    check("ปก\nแผน  งาน\n", false, "T\tปก\nT\tแผน งาน\n");
    check("1. รายการ\n2. รายการ\n", true, "T\t1. รายการ\nT\t2. รายการ\n");
}

/* A text longer than a block may be comes in several blocks, and nothing is lost. */
static void
test_long(void **state)
{
    struct buf page, out;
    struct str rest, line;
    size_t n = 0;

    (void)state;
    buf_init(&page, 1 << 20);
    buf_init(&out, 1 << 20);
    for (int i = 0; i < 100000; i++)
        buf_z(&page, "ก");
    assert_true(lines_write(&out, buf_view(&page), true));
    rest = buf_view(&out);
    while (str_next(&rest, '\n', &line)) {
        assert_true(str_starts(line, STR("T\t")) && line.n <= LIMIT_BLOCK_TEXT + 2);
        n += line.n - 2;
    }
    assert_int_equal(n, page.n);
    buf_free(&page);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_items), cmocka_unit_test(test_tables),
        cmocka_unit_test(test_certain),    cmocka_unit_test(test_title), cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

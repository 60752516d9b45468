/* Headings as offices write them; compared in Thai normal form, without blanks and punctuation. */
#include "batch/columns.h"
#include "base/buf.h"
#include "base/thai.h"
#include <string.h>

static const struct {
    enum column column;
    const char *heading;
} headings[] = {
    {COLUMN_URL, "url"},
    {COLUMN_URL, "website"},
    {COLUMN_URL, "websiteurl"},
    {COLUMN_URL, "web"},
    {COLUMN_URL, "site"},
    {COLUMN_URL, "homepage"},
    {COLUMN_URL, "domain"},
    {COLUMN_URL, "เว็บไซต์"},
    {COLUMN_URL, "เวบไซต์"},
    {COLUMN_URL, "เว็บไซท์"},
    {COLUMN_URL, "เวบไซท์"},
    {COLUMN_URL, "เว็ปไซต์"},
    {COLUMN_URL, "เว็บ"},
    {COLUMN_URL, "ที่อยู่เว็บไซต์"},
    {COLUMN_URL, "เว็บไซต์หน่วยงาน"},
    {COLUMN_URL, "เว็บไซต์ของหน่วยงาน"},
    {COLUMN_URL, "urlเว็บไซต์"},
    {COLUMN_URL, "เว็บไซต์url"},
    {COLUMN_URL, "ลิงก์"},
    {COLUMN_URL, "ลิงค์"},
    {COLUMN_URL, "ลิงก์เว็บไซต์"},
    {COLUMN_URL, "ยูอาร์แอล"},
    {COLUMN_URL, "โดเมน"},
    {COLUMN_NAME, "name"},
    {COLUMN_NAME, "agency"},
    {COLUMN_NAME, "agencyname"},
    {COLUMN_NAME, "organization"},
    {COLUMN_NAME, "municipality"},
    {COLUMN_NAME, "ชื่อ"},
    {COLUMN_NAME, "ชื่อหน่วยงาน"},
    {COLUMN_NAME, "หน่วยงาน"},
    {COLUMN_NAME, "ชื่ออปท"},
    {COLUMN_NAME, "อปท"},
    {COLUMN_NAME, "องค์กร"},
    {COLUMN_NAME, "ชื่อองค์กร"},
    {COLUMN_NAME, "ชื่อองค์กรปกครองส่วนท้องถิ่น"},
    {COLUMN_NAME, "องค์กรปกครองส่วนท้องถิ่น"},
    {COLUMN_KIND, "kind"},
    {COLUMN_KIND, "type"},
    {COLUMN_KIND, "agencykind"},
    {COLUMN_KIND, "ประเภท"},
    {COLUMN_KIND, "ประเภทหน่วยงาน"},
    {COLUMN_KIND, "ประเภทอปท"},
    {COLUMN_KIND, "ชนิด"},
    {COLUMN_KIND, "รูปแบบ"},
    {COLUMN_DISTRICT, "district"},
    {COLUMN_DISTRICT, "amphoe"},
    {COLUMN_DISTRICT, "amphur"},
    {COLUMN_DISTRICT, "อำเภอ"},
    {COLUMN_DISTRICT, "ชื่ออำเภอ"},
    {COLUMN_DISTRICT, "อำเภอเขต"},
    {COLUMN_DISTRICT, "เขต"},
    {COLUMN_PROVINCE, "province"},
    {COLUMN_PROVINCE, "changwat"},
    {COLUMN_PROVINCE, "จังหวัด"},
    {COLUMN_PROVINCE, "ชื่อจังหวัด"},
    {COLUMN_EMAIL, "email"},
    {COLUMN_EMAIL, "mail"},
    {COLUMN_EMAIL, "อีเมล"},
    {COLUMN_EMAIL, "อีเมล์"},
    {COLUMN_EMAIL, "อีเมลล์"},
    {COLUMN_EMAIL, "อีเมลหน่วยงาน"},
    {COLUMN_EMAIL, "อีเมลผู้รับผิดชอบ"},
    {COLUMN_EMAIL, "ไปรษณีย์อิเล็กทรอนิกส์"},
    {COLUMN_OPTIONS, "options"},
    {COLUMN_OPTIONS, "option"},
    {COLUMN_OPTIONS, "ตัวเลือก"},
    {COLUMN_OPTIONS, "ออปชัน"},
    {COLUMN_OPTIONS, "ออปชั่น"},
    {COLUMN_OPTIONS, "ตัวเลือกเพิ่มเติม"},
    {COLUMN_EXCLUDED, "exclude"},
    {COLUMN_EXCLUDED, "excluded"},
    {COLUMN_EXCLUDED, "skip"},
    {COLUMN_EXCLUDED, "ยกเว้น"},
    {COLUMN_EXCLUDED, "ขอยกเว้น"},
    {COLUMN_EXCLUDED, "งดตรวจ"},
    {COLUMN_EXCLUDED, "ไม่ตรวจ"},
    {COLUMN_EXCLUDED, "เหตุที่ยกเว้น"},
    {COLUMN_EXCLUDED, "เหตุผลที่ยกเว้น"},
    {COLUMN_EXCLUDED_BY, "excludedby"},
    {COLUMN_EXCLUDED_BY, "excludeby"},
    {COLUMN_EXCLUDED_BY, "requestedby"},
    {COLUMN_EXCLUDED_BY, "ผู้ขอยกเว้น"},
    {COLUMN_EXCLUDED_BY, "ยกเว้นโดย"},
    {COLUMN_EXCLUDED_BY, "ขอยกเว้นโดย"},
    {COLUMN_EXCLUDED_BY, "ผู้ขอ"},
};

static struct str
bare(struct arena *a, struct str heading)
{
    struct str norm = thai_norm(a, heading, THAI_EXACT, false).text, kept;
    struct buf b;

    buf_init(&b, norm.n + 1);
    for (size_t i = 0; i < norm.n; i++)
        if ((unsigned char)norm.p[i] > ' ' && !strchr("_-.:*()/\"'\x1f", norm.p[i]))
            buf_char(&b, norm.p[i]);
    kept = arena_str(a, buf_view(&b));
    buf_free(&b);
    return kept;
}

enum column
column_of(struct arena *a, struct str heading)
{
    struct str words = bare(a, heading);

    for (size_t i = 0; words.n > 0 && i < sizeof headings / sizeof *headings; i++)
        if (str_eq(words, bare(a, str_of(headings[i].heading))))
            return headings[i].column;
    return COLUMN_COUNT;
}

/* Words of a column that is only ticked, and of one that says no. */
static const char *const ticks[] = {"x", "1", "yes", "y", "true", "ใช่", "ยกเว้น", "✓", "✔"};
static const char *const denials[] = {"-", "0", "no", "n", "false", "ไม่", "ไม่ใช่", "ไม่ยกเว้น", "ตรวจ"};

static bool
is_among(struct arena *a, struct str cell, const char *const *word, size_t n)
{
    struct str norm = thai_norm(a, cell, THAI_EXACT, false).text;

    for (size_t i = 0; i < n; i++)
        if (str_eq(norm, thai_norm(a, str_of(word[i]), THAI_EXACT, false).text))
            return true;
    return false;
}

bool
column_says_no(struct arena *a, struct str cell)
{
    return cell.n == 0 || is_among(a, cell, denials, sizeof denials / sizeof *denials);
}

bool
column_is_tick(struct arena *a, struct str cell)
{
    return is_among(a, cell, ticks, sizeof ticks / sizeof *ticks);
}

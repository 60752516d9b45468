/*
 * The words that periods are written with, as they stand in the normal form of thai.h.  A dot in a word
 * stands for any few dots and blanks: "พ.ศ" is พ.ศ., พศ, พ.ศ.. and พ. ศ. alike.
 */
#include "base/dates_words.h"
#include <string.h>

#define MOST_DOTS 3

static const struct word {
    const char *text;
    uint8_t kind, value;
} words[] = {
    {"มกราคม", WORD_MONTH, 1},
    {"กุมภาพันธ์", WORD_MONTH, 2},
    {"กุมภาพันธ", WORD_MONTH, 2},
    {"กุมภาพันธุ์", WORD_MONTH, 2},
    {"มีนาคม", WORD_MONTH, 3},
    {"เมษายน", WORD_MONTH, 4},
    {"พฤษภาคม", WORD_MONTH, 5},
    {"มิถุนายน", WORD_MONTH, 6},
    {"กรกฎาคม", WORD_MONTH, 7},
    {"กรกฏาคม", WORD_MONTH, 7},
    {"สิงหาคม", WORD_MONTH, 8},
    {"กันยายน", WORD_MONTH, 9},
    {"ตุลาคม", WORD_MONTH, 10},
    {"พฤศจิกายน", WORD_MONTH, 11},
    {"พฤษจิกายน", WORD_MONTH, 11},
    {"ธันวาคม", WORD_MONTH, 12},
    {"ม.ค", WORD_MONTH, 1},
    {"ก.พ", WORD_MONTH, 2},
    {"ก.w", WORD_MONTH, 2}, /* a keyboard in the wrong language, seen on sites */
    {"มี.ค", WORD_MONTH, 3},
    {"เม.ย", WORD_MONTH, 4},
    {"พ.ค", WORD_MONTH, 5},
    {"มิ.ย", WORD_MONTH, 6},
    {"ก.ค", WORD_MONTH, 7},
    {"ส.ค", WORD_MONTH, 8},
    {"ก.ย", WORD_MONTH, 9},
    {"ต.ค", WORD_MONTH, 10},
    {"พ.ย", WORD_MONTH, 11},
    {"ธ.ค", WORD_MONTH, 12},
    {"january", WORD_MONTH, 1},
    {"february", WORD_MONTH, 2},
    {"march", WORD_MONTH, 3},
    {"april", WORD_MONTH, 4},
    {"may", WORD_MONTH, 5},
    {"june", WORD_MONTH, 6},
    {"july", WORD_MONTH, 7},
    {"august", WORD_MONTH, 8},
    {"september", WORD_MONTH, 9},
    {"october", WORD_MONTH, 10},
    {"november", WORD_MONTH, 11},
    {"december", WORD_MONTH, 12},
    {"jan", WORD_MONTH, 1},
    {"feb", WORD_MONTH, 2},
    {"mar", WORD_MONTH, 3},
    {"apr", WORD_MONTH, 4},
    {"jun", WORD_MONTH, 6},
    {"jul", WORD_MONTH, 7},
    {"aug", WORD_MONTH, 8},
    {"sep", WORD_MONTH, 9},
    {"sept", WORD_MONTH, 9},
    {"oct", WORD_MONTH, 10},
    {"nov", WORD_MONTH, 11},
    {"dec", WORD_MONTH, 12},

    {"เดือน", WORD_OF_MONTH, 0},
    {"วันที่", WORD_OF_DAY, 0},
    {"ปีงบประมาณ", WORD_FISCAL, 0},
    {"ประจำปีงบประมาณ", WORD_FISCAL, 0},
    {"ปีงบ", WORD_FISCAL, 0},
    {"ประจำปีงบ", WORD_FISCAL, 0},
    {"งบปี", WORD_FISCAL, 0},
    {"fy", WORD_FISCAL, 0},
    {"ปี", WORD_YEAR, 0},
    {"ปีการศึกษา", WORD_YEAR, 0},
    {"ประจำปี", WORD_ANNUAL, 0},
    {"พ.ศ", WORD_BE, 0},
    {"พุทธศักราช", WORD_BE, 0},
    {"ค.ศ", WORD_CE, 0},
    {"คริสต์ศักราช", WORD_CE, 0},
    {"ถึง", WORD_TO, 0},
    {"จนถึง", WORD_TO, 0},
    {"to", WORD_TO, 0},
    {"และ", WORD_AND, 0},
    {"ไตรมาส", WORD_QUARTER, 0},
    {"ไตรมาสที่", WORD_QUARTER, 0},
    {"รอบ", WORD_ROUND, 0},
    {"รอบระยะเวลา", WORD_ROUND, 0},
    {"ราย", WORD_ROUND, 0},
    {"ครึ่งปี", WORD_HALF, 0},
    {"ครึ่งปีงบประมาณ", WORD_HALF, 0},
    {"แรก", WORD_PART, 1},
    {"หลัง", WORD_PART, 2},
    {"สุดท้าย", WORD_PART, 2},
    {"สาม", WORD_COUNT, 3},
    {"หก", WORD_COUNT, 6},
    {"เก้า", WORD_COUNT, 9},
    {"สิบสอง", WORD_COUNT, 12},

    {"พระราชบัญญัติ", WORD_LAW, 0},
    {"พ.ร.บ", WORD_LAW, 0},
    {"พระราชกำหนด", WORD_LAW, 0},
    {"พ.ร.ก", WORD_LAW, 0},
    {"พระราชกฤษฎีกา", WORD_LAW, 0},
    {"พ.ร.ฎ", WORD_LAW, 0},
    {"กฎกระทรวง", WORD_LAW, 0},
    {"กฏกระทรวง", WORD_LAW, 0},
    {"รัฐธรรมนูญ", WORD_LAW, 0},
    {"ประมวล", WORD_LAW, 0},
    {"ประมวลผล", WORD_NONE, 0},
    {"ระเบียบ", WORD_RULE, 0},
    {"ข้อบังคับ", WORD_RULE, 0},
    {"ว่าด้วย", WORD_ABOUT, 0},
    {"แก้ไขเพิ่มเติม", WORD_AMENDED, 0},
    {"ฉบับที่", WORD_AMENDED, 0},

    {"โทร", WORD_NUMBER, 0},
    {"โทรศัพท์", WORD_NUMBER, 0},
    {"โทรสาร", WORD_NUMBER, 0},
    {"ต่อ", WORD_NUMBER, 0},
    {"แฟกซ์", WORD_NUMBER, 0},
    {"มือถือ", WORD_NUMBER, 0},
    {"เบอร์", WORD_NUMBER, 0},
    {"หมายเลข", WORD_NUMBER, 0},
    {"สายด่วน", WORD_NUMBER, 0},
    {"รหัส", WORD_NUMBER, 0},
    {"รหัสไปรษณีย์", WORD_NUMBER, 0},
    {"tel", WORD_NUMBER, 0},
    {"fax", WORD_NUMBER, 0},
    {"เลขที่", WORD_ADDRESS, 0},
    {"หมู่", WORD_STREET, 0},
    {"ถนน", WORD_STREET, 0},
    {"ซอย", WORD_STREET, 0},
    {"บาท", WORD_UNIT, 0},
    {"คน", WORD_UNIT, 0},
    {"คนงาน", WORD_NONE, 0},
    {"คนชรา", WORD_NONE, 0},
    {"คนพิการ", WORD_NONE, 0},
    {"ครั้ง", WORD_UNIT, 0},
    {"ครั้งที่", WORD_NONE, 0},
    {"ครัวเรือน", WORD_UNIT, 0},
    {"วัน", WORD_UNIT, 0},
    {"ไร่", WORD_UNIT, 0},
    {"เมตร", WORD_UNIT, 0},
    {"ตารางเมตร", WORD_UNIT, 0},
    {"กิโลเมตร", WORD_UNIT, 0},
    {"กิโลกรัม", WORD_UNIT, 0},
    {"ลิตร", WORD_UNIT, 0},
    {"kb", WORD_UNIT, 0},
    {"mb", WORD_UNIT, 0},
    {"view", WORD_UNIT, 0},
    {"views", WORD_UNIT, 0},
};

#define WORD_N (sizeof words / sizeof *words)
_Static_assert(WORD_N < 256, "numbers of words fit a byte");

static bool
is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A Thai character begins at p: E0 B8 or E0 B9, and a third byte. */
static bool
is_thai_at(struct str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.p + at;

    return at < text.n && text.n - at >= 3 && p[0] == 0xE0 && (p[1] & 0xFE) == 0xB8;
}

static unsigned
low_bits(const char *p)
{
    return ((unsigned char)p[1] & 1u) << 6 | ((unsigned char)p[2] & 0x3Fu);
}

static unsigned
bucket_of(const char *p)
{
    return is_latin(*p) ? 128u + (unsigned char)*p : low_bits(p);
}

void
dates_index_init(struct dates_index *x)
{
    memset(x, 0, sizeof *x);
    for (size_t i = WORD_N; i-- > 0;) {
        unsigned b = bucket_of(words[i].text);

        x->next[i + 1] = x->first[b];
        x->first[b] = (uint8_t)(i + 1);
    }
}

static bool
is_sign(char c)
{
    return c == '.' || c == ' ';
}

/* Match a word whose dots are optional.  True with the end and how many dots there were. */
static bool
match_dotted(const char *word, struct str text, size_t at, size_t *end, int *dots)
{
    *dots = 0;
    for (const char *w = word; *w; w++) {
        if (*w == '.') {
            for (int i = 0; i < MOST_DOTS && at < text.n && is_sign(text.p[at]); i++)
                *dots += text.p[at++] == '.';
        } else if (at < text.n && text.p[at] == *w) {
            at++;
        } else {
            return false;
        }
    }
    for (int i = 0; i < MOST_DOTS && at < text.n && text.p[at] == '.'; i++, at++)
        (*dots)++;
    *end = at;
    return true;
}

/* A vowel written before its letter: the abbreviation behind it is the inside of another word. */
static bool
leading_vowel_before(struct str text, size_t at)
{
    unsigned low;

    if (at < 3 || !is_thai_at(text, at - 3))
        return false;
    low = low_bits(text.p + at - 3);
    return low >= 0x40 && low <= 0x44;
}

/* What follows belongs to the same word or the same chain of letters with dots: "ก.พ.ร.", "มีความ". */
static bool
goes_on(struct str text, size_t at, int dots)
{
    unsigned low;

    if (!is_thai_at(text, at))
        return false;
    low = low_bits(text.p + at);
    if (dots == 0)
        return true;
    if (at + 3 < text.n && text.p[at + 3] == '.')
        return true;
    /* A mark or a following vowel cannot begin a word. */
    return (low >= 0x30 && low <= 0x3A) || (low >= 0x45 && low <= 0x4E);
}

static bool
match_word(const struct word *w, struct str text, size_t at, struct dates_hit *hit)
{
    struct str plain = str_of(w->text);
    int dots = 0;

    *hit = (struct dates_hit){.kind = w->kind, .value = w->value, .latin = is_latin(*w->text)};
    if (memchr(plain.p, '.', plain.n)) {
        hit->abbreviated = true;
        if (!match_dotted(w->text, text, at, &hit->end, &dots) || leading_vowel_before(text, at))
            return false;
        hit->dotted = dots > 0;
        return w->kind == WORD_LAW || !goes_on(text, hit->end, dots);
    }
    hit->end = at + plain.n;
    if (text.n - at < plain.n || memcmp(text.p + at, plain.p, plain.n) != 0)
        return false;
    return !hit->latin || hit->end == text.n || !is_latin(text.p[hit->end]);
}

bool
dates_word_at(const struct dates_index *x, struct str text, size_t at, struct dates_hit *hit)
{
    struct dates_hit h;
    bool found = false;

    if (at >= text.n || !(is_latin(text.p[at]) ? at == 0 || !is_latin(text.p[at - 1]) : is_thai_at(text, at)))
        return false;
    for (unsigned i = x->first[bucket_of(text.p + at)]; i; i = x->next[i]) {
        if (!match_word(&words[i - 1], text, at, &h) || (found && h.end <= hit->end))
            continue;
        *hit = h;
        found = true;
    }
    return found && hit->kind != WORD_NONE;
}

/*
 * The words that periods are written with, as they stand in the normal form of thai.h.  A dot in a word
 * stands for any few dots and blanks: "พ.ศ" is พ.ศ., พศ, พ.ศ.. and พ. ศ. alike.
 */
#include "base/dates_words.h"
#include <string.h>

#define MOST_DOTS 3
#define THREE_LETTERS 9 /* bytes */

struct word {
    const char *text;
    uint8_t n, kind, value;
    bool dotted;
};

#define WORD(text, kind, value)                                                                              \
    {                                                                                                        \
        text, sizeof(text) - 1, kind, value, false                                                           \
    }
#define DOTTED(text, kind, value)                                                                            \
    {                                                                                                        \
        text, sizeof(text) - 1, kind, value, true                                                            \
    }

/* One list a first letter, named by its code point. */
static const struct word thai_01[] = {
    WORD("กุมภาพันธ์", WORD_MONTH, 2), WORD("กุมภาพันธ", WORD_MONTH, 2), WORD("กุมภาพันธุ์", WORD_MONTH, 2),
    WORD("กรกฎาคม", WORD_MONTH, 7), WORD("กรกฏาคม", WORD_MONTH, 7), WORD("กันยายน", WORD_MONTH, 9),
    DOTTED("ก.พ", WORD_MONTH, 2),   DOTTED("ก.w", WORD_MONTH, 2), /* a keyboard in the wrong language, seen on
                                                                     sites */
    DOTTED("ก.ค", WORD_MONTH, 7),   DOTTED("ก.ย", WORD_MONTH, 9),   WORD("กฎกระทรวง", WORD_LAW, 0),
    WORD("กฏกระทรวง", WORD_LAW, 0), WORD("กิโลเมตร", WORD_UNIT, 0),  WORD("กิโลกรัม", WORD_UNIT, 0),
};
static const struct word thai_02[] = {
    WORD("ข้อบังคับ", WORD_RULE, 0),
};
static const struct word thai_04[] = {
    DOTTED("ค.ศ", WORD_CE, 0),          WORD("คริสต์ศักราช", WORD_CE, 0), WORD("ครึ่งปี", WORD_HALF, 0),
    WORD("ครึ่งปีงบประมาณ", WORD_HALF, 0), WORD("คน", WORD_UNIT, 0),      WORD("คนงาน", WORD_NONE, 0),
    WORD("คนชรา", WORD_NONE, 0),        WORD("คนพิการ", WORD_NONE, 0),  WORD("ครั้ง", WORD_UNIT, 0),
    WORD("ครั้งที่", WORD_NONE, 0),         WORD("ครัวเรือน", WORD_UNIT, 0),
};
static const struct word thai_07[] = {
    WORD("งบปี", WORD_FISCAL, 0),
};
static const struct word thai_08[] = {
    WORD("จนถึง", WORD_TO, 0),
};
static const struct word thai_09[] = {
    WORD("ฉบับที่", WORD_AMENDED, 0),
};
static const struct word thai_0b[] = {
    WORD("ซอย", WORD_STREET, 0),
};
static const struct word thai_15[] = {
    WORD("ตุลาคม", WORD_MONTH, 10),
    DOTTED("ต.ค", WORD_MONTH, 10),
    WORD("ต่อ", WORD_NUMBER, 0),
    WORD("ตารางเมตร", WORD_UNIT, 0),
};
static const struct word thai_16[] = {
    WORD("ถึง", WORD_TO, 0),
    WORD("ถนน", WORD_STREET, 0),
};
static const struct word thai_18[] = {
    WORD("ธันวาคม", WORD_MONTH, 12),
    DOTTED("ธ.ค", WORD_MONTH, 12),
};
static const struct word thai_1a[] = {
    WORD("บาท", WORD_UNIT, 0),
};
static const struct word thai_1b[] = {
    WORD("ปีงบประมาณ", WORD_FISCAL, 0), WORD("ประจำปีงบประมาณ", WORD_FISCAL, 0),
    WORD("ปีงบ", WORD_FISCAL, 0),       WORD("ประจำปีงบ", WORD_FISCAL, 0),
    WORD("ปีงบฯ", WORD_FISCAL, 0),      WORD("ประจำปีงบฯ", WORD_FISCAL, 0),
    WORD("ปี", WORD_YEAR, 0),           WORD("ปีการศึกษา", WORD_YEAR, 0),
    WORD("ประจำปี", WORD_ANNUAL, 0),    WORD("ประมวล", WORD_LAW, 0),
    WORD("ประมวลผล", WORD_NONE, 0),
};
static const struct word thai_1e[] = {
    WORD("พฤษภาคม", WORD_MONTH, 5),   WORD("พฤศจิกายน", WORD_MONTH, 11), WORD("พฤษจิกายน", WORD_MONTH, 11),
    DOTTED("พ.ค", WORD_MONTH, 5),     DOTTED("พ.ย", WORD_MONTH, 11),    DOTTED("พ.ศ", WORD_BE, 0),
    WORD("พุทธศักราช", WORD_BE, 0),     WORD("พระราชบัญญัติ", WORD_LAW, 0),  DOTTED("พ.ร.บ", WORD_LAW, 0),
    WORD("พระราชกำหนด", WORD_LAW, 0), DOTTED("พ.ร.ก", WORD_LAW, 0),     WORD("พระราชกฤษฎีกา", WORD_LAW, 0),
    DOTTED("พ.ร.ฎ", WORD_LAW, 0),
};
static const struct word thai_21[] = {
    WORD("มาตรฐานทั่วไป", WORD_LAW, 0), WORD("มกราคม", WORD_MONTH, 1), WORD("มีนาคม", WORD_MONTH, 3),
    WORD("มิถุนายน", WORD_MONTH, 6),    DOTTED("ม.ค", WORD_MONTH, 1),  DOTTED("มี.ค", WORD_MONTH, 3),
    DOTTED("มิ.ย", WORD_MONTH, 6),     WORD("มือถือ", WORD_NUMBER, 0),
};
static const struct word thai_23[] = {
    WORD("รอบ", WORD_ROUND, 0),         WORD("รอบระยะเวลา", WORD_ROUND, 0),
    WORD("ราย", WORD_ROUND, 0),         WORD("รัฐธรรมนูญ", WORD_LAW, 0),
    WORD("ระเบียบ", WORD_RULE, 0),       WORD("รหัส", WORD_NUMBER, 0),
    WORD("ระเบียบกระทรวง", WORD_LAW, 0), WORD("ระเบียบสำนักนายก", WORD_LAW, 0),
    WORD("รหัสไปรษณีย์", WORD_NUMBER, 0),
};
static const struct word thai_25[] = {
    WORD("ลิตร", WORD_UNIT, 0),
};
static const struct word thai_27[] = {
    WORD("วันที่", WORD_OF_DAY, 0),
    WORD("ว่าด้วย", WORD_ABOUT, 0),
    WORD("วัน", WORD_UNIT, 0),
};
static const struct word thai_2a[] = {
    WORD("สิงหาคม", WORD_MONTH, 8), DOTTED("ส.ค", WORD_MONTH, 8),  WORD("สุดท้าย", WORD_PART, 2),
    WORD("สาม", WORD_COUNT, 3),    WORD("สิบสอง", WORD_COUNT, 12), WORD("สายด่วน", WORD_NUMBER, 0),
};
static const struct word thai_2b[] = {
    WORD("หลักเกณฑ์และเงื่อนไข", WORD_LAW, 0), WORD("หลัง", WORD_PART, 2),  WORD("หก", WORD_COUNT, 6),
    WORD("หมายเลข", WORD_NUMBER, 0),       WORD("หมู่", WORD_STREET, 0),
};
static const struct word thai_40[] = {
    WORD("เมษายน", WORD_MONTH, 4), DOTTED("เม.ย", WORD_MONTH, 4), WORD("เดือน", WORD_OF_MONTH, 0),
    WORD("เก้า", WORD_COUNT, 9),    WORD("เบอร์", WORD_NUMBER, 0),  WORD("เลขที่", WORD_ADDRESS, 0),
    WORD("เมตร", WORD_UNIT, 0),
};
static const struct word thai_41[] = {
    WORD("และ", WORD_AND, 0),
    WORD("แรก", WORD_PART, 1),
    WORD("แก้ไขเพิ่มเติม", WORD_AMENDED, 0),
    WORD("แฟกซ์", WORD_NUMBER, 0),
};
static const struct word thai_42[] = {
    WORD("โทร", WORD_NUMBER, 0),
    WORD("โทรศัพท์", WORD_NUMBER, 0),
    WORD("โทรสาร", WORD_NUMBER, 0),
};
static const struct word thai_44[] = {
    WORD("ไตรมาส", WORD_QUARTER, 0),
    WORD("ไตรมาสที่", WORD_QUARTER, 0),
    WORD("ไร่", WORD_UNIT, 0),
};
static const struct word latin_a[] = {
    WORD("april", WORD_MONTH, 4),
    WORD("august", WORD_MONTH, 8),
    WORD("apr", WORD_MONTH, 4),
    WORD("aug", WORD_MONTH, 8),
};
static const struct word latin_d[] = {
    WORD("december", WORD_MONTH, 12),
    WORD("dec", WORD_MONTH, 12),
};
static const struct word latin_f[] = {
    WORD("february", WORD_MONTH, 2),
    WORD("feb", WORD_MONTH, 2),
    WORD("fy", WORD_FISCAL, 0),
    WORD("fax", WORD_NUMBER, 0),
};
static const struct word latin_j[] = {
    WORD("january", WORD_MONTH, 1), WORD("june", WORD_MONTH, 6), WORD("july", WORD_MONTH, 7),
    WORD("jan", WORD_MONTH, 1),     WORD("jun", WORD_MONTH, 6),  WORD("jul", WORD_MONTH, 7),
};
static const struct word latin_k[] = {
    WORD("kb", WORD_UNIT, 0),
};
static const struct word latin_m[] = {
    WORD("march", WORD_MONTH, 3),
    WORD("may", WORD_MONTH, 5),
    WORD("mar", WORD_MONTH, 3),
    WORD("mb", WORD_UNIT, 0),
};
static const struct word latin_n[] = {
    WORD("november", WORD_MONTH, 11),
    WORD("nov", WORD_MONTH, 11),
};
static const struct word latin_o[] = {
    WORD("october", WORD_MONTH, 10),
    WORD("oct", WORD_MONTH, 10),
};
static const struct word latin_s[] = {
    WORD("september", WORD_MONTH, 9),
    WORD("sep", WORD_MONTH, 9),
    WORD("sept", WORD_MONTH, 9),
};
static const struct word latin_t[] = {
    WORD("to", WORD_TO, 0),
    WORD("tel", WORD_NUMBER, 0),
};
static const struct word latin_v[] = {
    WORD("view", WORD_UNIT, 0),
    WORD("views", WORD_UNIT, 0),
};

#define LATIN 128
#define LIST(words)                                                                                          \
    {                                                                                                        \
        words, sizeof(words) / sizeof *(words)                                                               \
    }

/* By the low seven bits of a Thai letter, or by a Latin one. */
static const struct {
    const struct word *word;
    size_t n;
} begins_with[256] = {
    [0x01] = LIST(thai_01),        [0x02] = LIST(thai_02),        [0x04] = LIST(thai_04),
    [0x07] = LIST(thai_07),        [0x08] = LIST(thai_08),        [0x09] = LIST(thai_09),
    [0x0b] = LIST(thai_0b),        [0x15] = LIST(thai_15),        [0x16] = LIST(thai_16),
    [0x18] = LIST(thai_18),        [0x1a] = LIST(thai_1a),        [0x1b] = LIST(thai_1b),
    [0x1e] = LIST(thai_1e),        [0x21] = LIST(thai_21),        [0x23] = LIST(thai_23),
    [0x25] = LIST(thai_25),        [0x27] = LIST(thai_27),        [0x2a] = LIST(thai_2a),
    [0x2b] = LIST(thai_2b),        [0x40] = LIST(thai_40),        [0x41] = LIST(thai_41),
    [0x42] = LIST(thai_42),        [0x44] = LIST(thai_44),        [LATIN + 'a'] = LIST(latin_a),
    [LATIN + 'd'] = LIST(latin_d), [LATIN + 'f'] = LIST(latin_f), [LATIN + 'j'] = LIST(latin_j),
    [LATIN + 'k'] = LIST(latin_k), [LATIN + 'm'] = LIST(latin_m), [LATIN + 'n'] = LIST(latin_n),
    [LATIN + 'o'] = LIST(latin_o), [LATIN + 's'] = LIST(latin_s), [LATIN + 't'] = LIST(latin_t),
    [LATIN + 'v'] = LIST(latin_v),
};

/* What dates_letters_check() computes: so many steps are too many for every text. */
const struct dates_letters dates_letters = {
    .second =
        {
            [0x01] = 0x0112000c4000c010, [0x02] = 0x0000000000000200, [0x04] = 0x0000010802000000,
            [0x07] = 0x0000000004000000, [0x08] = 0x0000000002000000, [0x09] = 0x0000000004000000,
            [0x0b] = 0x0000200000000000, [0x15] = 0x0104000000000110, [0x16] = 0x0040000002000000,
            [0x18] = 0x0002000000000010, [0x1a] = 0x0004000000000000, [0x1b] = 0x0020000800000000,
            [0x1e] = 0x0100011c00000010, [0x21] = 0x00b4000000000012, [0x23] = 0x0007280000000000,
            [0x25] = 0x0010000000000000, [0x27] = 0x0002000000000100, [0x2a] = 0x0114000000000010,
            [0x2b] = 0x0000002200000002, [0x40] = 0x0000002204100002, [0x41] = 0x0000002880000002,
            [0x42] = 0x0000000000800000, [0x44] = 0x0000000800200000,
        },
    .third =
        {
            [0x01] = 0x0000000202000006, [0x02] = 0x0000200000000000, [0x04] = 0x0052000040000480,
            [0x07] = 0x0000000008000000, [0x08] = 0x0000000000400000, [0x09] = 0x0002000000000000,
            [0x0b] = 0x0000000400000000, [0x15] = 0x0000202800000000, [0x16] = 0x0000000002000080,
            [0x18] = 0x0000000002000000, [0x1a] = 0x0000000000800000, [0x1b] = 0x0001000000000082,
            [0x1e] = 0x0001030000800000, [0x21] = 0x0000200802600000, [0x23] = 0x0002000404010001,
            [0x25] = 0x0000000000200000, [0x27] = 0x0004000002000000, [0x2a] = 0x0000000604100080,
            [0x2b] = 0x0206000000000000, [0x40] = 0x0080220000200204, [0x41] = 0x0001000000000202,
            [0x42] = 0x0000000800000000, [0x44] = 0x0000000800000100,
        },
    .short_second =
        {
            [0x01] = 0x0000000440000010,
            [0x04] = 0x0000010002000000,
            [0x15] = 0x0000000000000010,
            [0x18] = 0x0000000000000010,
            [0x1b] = 0x0020000000000000,
            [0x1e] = 0x0000010c00000010,
            [0x21] = 0x0030000000000010,
            [0x2a] = 0x0000000000000010,
            [0x2b] = 0x0000000000000002,
            [0x40] = 0x0000000200000000,
        },
    .dotted =
        {
            [0x01] = true,
            [0x04] = true,
            [0x15] = true,
            [0x18] = true,
            [0x1e] = true,
            [0x21] = true,
            [0x2a] = true,
        },
};

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
letter_of(const char *p)
{
    return is_latin(*p) ? (unsigned)LATIN + (unsigned char)*p : low_bits(p);
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

/* Where w ends that begins at `at`; 0 when it does not stand there. */
static size_t
match_word(const struct word *w, struct str text, size_t at, int *dots)
{
    size_t end = at + w->n;

    *dots = 0;
    if (w->dotted) {
        if (!match_dotted(w->text, text, at, &end, dots) || leading_vowel_before(text, at))
            return 0;
        return w->kind == WORD_LAW || !goes_on(text, end, *dots) ? end : 0;
    }
    if (memcmp(text.p + at, w->text, w->n) != 0)
        return 0;
    return !is_latin(*w->text) || end == text.n || !is_latin(text.p[end]) ? end : 0;
}

/* May w stand at p, of which there are so many bytes?  Told by the ends of its second and third letters: the
 * first is known, all have two. */
static inline bool
may_match(const struct word *w, const char *p, size_t bytes, size_t second)
{
    if (w->dotted)
        return bytes <= 5 || is_sign(p[3]) || w->n < 7 || p[5] == w->text[w->text[3] == '.' ? 6 : 5];
    return bytes >= w->n && p[second] == w->text[second] &&
           (w->n < THREE_LETTERS || p[THREE_LETTERS - 1] == w->text[THREE_LETTERS - 1]);
}

/* All words have two letters, and a dot stands behind the first one only of what may do without. */
bool
dates_letters_check(void)
{
    struct dates_letters l = {.dotted = {false}};

    for (unsigned letter = 0; letter < LATIN; letter++)
        for (size_t i = 0; i < begins_with[letter].n; i++) {
            const struct word *w = &begins_with[letter].word[i];
            const char *second = w->text + 3;
            uint64_t bit;

            l.dotted[letter] |= *second == '.';
            second += *second == '.';
            if (is_latin(*second))
                continue;
            bit = 1ULL << (second[2] & 0x3F);
            l.second[letter] |= bit;
            if (w->dotted || w->n < THREE_LETTERS)
                l.short_second[letter] |= bit;
            else
                l.third[letter] |= 1ULL << (second[5] & 0x3F);
        }
    return memcmp(l.second, dates_letters.second, sizeof l.second) == 0 &&
           memcmp(l.third, dates_letters.third, sizeof l.third) == 0 &&
           memcmp(l.short_second, dates_letters.short_second, sizeof l.short_second) == 0 &&
           memcmp(l.dotted, dates_letters.dotted, sizeof l.dotted) == 0;
}

const char *
dates_word(size_t i)
{
    for (unsigned letter = 0; letter < LATIN; letter++) {
        if (i < begins_with[letter].n)
            return begins_with[letter].word[i].text;
        i -= begins_with[letter].n;
    }
    return NULL;
}

bool
dates_word_at(struct str text, size_t at, struct dates_hit *hit)
{
    const struct word *w, *end, *best = NULL;
    const char *p = text.p + at;
    size_t second, best_end = 0;
    int dots, best_dots = 0;
    unsigned letter;

    if (at >= text.n || !(is_latin(text.p[at]) ? at == 0 || !is_latin(text.p[at - 1]) : is_thai_at(text, at)))
        return false;
    letter = letter_of(text.p + at);
    second = (unsigned char)*p < 0x80 ? 1 : 5;
    for (w = begins_with[letter].word, end = w + begins_with[letter].n; w < end; w++) {
        size_t to = may_match(w, p, text.n - at, second) ? match_word(w, text, at, &dots) : 0;

        if (to <= best_end)
            continue;
        best = w;
        best_end = to;
        best_dots = dots;
    }
    if (best == NULL || best->kind == WORD_NONE)
        return false;
    *hit = (struct dates_hit){.kind = best->kind,
                              .value = best->value,
                              .end = best_end,
                              .abbreviated = best->dotted,
                              .dotted = best_dots > 0,
                              .latin = is_latin(*best->text)};
    return true;
}

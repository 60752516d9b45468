/*
 * Words of nothing: what lists say that have nothing in them, and what stands beside it and adds nothing. The
 * tables are data, in the normal form of base/thai.h (no blanks between Thai letters, lower case, digits
 * 0-9).
 */
#include "base/utf8.h"
#include "crawler/state_private.h"
#include <string.h>

#define NOTHING_LETTERS 2 /* so many may be left over where nothing is said */

/* A list that has nothing in it: these must be all that is said. */
static const char *const empty_words[] = {
    "ขออภัยไม่พบข้อมูล",
    "ไม่พบข้อมูลที่ท่านต้องการ",
    "ไม่พบข้อมูลที่คุณต้องการ",
    "ไม่พบข้อมูลที่ค้นหา",
    "ไม่พบข้อมูลในระบบ",
    "ไม่มีข้อมูลในระบบ",
    "ยังไม่มีข้อมูลในขณะนี้",
    "ขณะนี้ยังไม่มีข้อมูล",
    "ยังไม่มีข้อมูล",
    "ไม่มีข้อมูลในหมวดหมู่นี้",
    "ไม่มีข้อมูลในหมวดนี้",
    "ไม่มีข้อมูลที่จะแสดง",
    "ไม่มีข้อมูลแสดง",
    "ไม่พบข้อมูล",
    "ไม่มีข้อมูล",
    "ไม่พบรายการ",
    "ไม่มีรายการ",
    "ยังไม่มีรายการ",
    "ไม่มีกระทู้แสดง",
    "ไม่มีกระทู้",
    "ยังไม่มีกระทู้",
    "ไม่พบเอกสาร",
    "ไม่มีเอกสาร",
    "ไม่พบผลลัพธ์",
    "ไม่มีบทความ",
    "ไม่มีข่าว",
    "ไม่มีเนื้อหา",
    "ยังไม่มีเนื้อหา",
    "there are no articles in this category",
    "no articles",
    "no data available in table",
    "no data available",
    "no matching records found",
    "no data found",
    "data not found",
    "no record found",
    "no records found",
    "no results found",
    "nothing found",
    "no result",
    "no data",
    "no items",
    "not found",
};

/* Words beside them that add nothing. */
static const char *const filler_words[] = {
    "กลับไปหน้าแรก",
    "กลับสู่หน้าแรก",
    "กลับหน้าแรก",
    "กลับหน้าหลัก",
    "กลับสู่หน้าหลัก",
    "หน้าแรก",
    "หน้าหลัก",
    "ย้อนกลับ",
    "กลับ",
    "ก่อนหน้า",
    "ถัดไป",
    "หน้าที่",
    "หน้า",
    "ค้นหา",
    "แสดงผล",
    "แสดง",
    "รายการ",
    "ทั้งหมด",
    "จำนวน",
    "ขออภัย",
    "ขณะนี้",
    "ในขณะนี้",
    "ในระบบ",
    "ที่ท่านต้องการ",
    "ที่ค้นหา",
    "ในหมวดหมู่นี้",
    "ค่ะ",
    "ครับ",
    "กรุณาติดต่อผู้ดูแลระบบ",
    "รบกวนติดต่อผู้ดูแลระบบ",
    "showing",
    "entries",
    "to",
    "of",
    "home",
    "search",
    "previous",
    "next",
    "back",
    "sorry",
    "page",
};

/* Length of the longest of the words that text begins with at at; 0 for none. */
static size_t
word_at(struct str text, size_t at, const char *const *words, size_t n)
{
    size_t longest = 0;
    char third;

    text = str_sub(text, at, text.n);
    third = text.n > 2 ? text.p[2] : '\0'; /* it is the first that tells Thai words apart */
    for (size_t i = 0; i < n; i++)
        if (words[i][0] == text.p[0] && (words[i][2] == third || words[i][2] == '\0') &&
            str_starts(text, str_of(words[i])) && strlen(words[i]) > longest)
            longest = strlen(words[i]);
    return longest;
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || c >= 0xC0;
}

/*
 * Letters from *at up to end that belong to no word of nothing, counted no further than it needs to know that
 * something is said: to look for every word at every place of a page was 20 % of the CPU of a visit.  The
 * words all begin with a letter.
 */
static size_t
letters_left(struct str text, size_t *at, size_t end, bool *said)
{
    size_t left = 0;

    while (*at < end && left <= NOTHING_LETTERS) {
        size_t from = *at, empty, filler;

        if (!is_letter(utf8_next(text, at)))
            continue;
        empty = word_at(text, from, empty_words, COUNT(empty_words));
        filler = word_at(text, from, filler_words, COUNT(filler_words));
        *said = *said || empty > 0;
        if (empty || filler)
            *at = from + (empty > filler ? empty : filler);
        else
            left++;
    }
    return left;
}

bool
state_says_something(struct str text)
{
    size_t at = 0;
    bool said = false;

    return letters_left(text, &at, text.n - ENOUGH / 2, &said) > NOTHING_LETTERS;
}

bool
state_says_nothing(struct str text, bool *said)
{
    size_t at = 0;

    *said = false;
    return letters_left(text, &at, text.n, said) <= NOTHING_LETTERS;
}

bool
state_says_empty(struct str text)
{
    return HAS_ANY(text, empty_words);
}

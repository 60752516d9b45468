/* Words of office papers that nothing else is written like once their sara am is sara aa. */
#include "extract/letters_am.h"
#include "base/utf8.h"

#define SARA_AA 0x0E32
#define SARA_AM 0x0E33

static const char *const words[] = {
    "ดำเนิน",      "จำนวน",   "กำหนด",  "ประจำปี",    "ประจำเดือน", "ประจำวัน", "ตำบล",    "อำเภอ",
    "อำนาจ",      "อำนวย",   "สำนัก",   "สำเร็จ",     "สำรวจ",     "สำหรับ",   "สำคัญ",    "สำเนา",
    "คำสั่ง",       "คำนวณ",   "คำนึง",   "กำกับดูแล",   "กำกับติดตาม", "การกำกับ", "ลำดับ",    "ชำระ",
    "ชำรุด",       "บำรุง",    "บำเหน็จ", "บำบัด",      "ตำแหน่ง",    "กำลัง",    "จำกัด",    "จำเป็นต้อง",
    "ความจำเป็น",  "ธำรง",    "ดำรง",   "ทำเนียบ",    "ทำงาน",     "ทำหน้าที่",  "จัดทำแผน", "จัดทำโครงการ",
    "จัดทำรายงาน", "จัดทำคู่มือ", "ต่ำกว่า",  "ชำนาญ",     "สม่ำเสมอ",   "ตำรวจ",   "แนะนำ",   "กำจัด",
    "นำเสนอ",     "จำแนก",   "จำหน่าย", "คำร้องเรียน", "ตำหนิ",
};

/* Does a word stand around the sara aa at `at`, where its sara am would be? */
static bool
stands_at(const uint32_t *c, size_t n, size_t at, struct str word)
{
    size_t letters = 0, before = 0;

    for (size_t p = 0; p < word.n; letters++)
        if (utf8_next(word, &p) == SARA_AM)
            before = letters;
    if (at < before || at - before + letters > n)
        return false;
    for (size_t p = 0, i = at - before; p < word.n; i++) {
        uint32_t letter = utf8_next(word, &p);

        if (c[i] != (letter == SARA_AM ? SARA_AA : letter))
            return false;
    }
    return true;
}

size_t
letters_am_restore(uint32_t *c, size_t n)
{
    size_t restored = 0;

    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; c[at] == SARA_AA && i < sizeof words / sizeof *words; i++)
            if (stands_at(c, n, at, str_of(words[i]))) {
                c[at] = SARA_AM;
                restored++;
            }
    return restored;
}

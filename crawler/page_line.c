/*
 * Which blocks and links say something.  A link "download" is understood by what stands around it, so what
 * stands around it must be told from more of the same.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/page_private.h"
#include <stdlib.h>
#include <string.h>

#define WORD_BYTES 160    /* a longer text is none of the words */
#define SURE_BYTES 9      /* so many are more than two letters */
#define DOWNLOAD_CHARS 60 /* characters that a download line may have beside its links */

/* Whole texts of links that name no thing. Data: blanks and marks left out, lower case. */
static const char *const weak_words[] = {
    "ดาวโหลดแล้วครั้ง",
    "ดาวน์โหลดแล้วครั้ง",
    "ดาวน์โหลดครั้ง",
    "จำนวนดาวน์โหลดครั้ง",
    "จำนวนผู้เข้าชมครั้ง",
    "ผู้เข้าชมครั้ง",
    "เข้าชมครั้ง",
    "อ่านครั้ง",
    "เปิดอ่านครั้ง",
    "จำนวนคนอ่าน",
    "ไฟล์เอกสารเพิ่มเติม",
    "เปิด",
    "เปิดดู",
    "เปิดไฟล์",
    "เปิดอ่าน",
    "ดาวน์โหลด",
    "ดาวน์โหลดเอกสาร",
    "ดาวน์โหลดไฟล์",
    "ดาวน์โหลดไฟล์เอกสาร",
    "ดาวน์โหลดที่นี่",
    "ดาวโหลด",
    "ดาวโหลดเอกสาร",
    "โหลด",
    "โหลดเอกสาร",
    "คลิก",
    "คลิ๊ก",
    "คลิกที่นี่",
    "คลิ๊กที่นี่",
    "คลิกเพื่อดู",
    "คลิกดู",
    "คลิกดูรายละเอียด",
    "คลิกเพื่อดาวน์โหลด",
    "คลิกเพื่อดาวน์โหลดเอกสาร",
    "คลิกอ่าน",
    "อ่าน",
    "อ่านต่อ",
    "อ่านเพิ่มเติม",
    "อ่านรายละเอียด",
    "เพิ่มเติม",
    "ดู",
    "ดูเพิ่มเติม",
    "ดูข้อมูล",
    "ดูไฟล์",
    "ดูเอกสาร",
    "ดูรายละเอียด",
    "ดูทั้งหมด",
    "รายละเอียด",
    "รายละเอียดเพิ่มเติม",
    "ที่นี่",
    "ลิงก์",
    "ลิงค์",
    "ลิ้งค์",
    "ไฟล์",
    "ไฟล์แนบ",
    "ไฟล์เอกสาร",
    "เอกสาร",
    "เอกสารแนบ",
    "แสดง",
    "ไปยังลิงก์",
    "open",
    "view",
    "viewfile",
    "preview",
    "download",
    "downloadfile",
    "downloadpdf",
    "click",
    "clickhere",
    "here",
    "more",
    "readmore",
    "seemore",
    "detail",
    "details",
    "link",
    "url",
    "file",
    "files",
    "pdf",
    "pdffile",
    "doc",
    "docx",
    "word",
    "xls",
    "xlsx",
    "excel",
    "zip",
    "rar",
    "jpg",
    "png",
    "go",
    "attachment",
    "save",
};

static const char *const file_endings[] = {".pdf", ".doc", ".docx", ".xls",  ".xlsx", ".ppt", ".pptx",
                                           ".zip", ".rar", ".jpg",  ".jpeg", ".png",  ".odt", ".ods"};

/*
 * Third, sixth and ninth bytes of the words of SURE_BYTES or more, the first to tell Thai words apart: a bit
 * for each word, two words to some bits.  Looked at letter by letter up to the longest word, the texts of a
 * page took 90 us.
 */
struct beginnings {
    uint64_t third[256], sixth[256], ninth[256];
    size_t longest;
};

/* The same on every page, so it is made once a visit. */
static const struct beginnings *
beginnings_of_words(struct page_memory *m)
{
    void **kept = page_memory_weak(m);
    struct beginnings *b = *kept;

    if (b)
        return b;
    *kept = b = mem_new(1, sizeof *b);
    for (size_t i = 0; i < sizeof weak_words / sizeof weak_words[0]; i++) {
        size_t n = strlen(weak_words[i]);
        uint64_t bit = n < SURE_BYTES ? 0 : UINT64_C(1) << i % 64;

        b->longest = n > b->longest ? n : b->longest;
        b->third[(unsigned char)weak_words[i][2]] |= bit;
        b->sixth[n < SURE_BYTES ? 0 : (unsigned char)weak_words[i][5]] |= bit;
        b->ninth[n < SURE_BYTES ? 0 : (unsigned char)weak_words[i][8]] |= bit;
    }
    return b;
}

static bool
begins_word(const struct beginnings *b, const char text[SURE_BYTES])
{
    return (b->third[(unsigned char)text[2]] & b->sixth[(unsigned char)text[5]] &
            b->ninth[(unsigned char)text[8]]) != 0;
}

static bool
is_thai_letter(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;

    return p[0] == 0xE0 && (p[1] == 0xB8 || (p[1] == 0xB9 && (p[2] < 0x90 || p[2] > 0x99)));
}

/* Does text begin with three Thai letters that none of the words begins with?  As nearly all texts do. */
static bool
begins_otherwise(struct str text, const struct beginnings *b)
{
    return text.n >= SURE_BYTES && is_thai_letter(text.p) && is_thai_letter(text.p + 3) &&
           is_thai_letter(text.p + 6) && !begins_word(b, text.p);
}

/*
 * Letters of text in lower case, without blanks, digits (Arabic and Thai) and marks of ASCII; false when
 * there are too many or too early others to be a weak word.
 */
static bool
bare(struct str text, const struct beginnings *b, char out[WORD_BYTES])
{
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if (i + 2 < text.n && c == 0xE0 && (unsigned char)text.p[i + 1] == 0xB9 &&
            (unsigned char)text.p[i + 2] >= 0x90 && (unsigned char)text.p[i + 2] <= 0x99) {
            i += 2;
            continue;
        }
        if (c < 0x80 && !((c | 32) >= 'a' && (c | 32) <= 'z'))
            continue;
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        if (n == WORD_BYTES || n > b->longest || (n == SURE_BYTES && !begins_word(b, out)))
            return false;
    }
    out[n] = '\0';
    return true;
}

static bool
has_scheme(struct str text)
{
    size_t at = 0;

    while ((at = str_find_char(text, ':', at)) != STR_NOT_FOUND)
        if (str_starts(str_sub(text, ++at, text.n), STR("//")))
            return true;
    return false;
}

static bool
is_address_or_file(struct str text)
{
    if (has_scheme(text) || (text.n > 0 && (text.p[0] | 32) == 'w' && str_starts_nocase(text, STR("www."))))
        return true;
    /* An ending has three or four letters, and nearly no text has one. */
    if (text.n < 5 || (text.p[text.n - 4] != '.' && text.p[text.n - 5] != '.'))
        return false;
    return str_find_char(text, ' ', 0) == STR_NOT_FOUND && STR_ENDS_ANY_NOCASE(text, file_endings);
}

/* Does text say only "download", "open", a number, an address or file name? */
static bool
is_weak(struct str text, const struct beginnings *b)
{
    char word[WORD_BYTES];

    text = str_trim(text);
    if (begins_otherwise(text, b) || !bare(text, b, word))
        return is_address_or_file(text);
    if (is_address_or_file(text))
        return true;
    if (utf8_length(str_of(word)) <= 2)
        return true;
    /* The third byte is the first that tells Thai words apart: without it this was 3 % of a visit. */
    for (size_t i = 0; i < sizeof weak_words / sizeof weak_words[0]; i++)
        if (word[2] == weak_words[i][2] && strcmp(word, weak_words[i]) == 0)
            return true;
    return false;
}

/* Links a reader sees; those of scripts and forms stand nowhere. */
static bool
is_seen(enum link_kind kind)
{
    return kind != LINK_RELATED && kind != LINK_SCRIPT && kind != LINK_FORM && kind != LINK_OPTION &&
           kind != LINK_REFRESH;
}

/* What an element that is kept says is kept with it. */
static void
find_weak_blocks(struct reader *r, const struct beginnings *b)
{
    r->weak = mem_new(r->block_n + 1, 1);
    for (uint32_t i = 0; i < r->tree.repeat_n; i++) {
        const struct repeat *again = &r->tree.repeat[i];

        if (again->apart)
            memcpy(r->weak + again->block, again->run->weak, again->run->block_n);
    }
    for (size_t i = 0; i < r->block_n; i++)
        if (r->weak[i] == WEAK_UNKNOWN)
            r->weak[i] = is_weak(r->block[i].text, b) ? WEAK_YES : WEAK_NO;
}

/* The words of many links are those of their block. */
static bool
is_weak_link(const struct reader *r, const struct beginnings *b, const struct link *l)
{
    const struct block *k = l->block == NO_INDEX ? NULL : &r->block[l->block];

    if (l->image)
        return true;
    if (k && l->text.p == k->text.p && l->text.n == k->text.n)
        return page_line_is_weak(r, l->block);
    return is_weak(l->text, b);
}

static void
find_weak_links(struct reader *r, const struct beginnings *b, uint32_t *links, uint32_t *weak)
{
    bool any = false;

    r->weak_next = mem_grow(NULL, (size_t)r->tree.n + 1, sizeof *r->weak_next);
    memset(r->weak_next, 0xFF, ((size_t)r->tree.n + 1) * sizeof *r->weak_next); /* NO_INDEX */
    for (size_t i = 0; i < r->link_n; i++) {
        const struct link *l = &r->link[i];
        bool says_little;

        if (!is_seen(l->kind))
            continue;
        says_little = is_weak_link(r, b, l);
        any |= says_little;
        if (says_little)
            r->weak_next[r->link_node[i]] = r->link_node[i];
        if (l->block != NO_INDEX) {
            links[l->block]++;
            weak[l->block] += says_little;
        }
    }
    for (uint32_t i = r->tree.n; any && i > 0; i--)
        if (r->weak_next[i - 1] == NO_INDEX)
            r->weak_next[i - 1] = r->weak_next[i];
}

static enum line
line_of(const struct reader *r, size_t i, uint32_t links, uint32_t weak)
{
    const struct facts *first = &r->facts[r->span[i].first], *end = &r->facts[r->span[i].last + 1];

    if (page_line_is_weak(r, i))
        return links > 0 ? LINE_DOWNLOAD : LINE_WEAK;
    if (links == 0 || weak < links)
        return LINE_WORDS;
    return (end->chars - first->chars) - (end->link_chars - first->link_chars) <= DOWNLOAD_CHARS
               ? LINE_DOWNLOAD
               : LINE_WORDS;
}

void
page_line_find(struct reader *r)
{
    uint32_t *links = mem_new(r->block_n + 1, sizeof *links), *weak = mem_new(r->block_n + 1, sizeof *weak);
    const struct beginnings *b = beginnings_of_words(r->memory);

    r->line = mem_new(r->block_n + 1, 1);
    find_weak_blocks(r, b);
    find_weak_links(r, b, links, weak);
    for (size_t i = 0; i < r->block_n; i++)
        r->line[i] = (uint8_t)line_of(r, i, links[i], weak[i]);
    free(links);
    free(weak);
}

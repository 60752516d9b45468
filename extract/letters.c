/* Undoing what fonts and programs did to Thai letters, one page at a time. */
#include "extract/letters.h"
#include "base/mem.h"
#include "base/thai.h"
#include "base/tis620.h"
#include "base/utf8.h"
#include "extract/letters_am.h"
#include "oit/document.h"
#include <stdlib.h>
#include <string.h>

#define YO_YING 0x0E0D
#define SARA_A 0x0E30
#define MAI_HAN_AKAT 0x0E31
#define SARA_AA 0x0E32
#define SARA_AM 0x0E33
#define SARA_I 0x0E34
#define SARA_E 0x0E40
#define SARA_AE 0x0E41
#define SARA_AI 0x0E44
#define NIKHAHIT 0x0E4D

#define FEWEST_LATIN 8 /* below, Latin letters are Latin letters */
#define LONGEST_GAP 16 /* blanks that a mark is brought back over */

static bool
is_white(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x200B;
}

static bool
is_consonant(uint32_t c)
{
    return c >= 0x0E01 && c <= 0x0E2E;
}

static bool
is_tone(uint32_t c)
{
    return c >= 0x0E48 && c <= 0x0E4C;
}

/* Vowels that stand behind their consonant: like marks, they begin no word. */
static bool
is_follower(uint32_t c)
{
    return thai_is_mark(c) || c == SARA_A || c == SARA_AA || c == SARA_AM || c == 0x0E45;
}

/* Vowels written before their consonant: they end no word. */
static bool
is_leader(uint32_t c)
{
    return c >= SARA_E && c <= SARA_AI;
}

static bool
is_dash(uint32_t c)
{
    return c == '-' || c == 0xAD;
}

/* The byte of TIS-620 behind a character that a font's table made Latin or a symbol; 0 for others. */
static unsigned char
tis_byte(uint32_t c)
{
    if (c > 0xF000 && c <= 0xF0FF)
        c -= 0xF000;
    return (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB) ? (unsigned char)c : 0;
}

/*
 * Thai in the disguise of Latin letters: many of them, most of all letters or nearly all in runs longer than
 * any language has, in the order of Thai, and with vowels, which rows of middle dots have not.
 */
static bool
is_latin_thai(struct str page)
{
    size_t high = 0, letters = 0, in_runs = 0, vowels = 0, run = 0;
    struct buf bytes;
    bool likely;

    buf_init(&bytes, page.n);
    for (size_t at = 0; at < page.n;) {
        uint32_t c = utf8_next(page, &at);
        unsigned char byte = tis_byte(c);

        run = byte ? run + 1 : 0;
        in_runs += run == 4 ? 4 : run > 4;
        high += byte != 0;
        vowels += byte >= 0xD0;
        letters += byte || thai_is_letter(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        buf_char(&bytes, byte ? (char)byte : c < 0x80 ? (char)c : ' ');
    }
    likely = high >= FEWEST_LATIN && vowels * 10 >= high && tis620_likely(buf_view(&bytes));
    buf_free(&bytes);
    return likely && (high * 10 > letters * 6 || in_runs * 5 >= high * 4);
}

/*
 * The letter yo ying has the code of a soft hyphen, which programs show as a dash.  It is the letter where no
 * word could end or begin: behind mai han akat or sara e + consonant + sara i, which want a final consonant,
 * and before a mark or a vowel that follows.  last[0] is the character before.
 */
static bool
is_yo_ying(const uint32_t last[4], uint32_t next)
{
    if (next == MAI_HAN_AKAT || is_follower(next))
        return last[0] >= 0x0E01 && last[0] <= 0x0E4E;
    if (last[0] == MAI_HAN_AKAT)
        return true;
    return last[0] == SARA_I && is_consonant(last[1]) &&
           (last[2] == SARA_E || (is_consonant(last[2]) && last[3] == SARA_E));
}

static uint32_t
peek(struct str s, size_t at)
{
    uint32_t c = at < s.n ? utf8_next(s, &at) : 0;
    unsigned char byte = tis_byte(c);

    return byte ? tis620_to_unicode(byte) : c;
}

/* Only U+0080 to U+00FF and the private characters begin with these bytes: most pages have none. */
static bool
may_be_latin_thai(struct str page)
{
    return memchr(page.p, 0xC2, page.n) || memchr(page.p, 0xC3, page.n) || memchr(page.p, 0xEF, page.n);
}

uint32_t
letters_decode(struct str page, struct buf *out)
{
    uint32_t last[4] = {0};

    if (page.n == 0 || !may_be_latin_thai(page) || !is_latin_thai(page)) {
        utf8_clean(out, page);
        return 0;
    }
    for (size_t at = 0; at < page.n;) {
        uint32_t c = utf8_next(page, &at);
        unsigned char byte = tis_byte(c);

        if (byte)
            c = tis620_to_unicode(byte);
        else if (is_dash(c) && is_yo_ying(last, peek(page, at)))
            c = YO_YING;
        else if (c >= 0xF020 && c <= 0xF07E)
            c -= 0xF000;
        utf8_append(out, c);
        last[3] = last[2];
        last[2] = last[1];
        last[1] = last[0];
        last[0] = c;
    }
    return TEXT_LATIN_THAI;
}

/* A page on its way, as characters. */
struct cure {
    uint32_t *c;
    size_t n;
    uint32_t flags;
    size_t mended; /* characters, when the last was brought back over a gap: the gap behind it is of the same
                      kind */
    bool am_apart; /* a blank before sara aa is what is left of sara am */
};

/* The character k places back, 0 before the beginning. */
static uint32_t
back(const struct cure *p, size_t k)
{
    return k <= p->n ? p->c[p->n - k] : 0;
}

/* Take out the gap before a mark or a following vowel, or behind a vowel that leads.  A blank line stays:
 * what stands behind it belongs to something else. */
static size_t
close_gap(struct cure *p, uint32_t c)
{
    size_t gap = 0, lines = 0;
    uint32_t before;

    while (gap < LONGEST_GAP && is_white(back(p, gap + 1)))
        lines += back(p, ++gap) == '\n';
    before = back(p, gap + 1);
    if (gap == 0 || lines > 1)
        return 0;
    if (is_follower(c) ? !(thai_is_letter(before) || thai_is_mark(before))
                       : !is_consonant(c) || !(is_leader(before) || p->n - gap == p->mended))
        return 0;
    p->n -= gap;
    p->flags |= TEXT_MARKS_SPLIT;
    return gap;
}

static void
insert_before_tone(struct cure *p, uint32_t c)
{
    uint32_t tone = back(p, 1);

    if (back(p, 2) == c)
        return;
    p->c[p->n - 1] = c;
    p->c[p->n++] = tone;
}

/* Sara aa makes sara am with the ring before it, or before the tone mark between them. */
static void
put_aa(struct cure *p, size_t gap)
{
    uint32_t tone = back(p, 1);
    bool stands_alone = is_consonant(tone) || (is_tone(tone) && is_consonant(back(p, 2)));

    if (tone == NIKHAHIT) {
        p->c[p->n - 1] = SARA_AM;
    } else if (is_tone(tone) && back(p, 2) == NIKHAHIT) {
        p->c[p->n - 2] = tone;
        p->c[p->n - 1] = SARA_AM;
    } else {
        p->c[p->n++] = gap == 1 && p->am_apart && stands_alone ? SARA_AM : SARA_AA;
    }
}

static void
put(struct cure *p, uint32_t c)
{
    uint32_t letter = thai_of_glyph(c), last;
    size_t gap = close_gap(p, letter);

    if (letter != c)
        p->flags |= TEXT_PRIVATE_GLYPHS;
    last = back(p, 1);
    if (letter == SARA_AA)
        put_aa(p, gap);
    else if (letter == SARA_E && last == SARA_E)
        p->c[p->n - 1] = SARA_AE;
    else if (thai_is_mark(letter) && !is_tone(letter) && is_tone(last))
        insert_before_tone(p, letter);
    else if (!thai_is_mark(letter) || letter != last)
        p->c[p->n++] = letter;
    if (gap > 0 && thai_is_mark(letter))
        p->mended = p->n;
}

static void
put_out(const struct cure *p, struct buf *out)
{
    for (size_t i = 0; i < p->n; i++)
        utf8_append(out, p->c[i]);
}

uint32_t
letters_cure(struct str page, const struct letters_count *whole, struct buf *out)
{
    struct letters_count own = {0};
    struct cure p = {0};
    bool lost;

    letters_count_add(&own, page);
    p.c = mem_new(page.n + 1, sizeof(*p.c));
    p.am_apart = letters_count_am_apart(whole);
    for (size_t at = 0; at < page.n;)
        put(&p, utf8_next(page, &at));
    if (own.am == 0 && whole->am == 0 && !p.am_apart && letters_am_restore(p.c, p.n) > 0)
        p.flags |= TEXT_SARA_AM_LOST;
    put_out(&p, out);
    free(p.c);
    lost = letters_count_am_lost(&own) || (own.am == 0 && letters_count_am_lost(whole));
    if (lost && !p.am_apart)
        p.flags |= TEXT_SARA_AM_LOST;
    return p.flags;
}

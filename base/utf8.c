/*
 * UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.  A bad sequence
 * gives one U+FFFD for its longest well-begun part, as the Encoding standard of the web does.
 */
#include "base/utf8.h"
#include "base/eight.h"
#include "base/thai.h"
#include "base/wide.h"
#include <endian.h>
#include <string.h>

#define REPLACEMENT 0xFFFD
#define MARKS_MOST 16         /* on one letter of real text */
#define MOST_SUMMED (255 * 8) /* bytes whose marks are summed in one word of eight bytes */

static unsigned char
byte_at(struct str s, size_t i)
{
    return (unsigned char)s.p[i];
}

/* What may follow a lead byte: how many bytes, and the range of the first of them. */
struct lead {
    int more;
    unsigned char low, high;
};

static struct lead
lead_of(unsigned char c)
{
    struct lead l = {0, 0x80, 0xBF};

    if (c >= 0xC2 && c <= 0xDF)
        l.more = 1;
    else if (c >= 0xE0 && c <= 0xEF)
        l.more = 2;
    else if (c >= 0xF0 && c <= 0xF4)
        l.more = 3;
    if (c == 0xE0)
        l.low = 0xA0;
    if (c == 0xED)
        l.high = 0x9F;
    if (c == 0xF0)
        l.low = 0x90;
    if (c == 0xF4)
        l.high = 0x8F;
    return l;
}

/* Like utf8_next_rare, and says whether the bytes were good. */
static uint32_t
decode(struct str s, size_t *at, bool *good)
{
    unsigned char c = byte_at(s, (*at)++);
    struct lead l;
    uint32_t v;

    *good = true;
    if (c < 0x80)
        return c;
    l = lead_of(c);
    v = c & (0x3Fu >> l.more);
    *good = l.more > 0;
    for (int i = 0; i < l.more; i++) {
        if (*at >= s.n || byte_at(s, *at) < l.low || byte_at(s, *at) > l.high) {
            *good = false;
            break;
        }
        v = v << 6 | (byte_at(s, (*at)++) & 0x3F);
        l.low = 0x80;
        l.high = 0xBF;
    }
    return *good ? v : REPLACEMENT;
}

uint32_t
utf8_next_rare(struct str s, size_t *at)
{
    bool good;

    return decode(s, at, &good);
}

size_t
utf8_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static bool
is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Two Thai letters and the beginning of a third, in the bits that all Thai has in common. */
static bool
is_thai(uint64_t eight)
{
    static const unsigned char bits[8] = {0xFF, 0xFE, 0xC0, 0xFF, 0xFE, 0xC0, 0xFF, 0xFE};
    static const unsigned char thai[8] = {0xE0, 0xB8, 0x80, 0xE0, 0xB8, 0x80, 0xE0, 0xB8};
    uint64_t mask, want;

    memcpy(&mask, bits, sizeof mask);
    memcpy(&want, thai, sizeof want);
    return (eight & mask) == want;
}

/* What differs from three bytes that come again and again, in the bits that all Thai has in common; of eight
 * bytes, the first of which is byte `from` of the three. */
static inline uint64_t
differs(const char *p, size_t from)
{
    static const unsigned char bits[10] = {0xFF, 0xFE, 0xC0, 0xFF, 0xFE, 0xC0, 0xFF, 0xFE, 0xC0, 0xFF};
    static const unsigned char thai[10] = {0xE0, 0xB8, 0x80, 0xE0, 0xB8, 0x80, 0xE0, 0xB8, 0x80, 0xE0};
    uint64_t eight, mask, want;

    memcpy(&eight, p, sizeof eight);
    memcpy(&mask, bits + from, sizeof mask);
    memcpy(&want, thai + from, sizeof want);
    return (eight & mask) ^ want;
}

/* Behind the Thai that begins at at, eight letters at a time. */
static inline size_t
skip_thai(struct str s, size_t at)
{
    while (s.n - at >= 24 &&
           (differs(s.p + at, 0) | differs(s.p + at + 8, 2) | differs(s.p + at + 16, 1)) == 0)
        at += 24;
    return at;
}

/* Behind the ASCII from low to high that begins at at, 32 at a time. */
static inline size_t
skip_ascii(struct str s, size_t at, unsigned char low, unsigned char high)
{
    while (s.n - at >= 32) {
        uint64_t four[4], other = 0;

        memcpy(four, s.p + at, sizeof four);
        for (int i = 0; i < 4; i++)
            other |= eight_beside(four[i], low, high);
        if (other)
            break;
        at += 32;
    }
    return at;
}

/*
 * Behind the ASCII from low to high and the Thai that begin at at; eight bytes at a time, since letter by
 * letter this took 60 us of a page of 57 KB, and takes 12 so; more at a time where more of one kind stand
 * together, with which it takes 7.
 */
static inline size_t
skip_common(struct str s, size_t at, unsigned char low, unsigned char high)
{
    uint64_t eight, other;

    while (s.n - at >= 8) {
        memcpy(&eight, s.p + at, 8);
        if (is_thai(eight)) {
            at = skip_thai(s, at + 6);
            continue;
        }
        eight = le64toh(eight);
        other = eight_beside(eight, low, high);
        if (other == 0)
            at = skip_ascii(s, at + 8, low, high);
        else if ((other & 0xFF) == 0)
            at += (size_t)__builtin_ctzll(other) / 8;
        else if (utf8_thai_at(s, at))
            at += 3;
        else
            break;
    }
    return at;
}

size_t
utf8_skip_plain(struct str s, size_t at)
{
    return skip_common(s, at, ' ', 0x7E);
}

/* Every byte above ASCII is one of a Thai letter, and those of ASCII are shown or blanks; at: a character
 * begins there. */
static bool
plain_from(struct str s, size_t at)
{
    while (at < s.n) {
        uint32_t c;

        at = skip_common(s, at, ' ', 0x7E);
        c = at < s.n ? utf8_next(s, &at) : ' ';
        if (!(c >= ' ' && c < 0x7F) && !(c < ' ' && is_blank((unsigned char)c)) && (c < 0xE00 || c > 0xE7F))
            return false;
    }
    return true;
}

/* Bytes, and which of them begin a Thai letter or are of the form of its others. */
struct thai_bytes {
    wide v;
    wide_signed first, follows;
};

/*
 * Bytes at p, and in *bad which of them break a Thai letter: 0xE0 is followed by 0xB8 or 0xB9 and a third
 * byte, and such bytes stand nowhere else.  Two bytes before p are looked at.
 */
static inline __attribute__((always_inline)) void
thai_bytes_at(struct thai_bytes *t, wide_signed *bad, const char *p)
{
    wide before, second_before;
    wide_signed second, third;

    wide_at(&t->v, p);
    wide_at(&before, p - 1);
    wide_at(&second_before, p - 2);
    second = before == 0xE0;
    third = second_before == 0xE0;
    t->first = t->v == 0xE0;
    t->follows = (wide_signed)t->v < -0x40;
    *bad |= (second & (wide_signed)((t->v & 0xFE) ^ 0xB8)) | (t->follows ^ (second | third));
}

/* Which of the bytes at p cannot stand there in such a text?  Two bytes before p are looked at. */
static inline __attribute__((always_inline)) void
add_odd(wide_signed *odd, const char *p)
{
    struct thai_bytes t;
    wide_signed dark, blank;

    thai_bytes_at(&t, odd, p);
    dark = (wide_signed)(t.v + 1) < ' ' + 1;
    blank = t.v - '\t' <= '\r' - '\t';
    *odd |= (dark ^ (t.first | t.follows | blank)) | (t.v == '\v');
}

/* As many whole steps from at on, behind two bytes, as are such text; *odd: the next is not. */
WIDE static size_t
skip_wide(struct str s, size_t at, bool *odd)
{
    for (*odd = false; s.n - at >= WIDE_STEP; at += WIDE_STEP) {
        wide_signed found = {0};

        add_odd(&found, s.p + at);
        add_odd(&found, s.p + at + WIDE_BYTES);
        add_odd(&found, s.p + at + 2L * WIDE_BYTES);
        add_odd(&found, s.p + at + 3L * WIDE_BYTES);
        if (wide_any(&found)) {
            *odd = true;
            break;
        }
    }
    return at;
}

/*
 * Letter by letter a page of 57 KB took 60 us, by kinds of letters that stand together 127,000 instructions,
 * and 56,000 so.
 */
bool
utf8_plain(struct str s)
{
    size_t at = 0;
    bool odd;

    if (s.n < 2 * WIDE_STEP)
        return plain_from(s, 0);
    while (at < 2)
        utf8_next(s, &at);
    if (!plain_from(str_sub(s, 0, at), 0))
        return false;
    at = skip_wide(s, at, &odd);
    if (byte_at(s, at - 1) == 0xE0) /* a letter that does not end in the last step */
        at -= 1;
    else if (byte_at(s, at - 2) == 0xE0)
        at -= 2;
    return !odd && plain_from(s, at);
}

size_t
utf8_skip_letters(struct str s, size_t at)
{
    return skip_common(s, at, ' ' + 1, 0x7E);
}

/* Behind the ASCII and the Thai that begin at at, letter by letter: most texts end so before eight bytes are
 * full again. */
static inline size_t
skip_last(struct str s, size_t at)
{
    while (at < s.n && (byte_at(s, at) < 0x80 || utf8_thai_at(s, at)))
        at += byte_at(s, at) < 0x80 ? 1 : 3;
    return at;
}

/* Which of the bytes at p are no ASCII and of no Thai letter?  Two bytes before p are looked at. */
static inline __attribute__((always_inline)) void
add_foreign(wide_signed *foreign, const char *p)
{
    struct thai_bytes t;

    thai_bytes_at(&t, foreign, p);
    *foreign |= ((wide_signed)t.v < 0) ^ (t.first | t.follows);
}

#define THAI_LEAST (WIDE_BYTES + 2)

/* The same of the first two bytes. */
static bool
begins_foreign(struct str s)
{
    unsigned char first = byte_at(s, 0), second = byte_at(s, 1);

    return first == 0xE0 ? (second & 0xFE) != 0xB8 : first >= 0x80 || (second >= 0x80 && second != 0xE0);
}

/* Is s, of so many bytes at least, ASCII and Thai?  The last bytes are looked at in a step that overlaps. */
WIDE static bool
is_of_thai(struct str s)
{
    wide_signed foreign = {0};

    if (begins_foreign(s))
        return false;
    for (size_t at = 2; s.n - at > WIDE_BYTES; at += WIDE_BYTES)
        add_foreign(&foreign, s.p + at);
    add_foreign(&foreign, s.p + (s.n - WIDE_BYTES));
    return !wide_any(&foreign) && byte_at(s, s.n - 1) != 0xE0 && byte_at(s, s.n - 2) != 0xE0;
}

/* Nearly all texts are; the kinds of letters that stand together are looked for in the others only, which was
 * 40,000 instructions of reading a stored page. */
bool
utf8_valid(struct str s)
{
    size_t at = 0;

    if (s.n >= THAI_LEAST && is_of_thai(s))
        return true;
    for (bool good = true; good; decode(s, &at, &good)) {
        at = skip_last(s, skip_common(s, at, 0, 0x7F));
        if (at == s.n)
            return true;
    }
    return false;
}

bool
utf8_append(struct buf *out, uint32_t code_point)
{
    char bytes[4];

    return buf_put(out, bytes, utf8_put(bytes, code_point));
}

void
utf8_clean(struct buf *out, struct str s)
{
    size_t kept = 0; /* start of the good bytes not yet copied */

    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        bool good;

        decode(s, &at, &good);
        if (good)
            continue;
        buf_str(out, str_sub(s, kept, from));
        utf8_append(out, REPLACEMENT);
        kept = at;
    }
    buf_str(out, str_sub(s, kept, s.n));
}

size_t
utf8_length(struct str s)
{
    size_t n = 0;

    for (size_t at = 0; at < s.n; n++) {
        uint64_t eight;

        for (; s.n - at >= 8; at += 6, n += 2) {
            memcpy(&eight, s.p + at, 8);
            if (!is_thai(eight))
                break;
        }
        utf8_next(s, &at);
    }
    return n;
}

/* Which bytes of eight are the rest of a character: 1 for each. */
static inline uint64_t
inside_of_eight(uint64_t eight)
{
    return (eight & ~(eight << 1) & EIGHT_HIGH) >> 7;
}

/* Which bytes of eight begin no character that is seen, being blank, control or the rest of another: 1 for
 * each. */
static inline uint64_t
unseen_of_eight(uint64_t eight)
{
    uint64_t low = eight_below(eight, 0x21); /* ASCII up to the blank */

    return low >> 7 | inside_of_eight(eight);
}

static size_t
sum_of_bytes(uint64_t eight)
{
    const uint64_t even = 0x00FF00FF00FF00FFu;

    eight = (eight & even) + (eight >> 8 & even);
    return (size_t)((eight * 0x0001000100010001u) >> 48);
}

size_t
utf8_length_valid(struct str s)
{
    size_t n = s.n, at = 0;
    uint64_t eight;

    while (s.n - at >= 8) {
        size_t end = s.n - at > MOST_SUMMED ? at + MOST_SUMMED : s.n;
        uint64_t inside = 0; /* in each of its bytes, how many begin no character */

        for (; end - at >= 8; at += 8) {
            memcpy(&eight, s.p + at, 8);
            inside += inside_of_eight(eight);
        }
        n -= sum_of_bytes(inside);
    }
    for (; at < s.n; at++)
        n -= (byte_at(s, at) & 0xC0) == 0x80;
    return n;
}

/* Which bytes begin no character that is seen, and, in *rare, which may begin a blank that is none of ASCII.
 */
static inline __attribute__((always_inline)) void
unseen_at(const char *p, wide_signed *unseen, wide_signed *rare)
{
    wide v;

    wide_at(&v, p);
    *unseen = ((wide_signed)v < -0x40) + (v <= ' '); /* never both */
    *rare |= v == 0xC2;
}

/* Of s, which is as long as one step or longer; the last step looks again at what is left of the one before.
 */
WIDE static size_t
count_unseen(struct str s, bool *rare)
{
    wide_signed found = {0}, unseen;
    size_t n = 0, at = 0;
    wide sum = {0};

    for (size_t steps = 1; s.n - at >= WIDE_BYTES; at += WIDE_BYTES, steps++) {
        unseen_at(s.p + at, &unseen, &found);
        sum -= (wide)unseen;
        if (steps % WIDE_SUMMED == 0) {
            n += wide_count(&sum);
            sum = (wide){0};
        }
    }
    n += wide_count(&sum);
    unseen_at(s.p + s.n - WIDE_BYTES, &unseen, &found);
    *rare = wide_any(&found);
    return n + wide_count_last(&unseen, s.n - at);
}

/* U+00A0 in it. */
static size_t
count_fixed_blanks(struct str s)
{
    size_t n = 0;

    for (size_t at = 0; (at = str_find_char(s, '\xc2', at)) != STR_NOT_FOUND; at++)
        n += at + 1 < s.n && byte_at(s, at + 1) == 0xA0;
    return n;
}

/* The same of short ones, eight bytes at a time. */
static size_t
count_unseen_of_short(struct str s, bool *rare)
{
    uint64_t eight, unseen = 0, found = 0;
    size_t n = 0, at = 0;

    for (; s.n - at >= 8; at += 8) {
        memcpy(&eight, s.p + at, 8);
        unseen += unseen_of_eight(eight);
        found |= eight_is(eight, 0xC2);
    }
    for (; at < s.n; at++) {
        n += byte_at(s, at) <= ' ' || (byte_at(s, at) & 0xC0) == 0x80;
        found |= byte_at(s, at) == 0xC2;
    }
    *rare = found != 0;
    return n + sum_of_bytes(unseen);
}

size_t
utf8_visible(struct str s)
{
    bool rare;
    size_t unseen = s.n < WIDE_BYTES ? count_unseen_of_short(s, &rare) : count_unseen(s, &rare);

    return s.n - unseen - (rare ? count_fixed_blanks(s) : 0);
}

/* Marks that belong to the character before them: Thai, and the combining blocks of other scripts. */
static bool
joins_left(uint32_t c)
{
    return thai_is_mark(c) || c == 0x0E33 || (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

/* The prefix, when a cut may be made behind so many code points; all of s when it has no more than n. */
static struct str
prefix_behind(struct str s, size_t n, size_t skipped)
{
    size_t end = 0; /* last place where a cut may be made */
    size_t at = 0, i = 0;
    uint64_t eight;

    while (i + 2 <= skipped && s.n - at >= 8) {
        bool two = (memcpy(&eight, s.p + at, 8), is_thai(eight)), ascii = byte_at(s, at) < 0x80;

        if (!two && !ascii && thai_place(s.p + at) == THAI_NO_PLACE)
            break;
        at += two ? 6 : ascii ? 1 : 3;
        i += two ? 2 : 1;
    }
    for (; at < s.n; i++) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (i >= skipped && !joins_left(c))
            end = from;
        if (i == n)
            return str_sub(s, 0, end);
    }
    return s;
}

struct str
utf8_prefix(struct str s, size_t n)
{
    struct str out;

    if (s.n <= n)
        return s;
    out = prefix_behind(s, n, n > MARKS_MOST ? n - MARKS_MOST : 0);
    return out.n > 0 ? out : prefix_behind(s, n, 0);
}

static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* Bidirectional and zero-width characters, line and paragraph separator, tags: they change how text looks;
 * and what is no character. */
static bool
is_invisible(uint32_t c)
{
    return c == 0x00AD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xE0000 && c <= 0xE007F);
}

/* Blanks that are wider or narrower than the plain one, or do not break. */
static bool
is_white(uint32_t c)
{
    static const uint32_t single[] = {' ', 0x00A0, 0x1680, 0x202F, 0x205F, 0x3000};
    bool known = c >= 0x2000 && c <= 0x200A;

    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        known |= c == single[i];
    return known;
}

struct str
utf8_trim(struct str s)
{
    size_t from = s.n, to = 0;

    for (size_t at = 0; at < s.n;) {
        size_t begin = at;
        uint32_t c = utf8_next(s, &at);

        if (is_control(c) || is_invisible(c) || is_white(c))
            continue;
        from = begin < from ? begin : from;
        to = at;
    }
    return from < to ? str_sub(s, from, to) : STR_NONE;
}

/* East Asian wide characters and emoji, by block: close enough for a column of text. */
static bool
is_wide(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

size_t
utf8_columns(struct str s)
{
    size_t n = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);

        if (c == 0x0E33)
            n++; /* sara am is a mark and a letter in one */
        else if (!is_control(c) && !is_invisible(c) && !joins_left(c))
            n += is_wide(c) ? 2 : 1;
    }
    return n;
}

void
utf8_show(struct buf *out, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        bool good;
        uint32_t c = decode(s, &at, &good);

        if (!good)
            utf8_append(out, REPLACEMENT);
        else if (is_control(c))
            buf_printf(out, "\\x%02x", (unsigned)c);
        else if (is_invisible(c))
            buf_printf(out, "\\u{%04x}", (unsigned)c);
        else
            buf_str(out, str_sub(s, from, at));
    }
}

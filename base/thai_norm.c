/*
 * The normal form in which Thai text is compared.  One pass over the bytes writes it and, when asked, the
 * map back; the higher tiers are a second, shorter pass over what the first one wrote.  Marks are put in
 * order by looking back at the last few characters written, so the work a byte is bounded.  Without a map,
 * what nearly all text is made of takes a short way of a few steps a character, on which the narrow text is
 * written along.
 */
#include "base/thai_private.h"
#include "base/utf8.h"

#define SARA_E 0x0E40
#define SARA_AE 0x0E41
#define MAI_EK 0x0E48
#define THANTHAKHAT 0x0E4C

#define LONGEST_SWAP 4    /* tone marks a vowel may move before; real text has one */
#define BAD_BYTES_ROOM 64 /* a bad byte becomes three; room for a few before starting over */
#define LONGEST_TEXT ((size_t)1 << 30)
#define AHEAD 8 /* bytes that the short way looks at from a place on */

/* What white space is deleted between: everything from the first letter to the last mark. */
static bool
is_thai(uint32_t c)
{
    return c >= 0x0E01 && c <= 0x0E4E;
}

static bool
is_tone(uint32_t c)
{
    return c >= MAI_EK && c <= THANTHAKHAT;
}

/* Marks that stand nearer to their letter than a tone mark does. */
static bool
is_inner_mark(uint32_t c)
{
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || c == MAI_TAIKHU || c == NIKHAHIT;
}

enum gap { GAP_NONE, GAP_SPACE, GAP_BREAK };

struct writer {
    char *out;
    uint32_t *at; /* NULL when no map is wanted */
    unsigned char *narrow;
    size_t n, room, narrow_n;
    bool moved;   /* something was written before others: narrow has to be made again */
    enum gap gap; /* what stood between the last character and the next */
    int lines;    /* line feeds in it: from two on, a blank line, it is a break */
    size_t gap_at;
};

/* The Thai character k places before the end of what is written, 0 when it is something else. */
static inline uint32_t
back(const struct writer *w, size_t k)
{
    const unsigned char *p = (const unsigned char *)w->out + w->n - 3 * k;

    if (w->n < 3 * k || p[0] != 0xE0 || (p[1] & 0xFE) != 0xB8)
        return 0;
    return 0x0E00u | (p[1] & 1u) << 6 | (p[2] & 0x3Fu);
}

static inline void
write_char(struct writer *w, uint32_t c, size_t from)
{
    size_t n = utf8_put(w->out + w->n, c);

    for (size_t i = 0; w->at && i < n; i++)
        w->at[w->n + i] = (uint32_t)from;
    if (w->narrow)
        w->narrow[w->narrow_n++] = thai_narrow(c);
    w->n += n;
}

static inline void
write_thai(struct writer *w, uint32_t c, size_t from)
{
    char *p = w->out + w->n;

    p[0] = (char)0xE0;
    p[1] = (char)(0xB8 | (c >> 6 & 1));
    p[2] = (char)(0x80 | (c & 0x3F));
    if (w->at)
        w->at[w->n] = w->at[w->n + 1] = w->at[w->n + 2] = (uint32_t)from;
    if (w->narrow)
        w->narrow[w->narrow_n++] = thai_narrow(c);
    w->n += 3;
}

/* Takes back the last k characters, all Thai. */
static void
take_back(struct writer *w, size_t k)
{
    w->n -= 3 * k;
    w->moved = true;
}

/* Write c before the last k characters, all Thai. */
static void
insert_thai(struct writer *w, size_t k, uint32_t c, size_t from)
{
    char *p = w->out + w->n - 3 * k;
    char tail[3 * LONGEST_SWAP];
    uint32_t tail_at[3 * LONGEST_SWAP];

    memcpy(tail, p, 3 * k);
    if (w->at)
        memcpy(tail_at, w->at + w->n - 3 * k, 3 * k * sizeof *tail_at);
    take_back(w, k);
    write_thai(w, c, from);
    memcpy(w->out + w->n, tail, 3 * k);
    if (w->at)
        memcpy(w->at + w->n, tail_at, 3 * k * sizeof *tail_at);
    w->n += 3 * k;
}

/* A mark that belongs before the tone marks already written, unless it stands there already. */
static void
put_inner_mark(struct writer *w, uint32_t c, size_t from)
{
    size_t tones = 0;

    while (tones < LONGEST_SWAP && is_tone(back(w, tones + 1)))
        tones++;
    if (back(w, tones + 1) != c)
        insert_thai(w, tones, c, from);
}

/* Nikhahit and aa, perhaps with a tone mark between, are sara am behind the tone mark. */
static bool
put_am_of_two(struct writer *w, size_t from)
{
    uint32_t tone = back(w, 1), tone_at;

    if (tone == NIKHAHIT) {
        take_back(w, 1);
        write_thai(w, SARA_AM, from);
        return true;
    }
    if (!is_tone(tone) || back(w, 2) != NIKHAHIT)
        return false;
    tone_at = w->at ? w->at[w->n - 3] : 0;
    take_back(w, 2);
    write_thai(w, tone, tone_at);
    write_thai(w, SARA_AM, from);
    return true;
}

static void
put_thai(struct writer *w, uint32_t c, size_t from)
{
    uint32_t last = back(w, 1);

    if (c == last && thai_is_mark(c))
        return;
    if (c == SARA_E && last == SARA_E) {
        uint32_t first_at = w->at ? w->at[w->n - 3] : 0;

        take_back(w, 1);
        write_thai(w, SARA_AE, first_at);
    } else if (is_inner_mark(c) && is_tone(last)) {
        put_inner_mark(w, c, from);
    } else if (is_tone(c) && last == SARA_AM) {
        if (back(w, 2) != c)
            insert_thai(w, 1, c, from);
    } else if (c != SARA_AA || !put_am_of_two(w, from)) {
        write_thai(w, c, from);
    }
}

/*
 * Kinds of characters that nearly every text is made of, as put_thai() tells them apart.  They are written as
 * they are but where two of them meet that may mean a change; ODD ones always may.
 */
enum kind { ODD, PLAIN, INNER, NIKHAHIT_MARK, TONE, AA, AM, LEADING_E, CAPITAL, BLANK, THAI_DIGIT };

#define BIT(kind) (1u << (kind))

#define AS_IS (BIT(PLAIN) | BIT(INNER) | BIT(NIKHAHIT_MARK) | BIT(TONE) | BIT(AA) | BIT(AM) | BIT(LEADING_E))

/* Kinds that may simply be written behind each kind. */
enum {
    BEHIND_PLAIN = AS_IS,
    BEHIND_INNER = AS_IS & ~(BIT(INNER) | BIT(NIKHAHIT_MARK)),
    BEHIND_NIKHAHIT = AS_IS & ~(BIT(INNER) | BIT(NIKHAHIT_MARK) | BIT(TONE) | BIT(AA)),
    BEHIND_TONE = AS_IS & ~(BIT(INNER) | BIT(NIKHAHIT_MARK) | BIT(TONE)),
    BEHIND_AM = AS_IS & ~BIT(TONE),
    BEHIND_E = AS_IS & ~BIT(LEADING_E),
};

/* Of each narrow byte: its kind as a bit, 0 for ODD, and what may be written behind it. */
static const struct short_way {
    uint16_t kind, behind;
} short_way[256] = {
    [' '] = {BIT(BLANK), BEHIND_PLAIN},
    [0x21 ... 0x40] = {BIT(PLAIN), BEHIND_PLAIN},
    ['A' ... 'Z'] = {BIT(CAPITAL), BEHIND_PLAIN},
    [0x5B ... 0x7F] = {BIT(PLAIN), BEHIND_PLAIN},
    [0x81 ... 0xB0] = {BIT(PLAIN), BEHIND_PLAIN},
    [0xB1] = {BIT(INNER), BEHIND_INNER},
    [0xB2] = {BIT(AA), BEHIND_PLAIN},
    [0xB3] = {BIT(AM), BEHIND_AM},
    [0xB4 ... 0xBA] = {BIT(INNER), BEHIND_INNER},
    [0xC0] = {BIT(LEADING_E), BEHIND_E},
    [0xC1 ... 0xC6] = {BIT(PLAIN), BEHIND_PLAIN},
    [0xC7] = {BIT(INNER), BEHIND_INNER},
    [0xC8 ... 0xCC] = {BIT(TONE), BEHIND_TONE},
    [0xCD] = {BIT(NIKHAHIT_MARK), BEHIND_NIKHAHIT},
    [0xD0 ... 0xD9] = {BIT(THAI_DIGIT), BEHIND_PLAIN},
};

/* What may simply be written behind what is.  A tone mark behind nikhahit goes with aa as nikhahit does. */
static unsigned
behind_written(const struct writer *w)
{
    uint32_t last = back(w, 1);

    if (is_tone(last) && back(w, 2) == NIKHAHIT)
        return BEHIND_NIKHAHIT;
    return short_way[thai_narrow(last)].kind & AS_IS ? short_way[thai_narrow(last)].behind : BEHIND_PLAIN;
}

/* Decide about the gap before c.  A mark never begins a word, so nothing parts it from its letter but a real
 * break. */
static void
close_gap(struct writer *w, uint32_t c)
{
    bool after_thai = is_thai(back(w, 1));

    if (w->gap == GAP_SPACE && w->lines >= 2 && !(after_thai && thai_is_mark(c)))
        w->gap = GAP_BREAK;
    if (w->n > 0 && w->gap == GAP_BREAK)
        write_char(w, THAI_BREAK, w->gap_at);
    else if (w->n > 0 && !(after_thai && is_thai(c)))
        write_char(w, ' ', w->gap_at);
    w->gap = GAP_NONE;
    w->lines = 0;
}

static void
open_gap(struct writer *w, uint32_t c, size_t from)
{
    if (w->gap == GAP_NONE)
        w->gap_at = from;
    if (c == THAI_BREAK)
        w->gap = GAP_BREAK;
    else if (w->gap == GAP_NONE)
        w->gap = GAP_SPACE;
    if (c == '\n' || c == 0x2028)
        w->lines++;
    if (c == '\f' || c == 0x2029)
        w->lines = 2;
}

/* Between what may blanks and nothing else stand?  False where what follows is not certain. */
static bool
pass_blank(struct writer *w, const char *p)
{
    unsigned place = thai_place(p + 1);
    bool after_thai = is_thai(back(w, 1));

    if (place == THAI_NO_PLACE ? (unsigned char)p[1] <= ' ' || (unsigned char)p[1] >= 0x80 : place == 0)
        return false;
    if (w->n > 0 && !(after_thai && place != THAI_NO_PLACE && is_thai(0x0E00 + place)))
        w->out[w->n++] = (char)(w->narrow[w->narrow_n++] = ' ');
    return true;
}

/* ASCII, or a digit of Thai script. */
static inline void
write_byte(struct writer *w, unsigned char c)
{
    w->out[w->n++] = (char)(w->narrow[w->narrow_n++] = c);
}

/* Bits that tell a Thai character, and what they are, of its three bytes, and of two such characters. */
#define THAI_MASK 0xC0FEFFu
#define THAI_BITS 0x80B8E0u
#define TWICE(bits) ((uint64_t)(bits) << 24 | (bits))

/* The narrow bytes of two Thai characters: the lowest of what is returned, and the highest. */
static inline uint32_t
narrow_two(uint64_t six)
{
    return ((uint32_t)(six >> 16) & 0xFF0000FFu) | ((uint32_t)(six >> 2) & 0x40000040u);
}

/* What a blank is between what was written and the bytes behind it. */
enum blank { BLANK_UNCERTAIN, BLANK_WRITTEN, BLANK_DROPPED };

static inline enum blank
blank_between(unsigned char last, uint64_t behind)
{
    unsigned char next = (unsigned char)behind;

    if ((behind & THAI_MASK) == THAI_BITS)
        next = (unsigned char)narrow_two(behind);
    if (next <= ' ' || next == THAI_NARROW || ((behind & THAI_MASK) != THAI_BITS && next >= 0x80))
        return BLANK_UNCERTAIN;
    return is_thai(0x0E00u + last - THAI_NARROW) && is_thai(0x0E00u + next - THAI_NARROW) ? BLANK_DROPPED
                                                                                          : BLANK_WRITTEN;
}

/* What of p up to `stop` is written as it is, Thai by two characters where it can. */
static const char *
write_as_is(struct writer *w, const char *p, const char *stop)
{
    unsigned may = behind_written(w);
    char *out = w->out + w->n;
    unsigned char *narrow = w->narrow + w->narrow_n;

    while (p < stop) {
        uint64_t eight;
        uint32_t two;
        unsigned c;
        size_t n = 3;

        memcpy(&eight, p, sizeof eight);
        memcpy(out, p, sizeof eight);
        eight = le64toh(eight);
        two = narrow_two(eight);
        c = two & 0xFF;
        if ((eight & TWICE(THAI_MASK)) == TWICE(THAI_BITS) && may & short_way[c].kind &&
            short_way[c].behind & short_way[two >> 24].kind) {
            narrow[0] = (unsigned char)c;
            narrow[1] = (unsigned char)(two >> 24);
            may = short_way[two >> 24].behind;
            narrow += 2;
            out += 6;
            p += 6;
            continue;
        }
        if ((eight & THAI_MASK) != THAI_BITS) {
            c = (unsigned char)*p;
            if (c == ' ' && narrow > w->narrow) {
                enum blank blank = blank_between(narrow[-1], eight >> 8);

                if (blank == BLANK_UNCERTAIN)
                    break;
                if (blank == BLANK_DROPPED) {
                    p++;
                    continue;
                }
            } else if (c >= 0x80 || !(may & short_way[c].kind)) {
                break;
            }
            n = 1;
        } else if (!(may & short_way[c].kind)) {
            break;
        }
        *narrow++ = (unsigned char)c;
        may = short_way[c].behind;
        out += n;
        p += n;
    }
    w->n = (size_t)(out - w->out);
    w->narrow_n = (size_t)(narrow - w->narrow);
    return p;
}

/*
 * The short way from p on, up to `stop` or what has to be looked at; behind `stop` AHEAD - 1 bytes can be
 * read.  Three times as fast as character by character.
 */
static const char *
write_plain(struct writer *w, const char *p, const char *stop)
{
    while ((p = write_as_is(w, p, stop)) < stop) {
        unsigned place = thai_place(p), c = place == THAI_NO_PLACE ? (unsigned char)*p : THAI_NARROW | place;
        unsigned kind = place == THAI_NO_PLACE && c >= 0x80 ? 0 : short_way[c].kind;

        if (kind == BIT(CAPITAL))
            write_byte(w, (unsigned char)c | 0x20);
        else if (kind == BIT(THAI_DIGIT))
            write_byte(w, (unsigned char)('0' + (c & 0xF)));
        else if (kind != BIT(BLANK) || !pass_blank(w, p))
            break;
        p += kind == BIT(THAI_DIGIT) ? 3 : 1;
    }
    return p;
}

/* The same for s from `at` on; how far it went.  The last bytes are read in a copy with room behind. */
static size_t
write_short_way(struct writer *w, struct str s, size_t at)
{
    char copy[2 * AHEAD + 1] = {0};
    size_t whole = s.n < AHEAD ? 0 : s.n - AHEAD + 1;

    if (at < whole)
        at = (size_t)(write_plain(w, s.p + at, s.p + whole) - s.p);
    if (at < whole)
        return at;
    memcpy(copy, s.p + at, s.n - at);
    return at + (size_t)(write_plain(w, copy, copy + (s.n - at)) - copy);
}

/* One character by the long way.  False when the room ends: only bad bytes make the normal form longer than
 * the text. */
static bool
write_next(struct writer *w, struct str s, size_t *at)
{
    size_t from = *at;
    uint32_t c = utf8_next(s, at);

    if (thai_is_dropped(c))
        return true;
    if (c == THAI_BREAK || thai_is_white(c)) {
        open_gap(w, c, from);
        return true;
    }
    if (w->room - w->n < 8)
        return false;
    c = thai_replace(c);
    if (w->gap)
        close_gap(w, c);
    if (is_thai(c))
        put_thai(w, c, from);
    else
        write_char(w, c, from);
    return true;
}

static bool
write_all(struct writer *w, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        if (w->narrow && !w->gap && w->room - w->n >= s.n - at + AHEAD)
            at = write_short_way(w, s, at);
        if (at < s.n && !write_next(w, s, &at))
            return false;
    }
    return true;
}

static bool
writer_init(struct writer *w, struct arena *a, size_t room, bool with_map)
{
    *w = (struct writer){.room = room};
    w->out = arena_raw(a, with_map ? room + 1 : 2 * (room + 1));
    if (with_map && w->out)
        w->at = arena_raw(a, (room + 1) * sizeof *w->at);
    else if (w->out)
        w->narrow = (unsigned char *)w->out + room + 1;
    return w->out && (w->at || !with_map);
}

static void
narrow_again(struct writer *w)
{
    struct str text = {w->out, w->n};

    w->narrow_n = 0;
    for (size_t at = 0; at < w->n;)
        w->narrow[w->narrow_n++] = thai_narrow(utf8_next(text, &at));
}

static struct thai_norm
nothing(bool with_map)
{
    static const uint32_t end = 0;

    return (struct thai_norm){.text = STR(""), .at = with_map ? &end : NULL};
}

/* End the text and its map; source_n is the length of what the map leads to. */
static struct thai_norm
finish(struct writer *w, size_t source_n)
{
    w->out[w->n] = '\0';
    if (w->at)
        w->at[w->n] = (uint32_t)source_n;
    return (struct thai_norm){
        .text = {w->out, w->n}, .at = w->at, .narrow = {(const char *)w->narrow, w->narrow_n}};
}

static bool
falls(uint32_t c, enum thai_tier tier)
{
    return c == NIKHAHIT || (tier == THAI_BARE && thai_is_mark(c));
}

/* Copy text, folded, to the writer; both may be the same memory, since folding never lengthens. */
static void
fold_into(struct writer *w, struct str text, const uint32_t *at, enum thai_tier tier)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t c = utf8_next(text, &i);

        if (falls(c, tier))
            continue;
        memmove(w->out + w->n, text.p + from, i - from);
        if (c == SARA_AM)
            w->out[w->n + 2] = (char)0xB2;
        for (size_t k = from; w->at && k < i; k++)
            w->at[w->n + k - from] = at ? at[k] : (uint32_t)from;
        w->n += i - from;
    }
}

struct thai_norm
thai_norm(struct arena *a, struct str s, enum thai_tier tier, bool with_map)
{
    struct writer w;
    struct str exact;

    if (s.n == 0 || s.n > LONGEST_TEXT || !writer_init(&w, a, s.n + BAD_BYTES_ROOM, with_map))
        return nothing(with_map);
    if (!write_all(&w, s)) {
        if (!writer_init(&w, a, 3 * s.n + BAD_BYTES_ROOM, with_map))
            return nothing(with_map);
        write_all(&w, s);
    }
    if (w.narrow && w.moved)
        narrow_again(&w);
    if (tier > THAI_EXACT) {
        exact = (struct str){w.out, w.n};
        w.n = w.narrow_n = 0;
        fold_into(&w, exact, w.at, tier);
    }
    return finish(&w, s.n);
}

struct thai_norm
thai_fold(struct arena *a, struct str s, enum thai_tier tier, bool with_map)
{
    struct writer w;

    if (s.n == 0 || s.n > LONGEST_TEXT || !writer_init(&w, a, s.n, with_map))
        return nothing(with_map);
    if (tier > THAI_EXACT) {
        fold_into(&w, s, NULL, tier);
        return finish(&w, s.n);
    }
    memcpy(w.out, s.p, s.n);
    for (size_t i = 0; with_map && i < s.n; i++)
        w.at[i] = (uint32_t)i;
    w.n = s.n;
    return finish(&w, s.n);
}

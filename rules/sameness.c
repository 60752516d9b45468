/* Fingerprints of blocks and links; figures of counters are left out.  Whether there are some is looked for
 * in steps of 32 bytes: byte by byte it was 3 % of judging. */
#include "rules/sameness.h"
#include "base/utf8.h"
#include "base/wide.h"
#include "rules/tally.h"
#include <string.h>

#define COUNTER_NUMBERS 3 /* a box of counters holds at least so many */
#define COUNTER_WORDS 48  /* and letters to them; a date of posting is shorter */
#define LETTER_BYTES 4    /* of one letter at most */

uint64_t
sameness_of_link(const struct link *l)
{
    return tally_key(l->url) * 31 + tally_key(l->text);
}

/* Bytes of the digit at at, Arabic or Thai; 0 for none. */
static size_t
digit_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    if (str_is_digit(s.p[at]))
        return 1;
    return *p == 0xE0 && s.n - at >= 3 && p[1] == 0xB9 && p[2] >= 0x90 && p[2] <= 0x99 ? 3 : 0;
}

/* Does a number begin at a byte, of which there is one before?  Each Thai digit, told by its last two bytes,
 * counts as one, and each run of others. */
static inline __attribute__((always_inline)) void
numbers_at(wide_signed *begin, const char *p)
{
    wide byte, before;

    wide_at(&byte, p);
    wide_at(&before, p - 1);
    *begin = (((wide)(byte - '0') < 10) & ~((wide)(before - '0') < 10)) |
             (((wide)(byte - 0x90) < 10) & (before == 0xB9));
}

/* How many begin behind the first byte of a text of more than a step. */
WIDE static size_t
numbers_behind(struct str text)
{
    size_t numbers = 0, at = 1;
    wide_signed begin;

    while (text.n - at >= WIDE_BYTES) {
        wide sum = {0};

        for (size_t i = 0; i < WIDE_SUMMED && text.n - at >= WIDE_BYTES; i++, at += WIDE_BYTES) {
            numbers_at(&begin, text.p + at);
            sum -= (wide)begin;
        }
        numbers += wide_count(&sum);
    }
    numbers_at(&begin, text.p + text.n - WIDE_BYTES);
    return numbers + wide_count_last(&begin, text.n - at);
}

/* Behind as many whole steps from at on as no number begins in. */
WIDE static size_t
skip_words(struct str text, size_t at)
{
    for (; text.n - at >= WIDE_BYTES; at += WIDE_BYTES) {
        wide_signed begin;

        numbers_at(&begin, text.p + at);
        if (wide_any(&begin))
            break;
    }
    return at;
}

/* The next digit, outside of a number, or the end. */
static size_t
next_digit(struct str text, size_t at)
{
    size_t steps = at > 0 || !str_is_digit(text.p[0]) ? skip_words(text, at + (at == 0)) : 0;

    if (steps > at + 2) /* a Thai digit may have begun before its last byte */
        at = steps - 2;
    while (at < text.n && digit_at(text, at) == 0)
        at++;
    return at;
}

/* The key of bytes that come piece by piece. */
struct pieces {
    uint64_t key;
    size_t n;
    char held[256]; /* the last of them, not in the key yet */
};

static void
add_piece(struct pieces *p, struct str piece)
{
    while (piece.n > 0) {
        size_t at = p->n % sizeof p->held, room = sizeof p->held - at, n = piece.n < room ? piece.n : room;

        memcpy(p->held + at, piece.p, n);
        p->n += n;
        piece = str_sub(piece, n, piece.n);
        if (n == room)
            p->key = tally_mix(p->key, tally_key((struct str){p->held, sizeof p->held}));
    }
}

/* Behind the figure that begins at at; digits are counted. */
static size_t
skip_figure(struct str text, size_t at, size_t *digits)
{
    size_t digit;

    while (at < text.n && ((digit = digit_at(text, at)) > 0 || text.p[at] == ',' || text.p[at] == '.')) {
        *digits += digit > 0;
        at += digit > 0 ? digit : 1;
    }
    return at;
}

static bool
has_letters(struct str text, size_t least)
{
    return text.n >= least * LETTER_BYTES || utf8_length_valid(text) >= least;
}

/* A box of counters differs from page to page by its figures alone. */
static uint64_t
counters_key(struct str text)
{
    struct pieces words = {.n = 0};
    size_t numbers = 0, digits = 0, from = 0;

    for (size_t at; (at = next_digit(text, from)) < text.n; numbers++) {
        add_piece(&words, str_sub(text, from, at));
        from = skip_figure(text, at, &digits);
    }
    if (numbers < COUNTER_NUMBERS || !has_letters(text, COUNTER_WORDS + digits))
        return tally_key(text);
    add_piece(&words, str_sub(text, from, text.n));
    words.key = tally_mix(words.key, tally_key((struct str){words.held, words.n % sizeof words.held}));
    return tally_mix(words.key, words.n);
}

static uint64_t
words_key(struct str text)
{
    _Static_assert(COUNTER_WORDS > WIDE_BYTES, "numbers_behind() looks at a whole step");
    if (text.n < COUNTER_WORDS || numbers_behind(text) + str_is_digit(text.p[0]) < COUNTER_NUMBERS)
        return tally_key(text);
    return counters_key(text);
}

/* A heading or line with the words of a menu entry is still the page's own. */
uint64_t
sameness_of_block(const struct block *b)
{
    return words_key(b->text) * 31 + (unsigned)b->kind * 8 + (unsigned)b->level;
}

/* Fingerprints of blocks and links; figures of counters are left out. */
#include "rules/sameness.h"
#include "base/utf8.h"
#include "rules/tally.h"
#include <string.h>

#define COUNTER_NUMBERS 3 /* a box of counters holds at least so many */
#define COUNTER_WORDS 48  /* and letters to them; a date of posting is shorter */
#define STEP 16           /* bytes looked at together */
#define STEPS_MOST 60     /* counted in a byte each, and two such bytes in one */

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

/*
 * Numbers that begin in so many steps, behind the byte before them: each Thai digit, told by its last two
 * bytes, counts as one, and each run of others.
 */
static size_t
figures_in(const unsigned char *p, size_t steps)
{
    unsigned char numbers[STEP] = {0};
    const uint64_t even = 0x00FF00FF00FF00FFu;
    uint64_t half[2];

    for (size_t s = 0; s < steps; s++, p += STEP)
        for (size_t i = 0; i < STEP; i++) {
            unsigned char digit = (unsigned char)(p[i] - '0') < 10,
                          before = (unsigned char)(p[i - 1] - '0') < 10,
                          thai = (unsigned char)(p[i] - 0x90) < 10;

            numbers[i] += (digit & !before) | (thai & (p[i - 1] == 0xB9));
        }
    memcpy(half, numbers, sizeof half);
    half[0] += half[1];
    return (size_t)(((half[0] & even) + (half[0] >> 8 & even)) * 0x0001000100010001u >> 48);
}

/* The same of the last bytes, fewer than a step, in a copy: what stands behind them may not be read. */
static size_t
figures_behind(struct str text, size_t at)
{
    unsigned char window[1 + STEP] = {0};

    memcpy(window, text.p + at - 1, text.n - at + 1);
    return figures_in(window + 1, 1);
}

/* May it hold so many numbers?  Byte by byte this was 3 % of judging, in steps of 64 bytes as much. */
static bool
may_count(struct str text)
{
    size_t numbers = str_is_digit(text.p[0]), at = 1;

    while (text.n - at >= STEP && numbers < COUNTER_NUMBERS) {
        size_t steps = (text.n - at) / STEP;

        steps = steps < STEPS_MOST ? steps : STEPS_MOST;
        numbers += figures_in((const unsigned char *)text.p + at, steps);
        at += steps * STEP;
    }
    return numbers >= COUNTER_NUMBERS || numbers + figures_behind(text, at) >= COUNTER_NUMBERS;
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

/* A box of counters differs from page to page by its figures alone. */
static uint64_t
words_key(struct str text)
{
    struct pieces words = {.n = 0};
    size_t numbers = 0, digits = 0, from = 0;

    if (text.n < COUNTER_WORDS || !may_count(text))
        return tally_key(text);
    for (size_t at = 0; at < text.n;) {
        if (digit_at(text, at) == 0) {
            at += (unsigned char)text.p[at] == 0xE0 && text.n - at >= 3 ? 3 : 1;
            continue;
        }
        numbers++;
        add_piece(&words, str_sub(text, from, at));
        at = from = skip_figure(text, at, &digits);
    }
    if (numbers < COUNTER_NUMBERS || utf8_length(text) < COUNTER_WORDS + digits)
        return tally_key(text);
    add_piece(&words, str_sub(text, from, text.n));
    words.key = tally_mix(words.key, tally_key((struct str){words.held, words.n % sizeof words.held}));
    return tally_mix(words.key, words.n);
}

/* A heading or line with the words of a menu entry is still the page's own. */
uint64_t
sameness_of_block(const struct block *b)
{
    return words_key(b->text) * 31 + (unsigned)b->kind * 8 + (unsigned)b->level;
}

/* From a place in the normal form back to the text as it was written. */
#include "base/thai_private.h"
#include "base/utf8.h"

/* Marks in the original's own spelling: glyph codes too, and sara am, which hangs on its letter. */
static bool
hangs(uint32_t c)
{
    c = thai_replace(c);
    return thai_is_mark(c) || c == SARA_AM;
}

/* Where the character before at begins. */
static size_t
step_back(struct str s, size_t at)
{
    size_t from = at - 1;

    while (from > 0 && at - from < 4 && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from--;
    return from;
}

/* True when the character at lo is drawn on the one before it. */
static bool
hangs_at(struct str s, size_t lo)
{
    size_t at = lo, before;
    uint32_t c = utf8_next(s, &at);

    if (hangs(c) || lo == 0 || c != SARA_AA)
        return hangs(c);
    /* The aa of a sara am in two parts. */
    before = step_back(s, lo);
    return hangs(utf8_next(s, &before));
}

/* Back to the letter that what stands at lo hangs on, over white space that damage put between them. */
static size_t
widen_start(struct str s, size_t lo)
{
    bool more = hangs_at(s, lo);

    for (size_t i = 0; i < 16 && more && lo > 0; i++) {
        size_t at = lo = step_back(s, lo);
        uint32_t c = utf8_next(s, &at);

        more = hangs_at(s, lo) || thai_is_white(c) || thai_is_dropped(c);
    }
    return lo;
}

/* On over the marks of the last letter; white space is passed only when a mark follows it. */
static size_t
widen_end(struct str s, size_t hi)
{
    size_t at = hi;

    for (size_t i = 0; i < 16 && at < s.n; i++) {
        uint32_t c = utf8_next(s, &at);

        if (hangs(c))
            hi = at;
        else if (!thai_is_white(c) && !thai_is_dropped(c))
            break;
    }
    return hi;
}

struct str
thai_original(const struct thai_norm *n, struct str original, size_t from, size_t to)
{
    size_t lo = original.n, hi = 0;

    if (to > n->text.n)
        to = n->text.n;
    for (size_t i = from; i < to; i++) {
        if (n->at[i] < lo)
            lo = n->at[i];
        if (n->at[i] >= hi)
            hi = n->at[i];
    }
    if (lo > hi || lo >= original.n)
        return STR_NONE;
    utf8_next(original, &hi);
    return str_sub(original, widen_start(original, lo), widen_end(original, hi));
}

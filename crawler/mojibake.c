/*
 * Thai text that was read in the wrong encoding once and stored so.  Sound text is told at a glance and
 * copied whole: a page of 60 KB took 430 us letter by letter and takes 40 us so.
 */
#include "crawler/mojibake.h"
#include "base/tis620.h"
#include "base/utf8.h"
#include "base/wide.h"

#define SHORTEST_LATIN 4   /* characters: no language in Latin letters has so many accented ones in a row */
#define SHORTEST_TRIPLES 3 /* letters: real Thai never repeats this pattern three times */
#define SURE_TRIPLES                                                                                         \
    3 /* letters in such runs, or with a control in them, from which on single ones are believed */
#define SURE_LATIN 20 /* characters in long runs, from which on short runs are believed too */

/* The byte a Latin-1 character came from when it was Thai in windows-874, -1 for others. */
static int
latin_byte(uint32_t c)
{
    bool letter = (c >= 0xa1 && c <= 0xda) || (c >= 0xdf && c <= 0xfb);

    return letter ? (int)c : -1;
}

/* Length in bytes of the run of such characters at at; *count tells how many. */
static size_t
latin_run(struct str s, size_t at, size_t *count)
{
    size_t from = at;

    *count = 0;
    while (at < s.n) {
        size_t next = at;

        if (latin_byte(utf8_next(s, &next)) < 0)
            break;
        at = next;
        (*count)++;
    }
    return at - from;
}

static void
put_latin(struct buf *out, struct str run)
{
    for (size_t at = 0; at < run.n;)
        utf8_append(out, tis620_to_unicode((unsigned char)latin_byte(utf8_next(run, &at))));
}

/* Does a run read as Thai once turned back? */
static bool
is_thai_run(struct str run)
{
    char bytes[64];
    size_t n = 0;

    for (size_t at = 0; at < run.n && n < sizeof(bytes);)
        bytes[n++] = (char)latin_byte(utf8_next(run, &at));
    return tis620_likely((struct str){bytes, n});
}

/*
 * One Thai letter of UTF-8 (0xE0, then 0xB8 0x81 to 0xB9 0x9B) whose bytes were read as three characters of
 * windows-874.  Returns its length in s, 0 when it is none.
 */
static size_t
triple(struct str s, size_t at, char bytes[3])
{
    size_t from = at;
    int second, third;

    if (utf8_next(s, &at) != 0x0e40 || at >= s.n)
        return 0;
    second = tis620_of_unicode(utf8_next(s, &at));
    if ((second != 0xb8 && second != 0xb9) || at >= s.n)
        return 0;
    third = tis620_of_unicode(utf8_next(s, &at));
    if (third < (second == 0xb8 ? 0x81 : 0x80) || third > (second == 0xb8 ? 0xbf : 0x9b))
        return 0;
    bytes[0] = (char)0xe0;
    bytes[1] = (char)second;
    bytes[2] = (char)third;
    return at - from;
}

struct triples {
    size_t count;
    size_t controls; /* with a third byte from 0x80 to 0x9F, which no text has by itself */
};

static size_t
triple_run(struct str s, size_t at, struct triples *found)
{
    size_t from = at, n;
    char bytes[3];

    *found = (struct triples){0, 0};
    while (at < s.n && (n = triple(s, at, bytes)) > 0) {
        at += n;
        found->count++;
        found->controls += (unsigned char)bytes[2] < 0xa0;
    }
    return at - from;
}

static bool
is_sure(const struct triples *t)
{
    return t->count >= SHORTEST_TRIPLES || t->controls > 0;
}

static void
put_triples(struct buf *out, struct str run)
{
    char bytes[3];

    for (size_t at = 0; at < run.n;) {
        at += triple(run, at, bytes);
        buf_put(out, bytes, sizeof(bytes));
    }
}

/* Offset of the next byte that is not ASCII. */
static size_t
skip_ascii(struct str s, size_t at)
{
    while (at < s.n && (unsigned char)s.p[at] < 0x80)
        at++;
    return at;
}

/* Are nearly all Latin-1 letters of the text part of long runs that read as Thai?  Then the short ones are
 * too. */
static bool
latin_everywhere(struct str s)
{
    size_t in_runs = 0, outside = 0, at = 0;

    while ((at = skip_ascii(s, at)) < s.n) {
        size_t count, n = latin_run(s, at, &count);

        if (count >= SHORTEST_LATIN && is_thai_run(str_sub(s, at, at + n)))
            in_runs += count;
        else
            outside += count;
        if (n > 0)
            at += n;
        else
            utf8_next(s, &at);
    }
    return in_runs >= SURE_LATIN && in_runs >= 4 * outside;
}

/* U+0E40 and one of the two letters that are 0xB8 and 0xB9. */
static bool
may_be_triple(const unsigned char p[6])
{
    return p[0] == 0xE0 && p[1] == 0xB9 && p[3] == 0xE0 && p[4] == 0xB8 && (p[5] | 1) == 0x99;
}

/* Where such a letter may have its third byte: the second of the next one has one of two as its third. */
static inline __attribute__((always_inline)) void
add_third(wide_signed *found, const char *p)
{
    wide third, sixth;

    wide_at(&third, p);
    wide_at(&sixth, p + 3);
    *found |= (third == 0x80) & ((sixth | 1) == 0x99);
}

/* Behind the whole steps from at on in which there is none. */
WIDE static size_t
skip_wide(struct str s, size_t at)
{
    for (; s.n - at >= WIDE_STEP + 3; at += WIDE_STEP) {
        wide_signed found = {0};

        add_third(&found, s.p + at);
        add_third(&found, s.p + at + WIDE_BYTES);
        add_third(&found, s.p + at + 2L * WIDE_BYTES);
        add_third(&found, s.p + at + 3L * WIDE_BYTES);
        if (wide_any(&found))
            break;
    }
    return at;
}

/* Where the third byte of such a letter may stand, from at on. */
static size_t
next_third(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;

    for (at = skip_wide(s, at); s.n - at > 3; at++)
        if (p[at] == 0x80 && (p[at + 3] | 1) == 0x99)
            return at;
    return STR_NOT_FOUND;
}

/*
 * Are there so many such letters that single ones are no chance?  U+0E40 alone begins every tenth Thai word:
 * to look for its last byte only took a third of the time of charset_text().
 */
static bool
triples_everywhere(struct str s)
{
    size_t sure = 0, at = 0;

    while (sure < SURE_TRIPLES && s.n - at > 3 && (at = next_third(s, at)) != STR_NOT_FOUND) {
        struct triples found;
        size_t n;

        at++;
        if (at < 3 || s.n - at < 3 || !may_be_triple((const unsigned char *)s.p + at - 3))
            continue;
        n = triple_run(s, at - 3, &found);
        sure += is_sure(&found) ? found.count : 0;
        at += n > 3 ? n - 3 : 0;
    }
    return sure >= SURE_TRIPLES;
}

struct undoing {
    struct str text;
    bool latin, triples; /* short runs count too */
    bool changed;
};

/* One run or character that is not ASCII; returns its length. */
static size_t
undo_one(struct undoing *u, size_t at, struct buf *out)
{
    size_t count, n = latin_run(u->text, at, &count), end = at;
    struct triples found;

    if (n > 0 && (u->latin || (count >= SHORTEST_LATIN && is_thai_run(str_sub(u->text, at, at + n))))) {
        put_latin(out, str_sub(u->text, at, at + n));
        u->changed = true;
        return n;
    }
    if (n == 0 && (n = triple_run(u->text, at, &found)) > 0 && u->triples) {
        put_triples(out, str_sub(u->text, at, at + n));
        u->changed = true;
        return n;
    }
    if (n == 0) {
        utf8_next(u->text, &end);
        n = end - at;
    }
    buf_str(out, str_sub(u->text, at, at + n));
    return n;
}

/* Is there one of the characters of latin_byte?  Their first byte is one of two. */
static bool
has_latin(struct str s)
{
    return str_find_char(s, '\xc2', 0) != STR_NOT_FOUND || str_find_char(s, '\xc3', 0) != STR_NOT_FOUND;
}

bool
mojibake_none(struct str text, bool plain)
{
    return (plain || !has_latin(text)) && !triples_everywhere(text);
}

bool
mojibake_undo(struct str text, struct buf *out)
{
    struct undoing u = {text, false, triples_everywhere(text), false};
    size_t at = 0;

    if (has_latin(text)) {
        u.latin = latin_everywhere(text);
    } else if (!u.triples && text.n <= out->max - out->n) {
        buf_str(out, text);
        return false;
    }
    while (at < text.n) {
        size_t next = skip_ascii(text, at);

        buf_str(out, str_sub(text, at, next));
        at = next;
        if (at < text.n)
            at += undo_one(&u, at, out);
    }
    return u.changed;
}

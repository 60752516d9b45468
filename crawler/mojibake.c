/* Thai text that was read in the wrong encoding once and stored so. */
#include "crawler/mojibake.h"
#include "base/utf8.h"
#include "crawler/charset_874.h"

#define SHORTEST_LATIN 4   /* characters: no language in Latin letters has so many accented ones in a row */
#define SHORTEST_TRIPLES 3 /* letters: real Thai never repeats this pattern three times */
#define SURE_LATIN 20      /* characters in long runs, from which on short runs are believed too */

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
        buf_utf8(out, charset_874_to_unicode((unsigned char)latin_byte(utf8_next(run, &at))));
}

/* Does a run read as Thai once turned back? */
static bool
is_thai_run(struct str run)
{
    char bytes[64];
    size_t n = 0;

    for (size_t at = 0; at < run.n && n < sizeof(bytes);)
        bytes[n++] = (char)latin_byte(utf8_next(run, &at));
    return charset_874_likely((struct str){bytes, n});
}

/*
 * One Thai letter of UTF-8 (0xE0, 0xB8 or 0xB9, 0x80 to 0xBF) whose bytes were read as three characters of
 * windows-874.  Returns its length in s, 0 when it is none.
 */
static size_t
triple(struct str s, size_t at, char bytes[3])
{
    size_t from = at;
    int second, third;

    if (utf8_next(s, &at) != 0x0e40 || at >= s.n)
        return 0;
    second = charset_874_of_unicode(utf8_next(s, &at));
    if ((second != 0xb8 && second != 0xb9) || at >= s.n)
        return 0;
    third = charset_874_of_unicode(utf8_next(s, &at));
    if (third < 0x80 || third > 0xbf)
        return 0;
    bytes[0] = (char)0xe0;
    bytes[1] = (char)second;
    bytes[2] = (char)third;
    return at - from;
}

static size_t
triple_run(struct str s, size_t at, size_t *count)
{
    size_t from = at, n;
    char bytes[3];

    *count = 0;
    while (at < s.n && (n = triple(s, at, bytes)) > 0) {
        at += n;
        (*count)++;
    }
    return at - from;
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

bool
mojibake_undo(struct str text, struct buf *out)
{
    bool everywhere = latin_everywhere(text), changed = false;
    size_t at = 0;

    while (at < text.n) {
        size_t next = skip_ascii(text, at), count, n;

        buf_str(out, str_sub(text, at, next));
        at = next;
        n = latin_run(text, at, &count);
        if (n > 0 && (everywhere || (count >= SHORTEST_LATIN && is_thai_run(str_sub(text, at, at + n))))) {
            put_latin(out, str_sub(text, at, at + n));
            changed = true;
        } else if (n == 0 && (n = triple_run(text, at, &count)) > 0 && count >= SHORTEST_TRIPLES) {
            put_triples(out, str_sub(text, at, at + n));
            changed = true;
        } else {
            if (n == 0 && at < text.n) {
                utf8_next(text, &next);
                n = next - at;
            }
            buf_str(out, str_sub(text, at, at + n));
        }
        at += n;
    }
    return changed;
}

/* UTF-8 (RFC 3629): decoding that never fails, validity, and cleaning for output. */
#ifndef OIT_BASE_UTF8_H
#define OIT_BASE_UTF8_H

#include "base/buf.h"

/* What utf8_next asks for all but ASCII and Thai. */
uint32_t utf8_next_rare(struct str s, size_t *at);

/* Does a letter of the Thai block begin at at < s.n?  It has three bytes. */
static inline bool
utf8_thai_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    return p[0] == 0xE0 && s.n - at >= 3 && (p[1] & 0xFE) == 0xB8 && (p[2] & 0xC0) == 0x80;
}

/*
 * The code point at *at, which moves on by at least one.  Bad bytes give U+FFFD.  *at < s.n.
 * Short cuts for the two kinds of character that nearly all text is made of.
 */
static inline uint32_t
utf8_next(struct str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;

    if (*p < 0x80) {
        ++*at;
        return *p;
    }
    if (utf8_thai_at(s, *at)) {
        *at += 3;
        return 0x0E00u | (p[1] & 1u) << 6 | (p[2] & 0x3Fu);
    }
    return utf8_next_rare(s, at);
}

/* Writes 1 to 4 bytes, returns how many. */
size_t utf8_put(char out[4], uint32_t code_point);
bool utf8_valid(struct str s);
bool utf8_append(struct buf *out, uint32_t code_point);
/* Append s with every bad byte replaced by U+FFFD. */
void utf8_clean(struct buf *out, struct str s);
/* Number of code points. */
size_t utf8_length(struct str s);
/* The same of text that is valid, as that of pages is; a sixth of the instructions. */
size_t utf8_length_valid(struct str s);
/* Number of those in a valid text that are no controls of ASCII and no blanks, U+00A0 included. */
size_t utf8_visible(struct str s);
/*
 * Behind the printable ASCII and the Thai that begin at at: nearly all text, and nothing in it that anybody
 * would doubt.
 */
size_t utf8_skip_plain(struct str s, size_t at);
/* The same without blanks. */
size_t utf8_skip_letters(struct str s, size_t at);
/* Is there nothing in it but printable ASCII, Thai, and blanks of ASCII from the tabulator on? */
bool utf8_plain(struct str s);
/* Longest prefix of at most n code points that ends before a base character: Thai marks stay with it. */
struct str utf8_prefix(struct str s, size_t n);
/* Without blanks of any kind and characters that cannot be seen at its ends, as what is pasted has them. */
struct str utf8_trim(struct str s);
/* Columns on a terminal; control characters count 0. */
size_t utf8_columns(struct str s);
/*
 * Append s with C0, C1, DEL, bidirectional and zero-width controls shown as \xNN or \u{NNNN}: safe for
 * a terminal and a log.  One record stays one line.
 */
void utf8_show(struct buf *out, struct str s);

#endif

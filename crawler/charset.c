/* From bytes to UTF-8.  iconv is met here only, and only for encodings that Thai pages hardly ever use. */
#include "crawler/charset.h"
#include "base/eight.h"
#include "base/tis620.h"
#include "base/utf8.h"
#include "crawler/charset_label.h"
#include "crawler/charset_meta.h"
#include "crawler/header.h"
#include "crawler/mojibake.h"
#include "oit/limits.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT 0xfffd
#define PIECE 1024
#define FEWEST_BAD 3 /* bytes wrong in UTF-8, below which a label is not called wrong */

/* 0x80 to 0x9F of windows-1252; controls keep their number. */
static const uint16_t high_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static uint32_t
unicode_of_1252(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9f ? high_1252[byte - 0x80] : byte;
}

static uint32_t
unicode_of_user_defined(unsigned char byte)
{
    return byte < 0x80 ? byte : 0xf700u + byte;
}

/* What each byte of an encoding comes to. */
struct table {
    char wide[256][4];
    uint8_t length[256];
    uint8_t bad[256];
    uint8_t odd[256]; /* utf8_plain() is not true of it */
};

static void
make_table(struct table *t, uint32_t (*to_unicode)(unsigned char))
{
    for (unsigned byte = 0; byte < 256; byte++) {
        uint32_t c = to_unicode((unsigned char)byte);

        t->length[byte] = (uint8_t)utf8_put(t->wide[byte], c);
        t->bad[byte] = c == REPLACEMENT;
        t->odd[byte] = !utf8_plain((struct str){t->wide[byte], t->length[byte]});
    }
}

/* What is put of a piece of at most PIECE bytes. */
struct put {
    char room[PIECE * 4];
    size_t n, bad;
    uint8_t odd;
};

static void
put_piece(const struct table *t, struct str piece, struct put *to)
{
    size_t n = 0, bad = 0;
    uint8_t odd = 0;

    for (size_t i = 0; i < piece.n;) {
        if (piece.n - i >= 8 && !eight_beside(eight_at(piece.p + i), ' ', 0x7E)) {
            memcpy(to->room + n, piece.p + i, 8);
            n += 8;
            i += 8;
            continue;
        }
        do {
            unsigned char byte = (unsigned char)piece.p[i++];

            memcpy(to->room + n, t->wide[byte], sizeof t->wide[byte]);
            n += t->length[byte];
            bad += t->bad[byte];
            odd |= t->odd[byte];
        } while (i < piece.n && (unsigned char)piece.p[i] >= 0x80);
    }
    to->n = n;
    to->bad += bad;
    to->odd |= odd;
}

/*
 * Piece by piece through a small room: letter by letter into the buffer took 170 us of a page, and a page of
 * 34 KB now takes 260 000 instructions instead of 575 000.  *plain: utf8_plain() is true of what comes out.
 */
static size_t
decode_table(struct str body, uint32_t (*to_unicode)(unsigned char), struct buf *out, bool *plain)
{
    /* Where the text may not fit, it ends with the last character that does. */
    size_t step = body.n <= (out->max - out->n) / 3 ? PIECE : 1;
    struct put piece = {.n = 0};
    struct table t;

    make_table(&t, to_unicode);
    for (size_t i = 0; i < body.n && !out->full; i += step) {
        put_piece(&t, str_sub(body, i, i + step), &piece);
        buf_put(out, piece.room, piece.n);
    }
    *plain = !piece.odd;
    return piece.bad;
}

/* Whole characters only, should the ceiling cut the last one. */
static size_t
decode_utf8(struct str body, struct buf *out)
{
    size_t bad = 0, kept = 0, at = 0;

    while (at < body.n && !out->full) {
        size_t from = at;
        uint32_t c = utf8_next(body, &at);
        bool genuine = at - from == 3 && memcmp(body.p + from, "\xef\xbf\xbd", 3) == 0;

        if (c == REPLACEMENT && !genuine) {
            buf_str(out, str_sub(body, kept, from));
            utf8_append(out, REPLACEMENT);
            kept = at;
            bad++;
        } else if (at - kept >= 4096 || at == body.n) {
            buf_str(out, str_sub(body, kept, at));
            kept = at;
        }
    }
    return bad;
}

/* Bytes iconv cannot read become U+FFFD one by one, as does a character cut off at the end. */
static size_t
decode_iconv(struct str body, const char *charset, struct buf *out, bool *plain)
{
    iconv_t handle = iconv_open("UTF-8", charset);
    char *in = (char *)body.p;
    size_t left = body.n, bad = 0;

    if (handle == (iconv_t)-1)
        return decode_table(body, unicode_of_1252, out, plain);
    while (left > 0 && !out->full) {
        char piece[4096], *p = piece;
        size_t room = sizeof(piece);
        bool failed = iconv(handle, &in, &left, &p, &room) == (size_t)-1;

        buf_put_some(out, piece, (size_t)(p - piece));
        if (failed && errno != E2BIG) {
            utf8_append(out, REPLACEMENT);
            bad++;
            in++;
            left--;
        }
    }
    iconv_close(handle);
    return bad;
}

/* *plain: it is known that utf8_plain() is true of what comes out. */
static size_t
decode_as(struct str body, const char *name, struct buf *out, bool *plain)
{
    const struct charset_label *label = charset_label_find(str_of(name));

    *plain = false;
    if (strcmp(name, "windows-874") == 0)
        return decode_table(body, tis620_to_unicode, out, plain);
    if (strcmp(name, "windows-1252") == 0)
        return decode_table(body, unicode_of_1252, out, plain);
    if (strcmp(name, "x-user-defined") == 0)
        return decode_table(body, unicode_of_user_defined, out, plain);
    if (strcmp(name, "replacement") == 0)
        return body.n > 0 && utf8_append(out, REPLACEMENT) ? 1 : 0;
    if (label && label->iconv)
        return decode_iconv(body, label->iconv, out, plain);
    return decode_utf8(body, out);
}

void
charset_decode_name(struct str bytes, struct buf *out)
{
    bool thai = !utf8_valid(bytes) && tis620_likely(bytes), plain;

    decode_as(bytes, thai ? "windows-874" : "utf-8", out, &plain);
}

/* Name of the encoding whose byte order mark stands at the start; *length of the mark. */
static const char *
find_bom(struct str body, size_t *length)
{
    *length = 3;
    if (str_starts(body, STR("\xef\xbb\xbf")))
        return "utf-8";
    *length = 2;
    if (str_starts(body, STR("\xfe\xff")))
        return "utf-16be";
    if (str_starts(body, STR("\xff\xfe")))
        return "utf-16le";
    *length = 0;
    return NULL;
}

static const char *
charset_of_header(struct str content_type)
{
    struct arena *a = arena_new(64 * KIB);
    const char *name = charset_of_label(header_charset(a, content_type));

    arena_free(a);
    return name;
}

/* Is there Thai in UTF-8, and nothing that is not UTF-8? */
static bool
is_thai_utf8(struct str body)
{
    return utf8_valid(body) && (str_has(body, STR("\xe0\xb8")) || str_has(body, STR("\xe0\xb9")));
}

static bool
is_ascii(struct str body)
{
    for (size_t i = 0; i < body.n; i++)
        if ((unsigned char)body.p[i] >= 0x80)
            return false;
    return true;
}

/* Nothing declared.  Plain ASCII reads the same in all candidates; the standard's fallback names it. */
static const char *
guess(struct str body)
{
    if (is_ascii(body))
        return "windows-1252";
    if (utf8_valid(body))
        return "utf-8";
    return tis620_likely(body) ? "windows-874" : "windows-1252";
}

/*
 * A page cut off in the middle of its last character, or with a few broken ones, is still UTF-8: it is
 * not when the bytes that are wrong in UTF-8 outnumber the characters that are right.
 */
static bool
is_rather_874(struct str body)
{
    size_t good = 0, bad = 0;

    for (size_t at = 0; at < body.n;) {
        size_t from = at;
        uint32_t c = utf8_next(body, &at);

        if (c == REPLACEMENT)
            bad += at - from;
        else
            good += c >= 0x80;
    }
    return bad >= FEWEST_BAD && bad > good && tis620_likely(body);
}

/* What the bytes really are when they contradict the declaration beyond doubt; else the declared name. */
static const char *
correct(struct str body, const char *declared)
{
    bool utf8 = strcmp(declared, "utf-8") == 0;
    bool single = strcmp(declared, "windows-874") == 0 || strcmp(declared, "windows-1252") == 0;

    if (utf8 && is_rather_874(body))
        return "windows-874";
    if (single && is_thai_utf8(body))
        return "utf-8";
    if (strcmp(declared, "windows-1252") == 0 && tis620_likely(body))
        return "windows-874";
    return declared;
}

static struct charset_result
declared_charset(struct str body, struct str content_type, size_t *bom)
{
    struct charset_result r = {.from = CHARSET_BOM};

    r.name = find_bom(body, bom);
    if (r.name)
        return r;
    r.from = CHARSET_HEADER;
    r.name = charset_of_header(content_type);
    if (r.name)
        return r;
    r.from = CHARSET_META;
    r.name = charset_meta_find(str_sub(body, 0, LIMIT_CHARSET_SCAN));
    if (r.name)
        return r;
    r.from = CHARSET_GUESS;
    r.name = guess(body);
    return r;
}

static bool
may_be_double(const char *name)
{
    return strcmp(name, "utf-8") == 0 || strncmp(name, "utf-16", 6) == 0;
}

/* same may be NULL; else it becomes body, and nothing is put into out, where the bytes are the text. */
static struct charset_result
decode(struct str body, struct str content_type, struct buf *out, struct str *same)
{
    size_t bom;
    struct charset_result r = declared_charset(body, content_type, &bom);
    const char *better;
    struct buf text;
    bool plain, sound;

    body = str_sub(body, bom, body.n);
    plain = strcmp(r.name, "utf-8") == 0 && body.n <= out->max && utf8_plain(body);
    sound = plain || (strcmp(r.name, "utf-8") == 0 && body.n <= out->max && utf8_valid(body));
    better = sound                                                ? r.name
             : r.from == CHARSET_HEADER || r.from == CHARSET_META ? correct(body, r.name)
                                                                  : r.name;
    if (strcmp(better, r.name) != 0) {
        r.name = better;
        r.from = CHARSET_CORRECTED;
    }
    if (!may_be_double(r.name)) {
        plain = out->n == 0;
        r.bad = decode_as(body, r.name, out, &r.plain);
        r.plain = r.plain && plain;
        return r;
    }
    if (sound) { /* nothing to decode: the bytes are the text */
        r.plain = plain && out->n == 0;
        if (same && mojibake_none(body, plain))
            *same = body;
        else if (mojibake_undo(body, out)) {
            r.from = CHARSET_CORRECTED;
            r.plain = false;
        }
        return r;
    }
    buf_init(&text, out->max);
    r.bad = decode_as(body, r.name, &text, &plain);
    if (mojibake_undo(buf_view(&text), out))
        r.from = CHARSET_CORRECTED;
    out->full |= text.full;
    buf_free(&text);
    return r;
}

struct charset_result
charset_decode(struct str body, struct str content_type, struct buf *out)
{
    return decode(body, content_type, out, NULL);
}

/* To copy a page whose bytes are its text was 6 us of reading it. */
struct charset_result
charset_text(struct str body, struct str content_type, struct buf *room, struct str *text)
{
    struct str same = STR_NONE;
    struct charset_result r = decode(body, content_type, room, &same);

    *text = same.p ? same : buf_view(room);
    return r;
}

void
charset_encode_874(struct str utf8, struct buf *out)
{
    for (size_t at = 0; at < utf8.n;) {
        uint32_t c = utf8_next(utf8, &at);
        int byte = tis620_of_unicode(c);

        if (byte >= 0)
            buf_char(out, (char)byte);
        else
            buf_printf(out, "%%26%%23%u%%3B", (unsigned)c);
    }
}

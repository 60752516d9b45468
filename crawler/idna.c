/*
 * Host names with letters of all the world: UTS #46 as the URL standard asks for it (non-transitional, rules
 * for bidirectional text and joiners, none for hyphens and lengths).  libunistring knows the characters; it
 * is met in this file only.
 */
#include "crawler/idna.h"
#include "base/mem.h"
#include "base/punycode.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define LONGEST_LABEL 1000 /* code points; name servers take 63 bytes, and punycode costs the square */

struct points {
    uint32_t *p;
    size_t n, cap;
};

static void
add_point(struct points *s, uint32_t c)
{
    s->p = mem_room(s->p, s->n, &s->cap, sizeof(*s->p));
    s->p[s->n++] = c;
}

/* Letters that IDNA 2003 mapped away and that now stand for themselves. */
static bool
is_deviation(uint32_t c)
{
    return c == 0xdf || c == 0x3c2 || c == 0x200c || c == 0x200d;
}

/* Never part of a name though their properties would let them pass: they turn the line, or mark up text. */
static bool
is_excluded(uint32_t c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0x2ff0 && c <= 0x2fff) || c == 0xfffc || c == 0xfffd ||
           (c >= 0xe0000 && (c < 0xe0100 || c > 0xe01ef));
}

/* Separators, controls, private and unassigned code points. */
static bool
is_no_character(uint32_t c)
{
    return uc_is_general_category(c, UC_CATEGORY_C) || uc_is_general_category(c, UC_CATEGORY_Z);
}

/* Append the compatible, case-folded form of one code point.  Dots may not come out of anything but a full
 * stop. */
static bool
add_folded(struct points *out, uint32_t c)
{
    uint32_t *plain, *folded = NULL;
    size_t plain_n, n = 0;
    bool ok;

    plain = u32_normalize(UNINORM_NFKC, &c, 1, NULL, &plain_n);
    if (plain)
        folded = u32_casefold(plain, plain_n, NULL, UNINORM_NFKC, NULL, &n);
    ok = folded != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        ok = folded[i] != '.';
        if (!uc_is_property_default_ignorable_code_point(folded[i]))
            add_point(out, folded[i]);
    }
    free(plain);
    free(folded);
    return ok;
}

/* The mapping step for one code point; false when it may not stand in a name. */
static bool
map_point(struct points *out, uint32_t c)
{
    if (c < 0x80 || is_deviation(c)) {
        add_point(out, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        return true;
    }
    if (c == 0x1e9e) { /* capital sharp s */
        add_point(out, 0xdf);
        return true;
    }
    if (c == 0x3002 || c == 0xff0e || c == 0xff61) {
        add_point(out, '.');
        return true;
    }
    if (is_excluded(c))
        return false;
    if (uc_is_property_default_ignorable_code_point(c))
        return true;
    if (is_no_character(c) && c != 0xa0 && c != 0x3000 && !(c >= 0x2000 && c <= 0x200a) && c != 0x202f &&
        c != 0x205f)
        return false;
    return add_folded(out, c); /* blanks of all widths become ' ', which no host may hold */
}

static bool
map_domain(struct points *out, struct str domain)
{
    for (size_t at = 0; at < domain.n;)
        if (!map_point(out, utf8_next(domain, &at)))
            return false;
    return true;
}

/* To normal form C, in place. */
static bool
compose(struct points *s)
{
    size_t n;
    uint32_t *composed = u32_normalize(UNINORM_NFC, s->p, s->n, NULL, &n);

    if (!composed && s->n > 0)
        return false;
    free(s->p);
    *s = (struct points){composed, n, n};
    return true;
}

/* A decoded label must be what mapping would have made of it. */
static bool
is_mapped(const struct points *label)
{
    struct points again = {NULL, 0, 0};
    bool same = true;

    for (size_t i = 0; same && i < label->n; i++)
        same = map_point(&again, label->p[i]);
    same = same && compose(&again) && again.n == label->n;
    for (size_t i = 0; same && i < label->n; i++)
        same = again.p[i] == label->p[i] && again.p[i] != '.';
    free(again.p);
    return same;
}

static int
joining(const struct points *label, size_t i)
{
    return uc_joining_type(label->p[i]);
}

/* Does the joiner at i stand between letters it joins (RFC 5892, A.1: L or D, transparents, joiner, ..., R or
 * D)? */
static bool
joins_letters(const struct points *label, size_t at)
{
    size_t before = at, after = at + 1;

    while (before > 0 && joining(label, before - 1) == UC_JOINING_TYPE_T)
        before--;
    while (after < label->n && joining(label, after) == UC_JOINING_TYPE_T)
        after++;
    if (before == 0 || after == label->n)
        return false;
    return (joining(label, before - 1) == UC_JOINING_TYPE_L ||
            joining(label, before - 1) == UC_JOINING_TYPE_D) &&
           (joining(label, after) == UC_JOINING_TYPE_R || joining(label, after) == UC_JOINING_TYPE_D);
}

/* Zero-width joiners are allowed behind a virama; the non-joiner also between joining letters. */
static bool
joiners_fit(const struct points *label)
{
    for (size_t i = 0; i < label->n; i++) {
        uint32_t c = label->p[i];
        bool behind_virama = i > 0 && uc_combining_class(label->p[i - 1]) == UC_CCC_VR;

        if (c == 0x200d && !behind_virama)
            return false;
        if (c == 0x200c && !behind_virama && !joins_letters(label, i))
            return false;
    }
    return true;
}

static bool
is_one_of(int class, const int *classes)
{
    while (*classes >= 0 && *classes != class)
        classes++;
    return *classes >= 0;
}

/* Does a name with this label fall under the rules for text written from right to left? */
static bool
is_bidi(const struct points *label)
{
    static const int classes[] = {UC_BIDI_R, UC_BIDI_AL, UC_BIDI_AN, -1};

    for (size_t i = 0; i < label->n; i++)
        if (is_one_of(uc_bidi_class(label->p[i]), classes))
            return true;
    return false;
}

/* Bidi class of the last character that is no mark, -1 when there is none. */
static int
last_class(const struct points *label)
{
    for (size_t i = label->n; i > 0; i--)
        if (uc_bidi_class(label->p[i - 1]) != UC_BIDI_NSM)
            return uc_bidi_class(label->p[i - 1]);
    return -1;
}

/* RFC 5893 section 2. */
static bool
bidi_fits(const struct points *label)
{
    static const int in_rtl[] = {UC_BIDI_R,  UC_BIDI_AL, UC_BIDI_AN, UC_BIDI_EN,  UC_BIDI_ES, UC_BIDI_CS,
                                 UC_BIDI_ET, UC_BIDI_ON, UC_BIDI_BN, UC_BIDI_NSM, -1};
    static const int in_ltr[] = {UC_BIDI_L,  UC_BIDI_EN, UC_BIDI_ES,  UC_BIDI_CS, UC_BIDI_ET,
                                 UC_BIDI_ON, UC_BIDI_BN, UC_BIDI_NSM, -1};
    static const int end_rtl[] = {UC_BIDI_R, UC_BIDI_AL, UC_BIDI_EN, UC_BIDI_AN, -1};
    static const int end_ltr[] = {UC_BIDI_L, UC_BIDI_EN, -1};
    int first = label->n > 0 ? uc_bidi_class(label->p[0]) : UC_BIDI_L;
    bool rtl = first == UC_BIDI_R || first == UC_BIDI_AL, european = false, arabic = false;

    if (label->n == 0)
        return true;
    if (!rtl && first != UC_BIDI_L)
        return false;
    for (size_t i = 0; i < label->n; i++) {
        int class = uc_bidi_class(label->p[i]);

        european |= class == UC_BIDI_EN;
        arabic |= class == UC_BIDI_AN;
        if (!is_one_of(class, rtl ? in_rtl : in_ltr))
            return false;
    }
    return is_one_of(last_class(label), rtl ? end_rtl : end_ltr) && !(rtl && european && arabic);
}

static bool
is_ascii(const struct points *label)
{
    for (size_t i = 0; i < label->n; i++)
        if (label->p[i] >= 0x80)
            return false;
    return true;
}

static bool
is_encoded(const struct points *label)
{
    return label->n >= 4 && label->p[0] == 'x' && label->p[1] == 'n' && label->p[2] == '-' &&
           label->p[3] == '-';
}

static void
put_ascii(struct buf *out, const struct points *label)
{
    for (size_t i = 0; i < label->n; i++)
        buf_char(out, (char)label->p[i]);
}

/* The code points behind "xn--"; false when it is no proper encoding of anything. */
static bool
decode_label(const struct points *label, struct points *out)
{
    struct buf ascii;
    bool ok;

    buf_init(&ascii, label->n + 1);
    put_ascii(&ascii, label);
    *out = (struct points){mem_new(label->n, sizeof(*out->p)), 0, label->n};
    ok = is_ascii(label) &&
         punycode_decode(str_sub(buf_view(&ascii), 4, ascii.n), out->p, label->n, &out->n) && out->n > 0 &&
         !is_ascii(out) && is_mapped(out);
    buf_free(&ascii);
    return ok;
}

static bool
put_label(struct buf *out, const struct points *label)
{
    if (is_ascii(label)) {
        put_ascii(out, label);
        return true;
    }
    buf_z(out, "xn--");
    return punycode_encode(label->p, label->n, out);
}

static bool
is_valid(const struct points *label)
{
    return label->n == 0 || (!uc_is_general_category(label->p[0], UC_CATEGORY_M) && joiners_fit(label));
}

/* One label: check it in its readable form, append it in ASCII.  *bidi and *fits gather what the domain
 * needs. */
static bool
read_label(const struct points *label, struct buf *out, bool *bidi, bool *fits)
{
    struct points decoded = {NULL, 0, 0};
    const struct points *readable = label;
    bool ok = label->n <= LONGEST_LABEL;

    if (ok && is_encoded(label)) {
        ok = decode_label(label, &decoded);
        readable = &decoded;
    }
    ok = ok && is_valid(readable) && put_label(out, label);
    if (ok) {
        *bidi |= is_bidi(readable);
        *fits &= bidi_fits(readable);
    }
    free(decoded.p);
    return ok;
}

static bool
read_labels(const struct points *domain, struct buf *out)
{
    bool bidi = false, fits = true;
    size_t from = 0;

    for (size_t i = 0; i <= domain->n; i++) {
        struct points label = {domain->p + from, i - from, 0};

        if (i < domain->n && domain->p[i] != '.')
            continue;
        if (!read_label(&label, out, &bidi, &fits))
            return false;
        if (i < domain->n)
            buf_char(out, '.');
        from = i + 1;
    }
    return !bidi || fits;
}

bool
idna_to_ascii(struct str domain, struct buf *out)
{
    struct points points = {NULL, 0, 0};
    bool ok = map_domain(&points, domain) && points.n > 0 && compose(&points) && read_labels(&points, out);

    free(points.p);
    return ok && !out->full;
}

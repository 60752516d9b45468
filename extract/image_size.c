/* Heads of picture formats, each a few fixed places, save JPEG and TIFF, which are lists of entries. */
#include "extract/image_size.h"
#include <string.h>

#define TIFF_ENTRIES 200
#define TIFF_PAGES 1000
#define JPEG_SEGMENTS 1000

static uint32_t
number(struct str s, size_t at, size_t n, bool big)
{
    uint32_t v = 0;

    if (at > s.n || s.n - at < n)
        return 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s.p[at + (big ? i : n - 1 - i)];
    return v;
}

/* Segments of 0xFF, a code and a length; one of the codes C0 to CF, save three, begins a frame. */
static uint64_t
jpeg(struct str s)
{
    size_t at = 2;

    for (int i = 0; i < JPEG_SEGMENTS && at + 4 <= s.n && (unsigned char)s.p[at] == 0xFF; i++) {
        uint32_t code = number(s, at + 1, 1, true), length = number(s, at + 2, 2, true);

        if (code == 0xFF) {
            at++;
            continue;
        }
        if (code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC)
            return (uint64_t)number(s, at + 5, 2, true) * number(s, at + 7, 2, true);
        at += 2 + (length < 2 ? 2 : length);
    }
    return 0;
}

/* The place of a page's entries, each page naming the next one's; 0 behind the last. */
static size_t
tiff_page(struct str s, uint32_t page)
{
    bool big = s.p[0] == 'M';
    size_t at = number(s, 4, 4, big);

    while (page-- > 0 && at > 0)
        at = number(s, at + 2 + 12 * (size_t)number(s, at, 2, big), 4, big);
    return at;
}

/* Entries of 12 bytes: tag, type (3: of two bytes), count, value. */
static uint64_t
tiff(struct str s, uint32_t page)
{
    bool big = s.p[0] == 'M';
    size_t at = tiff_page(s, page);
    uint32_t n = number(s, at, 2, big);
    uint64_t width = 0, height = 0;

    for (uint32_t i = 0; i < n && i < TIFF_ENTRIES; i++) {
        size_t entry = at + 2 + 12 * (size_t)i;
        uint32_t tag = number(s, entry, 2, big);
        uint32_t value = number(s, entry + 8, number(s, entry + 2, 2, big) == 3 ? 2 : 4, big);

        if (tag == 256)
            width = value;
        if (tag == 257)
            height = value;
    }
    return width * height;
}

static bool
is_tiff(struct str s)
{
    return str_starts(s, STR("II*")) || str_starts(s, STR("MM\0*"));
}

uint32_t
image_size_pages(struct str s)
{
    uint32_t n = 1;

    while (is_tiff(s) && n < TIFF_PAGES && tiff_page(s, n) > 0)
        n++;
    return n;
}

static uint64_t
webp(struct str s)
{
    uint32_t bits = number(s, 21, 4, false);

    if (str_eq(str_sub(s, 12, 16), STR("VP8 ")))
        return (uint64_t)(number(s, 26, 2, false) & 0x3FFF) * (number(s, 28, 2, false) & 0x3FFF);
    if (str_eq(str_sub(s, 12, 16), STR("VP8L")))
        return (uint64_t)((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1);
    return (uint64_t)(number(s, 24, 3, false) + 1) * (number(s, 27, 3, false) + 1);
}

static uint64_t
bmp(struct str s)
{
    int32_t height = (int32_t)number(s, 22, 4, false);

    return (uint64_t)number(s, 18, 4, false) * (uint64_t)(height < 0 ? -(int64_t)height : height);
}

uint64_t
image_size(struct str s, uint32_t page)
{
    if (str_starts(s, STR("\x89PNG")))
        return (uint64_t)number(s, 16, 4, true) * number(s, 20, 4, true);
    if (str_starts(s, STR("\xff\xd8")))
        return jpeg(s);
    if (str_starts(s, STR("GIF8")))
        return (uint64_t)number(s, 6, 2, false) * number(s, 8, 2, false);
    if (str_starts(s, STR("BM")))
        return bmp(s);
    if (is_tiff(s))
        return tiff(s, page);
    if (str_starts(s, STR("RIFF")) && str_eq(str_sub(s, 8, 12), STR("WEBP")))
        return webp(s);
    return 0;
}

/* Members of a zip file by its own bytes (APPNOTE.TXT sections 4.3.7, 4.3.12 and 4.3.16). */
#include "extract/salvage.h"
#include "oit/limits.h"
#include <zlib.h>

#define HEAD 30           /* bytes of the head before a member, without its name */
#define ENTRY 46          /* of an entry of the directory */
#define END 22            /* of the end of the directory */
#define COMMENT_MAX 65535 /* behind which the end of the directory may hide */
#define PIECE 65536
#define IS_LOCKED 1
#define SIZE_FOLLOWS 8

static uint32_t
number(struct str s, size_t at, int bytes)
{
    uint32_t n = 0;

    for (int i = bytes - 1; i >= 0; i--)
        n = n << 8 | (unsigned char)s.p[at + (size_t)i];
    return n;
}

static bool
holds(struct str s, size_t at, size_t n)
{
    return at <= s.n && s.n - at >= n;
}

/* Fill *m from the head at offset at; false when there is none. */
static bool
read_head(struct str s, size_t at, struct salvage_member *m)
{
    size_t name, extra;

    if (!holds(s, at, HEAD) || !str_starts(str_sub(s, at, s.n), STR("PK\3\4")))
        return false;
    name = number(s, at + 26, 2);
    extra = number(s, at + 28, 2);
    if (!holds(s, at + HEAD, name + extra))
        return false;
    *m = (struct salvage_member){.name = str_sub(s, at + HEAD, at + HEAD + name),
                                 .at = at + HEAD + name + extra,
                                 .packed = number(s, at + 18, 4),
                                 .method = number(s, at + 8, 2),
                                 .locked = number(s, at + 6, 2) & IS_LOCKED};
    if ((number(s, at + 6, 2) & SIZE_FOLLOWS) || !holds(s, m->at, m->packed))
        m->packed = 0;
    return true;
}

void
salvage_each_head(struct str s, salvage_member_each *each, void *ctx)
{
    struct salvage_member m;
    size_t at = 0;

    for (size_t n = 0; n < LIMIT_ARCHIVE_ENTRIES; n++) {
        at = str_find(s, STR("PK\3\4"), at);
        if (at == STR_NOT_FOUND)
            return;
        if (!read_head(s, at, &m)) {
            at++;
            continue;
        }
        if (!each(ctx, &m))
            return;
        at = m.at + m.packed;
    }
}

/* Offset of the end of the directory, or STR_NOT_FOUND. */
static size_t
find_end(struct str s)
{
    size_t lowest = s.n > END + COMMENT_MAX ? s.n - END - COMMENT_MAX : 0;

    for (size_t at = s.n < END ? 0 : s.n - END + 1; at > lowest;)
        if (str_starts(str_sub(s, --at, s.n), STR("PK\5\6")))
            return at;
    return STR_NOT_FOUND;
}

/* True when the directory was there and led to each of its members. */
static bool
walk_directory(struct str s, salvage_member_each *each, void *ctx)
{
    size_t end = find_end(s), at, entries;
    struct salvage_member m;

    if (end == STR_NOT_FOUND || !holds(s, end, END))
        return false;
    at = number(s, end + 16, 4);
    entries = number(s, end + 10, 2);
    if (entries == 0)
        return at == end;
    for (size_t n = 0; n < entries && n < LIMIT_ARCHIVE_ENTRIES; n++) {
        size_t name, size, from;

        if (!holds(s, at, ENTRY) || !str_starts(str_sub(s, at, s.n), STR("PK\1\2")))
            return n > 0;
        name = number(s, at + 28, 2);
        size = number(s, at + 20, 4);
        from = number(s, at + 42, 4);
        if (!read_head(s, from, &m))
            return n > 0;
        m.name = str_sub(s, at + ENTRY, at + ENTRY + name);
        m.packed = holds(s, m.at, size) ? size : 0;
        if (!each(ctx, &m))
            return true;
        at += ENTRY + name + number(s, at + 30, 2) + number(s, at + 32, 2);
    }
    return true;
}

void
salvage_each(struct str s, salvage_member_each *each, void *ctx)
{
    if (!walk_directory(s, each, ctx))
        salvage_each_head(s, each, ctx);
}

static bool
inflate_into(struct str packed, struct buf *out)
{
    z_stream z = {.next_in = (Bytef *)(void *)packed.p, .avail_in = (uInt)packed.n};
    static const size_t piece_size = PIECE;
    unsigned char piece[PIECE];
    int state = Z_OK;

    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    while (state == Z_OK && !out->full) {
        z.next_out = piece;
        z.avail_out = (uInt)piece_size;
        state = inflate(&z, Z_NO_FLUSH);
        buf_put_some(out, piece, piece_size - z.avail_out);
    }
    inflateEnd(&z);
    return state == Z_STREAM_END;
}

bool
salvage_unpack(struct str s, const struct salvage_member *m, struct buf *out)
{
    size_t packed = m->packed > 0 ? m->packed : s.n - m->at;

    if (m->locked)
        return false;
    if (m->method == 0)
        return buf_put_some(out, s.p + m->at, packed) == packed && m->packed > 0;
    return m->method == 8 && inflate_into(str_sub(s, m->at, m->at + packed), out);
}

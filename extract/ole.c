/*
 * The directory of an OLE2 compound file ([MS-CFB]): a chain of sectors that hold entries of 128 bytes, each
 * with its neighbours and its first child.  Every step is counted, so that circles end.
 */
#include "extract/ole.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>

#define HEADER 512
#define ENTRY 128
#define NONE 0xFFFFFFFAu /* from here on numbers of sectors have other meanings */
#define SECTORS_IN_HEADER 109
#define ROOT 5 /* kind of the first entry, below which all others stand */
#define ENTRIES_MOST LIMIT_ARCHIVE_ENTRIES

struct ole {
    struct str bytes;
    size_t sector;              /* its size */
    size_t entry[ENTRIES_MOST]; /* offsets */
    size_t entry_n;
};

static uint32_t
number(struct str s, size_t at, int bytes)
{
    uint32_t n = 0;

    if (at > s.n || s.n - at < (size_t)bytes)
        return UINT32_MAX;
    for (int i = bytes - 1; i >= 0; i--)
        n = n << 8 | (unsigned char)s.p[at + (size_t)i];
    return n;
}

bool
ole_is(struct str bytes)
{
    return str_starts(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

/* Where sector n begins, or the end of the bytes. */
static size_t
sector_at(const struct ole *o, uint32_t n)
{
    size_t at = ((size_t)n + 1) * o->sector;

    return n < NONE && at < o->bytes.n ? at : o->bytes.n;
}

/* The sector of the allocation table that tells of sector n: listed in the header, or in a chain behind it.
 */
static uint32_t
table_sector(const struct ole *o, uint32_t index)
{
    uint32_t per = (uint32_t)(o->sector / 4 - 1), list;

    if (index < SECTORS_IN_HEADER)
        return number(o->bytes, 76 + 4 * (size_t)index, 4);
    index -= SECTORS_IN_HEADER;
    list = number(o->bytes, 68, 4);
    for (uint32_t i = 0; i < index / per; i++) {
        if (list >= NONE || i > LIMIT_DOCUMENT / HEADER)
            return UINT32_MAX;
        list = number(o->bytes, sector_at(o, list) + 4 * (size_t)per, 4);
    }
    return number(o->bytes, sector_at(o, list) + 4 * (size_t)(index % per), 4);
}

static uint32_t
next_sector(const struct ole *o, uint32_t n)
{
    uint32_t per = (uint32_t)(o->sector / 4);

    return number(o->bytes, sector_at(o, table_sector(o, n / per)) + 4 * (size_t)(n % per), 4);
}

static void
list_entries(struct ole *o)
{
    uint32_t n = number(o->bytes, 48, 4);

    while (n < NONE && o->entry_n < ENTRIES_MOST) {
        size_t at = sector_at(o, n);

        if (at == o->bytes.n)
            return;
        for (size_t i = 0; i < o->sector / ENTRY && o->entry_n < ENTRIES_MOST; i++)
            o->entry[o->entry_n++] = at + i * ENTRY;
        n = next_sector(o, n);
    }
}

/* Names are UTF-16 with a zero behind; ours are ASCII. */
static bool
is_named(const struct ole *o, size_t at, const char *name)
{
    struct str want = str_of(name);

    if (number(o->bytes, at + 64, 2) != 2 * (want.n + 1))
        return false;
    for (size_t i = 0; i < want.n; i++)
        if (number(o->bytes, at + 2 * i, 2) != (unsigned char)want.p[i])
            return false;
    return true;
}

/* The children of the root are a tree of neighbours; the order of the visit does not matter. */
static bool
find(const struct ole *o, const char *name)
{
    uint32_t *todo = mem_new(2 * ENTRIES_MOST + 1, sizeof *todo);
    size_t n = 0, steps = 0;
    bool found = false;

    if (o->entry_n > 0)
        todo[n++] = number(o->bytes, o->entry[0] + 76, 4);
    while (n > 0 && !found && steps < ENTRIES_MOST) {
        uint32_t i = todo[--n];

        if (i >= o->entry_n)
            continue;
        steps++;
        found = is_named(o, o->entry[i], name);
        todo[n++] = number(o->bytes, o->entry[i] + 68, 4);
        todo[n++] = number(o->bytes, o->entry[i] + 72, 4);
    }
    free(todo);
    return found;
}

/* The file's directory, as far as its chain goes; NULL when its head is none. */
static struct ole *
read_directory(struct str bytes)
{
    struct ole *o;
    uint32_t shift = number(bytes, 30, 2);

    if (!ole_is(bytes) || bytes.n < HEADER || (shift != 9 && shift != 12))
        return NULL;
    o = mem_new(1, sizeof *o);
    *o = (struct ole){.bytes = bytes, .sector = (size_t)1 << shift};
    list_entries(o);
    return o;
}

bool
ole_has(struct str bytes, const char *name)
{
    struct ole *o = read_directory(bytes);
    bool found = o && find(o, name);

    free(o);
    return found;
}

bool
ole_is_damaged(struct str bytes)
{
    struct ole *o = read_directory(bytes);
    bool rooted = o && o->entry_n > 0 && number(bytes, o->entry[0] + 66, 1) == ROOT;

    free(o);
    return ole_is(bytes) && !rooted;
}

/* LZ4 with the size of what is packed before it. */
#include "store/quick.h"
#include "store/leb128.h"
#include <assert.h>
#include <lz4.h>

#define MOST_OF_ONE 255 /* bytes that LZ4 makes of one: a small row that claims to be large is none */

size_t
quick_bound(size_t n)
{
    assert(n <= QUICK_MOST);
    return LEB128_BYTES + (size_t)LZ4_compressBound((int)n);
}

size_t
quick_pack(struct str bytes, char *room)
{
    char *p = leb128_put(room, bytes.n);
    int n = LZ4_compress_default(bytes.p, p, (int)bytes.n, LZ4_compressBound((int)bytes.n));

    assert(n > 0); /* there is room, and nothing else can go wrong */
    return (size_t)(p - room) + (size_t)n;
}

/* Moves *packed behind its size. */
static size_t
take_size(struct str *packed)
{
    const unsigned char *p = (const unsigned char *)packed->p, *start = p;
    uint64_t n;

    if (!leb128_get(&p, start + packed->n, 35, &n) || n > QUICK_MOST)
        return SIZE_MAX;
    *packed = (struct str){(const char *)p, packed->n - (size_t)(p - start)};
    return (size_t)n;
}

size_t
quick_size(struct str packed)
{
    size_t n = take_size(&packed);

    return n != SIZE_MAX && n / MOST_OF_ONE > packed.n ? SIZE_MAX : n;
}

bool
quick_expand(struct str packed, char *room)
{
    size_t n = take_size(&packed);

    return n != SIZE_MAX && packed.n <= QUICK_MOST &&
           LZ4_decompress_safe(packed.p, room, (int)packed.n, (int)n) == (int)n;
}

/* Packing: any bytes come back, and any bytes taken for packed ones write nothing beyond their room. */
#include "base/str.h"
#include "store/quick.h"
#include <stdlib.h>

#define ROOM_MAX (1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In a room of its own, so that the sanitizer sees its end. */
static bool
expands_to(struct str packed, struct str bytes)
{
    size_t n = quick_size(packed);
    char *room = n <= ROOM_MAX ? malloc(n + 1) : NULL;
    bool same = room && quick_expand(packed, room) && str_eq((struct str){room, n}, bytes);

    free(room);
    return same;
}

static void
comes_back(struct str bytes)
{
    char *room = malloc(quick_bound(bytes.n));

    if (room && !expands_to((struct str){room, quick_pack(bytes, room)}, bytes))
        abort();
    free(room);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};

    expands_to(s, STR_NONE);
    if (size <= ROOM_MAX)
        comes_back(s);
    return 0;
}

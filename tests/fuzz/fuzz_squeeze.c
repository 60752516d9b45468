/* Squeezing: any bytes come back, and any bytes taken for squeezed ones write nothing beyond their room. */
#include "base/buf.h"
#include "base/str.h"
#include "store/squeeze.h"
#include <stdlib.h>
#include <string.h>

#define ROOM_MAX (1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In a room of its own, so that the sanitizer sees its end. */
static bool
expands_to(struct str squeezed, struct str bytes)
{
    size_t n = squeeze_size(squeezed);
    char *room = n <= ROOM_MAX ? malloc(n + SQUEEZE_SLACK) : NULL;
    bool same = room && squeeze_expand(squeezed, room) && str_eq((struct str){room, n}, bytes);

    free(room);
    return same;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct squeezer *q = squeezer_new();

    expands_to(s, STR_NONE);
    for (int again = 0; again < 2; again++)
        if (size <= ROOM_MAX && !expands_to(squeeze(q, s), s))
            abort();
    squeezer_free(q);
    return 0;
}

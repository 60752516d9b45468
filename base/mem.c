/* Heap memory that is either there or ends the program. */
#include "base/mem.h"
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_OWN_FAILURE 5
#define LARGE_PIECE (256 * 1024)
#define HEAP_STEP (1024 * 1024)

void
mem_begin(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGE_PIECE);
    mallopt(M_TOP_PAD, HEAP_STEP);
    mallopt(M_TRIM_THRESHOLD, MEM_FREE_KEPT);
}

void
mem_give_back(size_t least)
{
    if (mallinfo2().fordblks >= least)
        malloc_trim(0);
}

/* No stdio and no translation here: both may want memory themselves. */
_Noreturn void
mem_none(void)
{
    static const char line[] = "oit: the machine has no memory left; close other programs and run the same "
                               "command again, it goes on where it stopped\n";
    ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);

    (void)ignored;
    _exit(EXIT_OWN_FAILURE);
}

void *
mem_new(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size ? size : 1);

    if (!p)
        mem_none();
    return p;
}

void *
mem_grow(void *p, size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes))
        mem_none();
    p = realloc(p, bytes ? bytes : 1);
    if (!p)
        mem_none();
    return p;
}

char *
mem_dup(const char *z)
{
    size_t n = strlen(z) + 1;

    return memcpy(mem_grow(NULL, n, 1), z, n);
}

void *
mem_double(void *array, size_t *cap, size_t size)
{
    if (*cap > SIZE_MAX / 2)
        mem_none();
    *cap = *cap ? *cap * 2 : 8;
    return mem_grow(array, *cap, size);
}

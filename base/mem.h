/*
 * Heap memory that is either there or ends the program: when the machine refuses, one line goes to
 * stderr and the process exits with code 5.  What was committed to a site file stays whole.
 */
#ifndef OIT_BASE_MEM_H
#define OIT_BASE_MEM_H

#include <stddef.h>

/*
 * Once, at the beginning of a program: large pieces are given back to the machine as soon as they are freed.
 * glibc ceases to do so for ever larger ones after the first large one was freed (mallopt(3), dynamic mmap
 * threshold), and one giant page among hundreds then cost its memory until the end: 165 MB instead of 61 in
 * the crawl of everything hostile.
 * The heap of small pieces grows and shrinks by megabytes and not for each page: 120 calls of the system and
 * a tenth of its page faults less for a site of 100 pages.
 */
void mem_begin(void);
/* What lies free among pieces in use goes back to the machine, too, where it is so many bytes at least. */
void mem_give_back(size_t least);
/* Less is soon taken again, a page of memory at a time, which was a quarter of the page faults of a batch of
 * sites of 100 pages. */
#define MEM_FREE_KEPT ((size_t)4 << 20)

/* Zeroed. n * size is checked for overflow. */
void *mem_new(size_t n, size_t size);
/* Like realloc, new part not zeroed. */
void *mem_grow(void *p, size_t n, size_t size);
char *mem_dup(const char *z);
/* What all of them do when the machine refuses; for libraries that say so to their caller. */
_Noreturn void mem_none(void);
/* The array of *cap elements twice as large. */
void *mem_double(void *array, size_t *cap, size_t size);

/* Room for one more in an array of *cap elements; returns the array, perhaps moved. */
static inline void *
mem_room(void *array, size_t used, size_t *cap, size_t size)
{
    return used < *cap ? array : mem_double(array, cap, size);
}

#endif

/*
 * Memory given back all at once.  A pointer lives until arena_reset() or arena_free() of its arena.
 * Three lives are in use: program, run, page.
 */
#ifndef OIT_BASE_ARENA_H
#define OIT_BASE_ARENA_H

#include "base/str.h"

struct arena;

/* Never NULL.  max: ceiling in bytes, 0 for none. */
struct arena *arena_new(size_t max);
void arena_free(struct arena *a);
/* Forget all that was given out; keeps one chunk for reuse. */
void arena_reset(struct arena *a);
/* Zeroed, aligned for anything.  NULL only when the arena's own ceiling is reached. */
void *arena_alloc(struct arena *a, size_t n);
/* Not zeroed, any alignment of 16. */
void *arena_raw(struct arena *a, size_t n);
/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);
/* A copy inside the arena, NUL-terminated behind the view.  STR_NONE when the ceiling is reached. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif

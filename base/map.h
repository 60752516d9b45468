/*
 * Strings to pointers or numbers.  Keys are copied.  Iteration goes in order of insertion, so that
 * output never depends on hashing.
 */
#ifndef OIT_BASE_MAP_H
#define OIT_BASE_MAP_H

#include "base/str.h"

struct map;

struct map_entry {
    struct str key; /* NUL-terminated, lives as long as the map */
    union {
        void *ptr;
        int64_t num;
    };
};

struct map *map_new(void);
void map_free(struct map *m);
/* Forget every entry and the memory they took. */
void map_clear(struct map *m);
size_t map_count(const struct map *m);
/* NULL when absent.  The pointer is valid until the next map_put. */
struct map_entry *map_get(const struct map *m, struct str key);
/* The same where the hash is at hand: hash_bytes(key, hash_secret()). */
struct map_entry *map_get_hashed(const struct map *m, struct str key, uint64_t hash);
/* The entry of key, made with a zero value when absent; *fresh (may be NULL) says which. */
struct map_entry *map_put(struct map *m, struct str key, bool *fresh);
/* The same of a text that is known by its hash alone, of which the map keeps no copy: its entry's key is no
 * text. Of 100,000 texts two are taken for one in one of some 3,000 million maps. */
struct map_entry *map_put_unkept(struct map *m, struct str text, bool *fresh);
/* Entry i of insertion order, i < map_count. */
struct map_entry *map_at(const struct map *m, size_t i);

#endif

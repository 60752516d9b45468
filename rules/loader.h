/*
 * What the readers of topics, packs and vocabulary share while a catalog is being loaded.
 */
#ifndef OIT_RULES_LOADER_H
#define OIT_RULES_LOADER_H

#include "base/map.h"
#include "rules/catalog.h"
#include "rules/phrase_set.h"
#include "rules/yaml.h"

/* Texts that must and must not name the topic. */
struct example {
    struct str text;
    int line;
};

struct topic_examples {
    const struct example *match, *not ;
    size_t match_n, not_n;
    int line; /* of the key "examples" */
};

struct loaded_topic {
    struct topic topic;
    struct topic_examples examples;
    int round; /* number of the folder it came from */
};

struct loaded_pack {
    struct pack pack;
    int round;
};

struct loader {
    struct yaml yaml;    /* of the file being read; first, so that readers find the loader from it */
    struct arena *arena; /* the catalog's */
    struct lexicon *lexicon;
    struct map *topic; /* id -> struct loaded_topic */
    struct map *pack;  /* id -> struct loaded_pack */
    struct map *list;  /* name -> struct phrases, the catalog's own */
    int round;         /* number of the folder being read, from 1 */
    struct sha256 sum; /* of all files read so far */
};

static inline struct loader *
loader_of(const struct yaml *y)
{
    return (struct loader *)(void *)y;
}

/* Phrases of a YAML list.  Entries that begin with re: are patterns where `mixed`; all are where `patterns`.
 */
struct phrase_list {
    struct phrase_source *source;
    size_t n, cap;
};
int phrase_list_read(const struct yaml *y, const struct node *list, bool patterns, bool mixed,
                     struct phrase_list *out);
/* The set of a list, which may be empty; frees the list, whatever comes. */
int phrase_list_build(const struct yaml *y, struct phrase_list *list, struct phrases **out);
void phrase_list_free(struct phrase_list *list);

/* Each reads one file, already parsed; -1 and yaml.e on a fault. */
int topic_read(struct loader *l, const struct node *root);
int pack_read(struct loader *l, const struct node *root, const struct sha256 *sha256);
int vocabulary_read(struct loader *l, const struct node *root);

/* Reader for the table of a pack's keys: to is a struct calendar. */
int calendar_read(const struct yaml *y, const struct node *map, void *to);

/* Parses bytes as one of the three by the folder it lies in ("topics", "packs", ""). */
int loader_read(struct loader *l, struct str folder, struct str file, struct str bytes, struct err *e);
void loader_init(struct loader *l, struct arena *a);
void loader_free(struct loader *l);

/* rules/match.c: made once all topics are known; lives in the catalog. */
const struct match_index *match_index_new(const struct catalog *c);

#endif

/*
 * A YAML file as a tree whose nodes know their line and column, and readers for what our files hold.  Every
 * complaint names file:line:column.  Anchors, aliases, tags and second documents are refused: our files are
 * lists and mappings of plain words.
 */
#ifndef OIT_RULES_YAML_H
#define OIT_RULES_YAML_H

#include "base/arena.h"
#include "base/err.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool single_quoted;
    int line, column; /* from 1; columns count characters */
    struct str text;
    const struct node *key;  /* of a value in a mapping */
    const struct node *list; /* of an entry in a list */
    struct node *child, *last, *next;
    size_t n; /* children */
};

struct yaml {
    struct arena *arena; /* of the tree: as long as the reading lasts */
    struct arena *keep;  /* of the strings that readers give out */
    struct str file;
    struct err *e;
    /* Takes the fault in e and clears it; 0 goes on reading to find more of them.  NULL: the first ends it.
     */
    int (*collect)(void *ctx);
    void *ctx;
};

/* The tree of bytes, whose root is a mapping; NULL and y->e on any fault. */
struct node *yaml_parse(struct yaml *y, struct str bytes);
/* The same by libyaml alone, also where the short way of yaml_plain.h would do: what that is held against. */
struct node *yaml_parse_all(struct yaml *y, struct str bytes);
/* Sets y->e at the place of node, returns -1. */
int yaml_fail(const struct yaml *y, const struct node *node, const char *next, const char *what, ...)
    __attribute__((format(printf, 4, 5)));
int yaml_fail_at(const struct yaml *y, int line, int column, const char *next, const char *what, ...)
    __attribute__((format(printf, 5, 6)));

/* After a fault: 0 when the reader is to go on and find more of them (and to fail at its end all the same).
 */
int yaml_go_on(const struct yaml *y);

/* How the value of a key is read into `to`, which is the caller's struct plus the key's offset. */
struct yaml_key {
    const char *name;
    bool needed;
    int (*read)(const struct yaml *y, const struct node *value, void *to);
    size_t offset;
};
/* Reads every key of a mapping by its table; complains about unknown and lacking ones. */
int yaml_keys(const struct yaml *y, const struct node *map, const struct yaml_key *key, size_t n, void *to);

/* The value of a key; NULL when there is none. */
const struct node *yaml_value(const struct node *map, const char *name);

/* Readers for the table. */
int yaml_str(const struct yaml *y, const struct node *value, void *to); /* struct str, not empty */
int yaml_id(const struct yaml *y, const struct node *value,
            void *to); /* struct str of letters, digits, - . */
int yaml_bool(const struct yaml *y, const struct node *value, void *to); /* bool: true, false */
int yaml_int(const struct yaml *y, const struct node *value, void *to);  /* int, sign allowed */
int yaml_skip(const struct yaml *y, const struct node *value, void *to); /* anything, unread */

int yaml_is_text(const struct yaml *y, const struct node *node);
int yaml_is_list(const struct yaml *y, const struct node *node);
int yaml_is_map(const struct yaml *y, const struct node *node);
/* Index of the word among n known ones; -1 and a complaint with the nearest one. */
int yaml_word(const struct yaml *y, const struct node *node, const char *const *known, size_t n);

#endif

/* Are two trees of a YAML file the same, down to the place of every node? */
#ifndef OIT_TESTS_SAME_YAML_H
#define OIT_TESTS_SAME_YAML_H

#include "rules/yaml.h"

static inline bool
same_node(const struct node *a, const struct node *b)
{
    return a->kind == b->kind && a->line == b->line && a->column == b->column && a->n == b->n &&
           a->single_quoted == b->single_quoted && str_eq(a->text, b->text) &&
           (a->text.p == NULL || (a->text.p[a->text.n] == '\0' && b->text.p[b->text.n] == '\0'));
}

static inline bool
same_yaml(const struct node *a, const struct node *b)
{
    const struct node *x = a->child, *y = b->child;

    if (!same_node(a, b) || (a->key == NULL) != (b->key == NULL) || (a->list == NULL) != (b->list == NULL))
        return false;
    if (a->key != NULL && !same_node(a->key, b->key))
        return false;
    for (; x != NULL && y != NULL; x = x->next, y = y->next)
        if (!same_yaml(x, y) || (x->list != NULL && (x->list != a || y->list != b)))
            return false;
    return x == NULL && y == NULL;
}

#endif

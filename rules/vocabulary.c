/*
 * Word lists that logic asks for by name.  A list met again in a later folder is made longer.
 */
#include "rules/loader.h"

static int
list_read(struct loader *l, const struct node *value)
{
    struct phrase_list words = {.source = NULL};
    struct phrases *set;
    struct map_entry *e;

    if (phrase_list_read(&l->yaml, value, false, true, &words)) {
        phrase_list_free(&words);
        return -1;
    }
    if (phrase_list_build(&l->yaml, &words, &set))
        return -1;
    e = map_put(l->list, value->key->text, NULL);
    if (e->ptr)
        phrases_append(e->ptr, set);
    else
        e->ptr = set;
    return 0;
}

int
vocabulary_read(struct loader *l, const struct node *root)
{
    for (const struct node *v = root->child; v; v = v->next)
        if (list_read(l, v))
            return -1;
    return 0;
}

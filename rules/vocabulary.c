/*
 * Word lists that logic asks for by name.  A list met again in a later folder is made longer.
 */
#include "rules/loader.h"

/* "as_written: [...]": words that are compared as they stand. */
static int
written_read(struct loader *l, const struct node *list, struct phrases **out)
{
    struct phrase_list words = {.source = NULL};
    int rc = phrase_list_read(&l->yaml, list, false, false, &words);

    if (rc == 0)
        *out = phrases_of_written(l->lexicon, words.source, words.n);
    phrase_list_free(&words);
    return rc;
}

static int
words_read(struct loader *l, const struct node *list, struct phrases **out)
{
    struct phrase_list words = {.source = NULL};

    if (phrase_list_read(&l->yaml, list, false, true, &words)) {
        phrase_list_free(&words);
        return -1;
    }
    return phrase_list_build(&l->yaml, &words, out);
}

static int
list_read(struct loader *l, const struct node *value)
{
    const struct node *written = value->kind == NODE_MAP ? yaml_value(value, "as_written") : NULL;
    struct phrases *set;
    struct map_entry *e;

    if (written != NULL && value->n == 1 ? written_read(l, written, &set) : words_read(l, value, &set))
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

/* Over all checklists: a configuration outlives the year it was written in. */
#include "cli/item_names.h"

bool
item_name_known(const struct catalog *c, struct str name)
{
    for (size_t i = 0; i < c->pack_n; i++)
        for (size_t k = 0; k < c->pack[i].item_n; k++)
            if (str_eq_nocase(c->pack[i].item[k].id, name))
                return true;
    return catalog_topic(c, name) != NULL;
}

struct suggest
item_name_nearest(const struct catalog *c, struct str name)
{
    struct suggest s = suggest_for(name);

    for (size_t i = 0; i < c->topic_n; i++)
        suggest_try(&s, c->topic[i].id);
    for (size_t i = 0; i < c->pack_n; i++)
        for (size_t k = 0; k < c->pack[i].item_n; k++)
            suggest_try(&s, c->pack[i].item[k].id);
    return s;
}

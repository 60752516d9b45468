/* Over all checklists: a configuration outlives the year it was written in. */
#include "cli/item_names.h"
#include "base/say.h"
#include "base/utf8.h"

#define DIGITS_MOST 3
#define THAI_ZERO 0x0E50
#define THAI_NINE 0x0E59

/* 0 when it is no number of an item. */
static unsigned
number_in(struct str name)
{
    unsigned n = 0, digits = 0;
    size_t at = 0;

    name = str_trim(name);
    for (int lang = LANG_TH; lang <= LANG_EN; lang++) {
        struct str called = str_of(say_tr_in((enum lang)lang, N_("Item")));

        if (str_starts_nocase(name, called))
            name = str_trim(str_sub(name, called.n, name.n));
    }
    if (name.n > 0 && (name.p[0] == 'O' || name.p[0] == 'o'))
        name = str_trim(str_sub(name, 1, name.n));
    while (at < name.n) {
        uint32_t c = utf8_next(name, &at);

        if (c >= THAI_ZERO && c <= THAI_NINE)
            c = '0' + (c - THAI_ZERO);
        if (c < '0' || c > '9' || ++digits > DIGITS_MOST)
            return 0;
        n = n * 10 + (c - '0');
    }
    return n;
}

const struct item_result *
item_called(const struct scorecard *card, struct str name)
{
    unsigned number = number_in(name);

    for (size_t i = 0; i < card->item_n; i++) {
        const struct item_result *item = &card->item[i];

        if (str_eq_nocase(item->id, name) || str_eq(item->topic, name) ||
            (number > 0 && number == number_in(item->id)))
            return item;
    }
    return NULL;
}

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

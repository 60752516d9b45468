/* Reads a topic: what we know about one kind of information, whatever the year. */
#include "base/say.h"
#include "rules/loader.h"
#include <string.h>

#define WORDS_SHOWN 5   /* names given as "we looked for" */
#define TOPICS_MAX 2000 /* the index numbers them in 16 bits and pairs them */

static const char *const kinds[] = {"content", "document", "series", "channel"};
static const char *const accepts[] = {"text",    "image", "document", "articles", "form",     "external-form",
                                      "account", "chat",  "contact",  "board",    "elsewhere"};

/* A topic as its keys are read; its names come from two keys. */
struct draft {
    struct loaded_topic t;
    struct phrase_list names;
};

static int
read_kind(const struct yaml *y, const struct node *value, void *to)
{
    int i = yaml_word(y, value, kinds, sizeof kinds / sizeof *kinds);

    if (i < 0)
        return -1;
    *(enum topic_kind *)to = (enum topic_kind)i;
    return 0;
}

static int
read_accept(const struct yaml *y, const struct node *value, void *to)
{
    unsigned *bits = to;

    if (yaml_is_list(y, value))
        return -1;
    for (const struct node *v = value->child; v; v = v->next) {
        int i = yaml_word(y, v, accepts, sizeof accepts / sizeof *accepts);

        if (i < 0)
            return -1;
        *bits |= 1U << i;
    }
    if (*bits == 0)
        return yaml_fail(y, value, _("name at least one of: text, document, ..."), _("nothing is accepted"));
    return 0;
}

static int
read_phrases(const struct yaml *y, const struct node *value, void *to)
{
    return phrase_list_read(y, value, false, false, to);
}

static int
read_patterns(const struct yaml *y, const struct node *value, void *to)
{
    return phrase_list_read(y, value, true, false, to);
}

/* A list of its own, patterns behind re: where mixed. */
static int
read_set(const struct yaml *y, const struct node *value, void *to, bool mixed)
{
    struct phrase_list words = {.source = NULL};
    struct phrases *set;

    if (phrase_list_read(y, value, false, mixed, &words)) {
        phrase_list_free(&words);
        return -1;
    }
    if (phrase_list_build(y, &words, &set))
        return -1;
    *(struct phrases **)to = phrases_size(set) ? set : NULL;
    return 0;
}

static int
read_labels(const struct yaml *y, const struct node *value, void *to)
{
    return read_set(y, value, to, false);
}

static int
read_mixed(const struct yaml *y, const struct node *value, void *to)
{
    return read_set(y, value, to, true);
}

/* Which of them a page shows is kept as bits. */
static int
read_signs(const struct yaml *y, const struct node *value, void *to)
{
    if (read_mixed(y, value, to) != 0)
        return -1;
    if (phrases_size(*(struct phrases **)to) <= SIGNS_MAX)
        return 0;
    return yaml_fail(y, value, _("take out those that say least"), _("more than %d signs"), SIGNS_MAX);
}

struct element_draft {
    struct topic_element element;
    struct phrase_list seen;
};

static const struct yaml_key element_keys[] = {
    {"phrases", false, read_phrases, offsetof(struct element_draft, seen)},
    {"patterns", false, read_patterns, offsetof(struct element_draft, seen)},
    {"not", false, read_mixed, offsetof(struct element_draft, element.seen_not)},
    {"each_of", false, read_mixed, offsetof(struct element_draft, element.each_of)},
    {"image", false, yaml_bool, offsetof(struct element_draft, element.image_may_show)},
    {"every", false, yaml_bool, offsetof(struct element_draft, element.every)},
    {"captions", false, yaml_bool, offsetof(struct element_draft, element.captions)},
    {"dated", false, yaml_bool, offsetof(struct element_draft, element.dated)},
    {"beyond_name", false, yaml_bool, offsetof(struct element_draft, element.beyond_name)},
    {"at_least", false, yaml_int, offsetof(struct element_draft, element.at_least)},
    {"shown_by", false, read_accept, offsetof(struct element_draft, element.shown_by)},
};

static int
read_element(const struct yaml *y, const struct node *value, struct topic_element *out)
{
    struct element_draft d = {.element.at_least = 1};
    int n;

    if (yaml_keys(y, value, element_keys, sizeof element_keys / sizeof *element_keys, &d)) {
        phrase_list_free(&d.seen);
        return -1;
    }
    n = (int)d.seen.n;
    if (phrase_list_build(y, &d.seen, &d.element.seen))
        return -1;
    if (n == 0 && d.element.shown_by == 0)
        return yaml_fail(y, value, _("add phrases, patterns or shown_by"),
                         _("nothing shows the element \"%.*s\""), STR_ARGS(value->key->text));
    if (n > 0 && (d.element.at_least < 1 || d.element.at_least > n))
        return yaml_fail(y, value, _("ask for at least 1 and for no more than there are phrases"),
                         _("at_least is %d, but there are %d phrases and patterns"), d.element.at_least, n);
    *out = d.element;
    out->id = arena_str(y->keep, value->key->text);
    return 0;
}

static int
read_elements(const struct yaml *y, const struct node *value, void *to)
{
    struct topic *t = to;
    struct topic_element *element;

    if (yaml_is_map(y, value))
        return -1;
    t->element = element = ARENA_ARRAY(y->keep, struct topic_element, value->n + 1);
    for (const struct node *v = value->child; v; v = v->next) {
        if (str_eq(v->key->text, STR("period")))
            return yaml_fail(y, v->key, _("name \"period\" only in the pack"),
                             _("the element \"period\" is judged from the period found, not from words"));
        if (read_element(y, v, &element[t->element_n]))
            return -1;
        t->captions |= element[t->element_n].captions;
        t->element_n++;
    }
    return 0;
}

static int
read_example_list(const struct yaml *y, const struct node *value, const struct example **out, size_t *n)
{
    struct example *e;

    if (yaml_is_list(y, value))
        return -1;
    *out = e = ARENA_ARRAY(y->keep, struct example, value->n + 1);
    for (const struct node *v = value->child; v; v = v->next, ++*n) {
        if (yaml_str(y, v, &e[*n].text))
            return -1;
        e[*n].line = v->line;
    }
    return 0;
}

static int
read_match(const struct yaml *y, const struct node *value, void *to)
{
    struct topic_examples *x = to;

    return read_example_list(y, value, &x->match, &x->match_n);
}

static int
read_not(const struct yaml *y, const struct node *value, void *to)
{
    struct topic_examples *x = to;

    return read_example_list(y, value, &x->not, &x->not_n);
}

static const struct yaml_key example_keys[] = {
    {"match", true, read_match, 0},
    {"not", true, read_not, 0},
};

static int
read_examples(const struct yaml *y, const struct node *value, void *to)
{
    struct topic_examples *x = to;

    x->line = value->key->line;
    return yaml_keys(y, value, example_keys, sizeof example_keys / sizeof *example_keys, x);
}

#define IN(member) offsetof(struct draft, member)

static const struct yaml_key topic_keys[] = {
    {"topic", true, yaml_id, IN(t.topic.id)},
    {"name", true, yaml_str, IN(t.topic.name)},
    {"name_en", true, yaml_str, IN(t.topic.name_en)},
    {"kind", true, read_kind, IN(t.topic.kind)},
    {"accept", true, read_accept, IN(t.topic.accept)},
    {"everywhere", false, yaml_bool, IN(t.topic.everywhere)},
    {"owner", true, yaml_str, IN(t.topic.owner)},
    {"phrases", false, read_phrases, IN(names)},
    {"patterns", false, read_patterns, IN(names)},
    {"labels", false, read_labels, IN(t.topic.labels)},
    {"against", false, read_mixed, IN(t.topic.against)},
    {"sections", false, read_mixed, IN(t.topic.sections)},
    {"other_text", false, read_mixed, IN(t.topic.other_text)},
    {"unless_shown", false, read_mixed, IN(t.topic.unless_shown)},
    {"about", false, read_mixed, IN(t.topic.about)},
    {"signs", false, read_signs, IN(t.topic.signs)},
    {"signs_enough", false, yaml_int, IN(t.topic.signs_enough)},
    {"signs_always", false, yaml_bool, IN(t.topic.signs_always)},
    {"signs_list", false, yaml_int, IN(t.topic.signs_list)},
    {"signs_rest", false, read_signs, IN(t.topic.signs_rest)},
    {"apart", false, yaml_bool, IN(t.topic.apart)},
    {"none", false, yaml_bool, IN(t.topic.none)},
    {"told", false, yaml_bool, IN(t.topic.told)},
    {"beside", false, yaml_bool, IN(t.topic.beside)},
    {"elements", false, read_elements, IN(t.topic)},
    {"fix", true, yaml_str, IN(t.topic.fix)},
    {"fix_en", false, yaml_str, IN(t.topic.fix_en)},
    {"examples", true, read_examples, IN(t.examples)},
};

/* The first names as written, to say what was looked for; labels where there are no names. */
static struct strs
words_of(struct arena *a, const struct topic *t)
{
    struct str *v = ARENA_ARRAY(a, struct str, WORDS_SHOWN);
    const struct phrases *from[] = {t->names, t->labels};
    size_t n = 0;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; from[k] && i < from[k]->n && n < WORDS_SHOWN; i++)
            if (!from[k]->phrase[i].pattern)
                v[n++] = from[k]->phrase[i].text;
    if (n == 0)
        v[n++] = t->name;
    return (struct strs){v, n};
}

static int
topic_keep(struct loader *l, const struct node *root, const struct loaded_topic *t)
{
    struct map_entry *e = map_put(l->topic, t->topic.id, NULL);
    const struct loaded_topic *before = e->ptr;
    struct loaded_topic *kept;

    if (!t->topic.names && !t->topic.labels)
        return yaml_fail(&l->yaml, root, _("add phrases, patterns or labels"), _("nothing names the topic"));
    if (t->topic.signs_always && t->topic.signs == NULL)
        return yaml_fail(&l->yaml, root, _("add signs, or take out signs_always"), _("there are no signs"));
    if (t->topic.signs_always && t->topic.signs_rest != NULL)
        return yaml_fail(&l->yaml, root, _("keep one of the two"),
                         _("signs_always looks for the whole, signs_rest for a part of it"));
    if (t->topic.signs_list < 0 || t->topic.signs_list > SIGNS_LIST_MAX)
        return yaml_fail(&l->yaml, root, _("ask for a few"), _("signs_list is no number from 0 to %d"),
                         SIGNS_LIST_MAX);
    if (t->topic.signs_enough < 0 || (size_t)t->topic.signs_enough > phrases_size(t->topic.signs))
        return yaml_fail(&l->yaml, root, _("let signs_enough be none above their number, or leave it out"),
                         _("there are not so many signs"));
    if (map_count(l->topic) > TOPICS_MAX)
        return yaml_fail(&l->yaml, root, _("remove those that no pack needs"), _("too many topics"));
    if (before && before->round == l->round)
        return yaml_fail(&l->yaml, root, _("give each topic an id of its own"),
                         _("the topic \"%.*s\" is already in %.*s"), STR_ARGS(t->topic.id),
                         STR_ARGS(before->topic.file));
    e->ptr = kept = ARENA_NEW(l->arena, struct loaded_topic);
    *kept = *t;
    kept->round = l->round;
    kept->topic.file = arena_str(l->arena, l->yaml.file);
    kept->topic.words = words_of(l->arena, &kept->topic);
    return 0;
}

int
topic_read(struct loader *l, const struct node *root)
{
    struct draft d;

    memset(&d, 0, sizeof d);
    if (yaml_keys(&l->yaml, root, topic_keys, sizeof topic_keys / sizeof *topic_keys, &d)) {
        phrase_list_free(&d.names);
        return -1;
    }
    if (phrase_list_build(&l->yaml, &d.names, &d.t.topic.names))
        return -1;
    if (phrases_size(d.t.topic.names) == 0)
        d.t.topic.names = NULL;
    return topic_keep(l, root, &d.t);
}

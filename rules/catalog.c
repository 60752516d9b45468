/* Loads topics, vocabulary and packs from folders, and answers questions about them. */
#include "rules/catalog.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/thai.h"
#include "oit/limits.h"
#include "rules/loader.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* An absent list is answered with an empty one, kept under a name no file can hold. */
#define NO_LIST STR("")

void
loader_init(struct loader *l, struct arena *a)
{
    *l = (struct loader){
        .arena = a, .lexicon = lexicon_new(a), .topic = map_new(), .pack = map_new(), .list = map_new()};
    l->yaml.keep = a;
}

void
loader_free(struct loader *l)
{
    map_free(l->topic);
    map_free(l->pack);
    map_free(l->list);
}

static void
add_to_sum(struct loader *l, struct str folder, const struct sha256 *file)
{
    struct buf b;

    buf_init(&b, KIB);
    buf_put(&b, l->sum.byte, sizeof l->sum.byte);
    buf_put(&b, file->byte, sizeof file->byte);
    buf_str(&b, folder);
    l->sum = sha256_of(buf_view(&b));
    buf_free(&b);
}

int
loader_read(struct loader *l, struct str folder, struct str file, struct str bytes, struct err *e)
{
    const struct sha256 sha256 = sha256_of(bytes);
    struct node *root;
    int rc = -1;

    l->yaml.arena = arena_new(0);
    l->yaml.file = file;
    l->yaml.e = e;
    add_to_sum(l, folder, &sha256);
    root = yaml_parse(&l->yaml, bytes);
    if (root && str_eq(folder, STR("topics"))) {
        rc = topic_read(l, root);
    } else if (root && str_eq(folder, STR("packs"))) {
        rc = pack_read(l, root, &sha256);
    } else if (root) {
        rc = vocabulary_read(l, root);
    }
    arena_free(l->yaml.arena);
    return rc;
}

static int
read_file(struct loader *l, struct str folder, const char *path, struct err *e)
{
    struct buf bytes;
    int rc;

    buf_init(&bytes, LIMIT_CONFIG_FILE);
    rc = file_read(path, &bytes, e);
    if (rc == 0)
        rc = loader_read(l, folder, str_of(path), buf_view(&bytes), e);
    else if (e)
        e->code = ERR_RULES;
    buf_free(&bytes);
    return rc;
}

/* To open a pipe would wait for whoever writes into it. */
static int
is_rule_file(const struct dirent *d)
{
    return d->d_name[0] != '.' && d->d_type != DT_FIFO && d->d_type != DT_SOCK && d->d_type != DT_CHR &&
           str_ends(str_of(d->d_name), STR(".yaml"));
}

/* Freed by the caller. */
static char *
path_in(const char *dir, const char *name)
{
    char *path;

    if (asprintf(&path, "%s/%s", dir, name) < 0)
        mem_none();
    return path;
}

/* Every .yaml file of dir/folder, by name.  A folder that is not there holds none; 1 then. */
static int
read_folder(struct loader *l, const char *dir, const char *folder, struct err *e)
{
    struct dirent **entry = NULL;
    char *path = path_in(dir, folder);
    int n, rc = 0;

    n = scandir(path, &entry, is_rule_file, alphasort);
    if (n < 0 && errno == ENOMEM)
        mem_none();
    if (n < 0) {
        rc = errno == ENOENT ? 1
                             : err_set(e, ERR_RULES, path, _("check the name and the permissions"),
                                       _("the folder of rules cannot be read: %s"), err_reason(errno));
        goto out;
    }
    for (int i = 0; i < n; i++) {
        char *file = path_in(path, entry[i]->d_name);

        if (rc == 0)
            rc = read_file(l, str_of(folder), file, e);
        free(file);
        free(entry[i]);
    }
out:
    free(entry);
    free(path);
    return rc;
}

static int
read_vocabulary(struct loader *l, const char *dir, struct err *e)
{
    char *path = path_in(dir, "vocabulary.yaml");
    int rc = 1;

    if (file_exists(path))
        rc = read_file(l, STR(""), path, e);
    free(path);
    return rc;
}

/* Topics and vocabulary of every folder first: a pack may name topics of any of them. */
static int
read_all(struct loader *l, const char *const *dir, size_t dir_n, struct err *e)
{
    for (size_t i = 0; i < dir_n; i++) {
        int topics, words;
        char *packs;

        l->round = (int)i + 1;
        add_to_sum(l, STR("a folder, which may hold nothing"), &(struct sha256){{0}});
        topics = read_folder(l, dir[i], "topics", e);
        words = topics < 0 ? -1 : read_vocabulary(l, dir[i], e);
        if (words < 0)
            return -1;
        packs = path_in(dir[i], "packs");
        if (topics == 1 && words == 1 && !file_exists(packs)) {
            free(packs);
            return err_set(e, ERR_RULES, dir[i],
                           _("name a folder that holds topics/, packs/ or vocabulary.yaml"),
                           _("no rules are there"));
        }
        free(packs);
    }
    for (size_t i = 0; i < dir_n; i++) {
        l->round = (int)i + 1;
        if (read_folder(l, dir[i], "packs", e) < 0)
            return -1;
    }
    return 0;
}

static int
topic_cmp(const void *a, const void *b)
{
    const struct loaded_topic *const *x = a, *const *y = b;

    return str_cmp((*x)->topic.id, (*y)->topic.id);
}

static int
pack_cmp(const void *a, const void *b)
{
    return str_cmp(((const struct pack *)a)->id, ((const struct pack *)b)->id);
}

static void
resolve(const struct catalog *c, struct topic_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        list->topic[i] = catalog_topic(c, list->topic[i]->id);
}

/* Sorted arrays out of the loader's maps; items get the final addresses of their topics. */
static void
catalog_settle(struct catalog *c, const struct loader *l)
{
    size_t n = map_count(l->topic);
    const struct loaded_topic **sorted = mem_new(n + 1, sizeof *sorted);
    struct topic *topic = ARENA_ARRAY(c->arena, struct topic, n + 1);
    struct topic_examples *examples = ARENA_ARRAY(c->arena, struct topic_examples, n + 1);
    struct pack *pack = ARENA_ARRAY(c->arena, struct pack, map_count(l->pack) + 1);

    for (size_t i = 0; i < n; i++)
        sorted[i] = map_at(l->topic, i)->ptr;
    qsort(sorted, n, sizeof *sorted, topic_cmp);
    for (size_t i = 0; i < n; i++) {
        topic[i] = sorted[i]->topic;
        examples[i] = sorted[i]->examples;
    }
    free(sorted);
    c->topic = topic;
    c->topic_n = n;
    c->examples = examples;
    for (size_t i = 0; i < map_count(l->pack); i++)
        pack[i] = ((const struct loaded_pack *)map_at(l->pack, i)->ptr)->pack;
    qsort(pack, map_count(l->pack), sizeof *pack, pack_cmp);
    c->pack = pack;
    c->pack_n = map_count(l->pack);
    for (size_t i = 0; i < c->pack_n; i++)
        for (size_t k = 0; k < pack[i].part_n; k++) {
            struct pack_part *part = (struct pack_part *)&pack[i].part[k];

            part->topic = catalog_topic(c, part->topic->id);
            resolve(c, &part->kin);
            resolve(c, &part->halves);
        }
}

struct catalog *
catalog_load(const char *const *dir, size_t dir_n, struct err *e)
{
    static const char *const noise[] = {"strip", "agency-words", "weak-links"};
    struct arena *a = arena_new(0);
    struct catalog *c = ARENA_NEW(a, struct catalog);
    struct phrase_fault fault;
    struct loader l;

    loader_init(&l, a);
    c->arena = a;
    c->lexicon = l.lexicon;
    c->list = l.list;
    if (read_all(&l, dir, dir_n, e)) {
        l.list = NULL;
        loader_free(&l);
        catalog_free(c);
        return NULL;
    }
    map_put(c->list, NO_LIST, NULL)->ptr = phrases_build(l.lexicon, NULL, 0, &fault);
    lexicon_close(l.lexicon);
    catalog_settle(c, &l);
    c->sum = l.sum;
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        l.lexicon->noise[i] = catalog_list(c, noise[i]);
    c->index = match_index_new(c);
    l.list = NULL;
    loader_free(&l);
    return c;
}

void
catalog_compile(const struct catalog *c)
{
    phrases_compile(c->lexicon);
}

void
catalog_free(struct catalog *c)
{
    if (!c)
        return;
    phrases_forget(c->lexicon);
    lexicon_free(c->lexicon);
    map_free(c->list);
    arena_free(c->arena);
}

const struct topic *
catalog_topic(const struct catalog *c, struct str id)
{
    size_t from = 0, to = c->topic_n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int cmp = str_cmp(c->topic[middle].id, id);

        if (cmp == 0)
            return &c->topic[middle];
        if (cmp < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

const struct pack *
catalog_pack(const struct catalog *c, struct str id_or_year)
{
    uint64_t year = 0;
    char room[32];
    bool is_year = str_to_u64(thai_plain_digits(id_or_year, room, sizeof room), &year);

    for (size_t i = 0; i < c->pack_n; i++)
        if (str_eq(c->pack[i].id, id_or_year) || (is_year && (uint64_t)c->pack[i].fiscal_year == year))
            return &c->pack[i];
    return NULL;
}

const struct pack *
catalog_default_pack(const struct catalog *c)
{
    const struct pack *best = NULL;

    for (size_t i = 0; i < c->pack_n; i++)
        if (c->pack[i].scored && (!best || c->pack[i].fiscal_year > best->fiscal_year))
            best = &c->pack[i];
    return best;
}

struct str
catalog_say_list(struct arena *a, struct str word, enum lang lang)
{
    return arena_printf(a, "say-%s%.*s", lang == LANG_EN ? "en-" : "", STR_ARGS(word));
}

const struct phrases *
catalog_list(const struct catalog *c, const char *name)
{
    const struct map_entry *e = map_get(c->list, str_of(name));

    return e ? e->ptr : map_get(c->list, NO_LIST)->ptr;
}

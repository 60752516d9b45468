/* Loading topics, packs and vocabulary: what comes out, and where every fault is said to be. */
#include "base/file.h"
#include "rules/catalog.h"
#include "rules/lexicon.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define SMALL FIXTURES "/rules/small"

static struct catalog *
load(const char *first, const char *second, struct err *e)
{
    const char *dir[] = {first, second};

    err_clear(e);
    return catalog_load(dir, second ? 2 : 1, e);
}

static struct catalog *
load_small(void)
{
    struct err e;
    struct catalog *c = load(SMALL, NULL, &e);

    if (!c)
        fail_msg("%s: %s", e.input, e.what);
    return c;
}

/* A topic comes out as it was written. */
static void
reads_topics(void **state)
{
    struct catalog *c = load_small();
    const struct topic *t = catalog_topic(c, STR("annual-report"));

    (void)state;
    assert_int_equal(c->topic_n, 5);
    assert_non_null(t);
    assert_string_equal(t->name_en.p, "Annual report");
    assert_int_equal(t->kind, TOPIC_DOCUMENT);
    assert_int_equal(t->accept, ACCEPT_DOCUMENT | ACCEPT_TEXT);
    assert_int_equal(phrases_size(t->names), 3);
    assert_int_equal(phrases_size(t->against), 2);
    assert_null(t->labels);
    assert_int_equal(t->words.n, 2);
    assert_int_equal(t->element_n, 2);
    assert_string_equal(t->element[0].id.p, "budget");
    assert_true(t->element[0].image_may_show);
    assert_int_equal(t->element[0].at_least, 1);
    assert_int_equal(phrases_size(t->element[0].seen_not), 1);
    assert_int_equal(t->element[1].at_least, 2);
    assert_true(str_ends(t->file, STR("topics/annual-report.yaml")));
    assert_null(catalog_topic(c, STR("no-such-topic")));
    assert_int_equal(catalog_topic(c, STR("structure"))->accept, ACCEPT_TEXT | ACCEPT_IMAGE);
    catalog_free(c);
}

/* A pack comes out as it was written, and is found by id and by year. */
static void
reads_packs(void **state)
{
    struct catalog *c = load_small();
    const struct pack *p = catalog_pack(c, STR("oit-2565"));
    const struct pack_item *item;

    (void)state;
    assert_non_null(p);
    assert_ptr_equal(catalog_pack(c, STR("2565")), p);
    assert_ptr_equal(catalog_pack(c, STR("๒๕๖๕")), p);
    assert_ptr_equal(catalog_default_pack(c), p);
    assert_null(catalog_pack(c, STR("2566")));
    assert_int_equal(p->fiscal_year, 2565);
    assert_int_equal(p->indicator_n, 2);
    assert_int_equal(p->sub_n, 2);
    assert_int_equal(p->sub[1].indicator, 1);
    assert_int_equal(p->item_n, 4);
    item = &p->item[1];
    assert_string_equal(item->id.p, "O2");
    assert_int_equal(item->part_n, 1);
    assert_ptr_equal(item->part, &p->part[1]);
    assert_int_equal(item->part->item, 1);
    assert_ptr_equal(item->part->topic, catalog_topic(c, STR("annual-report")));
    assert_int_equal(item->part->year_offset, -1);
    assert_int_equal(item->part->cover, COVER_FULL_YEAR);
    assert_int_equal(item->part->element_n, 2);
    assert_int_equal(item->part->element[1].basis, BASIS_INFERRED);
    assert_int_equal(p->item[0].part->cover, COVER_NONE);
    assert_int_equal(p->item[2].part->cover, COVER_RECENT);
    assert_int_equal(p->item[2].sub, 1);
    assert_int_equal(p->level[1].min_total, 7500);
    assert_int_equal(p->level[1].min_each, 7000);
    assert_int_equal(p->weight_oit, 40);
    assert_false(sha256_is_zero(&p->sha256));
    assert_false(catalog_pack(c, STR("2569"))->scored);
    catalog_free(c);
}

/* A list is there by its name; one that nobody wrote is empty. */
static void
reads_vocabulary(void **state)
{
    struct catalog *c = load_small();

    (void)state;
    assert_int_equal(phrases_size(catalog_list(c, "strip")), 4);
    assert_int_equal(phrases_size(catalog_list(c, "no-such-list")), 0);
    assert_true(phrases_host(catalog_list(c, "social-hosts"), STR("m.facebook.com")));
    catalog_free(c);
}

/* ---- folders made for one test ---- */

struct folder {
    char dir[64], path[256];
};

static void
folder_put(struct folder *f, const char *name, const char *text, size_t n)
{
    struct err e = {.code = ERR_NONE};
    char *slash;

    snprintf(f->path, sizeof f->path, "%s/%s", f->dir, name);
    slash = strrchr(f->path, '/');
    *slash = '\0';
    file_make_dirs(f->path, &e);
    *slash = '/';
    assert_int_equal(file_write(f->path, (struct str){text, n}, &e), 0);
}

static void
folder_new(struct folder *f)
{
    strcpy(f->dir, "/tmp/oit-test-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
}

static void
folder_end(struct folder *f)
{
    static const char *const names[] = {
        "topics/a.yaml", "topics/b.yaml", "packs/p.yaml", "vocabulary.yaml", "topics", "packs", ""};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(f->path, sizeof f->path, "%s/%s", f->dir, names[i]);
        remove(f->path);
    }
}

#define TOPIC_START                                                                                          \
    "topic: a\n"                                                                                             \
    "name: ก\n"                                                                                            \
    "name_en: A\n"                                                                                           \
    "kind: document\n"                                                                                       \
    "accept: [document]\n"                                                                                   \
    "owner: ข\n"                                                                                           \
    "fix: ค\n"                                                                                             \
    "examples: {match: [], not: []}\n" /* 8 lines */

#define PACK_START                                                                                           \
    "pack: p\n"                                                                                              \
    "fiscal_year: 2566\n"                                                                                    \
    "name: ก\n"                                                                                            \
    "name_en: A\n"                                                                                           \
    "scored: false\n" /* 5 lines */

#define SUB_START                                                                                            \
    "indicators:\n"                                                                                          \
    "- id: '9'\n"                                                                                            \
    "  name: ก\n"                                                                                          \
    "  name_en: A\n"                                                                                         \
    "  subs:\n"                                                                                              \
    "  - id: '9.1'\n"                                                                                        \
    "    name: ก\n"                                                                                        \
    "    name_en: A\n"                                                                                       \
    "    items:\n" /* 14 lines with PACK_START */

/* Given: one file. Expected: the place and the gist of the complaint, and what to do where that matters. */
static const struct {
    const char *name, *text, *place, *what, *next;
} faults[] = {
    {"topics/a.yaml", "topic: a\nphrases: [x\n", "a.yaml:3:1", "not valid YAML", ""},
    {"topics/a.yaml", "topic: a\n\tname: x\n", "a.yaml:2:1", "there is a TAB here", "blanks"},
    {"topics/a.yaml", "topic: a\n\nname:\n  - b\n \t- c\n", "a.yaml:5:2", "there is a TAB here", "blanks"},
    {"topics/a.yaml", "topic: \"a\nname: x\n", "a.yaml:3:1", "a quote is opened and never closed", ""},
    {"topics/a.yaml", "topic: a\n name: x\n", "a.yaml:2:6", "indented otherwise", ""},
    {"topics/a.yaml", "", "a.yaml:1:1", "empty", "README"},
    {"topics/a.yaml", "- a\n", "a.yaml:1:1", "keys with values", ""},
    {"topics/a.yaml", "topic: a\nname: ก\ntopic: b\n", "a.yaml:3:1", "already on line 1", "remove"},
    {"topics/a.yaml", "topic: a\nfrases: [x]\n", "a.yaml:2:1", "unknown key \"frases\"", "\"phrases\""},
    {"topics/a.yaml", "topic: a\nqqqqqqqqqq: [x]\n", "a.yaml:2:1", "unknown key", "known here: topic, name"},
    {"topics/a.yaml", "topic: a\n", "a.yaml:1:1", "\"name\" is missing", ""},
    {"topics/a.yaml", "topic: a b\n", "a.yaml:1:8", "cannot be an id", ""},
    {"topics/a.yaml", "topic: [a]\n", "a.yaml:1:8", "needs a text", ""},
    {"topics/a.yaml", "topic: a\nphrases: x\n", "a.yaml:2:10", "needs a list", ""},
    {"topics/a.yaml", "topic: a\nphrases:\n- [x]\n", "a.yaml:3:3", "needs a text", ""},
    {"topics/a.yaml", "topic: a\nkind: documnet\n", "a.yaml:2:7", "documnet", "\"document\""},
    {"topics/a.yaml", "topic: a\naccept: [text, pdf]\n", "a.yaml:2:16", "unknown word \"pdf\" for \"accept\"",
     "known words: text"},
    {"topics/a.yaml", "topic: a\naccept: []\n", "a.yaml:2:9", "nothing is accepted", ""},
    {"topics/a.yaml", "topic: a\npatterns: [x.]\n", "a.yaml:2:12", "single quotes", ""},
    {"topics/a.yaml", "topic: a\nagainst: [\"re:x.\"]\n", "a.yaml:2:11", "single quotes", ""},
    {"topics/a.yaml", "topic: a\nphrases: ['re:x.']\n", "a.yaml:2:11", "no patterns", "patterns"},
    {"topics/a.yaml", TOPIC_START "patterns:\n  - 'กข(คง'\n", "a.yaml:10:11", "character 6", "pcre2pattern"},
    {"topics/a.yaml", TOPIC_START "against:\n  - 're:กข(คง'\n", "a.yaml:10:14", "character 6", ""},
    {"topics/a.yaml", TOPIC_START "patterns:\n  - 'x*'\n", "a.yaml:10:6", "empty text", ""},
    {"topics/a.yaml", TOPIC_START, "a.yaml:1:1", "nothing names the topic", ""},
    {"topics/a.yaml", TOPIC_START "phrases: [ก]\nelements:\n  e: {at_least: 1}\n", "a.yaml:11:6",
     "nothing shows", ""},
    {"topics/a.yaml", TOPIC_START "phrases: [ก]\nelements:\n  e: {phrases: [x], at_least: 2}\n",
     "a.yaml:11:6", "at_least is 2", ""},
    {"topics/a.yaml", TOPIC_START "phrases: [ก]\nelements:\n  period: {phrases: [x]}\n", "a.yaml:11:3",
     "period", ""},
    {"topics/a.yaml", TOPIC_START "phrases: [ก]\nelements:\n  e: {phrases: [x], image: yes}\n",
     "a.yaml:11:28", "unknown word \"yes\"", "true"},
    {"topics/a.yaml", "topic: &x a\n", "a.yaml:1:8", "anchors", ""},
    {"topics/a.yaml", "topic: *x\n", "a.yaml:1:8", "aliases", ""},
    {"topics/a.yaml", "topic: !!str a\n", "a.yaml:1:8", "tags", ""},
    {"topics/a.yaml", "topic: a\n---\ntopic: b\n", "a.yaml:2:1", "second document", ""},
    {"topics/a.yaml", "topic: \"a\\0b\"\n", "a.yaml:1:8", "NUL", ""},
    {"topics/a.yaml", "topic: a\nname: ก\xe0\xb8\n", "a.yaml:2:8", "UTF-8", "UTF-8"},
    {"topics/a.yaml", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "a.yaml:1:33", "nested too deep", ""},
    {"topics/a.yaml", "? [a]\n: b\n", "a.yaml:1:3", "must be a word", ""},
    {"packs/p.yaml", PACK_START "indicators: []\n", "p.yaml:6:13", "no items", ""},
    {"packs/p.yaml", PACK_START "weights: {iit: 30, eit: 30, oit: 30}\n", "p.yaml:6:10", "add up to 100", ""},
    {"packs/p.yaml", PACK_START "weights: {iit: x, eit: 30, oit: 30}\n", "p.yaml:6:16", "needs a number", ""},
    {"packs/p.yaml",
     PACK_START "levels:\n- {name: A, name_en: A, min: 75}\n- {name: B, name_en: B, min: 80}\n", "p.yaml:8:3",
     "more than the one above", ""},
    {"packs/p.yaml", PACK_START "levels:\n- {name: A, name_en: A, min: 175}\n", "p.yaml:7:30", "not a score",
     ""},
    {"packs/p.yaml", PACK_START SUB_START "    - {id: O1, topic: structur, name: ก, name_en: A}\n",
     "p.yaml:15:23", "no topic \"structur\"", "\"structure\""},
    {"packs/p.yaml",
     PACK_START SUB_START "    - {id: O1, topic: structure, name: ก, name_en: A}\n"
                          "    - {id: O1, topic: structure, name: ก, name_en: A}\n",
     "p.yaml:16:7", "\"O1\" is there twice", ""},
    {"packs/p.yaml",
     PACK_START SUB_START "    - id: O1\n"
                          "      topic: annual-report\n"
                          "      name: ก\n"
                          "      name_en: A\n"
                          "      elements:\n"
                          "      - {id: buget, text: ก, text_en: A, basis: source}\n",
     "p.yaml:20:9", "no element \"buget\"", "\"budget\""},
    {"packs/p.yaml",
     PACK_START SUB_START "    - {id: O1, topic: structure, name: ก, name_en: A, period: {cover: yearly}}\n",
     "p.yaml:15:71", "yearly", "\"year\""},
    {"packs/p.yaml",
     PACK_START SUB_START
     "    - {id: O1, topic: structure, name: ก, name_en: A, period: {cover: year, offset: 99}}\n",
     "p.yaml:15:63", "99 years", ""},
    {"packs/p.yaml", PACK_START SUB_START "    - {id: O1, name: ก, name_en: A}\n", "p.yaml:15:7",
     "\"O1\" asks for is not clear", "\"parts\" with a topic"},
    {"packs/p.yaml",
     PACK_START SUB_START
     "    - {id: O1, topic: structure, name: ก, name_en: A, parts: [{topic: structure}]}\n",
     "p.yaml:15:7", "is not clear", ""},
    {"packs/p.yaml", PACK_START SUB_START "    - {id: O1, name: ก, name_en: A, parts: []}\n", "p.yaml:15:44",
     "an item of 0 parts", ""},
    {"packs/p.yaml", PACK_START SUB_START "    - {id: O1, name: ก, name_en: A, parts: [{}]}\n",
     "p.yaml:15:45", "\"topic\" is missing", ""},
    {"packs/p.yaml",
     PACK_START SUB_START "    - {id: O1, topic: structure, name: ก, name_en: A, not_for: [tambol]}\n",
     "p.yaml:15:65", "unknown word \"tambol\"", "\"tambon\""},
    {"packs/p.yaml",
     PACK_START SUB_START "    - {id: O1, topic: structure, name: ก, name_en: A, kin: [structur]}\n",
     "p.yaml:15:61", "no topic \"structur\"", "\"structure\""},
    {"packs/p.yaml",
     PACK_START SUB_START
     "    - {id: O1, topic: structure, name: ก, name_en: A, kin: [qa, qa, qa, qa, qa]}\n",
     "p.yaml:15:60", "more than 4 topics", "hold most"},
    {"packs/p.yaml", "pack: p\nfiscal_year: 66\n", "p.yaml:1:1", "is missing", ""},
    {"vocabulary.yaml", "strip: [ก, 're:(']\n", "vocabulary.yaml:1:17", "parenthes", ""},
    {"vocabulary.yaml", "strip: ก\n", "vocabulary.yaml:1:8", "needs a list", ""},
};

/* Every fault is named with file, line and column, and with what to do next. */
static void
names_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct folder f;
        struct err e;
        struct catalog *c;

        folder_new(&f);
        folder_put(&f, faults[i].name, faults[i].text, strlen(faults[i].text));
        c = load(SMALL, f.dir, &e);
        folder_end(&f);
        if (c || e.code != ERR_RULES || !str_ends(str_of(e.input), str_of(faults[i].place)) ||
            !strstr(e.what, faults[i].what) || !strstr(e.next, faults[i].next) || !e.next[0])
            fail_msg("%zu, expected %s: %s; got %s: %s; %s", i, faults[i].place, faults[i].what, e.input,
                     e.what, e.next);
        catalog_free(c);
    }
}

/* An item of several parts has each with its own topic; what stands at the item stands for all of them. */
static void
reads_parts(void **state)
{
    static const char text[] = PACK_START SUB_START
        "    - {id: O1, topic: structure, name: ก, name_en: A, not_for: [pao, pattaya]}\n"
        "    - id: O2\n"
        "      name: ก\n"
        "      name_en: A\n"
        "      period: {cover: year, offset: -1, basis: inferred}\n"
        "      parts:\n"
        "      - topic: structure\n"
        "      - topic: annual-report\n"
        "        period: {cover: full_year}\n"
        "        elements:\n"
        "        - {id: budget, text: ก, text_en: A, basis: source, not_for: [sao]}\n";
    struct folder f;
    struct err e;
    struct catalog *c;
    const struct pack *p;

    (void)state;
    folder_new(&f);
    folder_put(&f, "packs/p.yaml", text, sizeof text - 1);
    c = load(SMALL, f.dir, &e);
    folder_end(&f);
    if (!c)
        fail_msg("%s: %s", e.input, e.what);
    p = catalog_pack(c, STR("p"));
    assert_int_equal(p->item_n, 2);
    assert_int_equal(p->part_n, 3);
    assert_int_equal(p->item[0].not_for, 1 << 4 | 1 << 5);
    assert_int_equal(p->item[0].part_n, 1);
    assert_int_equal(p->item[1].part_n, 2);
    assert_ptr_equal(p->item[1].part, &p->part[1]);
    assert_ptr_equal(p->part[1].topic, catalog_topic(c, STR("structure")));
    assert_int_equal(p->part[1].cover, COVER_YEAR);
    assert_int_equal(p->part[1].year_offset, -1);
    assert_int_equal(p->part[2].cover, COVER_FULL_YEAR);
    assert_int_equal(p->part[2].item, 1);
    assert_int_equal(p->part[2].element[0].not_for, 1);
    catalog_free(c);
}

/* A byte order mark and carriage returns are no fault. */
static void
accepts_windows_files(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBFtopic: a\r\nname: ก\r\nname_en: A\r\nkind: series\r\naccept: [text]\r\n"
        "owner: ข\r\nfix: ค\r\nphrases:\r\n  - แผนงาน\r\n"
        "examples: {match: [], not: []}\r\n";
    struct folder f;
    struct err e;
    struct catalog *c;

    (void)state;
    folder_new(&f);
    folder_put(&f, "topics/a.yaml", text, sizeof text - 1);
    c = load(f.dir, NULL, &e);
    folder_end(&f);
    assert_non_null(c);
    assert_string_equal(phrases_text(catalog_topic(c, STR("a"))->names, 0).p, "แผนงาน");
    assert_string_equal(catalog_topic(c, STR("a"))->name.p, "ก");
    catalog_free(c);
}

/* A later folder replaces topics and packs of the same id and makes lists longer; twice in one folder is a
 * fault. */
static void
later_folders_replace(void **state)
{
    static const char topic[] =
        "topic: structure\nname: ใหม่\nname_en: New\nkind: content\naccept: [text]\nowner: ข\n"
        "fix: ค\nlabels: [ผังองค์กร]\nexamples: {match: [ผังองค์กร], not: []}\n";
    static const char words[] = "strip: [ลำดับที่]\nnew-list: [ก]\n";
    struct folder f;
    struct err e;
    struct catalog *c;

    (void)state;
    folder_new(&f);
    folder_put(&f, "topics/a.yaml", topic, sizeof topic - 1);
    folder_put(&f, "vocabulary.yaml", words, sizeof words - 1);
    c = load(SMALL, f.dir, &e);
    assert_non_null(c);
    assert_int_equal(c->topic_n, 5);
    assert_string_equal(catalog_topic(c, STR("structure"))->name_en.p, "New");
    assert_ptr_equal(catalog_pack(c, STR("2565"))->item[0].part->topic, catalog_topic(c, STR("structure")));
    assert_int_equal(phrases_size(catalog_list(c, "strip")), 5);
    assert_int_equal(phrases_size(catalog_list(c, "new-list")), 1);
    catalog_free(c);
    folder_put(&f, "topics/b.yaml", topic, sizeof topic - 1);
    assert_null(load(SMALL, f.dir, &e));
    assert_non_null(strstr(e.input, "b.yaml:1:1"));
    assert_non_null(strstr(e.what, "a.yaml"));
    folder_end(&f);
}

/* Folders that are not there, hold nothing, or hold a file that is too large. */
static void
refuses_folders(void **state)
{
    static char large[4 * 1024 * 1024 + 1];
    struct folder f;
    struct err e;

    (void)state;
    assert_null(load("/no/such/folder", NULL, &e));
    assert_int_equal(e.code, ERR_RULES);
    folder_new(&f);
    assert_null(load(f.dir, NULL, &e));
    assert_int_equal(e.code, ERR_RULES);
    memset(large, '#', sizeof large);
    folder_put(&f, "vocabulary.yaml", large, sizeof large);
    assert_null(load(f.dir, NULL, &e));
    assert_int_equal(e.code, ERR_RULES);
    assert_non_null(strstr(e.what, "larger"));
    folder_end(&f);
}

/* Too many entries are refused while they are being read. */
static void
refuses_too_many(void **state)
{
    size_t n = 0, most = 250000;
    char *text = malloc(2 * most + 16);
    struct folder f;
    struct err e;

    (void)state;
    n = (size_t)sprintf(text, "strip: [");
    for (size_t i = 0; i < most; i++, n += 2)
        memcpy(text + n, "a,", 2);
    text[n++] = ']';
    folder_new(&f);
    folder_put(&f, "vocabulary.yaml", text, n);
    free(text);
    assert_null(load(f.dir, NULL, &e));
    assert_non_null(strstr(e.what, "too many entries"));
    folder_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_topics),          cmocka_unit_test(reads_packs),
        cmocka_unit_test(reads_parts),           cmocka_unit_test(reads_vocabulary),
        cmocka_unit_test(names_faults),          cmocka_unit_test(accepts_windows_files),
        cmocka_unit_test(later_folders_replace), cmocka_unit_test(refuses_folders),
        cmocka_unit_test(refuses_too_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

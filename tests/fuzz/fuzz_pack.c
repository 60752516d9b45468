/*
 * Bytes read as a vocabulary, a topic and a pack in turn.  Whatever loads is closed and matched against a
 * text that holds the bytes themselves, so that patterns run as well.
 */
#include "rules/loader.h"
#include <stddef.h>
#include <stdint.h>

#define TEXT_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char known_topic[] =
    "topic: a\nname: ก\nname_en: A\nkind: document\naccept: [document]\nowner: ข\nfix: ค\n"
    "phrases: [แผนงานประจำปี]\nelements: {e: {phrases: [งบประมาณ]}}\n"
    "examples: {match: [แผนงานประจำปี], not: [ข่าว]}\n";

static void
match_sets(struct lexicon *l, struct str bytes)
{
    struct arena *a = arena_new(0);
    struct thai_text t;
    struct phrase_hit hit[32];

    thai_text_init(&t, a, str_sub(bytes, 0, TEXT_MAX));
    for (struct phrases *p = l->sets; p; p = p->next) {
        phrases_find(p, &t, &hit[0]);
        phrases_whole(p, &t, &hit[0]);
        phrases_count_in(p, &t);
        for (size_t i = phrases_all(p, &t, hit, 32); i > 0; i--)
            phrase_quote(&t, &hit[i - 1]);
    }
    arena_free(a);
}

static void
read_as(const char *folder, struct str bytes)
{
    struct arena *a = arena_new(0);
    struct err e = {.code = ERR_NONE};
    struct loader l;

    loader_init(&l, a);
    l.round = 1;
    loader_read(&l, STR("topics"), STR("known"), STR(known_topic), &e);
    l.round = 2;
    if (loader_read(&l, str_of(folder), STR("input"), bytes, &e) == 0) {
        lexicon_close(l.lexicon);
        match_sets(l.lexicon, bytes);
    }
    phrases_forget(l.lexicon);
    lexicon_free(l.lexicon);
    loader_free(&l);
    arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};

    read_as("", bytes);
    read_as("topics", bytes);
    read_as("packs", bytes);
    return 0;
}

/* Records of any bytes: blocks that are valid, governed by what stands before them, below their ceilings. */
#include "base/utf8.h"
#include "extract/record.h"
#include "oit/limits.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check_block(const struct document *d, size_t i)
{
    const struct block *b = &d->text.block[i];

    must(b->text.n > 0 && b->text.n <= LIMIT_BLOCK_TEXT && utf8_valid(b->text));
    for (size_t k = 0; k < b->text.n; k++)
        must((unsigned char)b->text.p[k] >= ' ' || b->text.p[k] == '\x1f');
    must(b->heading == NO_INDEX || (b->heading < i && d->text.block[b->heading].kind == BLOCK_HEADING));
    must((b->kind == BLOCK_HEADING) == (b->level >= 1 && b->level <= 6));
    must((b->table != NO_INDEX) == (b->kind == BLOCK_CELL || b->kind == BLOCK_HEAD_CELL));
    must(b->place == PLACE_MAIN);
}

static void
check_document(const struct document *d)
{
    must(d->format < FORMAT_COUNT && d->state < DOCUMENT_STATE_COUNT);
    must(d->text.block_n <= LIMIT_DOCUMENT_BLOCKS && d->part_n <= LIMIT_DOCUMENT_PARTS);
    must(d->part_count >= d->part_n && utf8_valid(d->detail));
    for (size_t i = 0; i < d->text.block_n; i++)
        check_block(d, i);
    for (size_t i = 0; i < d->part_n; i++) {
        must(d->part[i].number > 0 && utf8_valid(d->part[i].name));
        must(d->part[i].confidence >= 0 && d->part[i].confidence <= 100);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct arena *a = arena_new(0), *small = arena_new(256);
    struct document d;

    document_of_records(a, s, &d);
    check_document(&d);
    document_of_records(small, s, &d);
    check_document(&d);
    arena_free(a);
    arena_free(small);
    return 0;
}

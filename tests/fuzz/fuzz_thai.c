/* Thai normal form: any bytes give valid text, a map inside the bytes, and tiers that agree with each other.
 */
#include "base/thai.h"
#include "base/utf8.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check_map(const struct thai_norm *n, struct str original)
{
    must(n->at[n->text.n] == original.n);
    for (size_t i = 0; i < n->text.n; i++)
        must(n->at[i] < original.n);
}

/* Pieces all over the text: each is quoted from inside the original. */
static void
check_quotes(const struct thai_norm *n, struct str original)
{
    size_t stride = n->text.n / 16 + 1;

    for (size_t from = 0; from < n->text.n; from += stride) {
        struct str quote = thai_original(n, original, from, from + stride);

        must(quote.n > 0 && quote.p >= original.p && quote.p + quote.n <= original.p + original.n);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct arena *a = arena_new(0);
    struct thai_norm exact = thai_norm(a, s, THAI_EXACT, true);

    for (int tier = THAI_EXACT; tier <= THAI_BARE; tier++) {
        struct thai_norm n = thai_norm(a, s, (enum thai_tier)tier, true);
        struct thai_norm plain = thai_norm(a, s, (enum thai_tier)tier, false);
        struct thai_norm folded = thai_fold(a, exact.text, (enum thai_tier)tier, true);

        must(utf8_valid(n.text) && n.text.p[n.text.n] == '\0');
        must(str_eq(n.text, plain.text) && str_eq(n.text, folded.text));
        check_map(&n, s);
        check_map(&folded, exact.text);
        check_quotes(&n, s);
    }
    must(thai_share(s) >= 0 && thai_share(s) <= 1);
    arena_free(a);
    return 0;
}

/* Whatever is taken for a sound pattern compiles, and does not match the empty text. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/utf8.h"
#include "rules/sound.h"
#include <pcre2.h>
#include <stdlib.h>

#define OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
compile(const uint8_t *data, size_t size)
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile(data, size, OPTIONS, &error, &at, NULL);
    pcre2_match_data *found = pcre2_match_data_create(1, NULL);

    if (code == NULL || pcre2_match(code, (PCRE2_SPTR) "", 0, 0, 0, found, NULL) >= 0)
        abort();
    pcre2_match_data_free(found);
    pcre2_code_free(code);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str pattern = {(const char *)data, size};

    if (utf8_valid(pattern) && pattern_is_sound(pattern))
        compile(data, size);
    return 0;
}

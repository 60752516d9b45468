/* Host names with letters of all the world: the only file that knows libidn2. */
#include "crawler/idna.h"
#include <idn2.h>

bool
idna_to_ascii(struct str domain, struct buf *out)
{
    struct buf copy;
    char *ascii = NULL;
    bool ok;

    buf_init(&copy, domain.n + 1);
    buf_str(&copy, domain);
    ok = idn2_lookup_u8((const uint8_t *)buf_cstr(&copy), (uint8_t **)&ascii,
                        IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK;
    if (ok)
        buf_z(out, ascii);
    idn2_free(ascii);
    buf_free(&copy);
    return ok && !out->full;
}

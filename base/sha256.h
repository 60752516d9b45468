/* SHA-256 of bytes, in binary and as 64 lower-case hexadecimal digits. */
#ifndef OIT_BASE_SHA256_H
#define OIT_BASE_SHA256_H

#include "base/str.h"

struct sha256 {
    uint8_t byte[32];
};

/*
 * Once, at the beginning of a program: libcrypto, which TLS uses too, gets its memory from us.  Where the
 * machine refused some while it set itself up for its first hash, it crashed (seen with version 3.0.19).
 */
void sha256_begin(void);
struct sha256 sha256_of(struct str bytes);
/* HMAC-SHA-256 (RFC 2104) of bytes under a key. */
struct sha256 sha256_hmac(struct str key, struct str bytes);
/* out receives 64 digits and a NUL. */
void sha256_hex(const struct sha256 *h, char out[65]);
bool sha256_from_hex(struct str hex, struct sha256 *out);
bool sha256_eq(const struct sha256 *a, const struct sha256 *b);
bool sha256_is_zero(const struct sha256 *h);

#endif

/*
 * SHA-256 by OpenSSL, and its spelling.  By the functions that OpenSSL calls old: the way through EVP reads
 * settings and lists all algorithms first, 1.5 ms of each start of the program.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/sha256.h"
#include "base/mem.h"
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

static void *
grow_memory(void *p, size_t n, const char *file, int line)
{
    (void)file;
    (void)line;
    if (n > 0)
        return mem_grow(p, n, 1);
    free(p);
    return NULL;
}

static void *
take_memory(size_t n, const char *file, int line)
{
    return grow_memory(NULL, n, file, line);
}

static void
give_memory(void *p, const char *file, int line)
{
    (void)file;
    (void)line;
    free(p);
}

void
sha256_begin(void)
{
    (void)CRYPTO_set_mem_functions(take_memory, grow_memory, give_memory);
}

struct sha256
sha256_of(struct str bytes)
{
    struct sha256 h = {{0}};
    SHA256_CTX state;

    /* A hash that is none would prove what was never seen. */
    if (SHA256_Init(&state) != 1 || SHA256_Update(&state, bytes.p ? bytes.p : "", bytes.n) != 1 ||
        SHA256_Final(h.byte, &state) != 1)
        mem_none();
    return h;
}

struct sha256
sha256_hmac(struct str key, struct str bytes)
{
    struct sha256 h = {{0}};
    unsigned n = 0;

    if (!HMAC(EVP_sha256(), key.p ? key.p : "", (int)key.n, (const unsigned char *)(bytes.p ? bytes.p : ""),
              bytes.n, h.byte, &n) ||
        n != sizeof h.byte)
        mem_none();
    return h;
}

void
sha256_hex(const struct sha256 *h, char out[65])
{
    static const char digit[] = "0123456789abcdef";

    for (size_t i = 0; i < sizeof h->byte; i++) {
        out[2 * i] = digit[h->byte[i] >> 4];
        out[2 * i + 1] = digit[h->byte[i] & 15];
    }
    out[64] = '\0';
}

bool
sha256_from_hex(struct str hex, struct sha256 *out)
{
    struct sha256 h;

    if (hex.n != 64)
        return false;
    for (size_t i = 0; i < sizeof h.byte; i++) {
        int high = str_hex_digit(hex.p[2 * i]), low = str_hex_digit(hex.p[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        h.byte[i] = (uint8_t)(high << 4 | low);
    }
    *out = h;
    return true;
}

bool
sha256_eq(const struct sha256 *a, const struct sha256 *b)
{
    return memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

bool
sha256_is_zero(const struct sha256 *h)
{
    static const struct sha256 zero;

    return sha256_eq(h, &zero);
}

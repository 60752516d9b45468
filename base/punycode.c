/* The ASCII spelling of one label of a host name (RFC 3492): deltas between code points as digits of a
 * varying base. */
#include "base/punycode.h"
#include <string.h>

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_POINT = 0x80 };

#define HIGHEST_POINT 0x10ffff

static uint32_t
adapt(uint32_t delta, uint32_t points, bool first)
{
    uint32_t k = 0;

    delta = first ? delta / DAMP : delta / 2;
    delta += delta / points;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t
threshold(uint32_t k, uint32_t bias)
{
    if (k <= bias)
        return T_MIN;
    return k >= bias + T_MAX ? T_MAX : k - bias;
}

static char
digit_char(uint32_t digit)
{
    return (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
}

static uint32_t
digit_value(char c)
{
    if (c >= 'a' && c <= 'z')
        return (uint32_t)(c - 'a');
    if (c >= 'A' && c <= 'Z')
        return (uint32_t)(c - 'A');
    return c >= '0' && c <= '9' ? (uint32_t)(c - '0') + 26 : BASE;
}

static void
put_delta(struct buf *out, uint32_t delta, uint32_t bias)
{
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = threshold(k, bias);

        if (delta < t)
            break;
        buf_char(out, digit_char(t + (delta - t) % (BASE - t)));
        delta = (delta - t) / (BASE - t);
    }
    buf_char(out, digit_char(delta));
}

static uint32_t
next_point(const uint32_t *points, size_t n, uint32_t from)
{
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i < n; i++)
        if (points[i] >= from && points[i] < least)
            least = points[i];
    return least;
}

bool
punycode_encode(const uint32_t *points, size_t n, struct buf *out)
{
    uint32_t at = FIRST_POINT, delta = 0, bias = FIRST_BIAS, done = 0, basic;

    for (size_t i = 0; i < n; i++)
        if (points[i] < FIRST_POINT) {
            buf_char(out, (char)points[i]);
            done++;
        }
    basic = done;
    if (basic > 0)
        buf_char(out, '-');
    while (done < n) {
        uint32_t next = next_point(points, n, at), step;

        if (__builtin_mul_overflow(next - at, done + 1, &step) || __builtin_add_overflow(delta, step, &delta))
            return false;
        at = next;
        for (size_t i = 0; i < n; i++) {
            if (points[i] < at && ++delta == 0)
                return false;
            if (points[i] != at)
                continue;
            put_delta(out, delta, bias);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
        at++;
    }
    return !out->full;
}

/* One number; *at moves behind it. */
static bool
read_delta(struct str s, size_t *at, uint32_t bias, uint32_t *delta)
{
    uint32_t weight = 1;

    *delta = 0;
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t digit = *at < s.n ? digit_value(s.p[(*at)++]) : BASE, t = threshold(k, bias), part;

        if (digit == BASE || __builtin_mul_overflow(digit, weight, &part) ||
            __builtin_add_overflow(*delta, part, delta))
            return false;
        if (digit < t)
            return true;
        if (__builtin_mul_overflow(weight, BASE - t, &weight))
            return false;
    }
}

bool
punycode_decode(struct str s, uint32_t *out, size_t max, size_t *n)
{
    const char *last = s.n ? memrchr(s.p, '-', s.n) : NULL;
    size_t basic = last ? (size_t)(last - s.p) : 0, at = last ? basic + 1 : 0;
    uint32_t point = FIRST_POINT, bias = FIRST_BIAS;
    uint64_t place = 0;

    if (basic > max)
        return false;
    for (*n = 0; *n < basic; (*n)++)
        out[*n] = (unsigned char)s.p[*n];
    while (at < s.n) {
        uint32_t delta, count = (uint32_t)*n + 1;

        if (*n == max || !read_delta(s, &at, bias, &delta))
            return false;
        bias = adapt(delta, count, *n == basic);
        place += delta;
        if (place / count > HIGHEST_POINT - point)
            return false;
        point += (uint32_t)(place / count);
        place %= count;
        memmove(out + place + 1, out + place, (*n - place) * sizeof(*out));
        out[place++] = point;
        (*n)++;
    }
    return true;
}

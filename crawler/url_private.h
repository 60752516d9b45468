/* What the files of url.h share. */
#ifndef OIT_CRAWLER_URL_PRIVATE_H
#define OIT_CRAWLER_URL_PRIVATE_H

#include "crawler/url.h"

static inline bool
url_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
url_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline char
url_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Length of a leading "." or "%2e"; 0 for anything else. */
size_t url_dot_length(struct str s);
/* 1 for ".", 2 for "..", in any spelling; 0 for an ordinary segment. */
int url_dots(struct str segment);

/*
 * url_plain.c: an address that is written as it would be serialised, in one pass; false where it might mean
 * something else, and out is undefined.
 */
bool url_plain(struct arena *a, struct str s, struct url *out);
/* The same of one that is written from the root of base on. */
bool url_plain_rooted(struct arena *a, struct str s, const struct url *base, struct url *out);

#endif

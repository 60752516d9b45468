/*
 * Makers of JSON values, shared by the outputs that are JSON.  What is not known is null, never an empty
 * guess.
 */
#ifndef OIT_REPORT_JSON_PRIVATE_H
#define OIT_REPORT_JSON_PRIVATE_H

#include "base/utf8.h"
#include "oit/scorecard.h"
#include <assert.h>
#include <jansson.h>

/* Before the first value is made: memory that the machine refuses ends the program. */
void json_begin(void);

enum json_form {
    JSON_IN_LINES, /* a value a line */
    JSON_IN_ONE,   /* one line, with blanks */
    JSON_TIGHT     /* one line, without */
};

/*
 * Append root and a line end to out and free it.  Numbers with a point get two decimals, characters that
 * people cannot see are escaped.
 */
void json_end(json_t *root, enum json_form form, struct buf *out);

/* Every value comes from one of the makers below, which cannot fail: json_begin() sees to it. */
static inline void
put(json_t *object, const char *key, json_t *value)
{
    int rc = json_object_set_new_nocheck(object, key, value);

    assert(rc == 0);
    (void)rc;
}

static inline void
add(json_t *array, json_t *value)
{
    int rc = json_array_append_new(array, value);

    assert(rc == 0);
    (void)rc;
}

static inline json_t *
text(struct str s)
{
    struct buf clean;
    json_t *j;

    if (utf8_valid(s))
        return json_stringn_nocheck(s.p ? s.p : "", s.n);
    buf_init(&clean, 3 * s.n);
    utf8_clean(&clean, s);
    j = json_stringn_nocheck(clean.p ? clean.p : "", clean.n);
    buf_free(&clean);
    return j;
}

static inline json_t *
text_or_null(struct str s)
{
    return s.n > 0 ? text(s) : json_null();
}

static inline json_t *
word(const char *z)
{
    return z ? text(str_of(z)) : json_null();
}

static inline json_t *
count(uint64_t n)
{
    return json_integer((json_int_t)n);
}

/* 0 stands for "not known" in the card. */
static inline json_t *
known(int n)
{
    return n != 0 ? json_integer(n) : json_null();
}

/* Hundredths as a number; fifteen digits of a double print it exactly. */
static inline json_t *
points(int hundredths)
{
    return hundredths == NO_SCORE ? json_null() : json_real(hundredths / 100.0);
}

static inline json_t *
sentence(struct arena *a, const struct say *s, enum lang lang)
{
    return s->id ? text(say_text(a, s, lang)) : json_null();
}

static inline json_t *
list(struct strs v)
{
    json_t *array = json_array();

    for (size_t i = 0; i < v.n; i++)
        add(array, text(v.v[i]));
    return array;
}

#endif

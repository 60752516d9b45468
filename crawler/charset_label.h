/* Names of character encodings, and how each is decoded. */
#ifndef OIT_CRAWLER_CHARSET_LABEL_H
#define OIT_CRAWLER_CHARSET_LABEL_H

#include "crawler/charset.h"

struct charset_label {
    const char *name;   /* canonical, lower case */
    const char *iconv;  /* what iconv calls it; "own" or NULL when decoded without iconv */
    const char *labels; /* separated by blanks */
};

/* NULL when no encoding has this label. */
const struct charset_label *charset_label_find(struct str label);

#endif

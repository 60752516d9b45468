/* The makers of JSON values that more than one document uses; none of them can fail. */
#ifndef OIT_REPORT_JSON_TREE_H
#define OIT_REPORT_JSON_TREE_H

#include "base/buf.h"
#include <jansson.h>

/* Before the first value. */
void json_tree_begin(void);
json_t *json_tree_text(struct str s);
/* Hundredths as a number with two decimals; null for NO_SCORE. */
json_t *json_tree_points(int hundredths);
void json_tree_put(json_t *object, const char *key, json_t *value);
void json_tree_add(json_t *array, json_t *value);
/* Append the document and let go of it. */
void json_tree_print(json_t *root, struct buf *out);

#endif

/* Is a page that is read without the parser read as by it? */
#ifndef OIT_TESTS_SAME_TREE_H
#define OIT_TESTS_SAME_TREE_H

#include "base/str.h"
#include <stdbool.h>

/* Is the page taken for plain?  *same is false, and both trees are printed, when it is read otherwise. */
bool same_tree_plain(struct str html, bool *same);

#endif

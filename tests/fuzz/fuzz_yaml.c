/* Whatever is read without libyaml, libyaml reads as well, and to the same tree. */
#include "rules/yaml_plain.h"
#include "tests/support/same_yaml.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e = {.code = ERR_NONE};
    struct yaml y = {.arena = arena_new(0), .file = STR("input"), .e = &e};
    struct str bytes = {(const char *)data, size};
    struct node *tree = yaml_parse(&y, bytes), *other = yaml_parse_all(&y, bytes);

    if ((tree == NULL) != (other == NULL) || (tree != NULL && !same_yaml(tree, other)))
        abort();
    arena_free(y.arena);
    return 0;
}

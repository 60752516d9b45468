/* Reads the list of hostile texts. */
#include "tests/support/hostile.h"
#include <jansson.h>

size_t
hostile_load(struct arena *a, const char *path, struct hostile out[HOSTILE_MAX])
{
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, NULL);
    json_t *list = json_object_get(root, "strings"), *one;
    size_t i, n = 0;

    json_array_foreach(list, i, one)
    {
        json_t *text = json_object_get(one, "text");

        if (n == HOSTILE_MAX)
            break;
        out[n].name = arena_str(a, str_of(json_string_value(json_object_get(one, "name")))).p;
        out[n].text = arena_str(a, (struct str){json_string_value(text), json_string_length(text)});
        n++;
    }
    json_decref(root);
    return n;
}

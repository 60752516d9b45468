/* A result document read back: what it names as lacking, one line an item. */
#include "report/json_private.h"
#include "report/province.h"

#define SHAPE_BYTES 120

/* Path and query of an address with every number as one sign: the same place of the same template. */
static void
put_shape(struct buf *out, struct str url)
{
    size_t scheme = str_find(url, STR("://"), 0),
           slash = scheme != STR_NOT_FOUND ? str_find_char(url, '/', scheme + 3) : STR_NOT_FOUND, length = 0;
    bool number = false;

    for (size_t i = slash; slash != STR_NOT_FOUND && i < url.n && length < SHAPE_BYTES; i++) {
        bool digit = url.p[i] >= '0' && url.p[i] <= '9';

        if ((unsigned char)url.p[i] <= ' ' || (digit && number))
            continue;
        buf_char(out, digit ? '#' : url.p[i]);
        number = digit;
        length++;
    }
}

static struct str
string_of(const json_t *object, const char *key)
{
    return str_of(json_string_value(json_object_get(object, key)));
}

/* A file that cannot be used is its site's own. */
static bool
is_file(struct str url)
{
    static const char *const endings[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt",
                                          ".ods", ".jpg", ".jpeg", ".png", ".gif",  ".zip", ".rar"};
    struct str path = str_sub(url, 0, str_find_char(url, '?', 0));

    return STR_ENDS_ANY_NOCASE(path, endings);
}

/* The first page said of each item counts: it is what the report shows first. */
static void
put_fault(const json_t *entry, struct str *last, struct buf *out)
{
    struct str item = string_of(entry, "item"), problem = string_of(entry, "problem");

    if (item.n == 0 || problem.n == 0 || is_file(string_of(entry, "url")) || str_eq(item, *last) ||
        str_has(item, STR(" ")) || str_has(item, STR("=")))
        return;
    buf_printf(out, "%.*s=%.*s ", STR_ARGS(item), STR_ARGS(problem));
    put_shape(out, string_of(entry, "url"));
    buf_char(out, '\n');
    *last = item;
}

void
province_faults_of(struct str result, struct buf *out)
{
    json_t *root, *list;
    struct str last = STR_NONE;
    size_t i;
    json_t *entry;

    json_begin();
    root = json_loadb(result.p ? result.p : "", result.n, 0, NULL);
    list = json_object_get(root, "missing_urls");
    json_array_foreach(list, i, entry) put_fault(entry, &last, out);
    json_decref(root);
}

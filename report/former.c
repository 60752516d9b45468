/* The file is the user's and may be anything. */
#include "report/former.h"
#include "base/file.h"
#include "report/json_private.h"
#include "report/report.h"
#include <string.h>

static struct str
told(struct arena *a, const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s != NULL ? arena_str(a, str_of(s)) : STR_NONE;
}

/* It becomes part of a file's name. */
static struct str
moment(struct str iso)
{
    static const char form[] = "0000-00-00T00:00";

    for (size_t i = 0; i + 1 < sizeof form; i++)
        if (i >= iso.n || (form[i] == '0' ? iso.p[i] < '0' || iso.p[i] > '9' : iso.p[i] != form[i]))
            return STR_NONE;
    return iso;
}

/* Documents of before did not say it. */
static bool
is_readable(const json_t *root, const json_t *run)
{
    const json_t *said = json_object_get(run, "readable"), *seen = json_object_get(root, "coverage");

    if (json_is_boolean(said))
        return json_is_true(said);
    return json_integer_value(json_object_get(seen, "fetched")) > 0 ||
           json_integer_value(json_object_get(seen, "not_modified")) > 0;
}

static bool
take(struct arena *a, const json_t *root, struct former *out)
{
    const json_t *run = json_object_get(root, "run");
    const char *schema = json_string_value(json_object_get(root, "schema"));

    if (schema == NULL || strcmp(schema, "oit-result/1") != 0)
        return false;
    out->site_url = told(a, json_object_get(root, "site"), "url");
    out->started = moment(told(a, run, "started"));
    out->readable = is_readable(root, run);
    return out->site_url.n > 0;
}

bool
former_read(struct arena *a, const char *path, struct former *out)
{
    json_t *root = NULL;
    struct buf text;
    bool good = false;

    *out = (struct former){.readable = false};
    json_begin();
    buf_init(&text, REPORT_BYTES_MAX);
    if (file_exists(path) && file_read(path, &text, NULL) == 0)
        root = json_loadb(buf_view(&text).p, text.n, 0, NULL);
    if (root != NULL)
        good = take(a, root, out);
    json_decref(root);
    buf_free(&text);
    return good;
}

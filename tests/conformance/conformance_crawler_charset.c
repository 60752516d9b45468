/* Encodings: the windows-874 table both ways, its samples and what goes wrong with them, html5lib's sniffing
 * cases. */
#include "base/tis620.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "suite.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void
check_table(const json_t *root)
{
    struct suite s = {.name = "windows-874, bytes 0x80 to 0xFF"};
    size_t i;
    json_t *c;

    json_array_foreach(json_object_get(root, "code_points"), i, c)
    {
        unsigned char byte = (unsigned char)(0x80 + i);
        char in = (char)byte;
        uint32_t want = json_is_integer(c) ? (uint32_t)json_integer_value(c) : 0xfffd, got;
        size_t at = 0;
        struct buf out;

        buf_init(&out, 16);
        charset_decode((struct str){&in, 1}, STR("text/html; charset=windows-874"), &out);
        got = utf8_next(buf_view(&out), &at);
        buf_free(&out);
        suite_case(&s, got == want && tis620_of_unicode(want) == (want == 0xfffd ? -1 : byte),
                   "0x%02X is U+%04X, not U+%04X", byte, (unsigned)got, (unsigned)want);
    }
    suite_end(&s, 128);
}

static void
check_labels(const json_t *root)
{
    static const char *const lists[] = {"whatwg_labels", "labels_seen_outside_the_standard"};
    struct suite s = {.name = "windows-874, labels"};
    size_t i;
    json_t *c;

    for (size_t n = 0; n < 2; n++)
        json_array_foreach(json_object_get(root, lists[n]), i, c)
        {
            const char *name = charset_of_label(str_of(json_string_value(c)));

            suite_case(&s, name && strcmp(name, "windows-874") == 0, "%s is %s", json_string_value(c),
                       name ? name : "unknown");
        }
    suite_end(&s, 14);
}

static size_t
from_hex(struct str hex, char *out)
{
    for (size_t i = 0; i + 1 < hex.n; i += 2)
        out[i / 2] = (char)strtol((char[]){hex.p[i], hex.p[i + 1], 0}, NULL, 16);
    return hex.n / 2;
}

/* Declared rightly, declared as UTF-8, as Latin-1, and not at all: always the same text. */
static void
check_samples(const json_t *root)
{
    static const char *const types[] = {"text/html; charset=tis-620", "text/html; charset=utf-8",
                                        "text/html; charset=iso-8859-1", "text/html"};
    struct suite s = {.name = "windows-874, samples under four declarations"};
    size_t i;
    json_t *c;

    json_array_foreach(json_object_get(root, "samples"), i, c)
    {
        struct str text = suite_member(c, "text");
        char bytes[512];
        size_t n = from_hex(suite_member(c, "bytes_hex"), bytes);

        /* A single high byte under a wrong declaration may mean anything: only its right one is asked for. */
        for (size_t k = 0; k < (n < 6 ? 1 : sizeof(types) / sizeof(types[0])); k++) {
            struct buf out;

            buf_init(&out, 4096);
            charset_decode((struct str){bytes, n}, str_of(types[k]), &out);
            suite_case(&s, str_eq(buf_view(&out), text), "%s: %.*s, not %.*s", types[k],
                       STR_ARGS(buf_view(&out)), STR_ARGS(text));
            buf_free(&out);
        }
    }
    suite_end(&s, 0);
}

static void
check_mojibake(const json_t *root)
{
    static const char *const kinds[] = {"utf8_read_as_windows_874", "windows_874_read_as_latin1"};
    struct suite s = {.name = "windows-874, text read wrongly before"};
    size_t i;
    json_t *c;

    json_array_foreach(json_object_get(root, "mojibake"), i, c)
    {
        for (size_t k = 0; k < 2; k++) {
            struct str wrong = suite_member(c, kinds[k]), text = suite_member(c, "text");
            struct buf out;

            if (k == 1 && str_has(text, STR(".")) && text.n < 16)
                continue; /* single letters between dots could be French as well */
            buf_init(&out, 4096);
            charset_decode(wrong, STR("text/html; charset=utf-8"), &out);
            suite_case(&s, str_eq(buf_view(&out), text), "%s: %.*s, not %.*s", kinds[k],
                       STR_ARGS(buf_view(&out)), STR_ARGS(text));
            buf_free(&out);
        }
    }
    suite_end(&s, 0);
}

/* #data / bytes / #encoding / name, as the README of html5lib-tests describes. */
static void
check_dat(struct suite *s, struct str file)
{
    static const struct str data = {"#data\n", 6}, encoding = {"\n#encoding\n", 11};
    size_t at = str_find(file, data, 0);

    while (at != STR_NOT_FOUND) {
        size_t middle = str_find(file, encoding, at), next = str_find(file, STR("\n#data\n"), middle);
        struct str body = str_sub(file, at + data.n, middle), want;
        struct charset_result r;
        struct buf out;

        if (middle == STR_NOT_FOUND)
            return;
        want = str_trim(str_sub(file, middle + encoding.n, next));
        buf_init(&out, 1 << 20);
        r = charset_decode(body, STR("text/html"), &out);
        suite_case(s, str_eq_nocase(str_of(r.name), want), "%s, not %.*s: %.*s", r.name, STR_ARGS(want),
                   STR_ARGS(str_sub(body, 0, 120)));
        buf_free(&out);
        at = next == STR_NOT_FOUND ? next : next + 1;
    }
}

static void
check_html5lib(void)
{
    static const char *const files[] = {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"};
    struct suite s = {.name = "html5lib, encoding sniffing"};

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        char path[64] = "html5lib-encoding/";
        size_t length;
        char *text;

        strcat(path, files[i]);
        if (!suite_public_text(path, &text, &length))
            return;
        check_dat(&s, (struct str){text, length});
        free(text);
    }
    suite_end(&s, 82);
}

int
main(void)
{
    json_t *root = suite_fixture("windows_874.json");

    check_table(root);
    check_labels(root);
    check_samples(root);
    check_mojibake(root);
    check_html5lib();
    json_decref(root);
    return suite_exit();
}

/* Counting a conformance suite. */
#include "suite.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures, suites;

static char *
read_file(const char *path, size_t *length)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    long n;

    if (!f)
        return NULL;
    if (fseek(f, 0, SEEK_END) == 0 && (n = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0) {
        text = malloc((size_t)n + 1);
        *length = text ? fread(text, 1, (size_t)n, f) : 0;
        if (text)
            text[*length] = '\0';
    }
    fclose(f);
    return text;
}

/* Value of a \uXXXX escape at p, -1 when there is none. */
static long
escape_at(const char *p)
{
    char digits[5] = {0};

    if (p[0] != '\\' || p[1] != 'u')
        return -1;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)p[2 + i]))
            return -1;
        digits[i] = p[2 + i];
    }
    return strtol(digits, NULL, 16);
}

static void
mend_surrogates(char *text)
{
    for (char *p = text; *p; p++) {
        long value = escape_at(p), next = value < 0 ? -1 : escape_at(p + 6);

        if (*p == '\\' && value < 0) {
            p++;
            if (!*p)
                return;
        } else if (value >= 0xd800 && value <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
            p += 11;
        } else if (value >= 0xd800 && value <= 0xdfff) {
            memcpy(p, "\\ufffd", 6);
            p += 5;
        }
    }
}

static json_t *
parse(char *text, const char *path)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_ALLOW_NUL, &error);

    if (!root) {
        printf("%s:%d:%d: %s\n", path, error.line, error.column, error.text);
        exit(1);
    }
    return root;
}

json_t *
suite_fixture(const char *file)
{
    char path[4096];
    size_t length;
    char *text;
    json_t *root;

    snprintf(path, sizeof(path), "%s/%s", FIXTURES, file);
    text = read_file(path, &length);
    if (!text) {
        printf("%s: cannot be read\n", path);
        exit(1);
    }
    root = parse(text, path);
    free(text);
    return root;
}

bool
suite_public_text(const char *file, char **text, size_t *length)
{
    const char *folder = getenv("OIT_CONFORMANCE");
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s", folder ? folder : SHARED_DATA, file);
    *text = read_file(path, length);
    if (!*text)
        printf("skipped: %s is not there (set OIT_CONFORMANCE to the folder of the public suites)\n", path);
    return *text != NULL;
}

json_t *
suite_public(const char *file)
{
    size_t length;
    char *text;
    json_t *root;

    if (!suite_public_text(file, &text, &length))
        return NULL;
    mend_surrogates(text);
    root = parse(text, file);
    free(text);
    return root;
}

void
suite_case(struct suite *s, bool ok, const char *format, ...)
{
    va_list args;

    s->total++;
    s->passed += ok;
    if (ok)
        return;
    printf("  miss in %s: ", s->name);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

void
suite_end(struct suite *s, size_t expected)
{
    suites++;
    printf("%s: %zu of %zu\n", s->name, s->passed, s->total);
    if (expected && s->total != expected)
        printf("  %zu cases expected\n", expected);
    if (s->passed != s->total || (expected && s->total != expected))
        failures++;
}

int
suite_exit(void)
{
    if (suites == 0)
        return 77;
    return failures > 0 ? 1 : 0;
}

struct str
suite_member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : STR_NONE;
}

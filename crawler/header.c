/* Values of HTTP header fields and of <meta http-equiv=refresh>. */
#include "crawler/header.h"
#include "base/dates.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "crawler/percent.h"
#include "oit/limits.h"
#include <string.h>

#define DAY_S 86400
#define LONGEST_WAIT_S (366 * (int64_t)DAY_S) /* a server that asks for more means something else */
#define LONGEST_FILE_NAME 200                 /* bytes; file systems take 255 */
#define LONGEST_REFRESH_S 1e9

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Letters, digits and the signs RFC 9110 allows in a token. */
static bool
is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c <= ' ' || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c))
            return false;
    }
    return s.n > 0;
}

static struct str
lower_copy(struct arena *a, struct str s)
{
    struct str copy = arena_str(a, s);
    char *p = (char *)copy.p;

    for (size_t i = 0; i < copy.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] |= 0x20;
    return copy;
}

struct str
header_media_type(struct arena *a, struct str content_type)
{
    struct str essence = str_trim(str_sub(content_type, 0, str_find_char(content_type, ';', 0)));
    size_t slash = str_find_char(essence, '/', 0);

    if (slash == STR_NOT_FOUND || !is_token(str_sub(essence, 0, slash)) ||
        !is_token(str_sub(essence, slash + 1, essence.n)))
        return STR_NONE;
    return lower_copy(a, essence);
}

/* "quoted" with back-slashes; *at stands on the opening quote and ends behind the closing one. */
static struct str
read_quoted(struct arena *a, struct str s, size_t *at)
{
    struct buf out;
    struct str kept;

    buf_init(&out, s.n + 1);
    for ((*at)++; *at < s.n && s.p[*at] != '"'; (*at)++) {
        if (s.p[*at] == '\\' && *at + 1 < s.n)
            (*at)++;
        buf_char(&out, s.p[*at]);
    }
    (*at)++;
    kept = arena_str(a, buf_view(&out));
    buf_free(&out);
    return kept;
}

/* The next "; name=value" from *at on; false at the end.  A value may be empty. */
static bool
next_parameter(struct arena *a, struct str s, size_t *at, struct str *name, struct str *value)
{
    size_t from, end;

    while (*at < s.n && (s.p[*at] == ';' || is_space(s.p[*at])))
        (*at)++;
    if (*at >= s.n)
        return false;
    from = *at;
    while (*at < s.n && s.p[*at] != ';' && s.p[*at] != '=')
        (*at)++;
    *name = str_sub(s, from, *at);
    *value = STR_NONE;
    if (*at >= s.n || s.p[*at] == ';')
        return true;
    (*at)++;
    if (*at < s.n && s.p[*at] == '"') {
        *value = read_quoted(a, s, at);
        end = str_find_char(s, ';', *at);
        *at = end == STR_NOT_FOUND ? s.n : end;
        return true;
    }
    end = str_find_char(s, ';', *at);
    *value = str_trim(str_sub(s, *at, end));
    *at = end == STR_NOT_FOUND ? s.n : end;
    return true;
}

/* The first parameter of that name; false when there is none. */
static bool
find_parameter(struct arena *a, struct str s, struct str wanted, struct str *value)
{
    size_t at = str_find_char(s, ';', 0);
    struct str name;

    if (at == STR_NOT_FOUND)
        return false;
    while (next_parameter(a, s, &at, &name, value))
        if (str_eq_nocase(name, wanted) && value->n > 0)
            return true;
    return false;
}

struct str
header_charset(struct arena *a, struct str content_type)
{
    struct str value;

    return find_parameter(a, content_type, STR("charset"), &value) ? value : STR_NONE;
}

/* Behind the last slash of either kind, so that no name leads out of a folder. */
static struct str
last_component(struct str s)
{
    size_t from = s.n;

    while (from > 0 && s.p[from - 1] != '/' && s.p[from - 1] != '\\')
        from--;
    return str_sub(s, from, s.n);
}

/* Controls of ASCII and Latin-1, and characters that turn the direction of what follows. */
static bool
is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* What of a suggested name may be shown: last component, no controls, no leading dot, bounded. */
static struct str
clean_name(struct arena *a, struct str text)
{
    struct str name = last_component(text);
    struct buf out;
    struct str kept;

    buf_init(&out, LONGEST_FILE_NAME);
    for (size_t at = 0; at < name.n && !out.full;) {
        uint32_t c = utf8_next(name, &at);
        bool leading = out.n == 0 && (c == '.' || c == ' ');

        if (!is_unsafe(c) && !leading)
            utf8_append(&out, c);
    }
    kept = arena_str(a, str_trim(buf_view(&out)));
    buf_free(&out);
    return kept;
}

/* bytes in charset, or in whatever they seem to be when it is empty, as a clean name. */
static struct str
name_of_bytes(struct arena *a, struct str bytes, struct str charset)
{
    struct str type = arena_printf(a, "text/plain; charset=\"%.*s\"", STR_ARGS(charset));
    struct buf text;
    struct str name;

    buf_init(&text, 4 * bytes.n + 4);
    if (charset.n > 0)
        charset_decode(bytes, type, &text);
    else
        charset_decode_name(bytes, &text);
    name = clean_name(a, buf_view(&text));
    buf_free(&text);
    return name;
}

/* RFC 8187: charset'language'percent-encoded.  False when it is not so built. */
static bool
read_extended(struct arena *a, struct str value, struct str *name)
{
    size_t first = str_find_char(value, '\'', 0);
    size_t second = first == STR_NOT_FOUND ? first : str_find_char(value, '\'', first + 1);
    struct str charset = str_sub(value, 0, first);
    struct buf bytes;

    if (second == STR_NOT_FOUND || !charset_of_label(charset))
        return false;
    buf_init(&bytes, value.n + 1);
    percent_decode(&bytes, str_sub(value, second + 1, value.n));
    *name = name_of_bytes(a, buf_view(&bytes), charset);
    buf_free(&bytes);
    return true;
}

/* The plain form: raw UTF-8 or windows-874, or percent-encoded UTF-8 although nobody allowed that. */
static struct str
read_plain(struct arena *a, struct str value)
{
    struct buf bytes;
    struct str name;

    buf_init(&bytes, value.n + 1);
    percent_decode(&bytes, value);
    if (bytes.n == value.n || !utf8_valid(buf_view(&bytes))) {
        buf_clear(&bytes);
        buf_str(&bytes, value);
    }
    name = name_of_bytes(a, buf_view(&bytes), STR_NONE);
    buf_free(&bytes);
    return name;
}

struct str
header_file_name(struct arena *a, struct str content_disposition)
{
    struct str value, name;

    if (find_parameter(a, content_disposition, STR("filename*"), &value) && read_extended(a, value, &name))
        return name;
    if (find_parameter(a, content_disposition, STR("filename"), &value))
        return read_plain(a, value);
    return STR_NONE;
}

int64_t
header_retry_after(struct str value, int64_t now)
{
    uint64_t seconds;
    int64_t when;

    value = str_trim(value);
    if (str_to_u64(value, &seconds))
        return seconds <= (uint64_t)LONGEST_WAIT_S ? (int64_t)seconds : -1;
    if (!date_parse_http(value, &when) || when < now - DAY_S || when > now + LONGEST_WAIT_S)
        return -1;
    return when > now ? when - now : 0;
}

static void
skip_spaces(struct str *s)
{
    while (s->n > 0 && is_space(s->p[0]))
        *s = str_sub(*s, 1, s->n);
}

/* Leading "url", blanks, "=": cut off; anything else is already the address. */
static void
skip_url_word(struct str *s)
{
    struct str rest = *s;

    if (!str_starts_nocase(rest, STR("url")))
        return;
    rest = str_sub(rest, 3, rest.n);
    skip_spaces(&rest);
    if (rest.n == 0 || rest.p[0] != '=')
        return;
    rest = str_sub(rest, 1, rest.n);
    skip_spaces(&rest);
    *s = rest;
}

/* Whole seconds at the start; a fraction is read and ignored.  False when the value is no refresh at all. */
static bool
read_seconds(struct str *s, double *seconds)
{
    bool digits = false;

    skip_spaces(s);
    *seconds = 0;
    while (s->n > 0 && str_is_digit(s->p[0])) {
        *seconds = *seconds * 10 + (s->p[0] - '0');
        *seconds = *seconds > LONGEST_REFRESH_S ? LONGEST_REFRESH_S : *seconds;
        *s = str_sub(*s, 1, s->n);
        digits = true;
    }
    if (!digits && (s->n == 0 || s->p[0] != '.'))
        return false;
    while (s->n > 0 && (str_is_digit(s->p[0]) || s->p[0] == '.'))
        *s = str_sub(*s, 1, s->n);
    return s->n == 0 || s->p[0] == ';' || s->p[0] == ',' || is_space(s->p[0]);
}

bool
header_refresh(struct str value, double *seconds, struct str *target)
{
    struct str s = value;

    *target = STR_NONE;
    if (!read_seconds(&s, seconds)) {
        *seconds = -1;
        return false;
    }
    skip_spaces(&s);
    if (s.n > 0 && (s.p[0] == ';' || s.p[0] == ','))
        s = str_sub(s, 1, s.n);
    skip_spaces(&s);
    skip_url_word(&s);
    if (s.n > 0 && (s.p[0] == '"' || s.p[0] == '\'')) {
        char quote = s.p[0];

        s = str_sub(s, 1, s.n);
        s = str_sub(s, 0, str_find_char(s, quote, 0));
    }
    *target = str_trim(s);
    return target->n > 0;
}

bool
header_content_range(struct str value, uint64_t *from, uint64_t *whole)
{
    size_t dash = str_find_char(value, '-', 0), slash = str_find_char(value, '/', 0);
    uint64_t first, all = 0;

    if (!str_starts_nocase(value, STR("bytes ")) || slash == STR_NOT_FOUND || dash > slash ||
        !str_to_u64(str_trim(str_sub(value, 6, dash)), &first))
        return false;
    if (!str_eq(str_trim(str_sub(value, slash + 1, value.n)), STR("*")) &&
        (!str_to_u64(str_trim(str_sub(value, slash + 1, value.n)), &all) || first >= all))
        return false;
    *from = first;
    *whole = all;
    return true;
}

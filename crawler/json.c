/* Addresses in JSON, with the titles that stand in the same object. */
#include "crawler/json.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <string.h>

#define DEPTH_MOST 64
#define PENDING_MOST 12 /* addresses of one object that wait for its title */

/* Keys under which an address stands, even one without a host. */
static const char *const address_keys[] = {
    "href", "url",  "link",   "links",   "path", "to",        "src",      "file",   "file_url", "fileurl",
    "pdf",  "page", "target", "slugurl", "uri",  "permalink", "download", "attach", "document"};
static const char *const title_keys[] = {"title",   "name", "label",    "text",    "headline", "topic",
                                         "subject", "menu", "title_th", "name_th", "filename", "caption"};
static const char *const endings[] = {".php",  ".html", ".htm",  ".asp", ".aspx", ".pdf", ".doc",
                                      ".docx", ".xls",  ".xlsx", ".ppt", ".pptx", ".zip", ".rar"};

/* An object or list that is open; what it holds lives in the text. */
struct frame {
    struct str key;   /* under which it stands in its parent */
    struct str title; /* as written, with its escapes */
    struct str pending[PENDING_MOST];
    size_t pending_n;
    bool list;
};

struct walk {
    struct str s;
    size_t at;
    struct frame frame[DEPTH_MOST];
    size_t depth, beyond; /* open ones; those deeper than we keep */
    struct str key;       /* read, its value is still to come */
    bool has_key;
    struct buf plain, words;
    json_each *each;
    void *ctx;
};

/* \uHHHH at at; false when the digits are not there. */
static bool
put_code(struct buf *b, struct str s, size_t at)
{
    uint32_t c = 0;

    for (size_t i = 0; i < 4; i++) {
        int d = at + i < s.n ? str_hex_digit(s.p[at + i]) : -1;

        if (d < 0)
            return false;
        c = c * 16 + (uint32_t)d;
    }
    utf8_append(b, c < ' ' ? ' ' : c);
    return true;
}

static struct str
unescape(struct buf *b, struct str s)
{
    buf_clear(b);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\\' || i + 1 == s.n) {
            buf_char(b, s.p[i]);
            continue;
        }
        char c = s.p[++i];
        if (c == 'u' && put_code(b, s, i + 1))
            i += 4;
        else
            buf_char(b, c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c);
    }
    return buf_view(b);
}

static struct frame *
top(struct walk *w)
{
    return &w->frame[w->depth - 1];
}

static void
give(struct walk *w, struct str raw, struct str title)
{
    struct str address = str_trim(unescape(&w->plain, raw));

    if (address.n > 0 && address.n <= LIMIT_ADDRESS)
        w->each(w->ctx, address, str_trim(unescape(&w->words, str_sub(title, 0, LIMIT_LINK_TEXT))));
}

static void
flush(struct walk *w, struct frame *f, struct str title)
{
    for (size_t i = 0; i < f->pending_n; i++)
        give(w, f->pending[i], f->title.n > 0 ? f->title : title);
    f->pending_n = 0;
}

static bool
has_host(struct str s)
{
    return str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://")) ||
           str_starts_nocase(s, STR("http:\\/\\/")) || str_starts_nocase(s, STR("https:\\/\\/"));
}

static bool
ends_like_page(struct str s)
{
    struct str path = str_sub(s, 0, str_find_char(s, '?', 0));

    return STR_ENDS_ANY_NOCASE(path, endings);
}

static bool
is_address(struct str s, struct str key)
{
    if (s.n == 0 || s.n > LIMIT_ADDRESS || str_find_char(s, ' ', 0) != STR_NOT_FOUND ||
        str_find_char(s, '<', 0) != STR_NOT_FOUND)
        return false;
    if (has_host(s) || ends_like_page(s))
        return true;
    return STR_IS_ANY_NOCASE(key, address_keys) &&
           (s.p[0] == '/' || s.p[0] == '?' || str_starts(s, STR("\\/")) || str_starts(s, STR("./")) ||
            str_starts(s, STR("../")));
}

/* Markup in a text: the targets of its links. */
static void
give_markup(struct walk *w, struct str raw, struct str title)
{
    struct buf markup;
    struct str text;

    if (str_find_nocase(raw, STR("href="), 0) == STR_NOT_FOUND)
        return;
    buf_init(&markup, LIMIT_PAGE);
    text = unescape(&markup, raw);
    for (size_t at = str_find_nocase(text, STR("href="), 0); at != STR_NOT_FOUND;
         at = str_find_nocase(text, STR("href="), at)) {
        char quote = (at += 5) < text.n ? text.p[at] : ' ';
        size_t end = quote == '"' || quote == '\'' ? str_find_char(text, quote, at + 1) : STR_NOT_FOUND;

        if (end == STR_NOT_FOUND || end - at > LIMIT_ADDRESS)
            continue;
        w->each(w->ctx, str_sub(text, at + 1, end),
                str_trim(unescape(&w->words, str_sub(title, 0, LIMIT_LINK_TEXT))));
        at = end;
    }
    buf_free(&markup);
}

/* A text that is a value. */
static void
take_value(struct walk *w, struct str value)
{
    struct frame *f = top(w);
    struct str key = w->has_key ? w->key : f->key;

    if (STR_IS_ANY_NOCASE(key, title_keys) && f->title.n == 0)
        f->title = value;
    if (str_eq(key, STR("rendered")) && w->depth > 1 && STR_IS_ANY_NOCASE(f->key, title_keys) &&
        w->frame[w->depth - 2].title.n == 0)
        w->frame[w->depth - 2].title = value;
    if (!is_address(value, key))
        give_markup(w, value, f->title);
    else if (f->pending_n < PENDING_MOST)
        f->pending[f->pending_n++] = value;
    else
        give(w, value, f->title);
}

static void
read_text(struct walk *w)
{
    size_t from = ++w->at;
    struct str text;

    while (w->at < w->s.n && w->s.p[w->at] != '"')
        w->at += w->s.p[w->at] == '\\' ? 2 : 1;
    text = str_sub(w->s, from, w->at < w->s.n ? w->at : w->s.n);
    w->at++;
    while (w->at < w->s.n && strchr(" \t\r\n", w->s.p[w->at]))
        w->at++;
    if (w->beyond > 0 || w->depth == 0)
        return;
    if (w->at < w->s.n && w->s.p[w->at] == ':' && !top(w)->list) {
        w->key = text;
        w->has_key = true;
        return;
    }
    take_value(w, text);
    w->has_key = false;
}

static void
open_frame(struct walk *w, bool list)
{
    struct str key = w->has_key ? w->key : w->depth > 0 ? top(w)->key : STR_NONE;

    w->has_key = false;
    if (w->depth == DEPTH_MOST) {
        w->beyond++;
        return;
    }
    w->frame[w->depth++] = (struct frame){.key = key, .list = list};
}

static void
close_frame(struct walk *w)
{
    w->has_key = false;
    if (w->beyond > 0) {
        w->beyond--;
    } else if (w->depth > 0) {
        flush(w, top(w), w->depth > 1 ? w->frame[w->depth - 2].title : STR_NONE);
        w->depth--;
    }
}

void
json_addresses(struct str text, json_each *each, void *ctx)
{
    struct walk w = {.s = text, .each = each, .ctx = ctx};

    buf_init(&w.plain, LIMIT_ADDRESS);
    buf_init(&w.words, LIMIT_LINK_TEXT);
    while (w.at < w.s.n) {
        char c = w.s.p[w.at];

        if (c == '"') {
            read_text(&w);
            continue;
        }
        if (c == '{' || c == '[')
            open_frame(&w, c == '[');
        else if (c == '}' || c == ']')
            close_frame(&w);
        else if (c == ',')
            w.has_key = false;
        w.at++;
    }
    while (w.depth > 0 || w.beyond > 0)
        close_frame(&w);
    buf_free(&w.plain);
    buf_free(&w.words);
}

/*
 * Addresses that stand as literals in handlers and scripts.  Some sites write their only entrance with
 * document.write; nothing is run here, only quoted texts joined by "+" are read, together with variables that
 * were given one.
 */
#include "base/utf8.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <string.h>

#define UNKNOWN '\x01'          /* stands in a joined text where something is not literal */
#define WRITTEN_MOST (64 * KIB) /* HTML that the document.write calls of one script make */
#define VARIABLE_MOST (2 * KIB)

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_TEXT, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    struct str text; /* of a quoted text: without its quotes, escapes as written */
    bool whole;      /* of a quoted text: closed, and no ${} in it */
};

struct lexer {
    struct str s;
    size_t at;
};

struct script {
    struct reader *r;
    struct lexer lex;
    struct token before, before2; /* the two tokens before the present one */
    struct map *names;            /* NULL in a handler */
    struct buf written;
    page_script_each *each;
    void *ctx;
    size_t found;
};

static bool
is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

static bool
looking_at(const struct lexer *x, const char *z)
{
    return str_starts(str_sub(x->s, x->at, x->s.n), str_of(z));
}

static void
skip_to(struct lexer *x, struct str end, size_t behind)
{
    size_t at = str_find(x->s, end, x->at);

    x->at = at == STR_NOT_FOUND ? x->s.n : at + behind;
}

static void
skip_blank(struct lexer *x)
{
    while (x->at < x->s.n) {
        if (looking_at(x, "//") || looking_at(x, "<!--"))
            skip_to(x, STR("\n"), 1);
        else if (looking_at(x, "/*"))
            skip_to(x, STR("*/"), 2);
        else if ((unsigned char)x->s.p[x->at] <= ' ')
            x->at++;
        else
            return;
    }
}

/* A quoted text; one that its line does not close ends there, so that a stray quote costs one line. */
static struct token
quoted(struct lexer *x)
{
    char quote = x->s.p[x->at++];
    size_t from = x->at;
    struct token t = {.kind = TOKEN_TEXT};

    while (x->at < x->s.n && x->s.p[x->at] != quote && (x->s.p[x->at] != '\n' || quote == '`'))
        x->at += x->s.p[x->at] == '\\' && x->at + 1 < x->s.n ? 2 : 1;
    t.text = str_sub(x->s, from, x->at);
    t.whole = x->at < x->s.n && x->s.p[x->at] == quote && !(quote == '`' && str_has(t.text, STR("${")));
    if (x->at < x->s.n)
        x->at++;
    return t;
}

static struct token
next_token(struct lexer *x)
{
    size_t from;

    skip_blank(x);
    from = x->at;
    if (x->at >= x->s.n)
        return (struct token){.kind = TOKEN_END};
    if (strchr("'\"`", x->s.p[x->at]))
        return quoted(x);
    if (!is_name_byte(x->s.p[x->at])) {
        x->at++;
        return (struct token){.kind = TOKEN_SIGN, .text = str_sub(x->s, from, x->at)};
    }
    while (x->at < x->s.n && is_name_byte(x->s.p[x->at]))
        x->at++;
    return (struct token){.kind = TOKEN_NAME, .text = str_sub(x->s, from, x->at)};
}

static bool
is_sign(struct token t, char c)
{
    return t.kind == TOKEN_SIGN && t.text.p[0] == c;
}

static bool
is_name(struct token t, const char *z)
{
    return t.kind == TOKEN_NAME && str_eq(t.text, str_of(z));
}

/* \xHH and \uHHHH at at (behind the letter); false when the digits are not there. */
static bool
put_escape(struct buf *b, struct str s, size_t *at, size_t digits)
{
    uint32_t c = 0;

    for (size_t i = 0; i < digits; i++) {
        int d = *at + i < s.n ? str_hex_digit(s.p[*at + i]) : -1;

        if (d < 0)
            return false;
        c = c * 16 + (uint32_t)d;
    }
    *at += digits;
    utf8_append(b, c < ' ' ? ' ' : c);
    return true;
}

static void
put_literal(struct buf *b, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        char c = s.p[at++];

        if (c != '\\' || at == s.n) {
            buf_char(b, c == UNKNOWN ? ' ' : c);
            continue;
        }
        c = s.p[at++];
        if ((c == 'x' && put_escape(b, s, &at, 2)) || (c == 'u' && put_escape(b, s, &at, 4)))
            continue;
        if (c != '\n')
            buf_char(b, c == 'n' || c == 't' || c == 'r' || c == UNKNOWN ? ' ' : c);
    }
}

/* What a variable holds costs nothing to name, so what it unfolds to has a budget of its own. */
static bool
put_variable(struct script *c, struct buf *b, struct str name)
{
    const struct map_entry *e = c->names ? map_get(c->names, name) : NULL;
    struct str value;

    if (!e || !e->ptr)
        return false;
    value = str_of(e->ptr);
    if (value.n + 1 > c->r->script_left)
        return false;
    c->r->script_left -= value.n + 1;
    return buf_str(b, value);
}

/* Go on to the "+" or the end of the expression that a part belongs to. */
static void
skip_part(struct lexer *x)
{
    int open = 0;

    for (;;) {
        struct lexer before = *x;
        struct token t = next_token(x);

        if (is_sign(t, '(') || is_sign(t, '[') || is_sign(t, '{'))
            open++;
        if (t.kind == TOKEN_END ||
            (open == 0 && (is_sign(t, '+') || is_sign(t, ')') || is_sign(t, ',') || is_sign(t, ';')))) {
            *x = before;
            return;
        }
        if (is_sign(t, ')') || is_sign(t, ']') || is_sign(t, '}'))
            open--;
        if (open < 0)
            return;
    }
}

static bool
ends_expression(struct token t)
{
    return t.kind == TOKEN_END || t.kind == TOKEN_NAME || is_sign(t, ')') || is_sign(t, ',') ||
           is_sign(t, ';') || is_sign(t, '}');
}

/*
 * Texts joined by "+" from x on.  Parts that are not literal become UNKNOWN where lenient, else the whole is
 * refused at once.
 */
static bool
join(struct script *c, struct lexer *x, struct buf *b, bool lenient)
{
    for (;;) {
        struct lexer at = *x;
        struct token t = next_token(x), next;
        struct lexer behind = *x;

        next = next_token(x);
        *x = behind;
        if (t.kind == TOKEN_TEXT && t.whole && (is_sign(next, '+') || ends_expression(next))) {
            put_literal(b, t.text);
        } else if (!(t.kind == TOKEN_NAME && (is_sign(next, '+') || ends_expression(next)) &&
                     put_variable(c, b, t.text))) {
            if (!lenient)
                return false;
            *x = at;
            buf_char(b, UNKNOWN);
            skip_part(x);
        }
        behind = *x;
        if (!is_sign(next_token(x), '+')) {
            *x = behind;
            return !b->full;
        }
    }
}

static bool
is_page_name(struct str last)
{
    static const char *const endings[] = {".php", ".html", ".htm", ".asp",  ".aspx", ".jsp",  ".shtml",
                                          ".cgi", ".do",   ".pdf", ".doc",  ".docx", ".xls",  ".xlsx",
                                          ".ppt", ".pptx", ".odt", ".ods",  ".jpg",  ".jpeg", ".png",
                                          ".gif", ".zip",  ".rar", ".php3", ".php5", ".phtml"};

    return STR_ENDS_ANY_NOCASE(last, endings);
}

static struct str
before_any(struct str s, const char *marks)
{
    size_t n = 0;

    while (n < s.n && !strchr(marks, s.p[n]))
        n++;
    return str_sub(s, 0, n);
}

bool
page_script_looks_like_address(struct str s)
{
    struct str path;

    s = str_trim(s);
    if (s.n < 2 || s.n > LIMIT_ADDRESS || before_any(s, " \t\r\n<>\"'{}\\\x01").n < s.n)
        return false;
    if (str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://")) ||
        str_starts(s, STR("./")) || str_starts(s, STR("../")))
        return true;
    if (s.p[0] == '/')
        return is_name_byte(s.p[1]) || s.p[1] == '%' || (s.p[1] == '/' && str_has(s, STR(".")));
    if (s.p[0] == '?')
        return str_has(s, STR("="));
    path = before_any(s, "?#");
    return path.n > 0 && is_name_byte(path.p[0]) && !str_has(path, STR(":")) && !str_has(path, STR(",")) &&
           is_page_name(path);
}

static void
give(struct script *c, struct str address, struct str words)
{
    address = str_trim(address);
    if (address.n == 0 || address.n > LIMIT_ADDRESS || address.p[0] == '#' ||
        memchr(address.p, UNKNOWN, address.n) || str_starts_nocase(address, STR("javascript:")) ||
        str_starts_nocase(address, STR("about:")))
        return;
    c->found++;
    c->each(c->ctx, address, words);
}

/* The joined text at the lexer's place, given as an address; sure: it need not look like one. */
static void
give_joined(struct script *c, bool sure)
{
    struct lexer x = c->lex;
    struct buf b;

    buf_init(&b, LIMIT_ADDRESS);
    if (join(c, &x, &b, false) && (sure || page_script_looks_like_address(buf_view(&b))))
        give(c, buf_view(&b), STR_NONE);
    buf_free(&b);
}

/* Take sign c from the lexer if it is next and (for '=') is not part of a longer operator. */
static bool
take_sign(struct lexer *x, char c)
{
    struct lexer ahead = *x;

    if (!is_sign(next_token(&ahead), c))
        return false;
    if (c == '=' && ahead.at < ahead.s.n && (ahead.s.p[ahead.at] == '=' || ahead.s.p[ahead.at] == '>'))
        return false;
    *x = ahead;
    return true;
}

static bool
is_window(struct token t)
{
    return is_name(t, "window") || is_name(t, "self") || is_name(t, "top") || is_name(t, "parent") ||
           is_name(t, "document") || is_name(t, "this");
}

/* Behind the word "location". */
static void
read_location(struct script *c)
{
    struct lexer x = c->lex;
    struct token member;

    if (take_sign(&x, '=')) {
        c->lex = x;
        give_joined(c, is_sign(c->before, '.') && is_window(c->before2));
        return;
    }
    if (!take_sign(&x, '.'))
        return;
    member = next_token(&x);
    if ((is_name(member, "href") && take_sign(&x, '=')) ||
        ((is_name(member, "replace") || is_name(member, "assign")) && take_sign(&x, '('))) {
        c->lex = x;
        give_joined(c, true);
    }
}

static void
read_write(struct script *c)
{
    if (take_sign(&c->lex, '('))
        join(c, &c->lex, &c->written, true);
}

static void
read_assignment(struct script *c, struct str name)
{
    struct lexer x = c->lex;
    struct map_entry *e;
    struct buf b;

    if (!c->names || !take_sign(&x, '='))
        return;
    buf_init(&b, VARIABLE_MOST);
    e = map_put(c->names, name, NULL);
    if (join(c, &x, &b, false))
        e->ptr = (void *)(uintptr_t)arena_str(c->r->scratch, buf_view(&b)).p;
    else
        e->ptr = NULL;
    buf_free(&b);
}

static void
read_statements(struct script *c)
{
    for (;;) {
        struct token t = next_token(&c->lex);

        if (t.kind == TOKEN_END)
            return;
        if (t.kind == TOKEN_NAME) {
            bool member = is_sign(c->before, '.');

            if (is_name(t, "location"))
                read_location(c);
            else if (is_name(t, "open") && member && is_window(c->before2) && take_sign(&c->lex, '('))
                give_joined(c, true);
            else if ((is_name(t, "write") || is_name(t, "writeln")) && member &&
                     is_name(c->before2, "document"))
                read_write(c);
            else if (!member)
                read_assignment(c, t.text);
        }
        c->before2 = c->before;
        c->before = t;
    }
}

void
page_script_handler(struct reader *r, struct str code, bool any_literal, page_script_each *each, void *ctx)
{
    struct script c = {.r = r, .lex = {code, 0}, .each = each, .ctx = ctx};

    if (code.n > VARIABLE_MOST * 4)
        return;
    buf_init(&c.written, 0);
    read_statements(&c);
    if (c.found > 0 || !any_literal)
        return;
    c.lex.at = 0;
    for (struct token t = next_token(&c.lex); t.kind != TOKEN_END; t = next_token(&c.lex))
        if (t.kind == TOKEN_TEXT && t.whole && page_script_looks_like_address(t.text))
            give(&c, t.text, STR_NONE);
}

void
page_script_literals(struct reader *r, struct str code, page_script_each *each, void *ctx)
{
    struct script c = {.r = r, .lex = {code, 0}, .each = each, .ctx = ctx};
    struct buf b;

    buf_init(&b, LIMIT_ADDRESS);
    for (struct token t = next_token(&c.lex); t.kind != TOKEN_END; t = next_token(&c.lex)) {
        if (t.kind != TOKEN_TEXT || !t.whole || t.text.n > LIMIT_ADDRESS)
            continue;
        buf_clear(&b);
        put_literal(&b, t.text);
        if (page_script_looks_like_address(buf_view(&b)))
            give(&c, buf_view(&b), STR_NONE);
    }
    buf_free(&b);
}

/* The value of attribute name inside the tag text. */
static struct str
written_attribute(struct str tag, struct str name)
{
    for (size_t at = str_find_nocase(tag, name, 0); at != STR_NOT_FOUND;
         at = str_find_nocase(tag, name, at + 1)) {
        struct str rest = str_trim(str_sub(tag, at + name.n, tag.n));
        char quote;

        if (at == 0 || (unsigned char)tag.p[at - 1] > ' ' || rest.n < 2 || rest.p[0] != '=')
            continue;
        rest = str_trim(str_sub(rest, 1, rest.n));
        quote = rest.n ? rest.p[0] : ' ';
        if (quote == '"' || quote == '\'')
            return before_any(str_sub(rest, 1, rest.n), quote == '"' ? "\"" : "'");
        return before_any(rest, " \t\r\n>");
    }
    return STR_NONE;
}

/* Words between a written <a> and its </a>, tags taken out. */
static struct str
written_words(struct script *c, struct str html, size_t at)
{
    struct str near = str_sub(html, at, at + 2 * LIMIT_LINK_TEXT);
    size_t end = str_find_nocase(near, STR("</a"), 0);
    struct str inside = str_sub(near, 0, end == STR_NOT_FOUND ? 0 : end), out;
    struct buf b;
    bool tag = false;

    buf_init(&b, LIMIT_LINK_TEXT);
    for (size_t i = 0; i < inside.n; i++) {
        if (inside.p[i] == '<' || inside.p[i] == '>')
            tag = inside.p[i] == '<';
        else if (!tag && inside.p[i] != UNKNOWN)
            buf_char(&b, inside.p[i]);
    }
    out = page_text_clean(c->r, buf_view(&b), LIMIT_LINK_TEXT);
    buf_free(&b);
    return out;
}

static bool
is_tag(struct str html, size_t at, const char *name)
{
    size_t end = at + strlen(name);

    return str_starts_nocase(str_sub(html, at, html.n), str_of(name)) && end < html.n &&
           !is_name_byte(html.p[end]);
}

static void
give_written(struct script *c, struct str html)
{
    for (size_t at = str_find_char(html, '<', 0); at != STR_NOT_FOUND; at = str_find_char(html, '<', at)) {
        size_t end = str_find_char(html, '>', ++at);
        struct str tag = str_sub(html, at, end == STR_NOT_FOUND ? html.n : end);

        if (end == STR_NOT_FOUND)
            return;
        if (is_tag(html, at, "a") || is_tag(html, at, "area"))
            give(c, written_attribute(tag, STR("href")), written_words(c, html, end + 1));
        else if (is_tag(html, at, "iframe") || is_tag(html, at, "frame"))
            give(c, written_attribute(tag, STR("src")), STR_NONE);
        at = end;
    }
}

void
page_script_text(struct reader *r, struct map *names, struct str code, page_script_each *each, void *ctx)
{
    struct script c = {.r = r, .lex = {code, 0}, .names = names, .each = each, .ctx = ctx};

    buf_init(&c.written, WRITTEN_MOST);
    read_statements(&c);
    give_written(&c, buf_view(&c.written));
    buf_free(&c.written);
}

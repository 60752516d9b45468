/*
 * The tree of a page that is written regularly: html, head and body are there or left out as they may be, and
 * every end tag stands where it belongs or may be left out by rule.  The parser has nothing to mend in such a
 * page, so one pass over the bytes makes the same tree: of a page of 44 KB in 60 us where the parser takes
 * 1,700, which was 28 % of the CPU of a visit.  Of 1,709 pages of the labelled sites all are so, 550 of them
 * by way of drawings, captions, objects and left-out frames.  Whatever is not is left to the parser: each
 * doubt ends here with false, and no rule of mending stands in this file.
 *
 * plain_element.c holds the elements, plain_open.c which of them are open, plain_drawing.c passes drawings,
 * plain_repeat.c puts in again what the site repeats.
 */
#include "base/mem.h"
#include "crawler/plain.h"
#include "oit/limits.h"

/* All up to the end tag of a script, title and the like. */
static bool
take_raw(struct plain *p, struct str name, struct element e)
{
    struct str raw, text;

    if (!page_lexer_raw(&p->lex, name, &raw) || (e.tag == TAG_SCRIPT && page_lexer_escapes(raw)))
        return false;
    if (e.tag == TAG_TEXTAREA)
        raw = page_lexer_first_line(raw);
    if (!page_lexer_decode(&p->lex, raw, e.how == RAW ? PAGE_RAW : PAGE_TEXT, &text) ||
        !plain_add_text(p, text))
        return false;
    plain_pop(p, true);
    return true;
}

/* Its attributes, which were read before where the tag is known. */
static bool
take_attributes(struct plain *p, struct str name, struct element e, struct page_tag *known)
{
    uint32_t node = plain_top(p)->node;
    struct page_tag *tag;

    if (known) {
        p->lex.at += known->written.n;
        return page_lexer_take(&p->lex, p->t, node, known);
    }
    if (!page_lexer_attributes(&p->lex, p->t, node, (size_t)(name.p - p->lex.s.p) - 1))
        return false;
    tag = p->t->node[node].written;
    if (tag) {
        tag->name_n = (uint8_t)name.n;
        tag->how = (uint8_t)(e.how + 1);
        tag->tag = (uint8_t)e.tag;
    }
    return true;
}

/* The element itself, its attributes, and what of it ends at once. */
static bool
insert(struct plain *p, struct str name, struct element e, struct page_tag *known)
{
    if (++p->tags > PLAIN_TAGS || !plain_push(p, name, e) || !take_attributes(p, name, e, known))
        return false;
    if (e.how == VOID || e.how == RULE) {
        plain_pop(p, false);
        return true;
    }
    if (e.how == DRAWING)
        return plain_drawing(p, name);
    if (e.how == PREFORMATTED)
        page_lexer_skip_line(&p->lex);
    return e.how != RAW && e.how != WORDS ? true : take_raw(p, name, e);
}

/* A start tag, when one stands here. */
static bool
start_tag(struct plain *p, bool *is_one)
{
    struct page_tag *known = page_lexer_known(&p->lex);
    struct element e;
    struct str name;

    *is_one = true;
    if (known && known->how > 0) {
        name = (struct str){p->lex.s.p + p->lex.at + 1, known->name_n};
        e = (struct element){STR_NONE, (enum how)(known->how - 1), (enum tag)known->tag};
    } else {
        known = NULL;
        *is_one = page_lexer_start(&p->lex, &name);
        if (!*is_one)
            return true;
        e = plain_element(p, name);
    }
    if (!plain_room(p, name, e.how))
        return false;
    if (known && (e.how == BLOCK || e.how == ITEM)) {
        if (plain_repeat(p, known))
            return true;
        plain_watch(p, known);
    }
    return insert(p, name, e, known);
}

/* End tags --------------------------------------------------------------------------------------- */

/* Elements whose end may be left out before the end of what holds them. */
static bool
ends_by_rule(enum how how)
{
    return how == PARAGRAPH || how == ITEM || how == TERM;
}

static void
close_parts(struct plain *p, enum how how)
{
    if (plain_is_top(p, CELL) && (how == ROW || how == SECTION || how == TABLE))
        plain_pop(p, true);
    if (plain_is_top(p, ROW) && (how == SECTION || how == TABLE))
        plain_pop(p, true);
    if (plain_is_top(p, SECTION) && how == TABLE)
        plain_pop(p, true);
}

/* The parser takes a form off its list only: text that stands last in it comes to stand behind it. */
static void
pop_form(struct plain *p)
{
    uint32_t text = p->growing, form = plain_top(p)->node;

    plain_pop(p, false);
    if (text == NO_INDEX)
        return;
    p->t->node[form].end = text;
    p->t->node[text].parent = plain_top(p)->node;
    p->growing = text;
}

static bool
end_tag(struct plain *p, struct str name)
{
    enum how how =
        str_eq(plain_top(p)->name, name) ? (enum how)plain_top(p)->how : plain_element(p, name).how;
    bool exact = how == ORDINARY || how == FORMAT || how == ANCHOR || how == OPTION;

    if (how == HOLLOW || how == REFUSED)
        return false;
    while (!exact && ends_by_rule(plain_top(p)->how) && !str_eq_nocase(plain_top(p)->name, name))
        plain_pop(p, true);
    if (how == SELECT && plain_is_top(p, OPTION))
        plain_pop(p, true);
    close_parts(p, how);
    if (plain_is_top(p, HOLLOW) || plain_top(p)->tag == TAG_BODY || !str_eq_nocase(plain_top(p)->name, name))
        return false;
    if (how == FORM)
        pop_form(p);
    else
        plain_pop(p, true);
    return page_lexer_end(&p->lex);
}

/* The page ------------------------------------------------------------------------------------------ */

/* Open html, head or body, where it is written out.  Elsewhere such a tag means something else. */
static bool
open_frame(struct plain *p, const char *name, enum how how, enum tag tag, bool *wrong)
{
    size_t from = p->lex.at;
    struct page_tag *written;
    struct str at;

    if (!page_lexer_start(&p->lex, &at) || !str_eq_nocase(at, str_of(name))) {
        p->lex.at = from;
        return false;
    }
    *wrong = !insert(p, at, (struct element){STR_NONE, how, tag}, NULL);
    written = *wrong ? NULL : p->t->node[plain_top(p)->node].written;
    if (written)
        written->how = 0;
    return true;
}

/* The same, or as if it were written here: html, head and body may be left out. */
static bool
begin_frame(struct plain *p, const char *name, enum how how, enum tag tag)
{
    bool wrong = false;

    if (!open_frame(p, name, how, tag, &wrong))
        wrong = !plain_push(p, str_of(name), (struct element){STR_NONE, how, tag});
    return !wrong;
}

static bool
close_frame(struct plain *p, const char *name)
{
    return page_lexer_close(&p->lex, str_of(name));
}

static bool
is_of_head(enum tag tag)
{
    return tag == TAG_META || tag == TAG_LINK || tag == TAG_BASE || tag == TAG_TITLE || tag == TAG_SCRIPT ||
           tag == TAG_STYLE;
}

/* Elements that a head may hold although they are none of ours, or that mean something else in it. */
static bool
is_doubtful_in_head(struct element e)
{
    return e.tag == TAG_NOSCRIPT || (e.how == REFUSED && e.tag != TAG_BODY);
}

/* Up to what cannot stand in a head, which ends one that is not ended by itself. */
static bool
read_head(struct plain *p, bool *closed)
{
    struct page_lexer *x = &p->lex;

    if (!begin_frame(p, "head", HOLLOW, TAG_HEAD))
        return false;
    while (plain_space(p, true) && !(*closed = close_frame(p, "head"))) {
        size_t from = x->at;
        struct element e;
        struct str name;

        if (!page_lexer_start(x, &name))
            return false;
        e = plain_element(p, name);
        if (!is_of_head(e.tag)) {
            x->at = from;
            plain_pop(p, false);
            return !is_doubtful_in_head(e);
        }
        if (!insert(p, name, e, NULL))
            return false;
    }
    plain_pop(p, *closed);
    return *closed;
}

/* Behind a head that was ended; what would still belong to it is the parser's. */
static bool
read_gap(struct plain *p)
{
    struct page_lexer *x = &p->lex;
    struct element e = {.tag = TAG_OTHER};
    size_t from;
    struct str name;

    if (!plain_space(p, true))
        return false;
    from = x->at;
    if (page_lexer_start(x, &name))
        e = plain_element(p, name);
    else
        e.how = REFUSED;
    x->at = from;
    return !is_of_head(e.tag) && !is_doubtful_in_head(e);
}

/* As between most tags, nothing is left before the next one. */
static bool
stands_at_tag(const struct page_lexer *x)
{
    const char *at = x->s.p + x->at;

    return x->s.n - x->at >= 2 && at[0] == '<' &&
           (at[1] == '/' || (at[1] >= 'a' && at[1] <= 'z') || (at[1] >= 'A' && at[1] <= 'Z'));
}

static bool
is_end(const struct page_lexer *x)
{
    return x->s.n - x->at >= 2 && x->s.p[x->at + 1] == '/';
}

/* At the end of the page all that is open ends. */
static bool
end_open(struct plain *p)
{
    while (plain_top(p)->tag != TAG_BODY) {
        enum how how = (enum how)plain_top(p)->how;

        if (how != ORDINARY && how != BLOCK && !ends_by_rule(how))
            return false;
        plain_pop(p, false);
    }
    return true;
}

static bool
read_body(struct plain *p, bool *closed, bool *html_closed)
{
    struct str name;
    bool start;

    if (!begin_frame(p, "body", BLOCK, TAG_BODY))
        return false;
    while (stands_at_tag(&p->lex) || plain_space(p, true)) {
        if (is_end(&p->lex) && plain_ends_newest(p)) {
            if (p->watch.tag && p->depth == p->watch.depth)
                plain_sight(p);
            continue;
        }
        if (plain_top(p)->tag == TAG_BODY && (*closed = close_frame(p, "body")))
            return true;
        if (plain_top(p)->tag == TAG_BODY && (*html_closed = close_frame(p, "html")))
            return true;
        if (!start_tag(p, &start))
            return false;
        if (!start && (!page_lexer_close_name(&p->lex, &name) || !end_tag(p, name)))
            return false;
    }
    return p->ended && end_open(p);
}

/* What stands behind the end of the body still belongs to it. */
static bool
read_rest(struct plain *p, bool *html_closed)
{
    struct page_lexer *x = &p->lex;
    struct str text;

    while (page_lexer_text(x, &text)) {
        if (!plain_is_space(text) || !plain_text(p, text))
            return false;
        if (page_lexer_comment(x))
            p->growing = NO_INDEX;
        else if (*html_closed || !(*html_closed = close_frame(p, "html")))
            return false;
    }
    return plain_is_space(text) && plain_text(p, text);
}

static bool
read_doctype(struct plain *p)
{
    struct page_lexer *x = &p->lex;
    size_t from = x->at;

    if (!page_lexer_doctype(x))
        return true;
    p->age = str_eq_nocase(str_sub(x->s, from, x->at), STR("<!doctype html>")) ? AGE_NEW : AGE_DOUBTFUL;
    return plain_space(p, false);
}

static bool
read_page(struct plain *p)
{
    bool head_closed = false, body_closed = false, html_closed = false;

    plain_push(p, STR_NONE, (struct element){STR_NONE, HOLLOW, TAG_OTHER});
    if (!plain_space(p, false))
        return false;
    if (!read_doctype(p))
        return false;
    if (!begin_frame(p, "html", HOLLOW, TAG_HTML) || !plain_space(p, false) || !read_head(p, &head_closed) ||
        (head_closed && !read_gap(p)) || !read_body(p, &body_closed, &html_closed) ||
        (!p->ended && !read_rest(p, &html_closed)))
        return false;
    plain_watch_end(p);
    plain_pop(p, body_closed);
    plain_pop(p, html_closed);
    plain_pop(p, false);
    return true;
}

bool
page_plain_make(struct tree *t, struct str utf8, bool sound, struct page_memory *m)
{
    struct plain p = {.t = t, .growing = NO_INDEX};
    bool plain;

    *t = (struct tree){.memory = arena_new(0)};
    page_lexer_init(&p.lex, utf8, t->memory, m);
    p.node_cap = utf8.n / 48 + 64; /* about as many as there will be */
    t->node = mem_grow(NULL, p.node_cap, sizeof *t->node);
    plain_elements(&p);
    plain = utf8.n <= PLAIN_BYTES && (sound || page_lexer_sound(utf8)) && read_page(&p);
    if (!plain)
        page_tree_free(t);
    return plain;
}

/* Drawings: an svg is passed over with what it draws. */
#include "crawler/plain.h"

/* What may stand in one without meaning anything to a reader; a page with anything else in it is left to the
 * parser. */
static const char *const drawn[] = {"path", "g",       "circle", "rect",   "polygon",        "polyline",
                                    "line", "defs",    "use",    "symbol", "linearGradient", "radialGradient",
                                    "stop", "ellipse", "mask",   "text",   "tspan",          "clipPath",
                                    "style"};

static enum how
how_drawn(struct str name)
{
    if (str_eq_nocase(name, STR("title")) || str_eq_nocase(name, STR("desc")))
        return LEGEND;
    return STR_IS_ANY_NOCASE(name, drawn) ? DRAWING : REFUSED;
}

/* Tags in a drawing mean something else than elsewhere: they are not those that are remembered. */
static bool
insert_drawn(struct plain *p, struct str name)
{
    struct page_lexer *x = &p->lex;
    struct page_memory *m = x->memory;
    enum how how = how_drawn(name);
    bool good = how != REFUSED && !plain_is_top(p, LEGEND) && ++p->tags <= PLAIN_TAGS &&
                plain_push(p, name, (struct element){STR_NONE, how, TAG_OTHER});

    x->memory = NULL;
    x->drawing = true;
    good = good && page_lexer_attributes(x, p->t, plain_top(p)->node, x->at - name.n - 1);
    x->memory = m;
    x->drawing = false;
    if (good && x->ended)
        plain_pop(p, false);
    return good;
}

/* All up to the end of the svg that is newest. */
static bool
read_drawing(struct plain *p)
{
    size_t depth = p->depth;
    struct str name;

    while (p->depth >= depth) {
        if (!plain_space(p, true))
            return false;
        if (plain_ends_newest(p))
            continue;
        if (page_lexer_start(&p->lex, &name)) {
            if (!insert_drawn(p, name))
                return false;
        } else {
            if (!page_lexer_close_name(&p->lex, &name) || !str_eq_nocase(name, plain_top(p)->name) ||
                !page_lexer_end(&p->lex))
                return false;
            plain_pop(p, true);
        }
    }
    return true;
}

/* Attributes that the parser gives another name there. */
static bool
is_renamed(struct str tag)
{
    return str_find_nocase(tag, STR("xlink:"), 0) != STR_NOT_FOUND ||
           str_find_nocase(tag, STR("xml:"), 0) != STR_NOT_FOUND;
}

bool
plain_drawing(struct plain *p, struct str name)
{
    if (is_renamed((struct str){name.p, (size_t)(p->lex.s.p + p->lex.at - name.p)}))
        return false;
    if (!p->lex.ended)
        return read_drawing(p);
    plain_pop(p, false);
    return true;
}

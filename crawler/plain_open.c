/* Which elements are open, what must end where the next one begins, and their text. */
#include "base/mem.h"
#include "crawler/plain.h"
#include <string.h>

#define SAME_FORMATS_MOST 2 /* the parser forgets the first of four that are alike */

/* Text ------------------------------------------------------------------------------------------- */

bool
plain_is_space(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!page_lexer_blank(s.p[i]))
            return false;
    return true;
}

static bool
join(struct plain *p, struct str *text, struct str more)
{
    char *both = arena_raw(p->t->memory, text->n + more.n + 1);

    if (!both)
        return false;
    memcpy(both, text->p, text->n);
    memcpy(both + text->n, more.p, more.n);
    *text = (struct str){both, text->n + more.n};
    return true;
}

bool
plain_add_text(struct plain *p, struct str text)
{
    if (text.n == 0)
        return true;
    if (p->growing != NO_INDEX)
        return join(p, &p->t->node[p->growing].text, text);
    p->growing = plain_node(p, TAG_TEXT);
    p->t->node[p->growing].text = text;
    return true;
}

/* Where only elements are expected, the parser moves other text or begins the body with it. */
bool
plain_text(struct plain *p, struct str raw)
{
    enum how how = plain_top(p)->how;
    struct str text;

    if (raw.n == 0)
        return true;
    if ((how == HOLLOW || how == TABLE || how == SECTION || how == ROW) && !plain_is_space(raw))
        return false;
    return page_lexer_decode(&p->lex, raw, PAGE_TEXT, &text) && plain_add_text(p, text);
}

bool
plain_space(struct plain *p, bool inside)
{
    struct page_lexer *x = &p->lex;
    struct str text;

    while (page_lexer_text(x, &text)) {
        if (inside ? !plain_text(p, text) : !plain_is_space(text))
            return false;
        if (x->s.n - x->at < 2 || x->s.p[x->at + 1] != '!' || !page_lexer_comment(x))
            return true;
        p->growing = NO_INDEX;
    }
    p->ended = inside && plain_text(p, text);
    return false;
}

/* Room for the next ------------------------------------------------------------------------------------- */

static bool
close_paragraph(struct plain *p)
{
    if (p->count[PARAGRAPH] > 0) {
        if (!plain_is_top(p, PARAGRAPH))
            return false;
        plain_pop(p, false);
    }
    return true;
}

/* Does a list or cell around hide the one before from the next?  Between them may stand only what does not
 * stop the search for it. */
static bool
is_hidden_item(const struct plain *p)
{
    for (size_t i = p->depth; i-- > 0;) {
        const struct open *o = &p->open[i];

        if (o->tag == TAG_UL || o->tag == TAG_OL || o->how == CELL)
            return true;
        if (o->how != ANCHOR && o->how != FORMAT && o->tag != TAG_SPAN && o->tag != TAG_DIV)
            return false;
    }
    return false;
}

/* The one before ends where the next begins, unless anything else stands between. */
static bool
close_item(struct plain *p, enum how how)
{
    enum tag tag;

    if (!close_paragraph(p))
        return false;
    if (plain_is_top(p, how)) {
        plain_pop(p, false);
        return true;
    }
    tag = (enum tag)plain_top(p)->tag;
    return p->count[how] == 0 || (how == TERM && tag == TAG_DL) ||
           (how == ITEM && (tag == TAG_UL || tag == TAG_OL || tag == TAG_MENU || tag == TAG_DIR)) ||
           is_hidden_item(p);
}

static bool
make_table_room(struct plain *p)
{
    if (p->age == AGE_NEW)
        return close_paragraph(p);
    return p->age == AGE_OLD || p->count[PARAGRAPH] == 0;
}

static bool
may_format(struct plain *p, struct str name)
{
    size_t same = 0;

    for (size_t i = 0; p->count[FORMAT] > SAME_FORMATS_MOST && i < p->depth; i++)
        same += str_eq_nocase(p->open[i].name, name);
    return same <= SAME_FORMATS_MOST;
}

static bool
open_row(struct plain *p)
{
    if (plain_is_top(p, CELL))
        plain_pop(p, false);
    if (plain_is_top(p, ROW))
        plain_pop(p, false);
    if (plain_is_top(p, TABLE))
        return plain_push(p, STR("tbody"), (struct element){STR_NONE, SECTION, TAG_TBODY});
    return plain_is_top(p, SECTION);
}

/* What stands inside a table or a list of choices must be a part of it. */
static bool
make_part_room(struct plain *p, enum how how)
{
    if (plain_is_top(p, PARAGRAPH) && (how == CELL || how == ROW))
        plain_pop(p, false);
    switch (how) {
    case CELL:
        if (plain_is_top(p, CELL))
            plain_pop(p, false);
        return plain_is_top(p, ROW);
    case ROW:
        return open_row(p);
    case SECTION:
        if (plain_is_top(p, SECTION))
            plain_pop(p, false);
        return plain_is_top(p, TABLE);
    default:
        if (plain_is_top(p, OPTION))
            plain_pop(p, false);
        return true;
    }
}

bool
plain_room(struct plain *p, struct str name, enum how how)
{
    enum how in = plain_top(p)->how;

    if (how == CELL || how == ROW || how == SECTION)
        return make_part_room(p, how);
    if (how == OPTION && (in == OPTION || in == SELECT))
        return make_part_room(p, how);
    if (how == CAPTION)
        return in == TABLE;
    if (in == HOLLOW || in == TABLE || in == SECTION || in == ROW || p->count[SELECT] > 0)
        return false;
    switch (how) {
    case BLOCK:
    case PARAGRAPH:
    case PREFORMATTED:
    case RULE:
        return close_paragraph(p);
    case HEADING:
        return close_paragraph(p) && !plain_is_top(p, HEADING);
    case ITEM:
    case TERM:
        return close_item(p, how);
    case FORM:
        return p->count[FORM] == 0 && close_paragraph(p);
    case BUTTON:
    case ANCHOR:
        return p->count[how] == 0;
    case FORMAT:
        return may_format(p, name);
    case TABLE:
        return make_table_room(p);
    case HOLLOW:
    case REFUSED:
        return false;
    default:
        return true;
    }
}

bool
plain_ends_newest(struct plain *p)
{
    const struct page_lexer *x = &p->lex;
    struct str name = plain_top(p)->name;

    if (x->s.n - x->at <= name.n + 2 || x->s.p[x->at + 1] != '/' || x->s.p[x->at + 2 + name.n] != '>' ||
        memcmp(x->s.p + x->at + 2, name.p, name.n) != 0 || plain_is_top(p, HOLLOW) ||
        plain_top(p)->tag == TAG_BODY || plain_is_top(p, FORM))
        return false;
    p->lex.at += name.n + 3;
    plain_pop(p, true);
    return true;
}

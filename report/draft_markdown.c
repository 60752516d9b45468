/* A draft as Markdown, for people who write on in a text editor; gaps are bold in square brackets. */
#include "report/draft.h"
#include "report/markdown.h"

struct draft_page {
    const struct draft *d;
    struct buf *out;
};

/*
 * Signs that mean nothing where they stand lose their backslash, so that the text can be read and searched
 * as it is: a full stop or hyphen inside figures or beside Thai letters, brackets, commas, slashes.
 */
static bool
is_needless(struct str s, size_t at)
{
    char c = s.p[at + 1], before = at > 0 ? s.p[at - 1] : ' ', behind = at + 2 < s.n ? s.p[at + 2] : ' ';
    bool inside = str_is_digit(before) || (unsigned char)before >= 0x80;

    if (c == ':')
        return behind == ' ';
    if (c == '.')
        return behind == ' ' || (inside && (str_is_digit(behind) || (unsigned char)behind >= 0x80));
    if (c == '-' || c == '+')
        return str_is_digit(behind) || (c == '-' && inside && behind != ' ');
    return c == '(' || c == ')' || c == ',' || c == ';' || c == '/' || c == '"' || c == '\'' || c == '%';
}

static void
put_words(struct draft_page *m, struct str words)
{
    struct buf b;
    struct str s;

    buf_init(&b, 8 * words.n + 64);
    markdown_text(&b, words);
    s = buf_view(&b);
    if (s.n > 0 && s.p[0] == '`' && m->out->n > 0 && m->out->p[m->out->n - 1] == '`')
        buf_char(m->out, ' '); /* two code spans stay two */
    for (size_t at = 0; at < s.n; at++)
        if (s.p[at] != '\\' || at + 1 >= s.n || !is_needless(s, at)) {
            buf_char(m->out, s.p[at]);
            if (s.p[at] == '\\' && at + 1 < s.n) /* the sign that is meant, a backslash perhaps */
                buf_char(m->out, s.p[++at]);
        }
    buf_free(&b);
}

static void
put_piece(struct draft_page *m, const struct draft_piece *p)
{
    bool bold = p->ink == INK_BOLD || p->ink == INK_BLANK || p->ink == INK_WARNING;
    struct str words = p->text;
    size_t from = 0, to;

    if (p->ink == INK_ADDRESS) {
        markdown_quote(m->out, words);
        return;
    }
    while (from < words.n && words.p[from] == ' ')
        from++;
    for (to = words.n; to > from && words.p[to - 1] == ' ';)
        to--;
    if (from > 0)
        buf_char(m->out, ' ');
    if (bold && to > from)
        buf_z(m->out, "**");
    put_words(m, str_sub(words, from, to));
    if (bold && to > from)
        buf_z(m->out, "**");
    if (to < words.n)
        buf_char(m->out, ' ');
}

static void
put_pieces(struct draft_page *m, const struct draft_paragraph *p)
{
    for (const struct draft_piece *i = p->first; i; i = i->next)
        put_piece(m, i);
}

static void
put_paragraph(struct draft_page *m, const struct draft_paragraph *p)
{
    if (!p->first)
        return;
    if (p->style == STYLE_TITLE || p->style == STYLE_MEMO)
        buf_z(m->out, "# ");
    else if (p->style == STYLE_HEADING)
        buf_z(m->out, "## ");
    put_pieces(m, p);
    buf_z(m->out, "\n\n");
}

static void
put_row(struct draft_page *m, const struct draft_table *t, const struct draft_row *r)
{
    size_t n = 0;

    for (const struct draft_cell *c = r->first; c && n < t->column_n; c = c->next, n++) {
        bool any = false;

        buf_z(m->out, "| ");
        for (const struct draft_paragraph *p = c->first; p; p = p->next) {
            if (any && p->first)
                buf_z(m->out, "<br>");
            any |= p->first != NULL;
            put_pieces(m, p);
        }
        buf_char(m->out, ' ');
    }
    for (; n < t->column_n; n++)
        buf_z(m->out, "| ");
    buf_z(m->out, "|\n");
}

static void
put_table(struct draft_page *m, const struct draft_table *t)
{
    for (size_t i = 0; i < t->column_n; i++) {
        buf_z(m->out, "| ");
        put_words(m, str_of(say_tr_in(m->d->manner->lang, t->column[i].heading)));
        buf_char(m->out, ' ');
    }
    buf_z(m->out, "|\n");
    for (size_t i = 0; i < t->column_n; i++)
        buf_z(m->out, "|---");
    buf_z(m->out, "|\n");
    for (const struct draft_row *r = t->first; r; r = r->next)
        put_row(m, t, r);
    buf_char(m->out, '\n');
}

static void
put_mark(struct draft_page *m)
{
    struct say s = {N_("Draft: made from the check of {1}; read it before it is signed."),
                    {draft_day(m->d, m->d->manner->made)}};
    struct str words = say_text(m->d->a, &s, m->d->manner->lang);

    if (m->d->manner->final)
        return;
    buf_z(m->out, "> ");
    put_words(m, m->d->manner->thai_digits ? draft_thai_digits(m->d->a, words) : words);
    buf_z(m->out, "\n\n");
}

void
draft_markdown(const struct draft *d, struct buf *out)
{
    struct draft_page m = {d, out};

    put_mark(&m);
    for (const struct draft_block *b = d->first; b; b = b->next)
        if (b->kind == BLOCK_OF_TEXT)
            put_paragraph(&m, b->paragraph);
        else if (b->kind == BLOCK_OF_TABLE)
            put_table(&m, b->table);
}

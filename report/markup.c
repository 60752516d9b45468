/* Spans in two languages, links, icons. */
#include "report/markup.h"
#include "report/address.h"
#include <string.h>

#define NAME_BYTES 400 /* of a name of the checklist, however little room there is */

/* Drawn on 24 by 24, one a verdict, told apart by form and not only by colour. */
static const struct {
    const char *name, *drawing;
} symbols[] = {
    {"found", "<path d=\"M5 12.5l4.5 4.5L19 7.5\" stroke-width=\"2.6\"/>"},
    {"partial", "<circle cx=\"12\" cy=\"12\" r=\"8.2\"/><path d=\"M12 3.8a8.2 8.2 0 0 1 0 16.4z\" "
                "fill=\"currentColor\"/>"},
    {"stale", "<path d=\"M4.5 12a7.5 7.5 0 1 0 2.6-5.7L4.5 8.6M4.5 4.2v4.4h4.4M12 8v4.4l2.8 1.8\"/>"},
    {"missing", "<path d=\"M6.5 6.5l11 11M17.5 6.5l-11 11\" stroke-width=\"2.6\"/>"},
    {"unassessed", "<circle cx=\"12\" cy=\"12\" r=\"8.2\"/><path d=\"M6.4 17.6L17.6 6.4\"/>"},
    {"review", "<circle cx=\"12\" cy=\"8\" r=\"3.6\"/><path d=\"M4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6\"/>"},
    {"waived", "<path d=\"M6 21V4h11l-2.5 4L17 12H6\"/>"},
    {"not_applicable", "<path d=\"M6 12h12\" stroke-width=\"2.6\"/>"},
};

void
markup_raw(struct markup *m, const char *z)
{
    buf_z(m->out, z);
}

static struct str
cut(struct markup *m, struct str s, size_t at)
{
    if (at >= s.n)
        return s;
    while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80)
        at--;
    return arena_printf(m->a, "%.*s\xe2\x80\xa6", (int)at, s.p);
}

struct str
markup_fit(struct markup *m, struct str s)
{
    return cut(m, s, m->room ? m->room->text : s.n);
}

void
markup_text(struct markup *m, struct str s)
{
    html_text(m->out, markup_fit(m, s));
}

void
markup_number(struct markup *m, uint64_t n)
{
    buf_printf(m->out, "%llu", (unsigned long long)n);
}

void
markup_points(struct markup *m, int hundredths)
{
    buf_str(m->out, card_points(m->a, hundredths));
}

void
markup_words(struct markup *m, const char *id)
{
    html_text(m->out, str_of(say_tr_in(m->lang, id)));
}

/*
 * The style sheet tells the two by their lang; what reads the same in both languages stands once.  They are
 * thousands in a report: the shortest element that has no other use here makes it 17 KB smaller.
 */
void
markup_pair(struct markup *m, struct str thai, struct str english)
{
    if (str_eq(thai, english)) {
        html_text(m->out, thai);
        return;
    }
    markup_raw(m, "<u lang=th>");
    html_text(m->out, thai);
    markup_raw(m, "</u><u lang=en>");
    html_text(m->out, english);
    markup_raw(m, "</u>");
}

static void
thai_text(struct markup *m, struct str s)
{
    markup_raw(m, "<bdi");
    markup_thai(m);
    markup_raw(m, ">");
    html_text(m->out, s);
    markup_raw(m, "</bdi>");
}

static enum twice
twice_of(const struct markup *m)
{
    return m->room != NULL ? m->room->twice : TWICE_ALL;
}

/* Whoever reads the other language sees it as well: it is better than nothing. */
static void
one_text(struct markup *m, struct str thai, struct str english)
{
    if (m->lang == LANG_TH || english.n == 0)
        thai_text(m, thai);
    else
        html_text(m->out, english);
}

void
markup_sentence(struct markup *m, struct str thai, struct str english)
{
    thai = markup_fit(m, thai);
    english = markup_fit(m, english);
    if (twice_of(m) == TWICE_WORDS && !str_eq(thai, english))
        one_text(m, thai, english);
    else
        markup_pair(m, thai, english);
}

void
markup_both(struct markup *m, const char *id)
{
    markup_pair(m, str_of(say_tr_in(LANG_TH, id)), str_of(say_tr_in(LANG_EN, id)));
}

/* Each language is offered in its own name. */
static void
language(struct markup *m, enum lang lang, const char *code, const char *name)
{
    buf_printf(m->out, "<label><input type=\"radio\" name=\"lang\" id=\"l%s\"%s><span lang=\"%s\">", code,
               lang == m->lang ? " checked" : "", code);
    html_text(m->out, str_of(say_tr_in(lang, name)));
    markup_raw(m, "</span></label>");
}

void
markup_language(struct markup *m)
{
    markup_raw(m, "<fieldset class=\"lang\"><legend class=\"sr\">");
    markup_both(m, N_("Language"));
    markup_raw(m, "</legend>");
    language(m, LANG_TH, "th", N_("Thai"));
    language(m, LANG_EN, "en", N_("English"));
    markup_raw(m, "</fieldset>\n");
}

void
markup_say(struct markup *m, const struct say *s)
{
    markup_sentence(m, say_text(m->a, s, LANG_TH), say_text(m->a, s, LANG_EN));
}

void
markup_say_about(struct markup *m, const struct item_result *i, const struct say *s)
{
    markup_sentence(m, card_say(m->a, i, s, LANG_TH), card_say(m->a, i, s, LANG_EN));
}

void
markup_say_of(struct markup *m, const char *id, struct str one, struct str other)
{
    struct say s = {id, {one, other}};

    markup_say(m, &s);
}

void
markup_name(struct markup *m, struct str thai, struct str english)
{
    size_t most = m->room != NULL && m->room->text > NAME_BYTES ? m->room->text : NAME_BYTES;

    if (m->room != NULL)
        thai = cut(m, thai, most), english = cut(m, english, most);
    markup_pair(m, thai, english.n > 0 ? english : thai);
}

void
markup_name_again(struct markup *m, struct str thai, struct str english)
{
    if (twice_of(m) == TWICE_WORDS && !str_eq(thai, english))
        one_text(m, thai, english);
    else
        markup_name(m, thai, english);
}

void
markup_day(struct markup *m, struct str iso)
{
    markup_pair(m, card_day(m->a, iso, LANG_TH), card_day(m->a, iso, LANG_EN));
}

void
markup_time(struct markup *m, struct str iso)
{
    markup_pair(m, card_time(m->a, iso, LANG_TH), card_time(m->a, iso, LANG_EN));
}

void
markup_span(struct markup *m, struct str from, struct str to)
{
    markup_pair(m, card_span(m->a, from, to, LANG_TH), card_span(m->a, from, to, LANG_EN));
}

void
markup_thai_text(struct markup *m, struct str s)
{
    thai_text(m, markup_fit(m, s));
}

static void
advice(struct markup *m, struct str thai, struct str english, size_t most)
{
    thai = cut(m, address_show_in(m->a, thai), most);
    english = cut(m, address_show_in(m->a, english), most);
    if (english.n == 0 || twice_of(m) != TWICE_ALL)
        one_text(m, thai, english);
    else
        markup_pair(m, thai, english);
}

void
markup_advice(struct markup *m, struct str thai, struct str english)
{
    advice(m, thai, english, m->room ? m->room->advice : SIZE_MAX);
}

void
markup_again(struct markup *m, struct str thai, struct str english)
{
    advice(m, thai, english, m->room ? m->room->again : SIZE_MAX);
}

void
markup_thai(struct markup *m)
{
    if (m->lang != LANG_TH)
        markup_raw(m, " lang=\"th\"");
}

void
markup_link(struct markup *m, struct str url)
{
    struct str shown = address_show_short(m->a, url);

    if (!html_safe_link(url) || (m->room && url.n > m->room->link)) {
        markup_raw(m, "<bdi>");
        markup_text(m, html_safe_link(url) ? shown : url);
        markup_raw(m, "</bdi>");
        return;
    }
    /* The document's own policy keeps the referrer back, and no link opens a window. */
    markup_raw(m, "<a href=\"");
    html_attribute(m->out, url);
    markup_raw(m, "\">");
    markup_text(m, shown);
    markup_raw(m, "</a>");
}

void
markup_anchor(struct markup *m, const char *before, struct str id, const char *after)
{
    markup_raw(m, before);
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        buf_char(m->out, (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-');
    }
    markup_raw(m, after);
}

static void
icon(struct markup *m, const char *name)
{
    buf_printf(m->out, "<svg class=i aria-hidden=true><use href=\"#i-%s\"/></svg>", name);
}

void
markup_icon(struct markup *m, enum verdict v)
{
    icon(m, verdict_name(v));
}

static const struct {
    const char *name, *icon;
} mets[] = {
    [MET_NO] = {"no", "missing"}, [MET_YES] = {"yes", "found"}, [MET_UNKNOWN] = {"unknown", "review"}};

/* Colour by class, form by icon; those who hear the page get the word of the legend. */
void
markup_met(struct markup *m, enum met met)
{
    buf_printf(m->out,
               "<svg class=\"i met v-%s\" role=img aria-labelledby=met-%s><use href=\"#i-%s\"/></svg>",
               mets[met].icon, mets[met].name, mets[met].icon);
}

void
markup_met_legend(struct markup *m)
{
    static const enum met order[] = {MET_YES, MET_NO, MET_UNKNOWN};

    for (size_t i = 0; i < 3; i++) {
        buf_printf(m->out, "<span class=v-%s>", mets[order[i]].icon);
        icon(m, mets[order[i]].icon);
        buf_printf(m->out, " <span id=met-%s>", mets[order[i]].name);
        markup_both(m, card_met_text(order[i]));
        markup_raw(m, "</span></span> ");
    }
}

void
markup_basis_legend(struct markup *m)
{
    static const enum basis order[] = {BASIS_INFERRED, BASIS_RECALLED};

    for (size_t i = 0; i < 2; i++) {
        markup_raw(m, "<span><span class=basis>");
        markup_both(m, card_basis_text(order[i]));
        markup_raw(m, "</span> ");
        markup_both(m, card_basis_note(order[i]));
        markup_raw(m, "</span> ");
    }
}

void
markup_pill(struct markup *m, const struct item_result *i)
{
    buf_printf(m->out, "<span class=\"pill v-%s\">", verdict_name(i->verdict));
    markup_icon(m, i->verdict);
    markup_raw(m, "<span>");
    markup_both(m, verdict_text(i->verdict));
    markup_raw(m, "</span></span>");
}

void
markup_symbols(struct markup *m)
{
    markup_raw(m, "<svg class=\"defs\" aria-hidden=\"true\" focusable=\"false\">");
    for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
        buf_printf(m->out,
                   "<symbol id=\"i-%s\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" "
                   "stroke-width=\"2.3\" stroke-linecap=\"round\" stroke-linejoin=\"round\">%s</symbol>",
                   symbols[i].name, symbols[i].drawing);
    markup_raw(m, "</svg>\n");
}

/*
 * Forms with their fields and the words beside them, images, and the addresses behind forms that leave the
 * visitor nothing to type: a year to choose and a button.
 */
#include "base/mem.h"
#include "crawler/charset.h"
#include "crawler/page_private.h"
#include "crawler/percent.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

/* What application/x-www-form-urlencoded leaves alone are letters, digits and * - . _ ; a blank becomes '+'.
 */
#define FORM_SET " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~"

static struct str
clean(struct reader *r, struct str s)
{
    return page_text_clean(r, s, LIMIT_LINK_TEXT);
}

static struct str
words_inside(struct reader *r, uint32_t node)
{
    return page_text_inside(r, node, r->tree.node[node].end, LIMIT_LINK_TEXT);
}

/* The words of every <label for=ID>, by ID. */
static struct map *
label_words(struct reader *r)
{
    struct map *labels = map_new();

    for (uint32_t i = 1; i < r->tree.n; i++)
        if (r->tree.node[i].tag == TAG_LABEL && page_attr(r, i, ATTR_FOR).n > 0)
            map_put(labels, page_attr(r, i, ATTR_FOR), NULL)->num = i;
    return labels;
}

static uint32_t
wrapping_label(const struct reader *r, uint32_t node)
{
    uint32_t at = r->tree.node[node].parent;

    while (at > 0 && r->tree.node[at].tag != TAG_LABEL && r->tree.node[at].tag != TAG_FORM)
        at = r->tree.node[at].parent;
    return r->tree.node[at].tag == TAG_LABEL ? at : 0;
}

/* Words before the field in its own line, else the cell or line before it. */
static struct str
words_before(const struct reader *r, uint32_t node)
{
    uint32_t run = r->facts[node].run, block = r->run_block[run];

    for (int steps = 0; block == NO_INDEX && run > 0 && steps < 4; steps++)
        block = r->run_block[--run];
    return block == NO_INDEX || r->block[block].text.n > LIMIT_LINK_TEXT ? STR_NONE : r->block[block].text;
}

static struct str
label_of(struct reader *r, uint32_t node, const struct map *labels)
{
    static const enum attribute said[] = {ATTR_ARIA_LABEL, ATTR_PLACEHOLDER, ATTR_TITLE};
    const struct map_entry *e = map_get(labels, page_attr(r, node, ATTR_ID));
    uint32_t around = wrapping_label(r, node);
    struct str words = e ? words_inside(r, (uint32_t)e->num) : STR_NONE;

    if (words.n == 0 && around > 0)
        words = words_inside(r, around);
    for (size_t i = 0; words.n == 0 && i < sizeof said / sizeof said[0]; i++)
        words = clean(r, page_attr(r, node, said[i]));
    return words.n ? words : words_before(r, node);
}

static struct str
field_type(struct reader *r, uint32_t node)
{
    struct str type = str_trim(page_attr(r, node, ATTR_TYPE));
    char low[16];

    if (r->tree.node[node].tag == TAG_TEXTAREA)
        return STR("textarea");
    if (r->tree.node[node].tag == TAG_SELECT)
        return STR("select");
    if (type.n == 0 || type.n > sizeof low)
        return r->tree.node[node].tag == TAG_BUTTON ? STR("submit") : STR("text");
    for (size_t i = 0; i < type.n; i++)
        low[i] = (char)(type.p[i] >= 'A' && type.p[i] <= 'Z' ? type.p[i] + 32 : type.p[i]);
    return clean(r, (struct str){low, type.n});
}

static bool
is_field(enum tag tag)
{
    return tag == TAG_INPUT || tag == TAG_SELECT || tag == TAG_TEXTAREA || tag == TAG_BUTTON;
}

static bool
is_submit(struct str type)
{
    return str_eq(type, STR("submit")) || str_eq(type, STR("image"));
}

struct fields {
    struct field field[LIMIT_FORM_FIELDS];
    uint32_t node[LIMIT_FORM_FIELDS];
    size_t n;
    struct str submit;
    bool full;
};

static void
add_field(struct reader *r, struct fields *f, uint32_t node, const struct map *labels)
{
    struct str type = field_type(r, node);
    bool hidden = str_eq(type, STR("hidden"));

    if (is_submit(type) && f->submit.n == 0) {
        f->submit = r->tree.node[node].tag == TAG_BUTTON ? words_inside(r, node)
                                                         : clean(r, page_attr(r, node, ATTR_VALUE));
        if (f->submit.n == 0)
            f->submit = clean(r, page_attr(r, node, ATTR_ALT));
    }
    if (f->n == LIMIT_FORM_FIELDS) {
        f->full = true;
        return;
    }
    f->node[f->n] = node;
    f->field[f->n++] = (struct field){clean(r, page_attr(r, node, ATTR_NAME)), type,
                                      hidden || is_submit(type) ? STR_NONE : label_of(r, node, labels)};
}

/*
 * Fields from node i on that belong to the form: inside it, or, where a table made the parser close the form
 * at once, everything up to the next form.
 */
static void
collect_fields(struct reader *r, uint32_t form, struct fields *f, const struct map *labels)
{
    uint32_t end = r->tree.node[form].end;
    enum tag parent = r->tree.node[r->tree.node[form].parent].tag;
    bool emptied = end == form + 1 && (parent == TAG_TABLE || parent == TAG_TBODY || parent == TAG_TR);

    if (emptied)
        end = r->tree.node[page_table(r, form).table].end;
    for (uint32_t i = form + 1; i < end; i++) {
        if (r->tree.node[i].tag == TAG_FORM)
            break;
        if (is_field(r->tree.node[i].tag))
            add_field(r, f, i, labels);
    }
}

static void
put_form_text(struct reader *r, struct buf *b, struct str s)
{
    struct buf bytes;

    buf_init(&bytes, LIMIT_ADDRESS);
    if (r->charset)
        charset_encode_874(s, &bytes);
    else
        buf_str(&bytes, s);
    for (size_t i = 0; i < bytes.n; i++) {
        if (bytes.p[i] == ' ')
            buf_char(b, '+');
        else
            percent_encode(b, (struct str){bytes.p + i, 1}, FORM_SET);
    }
    buf_free(&bytes);
}

static void
put_pair(struct reader *r, struct buf *b, struct str name, struct str value)
{
    if (b->n && b->p[b->n - 1] != '?')
        buf_char(b, '&');
    put_form_text(r, b, name);
    buf_char(b, '=');
    put_form_text(r, b, value);
}

struct choice {
    uint32_t node; /* the select or the first radio button of its name */
    uint32_t option[LIMIT_FORM_CHOICES];
    size_t n;
};

#define CHOICES_MOST 4

/* What a form that needs no typing offers. */
struct offer {
    struct choice choice[CHOICES_MOST];
    size_t n;
};

static void
take_options(const struct reader *r, struct choice *c)
{
    for (uint32_t i = c->node + 1; i < r->tree.node[c->node].end && c->n < LIMIT_FORM_CHOICES; i++)
        if (r->tree.node[i].tag == TAG_OPTION && !page_tree_has(&r->tree, i, ATTR_DISABLED))
            c->option[c->n++] = i;
}

static struct choice *
radio_group(const struct reader *r, struct offer *o, uint32_t node)
{
    for (size_t i = 0; i < o->n; i++)
        if (r->tree.node[o->choice[i].node].tag == TAG_INPUT &&
            str_eq(page_attr(r, o->choice[i].node, ATTR_NAME), page_attr(r, node, ATTR_NAME)))
            return &o->choice[i];
    if (o->n == CHOICES_MOST)
        return NULL;
    o->choice[o->n] = (struct choice){.node = node};
    return &o->choice[o->n++];
}

static bool
take_choice(const struct reader *r, struct offer *o, uint32_t node, struct str type)
{
    struct choice *c;

    if (page_attr(r, node, ATTR_NAME).n == 0)
        return true;
    if (str_eq(type, STR("select"))) {
        if (o->n == CHOICES_MOST)
            return false;
        c = &o->choice[o->n++];
        *c = (struct choice){.node = node};
        take_options(r, c);
        return c->n > 0;
    }
    c = radio_group(r, o, node);
    if (c && c->n < LIMIT_FORM_CHOICES)
        c->option[c->n++] = node;
    return c != NULL;
}

/* False when something has to be typed or uploaded. */
static bool
read_offer(const struct reader *r, const struct fields *f, struct offer *o)
{
    for (size_t i = 0; i < f->n; i++) {
        struct str type = f->field[i].type;

        if (str_eq(type, STR("hidden")) || is_submit(type) || str_eq(type, STR("button")) ||
            str_eq(type, STR("reset")) || str_eq(type, STR("checkbox")))
            continue;
        if (!str_eq(type, STR("select")) && !str_eq(type, STR("radio")))
            return false;
        if (!take_choice(r, o, f->node[i], type))
            return false;
    }
    return o->n > 0 && !f->full;
}

static struct str
option_value(struct reader *r, uint32_t option)
{
    if (page_tree_has(&r->tree, option, ATTR_VALUE))
        return page_attr(r, option, ATTR_VALUE);
    return r->tree.node[option].tag == TAG_OPTION ? words_inside(r, option) : STR("on");
}

static void
add_choice_link(struct reader *r, uint32_t form, const struct fields *f, const struct offer *o,
                struct str action, const size_t *pick)
{
    struct str words = STR_NONE;
    struct buf b;

    buf_init(&b, LIMIT_ADDRESS);
    buf_str(&b, action);
    buf_char(&b, '?');
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->field[i].type, STR("hidden")) && f->field[i].name.n)
            put_pair(r, &b, f->field[i].name, page_attr(r, f->node[i], ATTR_VALUE));
    for (size_t i = 0; i < o->n; i++) {
        uint32_t option = o->choice[i].option[pick[i]];

        put_pair(r, &b, page_attr(r, o->choice[i].node, ATTR_NAME), option_value(r, option));
        if (words.n == 0)
            words = r->tree.node[option].tag == TAG_OPTION ? words_inside(r, option)
                                                           : clean(r, option_value(r, option));
    }
    if (!b.full)
        page_links_put(r, form, LINK_FORM, arena_str(r->scratch, buf_view(&b)), words);
    buf_free(&b);
}

/* Every combination of choices is an address, up to a ceiling. */
static void
add_choices(struct reader *r, uint32_t form, const struct fields *f, struct str action)
{
    struct offer *o = mem_new(1, sizeof *o);
    size_t pick[CHOICES_MOST] = {0}, query = str_find_char(action, '?', 0), at = 0;

    if (query != STR_NOT_FOUND)
        action = str_sub(action, 0, query);
    if (!read_offer(r, f, o))
        o->n = 0;
    for (size_t n = 0; at < o->n && n < LIMIT_FORM_CHOICES; n++) {
        add_choice_link(r, form, f, o, action, pick);
        for (at = 0; at < o->n && ++pick[at] == o->choice[at].n; at++)
            pick[at] = 0;
    }
    free(o);
}

/* Where a form stands: a heading inside it, above what is asked, is its own. */
static uint32_t
place_of_form(const struct fields *f, uint32_t form)
{
    for (size_t i = 0; i < f->n; i++)
        if (!str_eq(f->field[i].type, STR("hidden")) && !is_submit(f->field[i].type))
            return f->node[i];
    return form;
}

static void
add_form(struct reader *r, uint32_t node, const struct map *labels)
{
    struct fields *f = mem_new(1, sizeof *f);
    struct link action = {0};
    size_t cap = r->form_cap;
    struct field *kept;
    struct form form = {.place = (enum place)r->facts[node].place,
                        .heading = NO_INDEX,
                        .post = str_eq_nocase(str_trim(page_attr(r, node, ATTR_METHOD)), STR("post"))};

    collect_fields(r, node, f, labels);
    if (page_links_resolve(r, page_attr(r, node, ATTR_ACTION), &action) && action.followable)
        form.action = action.url;
    kept = ARENA_ARRAY(r->a, struct field, f->n);
    if (kept) {
        memcpy(kept, f->field, f->n * sizeof *kept);
        form.field = kept;
        form.field_n = f->n;
    }
    form.submit = f->submit;
    if (!form.post && form.action.n > 0)
        add_choices(r, node, f, form.action);
    r->form = mem_room(r->form, r->form_n, &cap, sizeof *r->form);
    r->form_node = mem_room(r->form_node, r->form_n, &r->form_cap, sizeof *r->form_node);
    r->form_node[r->form_n] = place_of_form(f, node);
    r->form[r->form_n++] = form;
    free(f);
}

static int
pixels(struct str s)
{
    int n = 0;

    s = str_trim(s);
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000; i++)
        n = n * 10 + (s.p[i] - '0');
    return n;
}

static void
add_image(struct reader *r, uint32_t node)
{
    struct str src = str_trim(page_attr(r, node, ATTR_SRC));
    struct link at = {0};
    size_t cap = r->image_cap;
    struct image image = {.alt = clean(r, page_attr(r, node, ATTR_ALT)),
                          .place = (enum place)r->facts[node].place,
                          .heading = NO_INDEX,
                          .row = NO_INDEX,
                          .width = pixels(page_attr(r, node, ATTR_WIDTH)),
                          .height = pixels(page_attr(r, node, ATTR_HEIGHT))};

    if (r->image_n == LIMIT_PAGE_LINKS) {
        r->page->truncated = true;
        return;
    }
    if (src.n == 0 || str_starts_nocase(src, STR("data:")))
        src = str_trim(page_attr(r, node, ATTR_DATA_SRC));
    if (src.n > 0 && !str_starts_nocase(src, STR("data:")) && page_links_resolve(r, src, &at) &&
        at.followable)
        image.src = at.url;
    r->image = mem_room(r->image, r->image_n, &cap, sizeof *r->image);
    r->image_node = mem_room(r->image_node, r->image_n, &r->image_cap, sizeof *r->image_node);
    r->image_node[r->image_n] = node;
    r->image[r->image_n++] = image;
}

void
page_forms_find(struct reader *r)
{
    struct map *labels;

    if (!page_seen(r, TAG_FORM) && !page_seen(r, TAG_IMG))
        return;
    labels = label_words(r);
    for (uint32_t i = 1; i < r->tree.n; i++) {
        enum tag tag = r->tree.node[i].tag;

        if (tag == TAG_TEMPLATE)
            i = r->tree.node[i].end - 1;
        else if (tag == TAG_FORM && r->form_n == LIMIT_PAGE_FORMS)
            r->page->truncated = true;
        else if (tag == TAG_FORM)
            add_form(r, i, labels);
        else if (tag == TAG_IMG)
            add_image(r, i);
    }
    map_free(labels);
}

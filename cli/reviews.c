/* Words of people: checked, bound, stored. */
#include "cli/reviews.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "cli/item_names.h"
#include "oit/limits.h"
#include "rules/review.h"
#include "rules/suggest.h"
#include <stdio.h>
#include <stdlib.h>

int
desk_open(struct desk *d, const struct options *o, struct err *e)
{
    *d = (struct desk){.o = o, .arena = arena_new(0)};
    session_init(&d->s, o);
    d->s.recalls = true;
    if (session_load_rules(&d->s, e) != 0 || session_open_file(&d->s, o->operand[0], STORE_READ, e) != 0)
        return -1;
    session_tell_unfinished(&d->s);
    return session_judge(&d->s, &d->card, e);
}

void
desk_close(struct desk *d)
{
    session_close(&d->s);
    free(d->said);
    arena_free(d->arena);
}

const struct item_result *
desk_item(const struct desk *d, const char *name, struct err *e)
{
    const struct item_result *item = item_called(&d->card, str_of(name));
    struct suggest s = suggest_for(str_of(name));
    char next[256];

    if (item != NULL)
        return item;
    for (size_t i = 0; i < d->card.item_n; i++)
        suggest_try(&s, d->card.item[i].topic);
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%.*s\"?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, _("items of %.*s are O1 to O%zu"), STR_ARGS(d->card.pack_id),
                 d->card.item_n);
    err_set(e, ERR_USAGE, name, next, "%s", _("there is no such item"));
    return NULL;
}

const struct review *
desk_review(const struct desk *d, struct str item)
{
    for (size_t i = 0; i < d->card.item_n; i++)
        if (d->card.item[i].review != NULL && str_eq_nocase(d->card.item[i].id, item))
            return d->card.item[i].review;
    for (size_t i = 0; i < d->card.unused_n; i++)
        if (str_eq_nocase(d->card.unused[i].item, item))
            return &d->card.unused[i];
    return NULL;
}

int
desk_text(struct str text, const char *input, struct err *e)
{
    struct buf shown;
    bool plain;

    if (str_trim(text).n == 0)
        return err_set(e, ERR_USAGE, input, _("write it in a few words"), "%s", _("the text is empty"));
    if (text.n > LIMIT_REVIEW_TEXT)
        return err_set(e, ERR_USAGE, input, _("keep to what decides"),
                       _("the text is longer than the %lu bytes that are kept"), LIMIT_REVIEW_TEXT);
    buf_init(&shown, 16 * LIMIT_REVIEW_TEXT);
    utf8_show(&shown, text);
    plain = utf8_valid(text) && str_eq(buf_view(&shown), text);
    buf_free(&shown);
    return plain ? 0
                 : err_set(e, ERR_USAGE, input, _("write it on one line, in UTF-8"), "%s",
                           _("the text holds a character that cannot be seen"));
}

/* As options and files write it, or as reports show it. */
static bool
is_word_of(struct str word, enum verdict v)
{
    const char *shown = verdict_text(v);

    return str_eq_nocase(word, str_of(verdict_name(v))) || str_eq_nocase(word, str_of(shown)) ||
           str_eq(word, str_of(say_tr_in(LANG_TH, shown)));
}

/* "unassessed" is what a program says that could not look; a person who could not says nothing. */
enum verdict
desk_verdict(struct str word)
{
    word = str_trim(word);
    /* As reports said it where every part is shown. */
    if (str_eq(word, str_of(say_tr_in(LANG_TH, N_("Found in full")))))
        return VERDICT_FOUND;
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (v != VERDICT_UNASSESSED && is_word_of(word, (enum verdict)v))
            return (enum verdict)v;
    return VERDICT_COUNT;
}

void
desk_add(struct desk *d, const struct review *r)
{
    d->said = mem_room(d->said, d->said_n, &d->cap, sizeof *d->said);
    d->said[d->said_n++] = *r;
}

void
desk_say(struct desk *d, struct str item, enum verdict v, struct str reason, struct str by, struct str until)
{
    struct review r = {
        .pack_id = arena_str(d->arena, d->card.pack_id),
        .item = arena_str(d->arena, item),
        .verdict = v,
        .reason = arena_str(d->arena, str_trim(reason)),
        .by = arena_str(d->arena, str_trim(by)),
        .until = arena_str(d->arena, until),
        .made = clock_now(),
        .machine = VERDICT_COUNT,
    };

    for (size_t i = 0; i < d->card.item_n; i++)
        if (str_eq(d->card.item[i].id, item)) {
            r.machine = d->card.item[i].machine_verdict;
            r.basis = review_basis(&d->card.item[i]);
        }
    desk_add(d, &r);
}

int
desk_store(struct desk *d, struct err *e)
{
    struct store *w;
    int bad = 0;

    if (d->stored == d->said_n)
        return 0;
    w = store_open(d->s.path, STORE_WRITE, e);
    if (w == NULL)
        return -1;
    for (; bad == 0 && d->stored < d->said_n; d->stored++) {
        const struct review *r = &d->said[d->stored];

        bad = r->verdict == VERDICT_COUNT ? store_end_review(w, r->pack_id, r->item, clock_now(), e)
                                          : store_put_review(w, r, clock_now(), e);
    }
    store_close(w);
    return bad;
}

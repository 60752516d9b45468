/*
 * A scorecard as bytes and back, so that what judging came to can be shown again without judging.  Each
 * structure is walked by one function that writes or reads, so that both always agree.  The bytes may come
 * from a stranger: lengths, enums and indexes are checked, and lists grow with the bytes that are there.
 * A text stands there once, however many candidates and proofs name the same page: of a site of 100 pages
 * that is 224 KB and not 606, 3 M instructions of a site of a batch less, and 300 page faults.
 */
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "oit/scorecard.h"
#include "store/leb128.h"
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

#define CARD_VERSION 3
#define NUMBERED 6 /* bytes: a shorter text is written each time */

struct walk {
    struct buf *out; /* NULL: reading */
    const unsigned char *p, *end;
    struct arena *a;
    struct map *known; /* writing: texts that stand there already, by their numbers */
    struct str *text;  /* reading: the same */
    size_t text_n, text_cap;
    bool ours;  /* the bytes come from this very program: their letters are not looked through again */
    bool skims; /* texts stay where the bytes are */
    bool bad;   /* once set, everything reads as nothing */
};

static void
walk_number(struct walk *w, uint64_t *n)
{
    char bytes[LEB128_BYTES];

    if (w->out)
        buf_put(w->out, bytes, (size_t)(leb128_put(bytes, *n) - bytes));
    else if (!leb128_get(&w->p, w->end, 64, n))
        w->bad = true;
}

static void
walk_signed(struct walk *w, int64_t *n)
{
    uint64_t v = *n < 0 ? ~((uint64_t)*n << 1) : (uint64_t)*n << 1;

    walk_number(w, &v);
    *n = v & 1 ? (int64_t) ~(v >> 1) : (int64_t)(v >> 1);
}

static void
walk_int(struct walk *w, int *n)
{
    int64_t v = *n;

    walk_signed(w, &v);
    w->bad |= v < INT32_MIN || v > INT32_MAX;
    *n = w->bad ? 0 : (int)v;
}

static void
walk_size(struct walk *w, size_t *n)
{
    uint64_t v = *n;

    walk_number(w, &v);
    *n = v;
}

/* A number below limit. */
static unsigned
walk_below(struct walk *w, unsigned v, unsigned limit)
{
    uint64_t n = v;

    walk_number(w, &n);
    w->bad |= n >= limit;
    return w->bad ? 0 : (unsigned)n;
}

#define WALK_ENUM(w, field, limit) (field) = walk_below((w), (unsigned)(field), (limit))
#define WALK_BOOL(w, field) (field) = walk_below((w), (field), 2) != 0

/* What is written in place of a text: no text at all, which is another thing than an empty one, how long one
 * is that follows, or the number of one that stood before. */
#define TEXT_NONE 0
#define TEXT_HERE(n) ((uint64_t)(n) << 1 | 1)
#define TEXT_AGAIN(number) (((uint64_t)(number) + 1) << 1)

static void
write_str(struct walk *w, struct str s)
{
    bool fresh = true;
    struct map_entry *e = s.n >= NUMBERED ? map_put(w->known, s, &fresh) : NULL;
    uint64_t n = s.p == NULL ? TEXT_NONE : fresh ? TEXT_HERE(s.n) : TEXT_AGAIN(e->num);

    walk_number(w, &n);
    if (!fresh)
        return;
    if (e != NULL)
        e->num = (int64_t)map_count(w->known) - 1;
    buf_str(w->out, s);
}

static struct str
read_here(struct walk *w, uint64_t n)
{
    struct str v = {(const char *)w->p, n};

    if (n > (size_t)(w->end - w->p) || !(w->ours || utf8_valid(v))) {
        w->bad = true;
        return STR_NONE;
    }
    w->p += n;
    if (!w->skims)
        v = arena_str(w->a, v);
    if (n >= NUMBERED) {
        w->text = mem_room(w->text, w->text_n, &w->text_cap, sizeof *w->text);
        w->text[w->text_n++] = v;
    }
    return v;
}

static struct str
read_str(struct walk *w)
{
    uint64_t n = TEXT_NONE;

    walk_number(w, &n);
    if (w->bad || n == TEXT_NONE)
        return STR_NONE;
    if (n & 1)
        return read_here(w, n >> 1);
    if ((n >> 1) - 1 < w->text_n)
        return w->text[(n >> 1) - 1];
    w->bad = true;
    return STR_NONE;
}

static void
walk_str(struct walk *w, struct str *s)
{
    if (w->out)
        write_str(w, *s);
    else
        *s = read_str(w);
}

/* A message id; NULL stays NULL. */
static void
walk_id(struct walk *w, const char **id)
{
    struct str s = *id ? str_of(*id) : STR_NONE;
    bool there = *id != NULL;

    WALK_BOOL(w, there);
    if (there)
        walk_str(w, &s);
    if (!w->out)
        *id = !there ? NULL : w->skims || s.p == NULL ? arena_str(w->a, s).p : s.p;
}

static void
walk_say(struct walk *w, struct say *s)
{
    walk_id(w, &s->id);
    for (int i = 0; s->id && i < SAY_ARGS; i++)
        walk_str(w, &s->arg[i]);
}

static void
walk_hash(struct walk *w, struct sha256 *h)
{
    if (w->out)
        buf_put(w->out, h->byte, sizeof h->byte);
    else if ((size_t)(w->end - w->p) < sizeof h->byte)
        w->bad = true;
    else {
        memcpy(h->byte, w->p, sizeof h->byte);
        w->p += sizeof h->byte;
    }
}

/* Room for a list whose length is read here. */
static void *
room_for(struct walk *w, size_t *n, size_t size)
{
    void *room = NULL;

    if (!w->bad && *n <= LIMIT_RESULT_LIST && *n <= (size_t)(w->end - w->p))
        room = arena_alloc(w->a, *n * size + 1);
    if (room)
        return room;
    w->bad = true;
    *n = 0;
    return NULL;
}

/* A list that is written stays as it is: its elements are walked as copies. */
#define WALK_LIST(w, type, list, n, each)                                                                    \
    do {                                                                                                     \
        type *room_ = NULL, copy_;                                                                           \
                                                                                                             \
        walk_size((w), &(n));                                                                                \
        if (!(w)->out)                                                                                       \
            (list) = room_ = room_for((w), &(n), sizeof(type));                                              \
        for (size_t i_ = 0; i_ < (n) && !(w)->bad; i_++) {                                                   \
            if ((w)->out)                                                                                    \
                copy_ = (list)[i_];                                                                          \
            each((w), (w)->out ? &copy_ : &room_[i_]);                                                       \
        }                                                                                                    \
    } while (0)

static void
walk_strs(struct walk *w, struct strs *s)
{
    WALK_LIST(w, struct str, s->v, s->n, walk_str);
}

static void
walk_index(struct walk *w, uint32_t *i)
{
    *i = walk_below(w, *i, UINT32_MAX);
}

static void
walk_evidence(struct walk *w, struct evidence *e)
{
    walk_str(w, &e->url);
    walk_str(w, &e->final_url);
    walk_str(w, &e->found_on);
    walk_strs(w, &e->path);
    WALK_ENUM(w, e->where, WHERE_FORM + 1);
    walk_str(w, &e->quote);
    walk_int(w, &e->page);
    walk_int(w, &e->fiscal_year);
    walk_str(w, &e->period);
    walk_int(w, &e->http_status);
    walk_str(w, &e->content_type);
    walk_hash(w, &e->sha256);
    walk_signed(w, &e->fetched);
    walk_str(w, &e->last_modified);
    WALK_BOOL(w, e->bad_tls);
    walk_str(w, &e->by);
}

static void
walk_element(struct walk *w, struct element_result *e)
{
    walk_str(w, &e->id);
    walk_str(w, &e->text);
    WALK_ENUM(w, e->met, MET_UNKNOWN + 1);
    WALK_ENUM(w, e->basis, BASIS_RECALLED + 1);
    walk_say(w, &e->note);
    WALK_LIST(w, uint32_t, e->evidence, e->evidence_n, walk_index);
    walk_str(w, &e->text_en);
}

static void
walk_named(struct walk *w, struct named *n)
{
    walk_str(w, &n->name);
    walk_str(w, &n->name_en);
}

static void
walk_candidate(struct walk *w, struct candidate *c)
{
    walk_str(w, &c->url);
    walk_str(w, &c->found_on);
    walk_str(w, &c->words);
    walk_id(w, &c->named_by);
    walk_int(w, &c->fiscal_year);
    walk_say(w, &c->decision);
    WALK_BOOL(w, c->taken);
    WALK_BOOL(w, c->as_well);
    WALK_BOOL(w, c->together);
}

static void
walk_review(struct walk *w, struct review *r)
{
    walk_str(w, &r->pack_id);
    walk_str(w, &r->item);
    WALK_ENUM(w, r->verdict, VERDICT_COUNT + 1);
    walk_str(w, &r->reason);
    walk_str(w, &r->by);
    walk_str(w, &r->until);
    walk_signed(w, &r->made);
    WALK_ENUM(w, r->machine, VERDICT_COUNT + 1);
    walk_hash(w, &r->basis);
    WALK_ENUM(w, r->state, REVIEW_STATE_COUNT);
}

/* What a person has said of an item, if anybody has. */
static void
walk_said(struct walk *w, const struct review **said)
{
    size_t n = *said != NULL;

    WALK_LIST(w, struct review, *said, n, walk_review);
    if (n != 1)
        *said = NULL;
}

/* Elements point into the evidence of their item. */
static void
check_elements(struct walk *w, const struct item_result *i)
{
    for (size_t e = 0; e < i->element_n; e++)
        for (size_t n = 0; n < i->element[e].evidence_n; n++)
            w->bad |= i->element[e].evidence[n] >= i->evidence_n;
}

static void
walk_item(struct walk *w, struct item_result *i)
{
    struct str *const texts[] = {&i->id, &i->topic, &i->name, &i->name_en, &i->indicator, &i->sub};

    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++)
        walk_str(w, texts[n]);
    WALK_ENUM(w, i->verdict, VERDICT_COUNT);
    WALK_ENUM(w, i->machine_verdict, VERDICT_COUNT);
    walk_say(w, &i->reason);
    walk_int(w, &i->confidence);
    walk_said(w, &i->review);
    walk_say(w, &i->machine_reason);
    WALK_LIST(w, struct say, i->doubt, i->doubt_n, walk_say);
    walk_say(w, &i->settle);
    walk_say(w, &i->asked);
    walk_int(w, &i->gain_oit);
    walk_int(w, &i->gain_ita);
    WALK_LIST(w, struct element_result, i->element, i->element_n, walk_element);
    WALK_LIST(w, struct evidence, i->evidence, i->evidence_n, walk_evidence);
    check_elements(w, i);
    walk_size(w, &i->looked_pages);
    walk_size(w, &i->looked_documents);
    walk_size(w, &i->looked_read);
    walk_strs(w, &i->looked_words);
    walk_str(w, &i->fix);
    walk_str(w, &i->fix_en);
    WALK_LIST(w, struct named, i->part, i->part_n, walk_named);
    walk_str(w, &i->owner);
    WALK_LIST(w, struct candidate, i->candidate, i->candidate_n, walk_candidate);
}

static void
walk_missing(struct walk *w, struct missing_url *m)
{
    walk_str(w, &m->item);
    walk_str(w, &m->url);
    WALK_ENUM(w, m->problem, MISSING_NO_LINK + 1);
    walk_int(w, &m->status);
    walk_str(w, &m->found_on);
    walk_str(w, &m->words);
    walk_str(w, &m->expected);
    walk_str(w, &m->expected_en);
}

static void
walk_sub(struct walk *w, struct sub_score *s)
{
    walk_str(w, &s->id);
    walk_str(w, &s->name);
    walk_str(w, &s->name_en);
    walk_int(w, &s->low);
    walk_int(w, &s->high);
    walk_strs(w, &s->items);
}

static void
walk_indicator(struct walk *w, struct indicator_score *s)
{
    walk_str(w, &s->id);
    walk_str(w, &s->name);
    walk_str(w, &s->name_en);
    walk_int(w, &s->low);
    walk_int(w, &s->high);
    WALK_LIST(w, struct sub_score, s->sub, s->sub_n, walk_sub);
}

/* What judging decides; run, pack, coverage, history and policy are added anew each time. */
static void
walk_card(struct walk *w, struct scorecard *c)
{
    int *const numbers[] = {&c->low,        &c->high,       &c->potential,  &c->iit,
                            &c->eit,        &c->ita_low,    &c->ita_high,   &c->points_iit,
                            &c->points_eit, &c->points_low, &c->points_high};

    walk_str(w, &c->agency);
    walk_str(w, &c->agency_kind);
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
        walk_int(w, numbers[n]);
    walk_str(w, &c->level);
    walk_say(w, &c->rating_note);
    WALK_LIST(w, struct indicator_score, c->indicator, c->indicator_n, walk_indicator);
    WALK_LIST(w, struct item_result, c->item, c->item_n, walk_item);
    WALK_LIST(w, struct missing_url, c->missing, c->missing_n, walk_missing);
    walk_strs(w, &c->to_do);
    WALK_LIST(w, struct review, c->unused, c->unused_n, walk_review);
}

static void
walk_result(struct walk *w, struct result *r)
{
    walk_size(w, &r->content);
    walk_int(w, &r->recognised);
    walk_card(w, &r->card);
}

void
store_pack_result(const struct result *r, struct buf *out)
{
    struct result copy = *r;
    struct walk w = {.out = out, .known = map_new()};

    buf_char(out, CARD_VERSION);
    walk_result(&w, &copy);
    map_free(w.known);
}

static bool
unpack(struct walk *w, struct str bytes, struct result *out)
{
    *out = (struct result){0};
    if (bytes.n == 0 || bytes.p[0] != CARD_VERSION)
        return false;
    w->p = (const unsigned char *)bytes.p + 1;
    w->end = (const unsigned char *)bytes.p + bytes.n;
    walk_result(w, out);
    free(w->text);
    return !w->bad && w->p == w->end;
}

bool
store_unpack_result(struct str bytes, bool ours, struct arena *a, struct result *out)
{
    return unpack(&(struct walk){.a = a, .ours = ours}, bytes, out);
}

bool
card_skim(struct str bytes, struct arena *a, struct result *out)
{
    return unpack(&(struct walk){.a = a, .skims = true}, bytes, out);
}

/*
 * The fingerprint of a result.  `oit report` of 200 pages took 5 s of processor time and takes 0.08 s where
 * the result is at hand; a second visit to an unchanged site on the same day is not judged again.
 */
#include "cli/recall.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/readings.h"
#include "oit/limits.h"
#include <elf.h>
#include <link.h>
#include <string.h>

#define FOLD (256 * KIB) /* so many bytes are summed at a time */
#define FORM "oit-result/1"
#define RESTED_PAGES 500

/* A sum over all that is put into it, piece by piece. */
struct sum {
    struct buf b;
    bool unread; /* a document that the next judgement would try to read again */
    struct session *session;
};

static void
fold(struct sum *x)
{
    const struct sha256 h = sha256_of(buf_view(&x->b));

    buf_clear(&x->b);
    buf_put(&x->b, h.byte, sizeof h.byte);
}

static void
add_number(struct sum *x, int64_t n)
{
    buf_put(&x->b, &n, sizeof n);
}

static void
add(struct sum *x, struct str s)
{
    if (x->b.n + s.n > FOLD)
        fold(x);
    add_number(x, (int64_t)s.n);
    buf_str(&x->b, s);
}

static void
add_hash(struct sum *x, const struct sha256 *h)
{
    buf_put(&x->b, h->byte, sizeof h->byte);
}

/* ------------------------------------------------------------------ the program */

/* The note of the linker that names this very build; the first object is the program itself. */
static int
find_build(struct dl_phdr_info *info, size_t size, void *ctx)
{
    struct str *out = ctx;

    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        const char *p = (const char *)(info->dlpi_addr + part->p_vaddr), *end = p + part->p_memsz;

        while (part->p_type == PT_NOTE && p + sizeof(ElfW(Nhdr)) <= end) {
            const ElfW(Nhdr) *note = (const ElfW(Nhdr) *)p;
            const char *name = p + sizeof *note, *text = name + (note->n_namesz + 3) / 4 * 4;

            if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && memcmp(name, "GNU", 4) == 0)
                *out = (struct str){text, note->n_descsz};
            p = text + (note->n_descsz + 3) / 4 * 4;
        }
    }
    return 1;
}

/* False for a program that carries no mark of its build. */
static bool
add_program(struct sum *x)
{
    struct str build = STR_NONE;

    dl_iterate_phdr(find_build, &build);
    add(x, STR(FORM " " OIT_VERSION));
    add(x, build);
    return build.n > 0;
}

/* ------------------------------------------------------------------ what was asked and said */

static void
add_scores(struct sum *x, const int *score, size_t n)
{
    add_number(x, (int64_t)n);
    for (size_t i = 0; i < n; i++)
        add_number(x, score[i]);
}

static void
add_review(struct sum *x, const struct review *r)
{
    const struct str texts[] = {r->pack_id, r->item, r->reason, r->by, r->until};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add(x, texts[i]);
    add_number(x, r->verdict);
    add_number(x, r->made);
    add_number(x, r->machine);
    add_hash(x, &r->basis);
}

static void
add_options(struct sum *x, const struct judge_options *o)
{
    char day[16];

    date_iso(o->as_of, day);
    add(x, x->session->pack->id);
    add(x, o->home);
    add(x, str_of(day));
    add_number(x, say_lang()); /* the first step of a path is named in it */
    add_scores(x, o->iit, o->iit_n);
    add_scores(x, o->eit, o->eit_n);
    add_number(x, (int64_t)o->review_n);
    for (size_t i = 0; i < o->review_n; i++)
        add_review(x, &o->review[i]);
}

/* ------------------------------------------------------------------ what the visit saw */

/* What may be tried again, whatever is known of it. */
static bool
is_unread(struct str state)
{
    return str_starts(state, str_of(document_state_name(DOCUMENT_LIMIT))) ||
           str_starts(state, str_of(document_state_name(DOCUMENT_NO_READER)));
}

static void
add_document(struct sum *x, const struct fetch *f)
{
    struct buf state;

    buf_init(&state, 64 * KIB);
    if (f->kind != KIND_HTML && !sha256_is_zero(&f->sha256) &&
        store_document_state(x->session->store, &f->sha256, &state))
        x->unread |= is_unread(buf_view(&state));
    add(x, buf_view(&state));
    buf_free(&state);
}

struct fetch
recall_view(const struct fetch *f)
{
    struct fetch view = *f;

    view.found_on = view.etag = STR_NONE;
    view.depth = view.elapsed_ms = 0;
    view.not_modified = false;
    view.certificate_until = view.seen = view.body = 0;
    view.fetched = f->fetched != 0;
    return view;
}

void
recall_times(struct session *s, struct scorecard *card)
{
    for (size_t i = 0; i < card->item_n; i++) {
        struct evidence *e = (struct evidence *)card->item[i].evidence;

        for (size_t n = 0; n < card->item[i].evidence_n; n++) {
            if (e[n].fetched == 0 || e[n].by.n > 0)
                continue;
            e[n].fetched = store_fetched(s->store, s->run.id, e[n].final_url);
            if (e[n].fetched == 0) /* what was read is the page that bears its link */
                e[n].fetched = store_fetched(s->store, s->run.id, e[n].found_on);
        }
    }
}

static int
add_visit(void *ctx, const struct fetch *whole, const struct page *page, struct err *e)
{
    struct sum *x = ctx;
    const struct fetch view = recall_view(whole), *f = &view;
    const struct str texts[] = {f->url,          f->redirect_to, f->detail,
                                f->content_type, f->file_name,   f->last_modified};

    (void)page, (void)e;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add(x, texts[i]);
    add_number(x, f->role);
    add_number(x, f->status);
    add_number(x, f->problem);
    add_number(x, f->kind);
    add_number(x, (int64_t)f->size);
    add_number(x, f->bad_tls);
    add_number(x, f->fetched);
    add_hash(x, &f->sha256);
    add_document(x, f);
    return 0;
}

/* False when something cannot be said for certain. */
static bool
take_sum(struct session *s, const struct judge_options *o)
{
    struct sum x = {.session = s};
    bool known;

    buf_init(&x.b, 2 * FOLD);
    known = add_program(&x);
    add_hash(&x, &s->catalog->sum);
    add_options(&x, o);
    known = known && store_each_fetch(s->store, s->run.id, add_visit, &x, NULL) == 0 && !x.b.full;
    if (known)
        s->sum = (struct sum_taken){sha256_of(buf_view(&x.b)), store_changes(s->store), x.unread};
    buf_free(&x.b);
    return known;
}

/* ------------------------------------------------------------------ finding and keeping */

bool
recall_find(struct session *s, const struct judge_options *o, struct scorecard *card)
{
    struct result r;

    s->sum.changes = -1;
    if (!s->recalls || !store_has_result(s->store) || !take_sum(s, o) ||
        !store_result(s->store, &s->sum.of, s->arena, &r))
        return false;
    /* Where documents may be read, only a result that left none unread says what would come out. */
    if (s->readings != NULL && r.recognised != readings_recognised(s->readings))
        return false;
    log_debug("the result of an earlier judgement is used");
    *card = r.card;
    s->content = r.content;
    return true;
}

void
recall_note(struct session *s, const struct judge_options *o, const struct scorecard *card)
{
    const struct result r = {
        .card = *card,
        .content = s->content,
        .recognised = s->readings != NULL ? readings_recognised(s->readings) : -1,
    };

    s->judged = *o;
    s->recognised = r.recognised;
    buf_clear(&s->noted);
    store_pack_result(&r, &s->noted);
}

/* What a site is judged by takes half of all memory, and is not asked any more once there is a copy of what
 * it came to: writing the results took 3 MB on top of it.  A small site is not worth the copy. */
void
recall_rest(struct session *s, struct scorecard *card)
{
    struct result copy;

    if (s->judge == NULL || s->content < RESTED_PAGES || s->noted.n == 0 || s->noted.full ||
        !store_unpack_result(buf_view(&s->noted), true, s->arena, &copy))
        return;
    *card = copy.card;
    judge_free(s->judge);
    s->judge = NULL;
    mem_give_back(MEM_FREE_KEPT);
    recall_times(s, card);
}

/* That of recall_find() does while the file is the same. */
int
recall_keep(struct session *s, struct err *e)
{
    if (s->noted.n == 0 || s->noted.full ||
        (s->sum.changes != store_changes(s->store) && !take_sum(s, &s->judged)) ||
        (s->sum.unread && s->recognised >= 0))
        return 0;
    return store_put_result(s->store, s->run.id, &s->sum.of, buf_view(&s->noted), e);
}

/* What a site is built with, and what its items lack: kept for the view of them all. */
#include "base/href.h"
#include "base/mem.h"
#include "cli/many.h"
#include "oit/limits.h"
#include "report/province.h"
#include "report/todo.h"
#include <stdlib.h>

#define PAGES_LOOKED 6
#define SHAPE_BYTES 120
#define FAULTS_BYTES (64 * KIB)
#define NEXT_BYTES (4 * KIB)

struct looker {
    struct store *store;
    int64_t run;
    struct arena *a;
    const struct page *page[PAGES_LOOKED];
    size_t n;
};

/* The pages that became known first: the home page and what its menu leads to. */
static int
take_address(void *ctx, const struct address *known, const struct sha256 *body, int status, struct err *e)
{
    struct looker *l = ctx;
    struct page *page;

    (void)body, (void)status, (void)e;
    if (l->n == PAGES_LOOKED)
        return -1; /* enough */
    page = ARENA_NEW(l->a, struct page);
    if (known->role == ROLE_PAGE && (known->state == ADDRESS_READ || known->state == ADDRESS_NOT_MODIFIED) &&
        store_page(l->store, l->run, known->url, l->a, page))
        l->page[l->n++] = page;
    return 0;
}

static void
recognise(struct many *m, struct store *store, struct outcome *o)
{
    struct looker l = {.store = store, .a = arena_new(0)};
    struct run run;

    if (store_run_last(store, true, l.a, &run)) {
        l.run = run.id;
        (void)store_each_address(store, run.id, take_address, &l, NULL);
        platform_of(m->platforms, m->s.arena, l.page, l.n, &o->supplier, &o->system);
    }
    arena_free(l.a);
}

/* Path and query of an address with every number as one sign: the same place of the same template. */
static void
put_shape(struct buf *out, struct str url)
{
    struct str place = href_cut(url).rest;
    size_t length = 0;
    bool number = false;

    for (size_t i = 0; i < place.n && length < SHAPE_BYTES; i++) {
        bool digit = place.p[i] >= '0' && place.p[i] <= '9';

        if ((unsigned char)place.p[i] <= ' ' || (digit && number))
            continue;
        buf_char(out, digit ? '#' : place.p[i]);
        number = digit;
        length++;
    }
}

/* "O19=empty http://..." becomes "O19=empty /list/#". */
static struct str
shaped(struct many *m, struct str faults)
{
    struct buf b;
    struct str line, all;

    buf_init(&b, FAULTS_BYTES);
    while (str_next(&faults, '\n', &line)) {
        size_t blank = str_find_char(line, ' ', 0);

        if (blank == STR_NOT_FOUND)
            continue;
        buf_str(&b, str_sub(line, 0, blank + 1));
        put_shape(&b, str_sub(line, blank + 1, line.n));
        buf_char(&b, '\n');
    }
    all = arena_str(m->s.arena, buf_view(&b));
    buf_free(&b);
    return all;
}

/* The order that the site's own report has. */
static void
put_next(struct many *m, struct store *store, struct outcome *o)
{
    struct arena *a = arena_new(0);
    const struct item_result **item;
    struct result result;
    struct run run;
    struct buf b;

    buf_init(&b, NEXT_BYTES);
    if (store_run_last(store, true, a, &run) && store_result_of(store, run.id, a, &result))
        for (size_t i = 0, n = todo_order(&result.card, a, false, &item); i < n; i++)
            buf_printf(&b, "%s%.*s", i > 0 ? " " : "", STR_ARGS(item[i]->id));
    o->next = arena_str(m->s.arena, buf_view(&b));
    buf_free(&b);
    arena_free(a);
}

void
many_look_closer(struct many *m, struct store *store, struct outcome *o)
{
    if (o->state == SITE_DONE) {
        recognise(m, store, o);
        put_next(m, store, o);
    }
    o->faults = o->state == SITE_DONE ? shaped(m, o->faults) : STR_NONE;
}

/* ------------------------------------------------------------------ back into the province */

static enum missing_problem
problem_of(struct str word, bool *known)
{
    for (int p = MISSING_DEAD; p <= MISSING_NO_LINK; p++)
        if (str_eq(word, str_of(missing_name((enum missing_problem)p)))) {
            *known = true;
            return (enum missing_problem)p;
        }
    *known = false;
    return MISSING_DEAD;
}

/* Only of items that still lack: a person may have said otherwise since. */
void
many_faults(struct many *m, const struct outcome *o, struct province_site *s)
{
    const struct pack *pack = m->s.pack;
    struct site_fault *v = ARENA_ARRAY(m->s.arena, struct site_fault, pack->item_n + 1);
    struct str rest = o->faults, line;

    s->fault = v;
    while (s->item != NULL && s->fault_n < pack->item_n && str_next(&rest, '\n', &line)) {
        size_t equals = str_find_char(line, '=', 0), blank = str_find_char(line, ' ', 0);
        bool known = false;

        if (equals == STR_NOT_FOUND || blank == STR_NOT_FOUND || blank < equals)
            continue;
        v[s->fault_n].problem = problem_of(str_sub(line, equals + 1, blank), &known);
        v[s->fault_n].shape = str_sub(line, blank + 1, line.n);
        for (size_t i = 0; known && i < pack->item_n; i++)
            if (str_eq(pack->item[i].id, str_sub(line, 0, equals)) && province_lacks(s->item[i].verdict)) {
                v[s->fault_n++].item = i;
                break;
            }
    }
}

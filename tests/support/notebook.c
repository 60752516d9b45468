/* A crawler's memory that lives in a test. */
#include "tests/support/notebook.h"
#include <string.h>

static struct note *
note_of(struct notebook *n, struct str url)
{
    struct map_entry *m = map_put(n->now, url, NULL);

    if (!m->ptr) {
        m->ptr = ARENA_NEW(n->arena, struct note);
        ((struct note *)m->ptr)->address.url = m->key;
    }
    return m->ptr;
}

static struct str
copy(struct notebook *n, struct str s)
{
    return arena_str(n->arena, s);
}

static struct fetch
copy_fetch(struct notebook *n, const struct fetch *f)
{
    struct fetch out = *f;

    out.url = copy(n, f->url);
    out.redirect_to = copy(n, f->redirect_to);
    out.found_on = copy(n, f->found_on);
    out.detail = copy(n, f->detail);
    out.content_type = copy(n, f->content_type);
    out.file_name = copy(n, f->file_name);
    out.etag = copy(n, f->etag);
    out.last_modified = copy(n, f->last_modified);
    return out;
}

/* Links are all that a crawl reads of an earlier page. */
static struct page
copy_page(struct notebook *n, const struct page *p)
{
    struct link *link = ARENA_ARRAY(n->arena, struct link, p->link_n);
    struct page out = {.url = copy(n, p->url), .title = copy(n, p->title), .link = link, .link_n = p->link_n};

    for (size_t i = 0; i < p->link_n; i++) {
        link[i] = p->link[i];
        link[i].url = copy(n, p->link[i].url);
        link[i].text = copy(n, p->link[i].text);
        link[i].title = copy(n, p->link[i].title);
        link[i].fragment = STR_NONE;
    }
    return out;
}

static bool
on_earlier(void *ctx, struct str url, struct arena *a, struct fetch *out)
{
    struct notebook *n = ctx;
    struct map_entry *m = n->before ? map_get(n->before, url) : NULL;
    const struct note *note = m ? m->ptr : NULL;

    (void)a;
    if (!note || note->fetch.status != 200)
        return false;
    *out = note->fetch;
    out->seen = n->before_seen;
    return true;
}

static bool
on_page(void *ctx, struct str url, struct arena *a, struct page *out)
{
    struct notebook *n = ctx;
    struct map_entry *m = n->before ? map_get(n->before, url) : NULL;
    const struct note *note = m ? m->ptr : NULL;

    (void)a;
    if (!note || !note->has_page)
        return false;
    *out = note->page;
    return true;
}

static bool
on_body(void *ctx, const struct sha256 *hash, struct buf *out)
{
    struct notebook *n = ctx;
    struct map_entry *m = map_get(n->bodies, (struct str){(const char *)hash->byte, sizeof hash->byte});

    return m && buf_str(out, *(struct str *)m->ptr);
}

static void
keep_found(struct notebook *n, const struct address *a)
{
    bool fresh = map_get(n->now, a->url) == NULL;
    struct note *note = note_of(n, a->url);
    struct str url = note->address.url;

    if (!fresh) /* what is known already is not overwritten, as in a site file */
        return;
    note->address = *a;
    note->address.url = url;
    note->address.found_on = copy(n, a->found_on);
}

static int
on_keep(void *ctx, const struct visit *v, struct err *e)
{
    struct notebook *n = ctx;
    struct note *note = note_of(n, v->fetch.url);

    (void)e;
    note->fetch = copy_fetch(n, &v->fetch);
    note->address.role = v->fetch.role;
    note->address.state = v->state;
    note->address.why = v->fetch.problem;
    note->address.depth = v->fetch.depth;
    note->address.tries = v->tries;
    note->address.found_on = note->fetch.found_on;
    note->address.redirect_to = note->fetch.redirect_to;
    note->visits++;
    note->has_page = v->page != NULL;
    if (v->page)
        note->page = copy_page(n, v->page);
    if (v->body.n > 0) {
        struct str *body = ARENA_NEW(n->arena, struct str);
        struct sha256 hash = sha256_of(v->body);
        *body = copy(n, v->body);
        note->body = *body;
        note->fetch.sha256 = hash;
        map_put(n->bodies, (struct str){(const char *)hash.byte, sizeof hash.byte}, NULL)->ptr = body;
    }
    for (size_t i = 0; i < v->found_n; i++)
        keep_found(n, &v->found[i]);
    buf_printf(&n->order, "%.*s %d %s %d\n", STR_ARGS(v->fetch.url), v->fetch.status,
               problem_name(v->fetch.problem), v->state);
    if (++n->keeps == n->stop_after)
        n->stop = 1;
    return 0;
}

static int
on_state(void *ctx, struct str url, enum address_state state, enum problem why, struct err *e)
{
    struct notebook *n = ctx;
    struct note *note = note_of(n, url);

    (void)e;
    note->address.state = state;
    note->address.why = why;
    return 0;
}

static int
on_interest(void *ctx, const struct page *page, const struct link *link)
{
    struct notebook *n = ctx;

    (void)page;
    return n->interesting && str_has(link->text, str_of(n->interesting)) ? 90 : 0;
}

void
notebook_open(struct notebook *n)
{
    *n = (struct notebook){.arena = arena_new(0), .now = map_new(), .bodies = map_new()};
    buf_init(&n->order, (size_t)16 << 20);
    n->memory = (struct crawl_memory){.ctx = n,
                                      .earlier = on_earlier,
                                      .page = on_page,
                                      .body = on_body,
                                      .keep = on_keep,
                                      .state = on_state,
                                      .interest = on_interest};
}

void
notebook_close(struct notebook *n)
{
    map_free(n->now);
    map_free(n->before);
    map_free(n->bodies);
    buf_free(&n->order);
    arena_free(n->arena);
}

void
notebook_next_run(struct notebook *n)
{
    map_free(n->before);
    n->before = n->now;
    n->now = map_new();
    buf_clear(&n->order);
    n->keeps = 0;
}

const struct note *
notebook_note(const struct notebook *n, const char *ending)
{
    for (size_t i = 0; i < map_count(n->now); i++)
        if (str_ends(map_at(n->now, i)->key, str_of(ending)))
            return map_at(n->now, i)->ptr;
    return NULL;
}

void
notebook_paths(const struct notebook *n, enum role role, struct buf *out)
{
    struct str rest = buf_view(&n->order), line;

    while (str_next(&rest, '\n', &line)) {
        struct str url = str_sub(line, 0, str_find_char(line, ' ', 0));
        const struct note *note = map_get(n->now, url)->ptr;
        size_t slash = str_find_char(url, '/', 8);
        if (note->address.role == role)
            buf_printf(out, "%s%.*s", out->n ? " " : "", STR_ARGS(str_sub(url, slash, url.n)));
    }
}

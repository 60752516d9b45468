/* Footers, generators and shapes of addresses. */
#include "rules/platform.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/href.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/yaml.h"
#include <stdlib.h>
#include <string.h>

#define PLATFORM_ENOUGH 2 /* different addresses that carry a mark */
#define NAME_CHARACTERS 60

struct known {
    struct str id, name, name_en, within, file;
    enum platform_kind kind;
    struct strs generator, addresses, hosts, yes, no;
    int line;
};

struct platforms {
    struct arena *arena;
    struct known *known;
    size_t n, cap;
    struct strs credits, not_suppliers; /* credits: in normal form */
};

/* ------------------------------------------------------------------ loading */

static int
read_words(const struct yaml *y, const struct node *value, void *to)
{
    struct strs *out = to;
    struct str *v;

    if (yaml_is_list(y, value))
        return -1;
    v = ARENA_ARRAY(y->keep, struct str, value->n + 1);
    out->v = v;
    for (const struct node *c = value->child; c; c = c->next)
        if (yaml_str(y, c, &v[out->n++]))
            return -1;
    return 0;
}

static int
read_kind(const struct yaml *y, const struct node *value, void *to)
{
    static const char *const kinds[] = {"supplier", "system"};
    int i = yaml_word(y, value, kinds, 2);

    if (i < 0)
        return -1;
    *(enum platform_kind *)to = i == 0 ? PLATFORM_SUPPLIER : PLATFORM_SYSTEM;
    return 0;
}

static const struct yaml_key known_keys[] = {
    {"id", true, yaml_id, offsetof(struct known, id)},
    {"name", true, yaml_str, offsetof(struct known, name)},
    {"name_en", false, yaml_str, offsetof(struct known, name_en)},
    {"kind", true, read_kind, offsetof(struct known, kind)},
    {"generator", false, read_words, offsetof(struct known, generator)},
    {"addresses", false, read_words, offsetof(struct known, addresses)},
    {"within", false, yaml_str, offsetof(struct known, within)},
    {"hosts", false, read_words, offsetof(struct known, hosts)},
    {"yes", true, read_words, offsetof(struct known, yes)},
    {"no", true, read_words, offsetof(struct known, no)},
};

static void
put_known(struct platforms *p, const struct known *k)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_eq(p->known[i].id, k->id)) {
            p->known[i] = *k;
            return;
        }
    p->known = mem_room(p->known, p->n, &p->cap, sizeof *p->known);
    p->known[p->n++] = *k;
}

static int
read_platforms(const struct yaml *y, const struct node *value, void *to)
{
    struct platforms *p = to;

    if (yaml_is_list(y, value))
        return -1;
    for (const struct node *c = value->child; c; c = c->next) {
        struct known k = {.line = c->line, .file = y->file};

        if (yaml_is_map(y, c) || yaml_keys(y, c, known_keys, sizeof known_keys / sizeof *known_keys, &k))
            return -1;
        if (k.name_en.n == 0)
            k.name_en = k.name;
        put_known(p, &k);
    }
    return 0;
}

static int
read_credits(const struct yaml *y, const struct node *value, void *to)
{
    struct platforms *p = to;
    struct str *v;

    if (read_words(y, value, &p->credits))
        return -1;
    v = ARENA_ARRAY(y->keep, struct str, p->credits.n + 1);
    for (size_t i = 0; i < p->credits.n; i++)
        v[i] = thai_norm(y->keep, p->credits.v[i], THAI_EXACT, false).text;
    p->credits.v = v;
    return 0;
}

static int
read_not_suppliers(const struct yaml *y, const struct node *value, void *to)
{
    return read_words(y, value, &((struct platforms *)to)->not_suppliers);
}

static const struct yaml_key root_keys[] = {
    {"credits", false, read_credits, 0},
    {"not_suppliers", false, read_not_suppliers, 0},
    {"platforms", true, read_platforms, 0},
};

static int
load_file(struct platforms *p, struct str path, struct err *e)
{
    struct yaml y = {.arena = arena_new(0), .keep = p->arena, .file = path, .e = e};
    struct buf b;
    struct node *root = NULL;
    int bad = 0;

    buf_init(&b, LIMIT_CONFIG_FILE);
    bad = file_read(path.p, &b, e);
    if (bad == 0) {
        root = yaml_parse(&y, buf_view(&b));
        bad = root == NULL || yaml_keys(&y, root, root_keys, sizeof root_keys / sizeof *root_keys, p);
    }
    buf_free(&b);
    arena_free(y.arena);
    return bad ? -1 : 0;
}

struct platforms *
platforms_load(const char *const *dir, size_t n, struct err *e)
{
    struct platforms *p = mem_new(1, sizeof *p);

    p->arena = arena_new(0);
    for (size_t i = 0; i < n; i++) {
        struct str path = arena_printf(p->arena, "%s/platforms.yaml", dir[i]);

        if (file_exists(path.p) && load_file(p, path, e) != 0) {
            platforms_free(p);
            return NULL;
        }
    }
    return p;
}

void
platforms_free(struct platforms *p)
{
    if (p == NULL)
        return;
    free(p->known);
    arena_free(p->arena);
    free(p);
}

/* ------------------------------------------------------------------ addresses */

/* The parts of an address of the web; all empty for other schemes. */
static struct href
web_parts(struct str url)
{
    return str_starts(url, STR("http")) ? href_cut(url) : (struct href){.scheme = STR_NONE};
}

/* Is it one of these hosts, or below one? */
static bool
host_among(struct str host, struct strs list)
{
    for (size_t i = 0; i < list.n; i++) {
        struct str known = list.v[i];

        if (str_eq_nocase(host, known) || (host.n > known.n && host.p[host.n - known.n - 1] == '.' &&
                                           str_eq_nocase(str_sub(host, host.n - known.n, host.n), known)))
            return true;
    }
    return false;
}

static bool
address_fits(const struct known *k, struct str rest)
{
    if (k->within.n > 0 && !str_starts_nocase(rest, k->within))
        return false;
    for (size_t i = 0; i < k->addresses.n; i++)
        if (str_find_nocase(rest, k->addresses.v[i], 0) != STR_NOT_FOUND)
            return true;
    return false;
}

/* Addresses on the site itself that its pages name, read once for all that is known. */
struct own {
    struct own_address {
        struct str url, rest;
    } * v;
    size_t n;
};

static void
take_own(struct own *own, struct str url, struct str site)
{
    struct href cut = web_parts(url);

    if (str_eq_nocase(href_without_www(cut.site), site))
        own->v[own->n++] = (struct own_address){url, cut.rest};
}

static struct own
own_of(struct arena *a, const struct page *const *page, size_t n)
{
    struct own own = {0};
    size_t most = 0;

    for (size_t i = 0; i < n; i++)
        most += page[i]->link_n + page[i]->image_n;
    own.v = arena_raw(a, (most + 1) * sizeof *own.v);
    for (size_t i = 0; i < n; i++) {
        struct str site = href_without_www(web_parts(page[i]->url).site);

        for (size_t j = 0; j < page[i]->link_n; j++)
            take_own(&own, page[i]->link[j].url, site);
        for (size_t j = 0; j < page[i]->image_n; j++)
            take_own(&own, page[i]->image[j].src, site);
    }
    return own;
}

/* Are enough of them different ones that carry a mark? */
static bool
addresses_fit(const struct known *k, const struct own *own)
{
    struct str first = STR_NONE;
    size_t n = 0;

    for (size_t i = 0; i < own->n && n < PLATFORM_ENOUGH && k->addresses.n > 0; i++) {
        if (!address_fits(k, own->v[i].rest) || str_eq(own->v[i].url, first))
            continue;
        first = n == 0 ? own->v[i].url : first;
        n++;
    }
    return n == PLATFORM_ENOUGH;
}

/* ------------------------------------------------------------------ generator */

static bool
generator_fits(const struct known *k, struct str generator)
{
    for (size_t i = 0; i < k->generator.n; i++)
        if (str_starts_nocase(str_trim(generator), k->generator.v[i]))
            return true;
    return false;
}

/* ------------------------------------------------------------------ credit */

struct credit {
    struct str host, name; /* host: where its link leads, empty for none */
};

/* Byte of a normal form behind the words of a credit; STR_NOT_FOUND. */
static size_t
credit_end(const struct platforms *p, struct str norm)
{
    for (size_t i = 0; i < p->credits.n; i++) {
        size_t at = str_find(norm, p->credits.v[i], 0);

        if (at != STR_NOT_FOUND)
            return at + p->credits.v[i].n;
    }
    return STR_NOT_FOUND;
}

/* The same of a text.  Which byte of it a place is, is asked of the few that hold such words. */
static size_t
behind_credit(const struct platforms *p, struct arena *scratch, struct str text)
{
    struct thai_norm norm;
    size_t end;

    arena_reset(scratch);
    end = credit_end(p, thai_norm(scratch, text, THAI_EXACT, false).text);
    if (end == STR_NOT_FOUND)
        return STR_NOT_FOUND;
    norm = thai_norm(scratch, text, THAI_EXACT, true);
    return norm.at != NULL ? norm.at[end] : STR_NOT_FOUND;
}

/* The words up to the next mark that ends a name. */
static struct str
name_from(struct str s)
{
    static const char *const ends[] = {"|", "\x1f", "\xc2\xa9", ",", ";", "(", "http", "  ", "Copyright"};

    while (s.n > 0 && strchr(" :.-", s.p[0]) != NULL)
        s = str_sub(s, 1, s.n);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        s = str_sub(s, 0, str_find_nocase(s, str_of(ends[i]), 0));
    return str_trim(utf8_prefix(s, NAME_CHARACTERS));
}

static bool
is_supplier(const struct platforms *p, struct str host)
{
    return host.n > 0 && !host_among(host, p->not_suppliers);
}

/* The link of the block that leads away from the site, its host in lower case. */
static void
credit_link(const struct platforms *p, struct arena *a, const struct page *page, size_t block,
            struct credit *out)
{
    struct str own = href_without_www(web_parts(page->url).host), host;

    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->block != block)
            continue;
        host = href_without_www(web_parts(l->url).host);
        if (!is_supplier(p, host) || str_eq_nocase(host, own))
            continue;
        out->host = thai_norm(a, host, THAI_EXACT, false).text;
        if (l->text.n > 0)
            out->name = str_trim(utf8_prefix(l->text, NAME_CHARACTERS));
        return;
    }
}

/* The same of a text that may have been asked about on another page: most of what pages share is the menu. */
static size_t
behind_new_credit(const struct platforms *p, struct arena *scratch, struct map *seen, struct str text)
{
    struct map_entry *e;
    bool fresh;
    size_t at;

    if (text.n == 0 || text.n > LIMIT_LINK_TEXT)
        return STR_NOT_FOUND;
    e = map_put(seen, text, &fresh);
    if (!fresh && e->num == 0)
        return STR_NOT_FOUND;
    at = behind_credit(p, scratch, text);
    e->num = at != STR_NOT_FOUND;
    return at;
}

/* Credits stand at the end of a page: the last one counts. */
static bool
find_credit(const struct platforms *p, struct arena *a, struct map *seen, const struct page *page,
            struct credit *out)
{
    struct arena *scratch = arena_new(0);
    bool found = false;

    for (size_t i = page->block_n; i-- > 0 && !found;) {
        struct str text = page->block[i].text;
        size_t at = behind_new_credit(p, scratch, seen, text);

        if (at == STR_NOT_FOUND)
            continue;
        *out = (struct credit){.name = name_from(str_sub(text, at, text.n))};
        credit_link(p, a, page, i, out);
        found = out->host.n > 0 || out->name.n > 2;
    }
    arena_free(scratch);
    return found;
}

/* ------------------------------------------------------------------ the answer */

static void
answer(struct arena *a, const struct known *k, struct platform *out)
{
    *out = (struct platform){.kind = k->kind,
                             .id = arena_str(a, k->id),
                             .name = arena_str(a, k->name),
                             .name_en = arena_str(a, k->name_en)};
}

static const struct known *
known_of_pages(const struct platforms *p, enum platform_kind kind, const struct own *own,
               const struct page *const *page, size_t n)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct known *k = &p->known[i];
        bool fits = k->kind == kind && addresses_fit(k, own);

        for (size_t j = 0; j < n && !fits; j++)
            fits = k->kind == kind && generator_fits(k, page[j]->generator);
        if (fits)
            return k;
    }
    return NULL;
}

static const struct known *
known_of_host(const struct platforms *p, struct str host)
{
    for (size_t i = 0; host.n > 0 && i < p->n; i++)
        if (host_among(host, p->known[i].hosts))
            return &p->known[i];
    return NULL;
}

static void
answer_credit(struct arena *a, const struct credit *c, struct platform *out)
{
    struct str id = c->host.n > 0 ? c->host : thai_norm(a, c->name, THAI_EXACT, false).text,
               name = arena_str(a, c->name.n > 0 ? c->name : c->host);

    *out = (struct platform){.kind = PLATFORM_SUPPLIER,
                             .id = arena_printf(a, "by:%.*s", STR_ARGS(id)),
                             .name = name,
                             .name_en = name};
}

/* Of a listed supplier more is known than of a credit, which may also name the software. */
void
platform_of(const struct platforms *p, struct arena *a, const struct page *const *page, size_t n,
            struct platform *supplier, struct platform *system)
{
    struct arena *scratch = arena_new(0);
    const struct own own = own_of(scratch, page, n);
    const struct known *by = known_of_pages(p, PLATFORM_SUPPLIER, &own, page, n),
                       *with = known_of_pages(p, PLATFORM_SYSTEM, &own, page, n), *named;
    struct credit credit = {STR_NONE, STR_NONE};
    struct map *seen = map_new();
    bool credited = false;

    *supplier = *system = (struct platform){.kind = PLATFORM_NONE};
    for (size_t i = 0; i < n && !credited; i++)
        credited = find_credit(p, a, seen, page[i], &credit);
    map_free(seen);
    named = known_of_host(p, credit.host);
    if (named != NULL && named->kind == PLATFORM_SYSTEM)
        with = with != NULL ? with : named;
    else if (named != NULL)
        by = by != NULL ? by : named;
    if (by != NULL)
        answer(a, by, supplier);
    else if (credited && named == NULL)
        answer_credit(a, &credit, supplier);
    if (with != NULL)
        answer(a, with, system);
    arena_free(scratch);
}

/* ------------------------------------------------------------------ examples */

/* Does the example, a line of one kind of mark, speak for this platform? */
static bool
example_fits(const struct platforms *p, const struct known *k, struct str example)
{
    struct str kind = str_sub(example, 0, str_find_char(example, ':', 0)),
               value = str_trim(str_sub(example, kind.n + 1, example.n));
    size_t arrow = str_find(value, STR(" -> "), 0);
    struct arena *a = arena_new(0);
    bool fits = false;

    if (str_eq(kind, STR("generator"))) {
        fits = generator_fits(k, value);
    } else if (str_eq(kind, STR("address"))) {
        fits = address_fits(k, value);
    } else if (str_eq(kind, STR("credit")) && arrow != STR_NOT_FOUND) {
        fits = behind_credit(p, a, str_sub(value, 0, arrow)) != STR_NOT_FOUND &&
               host_among(href_without_www(web_parts(str_sub(value, arrow + 4, value.n)).host), k->hosts);
    }
    arena_free(a);
    return fits;
}

static size_t
test_list(const struct platforms *p, const struct known *k, struct strs list, bool wanted, catalog_fail *fail,
          void *ctx, size_t *failed)
{
    for (size_t i = 0; i < list.n; i++) {
        if (example_fits(p, k, list.v[i]) == wanted)
            continue;
        ++*failed;
        fail(ctx, k->file, k->line, k->id, list.v[i],
             wanted ? _("should match, does not") : _("matches, should not"));
    }
    return list.n;
}

size_t
platforms_test(const struct platforms *p, catalog_fail *fail, void *ctx, size_t *failed)
{
    size_t n = 0;

    *failed = 0;
    for (size_t i = 0; i < p->n; i++)
        n += test_list(p, &p->known[i], p->known[i].yes, true, fail, ctx, failed) +
             test_list(p, &p->known[i], p->known[i].no, false, fail, ctx, failed);
    return n;
}

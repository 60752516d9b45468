/* What to do about an item that is not found: what its verdict asks for, then what to publish. */
#include "rules/advice.h"
#include "base/buf.h"
#include "oit/limits.h"
#include "rules/missing.h"
#include "rules/proof.h"
#include "rules/verdict.h"

/* Where it is said, and in which language. */
struct speech {
    const struct bench *b;
    enum lang lang;
};

static struct str
said(const struct speech *s, const char *id, struct str one, struct str two)
{
    struct say say = verdict_say(id, one, two);

    return say_text(s->b->arena, &say, s->lang);
}

/* What is certain to be lacking, in the checklist's words; empty when nothing is. */
static struct str
lacking(const struct speech *s, const struct item_result *r)
{
    struct buf out;
    struct str text;

    buf_init(&out, 16 * KIB);
    for (size_t i = 0; i < r->element_n; i++) {
        const struct element_result *e = &r->element[i];

        if (e->met != MET_NO || e->basis == BASIS_RECALLED)
            continue;
        buf_z(&out, buf_view(&out).n > 0 ? ", " : "");
        buf_str(&out, s->lang == LANG_EN && e->text_en.n > 0 ? e->text_en : e->text);
    }
    text = arena_str(s->b->arena, buf_view(&out));
    buf_free(&out);
    return text;
}

/* A part is there: what is there need not be published again. */
static struct str
advice_partial(const struct speech *s, const struct pack_part *part, const struct item_result *r,
               const struct weighed *w, size_t n, struct str fix)
{
    const struct bench *b = s->b;
    struct str lacks = lacking(s, r);
    uint32_t at;

    if (n == 0 || lacks.n == 0)
        return fix;
    at = missing_listed_on(b, part, w);
    at = at != NO_INDEX ? at : b->leads->lead[w[0].lead].asked;
    return said(s, N_("Add {2} (to what stands at {1})"), b->site->node[at].url, lacks);
}

/* A link that is there and leads wrong is mended before anything is published twice. */
static struct str
mend(const struct speech *s, const struct pack_part *part, const struct weighed *w, size_t n)
{
    const struct bench *b = s->b;
    const struct lead *l = n > 0 ? &b->leads->lead[w[0].lead] : NULL;
    uint32_t back = n == 0 || w[0].grade == GRADE_REFUSED ? missing_leads_back(b, part) : NO_INDEX;

    if (back != NO_INDEX)
        return said(s, N_("Make the link \"{1}\" on {2} lead to the information."),
                    b->site->link[back].text->text, b->site->node[b->site->link[back].from].url);
    if (l != NULL && w[0].belied)
        return said(s, N_("Make the link \"{1}\" on {2} lead to the information."), proof_words(b, l),
                    b->site->node[b->site->link[l->link].from].url);
    if (l != NULL && w[0].grade == GRADE_DEAD && l->link != NO_INDEX && w[0].fitting.fit != FIT_OTHER)
        return said(s, N_("Mend the dead link \"{1}\" on {2}."), proof_words(b, l),
                    b->site->node[b->site->link[l->link].from].url);
    return STR_NONE;
}

#define MAKE_SURE N_("First make sure whether the information is there already. {1}")
#define ONLY_WHERE N_("Only where the information is not there: {1}")

/* How advice begins where nothing is known to be lacking; empty when it begins otherwise. */
static struct str
opening(struct arena *a, struct str fix)
{
    for (int lang = LANG_TH; lang <= LANG_EN; lang++) {
        struct say only = verdict_say(ONLY_WHERE, STR_NONE, STR_NONE),
                   sure = verdict_say(MAKE_SURE, say_text(a, &only, (enum lang)lang), STR_NONE);
        struct str text = say_text(a, &sure, (enum lang)lang);

        if (str_starts(fix, text))
            return text;
    }
    return STR_NONE;
}

struct str
advice_joined(struct arena *a, struct str one, struct str other)
{
    struct str first = opening(a, one);
    bool sentences;

    if (one.n == 0 || other.n == 0)
        return one.n == 0 ? other : one;
    if (first.n > 0 && str_starts(other, first))
        other = str_trim(str_sub(other, first.n, other.n));
    /* English texts end without a full stop; in Thai a blank is one. */
    sentences = other.n > 0 && other.p[0] >= 'A' && other.p[0] <= 'Z' &&
                (unsigned char)one.p[one.n - 1] < 0x80 && one.p[one.n - 1] != '.';
    return arena_printf(a, "%.*s%s %.*s", STR_ARGS(one), sentences ? "." : "", STR_ARGS(other));
}

/* Nothing is known to be lacking: what is in the way goes first. */
static struct str
advice_open(const struct speech *s, const struct item_result *r, const struct weighed *w, size_t n,
            struct str fix)
{
    const struct bench *b = s->b;
    const struct node *at = n > 0 ? &b->site->node[b->leads->lead[w[0].lead].node] : NULL;
    bool broken = at != NULL && (at->problem == PROBLEM_SERVER_ERROR || at->problem == PROBLEM_PAGE_ERROR);

    if (r->verdict == VERDICT_UNASSESSED && broken)
        return said(s, N_("First have {1} repaired, which the server answers with an error. {2}"), at->url,
                    said(s, ONLY_WHERE, fix, STR_NONE));
    return said(s, MAKE_SURE, said(s, ONLY_WHERE, fix, STR_NONE), STR_NONE);
}

struct str
advice_of(const struct bench *b, const struct pack_part *part, const struct item_result *r,
          const struct weighed *w, size_t n, enum lang lang)
{
    const struct speech s = {b, lang};
    struct str fix = missing_expected(b, part, lang), first = STR_NONE;

    if (fix.n == 0)
        return fix;
    if (r->verdict == VERDICT_PARTIAL)
        return advice_partial(&s, part, r, w, n, fix);
    if (r->settle.id != NULL && (r->verdict == VERDICT_UNASSESSED || r->verdict == VERDICT_REVIEW))
        return advice_open(&s, r, w, n, fix);
    if (r->verdict == VERDICT_MISSING)
        first = mend(&s, part, w, n);
    return first.n > 0 ? arena_printf(b->arena, "%.*s %.*s", STR_ARGS(first), STR_ARGS(fix)) : fix;
}

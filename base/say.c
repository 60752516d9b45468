/* Text for people: gettext behind a small door, so that Thai works on a machine without a Thai locale. */
#include "base/say.h"
#include "base/buf.h"
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "oit"
#define LONGEST_SENTENCE ((size_t)64 * 1024)

static enum lang chosen = LANG_EN;

/*
 * gettext translates only in a locale other than "C"; which one does not matter, for LANGUAGE names the
 * catalogue.  Only the messages' category is set: numbers, dates and sorting stay those of "C", so that
 * output never depends on the machine.  Some systems hold no locale but "C.UTF-8", and glibc treats that
 * one as translated when LANGUAGE is set.
 */
static void
open_locale(void)
{
    static const char *const names[] = {"th_TH.UTF-8", "en_US.UTF-8", "C.UTF-8"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_MESSAGES, names[i]))
            break;
    setlocale(LC_CTYPE, "C.UTF-8");
}

void
say_init(const char *share_dir, enum lang lang)
{
    char *dir;

    chosen = lang;
    setenv("LANGUAGE", "th", 1);
    open_locale();
    if (asprintf(&dir, "%s/locale", share_dir) < 0)
        return;
    bindtextdomain(DOMAIN, dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    free(dir);
}

enum lang
say_lang(void)
{
    return chosen;
}

const char *
say_tr_in(enum lang lang, const char *id)
{
    /* The empty id is gettext's own: it would give the catalogue's head. */
    return lang == LANG_EN || !*id ? id : dgettext(DOMAIN, id);
}

const char *
say_tr(const char *id)
{
    return say_tr_in(chosen, id);
}

/* "{N one|more}" at p: the word that goes with argument N; its place's length, 0 on anything else. */
static size_t
counted_word(const char *p, const struct say *s, struct str *word)
{
    const char *bar = strchr(p, '|'), *end = strchr(p, '}');

    *word = STR_NONE;
    if (p[0] != '{' || p[1] < '1' || p[1] >= '1' + SAY_ARGS || p[2] != ' ' || !bar || !end || bar > end)
        return 0;
    *word = str_eq(s->arg[p[1] - '1'], STR("1")) ? (struct str){p + 3, (size_t)(bar - p - 3)}
                                                 : (struct str){bar + 1, (size_t)(end - bar - 1)};
    return (size_t)(end - p) + 1;
}

/* "{N}" or "{_N}" at p, N from 1 to SAY_ARGS: N and the place's length; 0 on anything else. */
static int
place_of(const char *p, size_t *n)
{
    size_t mark = p[0] == '{' && p[1] == '_';
    const char *digit = p + 1 + mark;

    *n = 3 + mark;
    return p[0] == '{' && *digit >= '1' && *digit < '1' + SAY_ARGS && digit[1] == '}' ? *digit - '0' : 0;
}

/* Arguments are never looked at for places: what a website wrote cannot pull in another argument. */
struct str
say_text(struct arena *a, const struct say *s, enum lang lang)
{
    struct buf out;
    struct str text;

    if (!s->id)
        return STR_NONE;
    buf_init(&out, LONGEST_SENTENCE);
    for (const char *p = say_tr_in(lang, s->id); *p;) {
        struct str word;
        size_t plain = strcspn(p, "{"), n, counted = counted_word(p, s, &word);
        int place = place_of(p, &n);

        if (counted) {
            buf_str(&out, word);
            p += counted;
        } else if (place && n > 3) {
            struct str id = arena_str(a, s->arg[place - 1]);

            if (id.p)
                buf_z(&out, say_tr_in(lang, id.p));
            p += n;
        } else if (place) {
            buf_str(&out, s->arg[place - 1]);
            p += n;
        } else {
            plain += plain == 0;
            buf_put(&out, p, plain);
            p += plain;
        }
    }
    text = arena_str(a, buf_view(&out));
    buf_free(&out);
    return text;
}

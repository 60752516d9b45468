/*
 * Text for people.  The message id is the English text; Thai comes from the gettext catalogue "oit".
 * A sentence that is stored or shown in both languages travels as struct say: id and arguments apart.
 */
#ifndef OIT_BASE_SAY_H
#define OIT_BASE_SAY_H

#include "base/arena.h"

enum lang { LANG_TH, LANG_EN };

#define SAY_ARGS 4

/*
 * "{1}" to "{4}" in the message are replaced by the arguments; "{_1}" to "{_4}" by the argument's own
 * translation, for an argument that is a message id itself; "{1 item|items}" by the first word where the
 * argument is 1, else by the second.
 */
struct say {
    const char *id;
    struct str arg[SAY_ARGS];
};

/*
 * Bind the catalogue below share_dir/locale and choose the language.  Works without a Thai locale on the
 * machine: falls back to C.UTF-8 and asks gettext for Thai by LANGUAGE.
 */
void say_init(const char *share_dir, enum lang lang);
enum lang say_lang(void);
/* id in the chosen language. */
const char *say_tr(const char *id) __attribute__((format_arg(1)));
/* id in the language asked for. */
const char *say_tr_in(enum lang lang, const char *id);
/* The whole sentence. */
struct str say_text(struct arena *a, const struct say *s, enum lang lang);

#define _(id) say_tr(id)
#define N_(id) id

#endif

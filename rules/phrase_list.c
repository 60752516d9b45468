/* Lists of phrases and patterns in a YAML file, and the complaints about them. */
#include "base/mem.h"
#include "base/say.h"
#include "rules/loader.h"
#include <stdlib.h>

static int
add(const struct yaml *y, const struct node *entry, bool pattern, bool mixed, struct phrase_list *out)
{
    struct str text = entry->text;
    int skip = 0;

    if (yaml_is_text(y, entry))
        return -1;
    if (mixed && str_starts(text, STR("re:"))) {
        skip = 3;
        pattern = true;
    } else if (!pattern && str_starts(text, STR("re:"))) {
        return yaml_fail(y, entry, _("write it under \"patterns\", without re:"),
                         _("no patterns stand in this list"));
    }
    if (pattern && !entry->single_quoted)
        return yaml_fail(y, entry, _("write it '...': nothing is changed between single quotes"),
                         _("a pattern must stand in single quotes"));
    out->source = mem_room(out->source, out->n, &out->cap, sizeof *out->source);
    out->source[out->n++] = (struct phrase_source){
        .text = arena_str(y->keep, skip      ? str_sub(text, 3, text.n)
                                   : pattern ? text
                                             : str_trim(text)),
        .line = entry->line,
        .column = entry->column + skip + entry->single_quoted,
        .pattern = pattern,
    };
    return 0;
}

int
phrase_list_read(const struct yaml *y, const struct node *list, bool patterns, bool mixed,
                 struct phrase_list *out)
{
    if (yaml_is_list(y, list))
        return -1;
    for (const struct node *entry = list->child; entry; entry = entry->next)
        if (add(y, entry, patterns, mixed, out))
            return -1;
    return 0;
}

static int
complain(const struct yaml *y, const struct phrase_source *source, const struct phrase_fault *f)
{
    if (!source->pattern)
        return yaml_fail_at(y, source->line, source->column, _("write the words as a visitor reads them"),
                            "%s", f->what);
    return yaml_fail_at(y, source->line, source->column + (int)f->at,
                        _("correct the pattern (syntax: man pcre2pattern)"),
                        _("%s (character %zu of the pattern)"), f->what, f->at + 1);
}

int
phrase_list_build(const struct yaml *y, struct phrase_list *list, struct phrases **out)
{
    struct phrase_fault fault;
    int rc = 0;

    *out = phrases_build(loader_of(y)->lexicon, list->source, list->n, &fault);
    if (!*out)
        rc = complain(y, &list->source[fault.index], &fault);
    phrase_list_free(list);
    return rc;
}

void
phrase_list_free(struct phrase_list *list)
{
    free(list->source);
    *list = (struct phrase_list){.source = NULL};
}

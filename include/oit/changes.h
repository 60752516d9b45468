/*
 * Two visits to a site compared, item by item: what happened, and whether it happened on the site, in what
 * was looked at, in the rules, or in what people say.  Made by cli/changes.c, printed by report/.
 */
#ifndef OIT_CHANGES_H
#define OIT_CHANGES_H

#include "oit/scorecard.h"

#define CHANGE_KINDS(X)                                                                                      \
    X(NONE, "none", N_("as before"))                                                                         \
    X(APPEARED, "appeared", N_("appeared"))                                                                  \
    X(VANISHED, "vanished", N_("vanished"))                                                                  \
    X(CHANGED, "changed", N_("changed"))                                                                     \
    X(GREW_OLD, "grew_old", N_("grew old"))                                                                  \
    X(NOT_SEEN, "not_seen", N_("not seen this time"))                                                        \
    X(SEEN, "seen", N_("seen this time, not before"))

#define CHANGE_CAUSES(X)                                                                                     \
    X(SITE, "site", N_("the site"))                                                                          \
    X(COVERAGE, "coverage", N_("what could be looked at"))                                                   \
    X(RULES, "rules", N_("the rules"))                                                                       \
    X(PEOPLE, "people", N_("people's judgement"))                                                            \
    X(TIME, "time", N_("the day"))

#define PLACE_CHANGES(X)                                                                                     \
    X(NEW, "new", N_("new"))                                                                                 \
    X(REMOVED, "removed", N_("removed"))                                                                     \
    X(CHANGED, "changed", N_("other content"))                                                               \
    X(INSTEAD, "instead", N_("shows it now"))                                                                \
    X(NOT_SEEN, "not_seen", N_("not seen this time"))

#define X(code, name, text) CHANGE_##code,
enum change_kind { CHANGE_KINDS(X) CHANGE_KIND_COUNT };
#undef X
#define X(code, name, text) CAUSE_##code,
enum change_cause { CHANGE_CAUSES(X) CHANGE_CAUSE_COUNT };
#undef X
#define X(code, name, text) PLACE_##code,
enum place_change { PLACE_CHANGES(X) PLACE_CHANGE_COUNT };
#undef X

/* JSON words, and English texts that are gettext message ids. */
const char *change_kind_name(enum change_kind k);
const char *change_kind_text(enum change_kind k);
const char *change_cause_name(enum change_cause c);
const char *change_cause_text(enum change_cause c);
const char *place_change_name(enum place_change p);
const char *place_change_text(enum place_change p);

struct changed_place {
    struct str url, quote;
    enum place_change what;
};

struct change {
    struct str id, topic, name, name_en;
    enum verdict from, to; /* as reported then and later; VERDICT_COUNT: the item was not asked for */
    enum verdict machine_from, machine_to; /* of both visits under the present rules */
    enum change_kind kind;
    enum change_cause cause;
    bool rules_too;    /* the rules turned it as well */
    struct say reason; /* why it is now what it is */
    const struct changed_place *place;
    size_t place_n;
};

/* One of the two visits. */
struct compared {
    struct str run_id, started, as_of, pack_id, pack_sha256,
        tool_version; /* of its judgement, may be empty */
    bool complete;
    int low, high;
    uint64_t discovered, read, failed;
};

struct changes {
    struct str site_url, site_host, agency, pack_id;
    struct compared from, to;
    bool lists_differ;    /* the earlier visit was judged by another checklist then */
    bool rules_changed;   /* another pack, another program, or a verdict that the present rules do not give */
    bool options_changed; /* the visits were not under the same options */
    const struct change *item; /* of the checklist, changed or not */
    size_t item_n;
    const struct history *trend; /* visits up to the later one, oldest first */
    size_t trend_n;
};

#endif
